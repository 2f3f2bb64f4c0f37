"""Text in lines, measured without a font."""

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
