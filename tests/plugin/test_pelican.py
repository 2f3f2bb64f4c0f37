"""Plain ``pelican`` and ``quanli build`` give the same site, and fail the same way."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from quanli.cli import main
from sites import POWER, build, edit

THEME = ROOT / "theme"
FIRST_OF_JUNE = "1780272000"
"""The day of the sample, 2026-06-01, in seconds."""


def pelican(site: Path) -> subprocess.CompletedProcess[str]:
    """Run Pelican's own program on a site, as its users do."""
    program = Path(sys.executable).with_name("pelican")
    return subprocess.run([program, "content", "-s", "pelicanconf.py"], cwd=site, capture_output=True, text=True, check=False)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Make a site with ``quanli new site``, on a fixed day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", FIRST_OF_JUNE)
    made = tmp_path / "site"
    assert main(["new", "site", str(made)]) == 0
    return made


def test_pelican_gives_the_same_site(site):
    """The site that ``pelican`` builds equals that of ``quanli build`` byte for byte, at first and after an edit."""
    assert build(site) == 0
    ours = tree(site / "output")
    shutil.rmtree(site / "output")
    shutil.rmtree(site / ".quanli")
    done = pelican(site)
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(site / "output") == ours
    edit(site, POWER, "由专人销售", "由专人负责销售")
    assert pelican(site).returncode == 0
    theirs = tree(site / "output")
    assert theirs != ours
    shutil.rmtree(site / "output")
    shutil.rmtree(site / ".quanli")
    assert build(site) == 0
    assert tree(site / "output") == theirs


def test_pelican_builds_the_sample(sample, tmp_path, monkeypatch):
    """The whole sample, guides and all, is the same by either program."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", FIRST_OF_JUNE)
    site = tmp_path / "site"
    shutil.copytree(sample / "content", site / "content")
    shutil.copy(ROOT / "generator/quanli/cli/starter/pelicanconf.py", site)
    done = pelican(site)
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(site / "output") == tree(sample / "output")


def break_yaml(site):
    edit(site, POWER, "category: permit", "category: [permit")


def break_template(site):
    shutil.copytree(THEME, site / "theme")
    page = site / "theme/templates/pages/guide.html"
    page.write_text(page.read_text(encoding="utf-8").replace("{% block main %}", "{% block main %}{{ it.nothing_of_this_name }}", 1), encoding="utf-8")


def break_power_template(site):
    shutil.copytree(THEME, site / "theme")
    page = site / "theme/templates/pages/power.html"
    page.write_text(page.read_text(encoding="utf-8") + "{% if %}", encoding="utf-8")


def break_guide(site):
    edit(site, "content/guides/lingshou.md", "Powers: ", "Powers: NO-SUCH-CODE, ")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (break_yaml, f"{POWER}: error YAML_SYNTAX YAML syntax: did not find expected ',' or ']'"),
        (break_guide, 'content/guides/lingshou.md: error UNKNOWN_REFERENCE there is no item "NO-SUCH-CODE"'),
        (break_template, "theme/templates/pages/guide.html: error TEMPLATE_ERROR the template fails: 'quanli.assemble.guide.GuideView object' has no attribute 'nothing_of_this_name'"),
        (break_power_template, "theme/templates/pages/power.html: error TEMPLATE_ERROR the template fails: Expected an expression, got 'end of statement block'"),
    ],
)
@pytest.mark.parametrize("program", ["pelican", "quanli"])
def test_error_ends_in_a_status_and_leaves_the_output(program, damage, said, site):
    """An error in the catalogue, a guide or a template ends in a non-zero status with the output as it was before."""
    assert build(site) == 0
    before = tree(site / "output")
    damage(site)
    if program == "pelican":
        assert pelican(site).returncode != 0
    else:
        done = subprocess.run([sys.executable, "-m", "quanli", "build", "--quiet", "--lang", "en"], cwd=site, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert said in re.sub(r":\d+:\d+: ", ": ", done.stderr).splitlines()
        assert "Traceback" not in done.stderr
    assert tree(site / "output") == before
    assert not (site / ".output.staging").exists()
