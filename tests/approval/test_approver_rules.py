"""The list of approvers and the revoked keys: what each line must be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_files import KEY
from quanli.approval.approver_rules import check_approvers, check_revoked, is_whole
from quanli.history.founding import ROLES

OTHER = KEY[:-1] + "U"


def approvers(text):
    return check_approvers(text, {role.lower() for role in ROLES})


def found(text, check=approvers):
    return [(one.place.line, one.code) for one in check(text)]


def test_good_list():
    """Roles, offices, options, rotated keys and deputies of the form that git reads are fine."""
    assert not found(
        f'# 名单\nlegal-review@gjj namespaces="git,quanli-approval" {KEY} 法规科\n\n'
        f'legal-review@gjj valid-after="20261201",valid-before="20261215Z" {OTHER} 法规科\n"approved-by@*,determined-by@*" {KEY} 法规科\n*@* {OTHER} 法规科\n'
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"zhang@example.cn {KEY} 甲", "APPROVERS_INVALID"),
        (f"legal-review {KEY} 甲", "APPROVERS_INVALID"),
        ("approved-by@gjj", "APPROVERS_INVALID"),
        ("approved-by@gjj ssh-ed25519", "APPROVERS_INVALID"),
        (f'approved-by@gjj namespaces="a" x {KEY} 甲', "APPROVERS_INVALID"),
        (f"approved-by@gjj {KEY}", "APPROVERS_NAMELESS"),
        (f"approved-by@gjj {KEY[:-8]} 甲", "KEY_BROKEN"),
        (f"approved-by@gjj {KEY.replace('ssh-ed25519', 'ssh-rsa')} 甲", "KEY_BROKEN"),
        (f"approved-by@gjj cert-authority {KEY} 甲", "APPROVERS_OPTION"),
        (f'approved-by@gjj namespaces="git" {KEY} 甲', "APPROVERS_OPTION"),
        (f'approved-by@gjj valid-before="2026-12-01" {KEY} 甲', "APPROVERS_OPTION"),
        (f'approved-by@gjj valid-after="20261301" {KEY} 甲', "APPROVERS_OPTION"),
        (f"approved-by@gjj valid-after=20261201 {KEY} 甲", "APPROVERS_OPTION"),
        (f"legal-review@gjj {OTHER} 法规科", "APPROVERS_SHARED"),
    ],
)
def test_bad_line(line, code):
    """A line that is wrong in one way is named once, with its line, by what is wrong."""
    assert found(f"approved-by@scjg {OTHER} 局长\n\n{line}\n") == [(3, code)]


def test_revoked_keys():
    """A revoked key needs a day, a whole key and a reason."""
    text = f"# 作废\n2026-11-28 {KEY} 遗失\n2026-11-31 {KEY} 遗失\n2026-11-28 {KEY}\n{KEY} 遗失\n2026-11-28 {KEY[:-4]} 遗失\n"
    assert found(text, check_revoked) == [(3, "REVOKED_INVALID"), (4, "REVOKED_INVALID"), (5, "REVOKED_INVALID"), (6, "KEY_BROKEN")]


@given(st.text(), st.text())
def test_nothing_is_raised(one, other):
    """Whatever stands there, it is judged."""
    for text in (one, f"legal-review@* {one} {KEY}{other}", f"legal-review@* {KEY}{other} {one}", f"2026-11-28 {KEY[:20]}{other} {one}"):
        list(approvers(text))
        list(check_revoked(text))
    assert is_whole(*KEY.split())
