"""A form in Word, read back: what stands where, what is typed into it, what is ticked."""

import io
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from docx.shared import Mm

from quanli.catalogue.form import Form, FormField, FormSection
from quanli.forms.docx import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
LONG = "很长的名称" * 20


def field(label, kind="text", **more):
    return FormField(id=more.pop("id", label), label=label, kind=kind, **more)


FIELDS = (
    field("姓名", sample=("张三",)), field("电话", hint="11 位"), field("出生", "date", sample=("2001-02-03",)), field("人数", "number", required=False),
    field("理由", "paragraph", sample=("第一行\n第二行",)),
    field("性别", "choice", options=("男", "女"), sample=("女",)),
    field("用途", "choice", options=("甲", "乙", "丙"), sample=("甲", "丙"), multiple=True, hint="按实际"),
    field("同住人", "table", columns=("姓名", "与申请人的关系"), rows=3, sample=("李四|配偶",)),
    field("申请人", "signature", sample=("张三", "2026-01-02")),
)
FORM = Form(id="biao", name="某某表", version="2026-01", number="表一", sections=(FormSection("情况", fields=FIELDS, note="如实填写"),), notes=("其一", "其二"))


def word(form=FORM, **more):
    """Write the form and open it with somebody else's reader."""
    return Document(io.BytesIO(docx(form, **more)))


def controls(document):
    """Give each content control: its title, its kind, whether a placeholder stands in it, its text."""
    found = []
    for control in document.element.body.iter(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        title = properties.find(f"{W}alias")
        if title is None:
            continue
        names = [child.tag.rpartition("}")[2] for child in properties]
        text = "".join("\n" if one.tag == f"{W}br" else one.text or "" for one in control.find(f"{W}sdtContent").iter() if one.tag in {f"{W}t", f"{W}br"})
        kind = next(name for name in names if name in {"text", "date", "checkbox", "repeatingSection"})
        found.append((title.get(f"{W}val"), kind, "showingPlcHdr" in names, text))
    return found


def cell(document, text):
    """Give the cell that holds a text."""
    return next(one for table in document.tables for row in table.rows for one in row.cells if text in one.text)


def test_the_page_is_a4_and_the_tables_are_as_wide_as_its_text():
    """A4 with margins of 22 mm; each table fills the room between them, and each row its table."""
    document = word()
    (section,) = document.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.left_margin.mm == section.right_margin.mm == pytest.approx(22.5, abs=0.1)
    room = (section.page_width - section.left_margin - section.right_margin) / Mm(1)
    assert len(document.tables) == 3
    for table in document.tables:
        assert sum(column.width for column in table.columns) / Mm(1) == pytest.approx(room, abs=0.2)
        for row in table._tbl.tr_lst:
            assert sum(one.width for one in row.tc_lst) / Mm(1) == pytest.approx(room, abs=0.2)


@pytest.mark.parametrize("filled", [False, True])
def test_nothing_stands_outside_the_text(filled):
    """What is printed stands in runs of text, and nowhere else in the file, where Word would call it damaged."""
    document = word(filled=filled)
    (section,) = document.sections
    roots = [ET.fromstring(part.xml) for part in (document.element, section.header._element, section.footer._element)]
    stray = [one.text for root in roots for one in root.iter() if (one.text or "").strip() and one.tag != f"{W}t"]
    assert stray + [one.tail for root in roots for one in root.iter() if (one.tail or "").strip()] == []


def test_title_number_version_headings_and_notes_stand_in_their_order():
    """Title, number and version, section, explanation, tables, then the notes, numbered."""
    document = word()
    said = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]
    assert said == [
        ("Title", "某某表"), ("Form Reference", "表号：表一\t版本：2026-01"), ("Heading 1", "情况"), ("Form Note", "如实填写"),
        ("Form Notes Heading", "填表说明"), ("Form Notes", "1. 其一"), ("Form Notes", "2. 其二")]
    assert document.core_properties.title == "某某表"
    assert word(body="某局").core_properties.author == "某局"


def test_each_field_is_typed_in_its_own_way():
    """Short text is one line, long text many, a date has a calendar; a blank form shows where to type."""
    assert controls(word()) == [
        ("姓名", "text", True, "　　　　"), ("电话", "text", True, "　　　　"), ("出生", "date", True, "　　　　年　　月　　日"), ("人数", "text", True, "　　　　"),
        ("理由", "text", True, "　　　　"), ("性别：男", "checkbox", False, "☐"), ("性别：女", "checkbox", False, "☐"),
        ("用途：甲", "checkbox", False, "☐"), ("用途：乙", "checkbox", False, "☐"), ("用途：丙", "checkbox", False, "☐"),
        ("同住人", "repeatingSection", False, "")]
    lines = [control.find(f"{W}sdtPr/{W}text").get(f"{W}multiLine") for control in word().element.body.iter(f"{W}sdt") if control.find(f"{W}sdtPr/{W}text") is not None]
    assert lines == [None, None, None, "1"]


def test_a_filled_sample_is_typed_and_ticked():
    """A sample stands in its control, choices are ticked, dates are written as on paper, and no placeholder is left in them."""
    filled = controls(word(filled=True))
    assert filled == [
        ("姓名", "text", False, "张三"), ("电话", "text", True, "　　　　"), ("出生", "date", False, "2001年2月3日"), ("人数", "text", True, "　　　　"),
        ("理由", "text", False, "第一行\n第二行"), ("性别：男", "checkbox", False, "☐"), ("性别：女", "checkbox", False, "☑"),
        ("用途：甲", "checkbox", False, "☑"), ("用途：乙", "checkbox", False, "☐"), ("用途：丙", "checkbox", False, "☑"),
        ("同住人", "repeatingSection", False, "李四配偶")]
    ticked = [box.get(f"{W14}val") for box in word(filled=True).element.body.iter(f"{W14}checked")]
    assert ticked == ["0", "1", "1", "0", "1"]


def test_labels_are_shaded_and_answers_are_not():
    """Labels, captions and heads of columns are grey, so that one sees where to write."""
    document = word()
    for text, shaded in (("姓名", True), ("人数（选填）", True), ("同住人", True), ("与申请人的关系", True), ("男", False), ("签名", False), ("11 位", False)):
        assert (cell(document, text)._tc.tcPr.find(f"{W}shd") is not None) == shaded, text


def test_a_table_has_its_rows_and_repeats_its_head():
    """A table has as many rows as the form asks for; caption and heads stand on each page again."""
    table = word().tables[1]
    rows = table._tbl.findall(f".//{W}tr")
    assert len(rows) == 2 + 3
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, True, False, False, False]
    assert [one.text for one in table.rows[1].cells] == ["姓名", "与申请人的关系"]
    first, second = (column.width for column in table.columns)
    assert first < second


def test_whoever_signs_finds_the_lines_at_the_lower_right():
    """The lines to sign and date on stand at the bottom, indented; a sample is signed and dated."""
    place = cell(word(), "签名（盖章）：")
    assert [paragraph.text for paragraph in place.paragraphs] == ["签名（盖章）：", "日期：　　　　年　　月　　日"]
    assert place._tc.tcPr.find(f"{W}vAlign").get(f"{W}val") == "bottom"
    assert place.paragraphs[0].paragraph_format.left_indent / Mm(1) == pytest.approx(place.width / Mm(1) - 65.3, abs=0.5)
    assert [paragraph.text for paragraph in cell(word(filled=True), "签名（盖章）：").paragraphs] == ["签名（盖章）：张三", "日期：2026年1月2日"]


def test_hints_stand_below_their_answer():
    """A hint stands in the cell that it explains, that one may tick several too."""
    assert [paragraph.text for paragraph in cell(word(), "11 位").paragraphs] == ["", "11 位"]
    assert cell(word(), "按实际").paragraphs[-1].text == "按实际　可多选"


def test_a_row_is_as_high_as_what_must_be_written_in_it():
    """An answer has room for a hand, a long one for some lines, a signature for a stamp; long words make a row higher."""
    def heights(*fields):
        (table,) = word(Form(id="b", name="b", version="1", sections=(FormSection("一", fields=fields),))).tables
        return [round(row.height / Mm(1), 1) for row in table.rows]

    assert heights(field("甲"), field("乙", "paragraph"), field("丙", "signature")) == [9.5, 20.0, 22.0]
    assert heights(field("甲", hint="说明" * 60))[0] > 20
    assert heights(field("很长的名称" * 9))[0] > 20
    assert heights(field("甲", "choice", options=tuple(f"{LONG}{number}" for number in range(3))))[0] > 35


def test_names_of_controls_are_as_short_as_word_wants_them():
    """Word refuses a title or a tag of more than 64 characters: longer ones are cut."""
    document = word(Form(id="b", name="b", version="1", sections=(FormSection("一", fields=(field(LONG, id="x" * 70),)),)))
    assert controls(document)[0][0] == LONG[:64]
    assert document.element.body.find(f".//{W}tag").get(f"{W}val") == "x" * 64


def test_choices_too_long_for_a_line_go_on_in_the_next():
    """Choices stand side by side as far as there is room, each with its box; a long one has a line of its own."""
    options = ("短", "也短", "这一项的文字相当长，要占去一整行的大半，再多就放不下了", "又短")
    document = word(Form(id="b", name="b", version="1", sections=(FormSection("一", fields=(field("选", "choice", options=options, width="half"),)),)))
    lines = [paragraph._p.findall(f".//{W}t") for paragraph in cell(document, "也短").paragraphs]
    words = ["".join(text.text for text in line).replace("\u00a0", "") for line in lines]
    assert words[0].startswith("☐短　☐也短")
    assert "".join(words).replace("　", "") == "".join(f"☐{option}" for option in options)
    assert len(words) > 1


def test_a_photograph_hangs_down_beside_the_first_rows():
    """The photograph's cell is one over several rows, at the right, and says what is to be stuck there."""
    fields = (field("照片", "photo", hint="二寸"), *(field(f"栏{number}") for number in range(6)))
    (table,) = word(Form(id="b", name="b", version="1", sections=(FormSection("一", fields=fields),))).tables
    last = [row.cells[-1]._tc for row in table.rows]
    assert last[0] is last[1] is last[-1]
    assert table.rows[0].cells[-1].text == "照片\n二寸"
    assert 54 <= sum(row.height / Mm(1) for row in table.rows) < 60


def test_every_page_is_numbered():
    """The foot gives the page and how many there are."""
    (section,) = word(body="某局").sections
    root = ET.fromstring(section.footer._element.xml)
    assert [one.get(f"{W}instr").strip() for one in root.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    assert "".join(one.text for one in root.iter(f"{W}t")) == "某局　表单 biao　2026-01 版第 1 页，共 1 页"


def test_cells_of_a_row_stand_side_by_side():
    """Edges of cells of all rows lie on the columns of the table's grid."""
    (table, *_) = word().tables
    edges = [0]
    for column in table.columns:
        edges.append(edges[-1] + column.width)
    for row in table._tbl.tr_lst:
        at = [0]
        for one in row.tc_lst:
            at.append(at[-1] + one.width)
        assert set(at) <= set(edges)
        assert all(left < right for left, right in pairwise(at))
