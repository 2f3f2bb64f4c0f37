"""Files that lie beside a site's own and look like programs: none of them is run, whatever is built, checked or asked.

Each is committed to a real repository, and every command is started in the site's folder as people do. What is run leaves
a marker.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from sites import POWER, edit, make_site

MODULES = (
    "yaml", "jinja2", "markupsafe", "markdown", "nh3", "pelican", "graphviz", "typst", "numpy", "brotli", "opencc", "pypinyin", "whoosh",
    "openpyxl", "sqlite3", "json", "datetime", "pathlib", "argparse", "sitecustomize", "usercustomize", "conftest", "distributed",
)  # fmt: skip
EVIL = "import os\nos.mkdir('MARKER')\n"
PLANTED = {
    "modules of the names that the program imports": {f"{name}.py": EVIL for name in MODULES},
    "packages of those names": {f"{name}/__init__.py": EVIL for name in MODULES},
    "modules among the content": {f"content/{name}.py": EVIL for name in MODULES},
    "modules in the theme": {f"theme/{name}.py": EVIL for name in (*MODULES, "templates/__init__", "theme", "plugins")},
    "settings of the host": {"pelicanconf.py": EVIL, "publishconf.py": EVIL, "plugins/evil.py": EVIL, "pelican-plugins/evil/__init__.py": EVIL},
    "packages that name entry points": {"evil.dist-info/entry_points.txt": "[markdown.extensions]\ntables = yaml:x\n[pelican.plugins]\nx = yaml\n", "evil.dist-info/METADATA": "Name: evil\nVersion: 1\n"},
    "paths of modules": {"evil.pth": "import os; os.mkdir('MARKER')\n", "pyvenv.cfg": "home = .\n", "python311._pth": "."},
    "programs of the names that are run": dict.fromkeys(("dot", "git", "node", "ssh-keygen", "fc-list", "typst"), "#!/bin/sh\nmkdir MARKER\n"),
    "settings of other programs": {
        "setup.py": EVIL, "setup.cfg": "[options.entry_points]\n", "pip.conf": "[global]\n", "Makefile": "all:\n\tmkdir MARKER\n",
        "tasks.py": EVIL, "noxfile.py": EVIL, ".envrc": "mkdir MARKER\n", "package.json": '{"scripts": {"preinstall": "mkdir MARKER"}}',
        ".quanlirc": "MARKER", "quanli.toml": "MARKER", "dask.yaml": "distributed: {worker: {preload: [yaml]}}\n",
    },
    "extensions of Markdown": {"content/guides/lingshou.md": "Title: 零售\nSlug: lingshou\nSummary: 一句\nExtensions: yaml\nTemplate: ../../yaml\nPlugins: yaml\nMarkdown: yaml\n\n文字 {{ ''.__class__ }}\n"},
}  # fmt: skip
COMMANDS = (
    ("check",), ("build", "--quiet", "--jobs", "2"), ("build", "--quiet", "--as-of", "2026-01-01"), ("history", "YJ-XK-0001"), ("search", "烟花"),
    ("review", "main", "change"), ("export", "out.csv"), ("schema",), ("propose", "--print", "--reason", "a", "--legal-basis", "b", "--effective-on", "2026-05-01"),
    ("new", "power", "YJ-XK-0009", "--office", "xxj", "--category", "permit"), ("laws", "update"), ("laws", "list"),
)  # fmt: skip


def git(site, *words):
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", site, *who, *words], check=True, capture_output=True)


def planted(tmp_path, files):
    """Make a site on ``main``, and a branch with files of a stranger's beside its own."""
    marker = tmp_path / "marker"
    site = make_site(tmp_path, **{".gitignore": ".quanli\noutput\n"})
    git(site, "init", "-q", "-b", "main")
    git(site, "add", ".")
    git(site, "commit", "-qm", "开始")
    git(site, "checkout", "-qb", "change")
    edit(site, POWER, "由专人销售", "由专人负责销售")
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("MARKER", str(marker)), encoding="utf-8")
        path.chmod(0o755)
    git(site, "add", "--all", "--force")
    git(site, "commit", "-qm", "陌生人的")
    return site, marker


def run(site, program, *words):
    """Start a command in the site's folder, with the program's sources where an installation has them."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GIT_"))}
    return subprocess.run([*program, *words], cwd=site, env=variables, capture_output=True, text=True, check=False)


def programs(tmp_path):
    """Give the command as pip lays it down, and Python's way of running a module."""
    command = tmp_path / "bin/quanli"
    command.parent.mkdir()
    command.write_text(f"#!{sys.executable}\nimport sys\nsys.path.insert(1, {str(ROOT / 'generator')!r})\nfrom quanli.cli import main\nsys.exit(main())\n")
    command.chmod(0o755)
    return [str(command)]


@pytest.mark.parametrize("trick", PLANTED)
def test_nothing_beside_the_site_is_run(trick, tmp_path):
    """The ``quanli`` command finds its modules where it is installed, and programs on the machine's own path."""
    site, marker = planted(tmp_path, PLANTED[trick])
    program = programs(tmp_path)
    for command in COMMANDS:
        done = run(site, program, *command)
        assert not marker.exists(), command
        assert "Traceback" not in done.stderr, done.stderr


@pytest.mark.parametrize("trick", ["modules of the names that the program imports", "packages of those names"])
def test_module_is_not_looked_for_in_the_current_folder(trick, tmp_path, monkeypatch):
    """``python -m quanli`` too takes nothing from the folder that it is started in, whose path Python puts first."""
    early = ("sitecustomize", "usercustomize", "datetime", "pathlib", "json", "sqlite3", "argparse")
    files = {name: text for name, text in PLANTED[trick].items() if name.partition("/")[0].removesuffix(".py") in {*MODULES} - {*early}}
    site, marker = planted(tmp_path, files)
    sources = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    for command in (("check",), ("build", "--quiet", "--jobs", "2")):
        done = subprocess.run([sys.executable, "-m", "quanli", *command], cwd=site, env=sources, capture_output=True, text=True, check=False)
        assert not marker.exists(), command
        assert "Traceback" not in done.stderr, done.stderr
    assert (site / "output/index.html").exists()


def test_program_runs_from_its_own_sources(tmp_path):
    """Started beside its own package, ``python -m quanli`` still finds it."""
    done = subprocess.run([sys.executable, "-m", "quanli", "check", "--site", str(make_site(tmp_path))], cwd=Path(ROOT / "generator"), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
