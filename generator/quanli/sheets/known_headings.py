"""The headings that sheets are known to use besides the names in the fields' own descriptions: ``headings.yaml``."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import yaml


@functools.cache
def known_headings() -> Mapping[str, Sequence[str]]:
    """Give headings by what they hold: a field of a power, or a special target of an import."""
    return MappingProxyType(yaml.safe_load((Path(__file__).parent / "headings.yaml").read_bytes()))
