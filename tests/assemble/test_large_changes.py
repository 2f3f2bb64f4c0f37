"""What a commit of many items, or of many changes to one, says on the pages of changes: enough, and not everything."""

import pytest

from assemble.rich_site import committed, lines
from sites import make_site, put

ITEM = "content/powers/xxj/B-{:02}.yaml"
TEXT = "code: B-{0:02}\nname: 事项{0}\ncategory: permit\noffice: xxj\nsummary: {1}\n"
SENTENCE = "简介：一句话。 → 换一句别的话。"


def wrote(site, numbers, summary):
    put(site, **{ITEM.format(n): TEXT.format(n, summary) for n in numbers})


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Publish fourteen items, change twelve of them, then thirteen, then one in six places; gives the page of all changes."""
    site = make_site(tmp_path_factory.mktemp("large"))
    with committed(site) as commit:
        wrote(site, range(13), "一句话。")
        commit("2024-01-01", "公布")
        wrote(site, range(12), "换一句别的话。")
        commit("2024-02-01", "改十二个\n\nChange-Reason: 甲\n")
        wrote(site, range(13), "再换一句。")
        commit("2024-03-01", "改十三个\n\nChange-Reason: " + "乙" * 100 + "\n")
        more = "conditions: [一二三四五六七八]\nkeywords: [词]\nnote: 注\nresponsibilities: [责]\naccountability: [追]\n"
        put(site, **{ITEM.format(0): TEXT.format(0, "长" * 100) + more})
        commit("2024-04-01", "改一个")
    return site


def group(site, address, day):
    """Give what a page of changes says of the commit of a day."""
    said = lines(site, address)
    start = next(n for n, line in enumerate(said) if line.startswith(day))
    end = next((n for n, line in enumerate(said[start + 1 :], start + 1) if line[:4].isdigit() and " 年 " in line), len(said))
    return said[start + 1 : end]


def test_twelve_items_are_told_with_their_changes(large):
    """A commit of twelve items says of each what changed."""
    said = group(large, "/changes/", "2024 年 2 月 1 日")
    assert said[0] == "甲"
    assert said[1::2] == [f"事项{n} </powers/B-{n:02}/history/#c-…>" for n in range(12)]
    assert said[2::2] == [SENTENCE] * 12


def test_of_thirteen_items_the_names_are_told(large):
    """A commit of more items gives their number and their names, each with the way to its record."""
    said = group(large, "/changes/", "2024 年 3 月 1 日")
    assert said == ["乙" * 100, "13 个事项 事项内容变更", *(f"事项{n} </powers/B-{n:02}/history/#c-…>" for n in range(13))]
    assert group(large, "/changes/2024-01/", "2024 年 1 月 1 日")[0] == "14 个事项 首次公布"


def test_of_many_changes_of_an_item_four_are_told(large):
    """Of an item that changed in many places four changes are told, each in at most ninety characters, and the rest is counted."""
    head, *said, rest = group(large, "/changes/", "2024 年 4 月 1 日")
    assert head == "事项0 </powers/B-00/history/#c-…>"
    assert said == ["简介：再换一句。 → " + "长" * 78 + "…", "新增受理条件：一二三四五六七八", "新增责任事项：责", "新增追责情形：追"]
    assert len(said[0]) == 90
    assert rest == "另有 2 处变更"


def test_home_page_gives_a_commit_a_line(large):
    """On the home page the latest commits have a line each: one item with what changed, several counted with the reason."""
    said = [line for line in lines(large, "/") if " 月 " in line]
    assert said == [
        "事项0 </powers/B-00/history/#c-…> 4 月 1 日 简介：再换一句。 → " + "长" * 78 + "…",
        "13 个事项：事项内容变更 </changes/2024-03/> 3 月 1 日 " + "乙" * 89 + "…",
        "12 个事项：事项内容变更 </changes/2024-02/> 2 月 1 日 甲",
        "14 个事项：首次公布 </changes/2024-01/> 1 月 1 日",
    ]


def test_home_page_names_each_thing_that_happened_once(tmp_path):
    """Of a commit in which items changed in different ways the home page names each way once, the most frequent first, and ends with a whole word."""
    site = make_site(tmp_path)
    step = "  - {{id: a, name: 申请, kind: start}}\n  - {{id: {0}, name: 受理}}\n  - {{id: c, name: 办结, kind: end}}\n"
    flow, state = "flows:\n external:\n" + step.format("b"), "states:\n  - {state: active, on: 2024-01-01}\n"
    with committed(site) as commit:
        wrote(site, range(4), "一句话。")
        commit("2024-01-01", "公布")
        for n, more in enumerate(("", flow, flow + state, flow + state + "discretion: {default_rule: 从轻}\nkeywords: [词]\n")):
            put(site, **{ITEM.format(n): TEXT.format(n, "换一句。") + more})
        commit("2024-02-01", "各改各的")
    said = next(line for line in lines(site, "/") if "</changes/2024-02/>" in line)
    assert said.startswith("4 个事项：事项内容变更、流程变更、权力状态变更、")
    things = said.partition(" <")[0].partition("：")[2].removesuffix("等").split("、")
    assert len(things) == len(set(things)) == 4
