"""A commit becomes a release: built in a clean place, signed, live at once; what stands against it is told, and nothing changes."""

import hashlib
import json
import os
import shutil
import subprocess

import pytest

from publish.published import NAMES, Publisher, files
from quanli.cli import main
from quanli.config.theme import theme_folder
from quanli.publish.folder import FolderTarget
from sites import POWER, build, edit, put


def said(capsys) -> str:
    return capsys.readouterr().err


def test_a_release_is_what_a_clean_build_of_the_commit_gives(publisher, tmp_path):
    """The same bytes as a build of a fresh clone, with a record and a signature at the top."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(publisher.site), str(clone)], check=True)
    assert build(clone) == 0
    assert files(publisher.target / "current") == files(clone / "output")
    assert NAMES[1].strip() in publisher.page()


def test_record_says_what_is_published_and_after_what(publisher):
    """Site, commit, day, serial, digests of the list of digests and of the record before, and whether approvals were asked for."""
    first, second = publisher.target / "records/1.json", publisher.release()
    digests = (publisher.target / "current/digests.json").read_bytes()
    assert second["commit"] == publisher.git("rev-parse", "HEAD")
    assert (second["serial"], second["day"], second["approval"]) == (2, "2026-06-01", "not required")
    assert second["manifest"] == hashlib.sha256(digests).hexdigest()
    assert second["previous"] == hashlib.sha256(first.read_bytes()).hexdigest()
    assert second["site"] == json.loads(digests)["site"]


def test_first_release_is_begun_by_hand(tmp_path, capsys):
    """Without --first nothing is published to a new target; with it, approvals are asked for from that commit on."""
    publisher = Publisher(tmp_path).begin()
    commit = publisher.git("rev-parse", "HEAD")
    assert publisher.run("publish") == 1
    assert "error PUBLISH_FIRST nothing has been published to this target yet" in said(capsys)
    assert not (publisher.target / "current").exists()
    assert publisher.run("publish", "--first") == 0
    assert (publisher.release()["approval"], publisher.release()["baseline"]) == ("required", commit)


def test_what_is_not_committed_is_not_published(publisher, capsys):
    """An edit of the working tree is told and left out; so are state and output of the repository."""
    edit(publisher.site, POWER, NAMES[1], NAMES[2])
    put(publisher.site, **{"content/guides/secret.md": "Title: 秘\n\n秘密\n", "output/index.html": "x", ".quanli/state.sqlite": "x"})
    before = files(publisher.target / "current")
    publisher.git("commit", "--quiet", "--allow-empty", "-m", "空")
    words = ["publish", str(publisher.target), "--site", str(publisher.site), "--lang", "en", "--key", str(publisher.key), "--no-require-approval"]
    assert main(words) == 0
    assert "uncommitted changes are not published: content/guides/secret.md、" in said(capsys)
    assert files(publisher.target / "current") == before
    assert publisher.release()["serial"] == 3


def test_any_commit_can_be_named(publisher):
    """A commit that is not checked out is published as it is."""
    commit = publisher.rename(2)
    publisher.rename(3)
    assert publisher.publish("--commit", "HEAD~1") == 0
    assert publisher.release()["commit"] == commit
    assert NAMES[2].strip() in publisher.page()


def test_nothing_is_published_twice(publisher, capsys):
    """The same commit for the same day is no new release; for another day it is."""
    assert publisher.publish() == 0
    assert "nothing has changed: shown is release 2" in said(capsys)
    assert publisher.kept() == [1, 2]
    assert publisher.publish("--day", "2026-06-02") == 0
    assert (publisher.release()["serial"], publisher.release()["day"]) == (3, "2026-06-02")


def test_a_commits_date_sets_no_day_back(publisher):
    """After a release for a day, a commit that bears an earlier date is published for that day."""
    assert publisher.publish("--day", "2026-07-01") == 0
    publisher.rename(2)
    assert publisher.publish() == 0
    assert publisher.release()["day"] == "2026-07-01"


@pytest.mark.parametrize("tracked", ["output/index.html", ".quanli/templates/x.py", ".Quanli/state.sqlite", ".output.staging/changes"])
def test_commit_that_holds_state_or_output_is_refused(tracked, publisher, capsys):
    """What only a build may write is not taken from a commit."""
    put(publisher.site, **{tracked: "x"})
    publisher.git("add", "--force", tracked)
    publisher.git("commit", "--quiet", "-m", "状态")
    assert publisher.publish() == 1
    assert "error STATE_TRACKED git tracks " in said(capsys)
    assert publisher.release()["serial"] == 2
    publisher.git("rm", "--quiet", "-r", "--cached", tracked)
    publisher.git("commit", "--quiet", "-m", "去掉")
    assert publisher.publish() == 0


def test_files_lie_in_the_clean_place_as_they_were_committed(publisher, tmp_path, monkeypatch):
    """No filter, hook or conversion of the repository or the user touches what is published."""
    ran = tmp_path / "ran"
    put(publisher.site, **{".gitattributes": "*.yaml filter=evil text eol=crlf ident\n*.md working-tree-encoding=UTF-16\n"})
    publisher.git("add", ".gitattributes")
    publisher.git("commit", "--quiet", "-m", "属性")
    hooks = publisher.site / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-checkout", "reference-transaction", "pre-auto-gc"):
        (hooks / hook).write_text(f"#!/bin/sh\ntouch {ran}\n")
        (hooks / hook).chmod(0o755)
    for key, value in {"filter.evil.smudge": f"touch {ran}", "core.autocrlf": "true", "uploadpack.packObjectsHook": f"touch {ran};"}.items():
        publisher.git("config", key, value)
    (tmp_path / "home").mkdir()
    (tmp_path / "home/.gitconfig").write_text("[core]\n\tautocrlf = true\n\teol = crlf\n")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert publisher.publish() == 0
    assert not ran.exists()
    lying = publisher.place() / "site" / POWER
    assert b"\r" not in lying.read_bytes()
    assert lying.read_bytes() == subprocess.run(["git", "-C", publisher.site, "show", f"HEAD:{POWER}"], capture_output=True, check=True).stdout


@pytest.mark.parametrize("damage", ["gone", "git", "state", "output", "locked", "stray"])
def test_damaged_place_is_made_anew(damage, publisher):
    """Whatever became of the clean place, the next release is the right one."""
    place = publisher.place() / "site"
    if damage == "gone":
        shutil.rmtree(place.parent)
    elif damage == "git":
        shutil.rmtree(place / ".git/objects")
    elif damage == "state":
        (place / ".quanli/state.sqlite").write_bytes(b"x" * 5000)
    elif damage == "output":
        (place / "output/powers/YJ-XK-0001/index.html").write_text("forged")
    elif damage == "locked":
        (place / ".git/index.lock").touch()
        (place / POWER).unlink()
    else:
        put(place, **{"content/powers/xxj/XXJ-XK-0009.yaml": "code: x\n"})
    publisher.rename(2)
    assert publisher.publish() == 0
    assert NAMES[2].strip() in publisher.page()
    assert publisher.whole()
    assert not (place / "content/powers/xxj/XXJ-XK-0009.yaml").exists()


def test_shallow_clone_publishes_nothing(publisher, tmp_path, capsys):
    """A history that is cut off would make the record of changes short."""
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{publisher.site}", str(tmp_path / "shallow")], check=True)
    publisher.site = tmp_path / "shallow"
    assert publisher.publish() == 1
    assert "error PUBLISH_CUT_OFF the repository's history is cut off" in said(capsys)
    assert publisher.release()["serial"] == 2


def test_outside_git_nothing_is_published(publisher, capsys):
    """What is published is a commit."""
    shutil.rmtree(publisher.site / ".git")
    assert publisher.publish() == 1
    assert "error REVISION_UNKNOWN" in said(capsys)


def test_site_below_its_repository(publisher, tmp_path):
    """A site may lie in a folder of a larger repository."""
    there = Publisher(tmp_path / "below")
    (there.folder / "repository").mkdir(parents=True)
    Publisher(there.folder).begin()
    there.site.rename(there.folder / "repository/site")
    there.site = there.folder / "repository/site"
    (there.site / ".git").rename(there.folder / "repository/.git")
    there.commit("挪动")
    assert there.publish("--first") == 0
    assert NAMES[0].strip() in there.page()
    assert there.whole()


def test_foreign_signature_on_the_target_stops_a_release(publisher, capsys):
    """What is shown was signed by a key that is not believed: no approval can be counted from it."""
    assert publisher.run("publish", "--no-require-approval", "--key", publisher.folder / "other") == 1
    assert "error PUBLISH_UNTRUSTED what the target shows was not signed by a key of the list" in said(capsys)
    signers = publisher.folder / "signers"
    keys = [(publisher.folder / f"{name}.pub").read_text() for name in ("key", "other")]
    signers.write_text("".join(f"{name} {key}" for name, key in zip(("old", "new"), keys, strict=True)))
    publisher.rename(2)
    assert publisher.run("publish", "--no-require-approval", "--key", publisher.folder / "other", "--signers", signers) == 0
    assert publisher.run("verify", "--signers", signers) == 0


def test_record_that_was_altered_stops_a_release(publisher, capsys):
    """A record that names another commit is no longer signed."""
    record = publisher.target / "current/release.json"
    record.write_text(record.read_text().replace('"serial": 2', '"serial": 9'))
    assert publisher.publish() == 1
    assert "error PUBLISH_UNTRUSTED" in said(capsys)


def test_another_site_is_not_published_over_this_one(publisher, capsys):
    """A target belongs to the site that began it, unless it is said that the site is renamed."""
    edit(publisher.site, "content/site.yaml", "https://example.gov.cn", "https://other.gov.cn")
    publisher.commit("改名")
    assert publisher.publish() == 1
    assert "error PUBLISH_OTHER_SITE the target shows another site: 某某县权力事项公开 https://example.gov.cn" in said(capsys)
    assert publisher.publish("--renamed") == 0


def test_older_commit_is_no_release_but_a_rollback(publisher, capsys):
    """Where approvals are asked for, what is published comes after what is shown."""
    assert publisher.run("publish", "--commit", "HEAD~1") == 1
    assert "error PUBLISH_UNRELATED" in said(capsys)
    assert publisher.release()["serial"] == 2


def test_folder_of_others_is_no_target(publisher, capsys):
    """What somebody else keeps in a folder is not mixed with releases."""
    publisher.target = publisher.folder / "letters"
    put(publisher.target, **{"letter.txt": "x"})
    assert publisher.publish("--first") == 1
    assert "error TARGET_FOREIGN this folder is not empty, and no folder of releases" in said(capsys)
    assert [path.name for path in publisher.target.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("lost", ["current", "changed", "record"])
def test_target_of_which_it_cannot_be_told_what_is_shown_is_left_alone(lost, publisher, capsys):
    """Nothing is cleared away, and it is said how to mend it."""
    if lost == "record":
        (publisher.target / "current/release.json").unlink()
    else:
        (publisher.target / "current").unlink()
    if lost == "changed":
        (publisher.target / "current").symlink_to("/etc")
    assert publisher.publish() == 1
    assert "error TARGET_DAMAGED it cannot be told which release is shown" in said(capsys)
    assert publisher.kept() == [1, 2]


def test_key_is_needed(publisher, capsys, monkeypatch):
    """Without a key, or with a file that is none, it is said how to make one; a variable may name it."""
    words = ["publish", str(publisher.target), "--site", str(publisher.site), "--lang", "en", "--no-require-approval", "--quiet"]
    assert main(words) == 1
    assert "error RELEASE_KEY" in said(capsys)
    assert main([*words, "--key", str(publisher.site / POWER)]) == 1
    assert "error RELEASE_KEY" in said(capsys)
    monkeypatch.setenv("QUANLI_RELEASE_KEY", str(publisher.key))
    assert main(words) == 0


def test_assets_of_the_release_before_stay_for_one_release(publisher):
    """A page that is open still finds its style sheet after the next release, not after the one after that."""
    shutil.copytree(theme_folder(publisher.site), publisher.site / "theme", dirs_exist_ok=True)

    def styled(colour: str) -> set[str]:
        put(publisher.site, **{"theme/static/css/site.css": f"body {{ color: {colour} }}\n", "theme/static/css/order.txt": "site.css\n"})
        publisher.commit(colour)
        assert publisher.publish() == 0
        return {path.name for path in (publisher.target / "current/static/css").glob("site.*.css")}

    first, second, third = map(styled, ("red", "green", "blue"))
    assert len(first & second) == 1
    assert not first & third
    assert [file[0] for file in publisher.release()["kept"] if "/site." in file[0]] == [f"static/css/{name}" for name in second & third]
    assert publisher.whole()


def test_releases_are_pruned_and_their_trees_used_again(publisher):
    """So many are kept as were asked for, with the one before; a tree that is used again holds the new release to the byte."""
    for number in range(4):
        publisher.rename((number + 2) % 4, (number + 1) % 4)
        assert publisher.publish("--keep", "2") == 0
        assert len(publisher.kept()) <= 3
        assert files(publisher.target / "current") == files(publisher.place() / "site/output")
        assert publisher.whole()
    assert publisher.kept() == [5, 6]
    assert (publisher.target / ".spare").is_dir()
    assert max(path.name for path in (publisher.target / "records").iterdir()) == "6.json.sig"


def test_a_kept_release_is_never_touched(publisher):
    """Releases share files by links, and none of a kept one changes when others come and go."""
    second = next((publisher.target / "releases").glob("2-*"))
    before = files(second)
    for number in range(3):
        publisher.rename((number + 2) % 4, (number + 1) % 4)
        assert publisher.publish("--keep", "4") == 0
    assert files(second) == before
    current, page = publisher.target / "current", "powers/YJ-XK-0001/index.html"
    assert (current / "404.html").samefile(second / "404.html")
    assert not (current / page).samefile(second / page)


def test_one_change_costs_its_files(publisher, monkeypatch):
    """Of a site with one change only the files that changed are read from what was built."""
    import quanli.publish.tree as tree

    read: list[str] = []
    checked = tree.checked
    monkeypatch.setattr(tree, "checked", lambda output, file: read.append(file.path) or checked(output, file))
    before = files(publisher.target / "current")
    publisher.rename(2)
    assert publisher.publish() == 0
    after = files(publisher.target / "current")
    changed = {path for path, data in after.items() if before.get(path) != data}
    assert set(read) == changed and len(read) == len(changed)
    assert 5 < len(changed) < len(after) / 3 and len(after) > 200


def test_second_publisher_is_told_who_holds_the_target(publisher, capsys):
    """He ends with 75 and the holder's process, machine and time; the first is not disturbed."""
    publisher.rename(2)
    with FolderTarget(str(publisher.target), publisher.target).lock():
        assert publisher.publish() == 75
        assert f"somebody else is publishing here: process {os.getpid()} on " in said(capsys)
        assert publisher.run("rollback") == 75
    assert publisher.publish() == 0


def test_every_file_can_be_written_anew(publisher):
    """What was altered in the target is made good with --anew, also where nothing else has changed."""
    page = publisher.target / "current/powers/YJ-XK-0001/index.html"
    page.write_text("forged")
    assert not publisher.whole()
    assert publisher.publish() == 0
    assert not publisher.whole()
    assert publisher.publish("--anew") == 0
    assert publisher.whole()
    assert NAMES[1].strip() in publisher.page()
