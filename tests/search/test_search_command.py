import argparse
import json
import os
import sqlite3

import pytest

from quanli.cli import search
from quanli.cli.voice import Voice
from quanli.errors import ProblemsFoundError
from sites import POWER, edit, make_site, put


def ask(site, capsys, *words, form="json"):
    """Run ``quanli search`` and give what it prints."""
    capsys.readouterr()
    assert search.run(argparse.Namespace(site=site, words=list(words), limit=10, format=form), Voice("en")) == 0
    out = capsys.readouterr()
    return json.loads(out.out) if form == "json" else (out.out, out.err)


@pytest.fixture
def site(tmp_path):
    """Make the starter site."""
    return make_site(tmp_path)


def codes(answer):
    return [hit["code"] for hit in answer["hits"]]


def test_an_item_is_found_by_its_code(site, capsys):
    """A word on the command line finds an item; text names code and name."""
    out, said = ask(site, capsys, "yj-xk-0001", form="text")
    assert out.startswith("YJ-XK-0001  ")
    assert said.endswith("items\n")


def test_an_edit_is_found_at_once(site, capsys):
    """What was saved since the last search is found, what was taken out is not, and a removed file neither."""
    assert codes(ask(site, capsys, "鳌虾")) == []
    edit(site, POWER, "name: ", "name: 鳌虾")
    assert codes(ask(site, capsys, "鳌虾")) == ["YJ-XK-0001"]
    edit(site, POWER, "name: 鳌虾", "name: ")
    assert codes(ask(site, capsys, "鳌虾")) == []
    put(site, **{POWER: None})
    assert codes(ask(site, capsys, "yj-xk-0001")) == []


def test_a_file_with_errors_is_found_as_far_as_it_can_be_read(site, capsys):
    """A file with an error is found all the same; one that cannot be parsed is not, and is no error of the search."""
    edit(site, POWER, "category: ", "category: no-")
    assert codes(ask(site, capsys, "YJ-XK-0001")) == ["YJ-XK-0001"]
    put(site, **{POWER: "name: [\n"})
    assert codes(ask(site, capsys, "YJ-XK-0001")) == []


def test_nothing_found_is_said(site, capsys):
    """Where nothing is found it is said, and the status is 0."""
    assert ask(site, capsys, "🎉", form="text") == ("", "nothing found\n")


def test_a_folder_without_a_site(tmp_path, capsys):
    """A folder that is no site has the problem that says so."""
    with pytest.raises(ProblemsFoundError, match="SITE_MISSING"):
        ask(tmp_path, capsys, "x")


def _emptied(file):
    with sqlite3.connect(file) as db:
        db.execute("delete from posting")
    db.close()


def _garbled(file):
    data = file.read_bytes()
    file.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))


def _folder(file):
    file.unlink()
    file.mkdir()


def _pipe(file):
    file.unlink()
    os.mkfifo(file)


@pytest.mark.parametrize("damage", [_emptied, _garbled, _folder, _pipe])
def test_a_damaged_index_is_made_anew(site, capsys, damage):
    """What is kept for the next search is never believed: emptied, garbled or something else in its place, the same is found."""
    assert codes(ask(site, capsys, "烟花")) == ["YJ-XK-0001"]
    damage(site / ".quanli" / "editors.db")
    assert codes(ask(site, capsys, "烟花")) == ["YJ-XK-0001"]


def test_an_index_as_it_was_left_is_not_made_anew(site, capsys):
    """A search with nothing to take up leaves the index alone."""
    ask(site, capsys, "烟花")
    before = (site / ".quanli" / "editors.db").stat()
    ask(site, capsys, "烟花")
    after = (site / ".quanli" / "editors.db").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
