"""The handbook of the legal office, followed to the letter: from an empty machine to a change that is merged."""

import subprocess

import pytest

from handbooks.followed import PEOPLE, Office, blocks
from quanli.cli import main

APPROVERS = """\
proposed-by@xxj,proposed-by@site namespaces="quanli-approval" ssh-ed25519 AAAA…危化科 危化科
legal-review@xxj,legal-review@site namespaces="quanli-approval" ssh-ed25519 AAAA…法规科 法规科
approved-by@xxj,approved-by@site namespaces="quanli-approval" ssh-ed25519 AAAA…分管副局长 分管副局长
determined-by@* namespaces="quanli-approval" ssh-ed25519 AAAA…县司法局 县司法局
"""
KEY = 2
"""The section in which the reader makes a key; then the administrator can write it into the list."""
OTHERS = 8
"""The section in which the others sign."""


def furnish(office):
    """Lay down what the administrator has prepared: a site in a repository, and the list of approvers."""
    site = office.folder / "prepared"
    assert main(["new", "site", str(site), "--lang", "zh"]) == 0
    (site / "content/approvers").write_text(office._own(APPROVERS), encoding="utf-8")
    who = ["-c", "user.name=管理员", "-c", "user.email=x@office.invalid"]
    for words in (["symbolic-ref", "HEAD", "refs/heads/main"], ["add", "-A"], [*who, "commit", "--quiet", "-m", "开始"], ["clone", "--quiet", "--bare", ".", str(office.origin)]):
        subprocess.run(["git", *words], cwd=site, check=True)


def sign(office, *people, branch="dianhua"):
    """Let some others sign, as the reviewer's handbook says."""
    for who in people:
        office.key(who)
        office.type(who, f"git clone --quiet {office.origin} quanli\ncd quanli\ngit switch --quiet {branch}\nquanli approve --yes\ngit push --quiet\n")


@pytest.mark.parametrize(("name", "language"), [("legal-office", "zh_CN.UTF-8"), ("legal-office-en", "en_US.UTF-8")])
def test_first_change(tmp_path, name, language):
    """Whoever follows the handbook in either language sees what it shows, and ends with the change on the main line."""
    office, found = Office(tmp_path, language), blocks(name)
    office.follow("危化科", [one for one in found if one.section == KEY])
    furnish(office)
    office.follow("危化科", [one for one in found if KEY < one.section < OTHERS + 1])
    sign(office, *PEOPLE[1:3])
    office.follow("危化科", [one for one in found if one.section > OTHERS])
    shown = subprocess.run(["git", "-C", office.origin, "show", "main:content/offices/xxj.yaml"], capture_output=True, check=True).stdout.decode()
    assert "0000-5550188" in shown
