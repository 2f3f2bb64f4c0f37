"""A build with nothing to do finds that out by looking at what the last one saw; whatever differs is work."""

import subprocess

import pytest

from cli.committed import WHO, committed_site
from quanli.build.lock import site_lock
from quanli.pipeline.idle import nothing_to_do
from sites import POWER, build, edit, make_site, put


def idle(site, **more) -> bool:
    """Tell whether there is nothing to do."""
    return isinstance(nothing_to_do(site, site / "output", site / ".quanli/state.sqlite", **more), tuple)


@pytest.fixture
def site(tmp_path):
    """Give a site in git that has been built."""
    made = committed_site(tmp_path)
    assert build(made) == 0
    return made


CHANGES = {
    "an edit": lambda site: edit(site, POWER, "由专人销售", "由专人负责销售"),
    "a new file": lambda site: put(site, **{"content/powers/xxj/new.yaml": "x"}),
    "a removed file": lambda site: put(site, **{POWER: None}),
    "a theme": lambda site: put(site, **{"theme/templates/x.html": ""}),
    "a commit": lambda site: subprocess.run(["git", "-C", site, *WHO, "commit", "--quiet", "--allow-empty", "--message", "x"], check=True),
    "no output": lambda site: put(site, **{"output/digests.json": None}),
    "no state": lambda site: put(site, **{".quanli/state.sqlite": None}),
    "a damaged state": lambda site: put(site, **{".quanli/state.sqlite": "x"}),
    "no git": lambda site: (site / ".git").rename(site / "git"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_change_is_seen(site, change):
    """Whatever a build rests on is looked at."""
    assert idle(site)
    CHANGES[change](site)
    assert not idle(site)


def test_other_day_or_audience_is_work(site):
    """A build of another day or for others is another build."""
    assert not idle(site, as_of="2026-01-01")
    assert not idle(site, audience="internal")


def test_only_commits_count_when_asked(site):
    """With ``committed`` an edit that is not committed is not looked for."""
    edit(site, POWER, "由专人销售", "由专人负责销售")
    assert idle(site, committed=True)
    assert build(site) == 0
    assert not idle(site, committed=True)


def test_edit_that_was_built_is_nothing_new(site):
    """A working tree with changes is looked at by content: as built there is nothing to do, otherwise there is."""
    edit(site, POWER, "由专人销售", "由专人负责销售")
    assert build(site) == 0
    assert idle(site)
    edit(site, POWER, "由专人负责销售", "由专人销售")
    assert not idle(site)


def test_commit_of_what_was_built_is_noted(site):
    """When a commit changes nothing in the output, the build after it has nothing to do."""
    put(site, **{"notes.txt": "x"})
    for command in (["add", "notes.txt"], [*WHO, "commit", "--quiet", "--message", "x"]):
        subprocess.run(["git", "-C", site, *command], check=True)
    assert not idle(site)
    assert build(site) == 0
    assert idle(site)


def test_outside_git_the_files_are_looked_at(tmp_path):
    """Where there is no repository, the stamps of the files tell."""
    site = make_site(tmp_path)
    assert build(site) == 0
    assert idle(site)
    edit(site, POWER, "由专人销售", "由专人负责销售")
    assert not idle(site)


def test_day_counts_outside_git(tmp_path, monkeypatch):
    """Another day may turn states, unless a commit tells the day."""
    site = make_site(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert build(site) == 0
    assert idle(site)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790100000")
    assert not idle(site)


def test_failed_build_leaves_nothing_to_go_by(site):
    """After a build that found errors the next one looks again."""
    edit(site, POWER, "category: permit", "category: permi")
    assert build(site) == 1
    assert not idle(site)


def test_locked_site_is_not_looked_at(site):
    """While another build is under way, nothing is told."""
    with site_lock(site / ".quanli"), pytest.raises(Exception, match="quanli") as raised:
        idle(site)
    assert raised.typename == "SiteLockedError"
