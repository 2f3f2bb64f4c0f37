"""The kinds and names of sanctions in a discretion table, held against the articles that the power cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from quanli.catalogue import terms
from quanli.catalogue.power import SanctionRange
from quanli.catalogue.wording import sanction_name
from quanli.discretion.cited_sanctions import (
    ORDER,
    CitedSanctions,
    is_order,
    kinds,
    listed,
)
from quanli.errors import Path, Problem, Rule
from quanli.provisions.reading import Measure
from quanli.statutes.text import normalised

SANCTION_NOT_IN_ARTICLE = Rule(
    "SANCTION_NOT_IN_ARTICLE", "error",
    zh="{article}没有“{sanction}”这种处罚", en='{article} knows no "{sanction_en}"',
    hint_zh="条文的处罚：{known}。改成条文的种类，或者补引规定它的条文（没有法定依据的处罚无效：行政处罚法第三十八条）",
    hint_en="the article gives: {known}; use one of these, or cite the article that gives it (Administrative Penalty Law, art. 38)",
    follows="所引条文本身；行政处罚法第九条、第三十八条",
)
SANCTION_NAME = Rule(
    "SANCTION_NAME", "error",
    zh="“{sanction}”不是{article}的用语，条文是“{known}”", en='"{sanction_en}" is not what {article} calls it: "{known}"',
    hint_zh="照条文写 name；责令停止生产、销售、使用是行政命令，不是责令停产停业（行政处罚法第九条、第二十八条），种类用 order-correction",
    hint_en="write the statute's words as name; an order to stop making, selling or using something is of the kind order-correction (Administrative Penalty Law, arts. 9, 28)",
    follows="所引条文的用语；行政处罚法第九条、第二十八条",
)
_VERB = re.compile(r"没收|吊销|暂扣|吊扣|扣留|撤销|责令|暂停|限制|降低|收缴")
_WORDS: Mapping[str, re.Pattern[str]] = {
    "warning": re.compile("警告"),
    "criticism": re.compile("通报"),
    "fine": re.compile("罚款"),
    "confiscate-gains": re.compile("没收|追缴|收缴|退还"),
    "confiscate-goods": re.compile("没收|追缴|收缴|销毁"),
    "suspend-licence": re.compile("暂扣|吊扣|扣留|暂停|中止"),
    "downgrade": re.compile("降低|降级"),
    "revoke-licence": re.compile("吊销|撤销|取消|收回|注销"),
    "restrict": re.compile("限制|取消|暂停|停止|禁止|不得|受理|停工|停建|停航|暂扣|吊扣|扣留|终身"),
    "suspend-business": re.compile("停产|停业|停止|暂停|停工|停建|停航|整顿"),
    "close": re.compile("关闭|取缔|拆除|停办"),
    "ban": re.compile("不得|禁止|限制|终身"),
    "detention": re.compile("拘留"),
}
"""What the text of an article must hold if it gives a kind of sanction at all."""


def check_kinds(entries: tuple[SanctionRange, ...], cited: CitedSanctions, file: str) -> Iterator[Problem]:
    """Say which sanction of a table the articles do not know, or call otherwise (Administrative Penalty Law arts. 4, 9, 38)."""
    measures = [measure for _, measure in cited.measures()]
    for index, entry in enumerate(entries):
        path: Path = ("discretion", "statutory", index)
        pattern = _WORDS.get(entry.sanction)
        if "条" in entry.note:
            continue  # the note names another article
        if entry.name and not _said_of(entry.name, measures, cited):
            if cited.present:
                yield _misnamed(entry, measures, cited, file, (*path, "name"))
        elif entry.name and _of_another_kind(entry, measures):
            yield _misnamed(entry, measures, cited, file, (*path, "sanction"))
        elif pattern and cited.present and not pattern.search(cited.words):
            yield SANCTION_NOT_IN_ARTICLE.at(
                file, (*path, "sanction"), **_named(entry), article=cited.places, known=listed([one.name for one in measures]),
            )
        elif not entry.name and entry.sanction in {"suspend-business", "restrict", "close", "suspend-licence", "ban"}:
            found = [one for one in measures if entry.sanction in kinds(one)]
            orders = [one for one in measures if is_order(one)]
            if not found and orders and cited.whole:
                yield _misnamed(entry, orders, cited, file, (*path, "sanction"))
        elif pattern and cited.whole and measures and not pattern.search(cited.mentions) and entry.sanction not in {kind for one in measures for kind in kinds(one)}:
            yield SANCTION_NOT_IN_ARTICLE.at(
                file, (*path, "sanction"), **_named(entry), article=cited.places, known=listed([one.name for one in measures]),
            )


def _of_another_kind(entry: SanctionRange, measures: list[Measure]) -> bool:
    """Tell whether the name of a sanction is that of one of another kind."""
    same = [one for one in measures if normalised(one.name) == normalised(entry.name)]
    return bool(same) and not any(entry.sanction in {one.sanction, ORDER, "other", *kinds(one)} for one in same)


def _said_of(name: str, measures: list[Measure], cited: CitedSanctions) -> bool:
    """Tell whether the articles use a name: as it stands, or with its verb before another object (暂扣或者吊销许可证)."""
    plain_name = normalised(name)
    if plain_name in cited.words or any(plain_name in normalised(one.name) for one in measures):
        return True
    verb = _VERB.match(plain_name)
    return verb is not None and verb[0] in cited.words and plain_name[verb.end() :] in cited.words


def _misnamed(entry: SanctionRange, measures: list[Measure], cited: CitedSanctions, file: str, path: Path) -> Problem:
    like = [one.name for one in measures if entry.sanction in {one.sanction, *kinds(one)}] or [one.name for one in measures]
    return SANCTION_NAME.at(file, path, **_named(entry), article=cited.places, known=listed(like))


def _named(entry: SanctionRange) -> dict[str, Any]:
    term = terms.SANCTIONS[entry.sanction]
    return {"sanction": entry.name or term.zh, "sanction_en": sanction_name(entry, "en")}
