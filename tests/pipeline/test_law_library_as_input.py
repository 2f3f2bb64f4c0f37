"""The law library as an input of checks and builds."""

import json
import shutil

import pytest

from quanli.cli import main
from sites import POWER, build, check, edit, make_site, put
from statutes.sources import laws

TITLE = "烟花爆竹安全管理条例"
SIXTEENTH = "从事烟花爆竹批发的企业和零售经营者的经营布点，应当经安全生产监督管理部门审批。"
STATUTE = f"""\
# {TITLE}

2016年2月6日 国务院令第666号

{"".join(f"第{n}条 甲{n}。{chr(10)}{chr(10)}" for n in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"))}
第十六条 乙。

{SIXTEENTH}

第十七条 丙。

第十八条 丁。

第十九条 戊。

县级人民政府安全生产监督管理部门应当自受理申请之日起20日内决定。
"""
FILE = f"{TITLE}(2016-02-06).md"


@pytest.fixture
def site(tmp_path, monkeypatch, capsys):
    """Make a site with a library of one statute, which lies in a folder beside it."""
    monkeypatch.setattr("quanli.pipeline.law_library.installed", lambda: "")
    site = make_site(tmp_path)
    put(tmp_path / "statutes", **{FILE: STATUTE})
    assert laws(site, capsys, "update", str(tmp_path / "statutes"))[0] == 0
    return site


def test_quotation_is_held_against_the_library(site, capsys):
    """A quoted word that is not the statute's is told at its line, though the site keeps no text of the statute."""
    assert check(site, capsys) == (0, [])
    edit(site, POWER, "应当经安全生产监督管理部门审批", "应当经应急管理部门审批")
    status, (found,) = check(site, capsys)
    assert (status, found["code"], found["file"], found["field"]) == (1, "LAW_TEXT", POWER, "basis.0.text")
    assert found["line"] == 1 + (site / POWER).read_text().split("应当经应急管理部门审批")[0].count("\n")


def test_text_of_the_site_goes_before_that_of_the_library(site, capsys):
    """Where the site keeps a text of its own, citations are held against that one."""
    put(site, **{"content/laws/fireworks-safety-regulation-2016-02-06.md": STATUTE.replace(SIXTEENTH, "另一句。")})
    assert [one["code"] for one in check(site, capsys)[1]] == ["LAW_TEXT"]


def test_what_the_library_lacks_is_counted(site, tmp_path, capsys):
    """Citations of which no text is at hand, those in prose too, are counted by law and in all; they are no error, even when strict."""
    shutil.rmtree(tmp_path / "statutes")
    laws(site, capsys, "update")
    status, found = check(site, capsys, "--strict", every=True)
    told = [one for one in found if one["code"] == "LAW_UNCHECKED"]
    assert status == 0
    assert [(one["severity"], one["file"], one["line"], one["message"]) for one in told] == [
        ("warning", "content/laws.yaml", 3, f"5 citations of {TITLE} were not checked: there is no text of 2016-02-06")
    ]
    main(["check", "--site", str(site), "--lang", "zh"])
    assert "6 处引用没有核对：缺 2 部法规的文本" in capsys.readouterr().err


def test_missing_library_is_said_once(tmp_path, capsys):
    """Without any library a line says how many citations were not checked, and what to run: that is no fault of the catalogue."""
    site = make_site(tmp_path)
    assert [one["code"] for one in check(site, capsys, every=True)[1]] == ["NO_HISTORY"]
    main(["check", "--site", str(site), "--lang", "en"])
    assert "6 citations not checked: there is no law library yet, run quanli laws update first\n" in capsys.readouterr().err


def test_build_reads_anew_what_rests_on_a_changed_statute(site, tmp_path, capsys):
    """When the library has other words of a law, the next build checks the items that cite it, and refuses what is wrong now."""
    assert build(site) == 0
    edit(tmp_path / "statutes", FILE, "应当经安全生产监督管理部门审批", "应当经应急管理部门审批")
    laws(site, capsys, "update")
    assert build(site) == 1
    assert "LAW_TEXT" in capsys.readouterr().err
    edit(site, POWER, "应当经安全生产监督管理部门审批", "应当经应急管理部门审批")
    assert build(site) == 0


def test_update_that_changes_no_cited_law_makes_nothing_anew(site, tmp_path, capsys):
    """A statute that nothing cites may come into the library: no page is made again for it."""
    assert build(site) == 0
    put(tmp_path / "statutes", **{"别的法(2020-01-01).md": "# 别的法\n\n第一条 甲。\n"})
    laws(site, capsys, "update")
    capsys.readouterr()
    assert main(["build", "--site", str(site), "--lang", "en", "--jobs", "1"]) == 0
    assert "0 files written" in capsys.readouterr().err


def test_digests_name_the_texts_by_which_the_site_was_made(site, tmp_path, capsys):
    """The list of digests holds a digest of the library's texts of the registered laws: another one when a text is another, and none without a library."""

    def digest() -> str:
        assert build(site) == 0
        return json.loads((site / "output" / "digests.json").read_text("utf-8"))["laws"]

    first = digest()
    edit(tmp_path / "statutes", FILE, "甲一。", "乙一。")
    laws(site, capsys, "update")
    second = digest()
    put(tmp_path / "statutes", **{"别的法(2020-01-01).md": "# 别的法\n\n第一条 甲。\n"})
    laws(site, capsys, "update")
    assert len(first) == 64
    assert first != second == digest()
    shutil.rmtree(site / ".quanli")
    shutil.rmtree(site / "output")
    assert digest() == ""
