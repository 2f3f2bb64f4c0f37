"""Ways to spoil what the prose of a power and of a guide says."""

import re
from collections.abc import Iterator

from spoiled_words import arabic, like, other, replaced

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


def visits_said(text: str) -> Iterator[tuple[str, int, str]]:
    """Say in an answer that one must come more often than the field."""
    if re.search(r"^  visits: \d", text, re.MULTILINE):
        for found in re.finditer(r"^  - \{q: .*?, a: .*(?P<end>。)\}$", text, re.MULTILINE):
            yield replaced(text, found.end("end"), found.end("end"), "一共要跑 4 次。")


def materials_said(text: str) -> Iterator[tuple[str, int, str]]:
    """Say in an answer that there are more materials than the item asks for."""
    if re.search(r"^materials:\n", text, re.MULTILINE):
        for found in re.finditer(r"^  - \{q: .*?, a: .*(?P<end>。)\}$", text, re.MULTILINE):
            yield replaced(text, found.end("end"), found.end("end"), "申请材料共 29 项。")


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
    """Change a time in a guide that it says beside a link, or a telephone or house number; a handbook says none of an item."""
    if not text.startswith("Title:") or "\nAudience: staff\n" in text:
        return
    yield from phone_in_prose(text)
    yield from address_in_prose(text)
    for found in re.finditer(r"\[(?P<number>\d+|[一二三四五六七八九十]+) ?(?:个工作日|日)\]\(/powers/", text):
        yield replaced(text, found.start("number"), found.end("number"), like(arabic(found["number"]) + 17, found["number"]))
    for found in re.finditer(r"(?P<number>\d+|[一二三四五六七八九十]+) ?个工作日内?(?=[^。\n]{0,6}(?:决定|结果|答复|办结|批))", text):
        yield replaced(text, found.start("number"), found.end("number"), like(arabic(found["number"]) + 17, found["number"]))
    for found in re.finditer(r"(?:满|最高) (?P<number>\d+)(?= (?:个月|元))", text):
        yield replaced(text, found.start("number"), found.end("number"), str(int(found["number"]) + 17))
