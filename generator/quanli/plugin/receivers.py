"""What the plugin does at each of Pelican's signals, in the order in which they come."""

from __future__ import annotations

from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import Any

from pelican import signals

from quanli.pipeline.build import Build
from quanli.pipeline.open_build import open_build
from quanli.pipeline.options import Options
from quanli.plugin.guide_pages import describe_guides, texts_of, use_templates
from quanli.plugin.guide_reader import GuideReader
from quanli.plugin.settings import page_paths

BUILD, REPORT, OPEN, TEXTS = "QUANLI_BUILD", "QUANLI_REPORT", "QUANLI_OPEN", "QUANLI_TEXTS"
"""Settings under which the build, its report, what must be closed at its end and the guides' texts travel with Pelican."""


def connect() -> None:
    """Connect the receivers; a failure in any of them ends Pelican with a non-zero status."""
    signals.initialized.connect(_begin)
    signals.readers_init.connect(_read_guides)
    signals.generator_init.connect(_share_templates)
    signals.page_generator_finalized.connect(_describe_guides)
    signals.finalized.connect(_finish)


def _begin(host: Any) -> None:
    """Check the catalogue before anything is written, and let Pelican read its guides and write to a folder of its own."""
    settings = host.settings
    if BUILD not in settings:  # started as plain ``pelican``: the build is ours to open and close
        stack = ExitStack()
        root, output = Path(settings["PATH"]).resolve().parent, Path(settings["OUTPUT_PATH"]).resolve()
        settings[BUILD] = stack.enter_context(open_build(Options(root, output, quiet=True, hosted=True)))
        settings[OPEN] = stack
    build: Build = settings[BUILD]
    host.output_path = settings["OUTPUT_PATH"] = str(build.begun.place.hosted)
    settings["PAGE_PATHS"] = page_paths(build.registry)
    build.prepare()


def _share_templates(generator: Any) -> None:
    use_templates(generator, generator.settings[BUILD])


def _describe_guides(generator: Any) -> None:
    describe_guides(generator, generator.settings[BUILD])
    generator.settings[TEXTS] = texts_of(generator)


def _read_guides(readers: Any) -> None:
    readers.reader_classes["md"] = GuideReader


def _finish(host: Any) -> None:
    build: Build = host.settings[BUILD]
    with host.settings.get(OPEN, nullcontext()):
        build.adopt_guides(host.settings.get(TEXTS, {}))
        host.settings[REPORT] = build.finish()
