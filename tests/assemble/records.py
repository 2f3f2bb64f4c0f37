"""Records read from YAML, as a catalogue holds them."""

import textwrap

from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.records.read import read_record

HEAD = "code: A-1\nname: 某事项\noffice: xxj\n"


def power(text: str = "", category: str = "permit") -> Power:
    """Read a power from its fields; it must be free of errors."""
    return read(HEAD + f"category: {category}\n" + textwrap.dedent(text), Power)


def office(text: str = "") -> Office:
    """Read an office from its fields."""
    return read("id: xxj\nname: 某局\n" + textwrap.dedent(text), Office)


def read(text, record):
    found, problems = read_record(text.encode(), "x.yaml", record)
    assert not problems, problems
    return found
