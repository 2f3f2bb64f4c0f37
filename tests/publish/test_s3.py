"""Releases in a real S3 store."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from publish.outputs import FIRST, SECOND, THIRD, expected, following, publish, shown, signed, write_output
from publish.seaweed import KEY, SECRET, ready, seaweed
from quanli.errors import ProblemsFoundError
from quanli.publish import lease as lease_module
from quanli.publish.bucket import STORE_REFUSED, Bucket, ChangedMeanwhileError
from quanli.publish.lease import Lease
from quanli.publish.places import Access, target_of
from quanli.publish.release import RECORD
from quanli.publish.s3 import rank
from quanli.publish.s3_kept import Kept
from quanli.publish.target import TargetLockedError

KILLS = int(os.environ.get("QUANLI_KILLS", "5"))
"""At how many of the writes of a publisher he is killed; all of them by hand."""
TEXTS = FIRST | SECOND | THIRD


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Run a store with one bucket; gives its address."""
    boto3 = pytest.importorskip("boto3", reason="boto3 is not installed: make test")
    with seaweed(tmp_path_factory.mktemp("store")) as (address, running):
        ready(boto3.client("s3", endpoint_url=address, aws_access_key_id=KEY, aws_secret_access_key=SECRET, region_name="us-east-1"), "site", running)
        yield address


@pytest.fixture
def target(store, request, monkeypatch):
    """Give an empty place of its own in the store."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setattr(lease_module, "BEAT", 0.2)
    return target_of(f"s3://site/{request.node.name}", Access(store))


def bucket_of(store: str, request) -> Bucket:
    return Bucket("site", request.node.name, store)


def test_each_release_is_shown_whole_and_goes_a_release_later(target, tmp_path):
    """Files come with a release; what it names no more goes with the one after it; static files stay as the record says."""
    first = write_output(tmp_path / "1", FIRST)
    one = publish(target, first)
    assert shown(target) == expected(one, first, TEXTS)
    second = write_output(tmp_path / "2", SECOND)
    two = publish(target, second)
    assert [file.path for file in two.release.kept] == ["static/1.css"]
    assert shown(target) == expected(two, second, TEXTS)
    assert target.read("b/index.html") == "乙".encode()
    third = write_output(tmp_path / "3", THIRD)
    three = publish(target, third)
    assert shown(target) == expected(three, third, TEXTS)
    for gone in ("b/index.html", "static/1.css"):
        with pytest.raises(FileNotFoundError):
            target.read(gone)
    assert target.read("b/index.html", 1) == "乙".encode()
    assert [one.release.serial for one in target.releases()] == [3, 2, 1]
    assert [record for record, _ in target.records()] == [three.record, two.record, one.record]


def test_only_what_changed_is_written(target, tmp_path, monkeypatch):
    """A page that is the same is neither sent nor copied."""
    publish(target, write_output(tmp_path / "1", FIRST))
    written = []
    for name in ("put", "copy"):
        real = getattr(Bucket, name)
        monkeypatch.setattr(Bucket, name, lambda self, *given, real=real, name=name: (written.append((name, given[name == "copy"])), real(self, *given))[1])
    publish(target, write_output(tmp_path / "2", FIRST | {"a/index.html": "变"}))
    assert [path for what, path in written if what == "copy" and not path.startswith("digests")] == ["a/index.html"]
    assert {path.split("/")[2] for what, path in written if what == "put" and path.startswith(".quanli/kept/")} == {"a", "digests", "digests.json"}


def test_a_rollback_shows_the_old_release_and_is_one(target, tmp_path):
    """Files of then come back, static files of now stay for those who still read; the next release follows the rollback."""
    first = write_output(tmp_path / "1", FIRST)
    one = publish(target, first)
    publish(target, write_output(tmp_path / "2", SECOND))
    publish(target, write_output(tmp_path / "3", THIRD))
    back = following(target, first)
    with target.lock():
        target.rollback(1, back)
    assert shown(target) == expected(back, first, TEXTS)
    assert target.read("static/2.css") == b"new"
    third = write_output(tmp_path / "3", THIRD)
    four = publish(target, third)
    assert shown(target) == expected(four, third, TEXTS)
    assert one.record in [record for record, _ in target.records()]


def test_old_releases_are_dropped_with_what_only_they_had(target, tmp_path, store, request):
    """Of five releases two are kept: nothing of the others remains but their records, and both can be read whole."""
    bucket = bucket_of(store, request)
    outputs = [write_output(tmp_path / f"{at}", FIRST | {"index.html": f"第 {at}", f"static/n{at}.css": f"{at}"}) for at in range(5)]
    for output in outputs:
        last = publish(target, output, keep=2)
    assert [one.release.serial for one in target.releases()] == [5, 4]
    kept = {path.split("/", 2)[2].rpartition("/")[0] for path, _ in bucket.list(".quanli/kept/")}
    assert "static/n1.css" not in kept and kept >= {"static/n2.css", "static/n3.css", "static/n4.css"}
    for serial, output in ((5, outputs[4]), (4, outputs[3])):
        for path in (path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()):
            assert target.read(path, serial) == (output / path).read_bytes()
    assert shown(target) == expected(last, outputs[4], TEXTS | {"static/n3.css": "3"})
    assert len(list(target.records())) == 5


def test_files_bear_kind_and_time_to_keep(target, tmp_path, store):
    """A browser that may not guess is told what a file is, and keeps only what has its digest in its name."""
    import boto3

    publish(target, write_output(tmp_path / "1", FIRST))
    client = boto3.client("s3", endpoint_url=store, region_name="us-east-1")
    prefix = target.name.removeprefix("s3://site/").partition(" ")[0]
    told = {path: client.head_object(Bucket="site", Key=f"{prefix}/{path}") for path in ("a/index.html", "static/1.css", "data/all.json", RECORD)}
    assert {path: (one["ContentType"], one["CacheControl"]) for path, one in told.items()} == {
        "a/index.html": ("text/html; charset=utf-8", "no-cache"),
        "static/1.css": ("text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        "data/all.json": ("application/json", "no-cache"),
        RECORD: ("application/json", "no-cache"),
    }


def test_static_files_come_first_and_what_leads_to_pages_last():
    """Whoever reads while files change finds no page without its style, and no list that leads nowhere."""
    order = ["static/1.css", "data/all.json", "powers/x/index.html", "index.html", "sitemap.xml", "search/index/2/manifest.json", "digests.json", "digests/1.jsonl"]
    assert [rank(path) for path in order] == [0, 1, 2, 3, 3, 3, 3, 3]


def test_the_second_publisher_is_told_who_holds_the_store(target, tmp_path, store):
    """He waits no longer than it takes to see that the first is at work, and changes nothing."""
    other = target_of(target.name.partition(" ")[0], Access(store))
    with target.lock(), pytest.raises(TargetLockedError) as told, other.lock():
        pass
    assert told.value.holder.split()[0] == str(os.getpid())
    with other.lock():
        pass


def test_a_lease_that_nobody_renews_is_taken_over(target, store, request, monkeypatch):
    """Its holder is on another machine and was cut off: nobody waits for him for ever, and when he comes back he stops."""
    bucket = bucket_of(store, request)
    monkeypatch.setattr(lease_module, "PATIENCE", 3)
    gone = Lease(bucket)
    monkeypatch.setattr(Lease, "_renew", lambda _: None)
    gone.__enter__()
    there, tag = bucket.get(".quanli/lease")
    bucket.put_if(".quanli/lease", there.replace(b" ", b" elsewhere-", 1), "text/plain", "no-store", tag)
    with target.lock():
        assert bucket.get(".quanli/lease")[0].startswith(f"{os.getpid()} ".encode())
        with pytest.raises(TargetLockedError):
            gone.each([1], lambda _: None)
        gone.__exit__(None, None, None)
        assert bucket.get(".quanli/lease")[0]


def test_of_two_who_write_the_record_one_wins(target, tmp_path, store):
    """Also without a lease: the conditional write refuses the second, who is told that another was first."""
    output = write_output(tmp_path / "1", FIRST)
    publish(target, output)
    late = following(target, output)
    publish(target, write_output(tmp_path / "2", SECOND))
    with target.lock(), pytest.raises(TargetLockedError):
        target.publish(late, output, 5)
    assert json.loads(target.shown())["serial"] == 2


def test_of_twenty_who_write_at_once_one_wins(store, request, monkeypatch, target):
    """An object is made once, and changed once, whoever else tries."""
    bucket = bucket_of(store, request)
    won = []

    def attempt(number, tag):
        with contextlib.suppress(ChangedMeanwhileError):
            won.append(bucket.put_if("one", f"{number} {tag}".encode(), "text/plain", "no-store", tag))

    for tag in (lambda: "", lambda: bucket.get("one")[1]):
        won.clear()
        known = tag()
        threads = [threading.Thread(target=attempt, args=(number, known)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 1


def test_a_failure_in_the_midst_brings_the_old_release_back_at_once(target, tmp_path, monkeypatch):
    """The store refuses one of the copies: what had changed by then is as it was before the command ends."""
    first = write_output(tmp_path / "1", FIRST)
    one = publish(target, first)
    real, done = Kept.place, []

    def place(self, path, sha256):
        done.append(path)
        if len(done) == 4:
            raise ProblemsFoundError([STORE_REFUSED.at("", operation="copy", why="AccessDenied")])
        real(self, path, sha256)

    monkeypatch.setattr(Kept, "place", place)
    with pytest.raises(ProblemsFoundError):
        publish(target, write_output(tmp_path / "2", SECOND))
    assert shown(target) == expected(one, first, TEXTS)


def test_a_page_that_went_is_told_when_it_is_another(target, tmp_path, store, request):
    """What stays for one release more is still held to what it was."""
    publish(target, write_output(tmp_path / "1", FIRST))
    second = write_output(tmp_path / "2", SECOND)
    two = publish(target, second)
    bucket_of(store, request).put("b/index.html", b"theirs", "text/html", "no-cache")
    assert shown(target).keys() == {*expected(two, second, TEXTS), "b/index.html"}


DRIVER = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from publish.outputs import publish
from quanli.publish import bucket, lease
from quanli.publish.places import Access, target_of

left, count, real = int(sys.argv[2]), 0, bucket.Bucket._call

def call(self, operation, *given, **named):
    global count
    if operation not in ("get_object", "list_objects_v2"):
        if count == left:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1
    return real(self, operation, *given, **named)

bucket.Bucket._call = call
target = target_of(sys.argv[3], Access(sys.argv[4]))
publish(target, Path(sys.argv[5]), keep=2)
print(count)
"""
"""Publishes, and kills itself before it writes to the store once more than it was told."""


def driven(left: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", DRIVER, str(Path(__file__).parents[1]), str(left), *arguments], capture_output=True, text=True, check=False)


def test_killed_at_any_write_the_site_is_made_whole_by_the_next(target, tmp_path, store):
    """Whoever comes next finds the old release or the new one, whole after the lock is taken, and publishes without waiting."""
    outputs = [write_output(tmp_path / f"{at}", files) for at, files in enumerate((FIRST, SECOND, THIRD))]
    base = target.name.partition(" ")[0]

    def begun(name):
        new = target_of(f"{base}/{name}", Access(store))
        return new, publish(new, outputs[0], keep=2), publish(new, outputs[1], keep=2)

    begun("whole")
    writes = int(driven(-1, f"{base}/whole", store, str(outputs[2])).stdout)
    assert writes > 20
    seen = set()
    for left in sorted({at * (writes - 1) // max(KILLS - 1, 1) for at in range(KILLS)}):
        killed, one, two = begun(left)
        done = driven(left, f"{base}/{left}", store, str(outputs[2]))
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert killed.read("static/2.css") == b"new"
        fresh = target_of(f"{base}/{left}", Access(store))
        with fresh.lock():
            serial = json.loads(fresh.shown())["serial"]
            release, output = (two, outputs[1]) if serial == 2 else (signed(fresh.releases()[0].release), outputs[2])
            assert shown(fresh) == expected(release, output, TEXTS)
            assert [record for record, _ in fresh.records()][-2:] == [two.record, one.record]
        seen.add(serial)
        three = publish(fresh, outputs[2], keep=2)
        assert shown(fresh) == expected(three, outputs[2], TEXTS)
    assert seen == {2, 3}


def test_a_store_that_is_gone_is_said_in_a_sentence(tmp_path, monkeypatch):
    """Nothing of the credentials is in it."""
    pytest.importorskip("boto3")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setattr("quanli.publish.bucket._ATTEMPTS", 1)
    with pytest.raises(ProblemsFoundError) as told:
        target_of("s3://site/x", Access("http://user:pass@127.0.0.1:9")).shown()
    (found,) = told.value.problems
    said = found.message("en") + found.message("zh") + found.hint("en") + repr(target_of("s3://site/x", Access("http://user:pass@127.0.0.1:9")).name)
    assert found.code == "STORE_UNREACHABLE" and not any(word in said for word in (KEY, SECRET, "pass"))


def test_a_wrong_key_is_refused_in_a_sentence(target, monkeypatch):
    """The store's own code is told, the key is not."""
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    with pytest.raises(ProblemsFoundError) as told:
        target_of("s3://site/x", Access(target.name.partition("(")[2].rstrip(")"))).shown()
    (found,) = told.value.problems
    assert found.code == "STORE_REFUSED" and KEY not in found.message("en") and "wrong" not in found.message("en")


def test_a_place_of_others_is_left_alone(target, store, request):
    """Objects of somebody else below the prefix are no site of ours."""
    bucket_of(store, request).put("theirs.txt", b"x", "text/plain", "no-store")
    with pytest.raises(ProblemsFoundError) as told:
        target.shown()
    assert [found.code for found in told.value.problems] == ["STORE_FOREIGN"]


class Careless(BaseHTTPRequestHandler):
    """A store that takes whatever is written, as some do."""

    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        self.send_error(404)

    def log_message(self, *_):
        pass


def test_a_store_that_ignores_conditions_is_refused(tmp_path, monkeypatch):
    """There two publishers would overwrite each other."""
    pytest.importorskip("boto3")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    with ThreadingHTTPServer(("127.0.0.1", 0), Careless) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(ProblemsFoundError) as told, target_of("s3://site/x", Access(f"http://127.0.0.1:{server.server_port}")).lock():
            pass
        server.shutdown()
    assert [found.code for found in told.value.problems] == ["STORE_UNCONDITIONAL"]
