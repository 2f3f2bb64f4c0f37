"""A site with nothing in it but its settings, and what an import and an export say and leave there."""

from pathlib import Path

from quanli.catalogue.power import Power
from quanli.cli import main
from quanli.records.read import read_record
from quanli.records.write import plain


def empty_site(folder: Path, name: str = "empty") -> Path:
    """Make a site without any content."""
    site = folder / name
    (site / "content").mkdir(parents=True)
    (site / "content" / "site.yaml").write_text("name: 测试\nbody: 测试区人民政府\n", encoding="utf-8")
    return site


def run_import(site: Path, file: Path, *more: str, office: str = "ajj") -> int:
    """Run ``quanli import``."""
    return main(["import", str(file), "--office", office, "--site", str(site), "--lang", "zh", "--quiet", *more])


def run_export(site: Path, file: Path, *more: str) -> int:
    """Run ``quanli export``."""
    return main(["export", str(file), "--site", str(site), "--lang", "zh", "--quiet", *more])


def powers(site: Path) -> dict[str, dict]:
    """Give the plain values of every power of a site by its path."""
    found = {}
    for path in sorted(site.glob("content/powers/*/*.yaml")):
        power, problems = read_record(path.read_bytes(), path.name, Power)
        assert power is not None and not [one for one in problems if one.severity == "error"]
        found[path.relative_to(site).as_posix()] = plain(power)
    return found


def tree(site: Path) -> dict[str, bytes]:
    """Give every file of a site's content."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("content/**/*") if path.is_file()}


def sheet(folder: Path, text: str, name: str = "sheet.csv") -> Path:
    """Write a CSV file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def errors(site: Path, capsys) -> list[str]:
    """Run ``quanli check`` and give the codes of its errors."""
    from sites import check

    return [one["code"] for one in check(site, capsys)[1] if one["severity"] == "error"]
