"""How each kind of file is told in words: guides by paragraphs, laws by articles, registers by rows, keys by whom they let sign, attachments by kind and size."""


import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.history.change import sentence
from quanli.review.passages import passage_changes
from quanli.review.registers import party_masked
from quanli.review.review import review
from review.repository import POWER, Repository

GUIDE = "content/guides/lingshou.md"
TEXT = "Title: 一\nSlug: one\nSummary: 句。\nPowers: YJ-XK-0001\n\n先看条件。\n\n## 材料\n\n- 申请书一份，写明地址和面积\n- 身份证\n\n## 时限\n\n十个工作日内决定，不收费。\n"
CASES = "case_no,power,party,promised,state,finished_on\n"
DECISIONS = "case_no,document_no,kind,decided_on,fine_yuan\n"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGqKnPW1Tkz1Vv1B1mQ0m5m5m5m5m5m5m5m5m5m5m5m5"


@pytest.fixture
def told(tmp_path):
    """Give what turns the text of a file into another one (None: no file), and says the sentences of the review."""
    made = Repository(tmp_path)

    def tell(path, before, after):
        for branch, text in (("main", before), ("change", after)):
            made.git("checkout", "--quiet", *(("-B", branch) if branch == "change" else (branch,)))
            if text is None:
                (made.site / path).unlink(missing_ok=True)
            else:
                (made.site / path).parent.mkdir(parents=True, exist_ok=True)
                (made.site / path).write_bytes(text if isinstance(text, bytes) else text.encode())
            made.commit("改")
        (file,) = review(made.site, "main", "change").files
        return [sentence(change) for change in file.changes]

    return tell


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("十个工作日", "五个工作日", ["“时限”一节：十个工作日内决定，不收费。 → 五个工作日内决定，不收费。"]),
        ("- 身份证\n", "", ["取消“材料”一节：身份证"]),
        ("- 身份证\n", "- 身份证\n- 场所证明\n", ["新增“材料”一节：场所证明"]),
        ("## 材料", "## 要交的材料", ["小标题：材料 → 要交的材料"]),
        ("先看条件。", "先看\n条件。", []),
        ("Title: 一", "Title: 二", ["标题：一 → 二"]),
        ("Powers: YJ-XK-0001", "Powers: NO-0001", ["事项：烟花爆竹经营（零售）许可（YJ-XK-0001） → NO-0001"]),
        ("Summary: 句。\n", "Summary: 句。\nTemplate: x\n", ["新增文首的一行：Template: x"]),
    ],
)
def test_a_guide_is_told_by_entries_and_paragraphs(told, old, new, said):
    """Of a guide each entry of its head and each paragraph that changed is told before and after, under its heading; line breaks say nothing."""
    assert told(GUIDE, TEXT, TEXT.replace(old, new, 1)) == said


@given(st.lists(st.sampled_from(["甲。", "乙，丙。", "# 一", "- 丁", "| 戊 |", ""]), max_size=8), st.lists(st.sampled_from(["甲。", "乙，丙。", "# 二", "- 丁", ""]), max_size=8))
def test_no_change_of_a_text_is_passed_over(before, after):
    """Whatever differs in a text but white space is told: what is gone, come or changed turns the one into the other."""
    old, new = "\n\n".join(before), "\n\n".join(after)
    changes = list(passage_changes(old, new, "content"))
    assert bool(changes) == ("".join(old.split()) != "".join(new.split()))
    assert all((change.before or change.after) and change.before != change.after for change in changes)


def test_a_law_is_told_by_articles(told):
    """Of a text of a law each article that changed is told by its number."""
    path = "content/laws/fireworks-safety-regulation-2016-02-06.md"
    old = "# 条例\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 丙。\n"
    assert told(path, old, old.replace("乙", "丁").replace("第三条 丙。\n", "")) == ["第二条：乙。 → 丁。", "取消第三条：丙。"]


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("cases", CASES, CASES + "A-1,YJ-XK-0001,张小红,5 workday,done,2026-05-06\n", [
            "新增案件“A-1”：案号：A-1，事项：烟花爆竹经营（零售）许可（YJ-XK-0001），当事人：张××，承诺时限：5 个工作日，状态：办结，办结日期：2026-05-06",
        ]),
        ("cases", CASES + "A-1,X,某某公司,,handling,\n", CASES + "A-1,X,某某公司,,done,2026-05-06\n", ["案件“A-1”的状态：办理中 → 办结", "案件“A-1”的办结日期：（空） → 2026-05-06"]),
        ("cases", CASES + "A-1,X,某某公司,,done,\nA-2,X,李某某,,done,\n", CASES + "A-2,X,李某某,,done,\n", ["取消案件“A-1”：案号：A-1，事项：X，当事人：某某公司，状态：办结"]),
        ("cases", CASES + "A-1,,,,,\nA-2,,,,,\n", CASES + "A-2,,,,,\nA-1,,,,,\n", []),
        ("cases", CASES + "A-1,,,,,\n", CASES + "A-1,,,,,\nA-1,,,,done,\n", ["新增案件“A-1”：案号：A-1，状态：办结"]),
        ("decisions", DECISIONS, DECISIONS + "A-1,某罚〔2026〕1号,fine,2026-05-06,5000\n", [
            "新增处罚决定“某罚〔2026〕1号”：案号：A-1，文号：某罚〔2026〕1号，种类：罚款，决定日期：2026-05-06，罚款（元）：5000",
        ]),
        ("decisions", DECISIONS, DECISIONS + "A-1,某许〔2026〕1号,grant,2026-05-06,\n", ["新增办理决定“某许〔2026〕1号”：案号：A-1，文号：某许〔2026〕1号，种类：准予，决定日期：2026-05-06"]),
        ("steps", "case_no,order,step\n", "case_no,order,step\nA-1,2,accept\n", ["新增办理环节“A-1 2”：案号：A-1，次序：2，环节：accept"]),
        ("complaints", "no,kind,outcome\nT1,delay,\n", "no,kind,outcome\nT1,delay,founded\n", ["投诉举报“T1”的结果：（空） → 属实"]),
        ("officers", "certificate_no,office,status\n", "certificate_no,office,status\nZ1,xxj,serving\n", ["新增执法人员“Z1”：执法证号：Z1，机关：某某县应急管理局，状态：在岗"]),
        ("orders", "no,target\n", "no,target\nD1,A-1\n", ["新增督办“D1”：编号：D1，对象：A-1"]),
        ("reviews", "no,kind\n", "no,kind\nF1,reconsideration\nS1,lawsuit\n", ["新增行政复议“F1”：编号：F1，种类：行政复议", "新增行政诉讼“S1”：编号：S1，种类：行政诉讼"]),
        ("own", "a,b\n1,2\n", "a,b\n1,3\n", ["台账 own 的一行“1”的b：2 → 3"]),
        ("cases", "case_no,state\nA-1,done\n", "case_no,party\nA-1,李某某\n", ["栏目：案号、状态 → 案号、当事人", "案件“A-1”的当事人：（空） → 李某某", "案件“A-1”的状态：办结 → （空）"]),
        ("cases", "case_no\nA-1\n", b"case_no\nA-1\n\xff\n", ["案件台账：表格，12 字节 → 表格，14 字节"]),
    ],
)  # fmt: skip
def test_rows_of_registers_are_told_in_words(told, name, before, after, said):
    """A row of a register that is new, gone or changed is told by what it is and its columns in words; parties are masked, the order says nothing."""
    assert told(f"content/registers/{name}.csv", before, after) == said


@pytest.mark.parametrize(("text", "shown"), [("张小红", "张××"), ("样例市某某食品有限公司", "样例市某某食品有限公司"), ("李某某", "李某某"), ("匿名", "匿名"), ("", ""), ("样例市第二粮库", "样例市第二粮库")])
def test_natural_persons_are_masked(text, shown):
    """The name of a party that is a natural person is told by its first character, that of a body whole."""
    assert party_masked(text) == shown


def test_rows_of_an_approved_catalogue_are_told(told):
    """Of a sheet of an approved catalogue the rows are told by their headings."""
    old = "编码,名称,类别\nA-1,甲许可,行政许可\n"
    assert told("content/approved/2026.csv", old, old.replace("甲许可", "乙许可") + "A-2,丙处罚,行政处罚\n") == [
        "目录行“A-1 乙许可”的名称：甲许可 → 乙许可", "新增目录行“A-2 丙处罚”：编码：A-2，名称：丙处罚，类别：行政处罚",
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b"%PDF a", b"%PDF a" * 400, ["附件“a.pdf”：PDF 文件，6 字节 → PDF 文件，2.3 KB"]),
        (b"%PDF a", None, ["取消附件“a.pdf”：PDF 文件，6 字节"]),
        (b"%PDF a", b"%PDF b", ["附件“a.pdf”：PDF 文件，6 字节，SHA-256 fcf2e86fe9e8… → PDF 文件，6 字节，SHA-256 "]),
    ],
)
def test_attached_files_are_told_by_kind_and_size(told, before, after, said):
    """An attached file is told by its name, kind and size; one of the same size also by the beginning of its digest."""
    found = told("content/forms/files/a.pdf", before, after)
    assert len(found) == 1
    assert found == said or (len(before) == len(after or b"") and found[0].count("SHA-256") == 2)


def test_keys_are_told_by_whom_they_let_sign(told):
    """A line of the list of approvers is told by whose key it is, for which step and office, between which days, with its fingerprint."""
    old = f"legal-review@xxj {KEY} 法规科\n"
    new = f'legal-review@xxj namespaces="quanli-approval",valid-before="20270101" {KEY} 法规科\n'
    mark = "ssh-ed25519 SHA256:vaZFkNcxBFjW+rTa1OKxQm7Z7GvyOHtIg1r1m/ljPl4"
    assert told("content/approvers", old, new) == [
        f"取消密钥“法规科”：某某县应急管理局法制机构审核（legal-review@xxj），{mark}",
        f'新增密钥“法规科”：某某县应急管理局法制机构审核（legal-review@xxj），至 2027-01-01，其他限定：namespaces="quanli-approval"，{mark}',
    ]


def test_other_texts_are_told_by_lines(told):
    """A file of no kind, such as a pipeline's, is told line by line."""
    assert told(".github/workflows/a.yml", "on: push\njobs: 1\n", "on: push\njobs: 2\nenv: x\n") == ["一行：jobs: 1 → jobs: 2", "新增一行：env: x"]


def test_what_git_sees_otherwise_is_told(tmp_path):
    """A file that becomes a program or a link, and another repository that is put in, are changes and told as what they are."""
    made = Repository(tmp_path)
    (made.site / POWER).chmod(0o755)
    (made.site / GUIDE).unlink()
    (made.site / GUIDE).symlink_to("/etc/passwd")
    made.git("add", "-A")
    made.git("update-index", "--add", "--cacheinfo", f"160000,{made.head},content/forms/files/sub")
    made.git("commit", "--quiet", "-m", "改")
    found = {file.path: [sentence(change) for change in file.changes] for file in review(made.site, "main", "change").files}
    assert found == {
        "content/forms/files/sub": [f"新增附件“sub”：子模块，提交 {made.git('rev-parse', 'main')[:12]}"],
        GUIDE: ["文件性质：普通文件 → 符号链接，指向 /etc/passwd"],
        POWER: ["文件性质：普通文件 → 可以执行的文件"],
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (GUIDE, "content/guides/other.md", ["文件名：lingshou.md → other.md"]),
        (POWER, "content/powers/xxj/YJ-XK-0009.yaml", ["文件名：YJ-XK-0001.yaml → YJ-XK-0009.yaml"]),
        ("content/forms/lingshou-shenqing.yaml", "content/forms/other.yaml", ["文件名：lingshou-shenqing.yaml → other.yaml"]),
    ],
)
def test_a_rename_is_a_change(tmp_path, old, new, said):
    """A file under another name, its text unchanged, is one file that is told with both names, and asks for approval."""
    made = Repository(tmp_path)
    made.git("mv", old, new)
    made.commit("改名")
    (file,) = review(made.site, "main", "change").files
    assert [sentence(change) for change in file.changes] == said
    assert (file.path, file.moved_from) == (new, old)
    assert file.kinds


def test_all_of_a_new_item_is_told(tmp_path, capsys):
    """Of an item that is new all that it says stands in the report, line by line."""
    from quanli.cli import main

    made = Repository(tmp_path)
    made.write("content/powers/xxj/YJ-XK-0003.yaml", made.read().replace("YJ-XK-0001", "YJ-XK-0003"))
    made.commit("新")
    capsys.readouterr()
    main(["review", "main", "change", "--site", str(made.site), "--lang", "zh"])
    text = capsys.readouterr().out
    assert "\n- 新增权力事项“烟花爆竹经营（零售）许可”：行政许可\n" in text
    assert {"- 权力编码：YJ-XK-0003", "- 简介：在固定场所零售烟花爆竹，须先取得许可证。", "- 承诺时限：10 个工作日", "- 办理窗口：政务服务中心三号窗口"} <= {*text.splitlines()}
