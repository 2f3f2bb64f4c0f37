"""A branch is previewed with the theme of what it is to be merged into, unless that allows the branch's own."""

import json
import shutil
import subprocess

import pytest

from conftest import ROOT
from pipeline.incremental import tree
from quanli.cli import main
from sites import POWER, edit, make_site

PAGE = "powers/YJ-XK-0001/index.html"
LAW = "theme/templates/pages/law.html"


def git(site, *words):
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", "-C", site, *who, *words], check=True, capture_output=True, text=True).stdout


def commit(site, subject):
    git(site, "add", "--all", "content", *(["theme"] if (site / "theme").exists() else []))
    git(site, "commit", "-qm", subject)


@pytest.fixture(params=["site", "below"], ids=["site", "site in a folder"])
def site(tmp_path, request):
    """Make a site with a theme on ``main``, and a branch that changes an item and the theme."""
    root = tmp_path / "repository"
    root.mkdir()
    made = make_site(root).rename(root / "below") if request.param == "below" else make_site(tmp_path / "repository")
    git(root if request.param == "below" else made, "init", "-q", "-b", "main")
    shutil.copytree(ROOT / "theme", made / "theme")
    mark(made, "甲")
    commit(made, "开始")
    git(made, "checkout", "-qb", "change")
    edit(made, POWER, "由专人销售", "由专人负责销售")
    mark(made, "乙")
    commit(made, "改")
    return made


def mark(site, word):
    """Let every page end with a word, and the style say it."""
    path = site / "theme/templates/base.html"
    path.write_text((ROOT / "theme/templates/base.html").read_text(encoding="utf-8").replace("</body>", f"<i>主题{word}</i></body>"), encoding="utf-8")
    (site / "theme/static/css/tokens.css").write_text((ROOT / "theme/static/css/tokens.css").read_text(encoding="utf-8") + f"/* {word} */", encoding="utf-8")


def preview(site, capsys, *more, base="main"):
    """Preview the branch; gives the words of its theme that a page has, exit status and what was said."""
    capsys.readouterr()
    status = main(["build", "--site", str(site), "--base", base, "--quiet", "--jobs", "1", "--lang", "en", *more])
    said = capsys.readouterr().err
    pages = [site / "output" / PAGE, site / "output/guides/lingshou/index.html"]
    words = {word for page in pages if page.is_file() for word in "甲乙丙" if f"主题{word}" in page.read_text(encoding="utf-8")}
    return "".join(sorted(words)), status, said


NOT_SHOWN = "the theme is that of main: changes of the theme made here are not shown"


def test_preview_has_the_theme_of_the_base(site, capsys):
    """Content is the branch's, theme and static files are the base's, in pages and guides; it is said that changes are not shown."""
    words, status, said = preview(site, capsys)
    assert (words, status) == ("甲", 0)
    assert NOT_SHOWN in said
    assert "由专人负责销售" in (site / "output" / PAGE).read_text(encoding="utf-8")
    (sheet,) = (site / "output/static/css").glob("site.*.css")
    assert "/* 甲 */" in sheet.read_text(encoding="utf-8")


def test_preview_follows_edits_and_the_base(site, capsys):
    """An edit of the branch's theme changes nothing, one of its content does, and a new theme of the base is taken up."""
    preview(site, capsys)
    before = tree(site / "output")
    mark(site, "丙")
    assert preview(site, capsys)[0] == "甲"
    assert tree(site / "output") == before
    edit(site, POWER, "由专人负责销售", "由专人销售")
    assert preview(site, capsys)[0] == "甲"
    assert tree(site / "output") != before
    git(site, "stash", "-q")
    git(site, "checkout", "-q", "main")
    mark(site, "丙")
    commit(site, "新主题")
    git(site, "checkout", "-q", "change")
    assert preview(site, capsys)[0] == "丙"
    assert main(["build", "--site", str(site), "--quiet", "--jobs", "1"]) == 0
    assert "主题乙" in (site / "output" / PAGE).read_text(encoding="utf-8")


def test_base_allows_the_theme_of_a_branch(site, capsys):
    """Where the base's settings say so, the branch's own theme is shown, in the sandbox; nothing is said."""
    git(site, "checkout", "-q", "main")
    edit(site, "content/site.yaml", "name: ", "theme_from_branches: true\nname: ")
    commit(site, "允许")
    git(site, "checkout", "-q", "change")
    words, status, said = preview(site, capsys)
    assert (words, status) == ("乙", 0)
    assert "not shown" not in said
    with (site / "theme/templates/base.html").open("a", encoding="utf-8") as file:
        file.write("{{ page.__class__ }}")
    assert "TEMPLATE_UNSAFE" in preview(site, capsys)[2]


def test_branch_cannot_allow_its_own_theme(site, capsys):
    """What the branch says of itself does not count."""
    edit(site, "content/site.yaml", "name: ", "theme_from_branches: true\nname: ")
    commit(site, "允许自己")
    words, status, said = preview(site, capsys)
    assert (words, status) == ("甲", 0)
    assert NOT_SHOWN in said


def test_base_without_a_theme_has_the_program_s(tmp_path, capsys):
    """A branch that brings the first theme is previewed with the program's; one that changes no theme is told nothing."""
    site = make_site(tmp_path)
    git(site, "init", "-q", "-b", "main")
    commit(site, "开始")
    git(site, "checkout", "-qb", "change")
    assert preview(site, capsys)[1] == 0
    assert "not shown" not in preview(site, capsys)[2]
    plain = tree(site / "output")
    shutil.copytree(ROOT / "theme", site / "theme")
    mark(site, "乙")
    commit(site, "主题")
    words, status, said = preview(site, capsys)
    assert (words, status) == ("", 0), said
    assert NOT_SHOWN in said
    style = [name for name in plain if name.endswith(".css")]
    assert style
    assert {name: tree(site / "output")[name] for name in style} == {name: plain[name] for name in style}


def test_base_that_is_not_there_is_said(site, capsys):
    """A base that git does not know stops the preview; so does an empty one, as of a variable that is not set."""
    for base in ("nowhere", ""):
        _, status, said = preview(site, capsys, base=base)
        assert status == 1
        assert said.startswith("error REVISION_UNKNOWN ")  # no place stands before what is wrong with the command
        assert not (site / "output").exists()


def test_preview_of_an_earlier_day_has_the_theme_of_the_base(site, capsys):
    """``--as-of`` with a base has the base's theme too."""
    day = git(site, "show", "-s", "--format=%cs", "main").strip()
    assert preview(site, capsys, "--as-of", day)[:2] == ("甲", 0)


@pytest.mark.parametrize("allowed", [False, True])
def test_review_says_that_the_theme_changes(site, capsys, allowed):
    """A review lists the files of the theme, says what they decide, and whether a preview shows them."""
    if allowed:
        git(site, "checkout", "-q", "main")
        edit(site, "content/site.yaml", "name: ", "theme_from_branches: true\nname: ")
        commit(site, "允许")
        git(site, "checkout", "-q", "change")
    capsys.readouterr()
    main(["review", "main", "--site", str(site), "--lang", "en"])
    said = capsys.readouterr().out
    assert "2 files of the theme change: they decide how pages look" in said
    assert "- theme/templates/base.html" in said
    assert ("A preview shows these changes" in said) == allowed
    assert ("does not show these changes" in said) != allowed
    main(["review", "main", "--site", str(site), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert found["theme"] == ["theme/static/css/tokens.css", "theme/templates/base.html"]
    assert found["theme_shown"] is allowed


def test_review_without_a_change_of_the_theme_does_not_speak_of_it(site, capsys):
    """Most changes leave the theme alone."""
    git(site, "checkout", "-q", "main", "--", "theme")
    commit(site, "不改主题")
    main(["review", "main", "--site", str(site), "--lang", "en"])
    assert "theme" not in capsys.readouterr().out
