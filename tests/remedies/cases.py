"""Items with their offices, and the ways that the statutes give: written from the texts of the laws, not from the program.

A way is ``kind/order``, the organ, the period, the first article that sets the period or the way, and the article of jurisdiction.
"""

from dataclasses import dataclass, field

COUNTY = {"name": "某某县林业局", "level": "county", "nature": "organ", "government": "某某县人民政府", "court": "某某县人民法院"}
CITY = {"name": "样例市水务局", "level": "city", "nature": "organ", "government": "样例市人民政府", "court": "样例市中心区人民法院"}
GOV = {"name": "某某县人民政府", "level": "county", "nature": "organ", "superior": "样例市人民政府", "court": "样例市中级人民法院"}
TOWN = {"name": "河口镇人民政府", "level": "township", "nature": "organ", "superior": "某某县人民政府", "court": "某某县人民法院"}
PROVINCE = {"name": "样例省人民政府", "level": "province", "nature": "organ", "court": "样例省会市中级人民法院"}
TAX = {"name": "国家税务总局某某县税务局", "level": "county", "nature": "organ", "superior": "国家税务总局样例市税务局", "court": "某某县人民法院"}
CUSTOMS = {"name": "样例海关", "nature": "organ", "superior": "海关总署", "court": "样例市中级人民法院"}
EXCHANGE = {"name": "国家外汇管理局样例市分局", "kind": "vertical", "nature": "organ", "superior": "国家外汇管理局样例省分局", "court": "样例市中心区人民法院"}
JUSTICE = {"name": "样例市司法局", "level": "city", "nature": "organ", "government": "样例市人民政府", "superior": "样例省司法厅", "court": "样例市中心区人民法院"}
STREET = {"name": "城关街道办事处", "nature": "organ", "level": "township", "government": "某某区人民政府", "court": "某某区人民法院"}
STATION = {"name": "样例市公安局城东派出所", "kind": "branch", "nature": "organ", "government": "样例市人民政府", "court": "样例市中心区人民法院"}
FUND = {"name": "样例市住房公积金管理中心", "level": "city", "nature": "authorised", "government": "样例市人民政府", "court": "样例市中心区人民法院"}
MINISTRY = {"name": "某某部", "kind": "ministry", "level": "national", "nature": "organ", "court": "北京市第一中级人民法院"}
ENTRUSTED = {
    "name": "样例市卫生监督所", "level": "city", "nature": "entrusted", "court": "样例市中心区人民法院",
    "organs": [{"name": "样例市卫生健康委员会", "level": "city", "government": "样例市人民政府", "court": "样例市城西区人民法院"}],
}  # fmt: skip
ASKED_FROM_ABOVE = CITY | {"organs": [{"name": "样例省水利厅", "level": "province", "government": "样例省人民政府", "court": "省会市东湖区人民法院"}]}
JOINT = CITY | {"organs": [{"name": "样例市农业农村局", "level": "city", "government": "样例市人民政府"}]}
JOINT_APART = CITY | {"organs": [{"name": "某某县农业农村局", "level": "county", "government": "某某县人民政府"}]}

DECISION = [{"name": "决定书", "type": "decision"}]
NEW, OLD = "2026-06-01", "2023-06-01"
"""行政复议法 as revised is in force since 2024-01-01."""

LAWS = {
    "price": "价格违法行为行政处罚规定", "prices": "中华人民共和国价格法", "metrology": "中华人民共和国计量法", "tax": "中华人民共和国税收征收管理法",
    "tariff": "中华人民共和国关税法", "customs": "中华人民共和国海关法", "disclosure": "中华人民共和国政府信息公开条例", "tobacco": "中华人民共和国烟草专卖法",
    "land": "中华人民共和国土地管理法", "forest": "中华人民共和国森林法", "houses": "国有土地上房屋征收与补偿条例", "registry": "不动产登记暂行条例",
    "names": "企业名称登记管理规定", "purchase": "中华人民共和国政府采购法", "servants": "中华人民共和国公务员法", "coercion": "中华人民共和国行政强制法",
    "mines": "中华人民共和国矿山安全法", "export": "中华人民共和国出口管制法", "arms": "中华人民共和国军品出口管理条例", "marks": "中华人民共和国商标法",
    "patents": "中华人民共和国专利法", "grass": "中华人民共和国草原法", "compensation": "中华人民共和国国家赔偿法", "quarantine": "中华人民共和国国境卫生检疫法",
    "film": "中华人民共和国电影产业促进法", "monopoly": "中华人民共和国反垄断法",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """An item and what is asked of its remedies. ``expected`` is by what they are against."""

    name: str
    category: str
    office: dict
    expected: dict[str, list[str]]
    item: dict = field(default_factory=dict)
    cites: tuple[tuple[str, str], ...] = ()
    day: str = NEW
    first: tuple[str, ...] = ()
    """Against what reconsideration must come first."""
    respondent: tuple[str, ...] = ()


def choice(body, court, place="行政诉讼法第十四条", organ="行政复议法第二十四条第一款第一项"):
    """Give the two ways between which one may choose."""
    return [
        f"reconsideration/choice {body} 60 day 行政复议法第二十条第一款 {organ}",
        f"lawsuit/choice {court} 6 month 行政诉讼法第四十六条第一款 {place}",
    ]


def must(body, court, organ="行政复议法第二十四条第一款第一项", place="行政诉讼法第十四条"):
    """Give reconsideration first, and the lawsuit after it."""
    return [
        f"reconsideration/first {body} 60 day 行政复议法第二十条第一款 {organ}",
        f"lawsuit/after {court} 15 day 行政诉讼法第四十五条 {place}",
    ]


def unanswered(body, court, organ="行政复议法第二十四条第一款第一项", place="行政复议法第三十四条"):
    """Give the ways against an office that does not answer: 行政复议法第二十三条第一款第三项."""
    return must(body, court, "行政复议法实施条例第十六条第一款", place)


def before_2024(body, court, organ):
    """Give the two ways by the law before its revision."""
    return [
        f"reconsideration/choice {body} 60 day 行政复议法第九条第一款 {organ}",
        f"lawsuit/choice {court} 6 month 行政诉讼法第四十六条第一款 行政诉讼法第十四条",
    ]


COUNTY_WAYS = ("某某县人民政府", "某某县人民法院")
CITY_WAYS = ("样例市人民政府", "样例市中心区人民法院")
BIG_FINE = {"discretion": {"statutory": [{"sanction": "fine", "min": 10000, "max": 50000, "unit": "yuan"}]}}
SMALL_FINE = {"discretion": {"statutory": [{"sanction": "fine", "min": 500, "max": 5000, "unit": "yuan"}]}}
WARNED = {"discretion": {"statutory": [{"sanction": "warning"}, {"sanction": "fine", "min": 10000, "max": 50000, "unit": "yuan"}]}}

CASES = (
    # 行政复议法第二十四条第一款第一项: 对本级人民政府工作部门作出的行政行为不服的
    Case("permit of a county's department", "permit", COUNTY, {"decision": choice(*COUNTY_WAYS), "silence": unanswered(*COUNTY_WAYS)}, first=("silence",)),
    Case("permit of a city's department", "permit", CITY, {"decision": choice(*CITY_WAYS), "silence": unanswered(*CITY_WAYS)}, first=("silence",)),
    # 第二十三条第一款第一项: 对当场作出的行政处罚决定不服; 行政处罚法第五十一条: 警告, 三千元以下
    Case("penalty over what is given on the spot", "penalty", COUNTY, {"decision": choice(*COUNTY_WAYS)}, BIG_FINE),
    Case("penalty that may be given on the spot", "penalty", COUNTY, {"decision": choice(*COUNTY_WAYS), "spot": must(*COUNTY_WAYS)}, SMALL_FINE, first=("spot",)),
    Case("warning may be given on the spot", "penalty", COUNTY, {"decision": choice(*COUNTY_WAYS), "spot": must(*COUNTY_WAYS)}, WARNED, first=("spot",)),
    Case("penalty without ranges may be on the spot", "penalty", CITY, {"decision": choice(*CITY_WAYS), "spot": must(*CITY_WAYS)}, first=("spot",)),
    Case("seizure", "coercion", CITY, {"decision": choice(*CITY_WAYS)}),
    Case("requisition", "requisition", CITY, {"decision": choice(*CITY_WAYS)}),
    Case("levy", "levy", CITY, {"decision": choice(*CITY_WAYS)}),
    Case("payment refused or not made", "payment", CITY, {"decision": choice(*CITY_WAYS), "silence": unanswered(*CITY_WAYS)}, first=("silence",)),
    Case("reward", "reward", CITY, {"decision": choice(*CITY_WAYS), "silence": unanswered(*CITY_WAYS)}, first=("silence",)),
    Case("confirmation", "confirmation", CITY, {"decision": choice(*CITY_WAYS), "silence": unanswered(*CITY_WAYS)}, first=("silence",)),
    Case("order among other powers", "other", CITY, {"decision": choice(*CITY_WAYS)}),
    # 第二十四条第一款第二项, 行政诉讼法第十五条第一项: 县级以上地方人民政府 before an intermediate court; a township's before a basic one
    Case("decision of a county government", "requisition", GOV, {"decision": choice("样例市人民政府", "样例市中级人民法院", "行政诉讼法第十五条第一项", "行政复议法第二十四条第一款第二项")}),
    Case("decision of a township government", "coercion", TOWN, {"decision": choice("某某县人民政府", "某某县人民法院", organ="行政复议法第二十四条第一款第二项")}),
    # 第二十四条第二款, 第二十六条
    Case("decision of a provincial government", "requisition", PROVINCE, {"decision": [
        *choice("样例省人民政府", "样例省会市中级人民法院", "行政诉讼法第十五条第一项", "行政复议法第二十四条第二款"), "ruling/after 国务院 - 行政复议法第二十六条 -"]}),
    # 第二十五条第一项
    Case("decision of a ministry", "penalty", MINISTRY, {"decision": [
        *choice("某某部", "北京市第一中级人民法院", "行政诉讼法第十五条第一项", "行政复议法第二十五条第一项"), "ruling/after 国务院 - 行政复议法第二十六条 -"]}, BIG_FINE),
    # 第二十四条第一款第三项, 第四款
    Case("street office", "confirmation", STREET, {"decision": choice("某某区人民政府", "某某区人民法院", organ="行政复议法第二十四条第一款第三项"),
                                                    "silence": unanswered("某某区人民政府", "某某区人民法院")}, first=("silence",)),
    Case("police station", "penalty", STATION, {"decision": choice(*CITY_WAYS, organ="行政复议法第二十四条第四款")}, BIG_FINE),
    # 第二十四条第一款第四项: 管理的法律、法规、规章授权的组织
    Case("authorised housing fund", "penalty", FUND, {"decision": choice(*CITY_WAYS, organ="行政复议法第二十四条第一款第四项")}, BIG_FINE),
    # 第二十七条: 海关、金融、外汇管理等实行垂直领导的行政机关、税务和国家安全机关 → 上一级主管部门
    Case("tax office's penalty", "penalty", TAX, {"decision": choice("国家税务总局样例市税务局", "某某县人民法院", organ="行政复议法第二十七条")}, BIG_FINE),
    Case("foreign exchange", "penalty", EXCHANGE, {"decision": choice("国家外汇管理局样例省分局", "样例市中心区人民法院", organ="行政复议法第二十七条")}, BIG_FINE),
    # 税收征收管理法第八十八条第一款: 必须先…然后可以依法申请行政复议; 第二款: a penalty leaves the choice
    Case("dispute over tax", "levy", TAX, {"decision": must("国家税务总局样例市税务局", "某某县人民法院", "行政复议法第二十七条")}, cites=(("tax", "第八十八条"),), first=("decision",)),
    Case("penalty over tax leaves the choice", "penalty", TAX, {"decision": choice("国家税务总局样例市税务局", "某某县人民法院", organ="行政复议法第二十七条")}, BIG_FINE, (("tax", "第六十三条"),)),
    # 关税法第六十六条, 行政诉讼法第十五条第二项
    Case("dispute over customs duty", "levy", CUSTOMS, {"decision": must("海关总署", "样例市中级人民法院", "行政复议法第二十七条", "行政诉讼法第十五条第二项")}, cites=(("tariff", "第六十六条"),), first=("decision",)),
    # 第二十八条: 本级人民政府, or 上一级司法行政部门
    Case("justice bureau", "penalty", JUSTICE, {"decision": choice("样例市人民政府、样例省司法厅", "样例市中心区人民法院", organ="行政复议法第二十八条")}, BIG_FINE),
    # 第十九条第三款, 行政诉讼法第二十六条第五款: 委托的行政机关是被申请人、被告
    Case("entrusted organisation", "penalty", ENTRUSTED, {"decision": choice("样例市人民政府", "样例市城西区人民法院")}, BIG_FINE | {"entrusted_by": "样例市卫生健康委员会"}, respondent=("样例市卫生健康委员会",)),
    Case("entrusted from above", "permit", ASKED_FROM_ABOVE, {"decision": choice("样例省人民政府", "省会市东湖区人民法院"), "silence": unanswered("样例省人民政府", "省会市东湖区人民法院")},
         {"power_source": "entrusted-above", "entrusted_by": "样例省水利厅"}, first=("silence",), respondent=("样例省水利厅",)),
    Case("authorised from above acts in its own name", "permit", ASKED_FROM_ABOVE, {"decision": choice(*CITY_WAYS), "silence": unanswered(*CITY_WAYS)},
         {"power_source": "authorised-above", "entrusted_by": "样例省水利厅"}, first=("silence",), respondent=("样例市水务局",)),
    # 第十九条第二款, 行政诉讼法第二十六条第四款
    Case("two departments of one government", "penalty", JOINT, {"decision": choice("样例市人民政府", "样例市水务局所在地的基层人民法院")}, BIG_FINE | {"jointly_with": ["样例市农业农村局"]},
         respondent=("样例市水务局", "样例市农业农村局")),
    Case("departments of two governments", "penalty", JOINT_APART, {"decision": choice("它们的共同上一级行政机关", "样例市水务局所在地的基层人民法院", organ="行政复议法第十九条第二款")},
         BIG_FINE | {"jointly_with": ["某某县农业农村局"]}),
    # 价格违法行为行政处罚规定第二十条: 应当先依法申请行政复议
    Case("price penalty", "penalty", CITY, {"decision": must(*CITY_WAYS)}, SMALL_FINE, (("prices", "第四十二条"), ("price", "第十三条")), first=("decision",)),
    Case("price penalty that cites the act alone", "penalty", CITY, {"decision": must(*CITY_WAYS)}, BIG_FINE, (("prices", "第四十二条"),), first=("decision",)),
    Case("closing of a shop over prices is no penalty", "coercion", CITY, {"decision": choice(*CITY_WAYS)}, cites=(("prices", "第三十四条"),)),
    # 计量法第三十一条, 烟草专卖法第四十一条, 矿山安全法第四十五条: 十五日内向人民法院起诉; 六十日 stands (行政复议法第二十条)
    Case("metrology penalty", "penalty", CITY, {"decision": [choice(*CITY_WAYS)[0], "lawsuit/choice 样例市中心区人民法院 15 day 计量法第三十一条 行政诉讼法第十四条"]}, BIG_FINE, (("metrology", "第二十六条"),)),
    Case("metrology permit keeps six months", "permit", CITY, {"decision": choice(*CITY_WAYS), "silence": unanswered(*CITY_WAYS)}, cites=(("metrology", "第八条"),), first=("silence",)),
    Case("tobacco penalty", "penalty", CITY, {"decision": [choice(*CITY_WAYS)[0], "lawsuit/choice 样例市中心区人民法院 15 day 烟草专卖法第四十一条 行政诉讼法第十四条"]}, BIG_FINE, (("tobacco", "第三十二条"),)),
    Case("mine penalty", "penalty", CITY, {"decision": [choice(*CITY_WAYS)[0], "lawsuit/choice 样例市中心区人民法院 15 day 矿山安全法第四十五条 行政诉讼法第十四条"]}, BIG_FINE, (("mines", "第四十条"),)),
    # 国境卫生检疫法 (2018) 第二十一条 is gone since 2025-01-01
    Case("quarantine fine before 2025", "penalty", CUSTOMS, {"decision": [
        "reconsideration/choice 海关总署 60 day 行政复议法第九条第一款 行政复议法第十二条第二款",
        "lawsuit/choice 样例市中级人民法院 15 day 国境卫生检疫法第二十一条 行政诉讼法第十五条第二项"]}, BIG_FINE, (("quarantine", "第二十条"),), OLD),
    Case("quarantine fine since 2025", "penalty", CUSTOMS, {"decision": choice("海关总署", "样例市中级人民法院", "行政诉讼法第十五条第二项", "行政复议法第二十七条")}, BIG_FINE, (("quarantine", "第四十八条"),)),
    # 土地管理法第八十三条, 第十四条; 行政复议法第二十三条第一款第二项; 行政诉讼法第二十条
    Case("order to pull down", "penalty", COUNTY, {"decision": [choice(*COUNTY_WAYS)[0], "lawsuit/choice 某某县人民法院 15 day 土地管理法第八十三条 行政诉讼法第十四条"]}, BIG_FINE, (("land", "第八十三条"),)),
    Case("dispute over land", "adjudication", GOV, {
        "decision": ["reconsideration/choice 样例市人民政府 60 day 行政复议法第二十条第一款 行政复议法第二十四条第一款第二项",
                     "lawsuit/choice 不动产所在地的人民法院 30 day 土地管理法第十四条第三款 行政诉讼法第二十条"],
        "rights": must("样例市人民政府", "样例市中级人民法院", "行政复议法第二十四条第一款第二项", "行政诉讼法第十五条第一项"),
        "silence": unanswered("样例市人民政府", "样例市中级人民法院")}, cites=(("land", "第十四条"),), first=("rights", "silence")),
    Case("grassland confirmed", "confirmation", COUNTY, {"decision": choice(*COUNTY_WAYS), "rights": must(*COUNTY_WAYS), "silence": unanswered(*COUNTY_WAYS)},
         cites=(("grass", "第十六条"),), first=("rights", "silence")),
    # 国有土地上房屋征收与补偿条例第十四条; 行政诉讼法第二十条
    Case("expropriation of houses", "requisition", GOV, {"decision": [
        "reconsideration/choice 样例市人民政府 60 day 行政复议法第二十条第一款 行政复议法第二十四条第一款第二项",
        "lawsuit/choice 不动产所在地的人民法院 6 month 行政诉讼法第四十六条第一款 行政诉讼法第二十条"]}, cites=(("houses", "第八条"),)),
    # 政府信息公开条例第五十一条; 行政复议法第二十三条第一款第四项
    Case("disclosure refused", "public_service", CITY, {
        "decision": [*choice(*CITY_WAYS), "complaint/besides 上一级行政机关或者政府信息公开工作主管部门 - 政府信息公开条例第五十一条 -"],
        "withheld": must(*CITY_WAYS), "silence": unanswered(*CITY_WAYS)}, {"results": DECISION}, (("disclosure", "第二十七条"),), first=("withheld", "silence")),
    # 企业名称登记管理规定第二十一条
    Case("dispute over a company's name", "adjudication", CITY, {
        "decision": [*choice(*CITY_WAYS), "civil/besides 有管辖权的人民法院 - 企业名称登记管理规定第二十一条第一款 -"], "silence": unanswered(*CITY_WAYS)}, cites=(("names", "第二十一条"),), first=("silence",)),
    # 住房公积金管理条例第二十五条: 作出准予提取或者不准提取的决定
    Case("public service that may be refused", "public_service", FUND, {
        "decision": choice(*CITY_WAYS, organ="行政复议法第二十四条第一款第四项"), "silence": unanswered(*CITY_WAYS)}, {"results": [{"name": "提取款", "type": "payment"}]}, first=("silence",)),
    # 行政复议法第二条、第十一条: an administrative act; 民事诉讼法第二十四条, 民法典第一百八十八条, 仲裁法第四条
    Case("debt under a loan", "other", FUND, {"contract": [
        "civil/choice 被告住所地或者合同履行地的人民法院 3 year 民事诉讼法第二十四条 民法典第一百八十八条第一款", "arbitration/choice 约定的仲裁机构 - 仲裁法第四条 -"]}, {"disputes": ["contract"]}),
    Case("loan that is refused, and its contract", "public_service", FUND, {
        "decision": choice(*CITY_WAYS, organ="行政复议法第二十四条第一款第四项"), "silence": unanswered(*CITY_WAYS),
        "contract": ["civil/choice 被告住所地或者合同履行地的人民法院 3 year 民事诉讼法第二十四条 民法典第一百八十八条第一款", "arbitration/choice 约定的仲裁机构 - 仲裁法第四条 -"]},
        {"disputes": ["decision", "contract"]}, first=("silence",)),
    Case("inspection alone", "inspection", CITY, {}),
    Case("inspection that orders", "inspection", CITY, {"decision": choice(*CITY_WAYS)}, {"results": DECISION}),
    Case("internal matter", "internal", CITY, {}),
    Case("information service decides nothing", "public_service", CITY, {}, {"disputes": ["none"]}),
    # 行政强制法第五十三条: the demand and the request to the court decide nothing new
    Case("enforcement asked of a court", "coercion", FUND, {}, cites=(("coercion", "第五十三条"),)),
    # 政府采购法第五十二条、第五十五条、第五十八条
    Case("procurement", "internal", CITY, {"purchase": [
        "query/first 采购人或者采购代理机构 7 workday 政府采购法第五十二条 -", "complaint/after 同级政府采购监督管理部门 15 workday 政府采购法第五十五条 -",
        "reconsideration/after 有管辖权的行政复议机关 60 day 政府采购法第五十八条 -", "lawsuit/after 有管辖权的人民法院 6 month 政府采购法第五十八条 -"]}, cites=(("purchase", "第二十六条"),)),
    # 公务员法第九十五条
    Case("civil servants", "internal", CITY, {"personnel": [
        "review/choice 作出处理的机关 30 day 公务员法第九十五条第一款 -", "appeal/choice 同级公务员主管部门或者作出该人事处理的机关的上一级机关 30 day 公务员法第九十五条第一款 -"]}, cites=(("servants", "第三十二条"),)),
    # 出口管制法第四十一条: 行政复议决定为最终裁决
    Case("export permit", "permit", MINISTRY, {"decision": ["reconsideration/first 某某部 60 day 行政复议法第二十条第一款 行政复议法第二十五条第一项", "ruling/after 国务院 - 行政复议法第二十六条 -"],
                                               "silence": unanswered("某某部", "北京市第一中级人民法院")}, cites=(("export", "第十二条"),), first=("decision", "silence")),
    # 商标法 (2019) 第三十四条, 专利法第四十一条
    Case("trade mark refused", "confirmation", MINISTRY, {"decision": ["review/first 国务院商标管理部门 15 day 商标法第三十四条 -", "lawsuit/after 有管辖权的人民法院 30 day 商标法第三十四条 -"]}, cites=(("marks", "第三十四条"),)),
    Case("patent refused", "confirmation", MINISTRY, {"decision": ["review/first 国务院专利行政部门 3 month 专利法第四十一条 -", "lawsuit/after 有管辖权的人民法院 3 month 专利法第四十一条 -"]}, cites=(("patents", "第四十一条"),)),
    # 电影产业促进法第五十八条: only 国务院电影主管部门
    Case("film permit of a city", "permit", CITY, {"decision": choice(*CITY_WAYS), "silence": unanswered(*CITY_WAYS)}, cites=(("film", "第十七条"),), first=("silence",)),
    # 反垄断法第六十五条: 第三十四条、第三十五条
    Case("merger forbidden", "other", MINISTRY, {"decision": [*must("某某部", "北京市第一中级人民法院", "行政复议法第二十五条第一项", "行政诉讼法第十五条第一项"), "ruling/after 国务院 - 行政复议法第二十六条 -"]},
         cites=(("monopoly", "第三十四条"),), first=("decision",)),
    # 国家赔偿法第十四条第二款
    Case("state compensation", "payment", CITY, {"decision": [choice(*CITY_WAYS)[0], "lawsuit/choice 样例市中心区人民法院 3 month 国家赔偿法第十四条第二款 行政诉讼法第十四条"],
                                                 "silence": unanswered(*CITY_WAYS)}, cites=(("compensation", "第十三条"),), first=("silence",)),
    # before 2024: 行政复议法 (2017) 第九条, 第十二条, 第十五条; 行政诉讼法第四十七条
    Case("permit before 2024", "permit", CITY | {"superior": "样例省水利厅"}, {
        "decision": before_2024("样例市人民政府、样例省水利厅", "样例市中心区人民法院", "行政复议法第十二条第一款"),
        "silence": ["reconsideration/choice 样例市人民政府、样例省水利厅 60 day 行政复议法第九条第一款 行政复议法实施条例第十六条第一款",
                    "lawsuit/choice 样例市中心区人民法院 - 行政诉讼法第四十七条第一款 行政诉讼法第十四条"]}, day=OLD),
    Case("small fine before 2024", "penalty", CITY | {"superior": "样例省水利厅"}, {"decision": before_2024("样例市人民政府、样例省水利厅", "样例市中心区人民法院", "行政复议法第十二条第一款")}, SMALL_FINE, day=OLD),
    Case("housing fund before 2024", "penalty", FUND, {"decision": before_2024("样例市人民政府", "样例市中心区人民法院", "行政复议法第十五条第一款第三项")}, BIG_FINE, day=OLD),
    Case("tax before 2024", "penalty", TAX, {"decision": before_2024("国家税务总局样例市税务局", "某某县人民法院", "行政复议法第十二条第二款")}, BIG_FINE, day=OLD),
    Case("price penalty before 2024", "penalty", CITY, {"decision": [
        "reconsideration/first 样例市人民政府、样例市水务局的上一级主管部门 60 day 行政复议法第九条第一款 行政复议法第十二条第一款",
        "lawsuit/after 样例市中心区人民法院 15 day 行政诉讼法第四十五条 行政诉讼法第十四条"]}, BIG_FINE, (("price", "第十三条"),), OLD, ("decision",)),
)  # fmt: skip
