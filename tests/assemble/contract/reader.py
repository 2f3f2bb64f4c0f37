"""A portal's reader as somebody wrote it for the data of before version 1 was declared. It is kept as it is: it must go on working."""


def card(item):
    """Make the card of an item, from its JSON."""
    limits = item.get("time_limits") or {}
    limit = limits.get("promised") or limits.get("statutory")
    return {
        "title": item["name"],
        "link": item["url"],
        "closed": item["state"]["state"] != "active",
        "since": item["state"]["on"],
        "limit": f"{limit.get('amount', 0)} {limit['unit']}" if limit else None,
        "bring": [(one["name"], one.get("required", "always"), one.get("originals", 0)) for one in item.get("materials") or []],
        "free": item.get("fees") == [],
        "laws": [(one["law"], one.get("article", ""), one.get("role", "establishes")) for one in item.get("basis", ())],
        "steps": [one["name"] for one in (item.get("flows") or {}).get("external", ())],
        "sue": [way["text"] for against in item["remedies"]["against"] for way in against["ways"] if way["kind"] == "lawsuit"],
    }


def line(row):
    """Make a line of a list, from a row of the catalogue."""
    limit = f"{row['promised']} {row['limit_unit']}" if row["promised"] else row["limit_unit"] or None
    return (row["code"], row["name"], row["category"], row["office"], row["state"], limit, row["statutory"] or 0, row["free"], row["visits"], row["url"])


def parts(index):
    """Give the files of the catalogue, from their list."""
    return [f"/{one['name']}.json" for one in index["parts"]]
