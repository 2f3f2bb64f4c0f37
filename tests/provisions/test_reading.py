"""The ways in which statutes write sanctions, one by one, and what holds of every reading."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provisions.golden import golden, written
from quanli.codes.numerals import numeral
from quanli.provisions.names import kind_of
from quanli.provisions.reading import read_provision


def read(text):
    """Write the sanctions of an article as golden.yaml does."""
    return [written(measure) for one in read_provision(text).sanctionings for measure in one.measures]


@pytest.mark.parametrize(
    ("words", "sanction"),
    [
        ("处1万元以上5万元以下的罚款", "罚款 10000~50000元"),
        ("可以并处十万元以下罚款", "可 罚款 ~100000元"),
        ("并处违法所得二倍以上五倍以下的罚款", "罚款 2~5倍 违法所得"),
        ("处以违法所得1倍以上5倍以下罚款", "罚款 1~5倍 违法所得"),
        ("处违法金额30%以下的罚款", "罚款 ~30% 违法金额"),
        ("处工程合同价款百分之二以上百分之四以下的罚款", "罚款 2~4% 工程合同价款"),
        ("处货值金额等值以上三倍以下的罚款", "罚款 1~3倍 货值金额"),
        ("处所获收入30%以上2倍以下罚款", "罚款 0.3~2倍 所获收入"),
        ("处五百元罚款", "罚款 500~500元"),
        ("处5000元至2万元的罚款", "罚款 5000~20000元"),
        ("处五至十万元罚款", "罚款 50000~100000元"),
        ("处1.5万元以下的罚款", "罚款 ~15000元"),
        ("处不超过三万元的罚款", "罚款 ~30000元"),
        ("处十万元以上罚款", "罚款 100000~元"),
        ("处十日以上十五日以下拘留", "拘留 10~15日"),
        ("处一千元 以上 一万元 以下的罚款", "罚款 1000~10000元"),
        ("处人民币一万元以上五万元以下的罚款", "罚款 10000~50000元"),
        ("处1万元（含）以上5万元（含）以下的罚款", "罚款 10000~50000元"),
        ("处５％以上１０％以下罚款", "罚款 5~10%"),
        ("处10,000元以上50,000元以下的罚款", "罚款 10000~50000元"),
        ("处每台五百元以上一千元以下罚款", "罚款 500~1000元 每台"),
        ("并处或者单处五千元以下罚款", "单 罚款 ~5000元"),
        ("处以罚款", "罚款"),
        ("责令其停产停业", "责令停产停业"),
        ("责令停业整顿1个月至3个月", "责令停业整顿 1~3月"),
        ("暂扣六个月机动车驾驶证", "暂扣机动车驾驶证 6~6月"),
        ("给予停止执业三个月以上一年以下的处罚", "停止执业 3~12月"),
        ("五年内不得从事食品生产经营管理工作", "不得从事食品生产经营管理工作 5~5年"),
        ("对违法建设予以没收", "没收违法建设"),
        ("吊销其营业执照，并予以公告", "吊销营业执照"),
        ("列入严重违法失信名单", "列入严重违法失信名单"),
    ],
)  # fmt: skip
def test_each_way_of_writing_a_sanction_is_read(words, sanction):
    """Name, amount, unit, base, length and whether it may or must are read in each form that statutes use."""
    assert read(f"违反本条例规定的，{words}。") == [sanction]


@pytest.mark.parametrize(
    "words",
    ["被吊销许可证的，应当停止经营", "收缴的罚款必须全部上缴国库", "公安机关作出拘留决定前应当告知", "自受理之日起二十日内作出决定", "不得有下列行为", "当事人不缴纳罚款的，可以申请人民法院强制执行", "依法追究刑事责任"],
)  # fmt: skip
def test_a_sanction_that_is_only_named_is_not_imposed(words):
    """Words that tell of sanctions, of limits or of prohibitions for all are no sanctions, and nothing of them counts as not understood."""
    found = read_provision(f"{words}。")
    assert (found.sanctionings, found.unread) == ((), ())


@pytest.mark.parametrize("words", ["处五元以上三倍以下的罚款", "处每一万元五元和六元以下的罚款"])
def test_an_amount_that_is_not_understood_is_left_unread(words):
    """Nothing is guessed: bounds in different units give no range, and their words are said."""
    found = read_provision(f"违反本条例规定的，{words}。")
    assert found.unread == (words,)
    assert read(f"违反本条例规定的，{words}。") == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("警告", "warning"), ("通报批评", "criticism"), ("罚款", "fine"), ("加处罚款", "fine"), ("按日连续处罚", "fine"), ("没收违法所得", "confiscate-gains"), ("没收广告费用", "confiscate-gains"),
        ("没收违法生产的产品", "confiscate-goods"), ("暂扣许可证", "suspend-licence"), ("降低资质等级", "downgrade"), ("吊销营业执照", "revoke-licence"), ("撤销检验资格", "revoke-licence"),
        ("责令停产停业", "suspend-business"), ("责令停止生产、销售", "suspend-business"), ("责令停止使用有关特种设备", "restrict"), ("责令停止违法行为", "order-correction"), ("责令关闭", "close"),
        ("取缔", "close"), ("终身禁止从事药品生产经营活动", "ban"), ("不得从事会计工作", "ban"), ("取消一年至二年内参加依法必须进行招标的项目的投标资格", "restrict"), ("行政拘留", "detention"),
        ("责令限期改正", "order-correction"), ("责令退还", "order-correction"), ("通报", "other"), ("列入不良行为记录名单", "other"),
    ],
)  # fmt: skip
def test_each_name_is_of_a_kind(name, kind):
    """A sanction's name tells its kind by the list of the Penalty Law (art. 9)."""
    assert kind_of(name) == kind


@given(st.integers(1, 4_999), st.integers(1, 4_999), st.sampled_from(["元", "万元"]), st.booleans())
def test_any_two_bounds_come_back(low, more, unit, chinese):
    """Whatever two sums a fine lies between, in Chinese or Arabic numerals, are its bounds."""
    say = numeral if chinese else str
    (one,) = read_provision(f"违反本条例规定的，处{say(low)}{unit}以上{say(low + more)}{unit}以下的罚款。").sanctionings
    factor = 10_000 if unit == "万元" else 1
    (measure,) = one.measures
    assert measure.range
    assert (measure.range.min, measure.range.max) == (Decimal(low * factor), Decimal((low + more) * factor))


@given(st.sampled_from([one["text"] for one in golden()]), st.data())
def test_any_cut_of_an_article_is_read_without_failing(text, data):
    """A passage that begins and ends anywhere is read: no words make the reading fail."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    read_provision.__wrapped__(text[start:end])


def test_prints_of_the_same_words_are_read_alike():
    """Width of figures and punctuation and blanks between characters make no difference."""
    text = "违反规定的，处１万元以上５万元以下的罚款；情节严重的，吊销许可证。"
    assert read(text) == read("违反规定的,处 1 万元以上 5 万元以下的罚款;情节严重的,吊销许可证。")


def test_reading_begins_with_or_without_the_articles_name():
    """An article with its name before it is read like the one without."""
    words = "违反规定的，处一万元罚款。"
    assert read_provision(f"第三十七条之一　{words}") == read_provision(words)
