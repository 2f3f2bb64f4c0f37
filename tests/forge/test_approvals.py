"""Where a site counts what its forge says, the written pipelines ask the forge and pass it on."""

import json
import subprocess
import sys

import pytest

from forge.api import Api, api
from forge.forges import CLEAN, written
from forge.office import LIMIT, Office
from sites import POWER, edit

BOSSES = {"legal-review": "fazhi", "approved-by": "ling", "determined-by": "sifa"}
SETTINGS = "procedure:\n  approvals: forge\n  accounts:\n    proposed-by@xxj: [xiaowang]\n" + "".join(f"    {role}@*: [{account}]\n" for role, account in BOSSES.items())
PATHS = {"github": ".github", "gitea": ".gitea", "gitlab": ".gitlab"}


def reviewed(head: str, said: list[tuple[str, str, str]]) -> dict[str, object]:
    """Answer as GitHub and Gitea document: a merged request, and its reviews as account, state, commit."""
    request = {"number": 1, "merged_at": "2026-11-28T09:00:00Z", "created_at": "2026-11-28T00:00:00Z", "user": {"login": "xiaowang"}, "head": {"sha": head}, "base": {"ref": "main"}}
    reviews = [
        {"user": {"login": account}, "state": state, "commit_id": commit, "submitted_at": f"2026-11-28T01:{at:02}:00Z"} for at, (account, state, commit) in enumerate(said)
    ]
    return {"/repos/origin/pulls": [request], "/repos/origin/pulls/1": request, "/repos/origin/pulls/1/reviews": reviews}


def approved(head: str, said: list[tuple[str, str, str]]) -> dict[str, object]:
    """Answer as GitLab documents: a merged request, and who approves of its newest commit."""
    request = {"iid": 1, "merged_at": "2026-11-28T09:00:00Z", "created_at": "2026-11-28T00:00:00Z", "author": {"username": "xiaowang"}, "sha": head}
    given = [{"user": {"username": account}, "approved_at": f"2026-11-28T01:{at:02}:00Z"} for at, (account, state, commit) in enumerate(said) if (state, commit) == ("APPROVED", head)]
    return {"/projects/7/merge_requests": [request], "/projects/7/merge_requests/1/approvals": {"approved_by": given}}


def told(office: Office, kind: str, server: Api) -> list[dict]:
    """Run the written script as the pipeline does; its answer lies in ``approvals.json``."""
    known = {"GITHUB_API_URL": server.address, "GITHUB_REPOSITORY": "origin", "TOKEN": "t", "CI_API_V4_URL": server.address, "CI_PROJECT_ID": "7", "QUANLI_API_TOKEN": "t"}
    script = office.forge.site / PATHS[kind] / "quanli-approvals.py"
    done = subprocess.run([sys.executable, "-I", script], env=CLEAN | known, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (office.folder / "approvals.json").write_text(done.stdout)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def proposed(tmp_path_factory):
    """Give an office with a change that a branch proposes."""
    office = Office(tmp_path_factory.mktemp("office"))
    forge = office.forge
    with (forge.site / "content/site.yaml").open("a") as settings:
        settings.write(SETTINGS)
    for kind in PATHS:
        written(forge.site, kind)
    forge.commit("平台")
    forge.git("push", "--quiet", "origin", "main")
    forge.git("checkout", "--quiet", "-b", "longer")
    edit(forge.site, POWER, *LIMIT)
    office.propose(forge.site)
    return office


def review(office: Office, status: int) -> str:
    return office.quanli("review", "main", "longer", "--approvals", str(office.folder / "approvals.json"), at=office.forge.site, status=status)


@pytest.mark.parametrize("kind", PATHS)
def test_what_the_forge_says_reaches_the_review(proposed, kind):
    """Accounts that the settings name, who approved the newest commit in the order of the steps, meet the procedure."""
    head = proposed.forge.git("rev-parse", "longer")
    said = [(account, "APPROVED", head) for account in BOSSES.values()]
    with api() as server:
        server.known = (approved if kind == "gitlab" else reviewed)(head, [*said, ("stranger", "APPROVED", head)])
        (found,) = told(proposed, kind, server)
    assert found["head"] == head and [one["by"] for one in found["approvals"]] == ["xiaowang", *BOSSES.values()]
    assert server.tokens == {{"github": "Bearer t", "gitea": "token t", "gitlab": "t"}[kind]}
    review(proposed, 0)


@pytest.mark.parametrize("kind", ["github", "gitea"])
@pytest.mark.parametrize("late", [("ling", "CHANGES_REQUESTED"), ("ling", "DISMISSED"), ("ling", "older")])
def test_word_that_was_taken_back_counts_no_more(proposed, kind, late):
    """An approval of an older commit, or one after which the account asked for changes, is not passed on, and the review refuses."""
    head = proposed.forge.git("rev-parse", "longer")
    account, state = late
    said = [(one, "APPROVED", head if (one, state) != (account, "older") else "0" * 40) for one in BOSSES.values()]
    with api() as server:
        server.known = reviewed(head, said if state == "older" else [*said, (account, state, head)])
        (found,) = told(proposed, kind, server)
    assert account not in {one["by"] for one in found["approvals"]}
    review(proposed, 1)


def test_no_script_where_signatures_count(tmp_path):
    """A site that counts signatures alone gets no script that asks the forge, and no pipeline that would run it."""
    site = Office(tmp_path).forge.site
    for kind in PATHS:
        assert not [name for name, text in written(site, kind).items() if "quanli-approvals" in name + text]
