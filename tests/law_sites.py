"""Tiny sites with a statute of their own: a power and the article that it is held against."""

from pathlib import Path

from sites import check, make_site

A1 = "content/powers/xxj/A1.yaml"
ACT = "content/laws/act-2020-01-01.md"
REGISTER = """\
laws:
  - {{id: fireworks-safety-regulation, title: 烟花爆竹安全管理条例, kind: regulation, versions: [{{date: 2016-02-06, in_force_from: 2016-02-06}}]}}
  - {{id: act, title: {title}, kind: {kind}, {issuer}versions: [{{date: 2020-01-01, in_force_from: 2020-01-01}}]}}
  - {{id: penalty-law, title: 中华人民共和国行政处罚法, short: 行政处罚法, kind: law, versions: [{{date: 2021-01-22, in_force_from: 2021-07-15}}]}}
  - {{id: licensing-law, title: 中华人民共和国行政许可法, short: 行政许可法, kind: law, versions: [{{date: 2019-04-23, in_force_from: 2019-04-23}}]}}
"""
PENALTY_LAW = """\
第三十二条 当事人有下列情形之一，应当从轻或者减轻行政处罚：
（一）主动消除或者减轻违法行为危害后果的；
（二）受他人胁迫或者诱骗实施违法行为的。
第三十三条 违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚。初次违法且危害后果轻微并及时改正的，可以不予行政处罚。
第四十四条 行政机关在作出行政处罚决定之前，应当告知当事人拟作出的行政处罚内容及事实、理由、依据。
第六十条 行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定。法律、法规、规章另有规定的，从其规定。
第六十四条 听证应当依照以下程序组织：
（一）当事人要求听证的，应当在行政机关告知后五日内提出；
（二）行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点。
第六十七条 作出罚款决定的行政机关应当与收缴罚款的机构分离。
当事人应当自收到行政处罚决定书之日起十五日内，到指定的银行或者通过电子支付系统缴纳罚款。
"""
LICENSING_LAW = """\
第三十二条 行政机关对申请人提出的行政许可申请，应当根据下列情况分别作出处理：
（四）申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知申请人需要补正的全部内容。
第四十二条 除可以当场作出行政许可决定的外，行政机关应当自受理行政许可申请之日起二十日内作出行政许可决定。二十日内不能作出决定的，经本行政机关负责人批准，可以延长十日，并应当将延长期限的理由告知申请人。
第四十七条 申请人、利害关系人在被告知听证权利之日起五日内提出听证申请的，行政机关应当在二十日内组织听证。
"""
FLOUR = "第十条 违反本法规定，擅自开业的，由主管部门责令停止生产、销售，给予警告，没收违法所得，并处一万元以上五万元以下的罚款；情节严重的，责令停产停业，可以吊销营业执照。"
"""An article with an order, mandatory sanctions, a stage and a choice."""
TABLE = """\
discretion:
  bounds: lower-inclusive
  statutory:
    - {sanction: order-correction, name: 责令停止生产、销售}
    - {sanction: warning}
    - {sanction: confiscate-gains}
    - {sanction: fine, min: 10000, max: 50000, unit: yuan}
    - {sanction: suspend-business, note: 情节严重的}
    - {sanction: revoke-licence, name: 吊销营业执照, note: 情节严重的，可以}
  factors: [{id: years, name: 年限, unit: 年}]
  tiers:
    - {grade: 一般, when: {years: {to: 2}}, sanctions: [{sanction: warning}, {sanction: confiscate-gains}, {sanction: fine, min: 10000, max: 20000, unit: yuan}]}
    - {grade: 严重, when: {years: {from: 2}}, sanctions: [{sanction: warning}, {sanction: confiscate-gains}, {sanction: fine, min: 20000, max: 50000, unit: yuan}]}
"""
"""What :data:`FLOUR` gives."""
LIMITS = """\
第十条 主管部门应当自受理申请之日起十五日内作出决定。
第十一条 主管部门采取停止供电措施，应当提前二十四小时通知生产经营单位。
第十二条 主管部门应当每两年对本行政区域内的经营者至少进行一次检查。
第十三条 办理期限由省人民政府规定。
第十四条 主管部门应当加强管理。
"""
"""A limit, a notice, a frequency, a limit left to others, and none."""
OWN = frozenset(
    {
        "STATUTE_RANGE", "TIER_BEYOND_ARTICLE", "SANCTION_NOT_IN_ARTICLE", "SANCTION_NAME", "SANCTION_MISSING", "TIER_SANCTION_MISSING",
        "PROSE_RANGE", "SANCTION_MODAL", "EXEMPTION_UNFOUNDED", "EXEMPTION_MODAL", "LIMIT_NOT_STATUTORY", "LIMIT_WITHOUT_BASIS", "LIMIT_UNFOUNDED",
        "LIMIT_DIFFERS", "LIMIT_OF_ANOTHER", "LIMIT_NO_MAXIMUM", "LIMIT_OF_ANOTHER_ACT", "POWER_WITHOUT_ARTICLE", "BASIS_WITHOUT_ARTICLE",
        "PERMIT_BASIS", "COERCION_BASIS", "COERCION_RESERVED", "PENALTY_BASIS", "PENALTY_RESERVED", "PENALTY_ABOVE_RULE", "ARTICLE_UNREAD",
    }
)  # fmt: skip
"""The codes of what holds a power within the law."""


def law_files(more: str, article: str = FLOUR, *, category: str = "penalty", name: str = "某事项", kind: str = "law", title: str = "某管理法", issuer: str = "", place: str = "article: 第十条, role: sanction") -> dict[str, str]:
    """Give the files of a power that cites an article, and of that article."""
    return {
        A1: f"code: A1\nname: {name}\ncategory: {category}\noffice: xxj\nbasis:\n  - {{law: act{', ' if place else ''}{place}}}\n{more}",
        "content/laws.yaml": REGISTER.format(kind=kind, title=title, issuer=f"issuer: {issuer}, " if issuer else ""),
        ACT: f"{article}\n",
        "content/laws/penalty-law-2021-01-22.md": PENALTY_LAW,
        "content/laws/licensing-law-2019-04-23.md": LICENSING_LAW,
    }


def found(folder: Path, capsys, files: dict[str, str]) -> list[tuple[str, str, int]]:
    """Check a site with these files: code, field and line of what is not within the law."""
    _, problems = check(make_site(folder, **files), capsys)
    return [(one["code"], one["field"], one["line"]) for one in problems if one["code"] in OWN]
