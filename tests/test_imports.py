"""Files import one way: none comes back to itself, on whatever way; the floors of the house are import-linter's."""

import graphlib
import sys

import grimp
import pytest

CIRCLES = {
    "when loaded": "from tiny import other",
    "in a function": "def late():\n    from tiny import other",
    "for types only": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from tiny import other",
    "through the package": "import tiny",
}


def circle(package: str) -> list[str]:
    """Find files of a package that import each other in a circle; none when there is none."""
    graph = grimp.build_graph(package, cache_dir=None)
    try:
        graphlib.TopologicalSorter({file: graph.find_modules_directly_imported_by(file) for file in graph.modules}).prepare()
    except graphlib.CycleError as error:
        return error.args[1]
    return []


def test_no_file_imports_itself_in_a_circle():
    """No file rests on one that rests on it, counting imports inside functions, and those that serve types only."""
    assert circle("quanli") == []


@pytest.mark.parametrize("way", CIRCLES)
def test_a_circle_is_found(tmp_path, monkeypatch, way):
    """Two files that import each other are found, however one of them does it."""
    package = tmp_path / "tiny"
    package.mkdir()
    (package / "__init__.py").write_text("from tiny import other\n" if way == "through the package" else "")
    (package / "one.py").write_text(f"{CIRCLES[way]}\n")
    (package / "other.py").write_text("import tiny.one\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert set(circle("tiny")) >= {"tiny.one", "tiny.other"}
