"""Stories made up at random: what honest people do is admitted, and one dishonest step more is refused, from wherever it is looked at."""

import random
import re

import pytest

from quanli.review.admission import admit
from review.repository import POWER, Repository

CHAIN = "procedure: {chains: {content: {say: [Change-Reason], approve: [Legal-Review]}}}\n"
PROMISED = re.compile(r"promised: \{amount: \d+")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    made = Repository(tmp_path_factory.mktemp("template"), settings=CHAIN)
    made.main()
    for number in (2, 3):
        made.write(item(number), made.read().replace("YJ-XK-0001", f"YJ-XK-000{number}"))
    made.commit("三项")
    return made


def item(number):
    return POWER.replace("0001", f"000{number}")


def promise(made, number, days):
    made.write(item(number), PROMISED.sub(f"promised: {{amount: {days}", made.read(item(number))))


def honest(made, draw, at):
    """Change one or two items, have it approved, and bring it to the main line in one of the ways that there are."""
    branch = f"branch{at}"
    made.branch(branch)
    for number in draw.sample((1, 2, 3), draw.choice((1, 1, 2))):
        promise(made, number, 20 + 10 * at + number)
    made.approve(made.propose(), "Legal-Review")
    made.main()
    if draw.random() < 0.4:
        made.write(f"note{at}.txt", "x")
        made.commit("别处")
    how = draw.choice(("merge", "squash", "rebase"))
    if how == "merge":
        made.git("merge", "--quiet", "--no-ff", "-m", "合并", branch)
    elif how == "squash":
        made.git("merge", "--quiet", "--squash", branch)
        made.commit("压缩")
    else:
        made.git("rebase", "--quiet", "main", branch)
        made.main()
        made.git("merge", "--quiet", "--ff-only", branch)


def dishonest(made, draw, start):
    """Do to the main line what nobody approved."""
    how = draw.choice(("direct", "older", "smuggled", "shredded"))
    if how == "direct":
        promise(made, draw.choice((1, 2, 3)), 300)
    elif how == "older":
        text = made.git("show", f"{start}:{item(1)}") + "\n"
        if text == made.read(item(1)):
            text = PROMISED.sub("promised: {amount: 301", text)
        made.write(item(1), text)
    elif how == "smuggled":
        made.branch("side")
        made.write("side.txt", "x")
        made.commit("旁支")
        made.main()
        made.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
        promise(made, 2, 302)
    else:
        made.git("rm", "--quiet", draw.choice([path for path in made.git("ls-files", "content/approvals").split() if "legal" in path]))
    made.commit("夹带")


@pytest.mark.parametrize("seed", range(4))
def test_a_story(template, tmp_path, seed):
    """The main line is admitted up to the dishonest step, and not with it, whether judged from the start or from just before."""
    made, draw = Repository.copied(template, tmp_path), random.Random(seed)
    start = made.head
    count = draw.choice((2, 3))
    for at in range(count):
        honest(made, draw, at)
    good = made.head
    found = admit(made.site, start, good)
    assert [one.message("zh") for one in found.problems] == []
    assert len(found.changes) == count
    dishonest(made, draw, start)
    assert not admit(made.site, start, made.head).ok
    assert not admit(made.site, good, made.head).ok
