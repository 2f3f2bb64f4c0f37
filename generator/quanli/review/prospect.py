"""What a review judges: what would be on the main line if a branch were merged now."""

from __future__ import annotations

from quanli.errors import Problem, ProblemsFoundError
from quanli.frozen import frozen
from quanli.git.log import ask, read_log
from quanli.review.admission import MAIN_LINE_LEFT
from quanli.review.merged import merged_tree
from quanli.review.revisions import Span
from quanli.review.way import Landing, differing, message_of, way


@frozen
class Prospect:
    """The steps from the base on; ``result`` is the commit or tree at their end. ``problems`` say why there are none."""

    steps: tuple[Landing, ...]
    result: str
    problems: tuple[Problem, ...] = ()


def prospect_of(span: Span) -> Prospect:
    """Say what would be there: the branch itself where it has all of the base, else what git makes of both."""
    if not ask(span.folder, "merge-base", "--end-of-options", span.base, span.head):
        return Prospect((), span.head, (MAIN_LINE_LEFT.at("", released=span.base[:10], head=span.head[:10]),))
    if span.fork == span.base:
        return Prospect(tuple(way(span.folder, span.base, span.head)), span.head)
    try:
        tree = merged_tree(span.folder, span.base, span.head)
    except ProblemsFoundError as error:
        return Prospect((), span.head, error.problems)
    brought = tuple(map(message_of, read_log(span.folder, span.head, span.base, everything=True)))
    return Prospect((Landing(tree, differing(span.folder, span.base, tree), brought, merged=True),), tree)
