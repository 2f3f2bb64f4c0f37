"""The head of a guide's file: an entry a line, each typed and judged by the description of its field."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.records.fields import Field, Term, about, fields_of
from quanli.records.read import UNKNOWN_FIELD
from quanli.records.scalars import BAD_ID, convert
from quanli.records.strict_yaml import DUP_KEY
from quanli.records.suggestions import meant

GUIDE_META = Rule(
    "GUIDE_META", "error",
    zh="指南缺少“{key}”", en='the guide lacks "{key}"',
    hint_zh="在文件开头写上“{key}: …”", hint_en='write "{key}: …" at the top',
)
GUIDE_HEAD = Rule(
    "GUIDE_HEAD", "error",
    zh="指南开头写法不对：{what_zh}", en="the head of the guide is not written as it should be: {what_en}",
    hint_zh="从第一行起每项一行，如“Title: 怎么办”，空一行后写正文",
    hint_en='one entry a line from the first line on, such as "Title: …"; after an empty line comes the text',
)

_ENTRY = re.compile(r"([A-Za-z][\w-]*)[ \t]*([:：])[ \t]*(.*)")
_FENCE = "---"
_TAKEN = "index.html"

STAFF = "staff"
READERS: Mapping[str, Term] = MappingProxyType({"public": Term("公众", "the public"), STAFF: Term("本单位工作人员", "the body's own staff")})
"""For whom a guide is written; one for the staff is a handbook."""
LANGUAGES: Mapping[str, Term] = MappingProxyType({"zh": Term("中文", "Chinese"), "en": Term("英文", "English")})
"""In which language a guide is written; the first is that of the site."""


@frozen
class Head:
    """What stands at the top of a guide's file, an entry a line."""

    title: str = about("标题", "title", required=True, limit=300)
    slug: str = about("网址", "address", kind="id", required=True)
    summary: str = about("摘要", "summary", required=True, limit=1000)
    date: datetime.date | None = about("写作日期", "day of writing", kind="date", default=None)
    powers: tuple[str, ...] = about("事项", "items", kind="code", default=())
    audience: str = about("读者", "readers", "staff 为工作手册，不列入办事指南", "staff: a handbook, not among the guides", kind="choice", choices=READERS, default="public")
    lang: str = about("语言", "language", "en 为同一网址的英文版", "en: the English version of the guide of the same address", kind="choice", choices=LANGUAGES, default="zh")


def read_head(lines: Sequence[str], file: str, problems: list[Problem]) -> tuple[Head, int]:
    """Read the head of a guide; gives how many lines it fills. What is wrong with it is added to the problems."""
    reader = _HeadReader(file, problems)
    rows = reader.take(lines)
    return reader.typed(), rows


class _HeadReader:
    """Reads the entries of a head, each by the description of its field, and says what is wrong where it stands."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems
        self.entries: dict[str, tuple[int, str]] = {}
        """Line and text of each entry, by the field's key."""

    def add(self, rule: Rule, line: int, name: str = "", **args: Any) -> None:
        self.problems.append(rule.at(self.file, (name,) if name else (), line, 1, **args))

    def take(self, lines: Sequence[str]) -> int:
        """Take the entries from the top; gives how many lines they fill. What is indented goes on with the entry above."""
        fenced = lines[0].strip() == _FENCE
        if fenced:
            self.add(GUIDE_HEAD, 1, what_zh=f"用“{_FENCE}”围了起来", what_en=f'it stands between lines of "{_FENCE}"')
        last, wide = "", False
        for row, line in enumerate(lines[fenced:], 1 + fenced):
            found = _ENTRY.match(line)
            if found:
                last = self._entry(found[1], found[3].strip(), row)
                wide = self._colon(found[2], row, said=wide)
            elif last and line[:1] in {" ", "\t"} and line.strip():
                at, before = self.entries[last]
                more = line.strip()
                self.entries[last] = at, f"{before} {more}" if before[-1:].isascii() and more[0].isascii() else before + more
            else:
                return row if fenced and line.strip() == _FENCE else row - 1
        return len(lines)

    def _entry(self, name: str, text: str, row: int) -> str:
        """Note an entry; gives its key."""
        key, known = name.lower(), fields_of(Head)
        if key not in known:
            zh, en = meant(key, known)
            self.add(UNKNOWN_FIELD, row, name, key=name, meant_zh=zh, meant_en=en, **_hint([one.capitalize() for one in known]))
        elif key in self.entries:
            self.add(DUP_KEY, row, name, key=name, first=self.entries[key][0])
            return key
        self.entries[key] = row, text
        return key

    def _colon(self, colon: str, row: int, *, said: bool) -> bool:
        if colon == "：" and not said:
            self.add(GUIDE_HEAD, row, what_zh="用了全角冒号“：”", what_en='it uses the full-width colon "："')
        return said or colon == "："

    def typed(self) -> Head:
        """Type the entries that there are, and say which are missing."""
        values: dict[str, Any] = {}
        for key, field in fields_of(Head).items():
            row, text = self.entries.get(key, (1, ""))
            if field.about.required and not text:
                self.add(GUIDE_META, row, key=key.capitalize())
            elif text:
                values[key] = self._value(field, text, row)
        return Head(**values)

    def _value(self, field: Field, text: str, row: int) -> Any:
        if field.shape == "scalars":
            return tuple(self._typed(field, code, row) for code in re.split(r"[,，、\s]+", text) if code)
        return self._typed(field, text, row)

    def _typed(self, field: Field, text: str, row: int) -> Any:
        value, faults = convert(text, field)
        for rule, args in faults:
            self.add(rule, row, field.key.capitalize(), **args)
        if field.key == "slug" and text.lower() == _TAKEN:
            self.add(BAD_ID, row, "Slug", text=text, hint_zh="这是指南目录自己的文件名", hint_en="it is the file of the list of guides")
        return value


def _hint(names: Sequence[str]) -> dict[str, str]:
    return {
        "hint_zh": f"只有 {'、'.join(names)}；放在这里的指南都会公布，草稿请放在别处",
        "hint_en": f"there are {', '.join(names)}; a guide that lies here is published, so keep drafts elsewhere",
    }
