"""What of an item can be carried over to newer versions of the laws that it cites, and what a person must judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quanli.catalogue.law_rests import Rest, article_of, rests_of
from quanli.catalogue.power import Basis, Power
from quanli.codes.articles import Article, cited_place, format_article, parse_article
from quanli.errors import Path
from quanli.frozen import frozen
from quanli.pipeline.law_steps import Step, Steps
from quanli.records.texts import texts_in
from quanli.statutes.carried import Carried, carried
from quanli.statutes.citing import has_citation
from quanli.statutes.compare import Fate
from quanli.statutes.places_cited import ARTICLE

KINDS = {
    "same": "没有变化", "changed": "内容有改动", "moved": "改了条号", "moved-changed": "改了条号，内容有改动",
    "split": "分成几条", "merged": "与别的条合并", "new": "新增", "gone": "已经删去",
}  # fmt: skip
"""What became of an article, in the words of a message."""


@frozen
class CarriedOver:
    """The values of an item's file that change, by path, and what is left to judge, a sentence each."""

    values: Mapping[Path, str]
    judge: tuple[str, ...]


def carry_over(power: Power, steps: Steps) -> CarriedOver:
    """Carry the provisions of an item over to the newest versions of their laws."""
    values, judge = dict[Path, str](), list[str]()
    for at, basis in enumerate(power.basis):
        step = steps.of(basis.law, basis.version) if basis.law in steps.newest else None
        if step:
            more, doubts = _basis(at, basis, step)
            values |= more
            judge += doubts
    words, doubts = _in_words(power, steps)
    judge += (*doubts, *_following(power, steps))
    return CarriedOver(values | words, tuple(dict.fromkeys(judge)))


def _basis(at: int, basis: Basis, step: Step) -> tuple[dict[Path, str], list[str]]:
    path: Path = ("basis", at)
    named = {(*path, "version"): step.after.date.isoformat()} if basis.version else {}
    place = parse_article(basis.article)
    if place is None:
        return named, [] if basis.article == "" else [f"{_said(path)}：“{basis.article}”不是条文的写法"]
    fate = step.comparison.of(article_of(basis))
    cited = cited_place(basis.article, basis.paragraph, basis.item)
    if fate is None:
        return {}, [f"{_said(path)}《{step.name}》{cited}：{step.before} 版没有这一条"]
    found = carried(Article(place.number, place.after, basis.paragraph, basis.item), basis.text, fate, step.texts)
    if found.doubt:
        return {}, [f"{_said(path)}《{step.name}》{cited}：{found.doubt}，没有改引"]
    values = named | dict(_moved(path, basis, found))
    return values, [f"{_said(path)}《{step.name}》{cited}：{_became(fate, found)}"] if fate.words == "changed" else []


def _moved(path: Path, basis: Basis, found: Carried) -> Iterator[tuple[Path, str]]:
    if found.article != article_of(basis):
        yield (*path, "article"), found.article
    if found.paragraph != basis.paragraph:
        yield (*path, "paragraph"), str(found.paragraph)
    if found.item != basis.item:
        yield (*path, "item"), str(found.item)
    if found.text != basis.text:
        yield (*path, "text"), found.text


def _became(fate: Fate, found: Carried) -> str:
    renewed = "，引文照新条文" if found.text else ""
    return f"{KINDS[fate.kind]}，现为{cited_place(found.article, found.paragraph, found.item)}{renewed}，核对本项"


def _in_words(power: Power, steps: Steps) -> tuple[dict[Path, str], list[str]]:
    """Give texts the new numbers of articles that only moved; where more differs, or a list of articles is cited, a person decides."""
    texts = dict(texts_in(power, has_citation))
    values, doubts = dict[Path, str](), list[str]()
    rests = [rest for rest in rests_of(power, steps.book) if rest.cited and rest.law in steps.newest]
    for rest in sorted(rests, key=lambda one: one.cited.start if one.cited else 0, reverse=True):  # from behind: places before stay
        step = steps.of(rest.law, rest.version)
        fate = step.comparison.of(rest.article) if step else None
        if step is None or fate is None or fate.same:
            continue
        span = _written(rest, texts[rest.path])
        if fate.kind == "moved" and span:
            text = values.get(rest.path, texts[rest.path])
            values[rest.path] = text[: span[0]] + fate.after[0] + text[span[1] :]
        else:
            now = f"，现为{'、'.join(fate.after)}" if fate.after and fate.after != fate.before else ""
            doubts.append(f"{_said(rest.path)} 引《{step.name}》{rest.article}：{KINDS[fate.kind]}{now}，没有改")
    return values, doubts[::-1]


def _written(rest: Rest, text: str) -> tuple[int, int] | None:
    """Give where a citation writes its article, if it writes that one alone."""
    cited = rest.cited
    found = ARTICLE.search(text, cited.start, cited.end) if cited and not cited.since else None
    place = parse_article(found[0]) if found else None
    return found.span() if found and place and format_article(place) == rest.article else None


def _following(power: Power, steps: Steps) -> Iterator[str]:
    """Name what is made by an article that changed and cites none itself."""
    told = dict[tuple[str, str, str], int]()
    for rest in rests_of(power):
        step = steps.of(rest.law, rest.version) if rest.follows and rest.law in steps.newest else None
        fate = step.comparison.of(rest.article) if step else None
        if step and fate and fate.words == "changed":
            key = step.name, rest.article, str(rest.path[0])
            told[key] = told.get(key, 0) + 1
    for (name, article, field), count in told.items():
        what = f"{count} 个裁量档次" if field == "discretion" else "法定时限"
        yield f"{field}：{what}依据《{name}》{article}，条文{KINDS['changed']}，逐项核对"


def _said(path: Path) -> str:
    return ".".join(map(str, path))
