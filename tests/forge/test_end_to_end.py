"""From an edit to the page and back: a bare repository with the written hooks, four keys, a signed release behind nginx, a browser."""

from pathlib import Path

import pytest

from browser.chromium import chromium
from forge.forges import written
from forge.git_server import served
from forge.office import LIMIT, POSTS, REASON, STEPS, Office
from sites import POWER, edit
from web_servers import nginx, running

PAGE = "powers/YJ-XK-0001/"


@pytest.fixture
def office(tmp_path):
    """Give the machine on the day after the first release."""
    office = Office(tmp_path).hooked()
    office.first()
    return office


def seen(browser, port: int, path: str = PAGE) -> str:
    page = browser.new_page()
    try:
        answer = page.goto(f"http://127.0.0.1:{port}/{path}")
        assert answer.status == 200 and "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        return page.locator("main").inner_text()
    finally:
        page.close()


@pytest.mark.browser
def test_from_edit_to_page_and_back(office):
    """What nobody approved is refused to the one who pushes it; what four keys approved is on the page a moment later, its record names them, and one command takes it back."""
    settings = written(office.forge.site, "nginx", "--root", f"{office.target}/current")["quanli.conf"]
    with served(office.folder) as address, running(nginx, settings, office.folder / "nginx") as port, chromium() as browser:
        assert "12 个工作日" not in seen(browser, port)

        clerk = office.clone(address, "clerk")
        edit(clerk, POWER, *LIMIT)
        office.forge.git("commit", "--quiet", "-am", "改时限", at=clerk)
        refused = office.push(clerk, "main")
        assert refused.returncode != 0 and "拒绝推送：变更没有办完批准" in refused.stderr, refused.stderr
        assert "12 个工作日" not in seen(browser, port)

        office.forge.git("reset", "--quiet", "--soft", "HEAD^", at=clerk)
        office.forge.git("switch", "--quiet", "-c", "longer", at=clerk)
        office.propose(clerk)
        assert office.push(clerk, "longer").returncode == 0
        for step in STEPS:
            desk = office.clone(address, step, "longer")
            office.approve(desk, step)
            assert office.push(desk, "longer").returncode == 0
            if step == "legal-review":
                early = office.push(desk, "longer:main")
                assert early.returncode != 0 and "拒绝推送" in early.stderr

        registry = office.clone(address, "registry")
        office.forge.git("merge", "--quiet", "--no-ff", "-m", "合并", "origin/longer", at=registry)
        merged = office.push(registry, "main")
        assert merged.returncode == 0 and "已公布：第 2 次发布" in merged.stderr, merged.stderr
        assert "12 个工作日" in seen(browser, port)
        record = seen(browser, port, f"{PAGE}history/")
        assert REASON in record and all(post in record for post in POSTS.values()), record

        key = str(office.keys.private("release"))
        assert "已换回第 1 次发布的内容" in office.quanli("rollback", str(office.target), "--key", key, at=registry)
        assert "12 个工作日" not in seen(browser, port)
        office.quanli("verify", str(office.target), "--signers", str(signers(office)), at=registry)


def signers(office: Office) -> Path:
    path = office.folder / "release-signers"
    path.write_text(f'release@example.gov.cn namespaces="quanli-release" {office.keys.public("release")}\n')
    return path


@pytest.mark.parametrize(
    ("refspec", "sentence"),
    [(":main", "主线不能删除"), ("+HEAD:main", "主线只能往前，不能改写")],
)
def test_main_line_only_goes_on(tmp_path, refspec, sentence):
    """Neither deleted nor rewritten is the main line; other branches are free."""
    office = Office(tmp_path).hooked()
    site = office.forge.site
    office.forge.git("config", "receive.denyDeleteCurrent", "ignore", at=office.forge.origin)
    office.forge.git("commit", "--quiet", "--amend", "-m", "另一个开始")
    assert office.push(site, "HEAD:other").returncode == 0
    refused = office.push(site, refspec)
    assert refused.returncode != 0 and sentence in refused.stderr, refused.stderr
