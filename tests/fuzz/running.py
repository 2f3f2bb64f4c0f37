"""Gives each reader so many damaged inputs, and says which of them it did not survive."""

import hashlib
import random
import signal
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from fuzz.mutators import damaged
from fuzz.readers import Reader

SECONDS = 5.0
"""Of processor time that a file may take."""


class TooSlowError(BaseException):
    """An input took too long."""


@dataclass(frozen=True)
class Failure:
    reader: str
    number: int
    data: bytes
    why: str

    def __str__(self) -> str:
        """Say what failed and how it is tried again."""
        return f"{self.reader} {self.number}: {self.why}\n  again: python -m fuzz --reader {self.reader} --number {self.number}"


def input_of(reader: Reader, number: int) -> bytes:
    """Give a reader's input of a number: the seeds themselves, then damaged ones, the same on every machine."""
    if number < len(reader.seeds):
        return reader.seeds[number]
    seed = hashlib.sha256(f"{reader.name} {number}".encode()).digest()
    return damaged(reader.seeds, random.Random(seed))


def failures(reader: Reader, numbers: range) -> Iterator[Failure]:
    """Try the inputs of a range of numbers."""
    def slow(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, slow)
    try:
        for number in numbers:
            data = input_of(reader, number)
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            try:
                with warnings.catch_warnings(action="ignore"):
                    reader.read(data)
            except TooSlowError:
                yield Failure(reader.name, number, data, f"took more than {SECONDS:.0f} s")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
                yield Failure(reader.name, number, data, "".join(traceback.format_exception(error)[-3:]).strip())
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)
