"""Whatever stands in a site is opened through one gate: what is no plain file of a bearable size is said, and never waited for."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from cli.committed import commit
from conftest import ROOT
from quanli.catalogue.tree import FolderTree
from quanli.cli import main
from quanli.gate import NotPlainError, TooLargeError, lay_down, read_file
from sites import build, make_site, put

PATIENCE = 120
"""Seconds after which a command is taken to wait for ever. They only guard: nothing is timed."""
pytestmark = pytest.mark.timeout(PATIENCE, method="signal")  # a command that waits for ever fails alone
MEMORY = 1 << 30
"""Bytes of addresses that a command may have, where something large lies about."""
GIGABYTES = 3 << 30


def plain(path: Path, _outside: Path) -> None:
    path.write_text("x", encoding="utf-8")


def pipe(path: Path, _outside: Path) -> None:
    os.mkfifo(path)


def plug(path: Path, _outside: Path) -> None:
    """Bind a socket; its path from the root may be too long for it."""
    here = os.open(path.parent, os.O_RDONLY)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(f"/proc/self/fd/{here}/{path.name}")
    finally:
        os.close(here)


def sparse(path: Path, _outside: Path) -> None:
    with path.open("wb") as file:
        file.truncate(GIGABYTES)


def folder(path: Path, _outside: Path) -> None:
    path.mkdir()


def link(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "kept.yaml" if path.suffix else outside)


def loop(path: Path, _outside: Path) -> None:
    path.symlink_to(path.name)


def nowhere(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "not-there")


FOLDERS = ("content", "content/powers", "content/powers/xxj", "content/guides", "content/laws", "content/forms/files", "theme", "theme/templates", "theme/static")
FILES = (
    "content/site.yaml", "content/laws.yaml", "content/synonyms.yaml", "content/terms.yaml", "content/approvers", "content/offices/xxj.yaml",
    "content/guides/lingshou.md", "content/powers/xxj/YJ-XK-0001.yaml", "content/laws/a-2020-01-01.md", "content/calendar/2026.yaml",
    "content/benchmarks/a.yaml", "content/approved/a.yaml", "content/approved/a.csv", "content/directory/a.csv", "content/forms/files/a.pdf", "content/forms/lingshou-shenqing.yaml",
    "theme/templates/base.html", "theme/templates/pages/power.html", "theme/static/a.css", "theme/static/css/order.txt",
)  # fmt: skip
STRAY = ("content/a.bin", "content/registers/a.csv", "theme/a.bin", "content/powers/xxj/.gitignore")
WRITTEN = ("output", ".quanli", ".output.staging")
NO_FILE, NO_FOLDER = "it is no plain file", "a folder is wanted there"
FEW = ("content", "content/powers/xxj", "content/guides/lingshou.md", "theme/static/a.css", "output")


def refused(path: str, why: str) -> str:
    return f'{path}: error BAD_PATH the path "{path}" is not allowed: {why}'


CASES = {
    **{(link, path): f"{path}: error SYMLINK {path} is a link" for path in (*FOLDERS, *FILES, *WRITTEN)},
    **{(odd, path): f"{path}: error SYMLINK {path} is a link" for odd in (loop, nowhere) for path in FEW},
    **{(pipe, path): refused(path, NO_FILE) for path in (*FOLDERS, *FILES, *STRAY, ".gitignore", ".gitattributes")},
    **{(plug, path): refused(path, NO_FOLDER if path == "output" else NO_FILE) for path in FEW},
    **{(pipe, path): refused(path, NO_FOLDER) for path in WRITTEN},
    **{(plain, path): refused(path, NO_FOLDER) for path in ("theme", "content/powers")},
    **{(folder, path): refused(path, "a file is wanted there, not a folder") for path in FILES if path.startswith("content/") and "files/" not in path},
}
"""What stands where, and how a command begins to say it."""


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """Give a folder with a site in git that has a theme of its own and was built, and a copy of it."""
    folder = tmp_path_factory.mktemp("gate")
    made = make_site(folder)
    shutil.copytree(ROOT / "theme", made / "theme")
    commit(made)
    assert build(made) == 0
    subprocess.run(["cp", "-a", made, folder / "copy"], check=True)
    return folder


@pytest.fixture
def site(built) -> Path:
    """Give the site as it was built, where it was built, and a folder beside it that is nobody's business."""
    for one in ("site", "outside"):
        shutil.rmtree(built / one, ignore_errors=True)
    subprocess.run(["cp", "-a", built / "copy", built / "site"], check=True)
    put(built / "outside", **{"kept.yaml": "note: canary\n", "import/kept": "x", "scratch/kept": "x", "templates/base.html": "canary", "xxj/A-1.yaml": "canary: 1\n"})
    return built / "site"


def stand(odd, path: str, site: Path) -> None:
    """Let something stand at a path in the place of what was there."""
    target = site / path
    if target.is_dir():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    odd(target, site.parent / "outside")


def say(capsys, site: Path, *words: str) -> tuple[int, str]:
    """Run a command; give its status and what it says."""
    capsys.readouterr()
    status = main([*words, "--site", str(site), "--lang", "en"])
    return status, "".join(capsys.readouterr())


def run(site: Path, *words: str) -> tuple[int, str]:
    """Run a command as its users do, within bounds of memory."""
    limited = ["sh", "-c", f'ulimit -v {MEMORY // 1024}; exec "$@"', "sh", sys.executable, "-m", "quanli", *words, "--site", str(site), "--lang", "en"]
    done = subprocess.run(limited, cwd=site, capture_output=True, text=True, timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout + done.stderr


def outside(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site.parent).as_posix(): path.read_bytes() for path in sorted((site.parent / "outside").rglob("*")) if path.is_file()}


def named(case: tuple) -> str:
    return f"{case[0].__name__} {case[1]}"


BUILD, CHECK = ("build", "--quiet", "--jobs", "1"), ("check", "--jobs", "1")


@pytest.mark.parametrize("case", CASES, ids=named)
def test_what_is_no_plain_file_is_said(case, site, capsys):
    """A build upon the last one, a check and a clean build say the same of it; nothing outside is touched, or told."""
    odd, path = case
    stand(odd, path, site)
    before = outside(site)
    answers = [say(capsys, site, *BUILD), say(capsys, site, *CHECK)]
    if path not in WRITTEN:
        shutil.rmtree(site / ".quanli")
        shutil.rmtree(site / "output")
    answers.append(say(capsys, site, *BUILD))
    for status, said in answers:
        assert CASES[case] in said
        assert status == 1
        assert "canary" not in said
    assert answers[0][1].splitlines() == answers[2][1].splitlines()
    assert outside(site) == before


def test_what_is_too_large_is_not_read(site):
    """Files of gigabytes are said to be too large by a build and a check that could not hold them; what nobody reads may be large."""
    large = [path for path in FILES if "site.yaml" not in path]
    for path in (*large, "content/a.bin", "theme/a.bin", "a.bin"):
        stand(sparse, path, site)
    for words in (BUILD, CHECK):
        status, said = run(site, *words)
        assert status == 1
        for path in large:
            assert f"{path}:1:1: error TOO_BIG the file has {GIGABYTES} bytes" in said or f"{path}: error FILE_TOO_BIG {path} has 3072 MB" in said
    stand(sparse, "content/site.yaml", site)
    assert f"content/site.yaml:1:1: error TOO_BIG the file has {GIGABYTES} bytes" in run(site, *BUILD)[1]


def test_large_file_that_nobody_reads_is_not_read_to_be_compared(site):
    """A build upon the last one passes a large file by, in content, theme and the site's folder, and has nothing to do afterwards."""
    for path in ("content/a.bin", "theme/a.bin", "a.bin"):
        stand(sparse, path, site)
    for written in ("files written", "0 files written"):
        status, said = run(site, *BUILD)
        assert status == 0
        assert written in said


OTHERS = {
    "history": ("history", "YJ-XK-0001"),
    "search": ("search", "烟花"),
    "new": ("new", "power", "N-1", "--office", "xxj"),
    "propose": ("propose", "--print"),
    "of a day": ("build", "--as-of", "2100-01-01", "--quiet"),
    "review": ("review", "HEAD"),
    "schema": ("schema", "power"),
    "import": ("import", "list.csv", "--office", "xxj"),
    "export": ("export", "out.csv"),
    "demo": ("demo-history", "decade"),
}


@pytest.mark.parametrize("command", OTHERS)
def test_no_command_waits_or_holds_what_is_large(command, site, monkeypatch):
    """Among pipes, links and files of gigabytes every command comes to its end, with a sentence or without; nothing outside is touched."""
    odd = {"content/powers/xxj/A-1.yaml": pipe, "content/powers/xxj/A-2.yaml": sparse, "content/powers/yyj": link, "content/laws": link,
           "content/guides/a.md": pipe, "content/synonyms.yaml": pipe, "content/terms.yaml": sparse, "theme/templates/a.html": pipe,
           "theme/static/a.css": link, "pelicanconf.py": pipe, "README.md": sparse, ".mailmap": pipe}  # fmt: skip
    for path, what in odd.items():
        stand(what, path, site)
    (site / "list.csv").write_text("权力编码,权力名称,权力类别\nZZ-1,某许可,行政许可\n", encoding="utf-8")
    before = outside(site)
    monkeypatch.chdir(site)
    status, said = run(site, *OTHERS[command])
    assert status in {0, 1}
    assert "Traceback" not in said
    assert "canary" not in said
    assert outside(site) == before


def test_nothing_is_written_through_a_link(tmp_path, capsys):
    """``new`` and ``import`` write into no linked folder, through no linked file and no linked state, and say which it is."""
    site = make_site(tmp_path)
    (tmp_path / "list.csv").write_text("权力编码,权力名称,权力类别\nZZ-1,某许可,行政许可\n", encoding="utf-8")
    put(tmp_path / "outside", **{"import/kept": "x"})
    before = outside(site)
    bring = ("import", str(tmp_path / "list.csv"), "--office", "xxj", "--quiet")
    for path, words in {
        "content/powers/yyj": ("new", "power", "N-1", "--office", "yyj"),
        "content/guides/a.md": ("new", "guide", "a"),
        "content/powers/xxj": bring,
        ".quanli": bring,
    }.items():
        for odd in (link, nowhere):
            stand(odd, path, site)
            status, said = say(capsys, site, *words)
            assert status == 1
            assert f"{path}: error SYMLINK {path} is a link" in said or f"{path} exists already; nothing was changed" in said, said
            (site / path).unlink()
    assert outside(site) == before
    assert not (tmp_path / "outside/not-there").exists()


def test_a_pipe_that_git_does_not_tell_of_is_seen_where_nothing_else_changed(site, capsys):
    """A build that had nothing to do has something to say, by commits alone too, and nothing to do again when the pipe is gone."""
    nothing = (0, f"done: 1 powers, 0 files written, 0 removed; output in {site}/output\n")
    assert say(capsys, site, "build") == nothing
    stand(pipe, "content/powers/xxj/pipe", site)
    for words in (("build",), ("build", "--committed")):
        status, said = say(capsys, site, *words)
        assert (status, said.count("error")) == (1, 1)
        assert refused("content/powers/xxj/pipe", NO_FILE) in said
    (site / "content/powers/xxj/pipe").unlink()
    assert [say(capsys, site, "build") for _ in range(2)] == [nothing] * 2


def test_empty_folders_are_no_change(site, capsys):
    """A new empty folder is nothing to build, wherever no file is looked for in its place; one named .git is a repository."""
    (site / "content/powers/new").mkdir()
    for _ in range(2):
        assert "0 files written" in say(capsys, site, "build")[1]
    (site / "content/powers/new/.git").mkdir()
    assert refused("content/powers/new/.git", "nested repository not allowed") in say(capsys, site, "build")[1]


def test_a_folder_in_the_place_of_a_file_and_a_file_in_that_of_a_folder(tmp_path, capsys):
    """Each is said, with what is wanted there."""
    site = make_site(tmp_path)
    for path in ("content/guides", "content/offices", "content/forms/files"):
        shutil.rmtree(site / path, ignore_errors=True)
        (site / path).write_text("x", encoding="utf-8")
    said = say(capsys, site, *CHECK)[1]
    for path in ("content/guides", "content/offices", "content/forms/files"):
        assert refused(path, NO_FOLDER) in said
    (site / "content/guides").unlink()
    put(site, **{"content/guides/a.md/b.md": "x"})
    assert refused("content/guides/a.md", "a file is wanted there, not a folder") in say(capsys, site, *CHECK)[1]


@pytest.mark.parametrize("path", ["content/offices/xxj.yaml", "content/powers/xxj/YJ-XK-0001.yaml", "content/guides/lingshou.md"])
@pytest.mark.parametrize("errors", [FileNotFoundError(2, "No such file or directory"), PermissionError(13, "Permission denied")], ids=["gone", "closed"])
def test_a_file_that_cannot_be_read_any_more_is_said(path, errors, tmp_path, capsys, monkeypatch):
    """A file that vanishes between being listed and being read, or that may not be read, is a problem like any other."""
    site = make_site(tmp_path)
    real = FolderTree.read

    def read(tree, name, limit):
        if name == path:
            raise errors
        return real(tree, name, limit)

    monkeypatch.setattr(FolderTree, "read", read)
    status, said = say(capsys, site, *CHECK)
    assert status == 1
    assert f"{path}: error UNREADABLE {path} cannot be read: {errors.strerror}" in said


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("path", ["content/offices/xxj.yaml", "content/guides"])
def test_what_somebody_may_not_read_is_said(path, tmp_path, capsys):
    """For a user who may not read a file, or look into a folder, a check names it and goes on to what else is wrong."""
    site = make_site(tmp_path)
    assert say(capsys, site, *CHECK)[0] == 0  # all modules are loaded: somebody else may not
    for each in (tmp_path, *(one for one in tmp_path.parents if one.name.startswith(("pytest-", "popen-")))):
        each.chmod(0o755)
    for each in (site, *site.rglob("*")):
        os.chown(each, 65534, 65534)
    (site / path).chmod(0)
    os.seteuid(65534)
    try:
        status, said = say(capsys, site, *CHECK)
    finally:
        os.seteuid(0)
    assert status == 1
    assert f"{path}: error UNREADABLE {path} cannot be read: Permission denied" in said


def test_the_gate_gives_a_file_and_nothing_else(tmp_path):
    """A file is read within its limit; a link at any step, a folder, a way out and what is larger are refused with their path."""
    put(tmp_path, **{"a/b/c": b"text", "secret": b"x"})
    (tmp_path / "a/link").symlink_to(tmp_path / "a/b")
    (tmp_path / "a/b/link").symlink_to(tmp_path / "secret")
    assert read_file(tmp_path, "a/b/c", 4) == b"text"
    with pytest.raises(TooLargeError, match="4 > 3 bytes"):
        read_file(tmp_path, "a/b/c", 3)
    for path, named, nature in (("a/link/c", "a/link", "link"), ("a/b/link", "a/b/link", "link"), ("a/b", "a/b", "folder"), ("a/b/c/d", "a/b/c", "file")):
        with pytest.raises(NotPlainError) as raised:
            read_file(tmp_path, path, 9)
        assert (raised.value.path, raised.value.nature) == (named, nature)
    for path in ("a/../secret", "./secret", "a//b/c"):
        with pytest.raises(ValueError, match="not a step"):
            read_file(tmp_path, path, 9)
    with pytest.raises(FileNotFoundError) as gone:
        read_file(tmp_path, "a/none/c", 9)
    assert gone.value.filename == "a/none"


def test_the_gate_writes_over_nothing(tmp_path):
    """A new file is laid down with its folders; never over a file, through a link, or into a linked folder."""
    lay_down(tmp_path / "", "a/b/c", b"text")
    assert (tmp_path / "a/b/c").read_bytes() == b"text"
    (tmp_path / "a/into").symlink_to(tmp_path / "a/b")
    (tmp_path / "a/new").symlink_to(tmp_path / "secret")
    for path, error in (("a/b/c", FileExistsError), ("a/new", FileExistsError), ("a/into/d", NotPlainError), ("a/b/c/d", NotPlainError)):
        with pytest.raises(error):
            lay_down(tmp_path, path, b"other")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "c", "into", "new"]
