"""Whatever stands on the command line or in the environment is understood, or refused in a sentence."""

import os

import pytest

from bounded import run_bounded
from sites import make_site

DIGITS = "9" * 5000
REFUSED = [
    ("build", "--as-of", "9999-99-99"), ("build", "--as-of", "0000-00-00"), ("build", "--jobs", "-1"), ("build", "--jobs", "9" * 9), ("build", "--jobs", DIGITS), ("build", "--lang", "xx"),
    ("build", "--output", b"\xff\xfe"), ("check", "--format", "x" * 100_000), ("history", b"\xff"), ("search", b"\xff"), ("review", b"\xff"), ("serve", "--port", DIGITS), ("serve", "--bind", DIGITS),
    ("import", "/dev/zero", "--office", "a"), ("import", "/", "--office", "a"), ("import", "/dev/null", "--office", "a"), ("import", b"\xff.csv", "--office", "a"), ("export", "/dev/null/x.csv"), ("export", "x.foo"),
    ("review", "a" * 100_000), ("review", "--output=x"), ("new", "power", "a" * 5000), ("new", "power", "../x"), ("history", "a" * 100_000),
]  # fmt: skip


@pytest.mark.parametrize("words", REFUSED)
def test_odd_words_are_refused(tmp_path, words):
    """Wrong days, numbers, paths, and bytes that are no text, end with a sentence and status 1 or 2."""
    command, *rest = words
    ended = run_bounded(command, "--site", make_site(tmp_path), *rest)
    assert ended.status in {1, 2}
    assert ended.said


def test_bytes_that_are_no_text_are_shown_as_they_are(tmp_path):
    """An argument that is no UTF-8 is named, byte by byte."""
    ended = run_bounded("history", "--site", make_site(tmp_path), b"\xff")
    assert (ended.status, ended.said) == (2, "an argument is not UTF-8: '\\udcff'\n")


@pytest.mark.parametrize("epoch", ["abc", "1" + "0" * 30, "253402300800", DIGITS, "1e3", " "])
def test_an_epoch_that_names_no_day_is_refused(tmp_path, epoch):
    """SOURCE_DATE_EPOCH is a number of seconds, or the build says that it is none."""
    ended = run_bounded("check", "--site", make_site(tmp_path), "--lang", "en", environment={"SOURCE_DATE_EPOCH": epoch})
    assert ended.status == 1
    assert "is no number of seconds" in ended.said + ended.out


def test_a_terminal_of_another_encoding_is_no_failure(tmp_path):
    """What the terminal cannot show is shown by its number."""
    site = make_site(tmp_path, **{"content/laws.yaml": "x: 甲\n"})
    ended = run_bounded("check", "--site", site, "--lang", "zh", environment={"PYTHONIOENCODING": "ascii"})
    assert ended.status == 1
    assert "\\u" in ended.out


def test_a_number_of_years_ago_and_to_come_is_a_day(tmp_path):
    """The first and the last day that there are can be asked for."""
    site = make_site(tmp_path)
    for day in ("0001-01-01", "9999-12-31"):
        assert run_bounded("build", "--site", site, "--as-of", day, "--output", os.fspath(tmp_path / day)).status in {0, 1}
