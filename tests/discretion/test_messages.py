"""What is wrong with a table of tiers is said in both languages, and all of it."""

import pytest

from errors.test_every_code import A1, HEAD, LAWS, TABLE, TEXT
from quanli.cli import main
from sites import make_site

FILES = {"content/laws.yaml": LAWS, "content/laws/fund-2019-03-24.md": TEXT}
CITED = "basis:\n  - {law: fund, version: 2019-03-24, article: 第三十七条, role: sanction}\n"


def said(tmp_path, capsys, table, language):
    """Check a site whose power has a table, and give what is said of it."""
    site = make_site(tmp_path, **FILES, **{A1: HEAD.replace("other", "penalty") + CITED + table})
    capsys.readouterr()
    main(["check", "--site", str(site), "--lang", language, "--jobs", "1"])
    return "".join(capsys.readouterr())


@pytest.mark.parametrize(("language", "words"), [("zh", "罚款"), ("en", "fine")])
def test_sanction_is_called_in_the_language_of_the_message(tmp_path, capsys, language, words):
    """A sanction outside the statutory range is named in the words of the language that was asked for."""
    lines = said(tmp_path, capsys, TABLE.replace("min: 20000, max: 50000", "min: 20000, max: 60000"), language).splitlines()
    (line,) = [one for one in lines if "TIER_OUTSIDE" in one]
    assert words in line.split("TIER_OUTSIDE")[1]
    assert ("fine" if language == "zh" else "罚款") not in line


def test_every_unknown_factor_is_named(tmp_path, capsys):
    """A tier that goes by two factors which are not declared is told of both."""
    lines = said(tmp_path, capsys, TABLE.replace("{years: {to: 2}}", "{months: {to: 2}, people: {to: 3}}"), "en")
    assert [name for name in ("months", "people") if f'"{name}"' in lines and "FACTOR_UNKNOWN" in lines] == ["months", "people"]
