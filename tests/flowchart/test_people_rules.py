"""Who stands in a flow, and in an office."""

import pytest

from quanli.catalogue.office import Office, Post
from quanli.catalogue.persons import check_posts, is_person
from sites import POWER, check, edit, make_site


@pytest.mark.parametrize(
    ("old", "new", "code", "severity"),
    [
        ("post: 审查岗", "post: 审核岗", "UNKNOWN_REFERENCE", "error"),
        ("post: 审查岗", "post: 王科长", "PERSON_NAMED", "error"),
        ("post: 审查岗", "post: 李小红", "PERSON_NAMED", "error"),
        ("actor: 承办机构", "actor: 市场监管科", "ACTOR_UNKNOWN", "warning"),
        ("actor: 承办机构", "actor: 危险化学品和烟花爆竹科", "", ""),
        ("actor: 承办机构", "actor: 县人民法院", "", ""),
        ("post: 审查岗", "post: 县安全生产委员会", "", ""),
        ("actor: 承办机构", "actor: 承办机构, unit: keji", "UNKNOWN_REFERENCE", "error"),
    ],
)
def test_a_flow_names_posts_of_the_office(tmp_path, capsys, old, new, code, severity):
    """``quanli check`` tells posts and units that the office does not have, and persons, at their line; outsiders are known."""
    site = make_site(tmp_path)
    edit(site, POWER, old, new)
    found = [one for one in check(site, capsys)[1] if one["code"] in {"UNKNOWN_REFERENCE", "PERSON_NAMED", "ACTOR_UNKNOWN"}]
    assert [(one["code"], one["severity"]) for one in found] == ([(code, severity)] if code else [])
    assert all(new in (site / POWER).read_text("utf-8").splitlines()[one["line"] - 1] for one in found)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("王科长", True), ("李小红", True), ("张某", True), ("欧阳修远", True), ("审查岗", False), ("高级工程师", False), ("金融办", False), ("主任", False), ("石油公司", False),
        ("安全员", False), ("当事人", False), ("武警", False), ("顾客", False),
    ],
)
def test_a_person_is_told_only_where_it_is_sure(text, person):
    """A surname with a title, or with two characters that no post has, is a person; everything else may be a post."""
    assert is_person(text) is person


def test_an_office_lists_no_persons():
    """A person's name among the posts of an office is told in its place."""
    office = Office("o", "某局", posts=(Post("a", "受理岗"), Post("b", "张局长")))
    assert [(one.code, one.path) for one in check_posts(office, "o.yaml")] == [("PERSON_NAMED", ("posts", 1, "name"))]
