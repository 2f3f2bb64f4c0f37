"""What a power's page shows, section by section."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from quanli.assemble.answers import Answer, answers
from quanli.assemble.basis import BasisView, basis_view
from quanli.assemble.coming import ComingView
from quanli.assemble.contact import ChannelsView, channels_view, complaint_of, contact_of
from quanli.assemble.context import Context
from quanli.assemble.discretion import DiscretionView, discretion_view
from quanli.assemble.embed_code import EmbedCode
from quanli.assemble.files import FileView
from quanli.assemble.flows import FlowView, flow_views
from quanli.assemble.history import HistoryLink
from quanli.assemble.home import life_event_url
from quanli.assemble.limits import LimitsView, limits_view
from quanli.assemble.materials import MaterialView, materials_view
from quanli.assemble.page import Link, category_url, guide_url, office_url, power_url
from quanli.assemble.redress import RemediesView, remedies_view
from quanli.assemble.results import FeeView, ResultView, fees_view, results_view
from quanli.assemble.state import StateView, current_state, state_log
from quanli.catalogue import terms
from quanli.catalogue.guide import Guide
from quanli.catalogue.power import Choice, Contact, Power, Question, Risk
from quanli.flowchart.draw import Drawing
from quanli.frozen import frozen

_BESIDE = 5
"""Links to items of the same guide: more are found in the guide."""


@frozen
class VersionNote:
    """What is said above a power as it stood: its days, its neighbours, how it is cited.

    ``ended`` is the day from which there was no text in force; None where the next one followed or it still applies.
    ``blob`` is the hash by which git knows the text's file.
    """

    from_day: datetime.date
    until_day: datetime.date | None
    earlier: Link | None
    later: Link | None
    current: Link
    ended: datetime.date | None
    citation: str
    address: str
    commit: str
    blob: str
    waits: bool
    """Whether its first day has not come."""


@frozen
class PowerView:
    """Everything that a power's page shows; what the power does not have is empty or None, and its section is left out.

    Prose (Markdown): summary, conditions, redress, responsibilities, accountability, note, and what parts say of
    themselves.
    """

    code: str
    national_code: str
    name: str
    category: Link
    category_key: str
    office: Link
    unit: str
    level: str
    power_source: str
    parent: Link | None
    children: tuple[Link, ...]
    state: StateView
    log: tuple[StateView, ...]
    summary: str
    answers: tuple[Answer, ...]
    applicants: tuple[str, ...]
    conditions: tuple[str, ...]
    choices: tuple[Choice, ...]
    materials: tuple[MaterialView, ...] | None
    channels: ChannelsView | None
    external: FlowView | None
    internal: FlowView | None
    limits: LimitsView | None
    fees: tuple[FeeView, ...] | None
    results: tuple[ResultView, ...]
    discretion: DiscretionView | None
    basis: tuple[BasisView, ...]
    redress: str
    """The item's own words, in place of the computed remedies."""
    remedies: RemediesView | None
    contact: Contact | None
    complaint: Contact | None
    faq: tuple[Question, ...]
    responsibilities: tuple[str, ...]
    accountability: tuple[str, ...]
    risks: tuple[Risk, ...]
    attachments: tuple[FileView, ...]
    guide: Link | None
    related: tuple[Link, ...]
    beside: tuple[Link, ...]
    """Items of the same guide."""
    keywords: tuple[str, ...]
    life_events: tuple[Link, ...]
    note: str
    effective_on: datetime.date | None
    reviewed_on: datetime.date | None
    data: str
    """The address of the power as JSON; empty for one as it stood."""
    history: HistoryLink | None = None
    version: VersionNote | None = None
    """What is said of a version; None on the power's own page."""
    coming: tuple[ComingView, ...] = ()
    """What it turns into on days that have not come."""
    embed: EmbedCode | None = None
    """How a portal shows it within its own pages; None where nothing is to be embedded."""

    @property
    def abolished(self) -> bool:
        """Tell whether the page is only a notice."""
        return self.state.state == "abolished"


def power_view(power: Power, drawings: Sequence[Drawing], context: Context) -> PowerView:
    """Put a power into what its page shows."""
    registry = context.registry
    office = registry.offices.get(power.office)
    units = {unit.id: unit.name for unit in office.units} if office else {}
    channels = channels_view(power, office)
    limits = limits_view(power, context.working_days)
    discretion = discretion_view(power.discretion) if power.discretion else None
    basis = basis_view(power.basis, registry.laws, context.as_of)
    flows = flow_views(power.flows, drawings)
    guide = registry.guides.get(power.guide)
    materials = power.materials
    return PowerView(
        code=power.code,
        national_code=power.national_code,
        name=power.name,
        category=Link(terms.CATEGORIES[power.category].zh, category_url(power.category)),
        category_key=power.category,
        office=Link(context.office_name(power.office), office_url(power.office)),
        unit=units.get(power.unit, ""),
        level=terms.LEVELS[power.level].zh if power.level else "",
        power_source=_source(power),
        parent=context.power_link(power.parent) if power.parent else None,
        children=tuple(Link(row.name, power_url(row.code)) for row in context.index.rows(parent=power.code)),
        state=current_state(power, context.as_of),
        log=state_log(power),
        summary=power.summary,
        answers=answers(power, channels, limits, discretion, basis),
        applicants=tuple(terms.APPLICANTS[key].zh for key in power.applicants),
        conditions=power.conditions,
        choices=power.choices,
        materials=None if materials is None else materials_view(materials, power.choices, context.forms, context.file),
        channels=channels,
        external=flows.get("external"),
        internal=flows.get("internal"),
        limits=limits,
        fees=None if power.fees is None else fees_view(power.fees),
        results=results_view(power.results, context.file),
        discretion=discretion,
        basis=basis,
        redress=power.redress,
        remedies=None if power.redress else remedies_view(power, registry, context.as_of),
        contact=contact_of(power, office),
        complaint=complaint_of(power, office),
        faq=power.faq,
        responsibilities=power.responsibilities,
        accountability=power.accountability,
        risks=power.risks,
        attachments=tuple(filter(None, (context.file(one.file, one.name) for one in power.attachments))),
        guide=Link(guide.title, guide_url(guide.slug), guide.summary) if guide else None,
        related=tuple(map(context.power_link, power.related)),
        beside=_beside(power, guide, context),
        keywords=power.keywords,
        life_events=tuple(Link(event, life_event_url(event)) for event in power.life_events),
        note=power.note,
        effective_on=power.effective_on,
        reviewed_on=power.reviewed_on,
        data=f"/powers/{power.code}.json",
    )


def _beside(power: Power, guide: Guide | None, context: Context) -> tuple[Link, ...]:
    """Link to what the item's guide names besides it and what it names itself."""
    known = {power.code, power.parent, *power.related}
    codes = [code for code in guide.powers if code not in known] if guide else []
    return tuple(map(context.power_link, codes[:_BESIDE]))


def _source(power: Power) -> str:
    if not power.power_source:
        return ""
    source = terms.POWER_SOURCES[power.power_source].zh
    return f"{source}（{power.entrusted_by}）" if power.entrusted_by else source
