"""The text in force on the build's day: what is decided for a later day is announced, and switched everywhere when the day comes."""

import json
import re
import subprocess

import pytest

from pipeline.incremental import same_as_clean, tree
from pipeline.test_history_pages import CODE, OFFICE, commit, page, repository, words, write
from sites import POWER, build, check, edit, make_site

DAY = "2027-01-01"
RECORD = re.compile(r"sitemaps/|powers/[^/]+/(history/|feed\.|\d{4}-)|changes/|offices/[^/]+/(changes/|feed\.)|categories/[^/]+/feed\.|data/dcat|embed/[^/]+/\w+\.html|hant/|digests|index\.html$")
"""Files that tell of what was decided, not of what is in force."""


def parts(site, url=f"/powers/{CODE}/"):
    """Give the words of a page's announcements, and those of the rest of it."""
    html = page(site, url)
    found = re.findall(r'<section class="coming".*?</section>', html, re.DOTALL)
    for one in found:
        html = html.replace(one, "")
    return [words(one).strip() for one in found], words(html)


def built(site, folder, day):
    """Build upon the last build for a day, and see that a clean build gives the same bytes."""
    assert build(site, "--day", day) == 0
    same_as_clean(site, folder, "--day", day)


def test_a_text_that_waits_changes_nothing_but_the_announcement(tmp_path):
    """Lists, search, JSON, data and statistics say what they said; the page says it too, and announces both texts and from when."""
    site = repository(tmp_path)
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, "2021-01-01")
    built(site, tmp_path, "2021-05-01")
    before, said = tree(site / "output"), parts(site)[1]
    edit(site, POWER, "在固定的场所零售", "只在固定的场所零售")
    commit(site, "2021-04-20", Effective_On=DAY, Change_Reason="说清楚", Document="某号文件")
    built(site, tmp_path, "2021-05-01")
    after = tree(site / "output")
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {path for path in changed if not RECORD.search(path)} == set()
    assert f"powers/{CODE}.json" not in changed
    assert not any(path.startswith(("data/c", "data/national", "search/", "statistics/", "categories/permit/index", "offices/xxj/index")) for path in changed)
    coming, now = parts(site)
    assert now.replace("1 次", "") == said.replace("1 次", "")
    assert len(coming) == 1
    assert "自 2027 年 1 月 1 日 起改为新的内容，此前按本页办理" in coming[0]
    assert "在固定的场所零售烟花爆竹，须先取得许可证。 只在固定的场所零售烟花爆竹，须先取得许可证。" in coming[0]
    assert "理由 说清楚 文件 某号文件" in coming[0]
    assert f'href="/powers/{CODE}/{DAY}/"' in page(site, f"/powers/{CODE}/")
    assert "起适用的内容，现在还不适用" in words(page(site, f"/powers/{CODE}/{DAY}/"))


def test_on_its_day_it_is_switched_everywhere(tmp_path):
    """The daily build upon the last one shows the new text on the page, in lists, search, JSON and data, and announces nothing any more."""
    site = repository(tmp_path)
    edit(site, POWER, "name: 烟花爆竹", "name: 新的烟花爆竹")
    commit(site, "2021-04-20", Effective_On=DAY)
    built(site, tmp_path, "2026-12-31")
    assert "新的" not in parts(site)[1]
    assert "新的" not in json.loads((site / f"output/powers/{CODE}.json").read_text())["name"]
    built(site, tmp_path, DAY)
    assert parts(site)[0] == []
    for url in (f"/powers/{CODE}/", "/categories/permit/", "/offices/xxj/"):
        assert "新的" in words(page(site, url))
    assert json.loads((site / f"output/powers/{CODE}.json").read_text())["name"].startswith("新的")
    assert "新的" in (site / "output/data/catalogue.json").read_text()
    assert "现在还不适用" not in words(page(site, f"/powers/{CODE}/{DAY}/"))


def test_several_texts_wait_in_a_row(tmp_path):
    """Each is announced with what it changes of the one before it, and comes in its turn."""
    site = repository(tmp_path)
    for old, new, day in (("在固定场所零售", "在甲处零售", DAY), ("在甲处零售", "在乙处零售", "2027-06-01")):
        edit(site, POWER, old, new)
        commit(site, "2021-04-20", Effective_On=day)
    built(site, tmp_path, "2021-05-01")
    first, second = parts(site)[0]
    assert "2027 年 1 月 1 日" in first
    assert "在固定场所零售烟花爆竹，须先取得许可证。 在甲处零售烟花爆竹，须先取得许可证。" in first
    assert "2027 年 6 月 1 日" in second
    assert "在甲处零售烟花爆竹，须先取得许可证。 在乙处零售烟花爆竹，须先取得许可证。" in second
    built(site, tmp_path, "2027-02-01")
    assert "在甲处零售" in parts(site)[1]
    assert [("在乙处零售" in one) for one in parts(site)[0]] == [True]
    built(site, tmp_path, "2027-06-01")
    assert "在乙处零售" in parts(site)[1]


def test_a_removal_that_waits(tmp_path):
    """Until its day an item without a file is shown as it is in force, in every list; then its notice takes the place."""
    site = repository(tmp_path)
    write(site, "T-1", name="某事项")
    commit(site, "2021-01-01")
    built(site, tmp_path, "2021-01-02")
    before = page(site, "/powers/T-1/")
    (site / "content/powers/xxj/T-1.yaml").unlink()
    commit(site, "2021-04-20", Effective_On=DAY, Change_Reason="不再办理")
    built(site, tmp_path, "2021-05-01")
    assert "自 2027 年 1 月 1 日 起，本事项不在目录中 理由 不再办理" in parts(site, "/powers/T-1/")[0][0]
    assert parts(site, "/powers/T-1/")[1].replace("1 次", "") [:200] == words(before)[:200]
    assert "某事项" in words(page(site, "/categories/permit/"))
    assert (site / "output/powers/T-1.json").exists()
    built(site, tmp_path, DAY)
    assert "本事项已不在目录中" in words(page(site, "/powers/T-1/"))
    assert "某事项" not in words(page(site, "/categories/permit/"))


def test_a_state_to_come_is_announced(tmp_path):
    """A state with a later day, of a text in force, is announced until it turns."""
    site = repository(tmp_path)
    write(site, "T-1", summary="一句话。\nstates:\n  - {state: active, on: 2020-01-01}\n  - {state: suspended, on: 2030-06-01, document: 某文件}")
    commit(site, "2021-01-01", Effective_On="2021-01-01")
    built(site, tmp_path, "2021-01-02")
    assert parts(site, "/powers/T-1/")[0] == ["自 2030 年 6 月 1 日 起暂停办理 文件 某文件"]
    built(site, tmp_path, "2030-06-01")
    assert parts(site, "/powers/T-1/")[0] == []
    assert "起暂停办理" in parts(site, "/powers/T-1/")[1]


def test_an_abolition_written_into_the_log_waits_for_its_day(tmp_path):
    """Where a commit only adds a state of a later day, the page shows the state of today and announces the other."""
    site = repository(tmp_path)
    write(site, "T-1", summary="一句话。\nstates:\n  - {state: active, on: 2020-01-01}")
    commit(site, "2021-01-01", Effective_On="2021-01-01")
    write(site, "T-1", summary=f"一句话。\nstates:\n  - {{state: active, on: 2020-01-01}}\n  - {{state: abolished, on: {DAY}, document: 某文件}}")
    commit(site, "2021-02-01")
    built(site, tmp_path, "2021-02-02")
    assert "2027 年 1 月 1 日" in parts(site, "/powers/T-1/")[0][0]
    assert "起取消，不再办理" not in parts(site, "/powers/T-1/")[1]
    built(site, tmp_path, DAY)
    assert "起取消，不再办理" in parts(site, "/powers/T-1/")[1]


def test_a_new_item_that_waits_is_in_no_list_before_its_day(tmp_path):
    """Its page says from when it is in force; lists, search, data and statistics count it from then."""
    site = repository(tmp_path)
    built(site, tmp_path, "2020-03-02")
    write(site, "T-1", name="某新事项", related=CODE)
    edit(site, POWER, "fees: []", "fees: []\nrelated: [T-1]")
    commit(site, "2021-04-20", Effective_On=DAY)
    built(site, tmp_path, "2021-05-01")
    coming, said = parts(site, "/powers/T-1/")
    assert coming[0].startswith("本事项自 2027 年 1 月 1 日 起施行，现在还不适用；本页是届时的内容")
    assert "尚未施行" in said
    assert not (site / "output/powers/T-1.json").exists()
    for url in ("/categories/permit/", "/offices/xxj/", "/names/x/"):
        assert not (site / "output" / url.strip("/") / "index.html").exists() or "某新事项" not in words(page(site, url))
    built(site, tmp_path, DAY)
    assert parts(site, "/powers/T-1/")[0] == []
    assert "某新事项" in words(page(site, "/categories/permit/"))
    assert (site / "output/powers/T-1.json").exists()


def test_a_new_code_that_waits(tmp_path):
    """Until its day the old code's page is the item's, and both lead to each other; then the old one is a notice."""
    site = repository(tmp_path)
    write(site, "T-1", name="某事项")
    commit(site, "2021-01-01")
    built(site, tmp_path, "2021-01-02")
    (site / "content/powers/xxj/T-1.yaml").unlink()
    write(site, "R-1", name="某事项")
    commit(site, "2021-04-20", Effective_On=DAY)
    built(site, tmp_path, "2021-05-01")
    assert "自 2027 年 1 月 1 日 起，这个事项换用新编码 届时的页面： 某事项" in parts(site, "/powers/T-1/")[0][0]
    assert "现在的页面： 某事项" in parts(site, "/powers/R-1/")[0][0]
    assert "/powers/T-1/" in page(site, "/categories/permit/")
    assert "/powers/R-1/" not in page(site, "/categories/permit/")
    built(site, tmp_path, DAY)
    assert "/powers/R-1/" in page(site, "/categories/permit/")
    assert "这个事项换了编码" in words(page(site, "/powers/T-1/"))


def test_a_move_to_another_office_that_waits(tmp_path):
    """Until its day the item is its old office's, in whatever folder its file lies by then; that office must stay until then."""
    site = repository(tmp_path)
    (site / "content/offices/second.yaml").write_text(OFFICE.format(id="second", name="第二局"), encoding="utf-8")
    write(site, "T-1", name="某事项", office="second")
    commit(site, "2021-01-01")
    (site / "content/powers/second/T-1.yaml").unlink()
    write(site, "T-1", name="某事项")
    commit(site, "2021-04-20", Effective_On=DAY)
    built(site, tmp_path, "2021-05-01")
    assert "某事项" in words(page(site, "/offices/second/"))
    assert "某事项" not in words(page(site, "/offices/xxj/"))
    assert "第二局" in parts(site, "/powers/T-1/")[0][0]
    built(site, tmp_path, DAY)
    assert "某事项" in words(page(site, "/offices/xxj/"))


def test_what_the_text_in_force_needs_must_stay_until_the_day(tmp_path, capsys):
    """An office that is gone before the day from which its item is another's is an error; on that day it is none."""
    site = repository(tmp_path)
    (site / "content/offices/second.yaml").write_text(OFFICE.format(id="second", name="第二局"), encoding="utf-8")
    write(site, "T-1", office="second")
    commit(site, "2021-01-01")
    (site / "content/powers/second/T-1.yaml").unlink()
    (site / "content/offices/second.yaml").unlink()
    write(site, "T-1")
    commit(site, "2021-04-20", Effective_On=DAY)
    found = [one for one in check(site, capsys)[1] if one["severity"] == "error"]
    assert [(one["code"], one["file"]) for one in found] == [("NEEDED_UNTIL", "content/powers/xxj/T-1.yaml")]
    assert "2027-01-01" in found[0]["message"]
    assert check(site, capsys, "--day", DAY)[0] == 0


def test_an_edit_that_is_not_committed_is_shown_now(tmp_path):
    """What has no word of a day is shown as it lies there; what says its own later day waits as it will once committed."""
    site = repository(tmp_path)
    built(site, tmp_path, "2020-03-02")
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    built(site, tmp_path, "2020-03-02")
    assert "在固定的场所零售" in parts(site)[1]
    edit(site, POWER, "reviewed_on: 2026-01-05", f"reviewed_on: 2026-01-05\neffective_on: {DAY}")
    built(site, tmp_path, "2020-03-02")
    assert "在固定的场所零售" not in parts(site)[1]
    assert "2027 年 1 月 1 日" in parts(site)[0][0]
    commit(site, "2020-03-02")
    built(site, tmp_path, "2020-03-02")
    assert "在固定的场所零售" not in parts(site)[1]
    built(site, tmp_path, DAY)
    assert "在固定的场所零售" in parts(site)[1]


def test_without_git_nobody_can_know_what_applies_until_then(tmp_path, capsys):
    """The page shows the text that there is and says that the one before it is not known; so does the check; no national record says that it is in force."""
    site = make_site(tmp_path)
    edit(site, POWER, "reviewed_on: 2026-01-05", "reviewed_on: 2026-01-05\neffective_on: 2099-01-01")
    assert build(site) == 0
    assert "本页内容自 2099 年 1 月 1 日 起施行；此前适用的内容无从得知" in parts(site)[0][0]
    assert "TEXT_UNKNOWN" in [one["code"] for one in check(site, capsys)[1]]
    assert not (site / f"output/powers/{CODE}.national.json").exists()
    assert f"{CODE}.national.json" not in page(site, f"/powers/{CODE}/")
    assert "本内容自 2099 年 1 月 1 日 起施行；此前适用的内容无从得知" in words(page(site, f"/embed/{CODE}/"))


def test_a_shallow_clone_shows_what_it_has(tmp_path, capsys):
    """Where the commit that waits is there, the text before it is too; where it is not, nothing tells that it waits but the file itself."""
    site = repository(tmp_path)
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, "2021-04-20", Effective_On=DAY)
    for depth, unknown in ((1, True), (2, False)):
        clone = tmp_path / f"clone-{depth}"
        subprocess.run(["git", "clone", "-q", f"--depth={depth}", f"file://{site}", str(clone)], check=True)
        assert build(clone, "--day", "2021-05-01") == 0
        assert ("在固定的场所零售" in parts(clone)[1]) is unknown
        said = [one["message"] for one in check(clone, capsys, every=True)[1] if one["code"] == "SHALLOW_CLONE"]
        assert "wait" in said[0]


def test_the_list_of_digests_says_of_which_day_the_output_speaks(tmp_path):
    """It is the day that was asked for, else that of the last commit; the same commit and day give the same bytes."""
    site = repository(tmp_path)
    assert build(site) == 0
    assert json.loads((site / "output/digests.json").read_text())["day"] == "2020-03-01"
    built(site, tmp_path, "2020-03-05")
    assert json.loads((site / "output/digests.json").read_text())["day"] == "2020-03-05"
    assert build(site) == 0
    assert json.loads((site / "output/digests.json").read_text())["day"] == "2020-03-01"


def test_a_text_is_judged_by_the_law_of_the_day_from_which_it_applies(tmp_path, capsys):
    """A text that waits may rest on a version of a law that is in force by then, and on none that is repealed by then."""
    site = repository(tmp_path)
    old = "in_force_from: 2016-02-06}"
    edit(site, "content/laws.yaml", old, f"{old[:-1]}, repealed_on: {DAY}}}\n      - {{date: 2026-10-01, in_force_from: {DAY}}}")
    write(site, "T-1")
    commit(site, "2026-11-01")
    text = (site / "content/powers/xxj/T-1.yaml").read_text(encoding="utf-8")
    (site / "content/powers/xxj/T-1.yaml").write_text(text.replace("version: 2016-02-06", "version: 2026-10-01"), encoding="utf-8")
    commit(site, "2026-11-02", Effective_On=DAY)
    assert "LAW_NOT_IN_FORCE" not in {one["code"] for one in check(site, capsys)[1] if "T-1" in one["file"]}
    assert "LAW_NOT_IN_FORCE" in {one["code"] for one in check(site, capsys, "--day", DAY)[1] if "YJ-XK" in one["file"]}
    edit(site, "content/powers/xxj/T-1.yaml", "2026-10-01", "2016-02-06")
    commit(site, "2026-11-03")
    assert "LAW_NOT_IN_FORCE" in {one["code"] for one in check(site, capsys)[1] if "T-1" in one["file"]}


def test_the_day_and_the_past_are_not_asked_for_at_once(tmp_path):
    """A build is of a day of the repository as it is, or of the catalogue as it stood: both is a wrong use."""
    site = repository(tmp_path)
    with pytest.raises(SystemExit) as ended:
        build(site, "--day", DAY, "--as-of", DAY)
    assert ended.value.code == 2


def test_a_law_to_come_is_announced_at_each_provision_that_rests_on_it(tmp_path):
    """Until its day the version in force is the one that counts; then the page says that another is in force."""
    site = repository(tmp_path)
    old = "in_force_from: 2016-02-06}"
    edit(site, "content/laws.yaml", old, f"{old[:-1]}, repealed_on: {DAY}}}\n      - {{date: 2026-10-01, in_force_from: {DAY}}}")
    commit(site, "2026-11-01")
    built(site, tmp_path, "2026-11-02")
    said = words(page(site, f"/powers/{CODE}/"))
    assert "自 2027 年 1 月 1 日 起施行新版本" in said
    assert "这一版本已不是现行版本" not in said
    built(site, tmp_path, DAY)
    said = words(page(site, f"/powers/{CODE}/"))
    assert "起施行新版本" not in said
    assert "这一版本已不是现行版本" in said


def test_a_page_of_then_cites_the_law_of_then(tmp_path):
    """A version page tells what was not in force yet on its day, and speaks of no later version and no article of a later law."""
    site = repository(tmp_path)
    edit(site, "content/laws.yaml", "in_force_from: 2016-02-06}", "in_force_from: 2016-02-06, repealed_on: 2023-02-01}\n      - {date: 2023-01-01, in_force_from: 2023-02-01}")
    edit(site, POWER, "version: 2016-02-06", "version: 2023-01-01")
    commit(site, "2023-03-01")
    built(site, tmp_path, "2023-03-02")
    then = words(page(site, f"/powers/{CODE}/2020-03-01/"))
    assert "2016 年 2 月 6 日 版本" in then
    assert "2023 年" not in then.split("编码与变更")[0].split("依据什么", 1)[1]
    assert "《行政复议法》第二十条" not in then
    assert "起施行新版本" not in then
    now = words(page(site, f"/powers/{CODE}/2023-03-01/"))
    assert "这一版本已不是现行版本" in now
