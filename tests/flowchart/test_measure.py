"""Text in lines, measured without a font."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.flowchart.measure import width, wrap

TEXT = st.text(st.sampled_from("审查受理决定通知书（）、，。“”《》 aWi1%:/-"), max_size=60)


@given(TEXT, st.sampled_from((14, 15)), st.floats(70, 210))
def test_lines_fit_and_lose_nothing(text, size, room):
    """Every line is as narrow as the room, and the lines together are the text."""
    lines = wrap(text, size, room)
    assert all(width(line, size) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


@given(TEXT, st.sampled_from((14, 15)))
def test_what_fits_is_one_line(text, size):
    """Text that is no wider than the room is left whole."""
    plain = " ".join(text.split())
    assert wrap(text, size, width(plain, size)) == (plain,)


def test_lines_are_about_as_long_as_each_other():
    """Lines are filled evenly, none begins with a closing mark, and words and numbers stay whole."""
    assert wrap("集体讨论决定并制作行政许可决定书（一式两份），送达申请人", 15, 130) == (
        "集体讨论决定并制", "作行政许可决定书", "（一式两份），送", "达申请人")
    assert wrap("依照 GB/T 1.1-2020 审查", 15, 100) == ("依照 GB/T", "1.1-2020", "审查")


def test_narrow_letters_count_less_than_broad_ones():
    """Characters count as the widest of common fonts draws them: marks over others nothing, an ideogram or an emoji a little more than its size."""
    order = ("i", "x", "H", "W", "业")
    widths = [width(char, 10) for char in order]
    assert widths == sorted(set(widths))
    assert widths[0] == pytest.approx(4.2)
    assert widths[-1] == pytest.approx(10.5)
    assert width("😀", 10) == pytest.approx(14)
    assert width("𠮷", 10) == pytest.approx(10.5)
    assert width("e\u0301", 10) == width("e", 10)
    for nothing in ("\u20dd", "\u200b", "\u0903", "\u0000"):
        assert width(f"业{nothing}", 10) == (width("业", 10) if nothing != "\u0903" else width("业业", 10))
