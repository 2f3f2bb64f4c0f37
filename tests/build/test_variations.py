"""One commit, one day, one site: twelve ways in which machines differ, each tried by itself, give the same bytes and modes."""

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from quanli.cli.new import STARTER
from repositories import Story
from sites import POWER

ROOT = Path(__file__).resolve().parents[2]
QUANLI = [sys.executable, "-m", "quanli", "build", "--quiet", "--lang", "en", "--jobs", "1"]
ENV = os.environ | {"PYTHONPATH": str(ROOT / "generator")}
OTHER = POWER.replace("0001", "0002")


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> Story:
    """Give a site with four years of history: an item changes, one comes, a guide is mended."""
    files = {path.relative_to(STARTER).as_posix(): path.read_bytes() for path in sorted(STARTER.rglob("*")) if path.is_file() and "__pycache__" not in path.parts}
    files[".gitignore"] = files.pop("gitignore")
    text = files[POWER].decode()
    renamed = text.replace("烟花爆竹经营（零售）许可\n", "烟花爆竹零售许可\n")
    assert renamed != text
    told = Story(tmp_path_factory.mktemp("story"))
    return told.tell(
        ("建站", files),
        ("改名\n\nChange-Reason: 名称调整\n", {POWER: renamed.encode()}),
        ("新增\n\nChange-Reason: 新设\n", {OTHER: renamed.replace("0001", "0002").encode()}),
        ("改指南", {"content/guides/lingshou.md": files["content/guides/lingshou.md"] + "\n再说一句。\n".encode()}),
    )


@pytest.fixture(scope="module")
def plain(story, tmp_path_factory) -> dict[str, tuple[int, str]]:
    """Give what one plain build makes of it."""
    return shown(built(cloned(story, tmp_path_factory.mktemp("plain") / "site")))


def cloned(story: Story, site: Path, commit: str = "main") -> Path:
    site.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "clone", "--quiet", "--no-checkout", story.folder, site], check=True)
    subprocess.run(["git", "-C", site, "checkout", "--quiet", "-B", "main", story.git("rev-parse", commit)], check=True)
    return site


def built(site: Path, command: list[str] = QUANLI, *, before: tuple[str, ...] = (), umask: int = -1, **env: str) -> Path:
    """Build in a process of its own; gives the output."""
    done = subprocess.run([*before, *command], cwd=site, env=ENV | env, umask=umask, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return site / "output"


def shown(output: Path) -> dict[str, tuple[int, str]]:
    """Give mode and digest of all that lies in an output; of a folder the mode, of a link that it is one."""
    found = {}
    for path in [output, *output.rglob("*")]:
        told = path.lstat()
        found[path.relative_to(output).as_posix()] = told.st_mode, hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(told.st_mode) else ""
    return found


def vary_path(story, folder):
    """Put blanks, Chinese and depth into the path."""
    return built(cloned(story, folder / "another path" / "站点" / "a" / "b" / "c"))


def vary_time_zone(story, folder):
    """Go as far from China as the earth allows, across the date line."""
    return built(cloned(story, folder / "site"), TZ="Pacific/Pago_Pago")


def vary_locale(story, folder):
    """Take a real locale whose characters are not UTF-8 and whose months have Chinese names; without the sources of locales: none."""
    made = folder / "locales"
    made.mkdir()
    done = subprocess.run(["localedef", "-c", "-i", "zh_CN", "-f", "GB18030", made / "zh_CN.GB18030"], capture_output=True, check=False) if shutil.which("localedef") else None
    name = "zh_CN.GB18030" if done and (made / "zh_CN.GB18030").is_dir() else "POSIX"
    return built(cloned(story, folder / "site"), LC_ALL=name, LANG=name, LANGUAGE="zh", LOCPATH=str(made), PYTHONCOERCECLOCALE="0")


def vary_hash_seed(story, folder):
    """Let sets come in another order."""
    return built(cloned(story, folder / "site"), PYTHONHASHSEED="4242")


def vary_umask(story, folder):
    """Let nobody else read what one writes."""
    return built(cloned(story, folder / "site"), umask=0o077)


def vary_user(story, folder):
    """Be somebody whom the machine has no name for, in a name space of users, where root is nobody special."""
    other = ("unshare", "--user", "--map-user=4242", "--map-group=4242")
    if shutil.which("unshare") is None or subprocess.run([*other, "true"], capture_output=True, check=False).returncode:
        pytest.skip("nobody may be another user here: unshare --user")
    assert subprocess.run([*other, "id", "-u"], capture_output=True, text=True, check=True).stdout == "4242\n"
    return built(cloned(story, folder / "site"), before=other, USER="stranger", LOGNAME="stranger")


def vary_clock(story, folder):
    """Set the clock thirteen years ahead and let it run ten times too fast."""
    if shutil.which("faketime") is None:
        pytest.skip("faketime is not installed: make test")
    return built(cloned(story, folder / "site"), before=("faketime", "-f", "@2039-12-31 23:59:00 x10"), FAKETIME_DONT_RESET="1")


def vary_workers(story, folder):
    """Share the work among five processes."""
    return built(cloned(story, folder / "site"), [*QUANLI[:-1], "5"])


def vary_order(story, folder):
    """Write the files the other way round, on another kind of file system where there is one."""
    memory = Path("/dev/shm")
    place = memory / f"quanli-{os.getpid()}" if os.access(memory, os.W_OK) else folder / "turned"
    try:
        site = cloned(story, place / "site")
        held = {path: path.read_bytes() for path in sorted((site / "content").rglob("*"), reverse=True) if path.is_file()}
        shutil.rmtree(site / "content")
        for path, data in held.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            os.utime(path, (1, 1))
        shutil.copytree(built(site), folder / "kept", symlinks=True)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return folder / "kept"


def vary_increments(story, folder):
    """Build commit by commit, upon what the last build left."""
    site = cloned(story, folder / "site", "main~3")
    for commit in ("main~3", "main~2", "main~1", "main"):
        subprocess.run(["git", "-C", site, "checkout", "--quiet", "-B", "main", story.git("rev-parse", commit)], check=True)
        output = built(site)
    return output


def vary_home(story, folder):
    """Have no home, no name, nothing of the shell."""
    site = cloned(story, folder / "site")
    return built(site, before=("env", "-i", f"PATH={os.environ['PATH']}", f"PYTHONPATH={ENV['PYTHONPATH']}", "HOME=/nowhere"))


def vary_python(line):
    def vary(story, folder):
        """Run by one of the Pythons that are promised."""
        if sys.version_info[:2] == tuple(map(int, line.split("."))):
            python = sys.executable
        else:
            python = ROOT / ".pythons" / line / "bin/python"
            if not (python.parent.parent / "made").exists():
                pytest.skip(f"no Python {line} with the locked dependencies here: sh .ci/pythons {line}")
        return built(cloned(story, folder / "site"), [str(python), *QUANLI[1:]])

    return vary


VARIATIONS = {
    "path": vary_path, "time zone": vary_time_zone, "locale": vary_locale, "hash seed": vary_hash_seed, "umask": vary_umask, "user": vary_user,
    "clock": vary_clock, "workers": vary_workers, "file order": vary_order, "clean or incremental": vary_increments, "home": vary_home,
    **{f"Python {line}": vary_python(line) for line in ("3.11", "3.12", "3.13")},
}  # fmt: skip


@pytest.mark.parametrize("variation", VARIATIONS)
def test_bytes_and_modes_are_those_of_a_plain_build(variation, story, plain, tmp_path):
    """What differs between two machines, people or builds changes no byte and no mode."""
    found = shown(VARIATIONS[variation](story, tmp_path))
    assert found.keys() == plain.keys()
    assert {path: (found[path], plain[path]) for path in plain if found[path] != plain[path]} == {}


def test_another_day_shows(story, plain, tmp_path):
    """What the bytes do rest on is seen by the same comparison: another day gives another site."""
    found = shown(built(cloned(story, tmp_path / "site"), [*QUANLI, "--day", "2031-01-01"]))
    assert found != plain


WRAPPED = """
import hashlib, sys
from pathlib import Path
from quanli.flowchart.measure import wrap, width
found = hashlib.sha256()
for file in sorted(Path(sys.argv[1]).glob("content/powers/*/*.yaml")):
    for line in filter(None, map(str.strip, file.read_text("utf-8").splitlines())):
        found.update(repr((width(line, 14.0), [wrap(line, 14.0, room) for room in (196.0, 224.0, 300.0)])).encode())
print(found.hexdigest())
"""


@pytest.mark.parametrize("line", ["3.12", "3.13"])
def test_words_in_charts_break_alike(line):
    """Widths are added to the same sums: those of floats are others in Python from 3.12 on."""
    python = ROOT / ".pythons" / line / "bin/python"
    if not (python.parent.parent / "made").exists():
        pytest.skip(f"no Python {line} with the locked dependencies here: sh .ci/pythons {line}")
    own, other = (subprocess.run([one, "-c", WRAPPED, ROOT], env=ENV, capture_output=True, text=True, check=True).stdout for one in (sys.executable, python))
    assert own == other
