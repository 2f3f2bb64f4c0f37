"""Lets plain ``pelican`` build this site, the same as ``quanli build`` does."""

from pathlib import Path

from quanli.plugin.settings import pelican_settings

globals().update(pelican_settings(Path(__file__).resolve().parent))
