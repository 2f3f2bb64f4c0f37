"""The review for machines."""

from __future__ import annotations

from typing import Any

from quanli.errors import Language, Problem
from quanli.history.change import Change, sentence
from quanli.personal.masking import masked
from quanli.review.changed import FileReview, kinds_in_order
from quanli.review.changes_markdown import spans_of
from quanli.review.demands import Demand
from quanli.review.review import Review


def as_json(review: Review, language: Language) -> dict[str, Any]:
    """Give the review as plain values: ``met`` is what the exit status says."""

    def problems(found: tuple[Problem, ...]) -> list[dict[str, Any]]:
        return [_problem(one, language) for one in found]

    return {
        "met": review.met,
        "base": review.span.base,
        "fork": review.span.fork,
        "head": review.span.head,
        "changes": list(review.changes),
        "faults": problems(review.faults),
        "demands": [_demand(one, language) for one in review.demands],
        "files": [_file(one) for one in review.files],
        "problems": {
            "new": problems(review.problems.new),
            "old": problems(review.problems.old),
            "mended": problems(review.problems.mended),
        },
        "items": sorted(map(masked, {file.code for file in review.files if file.code} | set(review.also))),
        "whole_site": review.shown.whole,
        "pages": [masked(page) for page in review.shown.pages],
        "feeds": [masked(feed) for feed in review.shown.feeds],
        "outside": review.outside,
        "theme": list(review.theme),
        "theme_shown": review.theme_shown,
    }


def _demand(demand: Demand, language: Language) -> dict[str, Any]:
    return {
        "name": demand.name,
        "office": masked(demand.office),
        "kinds": list(demand.kinds),
        "met": demand.problem is None,
        "given": masked(demand.given),
        "problem": _problem(demand.problem, language) if demand.problem else None,
        "change": demand.change,
    }


def _file(file: FileReview) -> dict[str, Any]:
    return {
        "file": masked(file.path),
        "moved_from": masked(file.moved_from),
        "code": masked(file.code),
        "name": file.name,
        "title": masked(file.title),
        "kinds": list(kinds_in_order(file.kinds)),
        "changes": [_change(change) for change in file.changes],
        "contents": [_change(change) for change in file.contents],
    }


def _change(change: Change) -> dict[str, Any]:
    """Give a change; ``spans`` part both texts at what differs, for whoever shows them his own way."""
    spans = spans_of(change) if change.action == "changed" else ([], [])
    return {
        "path": [masked(str(step)) for step in change.path],
        "label": masked(change.label),
        "action": change.action,
        "before": masked(change.before),
        "after": masked(change.after),
        "kind": change.kind,
        "direction": change.direction,
        "sentence": masked(sentence(change)),
        "spans": {side: [[one.fate, one.text] for one in part] for side, part in zip(("before", "after"), spans, strict=True)},
    }


def _problem(found: Problem, language: Language) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": found.severity,
        "file": found.place.told,
        "line": found.place.line or 1,
        "column": found.place.column or 1,
        "field": found.field,
        "message": found.message(language),
        "hint": found.hint(language),
    }
