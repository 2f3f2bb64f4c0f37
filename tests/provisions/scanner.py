"""A second look at an article, character by character, which knows nothing of the program's grammar.

It finds every word of a sanction and every sum, multiple and share, and says which of them no reading holds, or which two readings hold.
"""

import itertools
import re
import unicodedata

WORDS = ("罚款", "没收", "吊销", "暂扣", "责令", "警告", "拘留", "通报批评", "取缔", "停产停业", "停业整顿")
FIGURES = "0123456789零〇一二三四五六七八九十百千万亿两半."
DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def flat(text):
    """Give the characters of a text without blanks, half-width."""
    return re.sub(r"[\s\u200b]", "", unicodedata.normalize("NFKC", text))


def words_in(text):
    """Find each word of a sanction with its place; 停产停业整顿 and such count once."""
    return [(at, word) for at in range(len(text)) for word in WORDS if text.startswith(word, at)]


def amounts_in(text):
    """Find each sum, multiple and share: where it begins, and its value in yuan, times or percent."""
    found, at = [], 0
    while at < len(text):
        start = at
        while at < len(text) and (text[at] in FIGURES or (text[at] == "," and text[at + 1 : at + 2].isdigit())):
            at += 1
        if at > start:
            figures, unit = text[start:at].replace(",", ""), text[at : at + 1]
            if unit in {"元", "倍", "%", "‰"} and value(figures) is not None:
                found.append((start, value(figures), unit))
        if text.startswith(("百分之", "千分之"), start):
            end = start + 3
            while end < len(text) and text[end] in FIGURES:
                end += 1
            if end > start + 3:
                found.append((start, value(text[start + 3 : end]), "%" if text[start] == "百" else "‰"))
                at = end
        at = max(at, start + 1)
    return found


def value(figures):
    """Read a numeral in one pass from its end: each figure times the power that stands behind it."""
    if re.fullmatch(r"[0-9.]+", figures):
        return float(figures)
    found = re.fullmatch(r"([0-9.]+)([千万亿]+)", figures)
    if found:
        scale = 1
        for char in found[2]:
            scale *= {"千": 1000, "万": 10_000, "亿": 100_000_000}[char]
        return float(found[1]) * scale
    if any(char in "0123456789." for char in figures):
        return None
    total, large, power, seen = 0, 1, 1, False
    for char in reversed(figures):
        if char in "万亿":
            large, power = {"万": 10_000, "亿": 100_000_000}[char], 1
            seen = False
        elif char in "十百千":
            if not seen and power > 1:
                total += power * large
            power, seen = {"十": 10, "百": 100, "千": 1000}[char], False
        elif char == "半":
            return None
        else:
            total += DIGITS[char] * power * large
            seen = True
    if not seen and (power > 1 or large > 1):
        total += power * large
    return float(total)


def places(text, measures, covered):
    """Lay the words of the sanctions onto the text, in order; each gets a place of its own, outside what leads to them where it can."""
    taken, reached = [], 0
    for words in measures:
        starts = [at for at in range(len(text)) if text.startswith(words, at)]
        free = [at for at in starts if at >= reached and not all(covered[at : at + len(words)])] or [at for at in starts if at >= reached] or starts
        at = free[0] if free else -1
        taken.append((at, at + len(words), words))
        reached = max(reached, at + len(words))
    return taken


def covered_by(text, provision):
    """Tell of each character whether the reading says it beside its sanctions."""
    covered = [False] * len(text)
    for part in {part for words in told(provision) for part in re.split("[,;]", flat(words)) if part}:
        for found in re.finditer(re.escape(part), text):
            covered[found.start() : found.end()] = [True] * len(part)
    return covered


def lost(text, provision):
    """Give the words of sanctions and the amounts that no reading holds, each with what stands around it."""
    text = flat(text)
    covered = covered_by(text, provision)
    measures = [measure for one in provision.sanctionings for measure in one.measures]
    held = places(text, [flat(measure.words) for measure in measures], covered)
    ranges = places(text, [flat(measure.range.words) for measure in measures if measure.range], covered)
    for at, _ in words_in(text):
        if not covered[at] and not any(start <= at < end for start, end, _ in held):
            yield text[max(0, at - 20) : at + 20]
    for at, _, _ in amounts_in(text):
        if not covered[at] and not any(start <= at < end for start, end, _ in (*held, *ranges)):
            yield text[max(0, at - 20) : at + 20]


def doubled(text, provision):
    """Give the sanctions whose words two readings hold at one place."""
    text = flat(text)
    held = sorted(places(text, [flat(m.words) for one in provision.sanctionings for m in one.measures], covered_by(text, provision)))
    for (start, end, words), (following, _, _) in itertools.pairwise(held):
        if start < 0 or following < end:
            yield words, text[max(0, start - 20) : start + 20]


def told(provision):
    """Give all that a reading says beside sanctions: what leads to them, and what imposes none."""
    for one in provision.sanctionings:
        yield from (one.conduct, one.stage, one.subject, one.decider)
        for measure in one.measures:
            yield measure.condition
    for reference in provision.references:
        yield from (reference.words, reference.conduct)
    yield from (*provision.exemptions, *provision.asides, *provision.mentions, *provision.unread)


def misread(provision):
    """Give the ranges whose bounds are not the numbers that stand in their words, read by this module's own numerals."""
    scale = {("yuan", "元"): 1, ("times", "倍"): 1, ("times", "%"): 0.01, ("percent", "%"): 1, ("permille", "‰"): 1, ("times", "元"): 1, ("permille", "%"): 10}
    for one in provision.sanctionings:
        for found in (measure.range for measure in one.measures if measure.range):
            words = flat(found.words)
            if found.unit not in {"yuan", "times", "percent", "permille"} or "等值" in words or "按日" in words:
                continue
            bounds = {float(bound) for bound in (found.min, found.max, found.cap) if bound is not None}
            written = [(number, scale.get((found.unit, unit))) for _, number, unit in amounts_in(words)]
            if not written or any(factor is None or not any(abs(number * factor - bound) < 1e-6 for bound in bounds) for number, factor in written):
                yield found
