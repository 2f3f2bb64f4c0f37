"""Runs Pelican, fatal on errors, as the host of a build in which a guide changed; other builds do without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanli.pipeline.idle import nothing_to_do
from quanli.pipeline.options import STATE, Options, Report
from quanli.pipeline.settings import state_name

if TYPE_CHECKING:
    from quanli.pipeline.build import Build
    from quanli.pipeline.inputs import Inputs


def build_site(options: Options) -> Report:
    """Build a site; raises what went wrong, with nothing written to the output."""
    if not options.hosted and options.inputs is None:
        found = _look(options)
        if isinstance(found, tuple):
            powers, warnings = found
            return Report(powers, 0, 0, warnings, options.target, None, {})
        options = options._replace(inputs=found)
    from quanli.build.state import StateLostError  # noqa: PLC0415 - heavy, and often there is nothing to do

    try:
        return _built(options)
    except StateLostError:
        from quanli.pipeline.last_state import UNREADABLE  # noqa: PLC0415 - seldom

        return _built(options._replace(inputs=None, because=UNREADABLE))


def _built(options: Options) -> Report:
    from quanli.pipeline.open_build import open_build  # noqa: PLC0415 - heavy

    with open_build(options) as build:
        if isinstance(build, Report):
            return build
        if build.needs_host:
            return _hosted(build, options)
        build.prepare()
        return build.finish()


def _look(options: Options) -> tuple[int, int] | Inputs | None:
    state = options.root / STATE / state_name(options)
    return nothing_to_do(options.root, options.target, state, options.audience, options.asked_day, options.theme_name, committed=options.committed)


def _hosted(build: Build, options: Options) -> Report:
    import logging  # noqa: PLC0415 - the host alone takes longer to import than a small build

    from pelican.log import console  # noqa: PLC0415
    from pelican.log import init as init_logging  # noqa: PLC0415
    from pelican.settings import read_settings  # noqa: PLC0415

    from quanli.plugin.own_host import OwnHost  # noqa: PLC0415
    from quanli.plugin.receivers import BUILD, REPORT  # noqa: PLC0415
    from quanli.plugin.settings import pelican_settings  # noqa: PLC0415

    console.quiet = True  # it counts articles, of which there are none
    init_logging(level=logging.WARNING, fatal="errors", name="quanli")
    settings = read_settings(override={**pelican_settings(options.root), "THEME": str(build.begun.place.theme)})
    settings[BUILD] = build
    host = OwnHost(settings)
    if not host.plugins:
        raise RuntimeError("the plugin could not be registered")
    host.run()
    report: Report = host.settings[REPORT]
    return report
