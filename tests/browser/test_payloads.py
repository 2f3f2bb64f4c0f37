"""Nothing that stands in a text field is ever run by a browser, whatever it is; the site's policy, a second wall, is left away here."""

import contextlib
import functools
import http.server
import io
import json
import os
import random
import shutil
import threading
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml

from browser.chromium import ROOT
from browser.payloads import payloads
from quanli.catalogue.content_kinds import FORM, GUIDE, KINDS, OFFICE, POWER, RECORDS
from quanli.cli import main
from quanli.records.fields import fields_of
from sites import build

MANY = int(os.environ.get("QUANLI_PAYLOADS", "3"))
"""How many payloads are tried, drawn by lot with a fixed seed; all by hand."""
FREE = {"text", "prose", "link"}
"""The kinds of field that hold what somebody words; others have a form of their own, which is checked."""
REFERENCES = {"Step.post", "Office.government", "Organ.government"}
"""Words that must agree with those of something else, so that no payload can stand there."""
ROUNDS = 6
WATCH = "window.hits = []; window.qhit = n => { hits.push(n); }; window.alert = window.print = qhit;"
ODD = """() => [...document.querySelectorAll('*')].flatMap(e => [
    ...(['SCRIPT', 'STYLE', 'IFRAME', 'OBJECT', 'EMBED', 'BASE', 'FRAMESET', 'PORTAL'].includes(e.tagName.toUpperCase()) && e.type !== 'application/ld+json' && /qhit/.test(e.outerHTML) ? [e.outerHTML] : []),
    ...[...e.attributes].filter(a => /^on|^style$|^srcdoc$/i.test(a.name) && /qhit/.test(a.value)).map(a => e.outerHTML),
    ...[...e.attributes].filter(a => /^(href|src|action|formaction|data|xlink:href)$/i.test(a.name) && /qhit/.test(a.value) && !/^(https?:|mailto:|tel:|#|\\/|\\.)/.test(e[a.name] || a.value)).map(a => e.outerHTML),
])"""


class Planted(str):
    """A text that was put in."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    pass


_Dumper.add_representer(Planted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"'))


def fields(kind: type, value, path=(), kinds=FREE):
    """Give the place of every worded text of a record, with its field."""
    for key, field in fields_of(kind).items():
        if key not in value or value[key] in (None, [], ""):
            continue
        inner = value[key]
        if field.shape == "record":
            yield from fields(field.element, inner, (*path, key), kinds)
        elif field.shape == "records":
            for n, one in enumerate(inner):
                if isinstance(one, dict):
                    yield from fields(field.element, one, (*path, key, n), kinds)
        elif field.about.kind in kinds and field.shape == "scalar":
            yield (*path, key), f"{kind.__name__}.{key}"
        elif field.about.kind in kinds and field.shape == "scalars":
            yield from (((*path, key, n), f"{kind.__name__}.{key}") for n in range(len(inner)))


def planted(record, places, payload: str):
    """Give a copy of a record with the payload in some places."""
    copy = json.loads(json.dumps(record, default=str))
    special = {one["name"]: f"special {n}" for n, one in enumerate(record.get("special_steps") or ())}
    for path in places:
        inner = functools.reduce(lambda value, key: value[key], path[:-1], copy)
        apart = path[-1] if isinstance(path[-1], int) else ""  # a list may forbid doubles
        if path[-1] == "name":  # what bears one name is one thing, and a step of the flow may be a special one
            apart = special.get(inner["name"], path[0])
        said = f"{inner['redress']}\n\n{payload}" if path == ("redress",) else payload  # which must go on to say what it says
        inner[path[-1]] = Planted(f"{said} {apart}" if apart != "" and len(path) > 1 else said)
    return copy


def lines(text: str) -> dict[int, tuple]:
    """Tell which value begins on which line of a file."""
    found = {}

    def walk(node, path):
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                found.setdefault(key.start_mark.line + 1, (*path, key.value))
                walk(value, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for n, value in enumerate(node.value):
                walk(value, (*path, n))
        for line in range(node.start_mark.line, node.end_mark.line + 1):
            if isinstance(node, yaml.ScalarNode):
                found[line + 1] = path

    walk(yaml.compose(text), ())
    return found


class File:
    """A file of a record, cloned from one of the sample, with a payload wherever it is taken."""

    def __init__(self, kind, name: str, record, payload: str, office: str) -> None:
        self.path = kind.file(name, office)
        self.record, self.payload = record, payload
        self.places = dict(fields(kind.record, record))

    def text(self) -> str:
        return yaml.dump(planted(self.record, self.places, self.payload), Dumper=_Dumper, allow_unicode=True, width=1_000_000, sort_keys=False)

    def refuse(self, line: int) -> bool:
        """Take the payload out of the field that a line belongs to; False where there is none."""
        at = lines(self.text()).get(line, ())
        near = [path for path in self.places if path[: len(at)] == at or at[: len(path)] == path] if at else []
        for path in near:
            del self.places[path]
        return bool(near)


def richest(kind, folder: str, few: int) -> list[dict]:
    """Choose records of the sample that have, together, as many different worded fields as so few can."""
    all_ = [yaml.safe_load(path.read_text().replace(" on:", " 'on':")) for path in sorted((ROOT / folder).rglob("*.yaml"))]
    chosen, seen = [], set()
    for _ in range(few):
        best = max(all_, key=lambda one: len({name for _, name in fields(kind.record, one)} - seen))
        chosen.append(best)
        seen |= {name for _, name in fields(kind.record, best)}
    return chosen


@pytest.fixture(scope="module")
def chosen():
    """Draw the payloads that are tried."""
    every = list(payloads())
    return sorted(random.Random(11).sample(every, min(MANY, len(every))))


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory, chosen):
    """Build the sample with clones in whose every worded field stands a payload, where the checks let it stand."""
    site = tmp_path_factory.mktemp("payloads") / "site"
    site.mkdir()
    shutil.copytree(ROOT / "content", site / "content")
    files = {}
    for n, payload in enumerate(chosen):
        for kind, few in ((POWER, 4), (OFFICE, 1), (FORM, 2)):
            for m, record in enumerate(richest(kind, kind.folder, few)):
                name = f"QHIT-XK-{n:03}{m}" if kind is POWER else f"qhit-{n}-{m}"
                made = File(kind, name, {**record, kind.key: name}, payload, record.get("office", ""))
                files[made.path] = made
        (site / GUIDE.file(f"qhit-{n}")).write_text(
            f"Title: {payload.splitlines()[0]}\nSlug: qhit-{n}\nSummary: {payload.splitlines()[0]}\nPowers: {POWER_OF_THE_SAMPLE}\n\n## {payload}\n\n{payload}\n\n- {payload}\n", encoding="utf-8"
        )
    settle(site, files)
    assert build(site, "--as-of", "2026-06-01") == 0
    return site, files


POWER_OF_THE_SAMPLE = "GJJ-XK-0001"


def settle(site: Path, files: dict[str, File]) -> None:
    """Write the files, and take out of each what the checks refuse, until they refuse nothing more."""
    for path, file in files.items():
        (site / path).write_text(file.text(), encoding="utf-8")
    for _ in range(ROUNDS):
        found = errors(site)
        if not found:
            return
        for path in sorted({one["file"] for one in found}):
            ours = [one for one in found if one["file"] == path]
            if path in files and sum(files[path].refuse(one["line"] or 0) for one in ours):
                (site / path).write_text(files[path].text(), encoding="utf-8")
            else:
                assert path in files or "qhit" in path, ours
                files.pop(path, None)
                (site / path).unlink()
    raise AssertionError(found)


def errors(site: Path) -> list[dict]:
    """Give the errors of a site."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        main(["check", "--site", str(site), "--format", "json", "--lang", "en", "--as-of", "2026-06-01"])
    return [one for one in json.loads(said.getvalue()) if one["severity"] == "error"]


@pytest.fixture(scope="module")
def bare(spoiled):
    """Serve the site with no header but what a file needs."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(spoiled[0] / "output")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_most_fields_take_most_payloads(spoiled, chosen):
    """What is tried below is tried: payloads stand in nearly every worded field of items, offices and forms."""
    _, files = spoiled
    taken = Counter(name for file in files.values() for name in file.places.values())
    wanted = {name for kind, few in ((POWER, 4), (OFFICE, 1), (FORM, 2)) for one in richest(kind, kind.folder, few) for _, name in fields(kind.record, one, kinds=FREE - {"link"})}
    assert wanted - REFERENCES <= set(taken)
    assert sum(taken.values()) > 300 * len(chosen)


@pytest.mark.browser
def test_browser_runs_nothing(spoiled, bare, browser):
    """Every page on which a payload stands is opened and looked through: nothing of it is run, and nothing would be at a click."""
    output = spoiled[0] / "output"
    standing = [path for path in sorted(output.rglob("*")) if path.suffix in {".html", ".svg", ".xml"} and b"qhit" in path.read_bytes()]
    assert len(standing) > 4 * MANY
    page = browser.new_page()
    page.add_init_script(WATCH)
    for path in standing:
        address = f"{bare}/{path.relative_to(output).as_posix().removesuffix('index.html')}"
        page.goto(address)
        assert (address, page.evaluate("window.hits || []"), page.evaluate(ODD)) == (address, [], [])
    page.close()


@pytest.mark.browser
def test_search_runs_nothing(chosen, bare, browser):
    """Neither do results and their excerpts, nor what is asked."""
    page = browser.new_page()
    page.add_init_script(WATCH)
    for asked in ("qhit", "onerror", *chosen):
        page.goto(f"{bare}/search/?" + urlencode({"q": asked}))
        page.locator('[role="status"]').filter(has_text="事项").wait_for()
        assert (asked, page.evaluate("window.hits"), page.evaluate(ODD)) == (asked, [], [])
    page.close()


def test_every_kind_of_record_is_known_here():
    """A new kind of file that people word is either planted above, or said here not to be."""
    single = {"laws", "site", "calendar", "synonyms", "terms", "benchmark", "approved"}
    assert {kind.name for kind in KINDS if kind.name in RECORDS} == {"power", "office", "form"} | single
