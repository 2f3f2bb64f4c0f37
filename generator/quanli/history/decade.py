"""Ten years told backwards: from a catalogue as it is, plausible older versions and the changes that led from them to it.

For demonstrations and tests. What the catalogue says of its own past (states, versions of laws, the year of a discretion
benchmark) is used; the rest, such as longer limits and a paper that need no longer be brought, is invented. The last
commit holds the catalogue exactly as it is.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from quanli.catalogue.law import Law
from quanli.frozen import frozen

START = datetime.date(2016, 3, 1)
Texts = dict[str, str]
"""Files of a catalogue: path → text."""
Earlier = Callable[[Texts], Texts]
"""From the texts after a change to the texts of the same items before it; a path that is missing was not there."""


@frozen
class Chapter:
    """A change on a day: its message, and how the files that it touches read before it."""

    day: datetime.date
    subject: str
    trailers: tuple[tuple[str, str], ...]
    earlier: Earlier
    by_merge: bool = False

    @property
    def message(self) -> str:
        """Give the commit's message."""
        return f"{self.subject}\n\n" + "".join(f"{key}: {value}\n" for key, value in self.trailers if value)


@frozen
class Told:
    """A commit to write: the files that it puts (None: takes away)."""

    chapter: Chapter
    files: Mapping[str, str | None]


def tell(texts: Mapping[str, str], laws: Iterable[Law]) -> list[Told]:
    """Work backwards from a catalogue's power and office files; give the commits, oldest first."""
    now = dict(texts)
    told = []
    for chapter in sorted(_together(_chapters(now, laws)), key=lambda one: (one.day, one.subject), reverse=True):
        before = chapter.earlier(dict(now))
        files = {path: now.get(path) for path in sorted(now.keys() | before.keys()) if now.get(path) != before.get(path)}
        if files:
            told.append(Told(chapter, files))
        now = before
    opening = Chapter(START, "公布权力清单", (("Document", "样例市权力清单（2016 年版）"),), dict)
    return [Told(opening, dict(sorted(now.items()))), *reversed(told)]


def _together(chapters: Iterable[Chapter]) -> Iterator[Chapter]:
    """Make one commit of the changes that one document ordered on one day."""
    alike: dict[object, list[Chapter]] = {}
    for chapter in chapters:
        alike.setdefault((chapter.day, chapter.trailers, chapter.by_merge), []).append(chapter)
    for same in alike.values():
        more = f"等 {len(same)} 项" if len(same) > 1 else ""
        yield replace(same[0], subject=same[0].subject + more, earlier=_all_of([one.earlier for one in same]))


def _all_of(steps: Iterable[Earlier]) -> Earlier:
    def earlier(texts: Texts) -> Texts:
        for step in steps:
            texts = step(texts)
        return texts

    return earlier


def _chapters(texts: Texts, laws: Iterable[Law]) -> Iterator[Chapter]:
    powers = {path: text for path, text in texts.items() if path.startswith("content/powers/")}
    for path, text in powers.items():
        yield from _states(path, text)
        yield from _redrawn(path, text)
    for law in laws:
        yield from _amended(law)
    yield from _invented(list(powers))


def _states(path: str, text: str) -> Iterator[Chapter]:
    """Tell each entry of a state log as a change made three days before its day."""
    name = _value(text, "name")
    entries = re.findall(r"^  - \{state: (\w+), on: ([\d-]+)(?:, document: (.*?))?(?:, reason: (.*?))?\}$", text, re.MULTILINE)
    for at, (state, on, document, reason) in enumerate(entries):
        day = datetime.date.fromisoformat(on)
        if day > START:
            listed = at == 0 and "清单" in document
            word = {"active": "恢复" if at else "纳入", "suspended": "暂停", "abolished": "取消"}[state]
            said = (("Change-Reason", reason), ("Document", document), ("Effective-On", on), *_APPROVED)
            yield Chapter(
                day - datetime.timedelta(days=3),
                f"公布清单：{name}" if listed else f"{word}：{name}",
                said,
                _absent(path) if at == 0 and not listed else _without_state(path, on, abolished=state == "abolished"),
            )


def _absent(path: str) -> Earlier:
    return lambda texts: {name: text for name, text in texts.items() if name != path}


def _without_state(path: str, on: str, *, abolished: bool) -> Earlier:
    """Take an entry out of the log, and the log when nothing is left; before its abolition an item was not told as past."""

    def earlier(texts: Texts) -> Texts:
        text = re.sub(rf"^  - \{{state: \w+, on: {on}.*\n", "", texts[path], flags=re.MULTILINE)
        text = re.sub(r"^states:\n(?!  -)", "", text, flags=re.MULTILINE)
        return texts | {path: re.sub(r"^summary: .*\n", "", text, flags=re.MULTILINE) if abolished else text}

    return earlier


def _redrawn(path: str, text: str) -> Iterator[Chapter]:
    """Tell a discretion table of four tiers as one that had three until the year of its benchmark."""
    document = re.search(r"^  document: (.*〔(\d{4})〕.*)$", text, re.MULTILINE)
    tiers = re.compile(
        r"(?P<kept>^    - \{grade: 一般.*?to: )\d+(?P<middle>.*max: )\d+(?P<tail>.*\n)"
        r"    - \{grade: 较重.*?to: (?P<to>\d+).*max: (?P<max>\d+).*\n",
        re.MULTILINE,
    )
    if document and tiers.search(text):
        def earlier(texts: Texts) -> Texts:
            merged = tiers.sub(r"\g<kept>\g<to>\g<middle>\g<max>\g<tail>", texts[path])
            return texts | {path: merged.replace(document.group() + "\n", "")}

        day = datetime.date(int(document.group(2)), 5, 20)
        said = (
            ("Change-Reason", "原裁量基准三档幅度过宽，增设“较重”一档，细化裁量阶次。"),
            ("Legal-Basis", "行政处罚法第三十四条"),
            ("Document", document.group(1)),
            ("Effective-On", day.replace(month=7, day=1).isoformat()),
        )
        yield Chapter(day, f"重订裁量基准：{_value(text, 'name')}", (*said, *_APPROVED), earlier, by_merge=True)


def _amended(law: Law) -> Iterator[Chapter]:
    """Tell an amended law as the day on which the items that cite it were put on the new version."""
    for old, new in zip(law.versions, law.versions[1:], strict=False):
        if new.in_force_from and old.date and new.date and new.in_force_from > START:
            cited = re.compile(rf"(law: {re.escape(law.id)}(?:,|\n *) ?version: ){new.date}")

            def earlier(texts: Texts, cited: re.Pattern[str] = cited, date: datetime.date = old.date) -> Texts:
                return {
                    path: cited.sub(rf"\g<1>{date}", text) if path.startswith("content/powers/") else text
                    for path, text in texts.items()
                }

            said = (
                ("Change-Reason", f"《{law.title}》修订，实施依据改引新版本。"),
                ("Legal-Basis", f"《{law.title}》（{new.number}）" if new.number else f"《{law.title}》"),
                ("Effective-On", new.in_force_from.isoformat()),
            )
            yield Chapter(new.in_force_from, f"《{law.title}》修订", (*said, *_APPROVED), earlier)


def _invented(paths: list[str]) -> Iterator[Chapter]:
    day = datetime.date
    some = sorted(paths)
    yield Chapter(
        day(2016, 9, 12), "更正权力编码", (("Change-Reason", "原编码与编码规则不符，予以更正。"),), _recoded(some[-1])
    )
    yield Chapter(
        day(2017, 4, 6),
        "更正材料份数",
        (("Change-Reason", "录入错误：复印件应为 1 份，误录为 10 份。"),),
        _each(some[:1] + some[2::9], r"copies: 1\b", "copies: 10", count=1),
    )
    yield Chapter(
        day(2018, 7, 2),
        "取消单位介绍信",
        (("Change-Reason", "减证便民：不再要求提交单位介绍信。"), ("Document", "样例市政办发〔2018〕46号"), *_APPROVED),
        _each(some[::4], r"^materials:\n", f"materials:\n{_LETTER}", count=1),
    )
    yield Chapter(
        day(2019, 3, 28), "机构改革：职责划入", (("Change-Reason", "机构改革，有关职责和事项划入新组建的机关。"), ("Document", "样例市机构改革方案"), *_APPROVED), _moved(some)
    )
    for year, part in ((2020, some[::2]), (2023, some[1::3])):
        yield Chapter(
            day(year, 10, 15),
            f"{year} 年压减承诺时限",
            (
                ("Change-Reason", "优化营商环境，压减办理时限。"),
                ("Legal-Basis", "优化营商环境条例第三十六条"),
                ("Document", f"样例市政办发〔{year}〕31号"),
                ("Effective-On", f"{year}-11-01"),
                *_APPROVED,
            ),
            _each(part, r"(promised: \{amount: )(\d+)(, unit: workday)", _longer),
        )


def _each(paths: Iterable[str], pattern: str, new: str | Callable[[re.Match[str]], str], count: int = 0) -> Earlier:
    def earlier(texts: Texts) -> Texts:
        edited = {
            path: re.sub(pattern, new, texts[path], count=count, flags=re.MULTILINE) for path in paths if path in texts
        }
        return texts | edited

    return earlier


def _longer(found: re.Match[str]) -> str:
    return f"{found.group(1)}{int(found.group(2)) + 3}{found.group(3)}"


def _moved(paths: list[str]) -> Earlier:
    """Put the last items of the largest office under the office that it was before the reform."""
    offices = [PurePosixPath(path).parent.name for path in paths]
    office = max(sorted(set(offices)), key=offices.count)
    former = f"{office}-yuan"

    def earlier(texts: Texts) -> Texts:
        for path in [path for path in paths if f"/{office}/" in path and path in texts][-3:]:
            text = re.sub(r"^office: .*$", f"office: {former}", texts.pop(path), flags=re.MULTILINE)
            texts[path.replace(f"/{office}/", f"/{former}/")] = text
        made = texts.get(f"content/offices/{office}.yaml", "")
        made = re.sub(r"^id: .*$", f"id: {former}", made, flags=re.MULTILINE)
        made = re.sub(r"^name: (.*)$", r"name: \1（机构改革前）", made, flags=re.MULTILINE)
        return texts | ({f"content/offices/{former}.yaml": made} if made else {})

    return earlier


def _recoded(path: str) -> Earlier:
    """Put an item under the code that it had at first."""
    code = PurePosixPath(path).stem

    def earlier(texts: Texts) -> Texts:
        for name in [name for name in texts if PurePosixPath(name).name == f"{code}.yaml"]:
            text = re.sub(r"^code: .*$", f"code: JIU-{code}", texts.pop(name), flags=re.MULTILINE)
            texts[name.replace(f"/{code}.yaml", f"/JIU-{code}.yaml")] = text
        return texts

    return earlier


def _value(text: str, key: str) -> str:
    found = re.search(rf"^{key}: (.*)$", text, re.MULTILINE)
    return found.group(1) if found else ""


_LETTER = "  - {name: 单位介绍信, required: always, originals: 1, medium: paper, source: applicant}\n"
_APPROVED = (
    ("Proposed-By", "承办机构"),
    ("Legal-Review", "法制机构"),
    ("Approved-By", "分管负责人"),
    ("Determined-By", "政府法制机构"),
)
