"""Who publishes to a store that knows no locks: an object that its holder renews every few seconds, by conditional writes.

No clock of one machine is held against another's: whoever finds the lease watches it; when it is renewed meanwhile somebody
is at work, when it is not its holder is gone (killed, cut off) and the lease is taken over, which only one can do. A holder
who has not been able to renew it for too long stops before the others may begin.
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from quanli.errors import ProblemsFoundError, Rule
from quanli.publish.bucket import CONNECTIONS, Bucket, ChangedMeanwhileError
from quanli.publish.lock import us
from quanli.publish.target import TargetLockedError

STORE_UNCONDITIONAL = Rule(
    "STORE_UNCONDITIONAL", "error",
    zh="这个对象存储不理会写入的条件（If-Match、If-None-Match）：两人同时发布会互相覆盖", en="this object store ignores the conditions of writes (If-Match, If-None-Match): two publishers would overwrite each other",
    hint_zh="换用支持条件写入的对象存储", hint_en="use a store that honours conditional writes",
    follows="同一时间只有一人发布",
)
T = TypeVar("T")
_PATH, _KIND, _CACHE, _FREE = ".quanli/lease", "text/plain; charset=utf-8", "no-store", b"free\n"
BEAT = 5.0
"""Seconds after which a holder renews the lease."""
PATIENCE = 40.0
"""Seconds for which one who waits watches a lease that nobody renews; after three quarters of them its holder has stopped."""
_LOOK, _LONGEST = 0.5, 500


class Lease:
    """Holds a bucket below a prefix. Raises :class:`TargetLockedError` on entering while somebody else does."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket, self._us, self._beats, self._tag = bucket, us().strip(), 0, ""
        self._own = secrets.token_hex(8)
        self._renewed, self._over = 0.0, threading.Event()
        self._renewing: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Take it."""
        self._take()
        self._over.clear()
        self._renewing = threading.Thread(target=self._renew, daemon=True)
        self._renewing.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Give it back."""
        self._over.set()
        if self._renewing:
            self._renewing.join()
        with suppress(ChangedMeanwhileError, ProblemsFoundError):
            self._bucket.put_if(_PATH, _FREE, _KIND, _CACHE, self._tag)

    def still(self) -> None:
        """Go on only while we hold it: raises :class:`TargetLockedError` when it may be somebody else's by now."""
        if time.monotonic() - self._renewed > PATIENCE * 0.75:
            raise TargetLockedError(_told(self._holder()[0]))

    def each(self, things: Iterable[T], task: Callable[[T], None]) -> None:
        """Do something with each of some things, several at a time, as long as we hold it."""
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            begun = [pool.submit(self._one, task, thing) for thing in things]
            try:
                for one in begun:
                    one.result()
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _one(self, task: Callable[[T], None], thing: T) -> None:
        self.still()
        task(thing)

    def _take(self) -> None:
        holder, seen = self._holder()
        until = time.monotonic() + PATIENCE
        while holder and not _is_gone(holder) and time.monotonic() < until:
            time.sleep(_LOOK)
            holder, tag = self._holder()
            if holder and tag != seen:
                raise TargetLockedError(_told(holder))
            seen = tag
        self._renewed = time.monotonic()
        try:
            self._tag = self._bucket.put_if(_PATH, self._said(), _KIND, _CACHE, seen)
        except ChangedMeanwhileError:
            raise TargetLockedError(_told(self._holder()[0])) from None
        self._require_conditions()

    def _require_conditions(self) -> None:
        """Refuse a store that writes whatever the condition is: no lock would hold there, and no record be safe."""
        with suppress(ChangedMeanwhileError):
            self._bucket.put_if(_PATH, b"probe\n", _KIND, _CACHE, "")
            raise ProblemsFoundError([STORE_UNCONDITIONAL.at("")])

    def _renew(self) -> None:
        while not self._over.wait(BEAT):
            self._beats += 1
            began = time.monotonic()
            try:
                self._tag = self._bucket.put_if(_PATH, self._said(), _KIND, _CACHE, self._tag)
                self._renewed = began
            except ChangedMeanwhileError:
                self._renewed = float("-inf")
                return
            except ProblemsFoundError:
                continue

    def _said(self) -> bytes:
        return f"{self._us} {_boot()}\n{self._own} {self._beats}\n".encode()

    def _holder(self) -> tuple[str, str]:
        """Give what the holder says of himself, empty where nobody holds it, and the lease's tag, empty where there never was one."""
        try:
            said, tag = self._bucket.get(_PATH)
        except FileNotFoundError:
            return "", ""
        return "" if said == _FREE else said.decode("utf-8", "replace").partition("\n")[0][:_LONGEST], tag


def _boot() -> str:
    """Name this run of this machine, and where in it processes have their numbers (a container has its own)."""
    with suppress(OSError):
        return f"{Path('/proc/sys/kernel/random/boot_id').read_text(encoding='ascii').strip()}/{os.readlink('/proc/self/ns/pid')}"  # noqa: PTH115
    return ""


def _told(holder: str) -> str:
    """Give what is said of a holder: process, machine, since when."""
    return " ".join(holder.split(" ")[:3])


def _is_gone(holder: str) -> bool:
    """Tell whether a holder was a process of this machine that is no more."""
    words = holder.split(" ")
    if len(words) != 4 or not words[0].isdecimal() or words[1] != socket.gethostname() or words[3] != _boot():
        return False
    try:
        os.kill(int(words[0]), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
