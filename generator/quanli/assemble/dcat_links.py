"""Where the catalogue of the site's data lies, and how the page of data leads to it."""

from __future__ import annotations

from quanli.assemble.page import Alternate, Link

FILE = "data/dcat"
ALTERNATES = (Alternate("application/ld+json", f"/{FILE}.jsonld", "DCAT（JSON-LD）"), Alternate("text/turtle", f"/{FILE}.ttl", "DCAT（Turtle）"))
LINKS = tuple(Link(one.title, one.url, "数据目录，供数据门户采集") for one in ALTERNATES)
