"""The portal page of the documentation, served from another origin, against a served site."""

import re
from contextlib import contextmanager

import pytest

from browser.chromium import chromium
from browser.portals import plain
from docs.test_data_guide import DOMAIN, examples
from pipeline.test_history_pages import ITEM, commit, repository
from quanli.cli import main
from sites import POWER, build, edit
from web_servers import nginx, running

pytestmark = pytest.mark.browser


@contextmanager
def beside_a_portal(folder):
    """Serve a site with what ``quanli forge nginx`` writes, and the portal page of its documentation from an origin that it names; gives site, addresses and code."""
    site = repository(folder)
    (pages := folder / "portal").mkdir()
    with plain(pages) as portal:
        with (site / "content/site.yaml").open("a", encoding="utf-8") as settings:
            settings.write(f"portals: [{portal}]\n")
        grow(site)
        assert build(site) == 0
        assert main(["forge", "nginx", str(folder / "server"), "--site", str(site), "--root", str(site / "output"), "--lang", "en"]) == 0
        with running(nginx, (folder / "server/quanli.conf").read_text(), folder / "nginx") as port:
            address = f"http://127.0.0.1:{port}"
            language, code = examples(site / "output")["portal"]
            (pages / "index.html").write_text(code.replace(DOMAIN, address).replace("600_000", "300"), encoding="utf-8")
            assert language == "html" and code.count("\n") <= 35
            yield site, address, portal


def grow(site):
    """Add an item of the same office, and one of another."""
    other = (site / "content/offices/xxj.yaml").read_text(encoding="utf-8").replace("id: xxj", "id: other").replace("某某县应急管理局", "某某县别的局")
    (site / "content/offices/other.yaml").write_text(other, encoding="utf-8")
    for code, office in (("T-1", "xxj"), ("T-2", "other")):
        path = site / f"content/powers/{office}/{code}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(ITEM.format(code=code, name=f"事项 {code}", category="penalty", office=office, summary="一句话。", related=""), encoding="utf-8")
    commit(site, "2021-01-01")


def test_portal_lists_filters_embeds_and_keeps_itself_up_to_date(tmp_path):
    """The page lists the items, finds by words and by office, embeds the one chosen, and after an edit shows it having fetched alone what changed."""
    with beside_a_portal(tmp_path) as (site, address, own), chromium() as browser:
        page = browser.new_page()
        asked, complaints = [], []
        page.on("request", lambda request: asked.append(request.url.removeprefix(address)) if request.url.startswith(address) else None)
        page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} and not message.location["url"].endswith("/favicon.ico") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(own)
        lines = page.locator("#list li")
        page.get_by_text("3 项", exact=True).wait_for()
        page.get_by_label("找什么").fill("烟花")
        page.get_by_text("1 项", exact=True).wait_for()
        assert lines.all_inner_texts() == ["烟花爆竹经营（零售）许可（某某县应急管理局）"]
        page.get_by_label("找什么").fill("")
        page.get_by_label("哪个机关").select_option("某某县别的局")
        page.get_by_text("1 项", exact=True).wait_for()
        assert lines.all_inner_texts() == ["事项 T-2（某某县别的局）"]
        page.get_by_label("哪个机关").select_option("全部")
        lines.filter(has_text="烟花").get_by_role("button").click()
        page.frame_locator("quanli-item iframe").get_by_text("烟花爆竹经营（零售）许可").first.wait_for()
        asked.clear()
        edit(site, POWER, "name: 烟花爆竹经营（零售）许可\n", "name: 烟花爆竹零售许可\n")
        (site / "content/powers/xxj/T-1.yaml").unlink()
        commit(site, "2021-02-01")
        assert build(site) == 0
        page.get_by_text("2 项", exact=True).wait_for()
        lines.filter(has_text="烟花爆竹零售许可").wait_for()
        assert {path for path in asked if re.fullmatch(r"/powers/.+\.json", path)} == {"/powers/YJ-XK-0001.json", "/powers/T-1.json"}
        assert not any(path.startswith("/data/catalogue") for path in asked)
        assert complaints == []
