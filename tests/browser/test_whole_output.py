"""What holds for every page of a built site: valid HTML, no dead link, no foreign request, small."""

import gzip
import json
import re
import subprocess
from collections import Counter
from urllib.parse import unquote

import pytest
import yaml

from browser.chromium import ROOT
from browser.html import exists, pages, target
from quanli.catalogue import terms

DAY = "2026-06-01"
PAGE, SCRIPTS = 60_000, 15_000
"""Greatest sizes with gzip, in bytes: a page, and all the scripts that it starts."""
MODULES = re.compile(r"""(?:from|import)\s*\(?\s*["']([^"']+)["']""")


def test_html_of_every_page_is_valid(sample):
    """The Nu checker finds no error in any page of the sample."""
    jar = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
    if not jar.is_file():
        pytest.skip("the Nu checker is not installed: make test")
    command = ["java", "-jar", jar, "--errors-only", "--skip-non-html", "--format", "json", "--stdout", *(sample / "output" / (address.lstrip("/") + "index.html" if address.endswith("/") else address[1:]) for address in pages(sample / "output"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout or done.stderr)["messages"]
    assert [(one["url"].partition("/output")[2], one.get("lastLine"), one["message"]) for one in found] == []


@pytest.mark.parametrize("site", ["sample", "ledger"])
def test_no_internal_link_is_dead(site, request):
    """Every link of every page leads to a file of the site, and its fragment to an id of that page."""
    output = request.getfixturevalue(site) / "output"
    dead = set()
    for address, page in pages(output).items():
        for link in page.links:
            aim = target(address, link)
            if aim is None:
                continue
            path, fragment = aim
            if not exists(output, path) or (fragment and path in pages(output) and fragment not in pages(output)[path].ids):
                dead.add((address, link))
    assert sorted(dead) == []


def test_ids_are_unique(sample):
    """No page has the same id twice, and no id is empty or has a blank."""
    wrong = []
    for address, page in pages(sample / "output").items():
        wrong += [(address, one) for one, count in Counter(page.ids).items() if count > 1 or not one or " " in one]
    assert wrong == []


def test_every_page_can_be_reached(sample):
    """Following links from the home page reaches every page but the one for what is not there and the one for the legal office."""
    output = sample / "output"
    seen, waiting = {"/"}, ["/"]
    while waiting:
        address = waiting.pop()
        for link in pages(output)[address].links:
            aim = target(address, link)
            if aim and aim[0] in pages(output) and aim[0] not in seen:
                seen.add(aim[0])
                waiting.append(aim[0])
    assert sorted(pages(output).keys() - seen) == ["/404.html", "/laws/watch/"]


def test_nothing_is_fetched_from_another_host(sample):
    """No page names a style sheet, script, picture or frame of another host."""
    foreign = [
        (address, link)
        for address, page in pages(sample / "output").items()
        for link in page.fetched
        if target(address, link) is None and not link.startswith("data:")
    ]
    assert foreign == []


def test_site_map_lists_every_page(sample):
    """The site maps list every page that search engines may show, each once."""
    output = sample / "output"
    names = re.findall(r"<loc>https://example.gov.cn(/[^<]*)</loc>", (output / "sitemap.xml").read_text())
    listed = [unquote(one) for name in names for one in re.findall(r"<loc>https://example.gov.cn(/[^<]*)</loc>", (output / name[1:]).read_text())]
    assert sorted(listed) == sorted(one for one in pages(output).keys() - {"/404.html", "/laws/watch/"} if not re.match("(?:/hant)?/(?:embed|handbooks)/", one))


def test_pages_are_small(sample):
    """No page is larger than 60 KB compressed, and none starts more than 15 KB of scripts."""
    output = sample / "output"
    large = []
    for address, page in pages(output).items():
        size = len(gzip.compress(page.text.encode(), 9))
        scripts = sum(len(gzip.compress((output / path).read_bytes(), 9)) for path in _started(output, page.scripts))
        if size > PAGE or scripts > SCRIPTS:
            large.append((address, size, scripts))
    assert large == []


def _started(output, sources):
    found, waiting = set(), [source.lstrip("/") for source in sources]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            folder = path.rpartition("/")[0]
            for name in MODULES.findall((output / path).read_text(encoding="utf-8")):
                known = output / folder / name
                waiting += [known.resolve().relative_to(output.resolve()).as_posix()] if known.is_file() else []
    return found


def test_sample_says_so_on_every_page(sample):
    """Every page of the sample says that it is no basis for action."""
    said = re.compile("不作[为為][办辦]事依[据據]")
    silent = [address for address, page in pages(sample / "output").items() if not said.search(page.text)]
    assert silent == []


def table(output, caption):
    """Read a table of counts from the statistics page: row head to column head to number."""
    text = pages(output)["/statistics/"].text
    found = re.search(rf"<caption>{caption}</caption>(.*?)</table>", text, re.DOTALL)
    rows = [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", found[1], re.DOTALL)
    ]
    return {row[0]: dict(zip(rows[0][1:], map(int, row[1:]), strict=True)) for row in rows[1:]}


def test_statistics_count_the_files(sample):
    """The statistics page counts by office and category, and by category and state, what the files say."""
    offices, states = Counter(), Counter()
    for path in sample.glob("content/powers/*/*.yaml"):
        power = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        office = yaml.load((sample / f"content/offices/{power['office']}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)["name"]
        category = terms.CATEGORIES[power["category"]].zh
        state = [one["state"] for one in power.get("states", []) if one["on"] <= DAY]
        offices[office, category] += 1
        states[category, terms.STATES[state[-1] if state else "active"].zh] += 1
    for caption, counts in (("各机关各类事项的数量", offices), ("各类事项的状态", states)):
        shown = table(sample / "output", caption)
        sums = shown.pop("合计")
        cells = {(row, column): n for row, columns in shown.items() for column, n in columns.items() if n and column != "合计"}
        assert cells == counts
        assert sums["合计"] == sum(counts.values())
        assert all(columns["合计"] == sum(n for column, n in columns.items() if column != "合计") for columns in shown.values())


def test_statistics_of_the_ledger(ledger):
    """The imported ledger of the safety bureau counts 1 permit, 158 penalties, 3 coercive measures, 162 in all."""
    shown = table(ledger / "output", "各机关各类事项的数量")
    assert shown["合计"] == {"行政许可": 1, "行政处罚": 158, "行政强制": 3, "合计": 162}
