from quanli.errors.problem import (
    Language,
    Path,
    Place,
    Problem,
    ProblemsFoundError,
    Severity,
    problem,
    sorted_problems,
)

__all__ = [
    "Language",
    "Path",
    "Place",
    "Problem",
    "ProblemsFoundError",
    "Severity",
    "problem",
    "sorted_problems",
]
