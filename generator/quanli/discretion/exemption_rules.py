"""When no penalty is given, or a lighter one: held against the articles that are named for it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from quanli.catalogue.limit_grounds import citations_of, passage_of
from quanli.catalogue.power import Discretion, Power
from quanli.catalogue.statute_book import StatuteBook
from quanli.errors import Problem, Rule

EXEMPTION_UNFOUNDED = Rule(
    "EXEMPTION_UNFOUNDED", "error",
    zh="{basis}没有规定“{effect}”", en='{basis} does not provide for "{effect}"',
    hint_zh="引用规定这种情形的条文；没有法律、法规、规章的依据，不能免罚或者减轻（行政处罚法第三十条至第三十三条）",
    hint_en="cite the article that provides for it; without one there is no exemption and no mitigation (Administrative Penalty Law, arts. 30–33)",
    follows="行政处罚法第三十条至第三十三条",
)
EXEMPTION_MODAL = Rule(
    "EXEMPTION_MODAL", "error",
    zh="写的是“{effect}”，{basis}规定的是“{law}”", en='"{effect}" is said; {basis} says "{law}"',
    hint_zh="“应当”从轻减轻的，不能写成“可以”；“可以”的，不能写成一定", hint_en="what must be given is no choice, and what may be given is no duty",
    follows="行政处罚法第三十条至第三十三条",
)

_NONE = re.compile(r"(?P<may>可以)?(?:不予(?:行政)?(?:处罚|罚款)|免予(?:行政)?处罚|免除处罚|不再?给予(?:行政)?处罚|不予.{0,4}处罚)")
_LESS = re.compile(r"(?P<must>应当)?(?P<may>可以)?(?:依法)?(?:从轻(?:、|或者|或)?(?:减轻)?(?:或者免除)?(?:行政)?(?:处罚)?|减轻(?=(?:或者免除)?(?:行政)?处罚))")
_IN_TIME = re.compile(r"逾期|拒不|仍不|不改正|不恢复|限期")
"""Who acts in the time set is not punished, where the article punishes only those who do not."""
_LOOSE = re.compile(r"或者|一般|视情|酌情")


def check_exemptions(power: Power, table: Discretion, file: str, book: StatuteBook) -> Iterator[Problem]:
    """Say which exemptions the articles named for them do not give, or give otherwise (可以, 应当)."""
    versions = {one.law: one.version for one in power.basis if one.version}
    for index, each in enumerate(table.exemptions):
        if "条" not in each.basis:
            continue
        words = [passage_of(one, versions, book) for one in citations_of(power, each.basis, book)]
        fault = _fault(each.text, "\n".join(words)) if words and all(words) else None
        if fault:
            rule, effect, law = fault
            yield rule.at(file, ("discretion", "exemptions", index, "text"), basis=each.basis, effect=effect, law=law)


@functools.lru_cache(maxsize=2048)
def _fault(text: str, words: str) -> tuple[Rule, str, str] | None:
    """Hold an exemption against the words of its articles."""
    found = _not_given(text, words)
    if found:
        return EXEMPTION_UNFOUNDED, found, ""
    for pattern in (_LESS, _NONE):
        said, law = list(pattern.finditer(text)), list(pattern.finditer(words))
        if said and law and _differ(said, law, text):
            return EXEMPTION_MODAL, said[0][0], law[0][0]
    return None


def _not_given(text: str, words: str) -> str:
    """Give what a text promises and the law does not: no penalty, or a lighter one."""
    none, less = _NONE.search(text), _LESS.search(text)
    if none and not _NONE.search(words) and not _IN_TIME.search(words):
        return none[0]
    return less[0] if less and not _LESS.search(words) and not _NONE.search(words) else ""


def _differ(said: Sequence[re.Match[str]], law: Sequence[re.Match[str]], text: str) -> bool:
    """Tell whether a text says 可以 of what the law demands, or leaves out the law's only 可以."""
    if all(one["may"] for one in said):
        return not any(one["may"] for one in law)
    loose = _LOOSE.search(text.replace("从轻或者减轻", ""))
    return not any(one["may"] for one in said) and all(one["may"] for one in law) and not loose
