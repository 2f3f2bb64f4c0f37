"""The built wheel is whole: theme and starter are in it, and it makes and builds a site."""

import os
import subprocess
import sys

from conftest import ROOT


def test_wheel_carries_theme_and_starter(installed):
    """Every file of the theme and of the starter site and each handbook is in the wheel, and no test, catalogue or lock file."""
    for book in (ROOT / "content/guides").glob("handbook-*.md"):
        assert (installed / "quanli/cli/handbooks" / book.name).read_bytes() == book.read_bytes()
    for inside, source in (("quanli/theme", ROOT / "theme"), ("quanli/cli/starter", ROOT / "generator/quanli/cli/starter")):
        wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file() and not {"__pycache__", ".quanli", "output"} & set(path.parts)}
        packed = {path.relative_to(installed / inside) for path in (installed / inside).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
        assert packed == wanted
    assert {path.name.split("-")[0] for path in installed.iterdir()} <= {"quanli", "bin"}


def test_wheel_makes_and_builds_a_site(installed, tmp_path):
    """Installed somewhere else, the wheel's own command makes a site and builds it with the theme it carries."""
    env = {**os.environ, "PYTHONPATH": str(installed), "LC_ALL": "C.UTF-8"}
    where = "import quanli; print(quanli.__file__)"
    assert subprocess.check_output([sys.executable, "-c", where], cwd=tmp_path, env=env, text=True).strip() == f"{installed}/quanli/__init__.py"
    for command in (["new", "site", "bureau"], ["new", "handbooks", "--site", "bureau"], ["check", "--site", "bureau"], ["build", "--site", "bureau", "--quiet"]):
        done = subprocess.run([sys.executable, "-m", "quanli", *command], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    page = (tmp_path / "bureau/output/powers/YJ-XK-0001/index.html").read_text(encoding="utf-8")
    assert "烟花爆竹经营（零售）许可" in page
    assert (tmp_path / "bureau/output/handbooks/legal-office/en/index.html").exists()
    assert list((tmp_path / "bureau/output/static/css").glob("site.*.css"))
