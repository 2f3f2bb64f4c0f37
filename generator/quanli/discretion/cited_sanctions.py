"""The sanctions of the articles that a power cites for them, and how far it is certain that these are all."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from quanli.catalogue.law_versions import version_in_force, version_of
from quanli.catalogue.power import Basis, Power, SanctionRange
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.wording import unit_of
from quanli.codes.articles import cited_place
from quanli.frozen import frozen
from quanli.provisions.reading import Measure, Provision, Range, Sanctioning, read_provision
from quanli.statutes.text import normalised

_BLANKS = re.compile(r"[\s\u3000]+")
_SUBJECTS = (("responsible", re.compile(r"主管人员|责任人|负责人|法定代表人|从业人员|经营管理人员")), ("person", re.compile(r"^(?:其)?(?:个人|公民|自然人)")), ("unit", re.compile(r"^(?:其)?(?:单位|企业|法人|组织|生产经营单位|机构)")))
ORDER = "order-correction"
TAKEN = frozenset({"confiscate-gains", "confiscate-goods"})
_ORDERED = re.compile(r"^(?:责令)?(?:立即|限期)?(?:停止|暂停)(?!.*(?:停产|停业|营业|经营|业务))")
"""An order to stop something that is neither 责令停产停业 nor a restriction of business."""
_BOTH = re.compile(r"(?:没收|收缴)(?=.*(?:所得|收入|收益)).*(?:和|及|与|、)")
_SHARE = Decimal(10)
_SHORTEST = 2
Interval = tuple[Decimal, Decimal | None, str]
"""From, to and the unit; nothing is the lowest bound."""


@frozen
class CitedClause:
    """A clause of sanctions that a power cites. ``expected``: the citation, or what the table takes from it, leaves no doubt that it is meant."""

    clause: Sanctioning
    article: str
    expected: bool
    own: bool
    """Decided by the same body as the first of them, as far as the article says it."""

    @property
    def group(self) -> tuple[str, int, int, str]:
        """Tell clauses apart that punish different acts."""
        return *self.place, self.clause.conduct

    @property
    def place(self) -> tuple[str, int, int]:
        """Give article, paragraph and item."""
        return self.article, self.clause.paragraph, self.clause.item


@frozen
class CitedSanctions:
    """What the articles cited for a sanction say of it."""

    clauses: tuple[CitedClause, ...]
    places: str
    """The articles, as a message names them."""
    words: str
    """Their text, normalised."""
    mentions: str
    """Words of the articles that name sanctions without imposing them."""
    present: bool
    """Every article is at hand, and leaves the sanctions to no other: what is not in their words is not in the law cited."""
    whole: bool
    """Every article is at hand, was understood to the last word and points to no sanctions elsewhere."""

    @functools.cached_property
    def names(self) -> Mapping[str, tuple[Measure, ...]]:
        """The penalties by the statute's own name, without orders."""
        found: dict[str, list[Measure]] = {}
        for _, measure in self.measures():
            if ORDER not in kinds(measure) and len(measure.name) >= _SHORTEST:
                found.setdefault(measure.name, []).append(measure)
        return {name: tuple(measures) for name, measures in found.items()}

    @functools.cached_property
    def fines(self) -> tuple[tuple[Measure, Interval], ...]:
        """The fines with their ranges."""
        found = []
        for _, measure in self.measures("fine"):
            if measure.range:
                low, high, unit = plain_range(measure.range)
                found.append((measure, (low or Decimal(0), high, unit)))
        return tuple(found)

    def measures(self, kind: str = "") -> Iterator[tuple[CitedClause, Measure]]:
        """Give the measures, of one kind or of all."""
        for each in self.clauses:
            for measure in each.clause.measures:
                if not kind or measure.sanction == kind:
                    yield each, measure


Place = tuple[str, str, int, int, str, bool]
"""A citation: law, article, paragraph, item, the words of the article, and whether these are only quoted."""


def cited_sanctions(power: Power, book: StatuteBook) -> CitedSanctions | None:
    """Read the articles that a power cites for its sanction; None where the text of none is at hand."""
    cited = [basis for basis in power.basis if basis.role == "sanction"] or [basis for basis in power.basis if basis.role == "establishes"]
    places = list[Place]()
    for basis in cited:
        words = article_words(basis, book) if basis.article else ""
        if words:
            places.append((basis.law, basis.article, basis.paragraph, basis.item, words, words == basis.text))
    return _read(tuple(places), len(places) == len(cited)) if places else None


@functools.lru_cache(maxsize=1024)
def _read(places: tuple[Place, ...], complete: bool) -> CitedSanctions:
    clauses, mentions = list[CitedClause](), list[str]()
    present = whole = complete
    for place in places:
        provision = read_provision(place[4])
        found, certain, closed = _meant(provision, place)
        clauses += (one for one in found if all(one.clause is not other.clause for other in clauses))
        mentions += provision.mentions
        whole = whole and certain
        present = present and closed
    return CitedSanctions(
        tuple(clauses),
        "、".join(dict.fromkeys(cited_place(article) for _, article, *_ in places)),
        normalised("\n".join(dict.fromkeys(words for *_, words, _ in places))),
        "；".join(mentions),
        present,
        whole,
    )


def article_words(basis: Basis, book: StatuteBook) -> str:
    """Give the words of the article that a citation names: the text at hand, or else what it quotes without an omission."""
    return _article(basis.law, basis.version, basis.article, book) or ("" if "…" in basis.text else basis.text)


@functools.lru_cache(maxsize=4096)
def _article(law: str, version: datetime.date | None, label: str, book: StatuteBook) -> str:
    record = book.laws.get(law)
    if record is None:
        return ""
    if not record.versions:
        edition = book.named(record.title)
        return edition.text.article(label) if edition and edition.text else ""
    meant = version_of(record, version) if version else version_in_force(record, book.day)
    text = book.text(law, meant.date) if meant else None
    return text.article(label) if text else ""


def _meant(provision: Provision, cited: Place) -> tuple[list[CitedClause], bool, bool]:
    """Give the clauses of an article that a citation means, whether these are certain to be all, and whether it leaves them to no other provision."""
    law, label, paragraph, item, _, quoted = cited
    paragraph, item = (0, 0) if quoted else (paragraph, item)

    def here(of: int, within: int) -> bool:
        return (not paragraph or of == paragraph) and (not item or within in {0, item})

    pointed = {to for one in provision.references if here(one.paragraph, one.item) for to in one.paragraphs}
    chosen = [one for one in provision.sanctionings if here(one.paragraph, one.item) or one.paragraph in pointed]
    elsewhere = any(here(one.paragraph, one.item) and not one.paragraphs and not one.words.endswith("时") for one in provision.references)
    strayed = not chosen
    chosen = chosen or list(provision.sanctionings)
    several = not paragraph and len({one.paragraph for one in provision.sanctionings}) > 1
    article = f"{law} {label}"
    acts = {(one.paragraph, one.item): {other.conduct for other in chosen if (other.paragraph, other.item) == (one.paragraph, one.item)} for one in chosen}
    found = [
        CitedClause(
            one,
            article,
            expected=not strayed and not several and (not one.item or bool(item)) and len(acts[one.paragraph, one.item]) == 1,
            own=one.decider in {"", chosen[0].decider},
        )
        for one in chosen
    ]
    return found, not strayed and not elsewhere and not provision.unread, not elsewhere


def is_order(measure: Measure) -> bool:
    """Tell whether a sanction is an order to stop something."""
    return bool(_ORDERED.match(measure.name))


def kinds(measure: Measure) -> frozenset[str]:
    """Tell as what kinds a sanction may stand in a table. To stop making, selling or using something is an order (责令), no penalty of art. 9."""
    return _kinds(measure.sanction, measure.name)


@functools.lru_cache(maxsize=2048)
def _kinds(sanction: str, name: str) -> frozenset[str]:
    if _BOTH.match(name):
        return TAKEN
    if _ORDERED.match(name):
        return frozenset({ORDER, "other"})
    if sanction in {"suspend-business", "close"}:
        return frozenset({"suspend-business", "close"}) if "关闭" in name and "停业" in name else frozenset({sanction})
    return frozenset({sanction, "restrict"}) if sanction in {"restrict", "ban", "suspend-licence"} else frozenset({sanction})


def states(found: Range, claimed: SanctionRange) -> bool:
    """Tell whether a range is the one claimed; a lower bound of nothing is no lower bound."""
    low, high, unit = plain_range(found)
    return (low or 0, high, unit) == (claimed.min or 0, claimed.max, unit_of(claimed)) and bases_agree(found.base, claimed.base)


def plain_range(found: Range) -> tuple[Decimal | None, Decimal | None, str]:
    """Give the bounds of a range in a unit that the catalogue has: per mille as percent."""
    if found.unit != "permille":
        return found.min, found.max, found.unit
    return (None if found.min is None else found.min / _SHARE), (None if found.max is None else found.max / _SHARE), "percent"


def bases_agree(one: str, other: str) -> bool:
    """Tell whether two bases may be the same: 货值金额, 违法生产经营的产品货值金额; what either leaves out may be anything."""
    first, second = _bare(one), _bare(other)
    return not first or not second or first in second or second in first


def subject_class(subject: str) -> str:
    """Tell the classes of subjects apart that statutes set different ranges for: unit, person, responsible; empty where the words do not tell."""
    words = _bare(subject)
    return next((name for name, pattern in _SUBJECTS if words and pattern.search(words)), "")


def same_note(one: str, other: str) -> bool:
    """Tell whether two circumstances are said in the same words but for blanks, numerals and 的."""
    return _folded(one) == _folded(other)


def _bare(words: str) -> str:
    return _BLANKS.sub("", words).replace("的", "")


def _folded(words: str) -> str:
    from quanli.codes.numerals import NUMERAL, number_of  # noqa: PLC0415 - few tables have thresholds

    return re.sub(NUMERAL, lambda found: str(number_of(found[0])), _bare(words))


def listed(texts: Sequence[str], most: int = 4) -> str:
    """Join words for a message, each once, the first few."""
    once = list(dict.fromkeys(texts))
    return "；".join(once[:most]) + ("……" if len(once) > most else "")
