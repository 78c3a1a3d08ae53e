#!/usr/bin/env python3
"""Turns the schemas of the API's documents into C: embed_schemas.py OUT.c SCHEMAS.json…

Each file has JSON Schemas (2020-12) by name. What holds for all of them is not said in each:

    "$ref": "Touch"         is "#/components/schemas/Touch"
    "properties": {…}       is of an object (or of what its "type" says) that has no other members,
                            and has all of these always
    "optional": ["field"]   but these, which may be absent
    "extends": "Touch"      has the members of that one, too, those given here instead of its own
    "abstract": true        is there to be extended and is no schema itself

Every schema and every member says what it is, unless it is what another schema describes. Any
mistake ends the build with the file and the place in it. What comes out is one object, as
components/schemas of an OpenAPI document has it; src/web/schema.h. Bytes as numbers, as in
embed_cadences.py.
"""

import json
import sys
from pathlib import Path

ROOT = '#/components/schemas/'
DESCRIBED_ELSEWHERE = ('$ref', 'anyOf')


class Mistake(Exception):
    pass


def no_name_twice(pairs: list) -> dict:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise Mistake(f'{name} is there twice')
    return dict(pairs)


def read(paths: list[Path]) -> dict:
    """All schemas of all files."""
    schemas = {}
    for path in paths:
        try:
            found = json.loads(path.read_text(), object_pairs_hook=no_name_twice)
        except (ValueError, Mistake) as why:
            raise Mistake(f'{path}: {why}') from why
        for name, schema in found.items():
            if name in schemas:
                raise Mistake(f'{path}: {name} is there twice')
            schemas[name] = schema
    return schemas


def members(schemas: dict, schema: dict, place: str) -> tuple[dict, list]:
    """The properties of an object and its optional ones, with those of what it extends."""
    properties, optional = {}, []
    if 'extends' in schema:
        base = schemas.get(schema['extends'])
        if not base or 'properties' not in base:
            raise Mistake(f'{place} extends {schema["extends"]}, and there is no such object')
        properties, optional = members(schemas, base, schema['extends'])
    own = schema['properties']
    for name in schema.get('optional', []):
        if name not in own:
            raise Mistake(f'{place} has no member {name} that could be absent')
    optional = [name for name in optional if name not in own] + schema.get('optional', [])
    return properties | own, optional


def complete(schemas: dict, schema: dict, place: str) -> dict:
    """The schema with all that holds for all of them."""
    made = {name: value for name, value in schema.items() if name not in ('extends', 'optional', 'properties')}
    if '$ref' in made:
        made['$ref'] = ROOT + made['$ref']
    for name in ('anyOf', 'oneOf'):
        if name in made:
            made[name] = [complete(schemas, one, place) for one in made[name]]
    if 'items' in made:
        made['items'] = complete(schemas, made['items'], f'{place}[]')
    if 'properties' in schema:
        properties, optional = members(schemas, schema, place)
        made.setdefault('type', 'object')
        made['properties'] = {name: described(schemas, member, f'{place}.{name}') for name, member in properties.items()}
        made['required'] = [name for name in properties if name not in optional]
        made['additionalProperties'] = False
        if not made['required']:
            del made['required']
    return made


def described(schemas: dict, schema: dict, place: str) -> dict:
    if 'description' not in schema and not any(name in schema for name in DESCRIBED_ELSEWHERE):
        raise Mistake(f'{place} has no description')
    return complete(schemas, schema, place)


def array(data: bytes) -> list[str]:
    return [''.join(f'{byte if byte < 128 else byte - 256},' for byte in data[start:start + 24])
            for start in range(0, len(data), 24)]


def main() -> None:
    out, *sources = map(Path, sys.argv[1:])
    try:
        schemas = read(sources)
        whole = {name: described(schemas, schema, name) for name, schema in sorted(schemas.items())
                 if not schema.get('abstract')}
    except Mistake as why:
        sys.exit(f'embed_schemas.py: {why}')
    data = json.dumps(whole, ensure_ascii=False, separators=(',', ':')).encode()
    out.write_text('\n'.join([
        '/* Made by tool/embed_schemas.py from src/web/schemas/. */', '#include "web/schema.h"', '',
        'static const char text[] = {', *array(data), '0};', '',
        'const char *schema_text(size_t *size)', '{', '    *size = sizeof text - 1;', '    return text;', '}', '']))


main()
