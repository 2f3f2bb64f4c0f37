"""What the articles that a power cites demand: sanctions without 可以, held against a discretion table and its tiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanli.catalogue.power import Discretion, SanctionRange, Tier
from quanli.discretion.cited_sanctions import ORDER, TAKEN, CitedClause, CitedSanctions, kinds, states
from quanli.discretion.statute import within
from quanli.discretion.tier_sanctions import grade_rank
from quanli.errors import Path, Problem, Rule
from quanli.provisions.reading import Measure
from quanli.statutes.text import normalised

SANCTION_MISSING = Rule(
    "SANCTION_MISSING", "warning",
    zh="{article}规定“{known}”，法定幅度里没有", en='{article} demands "{known}", which the statutory ranges lack',
    hint_zh="补上这种处罚：条文没有写“可以”，不能不罚", hint_en="add it: the article leaves no choice",
    follows="所引条文本身；行政处罚法第四条",
)
TIER_SANCTION_MISSING = Rule(
    "TIER_SANCTION_MISSING", "warning",
    zh="“{grade}”档没有“{known}”，{article}规定应当给予", en='tier "{grade}" lacks "{known}", which {article} demands',
    hint_zh="补上；只有减轻、不予处罚的档次可以没有（行政处罚法第三十二条、第三十三条）",
    hint_en="add it; only a tier of mitigation or exemption may lack it (Administrative Penalty Law, arts. 32, 33)",
    follows="所引条文本身；行政处罚法第三十二条、第三十三条（只有这些情形可以减轻、不予处罚）",
)

_STOPS = frozenset({"suspend-business", "close"})
"""责令停业、关闭 leaves the choice between the two."""
_NO_PENALTY = re.compile(r"取缔|拆除|恢复|撤销|取消|注销|收回|追缴|责令(?!停产|停业|关闭|.*(?:停产停业|停业整顿|停产整))|没收$")
"""What statutes order besides the penalties of art. 9 of the Penalty Law, and names of which the object was not read."""


def check_missing(table: Discretion, cited: CitedSanctions, file: str) -> Iterator[Problem]:
    """Say which sanctions that the articles demand a table lacks: those without 可以 and without an alternative."""
    if not table.statutory:
        return
    touched = {each.group for each, measure in cited.measures() if measure.range and any(_claims(entry, measure) for entry in table.statutory)}
    said = set[str]()
    for each, measure in cited.measures():
        if measure.must and not measure.alternative and each.own and (each.expected or each.group in touched) and not _covered(measure, table, cited):
            name = _told(measure)
            if name not in said:
                yield SANCTION_MISSING.at(file, ("discretion", "statutory"), article=cited.places, known=name)
            said.add(name)


def check_tiers(table: Discretion, cited: CitedSanctions, file: str) -> Iterator[Problem]:
    """Say which tiers lack a sanction that the articles demand from the first stage on.

    A tier that only later stages reach (拒不改正, 情节严重) is not asked for what went before them; one of mitigation for nothing.
    """
    for group, clauses in _first_stages(cited).items():
        later = [each for each in cited.clauses if each.place == group]
        for measure in _demanded(clauses):
            entries = [entry for entry in table.statutory if entry.sanction in kinds(measure)]
            if entries:
                yield from _lacking(table, measure, {entry.subject for entry in entries}, later, cited, file)


def _first_stages(cited: CitedSanctions) -> dict[tuple[str, int, int], list[CitedClause]]:
    """Give the clauses of the first stage that are certain to be meant, by their place."""
    found: dict[tuple[str, int, int], list[CitedClause]] = {}
    for each in cited.clauses:
        if each.expected and each.own and not each.clause.stage and not each.clause.subject:
            found.setdefault(each.place, []).append(each)
    return found


def _demanded(clauses: Sequence[CitedClause]) -> Iterator[Measure]:
    for each in clauses:
        for one in each.clause.measures:
            certain = one.must and not one.alternative and not one.condition and one.range is None
            if certain and one.sanction not in {"fine", "detention"} and ORDER not in kinds(one) and not _NO_PENALTY.match(one.name):
                yield one


def _lacking(
    table: Discretion, measure: Measure, subjects: set[str], clauses: Sequence[CitedClause], cited: CitedSanctions, file: str
) -> Iterator[Problem]:
    for index, tier in enumerate(table.tiers):
        if grade_rank(tier.grade) in {0, 1} or not _is_basic(tier, subjects, clauses):
            continue
        given = {entry.sanction for entry in tier.sanctions} & kinds(measure)
        if not given or (kinds(measure) == TAKEN and given != TAKEN):
            path: Path = ("discretion", "tiers", index, "sanctions")
            yield TIER_SANCTION_MISSING.at(file, path, grade=tier.grade, known=measure.name, article=cited.places)


def _is_basic(tier: Tier, subjects: set[str], clauses: Sequence[CitedClause]) -> bool:
    """Tell whether a tier's fines on some subjects lie in ranges of the first stage of an act and in none of a later one."""
    fines = [entry for entry in tier.sanctions if entry.sanction == "fine" and entry.max is not None and (not any(subjects) or entry.subject in subjects)]
    stages = {each.clause.stage for entry in fines for each in clauses for one in each.clause.measures if one.range and one.sanction == "fine" and within(entry, one.range)}
    return stages == {""}


def _claims(entry: SanctionRange, measure: Measure) -> bool:
    return entry.sanction == measure.sanction and measure.range is not None and states(measure.range, entry)


def _covered(measure: Measure, table: Discretion, cited: CitedSanctions) -> bool:
    """Tell whether a table has a sanction; one whose range is only stated wrongly is said as that."""
    own = kinds(measure)
    if ORDER in own or _NO_PENALTY.match(measure.name):
        return True
    if own & _STOPS and any(entry.sanction in _STOPS for entry in table.statutory):
        return True
    entries = [entry for entry in table.statutory if entry.sanction in own or (entry.name and normalised(entry.name) in normalised(measure.name))]
    if measure.range is None or measure.sanction not in {"fine", "detention"}:
        return measure.sanction in {"fine", "detention"} or (own <= {entry.sanction for entry in entries} if own == TAKEN else bool(entries))
    if any(_claims(entry, measure) for entry in entries):
        return True
    stated = [one for _, one in cited.measures(measure.sanction) if one.range]
    return any(not any(_claims(entry, one) for one in stated) for entry in entries)


def _told(measure: Measure) -> str:
    return f"{measure.range.base if measure.range.base not in measure.range.words else ''}{measure.range.words}{measure.name}" if measure.range else measure.name
