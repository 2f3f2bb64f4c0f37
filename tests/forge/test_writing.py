"""``quanli forge`` writes files into folders that others write into too."""

import pytest

from forge.forges import ACCOUNTS, written
from quanli.cli import main
from quanli.forge.outputs import KINDS
from sites import make_site, put

SEEN = [kind for kind in KINDS if kind != "hook"]


def forge(site, kind, *more):
    return main(["forge", kind, str(site), "--site", str(site), "--lang", "en", *more])


@pytest.mark.parametrize("kind", SEEN)
def test_says_what_it_wrote_and_writes_the_same_bytes_each_time(tmp_path, capsys, kind):
    """Every file is named; a second run, also from another copy of the site, changes no byte and says so."""
    first, second = (written(make_site(tmp_path / name), kind) for name in ("one", "two"))
    assert first == second and set(first) == {one.path for one in KINDS[kind].outputs if not one.asks}
    said = capsys.readouterr().err
    assert all(f"written: {path}\n" in said for path in first)
    assert forge(tmp_path / "one/site", kind) == 0
    said = capsys.readouterr().err
    assert all(f"unchanged: {path}\n" in said for path in first)


def test_file_of_others_stays(tmp_path, capsys):
    """A file that it did not write is refused by name, and then none is written; --force writes over it."""
    site = make_site(tmp_path, **{".github/CODEOWNERS": "* @us\n"})
    assert forge(site, "github") == 1
    assert "not written by this program: .github/CODEOWNERS" in capsys.readouterr().err
    assert [path.name for path in (site / ".github").rglob("*")] == ["CODEOWNERS"]
    assert forge(site, "github", "--force") == 0
    assert "written over: .github/CODEOWNERS" in capsys.readouterr().err
    assert "@us" not in (site / ".github/CODEOWNERS").read_text()


def test_own_file_is_renewed_unless_a_hand_changed_it(tmp_path, capsys):
    """When the settings change, its own files follow; a line added by hand is not lost."""
    site = make_site(tmp_path)
    written(site, "github")
    with (site / "content/site.yaml").open("a") as settings:
        settings.write(ACCOUNTS)
    capsys.readouterr()
    assert forge(site, "github") == 0
    assert "renewed: .github/CODEOWNERS" in capsys.readouterr().err
    with (site / ".github/quanli.txt").open("a") as tool:
        tool.write("more==1\n")
    assert forge(site, "github") == 1
    assert "changed by hand: .github/quanli.txt" in capsys.readouterr().err
    assert "more==1" in (site / ".github/quanli.txt").read_text()


@pytest.mark.parametrize("into", ["file", "folder"])
def test_link_leads_nowhere(tmp_path, into):
    """Neither a link in a file's place nor one on the way to it is followed."""
    site = make_site(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    if into == "folder":
        (site / ".github").symlink_to(tmp_path / "elsewhere")
    else:
        (site / ".github").mkdir()
        (site / ".github/CODEOWNERS").symlink_to(tmp_path / "elsewhere/owners")
    assert forge(site, "github") == 1
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize(
    ("kind", "more", "word"),
    [
        ("github", ["--branch", "main; rm -rf /"], "branch"),
        ("github", ["--tool", "quanli\n--index-url"], "one line"),
        ("nginx", ["--root", "/srv/a;b"], "folder"),
        ("nginx", ["--root", "../a"], "folder"),
        ("hook", [], "no bare repository"),
    ],
)
def test_what_cannot_stand_in_a_script_is_refused(tmp_path, capsys, kind, more, word):
    """A branch, folder or requirement that would be read as something else writes nothing."""
    site = make_site(tmp_path)
    assert forge(site, kind, *more) == 2
    assert word in capsys.readouterr().err


@pytest.mark.parametrize("portal", ["https://a.example.gov.cn/path", "https://a.example.gov.cn; script-src *", "https://*"])
def test_portal_is_an_origin(tmp_path, capsys, portal):
    """What would say more in a policy than an origin is refused with the line of the settings."""
    site = make_site(tmp_path)
    with (site / "content/site.yaml").open("a") as settings:
        settings.write(f'portals: ["{portal}"]\n')
    assert forge(site, "nginx") == 1
    assert "PORTAL_NO_ORIGIN" in capsys.readouterr().err


def test_no_file_names_a_machine(tmp_path):
    """No registry and no path of this machine stands in any file."""
    site = make_site(tmp_path)
    texts = [text for kind in SEEN for text in written(site, kind).values()]
    assert not [word for word in (str(tmp_path), "/work", "index-url", "pypi", "://") for text in texts if word in text.replace("ssh://user@host", "").replace("s3://bucket", "")]


def test_accounts_of_the_settings_own_the_files(tmp_path):
    """Each forge's list of owners names, in its own form, the accounts that the settings name for the chain of each file."""
    site = make_site(tmp_path)
    with (site / "content/site.yaml").open("a") as settings:
        settings.write(ACCOUNTS)
    github = written(site, "github")[".github/CODEOWNERS"].splitlines()
    assert "/content/powers/xxj/ @xiaowang @fazhi @bureau/leaders" in github
    assert "/.github/ @fazhi @bureau/leaders" in github and "/theme/ @fazhi @bureau/leaders" in github
    assert "/content/approvals/" in github
    gitlab = written(site, "gitlab")[".gitlab/CODEOWNERS"]
    sections = dict(part.split("]", 1) for part in gitlab.split("\n[")[1:])
    assert "/content/powers/xxj/ @xiaowang\n" in sections["部门提出"] and "/content/powers/xxj/ @fazhi\n" in sections["法制机构审核"]
    assert "xiaowang" not in sections["法制机构审核"] and "政府法制机构审定" not in sections
    gitea = written(site, "gitea")[".gitea/CODEOWNERS"].splitlines()
    assert r"content/powers/xxj/.* @xiaowang @fazhi @bureau/leaders" in gitea and r"\.gitea/.* @fazhi @bureau/leaders" in gitea
    assert "#   determined-by@xxj" in github and "#   determined-by@xxj" in gitea


def test_template_asks_what_the_procedure_asks(tmp_path):
    """The template of a pull request asks for every statement that the procedure knows, and names the roles in order."""
    from quanli.approval.statement import STATEMENTS
    from quanli.history.founding import ROLES

    text = written(make_site(tmp_path), "github")[".github/PULL_REQUEST_TEMPLATE.md"]
    assert all(f"{term.zh}（{key}）：" in text for key, term in STATEMENTS.items())
    assert [text.index(f". {term.zh}") for term in ROLES.values()] == sorted(text.index(f". {term.zh}") for term in ROLES.values())


def test_bare_repository_gets_hooks_that_run(tmp_path):
    """Hooks are written into the repository's own folder, and may be run."""
    from forge.forges import Forge

    forge_ = Forge(tmp_path)
    assert main(["forge", "hook", str(forge_.origin), "--site", str(forge_.site), "--lang", "en"]) == 0
    assert {path.name for path in (forge_.origin / "hooks").iterdir() if path.stat().st_mode & 0o111 and path.suffix != ".sample"} >= {"pre-receive", "post-receive", "quanli-publish"}


def test_settings_that_cannot_be_read_write_nothing(tmp_path, capsys):
    """A procedure that cannot be understood is told as check tells it."""
    site = put(make_site(tmp_path), **{"content/site.yaml": "name: 某\nbody: 某\nprocedure: {chains: {nonsense: {}}}\n"})
    assert forge(site, "github") == 1
    assert "PROCEDURE_INVALID" in capsys.readouterr().err and not (site / ".github").exists()
