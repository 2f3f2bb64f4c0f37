"""The real ledger of a district's safety bureau, 162 powers."""

from collections import Counter

import pytest

from exchange.importing_sites import empty_site, errors, powers, run_export, run_import, tree
from shared_data import shared

LEDGER = "ledgers/chuzhou-safety-162.xlsx"


@pytest.fixture
def site(tmp_path):
    made = empty_site(tmp_path)
    assert run_import(made, shared(LEDGER)) == 0
    return made


def test_ledger_becomes_one_file_a_power(site, capsys):
    """The ledger becomes 162 files, one permit, 158 penalties and three coercive measures, that check without error."""
    found = powers(site)
    assert Counter(one["category"] for one in found.values()) == {"permit": 1, "penalty": 158, "coercion": 3}
    assert all(path == f"content/powers/ajj/{one['code']}.yaml" for path, one in found.items())
    assert errors(site, capsys) == []


def test_ledger_row_is_understood(site):
    """Basis, limits, no fee, contacts, window and the three grades of a row become fields."""
    assert powers(site)["content/powers/ajj/CZAJ-CF-0001.yaml"] == {
        "code": "CZAJ-CF-0001",
        "name": "对承担安全评价、认证、检测、检验职责的机构出具失实报告的处罚",
        "category": "penalty",
        "office": "ajj",
        "unit": "监管科",
        "basis": [{"law": "安全生产法", "article": "第九十二条"}],
        "time_limits": {"statutory": {"amount": 90, "unit": "day"}},
        "fees": [],
        "channels": {"windows": ["楚州区安监局二楼"]},
        "contact": {"phone": "0517-85910002"},
        "complaint": {"phone": "0517-85910012"},
        "discretion": {
            "bounds": "both-inclusive",
            "tiers": [
                {"grade": "从轻", "sanctions": [{"sanction": "fine", "min": 30000, "max": 53300, "unit": "yuan"}]},
                {"grade": "一般", "sanctions": [{"sanction": "fine", "min": 53300, "max": 76700, "unit": "yuan"}]},
                {"grade": "从重", "sanctions": [{"sanction": "fine", "min": 76700, "max": 100000, "unit": "yuan"}]},
            ],
        },
        "note": "〔导入时未识别〕流程图：一般程序",
    }


def test_line_breaks_and_wide_blanks_of_the_typist_go(site):
    """A name broken over lines is one line, and a full-width blank inside an address makes no second window."""
    names = [one["name"] for one in powers(site).values()]
    assert "对发生特别重大事故的，处一千万元以上二千万元以下的罚款的处罚" in names
    office = (site / "content/offices/ajj.yaml").read_text(encoding="utf-8")
    assert office.count("address: 楚州区安监局二楼") == 1


def test_office_and_laws_are_registered_as_the_sheet_names_them(site):
    """A new office has the sheet's name and its units; a new law has its title, and no version, for the sheet states none."""
    office = (site / "content/offices/ajj.yaml").read_text(encoding="utf-8")
    assert office.startswith("id: ajj\nname: 楚州区安监局\nunits:\n  - id: 政策法规科\n    name: 政策法规科\n")
    laws = (site / "content/laws.yaml").read_text(encoding="utf-8")
    assert "  - id: 安全生产法\n    title: 安全生产法\n    kind: law\n" in laws
    assert "version" not in laws


def test_what_was_not_understood_is_listed_by_row(tmp_path, capsys):
    """Each cell that was not understood is listed with sheet, row, heading, text and reason."""
    run_import(empty_site(tmp_path), shared(LEDGER))
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert "权力清单!7\t流程图\t许可流程\t没有与这一栏对应的字段" in lines
    assert sum(line.split("\t")[1] == "流程图" for line in lines) == 162
    assert "新建 162 个事项，0 个原有事项内容相同、未动；新登记 1 个机关、8 部法规；164 行中有 193 处未识别" in said.err


def test_second_import_changes_nothing(site, capsys):
    """Importing the same ledger again writes no file and says so."""
    before = tree(site)
    capsys.readouterr()
    assert run_import(site, shared(LEDGER)) == 0
    assert tree(site) == before
    assert "新建 0 个事项，162 个原有事项内容相同、未动；新登记 0 个机关、0 部法规" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_export_gives_the_ledger_back(site, tmp_path, kind):
    """An export of the ledger, imported into an empty site and into its own, changes nothing."""
    file = tmp_path / f"export.{kind}"
    assert run_export(site, file) == 0
    other, before = empty_site(tmp_path, "other"), tree(site)
    assert run_import(other, file, office="zzz") == 0
    assert powers(other) == powers(site)
    assert run_import(site, file, office="zzz") == 0
    assert tree(site) == before


def test_range_of_the_cited_article_becomes_the_statutory_one(tmp_path):
    """Where the site keeps the text of the article that a row cites, its range of fines becomes the statutory range."""
    made = empty_site(tmp_path)
    laws = made / "content" / "laws"
    laws.mkdir()
    text = shared("laws/社会法/安全生产法(2021-06-10).md").read_bytes()
    (laws / "work-safety-2021-06-10.md").write_bytes(text)
    (made / "content" / "laws.yaml").write_text(
        "laws:\n  - id: work-safety\n    title: 中华人民共和国安全生产法\n    kind: law\n"
        "    versions: [{date: 2021-06-10, in_force_from: 2021-09-01}]\n",
        encoding="utf-8",
    )
    assert run_import(made, shared(LEDGER)) == 0
    discretion = powers(made)["content/powers/ajj/CZAJ-CF-0001.yaml"]["discretion"]
    assert discretion["statutory"] == [{"sanction": "fine", "min": 30000, "max": 100000, "unit": "yuan"}]
