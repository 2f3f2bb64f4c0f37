"""What a reviewer reads on a pull request, word for word; what a program reads, key by key; which offices a file asks."""

import json
import re

import pytest

from quanli.cli import main
from quanli.history.change import sentence
from quanli.review.harmless import harmless
from quanli.review.review import review
from review.repository import POWER, Repository

SECOND = "content/powers/xxj/YJ-XK-0002.yaml"
LAW = "/laws/fireworks-safety-regulation/"


@pytest.fixture
def repository(tmp_path, capsys):
    """Make a change of two items, of which each had a problem, and of a file that no procedure covers; one role has signed."""
    made = Repository(tmp_path)
    made.git("checkout", "--quiet", "main")
    text = (made.site / POWER).read_text(encoding="utf-8")
    made.write(POWER, text + "related: [NO-0001]\n")
    made.write(SECOND, text.replace("YJ-XK-0001", "YJ-XK-0002") + "parent: NO-0002\n")
    made.commit("旧")
    made.git("checkout", "--quiet", "-B", "change")
    made.edit("promised: {amount: 10, unit: workday}", "promised: {amount: 12, unit: workday}")
    made.edit("windows: [zhengwu-3]", "windows: [zhengwu-9]")
    made.edit("summary: 在固定", "summary: 在*固定*")
    made.edit("parent: NO-0002\n", "", SECOND)
    made.write("README.md", "x")
    made.approve(made.propose(Change_Reason="提速 [x](http://a.example) @all", Legal_Basis="乙", Trigger="法律修改、客观情况变化", Adjusts="时限=调整; 岗位=不变; 职责=不变; 文书=不变"), "Proposed-By")
    return made


def printed(repository, capsys, *more):
    """Run ``quanli review`` and give what it prints."""
    capsys.readouterr()
    assert main(["review", "main", "change", "--site", str(repository.site), *more]) == 1
    return capsys.readouterr().out


ZH = """\
## ❌ 变更程序尚未履行

改动 2 个事项、0 个其他文件；新出现 1 个错误、0 个提醒，解决了 1 个问题。

**下一步**

1. 改正新出现的 1 个错误（见下面“新出现的问题”）。
2. 请某某县应急管理局的“法制机构审核”环节审阅并签署。

## 程序要求

- ✅ 变更理由 `Change-Reason` · 事项内容变更、机构、岗位和联系方式变更：提速 \\[x\\](http\u200b://a\u200b.example) @\u200ball
- ✅ 变更事由 `Trigger` · 事项内容变更：法律修改、客观情况变化
- ✅ 法律依据 `Legal-Basis` · 事项内容变更：乙
- ✅ 随之调整的要素 `Adjusts` · 事项内容变更：时限=调整; 岗位=不变; 职责=不变; 文书=不变
- 某某县应急管理局 `CHANGE` · 事项内容变更、机构、岗位和联系方式变更：✅ 部门提出（Proposed-By） → ❌ 法制机构审核 → ❌ 分管领导批准 → ❌ 政府法制机构审定
  - `APPROVAL_MISSING` 缺少“法制机构审核”（legal-review@\u200bxxj）（由该环节签署：quanli approve --as legal-review@\u200bxxj）

## 变更内容

变更前后的文字中，删去的标作 ~~删去~~，新增的标作 **新增**，没有变的长段以“……”略去。

### YJ-XK-0001 烟花爆竹经营（零售）许可

机关：某某县应急管理局

**事项内容变更**

- 简介
  - 变更前：在固定场所零售烟花爆竹，须先取得许可证。
  - 变更后：在**\u200b\\*\u200b**固定**\u200b\\*\u200b**场所零售烟花爆竹，须先取得许可证。
- 承诺时限：10 个工作日 → 12 个工作日（加重办事人负担）

**机构、岗位和联系方式变更**

- 办理窗口：政务服务中心三号窗口 → zhengwu-9

### YJ-XK-0002 烟花爆竹经营（零售）许可

机关：某某县应急管理局

**事项内容变更**

- 取消主项：NO-0002

另有 1 个文件在目录之外，不属于变更程序。

## 新出现的问题（1）

- ❌ content/powers/xxj/YJ-XK-0001.yaml:34:13 `UNKNOWN_REFERENCE` 找不到窗口“zhengwu-9”；是不是“zhengwu-3”？（在 content/offices/xxj.yaml 中登记）

<details><summary>原有的问题（1）</summary>

- ❌ content/powers/xxj/YJ-XK-0001.yaml:54:11 `UNKNOWN_REFERENCE` 找不到事项“NO-0001”（核对事项编码）

</details>

<details><summary>已解决的问题（1）</summary>

- ❌ content/powers/xxj/YJ-XK-0002.yaml:54:9 `UNKNOWN_REFERENCE` 找不到事项“NO-0002”（核对事项编码）

</details>

"""
EN = """\
## ❌ The procedure is not met

2 items and 0 other files change; 1 new errors, 0 new warnings, 1 problems mended.

**Next**

1. Mend the 1 new errors (see “New problems” below).
2. Next to review and sign for 某某县应急管理局: reviewed by the legal office.

## What the procedure asks

- ✅ reason of the change `Change-Reason` · content of the item, units, posts and contacts：提速 \\[x\\](http\u200b://a\u200b.example) @\u200ball
"""


def test_comment_on_a_pull_request(repository, capsys):
    """The comment says the verdict and what is next, what is asked and given, what changes in words, which problems came, stay and go, and where it shows."""
    said = printed(repository, capsys, "--lang", "zh")
    found = review(repository.site, "main", "change")
    words = ZH.replace("CHANGE`", f"{found.changes[0]}`", 1)
    assert said[: len(words)] == words
    blocks = "".join(
        f"<details><summary>{title}（{len(places)}）</summary>\n\n" + "".join(f"- `{place}`\n" for place in places) + "\n</details>\n\n"
        for title, places in zip(("受影响的网页", "受影响的订阅"), (found.shown.pages, found.shown.feeds), strict=True)
    )
    base, head = repository.git("rev-parse", "main"), repository.git("rev-parse", "change")
    assert said[len(words) :] == f"{blocks}`{base[:12]}…{head[:12]}` · `{found.changes[0]}`\n"


def test_comment_in_english(repository, capsys):
    """For who reads English all that is not of the change itself is in English."""
    said = printed(repository, capsys, "--lang", "en")
    assert said.startswith(EN)
    assert "- 承诺时限：10 个工作日 → 12 个工作日（worse for the applicant）\n" in said
    assert [line for line in said.splitlines() if line.startswith("##")] == [
        "## ❌ The procedure is not met", "## What the procedure asks", "## What changes", "### YJ-XK-0001 烟花爆竹经营（零售）许可", "### YJ-XK-0002 烟花爆竹经营（零售）许可",
        "## New problems（1）",
    ]


def test_comment_links_to_the_preview(repository, capsys):
    """With the address of a preview the pages are links to it."""
    said = printed(repository, capsys, "--preview", "https://preview.example/7/")
    assert "\n- <https://preview.example/7/powers/YJ-XK-0001/>\n" in said
    assert "- `/" not in said


@pytest.mark.parametrize(
    ("language", "nothing", "formatting"),
    [("zh", "目录内容没有改动。", "没有法律上的变更（格式、注释或次序）。"), ("en", "Nothing in the catalogue changed.", "No legal change (formatting, comments or order).")],
)
def test_what_says_nothing_in_law_says_so(tmp_path, capsys, language, nothing, formatting):
    """A change of what no procedure covers, and one of formatting alone, say that nothing changed in law."""
    made = Repository(tmp_path)
    made.write("README.md", "x")
    made.commit("说明")
    capsys.readouterr()
    assert main(["review", "main", "change", "--site", str(made.site), "--lang", language]) == 0
    assert f"\n{nothing}\n" in capsys.readouterr().out
    made.edit("summary: 在", "# 说明\nsummary: 在")
    made.commit("排版")
    main(["review", "main", "change", "--site", str(made.site), "--lang", language])
    said = capsys.readouterr().out
    assert f"\n{formatting}\n" in said
    assert nothing not in said


@pytest.mark.parametrize(("base", "head"), [("main", "main"), ("HEAD", "HEAD"), ("change", "main"), ("main", "empty")])
def test_a_review_of_nothing_is_an_error(tmp_path, capsys, base, head):
    """Where nothing lies between the two, or only commits that change no file, there is no verdict but a sentence and status 1."""
    made = Repository(tmp_path)
    made.edit("promised: {amount: 10", "promised: {amount: 8")
    made.commit("改")
    made.git("checkout", "--quiet", "-b", "empty", "main")
    made.commit("空")
    capsys.readouterr()
    assert main(["review", base, head, "--site", str(made.site), "--lang", "zh"]) == 1
    out, err = capsys.readouterr()
    assert f"NOTHING_TO_REVIEW {base} 和 {head} 之间没有改动" in err
    assert "✅" not in out + err


def test_review_for_programs(repository, capsys):
    """As JSON the same stands under names that stay: commits, demands, files with their changes, problems, items, pages, feeds."""
    found = json.loads(printed(repository, capsys, "--format", "json", "--lang", "en"))
    main_, head = repository.git("rev-parse", "main"), repository.git("rev-parse", "change")
    assert (found["met"], found["base"], found["fork"], found["head"], found["faults"], found["outside"]) == (False, main_, main_, head, [], 1)
    (change,) = found["changes"]
    assert re.fullmatch("[0-9a-f]{16}", change)
    assert {**found["demands"][0], "change": ""} == {
        "name": "Change-Reason", "office": "", "kinds": ["content", "post"], "met": True, "given": "提速 [x](http://a.example) @all", "problem": None, "change": "",
    }
    missing = found["demands"][5]
    assert {**missing, "problem": missing["problem"]["code"]} == {
        "name": "Legal-Review", "office": "xxj", "kinds": ["content", "post"], "met": False, "given": "", "problem": "APPROVAL_MISSING", "change": change,
    }
    first, second = found["files"]
    assert {**first, "changes": len(first["changes"])} == {"file": POWER, "moved_from": "", "code": "YJ-XK-0001", "name": "烟花爆竹经营（零售）许可", "title": "YJ-XK-0001 烟花爆竹经营（零售）许可", "kinds": ["content", "post"], "changes": 3, "contents": []}
    assert first["changes"][1] == {
        "path": ["time_limits", "promised"], "label": "承诺时限", "action": "changed", "before": "10 个工作日", "after": "12 个工作日",
        "kind": "content", "direction": "worse", "sentence": "承诺时限：10 个工作日 → 12 个工作日",
        "spans": {"before": [["gone", "10"], ["same", " 个工作日"]], "after": [["new", "12"], ["same", " 个工作日"]]},
    }
    assert second["changes"][0]["action"] == "removed"
    assert {key: [(one["file"], one["field"]) for one in value] for key, value in found["problems"].items()} == {
        "new": [(POWER, "channels.windows.0")], "old": [(POWER, "related.0")], "mended": [(SECOND, "parent")],
    }
    assert found["problems"]["new"][0] == {
        "code": "UNKNOWN_REFERENCE", "severity": "error", "file": POWER, "line": 34, "column": 13, "field": "channels.windows.0",
        "message": 'there is no window "zhengwu-9"; did you mean "zhengwu-3"?', "hint": "add it to content/offices/xxj.yaml",
    }
    assert found["items"] == ["YJ-XK-0001", "YJ-XK-0002"]
    assert {"/changes/", f"{LAW}powers/", "/offices/xxj/", "/categories/permit/", *(f"/powers/YJ-XK-000{n}/{more}" for n in (1, 2) for more in ("", "history/"))} <= {*found["pages"]}
    assert found["feeds"] == ["/categories/permit/feed.xml", "/changes/feed.xml", "/offices/xxj/feed.xml", "/powers/YJ-XK-0001/feed.xml", "/powers/YJ-XK-0002/feed.xml"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>甲</b> & 乙", "&lt;b&gt;甲&lt;/b&gt; &amp; 乙"),
        ("a*b_c`d[e]{f}|~!\\", "a\\*b\\_c\\`d\\[e\\]\\{f\\}\\|\\~\\!\\\\"),
        ("@a #1", "@\u200ba #\u200b1"),
        ("见 https://a.example/x.y", "见 https\u200b://a\u200b.example/x\u200b.y"),
        ("WWW.a.example", "WWW\u200b.a\u200b.example"),
        ("第 1.5 条 a.b", "第 1.5 条 a.b"),
        ("二\u200b三\u202e四\x07五", "二 三 四 五"),
    ],
)
def test_text_of_a_change_is_text(text, shown):
    """Whatever a change says, in the comment it makes no markup, mention, reference or link, and stays on its line."""
    assert harmless(text) == shown


ITEM = "/powers/YJ-XK-0001/"
OFFICE = "id: yjj\nname: 应急局\n"
FORM = "id: other\nname: 别的表\nsections: [{title: 甲, fields: [{id: a, label: 乙}]}]\n"
GUIDE = "Title: 别的指南\nSlug: other\nSummary: 一句话。\nDate: 2026-01-05\n\n正文。\n"


@pytest.mark.parametrize(
    ("path", "text", "said", "asked", "page"),
    [
        ("content/offices/yjj.yaml", OFFICE, ["新增机关“应急局”"], ["yjj"], "/offices/yjj/"),
        ("content/forms/other.yaml", FORM, ["新增表格“别的表”"], ["site"], "/forms/other.html"),
        ("content/forms/files/a.pdf", "x", ["新增附件“a.pdf”：PDF 文件，1 字节"], ["site"], None),
        ("content/guides/other.md", GUIDE, ["新增指南“别的指南”", "新增标题：别的指南", "新增网址：other", "新增摘要：一句话。", "新增写作日期：2026-01-05", "新增正文：正文。"], ["site"], "/guides/other/"),
        ("content/calendar/2026.yaml", "holidays: []\n", ["新增日历"], ["site"], None),
        ("content/laws/fireworks-safety-regulation-2016-02-06.md", "第一条 甲。\n", ["新增《烟花爆竹安全管理条例》2016-02-06 版的文本：全文 1 条，5 字"], ["site"], None),
        ("content/registers/cases.csv", "case_no,party,state\nA-1,张小红,done\n", ["新增案件台账", "新增案件“A-1”：案号：A-1，当事人：张××，状态：办结"], ["site"], None),
        ("content/powers/xxj/YJ-XK-0003.yaml", None, ["新增权力事项“烟花爆竹经营（零售）许可”：行政许可"], ["xxj"], "/powers/YJ-XK-0003/"),
        ("content/powers/stray.yaml", "a: b\n", ["新增文件 content/powers/stray.yaml：设置，5 字节", "新增一行：a: b"], ["site"], None),
    ],
)
def test_new_file_says_what_it_is_and_whom_it_asks(tmp_path, path, text, said, asked, page):
    """Each kind of file is told in its own words, asks the office that it belongs to or the whole site, and shows on its page."""
    made = Repository(tmp_path)
    if text is None:
        text = (made.site / POWER).read_text(encoding="utf-8").replace("YJ-XK-0001", "YJ-XK-0003")
    made.write(path, text)
    made.commit("新")
    found = review(made.site, "main", "change")
    assert [sentence(change) for file in found.files for change in file.changes] == said
    assert sorted({one.office for one in found.demands if one.office}) == asked
    assert page is None or page in found.shown.pages


@pytest.mark.parametrize(
    ("path", "new", "kinds", "pages"),
    [
        ("content/offices/xxj.yaml", ("name: ", "name: 新"), ("subject",), ("/offices/xxj/", ITEM, "/changes/", "/categories/permit/")),
        ("content/forms/lingshou-shenqing.yaml", ("name: ", "name: 新"), ("content",), ("/forms/lingshou-shenqing.html", ITEM)),
        ("content/guides/lingshou.md", ("Title: ", "Title: 新"), ("guidance",), ("/guides/lingshou/", ITEM, "/", "/guides/")),
        ("content/guides/lingshou.md", ("先看", "先看看"), ("guidance",), ("/guides/lingshou/",)),
        ("content/laws.yaml", ("title: ", "title: 新"), ("law",), (LAW, ITEM, "/laws/")),
        ("content/site.yaml", ("name: ", "name: 新"), ("settings",), ()),
    ],
)
def test_file_that_items_refer_to_names_them(tmp_path, path, new, kinds, pages):
    """An office, form, guide or law that changes has its kind of change, the pages that show it, and names the items that do."""
    made = Repository(tmp_path)
    made.edit(*new, path)
    made.commit("改")
    found = review(made.site, "main", "change")
    (file,) = found.files
    assert tuple(file.kinds) == kinds
    assert file.changes
    assert {*pages} <= {*found.shown.pages}
    assert found.also == (("YJ-XK-0001",) if ITEM in pages else ())
    assert ITEM in pages or ITEM not in found.shown.pages
    assert found.shown.whole == (not pages)
    assert found.shown.feeds == (("/offices/xxj/feed.xml",) if "/offices/xxj/" in pages else ())


def test_what_goes_along_with_items_is_agreed_to_by_their_office(tmp_path):
    """A form or a guide that changes along with an office's items asks that office, not the whole site."""
    made = Repository(tmp_path)
    made.edit("name: ", "name: 新", "content/forms/lingshou-shenqing.yaml")
    made.edit("先看", "先看看", "content/guides/lingshou.md")
    made.edit("promised: {amount: 10", "promised: {amount: 8")
    made.commit("改")
    assert {one.office for one in review(made.site, "main", "change").demands if one.office} == {"xxj"}


def test_removed_files_are_told(tmp_path):
    """An item, a form and a guide that go are told as such, and the pages that they leave are named."""
    made = Repository(tmp_path)
    for path in (POWER, "content/guides/lingshou.md", "content/forms/lingshou-shenqing.yaml"):
        (made.site / path).unlink()
    made.commit("删")
    found = review(made.site, "main", "change")
    assert [sentence(change) for file in found.files for change in file.changes] == [
        "取消表格“烟花爆竹零售经营许可申请书”", "取消指南“怎么办烟花爆竹零售许可”", "取消权力事项“烟花爆竹经营（零售）许可”：行政许可",
    ]
    assert {"/powers/YJ-XK-0001/", "/forms/lingshou-shenqing.html", "/guides/lingshou/", "/categories/permit/", "/offices/xxj/"} <= {*found.shown.pages}
    assert "/categories/permit/feed.xml" in found.shown.feeds


def test_renamed_item_is_one_change(tmp_path):
    """An item under a new code, in the same folder, is told as one that moved."""
    made = Repository(tmp_path)
    new = "content/powers/xxj/YJ-XK-0009.yaml"
    made.git("mv", POWER, new)
    made.commit("改码")
    (file,) = (one for one in review(made.site, "main", "change").files if one.code)
    assert (file.path, file.moved_from) == (new, POWER)


def test_file_that_cannot_be_read_is_told_whole(tmp_path):
    """An item that is broken before or after a change is told as a changed file, and asks for the whole procedure."""
    made = Repository(tmp_path)
    made.write(POWER, "code: [\n")
    made.commit("坏")
    found = review(made.site, "main", "change")
    (said,) = [sentence(change) for file in found.files for change in file.changes]
    assert re.fullmatch(rf"文件 {POWER}：设置，[0-9.]+ KB → 设置，8 字节", said)
    assert {one.name for one in found.demands} == {"Change-Reason", "Trigger", "Legal-Basis", "Adjusts", "Proposed-By", "Legal-Review", "Approved-By", "Determined-By"}


def test_discretion_must_come_with_its_standard(tmp_path):
    """A change of the discretion benchmark that leaves no tier is not complete."""
    made = Repository(tmp_path)
    made.git("checkout", "--quiet", "main")
    table = "discretion:\n  tiers: [{grade: 一般, circumstances: 甲, sanctions: [{sanction: warning}]}]\n"
    made.write(POWER, (made.site / POWER).read_text(encoding="utf-8") + table)
    made.commit("有")
    made.git("checkout", "--quiet", "-B", "change")
    made.edit(table, "discretion:\n  default_rule: 酌情\n")
    made.propose()
    assert [(one.field, one.message("zh"), one.hint("en")) for one in review(made.site, "main", "change").faults] == [("discretion", "变更裁量基准须给出新的标准", "add discretion.tiers")]


@pytest.mark.parametrize(("day", "problem"), [("五月", "没有写明施行日期（Effective-On）"), ("2099-05-01", None)])
def test_effective_day_must_be_one(tmp_path, day, problem):
    """Where the site asks for the day on which a change takes effect, a word that is no day does not say it."""
    made = Repository(tmp_path, settings="procedure: {chains: {content: {say: [Effective-On], approve: [Legal-Review]}}}\n")
    made.edit("promised: {amount: 10", "promised: {amount: 12")
    made.propose(Effective_On=day)
    (found,) = (one for one in review(made.site, "main", "change").demands if one.name == "Effective-On")
    assert (found.given, found.problem and found.problem.message("zh")) == (day, problem)


def test_item_that_moves_to_another_office_names_both(tmp_path):
    """An item that another office takes over is told by the offices' names, not by their ids."""
    made = Repository(tmp_path)
    made.write("content/offices/yjj.yaml", OFFICE)
    text = (made.site / POWER).read_text(encoding="utf-8")
    (made.site / POWER).unlink()
    made.write(POWER.replace("xxj", "yjj"), text.replace("office: xxj", "office: yjj"))
    made.commit("划转")
    (moved,) = [file for file in review(made.site, "main", "change").files if file.code]
    assert "实施机关：某某县应急管理局 → 应急局" in [sentence(change) for change in moved.changes]


def test_a_comment_is_no_longer_than_a_forge_takes(tmp_path, capsys):
    """A change of very many items and texts still fits into a comment: what has no room is counted, and said where it stands."""
    made = Repository(tmp_path)
    made.write("content/guides/long.md", GUIDE.replace("other", "long") + "\n\n".join(f"第 {n} 段：" + "甲乙丙丁" * 40 for n in range(200)) + "\n")
    for n in range(120):
        made.write(f"content/powers/xxj/YJ-XK-1{n:03}.yaml", made.read().replace("YJ-XK-0001", f"YJ-XK-1{n:03}") + "parent: NO-0001\n")
    made.commit("很多")
    said = printed(made, capsys, "--lang", "zh")
    assert len(said) < 65_536
    assert re.search(r"另有 \d+ 个文件、\d+ 处改动，这里放不下：用 quanli review --format json 看全部。", said)
    assert re.search(r"\n- 另有 \d+ 个：用 quanli review --format json 看全部\n", said)
    assert len(json.loads(printed(made, capsys, "--format", "json"))["files"]) == 121
