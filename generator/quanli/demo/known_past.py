"""What a catalogue says of its own past: states, dates, the year of a discretion benchmark, versions of laws."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.law import Law
from quanli.demo.chapter import APPROVED, START, Chapter, Earlier, Texts
from quanli.demo.cited_then import on_version, without_law
from quanli.demo.fewer_tiers import merged_tiers

_FAQ = re.compile(r"^faq:\n(?:  .*\n|\n)*", re.MULTILINE)


def known_past(powers: Mapping[str, str], laws: Iterable[Law]) -> Iterator[Chapter]:
    """Tell the changes that the powers' texts and the register of laws speak of."""
    for path, text in powers.items():
        yield from _states(path, text)
        yield from _redrawn(path, text)
        yield from _dated(path, text)
    for law in laws:
        yield from _amended(law)
        yield from _first_known(law)


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
    """Take an item away, and its code out of what others are related to."""
    code = POWER.id_of(path) or ""
    named = re.compile(rf"^(related: \[)(?:(.*), )?{re.escape(code)}(?:, (.*))?\]\n", re.MULTILINE)

    def left(found: re.Match[str]) -> str:
        others = ", ".join(filter(None, (found.group(2), found.group(3))))
        return f"{found.group(1)}{others}]\n" if others else ""

    return lambda texts: {name: named.sub(left, text) for name, text in texts.items() if name != path}


def _dated(path: str, text: str) -> Iterator[Chapter]:
    """Tell the day from which a text says that it applies, and the day on which it was reviewed: no text says either beforehand."""
    told = (
        ("effective_on", 3, "重新公布", "按清单重新公布，写明生效日期。"),
        ("reviewed_on", 0, "定期复核", "逐项对照现行法律复核。"),
    )
    for key, before, word, reason in told:
        on = _value(text, key)
        if on:
            day = datetime.date.fromisoformat(on[:10]) - datetime.timedelta(days=before)
            yield Chapter(day, f"{word}：{_value(text, 'name')}", (("Change-Reason", reason), *APPROVED), _without(path, key))


def _without(path: str, key: str) -> Earlier:
    return lambda texts: texts | {path: re.sub(rf"^{key}: .*\n", "", texts[path], flags=re.MULTILINE)} if path in texts else texts


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
    if document and merged_tiers(text):
        def earlier(texts: Texts) -> Texts:
            merged = merged_tiers(texts[path]) or texts[path]
            told = _FAQ.sub("", merged)  # the answers speak of the tiers as they are
            return texts | {path: told.replace(document.group() + "\n", "")}

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
            def earlier(texts: Texts, new: datetime.date = new.date, old: datetime.date = old.date) -> Texts:
                return _in_powers(texts, lambda text: on_version(text, law.id, new, old))

            said = (
                ("Change-Reason", f"《{law.title}》修订，实施依据改引新版本。"),
                ("Legal-Basis", f"《{law.title}》（{new.number}）" if new.number else f"《{law.title}》"),
                ("Effective-On", new.in_force_from.isoformat()),
            )
            yield Chapter(new.in_force_from, f"《{law.title}》修订", (*said, *APPROVED), earlier)


def _first_known(law: Law) -> Iterator[Chapter]:
    """Tell the first version of a law that the register knows, where it is a later one, as the day from which items cite it."""
    first = law.versions[0] if law.versions else None
    if first and first.date and first.in_force_from and first.in_force_from > START:
        date = first.date

        def earlier(texts: Texts) -> Texts:
            return _in_powers(texts, lambda text: without_law(text, law.id, date))

        said = (
            ("Change-Reason", f"《{law.title}》施行，补列实施依据。"),
            ("Legal-Basis", f"《{law.title}》（{first.number}）" if first.number else f"《{law.title}》"),
            ("Effective-On", first.in_force_from.isoformat()),
        )
        yield Chapter(first.in_force_from, f"《{law.title}》施行", (*said, *APPROVED), earlier)


def _in_powers(texts: Texts, change: Callable[[str], str]) -> Texts:
    return {path: change(text) if POWER.id_of(path) else text for path, text in texts.items()}


def _value(text: str, key: str) -> str:
    found = re.search(rf"^{key}: (.*)$", text, re.MULTILINE)
    return found.group(1) if found else ""
