"""The description by which browsers add the site's search to their address bar (OpenSearch 1.1)."""

from __future__ import annotations

from xml.sax.saxutils import escape

PATH = "search/opensearch.xml"


def opensearch(name: str, domain: str) -> bytes:
    """Describe the search of a site; ``domain`` has its scheme and no slash at the end."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(name[:16])}</ShortName>\n"
        f"<Description>{escape(name)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f"<Language>zh-Hans</Language>\n"
        f'<Url type="application/x-suggestions+json" template="{escape(domain, {chr(34): "&quot;"})}/search/suggest/{{searchTerms}}.json"/>\n'
        f'<Url rel="self" type="application/opensearchdescription+xml" template="{escape(domain, {chr(34): "&quot;"})}/{PATH}"/>\n'
        f'<Url type="text/html" template="{escape(domain, {chr(34): "&quot;"})}/search/?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    ).encode()
