"""Two releases, published once for all tests: each works on a copy."""

import pytest

from publish.published import Publisher, moved


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """Publish two releases."""
    publisher = Publisher(tmp_path_factory.mktemp("published")).begin()
    assert publisher.publish("--first") == 0
    publisher.rename(1)
    assert publisher.publish() == 0
    return publisher.folder


@pytest.fixture
def publisher(template, tmp_path, capsys):
    """Give a publisher with two releases, of his own."""
    there = moved(template, tmp_path / "there")
    capsys.readouterr()
    return there
