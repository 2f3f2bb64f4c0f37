"""The record on the site: histories, versions, changes, feeds, notices; incremental builds give what clean ones give."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline.incremental import cut_small, same_as_clean, tree
from sites import POWER, build, check, edit, make_site

CODE = "YJ-XK-0001"
ITEM = "code: {code}\nname: {name}\ncategory: {category}\noffice: {office}\nsummary: {summary}\nbasis:\n  - {{law: fireworks-safety-regulation, version: 2016-02-06, article: 第三条}}\nrelated: [{related}]\n"
OFFICE = "id: {id}\nname: {name}\nphones: [{{name: 总机, phone: '12345'}}]\n"


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch):
    """Let lists of a few items go over several pages, and pages of changes be full soon."""
    import quanli.assemble.changes

    cut_small(monkeypatch)
    monkeypatch.setattr(quanli.assemble.changes, "LATEST", 6)


def git(site: Path, *arguments: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", "-C", str(site), *who, *arguments], capture_output=True, check=True, text=True).stdout


def commit(site: Path, day: str, subject: str = "改", **trailers: str) -> None:
    said = "".join(f"{key.replace('_', '-')}: {value}\n" for key, value in trailers.items())
    git(site, "add", "-A")
    moment = f"{day}T10:00:00+08:00"
    subprocess.run(
        ["git", "-C", str(site), "-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "-q", "--allow-empty", "-m", f"{subject}\n\n{said}"],
        check=True,
        env={"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "PATH": "/usr/bin:/bin", "HOME": str(site)},
    )


def repository(folder: Path) -> Path:
    """Make the starter site in git, first published on 1 March 2020."""
    site = make_site(folder)
    (site / ".gitignore").write_text("/output/\n/.quanli/\n/.output.staging/\n")
    git(site, "init", "-q", "-b", "main")
    commit(site, "2020-03-01", "首次公布", Document="第一号文件")
    return site


def page(site: Path, url: str) -> str:
    return (site / "output" / url.strip("/") / "index.html").read_text(encoding="utf-8")


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_history_keeps_legal_date_and_commit_date_apart(tmp_path):
    """An item's record says what changed, why, on which basis, from which day, and when it was recorded."""
    site = repository(tmp_path)
    edit(site, POWER, "reviewed_on: 2026-01-05", "reviewed_on: 2026-01-05\neffective_on: 2021-05-01")
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, "2021-04-20", Change_Reason="说清楚", Legal_Basis="某条例第一条", Approved_By="某人")
    assert build(site) == 0
    said = words(page(site, f"/powers/{CODE}/history/"))
    assert "生效 2021 年 5 月 1 日 记入目录 2021 年 4 月 20 日" in said
    assert "理由 说清楚 法律依据 某条例第一条" in said
    assert "某人" not in said
    assert "首次公布 记入目录 2020 年 3 月 1 日 没有另定生效日期 文件 第一号文件" in said
    assert "在固定场所零售烟花爆竹，须先取得许可证。 在固定的场所零售烟花爆竹，须先取得许可证。" in said


def test_version_stands_at_its_own_address_with_citation_and_hash(tmp_path):
    """Each text that was in force has a page of its day, with its days, its neighbours, commit and hash, kept from search engines."""
    site = repository(tmp_path)
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, "2021-04-20")
    assert build(site) == 0
    old = page(site, f"/powers/{CODE}/2020-03-01/")
    assert "在固定场所零售" in old
    assert "在固定的场所零售" in page(site, f"/powers/{CODE}/2021-04-20/")
    said = words(old)
    assert "这是 2020 年 3 月 1 日 至 2021 年 4 月 19 日 适用的内容，此后的内容不同" in said
    assert git(site, "rev-parse", "HEAD~").strip() in said
    assert git(site, "rev-parse", f"HEAD~:{POWER}").strip() in said
    assert '<meta name="robots" content="noindex">' in old
    assert f'href="/powers/{CODE}/2021-04-20/"' in old
    maps = b"".join(data for path, data in tree(site / "output").items() if path.startswith("sitemaps/"))
    assert f"/powers/{CODE}/history/".encode() in maps
    assert f"/powers/{CODE}/2020-03-01/".encode() not in maps


def test_item_links_to_its_record_and_its_feed(tmp_path):
    """The item's page says how often it changed and from when, and names its feed."""
    site = repository(tmp_path)
    assert build(site) == 0
    assert "怎样变过 公布以来没有变更" in words(page(site, f"/powers/{CODE}/"))
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, "2021-04-20")
    assert build(site) == 0
    html = page(site, f"/powers/{CODE}/")
    assert "怎样变过 变更 1 次，最近一次自 2021 年 4 月 20 日 起" in words(html)
    assert f'<link rel="alternate" type="application/atom+xml" href="/powers/{CODE}/feed.xml"' in html
    assert f'<link rel="alternate" type="application/feed+json" href="/powers/{CODE}/feed.json"' in html


def test_commit_of_what_was_built_adds_the_event(tmp_path):
    """Committing the very files that were built changes no input, and still adds the event to the record."""
    site = repository(tmp_path)
    assert build(site) == 0
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    assert build(site) == 0
    assert "2021 年" not in page(site, f"/powers/{CODE}/history/")
    commit(site, "2021-04-20")
    assert build(site) == 0
    assert "2021 年 4 月 20 日" in page(site, f"/powers/{CODE}/history/")
    same_as_clean(site, tmp_path)


def test_commit_beside_the_catalogue_changes_only_the_record_of_nothing(tmp_path):
    """A commit that touches no item writes no file but those that speak of the build's day."""
    site = repository(tmp_path)
    assert build(site) == 0
    before = tree(site / "output")
    (site / "README").write_text("x")
    commit(site, "2020-03-01", "说明")
    assert build(site) == 0
    assert tree(site / "output") == before


@pytest.mark.parametrize("renamed", [False, True])
def test_removed_item_keeps_its_address_as_a_notice(tmp_path, renamed):
    """The address of an item whose file is gone says since when, why and what follows it; its record and versions stay."""
    site = repository(tmp_path)
    path = site / "content/powers/xxj/T-1.yaml"
    text = ITEM.format(code="T-1", name="某事项", category="permit", office="xxj", summary="一句话。", related="")
    path.write_text(text)
    commit(site, "2021-01-01")
    assert build(site) == 0
    path.unlink()
    if renamed:
        path.with_name("T-2.yaml").write_text(text.replace("T-1", "T-2"))
    commit(site, "2022-02-02", Change_Reason="不再行使")
    assert build(site) == 0
    notice = page(site, "/powers/T-1/")
    assert "理由 不再行使" in words(notice)
    assert (site / "output/powers/T-1/2021-01-01/index.html").is_file()
    assert (site / "output/powers/T-1/feed.xml").is_file()
    if renamed:
        assert 'rel="canonical" href="https://example.gov.cn/powers/T-2/"' in notice
        assert 'href="/powers/T-2/"' in notice
        assert "编码由 T-1 改为 T-2" in page(site, "/powers/T-2/history/")
        assert (site / "output/powers/T-2/2021-01-01/index.html").is_file()
    else:
        assert "2022 年 2 月 2 日 起，本事项已不在目录中" in words(notice)
    same_as_clean(site, tmp_path)


def test_changes_are_listed_by_month_office_and_kind(tmp_path):
    """The page of all changes says what takes effect next, and leads to months, offices and kinds."""
    site = repository(tmp_path)
    edit(site, POWER, "reviewed_on: 2026-01-05", "reviewed_on: 2026-01-05\neffective_on: 2021-05-01")
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, "2021-04-20", Change_Reason="说清楚")
    assert build(site) == 0
    assert "即将生效 2021 年 5 月 1 日 起 烟花爆竹经营（零售）许可" in words(page(site, "/changes/"))
    for url in ("/changes/2021-04/", "/changes/content/", "/offices/xxj/changes/"):
        assert "说清楚" in page(site, url)
    assert "烟花爆竹经营（零售）许可" in page(site, "/")
    commit(site, "2021-05-02", "别的")
    assert build(site) == 0
    assert "即将生效" not in page(site, "/changes/")
    same_as_clean(site, tmp_path)


def test_site_without_git_says_that_its_record_is_incomplete(tmp_path, capsys):
    """Outside git there are no histories; the page of changes, the check and the build say so."""
    site = make_site(tmp_path)
    assert build(site) == 0
    assert not list((site / "output/powers").rglob("history"))
    assert "这里没有 git 历史，变更记录不完整" in page(site, "/changes/")
    assert "NO_HISTORY" in [one["code"] for one in check(site, capsys, every=True)[1]]


def test_shallow_clone_says_that_its_record_is_incomplete(tmp_path, capsys):
    """A clone that is cut off says so on each record, and is built anew once it has the whole history."""
    site = repository(tmp_path)
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, "2021-04-20")
    edit(site, POWER, "在固定的场所零售", "只在固定的场所零售")
    commit(site, "2022-04-20")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=2", f"file://{site}", str(clone)], check=True)
    assert build(clone) == 0
    assert "git 历史被截断，变更记录不完整" in page(clone, f"/powers/{CODE}/history/")
    assert "SHALLOW_CLONE" in [one["code"] for one in check(clone, capsys, every=True)[1]]
    git(clone, "fetch", "-q", "--unshallow")
    assert build(clone) == 0
    assert "不完整" not in page(clone, f"/powers/{CODE}/history/")
    assert build(site) == 0
    assert tree(clone / "output") == tree(site / "output")


def test_rewritten_history_gives_a_cold_build(tmp_path, capsys):
    """When the last commit known is no longer on the main line, everything is made again."""
    site = repository(tmp_path)
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, "2021-04-20")
    assert build(site) == 0
    git(site, "reset", "-q", "--soft", "HEAD~1")
    commit(site, "2021-04-20", "改写")
    capsys.readouterr()
    assert build(site, "--explain") == 0
    assert "everything was made: git history was rewritten, or is complete to another degree" in capsys.readouterr().err
    same_as_clean(site, tmp_path)


def test_version_whose_law_and_office_are_unknown_today_is_still_there(tmp_path):
    """An old text that names registers and a main item which are gone is drawn all the same, and no link of it leads nowhere."""
    site = repository(tmp_path)
    (site / "content/offices/old.yaml").write_text(OFFICE.format(id="old", name="老局"))
    edit(site, "content/laws.yaml", "fireworks-safety-regulation", "old-law")
    text = ITEM.format(code="T-1", name="某事项", category="other", office="old", summary="一句话。", related=CODE)
    (site / "content/powers/old").mkdir()
    (site / "content/powers/old/T-1.yaml").write_text(text.replace("fireworks-safety-regulation", "old-law") + "parent: T-9\nchannels: {windows: [w], visits: 1}\n")
    commit(site, "2021-01-01")
    shutil.rmtree(site / "content/powers/old")
    (site / "content/offices/old.yaml").unlink()
    edit(site, "content/laws.yaml", "old-law", "fireworks-safety-regulation")
    (site / "content/powers/xxj/T-1.yaml").write_text(text.replace("office: old", "office: xxj").replace("category: other", "category: permit"))
    commit(site, "2022-01-01")
    assert build(site) == 0
    old = page(site, "/powers/T-1/2021-01-01/")
    assert "《old-law》" in old
    for url in re.findall(r'href="(/[^"#]*)"', old):
        assert (site / "output" / url.strip("/")).exists(), url


def test_version_that_breaks_the_rules_for_writing_is_named_but_not_shown(tmp_path):
    """A text in force whose fields are wrong has its page, with days, citation and what is wrong, but none of its words."""
    site = repository(tmp_path)
    edit(site, POWER, "category: permit", "category: permi")
    edit(site, POWER, "在固定场所零售", "在别处零售")
    commit(site, "2021-04-20")
    edit(site, POWER, "category: permi", "category: permit")
    commit(site, "2021-04-22")
    assert build(site) == 0
    said = words(page(site, f"/powers/{CODE}/2021-04-20/"))
    assert "这一版本的文件不合书写规则" in said
    assert "BAD_VALUE" in said
    assert git(site, "rev-parse", f"HEAD~:{POWER}").strip() in said
    assert "在别处零售" not in said


def test_changed_flow_shows_both_charts_with_what_changed_marked(tmp_path):
    """A change of flow stands in two charts, the steps marked that were added, taken out or differ; others are not."""
    site = repository(tmp_path)
    path = site / "content/powers/xxj/T-1.yaml"
    text = ITEM.format(code="T-1", name="某事项", category="permit", office="xxj", summary="一句话。", related="")
    step = "    - {{id: {}, name: {}, actor: 某科{}}}\n"
    flow = "flows:\n  external:\n"
    path.write_text(text + flow + step.format("a", "受理", "") + step.format("b", "初审", "") + step.format("c", "决定", ", kind: end"))
    commit(site, "2021-01-01")
    path.write_text(
        text + flow + step.format("a", "受理", ", limit: {amount: 5, unit: day}") + step.format("d", "审查", "") + step.format("c", "决定", ", kind: end")
    )
    commit(site, "2022-01-01")
    assert build(site) == 0
    html = page(site, "/powers/T-1/history/")
    before, after = re.findall(r"<figure>(.*?)</figure>", html, re.DOTALL)
    marks = [re.findall(r">(1\.[^<]*|2\.[^<]*|3\.[^<]*|新增|删去|有变)</text>", one) for one in (before, after)]
    assert marks == [["1. 受理", "有变", "2. 初审", "删去", "3. 决定"], ["1. 受理", "有变", "2. 审查", "新增", "3. 决定"]]
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))


def test_as_of_builds_the_catalogue_of_that_day(tmp_path):
    """With git, --as-of gives items, offices and laws as they were; what came later is not there."""
    site = repository(tmp_path)
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    (site / "content/powers/xxj/T-1.yaml").write_text(ITEM.format(code="T-1", name="某事项", category="permit", office="xxj", summary="一句话。", related=""))
    commit(site, "2021-04-20")
    assert build(site, "--as-of", "2020-12-31", "--output", str(tmp_path / "then")) == 0
    assert "在固定场所零售" in (tmp_path / f"then/powers/{CODE}/index.html").read_text()
    assert not (tmp_path / "then/powers/T-1").exists()
    assert build(site, "--as-of", "2019-12-31", "--output", str(tmp_path / "before")) == 0
    assert "在固定的场所零售" in (tmp_path / f"before/powers/{CODE}/index.html").read_text()


def test_as_of_shows_a_catalogue_of_the_past_as_it_stood(tmp_path, capsys):
    """What breaks today's rules in a catalogue of the past does not stop its build; what cannot be read is left out."""
    site = repository(tmp_path)
    for code, law in (("T-1", "fireworks-safety-regulation"), ("T-2", "unknown-law")):
        text = ITEM.format(code=code, name="某事项", category="permit", office="xxj", summary="一句话。", related="")
        (site / f"content/powers/xxj/{code}.yaml").write_text(text.replace("fireworks-safety-regulation", law))
    edit(site, "content/powers/xxj/T-1.yaml", "category: permit", "category: permi")
    commit(site, "2021-01-01")
    edit(site, "content/powers/xxj/T-1.yaml", "category: permi", "category: permit")
    edit(site, "content/powers/xxj/T-2.yaml", "unknown-law", "fireworks-safety-regulation")
    commit(site, "2021-02-01")
    then = tmp_path / "then"
    assert build(site, "--as-of", "2021-01-15", "--output", str(then)) == 0
    assert "《unknown-law》" in (then / "powers/T-2/index.html").read_text()
    assert not (then / "powers/T-1").exists()


KINDS = (
    "text", "name", "category", "office", "add", "remove", "rename", "office-name", "law", "effective", "commit", "commit", "waits", "waits", "build", "day", "day",
)  # fmt: skip
DAYS = ("2021-03-01", "2021-07-01", "2022-01-01", "2024-01-01")
EDITS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 3)), min_size=3, max_size=9)


def write(site: Path, code: str, **fields: str) -> None:
    folder = site / "content/powers" / fields.get("office", "xxj")
    folder.mkdir(parents=True, exist_ok=True)
    text = {"name": "事项", "category": "permit", "office": "xxj", "summary": "一句话。", "related": ""} | fields
    (folder / f"{code}.yaml").write_text(ITEM.format(code=code, **text))


def apply(site: Path, kind: str, number: int, step: int) -> None:
    """Make one edit that leaves the catalogue free of errors."""
    code = f"T-{number}"
    found = list((site / "content/powers").glob(f"*/{code}.yaml"))
    if kind == "commit":
        commit(site, f"20{21 + step // 12}-{step % 12 + 1:02}-0{number + 1}", Change_Reason=f"第 {step} 次")
    elif kind == "waits":
        commit(site, f"20{21 + step // 12}-{step % 12 + 1:02}-0{number + 1}", Effective_On=DAYS[number])
    elif kind == "build":
        assert build(site) == 0
    elif kind == "day":
        assert build(site, "--day", DAYS[number]) == 0
    elif kind == "office-name":
        (site / "content/offices/second.yaml").write_text(OFFICE.format(id="second", name=f"第{number}局"))
    elif kind == "law":
        edit(site, "content/laws.yaml", "title: ", f"title: 新{number}")
    elif kind == "add" or not found:
        for old in found:
            old.unlink()
        write(site, code, summary=f"第 {step} 种。")
    elif kind == "remove":
        found[0].unlink()
    elif kind == "rename":
        text = found[0].read_text()
        found[0].unlink()
        new = f"R-{step}"
        found[0].with_name(f"{new}.yaml").write_text(text.replace(f"code: {code}", f"code: {new}"))
    elif kind == "office":
        found[0].unlink()
        write(site, code, office="second" if found[0].parent.name == "xxj" else "xxj", summary=f"第 {step} 种。")
    else:
        more = {
            "text": {"summary": f"第 {step} 种说法。"},
            "name": {"name": f"事项之{step}"},
            "category": {"category": ("permit", "penalty", "other", "reward")[step % 4]},
            "effective": {"summary": f"第 {step} 种。", "name": f"事项\neffective_on: 20{20 + number}-06-01"},
        }[kind]
        write(site, code, office=found[0].parent.name, **more)


@settings(max_examples=6, phases=(Phase.explicit, Phase.reuse, Phase.generate), suppress_health_check=list(HealthCheck))
@given(edits=EDITS, last=st.sampled_from(((), *(("--day", day) for day in DAYS))))
def test_any_story_gives_the_bytes_of_a_clean_build(edits, last, tmp_path_factory):
    """Whatever is edited, committed, renamed, removed or left to wait, and built in between on whatever day, the output is that of a clean build."""
    folder = tmp_path_factory.mktemp("story")
    site = repository(folder)
    (site / "content/offices/second.yaml").write_text(OFFICE.format(id="second", name="第二局"))
    for number in range(3):
        write(site, f"T-{number}", category=("permit", "penalty", "other")[number], related=CODE if number else "")
    commit(site, "2020-06-01", "公布")
    assert build(site) == 0
    for step, (kind, number) in enumerate(edits):
        apply(site, kind, number, step)
    assert build(site, *last) == 0
    same_as_clean(site, folder, *last)
    shutil.rmtree(folder)


def test_the_home_page_counts_all_that_a_commit_changed(tmp_path):
    """What was published all at once is one line on the home page, with the true number of items, however many they are."""
    site = make_site(tmp_path)
    for n in range(230):
        text = ITEM.format(code=f"A-{n:03}", name=f"事项{n}", category="permit", office="xxj", summary="一句话。", related="")
        (site / f"content/powers/xxj/A-{n:03}.yaml").write_text(text, encoding="utf-8")
    git(site, "init", "-q", "-b", "main")
    commit(site, "2020-03-01", "首次公布")
    assert build(site) == 0
    assert "231 个事项：首次公布" in words(page(site, "/"))
    assert "231 个事项 首次公布" in words(page(site, "/changes/2020-03/"))
    assert "另有 31 个事项，见各事项的变更记录。" in words(page(site, "/changes/2020-03/"))
