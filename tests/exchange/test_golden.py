"""What cells are read as: plain tables that a clerk can edit."""

from pathlib import Path

import pytest

from quanli.catalogue.terms import BASIS_ROLES
from quanli.exchange import citations, durations, sanctions
from quanli.exchange.citations import LAW_ID
from quanli.sheets.clean import one_line, prose

FIXTURES = Path(__file__).parent / "fixtures"


def lines(name):
    text = (FIXTURES / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if not line.startswith("#")]


def pairs(name):
    return [tuple(line.split(" => ")) for line in lines(name) if line]


def groups():
    blocks = "\n".join(lines("citations.txt")).strip().split("\n\n")
    return [(first, [line.strip() for line in rest]) for first, *rest in (block.split("\n") for block in blocks)]


@pytest.mark.parametrize(("cell", "expected"), groups(), ids=lambda value: value if isinstance(value, str) else "")
def test_citations_read_as_the_table_says(cell, expected):
    """Each cell of legal bases is read as the lines below it in the table."""
    text = prose(cell.replace("↵", "\n"))
    found, left = citations.citations(text)
    assert [_cited(one) for one in found] + ([f"不是引用：{left}"] if left else []) == expected


def _cited(one):
    law = one["law"] + (f"〔{one[LAW_ID]}〕" if LAW_ID in one else "") + (f"（{one['version']}）" if "version" in one else "")
    role = BASIS_ROLES[one["role"]].zh if "role" in one else "–"
    rest = (one.get(key, "–") for key in ("article", "paragraph", "item"))
    return " ".join(map(str, (law, *rest, role, one.get("text", "–"))))


@pytest.mark.parametrize(("cell", "expected"), pairs("durations.txt"))
def test_durations_read_as_the_table_says(cell, expected):
    """Each time limit is read as the table says, and what states none is not guessed."""
    limit = durations.duration(one_line(cell))
    if limit is None:
        assert expected == "不明"
        return
    note = (f"〔{limit['basis']}〕" if "basis" in limit else "") + (f"（{limit['note']}）" if "note" in limit else "")
    assert " ".join(str(limit[key]) for key in ("amount", "unit") if key in limit) + note == expected


@pytest.mark.parametrize(("cell", "expected"), pairs("sanctions.txt"))
def test_sanctions_read_as_the_table_says(cell, expected):
    """Each cell of a discretion column is read as the table says, and what states no sanction is not guessed."""
    read = sanctions.sanctions(one_line(cell))
    if read is None:
        assert expected == "不明"
        return
    assert "；".join(map(_sanction, read[0])) + ("" if read[1] else " 开") == expected


def _sanction(one):
    if "unit" not in one:
        return one["sanction"]
    span = f"{one.get('min', '')}..{one.get('max', '')}"
    return " ".join(filter(None, (one["sanction"], one.get("base", ""), span, one["unit"])))
