"""What it costs and what one gets."""

from __future__ import annotations

from collections.abc import Callable

from quanli.assemble.files import FileView
from quanli.catalogue import terms
from quanli.catalogue.power import Fee, Result
from quanli.catalogue.wording import duration, fee_amount
from quanli.frozen import frozen


@frozen
class FeeView:
    """A fee: ``amount`` in words; ``standard`` and ``reduction`` are prose."""

    name: str
    amount: str
    standard: str
    basis: str
    reduction: str


@frozen
class ResultView:
    """What the applicant receives, and for how long it holds."""

    name: str
    type: str
    valid_for: str
    sample: FileView | None


def fees_view(fees: tuple[Fee, ...]) -> tuple[FeeView, ...]:
    """Put fees into words."""
    return tuple(FeeView(fee.name, fee_amount(fee), fee.standard, fee.basis, fee.reduction) for fee in fees)


def results_view(results: tuple[Result, ...], file: Callable[[str, str], FileView | None]) -> tuple[ResultView, ...]:
    """Put results into words."""
    return tuple(
        ResultView(
            result.name,
            terms.RESULT_TYPES[result.type].zh if result.type else "",
            duration(result.valid_for),
            file(result.sample, f"{result.name}（样本）") if result.sample else None,
        )
        for result in results
    )
