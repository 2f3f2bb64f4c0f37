"""The tags that a government website owes its pages: by the sort of the page, true, and never empty."""

import datetime
import re

import pytest
from lxml import html

from assemble.rich_site import rich_site, story
from quanli.assemble.history import applies_since
from quanli.assemble.kinds import KINDS
from quanli.assemble.page import Link, Page
from quanli.assemble.sort import FRONT, PLAIN, SERVICE_ARTICLE, SERVICE_COLUMN
from quanli.assemble.tags import WANTED, WELCOME, tags
from quanli.config.site import Site
from quanli.git.repository import BEIJING
from quanli.history.revision import Commit, LegalEvent, Revision

SITE = Site(name="某县权力公开", body="某县人民政府", domain="https://www.example.gov.cn", site_code="3208000001")
CRUMBS = (Link("首页", "/"), Link("某局", "/offices/x/"), Link("行政许可", "/categories/permit/"))
NAMES = frozenset(name for names in (*WANTED.values(), *WELCOME.values()) for name in names)
NO_SORT = {"not-found", "embed", "embed-office", "embed-category", "embed-topic", "embed-search"}
"""An answer to an unknown address, and what stands in pages of other sites: no pages of this one."""


def page(sort, **more):
    return Page("/x/", "x", "名称", "说明", None, CRUMBS, sort=sort, **more)


@pytest.fixture(scope="module")
def storied(tmp_path_factory):
    """Build a site with a past of its own."""
    return story(tmp_path_factory.mktemp("story")) / "output"


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    """Build a site with a page of every sort."""
    return rich_site(tmp_path_factory.mktemp("rich")) / "output"


def said(path):
    """Give the tags of a page that is there, by name."""
    found = html.parse(path).xpath("//head/meta[@name]")
    return {one.get("name"): one.get("content") for one in found if one.get("name") in NAMES}


def test_each_sort_has_its_tags_word_for_word():
    """The home page says whose it is, a column what it is, a page with content where it stands, since when and who says it."""
    own = [("SiteName", "某县权力公开"), ("SiteDomain", "www.example.gov.cn"), ("SiteIDCode", "3208000001")]
    assert tags(page(FRONT), SITE) == own
    assert tags(page(SERVICE_COLUMN), SITE) == [
        *own, ("ColumnName", "名称"), ("ColumnDescription", "说明"), ("ColumnKeywords", "名称,办事服务,某县人民政府"), ("ColumnType", "办事服务"),
    ]  # fmt: skip
    found = tags(page(SERVICE_ARTICLE, since=datetime.date(2026, 5, 1), source="某局", keywords=("证", "证", "照")), SITE)
    assert found == [
        *own, ("ColumnName", "行政许可"), ("ColumnType", "办事服务"), ("ArticleTitle", "名称"), ("PubDate", "2026-05-01 00:00"),
        ("ContentSource", "某局"), ("Keywords", "证,照"), ("Author", "某局"),
    ]  # fmt: skip
    assert tags(page(PLAIN), SITE) == []


def test_a_moment_is_said_to_the_minute():
    """The guideline asks for YYYY-MM-DD HH:MM."""
    moment = datetime.datetime(2026, 5, 1, 9, 5, 59, tzinfo=datetime.UTC)
    assert dict(tags(page(SERVICE_ARTICLE, since=moment), SITE))["PubDate"] == "2026-05-01 09:05"


def test_what_cannot_be_said_truly_is_not_said():
    """A site without a code has no empty one, a text of unknown age no day; who says it is the site's body where no office does."""
    found = dict(tags(page(SERVICE_ARTICLE), Site(name="站", body="某县人民政府")))
    assert "SiteIDCode" not in found and "PubDate" not in found
    assert found["ContentSource"] == "某县人民政府"


def test_every_kind_with_pages_has_a_sort():
    """The row of a kind says what its pages are: none was forgotten."""
    assert {kind.name for kind in KINDS if kind.templates and kind.sort == PLAIN} <= NO_SORT


def test_every_page_has_the_tags_of_its_sort(rich):
    """Of every sort all pages have the tags that they must have, none empty and none twice, and no others than they may have."""
    wrong, sorts = {}, set()
    for path in rich.rglob("*.html"):
        metas = [one for one in html.parse(path).xpath("//head/meta[@name]") if one.get("name") in NAMES]
        names = [one.get("name") for one in metas]
        sort = "article" if "ArticleTitle" in names else "column" if "ColumnKeywords" in names else "home" if names else ""
        sorts.add(sort)
        missing = {*WANTED[sort]} - {*names} - ({"PubDate"} if sort == "article" else set())
        more = {*names} - {*WANTED[sort], *WELCOME[sort]}
        if missing or more or len(names) != len({*names}) or not all(one.get("content") for one in metas):
            wrong[path.relative_to(rich).as_posix()] = (missing, more, names)
    assert wrong == {}
    assert sorts == {"home", "column", "article", ""}


def test_the_home_page_alone_is_the_home_page(rich):
    """Home has the tags of the site and no others, in both scripts; an item stands in the column of its category."""
    assert said(rich / "index.html").keys() == {*WANTED["home"]}
    item = said(rich / "powers/YJ-XK-0001/index.html")
    assert (item["ColumnName"], item["ContentSource"]) == ("行政许可", "某某应急管理局")


@pytest.mark.parametrize(
    ("effective", "doubtful", "since"),
    [
        (None, False, "2026-05-01T09:05:07+08:00"),
        (datetime.date(2026, 4, 1), False, "2026-05-01T09:05:07+08:00"),
        (datetime.date(2026, 7, 1), False, "2026-07-01T00:00:00+08:00"),
        (datetime.date(2026, 4, 1), True, "2026-04-01T00:00:00+08:00"),
    ],
)
def test_a_text_stands_there_since_its_commit_or_its_legal_day(effective, doubtful, since):
    """The later of both counts, to the second; a commit whose date is not believed counts for nothing."""
    moment = datetime.datetime(2026, 5, 1, 9, 5, 7, tzinfo=BEIJING)
    commit = Commit("c" * 40, moment.date(), "", doubtful=doubtful, seconds=int(moment.timestamp()))
    event = LegalEvent(Revision("X-1", "content/powers/x/X-1.yaml", commit, "", "b" * 40), (), effective)
    assert applies_since(event).isoformat() == since


def test_the_day_of_an_item_is_that_of_its_text(storied):
    """PubDate is the moment since when the text applies, or of the commit that put it there if that was later; a version's the beginning of its first day."""
    items = [path for path in sorted(storied.glob("powers/*/index.html")) if (path.parent / "history/index.html").exists()]
    assert items
    seen = 0
    for path in items:
        versions = sorted(one.name for one in path.parent.iterdir() if re.fullmatch(r"\d{4}-\d\d-\d\d", one.name))
        for day in versions:
            assert said(path.parent / day / "index.html")["PubDate"] == f"{day} 00:00"
        held = [day for day in versions if day <= "2026-06-01"]
        if held and "本事项已" not in path.read_text("utf-8"):
            assert said(path)["PubDate"] >= held[-1]
            seen += 1
    assert seen
