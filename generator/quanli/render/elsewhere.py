"""A piece of a page that servers of other sites take into theirs: what leads from this site's root names the whole address."""

from __future__ import annotations

import re

_FROM_ROOT = re.compile(r"""(<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*?\s(?:href|src|action)=")/(?!/)""")


def led_home(html: str, domain: str) -> str:
    """Let every link of a piece name the site; ``domain`` has no slash at its end."""
    return _FROM_ROOT.sub(lambda found: f"{found[1]}{domain}/", html)
