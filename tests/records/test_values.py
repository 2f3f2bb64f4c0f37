"""Each kind of value: what is taken as it stands, what is refused, and what to write instead."""

import datetime
import json
from collections.abc import Mapping
from decimal import Decimal

import pytest

from quanli.catalogue.office import Office
from quanli.catalogue.power import Basis, Contact, Fee, Power, Quantity, StateEntry, Step
from quanli.frozen import frozen
from quanli.records.fields import about
from quanli.records.read import read_record
from quanli.records.write import plain

NEEDED = {
    Basis: "law: a\n",
    Contact: "",
    Fee: "name: 工本费\n",
    Office: "id: xxj\nname: 某局\n",
    Power: "code: A-1\nname: 甲\ncategory: permit\noffice: xxj\n",
    Quantity: "unit: day\n",
    StateEntry: "state: active\non: 2024-01-05\n",
    Step: "id: a\nname: 甲\n",
}


def read(record, text):
    """Read a record of which nothing is told but one field; gives the record and what is said of that field."""
    key = text.partition(":")[0]
    needed = "".join(line for line in NEEDED[record].splitlines(keepends=True) if not line.startswith(key + ":"))
    value, problems = read_record((needed + text + "\n").encode(), "f.yaml", record)
    return value, [(p.code, p.place.column, p.message("zh"), p.message("en"), p.hint("zh"), p.hint("en")) for p in problems]


@pytest.mark.parametrize(
    ("record", "text", "value"),
    [
        (Contact, "url: https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        (Contact, "url: mailto:office@a.example", "mailto:office@a.example"),
        (Contact, "url: tel:12345", "tel:12345"),
        (Contact, "url: /powers/A-1/", "/powers/A-1/"),
        (Contact, "phone: 0000-5550123转12", "0000-5550123转12"),
        (Contact, "phone: '12345、0000-5550123'", "12345、0000-5550123"),
        (Contact, 'phone: "12345"', "12345"),
        (StateEntry, "on: 2024-02-29", datetime.date(2024, 2, 29)),
        (StateEntry, "state: suspended", "suspended"),
        (Quantity, "amount: -1", -1),
        (Quantity, "amount: 0", 0),
        (Fee, "amount: -1.50", Decimal("-1.50")),
        (Fee, "amount: '3'", Decimal(3)),
        (Basis, "article: 第三十七条之一", "第三十七条之一"),
        (Basis, "law: 食品安全法", "食品安全法"),
        (Step, "collective: true", True),
        (Step, "collective: false", False),
        (Power, "code: A.1-2_3", "A.1-2_3"),
    ],
)
def test_what_is_written_rightly_is_taken_as_it_stands(record, text, value):
    """A link, a number, a date, a word of the vocabulary, an article or an id that is written as it should be is taken without a word."""
    found, said = read(record, text)
    assert said == []
    assert getattr(found, text.partition(":")[0]) == value
    assert type(getattr(found, text.partition(":")[0])) is type(value)


LINK = ("只能是 https:、mailto:、tel: 或本站页面", "use https:, mailto:, tel: or a page of this site")
DIGITS = ("只写数字，不带逗号和单位", "digits only, without commas and units")


@pytest.mark.parametrize("target", ["javascript:alert", "JavaScript&colon;alert", "data:text/html,x", "ftp://a.example/", "//evil.example", "\\\\evil.example"])
@pytest.mark.parametrize(("record", "text"), [(Contact, "url: '{}'"), (Office, "summary: 见[这里]({})。"), (Fee, "standard: '见[这里](<{}>)。'")])
def test_a_link_leads_only_where_it_may(record, text, target):
    """A target that runs as a script or leaves the web of pages is refused, as a field of its own and inside prose."""
    _, said = read(record, text.format(target))
    assert [one[0] for one in said] == ["BAD_LINK"]
    assert said[0][2:] == (f"链接“{target}”不允许", f'the link "{target}" is not allowed', *LINK)


@pytest.mark.parametrize(
    "prose",
    [
        "见<javascript:alert>",
        "见[这里](< javascript:alert>)",
        "见[这里]\n\n[这里]: javascript:alert",
        "见[这里]\n\n[这里]: <javascript:alert>",
        "见[这里]\n\n[这里]:\n  javascript:alert",
        "见[这里]\n\n[这里]: javascript:alert '题'",
        "见[这里]\n\n> [这里]: javascript:alert",
        "见[这里]\n\n- [这里]: javascript:alert",
        "见[这里]\n\n1. [这里]: javascript:alert",
    ],
)
def test_every_way_to_write_a_link_is_looked_at(prose):
    """However Markdown lets one write a link, in place or apart, a target that may not be is refused; words after [注]: are no link."""
    assert [one[0] for one in read(Fee, "standard: " + json.dumps(prose, ensure_ascii=False))[1]] == ["BAD_LINK"]
    assert read(Fee, "standard: " + json.dumps(prose.replace("javascript:alert", "https://a.example/"), ensure_ascii=False))[1] == []
    assert read(Fee, "standard: '[注]: see: x y'")[1] == []


@pytest.mark.parametrize("target", ["https://www.gov.cn@evil.example/", "https://a:b@g\u043ev.cn/", 'http://a.cn"x/', "https://a.cn<b>/", "https://%67ov.cn/", "https://[::1/", "https://a.cn:x/", "https://:80/"])
def test_a_link_says_its_host_and_nothing_else_before_its_path(target):
    """What stands before a host, or is no host, leads elsewhere than it seems to: it is refused as a link of prose and as a field."""
    assert [one[0] for one in read(Fee, "standard: " + json.dumps(f"见[甲]({target})", ensure_ascii=False))[1] if one[0] != "RAW_HTML"] == ["BAD_LINK"]
    for good in ("https://政务.中国:8443/a@b?c=@", "https://[::1]:80/", "http://A-b.gov.cn?x"):
        assert read(Fee, "standard: " + json.dumps(f"见[甲]({good})", ensure_ascii=False))[1] == []


def test_a_list_in_prose_is_not_too_deep():
    """Lists in prose may go six levels down, with either indent, numbered or not; what goes deeper is told."""
    def nested(levels, mark="- ", step="    "):
        return "note: " + json.dumps("\n".join(f"{step * level}{mark}甲" for level in range(levels)), ensure_ascii=False)

    for mark, step in (("- ", "    "), ("* ", "\t"), ("1. ", "    ")):
        assert read(Power, nested(6, mark, step))[1] == []
        (said,) = read(Power, nested(7, mark, step))[1]
        assert (said[0], said[2], said[3]) == ("TOO_DEEP", "嵌套超过 6 层", "nested deeper than 6 levels")


@pytest.mark.parametrize("entry", ["甲\n: 乙\n", "甲\n: 乙\n: 丙\n", "> 甲\n> : 乙\n", "甲\n:\t乙\n", "甲\n:    乙\n", "甲\n: \n", "甲\n: > 乙\n"])
def test_definitions_in_prose_are_not_within_each_other(entry):
    """Fifty definitions may stand right below each other, more are told: each would be drawn within the one before, which has an end. With empty lines between them there may be any number."""
    def said(text):
        return [(one[0], one[3]) for one in read(Power, "note: " + json.dumps(text, ensure_ascii=False))[1]]

    assert said(entry * (50 // entry.count(":"))) == []
    assert said(entry * 51) == [("TOO_DEEP", "nested deeper than 50 levels")]
    assert said((entry + "\n") * 51) == []


def test_brackets_in_prose_are_counted():
    """A thousand opening brackets are read; more would take minutes to draw, and are told."""
    assert read(Power, f"note: '{'[' * 1000}'")[1] == []
    assert [one[0] for one in read(Power, f"note: '{'[' * 1001}'")[1]] == ["RENDER_TIMEOUT"]


def test_html_in_prose_is_told_by_its_beginning():
    """Of a long tag forty characters are shown; a comparison is no tag."""
    (said,) = read(Power, f"note: '甲<img alt={'x' * 60}>乙'")[1]
    assert (said[0], said[2]) == ("RAW_HTML", f"这里不允许 HTML：<img alt={'x' * 31}")
    assert [one[0] for one in read(Power, "note: '甲<!-- 乙'")[1]] == ["RAW_HTML"]
    assert read(Power, "note: '3 < 5，a<5，1<b>c'")[1][0][0] == "RAW_HTML"
    assert read(Power, "note: '3 < 5，甲<乙'")[1] == []


def test_a_host_in_two_scripts_is_named():
    """An address whose host mixes Latin letters with look-alikes of another script is refused; one in a single script is not."""
    _, said = read(Contact, "url: https://gоv.cn/")
    assert [one[0] for one in said] == ["MIXED_SCRIPT"]
    assert said[0][2:4] == ("网址“https://gоv.cn/”的主机名混用拉丁字母与Cyrillic", 'the host of "https://gоv.cn/" mixes Latin and Cyrillic letters')
    assert read(Contact, "url: https://пример.рф/")[1] == read(Contact, "url: https://中国.example/")[1] == []


@pytest.mark.parametrize(
    ("record", "text", "code", "zh", "en", "hint_zh", "hint_en"),
    [
        (StateEntry, "on: 2024/1/5", "BAD_DATE", "“2024/1/5”不是日期", '"2024/1/5" is not a date', "写成 2024-01-05", "write 2024-01-05"),
        (StateEntry, "on: 2024年1月5日", "BAD_DATE", "“2024年1月5日”不是日期", '"2024年1月5日" is not a date', "写成 2024-01-05", "write 2024-01-05"),
        (StateEntry, "on: 2024-1-5 10点", "BAD_DATE", "“2024-1-5 10点”不是日期", '"2024-1-5 10点" is not a date', "这里只能写日期，不写时刻：2024-01-05", "only a date is allowed here: 2024-01-05"),
        (StateEntry, "on: 2024-02-30", "BAD_DATE", "“2024-02-30”不是日期", '"2024-02-30" is not a date', "历法上没有这一天", "there is no such day"),
        (StateEntry, "on: 明年", "BAD_DATE", "“明年”不是日期", '"明年" is not a date', "写成 2024-01-05 这样", "write it like 2024-01-05"),
        (StateEntry, "state: 暂停", "BAD_VALUE", "“暂停”不是“state”可用的值；是不是“suspended”？", '"暂停" is not a value of "state"; did you mean "suspended"?', "可用：active、suspended、abolished", "use one of: active、suspended、abolished"),
        (StateEntry, "state: suspnded", "BAD_VALUE", "“suspnded”不是“state”可用的值；是不是“suspended”？", '"suspnded" is not a value of "state"; did you mean "suspended"?', "可用：active、suspended、abolished", "use one of: active、suspended、abolished"),
        (StateEntry, "state: 未知", "BAD_VALUE", "“未知”不是“state”可用的值", '"未知" is not a value of "state"', "可用：active、suspended、abolished", "use one of: active、suspended、abolished"),
        (StateEntry, "state: ''", "REQUIRED", "必填字段“state”（状态）是空的", '"state" is empty but required', "填写状态：状态", "fill it in: state"),
        (StateEntry, "on: ''", "REQUIRED", "必填字段“on”（日期）是空的", '"on" is empty but required', "填写日期：生效日期", "fill it in: the day it takes effect"),
        (Quantity, "amount: 一", "BAD_NUMBER", "“一”不是整数", '"一" is not a whole number', *DIGITS),
        (Quantity, "amount: 1.5", "BAD_NUMBER", "“1.5”不是整数", '"1.5" is not a whole number', *DIGITS),
        (Quantity, "amount: ３", "BAD_NUMBER", "“３”不是整数", '"３" is not a whole number', *DIGITS),
        (Fee, "amount: 1,000", "BAD_NUMBER", "“1,000”不是数字", '"1,000" is not a number', *DIGITS),
        (Fee, "amount: ３", "BAD_NUMBER", "“３”不是数字", '"３" is not a number', *DIGITS),
        (Fee, "amount: 20元", "BAD_NUMBER", "“20元”不是数字", '"20元" is not a number', *DIGITS),
        (Step, "collective: 是", "BAD_TYPE", "“collective”应为true 或 false", '"collective" must be true or false', "“是”写 true，“否”写 false", "write true or false"),
        (Contact, "phone: 一二三", "BAD_PHONE", "“一二三”不是电话号码", '"一二三" is not a phone number', "写成 0517-85910001、12345 这样的号码", "write it like 0517-85910001 or 12345"),
        (Contact, "phone: '１２３４５'", "FULLWIDTH_DIGIT", "“１２３４５”用了全角数字", '"１２３４５" has full-width digits', "改为半角：12345", "write 12345"),
        (Basis, "article: 第３７条", "FULLWIDTH_DIGIT", "“第３７条”用了全角数字", '"第３７条" has full-width digits', "改为半角：第37条", "write 第37条"),
        (Basis, "article: '37'", "BAD_ID", "“37”不能作编号", '"37" cannot be an id', "写成：第三十七条", "write it like 第三十七条"),
        (Basis, "law: a b", "BAD_ID", "“a b”不能作编号", '"a b" cannot be an id', "用字母、数字、连字符，不含空格", "letters, digits and hyphens, without blanks"),
        (Power, "code: 甲-1", "BAD_ID", "“甲-1”不能作编号", '"甲-1" cannot be an id', "编码只用拉丁字母、数字、点、连字符", "Latin letters, digits, dots and hyphens"),
        (Basis, "article: 37", "NEEDS_QUOTES", "“37”会被读成整数 / an integer，内容会走样", '"37" would be read as 整数 / an integer and lose its form', '加上引号，写成 "37"', 'put quotes around it: "37"'),
        (Fee, "standard: 每<b>本</b>", "RAW_HTML", "这里不允许 HTML：<b>", "HTML is not allowed here: <b>", "用 Markdown 书写", "write Markdown"),
        (Office, "credit_code: '123'", "BAD_CREDIT_CODE", "统一社会信用代码“123”有误：应为 18 位，现有 3 位", 'credit code "123": it must have 18 characters, not 3', "对照登记证书核对", "compare with the certificate"),
    ],
)
def test_what_is_written_otherwise_is_refused_and_told_how_it_should_be(record, text, code, zh, en, hint_zh, hint_en):
    """Each kind of value says in both languages what it cannot take, at the value, and how to write it."""
    _, said = read(record, text)
    assert said == [(code, said[0][1], zh, en, hint_zh, hint_en)]
    assert said[0][1] == (1 if code == "REQUIRED" else len(text.partition(":")[0]) + 3)


def test_the_first_fault_of_a_value_is_enough():
    """A text that YAML would change is not also judged by its form, and a text too long says so beside what else is wrong."""
    assert [one[0] for one in read(Contact, "phone: 0123")[1]] == ["NEEDS_QUOTES"]
    assert [one[0] for one in read(Office, "credit_code: 0123")[1]] == ["NEEDS_QUOTES"]
    assert [one[0] for one in read(Contact, "url: 9:30")[1]] == ["NEEDS_QUOTES"]
    assert [one[0] for one in read(Fee, f"standard: <b>{'长' * 8_000}")[1]] == ["TEXT_TOO_LONG", "RAW_HTML"]


@pytest.mark.parametrize(
    ("record", "key", "limit"), [(Fee, "name", 2_000), (Fee, "standard", 8_000), (Power, "name", 300), (Office, "short_name", 30), (Step, "name", 200)]
)
def test_a_text_may_be_as_long_as_its_field(record, key, limit):
    """A text of the greatest length is taken; one character more is said with both figures."""
    assert read(record, f"{key}: {'长' * limit}")[1] == []
    (said,) = read(record, f"{key}: {'长' * (limit + 1)}")[1]
    assert (said[0], said[2], said[3]) == ("TEXT_TOO_LONG", f"文字有 {limit + 1} 字，上限 {limit} 字", f"the text has {limit + 1} characters, the limit is {limit}")


def test_what_is_internal_stays_in_the_house():
    """Written for the public a record leaves out its internal block, and keeps it otherwise; defaults are left out of both."""
    power, _ = read(Power, "internal: {staff: 张三}")
    assert plain(power)["internal"] == {"staff": "张三"}
    assert plain(power, public_only=True) == {"code": "A-1", "name": "甲", "category": "permit", "office": "xxj"}


@frozen
class Inner:
    """Something below a record, of which one field is not for the public."""

    name: str = about("名称", "name")
    secret: str = about("秘密", "secret", public=False)
    size: Decimal | None = about("大小", "size", kind="number", default=None)


@frozen
class Outer:
    """A record that holds others in each way that records can."""

    one: Inner | None = about("一", "one", default=None)
    many: tuple[Inner, ...] = about("多", "many", default=())
    named: Mapping[str, Inner] | None = about("各", "named", default=None)
    sizes: tuple[Decimal, ...] = about("大小", "sizes", kind="number", default=())


def test_what_is_not_for_the_public_is_left_out_at_every_depth():
    """A private field stays in the house wherever its record stands; whole numbers are written without a fraction."""
    inner = Inner("甲", "密", Decimal("2.0"))
    outer = Outer(inner, (inner,), {"a": inner}, (Decimal("1.00"), Decimal("1.5")))
    private, public = {"name": "甲", "secret": "密", "size": 2}, {"name": "甲", "size": 2}
    sizes = [1, Decimal("1.5")]
    assert plain(outer) == {"one": private, "many": [private], "named": {"a": private}, "sizes": sizes}
    assert plain(outer, public_only=True) == {"one": public, "many": [public], "named": {"a": public}, "sizes": sizes}
    assert [type(size) for size in plain(outer)["sizes"]] == [int, Decimal]
