"""The site's register of laws as a source of the library: titles, short names and days of all versions, and the texts that the site keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from quanli.catalogue.content_kinds import LAW_TEXT, LAWS
from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.tree import FolderTree
from quanli.errors import Problem
from quanli.statutes.markdown import read_markdown, statute_in
from quanli.statutes.source import Reading


class OwnLaws:
    """Reads the versions in the register, each with ``content/laws/<law>-<version>.md`` where that is there.

    Other files there are for ``check`` to tell.
    """

    kind = "own"
    place = LAWS.file()

    def __init__(self, tree: FolderTree, laws: Iterable[Law]) -> None:
        """Take the site and the laws in its register."""
        self.tree = tree
        self.versions: Mapping[str, tuple[Law, LawVersion]] = {
            LAW_TEXT.file(f"{law.id}-{version.date}"): (law, version) for law in laws for version in law.versions if version.date and law.title
        }

    def stamps(self) -> Mapping[str, str]:
        """Give the paths at which the texts lie or would, with what the register says of each."""
        return {path: repr((self.tree.stamp(path), law.title, law.short, law.issuer, version)) for path, (law, version) in self.versions.items()}

    def read(self, entry: str) -> Reading:
        """Read a version; without its text it has no clauses."""
        law, version = self.versions[entry]
        text = read_markdown(str(self.tree.root), entry, entry) if self.tree.stamp(entry) else ""
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
