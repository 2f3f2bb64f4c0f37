import pytest

from quanli.catalogue.name_rules import check_name
from quanli.catalogue.power import Power
from shared_data import shared
from sites import POWER, check, edit, make_site


def said(name, category="other"):
    return [found.message("zh") for found in check_name(Power(code="A", name=name, category=category, office="o"), "a.yaml")]


@pytest.mark.parametrize(
    ("name", "category", "what"),
    [
        ("1、取水许可", "permit", "前面有序号“1、”"),
        ("（一）取水许可", "permit", "前面有序号“（一）”"),
        ("三、取水许可", "permit", "前面有序号“三、”"),
        ("对乱倒垃圾的处罚。", "penalty", "末尾有标点“。”"),
        ("对对乱倒垃圾的处罚", "penalty", "文字重复“对对”"),
        ("对乱倒垃圾的的处罚", "penalty", "文字重复“的的”"),
        ("烟花爆竹经营（零售许可", "permit", "“（”与“）”不成对"),
        ("违反《食品安全法的处罚", "penalty", "“《”与“》”不成对"),
        ("对乱倒垃圾的处罚", "permit", "名称写“的处罚”，类别却是行政许可"),
        ("对权属争议的行政裁决", "confirmation", "名称写“行政裁决”，类别却是行政确认"),
    ],
)
def test_what_is_wrong_in_any_name_is_told(name, category, what):
    """Numbers, punctuation, doubled words, single brackets and another class in a name are told."""
    assert said(name, category) == [f"名称表述不准确：{what}"]


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("烟花爆竹经营（零售)许可", "permit"), ("对乱倒垃圾的处罚", "penalty"), ("3A级旅游景区评定", "other"), ("一次性告知", "public_service"), ("三类医疗器械经营备案", "other"),
        ("处罚决定书送达", "other"), ("12345热线", "public_service"), ("罚款分期缴纳审批", "other"), ("对行政处罚不服的复核", "other"), ("“一企一证”改革", "other"),
    ],
)
def test_what_may_stand_in_a_name_is_let_be(name, category):
    """Names as they are published raise nothing."""
    assert said(name, category) == []


def test_it_is_told_at_the_name(tmp_path, capsys):
    """A check names it at the line of the name, as a warning."""
    site = make_site(tmp_path)
    edit(site, POWER, "name: 烟花爆竹经营（零售）许可", "name: 烟花爆竹经营（零售）许可；")
    assert [(one["code"], one["severity"], one["line"]) for one in check(site, capsys)[1]] == [("NAME_WORDING", "warning", 3)]


def test_names_of_real_catalogues():
    """Of 1,135 names of a district and 162 of a bureau only four are told: they say 对对."""
    from quanli.catalogue.approved_sheet import csv_rows, read_rows, workbook_rows

    district = read_rows(csv_rows(shared("catalogues/sichuan-district-1135.csv").read_text(encoding="utf-8-sig")), {})
    ledger = read_rows(workbook_rows(shared("ledgers/chuzhou-safety-162.xlsx").read_bytes(), 1 << 26), {})
    assert [said(row.texts["name"], "") for row in district if said(row.texts["name"], "")] == []
    assert [said(row.texts["name"], "penalty") for row in ledger if row.texts["category"] == "行政处罚" and said(row.texts["name"], "penalty")] == [["名称表述不准确：文字重复“对对”"]] * 4
