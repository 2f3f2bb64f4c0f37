"""Everything that a power holds survives export and import."""

import datetime
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.importing_sites import empty_site, powers, run_export, run_import, tree
from quanli.catalogue.power import Discretion, Power
from quanli.records.fields import fields_of
from quanli.records.read import read_record
from quanli.records.write import dump, plain
from sites import make_site

TEXT = st.text(st.sampled_from("甲乙第三条款项《》〔〕（）：；，。、“”=+-@'\"#&*!|>%:,; \n1230aZ９Ａ\u3000"), min_size=1, max_size=30)
WORDS = st.text(st.sampled_from("甲乙丙丁=+-@'\" :#《》〔〕（）、；10a"), min_size=1, max_size=12)
NUMBERS = st.decimals(min_value=0, max_value=10**7, places=2).map(lambda n: int(n) if n == n.to_integral_value() else n.normalize())
KINDS = {
    "text": WORDS,
    "prose": TEXT,
    "id": st.from_regex(r"[a-z甲乙][a-z0-9甲-]{0,8}", fullmatch=True),
    "code": st.from_regex(r"[A-Z][A-Z0-9-]{0,8}", fullmatch=True),
    "date": st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)),
    "integer": st.integers(1, 400),
    "number": NUMBERS,
    "flag": st.just(True),
    "phone": st.sampled_from(["0517-85910001", "12345", "+86-10-12345678"]),
    "link": st.sampled_from(["https://example.gov.cn/a?b=1", "mailto:a@example.gov.cn"]),
    "path": st.just("a.pdf"),
    "article": st.sampled_from(["第三十七条", "第37条", "第一百零三条之一"]),
    "credit_code": st.just("11450721MB15580811"),
    "national_code": st.just("11450721MB155808114000104002000"),
}


def values(record, *, keep=()):
    """Build plain values of a record, its required fields and some of the others."""
    fields = {key: field for key, field in fields_of(record).items() if field.about.public and key not in keep}
    needed = {key: value(field) for key, field in fields.items() if field.about.required}
    more = {key: value(field) for key, field in fields.items() if not field.about.required}
    return st.fixed_dictionaries(needed, optional=more)


def value(field):
    if field.shape == "record":
        return st.deferred(lambda: values(field.element)).filter(bool)
    if field.shape == "records":
        return st.lists(st.deferred(lambda: values(field.element)), min_size=1, max_size=3)
    if field.shape == "mapping":
        inner = values(field.element) if hasattr(field.element, "__dataclass_fields__") else KINDS["id"]
        return st.dictionaries(KINDS["id"], inner, min_size=1, max_size=2)
    one = st.sampled_from(sorted(field.about.choices)) if field.about.kind == "choice" else KINDS[field.about.kind]
    return st.lists(one, min_size=1, max_size=3) if field.shape == "scalars" else one


def read(made):
    power, problems = read_record(dump(made).encode(), "", Power)
    return None if power is None or any(one.severity == "error" for one in problems) else power


POWERS = (
    values(Power, keep=("code", "office", "name", "parent"))
    .map(lambda made: made | {"code": "A-1", "office": "ajj", "name": made.get("summary", "")[:9].strip() or "名称"})
    .filter(read)
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(made=POWERS, kind=st.sampled_from(["csv", "xlsx"]))
def test_any_power_survives(tmp_path_factory, made, kind):
    """Whatever the model accepts comes back as it was, into an empty site and into its own."""
    folder = tmp_path_factory.mktemp("site")
    first, second = empty_site(folder, "first"), empty_site(folder, "second")
    path = first / "content/powers/ajj/A-1.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(dump(plain(read(made))), encoding="utf-8")
    file = folder / f"export.{kind}"
    assert run_export(first, file) == 0
    assert run_import(second, file, office="other") == 0
    assert powers(second) == powers(first)
    assert run_import(first, file, office="other") == 0
    assert powers(second) == powers(first)


@settings(max_examples=100)
@given(made=values(Discretion))
def test_grades_carry_a_table_or_leave_it_to_yaml(made):
    """Columns of grades stand for a discretion table only when they give the very same table back."""
    from quanli.exchange import tiers
    from quanli.exchange.wording import grades_of

    columns = grades_of(made)
    assert not columns or tiers.benchmark(columns)[0] == made


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_starter_site_survives(tmp_path, kind):
    """The starter's power with its flows, materials and questions comes back into an empty site and into its own."""
    site, other, file = make_site(tmp_path), empty_site(tmp_path), tmp_path / f"export.{kind}"
    before = tree(site)
    assert run_export(site, file) == 0
    assert run_import(other, file) == 0
    assert powers(other) == powers(site)
    assert run_import(site, file) == 0
    assert tree(site) == before


def test_starter_basis_is_written_as_a_clerk_would(tmp_path):
    """Laws stand by their title, with id and version, in the export."""
    site, file = make_site(tmp_path), tmp_path / "export.csv"
    assert run_export(site, file) == 0
    text = file.read_text(encoding="utf-8-sig")
    assert "《烟花爆竹安全管理条例》〔fireworks-safety-regulation〕（2016-02-06）第十六条第二款：“从事" in text
    assert "危险化学品和烟花爆竹科〔weihua〕" in text
    assert ",10个工作日," in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_text_goes_on_in_further_columns(tmp_path, kind):
    """A cell of more than a spreadsheet holds goes on in columns of its own and comes back whole."""
    site, other, file = empty_site(tmp_path, "first"), empty_site(tmp_path), tmp_path / f"export.{kind}"
    long = {"code": "A-1", "name": "甲", "category": "other", "office": "ajj", "faq": [{"q": f"问{i}", "a": "=答" * 1000} for i in range(25)]}
    path = site / "content/powers/ajj/A-1.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(dump(long), encoding="utf-8")
    assert run_export(site, file) == 0
    if kind == "csv":
        assert "常见问题,常见问题（续2）" in file.read_text(encoding="utf-8-sig")
    assert run_import(other, file) == 0
    assert powers(other) == powers(site)


@pytest.mark.parametrize("text", ["+1", "-1", "@SUM(A1)", "=1+1", "＝1", "'=1", "''+1"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_runs_as_a_formula(tmp_path, text, kind):
    """A text that begins like a formula has an apostrophe before it in the file, and comes back without."""
    import openpyxl

    site, other, file = empty_site(tmp_path, "first"), empty_site(tmp_path), tmp_path / f"export.{kind}"
    path = site / "content/powers/ajj/A-1.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(dump({"code": "A-1", "name": text, "category": "other", "office": "ajj"}), encoding="utf-8")
    assert run_export(site, file) == 0
    if kind == "csv":
        assert f"A-1,'{text}," in file.read_text(encoding="utf-8-sig")
    else:
        cell = openpyxl.load_workbook(file).active["B2"]
        assert (cell.value, cell.data_type) == (f"'{text}", "s")
    assert run_import(other, file) == 0
    assert powers(other) == powers(site)


def test_a_workbook_is_made_to_be_read(tmp_path):
    """The export as a workbook has a name, bold headings that stay in sight, and cells whose lines wrap from the top."""
    import openpyxl

    site, file = make_site(tmp_path), tmp_path / "export.xlsx"
    assert run_export(site, file) == 0
    table = openpyxl.load_workbook(file).active
    assert (table.title, table.freeze_panes) == ("权力清单", "A2")
    assert [(cell.font.bold, cell.alignment.wrap_text, cell.alignment.vertical) for cell in (table["A1"], table["A2"])] == [(True, True, "top"), (False, True, "top")]
    assert [cell.value for cell in table[1]][:3] == ["权力编码", "权力名称", "权力类别"]


def test_one_office_can_be_exported(tmp_path):
    """--office exports the powers of one office only."""
    site, file = make_site(tmp_path), tmp_path / "export.csv"
    assert run_export(site, file, "--office", "nobody") == 0
    assert "YJ-XK-0001" not in file.read_text(encoding="utf-8-sig")


def test_a_file_that_cannot_be_read_stops_an_export(tmp_path, capsys):
    """An export of a site with an unreadable power is refused and leaves the old file as it was."""
    site, file = make_site(tmp_path), tmp_path / "export.csv"
    file.write_text("old", encoding="utf-8")
    (site / "content/powers/xxj/B.yaml").write_text("code: [", encoding="utf-8")
    assert run_export(site, file) == 1
    assert file.read_text(encoding="utf-8") == "old"
    assert "content/powers/xxj/B.yaml" in capsys.readouterr().err


def test_a_clerks_edit_of_a_cell_is_taken(tmp_path):
    """What is changed in a cell of an export is what an import into an empty site reads."""
    site, other, file = make_site(tmp_path), empty_site(tmp_path), tmp_path / "export.csv"
    assert run_export(site, file) == 0
    text = file.read_text(encoding="utf-8-sig")
    file.write_text(text.replace("10个工作日", "8个工作日"), encoding="utf-8")
    assert run_import(other, file) == 0
    (power,) = powers(other).values()
    assert power["time_limits"]["promised"] == {"amount": 8, "unit": "workday"}




@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_sample_catalogue_survives(tmp_path, kind):
    """The sample catalogue comes back into an empty site and into its own."""
    site, other, file = tmp_path / "sample", empty_site(tmp_path), tmp_path / f"export.{kind}"
    shutil.copytree(Path(__file__).parents[2] / "content", site / "content")
    before = tree(site)
    assert run_export(site, file) == 0
    assert run_import(other, file) == 0
    assert powers(other) == powers(site)
    assert run_import(site, file) == 0
    assert tree(site) == before
