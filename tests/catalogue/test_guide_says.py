"""What a guide says in numbers, and the items that it names."""

import pytest

from sites import POWER, build, check, edit, make_site, put

GUIDE = "content/guides/lingshou.md"
HEAD = "Title: 怎么办\nSlug: lingshou\nSummary: 怎么办\nPowers: YJ-XK-0001\n\n第一段。\n\n"


def told(site, capsys):
    found = [one for one in check(site, capsys)[1] if one["file"] == GUIDE]
    return [(one["code"], one["severity"], one["line"]) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理后 10 个工作日内决定，法定 20 日。", []),
        ("[10 个工作日](/powers/YJ-XK-0001/)拿证。", []),
        ("[12 个工作日](/powers/YJ-XK-0001/)拿证。", [("GUIDE_LIMIT", "error", 8), ("GUIDE_SAYS", "warning", 8)]),
        ("[当场办结](/powers/YJ-XK-0001/)。", [("GUIDE_LIMIT", "error", 8)]),
        ("受理后 12 个工作日内决定。", [("GUIDE_SAYS", "warning", 8)]),
        ("周围 80 米内没有其他零售点。", []),
        ("有限责任公司的出资五年内缴足。", []),
        ("打 0000-5550101 预约。", []),
        ("打 0000-5550191 预约。", [("PHONE_UNKNOWN", "warning", 8)]),
        ("打 0000-5550100 问政务服务中心三号窗口。", [("PHONE_OTHER", "error", 8)]),
        ("窗口 9:00–18:00 都有人。", [("HOURS_OTHER", "warning", 8)]),
    ],
)
def test_a_guide_says_what_its_items_say(tmp_path, capsys, text, expected):
    """``quanli check`` tells, at its line of the guide, a limit or telephone that none of the items and offices has."""
    site = put(make_site(tmp_path), **{GUIDE: f"{HEAD}{text}\n"})
    assert sorted(told(site, capsys)) == sorted(expected)


def test_a_build_stops_where_an_item_leaves_its_guide_behind(tmp_path, capsys):
    """A change of the item alone is refused where a guide that did not change says its limit otherwise."""
    site = put(make_site(tmp_path), **{GUIDE: f"{HEAD}[10 个工作日](/powers/YJ-XK-0001/)拿证。\n"})
    assert build(site) == 0
    edit(site, POWER, "promised: {amount: 10, unit: workday}", "promised: {amount: 12, unit: workday}")
    capsys.readouterr()
    assert build(site) == 1
    said = capsys.readouterr()
    assert "GUIDE_LIMIT" in said.out + said.err
