"""What is published is to the byte what was signed, and nothing older than was seen: each way of tampering is told with its file."""

import json
import os
import shutil
import subprocess

import pytest

from publish.published import moved
from quanli.publish.signature import sign

PAGE, OTHER = "powers/YJ-XK-0001/index.html", "404.html"


@pytest.fixture
def found(publisher, capsys):
    """Give what ``quanli verify`` says of the target, line by line."""

    def verify(*more: object) -> list[str]:
        capsys.readouterr()
        status = publisher.run("verify", *more)
        told = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("    ")]
        assert status == bool(told)
        return told

    return verify


def current(publisher):
    return (publisher.target / "current").resolve()


def resigned(publisher, **changed) -> None:
    """Sign a record that says something else, with the right key."""
    tree = current(publisher)
    record = (json.dumps(json.loads((tree / "release.json").read_bytes()) | changed, ensure_ascii=False, indent=1) + "\n").encode()
    (tree / "release.json").write_bytes(record)
    (tree / "release.json.sig").write_bytes(sign(publisher.key, record))


def test_whole_release_is_found_whole(publisher, found, capsys):
    """Who signed it, and how many files were looked at, is said; the key need not be named where it was published from."""
    assert found() == []
    assert publisher.run("verify") == 0
    said = capsys.readouterr().err
    assert said.startswith(f"whole: release 2, commit {publisher.git('rev-parse', 'HEAD')[:12]}, 2026-06-01, ")
    assert said.endswith(" files, signed by release\n")


def test_flipped_byte(publisher, found):
    """One byte of one file."""
    page = current(publisher) / PAGE
    data = bytearray(page.read_bytes())
    data[len(data) // 2] ^= 1
    page.write_bytes(data)
    assert [line.split(" the file")[0] for line in found()] == [f"{PAGE}: error RELEASE_FILE_ALTERED"]


def test_removed_file(publisher, found):
    """A page that is not there any more."""
    (current(publisher) / PAGE).unlink()
    assert found() == [f"{PAGE}: error RELEASE_FILE_GONE the file is missing"]


@pytest.mark.parametrize("name", ["powers/evil.html", ".well-known/x", "static/evil.js"])
def test_added_file(name, publisher, found):
    """A file that was never published, wherever it lies."""
    there = current(publisher) / name
    there.parent.mkdir(exist_ok=True)
    there.write_text("x")
    there.chmod(0o644)
    assert f"{name}: error RELEASE_FILE_ADDED here is a file that was never published" in found()


def test_added_folder(publisher, found):
    """An empty folder too."""
    (current(publisher) / "powers/evil").mkdir()
    assert found() == ["powers/evil/: error RELEASE_FILE_ADDED here is a file that was never published"]


def test_swapped_files(publisher, found):
    """Two files whose contents were exchanged are told with each other's name."""
    tree = current(publisher)
    one, other = (tree / PAGE).read_bytes(), (tree / OTHER).read_bytes()
    (tree / PAGE).write_bytes(other)
    (tree / OTHER).write_bytes(one)
    assert sorted(found()) == [
        f"{OTHER}: error RELEASE_FILE_SWAPPED the file has the contents of {PAGE}",
        f"{PAGE}: error RELEASE_FILE_SWAPPED the file has the contents of {OTHER}",
    ]


def test_link_in_place_of_a_file(publisher, found):
    """The right bytes at the end of a link are no file of the release."""
    page = current(publisher) / PAGE
    page.rename(publisher.folder / "elsewhere")
    page.symlink_to(publisher.folder / "elsewhere")
    assert found() == [f"{PAGE}: error RELEASE_FILE_LINK a plain file is wanted here, not a link or anything else (link)"]


@pytest.mark.parametrize(("name", "mode", "wanted"), [(PAGE, 0o666, "644"), ("powers", 0o777, "755")])
def test_mode(name, mode, wanted, publisher, found):
    """A file that anybody may write, or a folder."""
    (current(publisher) / name).chmod(mode)
    assert found() == [f"{name}: error RELEASE_FILE_MODE the mode is {mode:03o}, wanted is {wanted}"]


def test_older_release_put_back(publisher, found):
    """The whole release before, with its own good signature, in place of the newest."""
    first = next((publisher.target / "releases").glob("1-*"))
    link = publisher.target / "current"
    link.unlink()
    link.symlink_to(f"releases/{first.name}")
    assert found() == ["release.json: error RELEASE_OLD release 1 is shown, and release 2 was shown already: an older one was put back"]


def test_older_target_put_back(publisher, template, found):
    """All of an older target, records too: who has seen the newer one notices."""
    publisher.rename(2)
    assert publisher.publish() == 0
    shutil.rmtree(publisher.target)
    shutil.copytree(moved(template, publisher.folder / "backup").target, publisher.target, symlinks=True)
    assert found() == ["release.json: error RELEASE_OLD release 2 is shown, and release 3 was shown already: an older one was put back"]
    shutil.rmtree(publisher.place())
    assert found("--signers", f"{publisher.key}.pub") == []
    assert found("--signers", f"{publisher.key}.pub", "--serial-at-least", "3") != []


def test_other_release_under_the_same_number(publisher, found):
    """Signed by the right key, it is not the one that was seen."""
    resigned(publisher, day="2026-06-05")
    assert found() == ["release.json: error RELEASE_REPLACED release 2 is not the one that was seen under this number before"]


def test_release_that_follows_another(publisher, found):
    """A release that does not name the one before breaks the chain."""
    shutil.rmtree(publisher.place())
    resigned(publisher, previous="0" * 64)
    told = found("--signers", f"{publisher.key}.pub")
    assert told == ["release.json: error RELEASE_CHAIN release 2 does not follow release 1: the chain is broken"]


def test_altered_record_of_an_earlier_release(publisher, found):
    """What is said of an earlier release is vouched for by the one after it."""
    record = publisher.target / "records/1.json"
    record.write_text(record.read_text().replace('"not required"', '"required"').replace('"2026-06-01"', '"2026-06-02"'))
    assert "release.json: error RELEASE_CHAIN release 2 does not follow release 1: the chain is broken" in found()


def test_foreign_signature(publisher, found):
    """A record signed by a key that is not in the list, with everything else in order."""
    record = current(publisher) / "release.json"
    (current(publisher) / "release.json.sig").write_bytes(sign(publisher.folder / "other", record.read_bytes()))
    assert [line.partition(" the record")[0] for line in found()] == ["release.json.sig: error RELEASE_SIGNATURE"]


def test_signature_for_another_purpose(publisher, found):
    """The right key, signing in another namespace."""
    tree = current(publisher)
    done = subprocess.run(["ssh-keygen", "-Y", "sign", "-q", "-f", publisher.key, "-n", "git"], input=(tree / "release.json").read_bytes(), capture_output=True, check=True)
    (tree / "release.json.sig").write_bytes(done.stdout)
    assert [line.partition(" the record")[0] for line in found()] == ["release.json.sig: error RELEASE_SIGNATURE"]


@pytest.mark.parametrize("name", ["release.json.sig", "release.json", "digests.json"])
def test_lost_head(name, publisher, found):
    """Without record, signature or list of digests nothing is vouched for."""
    (current(publisher) / name).unlink()
    if name == "release.json":
        assert publisher.run("verify") == 1
    else:
        assert found()


@pytest.mark.parametrize("mixed", ["digests.json", "part", "page"])
def test_mixed_release(mixed, publisher, found):
    """A file of the release before among those of the newest: the list of digests, a part of it, a page."""
    first, second = next((publisher.target / "releases").glob("1-*")), current(publisher)
    if mixed == "part":
        shutil.copytree(first / "digests", second / "digests", dirs_exist_ok=True)
    else:
        name = PAGE if mixed == "page" else mixed
        shutil.copy(first / name, second / name)
    told = found()
    wanted = {"digests.json": "digests.json: error RELEASE_MIXED", "part": "error RELEASE_MIXED", "page": f"{PAGE}: error RELEASE_FILE_ALTERED"}[mixed]
    assert any(wanted in line for line in told), told


def test_commit_that_is_wanted(publisher, found):
    """It is told when another commit is shown than the one that is asked for."""
    assert found("--commit", "HEAD") == []
    assert len(found("--commit", "HEAD~1")) == 1


def test_without_a_key_nothing_is_believed(publisher, capsys):
    """Where nothing was published from, the keys must be named."""
    shutil.rmtree(publisher.place())
    assert publisher.run("verify") == 1
    assert "error RELEASE_SIGNERS" in capsys.readouterr().err


def test_nothing_published(publisher, found, tmp_path):
    """A target without a release is not whole."""
    publisher.target = tmp_path / "nothing"
    assert found("--signers", f"{publisher.key}.pub") == ["release.json: error RELEASE_NONE nothing is published here: there is no release.json"]
    assert not os.path.lexists(publisher.target)


def test_record_that_is_none(publisher, found):
    """Any bytes in place of the record are told as such."""
    (current(publisher) / "release.json").write_text("{}")
    assert [line.partition(" this file")[0] for line in found()] == ["release.json: error RELEASE_UNREADABLE"]
