"""Prose to HTML: the short way and the long way agree, and nothing gets out that is not allowed."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanli.errors import ProblemsFoundError
from quanli.records.prose_rules import prose_faults, without_code
from quanli.render import prose
from quanli.render.prose import TAGS, _rendered, render_inline, render_prose

WORDS = st.text(st.sampled_from("一二三，。（）《》“”:;?/()%=+ aZ09-.'\"#"), max_size=40).map(str.strip)
PIECES = [*"<>&\"'`*_[]()!#|~\\-+. \n\t:/=ab一", "<script>", "javascript:", "](", "<img src=x onerror=a>", "&#106;", "<!--", "data:", "\n\n", "    "]
MARKED = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
ATTRIBUTES = {"a": {"href", "title"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}


SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.\t\n\r-]*):")
"""A scheme as browsers read it: blanks before it and line ends within it do not count (WHATWG URL, scheme start state)."""


class Judge(HTMLParser):
    """Collects every tag and attribute that a browser would see."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attributes}
        for name, value in attributes:
            if name == "href":
                scheme = SCHEME.match(value)
                assert scheme is None or scheme[1].lower() in {"https", "http", "mailto", "tel"}, value

    def handle_comment(self, data):
        self.tags.add("comment")

    def handle_decl(self, decl):
        self.tags.add("declaration")


@settings(max_examples=300)
@given(WORDS)
def test_short_way_equals_markdowns(text):
    """A text without any mark gives the same HTML by the short way as by Markdown and the allow-list."""
    assert Parsed(render_prose(text)) == Parsed(_rendered(text))


class Parsed(HTMLParser):
    """What a browser makes of HTML: tags and texts, however its characters were escaped."""

    def __init__(self, html):
        super().__init__()
        self.seen = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, *attributes))

    def handle_endtag(self, tag):
        self.seen.append(f"/{tag}")

    def handle_data(self, data):
        if data.strip():
            self.seen.append(data.strip())

    def __eq__(self, other):
        return self.seen == other.seen

    __hash__ = None


@settings(max_examples=300)
@given(MARKED)
def test_nothing_outside_the_allow_list_gets_out(text):
    """Whatever is written, the HTML holds only tags and attributes of the allow-list, and only safe links."""
    for html in (render_prose(text), render_inline(text)):
        judge = Judge(html)
        assert judge.tags <= TAGS
        assert all(name in ATTRIBUTES.get(tag, ()) for tag, name in judge.attributes)


@settings(max_examples=200)
@given(MARKED)
def test_inline_holds_no_block(text):
    """Prose inside a line never breaks the line's own element."""
    assert not Judge(render_inline(text)).tags & {"p", "ul", "ol", "li", "h2", "h3", "table", "pre", "blockquote", "hr", "dl"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("带身份证。", "<p>带身份证。</p>"),
        ('不少于 3 < 5 & "x"', '<p>不少于 3 &lt; 5 &amp; "x"</p>'),
        ("**重要**：带原件", "<p><strong>重要</strong>：带原件</p>"),
        ("[查询](https://example.gov.cn/a?b=1&c=2)", '<p><a href="https://example.gov.cn/a?b=1&amp;c=2">查询</a></p>'),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("<script>alert(1)</script>", ""),
        ("<img src=x onerror=alert(1)>", "<p></p>"),
        ("- 一\n- 二", "<ul>\n<li>一</li>\n<li>二</li>\n</ul>"),
        ("3. 三", '<ol start="3">\n<li>三</li>\n</ol>'),
    ],
)
def test_examples(text, html):
    """Lists, links and emphasis are kept; scripts, pictures and unsafe links are not."""
    assert render_prose(text).strip() == html


@pytest.mark.parametrize("text", ["甲\n: 乙\n" * 1000, "`a" * 60000])
def test_a_text_that_was_given_up_leaves_nothing_behind(text, monkeypatch):
    """After a text that went too deep or took too long, the next one is rendered as ever."""
    monkeypatch.setattr(prose, "RENDER_SECONDS", 0.3 if text.startswith("`") else 60)
    with pytest.raises(ProblemsFoundError):
        render_prose(text)
    assert prose._rendered.__wrapped__("**重要**：带原件\n\n- 一") == "<p><strong>重要</strong>：带原件</p>\n<ul>\n<li>一</li>\n</ul>"


def test_list_number_inside_a_line_stays_text():
    """A condition that begins like a list stays the sentence that it is."""
    assert render_inline("1. 年满十八周岁") == "1. 年满十八周岁"
    assert render_inline("# 号开头 *的*") == "# 号开头 <em>的</em>"


@given(st.lists(st.sampled_from(["```", "```sh", "````", "~~~", "``` {.x}", "``", "<b>x</b>", "[x](javascript:y)", "正文", "", "1. 一", "    ```", "> ```"]), max_size=12).map("\n".join))
def test_what_is_taken_for_code_is_drawn_as_code(text):
    """What the rules leave out as code between fences is what Markdown draws as code, so that no tag or link of it escapes; nothing is moved by it."""
    left = without_code(text)
    assert [len(line) for line in left.split("\n")] == [len(line) for line in text.split("\n")]
    assert str(render_prose(text)).count("&lt;b&gt;") >= text.count("<b>") - left.count("<b>")


def test_code_between_fences_is_shown_as_it_is():
    """Tags and links between fences are no fault and stand on the page as they were typed; without the closing fence they are judged."""
    text = "甲\n\n```sh\n<b> [x](javascript:y)\n```\n"
    assert list(prose_faults(text)) == []
    assert render_prose(text) == "<p>甲</p>\n<pre><code>&lt;b&gt; [x](javascript:y)\n</code></pre>"
    assert [rule.code for rule, _ in prose_faults(text.removesuffix("```\n"))] == ["RAW_HTML", "BAD_LINK"]
