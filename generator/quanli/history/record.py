"""The record of changes: every item's legal events, read from git once and kept up to date commit by commit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from quanli.errors import Problem, Rule
from quanli.git.repository import AFTER, BEFORE
from quanli.history.approved import Approved
from quanli.history.cache import meta, read_cache
from quanli.history.events import Events
from quanli.history.incomplete import recalled
from quanli.history.main_line import MainLine

BAD_COMMIT = Rule(
    "BAD_COMMIT", "warning",
    zh="提交 {commit} 的{what_zh}读不出", en="commit {commit}: its {what_en} cannot be read",
    hint_zh="已发布的历史不必改写；法定日期以 effective_on 字段或 Effective-On 为准",
    hint_en="published history need not be rewritten; the legal date is that of effective_on or Effective-On",
)
COMMIT_MISDATED = Rule(
    "COMMIT_MISDATED", "warning",
    zh="提交 {commit} 的日期 {said} {what_zh}，不采用，按 {day} 计",
    en="commit {commit} is dated {said}, {what_en}: that is not taken, it counts as of {day}",
    hint_zh="核对提交人电脑的时钟；已发布的历史不必改写，法定日期以 effective_on 字段或 Effective-On 为准",
    hint_en="check the clock of whoever commits; published history need not be rewritten, the legal date is that of effective_on or Effective-On",
    follows="网页说的是哪一天，不由提交的日期左右",
)
APPROVALS_UNPROVABLE = Rule(
    "APPROVALS_UNPROVABLE", "warning",
    zh="这台机器没有 ssh-keygen，{count} 份审批的签名无法验证，网页上不列",
    en="there is no ssh-keygen on this machine: the signatures of {count} approvals cannot be proved, and no page names them",
    hint_zh="安装 OpenSSH（openssh-client）后再构建", hint_en="install OpenSSH (openssh-client) and build again",
    follows="只有验证过签名的审批才公布",
)
HISTORY_GAP = Rule(
    "HISTORY_GAP", "warning",
    zh="提交 {commit} 中的这个文件读不出（{faults}），变更记录在此有一处空缺",
    en="this file cannot be read as of commit {commit} ({faults}): the record has a gap there",
    hint_zh="已发布的历史不必改写；前后两个版本的差异仍会列出",
    hint_en="published history need not be rewritten; the versions before and after are compared instead",
)
PII_IN_HISTORY = Rule(
    "PII_IN_HISTORY", "warning",
    zh="提交 {commit} {what_zh}有身份证号或手机号，公布时已遮盖",
    en="{what_en} of commit {commit} has the number of an identity card or a mobile phone; it is masked in what is published",
    hint_zh="仓库里仍然看得到：仓库公开的，应当改写历史", hint_en="it can still be read in the repository: rewrite its history if that is public",
)

BACKDATED = Rule(
    "BACKDATED", "warning",
    zh="提交 {commit} 于 {decided} 决定的变更，自更早的 {day} 起施行，没有写明理由",
    en="commit {commit} decided on {decided} what applies from {day}, a day before, and does not say why",
    hint_zh="以后在提交说明末尾写“Effective-On-Reason: …”（追溯施行或者补录的理由）；已发布的历史不必改写",
    hint_en='from now on end the message with "Effective-On-Reason: …"; published history need not be rewritten',
    follows="立法法第一百零四条（不溯及既往）的同一道理；变更经批准后施行（扬州公积金中心制度第十二条）",
)

FILE = "history.sqlite"
"""The record's state, in the folder where a build keeps what is not output."""
_BAD_COMMITS = "select id, doubtful, said, day from line where doubtful or garbled order by position"
_GAPS = """
select e.file, l.id, r.faults from reading r cross join event e on e.after = r.blob join line l using (position)
 where not r.readable order by e.position, e.file
"""
_LATE = """
select e.file, l.id, e.effective_on, e.decided from event e join line l using (position) where e.decided <> '' order by e.position, e.file
"""
_PERSONAL_MESSAGES = """
select id from line where personal
union
select b.id from brought b where b.personal
"""
_PERSONAL_FILES = """
select e.file, l.id from reading r cross join event e on e.after = r.blob join line l using (position)
 left join reading b on b.blob = e.base
 where r.personal and not coalesce(b.personal, 0) order by e.position, e.file
"""
"""The versions with which a number came into a file; while it stays there the ones after are not named."""


_MISDATED = {BEFORE: ("早于它的前一个提交", "before the commit that it follows"), AFTER: ("还没有到", "which has not come")}


class Record(Events, MainLine, Approved):
    """The record as it stands in its state file."""

    def __init__(self, root: Path, state: Path, db: sqlite3.Connection, *, anew: bool = False) -> None:
        self.root, self.state, self.db = root, state, db
        self.anew = anew
        """Whether all of it has just been read, as nothing was kept that could be used."""
        known = meta(db)
        self.tip: str = known.get("tip", "")
        """The commit up to which the record goes; empty when there is none."""
        self.boundary: str = known.get("boundary", "")
        """The commits behind which a shallow clone is cut off."""
        self.agreed: int = int(known.get("agreed", 0))
        """It grows whenever statements or approvals come, go or are proved otherwise."""
        self.approvers: bytes = known.get("approvers", "").encode()
        """The list of approvers by which signatures were proved."""
        self.unprovable = bool(known.get("unprovable"))
        """Whether there was nothing to prove signatures with."""
        self.why_incomplete = recalled(known.get("why", "[]"))

    @property
    def complete(self) -> bool:
        """Tell whether every change since the first commit is here."""
        return self.why_incomplete is None

    def warnings(self) -> Iterator[Problem]:
        """Give what is wrong with the history itself: unreadable dates, messages and versions, days that had passed."""
        if self.why_incomplete:
            yield self.why_incomplete
        if unproved := self.unproved():
            yield unproved
        for commit, stands, said, day in self.db.execute(_BAD_COMMITS):
            if stands in _MISDATED:
                what_zh, what_en = _MISDATED[stands]
                yield COMMIT_MISDATED.at(".git", commit=commit[:12], said=said, day=day, what_zh=what_zh, what_en=what_en)
            else:
                what_zh, what_en = ("日期", "date") if stands else ("说明（不是 UTF-8）", "message (not UTF-8)")
                yield BAD_COMMIT.at(".git", commit=commit[:12], what_zh=what_zh, what_en=what_en)
        for file, commit, faults in self.db.execute(_GAPS):
            yield HISTORY_GAP.at(file, commit=commit[:12], faults=faults or "missing")
        for file, commit, day, decided in self.db.execute(_LATE):
            yield BACKDATED.at(file, commit=commit[:12], day=day, decided=decided)
        for (commit,) in self.db.execute(_PERSONAL_MESSAGES):
            yield personal_message(commit)
        for file, commit in self.db.execute(_PERSONAL_FILES):
            yield PII_IN_HISTORY.at(file, commit=commit[:12], what_zh="的这个文件中", what_en="the version")

    def unproved(self) -> Problem | None:
        """Say that there are approvals and nothing to prove their signatures with; None where that is not so."""
        (count,) = self.db.execute("select count(*) from approval").fetchone() if self.unprovable else (0,)
        return APPROVALS_UNPROVABLE.at(".git", count=count) if count else None

    def close(self) -> None:
        """Close the state file."""
        self.db.close()


def personal_message(commit: str) -> Problem:
    """Say of a commit that its message, or a name that it gives to a file, holds the number of a person."""
    return PII_IN_HISTORY.at(".git", commit=commit[:12], what_zh="的说明或文件名中", what_en="the message or a file name")


def opened_record(root: Path, state: Path) -> Record:
    """Open a record that :func:`open_record` has brought up to date, for reading only, as a worker does."""
    return Record(root, state, read_cache(state / FILE))
