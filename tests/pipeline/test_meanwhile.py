"""What changes while a build runs, and what git does not tell of: the next build makes what a clean one makes."""

import os
import subprocess
import time

import pytest

from cli.committed import WHO, commit, committed_site
from pipeline.incremental import same_as_clean, same_verdict
from quanli.pipeline import begin as beginning
from quanli.pipeline import build as building
from quanli.pipeline import open_build as opening
from quanli.pipeline.idle import nothing_to_do
from sites import POWER, build, edit, make_site, put

OFFICE, LAWS, GUIDE, SECOND = "content/offices/xxj.yaml", "content/laws.yaml", "content/guides/lingshou.md", "content/powers/xxj/T-1.yaml"
ITEM = "code: T-1\nname: 某事项\ncategory: other\noffice: xxj\nsummary: 一句话。\nbasis: [{law: fireworks-safety-regulation, version: 2016-02-06, article: 第三条}]\n"
OTHER_OFFICE = "id: second\nname: 第二局\nphones: [{name: 总机, phone: '12345'}]\n"
EDITS = {
    "a power": (POWER, "由专人销售", "由专人负责销售"),
    "an office": (OFFICE, "name: ", "name: 新"),
    "a law": (LAWS, "issuer: 国务院", "issuer: 国务院办"),
    "a guide": (GUIDE, "。", "，好。"),
}


def git(site, *words):
    subprocess.run(["git", "-C", str(site), *WHO, *words], check=True, capture_output=True)


def idle(site) -> bool:
    return isinstance(nothing_to_do(site, site / "output", site / ".quanli/state.sqlite"), tuple)


@pytest.fixture(params=["in git", "outside git"])
def site(request, tmp_path):
    """Give a site that was never built, in git or outside."""
    made = make_site(tmp_path, **{SECOND: ITEM})
    return commit(made) if request.param == "in git" else made


def meanwhile(monkeypatch, first, then):
    """Let something happen when a build has looked at the inputs, and something else when it has read what it will read."""
    workplace, made = beginning.workplace, opening.MadeFiles
    monkeypatch.setattr(beginning, "workplace", lambda *given: (first(), workplace(*given))[1])
    monkeypatch.setattr(opening, "MadeFiles", lambda *given, **named: (then(), made(*given, **named))[1])


@pytest.mark.parametrize("upon", ["nothing", "the last build"])
@pytest.mark.parametrize("what", EDITS)
def test_edit_put_back_while_a_build_runs(site, tmp_path, monkeypatch, what, upon):
    """What was read in between is not believed: the build after it reads the file again, and then nothing is left to do."""
    file, old, new = EDITS[what]
    if upon == "the last build":
        assert build(site) == 0
        edit(site, file, old, f"{old}又")
    with monkeypatch.context() as patch:
        before = (site / file).read_text(encoding="utf-8")
        meanwhile(patch, lambda: edit(site, file, old, new), lambda: (site / file).write_text(before, encoding="utf-8"))
        assert build(site) == 0
    assert not idle(site)
    assert build(site) == 0
    same_as_clean(site, tmp_path)
    assert idle(site)


def test_file_that_was_there_while_a_build_ran(site, tmp_path, monkeypatch):
    """An item or an office that came and went is not published for good, one that went and came is."""
    with monkeypatch.context() as patch:
        files = {"content/offices/second.yaml": OTHER_OFFICE, "content/powers/xxj/T-2.yaml": ITEM.replace("T-1", "T-2")}
        kept = site.with_name("kept.yaml")

        def first():
            put(site, **files)
            (site / SECOND).rename(kept)

        def then():
            put(site, **dict.fromkeys(files))
            kept.rename(site / SECOND)

        meanwhile(patch, first, lambda: None)
        settle = building.settle_search
        patch.setattr(building, "settle_search", lambda *given: (then(), settle(*given)))
        assert build(site) == 0
    assert (site / "output/powers/T-2/index.html").is_file()
    assert build(site) == 0
    assert not (site / "output/powers/T-2").exists()
    assert (site / "output/powers/T-1/index.html").is_file()
    same_as_clean(site, tmp_path)


def test_edit_with_the_size_and_time_of_before(site, tmp_path):
    """A file that was rewritten to the same size, and given its old time, has changed; git's own clock counts seconds."""
    assert build(site) == 0
    told = (site / POWER).stat()
    while int(time.time()) == int(told.st_ctime):
        time.sleep(0.02)
    edit(site, POWER, "由专人销售", "由某人销售")
    os.utime(site / POWER, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert not idle(site)
    assert build(site) == 0
    same_as_clean(site, tmp_path)


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("when", ["the inputs were seen", "all was read"])
def test_another_commit_checked_out_while_a_build_runs(tmp_path, monkeypatch, when, back):
    """The next build is that of the commit that is checked out then, whatever the one before read of either."""
    site = committed_site(tmp_path)
    git(site, "checkout", "-q", "-b", "side")
    edit(site, POWER, "由专人销售", "由专人负责销售")
    put(site, **{SECOND: ITEM})
    commit(site)
    git(site, "checkout", "-q", "-")
    assert build(site) == 0
    edit(site, OFFICE, "name: ", "name: 新")
    commit(site)
    with monkeypatch.context() as patch:

        def turn():
            git(site, "checkout", "-q", "side")

        meanwhile(patch, *((turn, lambda: None) if when == "the inputs were seen" else (lambda: None, turn)))
        assert build(site) == 0
    if back:
        git(site, "checkout", "-q", "-")
    assert build(site) == 0
    same_as_clean(site, tmp_path)


HIDDEN = {
    "thought unchanged": ("update-index", "--assume-unchanged", POWER),
    "passed over": ("update-index", "--skip-worktree", POWER),
    "thought unchanged, in an index of version 4": ("update-index", "--index-version", "4", "--assume-unchanged", POWER),
    "thought unchanged, in a split index": ("update-index", "--split-index", "--assume-unchanged", POWER),
}


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("how", HIDDEN)
def test_file_hidden_from_git_after_a_build(tmp_path, how, committed):
    """A file that git is told to pass over after a first build is looked at all the same."""
    site = committed_site(tmp_path)
    assert build(site) == 0
    git(site, *HIDDEN[how])
    if committed:
        edit(site, OFFICE, "name: ", "name: 新")
        git(site, "commit", "-qam", "x")
    edit(site, POWER, "由专人销售", "由专人负责销售")
    assert not idle(site)
    assert build(site) == 0
    same_as_clean(site, tmp_path)
    assert idle(site)
    edit(site, POWER, "由专人负责销售", "由专人销售")
    assert build(site) == 0
    same_as_clean(site, tmp_path)


WAYS = {
    "another version of the index": [("update-index", "--index-version", "4")],
    "a split index": [("update-index", "--split-index")],
    "an untracked cache": [("config", "core.untrackedCache", "true"), ("update-index", "--untracked-cache")],
    "modes that do not count": [("config", "core.fileMode", "false")],
    "a sparse checkout": [("sparse-checkout", "set", "--no-cone", "/*", "!/content/forms/")],
    "files to be added": [("add", "-N", ".")],
}


@pytest.mark.parametrize("way", WAYS)
def test_ways_of_git_after_a_build(tmp_path, way, capsys):
    """However git keeps its index and whichever files it lays out, edits, new files and removed ones are seen."""
    site = committed_site(tmp_path)
    put(site, **{SECOND: ITEM})
    commit(site)
    assert build(site) == 0
    third = SECOND.replace("T-1", "T-3")
    put(site, **{third: ITEM.replace("T-1", "T-3")})
    for words in WAYS[way]:
        git(site, *words)
    same_verdict(site, tmp_path, capsys)
    edit(site, POWER, "由专人销售", "由专人负责销售")
    edit(site, third, "一句话", "两句话")
    (site / SECOND).chmod(0o755)
    same_verdict(site, tmp_path, capsys)
    (site / SECOND).unlink()
    same_verdict(site, tmp_path, capsys)


def test_file_that_git_ignores_after_a_build(tmp_path):
    """A file that git ignores is content like any other: it is seen when it comes, changes and goes."""
    site = committed_site(tmp_path)
    assert build(site) == 0
    (site / ".git/info").mkdir(exist_ok=True)
    (site / ".git/info/exclude").write_text("T-1.yaml\n")
    put(site, **{SECOND: ITEM})
    assert not idle(site)
    assert build(site) == 0
    assert (site / "output/powers/T-1/index.html").is_file()
    assert idle(site)
    edit(site, SECOND, "一句话", "两句话")
    assert build(site) == 0
    same_as_clean(site, tmp_path)
    put(site, **{SECOND: None})
    assert build(site) == 0
    same_as_clean(site, tmp_path)
