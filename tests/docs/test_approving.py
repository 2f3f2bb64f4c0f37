"""The page for those who approve, followed to the letter: its commands in a real repository, with a real key, at a terminal."""

import os
import pty
import re
import select
import subprocess
import sys
import time

import pytest

from conftest import ROOT
from quanli.approval.approval import read_approval
from quanli.approval.governed import APPROVALS
from review.repository import POWER, Repository

PAGE = (ROOT / "docs/approving.md").read_text(encoding="utf-8")
SECTIONS = {title: re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL) for title, text in re.findall(r"^## (\S+?)、.*?\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)}
ANSWERS = (("assphrase", "correct horse\n"), ("（是/否）", "是\n"))
"""What is asked at the terminal, and what is typed."""


class Desk:
    """A reviewer's machine: a home of its own, and a terminal."""

    def __init__(self, folder, repository, branch="change"):
        self.home, self.here = folder / "home", folder / "desk"
        for path in (self.home, self.here, folder / "bin"):
            path.mkdir(exist_ok=True)
        (folder / "bin/quanli").write_text(f'#!/bin/sh\nexec {sys.executable} -m quanli "$@"\n')
        (folder / "bin/quanli").chmod(0o755)
        self.env = {
            "PATH": f"{folder}/bin:{os.environ['PATH']}", "HOME": str(self.home), "LANG": "zh_CN.UTF-8", "PYTHONPATH": str(ROOT / "generator"),
            "REPO": str(repository), "BRANCH": branch, "TMPDIR": str(folder),
        }  # fmt: skip

    def follow(self, *numbers: str) -> str:
        """Run the blocks of some sections as they stand, in one shell a section; give what was shown."""
        return "".join(self.type(block) for number in numbers for block in SECTIONS[number])

    def type(self, block: str) -> str:
        folder = self.here / "quanli"
        script = f"set -e\ncd {folder if folder.exists() else self.here}\n{block}"
        child, terminal = pty.fork()
        if not child:
            os.execvpe("bash", ["bash", "-c", script], self.env)
        shown, answered, end = "", 0, time.monotonic() + 120
        while time.monotonic() < end:
            if select.select([terminal], [], [], 1)[0]:
                try:
                    more = os.read(terminal, 1 << 16)
                except OSError:
                    break
                if not more:
                    break
                shown += more.decode("utf-8", "replace")
                for words, answer in ANSWERS:
                    if words in shown[answered:] and shown.rstrip().endswith((":", "）", ": ")):
                        os.write(terminal, answer.encode())
                        answered = len(shown)
        os.close(terminal)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status == 0, shown
        return shown


@pytest.fixture
def office(tmp_path):
    """Give a reviewer's desk, the key set up and in the published list, and a change that waits for the legal office."""
    desk = Desk(tmp_path, tmp_path / "origin.git")
    shown = desk.follow("一")
    public = next(line for line in shown.splitlines() if line.startswith("ssh-ed25519 "))
    repository = Repository(tmp_path)
    repository.git("checkout", "--quiet", "main")
    repository.write("content/approvers", repository.principal("Proposed-By") + f'legal-review@* namespaces="quanli-approval" {public.strip()} 法规科\n')
    repository.commit("名单")
    repository.git("checkout", "--quiet", "-B", "change")
    repository.edit("promised: {amount: 10, unit: workday}", "promised: {amount: 8, unit: workday}", POWER)
    change = repository.propose()
    repository.approve(change, "Proposed-By")
    subprocess.run(["git", "clone", "--quiet", "--bare", str(repository.site), str(tmp_path / "origin.git")], check=True)
    subprocess.run(["git", "-C", str(tmp_path / "origin.git"), "symbolic-ref", "HEAD", "refs/heads/main"], check=True)
    return desk, tmp_path / "origin.git", change


def pushed(origin, change, file):
    """Read a file of the change as it came to the server."""
    name = f"change:{APPROVALS}/{change}/{file}"
    return subprocess.run(["git", "-C", str(origin), "show", name], capture_output=True, check=True).stdout.decode()


def test_look_and_approve(office):
    """Who follows the page sees the change whole, signs it, and the signature comes to the server."""
    desk, origin, change = office
    shown = desk.follow("二")
    assert f"变更 {change}" in shown
    assert "变更后：8 个工作日" in shown
    assert "法制机构审核：轮到签署" in shown
    assert "变更后：8 个工作日" in desk.follow("三")
    assert read_approval(pushed(origin, change, "legal-review@xxj.txt")).signer == "法规科"


def test_send_back(office):
    """Who follows the page sends a change back with the reason."""
    desk, origin, change = office
    desk.follow("二", "四")
    assert read_approval(pushed(origin, change, "legal-review@xxj.refused.txt")).refused == "第二条没有写明依据，请补充"


def test_from_another_machine(office):
    """Who follows the page signs where the key is, and takes the signature in where the repository is."""
    desk, origin, change = office
    desk.follow("二", "五")
    assert read_approval(pushed(origin, change, "legal-review@xxj.txt")).signer == "法规科"


def test_every_block_is_followed():
    """Each section with commands is followed by a test here."""
    assert [number for number, blocks in SECTIONS.items() if blocks] == ["一", "二", "三", "四", "五"]
