"""The written pipelines run for real: their scripts by a shell, GitLab's by gitlab-ci-local, in a clone of a real repository."""

import shutil
import subprocess

import pytest

from conftest import ROOT
from forge.api import api
from forge.forges import CLEAN, Forge, machine
from forge.office import LIMIT, STEPS, Office
from forge.runner import Runner, StepFailedError
from sites import POWER, edit

CI_LOCAL = ROOT / "node_modules/.bin/gitlab-ci-local"
DAYS = ("amount: 20", "amount: 15")
BAD_THEME = "{% for one in range(10) %}x"


@pytest.fixture(scope="module")
def wheels(installed) -> dict[str, str]:
    """Give the environment of a runner to which this program was released."""
    return machine(installed.parent / "wheels")


def workflow(forge: Forge, kind: str, name: str) -> str:
    return (forge.site / f".{kind}/workflows/quanli-{name}.yml").read_text(encoding="utf-8")


def runner(forge: Forge, name: str, environment: dict[str, str], ref: str, **expressions: str) -> Runner:
    known = {"github.ref": ref, "github.token": "token-of-the-run", **{key.replace("__", "."): value for key, value in expressions.items()}}
    return Runner(forge.folder / name, environment, forge.origin, ref=ref, expressions=known)


@pytest.fixture(scope="module", params=["github", "gitea"])
def forge(request, tmp_path_factory):
    """Give a forge with one pull request, which shortens a limit, brings a theme of its own and a module that git would not be asked for."""
    forge = Forge(tmp_path_factory.mktemp(request.param), request.param)
    forge.kind = request.param
    (forge.site / "theme/templates").mkdir(parents=True)
    (forge.site / "theme/templates/base.html").write_text(BAD_THEME)
    for trap in ("venv.py", "pip.py", "quanli.py", "json.py", "sitecustomize.py"):
        (forge.site / trap).write_text("import pathlib\npathlib.Path('/').joinpath(__file__).with_suffix('.ran').touch()\n")
    (forge.site / f".{request.param}/quanli.txt").write_text("no-such-program==1\n")
    forge.head = forge.propose(1, *DAYS)
    forge.ref = {"github": "refs/pull/1/merge", "gitea": "refs/pull/1/head"}[request.param]
    return forge


def unmoved(job: Runner) -> bool:
    return not list(job.workspace.rglob("*.ran"))


def test_check_annotates(forge, wheels):
    """The content of the branch is checked by the program that the main line names; nothing that lies beside it is run."""
    job = runner(forge, "check", wheels, forge.ref)
    job.run(workflow(forge, forge.kind, "propose"), "check")
    assert unmoved(job)


def test_check_stops_what_is_wrong(forge, wheels):
    """A branch with an error fails, with an annotation on GitHub."""
    forge.git("checkout", "--quiet", "main")
    forge.propose(2, "category: permit", "category: nonsense")
    job = runner(forge, "wrong", wheels, forge.ref.replace("/1/", "/2/"))
    with pytest.raises(StepFailedError, match="nonsense"):
        job.run(workflow(forge, forge.kind, "propose"), "check")
    assert ("::error file=" in job.said) == (forge.kind == "github")


def test_review_stands_in_the_way_until_it_is_approved(forge, wheels):
    """The review of a change that nobody approved fails, and says what changes."""
    job = runner(forge, "review", wheels, forge.ref)
    with pytest.raises(StepFailedError):
        job.run(workflow(forge, forge.kind, "propose"), "review")
    said = job.summary.read_text(encoding="utf-8") if forge.kind == "github" else job.said
    assert "15" in said and "20" in said and unmoved(job)


def test_preview_shows_the_branch_with_the_theme_of_the_main_line(forge, wheels, tmp_path):
    """The branch's limit is shown, in pages that its broken theme did not touch."""
    job = runner(forge, "preview", wheels, forge.ref, github__event__pull_request__number="1", vars__QUANLI_PREVIEWS=str(tmp_path / "previews"))
    job.run(workflow(forge, forge.kind, "propose"), "preview")
    shown = job.uploaded[0] if forge.kind == "github" else tmp_path / "previews/1"
    assert "15" in next(shown.glob("powers/YJ-XK-0001/index.html")).read_text(encoding="utf-8") and unmoved(job)


def test_comment_is_posted_by_a_job_that_saw_no_repository(forge, wheels):
    """The first job reads the branch as data, the second posts the text with the token of the run."""
    known = {"github__event__workflow_run__head_sha": forge.head, "github__event__pull_request__number": "1"}
    job = runner(forge, "words", wheels, "refs/heads/main", **known)
    given = job.run(workflow(forge, forge.kind, "review"), "review")
    assert given["number"] == "1" and "15" in given["words"] and unmoved(job)
    said = {"needs__review__outputs__number": given["number"], "needs__review__outputs__words": given["words"]}
    with api() as server:
        poster = runner(forge, "poster", CLEAN, "refs/heads/main", **said)
        poster.run(workflow(forge, forge.kind, "review"), "comment", GITHUB_API_URL=server.address)
    ((path, token, body),) = server.comments
    assert path == "/api/v1/repos/origin/issues/1/comments" and token.endswith(" token-of-the-run") and body.strip() == given["words"].strip()


def test_commit_of_no_pull_request_is_passed_over(forge, wheels):
    """Where the pull request has gone on since, nothing is posted for the commit of before."""
    if forge.kind != "github":
        pytest.skip("Gitea names the pull request itself")
    job = runner(forge, "gone", wheels, "refs/heads/main", github__event__workflow_run__head_sha="0" * 40)
    assert job.run(workflow(forge, "github", "review"), "review") == {}


def test_conflict_is_told(forge, wheels):
    """A branch that conflicts with the main line is sent back with a sentence."""
    if forge.kind != "gitea":
        pytest.skip("GitHub makes no merged result then, and starts nothing")
    forge.git("checkout", "--quiet", "--detach", forge.base)
    text = (forge.site / POWER).read_text(encoding="utf-8")
    (forge.site / POWER).write_text(text.replace("amount: 20", "amount: 18"), encoding="utf-8")
    forge.commit("另改")
    forge.git("push", "--quiet", "origin", "HEAD:main")
    job = runner(forge, "conflict", wheels, forge.ref)
    with pytest.raises(StepFailedError, match="conflicts with the main line"):
        job.run(workflow(forge, "gitea", "propose"), "review")


def ci_local(forge: Forge, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run jobs of GitLab's pipeline by its shell executor."""
    if not CI_LOCAL.exists() or shutil.which("node") is None:
        pytest.skip("gitlab-ci-local is not installed: make test")
    home = forge.folder / "home"
    home.mkdir(exist_ok=True)
    command = [str(CI_LOCAL), "--home", str(home), "--force-shell-executor", "--artifacts-to-source", "--concurrency", "1", *arguments]
    return subprocess.run(command, cwd=forge.site, env=environment | {"HOME": str(home)}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def gitlab(tmp_path_factory):
    """Give a project with one merge request."""
    forge = Forge(tmp_path_factory.mktemp("gitlab"), "gitlab")
    forge.head = forge.propose(1, *DAYS)
    return forge


def jobs(listed: subprocess.CompletedProcess[str]) -> set[str]:
    assert listed.returncode == 0, listed
    _, _, table = listed.stdout.partition("name ")
    return {line.split()[0] for line in table.splitlines()[1:] if line.strip()}


def merge_request(forge: Forge) -> list[str]:
    told = {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_COMMIT_SHA": forge.head}
    return [part for key, value in told.items() for part in ("--variable", f"{key}={value}")]


def test_gitlab_runs_the_jobs_of_a_merge_request(gitlab, wheels):
    """Check and preview succeed, the review fails until the change is approved; both leave what the merge request shows."""
    assert jobs(ci_local(gitlab, wheels, "--list", *merge_request(gitlab))) == {"check", "review", "preview"}
    done = ci_local(gitlab, wheels, "check", "preview", *merge_request(gitlab))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "15" in (gitlab.site / "preview/powers/YJ-XK-0001/index.html").read_text(encoding="utf-8")
    done = ci_local(gitlab, wheels, "review", *merge_request(gitlab))
    assert done.returncode != 0 and "15" in (gitlab.site / "review.md").read_text(encoding="utf-8"), done.stdout + done.stderr


def test_gitlab_publishes_from_the_main_line_alone(gitlab, wheels):
    """On the main line there is one job, which says what is not set."""
    gitlab.git("checkout", "--quiet", "--force", "main")
    assert jobs(ci_local(gitlab, wheels, "--list")) == {"publish"}
    done = ci_local(gitlab, wheels, "publish", "--variable", "QUANLI_TARGET=", "--variable", "QUANLI_RELEASE_KEY=")
    assert done.returncode != 0 and "QUANLI_TARGET or QUANLI_RELEASE_KEY is not set" in done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["github", "gitea", "gitlab"])
def test_what_is_approved_is_published_by_the_pipeline(wheels, tmp_path, kind):
    """A change that four keys approved passes the review; merged, the pipeline publishes it, and the key does not stay."""
    office = Office(tmp_path, kind)
    office.first()
    site, forge = office.forge.site, office.forge
    forge.git("checkout", "--quiet", "-b", "longer")
    edit(site, POWER, *LIMIT)
    office.propose(site)
    for step in STEPS:
        office.approve(site, step)
    forge.head = forge.git("rev-parse", "HEAD")
    forge.git("push", "--quiet", "origin", "HEAD:refs/pull/1/head", "HEAD:refs/pull/1/merge", "HEAD:refs/heads/longer")
    run_review(forge, kind, wheels)
    forge.git("checkout", "--quiet", "main")
    forge.git("merge", "--quiet", "--no-ff", "-m", "合并", "longer")
    forge.git("push", "--quiet", "origin", "main")
    run_publish(office, kind, wheels)
    assert '"serial": 2' in (office.target / "current/release.json").read_text()
    assert "12 个工作日" in (office.target / "current/powers/YJ-XK-0001/index.html").read_text(encoding="utf-8")
    assert not list(tmp_path.rglob("release-key"))


def run_review(forge: Forge, kind: str, environment: dict[str, str]) -> None:
    if kind == "gitlab":
        done = ci_local(forge, environment, "review", *merge_request(forge))
        assert done.returncode == 0, done.stdout + done.stderr
    else:
        job = runner(forge, "passes", environment, {"github": "refs/pull/1/merge", "gitea": "refs/pull/1/head"}[kind])
        job.run(workflow(forge, kind, "propose"), "review")


def run_publish(office: Office, kind: str, environment: dict[str, str]) -> None:
    key = office.keys.private("release")
    if kind == "gitlab":
        done = ci_local(office.forge, environment, "publish", "--variable", f"QUANLI_TARGET={office.target}", "--variable", f"QUANLI_RELEASE_KEY={key}")
        assert done.returncode == 0, done.stdout + done.stderr
    else:
        known = {"vars__QUANLI_TARGET": str(office.target), "secrets__QUANLI_RELEASE_KEY": key.read_text().rstrip("\n")}
        runner(office.forge, "publishes", environment, "refs/heads/main", **known).run(workflow(office.forge, kind, "publish"), "publish")
