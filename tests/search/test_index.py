import sqlite3
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanli.catalogue.synonyms import Synonym
from quanli.search import release
from quanli.search.facets import office_numbers
from quanli.search.files import FOLDER, MANIFEST
from quanli.search.hashing import hashes_of, leaf_of, moved_leaves
from quanli.search.index import SearchIndex, Settings
from quanli.search.postings import KINDS, Postings
from quanli.search.ranking import CAP, rounded
from quanli.search.release import Release
from search.catalogues import OFFICES, district, document, files_of, indexed

CODES = [f"A-{number}" for number in range(14)]
WORDS = ["公积金", "提取", "贷款", "缴存登记", "gsp认证", "食品经营许可", "处罚", "積", "ABC-12"]
TEXT = st.lists(st.sampled_from(WORDS), max_size=5).map("".join)
DOCUMENTS = st.builds(
    lambda code, name, keyword, body, state, office: document(
        code, name=name or "事项", keywords=(keyword,) if keyword else (), body=body, state=state, office=office
    ),
    st.sampled_from(CODES),
    TEXT,
    TEXT,
    TEXT,
    st.sampled_from(["active", "suspended", "abolished"]),
    st.sampled_from(list(OFFICES)),
)
STEPS = st.lists(st.tuples(st.lists(DOCUMENTS, max_size=3), st.lists(st.sampled_from(CODES), max_size=2)), max_size=8)


def follow(tmp_path_factory, start, steps):
    """Make an index, change it step by step with an export after each, and give what lies in the output and what is right."""
    folder = tmp_path_factory.mktemp("index")
    index = indexed(folder, *start)
    output = dict(Release(index).export())
    Release(index).settle()
    right = {one.code: one for one in start}
    for changed, removed in steps:
        index.update(changed, removed)
        for path in Release(index).removed():
            output.pop(path, None)
        output |= dict(Release(index).export())
        Release(index).settle()
        for code in removed:
            right.pop(code, None)
        right |= {one.code: one for one in changed}
    clean = indexed(tmp_path_factory.mktemp("clean"), *right.values())
    return output, files_of(clean)


@settings(max_examples=25)
@given(start=st.lists(DOCUMENTS, max_size=14, unique_by=lambda one: one.code), steps=STEPS)
def test_any_changes_give_the_bytes_of_a_clean_index(tmp_path_factory, start, steps):
    """However items were changed, added and removed, the files are those of an index made anew, byte for byte."""
    output, clean = follow(tmp_path_factory, start, steps)
    assert output == clean


@settings(max_examples=15)
@given(start=st.lists(DOCUMENTS, max_size=14, unique_by=lambda one: one.code), steps=STEPS)
def test_shared_ids_and_small_caps(tmp_path_factory, start, steps):
    """The same holds where items share ids, lists are cut, segments split and files hold little."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quanli.search.index.item_id", lambda code: zlib.crc32(code.encode()) % 5)
        patch.setattr("quanli.search.ranking.CAP", dict.fromkeys("ncpb", 2))
        for module in ("postings", "bulk"):
            patch.setattr(f"quanli.search.{module}.SEGMENT", 2)
        patch.setattr("quanli.search.bulk.PART", 4)
        patch.setattr("quanli.search.bulk.CHARACTERS", 20)
        patch.setattr(release, "POSTINGS_A_FILE", dict.fromkeys("ncpb", 9))
        patch.setattr(release, "ITEMS_A_FILE", {"r": 2, "x": 2})
        output, clean = follow(tmp_path_factory, start, steps)
    assert output == clean


def test_many_changes_at_once_are_filled_anew(tmp_path):
    """Many changes at once give the same files as one after the other."""
    first = [document(f"B-{number}", name=f"事项{number}") for number in range(130)]
    later = [document(f"B-{number}", name=f"新事项{number}") for number in range(60)]
    at_once = indexed(tmp_path / "a", *first)
    at_once.update(later, ["B-100"])
    one_by_one = indexed(tmp_path / "b", *first)
    for one in later:
        one_by_one.update([one])
    one_by_one.update([], ["B-100"])
    assert files_of(at_once) == files_of(one_by_one)


def test_an_edit_writes_only_the_files_of_its_words(tmp_path):
    """An edit of the body rewrites a few files, the manifest among them, and no other."""
    items = district()
    index = indexed(tmp_path, *items, offices={one.office: one.places for one in items})
    Release(index).settle()
    index.update([replace(items[7], body="鳌虾")])
    assert list(Release(index).removed()) == []
    changed = {path for path, _ in Release(index).export() if path.endswith((".bin", ".json", ".txt"))}
    assert MANIFEST in changed
    assert len(changed) == 4  # the word's list, the item's name and excerpt, the manifest
    assert sum(path.startswith(f"{FOLDER}/b/") for path in changed) == 1


def test_nothing_changed_writes_nothing_but_the_manifest(tmp_path):
    """The same item again changes no file."""
    index = indexed(tmp_path, document())
    Release(index).settle()
    index.update([document()])
    assert [path for path, _ in Release(index).export()] == [MANIFEST, MANIFEST + ".gz", MANIFEST + ".br"]


def test_what_was_not_published_is_given_again(tmp_path):
    """Files that were given but not settled, because a build was cut off, are given again."""
    index = indexed(tmp_path, document())
    Release(index).settle()
    index.update([document(body="鳌虾")])
    first = dict(Release(index).export())
    index.close()
    assert dict(Release(SearchIndex(tmp_path / "search.db", Settings(OFFICES))).export()) == first


def test_files_stay_small(tmp_path):
    """No file of the real district's index has more than 10 KB, packed."""
    files = files_of(indexed(tmp_path, *district()))
    assert max(len(data) for path, data in files.items() if path.endswith(".gz")) < 10_000


def test_a_common_word_rests(tmp_path):
    """A list that is cut keeps the best by impact, and how many there are, rounded."""
    index = indexed(tmp_path, *(document(f"C-{number}", name="许可" + "事项" * (number % 7)) for number in range(600)))
    found = index.postings.list_of("n", "许可")
    assert len(found.postings) == CAP["n"]
    assert found.holders == rounded(600, CAP["n"]) == 576


@given(st.integers(0, 2**32 - 1), st.integers(1, 5000))
def test_leaves(hash_, leaves):
    """A hash lies in the range of its leaf, and a leaf is one of the tree's."""
    leaf = leaf_of(hash_, leaves)
    first, last = hashes_of(leaf)
    assert first <= hash_ <= last
    assert leaves <= leaf < 2 * leaves


@given(st.integers(1, 300), st.integers(1, 300))
def test_moved_leaves(before, after):
    """A tree that grows or shrinks loses and gains the leaves that it says, and keeps the others."""
    go, come = moved_leaves(before, after)
    assert set(range(before, 2 * before)) - set(go) | set(come) == set(range(after, 2 * after))
    assert len(go) <= 2 * abs(before - after)


def test_word_list_changes(tmp_path):
    """Another word list is taken in without the items being given again."""
    index = indexed(tmp_path, document())
    assert index.find("安家费")[0] == []
    index.close()
    words = (Synonym(("安家费",), ("购买 提取",)),)
    again = SearchIndex(tmp_path / "search.db", Settings(OFFICES, words))
    assert [hit.code for hit in again.find("安家费")[0]] == ["GJJ-GG-0001"]
    assert files_of(again) == files_of(indexed(tmp_path / "clean", document(), synonyms=words))


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_file_is_begun_anew(tmp_path, content):
    """A damaged file is an empty index, never an error."""
    (tmp_path / "search.db").write_bytes(content)
    index = indexed(tmp_path, document())
    assert index.items() == 1


def test_an_old_version_is_begun_anew(tmp_path):
    """A file of another version is an empty index."""
    indexed(tmp_path, document()).close()
    with sqlite3.connect(tmp_path / "search.db") as db:
        db.execute("pragma user_version = 0")
    assert SearchIndex(tmp_path / "search.db", Settings(OFFICES)).items() == 0


def test_office_numbers_do_not_depend_on_order():
    """Offices have the same numbers in whatever order they come, each its own."""
    offices = [f"office-{number}" for number in range(2000)]
    assert office_numbers(offices) == office_numbers(reversed(offices))
    assert len(set(office_numbers(offices).values())) == 2000


def test_kept_counts_are_true(tmp_path):
    """What the index counts as published is what its lists hold."""
    index = indexed(tmp_path, document())
    index.update([document("X-1", name="公积金贷款")], ["GJJ-GG-0001"])
    postings = Postings(index.db)
    for kind in KINDS:
        lists = list(postings.lists(kind, 0, 2**32 - 1))
        assert postings.counted(kind) == sum(1 + len(one.postings) for one in lists)
