"""Known holes of Python are named to whoever reads files of strangers."""

import subprocess
import sys

import pytest

from quanli.cli import interpreter
from quanli.cli.voice import Voice
from sites import make_site


@pytest.mark.parametrize(
    ("version", "open_"),
    [((3, 11, 7), True), ((3, 11, 8), False), ((3, 12, 1), True), ((3, 12, 2), False), ((3, 13, 0), False), ((3, 14, 1), False), ((3, 7, 17), True)],
)
def test_version_has_the_hole_until_its_line_is_mended(version, open_):
    """Each line of Python was mended by a version of its own; later lines never had it."""
    assert interpreter.HOLES[0].in_version(version) is open_


@pytest.mark.parametrize(("version", "open_"), [((2, 5, 0), True), ((2, 6, 0), False), ((2, 7, 1), False)])
def test_expat_has_the_hole_before_its_first_good_version(version, open_):
    """Expat has one line of versions."""
    assert interpreter.HOLES[1].in_version(version) is open_


def test_hole_is_named_with_what_to_do(monkeypatch, capsys):
    """Which part, which version, which number, and that another Python is the remedy."""
    monkeypatch.setattr(interpreter, "open_holes", lambda: [(interpreter.HOLES[1], (2, 5, 0))])
    interpreter.warn_of_holes(Voice("en"))
    interpreter.warn_of_holes(Voice("zh"))
    assert capsys.readouterr().err.splitlines() == [
        "warning: expat 2.5.0 has the known hole CVE-2023-52425 (it is very slow at long tokens of XML); this program sets bounds of its own, update Python all the same",
        "提醒：本机的 expat 2.5.0 有已知漏洞 CVE-2023-52425（读 XML 里很长的标记很慢）；本程序另有限制，仍请更新 Python",
    ]


@pytest.mark.parametrize("attached", [True, False])
def test_check_names_what_this_python_has(attached, tmp_path):
    """Where files are attached that Python's own readers open, it is said which Python that is; elsewhere nothing is."""
    site = make_site(tmp_path)
    if attached:
        (site / "content/forms/files").mkdir(parents=True)
    done = subprocess.run([sys.executable, "-m", "quanli", "check", "--site", str(site), "--lang", "en"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr.count(" has the known hole ") == (len(interpreter.open_holes()) if attached else 0)
