from pathlib import Path

import pytest
import yaml

from quanli.provisions.reading import read_provision

LIMITS = yaml.safe_load(Path(__file__).with_name("deadlines.yaml").read_text("utf-8"))


def read_limits(text):
    """Write the limits of a known owner as deadlines.yaml does, in order, each once."""
    found = [one for one in read_provision(text).deadlines if one.kind in {"most", "least"} and one.of != "other"]
    return list(dict.fromkeys(f"{one.paragraph} {one.of} {one.kind} {one.amount} {one.unit}{' extension' if one.extension else ''}" for one in found))


def choices(limit):
    """Give the ways in which an expected limit may be read."""
    paragraph, owners, rest = limit.rstrip("?").split(" ", 2)
    return {f"{paragraph} {owner} {rest}" for owner in owners.split("/")}


@pytest.mark.parametrize("one", LIMITS, ids=lambda one: f"{one['law']}{one['article']}")
def test_a_limit_is_read_with_whose_it_is(one):
    """Of a real article the office's own time, the applicant's, the payer's and the filer's are told apart, and how they bound it."""
    read = read_limits(one["text"])
    assert [limit for limit in one["limits"] if not limit.endswith("?") and not choices(limit) & set(read)] == []
    assert set(read) <= set().union(*map(choices, one["limits"]))
