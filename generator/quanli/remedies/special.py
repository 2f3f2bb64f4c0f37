"""Ways that a statute of its own sets: a row says for which items, what it changes, and the words of its article.

To add one is to add a row of :data:`SPECIAL`; ``tests/remedies`` asks for the article's words.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from quanli.catalogue import terms
from quanli.catalogue.power import Quantity
from quanli.frozen import frozen
from quanli.remedies.way import Way, days, months

_ANY = frozenset(terms.CATEGORIES) - {"internal"}
_PENALTY = frozenset({"penalty"})
_LEVY = frozenset({"levy"})
_SETTLES = frozenset({"confirmation", "adjudication", "other"})


@frozen
class Special:
    """What a statute says of remedies in its own field. ``law`` is a title without 中华人民共和国; ``article`` a place in ``source``."""

    law: str
    """The statute that an item cites where the row applies to it."""
    article: str
    words: str
    """Words of the article on which the row rests."""
    since: datetime.date
    categories: frozenset[str] = _ANY
    cited: tuple[str, ...] = ()
    """Articles of the law of which the item cites one; empty: any."""
    until: datetime.date | None = None
    source: str = ""
    """The statute of the article, where it is not ``law``."""
    organ: str = ""
    """The kind of organ that must have decided, where it matters."""
    first: bool = False
    """Reconsideration comes first (复议前置)."""
    final: bool = False
    """No court hears it after reconsideration."""
    court: Quantity | None = None
    """The period of a direct lawsuit in place of six months."""
    since_words: str = ""
    immovable: bool = False
    """The court where the immovable lies hears it."""
    nothing: bool = False
    """Nothing is decided by the item; ``note`` says so."""
    withheld: bool = False
    """What the office does not disclose is a case of its own."""
    key: str = ""
    what: str = ""
    """With ways, what these are against; otherwise they are ways besides."""
    ways: tuple[Way, ...] = ()
    instead: bool = False
    """The ways stand in place of the general ones."""
    note: str = ""

    @property
    def place(self) -> str:
        """Cite the article."""
        return (self.source or self.law) + self.article


def _way(kind: str, order: str, body: str, within: Quantity | None, since: str, *articles: str, note: str = "") -> Way:
    return Way(kind, order, (body,), named=False, within=within, since=since, articles=articles, note=note)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _fifteen(law: str, article: str, words: str, since: str, from_: str = "自接到处罚通知之日起", until: str = "", cited: tuple[str, ...] = ()) -> Special:
    """Make the row of an act of parliament that gives fifteen days for a lawsuit against a penalty.

    行政诉讼法第四十六条 lets other acts set the period; a regulation cannot. Where such an act gives fifteen days for
    reconsideration too, sixty hold: 行政复议法第二十条 yields to longer periods alone.
    """
    end = _day(until) if until else None
    return Special(law, article, words, _day(since), _PENALTY, cited, end, court=days(15), since_words=from_)


def _reviewed(law: str, article: str, words: str, since: str, until: str, body: str, review: Quantity, suit: Quantity) -> Special:
    """Make the row of a decision on a trade mark or patent, which is reviewed before a court hears it."""
    place = law + article
    ways = (
        _way("review", "first", body, review, "自收到通知之日起", place),
        _way("lawsuit", "after", "有管辖权的人民法院", suit, "自收到复审决定通知之日起", place),
    )
    end = _day(until) if until else None
    return Special(law, article, words, _day(since), cited=(article,), until=end, key="decision", ways=ways, instead=True)


_PROCUREMENT = (
    _way("query", "first", "采购人或者采购代理机构", Quantity(7, "workday"), "自知道或者应当知道权益受到损害之日起", "政府采购法第五十二条"),
    _way("complaint", "after", "同级政府采购监督管理部门", Quantity(15, "workday"), "自质疑的答复期满后", "政府采购法第五十五条"),
    _way("reconsideration", "after", "有管辖权的行政复议机关", days(60), "不服投诉处理决定，或者逾期未作处理的，自知道或者应当知道之日起", "政府采购法第五十八条"),
    _way("lawsuit", "after", "有管辖权的人民法院", months(6), "不服投诉处理决定的，自知道或者应当知道之日起", "政府采购法第五十八条"),
)
_CIVIL_SERVANTS = (
    _way("review", "choice", "作出处理的机关", days(30), "自知道该人事处理之日起", "公务员法第九十五条第一款"),
    _way("appeal", "choice", "同级公务员主管部门或者作出该人事处理的机关的上一级机关", days(30), "自知道该人事处理之日起",
         "公务员法第九十五条第一款", note="先申请复核的，自接到复核决定之日起十五日内提出"),
)  # fmt: skip
_NAMES = (
    _way("civil", "besides", "有管辖权的人民法院", None, "", "企业名称登记管理规定第二十一条第一款", note="企业之间的名称纠纷，也可以不请求处理，直接起诉对方"),
)
_DISCLOSURE = (
    _way("complaint", "besides", "上一级行政机关或者政府信息公开工作主管部门", None, "", "政府信息公开条例第五十一条"),
)
_ENFORCED = "催告和申请人民法院强制执行不是新的决定，不单独申请复议或者起诉。不服原来的决定的，在那份决定告知的期限内申请复议或者起诉"
_PAY_FIRST = "先缴清或者解缴税款及滞纳金，或者提供相应的担保"
_PLOTS = "当事人对有关人民政府的处理决定不服的，可以自接到处理决定通知之日起三十日内，向人民法院起诉"
_SETTLED = "自接到处理决定通知之日起"
_RESOURCES = ("土地管理法", "森林法", "草原法", "矿产资源法", "水法", "海域使用管理法", "渔业法")

SPECIAL: tuple[Special, ...] = (
    # 复议前置
    Special("价格违法行为行政处罚规定", "第二十条", "应当先依法申请行政复议", _day("2010-12-04"), _PENALTY, first=True),
    Special("价格法", "第二十条", "应当先依法申请行政复议", _day("2010-12-04"), _PENALTY, source="价格违法行为行政处罚规定", first=True),
    Special("税收征收管理法", "第八十八条第一款", "然后可以依法申请行政复议", _day("2015-04-24"), _LEVY, first=True, note=_PAY_FIRST),
    Special("关税法", "第六十六条第一款", "应当依法先向上一级海关申请行政复议", _day("2024-12-01"), _LEVY, first=True),
    Special("海关法", "第六十四条", "应当缴纳税款，并可以依法申请行政复议", _day("2021-04-29"), _LEVY, first=True, note="先缴纳税款"),
    Special("反垄断法", "第六十五条", "可以先依法申请行政复议", _day("2022-08-01"), cited=("第三十四条", "第三十五条"), first=True),
    Special("军品出口管理条例", "第二十七条", "应当先依法申请行政复议", _day("2002-11-15"), first=True),
    Special("电影产业促进法", "第五十八条", "应当先依法申请行政复议", _day("2017-03-01"), organ="ministry", first=True),
    # 起诉期限
    _fifteen("计量法", "第三十一条", "可以在接到处罚通知之日起十五日内向人民法院起诉", "2018-10-26"),
    _fifteen("矿山安全法", "第四十五条", "也可以在接到处罚决定通知之日起十五日内直接向人民法院起诉", "2009-08-27"),
    _fifteen("烟草专卖法", "第四十一条", "也可以在接到处罚通知之日起十五日内直接向人民法院起诉", "2015-04-24"),
    _fifteen("进出境动植物检疫法", "第四十四条", "也可以在接到处罚通知之日起十五日内直接向人民法院起诉", "2009-08-27"),
    _fifteen("国境卫生检疫法", "第二十一条", "可以在接到通知之日起十五日内，向当地人民法院起诉", "2018-04-27", "自接到通知之日起", "2025-01-01"),
    _fifteen("注册会计师法", "第四十一条", "接到处罚决定通知之日起十五日内直接向人民法院起诉", "2014-08-31", until="2026-06-26"),
    _fifteen("土地管理法", "第八十三条", "可以在接到责令限期拆除决定之日起十五日内，向人民法院起诉", "2020-01-01", "自接到责令限期拆除决定之日起", cited=("第八十三条",)),
    Special("土地管理法", "第十四条第三款", _PLOTS, _day("2020-01-01"), _SETTLES, ("第十四条",), court=days(30), since_words=_SETTLED, immovable=True),
    Special("森林法", "第二十二条第三款", _PLOTS, _day("2020-07-01"), _SETTLES, ("第二十二条",), court=days(30), since_words=_SETTLED, immovable=True),
    Special("国家赔偿法", "第十四条第二款", "赔偿或者不予赔偿决定之日起三个月内", _day("2013-01-01"), frozenset({"payment", "other"}),
            court=months(3), since_words="自作出赔偿或者不予赔偿决定之日起"),
    # 管辖法院
    Special("国有土地上房屋征收与补偿条例", "第二十条", "因不动产提起的行政诉讼，由不动产所在地人民法院管辖", _day("2015-05-01"), source="行政诉讼法", immovable=True),
    Special("不动产登记暂行条例", "第二十条", "因不动产提起的行政诉讼，由不动产所在地人民法院管辖", _day("2015-05-01"), source="行政诉讼法", immovable=True),
    # 别的途径
    Special("政府信息公开条例", "第五十一条", "可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报", _day("2019-05-15"),
            cited=("第二十七条", "第二十九条", "第三十三条", "第三十六条"), withheld=True, ways=_DISCLOSURE),
    Special("企业名称登记管理规定", "第二十一条第一款", "可以向人民法院起诉或者请求为涉嫌侵权企业办理登记的企业登记机关处理", _day("2021-03-01"),
            frozenset({"adjudication"}), ways=_NAMES),
    Special("政府采购法", "第五十二条", "以书面形式向采购人提出质疑", _day("2014-08-31"), frozenset({"internal"}),
            key="purchase", what="供应商认为采购文件、采购过程和中标、成交结果损害自己权益的", ways=_PROCUREMENT),
    Special("公务员法", "第九十五条第一款", "可以自知道该人事处理之日起三十日内向原处理机关申请复核", _day("2019-06-01"), frozenset({"internal"}),
            key="personnel", what="公务员不服涉及本人的处分、取消录用、辞退、免职、考核等人事处理", ways=_CIVIL_SERVANTS),
    _reviewed("商标法", "第三十四条", "可以自收到通知之日起十五日内向商标评审委员会申请复审", "2019-11-01", "2027-01-01", "国务院商标管理部门", days(15), days(30)),
    _reviewed("商标法", "第三十五条", "可以自收到通知之日起十五日内向商标评审委员会申请复审", "2019-11-01", "2027-01-01", "国务院商标管理部门", days(15), days(30)),
    _reviewed("商标法", "第五十四条", "可以自收到通知之日起十五日内向商标评审委员会申请复审", "2019-11-01", "2027-01-01", "国务院商标管理部门", days(15), days(30)),
    _reviewed("商标法", "第三十七条", "可以自收到通知之日起十五日内向国务院商标管理部门申请复审", "2027-01-01", "", "国务院商标管理部门", days(15), days(30)),
    _reviewed("商标法", "第五十八条", "可以自收到通知之日起十五日内向国务院商标管理部门申请复审", "2027-01-01", "", "国务院商标管理部门", days(15), days(30)),
    _reviewed("专利法", "第四十一条", "可以自收到通知之日起三个月内向国务院专利行政部门请求复审", "2021-06-01", "", "国务院专利行政部门", months(3), months(3)),
    # 终局，或者没有决定
    Special("出口管制法", "第四十一条", "行政复议决定为最终裁决", _day("2020-12-01"), frozenset({"permit"}), first=True, final=True),
    Special("行政强制法", "第五十三条", "申请人民法院强制执行", _day("2012-01-01"), frozenset({"coercion"}), ("第五十三条",), nothing=True, note=_ENFORCED),
    # 自然资源
    *(Special(law, "", "", _day("1999-10-01"), _SETTLES, key="rights") for law in _RESOURCES),
)  # fmt: skip


_BY_LAW: Mapping[str, tuple[Special, ...]] = MappingProxyType({law: tuple(row for row in SPECIAL if row.law == law) for law in {row.law for row in SPECIAL}})


def specials(cited: Iterable[tuple[str, str]], category: str, organ: str, day: datetime.date) -> Iterator[Special]:
    """Give the rows for an item that cites these titles and articles, by what an organ of a kind decides, on a day."""
    by_law: dict[str, set[str]] = {}
    for title, article in cited:
        by_law.setdefault(title.strip("《》").removeprefix("中华人民共和国"), set()).add(article)
    for law, articles in by_law.items():
        for row in _BY_LAW.get(law, ()):
            if category not in row.categories or (row.cited and articles.isdisjoint(row.cited)):
                continue
            if row.since <= day and (row.until is None or day < row.until) and row.organ in {"", organ}:
                yield row
