"""An input for each code of what holds a power within the law."""

from law_sites import LIMITS, TABLE, law_files

EXEMPT = TABLE.replace("  factors:", "  exemptions: [{text: %s, basis: 行政处罚法第%s条}]\n  factors:")


def _table(old: str, new: str) -> dict[str, str]:
    """Give a table that departs from its article in one place."""
    assert old in TABLE
    return law_files(TABLE.replace(old, new, 1))


def _limit(amount: str, basis: str, category: str = "other") -> dict[str, str]:
    """Give a statutory limit with the words that name its ground."""
    named = f", basis: {basis}" if basis else ""
    return law_files(f"time_limits:\n  statutory: {{{amount}{named}}}\n", LIMITS, category=category, place="article: 第十条")


def _created(category: str, kind: str, name: str = "某事项", more: str = "", place: str = "article: 第十条") -> dict[str, str]:
    """Give a power that a source of some kind creates."""
    return law_files(more, category=category, kind=kind, name=name, place=place)


WITHIN_LAW: dict[str, dict[str, str]] = {
    "STATUTE_RANGE": _table("max: 50000, unit: yuan}\n    - {sanction: suspend", "max: 60000, unit: yuan}\n    - {sanction: suspend"),
    "TIER_BEYOND_ARTICLE": law_files("discretion:\n  bounds: lower-inclusive\n  tiers: [{grade: 一般, sanctions: [{sanction: fine, max: 80000, unit: yuan}]}]\n"),
    "SANCTION_NOT_IN_ARTICLE": _table("    - {sanction: warning}\n", "    - {sanction: criticism}\n"),
    "SANCTION_NAME": _table("name: 责令停止生产、销售", "name: 责令限产"),
    "SANCTION_MISSING": _table("    - {sanction: warning}\n", ""),
    "TIER_SANCTION_MISSING": _table("[{sanction: warning}, {sanction: confiscate-gains}, ", "[{sanction: warning}, "),
    "PROSE_RANGE": law_files("summary: 擅自开业的，处一万元以上八万元以下罚款。\n" + TABLE),
    "SANCTION_MODAL": law_files("summary: 擅自开业的，可以处一万元以上五万元以下罚款。\n" + TABLE),
    "EXEMPTION_UNFOUNDED": law_files(EXEMPT % ("家庭困难的，减轻处罚。", "四十四")),
    "EXEMPTION_MODAL": law_files(EXEMPT % ("主动消除后果的，可以从轻或者减轻处罚。", "三十二")),
    "LIMIT_NOT_STATUTORY": _limit("amount: 20, unit: day", "法律没有规定期限"),
    "LIMIT_WITHOUT_BASIS": _limit("amount: 20, unit: day", ""),
    "LIMIT_UNFOUNDED": _limit("amount: 20, unit: day", "某管理法第十四条"),
    "LIMIT_DIFFERS": _limit("amount: 20, unit: day", "某管理法第十条"),
    "LIMIT_OF_ANOTHER": _limit("amount: 15, unit: day", "行政处罚法第六十七条第二款"),
    "LIMIT_NO_MAXIMUM": _limit("amount: 2, unit: year", "某管理法第十二条"),
    "LIMIT_OF_ANOTHER_ACT": _limit("amount: 90, unit: day", "行政处罚法第六十条"),
    "POWER_WITHOUT_ARTICLE": _created("permit", "law", place=""),
    "BASIS_WITHOUT_ARTICLE": _created("public_service", "law", place=""),
    "PERMIT_BASIS": _created("permit", "normative"),
    "COERCION_BASIS": _created("coercion", "rule"),
    "COERCION_RESERVED": _created("coercion", "regulation", "冻结存款"),
    "PENALTY_BASIS": _created("penalty", "normative"),
    "PENALTY_RESERVED": _created("penalty", "regulation", more="discretion: {bounds: lower-inclusive, statutory: [{sanction: detention, min: 5, max: 10, unit: day}]}\n"),
    "PENALTY_ABOVE_RULE": _created("penalty", "rule", more="discretion: {bounds: lower-inclusive, statutory: [{sanction: confiscate-gains}]}\n"),
    "ARTICLE_UNREAD": law_files("", "第十条 违反规定的，由主管部门处以罚款，其数额另定为十至二十倍。"),
}
