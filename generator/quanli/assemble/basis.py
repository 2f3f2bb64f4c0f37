"""The legal basis: each provision with its law, its place and its words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from quanli.assemble.page import Link, law_url
from quanli.catalogue import terms
from quanli.catalogue.law import Law
from quanli.catalogue.law_rules import cited_version
from quanli.catalogue.law_versions import version_in_force
from quanli.catalogue.power import Basis
from quanli.codes.articles import cited_place
from quanli.frozen import frozen


@frozen
class BasisView:
    """A provision: ``law`` leads to the law's page, ``place`` is 第三十七条第二款, ``text`` what it says.

    ``current`` tells whether the version cited is the one in force on the page's day. ``begins`` is the day from which it is where
    that has not come, ``next`` the one from which another version is, ``ends`` the one from which the law is repealed.
    """

    role: str
    law: Link
    place: str
    version: datetime.date | None
    number: str
    text: str
    current: bool
    begins: datetime.date | None = None
    next: datetime.date | None = None
    ends: datetime.date | None = None


def basis_view(basis: tuple[Basis, ...], laws: Mapping[str, Law], day: datetime.date) -> tuple[BasisView, ...]:
    """List the provisions that a power rests on."""
    return tuple(_view(one, laws.get(one.law), day) for one in basis)


def _view(basis: Basis, law: Law | None, day: datetime.date) -> BasisView:
    place = cited_place(basis.article, basis.paragraph, basis.item) if basis.article else ""
    role = terms.BASIS_ROLES[basis.role].zh
    if law is None:
        return BasisView(role, Link(basis.law, ""), place, basis.version, "", basis.text, current=True)
    version = cited_version(basis, law, day)
    held = version_in_force(law, day)
    meant = version or (law.versions[0] if law.versions and held is None else None)
    begins = meant.in_force_from if meant and meant.in_force_from and meant.in_force_from > day else None
    later = [one.in_force_from for one in law.versions if one is not meant and one.in_force_from and one.in_force_from > day]
    ends = held.repealed_on if held and not later else None
    return BasisView(
        role,
        Link(law.title, law_url(law.id)),
        place,
        version.date if version else basis.version,
        version.number if version else "",
        basis.text,
        version is None or version is held or begins is not None,
        begins,
        min(later, default=None) if begins is None else None,
        ends,
    )
