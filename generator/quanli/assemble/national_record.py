"""An item as a record of the national service-item tables (政务服务事项基本目录和实施清单), as ``quanli import`` reads it.

Every element for which the catalogue has a value is there, vocabularies in their national numbers, limits with their
units; what the tables have no place for is listed in :data:`quanli.catalogue.national_table.UNSAID`. An item without a
31-character code has no ``task_code`` and ``catalog_code``: its own code stands in ``local_code``. An item of a category
that the national list does not number (内部管理, 行政征用, 非行政许可审批) is no service item and has no record.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from quanli.assemble.contact import complaint_of, contact_of
from quanli.assemble.national_lists import (
    fee_entries,
    law_entries,
    material_entries,
    question_entries,
    special_entries,
    window_entries,
)
from quanli.assemble.redress import remedies_national
from quanli.catalogue import basis_words, terms
from quanli.catalogue.national_table import (
    AT_ONCE,
    BY_WINDOW,
    FEES,
    LAWS,
    MATERIALS,
    ONLINE,
    PROMISED,
    QUESTIONS,
    SPECIAL,
    TASK_CODE,
    WINDOWS,
    contact_words,
    limit_words,
)
from quanli.catalogue.office import Office
from quanli.catalogue.power import Channels, Discretion, Flows, Limit, Power, Result
from quanli.catalogue.registry import Registry
from quanli.catalogue.state_rules import state_name
from quanli.catalogue.wording import interval_text, sanction_amount, sanction_name
from quanli.discretion.grade_words import columns_of
from quanli.flowchart.outline import outline
from quanli.records.fields import Term
from quanli.records.write import plain

Record = Mapping[str, Any]
"""Elements by name: texts, whole numbers, and lists of such records."""


def national_record(power: Power, registry: Registry, day: datetime.date) -> Record:
    """Give an item's record on a day; empty for an item of a category that the national list does not number."""
    category = terms.CATEGORIES[power.category]
    if not category.national:
        return {}
    office = registry.offices.get(power.office)
    limits, channels = power.time_limits, power.channels
    state = state_name(power, day)
    values = {
        **_codes(power),
        "task_name": power.name,
        "task_type": category.national,
        "task_state": terms.STATES[state].national,
        "catalog": power.parent,
        **_office(power, office),
        "use_level": _number(terms.LEVELS, power.level),
        "power_source": _number(terms.POWER_SOURCES, power.power_source),
        "entrust_name": power.entrusted_by,
        "other_dept": "、".join(power.jointly_with),
        "plan_effective_date": power.effective_on.isoformat() if power.effective_on else "",
        "exercise_content": power.summary,
        **_basis(power, registry),
        "serve_type": ",".join(terms.APPLICANTS[one].national for one in power.applicants),
        "accept_condition": "\n".join(power.conditions),
        "project_type": _project_type(limits.promised if limits else None),
        **_limit("anticipate", limits.statutory if limits else None),
        **_limit("promise", limits.promised if limits else None),
        SPECIAL: special_entries(power.special_steps),
        MATERIALS: material_entries(power, registry.site.domain),
        "is_fee": "" if power.fees is None else "1" if power.fees else "0",
        FEES: fee_entries(power.fees or ()),
        **_results(power.results, registry.site.domain),
        **_channels(channels, office),
        "link_way": contact_words(contact) if (contact := contact_of(power, office)) else "",
        "supervise_way": contact_words(complaint) if (complaint := complaint_of(power, office)) else "",
        "punishment_method": _discretion(power.discretion) if power.discretion else "",
        "handle_flow": _flow(power.flows),
        **_redress(power, registry, day, state),
        QUESTIONS: question_entries(power.faq),
    }
    return {key: value for key, value in values.items() if value not in ("", None, [])}


def _number(vocabulary: Mapping[str, Term], key: str) -> str:
    return vocabulary[key].national if key else ""


def _codes(power: Power) -> Record:
    code = power.national_code
    longer = code if len(code) > TASK_CODE else ""
    return {"task_code": code[:TASK_CODE], "catalog_code": code[19:TASK_CODE], "task_handle_item": longer, "local_code": power.code}


def _office(power: Power, office: Office | None) -> Record:
    if office is None:
        return {"dept_name": power.office}
    return {"dept_name": office.name, "dept_code": office.credit_code, "dept_type": _number(terms.OFFICE_NATURES, office.nature)}


def _basis(power: Power, registry: Registry) -> Record:
    if not power.basis:
        return {}
    titles = {one.law: (registry.laws[one.law].title if one.law in registry.laws else one.law, False) for one in power.basis}
    bases = [plain(one) for one in power.basis]
    return {"by_law": basis_words.written(bases, titles), LAWS: law_entries(power.basis, registry.laws)}


def _project_type(promised: Limit | None) -> str:
    return "" if promised is None else AT_ONCE if promised.unit == "immediate" else PROMISED


def _limit(name: str, limit: Limit | None) -> Record:
    if limit is None:
        return {}
    return {
        f"{name}_day": limit.amount,
        f"{name}_type": _number(terms.LIMIT_UNITS, limit.unit),
        f"{name}_day_explain": limit_words(limit.basis, limit.note),
    }


def _results(results: Sequence[Result], domain: str) -> Record:
    """Give names a line each, types and samples in the same order between commas."""
    types = [_result_type(one.type) for one in results]
    samples = [f"{domain}/forms/files/{one.sample}" if one.sample else "" for one in results]
    return {
        "result_name": "\n".join(one.name for one in results),
        "result_type": ",".join(types) if any(types) else "",
        "result_guid": ",".join(samples) if any(samples) else "",
    }


def _result_type(key: str) -> str:
    return (terms.RESULT_TYPES[key].national or terms.RESULT_TYPES["other"].national) if key else ""


def _channels(channels: Channels | None, office: Office | None) -> Record:
    if channels is None:
        return {}
    ways = (BY_WINDOW if channels.windows else "", ONLINE if channels.online else "")
    online = channels.online
    return {
        "handle_type": ",".join(filter(None, ways)),
        "online_handle_url": online.url if online else "",
        "online_handle_depth": _number(terms.ONLINE_DEPTHS, online.depth) if online else "",
        "limit_scene_num": channels.visits,
        WINDOWS: window_entries(channels.windows, office),
    }


def _discretion(discretion: Discretion) -> str:
    """Say the grades a line each, measured circumstances before the words for others."""
    factors = {factor.id: factor for factor in discretion.factors}
    made = plain(discretion)
    for tier, entry in zip(discretion.tiers, made.get("tiers", ()), strict=True):
        measures = [
            f"{factors[key].name if key in factors else key}{interval_text(interval, factors.get(key), discretion.bounds)}"
            for key, interval in (tier.when or {}).items()
        ]
        entry["circumstances"] = "，".join(filter(None, (*measures, tier.circumstances)))
    special = [one for tier in discretion.tiers for one in tier.sanctions if one.sanction == "other" or one.name or one.subject]
    if special or any(one.subject or one.name for one in discretion.statutory):
        return _named_sanctions(discretion, [entry["circumstances"] for entry in made.get("tiers", ())])
    return "\n".join(f"{grade}：{words}" for grade, words in columns_of(made))


def _named_sanctions(discretion: Discretion, circumstances: Sequence[str]) -> str:
    """Say grades whose sanctions have names or subjects of their own."""
    def said(sanctions: Any) -> str:
        return "，".join(" ".join(filter(None, (sanction_name(one), sanction_amount(one)))) for one in sanctions)

    lines = [f"法定幅度：{said(discretion.statutory)}"] if discretion.statutory else []
    for tier, words in zip(discretion.tiers, circumstances, strict=True):
        lines.append(f"{tier.grade}：{'，'.join(filter(None, (words, said(tier.sanctions))))}")
    return "\n".join(lines)


def _flow(flows: Flows | None) -> str:
    """Say the external flow, a step a line: who does it, within what, where it leads."""
    lines = []
    for step in outline(flows.external) if flows else ():
        said = "，".join(filter(None, (step.actor, step.limit)))
        leads = [f"{jump.label}→{jump.name}" for jump in (*step.branches, *filter(None, (step.jump,)))]
        lines.append(f"{step.number}. {step.name}" + (f"（{said}）" if said else "") + ("：" + "，".join(leads) if leads else ""))
    return "\n".join(lines)


def _redress(power: Power, registry: Registry, day: datetime.date, state: str) -> Record:
    """Give what the item itself says of reconsideration and lawsuits, else what follows from the law."""
    if power.redress:
        return {"reconsiderat": power.redress}
    return {} if state == "abolished" else remedies_national(power, registry, day)
