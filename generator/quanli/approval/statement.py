"""What is approved: a text that a person can read, of which every word is signed.

It says of each item what was and what is to be, why, on what basis, by which document, from which day, and from where the
change started; behind the words stand the files with their contents before and after (git's blob ids). Its digest names the
change: whatever is altered afterwards is another change, which nobody has approved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from quanli.frozen import frozen


@frozen
class Step:
    """A governed file before and after a change: path from the site's folder, blob ids, empty where there is no file."""

    path: str
    before: str
    after: str


@frozen
class Statement:
    """A change as it is put to those who agree.

    ``base`` is the commit of the main line from which it starts, ``said`` the trailers that say something of it
    (``Change-Reason``, ``Legal-Basis``, ``Document``, ``Effective-On`` …), ``words`` its lines of before and after, ``steps``
    what it does to files, sorted by path.
    """

    base: str
    words: tuple[str, ...]
    steps: tuple[Step, ...]
    said: Mapping[str, str] = field(default_factory=dict)
