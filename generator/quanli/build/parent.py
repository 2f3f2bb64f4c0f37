"""Processes of ours end when the one that started them does, however that ends: none works on, or waits, for nobody."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_PR_SET_PDEATHSIG = 1
"""From Linux's ``<sys/prctl.h>``: the signal that a process gets when its parent ends."""
_SECONDS = 0.5
_ENDING = (signal.SIGINT, signal.SIGHUP, signal.SIGTERM)


@contextmanager
def starting() -> Iterator[None]:
    """Within it processes may be started: they hear of no signal until :func:`end_with` has said what it means to them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with(parent: int) -> None:
    """End this process as soon as its parent has ended; ``parent`` is the id of the process that started this one.

    An interrupt, which a terminal sends to all, is the parent's business too.
    """
    import ctypes  # noqa: PLC0415 - the parent, which starts quickly, does without

    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    if sys.platform != "linux" or ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL):
        threading.Thread(target=watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before the kernel was asked
        os._exit(1)


def watch(parent: int) -> None:
    """Look again and again whether the parent is still there, where the kernel does not tell."""
    while os.getppid() == parent:
        time.sleep(_SECONDS)
    os._exit(1)
