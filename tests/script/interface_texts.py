"""The catalogues of interface texts: what the templates say, brought up to date by running this file.

    python tests/script/interface_texts.py

New texts are proposed in Traditional characters and marked fuzzy; somebody reads them, takes the mark away, and runs it
again, which also compiles the catalogue that the program reads.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "theme/templates"
LOCALES = ROOT / "generator/quanli/locales"
POT = LOCALES / "quanli.pot"
PO = LOCALES / "zh_Hant/LC_MESSAGES/quanli.po"
MO = PO.with_suffix(".mo")
UNSAID = ("# ", "#\n", *(f'"{name}:' for name in ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Report-Msgid-Bugs-To")))
OPTIONS = {"trimmed": "false", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}


class Bare(Catalog):
    """A catalogue whose header says how it is encoded, and not when it was made."""

    mime_headers = (("Content-Type", "text/plain; charset=utf-8"),)


def said():
    """Give every interface text of the templates, sorted, with the templates that say it."""
    found = {}
    for path in sorted(TEMPLATES.rglob("*.html")):
        with path.open("rb") as file:
            for _, _, text, _ in babel_extract(file, ["_"], [], OPTIONS):
                found.setdefault(text, set()).add(path.relative_to(ROOT).as_posix())
    return {text: sorted(found[text]) for text in sorted(found)}


def template():
    """Make the template of all catalogues."""
    made = Catalog(project="quanli", version="1", fuzzy=False, charset="utf-8")
    for text, places in said().items():
        made.add(text, locations=[(place, None) for place in places])
    return made


def read(path, locale=None):
    """Read a catalogue."""
    return read_po(io.BytesIO(path.read_bytes()), locale=locale, abort_invalid=True)


def compiled():
    """Give the compiled catalogue that the translations make."""
    bare = Bare(fuzzy=False)
    for message in read(PO, "zh_Hant"):
        if message.id:
            bare.add(message.id, message.string, flags=message.flags)
    out = io.BytesIO()
    write_mo(out, bare)
    return out.getvalue()


def written(catalogue):
    """Give a catalogue as text, without the fields of the header that say nothing here or change without a change."""
    out = io.BytesIO()
    write_po(out, catalogue, sort_output=True, include_lineno=False, width=110)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(UNSAID))


def refresh():
    """Bring all files up to date; gives how many texts are still to be read by somebody."""
    from quanli.render.traditional import Traditional

    words, made = Traditional({}), template()
    before = read(PO, "zh_Hant") if PO.is_file() else Catalog()
    translations = Catalog(locale="zh_Hant", project="quanli", version="1", fuzzy=False, charset="utf-8")
    for message in made:
        if not message.id:
            continue
        known = before.get(message.id)
        text = known.string if known and known.string else words.text(message.id)
        flags = known.flags if known else {"fuzzy"}
        translations.add(message.id, text, locations=message.locations, flags=flags)
    for path, catalogue in ((POT, made), (PO, translations)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(catalogue), encoding="utf-8")
    MO.write_bytes(compiled())
    return sum(message.fuzzy for message in translations if message.id)


if __name__ == "__main__":
    left = refresh()
    sys.exit(f"{left} texts are marked fuzzy in {PO.relative_to(ROOT)}: read them and take the mark away" if left else 0)
