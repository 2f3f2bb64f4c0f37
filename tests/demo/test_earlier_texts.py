"""Texts told backwards hold what could have been said then: no law, date or amount that came later or makes no sense."""

import datetime
from pathlib import Path

from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.demo.cited_then import on_version, without_law
from quanli.demo.decade import tell
from quanli.demo.fewer_tiers import merged_tiers
from quanli.demo.repository import write_decade
from quanli.git.log import answer, ask
from quanli.history.day import catalogue_as_of
from quanli.history.refresh import open_record
from sites import check

ROOT = Path(__file__).resolve().parents[2]
ROW = "    - {{grade: {}, when: {{{}}}, sanctions: [{}]}}\n"
THEN = datetime.date(2018, 12, 31)


def tiers(lower_when, lower, upper_when, upper):
    return ROW.format("一般", lower_when, lower) + ROW.format("较重", upper_when, upper)


def fine(least, most, more="unit: yuan"):
    return f"{{sanction: fine, min: {least}, max: {most}, {more}}}"


def test_two_tiers_of_one_scale_are_told_as_one():
    """The one reaches from the beginning of the lower to the end of the upper, in its condition and in each fine."""
    text = tiers("days: {from: 3, to: 30}", f"{{sanction: warning}}, {fine(100, 200)}", "days: {from: 30, to: 90}", f"{{sanction: warning}}, {fine(200, 300)}")
    assert merged_tiers(text) == ROW.format("一般", "days: {from: 3, to: 90}", f"{{sanction: warning}}, {fine(100, 300)}")
    open_end = tiers("days: {from: 3, to: 30}", fine(0.5, 1.5, "base: 货值金额, unit: times"), "days: {from: 30}", fine(1.5, 3, "base: 货值金额, unit: times"))
    assert merged_tiers(open_end) == ROW.format("一般", "days: {from: 3}", fine(0.5, 3, "base: 货值金额, unit: times"))


def test_tiers_that_do_not_measure_alike_stay_two():
    """Where the unit, the base, the sanctions, the factor or the order differ, nothing is told as one."""
    for lower, upper in ((fine(30000, 50000), fine(1, 3, "unit: times")), (fine(1, 2), f"{{sanction: warning}}, {fine(2, 3)}"), (fine(30000, 50000), fine(1, 3))):
        assert merged_tiers(tiers("days: {to: 30}", lower, "days: {from: 30}", upper)) is None
    assert merged_tiers(tiers("days: {to: 30}", fine(1, 2), "people: {from: 30}", fine(2, 3))) is None
    assert merged_tiers("code: A-1\n") is None


def test_a_law_is_cited_in_the_version_of_then_or_not_at_all():
    """Of another version only the words quoted go; of a law that was not there yet the provision does, and a basis with nothing in it."""
    text = "code: A-1\nbasis:\n  - law: a\n    version: 2020-01-01\n    text: 某条。\n  - {law: b, version: 2020-01-01, article: 第一条}\nfees: []\n"
    day, older = datetime.date(2020, 1, 1), datetime.date(2015, 1, 1)
    assert on_version(text, "a", day, older) == text.replace("    text: 某条。\n", "").replace("2020", "2015", 1).replace("2015-01-01", "2015-01-01")
    assert without_law(text, "b", day) == text.replace("  - {law: b, version: 2020-01-01, article: 第一条}\n", "")
    assert without_law(without_law(text, "a", day), "b", day) == "code: A-1\nfees: []\n"
    assert without_law(text, "a", older) == text


def test_dates_stand_in_no_text_before_them():
    """The day from which a text applies, and the day of its review, come into it on those days."""
    text = "code: A-1\nname: 某事项\neffective_on: 2026-01-01\nreviewed_on: 2026-03-10\nbasis:\n  - {law: a, article: 第一条}\n"
    law = Law("a", "某法", "", "law", "", (LawVersion(datetime.date(2023, 1, 1), "", datetime.date(2023, 2, 1), None),))
    told = tell({"content/powers/xxj/A-1.yaml": text, "content/powers/xxj/A-2.yaml": "code: A-2\nname: 别的\n"}, [law])
    first = next(said for said in (one.files.get("content/powers/xxj/A-1.yaml") for one in told) if said)
    assert "2026" not in first
    assert "law: a" not in first


def test_no_item_of_the_sample_vanishes_in_its_invented_past(tmp_path, capsys):
    """On a day of 2018 every item that had a file is in force, and no text of one breaks a rule."""
    write_decade(ROOT, tmp_path / "made")
    record = open_record(tmp_path / "made", tmp_path / "state")
    then = record.commit_on(THEN)
    files = answer(tmp_path / "made", "ls-tree", "-r", "--name-only", then, "content/powers").splitlines()
    assert len(files) > 95
    assert {f"{code}.yaml" for code, _ in catalogue_as_of(record, THEN)} == {file.rpartition("/")[2] for file in files}
    ask(tmp_path / "made", "checkout", "--quiet", then)
    found = [one for one in check(tmp_path / "made", capsys)[1] if one["severity"] == "error" and "/powers/" in one["file"]]
    assert [one for one in found if one["code"] != "CLASS_ABOLISHED"] == []  # a class of 2015 whose last item the sample ends in 2021
    assert read_registry(FolderTree(tmp_path / "made"))[0] is not None
