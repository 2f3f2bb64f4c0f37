"""Laws that fall, or have a newer version, as the law library tells it while the register does not know yet."""

import pytest

from pipeline.test_history_pages import commit, repository
from sites import build, check, edit, put
from statutes.sources import laws

LAW = "content/laws.yaml"
OLD = """\
# 烟花爆竹安全管理条例

第一条 为了加强烟花爆竹安全管理，制定本条例。

第十六条 批发企业不得向个人销售。

从事烟花爆竹批发的企业和零售经营者的经营布点，应当经安全生产监督管理部门审批。

第十九条 申请从事烟花爆竹零售经营者，应当提出申请。

受理申请的部门应当自受理申请之日起20日内作出决定。

第四十条 本条例自2006年1月21日起施行。
"""
NEW = OLD.replace("2006年1月21日", "2026年5月1日").replace("应当经安全生产监督管理部门审批", "应当经应急管理部门审批")
ENDING = "# 爆炸物品管理法\n\n第一条 为了安全，制定本法。\n\n第二条 本法自2026年6月1日起施行。《烟花爆竹安全管理条例》同时废止。\n"


@pytest.fixture
def site(tmp_path, monkeypatch, capsys):
    """Make a site whose library has the version that the register knows."""
    monkeypatch.setattr("quanli.pipeline.law_library.installed", lambda: "")
    site = repository(tmp_path)
    put(tmp_path, **{"laws/烟花爆竹安全管理条例(2016-02-06).md": OLD})
    return site


def library(site, capsys, **files):
    put(site.parent / "laws", **files)
    laws(site, capsys, "update", site.parent / "laws")


def codes(site, capsys, day):
    return [(one["code"], one["field"]) for one in check(site, capsys, "--as-of", day)[1] if one["code"].startswith("LAW_")]


def test_a_newer_version_raises_the_items_on_its_day_and_is_announced_before(site, capsys):
    """Before it comes into force the register alone is told of it; from that day on each item that cites the old one has an error."""
    library(site, capsys)
    assert codes(site, capsys, "2026-04-30") == []
    library(site, capsys, **{"烟花爆竹安全管理条例(2026-01-10).md": NEW})
    assert codes(site, capsys, "2026-04-30") == [("LAW_NEWER", "laws.0.versions")]
    status, found = check(site, capsys, "--as-of", "2026-05-01")
    assert status == 1
    assert [(one["code"], one["field"]) for one in found] == [("LAW_NEWER", "laws.0.versions"), ("LAW_FALLEN", "basis.0.law")]
    assert found[1]["message"] == (
        "version 2016-02-06 of 烟花爆竹安全管理条例 is no longer in force since 2026-05-01: version 2026-01-10 has come into force; the register takes it to be in force"
    )


def test_a_version_whose_day_no_source_says_raises_nothing(site, capsys):
    """An amended version that does not say when it begins is taken for no reason to raise an item."""
    library(site, capsys, **{"烟花爆竹安全管理条例(2026-01-10).md": NEW.replace("2026年5月1日", "2006年1月21日").replace("\n\n第一条", "\n\n2026年1月10日修订\n\n第一条", 1)})
    assert codes(site, capsys, "2026-11-28") == []


def test_a_version_that_the_library_does_not_know_is_not_judged(site, capsys):
    """What looks newer may be the registered version under another date."""
    (site.parent / "laws/烟花爆竹安全管理条例(2016-02-06).md").unlink()
    library(site, capsys, **{"烟花爆竹安全管理条例(2026-01-10).md": NEW})
    assert "LAW_FALLEN" not in [code for code, _ in codes(site, capsys, "2026-11-28")]


def test_a_statute_that_ends_another_raises_its_items_on_that_day(site, capsys):
    """《…》同时废止 in a statute of the library ends the registered one, for the register and for each item that cites it."""
    library(site, capsys, **{"爆炸物品管理法(2026-01-10).md": ENDING})
    assert codes(site, capsys, "2026-05-31") == []
    assert codes(site, capsys, "2026-06-01") == [("LAW_ENDED", "laws.0.versions"), ("LAW_FALLEN", "basis.0.law")]
    edit(site, LAW, "in_force_from: 2016-02-06", "in_force_from: 2016-02-06, repealed_on: 2026-06-01")
    assert {code for code, _ in codes(site, capsys, "2026-06-01")} == {"LAW_NOT_IN_FORCE", "LAW_CHANGED"}


def test_another_day_than_a_source_says_is_told(site, capsys):
    """The register's day and that of the statute's own words are held against each other."""
    library(site, capsys, **{"烟花爆竹安全管理条例(2026-01-10).md": NEW})
    edit(site, LAW, "in_force_from: 2016-02-06}", "in_force_from: 2016-02-06}\n      - {date: 2026-01-10, in_force_from: 2026-04-01}")
    assert ("LAW_DAYS", "laws.0.versions.1.in_force_from") in codes(site, capsys, "2026-03-01")


def test_a_build_of_a_later_day_finds_what_fell_meanwhile(site, capsys):
    """An incremental build refuses on the day of the fall, as a clean one does."""
    commit(site, "2026-04-30")
    library(site, capsys, **{"烟花爆竹安全管理条例(2026-01-10).md": NEW})
    assert build(site) == 0
    commit(site, "2026-05-01")
    assert build(site) == 1
    assert "LAW_FALLEN" in capsys.readouterr().err
