"""Compiled templates kept from one build to the next, a file each: taken when nothing they rest on differs."""

from __future__ import annotations

import functools
import hashlib
import marshal
import os
import sys
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from quanli.gate import read_file
from quanli.sealed import discard

_COMPILERS = ("compiler", "page_environment", "sandbox", "texts")
"""The files beside this one that decide what a template is compiled to."""
_DIGEST = 32
_LARGEST = 16 * 1024 * 1024
"""Bytes: far more than any template makes."""


class KeptTemplates(jinja2.BytecodeCache):
    """A folder of compiled templates of one script, as ours or as a stranger's. Each begins with a digest: what is damaged, misplaced or of another
    version of Python, of Jinja or of this program is compiled anew.
    """  # noqa: D205 - one sentence

    def __init__(self, folder: Path, script: str) -> None:
        self.folder, self.script = folder, script

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code that was kept, if there is any."""
        try:
            data = read_file(self.folder, self._file(bucket).name, _LARGEST)
        except OSError:
            return
        if data[:_DIGEST] == self._digest(bucket, data[_DIGEST:]):
            bucket.code = marshal.loads(data[_DIGEST:])  # noqa: S302 - written below, in our own folder

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep code. Several processes may do so at once: a file is there whole or not at all."""
        code = marshal.dumps(bucket.code)
        file = self._file(bucket)
        new = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            self.folder.mkdir(exist_ok=True)
            new.write_bytes(self._digest(bucket, code) + code)
            if file.is_dir():
                discard(file)
            new.replace(file)
        except OSError:
            new.unlink(missing_ok=True)

    def _file(self, bucket: Bucket) -> Path:
        return self.folder / f"{self.script}-{bucket.key}"

    def _digest(self, bucket: Bucket, code: bytes) -> bytes:
        return hashlib.sha256(f"{_version()} {self.script} {bucket.key} {bucket.checksum} ".encode() + code).digest()


@functools.cache
def _version() -> str:
    """Give the version of all that compiles."""
    found = hashlib.sha256(f"{sys.version} {jinja2.__version__}".encode())
    for name in _COMPILERS:
        found.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return found.hexdigest()
