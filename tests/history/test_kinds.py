"""Of which kind a change is: told from where it stands and what it is."""

from pathlib import Path
from typing import get_args

import pytest

from conftest import ROOT
from quanli.approval.governed import is_governed
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.history.diff import legal_diff, record_diff
from quanli.history.guidance import guide_says_law, says_law
from quanli.history.kinds import KINDS, OF_ITEMS, Kind, kind_outside, kinds_of_passage
from quanli.history.register_kind import register_kind
from quanli.records.fields import fields_of
from quanli.records.read import read_record
from repositories import Story, item
from review.repository import POWER, Repository
from review.test_review import look

HEAD = "code: A\nname: 甲\ncategory: permit\noffice: xxj\n"


def of_power(before: str, after: str) -> list[str]:
    """Give the kinds of the changes between two versions of a power."""
    old, new = (read_record((HEAD + text + "\n").encode(), "f.yaml", Power)[0] for text in (before, after))
    return [change.kind for change in record_diff(old, new)]


def test_every_kind_has_words():
    """Each kind has words in both languages, and those that an item may have are some of them."""
    assert KINDS.keys() == set(get_args(Kind))
    assert all(term.zh and term.en for term in KINDS.values())
    assert OF_ITEMS.keys() < KINDS.keys()


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("unit: a", "unit: b", "subject"),
        ("level: city", "level: county", "subject"),
        ("entrusted_by: 甲局", "entrusted_by: 乙局", "subject"),
        ("jointly_with: [甲局]", "jointly_with: [乙局]", "subject"),
        ("national_code: 11450721MB155808114001004002000", "", "renumbered"),
        ("redress: 60日内申请行政复议", "redress: 30日内申请行政复议", "remedies"),
        ("disputes: [penalty]", "", "remedies"),
        ("states: [{state: active, on: 2020-01-01}]", "states: [{state: active, on: 2020-01-01}, {state: suspended, on: 2021-01-01}]", "state"),
        ("contact: {phone: '12345'}", "contact: {phone: '12346'}", "post"),
        ("faq: [{q: 在哪里, a: 一楼}]", "faq: [{q: 在哪里, a: 二楼}]", "correction"),
        ("faq: [{q: 要多久, a: 5 个工作日}]", "faq: [{q: 要多久, a: 6 个工作日}]", "guidance"),
        ("", "faq: [{q: 谁能办, a: 应当是本市居民}]", "guidance"),
        ("faq: [{q: 按哪条, a: 《行政许可法》第四十二条}]", "", "guidance"),
        ("conditions: [甲]", "conditions: [乙]", "content"),
    ],
)
def test_part_of_a_power(before, after, kind):
    """Each part of a power is of its kind; of questions only those that say law are guidance."""
    assert set(of_power(before, after)) == {kind}


@pytest.mark.parametrize("field", ["nature", "level", "kind", "government", "superior", "organs", "reconsideration", "court"])
def test_what_decides_who_reviews_an_office(field):
    """All that says where an office's acts are reviewed or sued is remedies."""
    values = {"nature": "administrative", "level": "city", "kind": "department", "organs": "[{name: 甲局}]"}
    told = fields_of(Office)[field].about.choices
    value = next(iter(told)) if told else values.get(field, "某市人民政府")
    old, new = (read_record(f"id: x\nname: 局\n{text}".encode(), "f.yaml", Office)[0] for text in ("", f"{field}: {value}\n"))
    assert [change.kind for change in record_diff(old, new)] == ["remedies"]


def test_item_added_or_cancelled():
    """An item that was not there is added, one that is gone is cancelled: kinds of their own."""
    power = read_record(HEAD.encode(), "f.yaml", Power)[0]
    assert [one.kind for one in legal_diff(None, power)] == ["added"]
    assert [one.kind for one in legal_diff(power, None)] == ["cancelled"]


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("", "content/powers/a/X.yaml", {"added"}),
        ("content/powers/a/X.yaml", "", {"cancelled"}),
        ("content/powers/a/X.yaml", "content/powers/b/X.yaml", {"moved"}),
        ("content/powers/a/X.yaml", "content/powers/a/Y.yaml", {"renumbered"}),
        ("content/powers/a/X.yaml", "content/powers/b/Y.yaml", {"moved", "renumbered"}),
        ("content/powers/a/X.yaml", "content/powers/a/X.yaml", set()),
        ("", "", set()),
    ],
)
def test_way_of_a_file(before, after, kinds):
    """Another folder is another office, another name another code."""
    assert kinds_of_passage(before, after) == kinds


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("theme/templates/pages/power.html", "theme"), ("pelicanconf.py", "settings"), (".github/workflows/publish.yml", "pipeline"),
        (".gitlab-ci.yml", "pipeline"), (".gitea/workflows/a.yml", "pipeline"), (".forgejo/a", "pipeline"), ("CODEOWNERS", "pipeline"),
        ("docs/CODEOWNERS", "pipeline"), (".gitattributes", "pipeline"), ("README.md", None), ("themes/a", None), ("docs/theme/a", None),
    ],
)  # fmt: skip
def test_governed_outside_the_catalogue(path, kind):
    """The theme, settings in code and what runs the publisher are governed, what reaches no page is not."""
    assert kind_outside(path) == kind
    assert is_governed(path) == (kind is not None)


def test_governed_in_the_catalogue():
    """Everything in the catalogue is governed but the approvals themselves."""
    assert is_governed("content/powers/xxj/A.yaml")
    assert is_governed("content/anything")
    assert is_governed("content/approvers")
    assert not is_governed("content/approvals/0123456789abcdef/change.txt")


@pytest.mark.parametrize(
    "text",
    ["按《行政许可法》办", "第三十七条", "受理后 7 个工作日内", "最高 80 万元", "余额的 15 倍", "利率 3%", "单位应当开户", "不得转让", "可以申请行政复议", "年满十八周岁"],
)
def test_text_that_says_law(text):
    """A text that cites a statute, or names a limit, an amount, a duty, a ban or a remedy, says law."""
    assert says_law(text)


@pytest.mark.parametrize("text", ["在一楼大厅，靠近东门。", "乘 3 路公交到公园路站。", "先签合同，再带原件到窗口面谈。", "点开看步骤。"])
def test_text_that_says_none(text):
    """A text that tells the way says no law."""
    assert not says_law(text)


def test_guides_of_the_sample_are_guidance():
    """Each guide of the sample for the public says law somewhere."""
    guides = sorted(path for path in Path(ROOT, "content/guides").glob("*.md") if not path.stem.startswith("handbook-"))
    assert guides
    assert all(guide_says_law(b"", path.read_bytes()) for path in guides)


def test_slip_in_a_guide_is_a_correction():
    """A slip of the pen that is mended in a guide is a correction, a limit that is altered is guidance."""
    guide = "Title: 甲\n\n应当在 5 日内带账户证明来办理。\n"
    assert not guide_says_law(guide.replace("账户", "帐户").encode(), guide.encode())
    assert guide_says_law(guide.replace("5", "6").encode(), guide.encode())
    assert guide_says_law(b"\xff", guide.encode())


CASES = "case_no,state,finished_on\nA1,accepted,\nA2,done,2026-01-05\n"


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (CASES + "A3,accepted,\n", "register"),
        (CASES.replace("A1,accepted,", "A1,done,2026-01-06"), "register"),
        (CASES.replace("2026-01-05", "2026-01-04"), "correction"),
        (CASES.replace("A1,accepted,\n", ""), "correction"),
        (CASES.replace("case_no", "case"), "correction"),
        ("", "correction"),
        ("\xff", "correction"),
    ],
)
def test_register(after, kind):
    """An entry that is new or goes on is registered; one that is altered or taken out is a correction of data."""
    assert register_kind("cases", CASES.encode(), after.encode("latin-1")) == kind


def test_staff():
    """Whatever changes in the list of officers is a change of staff."""
    assert register_kind("officers", b"a\n1\n", b"a\n1\n2\n") == "staff"
    assert register_kind("officers", b"a\n1\n2\n", b"a\n1\n") == "staff"


def test_review_tells_a_new_code(tmp_path):
    """An item under a new code is one change in a review, of its own kind, as it is in the record."""
    repository = Repository(tmp_path)
    repository.git("mv", POWER, POWER.replace("0001", "0009"))
    repository.edit("code: YJ-XK-0001", "code: YJ-XK-0009", POWER.replace("0001", "0009"))
    repository.commit("改编码")
    item_file = next(file for file in look(repository).files if file.code)
    assert item_file.moved_from == POWER
    assert item_file.kinds == {"renumbered"}


def test_review_tells_theme_and_pipeline(tmp_path):
    """A theme, a pipeline and the list of approvers are changes of their own kinds, asked of the whole site."""
    repository = Repository(tmp_path)
    repository.write("theme/templates/pages/power.html", "x")
    repository.write(".github/workflows/publish.yml", "on: push")
    repository.write("content/approvers", "# 空\n")
    repository.write("README.md", "x")
    repository.commit("改")
    found = look(repository)
    assert {file.path: set(file.kinds) for file in found.files} == {
        "theme/templates/pages/power.html": {"theme"}, ".github/workflows/publish.yml": {"pipeline"}, "content/approvers": {"approvers"},
    }  # fmt: skip
    assert found.outside == 1
    assert {one.office for one in found.demands} == {"", "site"}


def test_record_by_kind(tmp_path):
    """The record gives added, moved, renumbered and cancelled items each by its kind, and a new code counts once."""
    old, other = "content/powers/a/X-1.yaml", "content/powers/a/X-2.yaml"
    here, there = ({"conditions": "[一, 二, 三]", "note": "说明", "unit": unit} for unit in "ab")
    story = Story(tmp_path).tell({old: item("X-1", **here), other: item("X-2", days=1, note="别的")})
    story.tell({old: None, old.replace("/a/", "/b/"): item("X-1", **there)})
    story.tell({old.replace("/a/", "/b/"): None, "content/powers/b/X-3.yaml": item("X-3", **there)}, {other: None})
    record = story.record()
    found = {kind: [event.revision.code for event in record.recent(kind=kind)] for kind in OF_ITEMS}
    assert {kind: codes for kind, codes in found.items() if codes} == {
        "added": ["X-1", "X-2"], "moved": ["X-1"], "subject": ["X-1"], "renumbered": ["X-3"], "cancelled": ["X-2"],
    }  # fmt: skip
