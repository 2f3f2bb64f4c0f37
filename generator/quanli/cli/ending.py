"""How a command ends that somebody else ends: asked to stop, hung up on, or no longer listened to."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
from types import FrameType, TracebackType

from quanli.cli.voice import Voice

_ASKED = (signal.SIGTERM, signal.SIGHUP)


class Ended(KeyboardInterrupt):
    """A signal came that asks to end; all that stands for an interrupt from the keyboard stands for it."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.strsignal(number))
        self.number = number


class Endings:
    """Within it SIGTERM and SIGHUP end a command as an interrupt does: what it began is cleared away.

    A signal that is ignored (``nohup``) stays ignored, and what comes after the first does not disturb the clearing.
    """

    def __init__(self) -> None:
        self.came = 0
        self.before: dict[signal.Signals, object] = {}

    def __enter__(self) -> None:
        """Listen to the signals; only a process's first thread can."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in _ASKED:
            if signal.getsignal(number) is signal.SIG_DFL:
                self.before[number] = signal.signal(number, self._end)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Listen no more. What failed because others were asked to end too is no failure: raises :class:`Ended`."""
        for number in self.before:
            signal.signal(number, signal.SIG_DFL)
        if self.came and isinstance(error, Exception):
            raise Ended(self.came) from error

    def _end(self, number: int, _: FrameType | None) -> None:
        if not self.came:
            self.came = number
            raise Ended(number)


def interrupted(end: KeyboardInterrupt, voice: Voice) -> int:
    """Say so and give the exit status: 128 and the signal's number, as of a program that a signal ended."""
    with contextlib.suppress(OSError):  # the terminal may be what has gone
        voice.say("已中断", "interrupted")
    return 128 + (end.number if isinstance(end, Ended) else signal.SIGINT)


def unheard() -> int:
    """Give the exit status where whoever read what is said has gone, and say nothing more; 0 where somebody still listens."""
    gone = [stream.fileno() for stream in (sys.stdout, sys.stderr) if _has_no_reader(stream.fileno())]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for one in gone:
        os.dup2(nowhere, one)
    os.close(nowhere)
    return 128 + signal.SIGPIPE if gone else 0


def _has_no_reader(descriptor: int) -> bool:
    asked = select.poll()
    asked.register(descriptor, select.POLLOUT)
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in asked.poll(0))
