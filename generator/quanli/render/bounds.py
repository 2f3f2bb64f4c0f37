"""How far a page of a theme may go: in time, memory and length. Beyond it ends with a sentence that names the template."""

from __future__ import annotations

import resource
import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import jinja2

SECONDS = 4
"""Of the processor's time, for one page or for compiling one template; the largest page of the sample takes 0.1."""
MEMORY = 256 * 1024 * 1024
"""Bytes that one page may take besides what the process has."""
LENGTH = 32 * 1024 * 1024
"""Characters of one page."""
DIGITS = 4000
"""Binary digits of a whole number."""
_STATM = "/proc/self/statm"


class BoundsError(jinja2.TemplateRuntimeError):
    """A template goes on for too long, or makes something too large; says so in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en

    def __reduce__(self) -> tuple[type[BoundsError], tuple[str, str]]:
        """Travel from a worker with all it says."""
        return type(self), (self.zh, self.en)


def too_long() -> BoundsError:
    """Say it of a page."""
    return BoundsError(f"网页超过 {LENGTH >> 20} MB", f"the page is longer than {LENGTH >> 20} MB")


def too_much_memory() -> BoundsError:
    """Say it of a page."""
    return BoundsError(f"占用内存超过 {MEMORY >> 20} MB", f"it takes more than {MEMORY >> 20} MB of memory")


def too_deep() -> BoundsError:
    """Say it of templates and macros that use themselves, and of expressions within expressions."""
    return BoundsError("层层嵌套没有尽头", "it goes into itself without end")


def joined(parts: Iterable[str]) -> str:
    """Join what a template puts out, as far as a page may go."""
    kept: list[str] = []
    length = 0
    try:
        for part in parts:
            length += len(part)
            if length > LENGTH:
                raise too_long()  # noqa: TRY301 - what is left below is left so however it ends
            kept.append(part)
    except BaseException:
        if isinstance(parts, Generator):  # or the error would keep it standing, to be cleared away at any moment, in any depth
            parts.close()
        raise
    return "".join(kept)


def product(left: Any, right: Any) -> Any:
    """Multiply; raises :class:`BoundsError` where the product would be too large."""
    for many, times in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(many, (str, bytes, list, tuple)) and len(many) * times > LENGTH:
            raise too_long()
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > DIGITS:
        raise _too_many_digits()
    return left * right


def power(base: Any, exponent: Any) -> Any:
    """Raise to a power; raises :class:`BoundsError` where it would be too large."""
    if isinstance(base, int) and isinstance(exponent, int) and base.bit_length() * exponent > DIGITS:
        raise _too_many_digits()
    return base**exponent


def _too_many_digits() -> BoundsError:
    return BoundsError("数字太长", "a number is too long")


@contextmanager
def bounded() -> Iterator[None]:
    """Hold what is done within to the bounds of time and memory; one within another changes nothing.

    Time is measured where a thread may be interrupted, which is the main one; memory where the system tells and limits it,
    which is Linux. What goes beyond raises :class:`BoundsError`, or ``MemoryError``.
    """
    if threading.current_thread() is not threading.main_thread() or signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    handler = signal.signal(signal.SIGVTALRM, _stop)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS, 1)  # again, should somebody have caught the first
        _limit_memory(soft, hard)
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, handler)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _stop(_signal: int, _frame: Any) -> None:
    raise BoundsError(f"超过 {SECONDS} 秒", f"it takes longer than {SECONDS} s")


def _limit_memory(soft: int, hard: int) -> None:
    try:
        with open(_STATM, encoding="ascii") as file:  # noqa: PTH123 - for every page
            pages = int(file.readline().split()[0])
    except OSError:
        return
    wanted = pages * resource.getpagesize() + MEMORY
    if soft in {resource.RLIM_INFINITY, -1} or wanted < soft:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
