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

    ``current`` tells whether the version cited is the one in force on the build's day.
    """

    role: str
    law: Link
    place: str
    version: datetime.date | None
    number: str
    text: str
    current: bool


def basis_view(basis: tuple[Basis, ...], laws: Mapping[str, Law], day: datetime.date) -> tuple[BasisView, ...]:
    """List the provisions that a power rests on."""
    return tuple(_view(one, laws.get(one.law), day) for one in basis)


def _view(basis: Basis, law: Law | None, day: datetime.date) -> BasisView:
    place = cited_place(basis.article, basis.paragraph, basis.item) if basis.article else ""
    role = terms.BASIS_ROLES[basis.role].zh
    if law is None:
        return BasisView(role, Link(basis.law, ""), place, basis.version, "", basis.text, current=True)
    version = cited_version(basis, law, day)
    current = version is None or version is version_in_force(law, day)
    return BasisView(
        role,
        Link(law.title, law_url(law.id)),
        place,
        version.date if version else basis.version,
        version.number if version else "",
        basis.text,
        current,
    )
