"""The sample spoiled in every way that the tests know: nearly all is told where it is wrong, and nothing where nothing is."""

import datetime
import shutil
import sys
from collections import Counter

import pytest

from conftest import ROOT
from quanli.catalogue.tree import FolderTree
from quanli.cli import main
from quanli.pipeline.statute_books import statute_book
from shared_data import shared
from spoiled_together import NOTICE, wrongs
from spoiling import Judged, Spoiled

DAY = datetime.date(2026, 7, 1)
EACH = 5
CAUGHT = 0.98


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """Copy the sample beside a library of all published texts, read once."""
    site = tmp_path_factory.mktemp("spoiled") / "sample"
    shutil.copytree(ROOT / "content", site / "content")
    assert main(["laws", "update", str(shared("laws")), "--site", str(site), "--lang", "en"]) == 0
    laws = site / "content/laws.yaml"
    laws.write_text(laws.read_text("utf-8") + NOTICE, encoding="utf-8")
    return Judged(site, DAY)


def test_nearly_all_is_told_where_it_is_wrong(judged):
    """Of over 300 places drawn over more than fifteen ways, 98 in 100 are told on the lines that are wrong, and some of each way; the figures are printed."""
    book = statute_book(FolderTree(judged.site), judged.read[0].laws, DAY, judged.site / ".quanli")
    drawn, told, missed = Counter(), Counter(), []
    for one in wrongs(judged.site, book, EACH):
        new = judged.new(Spoiled(one.way, one.file, one.text, one.first, ""))
        hit = any(one.first <= problem.place.line <= one.last for problem in new)
        drawn[one.way] += 1
        told[one.way] += hit
        if not hit:
            missed.append((one.way, one.file, one.first, one.last, [(each.code, each.place.line) for each in new]))
    sys.stdout.write("".join(f"{told[way]:4} of {count:3}  {way}\n" for way, count in sorted(drawn.items())))
    sys.stdout.write(f"{told.total():4} of {drawn.total():3}  in {len(drawn)} ways\n")
    assert len(drawn) >= 15
    assert drawn.total() >= 300
    assert told.total() >= CAUGHT * drawn.total(), missed
    assert [way for way in drawn if not told[way]] == []


def test_nothing_is_told_where_nothing_is_wrong(judged):
    """Of the items and guides of the sample as it is, nothing is told."""
    files = [path.relative_to(judged.site).as_posix() for folder in ("powers", "guides") for path in (judged.site / "content" / folder).rglob("*.*")]
    assert len(files) > 100
    assert [str(one.place) + one.code for file in files for one in judged.problems(file)] == []
