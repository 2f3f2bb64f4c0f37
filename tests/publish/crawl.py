"""A crawler of one host: asks for everything that a site names, as a browser and a harvester would."""

import http.client
import re
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

_LEADS = {"href", "src", "action", "formaction", "poster", "xlink:href", "data-calendar", "data-words", "data-engine"}
_PAGE = {"text/html"}


class _Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids, self.links = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.add(value)
            elif name in _LEADS and value:
                self.links.append(value)


def crawl(port: int, domain: str, start: str) -> tuple[dict[str, int], set[str]]:
    """Follow every link of a site that calls itself ``domain``, at a port of this machine; ``start`` are paths to begin with.

    Gives each path with the status of its answer (redirects are followed), and what was wrong: a link that leaves the path
    of the domain, or that names a fragment that the page has not.
    """
    host, under = urlsplit(domain).netloc, urlsplit(domain).path
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    answers: dict[str, int] = {}
    wrong: set[str] = set()
    ids: dict[str, set[str]] = {}
    wanted: list[tuple[str, str, str]] = []
    waiting = [f"{under}{path}" for path in start]
    while waiting:
        path = waiting.pop()
        if path in answers:
            continue
        connection.request("GET", quote(unquote(path), safe="/-._~"), headers={"Host": f"127.0.0.1:{port}"})
        answer = connection.getresponse()
        body = answer.read()
        answers[path] = answer.status
        kind = answer.headers.get_content_type()
        if answer.status in {301, 302, 308}:
            links = [answer.headers["Location"]]
        elif kind in _PAGE:
            page = _Page(body.decode())
            ids[path], links = page.ids, page.links
        elif kind.startswith("text/") or kind.endswith(("json", "xml")):
            # up to where a program fills something in: that is an address only when it has
            links = re.findall(re.escape(domain) + r"[^\s\"'<>,\\{}?]*+(?!\{)", body.decode("utf-8", "replace"))
        else:
            links = []
        for link in links:
            url, fragment = urldefrag(urljoin(f"{domain}{path.removeprefix(under)}", link))
            parts = urlsplit(url)
            if parts.netloc != host:
                continue
            if not f"{parts.path}/".startswith(f"{under}/"):
                wrong.add(f"{path} leads to {link}")
                continue
            waiting.append(parts.path)
            if fragment and kind in _PAGE:  # in RDF it names a thing
                wanted.append((path, parts.path, unquote(fragment)))
    wrong |= {f"{path} names {target}#{fragment}" for path, target, fragment in wanted if target in ids and fragment not in ids[target]}
    connection.close()
    return answers, wrong
