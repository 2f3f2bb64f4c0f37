"""What a catalogue says of its own past: states, the year of a discretion benchmark, versions of laws."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping

from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.law import Law
from quanli.demo.chapter import APPROVED, START, Chapter, Earlier, Texts


def known_past(powers: Mapping[str, str], laws: Iterable[Law]) -> Iterator[Chapter]:
    """Tell the changes that the powers' texts and the register of laws speak of."""
    for path, text in powers.items():
        yield from _states(path, text)
        yield from _redrawn(path, text)
    for law in laws:
        yield from _amended(law)


def _states(path: str, text: str) -> Iterator[Chapter]:
    """Tell each entry of a state log as a change made three days before its day."""
    name = _value(text, "name")
    entries = re.findall(r"^  - \{state: (\w+), on: ([\d-]+)(?:, document: (.*?))?(?:, reason: (.*?))?\}$", text, re.MULTILINE)
    for at, (state, on, document, reason) in enumerate(entries):
        day = datetime.date.fromisoformat(on)
        if day > START:
            listed = at == 0 and "清单" in document
            word = {"active": "恢复" if at else "纳入", "suspended": "暂停", "abolished": "取消"}[state]
            said = (("Change-Reason", reason), ("Document", document), ("Effective-On", on), *APPROVED)
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
        yield Chapter(day, f"重订裁量基准：{_value(text, 'name')}", (*said, *APPROVED), earlier, by_merge=True)


def _amended(law: Law) -> Iterator[Chapter]:
    """Tell an amended law as the day on which the items that cite it were put on the new version."""
    for old, new in zip(law.versions, law.versions[1:], strict=False):
        if new.in_force_from and old.date and new.date and new.in_force_from > START:
            cited = re.compile(rf"(law: {re.escape(law.id)}(?:,|\n *) ?version: ){new.date}")

            def earlier(texts: Texts, cited: re.Pattern[str] = cited, date: datetime.date = old.date) -> Texts:
                return {
                    path: cited.sub(rf"\g<1>{date}", text) if POWER.id_of(path) else text
                    for path, text in texts.items()
                }

            said = (
                ("Change-Reason", f"《{law.title}》修订，实施依据改引新版本。"),
                ("Legal-Basis", f"《{law.title}》（{new.number}）" if new.number else f"《{law.title}》"),
                ("Effective-On", new.in_force_from.isoformat()),
            )
            yield Chapter(new.in_force_from, f"《{law.title}》修订", (*said, *APPROVED), earlier)


def _value(text: str, key: str) -> str:
    found = re.search(rf"^{key}: (.*)$", text, re.MULTILINE)
    return found.group(1) if found else ""
