"""Real keys, statements and approvals for tests: made by ``ssh-keygen``, laid down as ``quanli approve`` would."""

import datetime
import hashlib
import subprocess

from quanli.approval.approval import Approval, signed_bytes, text_of
from quanli.approval.statement import Statement, Step, change_id, digest_of
from quanli.approval.statement import text_of as statement_text

NAMES = {"proposed-by": "归集科", "legal-review": "法规科", "approved-by": "中心主任", "determined-by": "政府法制机构"}


class Key:
    """A key of its own, with the line that a list gives it."""

    def __init__(self, folder, name):
        self.file, self.name = folder / hashlib.sha256(name.encode()).hexdigest()[:8], name
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", self.file], check=True)
        self.public = self.file.with_suffix(".pub").read_text().strip()

    def line(self, principal, options='namespaces="quanli-approval"'):
        """Give its line in the list of approvers."""
        return f"{principal} {options} {self.public} {self.name}\n"

    def sign(self, data):
        """Sign some bytes as an approval."""
        done = subprocess.run(["ssh-keygen", "-Y", "sign", "-q", "-n", "quanli-approval", "-f", self.file], input=data, capture_output=True, check=True)
        return done.stdout.decode()


def stated(base, steps, words=("某事项",), **said):
    """Write a statement: steps are triples of path, blob before and blob after."""
    made = tuple(Step(*step) for step in sorted(steps))
    return statement_text(Statement(base, tuple(words), made, {key.replace("_", "-"): value for key, value in said.items()}))


def approval(text, key, role, office, day, follows="", refused=""):
    """Sign a statement: gives the name of the file and its text."""
    made = Approval(role, office, key.name, datetime.date.fromisoformat(day), digest_of(text), follows, "", refused)
    signed = Approval(role, office, key.name, made.day, made.change, follows, key.sign(signed_bytes(made, text)), refused)
    return signed.file, text_of(signed)


def papers(text, *approvals):
    """Give the files of a change, as they lie in the repository."""
    folder = f"content/approvals/{change_id(text)}"
    return {f"{folder}/change.txt": text.encode()} | {f"{folder}/{name}": one.encode() for name, one in approvals}
