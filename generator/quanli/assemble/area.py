"""The area that an office serves, where what is known of it says so."""

from __future__ import annotations

import re

from quanli.catalogue.office import Office
from quanli.config.site import Site
from quanli.remedies.organs import kind_of, organ_of

_GOVERNMENT = "人民政府"
_WHOLE = frozenset({"department", "government", "managed", "justice"})
"""Kinds of organ that work in all of their government's area."""
_PART = re.compile("分局|派出|开发区|高新区|新区|园区|街道|管委会|管理委员会|[镇乡]")
"""Names of offices that may work in a part of it."""


def area_of(office: Office | None, site: Site) -> str:
    """Name the administrative area that an office serves: that of its government. Empty where it may be a part, or another."""
    if office is None:
        return ""
    government = office.name if office.name.endswith(_GOVERNMENT) else office.government or site.body
    whole = kind_of(organ_of(office)) in _WHOLE and not (government != office.name and _PART.search(office.name))
    return government.removesuffix(_GOVERNMENT) if whole and government.endswith(_GOVERNMENT) else ""


def area_words(office: Office | None, name: str, site: Site) -> str:
    """Say which area it serves, in words that are true of any office."""
    return area_of(office, site) or f"{name}管辖的区域"
