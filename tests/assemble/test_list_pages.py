"""A list that goes over several pages: where each begins, how they lead to each other, what stands on the first alone."""

import pytest

from assemble.rich_site import lines
from pipeline.incremental import cut_small
from sites import build, make_site, put

ITEM = "code: T-{0}\nname: 第{0}项\ncategory: penalty\noffice: xxj\nsummary: 说明 {0}。\n"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Make a site with nine penalties, and lists that are cut after a few items."""
    cut_small(monkeypatch)
    made = put(make_site(tmp_path), **{f"content/powers/xxj/T-{n}.yaml": ITEM.format(n) for n in range(1, 10)})
    assert build(made) == 0
    return made


def codes(said):
    return [line.split("<")[1].strip("/>").removeprefix("powers/") for line in said if "</powers/T-" in line]


def test_pages_lead_to_each_other(site):
    """Each page leads to the next and back; together they hold every item once, in the order of the codes."""
    pages, address, before = [], "/categories/penalty/", ""
    while address:
        said = lines(site, address)
        pages.append((address, said))
        pager = next((line for line in said if "下一页" in line or "上一页" in line), "")
        assert (f"上一页 <{before}>" in pager.replace("‹ ", "")) if before else "上一页" not in pager
        before, address = address, pager.partition("下一页")[2].partition("<")[2].partition(">")[0] if "下一页" in pager else ""
    assert len(pages) > 2
    assert [code for _, said in pages for code in codes(said)] == [f"T-{n}" for n in range(1, 10)]
    for address, said in pages[1:]:
        assert address == f"/categories/penalty/{codes(said)[0]}/"
        assert said[0] == f"行政处罚（{codes(said)[0]} 起） - 某某县权力事项公开"
        assert f"从编码 {codes(said)[0]} 开始，本页 {len(codes(said))} 项" in said
    assert pages[0][1][0] == "行政处罚 - 某某县权力事项公开"
    assert f"共 9 项，本页 {len(codes(pages[0][1]))} 项" in pages[0][1]


def test_every_list_is_cut(site):
    """Lists of an office, of its category, of a letter and of a law are cut alike, and what narrows a list stands on its first page."""
    for base, first in (("/offices/xxj/", "按类别看"), ("/offices/xxj/penalty/", None), ("/names/d/", None)):
        said = lines(site, base)
        onward = next(line for line in said if "下一页" in line).partition("<")[2].partition(">")[0]
        assert onward.startswith(base)
        assert first is None or (first in said and first not in lines(site, onward))
