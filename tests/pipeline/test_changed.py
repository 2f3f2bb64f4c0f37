"""The list of changes, build by build: an edit rewrites one part and the index, and the whole equals a clean build."""

import json

from pipeline.incremental import cut_small, same_as_clean
from pipeline.test_history_pages import ITEM, commit, repository
from sites import build, edit


def several(folder):
    """Make a site in git with items enough for several parts."""
    site = repository(folder)
    for n in range(20):
        write(site, f"T-{n:02}")
    commit(site, "2021-01-01")
    return site


def write(site, code):
    text = ITEM.format(code=code, name=f"事项 {code}", category="penalty", office="xxj", summary="一句话。", related="")
    (site / f"content/powers/xxj/{code}.yaml").write_text(text, encoding="utf-8")


def state(site):
    """Give the bytes of the list's files by name."""
    return {path.name: path.read_bytes() for path in (site / "output/data/changed").iterdir()}


def parts(site):
    index = json.loads((site / "output/data/changed/index.json").read_text(encoding="utf-8"))
    return {part["first"]: part["sha256"] for part in index["parts"]}


def test_an_edit_rewrites_one_part_and_the_index(tmp_path, monkeypatch):
    """Of many parts the one with the changed item differs, and the index in its digest alone."""
    cut_small(monkeypatch)
    site = several(tmp_path)
    assert build(site) == 0
    before, cut = state(site), parts(site)
    assert len(cut) > 4
    edit(site, "content/powers/xxj/T-07.yaml", "一句话。", "另一句话。")
    commit(site, "2021-02-01")
    assert build(site) == 0
    differing = {name for name, data in state(site).items() if before.get(name) != data}
    assert len(differing) == 2 and "index.json" in differing
    assert [first for first, digest in parts(site).items() if cut[first] != digest] == [name.removeprefix("from-").removesuffix(".json") for name in differing - {"index.json"}]
    same_as_clean(site, tmp_path)


def test_items_that_come_and_go_are_listed_as_in_a_clean_build(tmp_path, monkeypatch):
    """After items were added, removed, renamed and renamed back, in git or not, the parts are cut and filled as a build from nothing does."""
    cut_small(monkeypatch)
    site = several(tmp_path)
    assert build(site) == 0
    folder = site / "content/powers/xxj"
    for n in range(4, 14):
        (folder / f"T-{n:02}.yaml").unlink()
    write(site, "S-1")
    assert build(site) == 0
    same_as_clean(site, tmp_path)
    commit(site, "2021-03-01")
    (folder / "S-1.yaml").unlink()
    write(site, "T-07")
    assert build(site) == 0
    same_as_clean(site, tmp_path)
    commit(site, "2021-04-01")
    assert build(site) == 0
    same_as_clean(site, tmp_path)


def test_a_renamed_office_is_renamed_in_bulk(tmp_path, monkeypatch):
    """The names beside ids in the parts of the catalogue follow the registers, also in parts of which no line changed."""
    cut_small(monkeypatch)
    site = several(tmp_path)
    assert build(site) == 0
    edit(site, "content/offices/xxj.yaml", "name: 某某县应急管理局", "name: 某某县安全局")
    assert build(site) == 0
    rows = [row for path in (site / "output/data").glob("catalogue*.json") for row in json.loads(path.read_text(encoding="utf-8"))]
    assert {row["office_name"] for row in rows} == {"某某县安全局"}
    same_as_clean(site, tmp_path)
