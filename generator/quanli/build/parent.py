"""Processes of ours end when the one that started them does, however that ends: none works on, or waits, for nobody."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1
"""From Linux's ``<sys/prctl.h>``: the signal that a process gets when its parent ends."""
_SECONDS = 0.5


def end_with(parent: int) -> None:
    """End this process as soon as its parent has ended; ``parent`` is the id of the process that started this one.

    An interrupt, which a terminal sends to all, is the parent's business too.
    """
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "linux" or ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL):
        threading.Thread(target=watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before the kernel was asked
        os._exit(1)


def watch(parent: int) -> None:
    """Look again and again whether the parent is still there, where the kernel does not tell."""
    while os.getppid() == parent:
        time.sleep(_SECONDS)
    os._exit(1)
