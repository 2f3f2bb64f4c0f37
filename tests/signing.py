"""Real keys for the tests of approvals, what they sign, by ssh-keygen, and a statement to sign."""

import dataclasses
import subprocess
from pathlib import Path

from quanli.approval.approval import Approval, signed_bytes
from quanli.approval.statement import Statement, Step

BLOB = "1" * 40
PLAIN = Statement("a" * 40, ("机关：市公积金中心（gjj）", "", "  变更前：20 日"), (Step("content/powers/gjj/A-1.yaml", BLOB, "2" * 40),), {"Change-Reason": "改正"})


class Keys:
    """Keys in a folder, each made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def private(self, name: str) -> Path:
        path = self.folder / name
        if not path.exists():
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)], check=True)
        return path

    def public(self, name: str) -> str:
        """Give type and key, without a comment."""
        return " ".join(self.private(name).with_suffix(".pub").read_text().split()[:2])

    def line(self, key: str, principal: str, name: str, more: str = "") -> str:
        """Give a line of the list of approvers."""
        return f'{principal} namespaces="quanli-approval"{more} {self.public(key)} {name}\n'

    def sign(self, key: str, data: bytes, namespace: str = "quanli-approval") -> str:
        command = ["ssh-keygen", "-Y", "sign", "-q", "-n", namespace, "-f", str(self.private(key))]
        return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()

    def signed(self, key: str, approval: Approval, change_text: str) -> Approval:
        """Give an approval with a key's signature."""
        return dataclasses.replace(approval, signature=self.sign(key, signed_bytes(approval, change_text)))
