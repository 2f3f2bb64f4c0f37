"""Who may create what: which source of law a permit, a coercive measure or a penalty must rest on, and that it names its article.

Administrative Licensing Law arts. 14–17, Administrative Compulsion Law arts. 10–13, Administrative Penalty Law arts. 10–16.
A citation that is not in the register is not judged here, nor what only the wording of a higher law could tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quanli.catalogue import terms
from quanli.catalogue.law import Law
from quanli.catalogue.power import Power, SanctionRange
from quanli.catalogue.statute_book import StatuteBook
from quanli.errors import Problem, Rule

POWER_WITHOUT_ARTICLE = Rule(
    "POWER_WITHOUT_ARTICLE", "error",
    zh="设定依据《{title}》没有写明条次，本项没有一条依据具体到条", en="{title} is cited without an article, and no other provision that creates this power names one",
    hint_zh="写明哪一条设定了这项权力；找不到这样的条文，就没有这项权力",
    hint_en="name the article that creates the power; where there is none, there is no such power",
    follows="消除空白权力项（楚州区安监局汇报一）；行政处罚法第三十八条（没有依据的处罚无效）",
)
BASIS_WITHOUT_ARTICLE = Rule(
    "BASIS_WITHOUT_ARTICLE", "warning",
    zh="依据《{title}》没有写明条次", en="{title} is cited without an article",
    hint_zh="写明第几条", hint_en="name the article",
    follows="消除空白权力项（楚州区安监局汇报一）",
)
PERMIT_BASIS = Rule(
    "PERMIT_BASIS", "error",
    zh="行政许可不能由{kind_zh}设定：《{title}》", en="a permit cannot be created by {kind_en}: {title}",
    hint_zh="引用设定它的法律、行政法规、国务院决定或者地方性法规；只有省级政府规章可以设定一年以内的临时许可（行政许可法第十四条、第十五条、第十七条：“其他规范性文件一律不得设定行政许可”）",
    hint_en="cite the law, regulation, State Council decision or local regulation that creates it; only a rule of a provincial government may create one for a year (Administrative Licensing Law, arts. 14, 15, 17)",
    follows="行政许可法第十四条、第十五条、第十七条",
)
COERCION_BASIS = Rule(
    "COERCION_BASIS", "error",
    zh="行政强制不能由{kind_zh}设定：《{title}》", en="coercion cannot be created by {kind_en}: {title}",
    hint_zh="引用设定它的法律、法规（行政强制法第十条：“法律、法规以外的其他规范性文件不得设定行政强制措施”）",
    hint_en="cite the law or regulation that creates it (Administrative Compulsion Law, art. 10)",
    follows="行政强制法第十条第四款、第十三条第一款",
)
COERCION_RESERVED = Rule(
    "COERCION_RESERVED", "error",
    zh="{kind_zh}不能设定“{measure}”：《{title}》", en='{kind_en} cannot create "{measure}": {title}',
    hint_zh="{hint_zh}", hint_en="{hint_en}",
    follows="行政强制法第九条、第十条、第十三条第一款",
)
PENALTY_BASIS = Rule(
    "PENALTY_BASIS", "error",
    zh="处罚不能只以规范性文件为依据", en="a penalty cannot rest on a normative document alone",
    hint_zh="引用法律、法规或规章（行政处罚法第十条至第十四条、第十六条）",
    hint_en="cite a law, regulation or rule (Administrative Penalty Law, arts. 10–14, 16)",
)
PENALTY_RESERVED = Rule(
    "PENALTY_RESERVED", "error",
    zh="{kind_zh}不能设定“{sanction}”：《{title}》", en='{kind_en} cannot create "{sanction_en}": {title}',
    hint_zh="{hint_zh}", hint_en="{hint_en}",
    follows="行政处罚法第十条至第十四条",
)
PENALTY_ABOVE_RULE = Rule(
    "PENALTY_ABOVE_RULE", "warning",
    zh="规章自己只能设定警告、通报批评和限额以内的罚款，“{sanction}”的上位依据没有引用", en='a rule of its own may create only warnings, criticism and limited fines; what gives the "{sanction_en}" is not cited',
    hint_zh="补上规定这种处罚的法律、法规（行政处罚法第十三条、第十四条）", hint_en="cite the law or regulation that gives it (Administrative Penalty Law, arts. 13, 14)",
    follows="行政处罚法第十三条、第十四条",
)

_CREATED_BY_LAW = frozenset({"permit", "penalty", "coercion", "levy", "requisition", "approval", "inspection", "confirmation", "payment", "adjudication", "reward"})
_UNDIVIDED = re.compile(r"(?:决定|决议|通知|公告|通告|批复|意见|函|命令)$")
"""Titles of what is seldom divided into articles."""
_NOT_TAKEN_IN = re.compile(r"〔导入时未识别〕[^\n]{0,6}依据")
"""What an import leaves of a cell of legal bases that it could not read: the articles stand there."""
_PROVINCIAL = re.compile(r"(?:省|自治区|^(?:北京|天津|上海|重庆)市|直辖市)(?:人民)?政府")
_PROVINCE = re.compile(r"^(?:北京市|天津市|上海市|重庆市|.{2,7}?(?:省|自治区))")
_KINDS: Mapping[str, tuple[str, str]] = {
    "regulation": ("行政法规", "an administrative regulation"),
    "local-regulation": ("地方性法规", "a local regulation"),
    "rule": ("规章", "a rule"),
    "normative": ("规范性文件", "a normative document"),
}
_HIGH = frozenset({"law", "regulation", "local-regulation"})
_SEALING = ("查封", "扣押")
_BY_LAW = re.compile(r"冻结|限制人身自由|强制隔离|拘禁|留置盘问")
_EXECUTION = re.compile(r"加处罚款|加处滞纳金|加收滞纳金|划拨|代履行|强制拆除|强制执行|强制划缴|拍卖")
_TO_COURT = re.compile(r"申请.{0,6}法院")
_OTHER_MEASURE = re.compile(r"冻结|限制人身自由|强制隔离|责令暂停|暂停|停止供|强制检疫|强制带离|取缔|先行登记保存")
_LICENCE = re.compile(r"营业执照")
_OF_A_RULE = frozenset({"warning", "criticism", "fine", "order-correction", "other"})


def check_creation(power: Power, file: str, book: StatuteBook) -> Iterator[Problem]:
    """Hold the kind of what a power rests on against who may create such a power; one that is abolished needs no ground any more."""
    if not power.basis or (power.states and power.states[-1].state == "abolished"):
        return
    creating = [at for at, basis in enumerate(power.basis) if basis.role in {"establishes", "sanction"}] or list(range(len(power.basis)))
    yield from _without_article(power, creating, book.laws, file)
    laws = [book.laws.get(power.basis[at].law) for at in creating]
    known = [law for law in laws if law is not None]
    if len(known) < len(laws):
        return
    check = {"permit": _permit, "coercion": _coercion, "penalty": _penalty}.get(power.category)
    if check:
        yield from check(power, creating, known, file)


def _without_article(power: Power, creating: Sequence[int], laws: Mapping[str, Law], file: str) -> Iterator[Problem]:
    """Name what is cited as a whole; where no citation that creates the power names an article, nothing creates it (职权法定)."""
    whole = [at for at, basis in enumerate(power.basis) if not basis.article and _divided(laws.get(basis.law))]
    if not whole or _NOT_TAKEN_IN.search(power.note):
        return
    none = power.category in _CREATED_BY_LAW and all(at in whole for at in creating)
    for at in whole:
        rule = POWER_WITHOUT_ARTICLE if none and at in creating else BASIS_WITHOUT_ARTICLE
        yield rule.at(file, ("basis", at), title=laws[power.basis[at].law].title)


def _divided(law: Law | None) -> bool:
    return law is not None and law.kind != "normative" and not _UNDIVIDED.search(law.title)


def _permit(_power: Power, creating: Sequence[int], laws: Sequence[Law], file: str) -> Iterator[Problem]:
    """Licensing Law art. 14 (law, regulation, decision of the State Council), art. 15 (local regulation, provincial rule), art. 17 (nothing else)."""
    if any(law.kind in _HIGH or _of_state_council(law) or _maybe_provincial(law) for law in laws):
        return
    yield PERMIT_BASIS.at(file, ("basis", creating[0], "law"), **_told(laws[0]))


def _of_state_council(law: Law) -> bool:
    return law.title.startswith("国务院") or law.issuer == "国务院"


def _maybe_provincial(law: Law) -> bool:
    """Tell whether a rule may be a provincial government's; one whose version nobody states was filed under a kind by its name alone."""
    if law.kind != "rule":
        return False
    return bool(_PROVINCIAL.search(law.issuer)) if law.issuer else not law.versions or bool(_PROVINCE.match(law.title))


def _coercion(power: Power, creating: Sequence[int], laws: Sequence[Law], file: str) -> Iterator[Problem]:
    """Compulsion Law art. 10: measures by law, some by regulation, sealing and seizing by local regulation; art. 13: execution by law."""
    best = min(laws, key=lambda law: _rank(law.kind))
    path = ("basis", creating[laws.index(best)], "law")
    if best.kind not in _HIGH:
        if best.kind == "normative" or best.versions or best.issuer:
            yield COERCION_BASIS.at(file, path, **_told(best))
        return
    if best.kind == "law" or _TO_COURT.search(power.name):
        return
    reserved, execution = _BY_LAW.search(power.name), _EXECUTION.search(power.name)
    other = best.kind == "local-regulation" and not any(word in power.name for word in _SEALING) and _OTHER_MEASURE.search(power.name)
    found = reserved or execution or other
    if found:
        article = "十三" if execution and not reserved else "十"
        zh = "行政强制执行由法律设定" if execution and not reserved else "限制人身自由、冻结存款和汇款只能由法律设定；地方性法规只能设定查封、扣押"
        en = "only a law may create execution" if execution and not reserved else "only a law may create freezing and detention; a local regulation only sealing and seizing"
        yield COERCION_RESERVED.at(
            file, path, measure=found[0], hint_zh=f"引用设定它的法律（行政强制法第{article}条：{zh}）",
            hint_en=f"cite the law that creates it (Administrative Compulsion Law, art. {13 if article == '十三' else 10}: {en})", **_told(best),
        )


def _penalty(power: Power, _creating: Sequence[int], laws: Sequence[Law], file: str) -> Iterator[Problem]:
    """Penalty Law arts. 10–14, 16: what each source may create; a rule may also spell out what a law already gives."""
    best = min(laws, key=lambda law: _rank(law.kind))
    if best.kind == "normative":
        yield PENALTY_BASIS.at(file, ("basis",))
        return
    if power.discretion is None or best.kind == "law":
        return
    for at, entry in enumerate(power.discretion.statutory):
        path = ("discretion", "statutory", at, "sanction")
        words = _sanction(entry)
        if entry.sanction == "detention":
            yield PENALTY_RESERVED.at(
                file, path, **words, **_told(best), hint_zh="引用设定它的法律（行政处罚法第十条：“限制人身自由的行政处罚，只能由法律设定”）",
                hint_en="cite the law that creates it (Administrative Penalty Law, art. 10)",
            )
        elif entry.sanction == "revoke-licence" and best.kind == "local-regulation" and _LICENCE.search(entry.name + entry.note):
            yield PENALTY_RESERVED.at(
                file, path, **words, **_told(best), hint_zh="引用设定它的法律、行政法规（行政处罚法第十二条：地方性法规不得设定吊销营业执照）",
                hint_en="cite the law or administrative regulation that creates it (Administrative Penalty Law, art. 12)",
            )
        elif best.kind == "rule" and entry.sanction not in _OF_A_RULE and (best.versions or best.issuer):
            yield PENALTY_ABOVE_RULE.at(file, path, **words)


def _rank(kind: str) -> int:
    return ("law", "regulation", "local-regulation", "rule", "normative").index(kind)


def _sanction(entry: SanctionRange) -> dict[str, Any]:
    term = terms.SANCTIONS[entry.sanction]
    return {"sanction": entry.name or term.zh, "sanction_en": term.en}


def _told(law: Law) -> dict[str, Any]:
    zh, en = _KINDS[law.kind]
    return {"title": law.title, "kind_zh": zh, "kind_en": en}
