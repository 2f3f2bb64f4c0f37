"""Whatever is done to whatever file, an incremental build gives what a clean build gives: bytes, messages and status.

The edits are drawn from the table of content kinds, besides settings and theme: a kind added there is edited here.
"""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content_files import EXAMPLES, good, path_of
from pipeline.incremental import cut_small, same_verdict
from quanli.catalogue.content_kinds import APPROVAL, KINDS, ContentKind
from quanli.pipeline.facts import WHOLE
from sites import build, make_site, put

THEME = Path(__file__).resolve().parents[2] / "theme"
TEMPLATES = ("power", "category", "office", "form", "guide", "law", "home", "statistics")
STRAYS = ("content/notes.txt", "content/powers/A-1.yaml", "content/guide/a.md", "content/README.md")
HOWS = ("reworded", "reworded", "referring", "referring", "broken", "removed", "renamed")

UPON = tuple(kind for kind in KINDS if kind not in WHOLE)
"""Kinds of which a change is built upon the last build."""
CONTENT_EDITS = st.tuples(st.sampled_from(KINDS), st.sampled_from(HOWS), st.integers(0, 1), st.integers(0, 9))
OTHER_EDITS = st.tuples(st.sampled_from(("template", "style", "stray")), st.just(""), st.just(0), st.integers(0, 9))
ROUNDS = st.lists(st.lists(CONTENT_EDITS | CONTENT_EDITS | OTHER_EDITS, min_size=1, max_size=3), min_size=1, max_size=3)


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch):
    """Let lists of a few items go over several pages."""
    cut_small(monkeypatch)


def whole_site(folder: Path) -> Path:
    """Make a site with two files of each kind, or the one that there may be, and a theme of its own."""
    site = make_site(folder)
    shutil.copytree(THEME, site / "theme")
    mend(site)
    return site


def mend(site: Path) -> None:
    """Make every file of every kind good, and take away what was renamed or strays."""
    for kind in KINDS:
        for which in range(1 + kind.many):
            put(site, **{path_of(kind, which): good(kind, 0, which)})
            (site / renamed(kind, which)).unlink(missing_ok=True)
    for path in STRAYS:
        (site / path).unlink(missing_ok=True)


def renamed(kind: ContentKind, which: int) -> str:
    """Give another path of the same kind, or, where a site has but one, of none."""
    folder = path_of(kind, which).split("/")[2] if kind.many else ""
    return kind.file("renamed.png" if kind.deep else f"renamed-{which}", office=folder) if kind.many else f"{kind.file()}.old"


def do(site: Path, kind: ContentKind, how: str, which: int, number: int) -> None:
    """Edit a file of a kind."""
    path = site / path_of(kind, which)
    if how == "broken" and EXAMPLES[kind.name].broken is not None:
        put(site, **{path_of(kind, which): EXAMPLES[kind.name].broken})
    elif how == "removed":
        path.unlink(missing_ok=True)
    elif how == "renamed" and path.exists():
        path.rename(site / renamed(kind, which))
    else:
        put(site, **{path_of(kind, which): good(kind, number + 10 * (how == "referring"), which)})


def do_besides(site: Path, what: str, number: int) -> None:
    """Edit the theme, or add a file that is of no kind."""
    if what == "stray":
        put(site, **{STRAYS[number % len(STRAYS)]: "x: 1\n"})
        return
    file = site / "theme" / (f"templates/pages/{TEMPLATES[number % len(TEMPLATES)]}.html" if what == "template" else "static/css/site.css")
    mark = "{{# {} #}}" if what == "template" else "/* {} */"
    file.write_text(file.read_text(encoding="utf-8") + mark.format(number), encoding="utf-8")


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(rounds=ROUNDS)
def test_any_edits_of_any_files_give_what_a_clean_build_gives(rounds, tmp_path_factory, capsys):
    """Added, reworded, broken, removed, renamed or mended: the incremental build says and makes what a clean one does."""
    folder = tmp_path_factory.mktemp("edits")
    site = whole_site(folder)
    assert build(site) == 0
    for edits in rounds:
        for kind, how, which, number in edits:
            if isinstance(kind, ContentKind):
                do(site, kind, how, which, number)
            else:
                do_besides(site, kind, number)
        same_verdict(site, folder, capsys)
    mend(site)
    assert same_verdict(site, folder, capsys) == 0
    shutil.rmtree(folder)


def test_each_kind_reworded_by_itself_reaches_all_that_rests_on_it(tmp_path, capsys):
    """Files that refer to each other, changed one kind a build, leave nothing stale behind."""
    site = whole_site(tmp_path)
    for kind in KINDS:
        for which in range(1 + kind.many):
            do(site, kind, "referring", which, 0)
    assert build(site) == 0
    for number, kind in enumerate(UPON, 1):
        for which in range(1 + kind.many):
            do(site, kind, "referring", which, number % 10)
        assert build(site) == 0
    assert same_verdict(site, tmp_path, capsys) == 0


def test_each_kind_removed_and_renamed_by_itself_leaves_nothing(tmp_path, capsys):
    """Files that nothing refers to, taken away or renamed one kind a build, leave nothing behind."""
    site = whole_site(tmp_path)
    assert build(site) == 0
    for kind in UPON:
        if kind.many and kind.key != "code":
            do(site, kind, "removed" if kind.key or kind is APPROVAL else "renamed", 1, 0)
        elif kind.many:
            do(site, kind, "removed", 0, 0)
        else:
            do(site, kind, "reworded" if kind.name == "laws" else "removed", 0, 5)
        assert build(site) == 0
    assert same_verdict(site, tmp_path, capsys) == 0
