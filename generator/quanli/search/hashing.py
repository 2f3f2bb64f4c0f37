"""Where a word and an item stand: hashes that depend on nothing else, and a tree that grows leaf by leaf.

A tree with L leaves is the complete binary tree in heap numbering: its inner nodes are 1 … L-1, its leaves L … 2L-1. A
hash walks down from node 1, its highest bit first (0 left, 1 right), until it meets a leaf. One leaf more splits one leaf
and moves nothing else (linear hashing, Litwin 1980), so that files can follow the size of the catalogue.
"""

from __future__ import annotations

HASH_BITS = 32
ID_BITS = 28
"""An item's id; with its impact (4 bits) it fills 32 bits. Two items with the same id share its place, and both are shown."""

_MASK = 0xFFFFFFFF


def text_hash(text: str) -> int:
    """Hash a text to 32 bits: FNV-1a over its code points, then MurmurHash3's finaliser to spread them."""
    h = 0x811C9DC5
    for char in text:
        h = ((h ^ ord(char)) * 0x01000193) & _MASK
    h = ((h ^ (h >> 16)) * 0x85EBCA6B) & _MASK
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & _MASK
    return h ^ (h >> 16)


def item_id(code: str) -> int:
    """Give an item's id in the index, from its code alone."""
    return text_hash(code) >> (HASH_BITS - ID_BITS)


def leaf_of(h: int, leaves: int) -> int:
    """Give the leaf of a 32-bit hash in the tree with so many leaves."""
    node, bit = 1, HASH_BITS
    while node < leaves:
        bit -= 1
        node = 2 * node + (h >> bit & 1)
    return node


def hashes_of(leaf: int) -> tuple[int, int]:
    """Give the first and the last hash of a leaf."""
    depth = leaf.bit_length() - 1
    first = (leaf - (1 << depth)) << (HASH_BITS - depth)
    return first, first + (1 << (HASH_BITS - depth)) - 1


def moved_leaves(before: int, after: int) -> tuple[range, range]:
    """Give the leaves that go and those that come when a tree with ``before`` leaves gets ``after``."""
    if before <= after:
        return range(before, min(after, 2 * before)), range(max(2 * before, after), 2 * after)
    come, go = moved_leaves(after, before)
    return go, come
