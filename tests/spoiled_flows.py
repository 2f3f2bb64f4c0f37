"""Ways to spoil a flow: its order, and its limits."""

import re
from collections.abc import Iterator

from spoiled_words import replaced

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
