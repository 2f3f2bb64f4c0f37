import pytest

from quanli.catalogue.reading import read_synonyms
from quanli.catalogue.synonyms import Synonym
from quanli.catalogue.tree import FolderTree
from quanli.search.synonyms import Synonyms
from search.catalogues import SCRIPTS, document
from sites import put

SITE = SCRIPTS.parents[2]


@pytest.mark.parametrize(
    ("means", "answers"),
    [
        (("购买 提取",), True),
        (("購買 提取",), True),
        (("租赁 提取", "公积金付首付"), True),
        (("租赁 提取",), False),
        ((" ",), False),
    ],
)
def test_which_items_are_meant(means, answers):
    """An item answers to a word when its name or keywords hold all parts of one way of meaning it, in either script."""
    words = Synonyms.of([Synonym(("买房取钱",), means)])
    assert list(words.words(document())) == (["买房取钱"] if answers else [])


def test_no_word_list(tmp_path):
    """A site without a word list has no words and no problem."""
    assert read_synonyms(FolderTree(tmp_path)) == ((), [])


def test_wrong_word_list(tmp_path):
    """What is wrong in the word list is said with its place."""
    put(tmp_path, **{"content/synonyms.yaml": "synonyms:\n  - {words: [买房取钱], mean: [购买]}\n"})
    _, problems = read_synonyms(FolderTree(tmp_path))
    assert [(str(one.place), one.code, one.field) for one in problems] == [
        ("content/synonyms.yaml:2:5", "REQUIRED", "synonyms.0.means"),
        ("content/synonyms.yaml:2:21", "UNKNOWN_FIELD", "synonyms.0.mean"),
    ]


def test_every_word_of_the_sample_means_something():
    """Each word of the sample's list leads to some item of the sample."""
    from search.test_finding import sample_documents

    words, problems = read_synonyms(FolderTree(SITE))
    assert problems == []
    items = list(sample_documents())
    said = {word for item in items for word in Synonyms.of(words).words(item)}
    assert [word for one in words for word in one.words if word not in said] == []
