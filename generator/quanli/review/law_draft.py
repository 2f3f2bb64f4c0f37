"""A branch with a change drafted for newer versions of laws: the register, then office by office the items that cite them.

The working tree, its index and the branch that is checked out stay as they are. What the new texts do not decide is left as
it is, and named in the commit's message for a person to judge.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from quanli.approval.statement import STATEMENTS, StatementError
from quanli.catalogue.content_kinds import CONTENT, LAWS, POWER
from quanli.catalogue.law import Law
from quanli.catalogue.reading import read_content, read_data
from quanli.catalogue.registry import Registry, read_registry
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.tree import Tree, files_of
from quanli.errors import ProblemsFoundError
from quanli.frozen import frozen
from quanli.git.commit import commit_of_tree, new_branch, tree_with
from quanli.git.objects import Objects
from quanli.git.revision import commit_of
from quanli.history.naming import one_line
from quanli.pipeline.law_carry import carry_over
from quanli.pipeline.law_steps import Steps
from quanli.pipeline.statute_books import statute_book
from quanli.records.in_place import NotChangedError, with_entry, with_field, with_values
from quanli.review.changed import changed_files
from quanli.review.commit_message import message_of
from quanli.review.law_statement import with_statement
from quanli.review.revisions import files_between
from quanli.review.rules import LARGEST, names_of, tree_of
from quanli.statutes.library import Version

_REASON = "法律修改"


@frozen
class DraftCommit:
    """A commit of the draft: what it is called, how many files it changes, what is left to judge."""

    subject: str
    files: int
    judge: tuple[str, ...]


@frozen
class Draft:
    """A draft that was made, or all that there is to say where nothing is to be drafted."""

    commits: tuple[DraftCommit, ...]
    waiting: tuple[tuple[str, datetime.date, datetime.date], ...]
    """Title, version and day of what comes into force after the day: entered, and carried into no item yet."""
    unchanged: tuple[str, ...]
    """Files whose form lets nothing be changed where it stands."""


@frozen
class _Newer:
    law: Law
    before: datetime.date
    after: Version

    @property
    def name(self) -> str:
        return self.law.short or self.law.title


def draft(folder: Path, branch: str, day: datetime.date, state: Path, proposed_by: str = "") -> Draft:
    """Draft the change of every law of the register that has a newer version, as of a day, upon the commit that is checked out.

    Raises :class:`ProblemsFoundError` where the catalogue cannot be read, :class:`GitError` where git fails.
    """
    head = commit_of(folder, "HEAD")
    with Objects(folder, LARGEST) as objects:
        tree = tree_of(folder, head, objects)
        registry, problems = read_registry(tree)
        if registry is None:
            raise ProblemsFoundError(problems)
        book = statute_book(tree, registry.laws, day, state)
        newer = list(_entering(registry, book))
        work = _Work(folder, head, tree, registry, book, objects, proposed_by)
        commits = [*work.register(newer), *work.offices(Steps(book, day))]
        if commits:
            work.state()
            new_branch(folder, branch, work.tip)
    waiting = tuple((one.law.title, one.after.date, one.after.begins) for one in newer if one.after.begins > day)
    return Draft(tuple(commits), waiting, tuple(work.unchanged))


def _entering(registry: Registry, book: StatuteBook) -> Iterator[_Newer]:
    """Give the newest version of each law that the register has in an older one, where a source says when it begins."""
    steps = Steps(book)
    for law in registry.laws.values():
        newest, last = steps.newest.get(law.id), max((one.date for one in law.versions if one.date), default=None)
        if newest and newest.stated and last and newest.date > last:
            yield _Newer(law, last, newest)


class _Work:
    """The draft as it grows: each commit upon the last."""

    def __init__(
        self, folder: Path, head: str, tree: Tree, registry: Registry, book: StatuteBook, objects: Objects, proposed_by: str
    ) -> None:
        self.folder, self.tip, self.tree, self.registry, self.book = folder, head, tree, registry, book
        self.objects, self.proposed_by = objects, proposed_by
        self.unchanged = list[str]()
        self.message = ""
        self.taken = dict[tuple[str, datetime.date], _Newer]()
        """The versions to which anything was moved, each once."""

    def register(self, newer: Sequence[_Newer]) -> Iterator[DraftCommit]:
        """Enter the versions that the register does not have."""
        text = self._text(LAWS.file())
        try:
            for one in newer:
                text = _entered(text, list(self.registry.laws).index(one.law.id), one)
        except NotChangedError:
            self.unchanged.append(LAWS.file())
            return
        if newer:
            yield self._commit({LAWS.file(): text}, f"登记{_versions(newer)}", newer, ())

    def offices(self, steps: Steps) -> Iterator[DraftCommit]:
        """Carry the items over, a commit an office."""
        by_office = dict[str, tuple[dict[str, str], list[str], dict[tuple[str, datetime.date], _Newer]]]()
        for file in files_of(self.tree, POWER) if steps.newest else ():
            data, _ = read_data(self.tree, file, POWER)
            power, problems = read_content(self.tree, file, POWER) if data and steps.may_touch(data) else (None, [])
            if data is None or power is None or any(one.severity == "error" for one in problems):
                continue
            found = carry_over(power, steps)
            files, judge, cited = by_office.setdefault(power.office, ({}, [], {}))
            judge += (f"{power.code} {one}" for one in found.judge)
            taken = [step for basis in power.basis if basis.law in steps.newest and (step := steps.of(basis.law, basis.version))]
            cited |= {(step.law.id, step.before): _Newer(step.law, step.before, step.after) for step in taken}
            try:
                files |= {file: with_values(data.decode(), found.values)} if found.values else {}
            except (NotChangedError, UnicodeDecodeError):
                self.unchanged.append(file)
        for office, (files, judge, cited) in by_office.items():
            newer = list(cited.values())
            if files:
                yield self._commit(files, f"{self._office(office)}：{len(files)} 项改引{_versions(newer)}", newer, judge)

    def _commit(self, files: Mapping[str, str], subject: str, newer: Sequence[_Newer], judge: Sequence[str]) -> DraftCommit:
        tree = tree_with(self.folder, self.tip, files)
        trees = self.tree, tree_of(self.folder, tree, self.objects)
        changed = changed_files(files_between(self.folder, self.tip, tree, CONTENT), self.objects, names_of(trees))
        message = message_of(changed, subject, self._trailers(newer), [f"须由人判断：{one}" for one in judge])
        self.tip, self.message = commit_of_tree(self.folder, tree, self.tip, message), message
        self.taken |= {(one.law.id, one.before): one for one in newer}
        return DraftCommit(subject, len(files), tuple(judge))

    def state(self) -> None:
        """Put the statement of the whole draft into its last commit; what cannot be stated is left to ``quanli propose``."""
        said = {key: text for key, text in self._trailers(list(self.taken.values())).items() if key in STATEMENTS}
        with contextlib.suppress(StatementError):
            self.tip = with_statement(self.folder, self.tip, self.message, said, self.objects)

    def _trailers(self, newer: Sequence[_Newer]) -> dict[str, str]:
        steps = (f"《{one.name}》{one.before} → {one.after.date}" for one in newer)
        bases = (f"《{one.law.title}》（{one.after.date} 版，自 {one.after.begins} 起施行）" for one in newer)
        said = {"Change-Reason": f"{_REASON}：" + "；".join(steps), "Legal-Basis": "；".join(bases)}
        return said | ({"Proposed-By": self.proposed_by} if self.proposed_by else {})

    def _office(self, office: str) -> str:
        known = self.registry.offices.get(office)
        return (known.short_name or known.name) if known else office

    def _text(self, file: str) -> str:
        data, _ = read_data(self.tree, file, LAWS)
        try:
            return (data or b"").decode()
        except UnicodeDecodeError:
            return ""


def _versions(newer: Sequence[_Newer]) -> str:
    return "、".join(dict.fromkeys(f"《{one.name}》{one.after.date} 版" for one in newer))


def _entered(text: str, at: int, one: _Newer) -> str:
    """Enter a version behind the others, and say when the one before it ends."""
    path = ("laws", at, "versions")
    entry = {"date": one.after.date.isoformat()}
    entry |= {"number": one_line(one.after.number)} if one.after.number else {}
    text = with_entry(text, path, entry | {"in_force_from": one.after.begins.isoformat()})
    last = len(one.law.versions) - 1
    if one.law.versions[last].repealed_on is None:
        text = with_field(text, (*path, last), "repealed_on", one.after.begins.isoformat())
    return text
