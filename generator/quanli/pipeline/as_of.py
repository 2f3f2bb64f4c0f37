"""The whole catalogue of a day: where git reaches back to it, a build of the content as it then was."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from quanli.build.lock import site_lock
from quanli.catalogue.content_kinds import GUIDE
from quanli.catalogue.misplaced import misplaced
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.config.theme import THEME, limit_of
from quanli.errors import ProblemsFoundError
from quanli.gate import lay_down
from quanli.history.day import write_day
from quanli.history.refresh import open_record
from quanli.history.titles import titles
from quanli.pipeline.base_theme import lay_theme
from quanli.pipeline.entrusted import refuse_tracked
from quanli.pipeline.guide_rules import check_guides
from quanli.pipeline.options import STATE, Options


@contextmanager
def as_it_stood(options: Options) -> Iterator[Options]:
    """Give the options for building the catalogue of ``options.as_of``, from a scratch site that is removed afterwards.

    Items are as they were in force by legal date, all else as the repository had it at the end of that day; the theme is
    today's. Where git does not reach back to the day, the options stay as they are: the present content, states as of
    the day. The output has no record of changes: what came later must not show in it. What breaks today's rules is shown
    as it stood; an item or a guide whose file has an error, or an item whose office is not registered, is left out.
    """
    refuse_tracked(options.root, options.target)
    with ExitStack() as held:
        held.enter_context(site_lock(options.root / STATE))
        scratch = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="quanli-"))).resolve()
        if options.as_of and _written(options.root, options.as_of, scratch):
            if options.theme:
                lay_theme(options.root, options.theme, scratch / THEME)
            else:
                _copy_theme(FolderTree(options.root), scratch)
            yield options._replace(root=scratch, output=options.target, stood=True, theme=None, laws=options.root / STATE)
            return
    yield options


def _written(root: Path, day: datetime.date, scratch: Path) -> bool:
    """Write the site of a day; nothing, and False, where git does not reach back to it."""
    registry = read_registry(FolderTree(root))[0]
    with closing(open_record(root, root / STATE, titles(registry) if registry else {})) as record:
        if not record.complete or not write_day(record, day, scratch):
            return False
    _leave_out_guides(FolderTree(scratch))
    return True


def _leave_out_guides(written: FolderTree) -> None:
    """Take out the guides that cannot be shown as they stood: the host draws all that there are."""
    registry, problems = read_registry(written)
    drawn = check_guides(registry, written, None) if registry else ()
    for found in (*problems, *drawn):
        if found.severity == "error" and GUIDE.id_of(found.place.file) is not None:
            (written.root / found.place.file).unlink(missing_ok=True)


def _copy_theme(tree: FolderTree, scratch: Path) -> None:
    """Copy the site's own theme, as far as it is read. Raises :class:`ProblemsFoundError` where anything in it may not be opened."""
    wrong = list(misplaced(tree, folders=(THEME,)))
    if wrong:
        raise ProblemsFoundError(wrong)
    for entry in tree.entries(THEME):
        limit = limit_of(entry.path)
        if limit:
            lay_down(scratch, entry.path, tree.read(entry.path, limit))
