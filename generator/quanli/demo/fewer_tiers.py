"""A discretion table as it may have been with one tier fewer: the neighbours 一般 and 较重 told as one."""

from __future__ import annotations

import re

_ROW = r"    - \{{grade: {grade}(?P<{name}>.*)\}}\n"
_PAIR = re.compile("^" + _ROW.format(grade="一般", name="lower") + _ROW.format(grade="较重", name="upper"), re.MULTILINE)
_WHEN = re.compile(r"when: \{(?P<factor>\w+): \{(?:from: (?P<from>[\d.]+))?(?:, )?(?:to: (?P<to>[\d.]+))?\}\}")
_SANCTION = re.compile(r"\{sanction: [^{}]*\}")
_BOUNDS = re.compile(r"min: (?P<min>[\d.]+), max: (?P<max>[\d.]+)")


def merged_tiers(text: str) -> str | None:
    """Give a power's text with both tiers as one that reaches from the least of the first to the most of the second.

    None where there are no such tiers, or where they are no two steps of one scale: another factor, another sanction,
    another unit or base.
    """
    found = _PAIR.search(text)
    if not found:
        return None
    when, sanctions = _reaching(found["lower"], found["upper"]), _merged_sanctions(found["lower"], found["upper"])
    if when is None or sanctions is None:
        return None
    lower = _WHEN.sub(when, found["lower"], count=1)
    old = ", ".join(_SANCTION.findall(found["lower"]))
    if old not in lower:
        return None
    return text[: found.start()] + f"    - {{grade: 一般{lower.replace(old, sanctions)}}}\n" + text[found.end() :]


def _reaching(lower: str, upper: str) -> str | None:
    """Give the condition of the tier made of both: from where the lower begins to where the upper ends."""
    one, other = _WHEN.search(lower), _WHEN.search(upper)
    if not one or not other or one["factor"] != other["factor"] or "circumstances:" in lower + upper:
        return None
    bounds = [f"{word}: {bound}" for word, bound in (("from", one["from"]), ("to", other["to"])) if bound]
    return f"when: {{{one['factor']}: {{{', '.join(bounds)}}}}}" if bounds else None


def _merged_sanctions(lower: str, upper: str) -> str | None:
    """Give the sanctions of the lower tier, each fine up to the most of its like in the upper one."""
    ones, others = _SANCTION.findall(lower), _SANCTION.findall(upper)
    if [_BOUNDS.sub("", one) for one in ones] != [_BOUNDS.sub("", other) for other in others]:
        return None
    merged = []
    for one, other in zip(ones, others, strict=True):
        least, most = _BOUNDS.search(one), _BOUNDS.search(other)
        if bool(least) != bool(most) or (least and most and float(most["max"]) < float(least["max"])):
            return None
        merged.append(_BOUNDS.sub(f"min: {least['min']}, max: {most['max']}", one) if least and most else one)
    return ", ".join(merged)
