"""Releases of earlier versions, whose list of digests is called ``manifest.json``, are verified, published over and shown again."""

import json
import subprocess

import pytest

from build.former import formerly
from publish.outputs import FIRST, SECOND, expected, following, publish, shown, write_output
from publish.published import NAMES
from quanli.publish.folder import FolderTarget
from quanli.publish.last_seen import note_seen
from quanli.publish.places import Access, target_of
from quanli.publish.release import digest, read_release
from quanli.publish.signature import sign


def aged(publisher):
    """Let what is shown be a release of an earlier version, signed as it was then."""
    tree = (publisher.target / "current").resolve()
    formerly(tree)
    record = json.loads((tree / "release.json").read_bytes())
    record["manifest"] = digest((tree / "manifest.json").read_bytes())
    data = read_release(json.dumps(record).encode()).record()
    signature = sign(publisher.key, data)
    for place in (tree / "release.json", publisher.target / f"records/{record['serial']}.json"):
        assert place.exists()
        place.write_bytes(data)
        place.with_name(f"{place.name}.sig").write_bytes(signature)
    note_seen(publisher.place(), record["serial"], data)
    return publisher


def test_a_release_of_an_earlier_version_is_whole_until_it_is_touched(publisher, capsys):
    """Its list is read by the name that it has; a page that was altered is told, and a list that is exchanged by that name."""
    aged(publisher)
    assert publisher.whole()
    root = publisher.target / "current/manifest.json"
    whole = root.read_bytes()
    root.write_bytes(whole + b"\n")
    assert not publisher.whole()
    assert "manifest.json: error RELEASE_MIXED" in capsys.readouterr().out
    root.write_bytes(whole)
    (publisher.target / "current/index.html").write_bytes(b"x")
    assert not publisher.whole()
    assert "index.html: error RELEASE_FILE_ALTERED" in capsys.readouterr().out


def test_it_is_published_over_and_shown_again(publisher):
    """The next release has the new name alone, a rollback the old one alone, and each is whole."""
    aged(publisher)
    publisher.rename(2)
    assert publisher.publish() == 0
    assert publisher.whole()
    there = publisher.target / "current"
    assert (there / "digests.json").exists() and not (there / "manifest.json").exists() and not (there / "manifest").exists()
    assert NAMES[2].strip() in publisher.page()
    assert publisher.run("rollback") == 0
    assert NAMES[1].strip() in publisher.page()
    assert (there / "manifest.json").exists() and not (there / "digests.json").exists()
    assert publisher.whole()
    publisher.rename(3, 2)
    assert publisher.publish() == 0
    assert publisher.whole()


@pytest.fixture(params=["folder", "branch"])
def target(request, tmp_path, monkeypatch):
    """Give an empty target that keeps releases in a way of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    if request.param == "folder":
        return FolderTarget("www", tmp_path / "www")
    subprocess.run(["git", "init", "--quiet", "--bare", tmp_path / "pages.git"], check=True)
    return target_of(f"git:{tmp_path / 'pages.git'}#pages", Access())


def test_between_names_a_target_shows_one_list(target, tmp_path):
    """From the old name to the new one and back, what is shown is the release and nothing besides."""
    texts = FIRST | SECOND
    old, new = formerly(write_output(tmp_path / "1", FIRST)), write_output(tmp_path / "2", SECOND)
    publish(target, old)
    two = publish(target, new)
    assert shown(target) == expected(two, new, texts)
    back = following(target, old)
    with target.lock():
        target.rollback(1, back)
    assert shown(target) == expected(back, old, texts)
