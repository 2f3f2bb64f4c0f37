"""The public hall: asking for information, asking for advice, complaining, registering; with the items, forms and addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quanli.assemble.context import Context
from quanli.assemble.edges import Every, NamedBySettings
from quanli.assemble.files import FormView
from quanli.assemble.listing import Entry, entry_of
from quanli.assemble.page import HOME, Link, Page, office_url
from quanli.assemble.page_kind import once
from quanli.assemble.sort import CONTACT_COLUMN, OPEN_COLUMN, SERVICE_COLUMN
from quanli.catalogue.office import Office
from quanli.catalogue.power import Contact
from quanli.config.hall import Desk, Duration, Entrance
from quanli.frozen import frozen

DISCLOSURE = Link("依申请公开", "/disclosure/", "要一份没有公开的政府信息")
CONSULTATION = Link("咨询", "/consultation/", "问政策、问怎么办")
COMPLAINT = Link("投诉举报", "/complaints/", "办得不好、有人违法")
REGISTRATION = Link("登记与年检", "/registration/", "登记、备案、年检的入口")


@frozen
class OfficeContact:
    """An office with the way to reach it for one purpose."""

    office: Link
    contact: Contact


@frozen
class EntranceView:
    """Items that belong together."""

    name: str
    note: str
    entries: tuple[Entry, ...]
    forms: tuple[FormView, ...]


@frozen
class DeskView:
    """A page of the hall. ``text`` is prose; ``contacts`` are headed by ``contacts_title``; ``others`` are the other desks."""

    text: str
    limits: tuple[Duration, ...]
    entrances: tuple[EntranceView, ...]
    contacts_title: str
    contacts: tuple[OfficeContact, ...]
    others: tuple[Link, ...]


def hall_links(context: Context) -> tuple[Link, ...]:
    """Link the desks that there are; what to register is said by the settings alone."""
    there = (DISCLOSURE, CONSULTATION, COMPLAINT)
    return (*there, REGISTRATION) if context.site.hall.registration.entrances else there


def disclosure_page(context: Context) -> Iterator[Page]:
    """Plan the page that says how to apply for the disclosure of information."""
    contacts = _contacts(context, lambda office: office.contact)
    view = _desk(context, DISCLOSURE, context.site.hall.disclosure, "交到哪里", contacts)
    yield Page(DISCLOSURE.url, "desk", DISCLOSURE.text, "怎样申请政府信息公开：表格、时限、各机关的受理地址。", view, (HOME,))


def consultation_page(context: Context) -> Iterator[Page]:
    """Plan the page that says whom to ask."""
    contacts = _contacts(context, lambda office: office.contact)
    view = _desk(context, CONSULTATION, context.site.hall.consultation, "问哪个机关", contacts)
    yield Page(CONSULTATION.url, "desk", CONSULTATION.text, "问政策、问怎么办：热线和各机关的咨询电话、时间、地址。", view, (HOME,))


def complaint_page(context: Context) -> Iterator[Page]:
    """Plan the page that says how to complain and how to report an offence."""
    contacts = _contacts(context, lambda office: office.complaint)
    view = _desk(context, COMPLAINT, context.site.hall.complaint, "对机关或者工作人员不满意", contacts)
    yield Page(COMPLAINT.url, "desk", COMPLAINT.text, "投诉和举报：找谁、多久答复、用什么表格。", view, (HOME,))


def registration_page(context: Context) -> Iterator[Page]:
    """Plan the page of what must be registered, filed and inspected."""
    view = _desk(context, REGISTRATION, context.site.hall.registration, "", ())
    yield Page(REGISTRATION.url, "desk", REGISTRATION.text, "登记、备案、年检和定期检验的入口。", view, (HOME,))


def _desk(context: Context, own: Link, desk: Desk, contacts_title: str, contacts: tuple[OfficeContact, ...]) -> DeskView:
    entrances = tuple(_entrance(one, context) for one in desk.entrances)
    return DeskView(desk.text, desk.limits, entrances, contacts_title, contacts, tuple(one for one in hall_links(context) if one != own))


def _entrance(entrance: Entrance, context: Context) -> EntranceView:
    rows = [row for code in entrance.powers if (row := context.index.row(code))]
    names = dict.fromkeys(form for row in rows for form in row.forms)
    forms = tuple(context.forms[name] for name in names if name in context.forms)
    return EntranceView(entrance.name, entrance.note, tuple(entry_of(row, context) for row in rows), forms)


def _contacts(context: Context, way: Callable[[Office], Contact | None]) -> tuple[OfficeContact, ...]:
    return tuple(
        OfficeContact(Link(office.name, office_url(key)), contact)
        for key, office in context.registry.offices.items()
        if (contact := way(office))
    )


_DESK = (Every("office"), Every("law"), Every("form"), Every("form-file"), NamedBySettings())
DISCLOSURE_PAGE = once("disclosure", DISCLOSURE.url, "desk", disclosure_page, *_DESK, sort=OPEN_COLUMN)
CONSULTATION_PAGE = once("consultation", CONSULTATION.url, "desk", consultation_page, *_DESK, sort=CONTACT_COLUMN)
COMPLAINT_PAGE = once("complaint", COMPLAINT.url, "desk", complaint_page, *_DESK, sort=CONTACT_COLUMN)
REGISTRATION_PAGE = once("registration", REGISTRATION.url, "desk", registration_page, *_DESK, keys=lambda context: ("",) if context.site.hall.registration.entrances else (), sort=SERVICE_COLUMN)
