"""Chunks on the workers of a Dask cluster (``--executor tcp://scheduler:8786``, extra ``quanli[cluster]``).

The workers must see the site's folder, its ``.quanli`` and the staging folder beside the output under the same paths
as this process (a shared file system). Scheduler and workers need the same version of this program. Both are tested
where the work is done. A task writes the same files whenever and wherever it is run, so what a lost worker had in hand, or had done
without having answered, is simply done again.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from quanli.errors import ProblemsFoundError, Rule
from quanli.frozen import frozen

CLUSTER_MISSING = Rule(
    "CLUSTER_MISSING", "error",
    zh="没有安装集群所需的 distributed", en="distributed, which a cluster needs, is not installed",
    hint_zh="安装：pip install 'quanli[cluster]'；或去掉 --executor，在本机构建",
    hint_en="install it: pip install 'quanli[cluster]'; or build here, without --executor",
)
CLUSTER_UNREACHABLE = Rule(
    "CLUSTER_UNREACHABLE", "error",
    zh="连不上集群：{what_zh}", en="the cluster cannot be reached: {what_en}",
    hint_zh="核对 --executor 的地址，并启动 dask scheduler 和 dask worker；或去掉 --executor，在本机构建",
    hint_en="check the address of --executor, start dask scheduler and dask worker; or build here, without --executor",
)
CLUSTER_UNFIT = Rule(
    "CLUSTER_UNFIT", "error",
    zh="这台工作机不能用：{what_zh}", en="this worker cannot be used: {what_en}",
    hint_zh="工作机须安装同一版本的 quanli，并以相同路径看到站点目录和输出目录",
    hint_en="workers need the same version of quanli, and the site and its output under the same paths",
)
CLUSTER_LOST = Rule(
    "CLUSTER_LOST", "error",
    zh="集群中断：{what_zh}", en="the cluster failed: {what_en}",
    hint_zh="查看 dask scheduler 和 dask worker 的日志，恢复后重新构建",
    hint_en="see the logs of dask scheduler and dask worker, then build again",
)

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
R = TypeVar("R")

CONNECT_SECONDS = 20
"""How long to wait for the scheduler, and then for its first worker."""
PATIENCE_SECONDS = 60
"""How long a build waits for an answer before it asks whether there are workers at all."""


@frozen
class Errand:
    """A task as it travels: a worker refuses it when it has other code or does not see the build's folder."""

    task: Callable[[Any], Any]
    code: str
    """SHA-256 of the program that plans the build."""
    token: Path
    """A file in the build's own folder."""

    def __call__(self, chunk: Any) -> Any:
        """Run the task on a chunk (in a worker)."""
        if self.code != program_digest():
            raise _unfit("程序版本不同", "it runs another version of this program")
        if not self.token.is_file():
            raise _unfit(f"看不到 {self.token.parent}", f"it does not see {self.token.parent}")
        return self.task(chunk)


class Cluster:
    """Runs chunks on the workers of a cluster; at most two a thread are under way, so that memory stays flat."""

    def __init__(self, client: Client, url: str, folder: Path) -> None:
        self.client, self.url = client, url
        self.name = uuid.uuid4().hex
        self.token = folder / f"cluster-{self.name}"
        self.token.touch()
        self.numbers = itertools.count()

    def map(self, task: Callable[[T], R], chunks: Iterable[T]) -> Iterator[R]:
        """Run the task on each chunk, in the chunks' order."""
        errand = Errand(task, program_digest(), self.token)
        waiting = iter(chunks)
        running: list[Future] = []
        try:
            while True:
                room = max(2 * self._threads() - len(running), 0 if running else 1)
                running += [self._submit(errand, chunk) for chunk in itertools.islice(waiting, room)]
                if not running:
                    return
                answer: R = self._answer(running[0])
                del running[0]
                yield answer
        finally:
            self.client.cancel(running)

    def _submit(self, errand: Errand, chunk: Any) -> Future:
        """Send a chunk out under a name of its own: what another build asked for is never its answer."""
        return self.client.submit(errand, chunk, key=f"quanli-{self.name}-{next(self.numbers)}", pure=False)

    def _threads(self) -> int:
        """Count the threads of the workers that are there now."""
        try:
            return sum(self.client.nthreads().values())
        except OSError:
            raise self._lost("调度程序断开了", "the scheduler is gone") from None

    def _answer(self, future: Future) -> Any:
        """Wait for an answer as long as there are workers."""
        from distributed import KilledWorker  # noqa: PLC0415 - only when asked for
        from distributed.client import FutureCancelledError  # noqa: PLC0415

        while True:
            try:
                return future.result(timeout=PATIENCE_SECONDS)
            except TimeoutError:
                if future.status == "error":  # the task's own
                    raise
                if not self._threads():
                    raise self._lost("所有工作进程都已断开", "every worker is gone") from None
            except FutureCancelledError:
                raise self._lost("调度程序断开了", "the scheduler is gone") from None
            except RuntimeError as error:
                if not str(error).startswith("Error during deserialization"):
                    raise
                raise _problem(CLUSTER_UNFIT, self.url, "那里没有安装本程序", "this program is not installed there") from None
            except KilledWorker:
                raise self._lost("同一任务一再使工作进程中断", "a task ended one worker after the other") from None

    def _lost(self, zh: str, en: str) -> ProblemsFoundError:
        return _problem(CLUSTER_LOST, self.url, zh, en)


@contextmanager
def cluster(url: str, folder: Path) -> Iterator[Cluster]:
    """Connect to a scheduler; ``folder`` is one that every worker must see."""
    try:
        from distributed import Client  # noqa: PLC0415
    except ImportError:
        raise ProblemsFoundError([CLUSTER_MISSING.at(url)]) from None
    try:
        client = Client(url, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise _problem(CLUSTER_UNREACHABLE, url, f"{error}", f"{error}") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError:
            raise _problem(CLUSTER_UNREACHABLE, url, "没有工作进程", "it has no workers") from None
        made = Cluster(client, url, folder)
        try:
            yield made
        finally:
            made.token.unlink(missing_ok=True)


@functools.cache
def program_digest() -> str:
    """Give the SHA-256 of this program's modules: with the same modules, workers give the same bytes."""
    package = Path(__file__).resolve().parents[1]
    whole = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        data = path.read_bytes()
        whole.update(f"{path.relative_to(package).as_posix()} {len(data)}\n".encode() + data)
    return whole.hexdigest()


def _unfit(zh: str, en: str) -> ProblemsFoundError:
    import socket  # noqa: PLC0415 - only when something is wrong

    return _problem(CLUSTER_UNFIT, socket.gethostname(), zh, en)


def _problem(rule: Rule, where: str, zh: str, en: str) -> ProblemsFoundError:
    return ProblemsFoundError([rule.at(where, what_zh=zh, what_en=en)])
