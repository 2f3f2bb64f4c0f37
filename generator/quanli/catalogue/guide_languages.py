"""Versions of guides in other languages: each belongs to a guide in the language of the site, and handbooks have them all or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quanli.catalogue.guide import OWN, Guide, versions_of
from quanli.catalogue.guide_head import LANGUAGES, STAFF
from quanli.errors import Problem, Rule

GUIDE_ORIGINAL = Rule(
    "GUIDE_ORIGINAL", "error",
    zh="“{slug}”的{lang_zh}版没有{own_zh}原文", en='the {lang_en} version of "{slug}" has no original in {own_en}',
    hint_zh="先写 Slug 相同、读者相同（Audience: {audience}）、没有 Lang 的一篇", hint_en="write the one of the same Slug and readers (Audience: {audience}) without Lang first",
    follows="本程序的要求：读者能换到另一种语言",
)
HANDBOOK_LANGUAGE = Rule(
    "HANDBOOK_LANGUAGE", "warning",
    zh="工作手册“{slug}”没有{lang_zh}版，而别的工作手册有", en='the handbook "{slug}" has no version in {lang_en}, and others have',
    hint_zh="照样写一篇，文首加一行 Lang: {lang}", hint_en="write it too, with the line Lang: {lang} at the top",
    follows="本程序的要求：读者能换到另一种语言",
)


def check_languages(guides: Mapping[str, Guide]) -> Iterator[Problem]:
    """Check that what is there in another language is there in that of the site, and of handbooks the other way round."""
    there = {(guide.key, guide.staff) for guide in guides.values()}
    wanted = {guide.lang for guide in guides.values() if guide.staff}
    for guide in guides.values():
        for key, lang in zip(versions_of(guide.slug), LANGUAGES, strict=True):
            if (key, guide.staff) in there:
                continue
            lacking, here = LANGUAGES[lang], LANGUAGES[guide.lang]
            if lang == OWN:
                readers = STAFF if guide.staff else "public"
                yield GUIDE_ORIGINAL.at(guide.file, ("Lang",), slug=guide.slug, lang_zh=here.zh, lang_en=here.en, own_zh=lacking.zh, own_en=lacking.en, audience=readers)
            elif guide.staff and lang in wanted:
                yield HANDBOOK_LANGUAGE.at(guide.file, ("Slug",), slug=guide.slug, lang=lang, lang_zh=lacking.zh, lang_en=lacking.en)
