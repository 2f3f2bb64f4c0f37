"""Whom to ask, where to complain, and where and how a case is handed in."""

from __future__ import annotations

from quanli.catalogue import terms
from quanli.catalogue.office import Office, Window
from quanli.catalogue.power import Contact, Power
from quanli.frozen import frozen


@frozen
class OnlineView:
    """Where it can be done online, and how far."""

    url: str
    depth: str


@frozen
class ChannelsView:
    """The ways to hand a case in. ``visits`` is None when nobody has said how often one must come; ``mail`` is prose."""

    online: OnlineView | None
    windows: tuple[Window, ...]
    mail: str
    visits: int | None

    @property
    def visits_text(self) -> str:
        """Say how often one must come."""
        if self.visits is None:
            return ""
        return f"最多到现场 {self.visits} 次" if self.visits else "不用到现场"

    @property
    def ways(self) -> tuple[str, ...]:
        """Name the ways in a word each."""
        named = (("窗口", self.windows), ("网上", self.online), ("邮寄", self.mail))
        return tuple(word for word, there in named if there)


def channels_view(power: Power, office: Office | None) -> ChannelsView | None:
    """Give the ways to hand a case in; windows come with the office's description of them."""
    channels = power.channels
    if channels is None:
        return None
    known = {window.id: window for window in office.windows} if office else {}
    windows = tuple(known[window] for window in channels.windows if window in known)
    online = channels.online
    depth = terms.ONLINE_DEPTHS[online.depth].zh if online and online.depth else ""
    return ChannelsView(OnlineView(online.url, depth) if online else None, windows, channels.mail, channels.visits)


def contact_of(power: Power, office: Office | None) -> Contact | None:
    """Give whom to ask: the power's own contact, else the office's."""
    return power.contact or (office.contact if office else None)


def complaint_of(power: Power, office: Office | None) -> Contact | None:
    """Give where to complain: the power's own address, else the office's."""
    return power.complaint or (office.complaint if office else None)
