"""Everything that changes something, asked wrong: each operation of the API, by what its own document says that it takes,
and each form of each page, by what stands in it. A field is empty, too long, of another kind, no UTF-8, of another
workspace, or of nobody; it comes without its token, or from another site. Never is the server to blame (5xx): the answer
names the field and a way out, on a page the page and no command, and nothing has changed."""

from __future__ import annotations

import hashlib
import html
import re
import sqlite3
import urllib.parse

import described
from beck import ENGINE, MONDAY, main
from forms import Form, Forms
from serving import Answer
from sign_in import PASSWORD, SigningIn
from work import JPEG

LONG, HUGE = 'x' * 10_000, 'x' * 300_000
NOBODY = 999_999_999
ELSEWHERE = 5_000_000_000  # added to an id for its twin of another workspace
NONSENSE = 'qwrtz'
# What a request leaves behind without having done anything: when somebody was last seen, how often they tried; and the
# morning mail of users that were made on the way, which the server writes when it is time.
TRACES = {'session', 'token', 'throttle', 'audit', 'morning', 'counter', 'sqlite_stat1'}
# What hands on what it is given and lets its reader judge: a passkey's answer as the browser has it.
ANYTHING = {'response', 'clientExtensionResults'}
BY_SCRIPT = {'/calls'}  # a form of a sheet that a script opens, and says where it leads
TIMES = {'at', 'day', 'due', 'first', 'last', 'until'}


class Wrong(SigningIn):
    """Mary is an admin, and Bob there to have things done to him."""

    def prepare(self) -> None:
        super().prepare()
        self.beck.at(MONDAY)
        bob = next(user['id'] for user in self.beck.json('user', 'list', '--all')['users'] if user['name'] == 'Bob Hill')
        lead = self.beck.json('add', 'Ann Ford', '--company', 'Ford Pumps', '--cell', '202 555 0101', '--email',
                              'ann@ford.example', '--source', 'web', '--promise', 'send the plan friday', '--postal', '1 Mill Lane, Springfield IL')
        self.beck.json('add', 'Ada Mill', '--company', 'Ford Pumps Inc', '--cell', '202 555 0102', '--source', 'show')
        shown = self.beck.show(lead['id'])
        self.beck.run('gift', 'budget', '500')
        self.beck.run('config', 'set', 'gift_ask_over', '10')
        self.things = {
            'lead': lead['id'], 'touch': shown['next']['id'], 'user': bob, 'account': shown['account']['id'],
            'promise': shown['promises'][0]['id'], 'contact': shown['people'][0]['id'],
            'content': self.beck.json('content', 'add', 'article', 'Pumps that last')['id'],
            'gift': self.beck.json('gift', 'order', lead['id'], 'a pump', '--cost', '45.50', '--checked')['id'],
            'sender': self.beck.json('sender', 'add', 'mary@sample.example', '--set', 'host=127.0.0.1', '--set', 'port=1',
                                     given=b'secret\n')['id'],
            'webhook': self.beck.json('webhook', 'add', 'https://example.com/hook')['id'],
            'form': self.beck.json('form', 'new', 'Ask us')['token'],
            'absence': self.beck.json('absence', 'add', '2026-12-21', '2026-12-23', '--owner', 'bob')['absence']['id'],
            'cadence': 'show', 'day': '2026-12-24', 'provider': 'google', 'trial': 'none',
        }
        self.beck.run('webhook', 'off', self.things['webhook'])  # nothing else is to happen meanwhile

    def setUp(self) -> None:
        super().setUp()
        self.mary = self.signed_in()
        self.document = self.client().get('/api/v1/openapi.json').json
        self.things['file'] = self.api.upload(f'/api/v1/leads/{self.things["lead"]}/files', {},
                                              {'file': ('a.jpg', 'image/jpeg', JPEG)}).json['id']
        self.elsewhere()
        self.version = None
        self.before = self.digest()

    # --- what is in the database ---

    def tables(self) -> list[str]:
        return [name for name, in self.link.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
                if not name.startswith('search_')]

    @property
    def link(self) -> sqlite3.Connection:
        if not hasattr(self, 'kept_link'):
            self.kept_link = sqlite3.connect(self.beck.database)
            self.addCleanup(self.kept_link.close)
        return self.kept_link

    def digest(self) -> dict[str, str]:
        """A sum of the rows of each table; of PostgreSQL none is made: thousands of them take ten minutes."""
        if ENGINE == 'postgres':
            return {}
        return {name: hashlib.md5(repr(sorted(map(repr, self.link.execute(f'SELECT * FROM "{name}"')))).encode()).hexdigest()
                for name in self.tables() if name not in TRACES}

    def elsewhere(self) -> None:
        """Another workspace beside this one, with a twin of each thing."""
        if ENGINE == 'postgres':
            return  # its foreign keys would ask for a whole company
        link = sqlite3.connect(self.beck.database)
        for table in self.tables():
            columns = [name for _, name, *_ in link.execute(f'PRAGMA table_info("{table}")')]
            if 'workspace_id' not in columns or 'id' not in columns or table in ('session', 'token', 'credential', 'user', 'job'):
                continue
            # Unique secrets and addresses are the twin's own.
            values = ['2' if name == 'workspace_id' else f'id + {ELSEWHERE}' if name == 'id' else f'"{name}"' for name in columns]
            names = ', '.join(f'"{name}"' for name in columns)
            link.execute(f'INSERT OR IGNORE INTO "{table}" ({names}) SELECT {", ".join(values)} FROM "{table}"')
        link.commit()
        link.close()

    def held(self, answer: Answer, where: str) -> Answer:
        """What was refused has done nothing, and nobody is told of a fault of the server's."""
        self.assertLess(answer.status, 500, f'{where}: {answer.text[:300]}')
        if ENGINE == 'postgres':
            return answer
        version = self.link.execute('PRAGMA data_version').fetchone()  # says at no cost whether anybody has written
        if version == self.version:
            return answer
        self.version = version
        now = self.digest()
        if answer.status >= 400:
            self.assertEqual([], [name for name in now if now[name] != self.before.get(name)], f'{where} answered {answer.status}')
        self.before = now
        return answer

    # --- the API ---

    def target(self, path: str, **other: object) -> str:
        def thing(found: re.Match) -> str:
            return urllib.parse.quote(str(other.get(found[1], self.things.get(found[1], NOBODY))), safe='')
        return described.ROOT + re.sub(r'\{(\w+)\}', thing, path)

    def operations(self):
        for path, operations in self.document['paths'].items():
            for method, operation in operations.items():
                if method != 'get':
                    content = operation.get('requestBody', {}).get('content', {})
                    yield method.upper(), path, next(iter(content.values()))['schema'] if content else {}

    @staticmethod
    def filler(name: str, schema: dict) -> object:
        """A value of the right kind, whatever it means."""
        if 'enum' in schema:
            return schema['enum'][0]
        if name in TIMES:
            return 'friday'
        if schema.get('items', {}).get('type') == 'integer':
            return [NOBODY]
        return {'integer': schema.get('minimum', NOBODY), 'boolean': False, 'array': [], 'object': {}}.get(
            schema.get('type'), NONSENSE)

    @staticmethod
    def wrong_kinds(name: str, schema: dict) -> list[object]:
        """Values that this field can never take."""
        if name in ANYTHING:
            return []
        kind = schema.get('type')
        if kind == 'integer':
            return ['many', '1x', 1.5, -1, True, [1], {}, LONG]
        if kind == 'boolean':
            return ['perhaps', 7, [True], {}, LONG]
        if kind == 'array' and schema['items'].get('type') == 'integer':
            return ['x', 1, {}, [0], ['x'], [[1]], [{}], [1] * 1001]
        if kind == 'array':
            return ['x', 1, {}, [{}], [['x']], ['x'] * 1001, ['x' * 30_000]]
        if kind == 'object':
            return ['x', 1, [1], {'x': []}, {'x': {}}, {'x': 'x' * 270_000}]
        if 'enum' in schema:
            return [NONSENSE, 1, [], {}, LONG, schema['enum'][0] + ' ']
        return [[], {}, ['x']] + ([] if schema.get('format') == 'binary' else ['x' * 270_000])

    def refused(self, answer: Answer, where: str, field: str | None = None) -> None:
        self.held(answer, where)
        self.assertGreaterEqual(answer.status, 400, where)
        self.assertEqual('application/problem+json', answer['Content-Type'], where)
        problem = answer.json
        self.assertTrue(problem['detail'], where)
        self.assertSays(problem['detail'])
        if field and answer.status != 413:
            self.assertEqual(field, problem.get('field'), f'{where}: {problem}')
            self.assertIn(field, problem['detail'], f'{where}: {problem}')

    def test_fields_of_another_kind(self) -> None:
        for method, path, schema in self.operations():
            fields = schema.get('properties', {})
            needed = {name: self.filler(name, fields[name]) for name in schema.get('required', [])}
            if any(kind.get('format') == 'binary' for kind in fields.values()):
                continue  # a file is asked for first; test_bytes_that_are_no_text has them
            for name, kind in fields.items():
                for value in self.wrong_kinds(name, kind):
                    where = f'{method} {path} {name}={str(value)[:40]!r}'
                    with self.subTest(where):
                        self.refused(self.api.send(method, self.target(path), needed | {name: value}), where, name)

    def test_what_is_called_required(self) -> None:
        """Without one of them an operation is refused by its name; with all of them and nothing else, it misses nothing,
        but where one of several does."""
        either = {'/leads': 'name', '/leads/bulk': 'owner', '/inbox/{received}/move': 'lead', '/touches/{touch}/words': 'words',
                  '/leads/{lead}/text': 'file', '/cadences/check': 'source',  # a page sends it empty
                  '/calendars': 'password', '/address-books': 'password'}
        for method, path, schema in self.operations():
            fields = schema.get('properties', {})
            needed = {name: self.filler(name, fields[name]) for name in schema.get('required', [])}
            if any(kind.get('format') == 'binary' for kind in fields.values()):
                continue  # a file is asked for first; test_bytes_that_are_no_text has them
            for name in needed:
                with self.subTest(f'{method} {path} without {name}'):
                    sent = {other: value for other, value in needed.items() if other != name}
                    answer = self.api.send(method, self.target(path), sent)
                    self.assertEqual(400, answer.status, answer.text)
                    self.assertEqual(name, answer.json['field'], answer.text)
            with self.subTest(f'{method} {path} with {sorted(needed)} alone'):
                answer = self.api.send(method, self.target(path), needed)
                missed = answer.json.get('field') if answer.status in (400, 422) else None
                if missed in fields and missed not in needed:
                    self.assertEqual(either.get(path), missed, answer.text)

    def test_bytes_that_are_no_text(self) -> None:
        for method, path, schema in self.operations():
            fields = schema.get('properties', {})
            for name, kind in fields.items():
                for sent in (b'%ff%fe', b'a%00b', b'%z'):
                    where = f'{method} {path} {name}={sent!r}'
                    with self.subTest(where):
                        self.refused(self.api.ask(method, self.target(path), name.encode() + b'=' + sent,
                                                  Content_Type='application/x-www-form-urlencoded'), where, name)
                if kind.get('format') == 'binary':
                    self.refused(self.api.send(method, self.target(path), {name: 'x'}), f'{method} {path}', name)
            name = next(iter(fields), 'x')
            for sent in (b'"\xff"', b'"a\\u0000b"', b'"\\ud800"', b'{', b'NaN', b'1' * 30):
                where = f'{method} {path} {name}: {sent!r}'
                with self.subTest(where):
                    self.refused(self.api.ask(method, self.target(path), b'{"%s": %s}' % (name.encode(), sent),
                                              Content_Type='application/json'), where)

    def test_words_that_mean_nothing(self) -> None:
        """Each text empty, long, and nonsense; each id of nobody and of another workspace. What means something is done."""
        for method, path, schema in self.operations():
            fields = schema.get('properties', {})
            needed = {name: self.filler(name, fields[name]) for name in schema.get('required', [])}
            ids = {name for name, kind in fields.items() if kind.get('format') == 'int64' or
                   kind.get('items', {}).get('type') == 'integer'}
            if not fields:
                continue  # it would be done
            self.one(method, path, needed)
            self.one(method, path, {})
            for name, kind in fields.items():
                values: list[object] = ['', LONG, NONSENSE, '\u202e\u0001', '-1']
                if name in ids:
                    values = [NOBODY, ELSEWHERE + 1, 2 ** 63 - 1]
                    values += [ELSEWHERE + self.things[name]] if isinstance(self.things.get(name), int) else []
                if kind.get('type') == 'array':
                    values = [[value] for value in values] + [[]]
                if kind.get('type') == 'object':
                    values = [{value: value} for value in ('', LONG, NONSENSE, '1')] + [{}]
                if name in ANYTHING or kind.get('type') in ('integer', 'boolean') and name not in ids:
                    continue
                for value in values:
                    self.one(method, path, needed | {name: value})

    def one(self, method: str, path: str, fields: dict) -> None:
        where = f'{method} {path} {str(fields)[:120]}'
        with self.subTest(where):
            answer = self.held(self.api.send(method, self.target(path), fields), where)
            if answer.status >= 400:
                self.refused(answer, where)

    def test_things_of_nobody_and_of_others(self) -> None:
        for method, path, schema in self.operations():
            fields = schema.get('properties', {})
            needed = {name: self.filler(name, fields[name]) for name in schema.get('required', [])}
            for name in re.findall(r'\{(\w+)\}', path):
                others: list[object] = [NOBODY, 0, -1, '1x', 'x' * 2000, 2 ** 63, 2 ** 64 + 1, '%', '\xff', '\u202e', '..']
                if isinstance(self.things.get(name), int):
                    others.append(self.things[name] + ELSEWHERE)
                for other in others:
                    if name == 'trial' or name == 'cadence' and other == '..':
                        continue
                    where = f'{method} {path} {name}={str(other)[:30]}'
                    with self.subTest(where):
                        sent = {} if 'multipart' in str(schema) else needed
                        answer = self.api.send(method, self.target(path, **{name: other}), sent)
                        self.refused(answer, where)
                        self.assertIn(answer.status, (400, 404, 422, 429), where)  # too many tries at a password

    # --- the pages ---

    def pages(self):
        """What Mary can open, of the one thing of each kind that there is."""
        for path, operations in self.document['paths'].items():
            if 'get' in operations:
                yield self.target(path).removeprefix(described.ROOT)
        yield from ('/sign-in', f'/leads/{self.things["lead"]}/text', f'/f/{self.things["form"]}')

    def forms(self) -> dict[str, Form]:
        found: dict[str, Form] = {}
        for path in self.pages():
            page = self.mary.get(path)
            self.assertLess(page.status, 500, path)
            if page.status == 200 and (page['Content-Type'] or '').startswith('text/html'):
                for form in Forms(page.text).found:
                    if form.action in BY_SCRIPT:
                        continue
                    form.action = form.action or path
                    known = found.setdefault(form.kind, form)
                    known.takes |= form.takes
                    known.values = form.values | known.values
        return found

    def on_page(self, answer: Answer, where: str) -> None:
        """The page of an error says what is wrong, and what to do on a page."""
        self.held(answer, where)
        if answer.status < 400:
            return
        self.assertTrue(answer['Content-Type'].startswith('text/html'), where)
        told = re.search(r'<p class="sentence">([^<]+)</p>|role="alert"[^>]*>(?:<p>)?(?:<b>)?([^<]+)<', answer.text)
        self.assertTrue(told, f'{where}: {answer.status} tells nothing')
        self.assertNotIn('`beck', html.unescape(told[1] or told[2]), where)

    def test_every_form_of_every_page(self) -> None:
        forms = self.forms()
        self.assertGreater(len(forms), 40, sorted(forms))
        guarded = 0
        for kind, form in sorted(forms.items()):
            self.before = self.digest()
            public = kind.startswith('/f/') or kind == '/sign-in'
            if not public:
                for name, sent, headers in (('no token', {'csrf': ''}, {}), ('another token', {'csrf': 'A' * 86}, {}),
                                            ('another site', {}, {'Sec_Fetch_Site': 'cross-site'})):
                    with self.subTest(f'{kind}: {name}'):
                        answer = self.mary.form(form.action, form.values | sent, **headers)
                        self.on_page(answer, f'{kind}: {name}')
                        self.assertIn(answer.status, (400, 403), f'{kind}: {name}')
                        guarded += answer.status == 403
            for name in form.takes.keys() - {'csrf', 'then'}:
                values = {key: value for key, value in form.values.items() if key != name}
                for wrong in (b'', LONG.encode(), NONSENSE.encode(), b'-1', b'%FF%FE', b'%00', b'<b>&amp;"'):
                    where = f'{kind}: {name}={wrong[:12]!r}'
                    with self.subTest(where):
                        body = urllib.parse.urlencode(values).encode() + b'&' + urllib.parse.quote(name).encode() + b'=' + wrong
                        self.on_page(self.mary.ask('POST', form.action, body, Sec_Fetch_Site='same-origin',
                                                   Content_Type='application/x-www-form-urlencoded'), where)
        self.assertGreater(guarded, len(forms), 'what lacks a field says so first')

    def test_what_is_not_there_leads_to_its_list(self) -> None:
        for path, page in (('/leads/99', '/leads'), ('/accounts/99', '/leads'), ('/touches/99', '/today'),
                           ('/settings/webhooks/99', '/settings/webhooks'), ('/content/99', '/content')):
            answer = self.mary.get(path)
            self.assertEqual(404, answer.status, path)
            self.assertIn(f'href="{page}"', answer.text.split('<section class="empty" data-problem>')[1].split('</section>')[0], path)
        gone = self.act(self.mary, '/gifts/99/cancel')
        self.assertEqual(404, gone.status)
        self.assertIn('<a role="button" class="grow" href="/gifts">Gifts</a>', gone.text)


if __name__ == '__main__':
    main()
