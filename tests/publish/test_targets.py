"""Publishing, verifying and going back by the command line, whatever the target is: a store, a host, a branch."""

import os
import subprocess
from pathlib import Path

import pytest

from publish.published import Publisher
from publish.seaweed import KEY, SECRET, ready, seaweed
from publish.sshd import sshd, user
from quanli.publish.places import Access, target_of

PAGE = "powers/YJ-XK-0001/index.html"


@pytest.fixture(scope="module")
def began(tmp_path_factory):
    """Make a site with its repository and key."""
    return Publisher(tmp_path_factory.mktemp("began")).begin()


@pytest.fixture(scope="module", params=["store", "host", "branch"])
def place(request, tmp_path_factory):
    """Give the name of an empty target, more words for the commands, and what breaks a page of it."""
    folder = tmp_path_factory.mktemp(request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        yield from {"store": store, "host": host, "branch": branch}[request.param](folder, patch)


def store(folder, patch):
    boto3 = pytest.importorskip("boto3", reason="boto3 is not installed: make test")
    patch.setenv("AWS_ACCESS_KEY_ID", KEY)
    patch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    with seaweed(folder) as (address, running):
        client = boto3.client("s3", endpoint_url=address, region_name="us-east-1")
        ready(client, "site", running)
        yield "s3://site/www", ("--endpoint", address), lambda: client.put_object(Bucket="site", Key=f"www/{PAGE}", Body=b"broken")


def host(folder, patch):
    with sshd(folder) as (port, _, words):
        patch.setenv("QUANLI_SSH", words)
        yield f"ssh://{user()}@127.0.0.1:{port}{folder}/www", (), lambda: (folder / "www/current" / PAGE).write_bytes(b"broken")


def branch(folder, _):
    repository = folder / "pages.git"
    subprocess.run(["git", "init", "--quiet", "--bare", repository], check=True)

    def spoil():
        work = folder / "work"
        subprocess.run(["git", "clone", "--quiet", "--branch", "pages", repository, work], check=True)
        (work / PAGE).write_bytes(b"broken")
        subprocess.run(["git", "-C", work, "-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "--quiet", "-am", "x"], check=True)
        subprocess.run(["git", "-C", work, "push", "--quiet"], check=True)

    yield f"git:{repository}#pages", (), spoil


def test_a_release_is_published_verified_taken_back_and_mended(began, place, capsys):
    """The commands do the same with each target: what is shown follows, what is broken is found and written anew."""
    name, more, spoil = place
    began.target = name
    access = Access(more[1] if more else "")

    def page() -> str:
        return target_of(name, access).read(PAGE).decode()

    began.git("checkout", "--quiet", "main")
    assert began.publish("--first", *more) == 0
    assert began.run("verify", "--signers", f"{began.key}.pub", *more) == 0
    first = page()
    began.git("checkout", "--quiet", "-B", f"work-{os.getpid()}-{abs(hash(name))}")
    began.rename(1)
    assert began.publish(*more) == 0
    assert page() != first and "烟花爆竹零售许可" in page()
    assert began.publish(*more) == 0
    assert "nothing has changed" in capsys.readouterr().err
    assert began.run("rollback", *more) == 0
    assert page() == first
    assert began.run("verify", "--signers", f"{began.key}.pub", *more) == 0
    began.rename(2, 1)
    assert began.publish(*more) == 0
    spoil()
    capsys.readouterr()
    assert began.run("verify", "--signers", f"{began.key}.pub", *more) == 1
    assert "RELEASE_FILE_ALTERED" in (said := capsys.readouterr().out) and PAGE in said
    assert began.publish("--anew", *more) == 0
    assert began.run("verify", "--signers", f"{began.key}.pub", *more) == 0
    assert Path(began.site / "output").exists() is False
