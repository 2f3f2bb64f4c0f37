"""A revision of an item, and the legal event that it is: what changed, why, on what basis, and from which day."""

from __future__ import annotations

import datetime
import re
import unicodedata

from quanli.frozen import frozen
from quanli.history.agreed import Agreed
from quanli.history.change import Change
from quanli.history.kinds import Kind, kinds_of_passage
from quanli.history.moments import moment_on

_MAIL = re.compile(r"<[^<>]*[@＠][^<>]*>|[\w.+%-]+[@＠][\w.-]+")
_SILENT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@frozen
class Commit:
    """A commit of the main line. ``day`` is its day in Beijing, from the epoch seconds: a zone may be absurd.

    ``doubtful`` says that the date could not be read or lies outside the calendar, and that ``day`` is only its nearest
    end.
    """

    id: str
    day: datetime.date
    subject: str
    trailers: tuple[tuple[str, str], ...] = ()
    parents: tuple[str, ...] = ()
    doubtful: bool = False
    seconds: int | None = None
    """When it was made, by the committer, since 1970; None where that cannot be read."""

    @property
    def moment(self) -> datetime.datetime:
        """Give the moment in Beijing: that of the commit to the second, or the beginning of its day where its date is not taken."""
        return moment_on(self.day, None if self.doubtful else self.seconds)

    def said(self, key: str) -> str:
        """Give what a trailer says; several of one key are joined."""
        wanted = key.lower()
        return "；".join(value for name, value in self.trailers if name.lower() == wanted and value)


@frozen
class Revision:
    """An item's file before and after a commit, as blob ids; empty where there was none."""

    code: str
    file: str
    commit: Commit
    before: str
    after: str
    renamed_from: str = ""


@frozen
class LegalEvent:
    """A revision as law: its changes, and what their statement says of them, or its commit where there is none.

    ``faults`` are the problem codes found in the version after it. When ``readable`` is False that version could not be
    read at all: a gap in the record; the next event is compared with the version before the gap, so nothing is lost.
    """

    revision: Revision
    changes: tuple[Change, ...]
    effective_on: datetime.date | None
    readable: bool = True
    faults: tuple[str, ...] = ()
    category: str = ""
    """The category that the item was in after it, or was in last."""
    statements: tuple[str, ...] = ()
    """The ids of the changes by which it was made, where there are statements of them."""
    approvals: tuple[Agreed, ...] = ()
    """Who agreed, in the order of the procedure: those alone whose signatures are proved."""

    @property
    def kinds(self) -> frozenset[Kind]:
        """Give the kinds of its changes, that of its file's way among them."""
        file = self.revision.file
        return frozenset(change.kind for change in self.changes) | kinds_of_passage(self.revision.renamed_from or file, file)

    @property
    def office(self) -> str:
        """Give the office that had the item after it, or had it last."""
        return self.revision.file.split("/")[2]

    @property
    def legal_day(self) -> datetime.date:
        """Give the day from which the version applies: the one that was stated, else that of the commit."""
        return self.effective_on or self.revision.commit.day

    @property
    def reason(self) -> str:
        """Say why."""
        return self.revision.commit.said("Change-Reason")

    @property
    def legal_basis(self) -> str:
        """Say on which basis in law."""
        return self.revision.commit.said("Legal-Basis")

    @property
    def why_late(self) -> str:
        """Say why it applies from a day that had passed when it was decided."""
        return self.revision.commit.said("Effective-On-Reason")

    @property
    def document(self) -> str:
        """Name the document that ordered it."""
        return self.revision.commit.said("Document")

    @property
    def established(self) -> bool:
        """Tell whether the item came into being."""
        return not self.revision.before

    @property
    def removed(self) -> bool:
        """Tell whether the item's file went."""
        return not self.revision.after


def spoken(text: str) -> str:
    """Make a text from a commit fit for the public: no mail address, nothing that steers a terminal or hides."""
    shown = "".join(
        " " if char in "\t\n\r" else char for char in text if char in "\t\n\r" or unicodedata.category(char) not in _SILENT
    )
    return " ".join(_MAIL.sub("", shown).split())
