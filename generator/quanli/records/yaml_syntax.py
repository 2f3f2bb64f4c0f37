"""What libyaml could not read, said in words that help: what is wrong on the line, and what to write instead."""

from __future__ import annotations

import re

import yaml

from quanli.errors import Problem, Rule
from quanli.records.characters import BAD_UNICODE

YAML_SYNTAX = Rule(
    "YAML_SYNTAX", "error",
    zh="YAML 语法有误：{what_zh}", en="YAML syntax: {what_en}",
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)


def syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Say why a text cannot be read. libyaml often stumbles a line after the fault: the line before is looked at too."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    row = mark.line if mark else 0
    lines = text.split("\n")
    for candidate in (row, row - 1):
        line = lines[candidate] if 0 <= candidate < len(lines) else ""
        if line[: len(line) - len(line.lstrip())].count("\t"):
            return _said(
                file,
                candidate,
                0,
                (f"第 {candidate + 1} 行以制表符（TAB）缩进", f"line {candidate + 1} starts with a TAB"),
                ("改用空格缩进", "use spaces"),
            )
        if re.match(r"\s*(- )?[^\s:\"'#]+：", line):
            return full_width_colon(file, candidate)
    surrogate = re.search(r"\\u([dD][89a-fA-F][0-9a-fA-F]{2})", lines[row] if row < len(lines) else "")
    if surrogate:
        char = f"U+{surrogate.group(1).upper()}"
        return BAD_UNICODE.at(file, line=row + 1, column=surrogate.start() + 1, char=char)
    return _said(
        file,
        row,
        mark.column if mark else 0,
        ("这里读不懂", str(getattr(error, "problem", None) or "cannot be read")),
        (
            "检查缩进、引号和冒号后的空格；含“: ”或以符号开头的文字请加引号",
            "check indentation, quotes and the blank after colons; quote text that holds ': ' or starts with a sign",
        ),
    )


def full_width_colon(file: str, row: int) -> Problem:
    """Say that a key on a row is followed by a colon of Chinese text."""
    return _said(
        file,
        row,
        0,
        (f"第 {row + 1} 行用了全角冒号“：”", f"line {row + 1} uses a full-width colon ："),
        ("改为半角冒号加空格“: ”", 'use ": "'),
    )


def _said(file: str, row: int, column: int, what: tuple[str, str], hint: tuple[str, str]) -> Problem:
    return YAML_SYNTAX.at(
        file,
        line=row + 1,
        column=column + 1,
        what_zh=what[0],
        what_en=what[1],
        hint_zh=hint[0],
        hint_en=hint[1],
    )
