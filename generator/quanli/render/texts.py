"""Interface texts from the gettext catalogues of this package, for the templates' ``_("…")``."""

from __future__ import annotations

import gettext

from quanli.render.compiler import Translate
from quanli.render.traditional import BEGIN, END, LOCALES

SIMPLIFIED, TRADITIONAL = "zh-Hans", "zh-Hant"
DOMAIN = "quanli"


class _Unknown(gettext.NullTranslations):
    """Knows no text at all."""

    def gettext(self, message: str) -> str:  # noqa: ARG002
        return ""


def translator(script: str) -> Translate:
    """Give what translates the interface texts of a script, ``zh-Hans`` or ``zh-Hant``.

    Traditional texts come between marks: the page is converted when it is rendered (:mod:`quanli.render.twin`), and
    what the catalogue says must not be converted again. A text that the catalogue lacks is converted with the page.
    """
    if script == SIMPLIFIED:
        return str
    catalogue = gettext.translation(DOMAIN, LOCALES, [script.replace("-", "_")])
    catalogue.add_fallback(_Unknown())

    def translate(text: str) -> str:
        found = catalogue.gettext(text)
        return f"{BEGIN}{found}{END}" if found else text

    return translate
