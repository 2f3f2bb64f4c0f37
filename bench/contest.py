"""One run of the benchmark: the sites that it makes, and how each contestant builds its own."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import peers
from measure import Cost, measure

import catalogue

QUANLI = Path(sys.executable).with_name("quanli")
BARE = Path(__file__).with_name("bare.py")


@dataclass
class Bench:
    """One run: where it works, how many items, how often a cold build is repeated (the least counts)."""

    folder: Path
    items: int
    repeat: int
    growth: tuple[int, ...]
    costs: dict[str, Cost] = field(default_factory=dict)
    """The least cost of each contestant's cold build, by its name."""

    def site(self, count: int) -> Path:
        """Make a site of ours of so many items, in git, if it is not there yet."""
        site = self.folder / f"quanli-{count}"
        if not site.is_dir():
            with made_whole(site) as new:
                catalogue.make(count, new)
                (new / ".gitignore").write_text("/output/\n/.quanli/\n/.output.staging/\n")
                git(new, "init", "--quiet")
                commit(new)
        return site

    def plain(self, count: int) -> Path:
        """Make the same site outside git: there is no history to publish."""
        site = self.folder / f"plain-{count}"
        if not site.is_dir():
            with made_whole(site) as new:
                catalogue.make(count, new)
        return site

    def quanli(self, count: int, *more: str) -> Cost:
        """Run the program on the site as it is."""
        return measure((QUANLI, "build", "--site", self.site(count), "--quiet", *more))

    def cold(self, count: int) -> Cost:
        """Build everything from nothing."""
        forget(self.site(count), "output", ".quanli")
        return self.quanli(count)

    def searchable(self, count: int) -> Cost:
        """Build everything but the history from nothing."""
        forget(self.plain(count), "output", ".quanli")
        return measure((QUANLI, "build", "--site", self.plain(count), "--quiet"))

    def bare(self, count: int, what: str) -> Cost:
        """Build less than everything from nothing: what bench/bare.py offers."""
        forget(self.plain(count), "output", ".quanli")
        return measure((sys.executable, BARE, self.plain(count), what))

    def peer(self, peer: peers.Peer) -> Cost:
        """Let a peer build its site from nothing."""
        site = self.folder / peer.name
        if not site.is_dir():
            with made_whole(site) as new:
                peer.lay_out(new, self.items)
        forget(site, peer.output, *peer.caches)
        return measure(peer.command, site)


@contextmanager
def made_whole(site: Path) -> Iterator[Path]:
    """Give a folder to make a site in, which takes its name when it is complete: a run that is cut off leaves no half."""
    new = site.with_name(f"{site.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    yield new
    new.rename(site)


def git(site: Path, *arguments: str) -> None:
    who = ("-c", "user.name=bench", "-c", "user.email=bench@example.invalid", "-c", "gc.auto=0")
    subprocess.run(("git", "-C", site, *who, *arguments), check=True, stdout=subprocess.DEVNULL)


def commit(site: Path) -> None:
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--allow-empty", "--message", "bench")


def forget(site: Path, *names: str) -> None:
    for name in names:
        shutil.rmtree(site / name, ignore_errors=True)
