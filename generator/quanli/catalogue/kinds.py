"""The kinds of content files and the record that each holds."""

from __future__ import annotations

from types import MappingProxyType

from quanli.catalogue.form import Form
from quanli.catalogue.law import LawRegister
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.config.calendar import Calendar
from quanli.config.site import Site

RECORDS = MappingProxyType(
    {
        "power": Power,
        "office": Office,
        "form": Form,
        "laws": LawRegister,
        "site": Site,
        "calendar": Calendar,
    }
)
