"""The real catalogue of a district, 1,135 items of 34 departments as CSV."""

from collections import Counter

import pytest
import yaml

from exchange.importing_sites import empty_site, errors, powers, run_export, run_import, tree
from shared_data import shared
from sites import check

CATALOGUE = "catalogues/sichuan-district-1135.csv"


@pytest.fixture
def site(tmp_path):
    made = empty_site(tmp_path)
    assert run_import(made, shared(CATALOGUE), office="qzf") == 0
    return made


def test_each_row_goes_to_its_department(site, capsys):
    """Departments not known yet become offices, each row lies with its own, and the check finds no error."""
    found = powers(site)
    assert len(found) == 1135
    offices = Counter(path.split("/")[2] for path in found)
    assert len(offices) == 34
    assert offices["区行政审批局"] == 344
    assert errors(site, capsys) == []


def test_numbers_of_the_national_list_become_categories(site):
    """The task types 1, 5, 7, 8, 9, 10 and 20 are the categories of those numbers."""
    counted = Counter(one["category"] for one in powers(site).values())
    assert counted == {
        "permit": 536, "public_service": 348, "other": 182, "confirmation": 50, "payment": 9, "adjudication": 8, "reward": 2,
    }  # fmt: skip


def test_a_department_code_is_kept_as_credit_code_only_when_it_is_one(site):
    """A department code that holds as a credit code describes the office; any other is kept with the item and marked."""
    offices = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in site.glob("content/offices/*.yaml")}
    assert offices["区住建局"]["credit_code"] == "11511301008778255F"
    assert "credit_code" not in offices["区行政审批局"]
    found = next(one for one in powers(site).values() if one["office"] == "区行政审批局")
    assert "〔导入时未识别〕部门代码：68236467-9" in found["note"]


def test_a_main_item_that_is_none_of_the_items_is_kept(site):
    """The name of a main item that stands in no row is kept in the note and marked."""
    notes = [one.get("note", "") for one in powers(site).values()]
    assert sum("主项：企业设立、变更、注销登记" in note for note in notes) == 35


def test_export_gives_the_catalogue_back(site, tmp_path):
    """An export of the catalogue, imported into an empty site and into its own, changes nothing."""
    file = tmp_path / "export.csv"
    assert run_export(site, file) == 0
    other, before = empty_site(tmp_path, "other"), tree(site)
    assert run_import(other, file, office="zzz") == 0
    assert powers(other) == powers(site)
    assert run_import(site, file, office="zzz") == 0
    assert tree(site) == before


def test_the_catalogue_is_held_against_itself_both_ways(site, capsys):
    """Kept as an approved list, the catalogue equals what was imported from it; what is taken away, added, renamed or filed otherwise is told, and nothing else."""
    approved = site / "content/approved"
    approved.mkdir()
    (approved / "district.csv").write_bytes(shared(CATALOGUE).read_bytes())
    (approved / "district.yaml").write_text("title: 区级事项目录\nnumber: 区政办发〔2024〕3号\ndate: 2024-03-01\n", encoding="utf-8")
    assert told(site, capsys) == {}
    files = sorted((site / "content/powers").rglob("*.yaml"))
    for path in files[100:105]:
        path.unlink()
    for number, path in enumerate(files[200:203]):
        code = path.stem
        path.with_name(f"OTHER-{number}.yaml").write_text(path.read_text(encoding="utf-8").replace(code, f"OTHER-{number}", 1), encoding="utf-8")
        path.unlink()
    for path in files[300:304]:
        path.write_text(path.read_text(encoding="utf-8").replace("\nname: ", "\nname: 新办", 1), encoding="utf-8")
    office = files[0].parent
    (office / "NEW-1.yaml").write_text(f"code: NEW-1\nname: 从来没有批准过的事项\ncategory: other\noffice: {office.name}\n", encoding="utf-8")
    assert told(site, capsys) == {"APPROVED_GONE": 5, "APPROVED_NEW": 1, "APPROVED_CHANGED": 4}


def told(site, capsys):
    """Count what a check says of approved catalogues."""
    return Counter(one["code"] for one in check(site, capsys)[1] if one["code"].startswith("APPROVED"))
