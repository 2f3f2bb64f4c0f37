"""The page that documents the data: its examples run as they stand there, against a served site."""

import html
import json
import re
import shutil
import subprocess
import sys
import time

import pytest

from docs.test_web_servers import documented
from pipeline.test_history_pages import ITEM, commit, repository
from quanli.assemble.bulk_row import COLUMNS
from quanli.assemble.data_guide import ANNOUNCED
from quanli.assemble.power_schemas import SCHEMAS
from sites import POWER, build, edit
from web_servers import nginx, running

EXAMPLE = re.compile(r'<pre [^>]*data-language="(\w+)" data-example="(\w+)"><code>(.*?)</code></pre>', re.DOTALL)
DOMAIN = "https://example.gov.cn"


def examples(output):
    """Give the examples of the page by name, with their language."""
    page = (output / "data/guide/index.html").read_text(encoding="utf-8")
    return {name: (language, html.unescape(code)) for language, name, code in EXAMPLE.findall(page)}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build a site in git with three items, one of which was removed since."""
    site = repository(tmp_path_factory.mktemp("repository"))
    for code in ("T-1", "T-2"):
        (site / f"content/powers/xxj/{code}.yaml").write_text(ITEM.format(code=code, name=f"事项 {code}", category="penalty", office="xxj", summary="一句话。", related=""), encoding="utf-8")
    commit(site, "2021-01-01")
    (site / "content/powers/xxj/T-2.yaml").unlink()
    commit(site, "2022-01-01", Change_Reason="不再办理")
    assert build(site) == 0
    return site


@pytest.fixture(scope="module")
def served(site, tmp_path_factory):
    """Serve it by nginx with the settings that we write; gives its address."""
    with running(nginx, documented(nginx, site / "output"), tmp_path_factory.mktemp("nginx")) as port:
        yield f"http://127.0.0.1:{port}"


def run(command, code, folder):
    done = subprocess.run([*command, code], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_curl_gets_data_and_asks_whether_anything_changed(site, served, tmp_path):
    """The commands fetch an item, the list of parts and a part, and learn by ``If-None-Match`` that nothing changed: 304."""
    language, code = examples(site / "output")["curl"]
    assert language == "sh"
    said = run(["bash", "-e", "-c"], code.replace(DOMAIN, served), tmp_path)
    assert said.endswith("304\n")
    assert (tmp_path / "catalogue.csv").read_bytes() == (site / "output/data/catalogue.csv").read_bytes()
    assert json.loads((tmp_path / "changed.json").read_text(encoding="utf-8"))["version"] == 1


def test_javascript_shows_an_item(site, served, tmp_path):
    """The script prints the item with its names, and of one that is gone since when and why."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed: make test")
    language, code = examples(site / "output")["item"]
    assert language == "javascript"
    code = code.replace(DOMAIN, served)
    node = ["node", "--input-type=module", "-e"]
    assert run(node, code.replace("/T-1.json", "/YJ-XK-0001.json"), tmp_path).splitlines() == [
        "烟花爆竹经营（零售）许可（行政许可），某某县应急管理局",
        "多久办好： 10 个工作日",
        "材料： 烟花爆竹零售经营许可申请书 必要 烟花爆竹零售经营许可申请书",
        "材料： 经营场所位置图 必要 ",
        "咨询： 0000-5550100",
    ]
    assert run(node, code, tmp_path).startswith("事项 T-1（行政处罚），某某县应急管理局\n多久办好： 没有写明\n")
    assert run(node, code.replace("/T-1.json", "/T-2.json"), tmp_path) == "事项 T-2：2022-01-01 起不再办理。不再办理 \n"


def built(site) -> bool:
    """Build in a second of its own: nginx tells an index from another of the same length by the second in which it was written."""
    written = int((site / "output/data/changed/index.json").stat().st_mtime)
    while time.time() < written + 1:
        time.sleep(0.05)
    return build(site) == 0


def test_python_fetches_what_changed_and_nothing_else(site, served, tmp_path):
    """Run for the first time the program gets all, then nothing, then the one item that was edited, added or removed."""
    language, code = examples(site / "output")["update"]
    assert language == "python"
    python = [sys.executable, "-X", "utf8", "-c"]
    code = code.replace(DOMAIN, served)
    assert run(python, code, tmp_path) == "T-1 事项 T-1\nT-2 没有了\nYJ-XK-0001 烟花爆竹经营（零售）许可\n"
    assert run(python, code, tmp_path) == ""
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    assert built(site)
    assert run(python, code, tmp_path) == "YJ-XK-0001 烟花爆竹经营（零售）许可\n"
    (site / "content/powers/xxj/T-3.yaml").write_text((site / "content/powers/xxj/T-1.yaml").read_text(encoding="utf-8").replace("T-1", "T-3"), encoding="utf-8")
    assert built(site)
    assert run(python, code, tmp_path) == "T-3 事项 T-3\n"
    (site / "content/powers/xxj/T-3.yaml").unlink()
    assert built(site)
    assert run(python, code, tmp_path) == "T-3 没有了\n"


def test_page_names_every_column_and_schema(site):
    """The page leads to each published schema, all of which are there, and explains each column of the bulk data."""
    page = (site / "output/data/guide/index.html").read_text(encoding="utf-8")
    linked = re.findall(r'href="/(data/schemas/[^"]+)"', page)
    assert linked == [f"data/schemas/{name}.json" for name in SCHEMAS.keys(None)]
    assert [name for name in linked if not (site / "output" / name).exists()] == []
    assert [key for key in COLUMNS if f"<code>{key}</code>" not in page] == []
    assert 'href="/data/guide/"' in (site / "output/data/index.html").read_text(encoding="utf-8")


def test_what_is_announced_stands_on_the_page_and_in_a_feed(site):
    """Every announcement of the data's form is on the page and an entry of ``/data/feed.xml``, which the page names."""
    page = (site / "output/data/guide/index.html").read_text(encoding="utf-8")
    feed = (site / "output/data/feed.xml").read_text(encoding="utf-8")
    assert ANNOUNCED and re.findall(r"<id>tag:[^<]*/data/([^<]+)</id>|<id>tag:[^<]*:data/([^<]+)</id>", feed) == [("", one.key) for one in ANNOUNCED]
    assert all(f"<b>{one.title}</b>：{one.text}" in page and one.text in feed for one in ANNOUNCED)
    assert re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]*href="/data/feed.xml"', page)
