"""Two texts word by word."""

from hypothesis import given
from hypothesis import strategies as st

from quanli.statutes.differences import differences
from quanli.statutes.text import normalised


def marked(before, after):
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in differences(before, after))


def test_what_was_put_in_and_struck_out_is_marked():
    """商标法 第四十九条 of 2019 and 第五十七条 of 2026."""
    before = "由地方工商行政管理部门责令限期改正；期满不改正的，由商标局撤销其注册商标。"
    after = "由负责商标执法的部门责令限期改正；逾期不改正的，处五万元以下的罚款；情节严重的，由国务院商标管理部门撤销其注册商标。"
    assert marked(before, after) == (
        "由[-地方工商行政管理-][+负责商标执法的+]部门责令限期改正；[-期满-][+逾期+]不改正的，[+处五万元以下的罚款；情节严重的，+]由[+国务院+]商标[-局-][+管理部门+]撤销其注册商标。"
    )


def test_an_amount_is_one_word():
    """十万元 that became 二十万元 is struck out whole, not a sign of it."""
    assert marked("处五万元以上十万元以下罚款。", "处十万元以上二十万元以下罚款。") == "处[-五万-][+十万+]元以上[-十万-][+二十万+]元以下罚款。"


def test_words_added_before_a_comma_leave_the_comma():
    """食品安全法 第一百二十四条 of 2025."""
    assert marked("婴幼儿配方乳粉，或者未按注册的配方", "婴幼儿配方乳粉、婴幼儿配方液态乳，或者未按注册的配方") == "婴幼儿配方乳粉[+、婴幼儿配方液态乳+]，或者未按注册的配方"


def test_another_print_of_the_same_words_is_the_same():
    """Width, quotation marks and blanks mark nothing."""
    assert marked("标明“注册商标”或者 标记,可以", '标明"注册商标"或者标记，可以') == '标明"注册商标"或者标记，可以'


TEXTS = st.text("甲乙丙丁十百万元，。；\n", max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_their_differences(before, after):
    """What stayed with what was struck out is the old text, with what was put in the new one."""
    pieces = differences(before, after)
    for kind, text in (("gone", before), ("new", after)):
        assert normalised("".join(piece.text for piece in pieces if piece.kind in {"same", kind})) == normalised(text)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    """Nothing is marked where nothing changed."""
    assert all(piece.kind == "same" for piece in differences(text, text))
