"""The administrator's page, followed to the letter: its chains are the program's, its commands are run, its keys sign."""

import datetime
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from quanli.cli import main
from quanli.history.founding import FOUNDING, TRIGGERS
from quanli.review.admission import admit

PAGE = ROOT / "docs/administering.md"
POWER = "content/powers/xxj/YJ-XK-0001.yaml"
STEPS = ("危化科", "法规科", "分管副局长", "县司法局")
_BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\| `(\w+)` \S+ \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)


def test_chains_are_those_of_the_program():
    """The table gives each kind of change what is asked of it, and the list of triggers is whole."""
    text = PAGE.read_text(encoding="utf-8")
    rows = {kind: tuple(tuple(one.strip() for one in part.split(",")) for part in parts) for kind, *parts in _ROW.findall(text)}
    assert rows == {kind: (chain.say, chain.approve) for kind, chain in FOUNDING.items()}
    assert f"：{'、'.join(TRIGGERS)}。" in text


class Office:
    """People with a machine each, and the administrator's working copy; what the page says is done there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.site, self.today = folder, folder / "site", datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
        bin_ = folder / "bin"
        bin_.mkdir()
        (bin_ / "quanli").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quanli "$@"\n')
        (bin_ / "quanli").chmod(0o755)
        assert main(["new", "site", str(self.site), "--lang", "zh"]) == 0
        (self.site / ".gitignore").write_text(".quanli/\noutput/\n")
        self.run("管理员", "git init -q -b main\ngit add -A\ngit commit -q -m 开始\ngit branch -M main\n")

    def home(self, who: str) -> Path:
        path = self.folder / "homes" / who
        path.mkdir(parents=True, exist_ok=True)
        return path

    def run(self, who: str, script: str, status: int = 0) -> str:
        script = script.replace("/srv/quanli", str(self.folder / "srv")).replace("~/release", str(self.folder / "release"))
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        environment |= {
            "HOME": str(self.home(who)), "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "generator"), "LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8",
            "GIT_AUTHOR_NAME": who, "GIT_AUTHOR_EMAIL": "x@x.example", "GIT_COMMITTER_NAME": who, "GIT_COMMITTER_EMAIL": "x@x.example",
        }  # fmt: skip
        done = subprocess.run(["bash", "-e", "-c", script], cwd=self.site, env=environment, input="\n\n", text=True, capture_output=True, check=False, start_new_session=True)  # ssh-keygen asks at a terminal, where there is one
        assert done.returncode == status, (who, script, done.stdout[-2000:], done.stderr[-2000:])
        return done.stdout + done.stderr

    def text(self, text: str) -> str:
        """Put in keys for their owners' names, and days from today on for those of the page."""
        text = re.sub(r"AAAA…(\S+)", lambda found: self.key(found[1]), text)
        for written, days in (("20261201", 0), ("20261215", 14)):
            text = text.replace(written, f"{self.today + datetime.timedelta(days):%Y%m%d}")
        return text.replace("2026-12-01", self.today.isoformat())

    def key(self, who: str) -> str:
        path = self.home(who.removesuffix("新")) / ".ssh" / ("quanli_2027" if who.endswith("新") else "quanli_ed25519")
        if not path.exists():
            self.run(who, blocks()[0][2])
        return path.with_suffix(".pub").read_text().split()[1]

    def write(self, file: str, how: str, text: str) -> None:
        path = self.site / file
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if how not in {"", "+"}:
            before = "".join(line for line in before.splitlines(keepends=True) if not line.endswith(f" {how}\n"))
        path.write_text(before + self.text(text), encoding="utf-8")

    def follow(self, language: str, more: str, text: str) -> str:
        if language == "sh" and more == "签署人":
            return "".join(self.run(who, text) for who in STEPS)
        if language == "sh" and more == "依次签署":
            return "".join(self.run(who, text.replace("quanli approve", "quanli approve --yes")) for who in STEPS)
        if language == "sh":
            return self.run(more, text)
        file, _, how = more.partition(" ")
        self.write(file, how, text)
        return ""

    @property
    def head(self) -> str:
        return self.run("管理员", "git rev-parse HEAD").split()[0]


def blocks() -> list[tuple[str, str, str]]:
    return _BLOCK.findall(PAGE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Follow the page from its beginning to its end, noting the commit after each block."""
    made = Office(tmp_path_factory.mktemp("office"))
    made.heads = []
    made.said = []
    for block in blocks():
        made.said.append(made.follow(*block))
        made.heads.append(made.head)
        if "--first" in block[2]:
            made.first = len(made.heads) - 1
    return made


def test_page_can_be_followed(office):
    """Each command of the page ends well, steps have the site's own names, and what it leads to may be published."""
    said = "".join(office.said)
    assert "法规科审核" in said
    assert "自 " in said
    assert (office.folder / "srv").is_dir()
    start = office.heads[office.first]
    assert admit(office.site, start, office.head).ok


PROPOSE = 'quanli propose --reason 人手减少 --trigger 客观情况变化 --legal-basis 行政许可法第四十二条 --adjusts "时限=调整; 岗位=不变; 职责=不变; 文书=不变"\n'


def test_deputy_signs_and_a_revoked_key_does_not(office):
    """After the page, the deputy signs in place of the leader, the new key signs, and the old one no more."""
    path, start = office.site / POWER, office.head
    path.write_text(path.read_text(encoding="utf-8").replace("promised: {amount: 10", "promised: {amount: 12"), encoding="utf-8")
    office.run("管理员", f"git switch -c shixian\n{PROPOSE}")
    office.run("危化科", "quanli approve --yes")
    office.run("法规科", "quanli approve --yes --key ~/.ssh/quanli_ed25519", status=1)
    office.run("法规科", "quanli approve --yes")
    assert "分管副局长批准" in office.run("副局长", "quanli approve --yes")
    office.run("县司法局", "quanli approve --yes")
    office.run("管理员", "git switch main\ngit merge --no-ff -m 合并 shixian")
    found = admit(office.site, start, office.head)
    assert found.ok
    assert [one.by for one in found.changes[0].approvals] == ["危化科", "法规科", "副局长（AB 岗）", "县司法局"]
