"""``quanli schema``: what editors complete from, judged by somebody else's validator."""

import json
import re
import typing

import jsonschema
import pytest
import yaml

from content_files import good, path_of
from quanli.catalogue.content_kinds import KINDS as ALL
from quanli.catalogue.content_kinds import RECORDS
from quanli.catalogue.tree import FolderTree, files_of
from quanli.cli import main
from sites import POWER, make_site

KINDS = {kind.name: kind for kind in ALL if kind.name in RECORDS}


class Core(yaml.SafeLoader):
    """Reads YAML by the core schema of version 1.2, as editors do: only true, false, null and numbers are not text."""

    yaml_implicit_resolvers: typing.ClassVar = {}


for tag, pattern, first in (("bool", "^(true|false)$", "tf"), ("int", r"^-?[0-9]+$", "-0123456789"), ("float", r"^-?[0-9]*\.[0-9]+$", "-.0123456789"), ("null", "^(null|~|)$", ["n", "~", ""])):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


@pytest.fixture(scope="module")
def schemas(tmp_path_factory):
    """Write all schemas by ``quanli schema --all``."""
    folder = tmp_path_factory.mktemp("schemas")
    assert main(["schema", "--all", str(folder), "--lang", "en"]) == 0
    return {kind: json.loads((folder / f"{kind}.schema.json").read_bytes()) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_one(kind, schemas, capsys):
    """Each schema is valid by the draft that it names, and printed the same as it is written."""
    jsonschema.Draft202012Validator.check_schema(schemas[kind])
    assert main(["schema", kind]) == 0
    assert json.loads(capsys.readouterr().out) == schemas[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_schema_accepts_starter_and_sample(kind, schemas, sample, tmp_path):
    """The starter with an example of each kind, and the whole sample, are valid by the schemas."""
    judge = jsonschema.Draft202012Validator(schemas[kind])
    paths = [site / file for site in (sample, make_site(tmp_path, **{path_of(KINDS[kind]): good(KINDS[kind], 1)})) for file in files_of(FolderTree(site), KINDS[kind])]
    assert paths
    wrong = [(path.name, error.message) for path in paths for error in judge.iter_errors(yaml.load(path.read_text(encoding="utf-8"), Core))]
    assert wrong == []


@pytest.mark.parametrize(("change", "said"), [({"categry": "permit"}, "categry"), ({"category": "permi"}, "permi"), ({"basis": [{"law": "x", "article": "3"}]}, "3")])
def test_schema_refuses_what_the_check_refuses(change, said, schemas, tmp_path):
    """An unknown field, an unknown value and an article written otherwise are marked in the editor."""
    power = yaml.load((make_site(tmp_path) / POWER).read_text(encoding="utf-8"), Core)
    errors = list(jsonschema.Draft202012Validator(schemas["power"]).iter_errors(power | change))
    assert any(f"'{said}'" in error.message for error in errors)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_explained_in_both_languages(kind, schemas):
    """Every field of every record has a Chinese title and a description with a Chinese and an English line."""
    records = [schemas[kind], *schemas[kind]["$defs"].values()]
    for record in records:
        for key, value in record["properties"].items():
            chinese, english = value["description"].splitlines()[:2]
            assert re.search("[一-鿿]", value["title"]), key
            assert chinese.startswith(value["title"]), key
            assert re.match("[A-Za-z(]", english), key
