"""What the assembly of a page may ask: registers, the index of powers, forms, attached files, the day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import cached_property

from markupsafe import Markup

from quanli.assemble.files import FileView, FormView
from quanli.assemble.page import Link, power_url
from quanli.catalogue.index import Index
from quanli.catalogue.registry import Registry
from quanli.catalogue.statute_book import StatuteBook, Texts
from quanli.config.site import Site
from quanli.config.working_days import WorkingDays
from quanli.frozen import frozen
from quanli.history.procedure import Procedure
from quanli.history.procedure_settings import read_procedure
from quanli.history.record import Record
from quanli.statutes.library import Library


def _no_text(_law: str, _version: datetime.date) -> None:
    """Keep no text."""


@frozen
class Context:
    """Everything that pages rest on besides their own record. ``file`` describes an attached file by name and title."""

    registry: Registry
    index: Index
    forms: Mapping[str, FormView]
    file: Callable[[str, str], FileView | None]
    as_of: datetime.date
    record: Record | None = None
    """The record of changes; None where pages are made without one."""
    guide_text: Callable[[str], Markup] = Markup
    """Gives the text of a guide by its slug, as the host rendered and cleaned it."""
    texts: Texts = _no_text
    """Gives the texts of laws that the site keeps."""
    library: Library | None = None
    """The law library, where there is one."""
    data_parts: tuple[str, ...] = ()
    """The codes that begin the parts of the bulk data, where these are made."""

    @property
    def has_record(self) -> bool:
        """Tell whether git remembers anything of the catalogue."""
        return self.record is not None and bool(self.record.tip)

    @property
    def site(self) -> Site:
        """Give the site's settings."""
        return self.registry.site

    @cached_property
    def procedure(self) -> Procedure:
        """Give the procedure of a change, with what the site calls its steps."""
        return read_procedure(self.site.procedure)[0]

    @cached_property
    def working_days(self) -> WorkingDays:
        """Give the days that are worked."""
        return WorkingDays.of(self.registry.calendars)

    @cached_property
    def book(self) -> StatuteBook:
        """Give what is at hand of the law on the day."""
        return StatuteBook(self.registry.laws, self.as_of, self.texts, self.library)

    def office_name(self, office: str) -> str:
        """Name an office as readers know it."""
        known = self.registry.offices.get(office)
        return known.name if known else office

    def power_link(self, code: str) -> Link:
        """Give the link to a power, with its name."""
        known = self.index.row(code) or self.index.awaited(code)
        return Link(known.name if known else code, power_url(code))
