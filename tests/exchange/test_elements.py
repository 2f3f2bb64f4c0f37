"""What an element of a national record becomes: a record an element, one import for all of them."""

import json

import pytest
import yaml

from exchange.importing_sites import empty_site, powers, run_import

CODE = "11450721MB155808114000104002000"
RECORD = {"task_name": "某事项", "task_type": "02", "dept_name": "某局"}
LONG = "很长的话。" * 201
ELEMENTS = [
    ({"promise_day": 5, "promise_type": "1"}, {"time_limits": {"promised": {"amount": 5, "unit": "workday"}}}),
    ({"anticipate_day": "2", "anticipate_type": "3", "anticipate_day_explain": "自受理\n之日起"},
     {"time_limits": {"statutory": {"amount": 2, "unit": "month", "note": "自受理\n之日起"}}}),
    ({"promise_day": "五", "promise_type": "1"}, {"note": ["promise_day：五", "promise_type：1"]}),
    ({"promise_day": "5", "promise_type": "9"}, {"note": ["promise_day：5", "promise_type：9"]}),
    ({"reconsiderat": "可以复议。", "litigation": "可以起诉。"}, {"redress": "可以复议。\n\n可以起诉。"}),
    ({"litigation": "可以起诉。"}, {"redress": "可以起诉。"}),
    ({"exercise_content": "管这个。"}, {"summary": "管这个。"}),
    ({"exercise_content": LONG}, {"note": [f"行使内容：{LONG}"]}),
    ({"qa": [{"question": "问？", "answer": "答。", "ordernum": "1"}]}, {"faq": [{"q": "问？", "a": "答。"}]}),
    ({"questions": [{"question": "问？", "answer": "答。", "asked_by": "甲"}]}, {"faq": [{"q": "问？", "a": "答。；asked_by：甲"}]}),
    ({"material": [{"material_name": "申请书", "is_need": "3", "material_type": "3", "source_type": "20", "original_amount": "2", "page_num": "3"}]},
     {"materials": [{"name": "申请书", "required": "optional", "medium": "both", "source": "government", "originals": 2, "note": "页数：3"}]}),
    ({"materials": [{"material_name": "照片", "is_need": "7", "source_explain": "自备"}]}, {"materials": [{"name": "照片", "note": "自备；is_need：7"}]}),
    ({"special": [{"special_name": "2", "special_desc": "机构评审：依某办法", "special_date": "15", "special_date_type": "1"}]},
     {"special_steps": [{"name": "机构评审", "limit": {"amount": 15, "unit": "workday"}, "basis": "依某办法；特别程序代码：2"}]}),
    ({"special": [{"special_name": "听证", "special_desc": "依法：听证", "special_date": "很久", "special_date_type": "1"}]},
     {"special_steps": [{"name": "听证", "basis": "依法：听证；special_date：很久；special_date_type：1"}]}),
    ({"use_level": "3", "serve_type": "1、5"}, {"level": "city", "applicants": ["citizen", "enterprise"]}),
    ({"is_fee": "0"}, {"fees": []}),
    ({"is_fee": "1"}, {"note": ["is_fee：1"]}),
    ({"limit_scene_num": "1"}, {"channels": {"visits": 1}}),
    ({"task_state": "1"}, {}),
    ({"task_state": "3"}, {"note": ["状态：3"]}),
    ({"project_type": "2", "task_version": 13, "empty": "", "none": None, "list": []}, {"note": ["办件类型：2", "版本：13"]}),
    ({"more": {"areacode": "450721", "words": ["甲", "乙"]}}, {"note": ["more：行政区划代码：450721；words：甲；乙"]}),
    ({"use_level": "4", "areacode": "450721"}, {"level": "county", "note": ["行政区划代码：450721"]}),
    ({"use_level": "4", "areacode": "450700"}, {"level": "county", "note": ["行政区划代码：450700"]}),
    ({"handle_type": "1,2"}, {"note": ["办理形式：1,2"]}),
    ({"link_way": "0777—6428820", "supervise_way": "12345"}, {"contact": {"phone": "0777-6428820"}, "complaint": {"phone": "12345"}}),
]


def imported(folder, *records):
    """Import records; give their powers by name and the office's file."""
    site, file = empty_site(folder), folder / "records.json"
    file.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    assert run_import(site, file, office="mj") == 0
    office = yaml.safe_load((site / "content/offices/mj.yaml").read_text(encoding="utf-8"))
    return {power["name"]: power for power in powers(site).values()}, office


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Import a record for each line of the table."""
    records = [RECORD | {"task_name": f"事项{number}", "local_code": f"A-{number}"} | elements for number, (elements, _) in enumerate(ELEMENTS)]
    return imported(tmp_path_factory.mktemp("records"), *records)[0]


@pytest.mark.parametrize("number", range(len(ELEMENTS)), ids=lambda number: "+".join(ELEMENTS[number][0]))
def test_an_element_becomes_its_field(read, number):
    """Each element is the field that the national tables give it; what has no field, or no meaning for it, is kept in the note."""
    _, expected = ELEMENTS[number]
    power = dict(read[f"事项{number}"])
    for key in ("code", "name", "category", "office"):
        power.pop(key)
    note = "\n\n".join(f"〔导入时未识别〕{line}" for line in expected.get("note", ()))
    assert power == expected | ({"note": note} if note else {})


def test_codes_of_a_record(tmp_path):
    """A local code is the item's; the national one is kept beside it, and the catalogue's number in it is not said again."""
    found, _ = imported(tmp_path, RECORD | {"task_code": CODE, "local_code": "A-1", "catalog_code": "000104002000", "task_type": "01"})
    assert (found["某事项"]["code"], found["某事项"]["national_code"]) == ("A-1", CODE)
    assert "note" not in found["某事项"]


def test_a_record_without_local_code_has_the_national_one(tmp_path):
    """Where there is no local code the national one is the item's; another number of the catalogue is kept in the note."""
    found, _ = imported(tmp_path, RECORD | {"task_code": CODE, "catalog_code": "000104002999", "task_type": "01"})
    assert (found["某事项"]["code"], found["某事项"]["national_code"]) == (CODE, CODE)
    assert found["某事项"]["note"] == "〔导入时未识别〕catalog_code：000104002999"


@pytest.mark.parametrize(("nature", "expected"), [("1", "organ"), ("2", "authorised"), ("3", "entrusted")])
def test_what_a_record_says_of_its_office_describes_it(tmp_path, nature, expected):
    """Name, credit code, nature and level of the office stand in its file."""
    _, office = imported(tmp_path, RECORD | {"dept_code": "11450721mb15580811", "dept_type": nature, "use_level": "4"})
    assert office == {"id": "mj", "name": "某局", "credit_code": "11450721MB15580811", "nature": expected, "level": "county"}


def test_an_unknown_nature_is_kept(tmp_path):
    """A number that the tables do not have is kept in the note."""
    found, office = imported(tmp_path, RECORD | {"dept_type": "8"})
    assert "nature" not in office
    assert found["某事项"]["note"] == "〔导入时未识别〕dept_type：8"
