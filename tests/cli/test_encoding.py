"""Names of files are UTF-8 whatever the locale: links are, and would not find them otherwise."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sites import make_site

UTF8 = {"LC_ALL": "C.UTF-8"}
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture(scope="session")
def chinese(tmp_path_factory) -> dict[str, str]:
    """Give the environment of a terminal that speaks GB18030."""
    folder = tmp_path_factory.mktemp("locales")
    if not shutil.which("localedef"):
        pytest.skip("this system makes no locales")
    subprocess.run(["localedef", "-i", "zh_CN", "-f", "GB18030", folder / "zh_CN.GB18030"], check=False, capture_output=True)
    if not (folder / "zh_CN.GB18030").is_dir():
        pytest.skip("this system has no GB18030")
    return {"LC_ALL": "zh_CN.GB18030", "LOCPATH": str(folder)}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def quanli(environment: dict[str, str], *words: str | bytes | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "quanli", *words], env={**os.environ, "SOURCE_DATE_EPOCH": "1780272000", **environment}, capture_output=True, check=False)


@pytest.mark.parametrize("locale", ["ASCII", "GB18030"])
def test_a_site_has_the_same_names_in_every_locale(locale, tmp_path, request):
    """Names of content, of pages and of the site's folder are read and written as UTF-8, by every process of a build."""
    environment = ASCII if locale == "ASCII" else request.getfixturevalue("chinese")
    one, other = make_site(tmp_path / "一"), make_site(tmp_path / "二")
    for site, spoken in ((one, UTF8), (other, environment)):
        (site / "content/guides/申诉.md").write_text("Title: 怎样申诉\nSlug: 申诉\nSummary: 找谁。\nDate: 2026-01-05\n\n写信。\n", encoding="utf-8")
        done = quanli(spoken, "build", "--jobs", "2", "--site", site, "--lang", "en")
        assert done.returncode == 0, done.stderr
    wanted = tree(one / "output")
    assert any(not name.isascii() for name in wanted)
    assert tree(other / "output") == wanted


def test_terminal_keeps_its_encoding(chinese, tmp_path):
    """Messages come, and words are taken, in the encoding of the terminal; what is there is found by the bytes of its name."""
    site = make_site(tmp_path)
    named = site.rename(tmp_path / os.fsdecode("站".encode("gb18030")))
    assert "没有目录 无此" in quanli(chinese, "check", "--site", "无此".encode("gb18030")).stderr.decode("gb18030")
    assert "完成：1 个事项" in quanli(chinese, "build", "--site", named).stderr.decode("gb18030")
    assert "烟花爆竹" in quanli(chinese, "search", "烟花".encode("gb18030"), "--site", named).stdout.decode("gb18030")
