"""No reader of anything from outside ends in a traceback or takes long, whatever it is given; ``make fuzz`` tries more."""

import pytest

from fuzz.readers import Reader, readers
from fuzz.running import failures, input_of

INPUTS = 40


@pytest.mark.parametrize("name", readers())
def test_a_reader_survives_damaged_inputs(name):
    """Real inputs with bytes, values and parts replaced are read, or refused in a sentence, within 5 seconds each."""
    assert "\n".join(map(str, failures(readers()[name], range(INPUTS)))) == ""


def test_a_failure_is_told_and_comes_again():
    """What a reader does not survive is named with its number, and the number gives the same input."""
    def fragile(data):
        if data != b"abc: 1\n":
            raise RuntimeError("tripped")

    reader = Reader("fragile", (b"abc: 1\n",), fragile)
    told = list(failures(reader, range(20)))
    assert {one.number for one in told} >= {1, 2, 3}
    assert "RuntimeError: tripped" in str(told[0])
    assert all(input_of(reader, one.number) == one.data for one in told)


def test_an_endless_reader_is_ended():
    """A reader that does not end is ended and told."""
    from fuzz import running

    def endless(data):
        while True:
            pass

    before, running.SECONDS = running.SECONDS, 0.1
    try:
        (told,) = failures(Reader("endless", (b"x",), endless), range(1))
    finally:
        running.SECONDS = before
    assert "took more than" in told.why
