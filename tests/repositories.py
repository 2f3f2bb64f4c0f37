"""Real repositories made in a test: commits of a tiny catalogue, told as a story."""

import datetime
import subprocess
from pathlib import Path

from quanli.git.fast_import import FastImport
from quanli.history.refresh import open_record

FIRST = datetime.datetime(2020, 1, 1, 10, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
FILE = "content/powers/xxj/A-1.yaml"


def item(code="A-1", days=20, **fields):
    """Write an item of a few lines; ``fields`` add whole lines."""
    more = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return (
        f"code: {code}\nname: 某事项\ncategory: permit\noffice: xxj\nsummary: 一句话。\n"
        f"time_limits:\n  promised: {{amount: {days}, unit: workday}}\n{more}"
    ).encode()


def message(subject="改", **trailers):
    """Write a message; the trailers' underscores become hyphens."""
    said = "".join(f"{key.replace('_', '-')}: {value}\n" for key, value in trailers.items())
    return f"{subject}\n\n{said}" if said else subject


class Story:
    """A repository that grows one commit a day unless told otherwise."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.days = 0

    def tell(self, *steps, branch="main"):
        """Write commits: each a pair of message and files, or files alone."""
        with FastImport(self.folder) as out:
            for step in steps:
                said, files = step if isinstance(step, tuple) else ("改", step)
                out.commit(FIRST + datetime.timedelta(days=self.days), said, files, branch=branch)
                self.days += 1
        return self

    def git(self, *arguments, data=None):
        """Run git in the repository and give what it says."""
        who = ("-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false")
        done = subprocess.run(["git", "-C", str(self.folder), *who, *arguments], input=data, capture_output=True, check=True)
        return done.stdout.decode("utf-8", "replace").strip()

    def raw_commit(self, header: bytes, said: bytes, tree="main^{tree}"):
        """Put a commit on top whose author and committer lines are given byte for byte."""
        parent, tree = self.git("rev-parse", "main", tree).split()
        data = b"tree %s\nparent %s\n%s\n\n%s" % (tree.encode(), parent.encode(), header, said)
        commit = self.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", data=data)
        self.git("update-ref", "refs/heads/main", commit)
        return commit

    def record(self, state="state"):
        """Open the record of what is told so far."""
        return open_record(self.folder, self.folder.parent / state)


def said(event):
    """Give an event's changes as label, before and after."""
    return [(change.label, change.before, change.after) for change in event.changes]
