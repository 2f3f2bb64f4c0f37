"""The site's own texts of laws as a source of the library: titles and days are those of its register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from quanli.catalogue.content_kinds import LAW_TEXT
from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.tree import FolderTree
from quanli.errors import Problem
from quanli.statutes.markdown import read_markdown, statute_in
from quanli.statutes.source import Reading


class OwnTexts:
    """Reads ``content/laws/<law>-<version>.md`` for the versions in the register; other files there are for ``check`` to tell."""

    kind = "own"
    place = LAW_TEXT.folder

    def __init__(self, tree: FolderTree, laws: Iterable[Law]) -> None:
        """Take the site and the laws in its register."""
        self.tree = tree
        self.versions: Mapping[str, tuple[Law, LawVersion]] = {
            LAW_TEXT.file(f"{law.id}-{version.date}"): (law, version) for law in laws for version in law.versions if version.date
        }

    def stamps(self) -> Mapping[str, str]:
        """Give the texts that are there, with what the register says of each."""
        stamps = {path: self.tree.stamp(path) for path in self.versions}
        return {path: f"{stamp} {self._said(path)!r}" for path, stamp in stamps.items() if stamp}

    def _said(self, path: str) -> tuple[object, ...]:
        law, version = self.versions[path]
        return law.title, law.short, law.issuer, version

    def read(self, entry: str) -> Reading:
        """Read a text."""
        law, version = self.versions[entry]
        text = read_markdown(str(self.tree.root), entry, entry)
        if isinstance(text, Problem):
            return Reading(problems=(text,))
        assert version.date is not None  # noqa: S101 - or it would have no file
        statute = statute_in(text, law.title, version.date, (law.short,) if law.short else ())
        begins = version.in_force_from
        return Reading((
            replace(
                statute,
                begins=begins or statute.begins,
                stated=statute.stated or begins is not None,
                ends=version.repealed_on,
                number=version.number,
                issuer=law.issuer,
            ),
        ))
