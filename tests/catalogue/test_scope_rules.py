import pytest

from sites import POWER, check, edit, make_site

SITE = "content/site.yaml"


def found(site, capsys, *more):
    """Give the problems of a check as code, file, line and message."""
    return [(one["code"], one["file"], one["line"], one["message"]) for one in check(site, capsys, *more)[1]]


def test_a_category_outside_of_the_scope_is_an_error(tmp_path, capsys):
    """An item of a category that its office may not have is an error at its category."""
    site = make_site(tmp_path)
    with (site / SITE).open("a", encoding="utf-8") as file:
        file.write("scope:\n  - {office: xxj, categories: [penalty, coercion], document: 某县三定规定}\n")
    assert found(site, capsys) == [("OUT_OF_SCOPE", POWER, 4, "permit is outside of the scope of 某某县应急管理局 (某县三定规定)")]
    edit(site, SITE, "[penalty,", "[permit, penalty,")
    assert found(site, capsys) == []


@pytest.mark.parametrize(
    ("more", "line", "name"),
    [
        ("scope:\n  - {office: nobody, categories: [permit]}\n", 2, 'office "nobody"'),
        ("scope:\n  - {office: xxj, categories: [permit, permits]}\n", 2, 'category "permits"'),
        ("elements:\n  - {element: guides, categories: []}\n", 2, 'element "guides"'),
        ("elements:\n  - {element: guide, categories: [x]}\n", 2, 'category "x"'),
    ],
)
def test_what_the_settings_ask_must_exist(tmp_path, capsys, more, line, name):
    """Offices, categories and elements that the settings name must be ones that there are."""
    site = make_site(tmp_path)
    before = (site / SITE).read_text(encoding="utf-8").count("\n")
    with (site / SITE).open("a", encoding="utf-8") as file:
        file.write(more)
    ((code, file_, at, message),) = found(site, capsys)
    assert (code, file_, at) == ("UNKNOWN_REFERENCE", SITE, before + line)
    assert name in message


@pytest.mark.parametrize(
    ("states", "refused"),
    [
        ("", True),
        ("states:\n  - {state: active, on: 2010-01-01, document: 甲}\n", True),
        ("states:\n  - {state: suspended, on: 2016-01-01, document: 甲}\n", True),
        ("states:\n  - {state: abolished, on: 2015-06-01, document: 国发〔2015〕27号}\n", False),
        ("states:\n  - {state: abolished, on: 2999-01-01, document: 甲}\n", True),
    ],
)
def test_no_item_of_an_abolished_class_is_in_force(tmp_path, capsys, states, refused):
    """An approval other than a permit is an error since 2015 unless it is abolished too."""
    site = make_site(tmp_path)
    edit(site, POWER, "category: permit\n", f"category: approval\n{states}")
    assert ("CLASS_ABOLISHED", POWER, 4) in [one[:3] for one in found(site, capsys)] or not refused
    assert refused or "CLASS_ABOLISHED" not in [one[0] for one in found(site, capsys)]


def test_before_2015_the_class_stood(tmp_path, capsys):
    """As of a day before the decision of 2015 an approval other than a permit may be in force."""
    site = make_site(tmp_path)
    edit(site, POWER, "category: permit\n", "category: approval\n")
    assert "CLASS_ABOLISHED" in [one[0] for one in found(site, capsys, "--as-of", "2015-05-10")]
    assert "CLASS_ABOLISHED" not in [one[0] for one in found(site, capsys, "--as-of", "2015-05-09")]
