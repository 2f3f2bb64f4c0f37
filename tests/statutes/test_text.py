import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.statutes.text import LawText, divided, missing_words, normalised, paragraphs, passage
from shared_data import shared

MARKDOWN = """\
# 某某条例

1999年4月3日 发布

<!-- INFO END -->

## 第一章 总则

第一条 为了规范，制定本条例。

第二条 单位应当履行下列职责：

（一）登记；

(二)缴存：

1．按月缴存；

2．足额缴存。

前款规定的单位，由中心督促。

## 第二章 罚则

**第三条**　违反本条例的，处1万元以上5万元以下的罚款。

第一条规定的情形除外。

第三条之一：逾期的，加处罚款。

第四 条违反前条的，给予警告。
"""
LAW = LawText.parse(MARKDOWN)


def test_articles_are_found_by_their_names():
    """Every article is found, whatever blank, colon or mark follows its name, and headings belong to none."""
    assert list(LAW.articles) == ["第一条", "第二条", "第三条", "第三条之一", "第四条"]
    assert LAW.article("第一条") == "为了规范，制定本条例。"
    assert LAW.article("第三条之一") == "逾期的，加处罚款。"
    assert LAW.article("第四条") == "违反前条的，给予警告。"


def test_paragraph_that_names_an_article_stays_a_paragraph():
    """A paragraph that begins with the name of an earlier article does not begin that article again."""
    assert LAW.paragraph("第三条", 2) == "第一条规定的情形除外。"


@pytest.mark.parametrize(
    ("paragraph", "item", "text"),
    [
        (1, 0, "单位应当履行下列职责：\n（一）登记；\n(二)缴存：\n1．按月缴存；\n2．足额缴存。"),
        (2, 0, "前款规定的单位，由中心督促。"),
        (3, 0, ""),
        (1, 2, "单位应当履行下列职责：\n(二)缴存：\n1．按月缴存；\n2．足额缴存。"),
        (0, 1, "单位应当履行下列职责：\n（一）登记；"),
        (1, 3, ""),
        (2, 1, ""),
    ],
)
def test_paragraphs_and_items(paragraph, item, text):
    """Items belong to the paragraph that leads into them; a place that does not exist is empty."""
    assert LAW.passage("第二条", paragraph, item) == text


def test_lines_between_items_belong_to_the_item_before():
    """Where the items count on after a line, it is no paragraph; where they begin anew, or do not follow, it is."""
    article = "海关可以：\n（一）检查；\n（二）扣留。\n在别处，应当到场。\n范围另行规定。\n（三）追缉。\n前款所列权力，依法行使。\n下列情形除外：\n（一）甲；\n乙。\n（四）丙。"
    assert passage(article, 1, 2) == "海关可以：\n（二）扣留。\n在别处，应当到场。\n范围另行规定。"
    assert passage(article, 1, 3) == "海关可以：\n（三）追缉。"
    assert [part.lead for part in paragraphs(article)] == ["海关可以：", "前款所列权力，依法行使。", "下列情形除外：", "乙。"]


def test_items_of_old_statutes_are_found():
    """Items written 一、 follow a colon and count from one, with （一） below them; other lines that begin so are paragraphs."""
    article = "具有下列条件之一的：\n一、近亲属；\n(一)甲；\n(二)乙；\n二、定居的。\n二、三级保护物种除外。\n一、不是项。"
    assert passage(article, 1, 1) == "具有下列条件之一的：\n一、近亲属；\n(一)甲；\n(二)乙；"
    assert passage(article, 1, 2) == "具有下列条件之一的：\n二、定居的。"
    assert [part.lead for part in paragraphs(article)] == ["具有下列条件之一的：", "二、三级保护物种除外。", "一、不是项。"]


def test_article_that_is_not_there_is_empty():
    """An article that a statute does not have gives no text, nor does a label that names none."""
    assert LAW.article("第九条") == ""
    assert LAW.article("罚则") == ""
    assert LAW.passage("第九条", 1, 1) == ""


@pytest.mark.parametrize(
    "quotation",
    [
        "单位应当履行下列职责：（一）登记；",
        "第二条 单位应当履行下列职责:(一)登记",
        "单位应当履行下列职责：……（二）缴存",
        "单位应当履行下列职责：…(二) 缴存：……足额缴存。",
        "单位应当\n履行下列职责：",
        "",
        "……",
    ],
)
def test_quotation_holds_whatever_its_print(quotation):
    """Width of brackets, blanks, omissions and closing punctuation do not make a quotation wrong."""
    assert missing_words(quotation, "第二条 " + LAW.article("第二条")) == ""


@pytest.mark.parametrize(
    ("quotation", "wrong"),
    [
        ("单位可以履行下列职责", "单位可以履行下列职责"),
        ("单位应当履行下列职责：……（三）提取", "（三）提取"),
        ("足额缴存……按月缴存", "按月缴存"),
        ("处一万元以上五万元以下的罚款", "处一万元以上五万元以下的罚款"),
    ],
)
def test_other_words_are_named(quotation, wrong):
    """The first part of a quotation that is not in the text, in its order, is given back."""
    assert missing_words(quotation, LAW.article("第二条") + LAW.article("第三条")) == wrong


def test_normalised_text_keeps_the_words():
    """Only print is taken away, never a word."""
    assert normalised("“甲”（一） 乙，　丙。") == '"甲"(一)乙,丙。'


def test_real_statutes_are_complete():
    """Real statutes give all their articles in order."""
    for name, count in (
        ("行政法规/住房公积金管理条例(2019-03-24).md", 47),
        ("社会法/安全生产法(2021-06-10).md", 119),
        ("行政法/行政处罚法(2021-01-22).md", 86),
    ):
        law = LawText.parse(shared(f"laws/{name}").read_text("utf-8"))
        assert len(law.articles) == count
    assert len(law.paragraphs("第九条")[0].items) == 6


LINES = st.sampled_from(
    ["# 某法", "## 第一章 总则", "第一条 甲。", "第二条　乙：", "第二条之一 丙。", "**第三条** 丁。", "### 第四条", "第一条规定的除外。", "（一）戊；", "1．己；", "", "  庚  ", "第十条辛", "<!-- 壬 -->"]
)


@given(st.lists(LINES, max_size=30))
def test_parts_joined_again_are_the_statute(lines):
    """Dividing a statute loses nothing but blank lines and margins, and says of each part where it begins."""
    parts = list(divided("\n".join(lines)))
    assert "\n".join(part.text for part in parts) == "\n".join(line.strip() for line in lines if line.strip())
    for part in parts:
        assert part.text.startswith(lines[part.line - 1].strip())
    labels = [part.label for part in parts if part.label]
    assert len(set(labels)) == len(labels)


def test_statutes_joined_again_are_their_files():
    """The same goes for every statute of the shared folder."""
    for path in shared("laws").glob("*/*.md"):
        text = path.read_text(encoding="utf-8")
        assert "\n".join(part.text for part in divided(text)) == "\n".join(line.strip() for line in text.splitlines() if line.strip()), path


def test_sub_items_are_found():
    """A sub-item (目) comes with the words that lead into it; one that is not there is empty."""
    article = LAW.article("第二条")
    assert passage(article, 1, 2, 2) == "单位应当履行下列职责：\n(二)缴存：\n2．足额缴存。"
    assert passage(article, 0, 2, 1) == "单位应当履行下列职责：\n(二)缴存：\n1．按月缴存；"
    assert passage(article, 1, 2, 3) == passage(article, 1, 1, 1) == passage(article, 2, 2, 1) == ""


def test_items_of_every_statute_count_from_one():
    """In each paragraph of the shared folder the items count on from one: none is lost, none taken for a paragraph."""
    lists = 0
    for path in shared("laws").glob("*/*.md"):
        for label, article in LawText.parse(path.read_text(encoding="utf-8")).articles.items():
            for paragraph in paragraphs(article):
                wanted = [f"{paragraph.lead}\n{item}" for item in paragraph.items]
                assert [paragraph.item(number) for number in range(1, len(wanted) + 1)] == wanted, (path.name, label)
                lists += bool(wanted)
    assert lists > 5000
