"""A page's twin in Traditional characters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.render.traditional import Traditional
from quanli.render.twin import HUMAN, Twin, has_twin

TWIN = Twin(Traditional({}))


def page(body, root='<html lang="zh-Hans">', head=""):
    """Make a whole page."""
    return f"<!DOCTYPE html>\n{root}\n<head>{head}</head>\n<body>{body}</body>\n</html>\n"


@pytest.mark.parametrize(("before", "after"), [
    ("<p>发展</p>", "<p>發展</p>"),
    ('<p title="干部" class="干部" id="干部" data-x="干部">干部</p>', '<p title="幹部" class="干部" id="干部" data-x="干部">幹部</p>'),
    ("<img alt=头发 src=/头发.png>", "<img alt=頭髮 src=/头发.png>"),
    ("<input type='submit' value='办理'><input value='办理'>", "<input type='submit' value='辦理'><input value='办理'>"),
    ('<input placeholder="说法" aria-label="查找">', '<input placeholder="説法" aria-label="查找">'),
    ('<td data-label="处罚">罚款</td>', '<td data-label="處罰">罰款</td>'),
    ('<meta name="description" content="头发"><meta name="x" content="头发">', '<meta name="description" content="頭髮"><meta name="x" content="头发">'),
    ('<meta name="ColumnName" content="权力事项">', '<meta name="ColumnName" content="權力事項">'),
    ('<meta property="og:title" content="权力事项">', '<meta property="og:title" content="權力事項">'),
    ("<title>权力事项</title>", "<title>權力事項</title>"),
    ("<script>let a = '头发';</script>", "<script>let a = '头发';</script>"),
    ('<script type="application/ld+json">{"name": "头发"}</script>发', '<script type="application/ld+json">{"name": "头发"}</script>發'),
    ("<style>p::before { content: '头发' }</style>", "<style>p::before { content: '头发' }</style>"),
    ("<!-- 头发 -->头发", "<!-- 头发 -->頭髮"),
    ("头<mark>发</mark>、<strong class='x'>理</strong>发店", "頭<mark>髮</mark>、<strong class='x'>理</strong>髮店"),
    ("<td>头</td><td>发</td>", "<td>頭</td><td>發</td>"),
    ("&lt;后&gt; &amp; &#21457; &nbsp;里", "&lt;後&gt; &amp; &#21457; &nbsp;裏"),
    ('<a title="a > b 后">后</a>', '<a title="a > b 後">後</a>'),
    ('<p translate="no">范后云<b>后</b></p>后', '<p translate="no">范后云<b>后</b></p>後'),
    ('<div translate="no"><div title="后">后</div>后<br>后</div>后', '<div translate="no"><div title="后">后</div>后<br>后</div>後'),
    ('<a lang="zh-Hans" title="简体">简体</a>简体', '<a lang="zh-Hans" title="简体">简体</a>簡體'),
    ('<img lang="zh-Hans" alt="简体">简体', '<img lang="zh-Hans" alt="简体">簡體'),
    ('<svg><title>流程图</title><text x="1">受理后</text><path d="M0"/></svg>', '<svg><title>流程圖</title><text x="1">受理後</text><path d="M0"/></svg>'),
    ("<textarea>头发</textarea>", "<textarea>頭髮</textarea>"),
])  # fmt: skip
def test_what_is_converted(before, after):
    """Text and the attributes that people read are converted; everything else stays byte for byte."""
    assert TWIN.page(before) == after


@pytest.mark.parametrize(("before", "after"), [
    ('<a href="/">', '<a href="/hant/">'),
    ('<a href="/powers/GJJ-GG-0001/#limits">', '<a href="/hant/powers/GJJ-GG-0001/#limits">'),
    ('<a href="/search/?q=提取&page=2">', '<a href="/hant/search/?q=提取&page=2">'),
    ('<a href="/topics/退休/">', '<a href="/hant/topics/退休/">'),
    ('<a href="/forms/tiqu.html">', '<a href="/hant/forms/tiqu.html">'),
    ('<a href="/forms/tiqu.docx">', '<a href="/hant/forms/tiqu.docx">'),
    ('<a href="/forms/files/weituo.docx">', '<a href="/forms/files/weituo.docx">'),
    ('<a href="/powers/GJJ-GG-0001.json">', '<a href="/powers/GJJ-GG-0001.json">'),
    ('<a href="#main">', '<a href="#main">'),
    ('<a href="/hant/powers/A/">', '<a href="/hant/powers/A/">'),
    ('<a href="//example.org/x/">', '<a href="//example.org/x/">'),
    ('<a href="https://example.org/x/">', '<a href="https://example.org/x/">'),
    ('<a href="tel:12345">', '<a href="tel:12345">'),
    ('<a href="/powers/A/" hreflang="zh-Hans">', '<a href="/powers/A/" hreflang="zh-Hans">'),
    ('<p translate="no"><a href="/powers/A/">后</a></p>', '<p translate="no"><a href="/hant/powers/A/">后</a></p>'),
    ('<form action="/search/">', '<form action="/hant/search/">'),
    ('<svg><a xlink:href="/powers/A/">', '<svg><a xlink:href="/hant/powers/A/">'),
    ('<link rel="canonical" href="https://a.gov.cn/powers/A/">', '<link rel="canonical" href="https://a.gov.cn/hant/powers/A/">'),
    ('<link rel="canonical" href="https://a.gov.cn/">', '<link rel="canonical" href="https://a.gov.cn/hant/">'),
    ('<link rel="alternate" hreflang="zh-Hans" href="https://a.gov.cn/">', '<link rel="alternate" hreflang="zh-Hans" href="https://a.gov.cn/">'),
    ('<link rel="stylesheet" href="/static/site.css">', '<link rel="stylesheet" href="/static/site.css">'),
    ('<link rel="alternate" type="application/json" href="/powers/A.json" title="数据">', '<link rel="alternate" type="application/json" href="/powers/A.json" title="數據">'),
    ('<script src="/static/a/"></script>', '<script src="/static/a/"></script>'),
])  # fmt: skip
def test_where_links_lead(before, after):
    """Links to pages and drawn forms lead to their twins; links to files, elsewhere, or with a language of their own stay."""
    assert TWIN.page(before) == after


def test_a_page_without_a_twin_is_linked_as_it_is():
    """Who writes the twins may say which addresses have one."""
    twin = Twin(Traditional({}), lambda path: has_twin(path) and not path.startswith("/embed/"))
    assert twin.page('<a href="/embed/A/"><a href="/powers/A/">') == '<a href="/embed/A/"><a href="/hant/powers/A/">'


def test_the_root_says_its_script():
    """The twin says that it is Traditional, whatever Chinese the page said it was."""
    assert TWIN.page(page("后")) == page("後", root='<html lang="zh-Hant">')
    assert TWIN.page(page("后", root="<html class=x lang='zh-CN'>")) == page("後", root="<html class=x lang='zh-Hant'>")


_words = st.text(st.sampled_from("头发后里干部复议签准，。 \n行政处罚系统台湾云面a1"), max_size=12)
_safe = _words.map(lambda text: text.replace("&", ""))
_names = st.sampled_from(["p", "li", "span", "b", "mark", "td", "text", "a", "em"])
_keys = st.sampled_from(["title", "class", "id", "data-code", "alt", "aria-label", "data-label", "style"])
_pieces = st.one_of(
    _safe,
    st.sampled_from(["&amp;", "&lt;", "&#21457;", "<br>", "<!-- 发 -->", "<script>发</script>", "<path d='M0 0'/>"]),
)


@st.composite
def _elements(draw, children=_pieces):
    name = draw(_names)
    given_ = draw(st.dictionaries(_keys, _safe, max_size=3))
    attributes = "".join(f' {key}="{value}"' for key, value in given_.items())
    return f"<{name}{attributes}>{''.join(draw(st.lists(children, max_size=3)))}</{name}>"


bodies = st.lists(st.recursive(_elements(), lambda inner: _elements(inner | _pieces), max_leaves=8), max_size=4).map("".join)
_TAG = re.compile(r"<!--.*?-->|<script>.*?</script>|<[^>]*>", re.DOTALL)
_HUMAN = re.compile(r" (?:" + "|".join(sorted(HUMAN)) + r')="[^"]*"')


@given(bodies)
def test_markup_survives(body):
    """Tags, comments, scripts and attributes that people do not read come out byte for byte, in the same order."""
    before, after = _TAG.findall(body), _TAG.findall(TWIN.page(body))
    assert [_HUMAN.sub("", tag) for tag in before] == [_HUMAN.sub("", tag) for tag in after]


def test_a_traditional_page_is_not_converted():
    """A page that says that it is Traditional is not read at all: 皇后 would stay, but 干擾 would not."""
    written = page('<p>干擾、后</p><a href="/powers/A/">', root='<html lang="zh-Hant">')
    assert TWIN.page(written) == written


@given(bodies)
def test_a_twin_is_its_own_twin(body):
    """A page that is Traditional already is given back as it is."""
    once = TWIN.page(page(body))
    assert TWIN.page(once) == once


@given(bodies)
def test_entities_survive(body):
    """Escaped characters stay escaped: nothing that was text becomes markup."""
    entities = re.compile(r"&[^;\s]*;")
    assert entities.findall(TWIN.page(body)) == entities.findall(body)


@given(st.lists(_safe.filter(str.strip), min_size=1, max_size=5))
def test_texts_do_not_meet(texts):
    """Each cell is converted as it is by itself: words of two cells never make a word together."""
    words = Traditional({})
    assert TWIN.page("".join(f"<td>{text}</td>" for text in texts)) == "".join(f"<td>{words.text(text)}</td>" for text in texts)


@given(st.text(max_size=200))
def test_any_text_at_all(text):
    """Whatever stands there, however broken, is converted without an error and keeps its ASCII."""
    def ascii_of(t):
        return re.sub(r"[^ -~]|/hant", "", t)

    if "zh-Hant" not in text:
        assert ascii_of(TWIN.page(text)) == ascii_of(text)
