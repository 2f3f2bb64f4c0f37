"""Pieces of a page that servers of other sites take into theirs, cut out of it: what was drawn and converted once is not drawn again.

The page marks what may be cut: ``<!--piece head-->``, one for each part, ``<!--piece foot-->``, each up to ``<!--/piece-->``;
between ``<!--page-->`` and ``<!--/page-->`` stands what is for the page alone. No text of an item can be such a mark: its
less-than signs are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARKED = re.compile(r"<!--piece ([a-z]+)-->\n?(.*?)<!--/piece-->", re.DOTALL)
_ALONE = re.compile(r"<!--page-->.*?<!--/page-->\n?", re.DOTALL)
_MARKS = re.compile(r"<!--/?(?:piece(?: [a-z]+)?|page)-->\n?")
_HEADING = re.compile(r"(</?h)([12])(?=[ >])")
_ID = re.compile(r'(<section class="[a-z -]+") id="[a-z]+"')
_FROM_ROOT = re.compile(r"""(<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*?\s(?:href|src|action)=")/(?!/)""")


def without_pieces(page: str) -> str:
    """Give the page itself."""
    return _MARKS.sub("", page)


def piece(page: str, parts: Iterable[str], domain: str) -> str:
    """Give a piece with some parts of a page: fit for the page of another site, where headings lie deeper and nothing has an id.

    Its links name the whole address; ``domain`` has no slash at its end.
    """
    marked = {found[1]: found[2] for found in _MARKED.finditer(_ALONE.sub("", page))}
    cut = "".join(marked.get(name, "") for name in ("head", *parts, "foot"))
    deeper = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 2}", cut)
    within = led_home(_ID.sub(r"\1", deeper), domain)
    return f'<div class="quanli">\n{within}</div>\n'


def led_home(html: str, domain: str) -> str:
    """Let every link that leads from this site's root name the site."""
    return _FROM_ROOT.sub(lambda found: f"{found[1]}{domain}/", html)
