"""``quanli build``: the site, from the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from quanli.cli.voice import Voice
    from quanli.pipeline.options import Report


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser("build", parents=[common], help="生成网站 / build the site")
    _what(command)
    _how(command)
    command.add_argument("--quiet", action="store_true", help="不显示进度 / no progress")
    command.add_argument("--explain", action="store_true", help="说明每个网页为何重建 / why each page was made again")
    command.set_defaults(run=run)


def _what(command: argparse.ArgumentParser) -> None:
    """Describe which site is built, where to and for whom."""
    import datetime  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    command.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="输出目录，默认站点下的 output / where to (default: output in the site)",
    )
    command.add_argument(
        "--audience", choices=("public", "internal"), default="public", help="给谁看 / for whom"
    )
    days = command.add_mutually_exclusive_group()
    days.add_argument(
        "--day",
        type=datetime.date.fromisoformat,
        metavar="DATE",
        help="现有目录在哪一天适用的内容，待生效的预告，默认最近一次提交之日 / what of the repository is in force on which day; what is to come is announced (default: the day of the last commit)",
    )
    days.add_argument(
        "--as-of",
        type=datetime.date.fromisoformat,
        metavar="DATE",
        help="过去某一天的目录，只含当时已有的内容 / the catalogue as it stood on a day of the past, with nothing of what came later",
    )
    command.add_argument(
        "--base",
        metavar="BASE",
        help="预览分支：用它要并入的分支或提交的主题，除非那里的 site.yaml 允许分支的主题 / preview a branch with the theme of what it is to be merged into",
    )


def _how(command: argparse.ArgumentParser) -> None:
    """Describe with which processes it is built, and what counts as changed."""
    from quanli.cli.whole_number import whole_number  # noqa: PLC0415

    command.add_argument(
        "--jobs",
        type=whole_number(0, 1000),
        default=0,
        metavar="N",
        help="进程数，默认每核一个 / processes (default: one a core)",
    )
    command.add_argument(
        "--executor",
        default="",
        metavar="URL",
        help="Dask 集群的调度地址，如 tcp://scheduler:8786 / a Dask cluster's scheduler",
    )
    command.add_argument(
        "--committed",
        action="store_true",
        help="只看提交，不查工作目录（CI 的干净检出）/ only commits count, as in a clean checkout of CI",
    )


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Build what the command line asks for."""
    return build(
        voice,
        arguments.site,
        explained=arguments.explain,
        output=arguments.output.resolve() if arguments.output else None,
        as_of=arguments.as_of,
        day=arguments.day,
        jobs=arguments.jobs,
        audience=arguments.audience,
        quiet=arguments.quiet,
        executor=arguments.executor,
        base=arguments.base,
        committed=arguments.committed,
    )


def build(voice: Voice, site: Path | str, *, explained: bool = False, base: str | None = None, **asked: Any) -> int:
    """Build and say what was done, for a preview with the theme of ``base``; ``asked`` are fields of :class:`quanli.pipeline.options.Options`, the others as usual."""
    from pathlib import Path  # noqa: PLC0415

    from quanli.build.executor import collect_seldom  # noqa: PLC0415

    collect_seldom()  # the modules imported from here on make more objects than a small build

    from quanli.pipeline.options import Options  # noqa: PLC0415
    from quanli.plugin.host import build_site  # noqa: PLC0415

    options = Options(Path(site).resolve(), **asked)
    if base is not None:  # an empty one is a variable of a pipeline that is not set: no leave to run the branch's theme
        from quanli.cli.preview import with_theme_of  # noqa: PLC0415 - most builds are no previews

        options = with_theme_of(base, options, voice)
    if options.as_of:
        from quanli.pipeline.as_of import as_it_stood  # noqa: PLC0415 - most builds are of today

        with as_it_stood(options) as stood:
            report = build_site(stood)
    else:
        report = build_site(options)
    if report.cold:
        from quanli.pipeline.last_state import THROWN_AWAY  # noqa: PLC0415 - heavy, and known by now

        if report.cold in THROWN_AWAY and not explained:
            voice.say(f"全部重建：{report.cold[0]}", f"everything was made: {report.cold[1]}")
    voice.done(report.powers, report.written, report.removed, report.warnings, report.output)
    if explained:
        explain(report, voice)
    return 0


def explain(report: Report, voice: Voice) -> None:
    """Say of each file why it was made again."""
    if report.cold:
        voice.say(f"全部重建：{report.cold[0]}", f"everything was made: {report.cold[1]}")
    for path, why in sorted(report.reasons.items()):
        voice.say(f"{path}  ← {why[0]}", f"{path}  <- {why[1]}")
