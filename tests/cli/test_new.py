"""``quanli new``: a working site, and files to fill in that the check understands at once."""

import pytest
import yaml

from cli.committed import commit
from quanli.catalogue import terms
from quanli.cli import main
from sites import build, check, make_site


def new(site, *arguments):
    return main(["new", *arguments, "--site", str(site), "--lang", "en"])


def test_new_site_is_checked_and_built(tmp_path, capsys):
    """A new site passes the strict check and builds."""
    site = tmp_path / "bureau"
    assert main(["new", "site", str(site), "--lang", "en"]) == 0
    assert capsys.readouterr().err == f"made a site in {site}: change there and run quanli build\n"
    assert {"/output/", "/.quanli/"} <= set((site / ".gitignore").read_text().split())
    commit(site)
    assert check(site, capsys, "--strict", every=True) == (0, [])
    assert build(site) == 0
    assert (site / "output/powers/YJ-XK-0001/index.html").is_file()


def test_new_site_does_not_write_into_a_folder_in_use(tmp_path, capsys):
    """A folder with anything in it is left alone."""
    (tmp_path / "mine.txt").write_text("x")
    assert main(["new", "site", str(tmp_path), "--lang", "en"]) == 1
    assert capsys.readouterr().err == f"{tmp_path} is not empty; nothing was changed\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("category", terms.CATEGORIES)
def test_new_power_loads_and_names_what_is_missing(category, tmp_path, capsys):
    """A new power of any category has no error; its name and what its category asks for are named as missing."""
    site = make_site(tmp_path)
    assert new(site, "power", "XX-0001", "--office", "xxj", "--category", category) == 0
    assert capsys.readouterr().err == "made content/powers/xxj/XX-0001.yaml; fill it in and run: quanli check\n"
    status, problems = check(site, capsys)
    abolished = {"CLASS_ABOLISHED"} if category == "approval" else set()
    assert status == len(abolished)
    assert {problem["code"] for problem in problems} == {"MISSING_ELEMENT", "PLACEHOLDER"} | abolished
    assert [problem["field"] for problem in problems if problem["code"] == "PLACEHOLDER"] == ["name"]
    text = (site / "content/powers/xxj/XX-0001.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text) == {"code": "XX-0001", "name": "（事项名称）", "category": category, "office": "xxj"}
    assert "# 受理条件" in text


@pytest.mark.parametrize(
    ("kind", "path", "said"),
    [
        ("office", "content/offices/abc.yaml", ["PLACEHOLDER"]),
        ("form", "content/forms/abc.yaml", ["FORM_EMPTY", "PLACEHOLDER"]),
        ("guide", "content/guides/abc.md", ["GUIDE_META", "GUIDE_META"]),
        ("calendar", "content/calendar/2027.yaml", []),
        ("synonyms", "content/synonyms.yaml", ["REQUIRED"]),
        ("terms", "content/terms.yaml", ["REQUIRED"]),
    ],
)
def test_new_file_says_what_is_to_be_filled_in(kind, path, said, tmp_path, capsys):
    """A new office wants a name, a new form fields too, a new guide title and summary, a list entries; a calendar is good as it is."""
    site = make_site(tmp_path)
    name = {"calendar": ["2027"], "synonyms": [], "terms": []}.get(kind, ["abc"])
    assert new(site, kind, *name) == 0
    capsys.readouterr()
    _, problems = check(site, capsys)
    assert [(one["code"], one["file"]) for one in problems] == [(code, path) for code in said]
    assert new(site, kind, *name) == 1
    assert capsys.readouterr().err == f"{path} exists already; nothing was changed\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["power", "A-1"], "name the office with --office\n"),
        (["power", "../A-1", "--office", "xxj"], '"../A-1" cannot be a file name\n'),
        (["power", "A-1", "--office", "../../x"], '"../../x" cannot be a file name\n'),
        (["office", ".hidden"], '".hidden" cannot be a file name\n'),
        (["office"], "name it\n"),
        (["synonyms", "abc"], "there is but one: it has no name\n"),
        (["calendar", "next"], '"next" is no year\n'),
    ],
)
def test_name_that_leads_elsewhere_is_refused(arguments, said, tmp_path, capsys):
    """A new file never lands outside its folder."""
    site = make_site(tmp_path)
    before = sorted(site.rglob("*"))
    assert new(site, *arguments) == 2
    assert capsys.readouterr().err == said
    assert sorted(site.rglob("*")) == before


def test_unknown_category_is_wrong_usage(tmp_path, capsys):
    """A category that does not exist is refused with those that do."""
    site = make_site(tmp_path)
    assert new(site, "power", "A-1", "--office", "xxj", "--category", "permission") == 2
    assert capsys.readouterr().err == f'no category "permission"; there are: {", ".join(terms.CATEGORIES)}\n'
