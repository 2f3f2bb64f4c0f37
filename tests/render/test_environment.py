"""The templates' environment: strict, escaping, interface texts folded."""

import datetime
from decimal import Decimal

import jinja2
import pytest

from quanli.assemble.page import Page
from quanli.config.site import Site
from quanli.errors import ProblemsFoundError
from quanli.render.environment import make_environment
from quanli.render.pages import render_page


@pytest.fixture
def theme(tmp_path):
    """Make a theme with a base, a component and a page."""
    for name, text in {
        "base.html": '<title>{{ page.title }}</title>{% block main %}{% endblock %}{{ _("页脚") }}',
        "components/box.html": '{% macro box(word) -%}<b title="{{ word }}">{{ _("盒子") }}{{ word }}</b>{%- endmacro %}',
        "pages/x.html": '{% extends "base.html" %}{% from "components/box.html" import box %}{% block main %}{{ box(it.word) }}{{ it.prose|prose }}{% endblock %}',
        "pages/bad.html": '{% extends "base.html" %}\n{% block main %}\n{{ it.wrod }}\n{% endblock %}',
        "pages/worse.html": "{% if %}",
    }.items():
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def page(template, **values):
    return Page("/x/", template, "题 <目>", "", type("View", (), values)())


def made(theme, **more):
    return make_environment(theme, Site(name="站"), {"css/site.css": "/static/css/site.0.css"}, **{"trusted": True, **more})


def test_values_are_escaped_and_prose_is_rendered(theme):
    """What comes from the catalogue is text: it cannot close a tag or an attribute, and is never read as a template."""
    html = render_page(page("x", word='"><script>{{ site }}', prose="**a**<i>"), made(theme)).decode()
    assert html == '<title>题 &lt;目&gt;</title><b title="&#34;&gt;&lt;script&gt;{{ site }}">盒子&#34;&gt;&lt;script&gt;{{ site }}</b><p><strong>a</strong></p>页脚'


def test_interface_texts_are_folded_when_compiled(theme):
    """``_`` is called once a text when templates are compiled, in macros and parents too, and never when a page is drawn."""
    asked = []

    def translate(text):
        asked.append(text)
        return text.translate(str.maketrans("页脚盒子", "頁腳盒子"))

    environment = made(theme, translate=translate)
    first = render_page(page("x", word="a", prose=""), environment).decode()
    assert "頁腳" in first
    assert sorted(asked) == ["盒子", "页脚"]
    for _ in range(3):
        render_page(page("x", word="b", prose=""), environment)
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("template", "place", "said"),
    [
        ("bad", "theme/templates/pages/bad.html:3:1", "has no attribute 'wrod'"),
        ("worse", "theme/templates/pages/worse.html:1:1", "Expected an expression, got 'end of statement block'"),
        ("none", "theme/templates", "'pages/none.html' is not in the theme"),
    ],
)
def test_failing_template_is_a_problem_with_its_place(template, place, said, theme):
    """A name that does not exist and a template that cannot be read are problems with file and line."""
    with pytest.raises(ProblemsFoundError) as found:
        render_page(page(template), made(theme))
    (problem,) = found.value.problems
    assert (problem.code, str(problem.place)) == ("TEMPLATE_ERROR", place)
    assert said in problem.message("en")


@pytest.mark.parametrize(
    ("template", "value", "html"),
    [
        ("{{ x|date }}", datetime.date(2026, 3, 5), "2026 年 3 月 5 日"),
        ("{{ x|isodate }}", datetime.date(2026, 3, 5), "2026-03-05"),
        ("{{ x|date }}", None, ""),
        ("{{ x|number }}", 12345, "12,345"),
        ("{{ x|number }}", Decimal("1234.50"), "1,234.5"),
        ("{{ x|size }}", 999, "999 字节"),
        ("{{ x|size }}", 1000, "1.0 KB"),
        ("{{ x|size }}", 52_345, "52 KB"),
        ("{{ x|size }}", 3_400_000, "3.4 MB"),
    ],
)
def test_filters(template, value, html, theme):
    """Dates, numbers and sizes are written as readers of Chinese write them."""
    assert made(theme).from_string(template).render(x=value) == html


def test_asset_that_is_not_there_is_an_error(theme):
    """A template cannot name a static file that the theme does not have."""
    assert made(theme).from_string('{{ asset("css/site.css") }}').render() == "/static/css/site.0.css"
    with pytest.raises(KeyError):
        made(theme).from_string('{{ asset("css/none.css") }}').render()
    with pytest.raises(jinja2.UndefinedError):
        made(theme).from_string("{{ nothing }}").render()
