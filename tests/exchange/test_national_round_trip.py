"""Items as national records and back: what the tables have a place for comes back as it was, the rest is named."""

import json
import shutil
from pathlib import Path

import pytest

from exchange.importing_sites import empty_site, powers, run_export, run_import
from quanli.catalogue import terms
from quanli.catalogue.national_table import UNSAID
from quanli.exchange.remarks import MARK
from shared_data import shared

SAMPLE = Path(__file__).parents[2] / "content"
LEDGERS = [
    "ledgers/chuzhou-safety-162.xlsx",
    *(f"ledgers/karamay/{name}.xlsx" for name in ("archives", "civil-defence", "commerce", "transport")),
    "catalogues/sichuan-district-1135.csv",
    "records/lingshan-energy-review.yaml",
]


def without_powers(site: Path, folder: Path) -> Path:
    """Copy a site's registers, and none of its powers."""
    made = folder / "other"
    shutil.copytree(site / "content", made / "content", ignore=lambda at, names: ["powers"] if Path(at).name == "content" else [])
    return made


def comparable(power: dict) -> dict:
    """Leave out of a power what the tables have no place for."""
    left = {key: value for key, value in power.items() if key not in UNSAID}
    if left.get("materials"):
        left["materials"] = [{key: value for key, value in one.items() if key not in {"for", "when"}} for one in left["materials"]]
    if "results" in left:
        left["results"] = [national_result(one) for one in left["results"]]
    for key, inner in (("time_limits", "correction"), ("channels", "mail")):
        if key in left:
            left[key] = {name: value for name, value in left[key].items() if name != inner}
    return {key: value for key, value in left.items() if value != {}}


def national_result(result: dict) -> dict:
    made = {key: value for key, value in result.items() if key != "valid_for"}
    if "type" in made and not terms.RESULT_TYPES[made["type"]].national:
        made["type"] = "other"
    return made


def round_trip(site: Path, folder: Path) -> None:
    """Send every power of a site through the national records, into a site with the same registers."""
    file, other = folder / "records.json", without_powers(site, folder)
    assert run_export(site, file) == 0
    records = json.loads(file.read_text(encoding="utf-8"))
    assert run_import(other, file, office="nobody") == 0
    before, after = powers(site), powers(other)
    numbered = {code: power for code, power in before.items() if terms.CATEGORIES[power["category"]].national}
    assert len(records) == len(numbered)
    assert after.keys() == numbered.keys()
    for code, power in numbered.items():
        assert comparable(after[code]) == comparable(power), code
        for paragraph in filter(None, after[code].get("note", "").split("\n\n")):
            assert paragraph.startswith(MARK), (code, paragraph)


def test_every_item_of_the_sample_comes_back(tmp_path):
    """Each item of the sample catalogue comes back from its national record with the same values; what was said only in words stands in its note."""
    site = tmp_path / "sample"
    shutil.copytree(SAMPLE, site / "content")
    round_trip(site, tmp_path)


@pytest.mark.parametrize("name", LEDGERS)
def test_every_item_of_a_real_ledger_comes_back(tmp_path, name):
    """Each item of a real ledger comes back from its national record with the same values."""
    site = empty_site(tmp_path)
    assert run_import(site, shared(name)) == 0
    round_trip(site, tmp_path)
