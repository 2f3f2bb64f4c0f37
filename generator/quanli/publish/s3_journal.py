"""What is being changed in a store: enough to bring it back to what was shown, or to its end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from quanli.frozen import frozen
from quanli.publish.bucket import Bucket

_PATH = ".quanli/journal"


@frozen
class Step:
    """A file that changes: SHA-256 of what it becomes and of what it was, empty where there was none."""

    path: str
    after: str
    before: str


@frozen
class Begun:
    """A change that has begun: the serial of the release that is to be shown, its steps, and what goes for good after it."""

    serial: int
    steps: tuple[Step, ...]
    going: tuple[str, ...]


class Journal:
    """The journal of a store."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def begin(self, serial: int, steps: Iterable[Step], going: Sequence[str]) -> None:
        """Say what is going to be changed."""
        said = {"serial": serial, "steps": [[step.path, step.after, step.before] for step in steps], "going": list(going)}
        self._bucket.put(_PATH, json.dumps(said, ensure_ascii=False).encode(), "application/json", "no-store")

    def read(self) -> Begun | None:
        """Give the change that has begun and not ended; None where there is none."""
        try:
            said = json.loads(self._bucket.get(_PATH)[0])
        except FileNotFoundError:
            return None
        return Begun(int(said["serial"]), tuple(Step(*map(str, step)) for step in said["steps"]), tuple(map(str, said["going"])))

    def end(self) -> None:
        """Say that the change has come to its end."""
        self._bucket.delete([_PATH])
