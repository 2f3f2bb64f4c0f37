"""The review as a comment on a pull request. Whatever came from the change is text: it cannot make links or markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quanli.errors import Language, Problem
from quanli.personal.masking import masked
from quanli.review.changes_markdown import changes_markdown
from quanli.review.demands_markdown import demands_markdown, problem_said
from quanli.review.harmless import harmless
from quanli.review.next_steps import next_steps
from quanli.review.review import Review

_LONG = 100
"""Pages listed one by one; of more only the number is given: forges take a comment of 65,536 characters."""
_FEW = 50
"""Problems, and items that refer to what changed, listed one by one."""


def markdown(review: Review, language: Language, preview: str = "") -> str:
    """Write the review; addresses of pages begin with ``preview``, where a preview of the change can be seen."""
    zh = language == "zh"
    head = ("变更程序已经履行" if zh else "The procedure is met") if review.met else (
        "变更程序尚未履行" if zh else "The procedure is not met")  # fmt: skip
    parts = [f"## {'✅' if review.met else '❌'} {head}", "", _sum(review, language), ""]
    steps = list(next_steps(review, language))
    parts += [f"**{'下一步' if zh else 'Next'}**", "", *(f"{at}. {step}" for at, step in enumerate(steps, 1)), ""] if steps else []
    parts += [f"## {'程序要求' if zh else 'What the procedure asks'}", "", *demands_markdown(review, language)] if review.demands or review.faults else []
    parts += [f"## {'变更内容' if zh else 'What changes'}", ""]
    parts += changes_markdown(review.files, review.called, language)
    if not review.files:
        parts += ["目录内容没有改动。" if zh else "Nothing in the catalogue changed.", ""]
    if review.outside:
        said = (f"另有 {review.outside} 个文件在目录之外，不属于变更程序。" if zh
                else f"{review.outside} more files lie outside the catalogue: no procedure covers them.")  # fmt: skip
        parts += [said, ""]
    if review.theme:
        parts += _theme(review, language)
    found = review.problems
    titles = ("新出现的问题", "原有的问题", "已解决的问题") if zh else ("New problems", "Old problems", "Problems mended")
    for title, problems in zip(titles, (found.new, found.old, found.mended), strict=True):
        parts += _problems(title, problems, language, open_=problems is found.new)
    if review.shown.whole:
        parts += ["整个网站都受影响。" if zh else "The whole site is affected.", ""]
    parts += _places("受影响的网页" if zh else "Pages affected", review.shown.pages, preview)
    parts += _places("受影响的订阅" if zh else "Feeds affected", review.shown.feeds, preview)
    if review.also:
        title = f"{'引用了改动内容的事项' if zh else 'Items that refer to what changed'}（{len(review.also)}）"
        parts += [f"<details><summary>{title}</summary>", "", *(f"- {harmless(_named(code, review))}" for code in review.also[:_FEW]), "", "</details>", ""]
    changes = "".join(f" · `{change}`" for change in review.changes)
    parts.append(f"`{review.span.base[:12]}…{review.span.head[:12]}`{changes}")
    return "\n".join(parts) + "\n"


def _sum(review: Review, language: Language) -> str:
    """Say in one line how much changes and what is wrong."""
    items = len({file.code for file in review.files if file.code})
    others, new = len(review.files) - sum(bool(file.code) for file in review.files), review.problems.new
    errors = sum(one.severity == "error" for one in new)
    if language == "zh":
        return f"改动 {items} 个事项、{others} 个其他文件；新出现 {errors} 个错误、{len(new) - errors} 个提醒，解决了 {len(review.problems.mended)} 个问题。"
    return f"{items} items and {others} other files change; {errors} new errors, {len(new) - errors} new warnings, {len(review.problems.mended)} problems mended."


def _theme(review: Review, language: Language) -> Iterator[str]:
    """Say that the theme changes, and that a preview may not show it."""
    if language == "zh":
        shown = "预览显示这些改动（并入处的 site.yaml 允许分支的主题）。" if review.theme_shown else "预览仍用并入处的主题，看不到这些改动。"
        yield f"⚠️ 主题改了 {len(review.theme)} 个文件，它们决定网页怎样显示。{shown}"
    else:
        shown = ("A preview shows these changes (the base's site.yaml allows the themes of branches)." if review.theme_shown
                 else "A preview has the base's theme and does not show these changes.")  # fmt: skip
        yield f"⚠️ {len(review.theme)} files of the theme change: they decide how pages look. {shown}"
    yield ""
    yield from (f"- {harmless(path)}" for path in review.theme[:_LONG])
    yield ""


def _named(code: str, review: Review) -> str:
    return review.called.get(("power", code), code)


def _problems(title: str, problems: Iterable[Problem], language: Language, *, open_: bool) -> Iterator[str]:
    """List problems, errors first; those that are not new are folded away."""
    found = sorted(problems, key=lambda one: one.severity != "error")
    if not found:
        return
    yield f"## {title}（{len(found)}）" if open_ else f"<details><summary>{title}（{len(found)}）</summary>"
    yield ""
    yield from (f"- {'❌' if one.severity == 'error' else '⚠️'} {harmless(str(one.place))} {problem_said(one, language)}" for one in found[:_FEW])
    if len(found) > _FEW:
        left = len(found) - _FEW
        yield f"- 另有 {left} 个：用 quanli review --format json 看全部" if language == "zh" else f"- {left} more: quanli review --format json shows all"
    yield ""
    if not open_:
        yield "</details>"
        yield ""


def _places(title: str, places: tuple[str, ...], preview: str) -> Iterator[str]:
    if places:
        yield f"<details><summary>{title}（{len(places)}）</summary>"
        yield ""
        yield from (f"- <{preview.rstrip('/')}{place}>" if preview else f"- `{place}`" for place in map(masked, places[:_LONG]))
        yield ""
        yield "</details>"
        yield ""
