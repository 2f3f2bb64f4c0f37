from quanli.errors.problem import (
    Language,
    Path,
    Place,
    Problem,
    ProblemsFoundError,
    Rule,
    Severity,
    sorted_problems,
)

__all__ = [
    "Language",
    "Path",
    "Place",
    "Problem",
    "ProblemsFoundError",
    "Rule",
    "Severity",
    "sorted_problems",
]
