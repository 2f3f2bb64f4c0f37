import pytest
import yaml

from quanli.codes.national_code import NationalCode, national_code_fault, parse_national_code
from shared_data import shared

CREDIT = "11450721MB15580811"
REAL = CREDIT + "4" + "000104002000"


def test_takes_a_code_to_its_parts():
    """Credit code, level and basic code stand at their places."""
    code = parse_national_code(REAL)
    assert code == NationalCode(CREDIT, "4", "00", "01", "04", "002", "000")
    assert code.basic_code == "000104002000"


@pytest.mark.parametrize(("tail", "handling", "material"), [("01", "01", ""), ("001", "", "001")])
def test_longer_codes_name_an_item_or_a_material(tail, handling, material):
    """Two more digits name a handling item, three a material."""
    code = parse_national_code(REAL + tail)
    assert code is not None
    assert (code.handling, code.material) == (handling, material)
    assert national_code_fault(REAL + tail, "01") is None


@pytest.mark.parametrize("text", ["", REAL[:-1], REAL + "1", REAL + "0001", CREDIT + "7" + REAL[19:], CREDIT + "0" + REAL[19:], REAL[:-1] + "x"])
def test_what_has_another_form_has_no_parts(text):
    """A text of another length, level or form is no national code."""
    assert parse_national_code(text) is None


def test_published_records_hold():
    """The code of each real record holds, and its parts are the record's own fields."""
    for path in sorted(shared("records").glob("*.yaml")):
        record = yaml.safe_load(path.read_text("utf-8"))
        code = parse_national_code(record["task_code"])
        assert national_code_fault(record["task_code"], record["task_type"]) is None
        assert code is not None
        assert (code.credit_code, code.level, code.type, code.basic_code) == (
            record["dept_code"],
            record["use_level"],
            record["task_type"],
            record["catalog_code"],
        )


@pytest.mark.parametrize(
    ("text", "category", "zh", "en"),
    [
        (REAL[:-1], "01", "应为 31、33 或 34 位，现有 30 位", "it must have 31, 33 or 34 characters, not 30"),
        (
            REAL + "1",
            "01",
            "应为 31、33 或 34 位，现有 32 位",
            "it must have 31, 33 or 34 characters, not 32",
        ),
        (
            "11450721MB15580812" + REAL[18:],
            "01",
            "前 18 位不是统一社会信用代码：校验位应为 1，现为 2",
            "its first 18 characters are no credit code: its check character must be 1, not 2",
        ),
        (
            CREDIT + "9000104002000",
            "01",
            "第 19 位行使层级“9”应为 1 至 6",
            'character 19, the level, is "9" but must be 1 to 6',
        ),
        (
            CREDIT + "4000104002X00",
            "01",
            "第 20 位起“000104002X00”不是基本编码",
            '"000104002X00", from character 20, is no basic code',
        ),
        (
            REAL,
            "02",
            "第 22–23 位事项类型“01”与权力类别的“02”不一致",
            'characters 22 and 23, the type, are "01" but the category is "02"',
        ),
    ],
)
def test_says_what_is_wrong(text, category, zh, en):
    """A wrong code is answered with the characters that are wrong."""
    assert national_code_fault(text, category) == (zh, en)


def test_category_without_number_is_not_compared():
    """A category that the national list does not number accepts any type."""
    assert national_code_fault(REAL, "") is None
