"""Real data beside the checkout; a machine without it skips the tests that need it, saying so."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared(name: str) -> Path:
    """Give the path of a shared data file or folder, or skip the test."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"shared data is not on this machine: {name}")
    return path
