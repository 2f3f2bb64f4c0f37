"""A build on a cluster gives the bytes of a build on one machine, whatever becomes of a worker."""

import os
import shutil
import signal
import subprocess
import sys
import types
from pathlib import Path

import pytest

import quanli.build.cluster as module
from cluster_tasks import die_of_three, number_of, refuse
from quanli.build.cluster import Errand, cluster, program_digest
from quanli.cli import main
from quanli.errors import ProblemsFoundError
from quanli.records.strict_yaml import TOO_DEEP

pytest.importorskip("distributed")
from clusters import WORKERS_PATH, a_cluster, large_site


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def build(site: Path, *more: str) -> int:
    return main(["build", "--site", str(site), "--lang", "en", "--quiet", *more])


@pytest.fixture
def two_workers(tmp_path):
    folder = tmp_path / "dask"
    folder.mkdir()
    with a_cluster(folder, 2) as made:
        yield made


def test_same_bytes_although_a_worker_dies(two_workers, tmp_path, monkeypatch):
    """One of two workers is killed during a build: the other makes up for it, and every byte is that of a plain build."""
    url, workers = two_workers
    site = large_site(tmp_path)
    assert build(site, "--jobs", "1") == 0
    plain = tree(site / "output")
    shutil.rmtree(site / "output")
    shutil.rmtree(site / ".quanli")
    answered = []
    answer = module.Cluster._answer

    def kill_after_first(cluster, future):
        answered.append(answer(cluster, future))
        if len(answered) == 1:
            workers[0].kill()
        return answered[-1]

    monkeypatch.setattr(module.Cluster, "_answer", kill_after_first)
    assert build(site, "--executor", url) == 0
    assert len(answered) > 4
    assert workers[0].wait(10) == -signal.SIGKILL
    assert tree(site / "output") == plain


def test_a_chunk_in_hand_is_done_again(two_workers, tmp_path):
    """What the worker that dies had in hand is done by the other; answers keep the order of the chunks."""
    url, workers = two_workers
    mark = tmp_path / "killed"
    with cluster(url, tmp_path) as executor:
        assert list(executor.map(die_of_three, [(n, mark) for n in range(20)])) == list(range(20))
    assert int(mark.read_text()) in {worker.pid for worker in workers}
    assert sorted(worker.poll() is None for worker in workers) == [False, True]


def test_few_chunks_are_under_way(two_workers, tmp_path):
    """However many chunks there are, two a thread are taken ahead of the answers."""
    url, _ = two_workers
    taken = []
    with cluster(url, tmp_path) as executor:
        for number in executor.map(number_of, (taken.append(n) or n for n in range(30))):
            assert len(taken) <= number + 4
    assert taken == list(range(30))


def test_a_later_build_sees_its_own_registers(two_workers, tmp_path):
    """Workers outlive a build: the next one, of another process, is drawn from what the site says then."""
    url, _ = two_workers
    site = large_site(tmp_path)
    command = (sys.executable, "-m", "quanli", "build", "--site", str(site), "--quiet", "--executor", url)
    own = os.environ | {"PYTHONPATH": WORKERS_PATH}
    office = next((site / "content/offices").glob("*.yaml"))
    text = office.read_text(encoding="utf-8")
    for name in ("甲", "乙", "丙"):
        office.write_text(text.replace("\nname: ", f"\nname: 新设{name}", 1), encoding="utf-8")
        subprocess.run(command, check=True, env=own)
        assert f"新设{name}" in (site / "output/powers/YJ-XK-0300/index.html").read_text(encoding="utf-8")


def test_problems_come_back_from_a_worker(two_workers, tmp_path):
    """A problem that a worker finds is the same value here."""
    url, _ = two_workers
    with cluster(url, tmp_path) as executor, pytest.raises(ProblemsFoundError) as raised:
        list(executor.map(refuse, [7]))
    assert raised.value.problems == (TOO_DEEP.at("file-7", limit=3),)


def test_the_last_worker_gone_ends_the_build(two_workers, tmp_path, monkeypatch):
    """When every worker is gone, the build says so instead of waiting for ever."""
    url, workers = two_workers
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.2)
    with cluster(url, tmp_path) as executor, pytest.raises(ProblemsFoundError) as raised:
        for number in executor.map(number_of, range(100)):
            if number == 2:
                for worker in workers:
                    worker.kill()
    assert said(raised) == f"{url}: CLUSTER_LOST the cluster failed: every worker is gone"


def test_a_task_that_ends_every_worker_is_given_up(tmp_path):
    """A chunk that ends one worker after the other is not sent round for ever."""
    strict = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with a_cluster(tmp_path, 2, **strict) as (url, _), cluster(url, tmp_path) as executor, pytest.raises(ProblemsFoundError) as raised:
        list(executor.map(die_of_three, [(3, tmp_path / "killed")]))
    assert said(raised) == f"{url}: CLUSTER_LOST the cluster failed: a task ended one worker after the other"


def test_a_worker_with_other_code_is_refused(tmp_path):
    """A worker that runs another version would give other bytes."""
    (tmp_path / "token").touch()
    with pytest.raises(ProblemsFoundError) as raised:
        Errand(number_of, "other", tmp_path / "token")(1)
    assert said(raised).endswith(": CLUSTER_UNFIT this worker cannot be used: it runs another version of this program")


def test_a_cluster_without_the_program_is_refused(two_workers, tmp_path, monkeypatch):
    """A cluster that cannot import what it is to do says so."""
    url, _ = two_workers
    only_here = types.ModuleType("only_here")
    exec("def task(chunk): return chunk", only_here.__dict__)
    monkeypatch.setitem(sys.modules, "only_here", only_here)
    with cluster(url, tmp_path) as executor, pytest.raises(ProblemsFoundError) as raised:
        list(executor.map(only_here.task, [1]))
    assert said(raised) == f"{url}: CLUSTER_UNFIT this worker cannot be used: this program is not installed there"


def test_a_worker_without_the_folders_is_refused(tmp_path):
    """A worker that does not see the build's folder cannot take part."""
    with pytest.raises(ProblemsFoundError) as raised:
        Errand(number_of, program_digest(), tmp_path / "nowhere" / "token")(1)
    assert said(raised).endswith(f": CLUSTER_UNFIT this worker cannot be used: it does not see {tmp_path / 'nowhere'}")


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "nonsense://127.0.0.1:1", "tcp://"])
def test_an_address_where_nobody_answers(url, tmp_path, monkeypatch, capsys):
    """Without a scheduler the build says so, and nothing is written."""
    monkeypatch.setattr(module, "CONNECT_SECONDS", 0.3)
    site = large_site(tmp_path)
    assert build(site, "--executor", url) == 1
    told = capsys.readouterr().err
    assert f"{url}: error CLUSTER_UNREACHABLE the cluster cannot be reached: " in told
    assert "check the address of --executor, start dask scheduler and dask worker; or build here, without --executor" in told
    assert not (site / "output").exists()


def test_a_scheduler_without_workers(tmp_path, monkeypatch):
    """A scheduler that no worker has joined is no cluster."""
    monkeypatch.setattr(module, "CONNECT_SECONDS", 1)
    with a_cluster(tmp_path, 0) as (url, _), pytest.raises(ProblemsFoundError) as raised, cluster(url, tmp_path):
        pass
    assert said(raised) == f"{url}: CLUSTER_UNREACHABLE the cluster cannot be reached: it has no workers"


def test_the_extra_is_named_where_it_is_missing(tmp_path, monkeypatch):
    """Without the optional extra the build says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ProblemsFoundError) as raised, cluster("tcp://scheduler:8786", tmp_path):
        pass
    (found,) = raised.value.problems
    assert found.hint("en") == "install it: pip install 'quanli[cluster]'; or build here, without --executor"


def said(raised) -> str:
    return str(raised.value)
