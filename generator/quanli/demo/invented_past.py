"""What might have happened to any catalogue: longer limits, a paper more, a misprint, a reform, another code."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import PurePosixPath

from quanli.catalogue.content_kinds import OFFICE
from quanli.demo.chapter import APPROVED, Chapter, Earlier, Texts

_LETTER = "  - {name: 单位介绍信, required: always, originals: 1, medium: paper, source: applicant}\n"


def invented_past(paths: Iterable[str]) -> Iterator[Chapter]:
    """Tell changes of some of the powers, chosen by the order of their files."""
    day = datetime.date
    some = sorted(paths)
    yield Chapter(
        day(2016, 9, 12), "更正权力编码", (("Change-Reason", "原编码与编码规则不符，予以更正。"),), _recoded(some[-1])
    )
    yield Chapter(
        day(2017, 4, 6),
        "更正材料份数",
        (("Change-Reason", "录入错误：复印件应为 1 份，误录为 10 份。"),),
        _each(some[:1] + some[2::9], r"copies: 1\b", "copies: 10", count=1),
    )
    yield Chapter(
        day(2018, 7, 2),
        "取消单位介绍信",
        (("Change-Reason", "减证便民：不再要求提交单位介绍信。"), ("Document", "样例市政办发〔2018〕46号"), *APPROVED),
        _each(some[::4], r"^materials:\n", f"materials:\n{_LETTER}", count=1),
    )
    yield Chapter(
        day(2019, 3, 28), "机构改革：职责划入", (("Change-Reason", "机构改革，有关职责和事项划入新组建的机关。"), ("Document", "样例市机构改革方案"), *APPROVED), _moved(some)
    )
    for year, part in ((2020, some[::2]), (2023, some[1::3])):
        yield Chapter(
            day(year, 10, 15),
            f"{year} 年压减承诺时限",
            (
                ("Change-Reason", "优化营商环境，压减办理时限。"),
                ("Legal-Basis", "优化营商环境条例第三十六条"),
                ("Document", f"样例市政办发〔{year}〕31号"),
                ("Effective-On", f"{year}-11-01"),
                *APPROVED,
            ),
            _lengthened(part),
        )


def _each(paths: Iterable[str], pattern: str, new: str | Callable[[re.Match[str]], str], count: int = 0) -> Earlier:
    def earlier(texts: Texts) -> Texts:
        edited = {
            path: re.sub(pattern, new, texts[path], count=count, flags=re.MULTILINE) for path in paths if path in texts
        }
        return texts | edited

    return earlier


_PROMISED = re.compile(r"(promised: \{amount: )(\d+)(, unit: workday)")
_STATUTORY = re.compile(r"^  statutory:(?: \{|\n    )amount: (\d+)(?:, |\n    )unit: (\w+)", re.MULTILINE)


def _lengthened(paths: Iterable[str]) -> Earlier:
    """Let promises be three working days longer, within what the statute allows, where no other words of the item say them."""

    def earlier(texts: Texts) -> Texts:
        return texts | {path: _PROMISED.sub(partial(_longer, texts[path]), texts[path]) for path in paths if path in texts}

    return earlier


def _longer(text: str, found: re.Match[str]) -> str:
    days, limit = int(found.group(2)) + 3, _STATUTORY.search(text)
    spent = days if limit and limit.group(2) == "workday" else math.ceil(days * 7 / 5)
    within = (not limit or spent <= int(limit.group(1))) and f"承诺 {found.group(2)} 个工作日" not in text
    return f"{found.group(1)}{days}{found.group(3)}" if within else found.group()


def _moved(paths: list[str]) -> Earlier:
    """Put the last items of the largest office under the office that it was before the reform."""
    offices = [PurePosixPath(path).parent.name for path in paths]
    office = max(sorted(set(offices)), key=offices.count)
    former = f"{office}-yuan"

    def earlier(texts: Texts) -> Texts:
        for path in [path for path in paths if f"/{office}/" in path and path in texts][-3:]:
            text = re.sub(r"^office: .*$", f"office: {former}", texts.pop(path), flags=re.MULTILINE)
            texts[path.replace(f"/{office}/", f"/{former}/")] = text
        made = texts.get(OFFICE.file(office), "")
        made = re.sub(r"^id: .*$", f"id: {former}", made, flags=re.MULTILINE)
        made = re.sub(r"^name: (.*)$", r"name: \1（机构改革前）", made, flags=re.MULTILINE)
        return texts | ({OFFICE.file(former): made} if made else {})

    return earlier


def _recoded(path: str) -> Earlier:
    """Put an item under the code that it had at first."""
    code = PurePosixPath(path).stem

    def earlier(texts: Texts) -> Texts:
        for name in [name for name in texts if PurePosixPath(name).name == f"{code}.yaml"]:
            text = re.sub(r"^code: .*$", f"code: JIU-{code}", texts.pop(name), flags=re.MULTILINE)
            texts[name.replace(f"/{code}.yaml", f"/JIU-{code}.yaml")] = text
        return texts

    return earlier
