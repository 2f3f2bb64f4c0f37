"""What was read of history is kept as long as all that decided it is the same, and no longer."""

import shutil
import sys
from pathlib import Path

import grimp
import pytest

from quanli.history import judges
from quanli.history.cache import open_cache
from quanli.history.catch_up import catch_up
from quanli.history.diff import legal_diff
from repositories import FILE, Story, item, message

PACKAGE = Path(judges.__file__).parents[1]
TIERS = "\n  tiers:\n    - {{grade: 一般, when: {{days: {{to: 30}}}}, sanctions: [{{sanction: fine, min: 100, max: {most}}}]}}"
FLOW = "\n  external:\n    - {{id: a, name: 受理, kind: start}}\n    - {{id: {id}, name: {name}, kind: end}}"
TOLD = (
    {FILE: item()},
    (message("改", Effective_On="2020-03-01"), {FILE: item(days=10, discretion=TIERS.format(most=200), flows=FLOW.format(id="b", name="办结"))}),
    {FILE: item(days=10, discretion=TIERS.format(most=300), flows=FLOW.format(id="c", name="送达证件"), states="\n  - {state: suspended, on: 2020-02-01}")},
    {FILE: b"code: [\n"},
    {FILE: None, "content/powers/xxj/B-1.yaml": item("B-1", basis="\n  - {law: fa, article: 第十二条}")},
)


def test_all_that_is_imported_decides():
    """The sources are those that another reader of imports finds from the same beginnings."""
    graph = grimp.build_graph("quanli", cache_dir=None)
    found, waiting = set(), [f"quanli.{root.replace('/', '.')}" for root in judges._ROOTS]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += graph.find_modules_directly_imported_by(module)
    assert deciding() == found


def deciding():
    """Name the modules whose sources decide."""
    return {f"quanli.{file.replace('/', '.')}" for file in judges.judges()}


def test_whatever_runs_while_commits_are_taken_in_decides(tmp_path):
    """No line of this program has a say in the record that is not among the sources: changes of every kind, a gap, a new code."""
    story, ran = Story(tmp_path).tell(*TOLD), set()
    db = open_cache(tmp_path / "history.sqlite")
    sys.setprofile(lambda frame, *_: ran.add(frame.f_globals.get("__name__", "")))
    try:
        catch_up(story.folder, db, {}, legal_diff)
    finally:
        sys.setprofile(None)
    ours = {name for name in ran if name.startswith("quanli.")} - {"quanli.approval"}  # a room's empty door, opened here first
    assert ours >= {"quanli.history.flow_changes", "quanli.history.state_changes", "quanli.history.discretion_changes", "quanli.git.log"}
    assert ours <= deciding()


@pytest.mark.parametrize("file", ["history/naming.py", "git/log.py", "errors/problem.py", "codes/numerals.py", "records/strict_yaml.py", "history/tables.py"])
def test_an_edit_to_what_decides_makes_the_record_be_read_anew(tmp_path, monkeypatch, file):
    """Whether it compares, reads git, ranks faults, reads numbers or lays out the tables."""
    assert edited(tmp_path, monkeypatch, file) != judges.judges_stamp()


@pytest.mark.parametrize("file", ["demo/decade.py", "git/fast_import.py", "history/events.py", "history/record.py", "catalogue/registry.py", "catalogue/index.py", "assemble/history.py"])
def test_an_edit_to_what_only_asks_or_shows_leaves_the_record(tmp_path, monkeypatch, file):
    """Demonstrations, questions, pages and the catalogue of today have no say in what happened."""
    assert edited(tmp_path, monkeypatch, file) == judges.judges_stamp()


def edited(folder, monkeypatch, file):
    """Give the stamp of the program with one file edited."""
    copy = folder / "quanli"
    shutil.copytree(PACKAGE, copy, ignore=lambda _, names: [name for name in names if "." in name and not name.endswith(".py")])
    with (copy / file).open("a") as source:
        source.write("# edited\n")
    monkeypatch.setattr(judges, "_PACKAGE", copy)
    return judges.judges_stamp.__wrapped__()
