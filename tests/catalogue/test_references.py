"""What an item, an office, a guide or the settings name must be there: through ``quanli check``, each fault at its value."""

import pytest

from pipeline.incremental import same_verdict
from sites import POWER, build, check, edit, make_site, put

OFFICE = "content/offices/xxj.yaml"
GUIDE = "content/guides/lingshou.md"
SITE = "content/site.yaml"


@pytest.fixture
def site(tmp_path):
    """Make the starter site."""
    return make_site(tmp_path)


def said(site, capsys):
    """Give the errors that the check finds: code, file, field, message, hint."""
    _, found = check(site, capsys, every=True)
    return [(one["code"], one["file"], one["field"], one["message"], one["hint"]) for one in found if one["severity"] == "error"]


@pytest.mark.parametrize(
    ("old", "new", "field", "message", "hint"),
    [
        ("office: xxj", "office: xxk", "office", 'there is no office "xxk"; did you mean "xxj"?', "add it under content/offices/"),
        ("unit: weihua", "unit: weihuo", "unit", 'there is no unit "weihuo"; did you mean "weihua"?', "add it to content/offices/xxj.yaml"),
        ("windows: [zhengwu-3]", "windows: [zhengwu-3, q]", "channels.windows.1", 'there is no window "q"', "add it to content/offices/xxj.yaml"),
        ("form: lingshou-shenqing", "form: lingshou", "materials.0.form", 'there is no form "lingshou"; did you mean "lingshou-shenqing"?', "define it under content/forms/"),
        ("guide: lingshou\n", "guide: lingsho\n", "guide", 'there is no guide "lingsho"; did you mean "lingshou"?', "write it under content/guides/"),
        ("guide: lingshou\n", "guide: lingshou\nparent: YJ-XK-0002\n", "parent", 'there is no item "YJ-XK-0002"; did you mean "YJ-XK-0001"?', "check the code"),
        ("guide: lingshou\n", "guide: lingshou\nrelated: [YJ-XK-0001, Q]\n", "related.1", 'there is no item "Q"', "check the code"),
        ("version: 2016-02-06\n", "version: 2016-02-07\n", "basis.0.version", "烟花爆竹安全管理条例 has no version of 2016-02-07", "versions on record: 2016-02-06"),
    ],
)
def test_what_an_item_names_must_be_there(site, capsys, old, new, field, message, hint):
    """An office, unit, window, form, guide, item or version that is not registered is told at its place, with what is most like it."""
    edit(site, POWER, old, new)
    ((_, file, *found),) = [one for one in said(site, capsys) if one[2] == field]
    assert (file, *found) == (POWER, field, message, hint)


def test_a_link_in_prose_leads_to_an_item_that_is_there(tmp_path, capsys):
    """An item to which the prose of another links must be there, in whatever field; when it goes, the next build says so as a clean one does."""
    other = "content/powers/xxj/B-1.yaml"
    site = make_site(tmp_path, **{other: "code: B-1\nname: 乙\ncategory: other\noffice: xxj\n"})
    with (site / POWER).open("a", encoding="utf-8") as file:
        file.write("note: 先办[乙](/powers/B-1/)，见[甲](/powers/YJ-XK-0001/#basis)\n")
    assert build(site) == 0
    (site / other).unlink()
    assert same_verdict(site, tmp_path, capsys) == 1
    ((code, file, field, message, hint),) = said(site, capsys)
    assert (code, file, field, message, hint) == ("UNKNOWN_REFERENCE", POWER, "note", 'there is no item "B-1"', "check the code")


def test_item_stands_under_its_own_name(site, capsys):
    """The file is called as the code says, the folder as the office, and a code is no word of the site's own addresses."""
    (site / POWER).rename(site / "content/powers/xxj/other.yaml")
    put(site, **{GUIDE: None})
    edit(site, "content/powers/xxj/other.yaml", "guide: lingshou\n", "")
    edit(site, SITE, "sought: [YJ-XK-0001]\n", "")
    assert said(site, capsys) == [("CODE_MISMATCH", "content/powers/xxj/other.yaml", "code", 'the code "YJ-XK-0001" differs from the file name "other"', "they must be the same; a published code never changes")]
    edit(site, "content/powers/xxj/other.yaml", "code: YJ-XK-0001", "code: permit")
    (site / "content/powers/xxj/other.yaml").rename(site / "content/powers/xxj/permit.yaml")
    assert said(site, capsys) == [("BAD_ID", "content/powers/xxj/permit.yaml", "code", '"permit" cannot be an id', "this word is part of the site's addresses; choose another")]


def test_item_lies_in_the_folder_of_its_office(site, capsys):
    """An item under the folder of another office is told at its office."""
    (site / "content/powers/yjj").mkdir()
    (site / POWER).rename(site / "content/powers/yjj/YJ-XK-0001.yaml")
    ((code, _, field, message, _),) = said(site, capsys)
    assert (code, field, message) == ("OFFICE_MISMATCH", "office", 'the file lies in "yjj" but its office is "xxj"')


def test_codes_that_differ_in_case_alone_are_one_address(site, capsys):
    """Two items whose codes differ only in capital letters would be one page on many file systems."""
    text = (site / POWER).read_text(encoding="utf-8")
    put(site, **{"content/powers/xxj/yj-xk-0001.yaml": text.replace("code: YJ-XK-0001", "code: yj-xk-0001")})
    ((code, file, field, message, _),) = said(site, capsys)
    assert (code, file, field) == ("DUP_URL", "content/powers/xxj/yj-xk-0001.yaml", "code")
    assert "/powers/yj-xk-0001/" in message


def test_parts_of_an_office_have_ids_of_their_own(site, capsys):
    """Two units, posts or windows of one id are told once, and a post that names a unit which is not there at its place."""
    text = "id: xxj\nname: 某局\nunits: [{id: weihua, name: 甲}, {id: weihua, name: 乙}, {id: weihua, name: 丙}]\nposts: [{id: a, name: 甲}, {id: a, name: 乙, unit: nowhere}]\nwindows: [{id: zhengwu-3, name: 甲, address: 乙}, {id: zhengwu-3, name: 丙, address: 丁}]\n"
    put(site, **{OFFICE: text})
    found = [one for one in said(site, capsys) if one[1] == OFFICE]
    assert [(code, field) for code, _, field, *_ in found] == [("DUP_ID", "units"), ("DUP_ID", "posts"), ("UNKNOWN_REFERENCE", "posts.1.unit"), ("DUP_ID", "windows")]
    assert [message for *_, message, _ in found] == [
        'the id "weihua" stands twice in content/offices/xxj.yaml',
        'the id "a" stands twice in content/offices/xxj.yaml',
        'there is no unit "nowhere"',
        'the id "zhengwu-3" stands twice in content/offices/xxj.yaml',
    ]
    assert found[2][4] == "add it under units"


def test_office_and_form_are_called_like_their_files(site, capsys):
    """The id of an office and of a form is the name of its file."""
    edit(site, OFFICE, "id: xxj", "id: yyj")
    edit(site, "content/forms/lingshou-shenqing.yaml", "id: lingshou-shenqing", "id: other")
    assert {(code, file, field) for code, file, field, *_ in said(site, capsys)} >= {("CODE_MISMATCH", OFFICE, "id"), ("CODE_MISMATCH", "content/forms/lingshou-shenqing.yaml", "id")}


def test_guide_says_title_slug_and_summary(site, capsys):
    """A guide without one of its three lines is told which, and one whose slug is taken is told too."""
    text = (site / GUIDE).read_text(encoding="utf-8")
    for key in ("Title", "Slug", "Summary"):
        put(site, **{GUIDE: "".join(line for line in text.splitlines(keepends=True) if not line.startswith(f"{key}:"))})
        assert ("GUIDE_META", GUIDE) in [(code, file) for code, file, *_ in said(site, capsys)]
        assert f'the guide lacks "{key}"' in [message for *_, message, _ in said(site, capsys)]
    put(site, **{GUIDE: text, "content/guides/again.md": text})
    assert [(code, file, message) for code, file, _, message, _ in said(site, capsys)] == [("DUP_ID", GUIDE, 'the id "lingshou" stands twice in content/guides')]
    put(site, **{"content/guides/again.md": text.encode("gb18030")})
    assert [(code, file) for code, file, *_ in said(site, capsys)] == [("NOT_UTF8", "content/guides/again.md")]


def test_items_that_a_guide_names_must_be_there(site, capsys):
    """An unknown item is told at the line of Powers, or of the link in the text; codes are parted by commas of either kind."""
    edit(site, GUIDE, "Powers: YJ-XK-0001", "Powers: YJ-XK-0001，Q-1、Q-2 Q-3")
    with (site / GUIDE).open("a", encoding="utf-8") as file:
        file.write("\n看[这里](/powers/Q-4/)。\n")
    _, found = check(site, capsys)
    lines = (site / GUIDE).read_text(encoding="utf-8").split("\n")
    at = {"Q-4": lines.index("看[这里](/powers/Q-4/)。") + 1}
    powers = next(n for n, line in enumerate(lines, 1) if line.startswith("Powers:"))
    assert sorted((one["message"], one["line"]) for one in found) == [(f'there is no item "{one}"', at.get(one, powers)) for one in ("Q-1", "Q-2", "Q-3", "Q-4")]


def test_items_that_the_settings_name_must_be_there(site, capsys):
    """An unknown item among those sought, or in the hall, is told at its place."""
    edit(site, SITE, "sought: [YJ-XK-0001]", "sought: [YJ-XK-0001, Q-1]\nhall:\n  complaint:\n    entrances: [{name: 甲, powers: [YJ-XK-0001]}, {name: 乙, powers: [Q-2]}]")
    assert [(field, message) for _, _, field, message, _ in said(site, capsys)] == [("sought.1", 'there is no item "Q-1"'), ("hall.complaint.entrances.1.powers.0", 'there is no item "Q-2"')]


def test_links_and_nested_repositories_are_not_read(site, capsys):
    """A link under content/, and a repository inside it, are named and not followed."""
    for folder in ("powers/xxj", "offices"):
        (site / "content" / folder / "link.yaml").symlink_to("/etc/passwd")
    (site / "content/powers/yjj/.git").mkdir(parents=True)
    assert sorted((code, file) for code, file, *_ in said(site, capsys)) == [
        ("BAD_PATH", "content/powers/yjj/.git"), ("SYMLINK", "content/offices/link.yaml"), ("SYMLINK", "content/powers/xxj/link.yaml"),
    ]


def test_unknown_item_is_told_after_a_small_change_too(site, capsys):
    """A build that reads one file again still sees that what it names is not there."""
    assert build(site) == 0
    edit(site, POWER, "guide: lingshou\n", "guide: nowhere\nrelated: [Q-1]\n")
    capsys.readouterr()
    assert build(site) == 1
    told = capsys.readouterr().err
    assert 'there is no item "Q-1"' in told
    assert 'there is no guide "nowhere"' in told
