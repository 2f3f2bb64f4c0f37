"""A build whose catalogue has been read: what stands still is written, what is stale drawn, and all of it published at once."""

from __future__ import annotations

import shutil

from markupsafe import Markup

from quanli.assemble.facts import Reason
from quanli.assemble.form import ATTACHED, DOCUMENT
from quanli.assemble.guide import GUIDE_PAGE, HANDBOOK_PAGE, HOSTED, address, guide_page
from quanli.assemble.page import file_of
from quanli.build.backstage import Backstage
from quanli.build.executor import Executor
from quanli.build.progress import Progress
from quanli.build.staging import FileRow
from quanli.catalogue.registry import Registry
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.pipeline.begun import Begun
from quanli.pipeline.changed import changed_items
from quanli.pipeline.documents import Documents, attached_files, keep_documents, write_documents
from quanli.pipeline.facts import touches_guides
from quanli.pipeline.icons import write_icons
from quanli.pipeline.made import MadeFiles
from quanli.pipeline.national import national_parts
from quanli.pipeline.opened import keep_addresses, opened, write_assets
from quanli.pipeline.options import Options, Report
from quanli.pipeline.output import publish
from quanli.pipeline.plan import Questions, stale
from quanli.pipeline.read import Items
from quanli.pipeline.recorded import Recorded
from quanli.pipeline.search import settle_search
from quanli.pipeline.site_maps import listed, site_maps
from quanli.pipeline.unlisted import refuse_unlisted
from quanli.pipeline.update import Update

SMALL = 200
"""Powers that are drawn in this process: to start others would take longer."""


@frozen
class Build:
    """A build whose catalogue has been read and found free of errors."""

    begun: Begun
    items: Items
    options: Options
    executor: Executor
    progress: Progress
    made: MadeFiles
    recorded: Recorded
    stage: Backstage

    @property
    def registry(self) -> Registry:
        """Give the registers."""
        return self.begun.registry

    @property
    def needs_host(self) -> bool:
        """Tell whether the host must render the guides."""
        return touches_guides(self.begun.change)

    def prepare(self) -> None:
        """Write the static files and the forms: pages speak of both. Workers see the index from here on."""
        begun, change, state = self.begun, self.begun.change, self.begun.state
        addresses: dict[str, str] = state.kept("assets") or {}
        if change.cold:
            cold = change.cold
            addresses, rows = write_assets(begun.place, begun.registry.site)
            state.keep("assets", addresses)
            self.made.add(rows, lambda _: cold)
            for icons in self.executor.map(write_icons, [begun.place]):
                self.made.add(icons, lambda _: cold)
        keep_addresses(begun.place, addresses)
        keep_documents(begun.place, self._documents())
        begun.take_up()
        if begun.is_large(SMALL):
            shutil.copyfile(begun.place.database, begun.place.snapshot)

    def _documents(self) -> Documents:
        """Write the forms and attached files that are stale, and give what pages say of all of them."""
        begun, facts, state = self.begun, self.begun.facts, self.begun.state
        known: Documents = state.kept("documents") or Documents({}, {})
        if begun.change.cold:
            forms, files = set(begun.registry.forms), set(attached_files(begun.place))
        else:
            questions = Questions(begun.registry, begun.index, state.db)
            forms, files = set(stale(DOCUMENT, facts, questions)), set(stale(ATTACHED, facts, questions))
        if not forms and not files:
            return known
        left: list[Problem] = []
        documents, rows = write_documents(begun.place, known, forms, files, self.executor, left)
        for one in left:
            self.progress.say(f"未公布 left out: {one.code} {one.message('zh')} / {one.message('en')}")
        state.keep("documents", documents)
        outputs = [*((DOCUMENT.name, form) for form in forms), *((ATTACHED.name, name) for name in files)]
        kinds = {DOCUMENT.name: "form", ATTACHED.name: "form-file"}
        self.made.settle(outputs, rows, lambda row: begun.change.cold or facts.why(kinds[row.kind], row.key))
        return documents

    def adopt_guides(self, html: dict[str, Markup]) -> None:
        """Take over the guides that the host has written, and keep their text for builds without it."""
        state, place = self.begun.state, self.begun.place
        guides = self.registry.guides
        kinds = {key: (HANDBOOK_PAGE if guides[key].staff else GUIDE_PAGE).name for key in html}
        pages = {file_of(address(guides[key])): key for key in html}
        refuse_unlisted(place.hosted, lambda paths: [path for path in paths if path not in pages])
        state.keep("guides", html)
        place.keep_guides(html)
        site = opened(place)
        rows = [site.write_part(path, (place.hosted / path).read_bytes(), kinds[key], key) for path, key in pages.items()]
        for key, kind in kinds.items():
            rows += [row for page in guide_page(site.context, key) for row in site.write_twin(page, kind, key)]
        before = [(kind.name, key) for kind in HOSTED for key in state.keys_of(kind.name)] if not self.begun.change.cold else []
        self.made.settle(before, rows, self._why_guide)

    def _why_guide(self, row: FileRow) -> Reason:
        facts = self.begun.facts
        return facts.why("guide", row.key) if row.key in facts.of("guide") else Reason("指南有改动", "a guide changed")

    def finish(self) -> Report:
        """Draw what is stale, and publish all."""
        begun, state, made = self.begun, self.begun.state, self.made
        facts = begun.facts
        update = Update(
            begun.place, begun.registry, state, begun.index, begun.change, facts, self.items, self.executor, self.progress, made,
            self.recorded, self.needs_host,
        )  # fmt: skip
        update.run()
        gone = sorted(made.gone)
        left = listed(state, gone)
        state.forget(gone)
        if begun.change.cold:
            state.finish_filling()
        site_maps(begun.place, state, made, left)
        national_parts(begun.place, self.stage.output, state, made, gone)
        changed_items(begun.place, state, made)
        refuse_unlisted(begun.place.staging, state.unlisted)
        begun.take_up()
        written, removed = publish(begun.place, self.stage, self.registry.site.signed, state, made)
        self.recorded.remember(begun.registry, anew=bool(begun.change.cold) or facts.any("office") or facts.any("law"))
        powers, warnings = begun.index.total(), state.warnings()
        state.put(powers=str(powers))
        settle_search(begun.place, begun.registry)
        begun.settle(powers, warnings, (file for chunk in self.items.chunks for file in chunk.files if not chunk.waiting or begun.place.tree.stamp(file)))
        return Report(powers, written, removed, warnings, self.options.target, begun.change.cold, made.reasons)
