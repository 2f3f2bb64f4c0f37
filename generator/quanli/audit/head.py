"""What each whole page must say of itself: title, description, language, address, one first heading, the tags of government websites."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.audit.ground import Ground
from quanli.audit.seen import Page
from quanli.errors import Problem, Rule

HEAD_LACKS = Rule(
    "HEAD_LACKS", "error",
    zh="网页没有{what_zh}", en="the page has no {what_en}",
    hint_zh="在产出这一页的模板或者视图里写上", hint_en="write it in the template or the view that makes the page",
    follows="HTML 标准、WCAG 2.2 的 2.4.2 和 3.1.1；政府网站发展指引（国办发〔2017〕47号）",
)  # fmt: skip
HEADING_FIRST = Rule(
    "HEADING_FIRST", "error",
    zh="网页有 {count} 个一级标题", en="the page has {count} first headings",
    hint_zh="每页恰有一个 h1：这一页讲什么", hint_en="have one h1 a page, which says what it is about",
    follows="WCAG 2.2 的 1.3.1、2.4.6",
)  # fmt: skip
CANONICAL_WRONG = Rule(
    "CANONICAL_WRONG", "error",
    zh="网页说它的规范网址是“{url}”，那里没有网页", en='the page says that "{url}" stands for it, where there is no page',
    hint_zh="写这一页自己的网址，或者代表它的那一页的", hint_en="write its own address, or that of the page that stands for it",
    follows="RFC 6596（canonical）",
)  # fmt: skip
TAGS_LACK = Rule(
    "TAGS_LACK", "error",
    zh="网页没有政府网站的标签 {tags}", en="the page lacks the tags {tags} of government websites",
    hint_zh="自己的主题要保留 base.html 里的标签", hint_en="keep the tags of base.html in a theme of your own",
    follows="政府网站发展指引（国办发〔2017〕47号）附件《网页设计规范》",
)  # fmt: skip
TITLE_TWICE = Rule(
    "TITLE_TWICE", "error",
    zh="标题“{title}”与 {other} 的相同{more_zh}", en='the title "{title}" is that of {other} too{more_en}',
    hint_zh="标题要让人分得出是哪一页", hint_en="let a title tell its page from every other",
    follows="WCAG 2.2 的 2.4.2",
)  # fmt: skip
NOT_FOUND = "404.html"
"""Stands at no address of its own."""
_ARTICLE, _COLUMN = ("ArticleTitle", "ContentSource"), ("ColumnDescription", "ColumnKeywords")


def check_head(page: Page, file: str, ground: Ground) -> Iterator[Problem]:
    """Check what a whole page says of itself; a piece for other pages says nothing."""
    if not page.whole:
        return
    said = (
        (page.title.strip(), "标题（title）", "title"),
        (page.metas.get("description", "").strip() or not page.listed(file, ground), "简介（meta description）", "description"),
        (page.lang, "语言（lang）", "language (lang)"),
        (page.canonical or file == NOT_FOUND, "规范网址（canonical）", "canonical address"),
    )
    for value, zh, en in said:
        if not value:
            yield HEAD_LACKS.at(file, line=1, column=1, what_zh=zh, what_en=en)
    if page.headings != 1:
        yield HEADING_FIRST.at(file, line=1, column=1, count=page.headings)
    place = ground.place(file, page.canonical) if page.canonical else None
    if page.canonical and not (place and place.file.endswith(".html") and ground.is_there(place.file)):
        yield CANONICAL_WRONG.at(file, line=1, column=1, url=page.canonical)


def check_tags(page: Page, file: str, ground: Ground) -> Iterator[Problem]:
    """Check the tags of a page that search engines may list: of the site, and those of its type but on the home page.

    ``PubDate`` is asked of nobody: a text of unknown age says none, and says nothing untrue.
    """
    if not page.listed(file, ground) or file == NOT_FOUND:
        return
    wanted = ["SiteName", "SiteDomain", *(["SiteIDCode"] if ground.site_code else [])]
    if file not in {"index.html", "hant/index.html"}:
        wanted += ["ColumnName", "ColumnType", *(_ARTICLE if "articletitle" in page.metas else _COLUMN)]
    lacking = [name for name in wanted if not page.metas.get(name.lower(), "").strip()]
    if lacking:
        yield TAGS_LACK.at(file, line=1, column=1, tags=" ".join(lacking))
