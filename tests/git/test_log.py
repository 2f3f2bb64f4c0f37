import pytest

from quanli.git.log import GitError, answer, ask, main_line, read_log
from quanli.git.objects import Objects
from repositories import FILE, Story, item, message


def test_trailers_are_read_as_git_reads_them(tmp_path):
    """A folded trailer is one line, an empty one is empty, and a key in the text above is no trailer."""
    text = "主题\n\nNote: 不是尾注，后面还有话。\n正文\n\nChange-Reason: 第一行\n 第二行\nDocument:\nLegal-Basis: a: b"
    story = Story(tmp_path).tell((text, {FILE: item()}))
    (commit,) = read_log(story.folder, "HEAD")
    assert commit.trailers == (("Change-Reason", "第一行 第二行"), ("Document", ""), ("Legal-Basis", "a: b"))
    assert commit.subject == "主题"


@pytest.mark.parametrize("text", ["\x1e\x1f\x01", "a\x02b\n\nKey: \x1e\x1f:100644 100644 a b M", ":100644 x", "\n\n\n", "<b>&\x1b[31m"])
def test_no_message_breaks_the_log_apart(tmp_path, text):
    """Separators, control characters and lines that look like git's own leave the commits before and after as they are."""
    story = Story(tmp_path).tell({FILE: item()}, (text, {FILE: item(days=10)}), ("后", {FILE: item(days=5)}))
    commits = list(read_log(story.folder, "HEAD"))
    assert [len(commit.changes) for commit in commits] == [1, 1, 1]
    assert [commit.changes[0].path for commit in commits] == [FILE] * 3
    assert commits[0].changes[0].before == commits[1].changes[0].after


def test_machine_settings_have_no_say(tmp_path):
    """Settings that change what git log prints do not change what is read."""
    story = Story(tmp_path).tell({FILE: item()}, (message(Change_Reason="一"), {FILE: item(days=10)}))
    plain = list(read_log(story.folder, "HEAD"))
    for key, value in (("log.showSignature", "true"), ("log.showRoot", "false"), ("trailer.separators", "#"), ("diff.renames", "copies"),
                       ("log.diffMerges", "off"), ("log.follow", "true"), ("color.ui", "always"), ("log.decorate", "full")):  # fmt: skip
        story.git("config", key, value)
    story.git("notes", "add", "-m", "注", "main")
    assert list(read_log(story.folder, "HEAD")) == plain


def test_a_link_or_a_submodule_is_no_file(tmp_path):
    """A file that becomes a symbolic link or a submodule is gone as a file."""
    story = Story(tmp_path).tell({FILE: item()})
    link = story.git("hash-object", "-w", "--stdin", data=b"../other")
    for mode, blob in (("120000", link), ("160000", "1" * 40)):
        story.git("reset", "--hard", "-q", "main")
        story.git("update-index", "--cacheinfo", f"{mode},{blob},{FILE}")
        tree = story.git("write-tree")
        commit = story.git("commit-tree", tree, "-p", "main", "-m", "换")
        (top, *_) = read_log(story.folder, commit)
        assert [(change.path, change.after) for change in top.changes] == [(FILE, "")]


def test_the_main_line_is_the_chain_of_first_parents(tmp_path):
    """Commits are counted back to one on the line; a commit beside it, or one that is gone, is none of the line."""
    story = Story(tmp_path).tell({FILE: item()}, {FILE: item(days=10)}, {FILE: item(days=5)})
    root = story.git("rev-parse", "main~2")
    assert main_line(story.folder, "main") == 3
    assert main_line(story.folder, story.git("rev-parse", "main"), root) == 2
    assert main_line(story.folder, root, root) == 0
    assert main_line(story.folder, root, story.git("rev-parse", "main")) is None
    assert main_line(story.folder, "main", "f" * 40) is None


def test_what_git_says_is_raised(tmp_path):
    """A repository that git cannot read is an error in git's words."""
    story = Story(tmp_path).tell({FILE: item()})
    with pytest.raises(GitError, match=r"^fatal: bad object f{40}$"):
        list(read_log(story.folder, "f" * 40))


def test_objects_come_in_the_order_asked(tmp_path):
    """Any number of objects is read; one that is missing or too long is None and disturbs no other."""
    story = Story(tmp_path).tell({FILE: item(), "long": b"x" * 5000})
    blob, long = story.git("rev-parse", f"main:{FILE}", "main:long").split()
    with Objects(story.folder, limit=4000) as objects:
        assert list(objects.read([blob, long, "0" * 40] * 1000)) == [item(), None, None] * 1000


def test_an_object_too_long_gives_its_size(tmp_path):
    """One object is read within a limit of its own: where it is longer its size is told, and the next one is read as ever."""
    story = Story(tmp_path).tell({FILE: item(), "long": b"x" * 70_000})
    with Objects(story.folder, limit=10) as objects:
        assert objects.within("main:long", 70_000) == b"x" * 70_000
        assert objects.within("main:long", 69_999) == 70_000
        assert objects.within(f"main:{FILE}", 1000) == item()
        assert objects.within("main:nothing", 1000) is None
        assert objects.one(f"main:{FILE}") is None


def test_a_question_without_an_answer_has_none(tmp_path, monkeypatch):
    """What git cannot answer is empty where that will do, and an error in git's words elsewhere; a machine without git is no error."""
    story = Story(tmp_path).tell({FILE: item()})
    assert ask(story.folder, "log", "-1", "--format=%s%n", "main") == answer(story.folder, "log", "-1", "--format=%s%n", "main") == "改"
    assert ask(story.folder, "log", "nothing") == ""
    with pytest.raises(GitError, match=r"^fatal: ambiguous argument 'nothing'"):
        answer(story.folder, "log", "nothing")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ask(story.folder, "log") == ""
