"""A commit is judged as the folder of the same content is: by the same rules, whatever is wrong."""

import json
import shutil

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.committed import commit
from content_files import EXAMPLES, good, path_of
from quanli.catalogue.content_kinds import CONTENT, KINDS
from quanli.catalogue.git_tree import GitTree
from quanli.catalogue.registry import read_registry
from quanli.cli import main
from quanli.errors import sorted_problems
from quanli.git.listing import list_commit
from quanli.git.objects import Objects
from quanli.pipeline.day import build_day
from quanli.pipeline.judge import judge
from sites import check, make_site, picture, put

ITEM = "code: {code}\nname: 事项\ncategory: other\noffice: xxj\n{more}"
ODD = {
    "content/powers/xxj/yj-xk-0001.yaml": ITEM.format(code="yj-xk-0001", more=""),
    "content/powers/another/YJ-XK-0001.yaml": ITEM.format(code="YJ-XK-0001", more=""),
    "content/powers/xxj/A-1.yaml": ITEM.format(code="A-2", more=""),
    "content/powers/xxj/A-3.yaml": ITEM.format(
        code="A-3", more="parent: YJ-XK-0009\nrelated: [T-001, NOWHERE]\nguide: nowhere\nattachments:\n  - {name: 表, file: none.pdf}\n  - {name: 表, file: l.png}\n"
    ),
    "content/guides/odd.md": "Title: 甲\nSlug: lingshou\nSummary: 乙\nPowers: NOWHERE\n\n见[丙](/powers/T-001/)。\n",
    "content/powers/A-1.yaml": "code: A-1\n",
    "content/powers/xxj/A-1.yml": "code: A-1\n",
    "content/power/xxj/A-1.yaml": "code: A-1\n",
    "content/powers/xxj/.A-1.yaml": "code: [\n",
    "content/notes.txt": "x",
    "content/forms/files/A.png": picture(b"1"),
    "content/forms/files/a.PNG": picture(b"2"),
    "content/forms/files/a/tool.exe": b"MZ",
}
LINKS = ("content/forms/files/l.png", "content/offices/l.yaml", "content/powers/l", "content/synonyms.yaml")
OF_THE_RECORD = {"HISTORY_GAP"}
"""What is wrong with the record of changes, which a commit by itself has none of."""
STARTER = ("content/laws.yaml", "content/offices/xxj.yaml", "content/forms/lingshou-shenqing.yaml", "content/guides/lingshou.md")


def folder_problems(site, capsys) -> set[tuple]:
    """Give what ``quanli check`` says, but for the record of changes."""
    _, found = check(site, capsys)
    return {(one["file"], one["line"], one["code"], one["field"], one["message"], one["hint"]) for one in found if one["code"] not in OF_THE_RECORD}


def commit_problems(site) -> set[tuple]:
    """Give what is wrong in the commit that is checked out."""
    listed = list_commit(site, "HEAD", CONTENT)
    with Objects(site, 1 << 20) as objects:
        tree = GitTree(listed, objects)
        found = sorted_problems(judge(tree, read_registry(tree), set(listed), build_day(site), site / ".quanli", registers=True))
    return {(one.place.file, one.place.line or 1, one.code, one.field, one.message("en"), one.hint("en")) for one in found}


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    kinds=st.fixed_dictionaries({kind.name: st.sampled_from(("", "good", "broken")) for kind in KINDS if kind.name != "site"}),
    odd=st.sets(st.sampled_from(sorted(ODD))),
    links=st.sets(st.sampled_from(LINKS)),
    gone=st.sets(st.sampled_from(STARTER), max_size=1),
)
def test_a_commit_is_judged_as_its_folder(kinds, odd, links, gone, tmp_path_factory, capsys):
    """Whatever a site holds, the problems of its commit are those of its folder, word for word and line for line."""
    folder = tmp_path_factory.mktemp("judged")
    site = make_site(folder)
    for kind in KINDS:
        how = kinds.get(kind.name, "")
        if how == "good":
            put(site, **{path_of(kind): good(kind, 1)})
        elif how == "broken" and EXAMPLES[kind.name].broken is not None:
            put(site, **{path_of(kind): EXAMPLES[kind.name].broken})
    put(site, **{path: ODD[path] for path in odd})
    for path in gone:
        (site / path).unlink()
    for path in links:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).unlink(missing_ok=True)
        (site / path).symlink_to("/etc/hostname")
    commit(site)
    assert commit_problems(site) == folder_problems(site, capsys)
    shutil.rmtree(folder)


def test_the_problems_that_are_compared_are_many(tmp_path, capsys):
    """The odd files of the comparison are all found wrong, so that it compares something."""
    site = commit(make_site(tmp_path))
    put(site, **ODD)
    commit(site)
    found = folder_problems(site, capsys)
    wrong = {path for path, *_ in found}
    assert {path for path in ODD if path not in wrong} == {"content/powers/xxj/.A-1.yaml", "content/forms/files/A.png"}
    assert {"DUP_CODE", "DUP_URL", "CODE_MISMATCH", "UNKNOWN_REFERENCE", "MISSING_FILE", "STRAY_FILE", "UNREAD_FILE", "NAME_COLLISION"} <= {one[2] for one in found}


def test_a_review_says_what_check_says(tmp_path, capsys):
    """A review lists what the check lists of the files that a change brings."""
    site = commit(make_site(tmp_path))
    put(site, **ODD)
    commit(site)
    capsys.readouterr()
    main(["review", "HEAD~1", "--site", str(site), "--format", "json", "--lang", "en"])
    new = json.loads(capsys.readouterr().out)["problems"]["new"]
    assert {(one["file"], one["code"]) for one in new} == {(path, code) for path, _, code, *_ in folder_problems(site, capsys)}
