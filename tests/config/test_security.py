"""The security contact: when it fails the build, and the file that it gives (RFC 9116)."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.incremental import same_as_clean
from quanli.config.security import Security, check_security, security_txt
from sites import build, check, make_site, put

DAY = datetime.date(2026, 11, 28)
MAIL = ("mailto:security@example.gov.cn",)
SITE = "name: 甲\nbody: 某县人民政府\ndomain: https://example.gov.cn\nsecurity:\n  contact: [mailto:security@example.gov.cn, 'https://example.gov.cn/security/']\n  expires: {expires}\n"
LINE = re.compile(r"(Contact|Expires|Encryption|Acknowledgments|Preferred-Languages|Canonical|Policy): \S.*")
"""RFC 9116, section 4: a line is the name of a field, a colon, a blank and what it says."""


@given(st.integers(min_value=-800, max_value=800))
def test_an_expiry_is_in_the_year_that_follows_the_build(days):
    """A contact that has expired on the day of the build, or that is promised for longer than a year, is a problem; no other is."""
    codes = [one.code for one in check_security(Security(MAIL, DAY + datetime.timedelta(days=days)), "x", DAY)]
    assert codes == ([] if 0 < days <= 366 else ["SECURITY_EXPIRY"])


@pytest.mark.parametrize(("contact", "right"), [("mailto:a@example.gov.cn", True), ("tel:+86-10-12345678", True), ("https://example.gov.cn/x", True), ("http://example.gov.cn/x", False), ("a@example.gov.cn", False), ("https://a.cn\nExpires: 2099", False)])
def test_a_contact_is_an_address_that_programs_follow(contact, right):
    """By mail, by telephone, or a page with https."""
    assert [one.code for one in check_security(Security((contact,), DAY + datetime.timedelta(days=9)), "x", DAY)] == ([] if right else ["SECURITY_CONTACT"])


def test_the_file_says_what_the_settings_say():
    """Each field on its line, those that RFC 9116 wants once, once."""
    text = security_txt(Security((*MAIL, "tel:+86-10-1"), DAY, "https://a.gov.cn/p/", ("zh", "en"), "https://a.gov.cn/t/", "https://a.gov.cn/k"), "https://a.gov.cn")
    assert text == (
        "Contact: mailto:security@example.gov.cn\nContact: tel:+86-10-1\nExpires: 2026-11-28T00:00:00+08:00\nEncryption: https://a.gov.cn/k\nAcknowledgments: https://a.gov.cn/t/\n"
        "Preferred-Languages: zh, en\nCanonical: https://a.gov.cn/.well-known/security.txt\nPolicy: https://a.gov.cn/p/\n"
    )
    assert all(LINE.fullmatch(line) for line in text.splitlines())


def test_a_build_goes_on_until_the_contact_expires(tmp_path, capsys):
    """Nothing has to change for the day to come: that day the build fails, with the line; without a contact there is no file."""
    site = put(make_site(tmp_path), **{"content/site.yaml": SITE.format(expires="2026-12-31")})
    assert build(site, "--day", "2026-11-28") == 0
    file = site / "output/.well-known/security.txt"
    assert "Expires: 2026-12-31T" in file.read_text()
    same_as_clean(site, tmp_path, "--day", "2026-11-28")
    capsys.readouterr()
    assert build(site, "--day", "2026-12-31") == 1
    assert "SECURITY_EXPIRY" in (said := capsys.readouterr().err) and "site.yaml:6" in said
    assert "SECURITY_EXPIRY" in [one["code"] for one in check(site, capsys, "--day", "2025-12-01")[1]]
    put(site, **{"content/site.yaml": SITE.partition("security")[0]})
    assert build(site, "--day", "2026-12-31") == 0
    assert not file.exists()
