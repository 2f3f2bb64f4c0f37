"""Where releases are published to: what every kind of target can do, whatever it is made of.

A target keeps some releases whole and shows one of them. What is shown changes at once or not at all: whoever reads finds
the release before or the new one, never some files of each; whoever is killed leaves what was shown, and no lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.publish.release import Release


class TargetLockedError(Exception):
    """Somebody else publishes to this target; ``holder`` says who and since when, as far as is known."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@frozen
class SignedRelease:
    """A release with the bytes of its record (``release.json``) and of the signature over them (``release.json.sig``)."""

    release: Release
    record: bytes
    signature: bytes


@frozen
class Entry:
    """What lies at a path of what is shown: its nature (``file``, ``link``, ``folder``, ``other``), mode (-1: unknown) and size."""

    path: str
    nature: str
    mode: int
    size: int


class Target(Protocol):
    """A place to publish to. Every method but :meth:`lock` that changes anything is called under the lock."""

    name: str
    """The target as it was asked for."""
    readers: int
    """How many files may be read at a time."""

    def lock(self) -> AbstractContextManager[None]:
        """Hold the target; raises :class:`TargetLockedError`. What a publisher that was killed left half-made is cleared away here."""

    def shown(self) -> bytes | None:
        """Give the ``release.json`` that is shown; None where nothing has been published yet.

        Raises :class:`quanli.errors.ProblemsFoundError` where something else than releases of ours lies there.
        """

    def read(self, path: str, serial: int = 0) -> bytes:
        """Give the bytes of a file of what is shown, or of a kept release by its serial. Raises ``FileNotFoundError``."""

    def entries(self) -> Iterator[Entry] | None:
        """List all files, links and what else is no folder of what is shown, and folders of wrong modes; None where nobody can (HTTP)."""

    def releases(self) -> tuple[SignedRelease, ...]:
        """Give the releases that are kept whole, newest first, with the one that is shown."""

    def records(self) -> Iterator[tuple[bytes, bytes]]:
        """Give records and signatures of all releases of which any is known, newest first: the chain can be followed by them."""

    def also(self) -> Iterable[Problem]:
        """Say what is wrong with how files are shown, of those that were read so far: a web server's headers."""

    def publish(self, signed: SignedRelease, output: Path, keep: int, *, anew: bool = False) -> None:
        """Show a new release.

        ``output`` holds every file that its list of digests names, and the list (:mod:`quanli.publish.listing` tells what
        differs from what is shown); ``signed.release.kept`` are files of what is shown that stay. At least ``keep``
        releases are kept, with this one. With ``anew`` every file is written, whatever is there already.
        """

    def rollback(self, serial: int, signed: SignedRelease) -> None:
        """Show a kept release once more, under a new record; its ``kept`` are files of what is shown that stay."""
