"""Queries whose right answers are known, made from a catalogue's own names, keywords and codes.

Kinds: ``part`` a passage of a name, ``drop`` a name with characters left out, ``script`` a passage in Traditional characters,
``pinyin`` and ``initials`` of a passage, ``code`` its beginning, ``keyword`` an everyday word of some items. Every item that
answers as well as the one that a query was made from counts as right. Items fall into two halves by a hash of their code:
``dev`` is for developing, ``held`` for reporting.
"""

import random
import zlib
from dataclasses import dataclass

from opencc import OpenCC
from pypinyin import lazy_pinyin

TO_TRADITIONAL, TO_SIMPLIFIED = OpenCC("s2t"), OpenCC("t2s")


@dataclass(frozen=True)
class Asked:
    half: str
    kind: str
    text: str
    right: frozenset[str]


def han_runs(name):
    run, runs = "", []
    for char in TO_SIMPLIFIED.convert(name):
        if "\u4e00" <= char <= "\u9fff":
            run += char
        elif run:
            runs.append(run)
            run = ""
    return [*runs, run] if run else runs


def passage(pick, name, least, most):
    runs = [run for run in han_runs(name) if len(run) >= least]
    if not runs:
        return None
    run = pick.choice(runs)
    size = min(len(run), pick.randint(least, most))
    at = pick.randint(0, len(run) - size)
    return run[at : at + size]


def holds_in_order(name, text):
    rest = iter(name)
    return all(char in rest for char in text)


def make(items, count, seed=7):
    """Give queries for items (code, name, keywords); about ``count`` a kind and half."""
    names = {code: TO_SIMPLIFIED.convert(name) for code, name, _ in items}
    sounds = {code: " " + " | ".join(" ".join(lazy_pinyin(run)) for run in han_runs(name)) + " " for code, name, _ in items}
    starts = {code: "|".join("".join(one[0] for one in lazy_pinyin(run)) for run in han_runs(name)) for code, name, _ in items}
    asked = []
    for half in ("dev", "held"):
        mine = [item for item in items if (zlib.crc32(item[0].encode()) & 1) == (half == "held")]
        pick = random.Random(f"{seed}:{half}")

        def add(kind, code, text, right, half=half):
            asked.append(Asked(half, kind, text, frozenset((code, *right))))

        for code, name, keywords in pick.sample(mine, min(count, len(mine))):
            if text := passage(pick, name, 4, 8):
                add("part", code, text, (c for c, n in names.items() if text in n))
            if text := passage(pick, name, 4, 8):
                add("script", code, TO_TRADITIONAL.convert(text), (c for c, n in names.items() if text in n))
            if text := passage(pick, name, 3, 5):
                said = lazy_pinyin(text)
                add("pinyin", code, "".join(said), (c for c, n in sounds.items() if f" {' '.join(said)} " in n))
            if text := passage(pick, name, 4, 6):
                said = "".join(one[0] for one in lazy_pinyin(text))
                add("initials", code, said, (c for c, n in starts.items() if said in n))
            chars = [char for char in names[code] if char not in "（）()、，《》“” "]
            han = [at for at, char in enumerate(chars) if not char.isascii()]
            for at in sorted(pick.sample(han, max(1, len(han) // 5)), reverse=True):
                del chars[at]
            add("drop", code, "".join(chars), (c for c, n in names.items() if holds_in_order(n, chars)))
            text = code[: max(4, len(code) - pick.randint(0, 3))]
            add("code", code, text.lower(), (c for c, _, _ in items if c.lower().startswith(text.lower())))
            if keywords:
                word = pick.choice(keywords)
                add("keyword", code, word, (c for c, _, k in items if word in k))
    return asked


def judge(asked, answer):
    """Give recall@10 and MRR for each half and kind; ``answer`` gives the codes found, the best first."""
    sums = {}
    for one in asked:
        top = list(answer(one.text))[:10]
        hits = sum(code in one.right for code in top) / min(10, len(one.right))
        first = next((1 / (at + 1) for at, code in enumerate(top) if code in one.right), 0.0)
        for kind in (one.kind, "all"):
            total = sums.setdefault((one.half, kind), [0, 0.0, 0.0])
            total[0] += 1
            total[1] += hits
            total[2] += first
    return {key: (n, round(hits / n, 3), round(first / n, 3)) for key, (n, hits, first) in sums.items()}
