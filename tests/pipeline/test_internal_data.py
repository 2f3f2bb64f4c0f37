"""What is internal never leaves the house by way of the public tree."""

from sites import POWER, build, check, make_site

CANARY = "CANARY-7f3a"


def test_internal_block_in_the_public_tree_is_refused(tmp_path, capsys):
    """An internal block under content/ is an error at its line, and nothing of the site is written."""
    site = make_site(tmp_path)
    with (site / POWER).open("a", encoding="utf-8") as file:
        file.write(f"internal:\n  staff_name: {CANARY}\n")
    line = (site / POWER).read_text(encoding="utf-8").splitlines().index("internal:") + 1
    status, problems = check(site, capsys)
    assert status == 1
    assert [(one["code"], one["line"]) for one in problems if one["severity"] == "error"] == [("INTERNAL_IN_PUBLIC", line)]
    assert build(site) == 1
    assert not (site / "output").exists()
