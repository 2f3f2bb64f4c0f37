"""Readings of articles written from their text, and how a reading of the program is written the same way.

A sanction is written ``[可 ][或 ][单 ]name[ low~high unit[ base][ 每per]][ 限cap][ 若condition]``: 可 where the statute says 可以, 或 for one of
several, 单 where it may be given alone. ``*`` stands for what was not judged.
"""

from pathlib import Path

import yaml

UNITS = {"yuan": "元", "times": "倍", "percent": "%", "permille": "‰", "day": "日", "month": "月", "year": "年"}


def golden():
    """Give the readings of golden.yaml."""
    return yaml.safe_load(Path(__file__).with_name("golden.yaml").read_text("utf-8"))


def number(value):
    return "" if value is None else f"{value.normalize():f}"


def written(measure):
    """Write a sanction as golden.yaml does."""
    parts = [mark for mark, holds in (("可", not measure.must), ("或", measure.alternative), ("单", measure.alone)) if holds]
    parts.append(measure.name)
    found = measure.range
    if found:
        parts.append(f"{number(found.min)}~{number(found.max)}{UNITS[found.unit]}")
        parts += [found.base] if found.base else []
        parts += [f"每{found.per}"] if found.per else []
        parts += [f"限{number(found.cap)}"] if found.cap else []
    return " ".join((*parts, f"若{measure.condition}") if measure.condition else parts)


def same(expected, read):
    """Tell whether a reading is the expected one."""
    if "*" not in expected:
        return expected == read
    head, _, tail = expected.partition("*")
    return read.startswith(head) and read.endswith(tail)


def differences(expected, sanctionings):
    """Say how the sanctions read of an article differ from those expected."""
    told = []
    for at in range(max(len(expected), len(sanctionings))):
        if at >= len(sanctionings):
            told.append(f"missing: {expected[at]}")
            continue
        one = sanctionings[at]
        read = {
            "paragraph": one.paragraph, "item": one.item, "conduct": one.conduct, "stage": one.stage, "on": one.subject, "by": one.decider,
            "measures": [written(measure) for measure in one.measures],
        }  # fmt: skip
        if at >= len(expected):
            told.append(f"too many: {read}")
            continue
        wanted = {"item": 0, "conduct": "*", "stage": "", "on": "", "by": ""} | expected[at]
        for name, value in wanted.items():
            held = len(value) == len(read[name]) and all(map(same, value, read[name])) if name == "measures" else value == read[name] or same(str(value), str(read[name]))
            if not held:
                told.append(f"{at}.{name}: expected {value}, read {read[name]}")
    return told
