"""What tests of incremental builds share: lists that are cut after a few items, and the comparison with a clean build."""

import shutil
from pathlib import Path

from quanli.assemble.cut import Size
from quanli.pipeline.settings import LIBRARY
from quanli.sealed import seal
from sites import build


def cut_small(monkeypatch) -> None:
    """Let lists of a few items go over several pages, files of data, site maps and parts of the list of digests."""
    import quanli.pipeline.changed
    import quanli.pipeline.national
    import quanli.pipeline.output
    import quanli.pipeline.site_maps
    import quanli.pipeline.update

    small = Size(2, 2, 4)
    lists = (
        (quanli.pipeline.update, ("PAGE", "DATA")),
        (quanli.pipeline.output, ("DIGESTS",)),
        (quanli.pipeline.site_maps, ("SITEMAP",)),
        (quanli.pipeline.changed, ("DATA",)),
        (quanli.pipeline.national, ("SIZE",)),
    )
    for module, names in lists:
        for name in names:
            monkeypatch.setattr(module, name, small)


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def same_as_clean(site: Path, scratch: Path, *asked: str) -> None:
    """Build a copy of the site, of its repository and its law library where it has them, anew and compare every byte; ``asked`` is what the last build was asked for."""
    clean = scratch / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(site, clean, symlinks=True, ignore=shutil.ignore_patterns("output", ".quanli"))
    if (site / LIBRARY).exists():
        (clean / LIBRARY).parent.mkdir()
        shutil.copyfile(site / LIBRARY, clean / LIBRARY)
        seal(clean / LIBRARY)
    assert build(clean, *asked) == 0
    _same_bytes(site, clean)


def _same_bytes(site: Path, clean: Path) -> None:
    left, right = tree(site / "output"), tree(clean / "output")
    assert left.keys() ^ right.keys() == set()
    assert [path for path in left if left[path] != right[path]] == []


def same_verdict(site: Path, scratch: Path, capsys) -> int:
    """Build the site as it is, and a copy of it anew: both say the same and end with the same status, which is given.

    Where all is well, both outputs are the same byte for byte.
    """
    clean = scratch / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(site, clean, symlinks=True, ignore=shutil.ignore_patterns("output", ".quanli"))
    statuses, said = [], []
    for each in (site, clean):
        capsys.readouterr()
        statuses.append(build(each))
        said.append([line.partition(", ")[0] if line.startswith("done: ") else line for line in capsys.readouterr().err.splitlines()])
    assert said[0] == said[1]
    assert statuses[0] == statuses[1]
    if statuses[0] == 0:
        _same_bytes(site, clean)
    return statuses[0]
