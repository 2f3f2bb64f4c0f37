"""The headers of ``docs/publishing.md``: a preview is shown under the policy under which the site will stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quanli.build.headers import HEADERS, OPENED, REACH, is_open, policy, reach

_OURS = re.compile(r"https?://(?:localhost|127[.]0[.]0[.]1|\[::1\])(?::[0-9]{1,5})?")
_NOT_KEPT = "no-store"
"""What was built last is what is shown."""


def headers_of(path: str, origin: str = "", portals: Sequence[str] = ()) -> dict[str, str]:
    """Give the headers of an answer; ``portals`` may show pages to embed. What is not published yet may be read by pages of this machine alone, wherever ``origin`` says the reader is."""
    said = {**HEADERS, "Content-Security-Policy": policy(path, portals), "Cache-Control": _NOT_KEPT, REACH: reach(path)}
    if is_open(path) and _OURS.fullmatch(origin):
        said |= {OPENED: origin, "Vary": "Origin"}
    return said
