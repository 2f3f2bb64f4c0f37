"""A drawn chart read back from its SVG as somebody sees it: boxes with their words, arrows with their tips."""

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET

from quanli.flowchart.draw import draw

NUMBER = re.compile(r"-?[\d.]+")


@dataclass(frozen=True)
class Box:
    """A step: its classes, its words, its bounds."""

    kind: str
    words: tuple[str, ...]
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self):
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def on_edge(self, x, y, slack=1.6):
        """Tell whether a point lies on the outline."""
        if "diamond" in self.kind:
            across, down = self.right - self.left, self.bottom - self.top
            (mx, my) = self.middle
            far = abs(x - mx) / (across / 2) + abs(y - my) / (down / 2)
            return abs(far - 1) * min(across, down) / 2 <= slack
        beside = min(abs(x - self.left), abs(x - self.right)) <= slack and self.top - slack <= y <= self.bottom + slack
        return beside or (min(abs(y - self.top), abs(y - self.bottom)) <= slack and self.left - slack <= x <= self.right + slack)

    def holds(self, x, y):
        return self.left < x < self.right and self.top < y < self.bottom


@dataclass(frozen=True)
class Way:
    """An arrow: the points of its line, the point of its tip, the two corners behind it."""

    points: list[tuple[float, float]]
    tip: tuple[float, float]
    corners: tuple[tuple[float, float], tuple[float, float]]

    @property
    def start(self):
        return self.points[0]

    @property
    def end(self):
        return self.points[-1]

    def far(self, point):
        """Give the distance of a point from the line, be it curved or not."""
        return min(_far(point, *ends) for ends in pairwise(self.points))


class Picture:
    """An SVG read back. ``labels`` and ``headings`` are words with their places; ``bounds`` the x of the
    lanes' bounds, ``rule`` where the line below the headings begins.
    """

    def __init__(self, svg):
        self.root = ET.fromstring(svg)
        self.width, self.height = float(self.root.get("width")), float(self.root.get("height"))
        self.boxes = [_box(group) for group in self.root.iter("g")]
        drawn = {path.get("class"): path.get("d") for path in self.root.findall("path")}
        self.ways = [Way(line, tip[0], (tip[1], tip[2])) for line, tip in zip(_parts(drawn["way"]), _parts(drawn["tip"]), strict=True)]
        self.labels = [(text.text, float(text.get("x")), float(text.get("y"))) for text in self.root.findall("text[@class='label']")]
        self.headings = [(text.text, float(text.get("x")), float(text.get("y"))) for text in self.root.findall("text[@class='heading']")]
        *bounds, rule = _parts(drawn["bound"]) if "bound" in drawn else [None]
        self.bounds, self.rule = [part[0][0] for part in bounds], rule and rule[0]


def pictures(charts):
    """Draw charts and read them back."""
    return [Picture(drawing.svg) for drawing in draw(charts)]


def points(x, y):
    """Give the direction from one point to another."""
    length = math.hypot(y[0] - x[0], y[1] - x[1])
    return (y[0] - x[0]) / length, (y[1] - x[1]) / length


def _far(point, one, other):
    (x, y), (ax, ay), (bx, by) = point, one, other
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = max(0, min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) if length else 0
    return math.dist(point, (ax + share * (bx - ax), ay + share * (by - ay)))


def _parts(path):
    """Cut a path of M, C and L at each M, as lists of points."""
    found = []
    for part in path.split("M")[1:]:
        numbers = [float(number) for number in NUMBER.findall(part.partition("H")[0].partition("V")[0])]
        found.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return found


def _box(group):
    xs, ys = _outline(group.find("path").get("d"))
    return Box(group.get("class"), tuple(text.text for text in group.findall("text")), min(xs), min(ys), max(xs), max(ys))


def _outline(path):
    """Follow a closed outline of relative strokes (l, h, v, q) and give every x and y that it touches."""
    x, y = map(float, NUMBER.findall(path.partition("M")[2])[:2])
    xs, ys = [x], [y]
    for letter, said in re.findall(r"([lhvq])([^lhvqz]*)", path):
        numbers = [float(number) for number in NUMBER.findall(said)]
        dx, dy = {"l": numbers, "h": (*numbers, 0), "v": (0, *numbers), "q": numbers[2:]}[letter]
        x, y = x + dx, y + dy
        xs.append(x)
        ys.append(y)
    assert path.endswith("z")
    return xs, ys
