"""Which characters are marked, what is left out, and that marks are marks in Markdown whatever stands beside them."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.review.harmless import with_marks
from quanli.review.marking import marked, shortened

TEXTS = st.text("甲乙丙，。（）*~_ 0123abc", max_size=60)


@given(TEXTS, TEXTS)
def test_nothing_is_lost(before, after):
    """Put together the spans of either side are its text, and what stands on both sides is the same on both."""
    was, now = marked(before, after)
    assert "".join(span.text for span in was) == before
    assert "".join(span.text for span in now) == after
    assert [span.text for span in was if span.fate == "same"] == [span.text for span in now if span.fate == "same"]
    assert {span.fate for span in was} <= {"same", "gone"}
    assert {span.fate for span in now} <= {"same", "new"}


@given(TEXTS, TEXTS)
def test_what_is_left_out_stands_on_both_sides(before, after):
    """Shortening leaves out only what did not change; what is kept is what stood there."""
    for side in marked("甲" * 90 + before + "乙，" * 60, "甲" * 90 + after + "乙，" * 60):
        short = list(shortened(side))
        assert "".join(span.text for span in short) == "".join(span.text for span in side)
        assert [span for span in short if span.fate in {"gone", "new"}] == [span for span in side if span.fate in {"gone", "new"}]


@pytest.mark.parametrize(
    ("before", "after", "was", "now"),
    [
        ("自受理之日起15日内决定", "自受理之日起25日内决定", "自受理之日起~~15~~日内决定", "自受理之日起**25**日内决定"),
        ("依照第三十七条处罚", "依照第三十八条处罚", "依照第~~三十七~~条处罚", "依照第**三十八**条处罚"),
        ("所在单位应当予以核实", "所在单位可以予以核实", "所在单位~~应当~~予以核实", "所在单位**可以**予以核实"),
        ("可以提取余额", "可以提取余额，不收费", "可以提取余额", "可以提取余额**\u200b，不收费**"),
        ("甲方负责办理登记", "甲方（乙方）负责办理登记", "甲方负责办理登记", "甲方**\u200b（乙方）\u200b**负责办理登记"),
    ],
)
def test_what_differs_is_marked(before, after, was, now):
    """Numbers are marked whole, words by their characters; marks stand beside punctuation too."""
    assert tuple(map(with_marks, marked(before, after))) == (was, now)


def test_long_parts_that_stay_are_left_out():
    """Far from the change the text is cut at a mark of punctuation."""
    stays = "申请人应当提交申请书、身份证明、合同，窗口当场核对并出具回执；"
    was, now = (with_marks(shortened(side)) for side in marked(stays * 3 + "三日内决定。" + stays * 3, stays * 3 + "五日内决定。" + stays * 3))
    assert was == "……身份证明、合同，窗口当场核对并出具回执；~~三~~日内决定。申请人应当提交申请书、……"
    assert now == was.replace("~~三~~", "**五**")


def test_two_texts_that_have_nothing_in_common_are_not_marked():
    """Where nearly all is another text, each side is one span."""
    assert [len(side) for side in marked("窗口当场受理", "通过网上提交材料")] == [1, 1]


@given(TEXTS, TEXTS)
def test_marks_are_marks_in_markdown(before, after):
    """Each mark stands as CommonMark and GFM ask of one that opens or closes: on its inner side is neither white space nor punctuation."""
    for mark, side in zip(("~~", "**"), marked(f"甲{before}乙", f"甲{after}乙"), strict=True):
        text = re.sub(r"\\.", "x", with_marks(side))
        places = [one.start() for one in re.finditer(re.escape(mark), text)]
        assert len(places) == 2 * sum(span.fate != "same" for span in side)
        for at, place in enumerate(places):
            inner = text[place + 2] if at % 2 == 0 else text[place - 1]
            assert unicodedata.category(inner)[0] in "LN" or inner in "\u200bx"
