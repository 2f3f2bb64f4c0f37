"""An import writes all of its files or none, and never over a file that says something else."""

import pytest

from exchange.importing_sites import empty_site, powers, run_import, sheet, tree
from quanli.exchange import deposit as depositing

HEAD = "权力编码,权力名称,权力类别,实施依据\n"


def refused(tmp_path, capsys, text, site=None, office="ajj"):
    site = site or empty_site(tmp_path)
    before = tree(site)
    assert run_import(site, sheet(tmp_path, text), office=office) == 1
    assert tree(site) == before
    return capsys.readouterr().err


def test_a_file_with_other_content_is_not_overwritten(tmp_path, capsys):
    """A power that exists with other content is refused, naming the fields, and nothing else is written either."""
    site = empty_site(tmp_path)
    assert run_import(site, sheet(tmp_path, HEAD + "A-1,甲,行政许可,\n")) == 0
    said = refused(tmp_path, capsys, HEAD + "A-1,甲（新）,行政许可,《某法》第一条\nA-2,乙,行政许可,\n", site)
    assert "content/powers/ajj/A-1.yaml: 错误 IMPORT_EXISTS 编码 A-1 已有事项，内容不同（name、basis），没有覆盖" in said


def test_a_code_of_another_office_is_refused(tmp_path, capsys):
    """A code that another office uses is refused: a code is unique in a site."""
    site = empty_site(tmp_path)
    assert run_import(site, sheet(tmp_path, HEAD + "A-1,甲,行政许可,\n"), office="other") == 0
    assert "content/powers/other/A-1.yaml: 错误 IMPORT_EXISTS" in refused(tmp_path, capsys, HEAD + "a-1,甲,行政许可,\n", site)


def test_a_code_twice_in_a_sheet_is_refused(tmp_path, capsys):
    """Two rows of one code are refused, both rows named."""
    said = refused(tmp_path, capsys, HEAD + "A-1,甲,行政许可,\na-1,乙,行政许可,\n")
    assert "IMPORT_CODE_TWICE sheet 第 3 行的编码 a-1 已用于第 2 行" in said


def test_a_row_without_category_is_refused(tmp_path, capsys):
    """No category is guessed: a row that has none, under no section, is refused."""
    assert "IMPORT_CATEGORY sheet 第 2 行“甲”没有权力类别" in refused(tmp_path, capsys, HEAD + "A-1,甲,,\n")


def test_a_row_without_name_is_refused(tmp_path, capsys):
    """A row with a code but no name is refused."""
    assert "IMPORT_NO_NAME sheet 第 2 行有编码或类别，没有权力名称" in refused(tmp_path, capsys, HEAD + "A-1,,行政许可,\n")


def test_an_identity_card_number_is_refused(tmp_path, capsys):
    """An identity card number is not carried into the catalogue, not even in a note."""
    text = "权力编码,权力名称,权力类别,经办\nA-1,甲,行政许可,张三 11010519491231002X\n"
    assert "IMPORT_ROW sheet 第 2 行" in refused(tmp_path, capsys, text)


@pytest.mark.parametrize("office", ["../evil", "a/b", "", "-x", "a b"])
def test_an_office_id_that_is_no_file_name_is_refused(tmp_path, capsys, office):
    """The id of the office cannot lead out of the folder."""
    site = empty_site(tmp_path)
    assert run_import(site, sheet(tmp_path, HEAD + "A-1,甲,行政许可,\n"), f"--office={office}") == 1
    assert "BAD_ID" in capsys.readouterr().err
    assert not powers(site)


def test_ids_in_cells_cannot_lead_out_of_the_folder(tmp_path):
    """An id in brackets that can be no file name is only a part of the name."""
    site = empty_site(tmp_path)
    text = "权力编码,权力名称,权力类别,实施机关,实施依据\nA-1,甲,行政许可,某局〔../../evil〕,《某法》〔../x〕第一条\n"
    assert run_import(site, sheet(tmp_path, text)) == 0
    assert all(path.resolve().is_relative_to(site.resolve()) for path in site.rglob("*"))
    assert next(iter(powers(site).values()))["basis"] == [{"law": "某法", "article": "第一条"}]


def test_a_folder_that_is_no_site_is_refused(tmp_path, capsys):
    """Without site.yaml nothing is imported."""
    assert run_import(tmp_path, sheet(tmp_path, HEAD + "A-1,甲,行政许可,\n")) == 1
    assert "SITE_MISSING" in capsys.readouterr().err


def test_a_move_that_fails_is_taken_back(tmp_path, monkeypatch):
    """When the disk fails half-way, the files that were moved are taken back."""
    site = empty_site(tmp_path)
    before = tree(site)
    real, calls = depositing.os.replace, []

    def failing(source, target, **more):
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(source, target, **more)

    monkeypatch.setattr(depositing.os, "replace", failing)
    with pytest.raises(OSError, match="No space left"):
        run_import(site, sheet(tmp_path, HEAD + "A-1,甲,行政许可,《某法》第一条\nA-2,乙,行政许可,\n"))
    assert tree(site) == before


def test_comments_of_the_law_register_stay(tmp_path):
    """Laws are added at the end of the register, in its own indentation; comments and entries stay as they are."""
    site = empty_site(tmp_path)
    register = "# 登记表\nlaws:\n# 常用\n- id: some-law\n  title: 中华人民共和国某法\n  kind: law\n"
    (site / "content/laws.yaml").write_text(register, encoding="utf-8")
    assert run_import(site, sheet(tmp_path, HEAD + "A-1,甲,行政许可,《某法》第一条；《某条例》第二条\n")) == 0
    text = (site / "content/laws.yaml").read_text(encoding="utf-8")
    assert text == register + "- id: 某条例\n  title: 某条例\n  kind: regulation\n"


def test_a_commented_office_file_is_not_rewritten(tmp_path, capsys):
    """A unit that a commented office file lacks is kept in the note; the file is left alone."""
    site = empty_site(tmp_path)
    (site / "content/offices").mkdir()
    (site / "content/offices/ajj.yaml").write_text("# 批注\nid: ajj\nname: 安监局\n", encoding="utf-8")
    text = "权力编码,权力名称,权力类别,承办机构\nA-1,甲,行政许可,监管科\n"
    assert run_import(site, sheet(tmp_path, text)) == 0
    assert next(iter(powers(site).values()))["note"] == "〔导入时未识别〕承办机构：监管科"
    assert (site / "content/offices/ajj.yaml").read_text(encoding="utf-8").startswith("# 批注")
    assert "机关文件里没有这个机构" in capsys.readouterr().out


def test_new_codes_are_stable(tmp_path):
    """Rows without codes get numbers of their office and category, and keep them when rows are added above."""
    site = empty_site(tmp_path)
    head = "权力名称,权力类别\n"
    assert run_import(site, sheet(tmp_path, head + "甲,行政许可\n乙,行政处罚\n丙,行政处罚\n")) == 0
    assert run_import(site, sheet(tmp_path, head + "丁,行政处罚\n甲,行政许可\n乙,行政处罚\n丙,行政处罚\n")) == 0
    assert {one["code"]: one["name"] for one in powers(site).values()} == {
        "AJJ-XK-0001": "甲", "AJJ-CF-0001": "乙", "AJJ-CF-0002": "丙", "AJJ-CF-0003": "丁",
    }  # fmt: skip


def test_a_broken_register_of_laws_is_named(tmp_path, capsys):
    """A law cannot be added to a register that has errors: they are told where they stand, and nothing is written."""
    site = empty_site(tmp_path)
    (site / "content/laws.yaml").write_text("laws:\n  - id: some-law\n    title: 某某法\n    kind: nonsense\n", encoding="utf-8")
    said = refused(tmp_path, capsys, HEAD + "A-1,甲,行政许可,《某法》第一条\n", site)
    assert "content/laws.yaml:4:11: 错误" in said


def test_a_register_in_one_line_is_not_torn(tmp_path, capsys):
    """Where the register's list is written in a line nothing can be put at its end: the laws to be added are named instead."""
    site = empty_site(tmp_path)
    (site / "content/laws.yaml").write_text("laws: [{id: some-law, title: 某某法, kind: law}]\n", encoding="utf-8")
    said = refused(tmp_path, capsys, HEAD + "A-1,甲,行政许可,《某法》第一条；《另一法》第二条\n", site)
    assert "《某法》、《另一法》" in said
