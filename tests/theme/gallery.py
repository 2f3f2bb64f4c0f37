"""The theme's components, each with its examples, drawn as whole pages with the real base."""

import datetime
from pathlib import Path
from types import SimpleNamespace

import yaml
from markupsafe import Markup

from quanli.assemble.page import Page
from quanli.config.site import Site
from quanli.render.assets import collect_assets
from quanli.render.environment import make_environment

THEME = Path(__file__).resolve().parents[2] / "theme"
COMPONENTS = sorted(path.stem for path in (THEME / "templates/components").glob("*.html"))
SITE = Site(name="样例市权力事项公开", body="样例市人民政府", hotline="12345", sample=True, site_code="0000000000", address="公园路 18 号")
ASSETS = {asset.name: asset for asset in collect_assets(THEME)}

_HEAD = '{%% extends "base.html" %%}{%% from "components/%s.html" import %s as component %%}'
_BODY = """{% block main %}
<h1>{{ page.title }}</h1>
{% for one in it %}
<section aria-label="{{ one.title }}">
<h2>{{ one.title }}</h2>
{{ component(**one.args) }}
</section>
{% endfor %}
{% endblock %}"""


class Record(dict):
    """What a component is given in an example: fields by name, as a view has them."""

    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(name)


def environment():
    """Make the environment that pages are rendered with."""
    made = make_environment(THEME, SITE, {name: asset.url for name, asset in ASSETS.items()}, trusted=True)
    made.globals["built"] = SimpleNamespace(day=datetime.date(2026, 1, 5), commit="0" * 40, short="0000000")
    return made


def examples(component):
    """Read a component's examples: title and arguments. A text that is a drawing stays one."""
    found = yaml.safe_load((THEME / f"templates/components/{component}.yaml").read_text(encoding="utf-8"))
    return [Record(title=one["title"], args=_drawings(one["args"])) for one in found]


def example_pages():
    """Draw every example as a page of its own; gives name and HTML."""
    for component, template in _templates():
        for number, example in enumerate(examples(component)):
            yield f"{component}-{number}", template.render(page=_page(component), it=[example])


def component_pages():
    """Draw all examples of a component as one page (its ids are not unique); gives name and HTML."""
    for component, template in _templates():
        yield component, template.render(page=_page(component), it=examples(component))


def _templates():
    made = environment()
    for component in COMPONENTS:
        yield component, made.from_string(_HEAD % (component, component.replace("-", "_")) + _BODY)


def _page(component):
    return Page(f"/{component}/", "", component, "组件示例", None)


def _drawings(value):
    if isinstance(value, dict):
        return Record((key, _drawings(one)) for key, one in value.items())
    if isinstance(value, list):
        return [_drawings(one) for one in value]
    return Markup(value) if isinstance(value, str) and value.startswith("<svg") else value
