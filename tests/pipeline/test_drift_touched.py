"""A review tells in what a change makes the catalogue differ from the approved one, as the check of all tells it."""

import json
import random

from cli.committed import commit
from pipeline.test_drift import LIST, NAMES, item, listed_site, rows
from quanli.catalogue.content_kinds import CONTENT
from quanli.catalogue.git_tree import GitTree
from quanli.catalogue.registry import read_registry
from quanli.cli import main
from quanli.git.listing import list_commit
from quanli.git.objects import Objects
from quanli.pipeline.day import build_day
from quanli.pipeline.judge import judge
from sites import check, put


def new_problems(site, capsys):
    capsys.readouterr()
    main(["review", "HEAD~1", "--site", str(site), "--format", "json", "--lang", "en"])
    new = json.loads(capsys.readouterr().out)["problems"]["new"]
    return {(one["code"], one["file"]) for one in new if one["code"].startswith("APPROVED")}


def test_a_review_tells_what_was_never_approved(tmp_path, capsys):
    """An item that a change adds and no list has, one that it takes away from a list, and one that it renames are told; a namesake of a row is none."""
    site = commit(listed_site(tmp_path))
    commit(put(site, **item("A-8", "摆摊许可"), **item("A-9", "屠宰许可"), **item("A-0", "挖矿许可"), **{"content/powers/xxj/A-2.yaml": None}))
    new, changed = "APPROVED_NEW", "APPROVED_CHANGED"
    gone = ("APPROVED_GONE", "content/approved/2026.csv")
    assert new_problems(site, capsys) == {(new, "content/powers/xxj/A-8.yaml"), (changed, "content/powers/xxj/A-0.yaml"), gone}


def test_a_changed_list_is_held_against_all(tmp_path, capsys):
    """A row that a change adds is told as gone, and items whose rows it takes away as new, though none of their files was touched."""
    site = commit(listed_site(tmp_path))
    commit(put(site, **rows(("A-0", "采矿权许可", "行政许可"), ("A-2", "伐木许可", "行政确认"), ("B-9", "狩猎许可", "行政许可"), ("B-8", "赶海许可", "行政许可"))))
    assert new_problems(site, capsys) == {("APPROVED_GONE", "content/approved/2026.csv"), ("APPROVED_NEW", "content/powers/xxj/A-1.yaml")}
    commit(put(site, **{LIST: None, "content/approved/2026.csv": None}))
    assert new_problems(site, capsys) == set()


def test_some_powers_are_paired_with_rows_as_all_are(tmp_path, capsys):
    """Whichever items are judged by themselves, they differ from the list as they do where all are read."""
    site, chance = commit(listed_site(tmp_path)), random.Random(3)
    told = 0
    for _ in range(6):
        for number in range(9):
            put(site, **item(f"A-{number}", chance.choice([*NAMES[:4], "狩猎许可"]), chance.choice(["permit", "confirmation"])))
        put(site, **rows(*((chance.choice(["", f"A-{chance.randrange(9)}"]), chance.choice(NAMES[:4]), "行政许可") for _ in range(6))))
        commit(site)
        touched = {f"content/powers/xxj/A-{number}.yaml" for number in chance.sample(range(9), 3)}
        found = {(one["code"], one["file"], one["message"]) for one in check(site, capsys)[1] if one["code"].startswith("APPROVED") and one["file"] in touched}
        listed = list_commit(site, "HEAD", CONTENT)
        with Objects(site, 1 << 20) as objects:
            tree = GitTree(listed, objects)
            judged = list(judge(tree, read_registry(tree), touched, build_day(site), site / ".quanli", registers=False))
        assert {(one.code, one.place.file, one.message("en")) for one in judged if one.code.startswith("APPROVED") and one.place.file in touched} == found
        told += len(found)
    assert told
