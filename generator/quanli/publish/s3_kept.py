"""The releases that a store keeps: every file once by path and digest, and the record of each release with its signature.

``.quanli/kept/<path>/<sha256>`` is a file, ``.quanli/records/<serial>.json`` a record, ``.quanli/releases/<serial>`` says
that all files of a release are there, ``.quanli/dropped/<serial>`` that they are being cleared away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from quanli.build.content_types import content_type
from quanli.build.digests import FORMER_ROOT, ROOT
from quanli.build.headers import cache_control
from quanli.publish.bucket import Bucket
from quanli.publish.listing import Listing, difference
from quanli.publish.release import RECORD, SIGNATURE, File, Release, read_release
from quanli.publish.target import SignedRelease

OWN = ".quanli/"
_FILES, _RECORDS, _RELEASES, _DROPPED = f"{OWN}kept/", f"{OWN}records/", f"{OWN}releases/", f"{OWN}dropped/"
_ENDS = {RECORD: ".json", SIGNATURE: ".json.sig"}
_NOT_CACHED = "no-store"


class Kept:
    """What a bucket keeps besides the site. A part of a list of digests is read once."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self._read = dict[tuple[str, str], bytes]()
        self._known = dict[int, SignedRelease]()

    def lay(self, file: File, data: bytes) -> None:
        """Keep a file, with the kind that it has where it is shown."""
        self._bucket.put(_place(file.path, file.sha256), data, content_type(file.path), cache_control(f"/{file.path}"))

    def place(self, path: str, sha256: str) -> None:
        """Show a kept file in its place."""
        self._bucket.copy(_place(path, sha256), path)

    def note(self, signed: SignedRelease) -> None:
        """Keep the record of a release whose files are all there."""
        serial = signed.release.serial
        self._bucket.put(_record(serial, RECORD), signed.record, content_type(RECORD), _NOT_CACHED)
        self._bucket.put(_record(serial, SIGNATURE), signed.signature, content_type(SIGNATURE), _NOT_CACHED)
        self._bucket.put(f"{_RELEASES}{serial}", b"", "text/plain", _NOT_CACHED)

    def forget(self, serial: int) -> None:
        """Keep a release no more that was never shown; its files are found again, or replaced, by the next one."""
        self._known.pop(serial, None)
        self._bucket.delete([f"{_RELEASES}{serial}", _record(serial, RECORD), _record(serial, SIGNATURE)])

    def serials(self) -> list[int]:
        """Give the serials of the releases that are kept whole, newest first."""
        return self._numbers(_RELEASES)

    def signed(self, serial: int) -> SignedRelease:
        """Give the record of a release. Raises ``FileNotFoundError`` where it is not kept whole."""
        if serial not in self._known:
            self._bucket.get(f"{_RELEASES}{serial}")
            record, signature = (self._bucket.get(_record(serial, path))[0] for path in (RECORD, SIGNATURE))
            self._known[serial] = SignedRelease(read_release(record), record, signature)
        return self._known[serial]

    def records(self, newest: int) -> Iterator[tuple[bytes, bytes]]:
        """Give record and signature of all releases up to a serial, newest first."""
        end = _ENDS[RECORD]
        known = {int(path.removeprefix(_RECORDS).removesuffix(end)) for path, _ in self._bucket.list(_RECORDS) if path.endswith(end)}
        for serial in sorted(known, reverse=True):
            if serial <= newest:
                yield self._bucket.get(_record(serial, RECORD))[0], self._bucket.get(_record(serial, SIGNATURE))[0]

    def listing(self, release: Release) -> Listing:
        """Give the files of a kept release. Raises ``FileNotFoundError``."""
        digests = dict.fromkeys((ROOT, FORMER_ROOT), release.digests)
        found = Listing(lambda path: self._part(path, digests[path]))
        digests |= {part.path: part.sha256 for part in found.parts}
        return found

    def read(self, path: str, serial: int) -> bytes:
        """Give a file of a kept release. Raises ``FileNotFoundError``."""
        signed = self.signed(serial)
        if path in _ENDS:
            return {RECORD: signed.record, SIGNATURE: signed.signature}[path]
        row = row_of(self.listing(signed.release), path) or next((file for file in signed.release.kept if file.path == path), None)
        if row is None:
            raise FileNotFoundError(2, "no such file in the release", path)
        return self._bucket.get(_place(path, row.sha256))[0]

    def to_drop(self, newest: int, keep: int) -> list[int]:
        """Give the serials of releases of which enough newer ones are kept; the one before what is shown always stays."""
        old = [serial for serial in self.serials()[max(keep, 1) :] if serial < newest - 1]
        return sorted({*old, *self._numbers(_DROPPED)})

    def drop(self, serial: int) -> None:
        """Clear away a release: of its files those that no kept release has."""
        self._bucket.put(f"{_DROPPED}{serial}", b"", "text/plain", _NOT_CACHED)
        self._bucket.delete([f"{_RELEASES}{serial}"])
        self._known.pop(serial, None)
        release = read_release(self._bucket.get(_record(serial, RECORD))[0])
        with suppress(FileNotFoundError):  # one who was killed had got as far as its list of digests
            files = {*self._only(release), *((file.path, file.sha256) for file in release.kept)}
            self._bucket.delete(_place(*file) for file in sorted(files - self._needed(files), key=lambda file: file[0] in {ROOT, FORMER_ROOT}))
        self._bucket.delete([f"{_DROPPED}{serial}"])

    def _only(self, release: Release) -> set[tuple[str, str]]:
        """Give the files of a release that differ from those of any that is kept."""
        own, found = self.listing(release), None
        for serial in self.serials():
            other = self.signed(serial).release
            if other.digests == release.digests:
                return set()
            differing = {(file.path, file.sha256) for file in difference(self.listing(other), own).come}
            found = differing if found is None else found & differing
        return found or set()

    def _needed(self, files: set[tuple[str, str]]) -> set[tuple[str, str]]:
        """Give those of some files that a kept release shows, or lets stay."""
        found = set[tuple[str, str]]()
        for serial in self.serials():
            release = self.signed(serial).release
            listing = self.listing(release)
            found |= {(file.path, file.sha256) for file in release.kept}
            found |= {(row.path, row.sha256) for row in (row_of(listing, path) for path, _ in files - found) if row}
        return found

    def _part(self, path: str, sha256: str) -> bytes:
        if (path, sha256) not in self._read:
            self._read[path, sha256] = self._bucket.get(_place(path, sha256))[0]
        return self._read[path, sha256]

    def _numbers(self, below: str) -> list[int]:
        return sorted((int(path.removeprefix(below)) for path, _ in self._bucket.list(below)), reverse=True)


def row_of(listing: Listing, path: str) -> File | None:
    """Give what a listing says of one file, the list's own among them; None where there is none."""
    own = next((file for file in listing.own() if file.path == path), None)
    return own or next((file for file in listing.below(path) if file.path == path), None)


def _place(path: str, sha256: str) -> str:
    return f"{_FILES}{path}/{sha256}"


def _record(serial: int, path: str) -> str:
    return f"{_RECORDS}{serial}{_ENDS[path]}"
