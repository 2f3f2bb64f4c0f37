"""The words that most builds are asked for with are understood without the parser of arguments, and mean the same."""

import subprocess
import sys

import pytest

from cli.committed import committed_site
from quanli.cli import main, parser
from quanli.cli.quick import plain
from sites import build

HEAVY = {"argparse", "dataclasses", "jinja2", "pathlib", "pelican", "pickle", "re", "sqlite3", "subprocess", "typing", "whoosh", "yaml"}
MODULES = "import sys\nfrom quanli.cli import main\nmain()\nprint(*sys.modules)"


@pytest.mark.parametrize("words", [[], ["--quiet"], ["--committed", "--lang", "zh"], ["--site", "x", "--site", "y", "--quiet"]])
def test_plain_words_mean_what_the_parser_makes_of_them(words):
    """Every value is that of the parser, defaults too."""
    asked, parsed = plain(words), vars(parser("build").parse_args(["build", *words]))
    assert {name: getattr(asked, name) or None for name in parsed.keys() - {"site", "command", "run"}} == {
        name: value or None for name, value in parsed.items() if name not in {"site", "command", "run"}
    }
    assert asked.site == str(parsed["site"])


@pytest.mark.parametrize(
    "words", [["--output", "x"], ["--as-of", "2026-01-01"], ["--explain"], ["--lang", "fr"], ["--lang"], ["--site"], ["--site", "--quiet"], ["--qui"], ["x"]]
)
def test_other_words_are_left_to_the_parser(words):
    """Other options, abbreviations and wrong usage are none of its business."""
    assert plain(words) is None


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
