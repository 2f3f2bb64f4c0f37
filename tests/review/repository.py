"""Real repositories with real keys for the tests of review: one site, one branch with a change, signatures by ssh-keygen."""

import argparse
import datetime
import os
import shutil
import subprocess
from pathlib import Path

from quanli.approval.approval import Approval, text_of
from quanli.approval.governed import APPROVALS
from quanli.approval.statement import change_id, digest_of
from quanli.approval.statement import text_of as statement_text
from quanli.cli.voice import Voice
from signing import Keys
from sites import make_site

POWER = "content/powers/xxj/YJ-XK-0001.yaml"
ROLES = ("Proposed-By", "Legal-Review", "Approved-By", "Determined-By")
REASON, BASIS = "人手减少", "行政许可法第四十二条"
SAID = {"Change-Reason": REASON, "Trigger": "客观情况变化", "Legal-Basis": BASIS}
CLEAN = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "clerk",
    "GIT_AUTHOR_EMAIL": "clerk@internal.example",
    "GIT_COMMITTER_NAME": "clerk",
    "GIT_COMMITTER_EMAIL": "clerk@internal.example",
}


def today() -> datetime.date:
    return datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()


class Repository:
    """A site in git: ``main`` holds the starter and the approvers, the branch ``change`` what a test proposes."""

    def __init__(self, folder: Path, *, settings: str = "", approvers: str | None = None) -> None:
        self.keys = Keys(folder / "keys")
        self.site = make_site(folder)
        lines = [self.principal(role) for role in ROLES] if approvers is None else [approvers]
        self.write("content/approvers", "# 审批人\n" + "".join(lines))
        if settings:
            with (self.site / "content/site.yaml").open("a", encoding="utf-8") as file:
                file.write(settings)
        self.git("init", "--quiet", "--initial-branch=main")
        (self.site / ".git/info/exclude").write_text(".quanli/\n", encoding="utf-8")
        self.commit("开始")
        self.git("checkout", "--quiet", "-b", "change")

    @classmethod
    def copied(cls, template: "Repository", folder: Path) -> "Repository":
        """Give a copy of a repository, with its keys: one is made, however many tests want it."""
        made = cls.__new__(cls)
        shutil.copytree(template.site.parent, folder, dirs_exist_ok=True)
        made.keys, made.site = Keys(folder / "keys"), folder / "site"
        return made

    def git(self, *arguments: str, data: str | None = None, day: str = "") -> str:
        command = ["git", "-C", str(self.site), *arguments]
        dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day} if day else {}
        done = subprocess.run(command, env=CLEAN | dates, input=data, text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD")

    def principal(self, role: str, office: str = "*", *, key: str = "", name: str = "", more: str = "") -> str:
        """Give the line that lets a key approve, the role's own unless another is named; its name is that of the key."""
        return self.keys.line(key or role, f"{role.lower()}@{office}", name or key or role, more)

    def write(self, name: str, text: str) -> None:
        path = self.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self, name: str = POWER) -> str:
        return (self.site / name).read_text(encoding="utf-8")

    def edit(self, old: str, new: str, name: str = POWER) -> None:
        text = self.read(name)
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def commit(self, subject: str, *trailers: str, day: str = "") -> str:
        """Commit everything, empty or not."""
        self.git("add", "-A")
        message = subject + ("\n\n" + "\n".join(trailers) if trailers else "") + "\n"
        self.git("commit", "--quiet", "--allow-empty", "--no-gpg-sign", "-F", "-", data=message, day=day)
        return self.head

    def propose(self, *paths: str, keep: bool = True, **said: str) -> str:
        """Commit everything, with a statement of what differs from the main line (of some files); give the change's id.

        Unless they are to be kept, statements of the branch that this one takes the place of go, as with ``quanli propose``.
        """
        from quanli.git.objects import Objects
        from quanli.review.adjusted import adjusts_text
        from quanli.review.rules import LARGEST
        from quanli.review.statement import restate, statement_of, steps_between

        base = self.git("merge-base", "main", "HEAD")
        self.git("add", "-A")
        tree = self.git("write-tree")
        steps = [step for step in steps_between(self.site, base, tree) if not paths or step.path in paths]
        with Objects(self.site, LARGEST) as objects:
            said = {"Adjusts": adjusts_text(restate(self.site, base, steps, objects).files)} | said
        self.commit("提出", *(f"{key}: {value}" for key, value in said_of(said).items() if value))
        text = statement_text(statement_of(self.site, base, steps, said_of(said)))
        name = change_id(text)
        if not keep:
            old = self.git("diff", "--name-only", base, "HEAD", "--", APPROVALS).split()
            self.git("rm", "--quiet", "--ignore-unmatch", "--", *old, APPROVALS + "/none")
        self.write(f"{APPROVALS}/{name}/change.txt", text)
        self.git("add", "-A")
        self.git("commit", "--quiet", "--amend", "--no-edit")
        return name

    def approve(self, change: str, *roles: str, office: str = "xxj", key: str = "", name: str = "", commit: bool = True, refuse: str = "", day: datetime.date | None = None) -> None:
        """Let roles sign one after the other, each with its own key unless one is named."""
        folder = self.site / APPROVALS / change
        text = (folder / "change.txt").read_text(encoding="utf-8")
        for role in roles or ROLES:
            number = ROLES.index(role)
            before = [folder / f"{one.lower()}@{office}.txt" for one in ROLES[:number]]
            follows = next((digest_of(one.read_text(encoding="utf-8")) for one in reversed(before) if one.exists()), "")
            approval = Approval(role.lower(), office, name or key or role, day or today(), digest_of(text), follows, refused=refuse)
            signed = self.keys.signed(key or role, approval, text)
            (folder / signed.file).write_text(text_of(signed), encoding="utf-8")
        if commit:
            self.commit("签署")

    def main(self) -> None:
        self.git("checkout", "--quiet", "main")

    def branch(self, name: str, start: str = "main") -> None:
        self.git("checkout", "--quiet", "-b", name, start)

    def merge(self, branch: str = "change", *, message: str = "合并", more: tuple[str, ...] = ()) -> str:
        """Merge a branch into the main line with a commit of its own."""
        self.main()
        self.git("merge", "--quiet", "--no-ff", *more, "-m", message, branch)
        return self.head


def said_of(said: dict[str, str]) -> dict[str, str]:
    """Give trailers, keys written with underscores; the usual reason and basis unless others are given."""
    return SAID | {key.replace("_", "-"): value for key, value in said.items()}


def run_command(module, *argv: str) -> int:
    """Run one command of the command line as its own program would."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--site", type=Path, default=Path())
    top = argparse.ArgumentParser()
    module.register(top.add_subparsers(), common)
    arguments = top.parse_args([module.__name__.rpartition(".")[2], *argv])
    return arguments.run(arguments, Voice("zh"))
