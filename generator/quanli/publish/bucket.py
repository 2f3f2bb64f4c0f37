"""A bucket of an S3 store below a prefix, by boto3: what the store refuses is said in words, and credentials never are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from quanli.errors import Problem, ProblemsFoundError, Rule

STORE_DRIVER = Rule(
    "STORE_DRIVER", "error",
    zh="没有安装 boto3，不能发布到对象存储", en="boto3 is not installed: nothing can be published to an object store",
    hint_zh="运行 pip install 'quanli[s3]'", hint_en="run pip install 'quanli[s3]'",
    follows="本程序的依赖（pyproject.toml 的 s3）",
)
STORE_REFUSED = Rule(
    "STORE_REFUSED", "error",
    zh="对象存储拒绝了{operation}：{why}", en="the object store refused {operation}: {why}",
    hint_zh="检查桶名、地址（--endpoint）和凭据的权限；凭据取自环境变量或 --profile",
    hint_en="look at the bucket's name, the address (--endpoint) and what the credentials allow; they come from the environment or --profile",
    follows="公开的网站要么是旧的，要么是新的",
)
STORE_UNREACHABLE = Rule(
    "STORE_UNREACHABLE", "error",
    zh="与对象存储的连接断了：{why}", en="the object store cannot be reached: {why}",
    hint_zh="公开的网站没有坏；网络恢复后再运行一次", hint_en="what is public is not broken; run it again when the network is back",
    follows="公开的网站要么是旧的，要么是新的",
)
Objects = tuple[str, int]
_ATTEMPTS, _SECONDS, _BATCH = 5, 20, 1000
CONNECTIONS = 16
_CHANGED = {"PreconditionFailed", "412", "ConditionalRequestConflict"}
_MISSING = {"NoSuchKey", "404", "NotFound"}


class ChangedMeanwhileError(Exception):
    """An object is not what it was when it was read: somebody else wrote it (412)."""


class Bucket:
    """Objects below a prefix. Paths are relative to it; all methods may be called by several threads.

    Raises :class:`ProblemsFoundError` where the store refuses or cannot be reached, after five tries.
    """

    def __init__(self, bucket: str, prefix: str, endpoint: str = "", profile: str = "") -> None:
        try:
            import boto3  # noqa: PLC0415 - an optional extra
            from botocore.config import Config  # noqa: PLC0415
            from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415
        except ModuleNotFoundError:
            raise ProblemsFoundError([STORE_DRIVER.at("")]) from None
        self._name, self._prefix = bucket, f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._refused, self._unreachable = ClientError, BotoCoreError
        settings = Config(
            retries={"mode": "standard", "max_attempts": _ATTEMPTS}, connect_timeout=_SECONDS, read_timeout=_SECONDS, max_pool_connections=CONNECTIONS,
        )  # fmt: skip
        try:
            session = boto3.Session(profile_name=profile or None)
            region = session.region_name or "us-east-1"  # a store of one's own asks for none, and a signature for some
            self._client = session.client("s3", endpoint_url=endpoint or None, region_name=region, config=settings)
        except (BotoCoreError, ValueError) as error:
            raise ProblemsFoundError([self._said("", error)]) from None

    def get(self, path: str) -> tuple[bytes, str]:
        """Give an object's bytes and its tag. Raises ``FileNotFoundError``."""
        answer = self._ask("get_object", path)
        return self._read(path, answer["Body"]), str(answer["ETag"])

    def put(self, path: str, data: bytes, kind: str, cache: str) -> str:
        """Write an object; gives its tag."""
        return str(self._ask("put_object", path, Body=data, ContentType=kind, CacheControl=cache)["ETag"])

    def put_if(self, path: str, data: bytes, kind: str, cache: str, tag: str) -> str:
        """Write an object if it still has a tag, or, where that is empty, if there is none; gives its tag.

        Raises :class:`ChangedMeanwhileError` else. An answer that got lost is no refusal: what is there is looked at.
        """
        condition = {"IfMatch": tag} if tag else {"IfNoneMatch": "*"}
        try:
            return str(self._ask("put_object", path, Body=data, ContentType=kind, CacheControl=cache, **condition)["ETag"])
        except (ChangedMeanwhileError, FileNotFoundError):
            with suppress(FileNotFoundError):
                there, now = self.get(path)
                if there == data:
                    return now
            raise ChangedMeanwhileError(path) from None

    def copy(self, source: str, target: str) -> None:
        """Give an object another name besides, within the store, with its kind. Raises ``FileNotFoundError``."""
        self._ask("copy_object", target, CopySource={"Bucket": self._name, "Key": self._prefix + source})

    def delete(self, paths: Iterable[str]) -> None:
        """Take objects away; one that is not there is no error."""
        keys = [{"Key": self._prefix + path} for path in paths]
        for at in range(0, len(keys), _BATCH):
            said = self._call("delete_objects", Delete={"Objects": keys[at : at + _BATCH], "Quiet": True})
            for error in said.get("Errors", ()):
                raise ProblemsFoundError([STORE_REFUSED.at("", operation="DeleteObjects", why=error.get("Code", "?"))])

    def list(self, below: str = "") -> Iterator[Objects]:
        """Give paths and sizes of the objects below a path, sorted."""
        more: dict[str, str] = {}
        while True:
            said = self._call("list_objects_v2", Prefix=self._prefix + below, **more)
            for one in said.get("Contents", ()):
                yield one["Key"].removeprefix(self._prefix), int(one["Size"])
            if not said.get("IsTruncated"):
                return
            more = {"ContinuationToken": said["NextContinuationToken"]}

    def _ask(self, operation: str, path: str, **more: Any) -> Any:
        return self._call(operation, path, Key=self._prefix + path, **more)

    def _call(self, operation: str, path: str = "", **more: Any) -> Any:
        try:
            return getattr(self._client, operation)(Bucket=self._name, **more)
        except self._refused as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code in _CHANGED:
                raise ChangedMeanwhileError(path) from None
            if code in _MISSING:
                raise FileNotFoundError(2, "no such object", path) from None
            raise ProblemsFoundError([STORE_REFUSED.at("", operation=operation, why=code or "?")]) from None
        except self._unreachable as error:
            raise ProblemsFoundError([self._said(operation, error)]) from None

    def _read(self, path: str, body: Any) -> bytes:
        try:
            return bytes(body.read())
        except self._unreachable as error:
            raise ProblemsFoundError([self._said(path, error)]) from None

    def _said(self, operation: str, error: Exception) -> Problem:
        """Say what went wrong by the name that it has: its text may hold an address with a password."""
        kind = type(error).__name__
        if kind in {"NoCredentialsError", "PartialCredentialsError", "ProfileNotFound", "InvalidConfigError", "ValueError"}:
            return STORE_REFUSED.at("", operation=operation or "S3", why=kind)
        return STORE_UNREACHABLE.at("", why=kind)
