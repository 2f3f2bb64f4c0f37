import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanli.search.analyser import body_words, title_words
from quanli.search.engine import analyser
from quanli.search.fold import HAN, fold, fold_blocks, simplified
from quanli.search.gather import word_hashes
from quanli.search.hashing import item_id, leaf_of, text_hash
from quanli.search.pinyin import sound_blocks, syllables
from quanli.search.query import read_query
from quanli.search.ranking import weight
from quanli.search.spelling import readings, syllables_of_mandarin
from search.catalogues import SCRIPTS, district, node
from search.drawn import FOLDER, TABLES, reading

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
TABLE = [[chr(point), chr(other)] for point, other in simplified().items()]
TYPED = st.text(st.sampled_from("公積金住房提取办税gjixanoz09AÉ（-._ 🎉<>\u202e\u200b\u3007𠀀ⅧＱ吗什么怎")) | st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=40)
"""Without characters that this Python does not know yet: a newer browser knows more of them."""


def query(text):
    asked = read_query(text)
    tokens = [{"text": token.text, "readings": [[list(word) for word in way] for way in token.readings]} for token in asked.tokens]
    return {"tokens": tokens, "whole": asked.whole}


FUNCTIONS = {
    "fold": fold,
    "title": lambda text: list(dict.fromkeys(title_words(fold(text)))),
    "body": lambda text: list(body_words(fold(text))),
    "query": query,
    "syllables": lambda letters: [list(way) for way in readings(letters)],
    "hash": text_hash,
    "id": item_id,
    "leaf": lambda pair: leaf_of(*pair),
    "weight": lambda pair: weight(*pair),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_vectors(name):
    """The analyser gives what the shared vectors say."""
    assert [[given, FUNCTIONS[name](given)] for given, _ in VECTORS[name]] == VECTORS[name]


def test_vectors_in_the_browser():
    """The browser's copy gives what the shared vectors say."""
    calls = [(name, given) for name in FUNCTIONS for given, _ in VECTORS[name]]
    assert node("words", simplified=TABLE, calls=calls) == [answer for name in FUNCTIONS for _, answer in VECTORS[name]]


@settings(max_examples=5)
@given(st.lists(TYPED, min_size=40, max_size=80))
def test_any_text_is_read_alike(texts):
    """Whatever is typed, the browser reads it as the terminal does."""
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    calls = [(name, text) for name in ("fold", "query", "body") for text in texts]
    assert node("words", simplified=TABLE, calls=calls) == [FUNCTIONS[name](text) for name, text in calls]


def test_whoosh_chain():
    """The same words come out of the Whoosh analyser chain."""
    text = "公積金 GSP認證（第3條）"
    assert [token.text for token in analyser("n")(text)] == list(title_words(fold(text)))
    assert [token.text for token in analyser("b")(text)] == list(body_words(fold(text)))


def test_folding_is_final():
    """What is folded stays as it is when folded again."""
    assert all(fold(chr(other)) == chr(other) for other in simplified().values())


def test_fold_blocks_hold_the_table():
    """The blocks that browsers fetch hold the whole table, each character in the block of its code point."""
    found = {text[at]: text[at + 1] for text in fold_blocks().values() for at in range(0, len(text), 2)}
    assert sorted(found.items()) == sorted(map(tuple, TABLE))
    assert all(ord(text[0]) // 1024 == block for block, text in fold_blocks().items())


def test_sound_blocks_name_real_syllables():
    """The blocks of sounds name syllables that a query can be read as."""
    assert "gong" in sound_blocks()[ord("公") // 1024]
    assert {"gong", "lv", "zhuang", "er"} <= syllables_of_mandarin()


def test_names_sound_by_phrase():
    """A character with several readings is read by the phrase that it stands in."""
    assert syllables("银行行长") == (("yin", "hang", "hang", "zhang"),)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("gongjijin", [("gong", "ji", "jin")]),
        ("xian", [("xian",), ("xi", "an")]),
        ("gongjij", [("gong", "ji")]),
        ("gjj", []),
        ("x" * 200, []),
    ],
)
def test_letters_read_as_syllables(typed, read):
    """Letters are read as syllables, in every way with few syllables; one that is only begun waits."""
    assert readings(typed) == read


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_as_drawn(name):
    """The tables of characters and phrases are those of the libraries that are pinned."""
    assert (FOLDER / f"{name}.txt").read_text(encoding="utf-8") == TABLES[name]()


def test_names_sound_as_pypinyin_reads_them():
    """The real district's names are read as pypinyin reads them with its whole dictionary."""
    names = [fold(one.name) for one in district()]
    runs = [re.findall(f"[{HAN}]+", name) for name in names]
    assert [syllables(name) for name in names] == [tuple(map(reading, some)) for some in runs]


def test_a_long_run_is_covered():
    """Of a long run only the pairs are looked up that it takes to cover it; of a short one all."""
    (token,) = read_query("特种设备使用登记证明").tokens
    assert [word for _, word in token.readings[0]] == ["特种", "设备", "使用", "登记", "证明"]
    (token,) = read_query("设备使用登记").tokens
    assert len(token.readings[0]) == 5


@given(st.lists(st.text(st.sampled_from("公積a1é吗𠀀=. "), min_size=1, max_size=70), min_size=1))
def test_words_are_hashed_alike_at_once(words):
    """Words hashed at once have the hashes that they have one by one."""
    assert word_hashes(words).tolist() == [text_hash(word) for word in words]


def test_characters_that_give_traditional_text_away():
    """What makes a browser fetch the folding table at once is never typed in Simplified text."""
    script = (SCRIPTS / "search-words.js").read_text(encoding="utf-8")
    (given,) = re.findall(r"TRADITIONAL =\s+/\[(.+)\]/", script)
    assert all(ord(char) in simplified() for char in given)
