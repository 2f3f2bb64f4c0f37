"""A theme that a stranger wrote: its templates read what they are given, within bounds, and do nothing else.

Each trick is committed to a real repository with a copy of our theme, and the site is built. What is run leaves a marker.
"""

import re
import shutil
import subprocess

import pytest

from conftest import ROOT
from pipeline.incremental import tree
from quanli.cli import main
from quanli.render import bounds
from sites import build, make_site

RUN = {
    "a function's module": "{{ cycler.__init__.__globals__['os'].mkdir('MARKER') }}",
    "a function's module, by its item": "{{ cycler['__init__']['__globals__']['os'].mkdir('MARKER') }}",
    "a function's module, by a filter": "{{ (cycler|attr('__init__')|attr('__globals__'))['os'].mkdir('MARKER') }}",
    "a function's module, by a name put together": "{% set u = '_' * 2 %}{{ (cycler|attr(u ~ 'init' ~ u)|attr(u ~ 'globals' ~ u))['os'].mkdir('MARKER') }}",
    "a function's module, by a name in other signs": "{{ cycler['\\x5f\\x5finit\\x5f\\x5f']['\\x5f\\x5fglobals\\x5f\\x5f']['os'].mkdir('MARKER') }}",
    "a function's module, by an attribute of many": "{{ ([cycler]|map(attribute='__init__.__globals__')|first)['os'].mkdir('MARKER') }}",
    "a function's module, by a filter of many": "{{ ([cycler]|map('attr', '__init__')|map('attr', '__globals__')|first)['os'].mkdir('MARKER') }}",
    "a function's module, by groups": "{% for g in [cycler]|groupby('__init__.__globals__') %}{{ g.grouper['os'].mkdir('MARKER') }}{% endfor %}",
    "the words of no sense": "{{ lipsum.__globals__['os'].mkdir('MARKER') }}",
    "a joiner": "{{ joiner.__init__.__globals__['__builtins__']['__import__']('os').mkdir('MARKER') }}",
    "a namespace": "{{ namespace.__init__.__globals__['__builtins__']['__import__']('os').mkdir('MARKER') }}",
    "a page": "{{ page.__init__.__globals__['__builtins__']['__import__']('os').mkdir('MARKER') }}",
    "what a page shows": "{{ it.__class__.__init__.__globals__['__builtins__']['__import__']('os').mkdir('MARKER') }}",
    "the site's settings": "{{ site.__eq__.__globals__['__builtins__']['__import__']('os').mkdir('MARKER') }}",
    "a generator's frame": "{{ site.named().gi_frame.f_builtins['__import__']('os').mkdir('MARKER') }}",
    "a generator's frame, by its item": "{{ site.named()['gi_frame']['f_builtins']['__import__']('os').mkdir('MARKER') }}",
    "a macro": "{% macro m() %}{% endmacro %}{{ m._func.__globals__['__builtins__']['__import__']('os').mkdir('MARKER') }}",
    "a macro's environment": "{% macro m() %}{% endmacro %}{{ m._environment.globals['cycler'].__init__.__globals__['os'].mkdir('MARKER') }}",
    "a component": "{% import 'components/icon.html' as c %}{{ c.icon._func.__globals__['__builtins__']['__import__']('os').mkdir('MARKER') }}",
    "a loop": "{% for x in [1] %}{{ loop.__init__.__globals__['__builtins__']['__import__']('os').mkdir('MARKER') }}{% endfor %}",
    "the template itself": "{{ self.__init__.__globals__['__builtins__']['__import__']('os').mkdir('MARKER') }}",
    "the template's context": "{{ self._TemplateReference__context.environment.loader.load.__globals__['os'].mkdir('MARKER') }}",
    "a block": "{% block evil %}{% endblock %}{{ self['evil'].__init__.__globals__['__builtins__']['__import__']('os').mkdir('MARKER') }}",
    "a text's class": "{% for c in ''.__class__.__mro__[-1].__subclasses__() %}{% if c.__name__ == 'Popen' %}{{ c(['mkdir', 'MARKER']).wait() }}{% endif %}{% endfor %}",
    "the class of all": "{% for c in dict.mro()[-1].__subclasses__() %}{% if c.__name__ == 'Popen' %}{{ c(['mkdir', 'MARKER']).wait() }}{% endif %}{% endfor %}",
    "the class of escaped text": "{{ ('<'|e).__class__.escape.__func__.__globals__ }}{{ ('<'|e).__init_subclass__.__self__.__mro__[0].__html_format__.__globals__['__builtins__']['__import__']('os').mkdir('MARKER') }}",
    "the function of static files": "{{ (asset.__class__.__base__.__subclasses__()|selectattr('__name__', 'eq', 'Popen')|first)(['mkdir', 'MARKER']).wait() }}",
    "a loader": "{{ cycler.__init__.__globals__['__loader__'].load_module('os').mkdir('MARKER') }}",
    "a constant, when it is compiled": "{{ ''.__class__.__mro__[-1].__subclasses__()|length and cycler.__init__.__globals__['os'].mkdir('MARKER') }}",
}
"""Each runs a command where templates may do what they want."""

HOST = {
    "the build in the host's settings": "{{ QUANLI_BUILD.options.root.joinpath('evil').mkdir() }}",
    "a worker of the build": "{{ QUANLI_BUILD.executor.map(QUANLI_BUILD.options.root.joinpath('evil').mkdir, [0o755])|list }}",
}
"""Each asks for what the host gives to the template of a guide."""

SHOWN = {
    "a file of the machine": "{% include '/etc/hostname' %}",
    "a file above the theme": "{% include '../../content/approvers' %}",
    "a file above the theme, by another way": "{% extends 'components/../../../content/approvers' %}",
    "a file above the theme as macros": "{% import '../../content/approvers' as x %}{{ x }}",
    "a format that reaches for the program": "{{ '{0.__init__.__globals__}'.format(page) }}",
    "a format of named values": "{{ '{x.__init__.__globals__}'.format_map({'x': page}) }}",
    "a format of escaped text": "{{ ('<'|e ~ '{0.__init__.__globals__}'|safe).format(page) }}",
    "a format by its item": "{{ '{0.__init__.__globals__}'['format'](page) }}",
    "a format of many": "{{ ['{0.__init__.__globals__}']|map('attr', 'format')|first }}{{ (['{0.__init__.__globals__}']|map(attribute='format')|first)(page) }}",
    "a page's class": "{{ page.__class__ }}",
    "what changes values": "{{ {}.update({'a': 1}) }}{% set x = [] %}{{ x.append(1) }}",
}
"""Each shows what no page may show, or changes what is not its own."""

ENDLESS = {
    "loops within loops": ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "longer than"),
    "a range": ("{% for a in range(10 ** 9) %}{% endfor %}", "Range too big"),
    "a large number": ("{{ 10 ** (10 ** 10) }}", "a number is too long"),
    "a number that grows": ("{% set n = namespace(x=7) %}{% for a in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}", "a number is too long"),
    "a text many times": ("{{ 'x' * 10 ** 11 }}", "longer than 32 MB"),
    "a list many times": ("{{ [1] * 10 ** 11 }}", "longer than 32 MB"),
    "a text that doubles": ("{% set n = namespace(x='xxxxxxxxxxxxxxxx') %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "memory"),
    "a list that doubles": ("{% set n = namespace(x=[1]) %}{% for a in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}", "memory"),
    "a wide format": ("{{ '%999999999999d'|format(1) }}", "."),
    "a format as wide as memory": ("{{ '%1999999999d' % 1 }}", "memory"),
    "a format with braces": ("{{ '{:1999999999}'.format(it.title) }}", "."),
    "text in the middle of very much": ("{{ 'x'|center(1999999999) }}", "memory"),
    "text to the left of very much": ("{{ 'x'.ljust(1999999999) }}", "memory"),
    "very many in a batch": ("{{ [1]|batch(999999999, 1)|list }}", "memory"),
    "very long text": ("{% for a in range(99999) %}{{ 'x' * 999 }}{% endfor %}", "longer than 32 MB"),
    "very long text in a macro": ("{% macro m() %}{% for a in range(99999) %}{{ 'x' * 999 }}{% endfor %}{% endmacro %}{{ m() }}", "longer than 32 MB"),
    "a macro of itself": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "into itself without end"),
    "a template of itself": ("{% include 'base.html' %}", "into itself without end|longer than"),
    "a base of itself": ("{% extends 'base.html' %}", "into itself without end|longer than"),
    "brackets within brackets": ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "into itself without end"),
    "lists within lists": ("{{ " + "[" * 150 + "1" + "]" * 150 + " }}", "."),
    "conditions within conditions": ("{% if 1 %}" * 150 + "{% endif %}" * 150, "."),
    "a division by nothing": ("{{ 1 / (it.title|length - it.title|length) }}", "ZeroDivisionError: division by zero"),
    "numbers and words": ("{{ 1 + page.title }}", "TypeError: unsupported operand"),
    "a file that is not there": ("{{ asset('nowhere.css') }}", "KeyError: 'nowhere.css'"),
    "half a character": ("{{ '\\ud800' }}", "UnicodeEncodeError"),
    "a text that is not one": ("{{ _() }}", "."),
    "a filter of the wrong thing": ("{{ page|prose }}", "TypeError"),
    "a page of no HTML": ("{{ '<![CDATA[ <!-- <p <b a=\"'|safe }}", ""),
}
"""Each goes on for ever, takes all memory or fails: what is said of it; nothing is said where it does no harm."""

USUAL = ("check",), ("build", "--quiet"), ("build", "--quiet", "--as-of", "2026-01-01"), ("history", "YJ-XK-0001"), ("search", "烟花"), ("review", "main")


def git(site, *words):
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", site, *who, *words], check=True, capture_output=True)


def planted(folder, text, name="base.html"):
    """Make a site in git, and a branch whose theme is ours with a passage more in one template."""
    site = make_site(folder, **{"content/approvers": "# 审批人 SECRET\n"})
    git(site, "init", "-q", "-b", "main")
    git(site, "add", ".")
    git(site, "commit", "-qm", "开始")
    git(site, "checkout", "-qb", "change")
    shutil.copytree(ROOT / "theme", site / "theme")
    path = site / "theme/templates" / name
    more = text if name == "base.html" else f"{{% block head %}}{text}{{% endblock %}}"  # the rest of a template that extends another is not shown
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    git(site, "add", ".")
    git(site, "commit", "-qm", "主题")
    return site


def said_by(site, capsys, *command):
    capsys.readouterr()
    alone = ("--jobs", "1") if command[0] in {"build", "check"} else ()
    status = main([*command, "--site", str(site), "--lang", "en", *alone])
    said = capsys.readouterr()
    return status, said.out + said.err


def refused(said, name=r"[a-z/]+\.html"):
    return re.search(rf"^theme/templates/{name}:\d+:1: error TEMPLATE_(UNSAFE|ERROR|BOUNDS) (.*)$", said, re.MULTILINE)


WAYS = [*((trick, "base.html") for trick in RUN), *((trick, "page.html") for trick in ("a page", "a macro", "a generator's frame", "the words of no sense"))]
"""Every trick in every page; some in the template of guides, which the host draws."""


@pytest.mark.parametrize(("trick", "name"), WAYS)
def test_template_runs_nothing(trick, name, tmp_path, capsys):
    """No command runs what a template names, in pages or in guides; a build says which template asks for it, and publishes nothing."""
    marker = tmp_path / "marker"
    site = planted(tmp_path, RUN[trick].replace("MARKER", str(marker)), name)
    for command in USUAL if name == "base.html" else (("build", "--quiet"),):
        status, said = said_by(site, capsys, *command)
        assert not marker.exists(), command
        assert "Traceback" not in said
        assert command[0] != "build" or (status == 1 and refused(said, name)), said
    assert not (site / "output").exists()


@pytest.mark.parametrize("trick", HOST)
def test_template_of_a_guide_gets_nothing_of_the_host(trick, tmp_path, capsys):
    """The template of a guide gets its page, and neither the host's settings nor the build that travels in them."""
    site = planted(tmp_path, HOST[trick], "page.html")
    status, said = said_by(site, capsys, "build", "--quiet")
    assert status == 1
    assert refused(said, "page.html"), said
    assert not list(tmp_path.rglob("evil"))


@pytest.mark.parametrize("trick", SHOWN)
def test_template_shows_nothing_else(trick, tmp_path, capsys):
    """No file outside the theme and nothing of the program stands on a page."""
    site = planted(tmp_path, SHOWN[trick])
    status, said = said_by(site, capsys, "build", "--quiet")
    assert status == 1
    assert re.search(r"^theme/templates.* error TEMPLATE_", said, re.MULTILINE), said
    assert not (site / "output").exists()


@pytest.mark.parametrize("trick", ENDLESS)
def test_template_comes_to_an_end(trick, tmp_path, capsys, monkeypatch):
    """What takes too long, too much memory or fails is one sentence with the template and its line."""
    text, wanted = ENDLESS[trick]
    if "MB" not in wanted:  # what is bounded by its size has the usual time until then
        monkeypatch.setattr(bounds, "SECONDS", 1)
    site = planted(tmp_path, text)
    status, said = said_by(site, capsys, "build", "--quiet", "--jobs", "1")
    assert "Traceback" not in said
    if not wanted:
        assert status == 0
        return
    assert status == 1
    found = refused(said)
    assert found, said
    assert re.search(wanted, found[2])


def test_theme_alike_gives_the_same_bytes(tmp_path):
    """A site with a copy of our theme, which runs in the sandbox, is the same byte for byte."""
    site = make_site(tmp_path)
    assert build(site) == 0
    ours = tree(site / "output")
    shutil.rmtree(site / ".quanli")
    shutil.rmtree(site / "output")
    shutil.copytree(ROOT / "theme", site / "theme")
    assert build(site) == 0
    assert tree(site / "output") == ours
