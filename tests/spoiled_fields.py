"""Ways to spoil fields of a power: posts, units, materials, fees, tiers."""

import re
from collections.abc import Iterator

from spoiled_words import replaced


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
