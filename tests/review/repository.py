"""Real repositories with real keys for the tests of review: one site, one branch with a change, signatures by ssh-keygen."""

import argparse
import os
import subprocess
from pathlib import Path

from quanli.cli.voice import Voice
from sites import make_site

POWER = "content/powers/xxj/YJ-XK-0001.yaml"
ROLES = ("Proposed-By", "Legal-Review", "Approved-By", "Determined-By")
ADJUSTED = ("Trigger: 客观情况变化", "Adjusts: 时限=调整; 岗位=不变; 职责=不变; 文书=不变")
"""What is said of a change that adjusts a limit and nothing else."""
CLEAN = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "clerk",
    "GIT_AUTHOR_EMAIL": "clerk@internal.example",
    "GIT_COMMITTER_NAME": "clerk",
    "GIT_COMMITTER_EMAIL": "clerk@internal.example",
}


class Repository:
    """A site in git: ``main`` holds the starter and the approvers, the branch ``change`` what a test proposes."""

    def __init__(self, folder: Path, *, settings: str = "", approvers: str | None = None) -> None:
        self.keys = folder / "keys"
        self.keys.mkdir()
        self.site = make_site(folder)
        lines = [self.principal(role) for role in ROLES] if approvers is None else [approvers]
        self.write("content/approvers", "# 审批人\n" + "\n".join(lines) + "\n")
        if settings:
            with (self.site / "content/site.yaml").open("a", encoding="utf-8") as file:
                file.write(settings)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("开始")
        self.git("checkout", "--quiet", "-b", "change")

    def git(self, *arguments: str, data: str | None = None) -> str:
        command = ["git", "-C", str(self.site), "-c", "gpg.format=ssh", *arguments]
        done = subprocess.run(command, env=CLEAN, input=data, text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def key(self, name: str) -> Path:
        """Give a key, made when it is first asked for."""
        path = self.keys / name
        if not path.exists():
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)]
            subprocess.run(command, check=True)
        return path

    def principal(self, role: str, office: str = "*", options: str = 'namespaces="git,quanli-approval"') -> str:
        """Give the line that lets the role's key approve."""
        public = self.key(role).with_suffix(".pub").read_text().strip()
        return f"{role.lower()}@{office} {options} {public} {role}"

    def write(self, name: str, text: str) -> None:
        path = self.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, old: str, new: str, name: str = POWER) -> None:
        path = self.site / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def commit(self, subject: str, *trailers: str, key: str = "") -> str:
        """Commit everything, empty or not; with ``key`` signed by it."""
        self.git("add", "-A")
        message = subject + ("\n\n" + "\n".join(trailers) if trailers else "") + "\n"
        sign = ["-S"] if key else ["--no-gpg-sign"]
        setting = ["-c", f"user.signingkey={self.key(key)}"] if key else []
        self.git(*setting, "commit", "--quiet", "--allow-empty", *sign, "-F", "-", data=message)
        return self.git("rev-parse", "HEAD")

    def approve(self, *roles: str) -> None:
        """Let each role approve what is there, in a signed commit of its own."""
        for role in roles:
            self.commit(f"{role}", f"{role}: 某某科", key=role)

    def detached(self, role: str, words: str, namespace: str = "quanli-approval") -> str:
        """Sign words with a role's key."""
        command = ["ssh-keygen", "-Y", "sign", "-q", "-n", namespace, "-f", str(self.key(role))]
        return subprocess.run(command, input=words, text=True, capture_output=True, check=True).stdout


def run_command(module, *argv: str) -> int:
    """Run one command of the command line as its own program would."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--site", type=Path, default=Path())
    top = argparse.ArgumentParser()
    module.register(top.add_subparsers(), common)
    arguments = top.parse_args([module.__name__.rpartition(".")[2], *argv])
    return arguments.run(arguments, Voice("zh"))
