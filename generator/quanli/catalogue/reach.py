"""How offices are reached: the telephones, streets with house numbers and hours that their files have, and those that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quanli.catalogue.office import Office
from quanli.catalogue.power import Contact
from quanli.frozen import frozen

_PHONE = re.compile(r"(?<![0-9A-Za-z.\-])0[0-9]{2,3}[-－—– ]?[0-9]{7,8}(?![0-9])")
_STREET = re.compile(r"(?P<street>[一-鿿]{2,14}(?:路|街|大道|巷|胡同))\s*(?P<number>[0-9]{1,5})\s*号")
_CITY = re.compile(r".*[市区县镇乡村省到往在至是于]")
_HOURS = re.compile(r"(?P<from>[0-2]?[0-9][:：][0-5][0-9])\s*[-–—~～至到]{1,2}\s*(?:次日)?(?P<to>[0-2]?[0-9][:：][0-5][0-9])")


@frozen
class Reach:
    """What is known of how some offices are reached."""

    phones: frozenset[str]
    """Their digits."""
    named: tuple[tuple[str, frozenset[str]], ...]
    """The phones of each unit and window, by its name."""
    streets: frozenset[tuple[str, str]]
    """Street and house number."""
    hours: frozenset[tuple[str, str]]


def phones_in(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Find the telephone numbers with an area code in a text; gives the digits of each."""
    for match in _PHONE.finditer(text):
        yield digits(match.group()), match


def streets_in(text: str) -> Iterator[tuple[tuple[str, str], re.Match[str]]]:
    """Find streets with a house number: 公园路 18 号; what stands before the street, such as the city, is left out."""
    for match in _STREET.finditer(text):
        street = _CITY.sub("", match["street"][:-1]) + match["street"][-1:]
        if len(street) > 1:
            yield (street, match["number"]), match


def hours_in(text: str) -> Iterator[tuple[tuple[str, str], re.Match[str]]]:
    """Find spans of hours: 9:00–12:00."""
    for match in _HOURS.finditer(text):
        yield (_hour(match["from"]), _hour(match["to"])), match


def digits(phone: str) -> str:
    """Give the digits of a telephone number."""
    return re.sub(r"[^0-9]", "", phone)


_KNOWN: dict[tuple[int, ...], tuple[tuple[Office, ...], Reach]] = {}
_MANY = 256


def reach_of(offices: tuple[Office, ...], contacts: tuple[Contact, ...] = ()) -> Reach:
    """Collect how some offices are reached, and what an item has of its own.

    What was collected of the same offices, the very values, is kept: many items ask, and to compare offices takes longer.
    """
    if contacts:
        return _reach_of(offices, contacts)
    key = tuple(map(id, offices))
    known = _KNOWN.get(key)
    if known is None:
        if len(_KNOWN) >= _MANY:
            _KNOWN.clear()
        known = _KNOWN[key] = offices, _reach_of(offices, ())
    return known[1]


def _reach_of(offices: tuple[Office, ...], contacts: tuple[Contact, ...]) -> Reach:
    phones: set[str] = set()
    named: dict[str, set[str]] = {}
    texts: list[str] = []
    hours: list[str] = []
    for office in offices:
        hours.append(office.hours)
        texts.append(office.address)
        for name, phone in lines_of(office):
            phones.add(digits(phone))
            named.setdefault(plain(name), set()).add(digits(phone))
        for window in office.windows:
            texts.append(window.address)
            hours.append(window.hours)
    for contact in _contacts(offices, contacts):
        phones.add(digits(contact.phone))
        texts += (contact.address, contact.note)
        hours.append(contact.hours)
        phones.update(found for found, _ in phones_in(contact.note))
    return Reach(
        frozenset(phones - {""}), tuple((name, frozenset(own)) for name, own in named.items()),
        frozenset(street for text in texts for street, _ in streets_in(text)),
        frozenset(span for text in hours for span, _ in hours_in(text)))


def lines_of(office: Office) -> list[tuple[str, str]]:
    """Give the telephones of units, windows and lines, each by its name."""
    named = [(unit.name, unit.phone) for unit in office.units] + [(window.name, window.phone) for window in office.windows]
    return [(name, phone) for name, phone in (*named, *((line.name, line.phone) for line in office.phones)) if phone]


def plain(name: str) -> str:
    """Give a name without what stands in brackets: 提取业务窗口（5–10 号）."""
    return re.sub(r"[（(].*?[）)]", "", name)


def _contacts(offices: Iterable[Office], contacts: Iterable[Contact]) -> Iterator[Contact]:
    for office in offices:
        yield from filter(None, (office.contact, office.complaint))
    yield from contacts


def _hour(text: str) -> str:
    hour, _, minute = text.replace("：", ":").partition(":")
    return f"{int(hour)}:{minute}"
