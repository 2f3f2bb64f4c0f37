"""A site that holds an item and an office for each case."""

import yaml

from sites import build, make_site


def lines_of(against):
    """Give the ways of one thing as the cases write them."""
    return [line_of(way) for way in against["ways"]]


def line_of(way):
    within = f"{way['within']['amount']} {way['within']['unit']}" if way["within"] else "-"
    first, second = (*way["articles"], "-", "-")[:2]
    return f"{way['kind']}/{way['order']} {'、'.join(way['bodies'])} {within} {first} {second}"


def item_of(code, office, case):
    """Give the item of a case as it is written in YAML."""
    item = {"code": code, "name": case.name, "category": case.category, "office": office, "summary": "一句话。", "power_source": "statutory"}
    basis = [{"law": law, "article": article, "role": "establishes"} for law, article in case.cites]
    return item | ({"basis": basis} if basis else {}) | case.item


def cases_site(folder, cases, laws, day):
    """Build a site of cases by the law of a day; the code of a case is T- and its number."""
    more = "laws:\n" + "".join(f"  - {{id: {law}, title: {title}, kind: law}}\n" for law, title in laws.items())
    site = make_site(folder)
    register = site / "content/laws.yaml"
    register.write_text(register.read_text(encoding="utf-8") + more.removeprefix("laws:\n"), encoding="utf-8")
    for number, case in enumerate(cases):
        office = f"o{number}"
        put_yaml(site / f"content/offices/{office}.yaml", {"id": office} | case.office)
        put_yaml(site / f"content/powers/{office}/T-{number}.yaml", item_of(f"T-{number}", office, case))
    build(site, "--as-of", day)
    return site


def put_yaml(path, values):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
