"""Whether the answers of the API are what its own document says of them.

Every client of these tests asks here for each answer under /api/v1: its status must be one that the
operation names, its body of a kind it names, and a document member by member as the schema says
(JSON Schema 2020-12, by the package jsonschema). What was seen is remembered, so that tests/web/walk.py
can tell what never was.
"""

from __future__ import annotations

import fnmatch
import http.client
import json
import re
import threading
from dataclasses import dataclass, field

import jsonschema

ROOT = '/api/v1'
FORMATS = jsonschema.FormatChecker(formats=('date',))


@FORMATS.checks('date-time')
def is_time(text: object) -> bool:
    """As Beck writes times: in UTC, to the second."""
    return not isinstance(text, str) or bool(re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', text))


def heart(error: jsonschema.ValidationError) -> jsonschema.ValidationError:
    """What is wrong in the alternative that comes nearest."""
    while error.context:
        alternatives: dict[object, list] = {}
        for inner in error.context:
            alternatives.setdefault(inner.schema_path[0], []).append(inner)
        error = min(alternatives.values(), key=len)[0]
    return error


@dataclass
class Operation:
    method: str
    path: str  # as the document has it: /leads/{lead}
    pattern: re.Pattern
    answers: dict  # by status, as text

    @property
    def name(self) -> str:
        return f'{self.method} {self.path}'


@dataclass
class Described:
    """The document of one server; all that run in one process have the same."""

    document: dict
    operations: list[Operation] = field(init=False)
    seen: set[tuple[str, str]] = field(default_factory=set)  # operation and status
    members: set[tuple[int, str]] = field(default_factory=set)  # of schemas, by their identity

    def __post_init__(self) -> None:
        self.operations = [
            Operation(method.upper(), path, re.compile(re.sub(r'\\{\w+\\}', '[^/]+', re.escape(path))), operation['responses'])
            for path, operations in self.document['paths'].items() for method, operation in operations.items()]
        self.operations.sort(key=lambda operation: operation.path.count('{'))  # what is said in full comes first
        self.resolver = jsonschema.RefResolver('', self.document)
        self.lock = threading.Lock()  # a resolver serves one at a time
        self.validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {'properties': self.properties})

    def properties(self, validator, properties: dict, instance: object, schema: dict):
        """The keyword, which remembers the members that had a value. Of alternatives that a member's
        one value tells apart, only the one that is meant is seen."""
        if isinstance(instance, dict) and all(instance.get(name) == member['const']
                                              for name, member in properties.items() if 'const' in member):
            self.members.update((id(properties), name) for name, value in instance.items() if value not in (None, []))
        yield from jsonschema.Draft202012Validator.VALIDATORS['properties'](validator, properties, instance, schema)

    def operation(self, method: str, target: str) -> Operation | None:
        path = target.split('?')[0].removeprefix(ROOT)
        return next((operation for operation in self.operations
                     if operation.method == method and operation.pattern.fullmatch(path)), None)

    def check(self, method: str, target: str, status: int, kind: str | None, body: bytes) -> None:
        """AssertionError says what is not as it is described."""
        if status == 304:
            return
        operation = self.operation(method, target)
        where = f'{method} {target} answered {status}'
        answers = operation.answers if operation else {'default': {'content': {
            'application/problem+json': {'schema': {'$ref': '#/components/schemas/Problem'}}}}}
        answer = answers.get(str(status)) or (answers['default'] if status >= 400 else None)
        assert answer, f'{where}, and its description names {", ".join(answers)}'
        content = answer.get('content', {})
        kind = (kind or '').split(';')[0]
        assert bool(body) == bool(content), f'{where} with {len(body)} bytes, and the description has {list(content)}'
        if content:
            found = next((one for one in content if fnmatch.fnmatch(kind, one)), None)
            assert found, f'{where} with {kind}, and the description has {list(content)}'
            if 'schema' in content[found]:
                self.check_document(where, content[found]['schema'], json.loads(body))
        if operation:
            self.seen.add((operation.name, str(status)))

    def check_document(self, where: str, schema: dict, document: object) -> None:
        with self.lock:
            wrong = next(self.validator(schema, resolver=self.resolver, format_checker=FORMATS).iter_errors(document), None)
        if wrong:
            wrong = heart(wrong)
            place = ''.join(f'[{part!r}]' for part in wrong.absolute_path)
            raise AssertionError(f'{where} with a document that is not as described: {place or "it"}: {wrong.message[:600]}')

    def unasked(self) -> list[str]:
        """Operations, and how they can be done, that never were."""
        return [f'{operation.name}: {status}' for operation in self.operations for status in operation.answers
                if status[0] == '2' and (operation.name, status) not in self.seen]

    def unseen(self) -> list[str]:
        """Members that are described and never had a value, as SCHEMA.member.member."""
        found: list[str] = []

        def look(schema: dict, place: str) -> None:
            for name, member in schema.get('properties', {}).items():
                if (id(schema['properties']), name) not in self.members:
                    found.append(f'{place}.{name}')
                else:
                    look(member, f'{place}.{name}')
            if 'items' in schema:
                look(schema['items'], place)

        for name, schema in self.document['components']['schemas'].items():
            look(schema, name)
        return found


known: list[Described] = []
asking = threading.Lock()


def of(port: int) -> Described:
    """What the first server that is asked says; it is the same of all."""
    with asking:
        if not known:
            link = http.client.HTTPConnection('127.0.0.1', port, timeout=60)
            link.request('GET', f'{ROOT}/openapi.json')
            known.append(Described(json.loads(link.getresponse().read())))
            link.close()
        return known[0]
