"""The administrator's handbook, followed to the letter: a site, a ledger, approvers, releases by a push, a lost key, a backup."""

import pytest

from handbooks.followed import PEOPLE, Office, blocks

KEYS, MERGED = 11, 12
"""The sections in which the list of approvers changes, and in which that is merged."""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Follow the handbook from an installed program to its end; the signers sign as theirs says."""
    made = Office(tmp_path_factory.mktemp("office"))
    made.replaced |= {"/srv/quanli": str(made.folder / "srv")}
    made.type("管理员", "git config --global user.name 管理员\ngit config --global user.email x@office.invalid\n")
    for who in PEOPLE:
        made.key(who)
    found = [one for one in blocks("administrator") if one.section > 1]
    made.follow("管理员", [one for one in found if one.section <= KEYS])
    origin = made.folder / "homes/管理员/site.git"
    for who in PEOPLE:
        made.type(who, f"git clone --quiet {origin} quanli\ncd quanli\ngit switch --quiet huanyao\nquanli approve --yes\ngit push --quiet\n")
    made.follow("管理员", [one for one in found if one.section >= MERGED])
    return made


def test_handbook_can_be_followed(office):
    """Each command ends as it should, what is shown is seen, and the push of what was approved has published it."""
    assert office.type("管理员", "git status --short") == ""
    assert office.type("管理员", "git rev-parse HEAD").strip() in (office.folder / "srv/current/release.json").read_text()


def test_a_lost_key_signs_no_more(office):
    """After the handbook the new key of the legal section signs, the lost one does not, and an unapproved push is refused."""
    office.type("危化科", "git switch --quiet main\ngit pull --quiet\ngit switch --quiet -c dianhua\nsed -i s/0000-5550101/0000-5550188/ content/offices/xxj.yaml\nquanli propose --reason 换号\nquanli approve --yes\ngit push --quiet -u origin dianhua\n")
    office.type("危化科", "git push --quiet origin dianhua:main", status=1)
    office.type("法规科", "git fetch --quiet\ngit switch --quiet dianhua\nquanli approve --yes", status=1)
    office.type("法规科", "quanli approve --yes --key ~/.ssh/quanli_2027")
