"""Methods of Jinja that are its own affair are overridden only where they are what we know."""

import tomllib
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from jinja2.sandbox import ImmutableSandboxedEnvironment

from quanli.cli import main
from quanli.render.compiler import PageCompiler, ThemeCompiler
from quanli.render.overridden import FITS
from quanli.render.page_environment import PageEnvironment
from quanli.render.sandbox import SandboxedPages
from sites import make_site

ROOT = Path(__file__).parents[2]
CHANGES = {
    "gone": ("_import_common", None),
    "of other parameters": ("_output_child_pre", lambda self, node, finalize: None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_jinja_that_we_do_not_know_is_refused(tmp_path, monkeypatch, capsys, change):
    """A method that is gone or called otherwise ends the build with one sentence, which names it and the version that fits."""
    name, other = CHANGES[change]
    monkeypatch.delattr(CodeGenerator, name)
    if other:
        monkeypatch.setattr(CodeGenerator, name, other, raising=False)
    assert main(["build", "--site", str(make_site(tmp_path)), "--lang", "en", "--jobs", "1", "--quiet"]) == 1
    said = capsys.readouterr().err
    assert f"CodeGenerator.{name} is not as it was known" in said
    assert "install it: pip install 'Jinja2>=3.1.6,<3.2'" in said


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(ThemeCompiler, CodeGenerator), (PageCompiler, CodeGenerator), (PageEnvironment, Environment), (SandboxedPages, ImmutableSandboxedEnvironment)],
)
def test_every_method_that_is_overridden_is_compared(ours, theirs):
    """None of Jinja's methods is overridden without being looked at."""
    both = {name for name in vars(ours).keys() & set(dir(theirs)) if callable(getattr(theirs, name)) and not name.startswith("__")}
    assert both - {"code_generator_class", "template_class"} == set(ours.overridden)


def test_the_versions_that_fit_are_those_that_are_installed():
    """The bound that is said is that of the package."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert FITS in wanted
