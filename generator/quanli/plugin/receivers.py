"""What the plugin does at each of Pelican's signals, in the order in which they come."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from pelican import signals

from quanli.pipeline.build import Build, Options, open_build
from quanli.plugin.guide_reader import GuideReader
from quanli.plugin.guide_pages import describe_guides
from quanli.render.environment import environment_options, template_filters, template_globals

BUILD, REPORT, OPEN = "QUANLI_BUILD", "QUANLI_REPORT", "QUANLI_OPEN"
"""Settings under which the build, its report and what must be closed at its end travel with Pelican."""


def register() -> None:
    """Connect the receivers; a failure in any of them ends Pelican with a non-zero status."""
    signals.initialized.connect(_begin)
    signals.readers_init.connect(_read_guides)
    signals.page_generator_finalized.connect(describe_guides)
    signals.finalized.connect(_finish)


def _begin(host: Any) -> None:
    """Check the catalogue before anything is written, and let Pelican write to the staging folder."""
    settings = host.settings
    if BUILD not in settings:  # started as plain ``pelican``: the build is ours to open and close
        stack = ExitStack()
        root, output = Path(settings["PATH"]).resolve().parent, Path(settings["OUTPUT_PATH"]).resolve()
        settings[BUILD] = stack.enter_context(open_build(Options(root, output, quiet=True)))
        settings[OPEN] = stack
    build: Build = settings[BUILD]
    host.output_path = settings["OUTPUT_PATH"] = str(build.place.staging)
    settings["JINJA_ENVIRONMENT"] = environment_options()
    settings["JINJA_FILTERS"] = template_filters()
    settings["JINJA_GLOBALS"] = template_globals(build.registry.site)


def _read_guides(readers: Any) -> None:
    readers.reader_classes["md"] = GuideReader


def _finish(host: Any) -> None:
    build: Build = host.settings[BUILD]
    host.settings[REPORT] = build.finish()
    if OPEN in host.settings:
        host.settings[OPEN].close()
