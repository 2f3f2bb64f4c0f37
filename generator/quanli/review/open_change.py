"""A change that waits for approvals: its statement as it lies in the working copy, held against its files, and whose turn it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

from quanli.approval.approval import Approval, read_approval, step_of
from quanli.approval.governed import APPROVALS, STATEMENT, change_of
from quanli.approval.reasons import why_not
from quanli.approval.signers import Signer, Signers
from quanli.approval.statement import Statement, StatementError, Step, change_id, digest_of, read_statement
from quanli.catalogue.content_kinds import REGISTER_LIMIT
from quanli.catalogue.tree import FolderTree
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.git.listing import list_commit
from quanli.git.main_branch import main_branch
from quanli.git.objects import Objects
from quanli.git.revision import commit_of
from quanli.history.procedure import Procedure, principal
from quanli.records.fields import Term
from quanli.review.candidates import asked_of
from quanli.review.ground import REVOKED
from quanli.review.revisions import fork_of
from quanli.review.rules import LARGEST, rules_of, tree_of
from quanli.review.statement import restate


@frozen
class Turn:
    """A step of the procedure: a role for an office, and how it stands. ``wrong`` says why what lies there does not count."""

    role: str
    office: str
    label: Term
    """What the office calls it."""
    given: Approval | None = None
    signer: Signer | None = None
    digest: str = ""
    wrong: Term | None = None

    @property
    def principal(self) -> str:
        """Give the name under which the list of approvers has the key."""
        return principal(self.role, self.office)


@frozen
class OpenChange:
    """A change as it can be approved now.

    ``chains`` have the turns of each office in their order; ``refused`` are refusals that count; ``warnings`` what whoever
    signs should know. ``faults`` are those of the procedure.
    """

    folder: Path
    id: str
    text: str
    statement: Statement
    chains: tuple[tuple[Turn, ...], ...]
    refused: tuple[Approval, ...]
    procedure: Procedure
    signers: Signers
    day: datetime.date
    warnings: tuple[Term, ...]
    faults: tuple[Problem, ...]

    @property
    def next(self) -> tuple[Turn, ...]:
        """Give the turns that are next, one of each office that still has one."""
        found = (next((turn for turn in chain if not turn.signer), None) for chain in self.chains)
        return tuple(turn for turn in found if turn)

    def before(self, turn: Turn) -> tuple[Turn, ...]:
        """Give the turns of the same office that come before one."""
        chain = next(chain for chain in self.chains if turn in chain)
        return chain[: chain.index(turn)]


def waiting(folder: Path, main: str = "") -> dict[str, str]:
    """List the changes of the working copy that the main line does not have yet: the texts of their statements by id."""
    tip = commit_of(folder, main or main_branch(folder))
    known = {change[0] for change in map(change_of, list_commit(folder, tip, APPROVALS)) if change}
    return {name: text for name, text in statements(folder).items() if name not in known}


def statements(folder: Path) -> dict[str, str]:
    """Give the statements in the working copy by the names of their folders, whatever they hold."""
    tree = FolderTree(folder)
    paths = {change[0]: entry.path for entry in tree.entries(APPROVALS) if entry.mode == "file" and (change := change_of(entry.path)) and change[1] == STATEMENT}
    return {name: tree.read(path, REGISTER_LIMIT).decode("utf-8", "replace") for name, path in paths.items()}


def open_change(folder: Path, name: str, text: str, day: datetime.date, main: str = "") -> OpenChange:
    """Open a change by the text of its statement, as of a day.

    Procedure and approvers are those of the main line. Raises :class:`StatementError` for a statement that is none, was
    altered, or does not say what its files do.
    """
    statement = read_statement(text)
    if change_id(text) != name:
        raise StatementError(f"变更书的内容是变更 {change_id(text)}，却放在 {name} 里：写成以后被改过", f"the statement is that of {change_id(text)} and lies in {name}: it was altered")
    tip = commit_of(folder, main or main_branch(folder))
    if fork_of(folder, tip, statement.base) != statement.base:
        raise StatementError(f"变更书对照的提交 {statement.base[:12]} 不在主线上：先 git fetch，或者请提出人重新提出", f"its base {statement.base[:12]} is not on the main line: fetch, or let it be proposed anew")
    with Objects(folder, LARGEST) as objects:
        again = restate(folder, statement.base, statement.steps, objects)
        tree = tree_of(folder, tip, objects)
        procedure, approvers, faults = rules_of(tree)
        revoked = tree.read(REVOKED, REGISTER_LIMIT) if tree.stamp(REVOKED) else b""
    if again.words != statement.words:
        raise StatementError("变更书写的不是文件实际的改动：不要签署，请提出人用 quanli propose 重新提出", "the statement does not say what its files do: do not sign it; it has to be proposed anew")
    signers = Signers(approvers, revoked)
    read = _read(folder, name)
    chains = tuple(_chain(office, [(role, procedure.label(role, office)) for role, _ in roles], read, signers, text, day) for office, roles in sorted(asked_of(again.files, procedure).items()))
    refused = tuple(one for one, _ in read.values() if one.refused and signers.signer_of(one, text, day))
    return OpenChange(folder, name, text, statement, chains, refused, procedure, signers, day, tuple(_warnings(folder, statement)), tuple(faults))


def _chain(office: str, roles: Iterable[tuple[str, Term]], read: Mapping[str, tuple[Approval, str]], signers: Signers, text: str, day: datetime.date) -> tuple[Turn, ...]:
    found: list[Turn] = []
    for role, label in roles:
        approval, file = read.get(f"{principal(role, office)}.txt", (None, ""))
        if approval is None:
            found.append(Turn(role, office, label))
            continue
        wrong = why_not(signers, approval, text, day) or _out_of_turn(approval, found)
        signer = None if wrong else signers.signer_of(approval, text, day)
        found.append(Turn(role, office, label, approval, signer, digest_of(file), wrong))
    return tuple(found)


def _out_of_turn(approval: Approval, before: list[Turn]) -> Term | None:
    """Say where an approval does not follow the step before it."""
    if any(not turn.signer for turn in before):
        return Term("前面的环节还没有签署", "a step before it is not signed")
    if approval.follows != (before[-1].digest if before else ""):
        return Term("它没有接在前一环节之后签署", "it was not signed upon the step before it")
    if any(turn.signer and turn.signer.name == approval.signer for turn in before):
        return Term(f"“{approval.signer}”已经签了前面的环节", f'"{approval.signer}" has signed a step before it')
    return None


def _read(folder: Path, name: str) -> dict[str, tuple[Approval, str]]:
    """Read the approvals and refusals of a change in the working copy, with their texts, by the names of their files."""
    tree, found = FolderTree(folder), {}
    for entry in tree.entries(f"{APPROVALS}/{name}"):
        file = entry.path.rpartition("/")[2]
        if entry.mode == "file" and step_of(file):
            try:
                text = tree.read(entry.path, REGISTER_LIMIT).decode()
                approval = read_approval(text)
            except (UnicodeDecodeError, StatementError):
                continue
            if approval.file == file:
                found[file] = approval, text
    return found


def _warnings(folder: Path, statement: Statement) -> Iterable[Term]:
    """Say where what is checked out is not what the statement says."""
    head = list_commit(folder, "HEAD", ".")
    others = {step.path for text in statements(folder).values() for step in _steps(text) if step not in statement.steps}
    other = [step.path for step in statement.steps if step.path not in others and (head[step.path].blob if step.path in head else "") != step.after]
    if other:
        told = "、".join(other[:5])
        yield Term(f"变更书写成以后，这些文件又改了：{told}。须由提出人重新 quanli propose", f"since the statement was written these files have changed: {told}. They must be proposed anew")


def _steps(text: str) -> Iterable[Step]:
    try:
        return read_statement(text).steps
    except StatementError:
        return ()
