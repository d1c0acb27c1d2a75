#!/usr/bin/env python3
"""Holds what --json printed against its schema.

    schema.py SCHEMAS KEPT

KEPT/list has a line a document: file, exit status, schema, command, with tabs
between. A document is the whole file, one JSON value in UTF-8 without a key
that stands twice; it has the member "error" where the status is 2 or more, and
the status is the same there.
"""
import json
import pathlib
import sys
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
import jsonschema  # noqa: E402

schemas, kept = map(pathlib.Path, sys.argv[1:])
bad = 0


def say(*words):
    global bad
    bad += 1
    print(*words)


def once(pairs):
    keys = [k for k, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError(f"a key stands twice in {keys}")
    return dict(pairs)


def read(path):
    return json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=once)


def strict(where, node):
    """No object of a schema lets in what it does not name."""
    if isinstance(node, list):
        for i, x in enumerate(node):
            strict(f"{where}[{i}]", x)
    if not isinstance(node, dict):
        return
    if node.get("type") == "object" and "additionalProperties" not in node:
        say(f"{where}: an object without additionalProperties")
    for key, x in node.items():
        strict(f"{where}.{key}", x)


store, used = {}, {}
for path in sorted(schemas.glob("*.json")):
    schema = read(path)
    jsonschema.Draft202012Validator.check_schema(schema)
    if not schema["$id"].endswith("/" + path.name):
        say(f"{path.name}: its $id is {schema['$id']}")
    strict(path.name, schema)
    store[schema["$id"]] = schema
    used[path.stem] = 0


def validator(name):
    schema = next(s for i, s in store.items() if i.endswith(f"/{name}.json"))
    return jsonschema.Draft202012Validator(
        schema,
        resolver=jsonschema.RefResolver(schema["$id"], schema, store=store),
        format_checker=jsonschema.FormatChecker())


validators = {name: validator(name) for name in used}
for line in (kept / "list").read_text(encoding="utf-8").splitlines():
    file, status, form, command = line.split("\t")
    try:
        document = read(kept / file)
    except ValueError as e:
        say(f"{command}: {e}")
        continue
    used[form] += 1
    error = document.get("error")
    if (int(status) >= 2) != (error is not None):
        say(f"{command}: status {status}, error {error}")
    elif error and error["status"] != int(status):
        say(f"{command}: status {status}, in the error {error['status']}")
    for fault in validators[form].iter_errors(document):
        at = "/".join(map(str, fault.absolute_path))
        say(f"{command}: {form}.json: {at}: {fault.message[:300]}")
        for under in fault.context or ():
            say("    ", "/".join(map(str, under.absolute_path)),
                under.message[:200])
for name, times in used.items():
    if not times and name != "common":
        say(f"{name}.json is held against nothing")
sys.exit(bad > 0)
