"""What a file under ``content/`` is, is told from its path alone, and each file is of one kind."""

from pathlib import Path

import pytest

from quanli.catalogue.content_kinds import KINDS, content_kind_of

ROOT = Path(__file__).resolve().parents[2]
FILES = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "content").rglob("*")) if path.is_file()]
SOME = {
    "site": ("content/site.yaml", "site"),
    "power": ("content/powers/gjj/A-1.yaml", "A-1"),
    "office": ("content/offices/gjj.yaml", "gjj"),
    "form": ("content/forms/a.yaml", "a"),
    "form-file": ("content/forms/files/2026/a.b.pdf", "2026/a.b.pdf"),
    "guide": ("content/guides/a.md", "a"),
    "laws": ("content/laws.yaml", "laws"),
    "benchmark": ("content/benchmarks/fund-37.yaml", "fund-37"),
    "law-text": ("content/laws/some-act-2020-01-01.md", "some-act-2020-01-01"),
    "calendar": ("content/calendar/2026.yaml", "2026"),
    "register": ("content/registers/cases.csv", "cases"),
    "approved": ("content/approved/2026.yaml", "2026"),
    "approved-csv": ("content/approved/2026.csv", "2026"),
    "approved-xlsx": ("content/approved/2026.xlsx", "2026"),
    "directory": ("content/directory/2025-06.csv", "2025-06"),
    "approvers": ("content/approvers", "approvers"),
    "revoked-keys": ("content/revoked-keys", "revoked-keys"),
    "approval": ("content/approvals/gjj/change.txt", "change"),
    "synonyms": ("content/synonyms.yaml", "synonyms"),
    "terms": ("content/terms.yaml", "terms"),
}
NONE = [
    "content", "content/", "content/powers/A-1.yaml", "content/powers/gjj/more/A-1.yaml", "content/powers/gjj/A-1.yml",
    "content/powers/gjj/.yaml", "content/powers//A-1.yaml", "content/powers/gjj/.A-1.yaml", "content/.git/guides/a.md",
    "content/forms/files/", "content/forms/files/.gitkeep", "content/guides/more/a.md", "content/site.yml", "theme/site.yaml",
    "content/laws/a.yaml", "content/registers/cases.xlsx", "content/approvers/a", "content/unknown.txt",
]  # fmt: skip


@pytest.mark.parametrize("path", FILES)
def test_each_file_of_the_sample_is_of_exactly_one_kind(path):
    """No file of the sample is a stray, and no two rows lay claim to one."""
    assert [kind.name for kind in KINDS if kind.id_of(path) is not None] == [content_kind_of(path)[0].name]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_knows_its_files_and_their_ids(kind):
    """Each kind gives the id of its file, and from the id the file."""
    path, name = SOME[kind.name]
    assert content_kind_of(path) == (kind, name)
    assert kind.file(name, office="gjj") == path


@pytest.mark.parametrize("path", NONE)
def test_what_lies_elsewhere_is_of_no_kind(path):
    """A wrong folder, depth or ending, a hidden file: none of it is content."""
    assert content_kind_of(path) is None
