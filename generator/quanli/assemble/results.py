"""What it costs and what one gets."""

from __future__ import annotations

from collections.abc import Callable

from quanli.assemble.files import FileView
from quanli.assemble.money import yuan
from quanli.catalogue import terms
from quanli.catalogue.power import Fee, Result
from quanli.flowchart.limits import limit_text
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
    return tuple(FeeView(fee.name, _amount(fee), fee.standard, fee.basis, fee.reduction) for fee in fees)


def results_view(results: tuple[Result, ...], file: Callable[[str, str], FileView | None]) -> tuple[ResultView, ...]:
    """Put results into words."""
    return tuple(
        ResultView(
            result.name,
            terms.RESULT_TYPES[result.type].zh if result.type else "",
            limit_text(result.valid_for),
            file(result.sample, f"{result.name}（样本）") if result.sample else None,
        )
        for result in results
    )


def _amount(fee: Fee) -> str:
    if fee.amount is None:
        return ""
    if not fee.amount:
        return "不收费"
    return yuan(fee.amount) + (f"／{fee.per}" if fee.per else "")
