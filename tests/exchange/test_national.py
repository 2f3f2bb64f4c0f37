"""Records of the national service-item tables."""

import datetime
import json

import pytest
import yaml

from exchange.importing_sites import empty_site, errors, powers, run_import
from shared_data import shared

RECORD = "records/lingshan-energy-review.yaml"
CODE = "11450721MB155808114000104002000"


@pytest.fixture
def record():
    return yaml.load(shared(RECORD).read_text(encoding="utf-8"), yaml.BaseLoader)


def test_record_becomes_a_power(tmp_path, capsys):
    """A real record becomes a power whose fields are those that the field table names, and checks without error."""
    site = empty_site(tmp_path)
    assert run_import(site, shared(RECORD), office="spj") == 0
    (power,) = powers(site).values()
    assert (power["code"], power["national_code"], power["category"], power["level"]) == (CODE, CODE, "permit", "county")
    assert power["time_limits"]["promised"] == {"amount": 5, "unit": "workday"}
    assert power["fees"] == []
    assert power["materials"][1] == {
        "name": "节能报告", "originals": 1, "copies": 1, "medium": "paper", "source": "applicant",
        "basis": "《广西壮族自治区固定资产投资项目节能审查办法》第八条",
        "note": "申请人自备；页数：2；纸张规格：A4；签字签章要求：个人签字或签章",
    }  # fmt: skip
    assert power["special_steps"][0]["limit"] == {"amount": 15, "unit": "workday"}
    assert power["contact"] == {"phone": "0777-6428820"}
    assert power["faq"][0]["q"] == "是不是所有的固定资产投资项目都必须在可研前获得节能审查意见？"
    assert "〔导入时未识别〕权限划分：根据《广西壮族自治区固定资产投资项目节能审查办法》第五条……" in power["note"]
    office = yaml.safe_load((site / "content/offices/spj.yaml").read_text(encoding="utf-8"))
    assert office == {"id": "spj", "name": "灵山县行政审批局", "credit_code": "11450721MB15580811", "nature": "organ", "level": "county"}
    assert errors(site, capsys) == []


def test_json_says_the_same_as_yaml(tmp_path, record):
    """The record as JSON, alone or in a list, with numbers as numbers, makes the same power."""
    first, second = empty_site(tmp_path, "first"), empty_site(tmp_path, "second")
    assert run_import(first, shared(RECORD), office="spj") == 0
    file = tmp_path / "record.json"
    file.write_text(json.dumps([record | {"anticipate_day": 20}], ensure_ascii=False), encoding="utf-8")
    assert run_import(second, file, office="spj") == 0
    assert powers(second) == powers(first)


def test_every_word_of_a_record_is_kept(tmp_path, record):
    """No text of a record is lost: what has no field stands in the note."""
    site = empty_site(tmp_path)
    file = tmp_path / "record.json"
    record |= {"new_element": "新要素的内容", "task_state": "2", "materials": [*record["materials"], {"material_name": "丙", "odd": "奇怪"}]}
    file.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    assert run_import(site, file, office="spj") == 0
    kept = "".join(path.read_text(encoding="utf-8") for path in site.glob("content/*/**/*.yaml")).replace("\n", "").replace(" ", "")
    for text in _texts(record):
        assert "".join(text.split()) in kept or text in {"450721", "1", "2", "4", "10", "01", "0", "2,3,4,6"}, text
    assert "状态：2" in kept


def _texts(value):
    if isinstance(value, str):
        return [value.replace("—", "-").replace("--", "-") if value[:2] == "07" else value]
    values = value.values() if isinstance(value, dict) else value
    return [part for one in values for text in _texts(one) for part in text.split("：")]


@pytest.mark.parametrize("text", ["[]", "{}", '{"name": "x"}', '"x"', '[{"task_name": "a"}, 3]'])
def test_what_is_no_record_is_refused(tmp_path, capsys, text):
    """A file without records is refused in one sentence."""
    file = tmp_path / "a.json"
    file.write_text(text, encoding="utf-8")
    assert run_import(empty_site(tmp_path), file) == 1
    assert "a.json: 错误 IMPORT_NO_RECORD 不是国家政务服务事项的记录：没有 task_name" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"task_name": "\\ud800"}'])
def test_damaged_json_is_refused(tmp_path, text):
    """Broken, bottomless or ill-encoded JSON is refused, and nothing is written."""
    file = tmp_path / "a.json"
    file.write_text(text, encoding="utf-8")
    site = empty_site(tmp_path)
    assert run_import(site, file) == 1
    assert not powers(site)


def test_today_is_not_written_into_a_power(tmp_path):
    """An import dates nothing by itself."""
    site = empty_site(tmp_path)
    run_import(site, shared(RECORD), office="spj")
    assert datetime.datetime.now(datetime.UTC).date().isoformat() not in str(powers(site))
