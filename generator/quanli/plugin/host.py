"""Runs Pelican, fatal on errors, as the host of a build."""

from __future__ import annotations

import logging

from pelican import Pelican
from pelican.log import init as init_logging
from pelican.settings import read_settings

from quanli.pipeline.build import Options, Report, open_build
from quanli.plugin.receivers import BUILD, REPORT
from quanli.plugin.settings import pelican_settings


def build_site(options: Options) -> Report:
    """Build a site; raises what went wrong, with nothing written to the output."""
    with open_build(options) as build:
        init_logging(level=logging.WARNING, fatal="errors", name="quanli")
        settings = read_settings(override=pelican_settings(options.root))
        settings[BUILD] = build
        host = Pelican(settings)
        if not host.plugins:
            raise RuntimeError("the plugin could not be registered")
        host.run()
        report: Report = host.settings[REPORT]
        return report
