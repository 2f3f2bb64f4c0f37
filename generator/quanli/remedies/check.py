"""The remedies that an item's own words give, held against those that the law gives; and facts without which none can be named."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue import terms
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power, Quantity
from quanli.catalogue.registry import Registry
from quanli.catalogue.state_rules import state_name
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.wording import duration
from quanli.errors import Path, Problem, Rule
from quanli.remedies.compute import remedies_of
from quanli.remedies.disputes import DECIDING, disputes_of
from quanli.remedies.organs import respondents
from quanli.remedies.prose import TELLS, Said, SaidBody, SaidPeriod, read_prose
from quanli.remedies.way import Lacking, Remedies, Way

REDRESS_BODY = Rule(
    "REDRESS_BODY", "error",
    zh="{way_zh}应当向{right}提出，这里写的是“{said}”", en='{way_en} goes to {right}, not to "{said}"',
    hint_zh="{where}；改正，或者删去本栏让程序依法算出", hint_en="{where}; correct it, or leave the field out and let it be computed",
    follows="行政复议法第二十四条至第二十八条；行政诉讼法第十四条、第十五条、第十八条",
)
REDRESS_DAYS = Rule(
    "REDRESS_DAYS", "error",
    zh="{way_zh}的期限是{right}，这里写的是“{said}”", en='the period for {way_en} is {right_en}, not "{said}"',
    hint_zh="{where}；改正，或者删去本栏让程序依法算出", hint_en="{where}; correct it, or leave the field out and let it be computed",
    follows="行政复议法第二十条；行政诉讼法第四十六条",
)
REDRESS_WAY_MISSING = Rule(
    "REDRESS_WAY_MISSING", "warning",
    zh="救济途径没有写{way_zh}", en="the remedies lack {way_en}",
    hint_zh="{where}；补上，或者删去本栏让程序依法算出", hint_en="{where}; add it, or leave the field out and let it be computed",
    follows="行政复议法第二十条、行政诉讼法第四十四条；行政处罚法第三十九条（救济渠道应当公示）",
)
REDRESS_FIRST = Rule(
    "REDRESS_FIRST", "error",
    zh="{what}，应当先申请行政复议，才能起诉，这里没有写明", en="here reconsideration must come before a lawsuit, and the text does not say so",
    hint_zh="{where}；写明“应当先申请行政复议”", hint_en="{where}; say that reconsideration comes first",
    follows="行政复议法第二十三条；行政诉讼法第四十四条第二款",
)
REDRESS_NONE = Rule(
    "REDRESS_NONE", "error",
    zh="本事项不能{way_zh}：{why}", en="there is no {way_en} here: {why_en}",
    hint_zh="改写救济途径；本项确实作出行政决定的，在 disputes 中写明", hint_en="rewrite the remedies; if the item does decide something, say so under disputes",
    follows="行政复议法第十一条、第十二条；行政诉讼法第十二条、第十三条",
)
REDRESS_FACT = Rule(
    "REDRESS_FACT", "warning",
    zh="算不出救济途径：{zh}", en="the remedies cannot be computed: {en}",
    hint_zh="补上这一项", hint_en="fill it in",
    follows="行政复议法第二十四条、第二十五条；行政诉讼法第二十六条（由谁行使、为谁行使决定向谁申请）",
)
DISPUTES_CONTRADICT = Rule(
    "DISPUTES_CONTRADICT", "error",
    zh="{category}事项作出行政决定，争议性质不能没有 decision", en="an item of this category ({category_en}) decides: disputes must hold decision",
    hint_zh="加上 decision，或改正权力类别", hint_en="add decision, or correct the category",
    follows="行政复议法第十一条；行政诉讼法第十二条",
)

_ADMINISTRATIVE = frozenset({"reconsideration", "lawsuit"})
_GENERIC = ("有管辖权", "本级人民政府", "同级人民政府", "行政复议机关", "复议机关", "所在地", "上述", "该", "依法")
_ABOVE = ("上一级", "上级")
_WHY = {
    "contract": ("合同、欠款的争议是民事争议", "a dispute over a contract or a debt is civil"),
    "personnel": ("人事处理申请复核、申诉", "personnel matters are appealed"),
    "none": ("本事项不对公民、法人作出决定", "it decides nothing about a citizen or company"),
}


def check_remedies(power: Power, file: str, registry: Registry, book: StatuteBook) -> Iterator[Problem]:
    """Hold an item's own words on remedies, also those in answers, against the law of the day."""
    office = registry.offices.get(power.office)
    if office is None or state_name(power, book.day) == "abolished":
        return
    if power.disputes and power.category in DECIDING and "decision" not in power.disputes:
        category = terms.CATEGORIES[power.category]
        yield DISPUTES_CONTRADICT.at(file, ("disputes",), category=category.zh, category_en=category.en)
        return
    lacking = _lacking(power, office)
    for one in lacking:
        yield REDRESS_FACT.at(file, (_field(power, one.field),), zh=one.zh, en=one.en)
    told = [(path, read_prose(text)) for path, text in _told(power)]
    told = [(path, said) for path, said in told if said.periods or path == ("redress",)]
    if told:
        found = remedies_of(power, office, registry.laws, book.day)
        for path, said in told:
            yield from _held(said, found, power, office, file, path, whole=path == ("redress",))


def _lacking(power: Power, office: Office) -> tuple[Lacking, ...]:
    disputes, unsaid = disputes_of(power)
    others = power.jointly_with or office.nature == "entrusted" or power.power_source.startswith("entrusted")
    return (*unsaid, *respondents(power, office)[1]) if others and "decision" in disputes else unsaid


def _field(power: Power, field: str) -> str:
    """Give the field at which something is missing, as far as the item has one."""
    return {"organs": "entrusted_by" if power.entrusted_by else "jointly_with", "entrusted_by": "power_source", "disputes": "category"}[field]


def _told(power: Power) -> Iterator[tuple[Path, str]]:
    if power.redress:
        yield ("redress",), power.redress
    for field in ("summary", "note"):
        if TELLS.search(text := getattr(power, field)):
            yield (field,), text
    for i, text in enumerate(power.responsibilities):
        if TELLS.search(text):
            yield ("responsibilities", i), text
    for i, question in enumerate(power.faq):
        if TELLS.search(question.a):
            yield ("faq", i, "a"), question.a


def _held(said: Said, found: Remedies, power: Power, office: Office, file: str, path: Path, *, whole: bool) -> Iterator[Problem]:
    if not found.administrative:
        if whole and not found.lacking:
            yield from _none(said, power, file, path)
        return
    ways = [way for one in found.against for way in one.ways]
    for period in said.periods:
        yield from _period(period, ways, file, path)
    if not whole:
        return
    for body in said.bodies:
        yield from _body(body, ways, office, file, path)
    yield from _missing(said.ways, found, file)
    yield from _first(said, found, file, path)


def _none(said: Said, power: Power, file: str, path: Path) -> Iterator[Problem]:
    for way in sorted(said.ways & _ADMINISTRATIVE):
        if way == "lawsuit" and "contract" in power.disputes:
            continue  # a civil lawsuit it is
        zh, en = _WHY[power.disputes[0] if power.disputes else "none"]
        term = terms.REMEDY_WAYS[way]
        yield REDRESS_NONE.at(file, path, way_zh=term.zh, way_en=term.en, why=zh, why_en=en)


def _period(period: SaidPeriod, ways: list[Way], file: str, path: Path) -> Iterator[Problem]:
    meant = [way for way in ways if way.kind == period.way and way.within]
    if period.after:
        allowed = [(15, "day")]
    else:
        allowed = [(way.within.amount, way.within.unit) for way in meant if way.within]
    if not allowed or (period.within.amount, period.within.unit) in allowed:
        return
    right = Quantity(*allowed[0])
    source = next((way.articles[0] for way in meant if not period.after), "行政诉讼法第四十五条")
    term = terms.REMEDY_WAYS[period.way]
    yield REDRESS_DAYS.at(
        file, path, leading=period.leading, way_zh=term.zh + ("（收到复议决定后）" if period.after else ""), way_en=term.en,
        right=duration(right), right_en=duration(right, "en"), said=period.words, where=source,
    )  # fmt: skip


def _body(said: SaidBody, ways: list[Way], office: Office, file: str, path: Path) -> Iterator[Problem]:
    meant = [way for way in ways if way.kind == said.way and way.named]
    right = list(dict.fromkeys(body for way in meant for body in way.bodies))
    civil = said.way == "lawsuit" and any(way.kind == "civil" for way in ways)
    if not right or civil or _agrees(said.body, right, office):
        return
    term = terms.REMEDY_WAYS[said.way]
    where = next((place for place in meant[0].articles if "条" in place and place != meant[0].articles[0]), meant[0].articles[0])
    yield REDRESS_BODY.at(file, path, leading=said.leading, way_zh=term.zh, way_en=term.en, right="、".join(right), said=said.body, where=where)


def _agrees(said: str, right: list[str], office: Office) -> bool:
    """Tell whether what is said may be one of the organs: by name, by its end (市人民政府), or in general words."""
    plain = said.replace("市政府", "市人民政府").replace("县政府", "县人民政府").replace("区政府", "区人民政府").replace("省政府", "省人民政府")
    if any(plain.startswith(body) or body.endswith(plain) or plain.endswith(body) for body in right):
        return True
    if any(word in plain for word in _ABOVE):
        return any(word in body for body in right for word in _ABOVE) or office.superior in right
    if plain in {"人民法院", "法院"} or any(word in plain for word in _GENERIC):
        return True
    return not plain.endswith(("政府", "局", "委员会", "厅", "部", "部门", "法院", "中心", "机关", "办公室", "本局", "本中心", "本委"))


def _missing(said: frozenset[str], found: Remedies, file: str) -> Iterator[Problem]:
    meant = found.of("decision") or found.of("purchase")
    for way in meant.ways if meant else ():
        if way.kind in {*_ADMINISTRATIVE, "query"} and way.kind not in said:
            term = terms.REMEDY_WAYS[way.kind]
            yield REDRESS_WAY_MISSING.at(file, ("redress",), way_zh=term.zh, way_en=term.en, where=way.articles[0])


def _first(said: Said, found: Remedies, file: str, path: Path) -> Iterator[Problem]:
    must = [one for one in found.against if one.reconsideration_first and one.key in {"decision", "withheld"}]
    if must and not said.first:
        yield REDRESS_FIRST.at(file, path, what=must[0].what, where=must[0].articles[-1])
    silence = found.of("silence")
    if silence and silence.reconsideration_first and said.silence_straight:
        yield REDRESS_FIRST.at(file, path, what=silence.what, where=silence.articles[-1])
