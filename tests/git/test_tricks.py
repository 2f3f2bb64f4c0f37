"""Tricks planted in real repositories: no program is run that a repository or a shell names, and what git says stays the same.

Each trick is laid into a copy of one site. Then everything that asks git is run: ``check``, ``build``, a build after an edit,
``history``, ``review`` and ``propose``. A program that is run leaves a marker.
"""

import os
import re
import shutil
import subprocess

import pytest

from quanli.cli import main
from sites import POWER, edit, make_site

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
SAID = "Change-Reason: 提速\nLegal-Basis: 行政许可法第四十二条\n"
WHEN = "2026-03-02T10:00:00+08:00"
OFFICE = "content/offices/xxj.yaml"
SIGNED = b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n"
HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-index-change", "reference-transaction", "post-rewrite", "fsmonitor-watchman")
ATTRIBUTES = "* filter=evil diff=evil merge=evil\n*.md filter=a=b\n"


class Planted:
    """A site in its repository, and a program that leaves a marker when it is run."""

    def __init__(self, folder, site):
        self.folder, self.site, self.marker = folder, site, folder / "marker"
        self.variables = {}

    @property
    def surroundings(self):
        return {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.endswith("_DATE")}

    @property
    def evil(self):
        program = self.folder / "evil"
        program.write_text(f'#!/bin/sh\necho "$0 $*" >>{self.marker}\nexec cat\n')
        program.chmod(0o755)
        return str(program)

    def git(self, *arguments, data=None):
        done = subprocess.run(["git", "-C", self.site, "-c", "core.fsmonitor=false", *arguments], input=data, capture_output=True, check=True, env=self.surroundings)
        return done.stdout.decode().strip()

    def set(self, **settings):
        """Write settings of the repository; two underscores stand for a dot, EVIL for the program."""
        for key, value in settings.items():
            self.git("config", key.replace("__", "."), value.replace("EVIL", self.evil))
        return self

    def variable(self, **values):
        """Set variables of the shell."""
        self.variables |= {key: value.replace("EVIL", self.evil).replace("MARKER", str(self.marker)) for key, value in values.items()}
        return self

    def write(self, name, text, mode=0o644):
        path = self.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("EVIL", self.evil))
        path.chmod(mode)
        return self

    def hooks(self, folder):
        for name in HOOKS:
            self.write(f"{folder}/{name}", "#!/bin/sh\nEVIL\n", 0o755)
        return self


def commit(planted, message, *signature):
    planted.git("add", "--all")
    planted.git("commit", "--quiet", "--allow-empty", "-m", message)
    if signature:
        head, _, rest = subprocess.run(
            ["git", "-C", planted.site, "cat-file", "commit", "HEAD"], capture_output=True, check=True
        ).stdout.partition(b"\n\n")
        made = planted.git("hash-object", "-t", "commit", "-w", "--stdin", data=head + b"\n" + signature[0] + b"\n" + rest)
        planted.git("update-ref", "HEAD", made)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """Make the site without a trick: three commits, the last one signed, a branch with a change, an edit that is not committed."""
    folder = tmp_path_factory.mktemp("plain")
    with pytest.MonkeyPatch.context() as patch:
        surround(patch, folder, {})
        planted = Planted(folder, make_site(folder, **{".gitattributes": ATTRIBUTES}))
        planted.git("init", "--quiet", "--initial-branch=main")
        commit(planted, "开始")
        edit(planted.site, POWER, "amount: 10,", "amount: 11,")
        commit(planted, f"提速\n\n{SAID}")
        planted.git("checkout", "--quiet", "-b", "change")
        edit(planted.site, POWER, "amount: 11,", "amount: 12,")
        commit(planted, f"再提速\n\n{SAID}")
        planted.git("checkout", "--quiet", "main")
        commit(planted, "签名", SIGNED)
        edit(planted.site, POWER, "amount: 11,", "amount: 13,")
    return folder


def surround(patch, folder, variables):
    """Set what a shell holds: a home with the user's own settings, and a trick's variables."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    (home / ".gitconfig").write_text("[user]\nname = clerk\nemail = clerk@internal.example\n")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        patch.delenv(name)
    for name, value in {"HOME": str(home), "GIT_AUTHOR_DATE": WHEN, "GIT_COMMITTER_DATE": WHEN, **variables}.items():
        patch.setenv(name, value)


def everything(planted, capsys):
    """Run everything that asks git; give what is said and made, without the place where it lies."""
    site, found = planted.site, []

    def run(*words):
        capsys.readouterr()
        status = main([*words, "--site", str(site), "--lang", "en"])
        said = capsys.readouterr()
        text = re.sub(r"\d+(\.\d+)? ?(m?s)\b", "", said.out + said.err)
        found.append((words, status, text.replace(str(planted.folder), "")))

    def made():
        output = site / "output"
        return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}

    for path in (site / "content").rglob("*.yaml"):
        os.utime(path, ns=(1, 1))
    run("check", "--jobs", "1")
    run("build", "--quiet", "--jobs", "1")
    first = made()
    run("history", "YJ-XK-0001")
    run("review", "main", "change")
    edit(site, OFFICE, "name: ", "name: 新")
    run("build", "--quiet", "--jobs", "1")
    second = made()
    run("propose", "--reason", "甲", "--legal-basis", "乙", "--effective-on", "2026-05-01", "--proposed-by", "丙")
    made_commit = subprocess.run(["git", "-C", site, "cat-file", "commit", "HEAD"], capture_output=True, check=False, env=CLEAN)
    return {"said": found, "first": first, "second": second, "commit": made_commit.stdout}


def attributes(text):
    return lambda at: at.write(".git/info/attributes", text)


def settings(**named):
    return lambda at: at.set(**named)


def variables(**named):
    return lambda at: at.variable(**named)


def promised(at):
    """Lose a blob that a remote promises to give, at a price."""
    lost = at.git("rev-parse", f"main~2:{POWER}")
    shutil.rmtree(at.site / ".git/objects/pack", ignore_errors=True)
    (at.site / ".git/objects" / lost[:2] / lost[2:]).unlink()
    at.set(core__repositoryFormatVersion="1", extensions__partialClone="origin", remote__origin__promisor="true")


def promised_by(**named):
    return lambda at: (promised(at), at.set(**named))


def buried(at):
    """Lay the files of a bare repository openly into the site's folder, as anyone can commit them; the site's own lies above."""
    at.set(core__fsmonitor="EVIL", core__bare="false", core__worktree=str(at.site))
    for path in (at.site / ".git").iterdir():
        path.rename(at.site / path.name)
    (at.site / ".git").rmdir()
    subprocess.run(["git", "init", "--quiet", at.folder], check=True)


def elsewhere(at):
    (at.site / ".git").rename(at.folder / "elsewhere")
    at.write(".git", f"gitdir: {at.folder}/elsewhere\n").set(core__fsmonitor="EVIL", filter__evil__clean="EVIL", filter__evil__process="EVIL")


def in_working_tree_settings(at):
    at.set(extensions__worktreeConfig="true").git("config", "--worktree", "filter.evil.clean", at.evil)


def above(at):
    """Break the site's own repository but for its settings, so that git might go on to one above that names a program."""
    subprocess.run(["git", "init", "--quiet", at.folder], check=True)
    subprocess.run(["git", "-C", at.folder, "add", "site/content"], check=False)
    (at.site / ".git").rename(at.folder / "moved")
    shutil.rmtree(at.folder / ".git")
    (at.folder / "moved").rename(at.folder / ".git")
    at.write(".git/config", "[core]\n")
    for setting in ("filter.evil.clean", "core.fsmonitor"):
        subprocess.run(["git", "-C", at.folder, "config", setting, at.evil], check=True)


def nested(at):
    """Put a repository with settings of its own under the content."""
    inner = at.site / "content/powers/inner"
    subprocess.run(["git", "init", "--quiet", inner], check=True)
    (inner / "x").write_text("x")
    subprocess.run(["git", "-C", inner, "add", "--all"], check=True)
    subprocess.run(["git", "-C", inner, "commit", "--quiet", "-m", "x"], check=True)
    at.git("add", "content/powers/inner")
    (inner / "x").write_text("y")
    (inner / ".git/info/attributes").write_text("* filter=evil\n")
    for setting in ("core.fsmonitor", "filter.evil.clean", "filter.evil.process"):
        subprocess.run(["git", "-C", inner, "config", setting, at.evil], check=True)


def other_repository(at):
    """Make another repository for variables to point to."""
    other = at.folder / "other"
    subprocess.run(["git", "init", "--quiet", other], check=True)
    subprocess.run(["git", "-C", other, "config", "core.fsmonitor", at.evil], check=True)
    subprocess.run(["git", "-C", other, "commit", "--quiet", "--allow-empty", "-m", "x"], check=True)
    return other


ALIKE = {
    "a file monitor": settings(core__fsmonitor="EVIL"),
    "a file monitor of another version": settings(core__fsmonitor="EVIL", core__fsmonitorHookVersion="1"),
    "hooks": lambda at: at.hooks(".git/hooks"),
    "hooks among the files": lambda at: at.hooks(".git/x").set(core__hooksPath=".git/x"),
    "a clean filter": settings(filter__evil__clean="EVIL"),
    "a smudge filter": settings(filter__evil__smudge="EVIL"),
    "a filter process": settings(filter__evil__process="EVIL"),
    "a filter that must not fail": settings(filter__evil__clean="EVIL", filter__evil__required="true"),
    "a filter with a sign in its name": lambda at: at.write(".git/info/attributes", "* filter=a=b\n").git("config", "filter.a=b.clean", at.evil),
    "a filter in capitals": lambda at: (at.write(".git/info/attributes", "* filter=EvIl\n"), at.git("config", "FILTER.EvIl.CLEAN", at.evil)),
    "a filter of bytes": lambda at: (
        (at.site / ".git/info/attributes").write_bytes(b"* filter=\xff\n"), at.git("config", b"filter.\xff.clean", at.evil)
    ),
    "a filter that is included": lambda at: at.write(".git/x", '[filter "evil"]\nclean = EVIL\n').set(include__path="x"),
    "a filter that is included on a condition": lambda at: (
        at.write(".git/x", '[filter "evil"]\nclean = EVIL\n'), at.git("config", "includeIf.onbranch:**.path", "x")
    ),
    "a filter of a working tree": in_working_tree_settings,
    "a text conversion": settings(diff__evil__textconv="EVIL"),
    "a program that compares": settings(diff__external="EVIL", diff__evil__command="EVIL"),
    "a program that merges": settings(merge__evil__driver="EVIL"),
    "a pager": settings(core__pager="EVIL", pager__log="EVIL", pager__status="EVIL", **{"pager__diff-tree": "EVIL"}),
    "an alias": settings(alias__status="!EVIL", **{"alias__rev-parse": "!EVIL"}, alias__log="!EVIL"),
    "an editor": settings(core__editor="EVIL", sequence__editor="EVIL", commit__verbose="true", commit__template="x"),
    "a check of signatures": settings(log__showSignature="true", gpg__program="EVIL"),
    "a check of signatures by its long name": settings(log__showSignature="true", gpg__openpgp__program="EVIL"),
    "ways of fetching": settings(core__sshCommand="EVIL", core__gitProxy="EVIL", core__askPass="EVIL", credential__helper="EVIL", core__alternateRefsCommand="EVIL"),
    "a replaced blob": lambda at: at.git("replace", at.git("rev-parse", f"main~2:{POWER}"), at.git("rev-parse", f"main~1:{POWER}")),
    "a replaced commit": lambda at: at.git("replace", at.git("rev-parse", "main~1"), at.git("rev-parse", "main~2")),
    "a graft": lambda at: at.write(".git/info/grafts", at.git("rev-parse", "main") + "\n"),
    "a .git file": elsewhere,
    "a mail map": lambda at: at.write(".mailmap", "X <x@x> <clerk@internal.example>\n").set(log__mailmap="true"),
    "following": settings(log__follow="true"),
    "another encoding": settings(i18n__logOutputEncoding="GB18030", i18n__commitEncoding="GB18030"),
    "comments in messages": settings(commit__cleanup="strip", core__commentChar="-"),
    "ways of printing": settings(
        status__showUntrackedFiles="no", status__renames="copies", status__short="true", diff__renames="copies", grep__lineNumber="true",
        grep__column="true", grep__fullName="true", grep__patternType="perl", column__ui="always", color__ui="always",
        core__quotePath="true", core__abbrev="4", log__date="human", format__pretty="fuller", log__diffMerges="combined",
        log__decorate="full", log__showRoot="false", diff__ignoreSubmodules="none", diff__relative="true", diff__noprefix="true",
        trailer__separators="%", notes__displayRef="*", diff__algorithm="patience",
    ),
    "an order of files": lambda at: at.write(".git/order", "content/site.yaml\n").set(diff__orderFile=".git/order"),
    "an order of files that is not there": settings(diff__orderFile="nowhere"),
    "files that are thought unchanged": lambda at: at.git("update-index", "--assume-unchanged", OFFICE),
    "files that are not looked at": settings(core__checkStat="minimal", core__trustctime="false", core__ignoreStat="true"),
    "files that are ignored": lambda at: at.write(".git/x", "*.yaml\n").set(core__excludesFile=".git/x"),
    "names of any case": settings(core__ignoreCase="true", core__precomposeUnicode="true"),
    "ends of lines": attributes("*.yaml text eol=lf export-subst ident\n"),
    "a nested repository of the shell": lambda at: at.variable(GIT_DIR=str(other_repository(at) / ".git")),
    "a working tree of the shell": lambda at: at.variable(GIT_WORK_TREE=str(other_repository(at))),
    "an index of the shell": variables(GIT_INDEX_FILE="MARKER.index"),
    "objects of the shell": variables(GIT_OBJECT_DIRECTORY="MARKER.objects"),
    "settings of the shell": variables(GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="core.fsmonitor", GIT_CONFIG_VALUE_0="EVIL"),
    "settings of the shell as git passes them on": variables(GIT_CONFIG_PARAMETERS="'core.fsmonitor'='EVIL'"),
    "a file of settings of the shell": lambda at: at.write(".git/x", "[core]\nfsmonitor = EVIL\n").variable(GIT_CONFIG_GLOBAL=str(at.site / ".git/x")),
    "programs of the shell": variables(GIT_EXTERNAL_DIFF="EVIL", GIT_SSH_COMMAND="EVIL", GIT_PAGER="EVIL", GIT_EDITOR="EVIL", GIT_ASKPASS="EVIL", GIT_PROXY_COMMAND="EVIL"),
    "git's own programs of the shell": lambda at: at.variable(GIT_EXEC_PATH=str(at.folder)),
    "a trace": variables(GIT_TRACE="MARKER", GIT_TRACE2_EVENT="MARKER"),
    "a depth of the shell": lambda at: at.write(".git/cut", at.git("rev-parse", "main") + "\n").variable(GIT_SHALLOW_FILE=str(at.site / ".git/cut")),
    "paths of the shell": variables(GIT_ICASE_PATHSPECS="1", GIT_NAMESPACE="x", GIT_DEFAULT_HASH="sha256", GIT_PREFIX="content/"),
    "words of the shell": variables(LC_ALL="zh_CN.GB18030", LANGUAGE="zh_CN"),
}
"""After these all is as without them."""

UNLIKE = {
    "files passed over": lambda at: at.git("update-index", "--skip-worktree", OFFICE),
    "a repository among the files": buried,
    "a broken repository below another": above,
    "a repository under the content": nested,
    "another working tree": lambda at: at.set(core__worktree=str(at.folder), core__fsmonitor="EVIL", filter__evil__clean="EVIL"),
    "another encoding of the files": attributes("*.yaml working-tree-encoding=UTF-16 filter=evil\n"),
    "a program that signs": settings(commit__gpgSign="true", gpg__program="EVIL"),
    "a program that signs by its long name": settings(commit__gpgSign="true", gpg__openpgp__program="EVIL"),
    "a program that signs with certificates": settings(commit__gpgSign="true", gpg__format="x509", gpg__x509__program="EVIL"),
    "a program that signs over SSH": settings(commit__gpgSign="true", gpg__format="ssh", gpg__ssh__program="EVIL", user__signingKey="key::x"),
    "a program that names a key": settings(commit__gpgSign="true", gpg__format="ssh", gpg__ssh__defaultKeyCommand="EVIL"),
    "a promise over any program": promised_by(remote__origin__url="ext::EVIL", protocol__allow="always", protocol__ext__allow="always"),
    "a promise over SSH": promised_by(remote__origin__url="ssh://example.invalid/x", core__sshCommand="EVIL", protocol__ssh__allow="always"),
    "a promise of a folder": promised_by(remote__origin__url="file:///", remote__origin__uploadpack="EVIL", protocol__file__allow="always"),
}
"""These make a difference, and start nothing."""


@pytest.fixture(scope="module")
def usual(plain, tmp_path_factory):
    """Tell what is said and made without a trick."""
    return lambda capsys, patch: tell(plain, tmp_path_factory.mktemp("usual"), lambda _: None, capsys, patch)


def tell(plain, folder, plant, capsys, patch):
    """Plant a trick in a copy of the site, and run everything; give the copy and what was found."""
    copy = folder / "copy"
    shutil.copytree(plain, copy, symlinks=True)
    planted = Planted(copy, copy / "site")
    surround(patch, copy, {})
    plant(planted)
    planted.marker.unlink(missing_ok=True)
    surround(patch, copy, planted.variables)
    return planted, everything(planted, capsys)


@pytest.fixture(scope="module")
def known():
    """Keep what was found without a trick, so that it is found once."""
    return {}


@pytest.mark.parametrize("trick", ALIKE)
def test_a_trick_changes_nothing(trick, plain, usual, known, tmp_path, capsys, monkeypatch):
    """Nothing is run, and what is said, made and committed is what it is without the trick."""
    if not known:
        known |= usual(capsys, monkeypatch)[1]
    planted, found = tell(plain, tmp_path, ALIKE[trick], capsys, monkeypatch)
    assert not planted.marker.exists(), planted.marker.read_text()
    assert known["first"] != known["second"]
    for part in known:
        assert found[part] == known[part], part


@pytest.mark.parametrize("trick", UNLIKE)
def test_a_trick_starts_nothing(trick, plain, tmp_path, capsys, monkeypatch):
    """What cannot be read as usual is read in part or refused; nothing is run for it."""
    planted, found = tell(plain, tmp_path, UNLIKE[trick], capsys, monkeypatch)
    assert not planted.marker.exists(), planted.marker.read_text()
    assert [status for _, status, _ in found["said"]].count(0) < 7 or found["first"]
