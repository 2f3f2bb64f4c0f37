"""One line of the table of the benchmark."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table; ``target`` is the largest ``value`` that keeps the promise, None where there is none."""

    name: str
    value: float
    unit: str
    target: float | None
    detail: str

    @property
    def verdict(self) -> str:
        return "" if self.target is None else "met" if self.value <= self.target else "missed"
