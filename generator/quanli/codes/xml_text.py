"""Which characters a text may not have where XML is written (XML 1.0, production 2)."""

from __future__ import annotations

import re

NOT_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]|[\\ud800-\\udfff\\ufffe\\uffff]")
"""A character that XML does not know."""
