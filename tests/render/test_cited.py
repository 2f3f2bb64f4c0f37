"""Citations in rendered words made links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from quanli.assemble.cites import Led
from quanli.render.cited import cited
from quanli.render.prose import render_inline, render_prose
from quanli.statutes.citing import citations


def find(text):
    """Lead every citation of 某法 to a page."""
    return [Led(one.start, one.end, f"/laws/a/#art-{one.article.number}") for one in citations(text, {"某法"}.__contains__) if one.article and one.title == "某法"]


A = '<a href="/laws/a/#art-{}">{}</a>'.format


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("依照某法第三条办理", f"依照{A(3, '某法第三条')}办理"),
        ("某法第三条、第五条", f"{A(3, '某法第三条')}、{A(5, '第五条')}"),
        ("a < b，《某法》第三条 & c", f"a &lt; b，{A(3, '《某法》第三条')} &amp; c"),
        ("别的法第三条", "别的法第三条"),
        (Markup("<p>依照<strong>某法第三条</strong>办理</p>"), f"<p>依照<strong>{A(3, '某法第三条')}</strong>办理</p>"),
        (Markup("<p>依照<strong>某法</strong>第三条办理</p>"), "<p>依照<strong>某法</strong>第三条办理</p>"),
        (Markup('<p>见<a href="/x/">某法第三条</a>和某法第五条</p>'), f'<p>见<a href="/x/">某法第三条</a>和{A(5, "某法第五条")}</p>'),
        (Markup("<h2>某法第三条</h2><p>某法第四条</p>"), f"<h2>某法第三条</h2><p>{A(4, '某法第四条')}</p>"),
        (Markup("<p><code>某法第三条</code></p>"), "<p><code>某法第三条</code></p>"),
        (Markup('<p title="某法第三条">a &lt;b&gt; 某法第三条 "c"</p>'), f'<p title="某法第三条">a &lt;b&gt; {A(3, "某法第三条")} &#34;c&#34;</p>'),
        (Markup("<ul><li>某法第三条</li><li>第四条</li></ul>"), f"<ul><li>{A(3, '某法第三条')}</li><li>{A(4, '第四条')}</li></ul>"),
    ],
)  # fmt: skip
def test_citation_is_linked_where_a_link_may_stand(words, shown):
    """Words are escaped, what stands in links, headings and code stays, and only the characters of the citation lead anywhere."""
    assert cited(words, find) == shown


PIECES = st.lists(st.sampled_from(["某法第三条", "《某法》第五条", "、第六条", "*", "**", "`", "[某法第一条](/x/)", "<", "&amp;", '"', "\n\n", "# ", "- ", "甲", "（", "）"]), max_size=12)


@given(PIECES)
def test_nothing_but_links_is_added(pieces):
    """Whatever is rendered, links apart its words and tags stay what they were, and no link stands in a link."""
    for render in (render_prose, render_inline, escape):
        html = render("".join(pieces))
        linked = str(cited(html, find))
        assert without_links(linked) == without_links(str(html))
        assert linked.count("<a ") == linked.count("</a>")
        assert "<a " not in "".join(part.split("</a>")[0] for part in linked.split("<a ")[1:])


def without_links(html):
    import re

    return re.sub(r'<a href="/laws/a/#art-\d+">(.*?)</a>', r"\1", html).replace("&#34;", '"').replace("&#39;", "'")
