"""The table of the problem codes that a line of the sample breaks: for each the words to be changed, and where it is told."""

import datetime
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from conftest import ROOT
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.errors import Problem
from quanli.pipeline.judge import judge

TABLE = Path(__file__).with_name("lines.yaml")
DAY = datetime.date(2026, 7, 1)
CONTENT = "content/"
EVERYWHERE = ("content/laws.yaml", "content/offices/", "content/site.yaml", "content/approved/")
"""What other files are judged by, so that all registers are judged again with it."""


@dataclass(frozen=True)
class Edit:
    """Words of a file that are changed; they stand in it once."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Break:
    """What breaks one rule: the edits, and the file and line (0: the file) at which it is told."""

    code: str
    edits: tuple[Edit, ...]
    told: tuple[str | int, ...]
    catalogue: bool
    needs_laws: bool
    elsewhere: str

    def texts(self, site: Path) -> dict[str, str]:
        """Give the new texts of the files that it changes."""
        texts: dict[str, str] = {}
        for edit in self.edits:
            text = texts.get(edit.file) or (site / edit.file).read_text("utf-8")
            assert text.count(edit.old) == 1, f"{self.code}: {edit.old!r} stands {text.count(edit.old)} times in {edit.file}"
            texts[edit.file] = text.replace(edit.old, edit.new)
        return texts

    def place(self, site: Path, texts: dict[str, str]) -> tuple[str, int]:
        """Give the file and the line at which it is to be told."""
        first = self.edits[0]
        if not self.told:
            return first.file, (site / first.file).read_text("utf-8").split(first.old)[0].count("\n") + 1
        file, words, nth = CONTENT + str(self.told[0]), self.told[1], int((*self.told, 1)[2])
        if words == 0:
            return file, 0
        text = texts.get(file) or (site / file).read_text("utf-8")
        ends = [found.end() for found in re.finditer(re.escape(str(words)), text)]
        return file, text.count("\n", 0, ends[nth - 1]) + 1


def breaks() -> list[Break]:
    """Read the table."""
    rows = yaml.load(TABLE.read_text("utf-8"), yaml.CSafeLoader)
    return [_break(code, row) for code, row in rows.items()]


def _break(code: str, row: dict) -> Break:
    edits = [(row["file"], row["old"], row["new"]), *row.get("more", ())] if "file" in row else []
    return Break(code, tuple(Edit(CONTENT + file, old, new) for file, old, new in edits), tuple(row.get("told", ())), row.get("way") == "catalogue", row.get("needs") == "laws", row.get("elsewhere", ""))


def sample(folder: Path) -> Path:
    """Copy the sample with a law library of the package and, where it is there, of the folder beside the checkout."""
    site = folder / "sample"
    shutil.copytree(ROOT / "content", site / CONTENT)
    return site


class Changed:
    """A site's folder in which some files have other texts."""

    def __init__(self, site: Path, texts: dict[str, str]) -> None:
        self.tree, self.texts = FolderTree(site), texts

    def __getattr__(self, name: str) -> object:
        return getattr(self.tree, name)

    def read(self, path: str, limit: int) -> bytes:
        return self.texts[path].encode() if path in self.texts else self.tree.read(path, limit)


class Judge:
    """Judges the sample with a few files changed, in one process that keeps what it read of the law."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.read = read_registry(FolderTree(site))

    def problems(self, texts: dict[str, str], files: Iterable[str]) -> list[Problem]:
        """Give the problems of the sample as changed, in these files and in the registers where one of those is changed."""
        tree = Changed(self.site, texts)
        wide = any(name.startswith(EVERYWHERE) for name in texts)
        read = read_registry(tree) if any("/powers/" not in name for name in texts) else self.read
        return list(judge(tree, read, {*texts, *files}, DAY, self.site / ".quanli", registers=wide))


def said(problems: Iterable[Problem]) -> Iterator[tuple[str, str, int]]:
    """Give code, file and line of each."""
    return ((one.code, one.place.file, one.place.line) for one in problems)
