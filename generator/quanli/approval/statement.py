"""What is approved: a text that a person can read, of which every word is signed.

It says of each item what was and what is to be, why, on what basis, by which document, from which day, and from where the
change started; behind the words stand the files with their contents before and after (git's blob ids). Its digest names the
change: whatever is altered afterwards is another change, which nobody has approved.

The text has four parts, in this order, and is read back only where it is exactly what :func:`text_of` writes::

    行政权力变更书

    一、变更内容
      机关：市住房公积金管理中心（gjj）
      事项：GJJ-XK-0001 …
      …

    二、变更说明
    变更理由（Change-Reason）：…
    施行日期（Effective-On）：（未写明）
    …

    三、对照基准
    提交 3f2a…

    四、改动的文件
    - content/powers/gjj/GJJ-XK-0001.yaml
      前 8c1f…
      后 02ab…

Words of the first part are indented, so that no value can pass for a heading or for a line of another part.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from types import MappingProxyType

from quanli.frozen import frozen
from quanli.records.fields import Term

STATEMENTS: Mapping[str, Term] = MappingProxyType({
    "Change-Reason": Term("变更理由", "reason of the change"),
    "Trigger": Term("变更事由", "what brought the change about"),
    "Legal-Basis": Term("法律依据", "legal basis"),
    "Document": Term("文件", "document"),
    "Effective-On": Term("施行日期", "day from which it applies"),
    "Effective-On-Reason": Term("追溯施行或者补录的理由", "why it applies from a day that has passed"),
    "Adjusts": Term("随之调整的要素", "elements that are adjusted with it, or stay"),
})  # fmt: skip
"""What a statement says beside its words: the trailer that says it, and what it is called in the text."""
TITLE = "行政权力变更书"
_WORDS, _SAID, _BASE, _FILES = "一、变更内容", "二、变更说明", "三、对照基准", "四、改动的文件"
_UNSAID, _NO_FILE = "（未写明）", "（无）"
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\uffff\U000e0000-\U0010ffff]"
)
"""What a person does not see, or sees otherwise than it stands there. A list of our own: that of Python grows with its versions."""
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_PARTS = re.compile(f"{TITLE}\n\n{_WORDS}\n(.*?)\n\n{_SAID}\n(.*?)\n\n{_BASE}\n提交 (.*?)\n\n{_FILES}\n(.*)\n", re.DOTALL)
_LINE = re.compile(r"[^（）]+（([A-Za-z-]+)）：(.*)")
_STEP = re.compile(r"- ([^\n]*)\n  前 ([^\n]*)\n  后 ([^\n]*)(?:\n|\Z)")


class StatementError(ValueError):
    """A text that is no statement, or a statement that cannot be written; ``what`` says why, ``line`` where (0: nowhere)."""

    def __init__(self, zh: str, en: str, line: int = 0) -> None:
        self.what, self.line = Term(zh, en), line
        super().__init__(en)


@frozen
class Step:
    """A governed file before and after a change: path from the site's folder, blob ids, empty where there is no file."""

    path: str
    before: str
    after: str


@frozen
class Statement:
    """A change as it is put to those who agree.

    ``base`` is the commit of the main line from which it starts, ``said`` the trailers that say something of it
    (``Change-Reason``, ``Legal-Basis``, ``Document``, ``Effective-On`` …: the keys of :data:`STATEMENTS`), ``words`` its lines of
    before and after, ``steps`` what it does to files, sorted by path.
    """

    base: str
    words: tuple[str, ...]
    steps: tuple[Step, ...]
    said: Mapping[str, str] = field(default_factory=dict)


def shown(text: str) -> str:
    """Give a text of one line as a statement may hold it: what a person would not see is written out as ``⟨U+202E⟩``."""
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def text_of(statement: Statement) -> str:
    """Write a statement. Raises :class:`StatementError` for one whose text could not be read back as the same."""
    for zh, en in _faults(statement):
        raise StatementError(zh, en)
    words = "\n".join(f"  {line}" if line else "" for line in statement.words)
    said = "\n".join(f"{term.zh}（{key}）：{statement.said.get(key, '') or _UNSAID}" for key, term in STATEMENTS.items())
    files = "\n".join(f"- {step.path}\n  前 {step.before or _NO_FILE}\n  后 {step.after or _NO_FILE}" for step in statement.steps)
    return f"{TITLE}\n\n{_WORDS}\n{words}\n\n{_SAID}\n{said}\n\n{_BASE}\n提交 {statement.base}\n\n{_FILES}\n{files}\n"


def read_statement(text: str) -> Statement:
    """Read a statement that is put to people. Raises :class:`StatementError` for whatever :func:`text_of` would not have written so."""
    statement = read_kept(text)
    again = text_of(statement)
    if again != text:
        lines = zip([*again.split("\n"), ""], [*text.split("\n"), ""], strict=False)
        line = next((number for number, (one, other) in enumerate(lines, 1) if one != other), 1)
        raise StatementError(f"变更书第 {line} 行不是这一版 quanli 写的样子", f"line {line} is not as this version of quanli writes it", line)
    return statement


def read_kept(text: str) -> Statement:
    """Read a statement of the past: what its second part says is told by the trailers' names, whatever they were called beside them.

    A statement is kept for ever, and programs come to call things otherwise. Raises :class:`StatementError` for one that is not
    of the four parts, or has in them what nobody could have signed.
    """
    found = _PARTS.fullmatch(text)
    if not found:
        raise StatementError("不是变更书：四个部分须齐全，依次写", "this is no statement: it has four parts, in their order", 1)
    words, said, base, files = found.groups()
    statement = Statement(
        base,
        tuple(line.removeprefix("  ") for line in words.split("\n")),
        tuple(Step(path, *("" if blob == _NO_FILE else blob for blob in blobs)) for path, *blobs in _STEP.findall(files)),
        {key: value for key, value in _read_said(said, text) if value != _UNSAID and key in STATEMENTS},
    )
    for zh, en in _faults(statement):
        raise StatementError(zh, en)
    return statement


def digest_of(text: str) -> str:
    """Give the digest of a statement's text: 64 hex digits of SHA-256 over its UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def change_id(text: str) -> str:
    """Name the change that a text states: the first 16 digits of its digest."""
    return digest_of(text)[:16]


def _read_said(part: str, text: str) -> Iterator[tuple[str, str]]:
    for line in part.split("\n"):
        found = _LINE.fullmatch(line)
        if not found:
            number = text.split("\n").index(line) + 1
            raise StatementError(f"变更书第 {number} 行不是这一版 quanli 写的样子", f"line {number} is not as this version of quanli writes it", number)
        yield found[1], found[2]


def _faults(statement: Statement) -> Iterator[tuple[str, str]]:
    """Say in both languages what keeps a statement from being written."""
    if not _COMMIT.fullmatch(statement.base):
        yield "对照基准不是提交编号", "the base is no commit id"
    if not any(statement.words):
        yield "没有写变更内容", "it has no words"
    for key, value in statement.said.items():
        if key not in STATEMENTS:
            yield f"变更说明里没有“{shown(key)}”一项", f'"{shown(key)}" is no part of a statement'
        elif value != value.strip() or value == _UNSAID or _HIDDEN.search(value):
            yield f"“{key}”里有换行、看不见的字符或首尾空格", f"{key} holds a line break, a character that is not seen, or space around it"
    if any(_HIDDEN.search(line) for line in statement.words):
        yield "变更内容里有看不见的字符", "its words hold a character that is not seen"
    yield from _faulty_steps(statement.steps)


def _faulty_steps(steps: tuple[Step, ...]) -> Iterator[tuple[str, str]]:
    paths = [step.path for step in steps]
    if not paths or paths != sorted(set(paths)):
        yield "改动的文件须至少有一个，按路径排列，各写一次", "there is at least one file; each stands once, in the order of paths"
    for step in steps:
        if not step.path or step.path != step.path.strip() or _HIDDEN.search(step.path):
            yield f"文件名“{shown(step.path)}”里有看不见的字符或首尾空格", f'the name "{shown(step.path)}" holds what is not seen'
        if step.before == step.after or any(blob and not _COMMIT.fullmatch(blob) for blob in (step.before, step.after)):
            yield f"“{shown(step.path)}”前后的内容编号不对", f'the blob ids of "{shown(step.path)}" are wrong'
