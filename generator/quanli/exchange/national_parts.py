"""Elements of a national record that only together give a field, or that repeat what others say.

Each function takes what it understands out of ``left`` and puts it into the draft; what stays there is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from quanli.catalogue import terms
from quanli.catalogue.basis_words import place_of
from quanli.catalogue.national_table import (
    AT_ONCE,
    BY_WINDOW,
    FEES,
    LAWS,
    ONLINE,
    PROMISED,
    WINDOWS,
    contact_parts,
    price_parts,
)
from quanli.catalogue.office import Window
from quanli.catalogue.power import Contact, Fee, Online, Result
from quanli.codes.national_code import national_code_fault
from quanli.exchange import reading, tiers
from quanli.exchange.citations import citations
from quanli.exchange.drafts import Draft
from quanli.exchange.numerals import plain_number
from quanli.exchange.remarks import NotUnderstoodError
from quanli.records.fields import Field, fields_of
from quanli.sheets.clean import one_line, prose

Left = dict[str, Any]
_FILE = re.compile(r"https?://\S+/forms/files/(?P<id>[^/\s]+)\Z")
_FORM = re.compile(r"https?://\S+/forms/(?P<id>[^/\s]+)\.(?:html|docx|pdf)\Z")
FILES: Mapping[str, re.Pattern[str]] = MappingProxyType({"form_guid": _FORM, "example_guid": _FILE, "result_guid": _FILE})
"""Elements that name a file: here addresses of a site like ours, elsewhere ids of the platform, which mean nothing here."""


def handling_item(left: Left, draft: Draft) -> None:
    """Take the longer code of a handling item or a material for that of its item."""
    longer = one_line(_text(left, "task_handle_item"))
    national = draft.values.get("national_code", "")
    if longer and national and longer.startswith(national) and not national_code_fault(longer):
        left.pop("task_handle_item")
        draft.values["national_code"] = longer


def basis(left: Left, draft: Draft) -> None:
    """Read the laws in ``by_law``, and those of the list that are not among them."""
    text = _text(left, "by_law")
    found, rest = citations(prose(text)) if text else ([], "")
    if found and not rest:
        left.pop("by_law")
        draft.put("basis", found)
    said = {(one["law"], place_of(one)) for one in found}
    rows = left.get(LAWS)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return
    read = [_law(row) for row in rows]
    if all(read) and rows:
        left.pop(LAWS)
        more = [(one, row) for one, row in zip(read, rows, strict=True) if one and (one["law"], place_of(one)) not in said]
        if more:
            draft.put("basis", [one for one, _ in more])
        for one, row in more:
            if row.get("law_number"):
                draft.keep("文号", f"《{one['law']}》{one_line(str(row['law_number']))}")


def _law(row: Mapping[str, Any]) -> dict[str, Any]:
    """Read one row: title and place as a citation; empty where they are none, or the row says more."""
    more = set(row) - {"ordernum", "law_name", "law_number", "clause_number", "clause_content"}
    title = one_line(str(row.get("law_name", ""))).strip("《》")
    found, rest = citations(f"《{title}》{one_line(str(row.get('clause_number', '')))}")
    if more or rest or len(found) != 1:
        return {}
    words = prose(str(row.get("clause_content", "")))
    return found[0] | ({"text": words} if words else {})


def fees(left: Left, draft: Draft) -> None:
    """Read the fees with what they come to; that there are some is said by their being there."""
    rows = left.get(FEES)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) and row.get("fee_name") for row in rows):
        return
    if left.get("is_fee") == "1":
        left.pop("is_fee")
    left.pop(FEES)
    draft.put("fees", [_fee(row) for row in rows])


def _fee(row: Mapping[str, Any]) -> dict[str, Any]:
    values = {"name": one_line(str(row["fee_name"])), **price_parts(prose(str(row.get("fee_stand", "") or "")))}
    values |= {"basis": one_line(str(row.get("by_law", "") or "")), "reduction": prose(str(row.get("desc_explain", "") or ""))}
    known = {"ordernum", "fee_name", "fee_stand", "by_law", "desc_explain"} | ({"is_desc"} if (row.get("is_desc") == "1") == bool(values["reduction"]) else set())
    words = "；".join(f"{key}：{one_line(str(value))}" for key, value in row.items() if key not in known and value not in ("", None))
    values["standard"] = "\n".join(filter(None, (values.get("standard", ""), words)))
    return {key: _typed(fields_of(Fee)[key], value) for key, value in values.items() if value}


def _typed(field: Field, text: str) -> Any:
    return plain_number(reading.scalar(field, text)) if field.about.kind == "number" else text


def results(left: Left, draft: Draft) -> None:
    """Read the names of results with their types and samples, as many of each."""
    names = [one_line(name) for name in _text(left, "result_name").split("\n") if one_line(name)]
    types, samples = (_text(left, key).split(",") if left.get(key) else [""] * len(names) for key in ("result_type", "result_guid"))
    if not names or (len(types), len(samples)) != (len(names), len(names)) or not (left.get("result_type") or len(names) > 1):
        return
    keys = [next((key for key, term in terms.RESULT_TYPES.items() if number and term.national == number), "") for number in types]
    files = [found["id"] if (found := FILES["result_guid"].match(one)) else "" for one in samples]
    if any(number and not key for number, key in zip(types, keys, strict=True)) or any(one and not file for one, file in zip(samples, files, strict=True)):
        return
    for element in ("result_name", "result_type", "result_guid"):
        left.pop(element, None)
    order = [key for key in fields_of(Result) if key in {"name", "type", "sample"}]
    made = [dict(zip(order, one, strict=True)) for one in zip(names, keys, files, strict=True)]
    draft.put("results", [{key: value for key, value in one.items() if value} for one in made])


def channels(left: Left, draft: Draft) -> None:
    """Read where it can be done: windows with what is said of them, the address online with its depth."""
    rows = left.get(WINDOWS)
    if isinstance(rows, list) and rows and all(isinstance(row, dict) and row.get("window_name") for row in rows):
        left.pop(WINDOWS)
        for row in rows:
            facts = dict(_window(row))
            draft.windows[facts["name"]] = facts
        draft.put("channels.windows", list(draft.windows))
    url = one_line(_text(left, "online_handle_url"))
    if re.match(r"https?://\S+\Z", url):
        left.pop("online_handle_url")
        depth = next((key for key, term in terms.ONLINE_DEPTHS.items() if term.national == left.get("online_handle_depth")), "")
        if depth:
            left.pop("online_handle_depth")
        draft.put("channels.online", {"url": url} | ({fields_of(Online)["depth"].key: depth} if depth else {}))
    made = draft.values.get("channels", {})
    ways = (BY_WINDOW if made.get("windows") else "", ONLINE if made.get("online") else "")
    if _text(left, "handle_type") == ",".join(filter(None, ways)):
        left.pop("handle_type", None)


def _window(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, field in fields_of(Window).items():
        value = row.get(field.about.national) if field.about.national else None
        if value:
            yield key, one_line(str(value))


def contacts(left: Left, draft: Draft) -> None:
    """Read how somebody is reached where each line says what it holds."""
    for target, element in (("contact", "link_way"), ("complaint", "supervise_way")):
        parts = contact_parts(prose(_text(left, element)))
        try:
            read = {key: reading.scalar(fields_of(Contact)[key], words) for key, words in parts.items()}
        except NotUnderstoodError:
            continue
        if read:
            left.pop(element)
            draft.put(target, read)


def grades(left: Left, draft: Draft) -> None:
    """Read a benchmark of which each line is a grade and what it is punished with."""
    lines = [line.partition("：") for line in prose(_text(left, "punishment_method")).split("\n")]
    if not all(grade and colon and words and len(grade) <= 60 for grade, colon, words in lines):
        return
    made, unread = tiers.benchmark([(grade, words) for grade, _, words in lines])
    if not unread and made.get("tiers"):
        left.pop("punishment_method")
        draft.put("discretion", made)


def project_type(left: Left, draft: Draft) -> None:
    """Pass over what the promised limit says already: done on the spot, or not."""
    promised = draft.values.get("time_limits", {}).get("promised")
    if promised and left.get("project_type") == (AT_ONCE if promised["unit"] == "immediate" else PROMISED):
        left.pop("project_type")


def _text(left: Left, key: str) -> str:
    value = left.get(key, "")
    return value if isinstance(value, str) else ""


PARTS: tuple[Callable[[Left, Draft], None], ...] = (handling_item, basis, fees, results, channels, contacts, grades, project_type)
