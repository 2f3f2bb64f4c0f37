"""What every test with a browser needs: Chromium, and the sample served to it."""

import pytest

from browser.chromium import chromium, served
from browser.portals import origins


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


@pytest.fixture(scope="session")
def web(tmp_path_factory):
    """Serve a site with its policy, a portal that it names, and a stranger."""
    with origins(tmp_path_factory.mktemp("embed")) as found:
        yield found
