"""The API as its own document says it is: the public linter finds nothing in it, and every row of it
is there, asks for a token, and refuses what it does not know."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from beck import ROOT, main
from serving import Serving

NODE_MODULES = ROOT / 'tool' / 'npm' / 'node_modules'
METHODS = ('get', 'post', 'put', 'patch', 'delete')


class OpenApi(Serving):
    def setUp(self) -> None:
        super().setUp()
        self.document = self.client().get('/api/v1/openapi.json')

    def rows(self):
        for path, operations in self.document.json['paths'].items():
            for method, operation in operations.items():
                self.assertIn(method, METHODS)
                yield method.upper(), path, operation

    def test_the_public_linter_finds_nothing(self) -> None:
        lint = subprocess.run(['node', Path(__file__).with_name('lint_openapi.mjs'), NODE_MODULES],
                              input=self.document.body, stdout=subprocess.PIPE, check=True)
        self.assertEqual(lint.stdout.decode(), '')
        self.assertEqual(self.document.json['openapi'], '3.1.0')

    def test_every_row_says_what_it_is(self) -> None:
        ids = [operation['operationId'] for _, _, operation in self.rows()]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertGreater(len(ids), 20)
        for method, path, operation in self.rows():
            self.assertTrue(operation['summary'].endswith('.'), path)
            for field in self.fields(operation).values():
                self.assertTrue(field.get('description'), (method, path))

    @staticmethod
    def fields(operation: dict) -> dict:
        content = operation.get('requestBody', {}).get('content', {})
        return next(iter(content.values()))['schema']['properties'] if content else {}

    def test_every_row_is_there(self) -> None:
        stranger = self.client()
        for method, path, operation in self.rows():
            target = '/api/v1' + re.sub(r'\{[^}]*\}', '999999999', path)
            with self.subTest(method=method, path=path):
                if operation.get('security') != []:
                    self.assertEqual(stranger.ask(method, target).status, 401)
                answer = self.api.ask(method, target + '?no_such_field=1')
                self.assertEqual(answer.status, 400, answer.text[:300])
                self.assertEqual(answer.json['field'], 'no_such_field')
                if method != 'GET':
                    answer = self.api.send(method, target, {'no_such_field': 1})
                    self.assertEqual((answer.status, answer.json.get('field')), (400, 'no_such_field'), answer.text[:300])
                if '{' in path:
                    self.assertIn(self.api.send(method, target, {}).status if method != 'GET' else
                                  self.api.get(target).status, (400, 404, 422, 200), target)


if __name__ == '__main__':
    main()
