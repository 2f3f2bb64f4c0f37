"""A site spoiled in one place at a time: a table of ways, each of which gives from a file's text the spoiled text and the line at which it is to be told.

Ways are added as rows of :data:`WAYS`. :func:`spoilings` lists what a way can do to a site; :func:`told` says which problems are
new once one of them is done. Nothing of the checks is used to choose what is spoiled: a way looks for what a person would call a
contradiction, such as an answer that names a limit of the item with another number.
"""

import datetime
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.errors import Problem
from quanli.pipeline.judge import judge


@dataclass(frozen=True)
class Spoiled:
    """A file with one thing wrong: its whole new text, and the line (from 1) on which that is to be told."""

    way: str
    file: str
    text: str
    line: int
    what: str


Way = Callable[[str], Iterator[tuple[str, int, str]]]
"""Gives from the text of a file each spoiled text, the line expected, and what was done."""


def replaced(text: str, start: int, end: int, new: str) -> tuple[str, int, str]:
    """Put a passage in place of another; the line is that of the passage."""
    return text[:start] + new + text[end:], text.count("\n", 0, start) + 1, f"{text[start:end]} → {new}"


def other(number: int, taken: set[int], far: int = 1) -> int:
    """Give a number near another that is not taken."""
    step = far
    while number + step in taken or number + step <= 0:
        step = -step if step > 0 else -step + 1
    return number + step


_CHINESE = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Write a number below a thousand as prose does."""
    if number < 10:
        return _CHINESE[number]
    if number < 100:
        return ("" if number < 20 else _CHINESE[number // 10]) + "十" + (_CHINESE[number % 10] if number % 10 else "")
    rest = number % 100
    return _CHINESE[number // 100] + "百" + ("" if not rest else "零" + _CHINESE[rest] if rest < 10 else _CHINESE[rest // 10] + chinese(rest)[-2 if rest % 10 else -1 :].lstrip(_CHINESE[rest // 10]))


def arabic(text: str) -> int:
    """Read a number below a thousand."""
    if text.isdigit():
        return int(text)
    total = digit = 0
    for one in text:
        if one in _CHINESE:
            digit = _CHINESE.index(one)
        elif one == "两":
            digit = 2
        else:
            total += (digit or 1) * {"十": 10, "百": 100}[one]
            digit = 0
    return total + digit


def like(number: int, pattern: str) -> str:
    """Write a number in the figures of another."""
    return str(number) if pattern.isdigit() else chinese(number)


_PROSE = re.compile(r"^ *(?:- \{q: .*|summary: .*|  - (?:受理|审查|审核|决定|送达|公示|复核|复查)[^：]*：.*|note: .*)$", re.MULTILINE)
_TIME = re.compile(r"(?P<number>[0-9]+|[一二三四五六七八九十百两]+)(?P<unit> ?(?:个?工作日|日|天|个月|年))")
_UNIT = {"个工作日": "workday", "工作日": "workday", "日": "day", "天": "day", "个月": "month", "年": "year"}


def _limits(text: str) -> set[tuple[int, str]]:
    return {(int(number), unit) for number, unit in re.findall(r"\{amount: (\d+), unit: (\w+)", text)}


def _case_limits(text: str) -> set[tuple[int, str]]:
    found = re.findall(r"^  (?:statutory|promised|correction): \{amount: (\d+), unit: (\w+)", text, re.MULTILINE)
    return {(int(number), unit) for number, unit in found}


def _numbers(text: str) -> set[int]:
    return {arabic(found["number"]) for found in _TIME.finditer(text)} | {int(one) for one in re.findall(r"\d{1,4}", text)}


def duration_in_prose(text: str) -> Iterator[tuple[str, int, str]]:
    """Change a time in summary, answers or duties that is a limit of the item."""
    limits, taken = _limits(text), _numbers(text)
    for prose in _PROSE.finditer(text):
        for found in _TIME.finditer(prose.group()):
            number = arabic(found["number"])
            about = prose.group()[found.end() : found.end() + 8]
            if (number, _UNIT[found["unit"].strip()]) in limits and re.match(r"之?内?[^，。]{0,5}?(?:办结|决定|答复|批复|送达|告知|告诉|给您|审批|裁决|复查|发放)", about):
                start = prose.start() + found.start()
                yield replaced(text, start, start + len(found["number"]), like(other(number, taken), found["number"]))


def limit_field(text: str) -> Iterator[tuple[str, int, str]]:
    """Change the promise itself, so that the first prose that names it under its name is wrong."""
    for prose in re.finditer(r"(承诺|法定)(时限)? ?(?P<number>[0-9]+)(?= ?(?:个工作日|日|个月))", text):
        number = int(prose["number"])
        if any(one == number for one, _ in _case_limits(text)):
            yield replaced(text, prose.start("number"), prose.end("number"), str(number + 1))


def phone_in_prose(text: str) -> Iterator[tuple[str, int, str]]:
    """Change a telephone number of the office to one that nobody has."""
    for found in re.finditer(r"(?<!phone: \")(?<![\d-])0\d{3}-\d{7}(?!\d)", text):
        yield replaced(text, found.start(), found.end(), found.group()[:-2] + f"{int(found.group()[-2:]) + 60:02}"[-2:])


def address_in_prose(text: str) -> Iterator[tuple[str, int, str]]:
    """Change the house number of an address of the office."""
    for found in re.finditer(r"(?:路|大道|街) (?P<number>\d+) 号", text):
        yield replaced(text, found.start("number"), found.end("number"), str(int(found["number"]) + 101))


def fee_in_prose(text: str) -> Iterator[tuple[str, int, str]]:
    """Ask a fee in an answer of an item that is free."""
    if re.search(r"^fees: \[\]", text, re.MULTILINE):
        for found in re.finditer(r"^  - \{q: .*?, a: .*(?P<end>。)\}$", text, re.MULTILINE):
            yield replaced(text, found.end("end"), found.end("end"), "领证时收取工本费 10 元。")


def fee_field(text: str) -> Iterator[tuple[str, int, str]]:
    """Give an item a fee whose prose says that it is free."""
    field = re.search(r"^fees: \[\]", text, re.MULTILINE)
    said = re.search(r"[，。]不收费(?=。)", text)
    if field and said:
        new = text[: field.start()] + "fees: [{name: 工本费, amount: 20}]" + text[field.end() :]
        yield new, new.count("\n", 0, new.index(said.group())) + 1, "fees: [] → 20"


def post_unknown(text: str) -> Iterator[tuple[str, int, str]]:
    """Name a post that the office does not have."""
    for found in re.finditer(r"post: (?P<post>[^,}]+岗)", text):
        yield replaced(text, found.start("post"), found.end("post"), "综合协调岗")


def post_person(text: str) -> Iterator[tuple[str, int, str]]:
    """Name a person in place of a post."""
    for found in re.finditer(r"post: (?P<post>[^,}]+岗)", text):
        yield replaced(text, found.start("post"), found.end("post"), "张小红")


def actor_unknown(text: str) -> Iterator[tuple[str, int, str]]:
    """Name a unit that the office does not have."""
    for found in re.finditer(r"actor: (?P<actor>[^,}]+科)[,}]", text):
        yield replaced(text, found.start("actor"), found.end("actor"), "综合协调科")


_STEP = re.compile(r"^    - \{id: (?P<id>\w+), name: (?P<name>[^,]+)(?P<rest>.*)\}$", re.MULTILINE)


def _flow(text: str, key: str) -> tuple[int, int]:
    begin = re.search(rf"^  {key}:\n", text, re.MULTILINE)
    if not begin:
        return 0, 0
    end = re.search(r"^(?:  \w|\w)", text[begin.end() :], re.MULTILINE)
    return begin.end(), begin.end() + end.start() if end else len(text)


def review_jumped(text: str) -> Iterator[tuple[str, int, str]]:
    """Let the step before the legal review, or before the notice, lead to the decision at once."""
    for key in ("external", "internal"):
        start, end = _flow(text, key)
        steps = list(_STEP.finditer(text, start, end))
        decide = next((step["id"] for step in steps if re.search(r"作出.*决定|集体讨论决定|^决定|核准登记|作出裁决", step["name"]) and "kind" not in step["rest"]), None)
        for at, step in enumerate(steps[:-1]):
            after = steps[at + 1]
            passed = re.search(r"法制审核|^告知|^审查|^审核|形式审查", after["name"]) and "kind:" not in after["rest"]
            if decide and passed and after["id"] != decide and "next:" not in step["rest"] and "kind: decision" not in step["rest"] and "kind: start" not in step["rest"] and step["id"] != decide:
                index = [one["id"] for one in steps]
                if index.index(decide) > at + 1:
                    spot = step.end() - 1
                    new, _, _ = replaced(text, spot, spot, f", next: {decide}")
                    yield new, text.count("\n", 0, step.start()) + 1, f"{step['name']} → {decide}"


def branch_jumps(text: str) -> Iterator[tuple[str, int, str]]:
    """Let the branch of a decision that led to the review lead to the decision."""
    for key in ("external", "internal"):
        start, end = _flow(text, key)
        steps = list(_STEP.finditer(text, start, end))
        names = {step["id"]: step["name"] for step in steps}
        decide = next((step["id"] for step in steps if re.search(r"作出.*决定|集体讨论决定|^决定$|核准登记", step["name"]) and "kind" not in step["rest"]), None)
        for step in steps:
            for label, target in re.findall(r"([^,{ ]+): (\w+)(?=[,}])", (re.search(r"branches: \{(.*?)\}", step["rest"]) or ["", ""])[1]):
                if decide and target != decide and re.search(r"^法制审核|^受理$|^审查|^形式审查", names.get(target, "")):
                    spot = text.index(f"{label}: {target}", step.start())
                    yield replaced(text, spot, spot + len(f"{label}: {target}"), f"{label}: {decide}")


def hearing_late(text: str) -> Iterator[tuple[str, int, str]]:
    """Put the hearing after the decision: the decision leads to it."""
    for key in ("external", "internal"):
        start, end = _flow(text, key)
        steps = list(_STEP.finditer(text, start, end))
        hearing = next((step for step in steps if step["name"] == "听证"), None)
        decide = next((step for step in steps if re.search(r"作出.*决定|集体讨论决定|^作出决定", step["name"]) and "kind" not in step["rest"]), None)
        asked = next((step for step in steps if "是否要求听证" in step["name"]), None)
        if hearing and decide and asked and steps.index(decide) > steps.index(hearing):
            lines = text.split("\n")
            here, there = (text.count("\n", 0, one.start()) for one in (hearing, decide))
            moved = lines.pop(here)
            lines.insert(there, moved)
            lines = [re.sub(rf": {hearing['id']}(?=[,}}])", f": {decide['id']}", line) if "是否要求听证" in line and key_of(lines, i) == key else line for i, line in enumerate(lines)]
            yield "\n".join(lines), there + 1, f"听证 after {decide['name']}"


def key_of(lines: list[str], at: int) -> str:
    """Tell in which flow a line stands."""
    return next((line.strip().rstrip(":") for line in reversed(lines[:at]) if re.fullmatch(r"  (?:external|internal):", line)), "")


def tiers_end(text: str) -> Iterator[tuple[str, int, str]]:
    """Close the highest tier above."""
    tiers = list(re.finditer(r"when: \{\w+: \{from: (?P<from>\d+)\}\}", text))
    for found in tiers:
        yield replaced(text, found.end() - 2, found.end() - 2, f", to: {int(found['from']) * 3}")


def tiers_begin(text: str) -> Iterator[tuple[str, int, str]]:
    """Let the lowest tier begin above nothing."""
    tiers = list(re.finditer(r"when: \{\w+: \{(?P<to>to: (?P<number>\d+))\}\}", text))
    for found in tiers:
        if int(found["number"]) > 4 and len(tiers) == 1:
            yield replaced(text, found.start("to"), found.start("to"), f"from: {int(found['number']) // 2}, ")


def external_short(text: str) -> Iterator[tuple[str, int, str]]:
    """Tell the public less than the steps behind take."""
    for found in _both(text):
        number = int(found["amount"])
        if number > 1:
            yield replaced(text, found.start("amount"), found.end("amount"), str(number // 2))


def external_long(text: str) -> Iterator[tuple[str, int, str]]:
    """Tell the public more than the steps behind take."""
    for found in _both(text):
        yield replaced(text, found.start("amount"), found.end("amount"), str(int(found["amount"]) * 2 + 1))


def _both(text: str) -> Iterator[re.Match[str]]:
    """Find external steps with a limit of which the internal ones have one in the same unit."""
    start, end = _flow(text, "external")
    within = text[slice(*_flow(text, "internal"))]
    for step in _STEP.finditer(text, start, end):
        limit = re.compile(r"limit: \{amount: (?P<amount>[1-9]\d*), unit: (?P<unit>\w+)\}").search(text, step.start(), step.end())
        if limit and re.search(rf"(?:id|seen_as): {step['id']}\b.*unit: {limit['unit']}|unit: {limit['unit']}.*seen_as: {step['id']}\b", within):
            yield limit


def special_differs(text: str) -> Iterator[tuple[str, int, str]]:
    """Give a special step another limit than the flow has."""
    for special in re.finditer(r"^  - \{name: (?P<name>[^,]+), limit: \{amount: (?P<amount>\d+), unit: (?P<unit>\w+)", text, re.MULTILINE):
        step = re.search(rf"name: {re.escape(special['name'])}, .*?limit: \{{amount: (?P<amount>{special['amount']}), unit: {special['unit']}\}}", text[special.end() :])
        if step and int(special["amount"]):
            start = special.end() + step.start("amount")
            yield replaced(text, start, start + len(special["amount"]), str(int(special["amount"]) + 7))


def copies_said(text: str) -> Iterator[tuple[str, int, str]]:
    """Ask in a note for another number of copies than the fields."""
    for found in re.finditer(r"^  - \{name: [^}]*originals: (?P<number>\d)(?:, [^}]*)?\}$", text, re.MULTILINE):
        spot = found.end() - 1
        if ", note:" in found.group():
            yield replaced(text, spot, spot, f"一式 {int(found['number']) + 4} 份。")
        else:
            yield replaced(text, spot, spot, f", note: 一式 {int(found['number']) + 4} 份。")


def material_twice(text: str) -> Iterator[tuple[str, int, str]]:
    """Ask for the same material twice."""
    for found in re.finditer(r"^  - \{name: .*required: .*\}$", text, re.MULTILINE):
        yield text[: found.end()] + "\n" + found.group() + text[found.end() :], text.count("\n", 0, found.end()) + 2, found.group()[:40]


def visits_said(text: str) -> Iterator[tuple[str, int, str]]:
    """Say in an answer that one must come more often than the field."""
    if re.search(r"^  visits: \d", text, re.MULTILINE):
        for found in re.finditer(r"^  - \{q: .*?, a: .*(?P<end>。)\}$", text, re.MULTILINE):
            yield replaced(text, found.end("end"), found.end("end"), "一共要跑 4 次。")


def tier_in_prose(text: str) -> Iterator[tuple[str, int, str]]:
    """Change a bound in an answer that names its tier."""
    for prose in re.finditer(r"a: [^\n]*?属于“[^”]+”[^\n]*", text):
        for found in re.finditer(r"(?P<number>\d+) (?:万元|年|人|倍)", prose.group()):
            start = prose.start() + found.start("number")
            yield replaced(text, start, start + len(found["number"]), str(int(found["number"]) + 37))


def fine_in_summary(text: str) -> Iterator[tuple[str, int, str]]:
    """Change the fine that the summary of a penalty names."""
    if "\ndiscretion:" in text:
        for summary in re.finditer(r"^summary: .*$", text, re.MULTILINE):
            for found in re.finditer(r"(?P<number>[1-9]\d*|[一二三五六八九]+)(?= ?万元)", summary.group()):
                start = summary.start() + found.start("number")
                yield replaced(text, start, start + len(found["number"]), like(other(arabic(found["number"]), _numbers(text), 6), found["number"]))


def validity_in_prose(text: str) -> Iterator[tuple[str, int, str]]:
    """Change the validity that an answer names."""
    if re.search(r"valid_for: \{amount: (\d+), unit: year\}", text):
        for found in re.finditer(r"有效期 ?(?P<number>\d+|[一二三四五六七八九]) ?年|(?P<plain>[一二三四五六七八九])年有效", text):
            group = "number" if found["number"] else "plain"
            yield replaced(text, found.start(group), found.end(group), like(arabic(found[group]) + 3 if arabic(found[group]) < 6 else 2, found[group]))


def condition_in_prose(text: str) -> Iterator[tuple[str, int, str]]:
    """Change in an answer or the summary a number that the conditions name."""
    conditions = re.search(r"^conditions:\n((?:  - .*\n)+)", text, re.MULTILINE)
    if not conditions:
        return
    asked = {(found["number"], found["unit"].strip()) for found in re.finditer(r"(?:满|最高|低于) ?(?P<number>\d+)(?P<unit> ?(?:个月|年|元|%))", conditions[1])}
    for prose in re.finditer(r"^(?:  - \{q: .*|summary: .*)$", text, re.MULTILINE):
        for found in re.finditer(r"(?:满|最高|最高提|低于|最低) ?(?P<number>\d+)(?P<unit> ?(?:个月|年|元|%))", prose.group()):
            if (found["number"], found["unit"].strip()) in asked:
                start = prose.start() + found.start("number")
                yield replaced(text, start, start + len(found["number"]), str(int(found["number"]) + 13))


def guide_number(text: str) -> Iterator[tuple[str, int, str]]:
    """Change a time in a guide that it says beside a link, or a telephone or house number."""
    if not text.startswith("Title:"):
        return
    yield from phone_in_prose(text)
    yield from address_in_prose(text)
    for found in re.finditer(r"\[(?P<number>\d+|[一二三四五六七八九十]+) ?(?:个工作日|日)\]\(/powers/", text):
        yield replaced(text, found.start("number"), found.end("number"), like(arabic(found["number"]) + 17, found["number"]))
    for found in re.finditer(r"(?P<number>\d+|[一二三四五六七八九十]+) ?个工作日内?(?=[^。\n]{0,6}(?:决定|结果|答复|办结|批))", text):
        yield replaced(text, found.start("number"), found.end("number"), like(arabic(found["number"]) + 17, found["number"]))
    for found in re.finditer(r"(?:满|最高) (?P<number>\d+)(?= (?:个月|元))", text):
        yield replaced(text, found.start("number"), found.end("number"), str(int(found["number"]) + 17))


_POWERS, _GUIDES = "content/powers/", "content/guides/"
WAYS: dict[str, tuple[str, Way]] = {
    "a duration in prose": (_POWERS, duration_in_prose),
    "a limit said under its name": (_POWERS, limit_field),
    "a telephone in prose": (_POWERS, phone_in_prose),
    "an address in prose": (_POWERS, address_in_prose),
    "a fee in an answer": (_POWERS, fee_in_prose),
    "a fee where prose says free": (_POWERS, fee_field),
    "a post that is not there": (_POWERS, post_unknown),
    "a person for a post": (_POWERS, post_person),
    "a unit that is not there": (_POWERS, actor_unknown),
    "a step that jumps the review": (_POWERS, review_jumped),
    "a branch that jumps the review": (_POWERS, branch_jumps),
    "a hearing after the decision": (_POWERS, hearing_late),
    "tiers that end": (_POWERS, tiers_end),
    "tiers that begin late": (_POWERS, tiers_begin),
    "an external step too short": (_POWERS, external_short),
    "an external step too long": (_POWERS, external_long),
    "a special step that differs": (_POWERS, special_differs),
    "copies that differ": (_POWERS, copies_said),
    "a material twice": (_POWERS, material_twice),
    "visits that differ": (_POWERS, visits_said),
    "a tier's bound in prose": (_POWERS, tier_in_prose),
    "a fine in the summary": (_POWERS, fine_in_summary),
    "a validity in prose": (_POWERS, validity_in_prose),
    "a condition in prose": (_POWERS, condition_in_prose),
    "a number in a guide": (_GUIDES, guide_number),
}
"""Each way with the folder of the files that it spoils."""


def spoilings(site: Path, way: str) -> list[Spoiled]:
    """List what a way can do to a site; a text that is no YAML any more, or is what it was, is left out."""
    folder, spoil = WAYS[way]
    found = []
    for path in sorted((site / folder).rglob("*.*")):
        text = path.read_text("utf-8")
        for new, line, what in spoil(text):
            if new != text and (path.suffix != ".yaml" or yaml.load(new, yaml.CSafeLoader)):
                found.append(Spoiled(way, path.relative_to(site).as_posix(), new, line, what))
    return found


def chosen(site: Path, way: str, count: int, seed: int = 1) -> list[Spoiled]:
    """Draw some of what a way can do, the same for the same seed."""
    every = spoilings(site, way)
    return random.Random(f"{way}:{seed}").sample(every, min(count, len(every)))


class Judged:
    """Judges one spoiled file at a time, as a review of a change does."""

    def __init__(self, site: Path, day: datetime.date) -> None:
        self.site, self.day = site, day
        self.read = read_registry(FolderTree(site))
        self._before: dict[str, set[tuple[str, str, str]]] = {}

    def problems(self, file: str, text: str | None = None) -> list[Problem]:
        """Give the problems of a file, as it stands or with another text."""
        tree = _With(self.site, file, text.encode()) if text is not None else FolderTree(self.site)
        guide = file.startswith(_GUIDES)
        read = read_registry(tree) if guide else self.read
        return [one for one in judge(tree, read, {file}, self.day, self.site / ".quanli", registers=False) if one.place.file == file]

    def new(self, spoiled: Spoiled) -> list[Problem]:
        """Give the problems that a file has once it is spoiled, and had not before."""
        if spoiled.file not in self._before:
            self._before[spoiled.file] = {_same(one) for one in self.problems(spoiled.file)}
        return [one for one in self.problems(spoiled.file, spoiled.text) if _same(one) not in self._before[spoiled.file]]

    def caught(self, spoiled: Spoiled) -> bool:
        """Tell whether a spoiled place is told at its line."""
        return any(one.place.line == spoiled.line for one in self.new(spoiled))


def _same(one: Problem) -> tuple[str, str, str]:
    return one.code, one.field, one.message("en")


class _With:
    """A site's folder in which one file has another text."""

    def __init__(self, site: Path, file: str, data: bytes) -> None:
        self.tree, self.file, self.data = FolderTree(site), file, data

    def __getattr__(self, name: str) -> object:
        return getattr(self.tree, name)

    def read(self, path: str, limit: int) -> bytes:
        return self.data if path == self.file else self.tree.read(path, limit)
