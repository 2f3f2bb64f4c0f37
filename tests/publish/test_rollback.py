"""An earlier release is shown once more, as a release of its own; what was taken back does not come back by itself."""

import hashlib
import shutil

import pytest

from publish.published import NAMES, files
from sites import put


def test_release_before_is_shown_again(publisher):
    """The same pages to the byte, under a new number, signed, with a word of what it goes back to and what it takes back."""
    first = next((publisher.target / "releases").glob("1-*"))
    wanted, taken_back, before = files(first), publisher.release(), (publisher.target / "current/release.json").read_bytes()
    assert publisher.run("rollback") == 0
    assert files(publisher.target / "current") == wanted
    release = publisher.release()
    assert (release["serial"], release["rollback_of"], release["withdrawn"]) == (3, 1, taken_back["commit"])
    assert release["previous"] == hashlib.sha256(before).hexdigest()
    assert publisher.whole()


def test_going_back_twice_goes_back_further(publisher):
    """The release before is that before what is shown again, not what was taken back."""
    publisher.rename(2)
    assert publisher.publish() == 0
    assert publisher.run("rollback") == 0
    assert NAMES[1].strip() in publisher.page()
    assert publisher.run("rollback") == 0
    assert NAMES[0].strip() in publisher.page()
    assert publisher.release()["withdrawn"] == publisher.git("rev-parse", "HEAD")
    assert publisher.whole()


def test_any_kept_release_can_be_named(publisher):
    """Forward, too: then nothing is taken back any more."""
    assert publisher.run("rollback") == 0
    assert publisher.run("rollback", "--to", "2") == 0
    assert (publisher.release()["serial"], publisher.release()["rollback_of"], publisher.release()["withdrawn"]) == (4, 2, "")
    assert NAMES[1].strip() in publisher.page()
    assert publisher.publish() == 0
    assert publisher.release()["serial"] == 4


@pytest.mark.parametrize("to", ["7", "2"])
def test_only_a_kept_release_can_be_shown(to, publisher, capsys):
    """A number that is not kept, or is that of what is shown, is told with those that are."""
    assert publisher.run("rollback", "--to", to) == 1
    assert f"error ROLLBACK_NOTHING there is no release {to} to go back to; kept are: 1\n" in capsys.readouterr().err
    assert publisher.release()["serial"] == 2


def test_what_was_taken_back_is_not_published_by_itself(publisher, capsys):
    """The pipeline of the next day does not undo a rollback; a commit that mends it goes live, and so does what is meant."""
    assert publisher.run("rollback") == 0
    assert publisher.publish("--day", "2026-06-02") == 1
    said = capsys.readouterr().err
    assert "error PUBLISH_WITHDRAWN commit " in said
    assert "was taken back by release 3, and is not shown again as it is" in said
    assert publisher.publish("--day", "2026-06-02", "--commit", "HEAD~1") == 0
    assert (publisher.release()["serial"], publisher.release()["withdrawn"]) == (4, publisher.git("rev-parse", "HEAD"))
    assert publisher.publish() == 1
    publisher.rename(2)
    assert publisher.publish() == 0
    assert publisher.release()["withdrawn"] == ""
    assert NAMES[2].strip() in publisher.page()
    assert publisher.whole()


def test_what_was_taken_back_can_be_shown_again_on_purpose(publisher):
    """Only a named flag does it."""
    assert publisher.run("rollback") == 0
    assert publisher.publish("--again") == 0
    assert NAMES[1].strip() in publisher.page()


def test_altered_release_is_not_shown_again(publisher, capsys):
    """A kept release whose record or list of digests is not what was signed stays where it is."""
    first = next((publisher.target / "releases").glob("1-*"))
    record = (first / "release.json").read_text()
    (first / "release.json").write_text(record.replace("2026-06-01", "2026-06-03"))
    assert publisher.run("rollback") == 1
    assert "error PUBLISH_UNTRUSTED" in capsys.readouterr().err
    (first / "release.json").write_text(record)
    shutil.copy(publisher.target / "current/digests.json", first / "digests.json")
    assert publisher.run("rollback") == 1
    assert "error PUBLISH_MIXED" in capsys.readouterr().err
    assert publisher.release()["serial"] == 2


def test_approvals_are_asked_for_from_what_is_shown(publisher):
    """After going back, what came since the release that is shown again must be approved, also what was taken back."""
    import quanli.cli.publish as publishing

    asked: list[tuple[str, str]] = []
    publisher.git("checkout", "--quiet", "HEAD")
    assert publisher.run("rollback") == 0
    head = publisher.rename(2)

    def admitted(root, released, commit, approvals):
        asked.append((released, commit))
        return ()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "_not_admitted", admitted)
        assert publisher.run("publish") == 0
    assert asked == [(publisher.git("rev-parse", "HEAD~2"), head)]
    release = publisher.release()
    assert (release["approval"], release["baseline"]) == ("required", asked[0][0])


def test_assets_of_what_was_taken_back_stay(publisher):
    """A page that is still open finds its style after a rollback."""
    from quanli.config.theme import theme_folder

    shutil.copytree(theme_folder(publisher.site), publisher.site / "theme", dirs_exist_ok=True)
    put(publisher.site, **{"theme/static/css/site.css": "body { color: red }\n", "theme/static/css/order.txt": "site.css\n"})
    publisher.commit("红")
    assert publisher.publish() == 0
    style = {path.name for path in (publisher.target / "current/static/css").glob("site.*.css")}
    assert publisher.run("rollback") == 0
    assert style <= {path.name for path in (publisher.target / "current/static/css").glob("site.*.css")}
    assert publisher.whole()
