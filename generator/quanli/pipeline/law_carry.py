"""What of an item can be carried over to newer versions of the laws that it cites, and what a person must judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quanli.catalogue.law_rests import article_of, rests_of
from quanli.catalogue.power import Basis, Power
from quanli.codes.articles import Article, cited_place, parse_article
from quanli.errors import Path
from quanli.frozen import frozen
from quanli.pipeline.law_steps import Step, Steps
from quanli.statutes.carried import Carried, carried
from quanli.statutes.compare import Fate

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
    judge += _following(power, steps)
    return CarriedOver(values, tuple(judge))


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
