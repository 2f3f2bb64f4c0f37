"""A site whose repository stands on a forge: a bare repository, a clone with a branch, and the files that ``quanli forge`` writes."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from quanli.cli import main
from sites import POWER, edit, make_site

WHO = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
WHO |= {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "clerk"), ("EMAIL", "clerk@internal.example"))}
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON", "GITHUB_", "CI_"))} | WHO
ACCOUNTS = """procedure:
  approvals: forge
  accounts:
    proposed-by@xxj: [xiaowang]
    legal-review@*: [fazhi]
    approved-by@*: ["@bureau/leaders"]
"""


def written(folder: Path, kind: str, *more: str) -> dict[str, str]:
    """Write what a forge or server is given for the site in a folder; gives each file's text."""
    before = set(folder.rglob("*"))
    assert main(["forge", kind, str(folder), "--site", str(folder), "--lang", "en", *more]) == 0
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(set(folder.rglob("*")) - before) if path.is_file() and ".quanli" not in path.parts}


class Forge:
    """``origin.git`` with the site on ``main``, and ``site``, a clone of it."""

    def __init__(self, folder: Path, kind: str = "", **files: str | bytes | None) -> None:
        self.folder = folder
        self.site = make_site(folder, **files)
        (self.site / "gitignore").rename(self.site / ".gitignore")
        self.origin = folder / "origin.git"
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.origin), at=folder)
        self.git("init", "--quiet", "--initial-branch=main")
        if kind:
            written(self.site, kind)
        self.base = self.commit("开始")
        self.git("remote", "add", "origin", str(self.origin))
        self.git("push", "--quiet", "origin", "main")

    def git(self, *arguments: str, at: Path | None = None, env: dict[str, str] | None = None) -> str:
        done = subprocess.run(["git", "-C", str(at or self.site), *arguments], env=CLEAN | (env or {}), text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, subject: str) -> str:
        self.git("add", "-A")
        self.git("commit", "--quiet", "-m", subject)
        return self.git("rev-parse", "HEAD")

    def propose(self, number: int = 1, old: str = "", new: str = "", *, name: str = POWER) -> str:
        """Commit an edit on a branch, pushed as the forge keeps a pull request: its head and the merged result."""
        self.git("checkout", "--quiet", "-B", f"change-{number}", "main")
        edit(self.site, name, old, new)
        head = self.commit("改")
        self.git("push", "--quiet", "--force", "origin", f"HEAD:refs/pull/{number}/head", f"HEAD:refs/heads/change-{number}")
        self.git("checkout", "--quiet", "--detach", "main")
        self.git("merge", "--quiet", "--no-ff", "-m", "merge", head)
        self.git("push", "--quiet", "--force", "origin", f"HEAD:refs/pull/{number}/merge")
        self.git("checkout", "--quiet", f"change-{number}")
        return head


def machine(wheels: Path) -> dict[str, str]:
    """Give the environment of a runner: pip takes this program from a folder of wheels, what it needs from this Python."""
    programs = f"{Path(sys.executable).parent}:{CLEAN['PATH']}:/usr/sbin"
    return CLEAN | {
        "PATH": programs, "PIP_FIND_LINKS": str(wheels), "PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_CONFIG_FILE": os.devnull,
        "PYTHONPATH": sysconfig.get_paths()["purelib"], "LANG": "C.UTF-8",
    }  # fmt: skip
