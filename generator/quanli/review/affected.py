"""Which pages and feeds of the site a change shows on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quanli.catalogue.content_kinds import FORM, GUIDE, LAWS, OFFICE, content_kind_of
from quanli.catalogue.law import LawRegister
from quanli.catalogue.power import Power
from quanli.review.changed import FileReview


def pages(files: Iterable[FileReview], also: Iterable[str]) -> list[str]:
    """List the addresses of the pages; ``also`` are codes of items that only refer to what changed."""
    found = {"/changes/"} | {f"/powers/{code}/" for code in also}
    for file in files:
        found.update(_pages(file))
    return sorted(found)


def _pages(file: FileReview) -> Iterator[str]:
    kind, name = content_kind_of(file.path) or (None, "")
    if file.code:
        yield from (f"/powers/{file.code}/", f"/powers/{file.code}/history/")
        for power in (file.before, file.after):
            if isinstance(power, Power):
                yield from (f"/categories/{power.category}/", f"/offices/{power.office}/")
                yield from (f"/laws/{basis.law}/" for basis in power.basis)
    elif kind is OFFICE:
        yield f"/offices/{name}/"
    elif kind is GUIDE:
        yield f"/guides/{name}/"
    elif kind is FORM:
        yield f"/forms/{name}.html"
    elif kind is LAWS:
        yield from (f"/laws/{law}/" for law in changed_laws(file))


def changed_laws(file: FileReview) -> list[str]:
    """Give the laws whose entries in the register differ."""
    before = {law.id: law for law in file.before.laws} if isinstance(file.before, LawRegister) else {}
    after = {law.id: law for law in file.after.laws} if isinstance(file.after, LawRegister) else {}
    return sorted(id for id in before.keys() | after.keys() if before.get(id) != after.get(id))  # noqa: A001


def feeds(files: Iterable[FileReview]) -> list[str]:
    """List the feeds in which the changes of items appear."""
    found = set()
    for file in files:
        if file.code and file.changes:
            found |= {"/changes/feed.xml", f"/powers/{file.code}/feed.xml"}
            for power in (file.before, file.after):
                if isinstance(power, Power):
                    found |= {f"/offices/{power.office}/feed.xml", f"/categories/{power.category}/feed.xml"}
    return sorted(found)
