"""Who has signed an approval: real keys, real signatures, and every way in which they may not count."""

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.approval.approval import Approval, read_approval, signed_bytes, step_of, text_of
from quanli.approval.signers import Signers, fingerprint, read_approvers, signing_key
from quanli.approval.statement import StatementError, digest_of, shown
from quanli.approval.statement import text_of as statement_text
from signing import PLAIN, Keys

TEXT = statement_text(PLAIN)
DAY = datetime.date(2026, 11, 28)
GIVEN = Approval("legal-review", "gjj", "法规科", DAY, digest_of(TEXT))
OTHER = statement_text(dataclasses.replace(PLAIN, said={"Change-Reason": "别的"}))


@pytest.fixture
def keys(tmp_path):
    return Keys(tmp_path / "keys")


def test_signed_by_its_key(keys):
    """A signature of a key that the list gives to the role, under the name that the approval says, counts."""
    signers = Signers(b"# list\n" + keys.line("law", "legal-review@*", "法规科").encode())
    found = signers.signer_of(keys.signed("law", GIVEN, TEXT), TEXT, DAY)
    assert found
    assert found.name == "法规科"
    assert found.fingerprint == fingerprint(keys.public("law").split()[1])


@pytest.mark.parametrize(
    "change",
    [
        {"role": "approved-by"},
        {"office": "scjg"},
        {"signer": "法制科"},
        {"day": DAY - datetime.timedelta(days=1)},
        {"follows": "f" * 64},
        {"refused": "不同意"},
        {"change": digest_of(OTHER)},
    ],
)
def test_no_line_can_be_changed(keys, change):
    """An approval of which any line was changed after it was signed counts for nothing."""
    signers = Signers(keys.line("law", "*@*", "法规科").encode())
    good = keys.signed("law", GIVEN, TEXT)
    assert signers.signer_of(good, TEXT, DAY)
    assert not signers.signer_of(dataclasses.replace(good, **change), TEXT, DAY)


def test_no_word_of_the_statement_can_be_changed(keys):
    """An approval of one statement counts for no other."""
    signers = Signers(keys.line("law", "*@*", "法规科").encode())
    good = keys.signed("law", GIVEN, TEXT)
    assert not signers.signer_of(good, OTHER, DAY)
    assert not signers.signer_of(dataclasses.replace(good, change=digest_of(OTHER)), OTHER, DAY)


@pytest.mark.parametrize(
    ("line", "revoked"),
    [
        ("", ""),
        ("{other}", ""),
        ("legal-review@scjg {law} 法规科", ""),
        ("approved-by@* {law} 法规科", ""),
        ('legal-review@gjj namespaces="git" {law} 法规科', ""),
        ('legal-review@gjj valid-after="20261129" {law} 法规科', ""),
        ('legal-review@gjj valid-before="20261128" {law} 法规科', ""),
        ("legal-review@gjj {law} 法规科\nlegal-review@scjg {law} 局长", ""),
        ("legal-review@gjj {law}", ""),
        ("legal-review@gjj cert-authority {law} 法规科", ""),
        ("legal-review@gjj {law} 法规科", "2026-11-28 {law} 遗失"),
    ],
)
def test_keys_that_do_not_count(keys, line, revoked):
    """A key that is not in the list, of another role, office, use, day or of two names, or revoked, counts for nothing."""
    fill = {"law": keys.public("law"), "other": keys.line("other", "legal-review@gjj", "法规科")}
    signers = Signers(line.format(**fill).encode(), revoked.format(**fill).encode())
    assert not signers.signer_of(keys.signed("law", GIVEN, TEXT), TEXT, DAY)


def test_days_of_a_key(keys):
    """A deputy's key counts on its days, and a revoked one until the day on which it was revoked."""
    line = keys.line("law", "legal-review@gjj", "法规科", ',valid-after="20261128",valid-before="20261130"')
    signers = Signers(line.encode(), f"2026-12-05 {keys.public('law')} 遗失\n".encode())
    good = keys.signed("law", GIVEN, TEXT)
    days = [bool(signers.signer_of(good, TEXT, DAY + datetime.timedelta(days=on))) for on in (-1, 0, 1, 2)]
    assert days == [False, True, True, False]
    always = Signers(keys.line("law", "legal-review@gjj", "法规科").encode(), signers.revoked)
    assert [bool(always.signer_of(good, TEXT, datetime.date(2026, 12, on))) for on in (4, 5, 6)] == [True, False, False]


def test_days_do_not_hang_on_the_zone(keys, monkeypatch):
    """A key's days are those of Beijing, wherever the machine stands."""
    line = keys.line("law", "legal-review@gjj", "法规科", ',valid-after="20261128",valid-before="20261129"')
    for zone in ("UTC+12", "UTC-14", "Asia/Shanghai"):
        monkeypatch.setenv("TZ", zone)
        assert Signers(line.encode()).signer_of(keys.signed("law", GIVEN, TEXT), TEXT, DAY)


def test_rotated_key(keys):
    """One name may have several keys, and each counts."""
    signers = Signers((keys.line("old", "legal-review@gjj", "法规科") + keys.line("new", "legal-review@gjj", "法规科")).encode())
    assert all(signers.signer_of(keys.signed(key, GIVEN, TEXT), TEXT, DAY) for key in ("old", "new"))


def test_signature_made_for_another_purpose(keys):
    """A signature made in another namespace, though the list allows any, counts for nothing."""
    signers = Signers(f"legal-review@gjj {keys.public('law')} 法规科\n".encode())
    wrong = dataclasses.replace(GIVEN, signature=keys.sign("law", signed_bytes(GIVEN, TEXT), "git"))
    assert not signers.signer_of(wrong, TEXT, DAY)
    assert signers.signer_of(keys.signed("law", GIVEN, TEXT), TEXT, DAY)


@pytest.mark.parametrize("refused", ["", "期限与条例第五条不符"])
@pytest.mark.parametrize("follows", ["", "f" * 64])
def test_file_reads_back(keys, refused, follows):
    """An approval's file, or a refusal's, reads back as what was written, and its name says which step it is."""
    one = keys.signed("law", dataclasses.replace(GIVEN, refused=refused, follows=follows), TEXT)
    assert read_approval(text_of(one)) == one
    assert step_of(one.file) == ("legal-review", "gjj", bool(refused))


@given(st.text() | st.sampled_from(["x\n日期：2020-01-01", "退回：不", "", " x"]), st.sampled_from(["signer", "refused", "role", "office", "change", "follows"]))
def test_no_value_forges_a_line(value, name):
    """A value of an approval that would make or hide a line is not written; any other reads back."""
    armour = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"
    one = dataclasses.replace(GIVEN, signature=armour, **{name: value})
    try:
        text = text_of(one)
    except StatementError:
        assert name not in {"signer", "refused"} or not value or value != value.strip() or value != shown(value)
        return
    assert read_approval(text) == one


@pytest.mark.parametrize(
    ("old", "new"),
    [("日期：2026-11-28", "日期：2026-11-31"), ("日期：2026-11-28", "日期：20261128"), ("审批意见", "退回意见"), ("环节：", "环节: "), ("签署人：", "备注：x\n签署人："), ("法规科\n", "法规科\r\n"), ("-----END SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----")],
)
def test_edited_file_is_refused(keys, old, new):
    """An approval's file with a line put otherwise than it is written is no approval."""
    text = text_of(keys.signed("law", GIVEN, TEXT))
    with pytest.raises(StatementError):
        read_approval(text.replace(old, new))


def test_lines_of_the_list():
    """A line of the list is taken apart into principals, options, key and name; what is none is left out."""
    text = '# x\n"a@*,b@c" namespaces="git,quanli approval",valid-after="20260101" ssh-ed25519 AAAA 法规科 副职\nnonsense\n\nx@y ssh-ed25519\n'
    (line,) = read_approvers(text.encode())
    assert (line.number, line.principals, line.options) == (2, ("a@*", "b@c"), 'namespaces="git,quanli approval",valid-after="20260101"')
    assert (line.type, line.key, line.name) == ("ssh-ed25519", "AAAA", "法规科 副职")


@given(st.text())
def test_key_of_no_signature(text):
    """What is no signature holds no key, and nothing is raised."""
    armour = f"-----BEGIN SSH SIGNATURE-----\n{text}\n-----END SSH SIGNATURE-----\n"
    assert signing_key(text) == "" or "AAAA" in text
    signing_key(armour)
