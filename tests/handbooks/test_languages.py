"""Handbooks in both languages tell the same steps, and give a machine the same commands."""

import re

import pytest

from handbooks.followed import BY_HAND, GUIDES, blocks
from quanli.errors.register import register

NAMES = sorted(path.stem.removeprefix("handbook-") for path in GUIDES.glob("handbook-*.md") if not path.stem.endswith("-en"))


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_give_the_same_commands(name):
    """Block by block an English handbook types, writes and asks for the same as the Chinese one, in the same section and by the same people."""
    chinese, english = blocks(name), blocks(f"{name}-en")
    assert [(one.section, one.word, one.becomes) for one in chinese] == [(one.section, one.word, one.becomes) for one in english]
    assert list(map(_done, chinese)) == list(map(_done, english))


def _done(block):
    """Give what is done by a block: by whom, and in which file where it is written into one."""
    written = block.word not in {"sh", "text", *BY_HAND}
    return block.who, block.file if written else "", block.text if block.word not in {"text", "diagram"} else ""


def test_codes_of_the_tables_are_the_programs():
    """A code that stands among what one may see is one that the program says."""
    named = {code for path in GUIDES.glob("handbook-*.md") for code in re.findall(r"^\| `([A-Z]{3,}_[A-Z_]+)\b", path.read_text(encoding="utf-8"), re.MULTILINE)}
    assert {"TOOL_MISSING", "SITE_MISSING", "APPROVAL_MISSING", "SHALLOW_CLONE", "TEMPLATE_ERROR"} == named
    assert named <= register().keys()
