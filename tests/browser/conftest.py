"""What every test with a browser needs: Chromium, and the sample served to it."""

import pytest

from browser.chromium import chromium, served


@pytest.fixture(scope="module")
def browser():
    """Start Chromium once a module."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(sample):
    """Serve the sample."""
    with served(sample / "output") as found:
        yield found
