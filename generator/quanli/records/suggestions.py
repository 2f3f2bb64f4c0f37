"""“Did you mean …?” for names that are almost right."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """Give the known word most like this one, or nothing when none is; ``alike`` is how far, from 0 to 1 (the same)."""
    import difflib  # noqa: PLC0415 - wanted only where something is wrong

    found = difflib.get_close_matches(word, list(known), n=1, cutoff=alike)
    return found[0] if found else ""


def meant(word: str, known: Iterable[str]) -> tuple[str, str]:
    """Word the suggestion as the end of a sentence, in Chinese and English."""
    near = nearest(word, known)
    return (f"；是不是“{near}”？", f'; did you mean "{near}"?') if near else ("", "")
