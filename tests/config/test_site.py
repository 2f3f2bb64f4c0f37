"""The settings of a site, as a check reads them."""

import pytest

from quanli.catalogue.reading import read_site
from quanli.catalogue.tree import FolderTree
from quanli.config.theme import theme_folder
from sites import check, edit, make_site, put

HALL = """\
hall:
  disclosure: {entrances: [{name: 甲, powers: [NO-2, YJ-XK-0001]}]}
  consultation: {entrances: [{name: 乙, powers: [YJ-XK-0001]}, {name: 丙, powers: [YJ-XK-0001, NO-3]}]}
  complaint: {entrances: [{name: 丁, powers: [NO-4]}]}
  registration: {entrances: [{name: 戊, powers: [NO-5]}]}
"""


def settings(site, text):
    """Add lines to the site's settings."""
    with (site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write(text)
    return site


def test_every_item_that_the_settings_name_must_be_there(tmp_path, capsys):
    """An item that the home page or a page of the hall names and that does not exist is a problem where it is named."""
    site = settings(make_site(tmp_path), HALL)
    edit(site, "content/site.yaml", "sought: [YJ-XK-0001]", "sought: [YJ-XK-0001, NO-1]")
    _, found = check(site, capsys)
    named = [(one["field"], one["message"]) for one in found if one["code"] == "UNKNOWN_REFERENCE"]
    assert named == [(field, f'there is no item "{code}"') for field, code in (
        ("sought.1", "NO-1"), ("hall.disclosure.entrances.0.powers.0", "NO-2"), ("hall.consultation.entrances.1.powers.1", "NO-3"),
        ("hall.complaint.entrances.0.powers.0", "NO-4"), ("hall.registration.entrances.0.powers.0", "NO-5"))]


@pytest.mark.parametrize(("old", "new", "said"), [
    ("name:", "nome:", "REQUIRED"), ("body:", "bodi:", "REQUIRED")])
def test_name_and_body_are_required(tmp_path, capsys, old, new, said):
    """A site says what it is called and whose it is."""
    site = make_site(tmp_path)
    text = (site / "content/site.yaml").read_text(encoding="utf-8")
    put(site, **{"content/site.yaml": "\n".join(new + line[len(old):] if line.startswith(old) else line for line in text.split("\n"))})
    status, found = check(site, capsys)
    assert status == 1
    assert (said, old[:-1]) in [(one["code"], one["field"]) for one in found]


def test_what_is_not_said_has_its_default(tmp_path):
    """A site of a few lines stands at an example's address, in Simplified Chinese, as no sample."""
    site = put(tmp_path, **{"content/site.yaml": "name: 甲\nbody: 乙\naccessibility: {way: 读屏}\n"})
    read, problems = read_site(FolderTree(site))
    assert problems == []
    assert (read.domain, read.language, read.languages, read.sample, read.portals) == (
        "https://example.gov.cn", "zh-Hans", ("zh-Hans",), False, ())
    assert (read.accessibility.tested_on, read.accessibility.known, read.hall.complaint.limits) == (None, (), ())


@pytest.mark.parametrize(("line", "field"), [
    ("domain: 'ftp://example.gov.cn'\n", "domain"), ("languages: [zh-Hans, en]\n", "languages.1"), ("sample: maybe\n", "sample"), ("portals: ['ftp://a.cn']\n", "portals.0"),
    ("map: 'javascript:alert(1)'\n", "map"), ("accessibility: {tested_on: gestern}\n", "accessibility.tested_on"),
    ("hall: {disclosure: {limits: [{what: 答复}]}}\n", "hall.disclosure.limits.0.limit"), ("hall: {complaint: {entrances: [{note: x}]}}\n", "hall.complaint.entrances.0.name")])
def test_a_wrong_setting_is_named(tmp_path, line, field):
    """A setting that cannot be right is an error at its place."""
    site = put(tmp_path, **{"content/site.yaml": f"name: 甲\nbody: 乙\n{line}"})
    _, problems = read_site(FolderTree(site))
    assert [(one.severity, one.field) for one in problems] == [("error", field)]


def test_a_folder_without_settings_is_no_site(tmp_path):
    """Where there is no site.yaml that is said."""
    read, (problem,) = read_site(FolderTree(tmp_path))
    assert (read, problem.code, problem.place.file) == (None, "SITE_MISSING", "content/site.yaml")


def test_a_theme_of_its_own_is_taken_when_it_has_templates(tmp_path):
    """A folder theme with templates is the site's own; one without, as for pictures only, leaves the package's."""
    package = theme_folder(tmp_path)
    assert (package / "templates/pages/power.html").is_file()
    (tmp_path / "theme/static").mkdir(parents=True)
    assert theme_folder(tmp_path) == package
    (tmp_path / "theme/templates").mkdir()
    assert theme_folder(tmp_path) == tmp_path / "theme"


def test_a_calendar_must_be_of_its_year(tmp_path, capsys):
    """Holidays of a year that is not the file's are a problem, and the year itself is required."""
    site = put(make_site(tmp_path), **{"content/calendar/2026.yaml": "year: 2026\nholidays: [2026-01-01]\nworking_weekends: [2026-01-04]\n"})
    assert [one for one in check(site, capsys)[1] if "calendar" in one["file"]] == []
    edit(site, "content/calendar/2026.yaml", "2026-01-01", "2026-13-01")
    (found,) = (one for one in check(site, capsys)[1] if "calendar" in one["file"])
    assert (found["severity"], found["field"]) == ("error", "holidays.0")
