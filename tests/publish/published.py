"""A site in a repository of its own, published to a folder with a real key: what tests of releases begin from."""

import datetime
import json
import os
import shutil
import subprocess
from pathlib import Path

from quanli.cli import main
from quanli.publish.clean_place import place_of
from sites import POWER, edit, make_site

NAMES = ("烟花爆竹经营（零售）许可\n", "烟花爆竹零售许可\n", "烟花爆竹零售经营许可\n", "烟花爆竹（零售）经营许可\n")
"""What the starter's power is called, by turns: each is a change that a release shows."""
DAY = datetime.datetime(2026, 6, 1, 10, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


class Publisher:
    """Somebody who may publish: a site in git, a key, and a folder to publish to."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.site, self.target, self.key = folder, folder / "site", folder / "www", folder / "key"

    def begin(self) -> "Publisher":
        """Make site, repository and key, with one commit."""
        make_site(self.folder, **{".gitignore": "/.quanli/\n/output/\n/.output.staging/\n"})
        self.git("init", "--quiet", "--initial-branch=main")
        for key in ("key", "other"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / key, "-C", key], check=True)
        self.commit("开始")
        return self

    def git(self, *arguments: str) -> str:
        """Run git in the repository."""
        moment = (DAY + datetime.timedelta(minutes=self.commits())).isoformat()
        who = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.invalid", "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@example.invalid"}
        env = {**os.environ, **who, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        return subprocess.run(["git", "-C", str(self.site), *arguments], env=env, check=True, capture_output=True, text=True).stdout.strip()

    def commits(self) -> int:
        """Tell how many commits there are."""
        said = subprocess.run(["git", "-C", str(self.site), "rev-list", "--count", "--all"], capture_output=True, text=True, check=False).stdout
        return int(said or 0)

    def commit(self, subject: str = "改") -> str:
        """Commit all there is, and give the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", subject)
        return self.git("rev-parse", "HEAD")

    def rename(self, number: int, before: int | None = None) -> str:
        """Give the starter's power another name, and commit it."""
        edit(self.site, POWER, NAMES[number - 1 if before is None else before], NAMES[number])
        return self.commit(f"第{number}个名称")

    def run(self, command: str, *more: object) -> int:
        """Run a command on the target."""
        key = () if command == "verify" else ("--key", str(self.key))
        quiet = ("--quiet", "--jobs", "1") if command == "publish" else ()
        return main([command, str(self.target), "--site", str(self.site), "--lang", "en", *key, *quiet, *map(str, more)])

    def publish(self, *more: object) -> int:
        """Publish without asking for approvals, which tests of the gate do."""
        return self.run("publish", "--no-require-approval", *more)

    def release(self, tree: str = "current") -> dict:
        """Read what a release says of itself."""
        return json.loads((self.target / tree / "release.json").read_bytes())

    def kept(self) -> list[int]:
        """Give the serials of the releases that are kept."""
        return sorted(int(tree.name.partition("-")[0]) for tree in (self.target / "releases").iterdir())

    def page(self, tree: str = "current") -> str:
        """Read the power's page as it is shown."""
        return (self.target / tree / "powers/YJ-XK-0001/index.html").read_text("utf-8")

    def whole(self) -> bool:
        """Tell whether what is shown is whole, by the command that says so."""
        return self.run("verify", "--signers", f"{self.key}.pub") == 0

    def place(self) -> Path:
        """Give the clean place of the target."""
        return place_of(self.site, str(self.target))


def moved(template: Path, folder: Path) -> Publisher:
    """Copy a publisher with all that was published."""
    shutil.copytree(template, folder, symlinks=True, dirs_exist_ok=True)
    there = Publisher(folder)
    before = place_of(there.site, str(Publisher(template).target))
    before.rename(there.place())
    return there


def files(tree: Path) -> dict[str, bytes]:
    """Give all files of a tree but what the release says of itself."""
    found = (path for path in sorted(tree.rglob("*")) if path.is_file() and not path.name.startswith("release.json"))
    return {path.relative_to(tree).as_posix(): path.read_bytes() for path in found}
