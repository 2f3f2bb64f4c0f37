"""Sheets as bureaus keep them: titles, sections, totals, two rows of headings, names of offices, codes of their own."""

import openpyxl
import pytest
import yaml

from exchange.importing_sites import empty_site, powers, run_import, sheet

HEAD = "权力编码,权力名称,权力类别"


def imported(folder, text, *more, site=None, capsys=None):
    """Import a sheet; give the powers by name, the site and the lines of what was not understood."""
    site = site or empty_site(folder)
    report = folder / "report.txt"
    assert run_import(site, sheet(folder, text), "--report", str(report), *more) == 0
    lines = report.read_text(encoding="utf-8").splitlines()[1:] if report.exists() else []
    return {one["name"]: one for one in powers(site).values()}, site, lines


def office(site, name="ajj"):
    return yaml.safe_load((site / f"content/offices/{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("title", "name"), [
    ("填报单位：某县水务局", "某县水务局"), ("填报部门:某县教育局，2024年", "某县教育局"), ("单位名称：某县医保中心", "某县医保中心"),
    ("某县应急管理局行政权力清单", "某县应急管理局"), ("某县发展和改革委员会权责清单（2024年版）", "某县发展和改革委员会"),
    ("某县水利站的全部行政职权目录", "某县水利站"), ("某县政务服务中心政务服务事项一览表", "某县政务服务中心"), ("二〇二四年清单", "ajj")])
def test_the_office_is_named_by_the_title(tmp_path, title, name):
    """A new office has the name that the sheet's title gives, or who filled it in; without one it has its id."""
    _, site, _ = imported(tmp_path, f'"{title}"\n{HEAD}\nA-1,甲,行政许可\n')
    assert office(site)["name"] == name


def test_who_filled_it_in_goes_before_whose_list_it_is(tmp_path):
    """Where a title says both, the office is who filled the sheet in."""
    _, site, _ = imported(tmp_path, f"某县水务局权力清单\n填报单位：某县水政监察大队\n{HEAD}\nA-1,甲,行政许可\n")
    assert office(site)["name"] == "某县水政监察大队"


def test_words_outside_the_rows_are_listed(tmp_path):
    """Titles, totals and footnotes are listed as no part of a power; a total that does not agree with the rows is said; a section is understood."""
    text = f"权力清单（共 3 项）\n序号,{HEAD}\n一、行政许可,,,\n1,A-1,甲,\n2,A-2,乙,\n合计,,,2\n注：以上由办公室填写,,,\n"
    found, _, lines = imported(tmp_path, text)
    assert [one["category"] for one in found.values()] == ["permit", "permit"]
    assert lines == [
        "sheet!1\t–\t权力清单（共 3 项）\t不是事项的文字", "sheet!6\t–\t合计 2\t不是事项的文字", "sheet!7\t–\t注：以上由办公室填写\t不是事项的文字",
        "sheet!1\t–\t权力清单（共 3 项）\t实有 2 项"]


def test_repeated_headings_and_empty_rows_are_passed_over(tmp_path):
    """A sheet that repeats its headings on each page has no power named 权力名称; a row of one cell is no power."""
    found, _, lines = imported(tmp_path, f"{HEAD},备注\nA-1,甲,行政许可,\n,,,\n{HEAD},备注\nA-2,乙,行政许可,\n,,,只有备注\n")
    assert set(found) == {"甲", "乙"}
    assert lines == ["sheet!6\t–\t只有备注\t不是事项的文字"]


def test_a_row_without_a_name_is_listed(tmp_path):
    """A row that has words but no name, code or category is no power, and is listed."""
    found, _, lines = imported(tmp_path, f"{HEAD},备注,简介\nA-1,甲,行政许可,,\n,,,只有备注,和简介\n")
    assert set(found) == {"甲"}
    assert lines == ["sheet!3\t–\t只有备注 和简介\t这一行没有权力名称，未导入"]


def test_a_section_says_how_many_it_has(tmp_path):
    """The number that a section states is that of its own rows: only a wrong one is listed."""
    rows = "一、行政许可（共2项）,,\nA-1,甲,\nA-2,乙,\n二、行政处罚（共2项）,,\nA-3,丙,\n"
    _, _, lines = imported(tmp_path, f"共3项\n{HEAD}\n{rows}")
    assert lines == ["sheet!1\t–\t共3项\t不是事项的文字", "sheet!6\t–\t二、行政处罚（共2项）\t实有 1 项"]


@pytest.mark.parametrize(("section", "category"), [
    ("一、行政许可", "permit"), ("（二）行政处罚类（共1项）", "penalty"), ("第三部分 行政强制", "coercion"), ("4．行政检查事项：", "inspection"), ("IV. 行政确认", "confirmation")])
def test_a_section_gives_the_category_of_the_rows_below(tmp_path, section, category):
    """A row without a category has that of the section it stands in, however sections are numbered."""
    found, _, lines = imported(tmp_path, f"{HEAD}\n{section},,\nA-1,甲,\n")
    assert (found["甲"]["category"], lines) == (category, [])


def test_a_category_of_its_own_goes_before_the_section(tmp_path):
    """A row that names its category has that one, whatever section it stands in."""
    found, _, _ = imported(tmp_path, f"{HEAD}\n一、行政许可,,\nA-1,甲,行政处罚\nA-2,乙,\n")
    assert (found["甲"]["category"], found["乙"]["category"]) == ("penalty", "permit")


@pytest.mark.parametrize(("word", "category"), [
    ("许可", "permit"), ("行政处罚", "penalty"), ("处罚", "penalty"), ("强制", "coercion"), ("强制措施", "coercion"), ("行政强制措施", "coercion"), ("征收", "levy"),
    ("行政征缴", "levy"), ("给付", "payment"), ("检查", "inspection"), ("监督检查", "inspection"), ("确认", "confirmation"), ("奖励", "reward"), ("裁决", "adjudication"),
    ("其他", "other"), ("其他权力", "other"), ("其他职权", "other"), ("其它", "other"), ("其它权力", "other"), ("其他类", "other"), ("征用", "requisition"),
    ("非许可审批", "approval"), ("非行政许可", "approval"), ("服务", "public_service"), ("公共服务事项", "public_service"), ("内部权力", "internal"),
    ("permit", "permit"), ("Penalty", "penalty"), ("01", "permit"), ("2", "penalty"), ("20", "public_service"), ("行 政 许 可", "permit")])
def test_categories_have_many_names(tmp_path, word, category):
    """A category is known by its name, its short names, its key and its number in the national list."""
    found, _, lines = imported(tmp_path, f"{HEAD}\nA-1,甲,{word}\n")
    assert (found["甲"]["category"], lines) == (category, [])


def test_what_is_no_category_is_another_power(tmp_path):
    """A word that is none of the categories makes the power 其他行政权力, keeps the word and says so."""
    found, _, lines = imported(tmp_path, f"{HEAD}\nA-1,甲,行政指导\n")
    assert (found["甲"]["category"], found["甲"]["note"]) == ("other", "〔导入时未识别〕权力类别：行政指导")
    assert lines == ["sheet!2\t权力类别\t行政指导\t不是规定的权力类别，归入“其他行政权力”"]


def test_grades_stand_below_one_heading(tmp_path):
    """A heading over several columns, with the grades below it, is the discretion table; the statutory range may be one of them."""
    book = openpyxl.Workbook()
    book.active.append(["权力编码", "权力名称", "权力类别", "裁量基准", "", "", "", "备注"])
    book.active.append(["", "", "", "法定幅度", "从轻", "一般", "从重", ""])
    book.active.append(["A-1", "甲", "行政处罚", "处1万元以上10万元以下罚款", "初次的，处1万元以上3万元以下罚款", "处3万元以上6万元以下的罚款", "责令改正", "记"])
    book.active.merge_cells("D1:G1")
    book.save(tmp_path / "a.xlsx")
    site = empty_site(tmp_path)
    assert run_import(site, tmp_path / "a.xlsx") == 0
    (power,) = powers(site).values()
    fine = {"sanction": "fine", "unit": "yuan"}
    assert power["note"] == "记"
    assert power["discretion"] == {
        "bounds": "both-inclusive", "statutory": [fine | {"min": 10000, "max": 100000}],
        "tiers": [{"grade": "从轻", "circumstances": "初次的", "sanctions": [fine | {"min": 10000, "max": 30000}]},
                  {"grade": "一般", "sanctions": [fine | {"min": 30000, "max": 60000}]}, {"grade": "从重", "sanctions": [{"sanction": "order-correction"}]}]}


def test_grades_may_be_written_with_a_stroke(tmp_path):
    """裁量阶次/从轻 is the column of a grade; what states no sanction becomes the tier's circumstances, and is listed."""
    found, _, lines = imported(tmp_path, f"{HEAD},裁量阶次/从轻,裁量阶次/从重,裁量阶次/法定幅度\nA-1,甲,行政处罚,酌情,处2万元以上不满5万元罚款,从其规定\n")
    assert found["甲"]["discretion"] == {"tiers": [
        {"grade": "从轻", "circumstances": "酌情"}, {"grade": "从重", "sanctions": [{"sanction": "fine", "min": 20000, "max": 50000, "unit": "yuan"}]}]}
    why = "没有读出处罚种类和幅度，文字记为该档情节"
    assert lines == [f"sheet!2\t裁量阶次/从轻\t酌情\t{why}", f"sheet!2\t裁量阶次/法定幅度\t从其规定\t{why}"]
    assert found["甲"]["note"] == "〔导入时未识别〕裁量阶次/法定幅度：从其规定"


def test_a_field_is_filled_once(tmp_path):
    """What a second column says of a field that is filled is kept and listed, unless it says the same."""
    found, _, lines = imported(tmp_path, f"{HEAD},简介,事项简介\nA-1,甲,行政许可,一,二\nA-2,乙,行政许可,三,三\n")
    assert (found["甲"]["summary"], found["乙"]["summary"]) == ("一", "三")
    assert lines == ["sheet!2\t事项简介\t二\t另一栏已经填写了这个字段"]
    assert found["甲"]["note"] == "〔导入时未识别〕事项简介：二"


def test_columns_that_list_are_joined(tmp_path):
    """Two columns of one list are one list, without what stands in both."""
    found, _, lines = imported(tmp_path, f"{HEAD},申报材料,提交材料\nA-1,甲,行政许可,申请书；照片,照片；证明\n")
    assert [one["name"] for one in found["甲"]["materials"]] == ["申请书", "照片", "证明"]
    assert lines == []


def test_a_cell_goes_on_in_the_next_column(tmp_path):
    """简介（续2） goes on where 简介 stopped."""
    found, _, _ = imported(tmp_path, f"{HEAD},简介,简介（续2）,简介（续3）\nA-1,甲,行政许可,前半,后半,完\n")
    assert found["甲"]["summary"] == "前半后半完"


def test_rows_belong_to_the_office_that_they_name(tmp_path):
    """Each office named is known by name, short name or id, or becomes a new one; a code of its own may stand in a column."""
    site = empty_site(tmp_path)
    (site / "content/offices").mkdir()
    (site / "content/offices/swj.yaml").write_text("id: swj\nname: 某县水务局\nshort_name: 县水务局\n", encoding="utf-8")
    text = f"{HEAD},实施机关,实施机关编号\nA-1,甲,行政许可,某县水务局,\nA-2,乙,行政许可,县水务局,\nA-3,丙,行政许可,别的名称〔swj〕,\nA-4,丁,行政许可,某县教育局,jyj\nA-5,戊,行政许可,某县教育局,jyj\nA-6,己,行政许可,,\nA-7,庚,行政许可,某县民政局,\n"
    found, _, lines = imported(tmp_path, text, site=site)
    assert {name: one["office"] for name, one in found.items()} == {
        "甲": "swj", "乙": "swj", "丙": "swj", "丁": "jyj", "戊": "jyj", "己": "ajj", "庚": "某县民政局"}
    assert (office(site, "jyj"), office(site, "某县民政局"), office(site)) == (
        {"id": "jyj", "name": "某县教育局"}, {"id": "某县民政局", "name": "某县民政局"}, {"id": "ajj", "name": "ajj"})
    assert lines == []


def test_the_only_office_of_a_sheet_is_that_of_the_command_line(tmp_path):
    """Where a sheet names a single office that is not known, it is the one of --office, by the sheet's name."""
    found, site, _ = imported(tmp_path, f"{HEAD},实施机关\nA-1,甲,行政许可,某县水务局\nA-2,乙,行政许可,\n")
    assert {one["office"] for one in found.values()} == {"ajj"}
    assert office(site)["name"] == "某县水务局"


@pytest.mark.parametrize(("area", "level"), [
    ("450000", "province"), ("450700", "city"), ("450721", "county"), ("450721000000", "county"), ("450721101", "township"), ("450721101000", "township")])
def test_an_area_code_tells_the_level(tmp_path, area, level):
    """The level is read off the pairs of digits that are not zero, and described in the office's file too."""
    found, site, lines = imported(tmp_path, f"{HEAD},行政区划代码\nA-1,甲,行政许可,{area}\n")
    assert (found["甲"]["level"], office(site)["level"], lines) == (level, level, [])
    assert found["甲"]["note"] == f"〔导入时未识别〕行政区划代码：{area}"


@pytest.mark.parametrize("area", ["45072", "45072x", "4507211010"])
def test_what_is_no_area_code_is_said(tmp_path, area):
    """Other digits tell no level, and are listed."""
    found, _, lines = imported(tmp_path, f"{HEAD},行政区划代码\nA-1,甲,行政许可,{area}\n")
    assert "level" not in found["甲"]
    assert lines == [f"sheet!2\t行政区划代码\t{area}\t不是行政区划代码"]


@pytest.mark.parametrize(("text", "code"), [("Ａ－１", "A-1"), ("A 1/2", "A-1-2"), ("甲A1", "A1"), ("A-1.", "A-1")])
def test_a_code_is_made_fit(tmp_path, text, code):
    """Wide signs, blanks and strokes in a code become what an address may hold; the sheet's own code is kept and listed."""
    found, _, lines = imported(tmp_path, f"{HEAD}\n{text},甲,行政许可\n")
    assert found["甲"]["code"] == code
    shown = lines[0].split("\t")
    assert (shown[1], shown[3]) == ("权力编码", f"编码改为 {code}")
    assert "〔导入时未识别〕权力编码：" in found["甲"]["note"]


def test_a_long_code_is_cut_to_one_of_its_own(tmp_path):
    """Two codes that agree in their first hundred characters stay two."""
    found, _, _ = imported(tmp_path, f"{HEAD}\n{'A' * 101},甲,行政许可\n{'A' * 102},乙,行政许可\n{'B' * 100},丙,行政许可\n")
    codes = [one["code"] for one in found.values()]
    assert [len(code) for code in codes] == [100, 100, 100]
    assert len(set(codes)) == 3
    assert found["丙"]["code"] == "B" * 100


def test_a_national_code_in_the_column_of_codes_is_known(tmp_path):
    """A code that holds as a national one of the item's category is kept as such too."""
    code = "11450721MB155808114000104002000"
    found, _, _ = imported(tmp_path, f"{HEAD}\n{code},甲,行政许可\n")
    assert (found["甲"]["code"], found["甲"]["national_code"]) == (code, code)
    other, _, _ = imported(tmp_path, f"{HEAD}\n{code},甲,行政处罚\n", site=empty_site(tmp_path, "other"))
    assert "national_code" not in other["甲"]


@pytest.mark.parametrize(("category", "letters"), [
    ("行政许可", "XK"), ("行政处罚", "CF"), ("行政强制", "QZ"), ("行政征收", "ZS"), ("行政给付", "JF"), ("行政检查", "JC"), ("行政确认", "QR"), ("行政奖励", "JL"),
    ("行政裁决", "CJ"), ("其他行政权力", "QT"), ("非行政许可审批", "SP"), ("行政征用", "ZY"), ("公共服务", "GG"), ("内部管理", "NB")])
def test_a_row_without_code_gets_one_of_its_category(tmp_path, category, letters):
    """A new code names office and category as ledgers do, and counts on from those that are taken."""
    found, _, _ = imported(tmp_path, f"{HEAD}\najj-{letters.lower()}-0001,甲,{category}\n,乙,{category}\n无,丙,{category}\n")
    assert [found[name]["code"] for name in "乙丙"] == [f"AJJ-{letters}-0002", f"AJJ-{letters}-0003"]


def test_a_main_item_is_found_by_name_or_code(tmp_path):
    """The main item may be named by its name, its code, or the code of an item that is not in the sheet."""
    found, _, lines = imported(tmp_path, f"{HEAD},主项\nA-1,甲,行政许可,\nA-2,乙,行政许可,甲\nA-3,丙,行政许可,a-1\nA-4,丁,行政许可,X-9\nA-5,戊,行政许可,没有的主项\n")
    assert [found[name].get("parent") for name in "甲乙丙丁戊"] == [None, "A-1", "A-1", "X-9", None]
    assert lines == ["sheet!6\t主项\t没有的主项\t没有以此为名称或编码的主项"]


def test_units_and_windows_are_those_of_the_office(tmp_path):
    """Units are known by name or id, windows by name, address or id; others are added to the office."""
    site = empty_site(tmp_path)
    (site / "content/offices").mkdir()
    known = "id: ajj\nname: 安监局\nunits:\n  - id: yike\n    name: 一科\nwindows:\n  - id: w1\n    name: 一号窗口\n    address: 中山路 1 号\n"
    (site / "content/offices/ajj.yaml").write_text(known, encoding="utf-8")
    text = f"{HEAD},承办机构,办理窗口\nA-1,甲,行政许可,一 科,中山路1号\nA-2,乙,行政许可,第一科〔yike〕,w1；二号窗口\nA-3,丙,行政许可,二科,一号窗口\n"
    found, _, lines = imported(tmp_path, text, site=site)
    assert [(one["unit"], one["channels"]["windows"]) for one in found.values()] == [("yike", ["w1"]), ("yike", ["w1", "二号窗口"]), ("二科", ["w1"])]
    assert office(site)["units"] == [{"id": "yike", "name": "一科"}, {"id": "二科", "name": "二科"}]
    assert office(site)["windows"] == [{"id": "w1", "name": "一号窗口", "address": "中山路 1 号"}, {"id": "二号窗口", "name": "二号窗口", "address": "二号窗口"}]
    assert lines == []


def test_a_law_is_one_whatever_a_cell_calls_it(tmp_path):
    """A law is known by its title with or without 中华人民共和国, by its short title and by its id; another is registered."""
    site = empty_site(tmp_path)
    (site / "content/laws.yaml").write_text("laws:\n  - id: work-safety\n    title: 中华人民共和国安全生产法\n    short: 安法\n    kind: law\n", encoding="utf-8")
    text = f"{HEAD},实施依据\nA-1,甲,行政许可,《安全生产法》第一条；《中华人民共和国安全生产法》第二条；《安法》第三条；《某某》〔work-safety〕第四条；《消防法》第五条\n"
    found, _, _ = imported(tmp_path, text, site=site)
    assert [one["law"] for one in found["甲"]["basis"]] == ["work-safety"] * 4 + ["消防法"]
    laws = yaml.safe_load((site / "content/laws.yaml").read_text(encoding="utf-8"))["laws"]
    assert laws[1:] == [{"id": "消防法", "title": "消防法", "kind": "law"}]
