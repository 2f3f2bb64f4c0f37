"""What brings about the problems of ``quanli audit``: a built site spoiled, and servers that do not do as promised."""

from collections.abc import Callable

from audit.test_audit import PAGE, SPOILED, before_end
from audit.test_other_hosts import others
from errors.target_inputs import serving
from sites import build

AUDITS: dict[str, Callable[..., str]] = {}


def audited(desk, spoil, *more: str) -> str:
    """Build a site, spoil it and audit it."""
    site = desk.site()
    assert build(site) == 0
    spoil(site)
    return desk.run("audit", "--site", site, "--quiet", "--jobs", "1", "--day", "2026-06-01", *more)


def _spoiled(spoil) -> Callable[..., str]:
    return lambda desk: audited(desk, spoil)


AUDITS |= {code: _spoiled(spoil) for spoil, code, _ in SPOILED.values()}
AUDITS["OFFICE_MISSPELT"] = _spoiled(before_end("<p>请到某某县应急管局办理。</p>"))
AUDITS["PHONE_MISSPELT"] = _spoiled(before_end("<p>请打 0000-5550109。</p>"))
AUDITS["OUTPUT_UNBUILT"] = lambda desk: desk.run("audit", "--site", desk.site())


def same_title(site) -> None:
    title = (site / "output/about/index.html").read_text(encoding="utf-8").partition("<title>")[2].partition("</title>")[0]
    page = site / "output" / PAGE
    old = page.read_text(encoding="utf-8").partition("<title>")[2].partition("</title>")[0]
    page.write_text(page.read_text(encoding="utf-8").replace(f"<title>{old}<", f"<title>{title}<"), encoding="utf-8")


AUDITS["TITLE_TWICE"] = _spoiled(same_title)


def _elsewhere(path: str) -> Callable[..., str]:
    def asked(desk) -> str:
        with others() as (host, _):
            return audited(desk, before_end(f'<a href="{host}{path}">x</a>'), "--external")

    return asked


AUDITS["ELSEWHERE_DEAD"], AUDITS["ELSEWHERE_UNSURE"] = _elsewhere("/gone/"), _elsewhere("/hidden/")


def no_redirect(desk) -> str:
    with serving(lambda _, path: (200 if path.endswith("/") or "." in path else 404, {}, b"")) as url:
        return audited(desk, lambda _: None, "--url", url)


AUDITS["WEB_REDIRECT"] = no_redirect
