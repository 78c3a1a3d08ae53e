"""Leads, accounts, cards, promises, cadences, content, duplicates, reports and settings: each row of
the API right and wrong, by an admin, a manager and a rep."""

from __future__ import annotations

from beck import main
from serving import Client, Serving
from sign_in import field

JPEG = b'\xff\xd8\xff\xe0 a photograph of a card'


class Work(Serving):
    """Mary (admin) with the manager Max, his rep Bob, and the rep Zoe, who is nobody's."""

    def setUp(self) -> None:
        super().setUp()
        self.users = {}
        self.clients = {}
        for name, more in (('Max Hill', {'role': 'manager'}), ('Bob Stone', {'manager': 'max'}), ('Zoe Lake', {})):
            made = self.api.post('/api/v1/users', {'name': name} | more)
            self.assertEqual(made.status, 201, made.text)
            short = name.split()[0].lower()
            self.users[short] = made.json['id']
            self.clients[short] = self.client(self.token_of(name))

    def token_of(self, name: str) -> str:
        self.beck.user = name
        token = self.beck.json('token', 'new', '--scope', 'write')['token']
        self.beck.user = None
        return token

    def be(self, name: str) -> Client:
        return self.clients[name]

    def lead_of(self, owner: str, name: str, **more: object) -> int:
        made = self.be(owner).post('/api/v1/leads', {'name': name} | more)
        self.assertEqual(made.status, 201, made.text)
        return made.json['id']

    def good(self, answer, status: int = 200):
        self.assertEqual(answer.status, status, answer.text)
        return answer.json if answer.body else None


class Leads(Work):
    def names(self, query: str = '', who: str | None = None) -> list[str]:
        client = self.be(who) if who else self.api
        return [lead['name'] for lead in self.good(client.get('/api/v1/leads' + query))['leads']]

    def test_the_list_and_its_pages(self) -> None:
        for number in range(7):
            self.lead_of('bob', f'Kim Nr{number}', source='web' if number % 2 else 'Hannover Messe')
        self.assertEqual(7, self.good(self.api.get('/api/v1/leads'))['total'])
        self.assertEqual(['Kim Nr3'], self.names('?q=nr3'))
        self.assertEqual(4, len(self.names('?source=show')))
        first = self.good(self.api.get('/api/v1/leads?sort=name&limit=4'))
        second = self.good(self.api.get(f'/api/v1/leads?sort=name&limit=4&cursor={first["cursor"]}'))
        self.assertEqual([f'Kim Nr{number}' for number in range(7)],
                         [lead['name'] for page in (first, second) for lead in page['leads']])
        self.assertIsNone(second['cursor'])
        for query, field, status in (('?status=ajar', 'status', 422), ('?sort=size', 'sort', 422),
                                     ('?cursor=x', 'cursor', 422), ('?limit=0', 'limit', 400),
                                     ('?limit=501', 'limit', 400), ('?silent=soon', 'silent', 422),
                                     ('?owner=nobody', 'user', 404), ('?view=999', 'view', 404),
                                     ('?channel=pigeon', 'channel', 422), ('?colour=blue', 'colour', 400)):
            self.assertProblem(self.api.get('/api/v1/leads' + query), status, field=field)

    def test_each_sees_what_is_theirs(self) -> None:
        bobs, zoes = self.lead_of('bob', 'Dora Quarry'), self.lead_of('zoe', 'Kim Shore')
        self.assertEqual(['Dora Quarry'], self.names(who='bob'))
        self.assertEqual(['Dora Quarry'], self.names(who='max'))
        self.assertEqual(['Kim Shore'], self.names(who='zoe'))
        self.assertProblem(self.be('zoe').get('/api/v1/leads?owner=bob'), 403)
        for method, path, body in (
                ('GET', '', None), ('GET', '/next', None), ('GET', '/expected', None), ('GET', '/files', None),
                ('GET', '/shares', None), ('POST', '/assign', {'owner': 'zoe'}), ('POST', '/close', {'why': 'mine'}),
                ('POST', '/cadence', {'cadence': 'whale'}), ('POST', '/share', {}), ('POST', '/reopen', None),
                ('POST', '/promises', {'text': 'call tomorrow'}), ('POST', '/set', {'set': {'product': 'x'}}),
                ('POST', '/outcome', {'outcome': 'talked'}), ('POST', '/type', {'name': 'Me'})):
            answer = self.be('zoe').send(method, f'/api/v1/leads/{bobs}{path}', body) if body else \
                self.be('zoe').ask(method, f'/api/v1/leads/{bobs}{path}', b'')
            self.assertProblem(answer, 404)
        self.assertEqual('Dora Quarry', self.good(self.be('max').get(f'/api/v1/leads/{bobs}'))['name'])
        shared = self.good(self.be('bob').post(f'/api/v1/leads/{bobs}/share', {'user': 'zoe'}))
        self.assertEqual(['Zoe Lake'], [user['name'] for user in shared['users']])
        self.assertEqual(['Dora Quarry', 'Kim Shore'], sorted(self.names(who='zoe')))
        self.assertProblem(self.be('zoe').post(f'/api/v1/leads/{bobs}/assign', {'owner': 'zoe'}), 403)
        self.assertProblem(self.be('bob').post(f'/api/v1/leads/{bobs}/share', {'user': 'zoe'}), 409)
        self.good(self.be('bob').post(f'/api/v1/leads/{bobs}/share', {'user': 'zoe', 'stop': True}))
        self.assertEqual([], self.good(self.be('bob').get(f'/api/v1/leads/{bobs}/shares'))['users'])
        self.assertEqual(['Kim Shore'], self.names(who='zoe'))
        self.assertIsInstance(zoes, int)

    def test_who_is_captured_twice_shows_nothing_of_another_s(self) -> None:
        bobs = self.lead_of('bob', 'Ann Ford', email='ann@ford.example', note='the margin is thin')
        again = {'name': 'Ann Ford', 'email': 'ann@ford.example'}
        met = self.good(self.be('zoe').post('/api/v1/leads', again | {'cell': '+13125550142'}))
        self.assertEqual((met['id'], met['state'], met['texted'], sorted(met)), (None, 'updated', None, ['id', 'name', 'said', 'state', 'texted']))
        self.assertEqual(self.good(self.be('bob').post('/api/v1/leads', again))['id'], bobs)
        self.assertEqual(self.good(self.be('max').post('/api/v1/leads', again))['id'], bobs)

    def test_what_is_decided_about_one(self) -> None:
        lead = self.lead_of('bob', 'Dora Quarry', cell='202 555 0102')
        path = f'/api/v1/leads/{lead}'
        expected = self.good(self.api.get(path + '/expected?days=60'))
        self.assertEqual((60, True), (expected['days'], expected['expected'][0]['next']))
        self.assertEqual(expected['expected'], sorted(expected['expected'], key=lambda touch: touch['at']))
        self.assertProblem(self.api.get(path + '/expected?days=0'), 400, field='days')
        self.assertEqual('whale', self.good(self.api.post(path + '/cadence', {'cadence': 'whale'}))['cadence'])
        self.assertProblem(self.api.post(path + '/cadence', {'cadence': 'whale'}), 409)
        self.assertProblem(self.api.post(path + '/cadence', {'cadence': 'nosuch'}), 404, field='cadence')
        self.assertEqual('Zoe Lake', self.good(self.api.post(path + '/assign', {'owner': 'zoe'}))['owner']['name'])
        self.assertEqual('Bob Stone', self.good(self.api.post(path + '/assign',
                                                              {'owner': str(self.users['bob'])}))['owner']['name'])
        self.assertProblem(self.api.post(path + '/assign', {'owner': 'nobody'}), 404)
        self.assertProblem(self.api.post(path + '/assign', {}), 400, field='owner')
        self.assertEqual('closed', self.good(self.api.post(path + '/close', {'why': 'no budget'}))['status'])
        self.assertProblem(self.api.post(path + '/close', {'why': 'again'}), 409)
        self.assertProblem(self.api.post(path + '/close', {}), 400, field='why')
        self.assertEqual([], self.good(self.api.get(path + '/expected'))['expected'])
        self.assertEqual('working', self.good(self.api.post(path + '/reopen'))['status'])
        expected = self.good(self.api.get(path + '/expected?days=60'))['expected']
        self.assertTrue(expected[0]['next'])
        self.assertProblem(self.api.get(path + '/expected?days=400'), 400, field='days')
        self.assertEqual(lead, self.good(self.api.get(path + '/next'))['lead']['id'])

    def test_many_at_once(self) -> None:
        ids = [self.lead_of('bob', f'Kim Nr{number}', source='web') for number in range(5)]
        done = self.good(self.api.post('/api/v1/leads/bulk', {'leads': ids[:2] + [999999], 'cadence': 'whale'}))
        self.assertEqual((2, [999999]), (done['done'], [lead['id'] for lead in done['refused']]))
        done = self.good(self.api.post('/api/v1/leads/bulk', {'filter': {'source': 'web'}, 'owner': 'zoe'}))
        self.assertEqual((5, '5 leads: given to Zoe Lake'), (done['done'], done['said']))
        self.good(self.api.post('/api/v1/undo'))
        self.assertEqual(5, len(self.names('?owner=bob')))
        self.assertEqual(3, self.good(self.be('bob').post('/api/v1/leads/bulk',
                                                          {'leads': ids[2:], 'close': 'the show is over'}))['done'])
        for body, status, field in (({'leads': ids}, 422, 'owner'), ({'cadence': 'whale'}, 422, 'leads'),
                                    ({'leads': ids, 'cadence': 'whale', 'spread': True}, 422, 'owner'),
                                    ({'leads': ids, 'filter': {'q': 'kim'}, 'spread': True}, 422, 'leads'),
                                    ({'filter': {'colour': 'blue'}, 'spread': True}, 422, 'filter'),
                                    ({'leads': ['x'], 'spread': True}, 400, 'leads')):
            self.assertProblem(self.api.post('/api/v1/leads/bulk', body), status, field=field)
        self.assertEqual('no lead', self.good(self.be('zoe').post(
            '/api/v1/leads/bulk', {'leads': ids[:1], 'close': 'mine'}))['refused'][0]['why'][9:16])

    def test_views(self) -> None:
        kept = self.good(self.be('bob').post('/api/v1/views', {'name': 'Quiet', 'filter': {'silent': '30'},
                                                               'shared': True}), 201)
        self.assertEqual({'silent': '30'}, kept['filter'])
        self.lead_of('bob', 'Dora Quarry')
        self.assertEqual([], self.names(f'?view={kept["id"]}', 'bob'))
        self.assertEqual(['Quiet'], [view['name'] for view in self.good(self.be('zoe').get('/api/v1/views'))['views']])
        self.assertProblem(self.be('zoe').ask('DELETE', f'/api/v1/views/{kept["id"]}'), 403)
        self.assertProblem(self.be('bob').post('/api/v1/views', {'name': 'x', 'filter': {'status': 'ajar'}}), 422,
                           field='status')
        self.assertProblem(self.be('bob').post('/api/v1/views', {}), 400, field='name')
        self.assertEqual(self.be('bob').ask('DELETE', f'/api/v1/views/{kept["id"]}').status, 204)
        self.assertProblem(self.be('bob').ask('DELETE', f'/api/v1/views/{kept["id"]}'), 404)


class Cards(Work):
    def test_a_photo_becomes_a_lead_and_is_typed(self) -> None:
        made = self.be('bob').upload('/api/v1/leads', {'source': 'Hannover Messe', 'note': 'blue booth'},
                                     {'photo': ('card.jpg', 'text/html', JPEG)})
        lead = self.good(made, 201)
        self.assertEqual('Type this card.', lead['next']['reason'])
        waiting = self.good(self.be('bob').get('/api/v1/capture/cards'))
        self.assertEqual((lead['id'], 'blue booth'), (waiting['card']['lead']['id'], waiting['card']['lead']['note']))
        photo = waiting['card']['file']['id']
        self.assertIsNone(self.good(self.be('zoe').get('/api/v1/capture/cards'))['card'])
        picture = self.be('bob').get(f'/files/{photo}')
        self.assertEqual((200, 'image/jpeg', JPEG), (picture.status, picture['Content-Type'], picture.body))
        self.assertEqual('nosniff', picture['X-Content-Type-Options'])
        self.assertEqual(404, self.be('zoe').get(f'/api/v1/files/{photo}').status)
        typed = self.good(self.be('bob').post(f'/api/v1/leads/{lead["id"]}/type',
                                              {'name': 'Ann Ford', 'cell': '202 555 0123', 'company': 'Ford Pumps'}))
        self.assertEqual((lead['id'], 'Ann Ford'), (typed['id'], typed['name']))
        self.assertProblem(self.be('bob').post(f'/api/v1/leads/{lead["id"]}/type', {'name': 'Ann Ford'}), 409)
        self.assertEqual([], self.good(self.be('bob').get('/api/v1/capture/cards'))['cards'])
        self.assertProblem(self.be('bob').upload('/api/v1/leads', {}, {'photo': ('x.jpg', 'image/jpeg', b'<html>')}),
                           422, field='photo')
        self.beck.audit()

    def test_what_was_typed_beside_a_photo_is_kept(self) -> None:
        said = {'note': 'blue booth', 'cell': '202 555 0177', 'email': 'ann@ford.example', 'title': 'Buyer'}
        photo = {'photo': ('card.jpg', 'image/jpeg', JPEG)}
        by_api = self.good(self.be('bob').upload('/api/v1/leads', said, photo), 201)['id']
        by_page = self.be('bob').upload('/leads', {**said, 'cell': '202 555 0178', 'email': 'kim@ford.example'},
                                        {'photo': ('card.jpg', 'image/jpeg', JPEG + b'2')})
        self.assertEqual(303, by_page.status)
        waiting = self.good(self.be('bob').get('/api/v1/capture/cards'))['cards']
        self.assertEqual([('blue booth', '202 555 0177', 'ann@ford.example', 'Buyer'),
                          ('blue booth', '202 555 0178', 'kim@ford.example', 'Buyer')],
                         [(card['lead']['note'], *(card['typed'][name] for name in ('cell', 'email', 'title')))
                          for card in waiting])
        page = self.be('bob').get('/capture/cards').body.decode()
        for value in ('202 555 0177', 'ann@ford.example', 'Buyer'):
            self.assertIn(f'value="{value}"', page)
        typed = self.good(self.be('bob').post(f'/api/v1/leads/{by_api}/type', {'name': 'Ann Ford'}))
        self.assertEqual({'+12025550177', 'ann@ford.example'},
                         {way['value'] for way in typed['people'][0]['addresses']})
        self.assertProblem(self.be('bob').upload('/api/v1/leads', {'cell': '12'}, photo), 422, field='cell')
        form = {'csrf': field(self.be('bob').get('/capture/cards'), 'csrf'), 'name': 'Kim Quarry', 'cell': '', 'title': '',
                'company': ''}
        by_page = waiting[1]['lead']['id']
        self.assertEqual(303, self.be('bob').form(f'/leads/{by_page}/type', form).status)
        cleared = self.good(self.be('bob').get(f'/api/v1/leads/{by_page}'))
        self.assertEqual(['kim@ford.example'], [way['value'] for way in cleared['people'][0]['addresses']])
        self.assertEqual((None, 'blue booth'), (cleared['people'][0]['title'], cleared['note']))
        self.beck.audit()

    def test_files_are_never_run(self) -> None:
        lead = self.lead_of('bob', 'Dora Quarry')
        path = f'/api/v1/leads/{lead}/files'
        for name, data in (('x.html', b'<script>alert(1)</script>'), ('x.svg', b'<svg onload="alert(1)"/>'),
                           ('"\r\nX: y.pdf', b'%PDF-1.7'), ('Größe "2".bin', b'\x00\x01\x02')):
            kept = self.good(self.be('bob').upload(path, {}, {'file': (name.replace('\r\n', ''), 'image/png', data)}), 201)
            back = self.be('bob').get(f'/files/{kept["id"]}')
            self.assertEqual(('application/octet-stream', data), (back['Content-Type'], back.body), name)
            self.assertTrue(back['Content-Disposition'].startswith('attachment; filename="'), name)
            self.assertIsNone(back['X'])
        self.assertEqual(4, len(self.good(self.be('bob').get(path))['files']))
        self.assertEqual(204, self.be('bob').ask('DELETE', f'/api/v1/files/{kept["id"]}').status)
        self.assertEqual(404, self.be('bob').ask('DELETE', f'/api/v1/files/{kept["id"]}').status)
        self.assertProblem(self.be('bob').upload(path, {}, {'file': ('empty', 'x/y', b'')}), 422, field='file')
        self.assertProblem(self.be('bob').upload(path, {'other': 'x'}, {}), 400, field='other')
        self.assertEqual(404, self.be('zoe').upload(path, {}, {'file': ('a', 'b/c', b'd')}).status)


class Accounts(Work):
    def setUp(self) -> None:
        super().setUp()
        self.lead = self.lead_of('bob', 'Dora Quarry', company='Quarry', cell='202 555 0102')
        shown = self.good(self.be('bob').get(f'/api/v1/leads/{self.lead}'))
        self.account, self.dora = shown['account']['id'], shown['people'][0]['id']

    def test_the_tree(self) -> None:
        bob, path = self.be('bob'), f'/api/v1/accounts/{self.account}'
        self.good(bob.post(f'/api/v1/contacts/{self.dora}/under', {'name': 'Max Field', 'title': 'Buyer'}), 201)
        tree = self.good(bob.post(path + '/people', {'name': 'Ida Pit', 'email': 'ida@quarry.example'}), 201)
        self.assertEqual({'Dora Quarry', 'Ida Pit'}, {person['name'] for person in tree['people']})
        ida = next(person for person in tree['people'] if person['name'] == 'Ida Pit')
        moved = self.good(bob.post(f'/api/v1/contacts/{ida["id"]}/set', {'set': {'under': 'max', 'role': 'decides'}}))
        self.assertEqual('Ida Pit', moved['people'][0]['under'][0]['under'][0]['name'])
        self.assertProblem(bob.post(f'/api/v1/contacts/{self.dora}/set', {'set': {'under': 'ida'}}), 422, field='under')
        self.assertProblem(bob.post(f'/api/v1/contacts/{self.dora}/set', {'set': {'age': '40'}}), 422, field='age')
        self.assertProblem(bob.post(path + '/people', {'name': 'Ida Pit'}), 409, field='name')
        self.assertProblem(bob.post(path + '/people', {'name': 'Eva', 'cell': '12'}), 422, field='cell')
        self.assertProblem(bob.post(path + '/people', {'name': 'Eva', 'role': 'boss'}), 400, field='role')
        self.assertProblem(bob.post(path + '/people', {}), 400, field='name')
        self.assertEqual([self.lead], [lead['id'] for lead in self.good(bob.get(path))['leads']])

    def test_seen_by_whom(self) -> None:
        zoe = self.be('zoe')
        self.assertProblem(zoe.get(f'/api/v1/accounts/{self.account}'), 404)
        self.assertProblem(zoe.post(f'/api/v1/accounts/{self.account}/people', {'name': 'Eve'}), 404)
        self.assertProblem(zoe.post(f'/api/v1/contacts/{self.dora}/under', {'name': 'Eve'}), 404)
        self.assertProblem(zoe.post(f'/api/v1/contacts/{self.dora}/set', {'set': {'title': 'x'}}), 404)
        self.assertEqual('Quarry', self.good(self.be('max').get(f'/api/v1/accounts/{self.account}'))['name'])
        self.assertProblem(self.api.get('/api/v1/accounts/999999'), 404)


class Words(Work):
    def test_promises(self) -> None:
        lead = self.lead_of('bob', 'Dora Quarry', promise=['send the plan tomorrow'])
        mine = self.good(self.be('bob').get('/api/v1/promises'))
        self.assertEqual(('send the plan', 'open'), (mine['promises'][0]['text'], mine['filter']['state']))
        self.assertEqual([], self.good(self.be('zoe').get('/api/v1/promises?all=true'))['promises'])
        self.assertEqual(1, len(self.good(self.be('max').get('/api/v1/promises?owner=bob'))['promises']))
        self.assertProblem(self.be('zoe').get('/api/v1/promises?owner=bob'), 403)
        self.assertProblem(self.api.get('/api/v1/promises?state=broken'), 400, field='state')
        self.assertProblem(self.api.get('/api/v1/promises?all=true&owner=bob'), 422, field='owner')
        promise = mine['promises'][0]['id']
        self.assertProblem(self.be('zoe').post(f'/api/v1/promises/{promise}/kept'), 404)
        self.good(self.be('bob').post(f'/api/v1/promises/{promise}/kept'))
        self.assertEqual(1, len(self.good(self.be('bob').get('/api/v1/promises?state=kept'))['promises']))
        self.assertIsInstance(lead, int)

    def test_late_comes_with_words(self) -> None:
        self.lead_of('bob', 'Dora Quarry', promise=['send the plan tomorrow'])
        promise = self.good(self.be('bob').get('/api/v1/promises'))['promises'][0]['id']
        late = self.good(self.be('bob').post(f'/api/v1/promises/{promise}/late', {'due': '+3d'}))
        self.assertEqual(1, late['moved'])
        self.assertIn('Hello Dora,', late['holding']['words'])
        self.assertProblem(self.be('bob').post(f'/api/v1/promises/{promise}/late', {'due': 'soonish'}), 400, field='due')
        self.assertProblem(self.be('zoe').post(f'/api/v1/promises/{promise}/late', {'due': '+3d'}), 404)

    def test_review_and_send(self) -> None:
        self.beck.later(days=-3)
        self.beck.user = 'Bob Stone'
        for number in range(2):
            self.beck.run('add', f'Eve Nr{number}', '--company', f'Pit {number}', '-e', f'eve{number}@pit.example',
                          '-s', 'Hannover Messe')
        self.beck.user = None
        review = self.good(self.be('bob').get('/api/v1/review'))
        self.assertEqual(2, len(review['touches']))
        self.assertTrue(all(touch['script']['subject'] and touch['script']['body'] for touch in review['touches']))
        ids = [touch['id'] for touch in review['touches']]
        self.assertProblem(self.be('zoe').get('/api/v1/review?owner=bob'), 403)
        self.assertEqual(2, len(self.good(self.be('zoe').post('/api/v1/review/sent', {'touches': ids}))['refused']))
        sent = self.good(self.be('bob').post('/api/v1/review/sent', {'touches': ids + [999999]}))
        self.assertEqual((2, [999999]), (len(sent['logged']), [touch['id'] for touch in sent['refused']]))
        self.assertEqual([], self.good(self.be('bob').get('/api/v1/review'))['touches'])
        self.assertProblem(self.be('bob').post('/api/v1/review/sent', {}), 400, field='touches')
        self.beck.audit()

    def test_cadences(self) -> None:
        listed = self.good(self.be('bob').get('/api/v1/cadences'))['cadences']
        self.assertIn('show', [cadence['name'] for cadence in listed])
        show = self.good(self.be('bob').get('/api/v1/cadences/show'))
        self.assertGreater(len(show['days']), 3)
        checked = self.good(self.be('bob').post('/api/v1/cadences/check', {'source': show['source']}))
        self.assertEqual(show['days'], checked['days'])
        wrong = self.good(self.be('bob').post('/api/v1/cadences/check', {'source': 'name: x\nsteps: 3\n'}))
        self.assertTrue(any(finding['level'] == 'error' for finding in wrong['findings']))
        self.assertProblem(self.be('bob').post('/api/v1/cadences/check', {'source': '\t: ['}), 422, field='source')
        mine = show['source'].replace('name: show', 'name: fair', 1)
        self.assertProblem(self.be('bob').post('/api/v1/cadences', {'source': mine}), 403)
        self.assertEqual('fair', self.good(self.be('max').post('/api/v1/cadences', {'source': mine}), 201)['name'])
        self.assertTrue(self.good(self.be('max').post('/api/v1/cadences', {'source': mine}))['replaced'])
        self.assertProblem(self.be('max').post('/api/v1/cadences', {'source': 'name: x\n'}), 422, field='source')
        self.assertProblem(self.api.get('/api/v1/cadences/nosuch'), 404, field='cadence')
        self.assertTrue(self.good(self.api.get('/api/v1/cadences/fields'))['fields'])

    def test_content(self) -> None:
        made = self.good(self.be('bob').post('/api/v1/content', {'kind': 'article', 'title': 'Pumps that last',
                                                                 'url': 'https://ford.example/pumps'}), 201)
        self.assertEqual('fresh', made['wear'])
        self.assertEqual([], self.good(self.be('zoe').get(f'/api/v1/content/{made["id"]}'))['people'])
        self.assertEqual(1, len(self.good(self.api.get('/api/v1/content'))['contents']))
        self.assertProblem(self.api.post('/api/v1/content', {'kind': 'article'}), 400, field='title')
        for body, field in (({'kind': 'poem', 'title': 'x'}, 'kind'),
                            ({'kind': 'article', 'title': 'x', 'url': 'javascript:alert(1)'}, 'url'),
                            ({'kind': 'article', 'title': 'x', 'channel': ['pigeon']}, 'channel')):
            self.assertProblem(self.api.post('/api/v1/content', body), 422, field=field)
        self.assertProblem(self.be('bob').post(f'/api/v1/content/{made["id"]}/retire'), 403)
        self.good(self.be('max').post(f'/api/v1/content/{made["id"]}/retire'))
        self.assertProblem(self.api.post(f'/api/v1/content/{made["id"]}/retire'), 409)
        self.assertEqual([], self.good(self.api.get('/api/v1/content'))['contents'])
        self.assertEqual(1, len(self.good(self.api.get('/api/v1/content?all=true'))['contents']))
        self.assertProblem(self.api.get('/api/v1/content/999999'), 404)

    def test_duplicates(self) -> None:
        self.lead_of('bob', 'Tom Reed', company='Muller Bau', email='tom@reed.example')
        self.lead_of('zoe', 'Tom Reed', company='Mueller Bau', office='202 555 0104')
        pairs = self.good(self.api.get('/api/v1/duplicates?least=20'))['pairs']
        self.assertTrue(pairs)
        self.assertEqual([], self.good(self.be('zoe').get('/api/v1/duplicates?least=20'))['pairs'])
        a, b = pairs[0]['a']['id'], pairs[0]['b']['id']
        self.assertProblem(self.be('zoe').post('/api/v1/duplicates/merge', {'a': a, 'b': b}), 404)
        self.assertEqual(204, self.api.post('/api/v1/duplicates/differ', {'a': a, 'b': b}).status)
        self.assertNotIn((a, b), [(pair['a']['id'], pair['b']['id'])
                                  for pair in self.good(self.api.get('/api/v1/duplicates?least=20'))['pairs']])
        self.assertEqual(a, self.good(self.api.post('/api/v1/duplicates/merge', {'a': a, 'b': b}))['kept']['id'])
        self.assertProblem(self.api.post('/api/v1/duplicates/merge', {'a': a, 'b': b}), 409)
        self.assertProblem(self.api.post('/api/v1/duplicates/merge', {'a': a, 'b': a}), 422)
        self.assertProblem(self.api.post('/api/v1/duplicates/merge', {'a': a}), 400, field='b')
        self.assertProblem(self.api.get('/api/v1/duplicates?least=200'), 400, field='least')


class House(Work):
    def test_reports_and_monday(self) -> None:
        self.lead_of('bob', 'Dora Quarry'), self.lead_of('zoe', 'Kim Shore')
        names = self.good(self.be('bob').get('/api/v1/reports'))['names']
        for name in names:
            self.assertEqual(name, self.good(self.be('bob').get(f'/api/v1/reports/{name}'))['report'])
            there, here = self.good(self.api.get(f'/api/v1/reports/{name}')), self.beck.json('report', name)
            self.assertEqual(sorted(there), sorted(here), name)
        self.assertEqual(1, self.good(self.be('bob').get('/api/v1/reports/silence'))['all']['open'])
        self.assertEqual(2, self.good(self.api.get('/api/v1/reports/silence'))['all']['open'])
        self.assertProblem(self.be('bob').get('/api/v1/reports/silence?owner=zoe'), 403)
        self.assertProblem(self.api.get('/api/v1/reports/nosuch'), 404, field='report')
        self.assertProblem(self.api.get('/api/v1/reports/speed?since=never'), 400, field='since')
        self.assertProblem(self.be('bob').get('/api/v1/monday'), 403)
        sellers = self.good(self.be('max').get('/api/v1/monday'))['sellers']
        self.assertEqual(['Bob Stone', 'Max Hill'], [seller['name'] for seller in sellers])
        forecast = self.good(self.be('bob').get('/api/v1/forecast?days=7'))
        self.assertEqual((7, 1), (len(forecast['days']), forecast['leads']))
        self.assertProblem(self.api.get('/api/v1/forecast?days=0'), 400, field='days')

    def test_leads_are_handed_over(self) -> None:
        self.lead_of('bob', 'Dora Quarry')
        bob, max_, zoe = (self.users[name] for name in ('bob', 'max', 'zoe'))
        self.assertProblem(self.be('bob').post(f'/api/v1/users/{bob}/hand-over', {'to': 'zoe'}), 403)
        self.assertProblem(self.be('max').post(f'/api/v1/users/{zoe}/hand-over', {'to': 'bob'}), 403)
        self.assertProblem(self.api.post(f'/api/v1/users/{bob}/deactivate'), 409)
        self.assertEqual(1, self.good(self.be('max').post(f'/api/v1/users/{bob}/hand-over', {'to': 'max'}))['leads'])
        self.good(self.api.post(f'/api/v1/users/{bob}/deactivate'))
        self.assertEqual(401, self.be('bob').get('/api/v1/today').status)
        self.good(self.api.post(f'/api/v1/users/{bob}/activate'))
        self.assertEqual(1, self.good(self.api.post(f'/api/v1/users/{max_}/hand-over'))['leads'])
        self.assertProblem(self.api.post('/api/v1/users/999999/spread'), 404, field='user')

    def test_what_lies_too_long_goes_to_others(self) -> None:
        self.beck.later(days=-20)
        self.beck.user = 'Bob Stone'
        old = self.beck.json('add', 'Dora Quarry', '--cell', '202 555 0102')['id']
        self.beck.user = None
        self.lead_of('bob', 'Kim Shore')
        bob = self.users['bob']
        self.assertEqual([old], [lead['id'] for lead in self.good(self.api.get('/api/v1/leads?late=long'))['leads']])
        self.assertProblem(self.be('bob').post(f'/api/v1/users/{bob}/reassign', {'to': 'max'}), 403)
        self.assertProblem(self.api.post(f'/api/v1/users/{bob}/reassign', {}), 400, field='to')
        given = self.good(self.be('max').post(f'/api/v1/users/{bob}/reassign', {'to': str(self.users['max'])}))
        self.assertEqual((1, '1 lead: given to Max Hill'), (given['done'], given['said']))
        self.assertProblem(self.be('max').post(f'/api/v1/users/{bob}/spread'), 422, 'no lead')
        self.good(self.be('max').post('/api/v1/undo'))
        self.assertEqual(1, len(self.good(self.api.get('/api/v1/leads?late=long&owner=bob'))['leads']))
        self.assertProblem(self.api.get('/api/v1/leads?late=very'), 422, field='late')

    def test_one_s_own_and_the_house_s(self) -> None:
        bob = self.be('bob')
        changed = self.good(bob.send('PATCH', '/api/v1/profile', {'cell': '202 555 0188', 'hours': 'mon-thu 8:00-16:00'}))
        self.assertEqual(('+12025550188', 'rep'), (changed['cell'], changed['role']))
        self.assertEqual('Bob Stone', self.good(bob.get('/api/v1/profile'))['user']['name'])
        self.assertProblem(bob.send('PATCH', '/api/v1/profile', {'role': 'admin'}), 400, field='role')
        self.assertProblem(bob.send('PATCH', '/api/v1/profile', {'hours': 'always'}), 422, field='hours')
        for path in (f'users/{self.users["bob"]}', 'users', 'settings/line', 'holidays'):
            self.assertProblem(bob.post('/api/v1/' + path, {'name': 'Eve'}), 403)
        promoted = self.good(self.api.post(f'/api/v1/users/{self.users["bob"]}', {'role': 'manager', 'cell': ''}))
        self.assertEqual(('manager', None), (promoted['role'], promoted['cell']))
        self.assertProblem(self.api.post('/api/v1/users', {'name': 'bob stone'}), 409, field='name')
        self.assertProblem(self.api.post('/api/v1/users', {'role': 'boss', 'name': 'x'}), 400, field='role')
        self.assertEqual(4, len(self.good(bob.get('/api/v1/users'))['users']))

    def test_line_holidays_absences(self) -> None:
        values = {row['name']: row['value'] for row in self.good(self.api.post(
            '/api/v1/settings/line', {'set': {'moves_per_day': '2', 'call_hours': '9:00-20:00'}}))['settings']}
        self.assertEqual(('2', '9:00-20:00'), (values['moves_per_day'], values['call_hours']))
        self.assertProblem(self.api.post('/api/v1/settings/line', {'set': {'moves_per_day': '0', 'rings_per_day': '3'}}),
                           422, field='moves_per_day')
        self.assertProblem(self.api.post('/api/v1/settings/line', {'set': {'colour': 'blue'}}), 422, field='set')
        back = {row['name']: row['value'] for row in self.good(self.api.post(
            '/api/v1/settings/line', {'set': {'moves_per_day': ''}}))['settings']}
        self.assertEqual(('1', '2'), (back['moves_per_day'], back['rings_per_day']))
        made = self.good(self.api.post('/api/v1/holidays', {'day': '2099-12-24', 'name': 'Party'}), 201)
        self.assertEqual('Party', made['holiday']['name'])
        self.good(self.api.post('/api/v1/holidays/2099-12-24/remove'))
        self.assertProblem(self.api.post('/api/v1/holidays/2099-12-24/remove'), 404)
        self.assertProblem(self.api.post('/api/v1/holidays/soon/remove'), 422, field='day')
        self.assertTrue(self.good(self.api.get('/api/v1/holidays'))['holidays'])
        away = self.good(self.be('bob').post('/api/v1/absences', {'first': '2099-07-01', 'last': '2099-07-10'}), 201)
        self.assertEqual('Bob Stone', away['absence']['user'])
        self.assertProblem(self.be('bob').post('/api/v1/absences', {'first': '2099-07-05', 'last': '2099-07-06'}), 409)
        self.assertProblem(self.be('bob').post('/api/v1/absences', {'first': '2099-08-05', 'last': '2099-08-01'}), 422)
        self.assertProblem(self.be('bob').post('/api/v1/absences', {'first': 'x', 'last': 'y', 'user': 'zoe'}), 400)
        self.assertProblem(self.be('bob').post('/api/v1/absences',
                                               {'first': '2099-07-15', 'last': '2099-07-16', 'user': 'zoe'}), 403)
        absence = away['absence']['id']
        self.assertProblem(self.be('zoe').post(f'/api/v1/absences/{absence}/remove'), 404)
        self.good(self.be('max').post(f'/api/v1/absences/{absence}/remove'))


if __name__ == '__main__':
    main()
