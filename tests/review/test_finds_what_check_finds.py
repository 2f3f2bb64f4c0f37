"""A review tells every problem that a change brings and ``quanli check`` would tell of its result, and no other."""

import datetime
import shutil
from collections import Counter

import pytest

from quanli.cli import main
from quanli.errors import sorted_problems
from quanli.pipeline.check import check_site
from quanli.pipeline.options import Options
from quanli.review.review import review
from review.repository import POWER, Repository

DAY = datetime.date(2026, 7, 1)
SITE, GUIDE, LAWS, OFFICE, FORM = "content/site.yaml", "content/guides/lingshou.md", "content/laws.yaml", "content/offices/xxj.yaml", "content/forms/lingshou-shenqing.yaml"
APPROVED = "title: 清单\nnumber: 1号\ndate: 2026-01-01\noffices: [xxj]\nitems:\n- {name: 另一许可, code: XK-9, category: permit}\n"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """Make a site with the law library of the package, and what is wrong with it before any change."""
    made = Repository(tmp_path_factory.mktemp("found"))
    made.git("checkout", "--quiet", "main")
    made.write(".gitignore", ".quanli/\n")
    made.write("content/powers/xxj/YJ-XK-0002.yaml", made.read().replace("YJ-XK-0001", "YJ-XK-0002").replace("name: 烟花爆竹经营（零售）许可", "name: 烟花爆竹储存许可"))
    made.commit("两项")
    assert main(["laws", "update", "--site", str(made.site), "--lang", "en"]) == 0
    made.git("checkout", "--quiet", "-B", "change")
    return made, checked(made)


def checked(repository):
    """Give what ``quanli check`` tells, by file, code and words, but for what it tells of the commits themselves."""
    found = sorted_problems(check_site(Options(repository.site, None, DAY, 1, "public", quiet=True)).problems)
    return Counter((one.place.file.rpartition("/")[2], one.code, one.message("zh")) for one in found if one.code not in {"BACKDATED", "HISTORY_GAP"})


def _gone(path):
    return lambda made: (made.site / path).unlink()


def _edit(path, old, new):
    return lambda made: made.edit(old, new, path)


def _more(path, text):
    return lambda made: made.write(path, (made.read(path) if (made.site / path).exists() else "") + text)


SPOILINGS = {
    "a removed item that a guide, the settings and an item name": _gone(POWER),
    "a removed form": _gone(FORM),
    "a removed guide": _gone(GUIDE),
    "a removed office": _gone(OFFICE),
    "a removed register of laws": _gone(LAWS),
    "a guide under another address": _edit(GUIDE, "Slug: lingshou", "Slug: kaidian"),
    "a link of a guide to an item": _more(GUIDE, "\n\n[没有](/powers/NO-0001/)\n"),
    "a link of a guide to a page": _more(GUIDE, "\n\n[没有](/forms/none.html)\n"),
    "an item of a guide's head": _edit(GUIDE, "Powers: ", "Powers: NO-0001, "),
    "an item most sought": _edit(SITE, "sought: [", "sought: [NO-0001, "),
    "an entrance of the hall": _more(SITE, "hall: {disclosure: {entrances: [{name: 甲, powers: [NO-0001]}]}}\n"),
    "a scope that an item is out of": _more(SITE, "scope: [{office: xxj, categories: [penalty], document: 某文〔2026〕1号}]\n"),
    "an element that all must have": _more(SITE, "elements: [{element: flow, categories: [permit], asked: true}]\n"),
    "an approved catalogue": _more("content/approved/2026.yaml", APPROVED),
    "a form that names a missing file": _more(FORM, "blank: none.pdf\n"),
    "a version of a law": _edit(LAWS, "date: 2016-02-06", "date: 2016-02-07"),
    "a law under another id": _edit(LAWS, "id: fireworks-safety-regulation", "id: fireworks"),
    "a law that nobody has the text of": _edit(POWER, "summary: ", "summary: 依照《某省烟花条例》第三条，"),
    "a contact that an office leaves out": _edit(OFFICE, "complaint:", "note_of_old:"),
    "a window that is gone": _edit(OFFICE, "id: zhengwu-3", "id: zhengwu-4"),
    "an item in another folder": lambda made: made.git("mv", POWER, _moved(made)),
    "a link in the theme": lambda made: ((made.site / "theme").mkdir(), (made.site / "theme/a.css").symlink_to("/etc/passwd")),
    "a stray file": _more("content/powers/a.yaml", "a: b\n"),
    "an approver without a key": _more("content/approvers", "nobody\n"),
    "settings that cannot be read": _more(SITE, "a: ["),
}


def _moved(made):
    (made.site / "content/powers/yjj").mkdir()
    return POWER.replace("/xxj/", "/yjj/")


@pytest.mark.parametrize("way", SPOILINGS)
def test_a_review_tells_what_check_tells(way, template, tmp_path):
    """What is wrong after a change and was not before is told as new, all of it and nothing else; what a change mends is told as mended."""
    first, before = template
    made = Repository.copied(first, tmp_path)
    shutil.copytree(first.site / ".quanli", made.site / ".quanli", dirs_exist_ok=True)
    SPOILINGS[way](made)
    made.commit("坏")
    after = checked(made)
    found = review(made.site, "main", "change", day=DAY).problems
    new, mended = (Counter((one.place.file.rpartition("/")[2], one.code, one.message("zh")) for one in part) for part in (found.new, found.mended))
    assert new == after - before
    assert after != before
    assert mended == (before - after if after - before and (made.site / SITE).read_text("utf-8")[-4:] != "a: [" else Counter())


def test_files_of_state_in_a_commit_are_told(tmp_path):
    """What a commit puts into the folder of state is told: no build would go on."""
    made = Repository(tmp_path)
    made.write(".quanli/state.sqlite", "x")
    made.git("add", "-f", ".quanli")
    made.commit("状态")
    assert "STATE_TRACKED" in [one.code for one in review(made.site, "main", "change").faults]


def test_a_long_judgement_says_how_far_it_is(template, tmp_path, capsys, monkeypatch):
    """Where all items must be read again, standard error says how far that is; the report itself is not touched by it."""
    made = Repository.copied(template[0], tmp_path)
    SPOILINGS["a scope that an item is out of"](made)
    made.commit("范围")
    monkeypatch.setattr("quanli.cli.review._MANY", 2)
    capsys.readouterr()
    assert main(["review", "main", "change", "--site", str(made.site), "--lang", "zh"]) == 1
    out, err = capsys.readouterr()
    assert {"检查 check: 2", "通读 read: 2"} <= {*err.splitlines()}
    assert out.startswith("## ❌")
