"""The small row of a power, by which lists, figures and data know it."""

from __future__ import annotations

import datetime

from quanli.catalogue.completeness import completeness, missing_elements
from quanli.catalogue.durations import at_once, relied_on
from quanli.catalogue.power import Limit, Power
from quanli.catalogue.registry import Registry
from quanli.catalogue.row import PowerRow
from quanli.catalogue.state_rules import state_on
from quanli.codes.initials import initial_of

SUMMARY = 120
"""Characters of the summary that lists show."""


def row_of(power: Power, file: str, day: datetime.date, registry: Registry | None = None) -> PowerRow:
    """Make the small row of a power, as of a day; what it lacks is judged with what the registers say."""
    state = state_on(power, day) if power.states else None
    limits = power.time_limits
    promised, statutory = (limits.promised, limits.statutory) if limits else (None, None)
    limit = relied_on(limits)
    channels = power.channels
    office, own = (registry.offices.get(power.office), registry.site.elements) if registry else (None, ())
    missing = missing_elements(power, office, own)
    return PowerRow(
        code=power.code,
        file=file,
        name=power.name,
        initial=initial_of(power.name),
        category=power.category,
        office=power.office,
        unit=power.unit,
        parent=power.parent,
        state=state.state if state else "active",
        state_on=state.on if state else None,
        next_on=min((entry.on for entry in power.states if entry.on and entry.on > day), default=None),
        summary=power.summary[:SUMMARY],
        applicants=power.applicants,
        life_events=power.life_events,
        keywords=power.keywords,
        guide=power.guide,
        depth=channels.online.depth if channels and channels.online else "",
        visits=channels.visits if channels else None,
        promised=_amount(promised),
        statutory=_amount(statutory),
        promised_unit=_unit(promised),
        limit_unit=_unit(limit),
        statutory_unit=_unit(statutory),
        free=None if power.fees is None else not power.fees,
        completeness=completeness(power.category, len(missing), own),
        laws=tuple(
            (basis.law, basis.version.isoformat() if basis.version else "", basis.article)
            for basis in power.basis
        ),
        forms=tuple(material.form for material in power.materials or () if material.form),
        national_code=power.national_code,
        missing=tuple(element.key for element in missing),
    )


def _amount(limit: Limit | None) -> int:
    return limit.amount if limit and not at_once(limit) else 0


def _unit(limit: Limit | None) -> str:
    return "" if limit is None else "immediate" if at_once(limit) else limit.unit
