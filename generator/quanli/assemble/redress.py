"""What somebody can do who does not accept a decision, and the law's own default where a power says nothing."""

from __future__ import annotations

from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.frozen import frozen

WITHOUT_DEFAULT = frozenset({"internal", "public_service"})
"""Categories in which nothing is decided about a citizen."""


@frozen
class Remedies:
    """The law's remedies: what they are against, and each by its name with what it takes. Plain text."""

    against: str
    ways: tuple[tuple[str, str], ...]


def redress(power: Power, office: Office | None) -> str | Remedies:
    """Give the power's own prose or the remedies: 行政复议法第二十条 (60 days), 行政诉讼法第四十六条 (six months)."""
    if power.redress or power.category in WITHOUT_DEFAULT:
        return power.redress
    organ = office.reconsideration if office and office.reconsideration else "有管辖权的行政复议机关"
    court = office.court if office and office.court else "有管辖权的人民法院"
    reconsideration = f"自知道或者应当知道该决定之日起六十日内，向{organ}提出（《行政复议法》第二十条）。"
    lawsuit = (
        f"自知道或者应当知道作出决定之日起六个月内，向{court}起诉（《行政诉讼法》第四十六条）；"
        f"先申请了复议的，自收到复议决定书之日起十五日内起诉（《行政诉讼法》第四十五条）。"
    )
    return Remedies("不服本机关就本事项作出的决定，您可以：", (("申请行政复议", reconsideration), ("提起行政诉讼", lawsuit)))
