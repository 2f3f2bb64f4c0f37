"""An office at work: the machine that keeps the repository and publishes, four posts with keys, and what people do at their desks."""

import subprocess
import sys
from pathlib import Path

from conftest import ROOT
from forge.forges import CLEAN, Forge
from quanli.cli import main
from signing import Keys

STEPS = ("proposed-by", "legal-review", "approved-by", "determined-by")
POSTS = dict(zip(STEPS, ("审批科", "法规科", "分管副局长", "县司法局"), strict=True))
LIMIT = ("promised: {amount: 10, unit: workday}", "promised: {amount: 12, unit: workday}")
REASON = "现场核查增加一次，办理时间相应延长"


class Office:
    """The machine that keeps the repository and publishes, and what people do at theirs."""

    def __init__(self, folder: Path, kind: str = "") -> None:
        self.folder, self.keys = folder, Keys(folder / "keys")
        lines = "".join(self.keys.line(step, f"{step}@*", post) for step, post in POSTS.items())
        self.forge = Forge(folder, kind, **{"content/approvers": "# 审批人\n" + lines})
        self.target = folder / "srv"
        self.program = folder / "quanli"
        self.program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT / "generator"}" LANG=zh_CN.UTF-8 exec "{sys.executable}" -P -m quanli "$@"\n')
        self.program.chmod(0o755)

    def hooked(self) -> "Office":
        """Let the repository's hooks judge and publish."""
        assert main(["forge", "hook", str(self.forge.origin), "--site", str(self.forge.site), "--lang", "en"]) == 0
        for name, value in {"target": self.target, "key": self.keys.private("release"), "command": self.program}.items():
            self.forge.git("config", f"quanli.{name}", str(value), at=self.forge.origin)
        self.forge.git("config", "http.receivepack", "true", at=self.forge.origin)
        return self

    def first(self) -> None:
        """Publish for the first time, as an administrator does."""
        said = self.quanli("publish", str(self.target), "--key", str(self.keys.private("release")), "--first", "--quiet", at=self.forge.site)
        assert "已公布：第 1 次发布" in said

    def propose(self, at: Path) -> None:
        """Propose what lies there."""
        self.quanli(
            "propose", "--reason", REASON, "--trigger", "客观情况变化", "--legal-basis", "行政许可法第四十二条", "--document", "", "--effective-on", "",
            "--adjusts", "时限=调整; 岗位=不变; 职责=不变; 文书=不变", "--proposed-by", "审批科", at=at,
        )  # fmt: skip

    def approve(self, at: Path, step: str) -> None:
        """Let a step sign what the branch there proposes."""
        self.quanli("approve", "--as", f"{step}@xxj", "--key", str(self.keys.private(step)), "--yes", at=at)

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
