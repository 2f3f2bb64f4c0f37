import argparse
import datetime
import subprocess

import pytest

from quanli.catalogue.law import Law, LawVersion
from quanli.cli import demo_history, history
from quanli.cli.new import STARTER
from quanli.cli.voice import Voice
from quanli.demo.decade import tell
from quanli.demo.repository import write_decade
from quanli.git.fast_import import FastImport
from quanli.history.refresh import open_record
from quanli.history.versions import versions
from sites import check

POWER = """\
code: {code}
name: 事项{code}
category: penalty
office: xxj
states:
  - {{state: active, on: 2010-01-01}}
  - {{state: suspended, on: 2021-02-01, document: 甲文, reason: 整修。}}
  - {{state: active, on: 2021-06-01, document: 乙文}}
basis:
  - {{law: fa, version: 2020-01-01, article: 第一条}}
materials:
  - {{name: 表, copies: 1}}
time_limits:
  promised: {{amount: 10, unit: workday}}
discretion:
  document: 裁量基准〔2022〕3号
  tiers:
    - {{grade: 一般, when: {{days: {{to: 30}}}}, sanctions: [{{sanction: fine, min: 100, max: 200}}]}}
    - {{grade: 较重, when: {{days: {{from: 30, to: 90}}}}, sanctions: [{{sanction: fine, min: 200, max: 300}}]}}
    - {{grade: 严重, when: {{days: {{from: 90}}}}, sanctions: [{{sanction: fine, min: 300, max: 500}}]}}
"""
NAMES = [f"A-{n}" for n in range(6)]
TEXTS = {f"content/powers/xxj/{name}.yaml": POWER.format(code=name) for name in NAMES}
LAWS = [Law("fa", "某法", "", "law", "", (LawVersion(datetime.date(2015, 1, 1), "", datetime.date(2015, 2, 1), None), LawVersion(datetime.date(2020, 1, 1), "第二号", datetime.date(2020, 7, 1), None)))]


def test_the_commits_lead_to_the_catalogue_as_it_is():
    """Applied one after another from nothing, the commits give every file as it is now, in order of days."""
    files = {}
    told = tell(TEXTS, LAWS)
    for one in told:
        for path, text in one.files.items():
            if text is None:
                del files[path]
            else:
                assert files.get(path) != text
                files[path] = text
    assert files == TEXTS
    days = [one.chapter.day for one in told]
    assert days == sorted(days)


@pytest.fixture
def record(tmp_path):
    with FastImport(tmp_path / "r") as out:
        for one in tell(TEXTS, LAWS):
            moment = datetime.datetime.combine(one.chapter.day, datetime.time(4), datetime.UTC)
            out.commit(moment, one.chapter.message, {path: text and text.encode() for path, text in one.files.items()})
    return open_record(tmp_path / "r", tmp_path / "s")


def test_every_kind_of_change_is_there(record):
    """Suspension and lifting, an amended law, shorter limits, a redrawn table, a paper less, a mistake, a move and a new code."""
    events = list(record.recent())
    reasons = "".join(event.reason for event in events)
    for word in ("整修", "某法", "压减", "增设“较重”一档", "减证便民", "录入错误", "机构改革", "编码规则"):
        assert word in reasons
    kinds = {change.kind for event in events for change in event.changes}
    assert {"content", "state", "discretion"} <= kinds
    assert all(event.readable and not event.removed for event in events)


def test_what_applied_on_a_day_can_be_told(record):
    """The states of an item stand on the days that its log gives, not on those of the commits."""
    days = [str(version.from_day) for version in versions(record, "A-0")]
    assert {"2020-07-01", "2021-02-01", "2021-06-01", "2022-07-01"} <= set(days)


def test_the_starter_makes_a_repository_that_checks_and_is_the_same_each_time(tmp_path, capsys):
    """The last commit is the starter itself, without errors, and two runs give the same commit ids."""
    heads = set()
    for name in ("one", "two"):
        assert write_decade(STARTER, tmp_path / name) > 3
        heads.add(subprocess.run(["git", "-C", tmp_path / name, "rev-parse", "HEAD"], capture_output=True, check=True).stdout)
    assert len(heads) == 1
    status, problems = check(tmp_path / "one", capsys)
    assert [found for found in problems if found["severity"] == "error"] == []
    assert status == 0
    said = subprocess.run(["git", "-C", tmp_path / "one", "status", "--porcelain", "--ignored"], capture_output=True, check=True).stdout
    assert said in (b"", b"!! .quanli/\n")
    assert (tmp_path / "one/content/powers/xxj/YJ-XK-0001.yaml").read_bytes() == (STARTER / "content/powers/xxj/YJ-XK-0001.yaml").read_bytes()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path, capsys):
    """A demonstration never writes into a folder that holds something."""
    (tmp_path / "x").write_text("x")
    status = demo_history.run(argparse.Namespace(folder=tmp_path, site=tmp_path), Voice("en"))
    assert (status, capsys.readouterr().err) == (1, f"{tmp_path} is not empty; nothing was changed\n")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_the_command_line_tells_an_items_changes(tmp_path, capsys):
    """An item's changes are printed newest first with days, reasons and documents; an unknown code is said."""
    write_decade(STARTER, tmp_path / "one")
    ask = lambda code: history.run(argparse.Namespace(code=code, site=tmp_path / "one", format="text"), Voice("zh"))  # noqa: E731
    assert ask("YJ-XK-0001") == 0
    said = capsys.readouterr().out
    assert "2020-10-15，自 2020-11-01 起施行 [" in said
    assert "  承诺时限：13 个工作日 → 10 个工作日\n  理由：优化营商环境，压减办理时限。\n  依据：优化营商环境条例第三十六条\n" in said
    assert ask("NO-1") == 1
    assert capsys.readouterr().err == "没有 NO-1 的变更记录\n"
