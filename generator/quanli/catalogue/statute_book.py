"""What is at hand of the law on one day: the register, the texts that the site keeps, and the library behind both."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache

from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.law_versions import version_in_force, version_of
from quanli.frozen import frozen
from quanli.statutes.library import Library, Version
from quanli.statutes.names import key_of
from quanli.statutes.statute import Clause
from quanli.statutes.text import LawText

Texts = Callable[[str, datetime.date], LawText | None]
"""Gives the text of a version of a law of the register, where the site keeps it."""
_SHORTEST, _SHORT = 3, 4
"""Characters of a title: short ones are like many others."""


@frozen
class Edition:
    """A version of a statute as it is at hand on the book's day."""

    law: str
    """Its id in the register; empty where only the library has it."""
    key: str
    """What all spellings of its title come to: :func:`quanli.statutes.names.key_of`."""
    title: str
    date: datetime.date | None
    begins: datetime.date | None
    in_force: bool
    text: LawText | None
    """None where nothing at hand has the words of this version, article by article."""


class StatuteBook:
    """Looks statutes up by their id in the register, or by a title or short name."""

    def __init__(self, laws: Mapping[str, Law], day: datetime.date, texts: Texts, library: Library | None = None) -> None:
        """Take the register, the day, the site's own texts and the library, if there is one."""
        self.laws = laws
        self.day = day
        self.library = library
        self._texts = texts
        self._editions: dict[tuple[str, datetime.date | None], Edition | None] = {}
        self._known: dict[tuple[str, datetime.date], LawText | None] = {}
        self._named: dict[str, Edition | None] = {}

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        """The ids of the register by every name; a title goes before another law's short name."""
        names = {key_of(law.short): law.id for law in self.laws.values() if law.short}
        return names | {key_of(law.title): law.id for law in self.laws.values()}

    def text(self, law: str, version: datetime.date | None) -> LawText | None:
        """Give the words of a version of a law of the register: the site's own, or else the library's."""
        if version is None:
            return None
        if (law, version) not in self._known:
            self._known[law, version] = self._found(law, version)
        return self._known[law, version]

    def _found(self, law: str, version: datetime.date) -> LawText | None:
        record = self.laws.get(law)
        if record is None:
            return None
        own = self._texts(law, version)
        if own is not None and own.articles:
            return own
        found = next((one for one in self._versions(key_of(record.title)) if one.date == version), None)
        return self._text(found) if found else own

    def clauses(self, law: str, version: datetime.date) -> tuple[Clause, ...]:
        """Give the words of a version of a law of the register, article by article under their headings, or piece by piece; none where none are at hand."""
        text = self.text(law, version)
        known = next((one for one in self.in_library(law) if one.date == version and one.source), None)
        told = self.library.clauses(known) if self.library and known else ()
        if text is None or not text.articles:
            return told
        headings = {clause.label: clause.heading for clause in told}
        return tuple(Clause(label, words, headings.get(label, "")) for label, words in text.articles.items())

    def in_library(self, law: str) -> tuple[Version, ...]:
        """Give what the library knows of a law of the register, from the first version to the last."""
        record = self.laws.get(law)
        return self._versions(key_of(record.title)) if record else ()

    def of(self, law: str, version: datetime.date | None = None) -> Edition | None:
        """Give a version of a law of the register: the one of a date, or else the one in force, or else the last."""
        if (law, version) not in self._editions:
            self._editions[law, version] = self._of(law, version)
        return self._editions[law, version]

    def _of(self, law: str, version: datetime.date | None) -> Edition | None:
        record = self.laws.get(law)
        if record is None:
            return None
        current = version_in_force(record, self.day)
        meant = version_of(record, version) if version else current or (record.versions[-1] if record.versions else None)
        return self._edition(record, meant, in_force=meant is not None and meant is current) if meant or not version else None

    def named(self, name: str) -> Edition | None:
        """Give the statute of a title or short name as it is in force on the day, or else its last version; None where it is unknown."""
        if name not in self._named:
            self._named[name] = self._look_up(name)
        return self._named[name]

    def on(self, day: datetime.date) -> StatuteBook:
        """Give the same book for another day."""
        return StatuteBook(self.laws, day, self._texts, self.library)

    def knows(self, name: str) -> bool:
        """Tell whether a name, without brackets, is a title or short name of a statute."""
        return key_of(name) in self._ids or (self.library is not None and bool(_key_of(self.library, name)))

    def versions(self, edition: Edition) -> tuple[Edition, ...]:
        """Give the versions of a statute that are at hand, the newest first."""
        law = self.laws.get(edition.law)
        own = [self._edition(law, one, in_force=False) for one in law.versions if one.date] if law else []
        dates = {one.date for one in own}
        more = (self._of_library(edition.key, one) for one in self._versions(edition.key) if one.date not in dates)
        return tuple(sorted((*own, *more), key=lambda one: one.date or datetime.date.min, reverse=True))

    @lru_cache(maxsize=1024)  # noqa: B019 - there are as many books as are open
    def alike(self, words: str) -> tuple[int, str] | None:
        """Find the statute of whose title one character is wrong, missing or too much in the words that end here.

        Gives how many of the words are that title, and the title as it should be. A name of three or four characters is
        found only where it is one of the register.
        """
        from quanli.statutes.misspelt import misspelt  # noqa: PLC0415 - wanted only where something is wrong

        names = [key for key in _names(self.library) if len(key) > _SHORT] if self.library else []
        return misspelt(words, [*(key for key in self._ids if len(key) >= _SHORTEST), *names])

    def _look_up(self, name: str) -> Edition | None:
        known = self._ids.get(key_of(name))
        if known and (self.laws[known].versions or self.library is None):
            return self.of(known)
        key = _key_of(self.library, name) if self.library else ""
        if not key:
            return self.of(known) if known else None
        versions = self._versions(key)
        held = next((one for one in reversed(versions) if one.holds(self.day)), None)
        return self._of_library(key, held or versions[-1], in_force=held is not None)

    def nearest(self, name: str) -> list[str]:
        """Give up to three titles like one that is unknown, the register's first."""
        import difflib  # noqa: PLC0415 - wanted only where something is wrong

        wanted = key_of(name)
        titles = {key: self.laws[law].title for key, law in self._ids.items()}
        near = [titles[key] for key in titles if wanted and (wanted in key or key in wanted)]
        near += (titles[key] for key in difflib.get_close_matches(wanted, titles, 3))
        near += self.library.nearest(name) if self.library else ()
        return list(dict.fromkeys(near))[:3]

    def _edition(self, law: Law, version: LawVersion | None, *, in_force: bool) -> Edition:
        date, begins = (version.date, version.in_force_from) if version else (None, None)
        return Edition(law.id, key_of(law.title), law.title, date, begins, in_force, self.text(law.id, date))

    def _of_library(self, key: str, one: Version, *, in_force: bool = False) -> Edition:
        return Edition(self._ids.get(key, ""), key, one.title, one.date, one.begins, in_force, self._text(one))

    def _versions(self, key: str) -> tuple[Version, ...]:
        return _versions_of(self.library, key) if self.library else ()

    def _text(self, version: Version) -> LawText | None:
        return _text_of(self.library, version) if self.library and version.source and version.articles else None


@lru_cache(maxsize=4096)
def _key_of(library: Library, name: str) -> str:
    return library.key(name)


@lru_cache(maxsize=2)
def _names(library: Library) -> tuple[str, ...]:
    return tuple(library.titles())


@lru_cache(maxsize=256)
def _versions_of(library: Library, key: str) -> tuple[Version, ...]:
    return library.versions(key)


@lru_cache(maxsize=64)
def _text_of(library: Library, version: Version) -> LawText:
    return LawText({clause.label: clause.text for clause in library.clauses(version) if clause.label})
