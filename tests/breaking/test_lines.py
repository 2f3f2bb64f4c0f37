"""Of each problem code there is a line of the sample that breaks its rule: the table holds, row by row."""

import shutil

import pytest

from breaking.broken import DAY, Judge, breaks, said, sample
from conftest import ROOT
from errors.test_every_code import CHECKED, OTHERWISE
from quanli.cli import main
from quanli.errors.register import register
from quanli.pipeline.check import check_site
from quanli.pipeline.options import Options
from shared_data import SHARED

ROWS = breaks()
ALONE = [row for row in ROWS if row.edits and not row.catalogue]
CATALOGUE = [row for row in ROWS if row.catalogue]
OLDER = set((ROOT / "tests/breaking/older.txt").read_text("utf-8").split())
ELSEWHERE = [row for row in ROWS if row.elsewhere]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Copy the sample beside a law library of the package and, where it is there, of the folder beside the checkout."""
    place = sample(tmp_path_factory.mktemp("breaking"))
    laws = SHARED / "laws"
    assert main(["laws", "update", *([str(laws)] if laws.is_dir() else []), "--site", str(place), "--lang", "en"]) == 0
    return place


@pytest.fixture(scope="session")
def judge(site):
    return Judge(site)


@pytest.fixture(scope="session")
def spoiled_catalogue(site, tmp_path_factory):
    """Check a copy of the sample with all that only a check of everything tells done at once; give it and what was said."""
    copy = tmp_path_factory.mktemp("catalogue") / "sample"
    shutil.copytree(site, copy)
    for row in CATALOGUE:
        for file, text in row.texts(copy).items():
            (copy / file).write_text(text, encoding="utf-8")
    return copy, set(said(checked(copy)))


def checked(site):
    return check_site(Options(site, None, DAY, 1, "public", quiet=True)).problems


@pytest.mark.parametrize("row", ALONE, ids=lambda row: row.code)
def test_a_line_of_the_sample_breaks_it(row, site, judge):
    """The code is told at the line that the table names, and was not told there before."""
    if row.needs_laws and not (SHARED / "laws").is_dir():
        pytest.skip("the articles that it rests on are not in the package's library")
    texts = row.texts(site)
    place = row.place(site, texts)
    assert (row.code, *place) in set(said(judge.problems(texts, {place[0]})))
    assert row.code not in {code for code, file, _ in said(judge.problems({}, {*texts, place[0]})) if file == place[0]}


@pytest.mark.parametrize("row", CATALOGUE, ids=lambda row: row.code)
def test_a_line_breaks_it_for_the_catalogue(row, spoiled_catalogue):
    """What only a check of the whole catalogue tells is told at the line that the table names."""
    copy, found = spoiled_catalogue
    place = row.place(copy, {}) if row.told else row.place(ROOT, {})
    assert (row.code, *place) in found


def test_what_no_line_breaks_has_another_input():
    """A code that no line of the sample can break has an input among those of every code, and the table says which."""
    inputs = CHECKED.keys() | OTHERWISE.keys()
    assert [row.code for row in ELSEWHERE if row.code not in inputs] == []
    assert {row.code for row in ROWS} == {row.code for row in (*ALONE, *CATALOGUE, *ELSEWHERE)}


def test_the_table_has_each_rule_that_names_what_it_follows():
    """Every rule that says which article, founding rule or demand it follows stands in the table, and the other way round."""
    assert {row.code for row in ROWS} == {code for code, rule in register().items() if rule.follows}


def test_a_new_rule_names_what_it_follows():
    """Only the rules that are older than this demand may keep silent on what they follow."""
    assert [code for code, rule in register().items() if code not in OLDER and not rule.follows] == []


def test_the_sample_breaks_none(site, judge):
    """Unspoiled, the sample is told nothing of these codes in its powers and guides."""
    files = {path.relative_to(site).as_posix() for folder in ("powers", "guides") for path in (site / "content" / folder).rglob("*.*")}
    codes = {row.code for row in ROWS}
    assert [one for one in said(judge.problems({}, files)) if one[0] in codes] == []
