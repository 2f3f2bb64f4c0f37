"""Telephones, addresses and hours in prose, and those of the office."""

import pytest

from quanli.catalogue.office import Office, Phone, Unit, Window
from quanli.catalogue.power import Contact
from quanli.catalogue.reach import reach_of
from quanli.catalogue.reach_rules import check_office_reach, reach_faults
from sites import POWER, check, edit, make_site

OFFICE = Office(
    "o", "某局", address="某市中心区公园路 18 号", hours="工作日 9:00–12:00、13:30–17:30",
    contact=Contact(phone="0000-5551001", address="某市中心区公园路 18 号一楼"), complaint=Contact(phone="0000-5551009"),
    phones=(Phone("咨询电话", "0000-5551001"), Phone("监督投诉", "0000-5551009")), units=(Unit("a", "归集科", phone="0000-5551002"),),
    windows=(Window("w", "提取窗口（1 号）", "某市东区学院路 3 号", phone="0000-5551003"),))
OTHER = Office("p", "另一局", phones=(Phone("总机", "0000-5552000"),))


def told(text):
    own = reach_of((OFFICE,))
    return [rule.code for rule, _, _ in reach_faults(text, OFFICE.name, own, reach_of((OFFICE, OTHER)))]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("打 0000-5551002 问归集科。", []),
        ("打 0000-5551003 问归集科。", ["PHONE_OTHER"]),
        ("打 0000-5559999 预约。", ["PHONE_UNKNOWN"]),
        ("打 0000-5552000 或者 12345。", []),
        ("寄到公园路 18 号一楼。", []),
        ("寄到公园路 81 号一楼。", ["ADDRESS_OTHER"]),
        ("寄到人民路 5 号。", ["ADDRESS_UNKNOWN"]),
        ("企业住所在人民路 5 号。", []),
        ("工作日 9:00–12:00、13:30–17:30。", []),
        ("工作日 9:00–17:00。", ["HOURS_OTHER"]),
        ("公交 6:30–21:00。", []),
    ],
)
def test_what_prose_says_is_what_the_office_has(text, codes):
    """A number of another unit, a wrong house number and other hours are told; what may be somebody else's is left alone."""
    assert told(text) == codes


def test_an_office_contradicts_itself():
    """A contact that is in none of the lists, another house number and other hours are told, each in its place."""
    contact = Contact(phone="0000-5557777", address="公园路 81 号", hours="9:00–18:00")
    office = Office("o", "某局", address=OFFICE.address, hours=OFFICE.hours, contact=contact, phones=OFFICE.phones, units=OFFICE.units, windows=OFFICE.windows)
    assert [one.path for one in check_office_reach(office, "o.yaml")] == [("contact", "phone"), ("contact", "address"), ("contact", "hours")]
    assert list(check_office_reach(OFFICE, "o.yaml")) == []


def test_check_tells_a_wrong_telephone_at_its_line(tmp_path, capsys):
    """``quanli check`` names the answer with a telephone that nobody has."""
    site = make_site(tmp_path)
    edit(site, POWER, "a: 要。", "a: 要，先打 0000-5550109 预约。")
    _, found = check(site, capsys)
    (one,) = [one for one in found if one["code"] == "PHONE_UNKNOWN"]
    assert "0000-5550109" in (site / POWER).read_text("utf-8").splitlines()[one["line"] - 1]
    edit(site, POWER, "0000-5550109", "0000-5550101")
    assert [one for one in check(site, capsys)[1] if one["code"] == "PHONE_UNKNOWN"] == []
