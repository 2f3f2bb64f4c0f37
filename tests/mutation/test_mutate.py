"""What ``make mutate`` promises, shown on a checkout of one module."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mutation.mutants import drawn, mutants_of

TESTS = Path(__file__).resolve().parents[1]
MODULE = '''"""Ages."""
from typing import TypeVar

T = TypeVar("T")
LEAST = 18
Ages = dict[str, int]


def of_age(years: int | None) -> bool:
    """Say whether one is of age."""
    return years >= LEAST


def greeting(name: str) -> str:
    return "Good day"
'''
PROMISES = """import pytest
from quanli.ages import greeting

@pytest.fixture(scope="module")
def answers():
    from quanli.ages import of_age
    return {years: of_age(years) for years in (17, 18, 19)}

def test_a_boy_is_not(answers):
    assert not answers[17]

def test_eighteen_is(answers):
    assert answers[18]

def test_greets():
    assert greeting("Li")

def test_is_broken():
    assert greeting("Li") == "Hello"
"""


@pytest.fixture
def checkout(tmp_path):
    """Make a checkout with one module and its tests, one of which does not look closely."""
    for name, text in {
        "generator/quanli/__init__.py": "", "generator/quanli/ages.py": MODULE, "tests/test_ages.py": PROMISES,
        "tests/conftest.py": (TESTS / "conftest.py").read_text(encoding="utf-8").split("ROOT =")[0].split("from shared_data")[0]
        + 'settings.register_profile("unshrunk")\n',
        ".gitignore": ".mutate/\n__pycache__/\n", "pyproject.toml": '[tool.pytest.ini_options]\nmarkers = ["browser: none"]\n',
    }.items():
        file = tmp_path / "checkout" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    git(tmp_path / "checkout", "init", "--quiet", "--initial-branch=main")
    git(tmp_path / "checkout", "add", ".")
    git(tmp_path / "checkout", "-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "--quiet", "--message=x")
    return tmp_path / "checkout"


def git(folder, *words):
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def mutate(folder, *words):
    """Run the tool in a checkout."""
    own = os.environ | {"PYTHONPATH": str(TESTS)}
    return subprocess.run([sys.executable, "-m", "mutation", "--jobs", "1", *words], cwd=folder, env=own, capture_output=True, text=True, check=False)


def test_says_which_faults_no_test_notices(checkout):
    """A fault that a test sees, be it in what a shared fixture made, is noticed; another is shown as a difference, and the checkout stays as it was."""
    done = mutate(checkout, "ages", "--sample", "3")
    said = done.stdout + done.stderr
    assert "Set aside, for they fail without any mutant:\n  tests/test_ages.py::test_is_broken\n" in said
    assert "noticed: generator/quanli/ages.py:5\n" in said
    assert "noticed: generator/quanli/ages.py:11\n" in said
    assert "SURVIVED: generator/quanli/ages.py:15 (1 of 1 tests that run it" in said
    assert '-    return "Good day"\n+' in said
    assert "ages            2 noticed    1 survived\n" in said
    assert git(checkout, "status", "--porcelain") == ""


def test_takes_the_modules_of_the_change(checkout):
    """Without names the modules that differ from the base are taken; where none does, that is said."""
    assert "no module differs from main" in mutate(checkout).stderr
    with (checkout / "generator/quanli/ages.py").open("a", encoding="utf-8") as module:
        module.write("\n\nLIMIT = 7\n")
    assert "ages.py:" in mutate(checkout, "--sample", "1").stdout
    git(checkout, "checkout", "--quiet", "-b", "change")
    git(checkout, "-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "--quiet", "--all", "--message=x")
    assert "ages.py:" in mutate(checkout, "--sample", "1").stdout


def test_what_only_the_type_checker_reads_is_left_alone(tmp_path):
    """Annotations, type variables, imports and docstrings have no mutants, and the same seed draws the same ones."""
    module = tmp_path / "ages.py"
    module.write_text(MODULE, encoding="utf-8")
    assert set(mutants_of(module)) == {5, 11, 15}
    one, same = ([mutant.source for mutant in drawn({"ages": [module]}, 7)] for _ in range(2))
    assert one == same
    assert len(one) == 3
    assert all(source != MODULE for source in one)
