"""Every item of the sample, spoiled in each way that it can be: what the check catches, and that it is silent on what is right."""

import json
import shutil
from collections import Counter

import pytest
import yaml

from conftest import ROOT
from discretion.spoilings import SPOILINGS
from exchange.importing_sites import empty_site, run_import
from law_sites import OWN
from quanli.catalogue.power import Power
from quanli.cli import main
from quanli.records.read import read_record
from quanli.records.write import dump, plain
from shared_data import SHARED, shared

NOTICE = "  - {id: notice, title: 关于加强管理的通知, kind: normative, versions: [{date: 2020-01-01, in_force_from: 2020-01-01}]}\n"
CAUGHT = 0.98


def sample(folder):
    """Copy the sample with a law library of the package and, where it is there, of the folder beside the checkout."""
    site = folder / "sample"
    shutil.copytree(ROOT / "content", site / "content")
    laws = SHARED / "laws"
    assert main(["laws", "update", *([str(laws)] if laws.is_dir() else []), "--site", str(site), "--lang", "en"]) == 0
    return site


def problems(site, capsys):
    """Check a site on the day on which the sample's laws are those of the library; give the problems by file."""
    capsys.readouterr()
    main(["check", "--site", str(site), "--format", "json", "--lang", "zh", "--jobs", "1", "--as-of", "2026-03-01"])
    found: dict[str, list[dict]] = {}
    for one in json.loads(capsys.readouterr().out):
        found.setdefault(one["file"], []).append(one)
    return found


def spoiled(site):
    """Put every spoiling of every item under a code of its own; give what was spoiled, and where, by file."""
    drawn = {}
    for path in sorted((site / "content/powers").glob("*/*.yaml")):
        power, _ = read_record(path.read_bytes(), path.name, Power)
        for spoiling in SPOILINGS:
            for values, field in spoiling(plain(power)):
                code = f"Z-{len(drawn):04d}"
                file = path.with_name(f"{code}.yaml")
                file.write_text(dump({**values, "code": code}), encoding="utf-8")
                drawn[file.relative_to(site).as_posix()] = (spoiling.__name__, path.stem, ".".join(map(str, field)))
    laws = site / "content/laws.yaml"
    laws.write_text(laws.read_text(encoding="utf-8") + NOTICE, encoding="utf-8")
    return drawn


def touches(field: str, expected: str) -> bool:
    """Tell whether a problem stands at the field that is wrong, or at the part of it that is."""
    return f"{field}.".startswith(f"{expected}.") or f"{expected}.".startswith(f"{field}.")


def test_what_is_spoiled_is_caught_at_its_line(tmp_path, capsys):
    """Of all spoilings 98 in 100 are named at the field that is wrong and at its line, and each kind of them is."""
    shared("laws")
    site = sample(tmp_path)
    drawn = spoiled(site)
    assert len(drawn) > 300
    found = problems(site, capsys)
    missed = []
    for file, (kind, code, expected) in drawn.items():
        lines = (site / file).read_text(encoding="utf-8").splitlines()
        caught = [one for one in found.get(file, ()) if one["code"] in OWN | {"SANCTION_UNKNOWN"} and touches(one["field"], expected)]
        if not any(0 < one["line"] <= len(lines) and str(one["field"]).split(".")[0] for one in caught):
            missed.append((kind, code))
    kinds = Counter(kind for kind, *_ in drawn.values())
    assert len(missed) <= (1 - CAUGHT) * len(drawn), missed
    assert {kind for kind, count in Counter(kind for kind, _ in missed).items() if count == kinds[kind]} == set()


def test_the_sample_is_within_the_law(tmp_path, capsys):
    """No item of the sample departs from the articles that it cites, whatever of them is at hand."""
    found = problems(sample(tmp_path), capsys)
    assert [(one["file"], one["code"], one["message"]) for each in found.values() for one in each if one["code"] in OWN] == []


@pytest.mark.parametrize("ledger", ["ledgers/chuzhou-safety-162.xlsx", "ledgers/karamay/archives.xlsx", "ledgers/karamay/commerce.xlsx", "ledgers/karamay/civil-defence.xlsx"])
def test_real_ledgers_raise_no_false_alarm(ledger, tmp_path, capsys):
    """Nothing is said against the items of real ledgers that their articles bear out."""
    site = empty_site(tmp_path)
    assert run_import(site, shared(ledger)) == 0
    assert main(["laws", "update", str(shared("laws")), "--site", str(site), "--lang", "en"]) == 0
    found = problems(site, capsys)
    assert [(one["file"], one["code"], one["message"]) for each in found.values() for one in each if one["code"] in OWN] == []


def test_the_savings_that_statistics_claim_are_by_statute():
    """Where the sample promises less than a statute allows, an article is named that sets what the statute allows."""
    for path in sorted((ROOT / "content/powers").glob("*/*.yaml")):
        statutory = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader).get("time_limits", {}).get("statutory")
        assert statutory is None or "条" in statutory.get("basis", ""), path
