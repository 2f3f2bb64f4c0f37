"""What the site says of itself: whose it is and how to read it, and how accessible it is."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.assemble.category import STATE_MEANINGS
from quanli.assemble.context import Context
from quanli.assemble.edges import Every
from quanli.assemble.guide import has_handbooks
from quanli.assemble.page import HOME, Link, Page
from quanli.assemble.page_kind import once
from quanli.assemble.sort import OWN_COLUMN
from quanli.assemble.state import state_label
from quanli.config.hall import Accessibility
from quanli.frozen import frozen

ABOUT = Link("关于本站", "/about/")
ACCESSIBILITY = Link("无障碍声明", "/accessibility/")


@frozen
class AboutView:
    """What the catalogue holds, and what its words mean: (state, label, meaning)."""

    powers: int
    offices: int
    laws: int
    handbooks: bool
    """Whether there are handbooks for the body's own staff."""
    states: tuple[tuple[str, str, str], ...]


@frozen
class AccessibilityView:
    """The last test, where the settings tell of one."""

    test: Accessibility | None


def about_page(context: Context) -> Iterator[Page]:
    """Plan the page about the site."""
    registry = context.registry
    states = tuple((state, state_label(state), meaning) for state, meaning in STATE_MEANINGS.items())
    view = AboutView(context.index.total(), len(registry.offices), len(registry.laws), has_handbooks(registry), states)
    yield Page(ABOUT.url, "about", ABOUT.text, "本站是谁的、写了什么、怎么读、数据怎么用。", view, (HOME,))


def accessibility_page(context: Context) -> Iterator[Page]:
    """Plan the accessibility statement."""
    view = AccessibilityView(context.site.accessibility)
    yield Page(ACCESSIBILITY.url, "accessibility", ACCESSIBILITY.text, "本站怎样让每个人都能用，哪里还不够，怎么告诉我们。", view, (HOME,))


ABOUT_PAGE = once("about", ABOUT.url, "about", about_page, Every("count"), Every("office"), Every("law"), Every("guide", "text"), sort=OWN_COLUMN)
ACCESSIBILITY_PAGE = once("accessibility", ACCESSIBILITY.url, "accessibility", accessibility_page, sort=OWN_COLUMN)
