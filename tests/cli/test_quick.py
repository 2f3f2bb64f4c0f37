"""The words that most builds are asked for with are understood without the parser of arguments, and mean the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from cli.committed import committed_site
from quanli.cli import main, parser
from quanli.cli.quick import plain_build
from quanli.cli.voice import Voice
from quanli.pipeline.options import Report
from quanli.plugin import host
from sites import build

HEAVY = {"argparse", "dataclasses", "jinja2", "pathlib", "pelican", "pickle", "re", "sqlite3", "subprocess", "typing", "whoosh", "yaml"}
MODULES = "import sys\nfrom quanli.cli import main\nmain()\nprint(*sys.modules)"


@pytest.fixture
def asked(monkeypatch):
    """Note what is asked of the builder, which builds nothing."""
    asked = []

    def build_site(options):
        asked.append(options)
        return Report(1, 0, 0, 0, options.target, None, {})

    monkeypatch.setattr(host, "build_site", build_site)
    return asked


@pytest.mark.parametrize("words", [[], ["--quiet"], ["--committed", "--lang", "zh"], ["--site", "x", "--site", "y", "--quiet"]])
def test_plain_words_mean_what_the_parser_makes_of_them(words, asked, tmp_path, monkeypatch):
    """The builder is asked for the same as by the parser, defaults too."""
    monkeypatch.chdir(tmp_path)  # where nothing was ever built, so that there is all to do
    understood, parsed = plain_build(words), parser("build").parse_args(["build", *words])
    for arguments in (understood, parsed):
        arguments.run(arguments, Voice("en"))
    plainly, at_length = asked
    assert plainly == at_length
    assert (understood.lang or None, plainly.root) == (parsed.lang, Path(parsed.site).resolve())


@pytest.mark.parametrize(
    "words", [["--output", "x"], ["--as-of", "2026-01-01"], ["--explain"], ["--lang", "fr"], ["--lang"], ["--site"], ["--site", "--quiet"], ["--qui"], ["x"]]
)
def test_other_words_are_left_to_the_parser(words):
    """Other options, abbreviations and wrong usage are none of its business."""
    assert plain_build(words) is None


def test_nothing_to_do_is_said_as_by_the_whole_command(tmp_path, capsys):
    """The line is the same whichever way the words were understood."""
    site = committed_site(tmp_path)
    assert build(site) == 0
    for more in ([], ["--committed"], ["--jobs", "2"]):
        capsys.readouterr()
        assert main(["build", "--site", str(site), "--lang", "en", *more]) == 0
        assert capsys.readouterr().err == f"done: 1 powers, 0 files written, 0 removed; output in {site}/output\n"


def test_nothing_heavy_is_imported(tmp_path):
    """A build with nothing to do imports neither the engine nor what it rests on."""
    site = committed_site(tmp_path)
    assert build(site) == 0
    words = ["build", "--site", str(site), "--quiet"]
    run = subprocess.run([sys.executable, "-c", MODULES, *words], capture_output=True, text=True, check=True)
    at_start = subprocess.run([sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True)
    assert (set(run.stdout.split()) - set(at_start.stdout.split())) & HEAVY == set()
