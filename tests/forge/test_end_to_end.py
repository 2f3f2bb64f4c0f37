"""From an edit to the page and back: a bare repository with the written hooks, four keys, a signed release behind nginx, a browser."""

import subprocess
import sys
from pathlib import Path

import pytest

from browser.chromium import chromium
from conftest import ROOT
from forge.forges import CLEAN, Forge, written
from forge.git_server import served
from forge.web import nginx, running
from quanli.cli import main
from signing import Keys
from sites import POWER, edit

STEPS = ("proposed-by", "legal-review", "approved-by", "determined-by")
POSTS = dict(zip(STEPS, ("审批科", "法规科", "分管副局长", "县司法局"), strict=True))
LIMIT = ("promised: {amount: 10, unit: workday}", "promised: {amount: 7, unit: workday}")
REASON = "申请材料减少，办理时间缩短"
PAGE = "powers/YJ-XK-0001/"


class Office:
    """The machine that keeps the repository and publishes, and what people do at theirs."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.keys = folder, Keys(folder / "keys")
        lines = "".join(self.keys.line(step, f"{step}@*", post) for step, post in POSTS.items())
        self.forge = Forge(folder, **{"content/approvers": "# 审批人\n" + lines})
        self.target = folder / "srv"
        self.program = folder / "quanli"
        self.program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT / "generator"}" LANG=zh_CN.UTF-8 exec "{sys.executable}" -P -m quanli "$@"\n')
        self.program.chmod(0o755)
        assert main(["forge", "hook", str(self.forge.origin), "--site", str(self.forge.site), "--lang", "en"]) == 0
        for name, value in {"target": self.target, "key": self.keys.private("release"), "command": self.program}.items():
            self.forge.git("config", f"quanli.{name}", str(value), at=self.forge.origin)
        self.forge.git("config", "http.receivepack", "true", at=self.forge.origin)

    def quanli(self, *arguments: str, at: Path, status: int = 0) -> str:
        """Run the program at a person's machine."""
        done = subprocess.run([str(self.program), *arguments], cwd=at, env=CLEAN, text=True, capture_output=True, check=False, stdin=subprocess.DEVNULL)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def clone(self, address: str, name: str, branch: str = "main") -> Path:
        self.forge.git("clone", "--quiet", "--branch", branch, f"{address}/origin.git", str(self.folder / name), at=self.folder)
        return self.folder / name

    def push(self, at: Path, *what: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", "-C", str(at), "push", "origin", *what], env=CLEAN, text=True, capture_output=True, check=False)


@pytest.fixture
def office(tmp_path):
    """Give the machine on the day after the first release."""
    office = Office(tmp_path)
    said = office.quanli("publish", str(office.target), "--key", str(office.keys.private("release")), "--first", "--quiet", at=office.forge.site)
    assert "已公布：第 1 次发布" in said
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
        assert "10 个工作日" in seen(browser, port)

        clerk = office.clone(address, "clerk")
        edit(clerk, POWER, *LIMIT)
        office.forge.git("commit", "--quiet", "-am", "改时限", at=clerk)
        refused = office.push(clerk, "main")
        assert refused.returncode != 0 and "拒绝推送：变更没有办完批准" in refused.stderr, refused.stderr
        assert "10 个工作日" in seen(browser, port)

        office.forge.git("reset", "--quiet", "--soft", "HEAD^", at=clerk)
        office.forge.git("switch", "--quiet", "-c", "shorter", at=clerk)
        office.quanli(
            "propose", "--reason", REASON, "--trigger", "客观情况变化", "--legal-basis", "行政许可法第四十二条", "--document", "", "--effective-on", "",
            "--adjusts", "时限=调整; 岗位=不变; 职责=不变; 文书=不变", "--proposed-by", "审批科", at=clerk,
        )  # fmt: skip
        assert office.push(clerk, "shorter").returncode == 0
        for step in STEPS:
            desk = office.clone(address, step, "shorter")
            office.quanli("approve", "--as", f"{step}@xxj", "--key", str(office.keys.private(step)), "--yes", at=desk)
            assert office.push(desk, "shorter").returncode == 0
            if step == "legal-review":
                early = office.push(desk, "shorter:main")
                assert early.returncode != 0 and "拒绝推送" in early.stderr

        registry = office.clone(address, "registry")
        office.forge.git("merge", "--quiet", "--no-ff", "-m", "合并", "origin/shorter", at=registry)
        merged = office.push(registry, "main")
        assert merged.returncode == 0 and "已公布：第 2 次发布" in merged.stderr, merged.stderr
        assert "7 个工作日" in seen(browser, port) and "10 个工作日" not in seen(browser, port)
        record = seen(browser, port, f"{PAGE}history/")
        assert REASON in record and all(post in record for post in POSTS.values()), record

        key = str(office.keys.private("release"))
        assert "已换回第 1 次发布的内容" in office.quanli("rollback", str(office.target), "--key", key, at=registry)
        assert "10 个工作日" in seen(browser, port)
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
    office = Office(tmp_path)
    site = office.forge.site
    office.forge.git("config", "receive.denyDeleteCurrent", "ignore", at=office.forge.origin)
    office.forge.git("commit", "--quiet", "--amend", "-m", "另一个开始")
    assert office.push(site, "HEAD:other").returncode == 0
    refused = office.push(site, refspec)
    assert refused.returncode != 0 and sentence in refused.stderr, refused.stderr
