"""Numbers that name a person are found however they are written, and nothing else is taken for one."""

import datetime
import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.codes.credit_code import check_character
from quanli.personal.masking import MARK, is_masked, masked, masked_data, personal_numbers
from quanli.records.characters import has_unusual_characters
from shared_data import SHARED

PROVINCES = ["11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83", "91"]
CARD, MOBILE = "11010519491231002X", "13812345678"
FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
GAPS = ["", " ", "\n    ", "-", "－", "·", ".", "．", "_", "**", "`", "\u00a0", "\u3000", "\u200b", "\u00ad", "\u2060", "\ufeff", "\u202e", " - ", "/"]
SPELLINGS = [
    str, lambda char: char.translate(FULL), lambda char: f"&#{ord(char)};", lambda char: f"&#x{ord(char):x};",
    lambda char: f"\\x{ord(char):02x}", lambda char: f"\\u{ord(char):04x}", lambda char: f"%{ord(char):02X}",
]  # fmt: skip
BESIDE = ["", " ", "张三", "，", "（", "\n", "x", "“", "/", "=", "<", "：", "、"]


def kinds(text):
    return [number.kind for number in personal_numbers(text)]


@st.composite
def bodies(draw):
    """Draw the first seventeen characters of a card: place, day of birth, number."""
    place = draw(st.sampled_from(PROVINCES)) + f"{draw(st.integers(0, 9999)):04}"
    day = draw(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31)))
    return f"{place}{day:%Y%m%d}{draw(st.integers(0, 999)):03}"


def check_of(body):
    """Give the check character by the definition of ISO 7064 MOD 11-2: digit n from the right counts 2 to the n, the sum leaves 1."""
    value = sum(int(digit) << 18 - at for at, digit in enumerate(body, 1))
    return "0123456789X"[(1 - value) % 11]


cards = bodies().map(lambda body: body + check_of(body))
mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@given(bodies(), st.sampled_from("0123456789Xx"))
def test_a_number_is_a_card_when_its_check_character_is_right(body, last):
    """Of the eleven last characters only one makes a card."""
    assert kinds(f"号码{body}{last}。") == (["identity"] if last.upper() == check_of(body) else [])


@given(cards, st.data())
def test_a_card_is_found_in_any_dress(card, data):
    """Spaced, broken over lines, in full width, as entities, escapes or percents, glued to words: each is found, as a whole."""
    gaps = data.draw(st.lists(st.sampled_from(GAPS), min_size=17, max_size=17))
    spelling = data.draw(st.sampled_from(SPELLINGS))
    before, after = data.draw(st.sampled_from(BESIDE)), data.draw(st.sampled_from(BESIDE))
    dressed = "".join(spelling(char) + gap for char, gap in zip(card, [*gaps, ""], strict=True))
    text = f"{before}{dressed}{after}"
    (found,) = personal_numbers(text)
    assert (found.kind, text[found.start : found.end]) == ("identity", dressed)


@given(mobiles, st.sampled_from([(3, 7), (3,), (7,), (5,), (3, 6), tuple(range(1, 11)), ()]), st.data())
def test_a_mobile_is_found_in_any_dress(number, broken, data):
    """As people break it, with one sign between or another, with what is unseen anywhere, in any spelling, with the country's code or not."""
    gap = data.draw(st.sampled_from(GAPS))
    unseen = data.draw(st.sampled_from(["", "\u200b", "\u00ad", "**", "`"]))
    spelling = data.draw(st.sampled_from(SPELLINGS))
    before = data.draw(st.sampled_from([*BESIDE, "+86 ", "0086", "86-", "0", "电话0", "tel", "TEL:", "手机"]))
    after = data.draw(st.sampled_from(["", " ", "，", "转", "\n", "李四", ".html", "@139.com", "/", "。"]))
    gap = gap if "\n" not in gap or len(broken) == 1 else " "
    dressed = "".join(spelling(char) + (gap if at in broken else unseen if at < 11 else "") for at, char in enumerate(number, 1))
    text = f"{before}{dressed}{after}"
    assert [(found.kind, text[found.start : found.end]) for found in personal_numbers(text)] == [("mobile", dressed)]


@given(cards, mobiles, st.sampled_from(["{c}{m}", "{m}{c}", "{c}{c}", "{m} {m}", "{m}/{m}", "{m}、{c}", "- {m}\n- {m}\n- {c}"]))
def test_numbers_side_by_side_are_all_found(card, mobile, form):
    """A run of digits that falls apart into numbers without a rest is these numbers."""
    text = form.format(c=card, m=mobile)
    assert kinds(text) == [{"c": "identity", "m": "mobile"}[found] for found in re.findall(r"\{(.)\}", form)]


@given(cards.filter(lambda card: card[-1] != "X"), mobiles, st.from_regex(r"[0-9]{1,9}", fullmatch=True), st.booleans())
def test_a_piece_of_a_longer_number_is_none(card, mobile, more, before):
    """Digits beside it make it a piece of a code."""
    for number in (card, mobile):
        run = f"{more}{number}" if before else f"{number}{more}"
        if not (before and more.removeprefix("0").removeprefix("0") == "86"):
            assert kinds(f"编号 {run} 号") == [] or (len(run) >= 18 and kinds(run) == ["identity"] and run[-18:] != card)


@given(st.sampled_from(["11", "12", "51", "52", "91", "93"]), st.from_regex(r"[0-9]{15}", fullmatch=True))
def test_a_credit_code_is_none(kind, body):
    """A unified social credit code is one of digits, too, where it is called one."""
    code = kind + body + check_character(kind + body)
    assert kinds(f"统一社会信用代码：{code}") == kinds(f'credit_code: "{code}"') == []


@pytest.mark.parametrize(
    "text",
    [
        "11010519491331002X", "11010519490229002X", "11010518491231002X", "01010519491231002X", "16010519491231002X", "1101051949123100",
        "12345", "0517-85910001", "0517-85910001 0517-85910002", "400-810-8888", "12345678901", "12012345678", "1381234567", "138123456789",
        "code: 13012345678", 'code: "13012345678"', "national_code: 13012345678", "编码：13012345678", "/powers/13012345678/", "JX-13012345678",
        "parent: '13012345678'", "related: [A-1, 13012345678]", "related:\n  - A-1\n  - 13012345678", "Powers: 13012345678, 13012345679",
        "XK13012345678", "3201-13812345678-001", "1.13812345678.2", "91320100MA13812345678", "f1a213812345678c1d", "13812345678A",
        "13800000000元", "13800000000.00", "¥13800000000", "13800000000 平方米", "152 1800 2400 3000", "1 3 5 7 9 1 1 1 3 1 5 1 7",
        "2019-12-31 2020-11-30", "ISBN 978-7-5093-1234-5", "6901234567892", "（2019）苏0102民初13812号", "国发〔2015〕58号", "1101051949123100213" * 2,
        "身份证办理 320102450307123456 号", "税号 320801900307123", "一三八一二三四五六七八",
    ],
)  # fmt: skip
def test_other_numbers_are_none(text):
    """Days that cannot be, places that are not, codes, telephones, amounts, rows of figures, dates and books are no numbers of persons."""
    assert kinds(text) == []


def test_the_old_card_counts_where_it_is_called_one():
    """Fifteen digits have no check character: only the word before them tells them from a tax number."""
    assert kinds("身份证号：320801900307123") == kinds("居民身份证号码 110105491231002") == ["identity"]
    assert kinds("身份证号：320801901307123") == kinds("身份证的办理见下文，注册号 320801900307123") == []


@given(cards, mobiles, st.sampled_from(GAPS))
def test_two_digits_are_left(card, mobile, gap):
    """A mask leaves the length, what stands between, and two digits; what is masked is masked once, and told."""
    text = f"甲{card[:6]}{gap}{card[6:]}，乙{mobile}。"
    shown = masked(text)
    assert shown == f"甲{card[:2]}{MARK * 4}{gap}{MARK * 12}，乙{mobile[:2]}{MARK * 9}。"
    assert masked(shown) == shown
    assert is_masked(shown)
    assert not is_masked("3×4 厘米，2×2 格")


@given(st.text(st.sampled_from("0123456789Xx \n-*.&#;%\\u<>b甲A/")))
def test_masking_is_stable_and_changes_digits_only(text):
    """Whatever a text holds: nothing is found in it afterwards, and only the characters of numbers are changed."""
    shown = masked(text)
    assert masked(shown) == shown
    left = text
    for number in reversed(personal_numbers(text)):
        for start, end in reversed(number.places[2:]):
            left = left[:start] + MARK + left[end:]
    assert left == shown


@given(cards, st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_only_text_is_masked(card, encoding):
    """A file that is no UTF-8 stays as it is, byte for byte; so does a text without numbers."""
    data = f"张三 {card}".encode(encoding)
    assert masked_data(data) == (f"张三 {card[:2]}{MARK * 16}".encode() if encoding == "utf-8" else data)
    assert masked_data("张三\r\n".encode()) == "张三\r\n".encode()


@given(cards, st.sampled_from(SPELLINGS[:2]))
def test_the_quick_look_misses_nothing(card, spelling):
    """What is known of the characters of a text saves a look at it, and changes no answer."""
    text = "".join(map(spelling, card))
    assert personal_numbers(text, odd=has_unusual_characters(text)) == personal_numbers(text) != ()


def test_entities_are_read_as_a_browser_does():
    """What is masked in the source is masked on the page."""
    text = f"&#49;&#x31;0105&nbsp;1949&shy;1231<b>002</b>X {MOBILE}"
    assert re.sub(r"[^0-9]", "", html.unescape(re.sub(r"<[^>]*>", "", masked(text)))) == "1113"


def real_files():
    """Give the files of statutes, ledgers, records and catalogues as they are found in the world."""
    return [path for part in ("laws", "ledgers", "records", "catalogues", "founding", "discretion") for path in sorted((SHARED / part).rglob("*")) if path.is_file()]


@pytest.mark.skipif(not SHARED.exists(), reason="shared data is not on this machine")
def test_what_is_published_in_the_world_has_none():
    """In nine million characters of statutes, ledgers and catalogues nothing is taken for a person's number that is none."""
    found = {path: personal_numbers(path.read_bytes().decode("utf-8", "replace")) for path in real_files()}
    assert len(found) > 100
    assert [path for path, numbers in found.items() if numbers] == []


@given(mobiles)
def test_a_nought_before_a_mobile_number_is_dialled(number):
    """A nought before it, as dialled from another place, hides no number; that of a decimal, a card or a code is none of it."""
    assert kinds(f"电话0{number}、0{number}") == ["mobile", "mobile"]
    for text in (f"0.{number}", f"3.0{number}", f"编号 0{number}", f"00{number}", f"20{number}"):
        assert kinds(text) == []
