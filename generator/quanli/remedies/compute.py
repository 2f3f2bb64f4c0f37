"""The remedies of an item: from what it decides, by whom, on what day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from quanli.catalogue.law import Law
from quanli.catalogue.office import Office, Organ
from quanli.catalogue.power import Power
from quanli.remedies.civil import contract
from quanli.remedies.disputes import disputes_of
from quanli.remedies.editions import (
    AFTER_RECONSIDERATION,
    ENTRUSTED,
    IMMOVABLE,
    SIX_MONTHS,
    THIRD_PARTY,
    Edition,
    edition_on,
    litigation,
    reconsideration,
)
from quanli.remedies.organs import Heard, heard_by, kind_of, reconsidered_by, respondents
from quanli.remedies.silence import silence
from quanli.remedies.special import Special, specials
from quanli.remedies.spot import may_be_on_the_spot
from quanli.remedies.way import Against, Remedies, Way, days, months

_KNOWN = "自知道或者应当知道该决定之日起"
_RECEIVED = "自收到复议决定书之日起"
_WHAT: Mapping[str, str] = MappingProxyType({
    "permit": "不服准予、不予许可或者有关许可的其他决定",
    "approval": "不服批准或者不予批准的决定",
    "penalty": "不服行政处罚决定",
    "coercion": "不服行政强制决定",
    "levy": "不服征收、收费的决定",
    "payment": "不服给付或者不予给付的决定",
    "inspection": "不服检查后作出的责令改正等决定",
    "confirmation": "不服确认、登记或者不予确认、登记的决定",
    "reward": "不服奖励或者不予奖励的决定",
    "adjudication": "不服行政裁决",
    "requisition": "不服征用决定、补偿决定",
})  # fmt: skip
_DECISION = "不服就本事项作出的决定或者答复"
_INSPECTED = "检查本身不作处理决定，不单独申请复议或者起诉；检查后作出责令改正、行政处罚、行政强制等决定的，对那份决定申请复议或者起诉"
_BRANCH = "对直辖市、设区的市人民政府工作部门按照行政区划设立的派出机构的决定，也可以向它所在地的人民政府申请"


def remedies_of(power: Power, office: Office | None, laws: Mapping[str, Law], day: datetime.date) -> Remedies:
    """Compute the remedies by the law of a day; where a fact is lacking, it is named and nothing is guessed in its place."""
    edition = edition_on(day)
    if office is None or edition is None:
        return Remedies()
    disputes, unsaid = disputes_of(power)
    organs, lacking = respondents(power, office)
    cited = [(laws[basis.law].title, basis.article) for basis in power.basis if basis.law in laws]
    rows = list(specials(cited, power.category, kind_of(organs[0]) if organs else "", day))
    against: list[Against] = []
    notes = [row.note for row in rows if row.nothing]
    if power.category == "inspection":
        notes.append(_INSPECTED)
    deciding = "decision" in disputes and not any(row.nothing for row in rows)
    if deciding and organs:
        against += _administrative(power, organs, rows, edition)
        notes.append(_third_parties(edition))
        notes += [_entrusted(organs[0], office, edition)] if organs[0].name != office.name else []
    if "contract" in disputes:
        against.append(contract(day))
    against += (Against(row.key, row.what, row.ways, (row.place,)) for row in rows if row.what)
    return Remedies(tuple(organ.name for organ in organs) if deciding else (), tuple(against), tuple(notes),
                    (*unsaid, *(lacking if deciding else ())))  # fmt: skip


def _administrative(power: Power, organs: tuple[Organ, ...], rows: Sequence[Special], edition: Edition) -> list[Against]:
    heard, court = reconsidered_by(organs, edition), heard_by(organs)
    field = "disclosure" if any(row.withheld for row in rows) else power.category
    scope = reconsideration(edition.scope.get(field, edition.scope["other"]))
    instead = next((row for row in rows if row.instead), None)
    if instead:
        return [Against("decision", _WHAT.get(power.category, _DECISION), instead.ways, (instead.place,))]
    first = next((row for row in rows if row.first), None)
    decision = _decision(heard, court, rows, edition, first)
    found = [Against("decision", _WHAT.get(power.category, _DECISION), decision, _articles(scope, first, edition), first.note if first else "")]
    if "spot" in edition.first and not first and may_be_on_the_spot(power):
        found.append(_first("spot", "不服当场作出的行政处罚决定", scope, heard, court, edition))
    if "withheld" in edition.first and any(row.withheld for row in rows):
        found.append(_first("withheld", "申请公开政府信息，机关不予公开", scope, heard, court, edition))
    if any(row.key == "rights" for row in rows):
        what = "认为决定侵犯自己已经依法取得的自然资源所有权或者使用权"
        found.append(_first("rights", what, scope, heard, court, edition))
    return [*found, *silence(power, heard, court, edition)]


def _decision(heard: Heard, court: Heard, rows: Sequence[Special], edition: Edition, first: Special | None) -> tuple[Way, ...]:
    period = next((row for row in rows if row.court), None)
    ways = [_reconsidered(heard, edition, "first" if first else "choice")]
    if not (first and first.final):
        place = next((row for row in rows if row.immovable), None)
        ways.append(_sued(court, "after" if first else "choice", period, place))
    if kind_of_ruling(heard, edition):
        ruling = reconsideration(edition.ruling)
        ways.append(Way("ruling", "after", ("国务院",), True, None, "", (ruling,), "不服省级人民政府、国务院部门对自己的决定作出的复议决定，不起诉的，可以申请国务院裁决；裁决是最终的"))
    return (*ways, *(way for row in rows if row.ways and not row.what and not row.instead for way in row.ways))


def kind_of_ruling(heard: Heard, edition: Edition) -> bool:
    """Tell whether the organ reconsiders its own decision, so that the State Council may rule (行政复议法第二十六条)."""
    own = {reconsideration(edition.jurisdiction[kind]) for kind in ("province", "ministry")}
    return bool(own.intersection(heard.articles))


def _first(key: str, what: str, scope: str, heard: Heard, court: Heard, edition: Edition) -> Against:
    ways = (_reconsidered(heard, edition, "first"), _sued(court, "after", None, None))
    return Against(key, what, ways, (scope, reconsideration(edition.first[key])))


def _reconsidered(heard: Heard, edition: Edition, order: str) -> Way:
    articles = (reconsideration(edition.period), *heard.articles)
    branch = reconsideration(edition.jurisdiction["branch"]) in heard.articles and "branch" not in edition.chosen
    return Way("reconsideration", order, heard.bodies, heard.named, days(60), _KNOWN, articles, _BRANCH if branch else "")


def _sued(court: Heard, order: str, period: Special | None, place: Special | None) -> Way:
    bodies, named, articles = court.bodies, court.named, court.articles
    if place:
        bodies, named, articles = ("不动产所在地的人民法院",), False, (litigation(IMMOVABLE),)
    if order == "after":
        return Way("lawsuit", order, bodies, named, days(15), _RECEIVED, (litigation(AFTER_RECONSIDERATION), *articles))
    within, since, source = (period.court, period.since_words, period.place) if period else (months(6), _KNOWN, litigation(SIX_MONTHS))
    after = f"先申请复议的，{_RECEIVED}十五日内起诉（《行政诉讼法》{AFTER_RECONSIDERATION}）"
    return Way("lawsuit", order, bodies, named, within, since, (source, *articles), after)


def _articles(scope: str, first: Special | None, edition: Edition) -> tuple[str, ...]:
    return (scope, reconsideration(edition.first["statute"]), first.place) if first else (scope,)


def _third_parties(edition: Edition) -> str:
    return (
        "决定涉及的人，以及与决定有利害关系的其他人，都可以申请复议或者起诉；别人已经申请或者起诉的，可以作为第三人参加"
        f"（《行政复议法》{edition.third}、《行政诉讼法》{THIRD_PARTY}）"
    )


def _entrusted(organ: Organ, office: Office, edition: Edition) -> str:
    articles = f"《行政复议法》{edition.entrusted}、" if edition.entrusted else ""
    return f"{office.name}受{organ.name}委托办理，决定由委托的机关负责（{articles}《行政诉讼法》{ENTRUSTED}）"
