"""Sending by the web: senders, review and send, the outbox, what came of it; each row of the API and
each form right and wrong, by an admin and by reps, with Postfix's smtp-sink behind it."""

from __future__ import annotations

import unittest
from pathlib import Path

from beck import main
from mailing import MAILING, SINK, Sink
from serving import Answer, Client, Server
from sign_in import SigningIn, field
from texting import Gateway

CAPTURED, NOW = '2026-11-16T15:30:00+00:00', '2026-11-17T16:00:00+00:00'  # Tuesday 10:00 in Chicago


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Sending(SigningIn):
    """Mary, an admin, and Bob, a rep, have each met three people, whose e-mails are to be reviewed
    today; Zoe is a rep without leads."""

    def prepare(self) -> None:
        super().prepare()
        self.beck.run('user', 'add', 'Zoe Lake', 'role=rep')
        self.beck.run('user', 'set', 'bob', 'cell=+1 312 555 0111')
        self.beck.at(CAPTURED)
        for owner in ('mary', 'bob'):
            for number in range(3):
                self.beck.run('add', f'{owner.title()}s Lead{number}', '--company', f'{owner} Firm {number}', '--owner', owner,
                              '--email', f'{owner}{number}@firm{number}.example', '--source', 'show: Expo')
        self.beck.at(NOW)

    def setUp(self) -> None:
        super().setUp()
        self.bob, self.zoe = (self.client(self.token_of(name)) for name in ('bob', 'zoe'))

    def token_of(self, name: str) -> str:
        self.beck.user = name
        token = self.beck.json('token', 'new', '--scope', 'write')['token']
        self.beck.user = None
        return token

    def good(self, answer: Answer, status: int = 200):
        self.assertEqual(answer.status, status, answer.text)
        return answer.json if answer.body else None

    def sink(self, *options: str, port: int = 0) -> Sink:
        sink = Sink(self.folder, *options, port=port)
        self.addCleanup(sink.stop)
        return sink

    def add(self, by: Client | None = None, **more: object) -> Answer:
        return (by or self.api).post('/api/v1/senders', {
            'address': 'mary@sample.example', 'host': '127.0.0.1', 'security': 'none', 'day_most': 1000,
            'minute_most': 1000} | more)

    def review(self, by: Client | None = None) -> dict:
        return self.good((by or self.api).get('/api/v1/review'))

    def ids(self, by: Client | None = None) -> list[int]:
        return [touch['id'] for touch in self.review(by)['touches']]

    def send(self, touches: list[int], by: Client | None = None, **more: object) -> dict:
        return self.good((by or self.api).post('/api/v1/outbox', {'touches': touches} | more))

    def work(self, **later: float) -> dict:
        """What is due so much later."""
        self.beck.later(**later)
        done = self.beck.json('work', '--once')
        self.beck.at(NOW)
        return done

    # --- senders ---

    def test_a_sender_from_its_first_day_to_its_last(self) -> None:
        sink = self.sink()
        self.assertEqual([], self.good(self.api.get('/api/v1/senders'))['senders'])
        made = self.good(self.add(port=sink.port, login='', ramp_from=20), 201)
        self.assertEqual(('Mary Beck', 'on', 20, 0), tuple(made[name] for name in ('user', 'state', 'today_most', 'sent_today')))
        path = f'/api/v1/senders/{made["id"]}'
        self.assertEqual((True, None), tuple(self.good(self.api.post(path + '/check'))[name] for name in ('works', 'why')))
        paused = self.good(self.api.post(path + '/pause', {'because': 'we move'}))
        self.assertEqual(('off', 'we move'), (paused['state'], paused['why']))
        self.assertEqual('on', self.good(self.api.post(path + '/resume'))['state'])
        sink.stop()
        checked = self.good(self.api.post(path + '/check'))
        self.assertFalse(checked['works'])
        self.assertIn('127.0.0.1', checked['why'])
        self.good(self.api.post(path + '/end'), 204)
        self.assertEqual([], self.good(self.api.get('/api/v1/senders'))['senders'])
        for act in ('check', 'pause', 'resume', 'end'):
            self.assertProblem(self.api.post(f'{path}/{act}'), 404, field='sender')

    def test_senders_typed_wrong(self) -> None:
        for more, status, name in (({'address': 'mary'}, 422, 'address'), ({'address': None}, 400, 'address'),
                                   ({'host': ''}, 422, 'host'), ({'port': 0}, 400, 'port'), ({'port': 65536}, 400, 'port'),
                                   ({'security': 'ssl'}, 400, 'security'), ({'day_most': -1}, 400, 'day_most'),
                                   ({'ramp_from': 'few'}, 400, 'ramp_from'), ({'user': 'nobody'}, 404, 'user'),
                                   ({'user': 'bob', 'everybody': True}, 422, 'user'),
                                   ({'ca_file': '/etc/passwd'}, 400, 'ca_file'), ({'driver': 'outbox'}, 400, 'driver')):
            self.assertProblem(self.add(**more), status, field=name)
        self.assertEqual([], self.good(self.api.get('/api/v1/senders'))['senders'])
        self.good(self.add(), 201)
        self.assertProblem(self.add(), 409, 'already', field='user')

    def gateway(self, by: Client | None = None, **settings: str) -> Answer:
        return (by or self.api).post('/api/v1/senders', {'address': '+13125550100', 'driver': 'http', 'everybody': True, 'set': settings})

    def test_a_gateway_is_changed(self) -> None:
        """Any gateway by its template; what is not named stays, and a secret that is left empty does."""
        body, secret = '{"to":"{to}", "text":"{text}"}', 'Bearer  of two blanks '
        made = self.good(self.gateway(url='https://sms.example/send', body=body, authorization=secret, cost='0.0079 USD'), 201)
        path = f'/api/v1/senders/{made["id"]}/set'
        about = {field['name']: field for field in made['fields']}
        self.assertEqual((True, True, ['POST', 'GET']), (about['url']['must'], about['authorization']['secret'], about['method']['choices']))
        changed = self.good(self.api.post(path, {'set': {'method': 'GET', 'body': '', 'url': 'https://sms.example/?to={to}&t={text}', 'authorization': ''}}))
        self.assertEqual({'url': 'https://sms.example/?to={to}&t={text}', 'method': 'GET', 'cost': '0.0079 USD'},
                         {name: changed['settings'].get(name) for name in ('url', 'method', 'cost')})
        self.assertNotIn('body', changed['settings'])
        self.assertNotIn('two blanks', str(changed))
        for wrong, name in (({'url': 'ftp://sms.example'}, 'url'), ({'url': ''}, 'url'), ({'cost': 'much'}, 'cost'), ({'method': 'PUT'}, 'method'),
                            ({'metod': 'GET'}, 'metod'), ({'authorization': 'a\r\nX-Evil: 1'}, 'authorization'), ({'url': 'https://sms.example/{nobody}'}, 'url')):
            self.assertProblem(self.api.post(path, {'set': wrong}), 422, field=name)
        self.assertEqual(changed, self.good(self.api.get('/api/v1/senders'))['senders'][0])
        self.assertProblem(self.api.post(path, {}), 400, field='set')
        self.assertProblem(self.api.post(path, {'set': {'cost': 'x' * 4001}}), 400, field='set')
        self.assertProblem(self.bob.post(path, {'set': {'cost': '1 USD'}}), 403)
        self.assertProblem(self.gateway(self.bob, url='https://sms.example'), 403)
        self.assertProblem(self.api.post('/api/v1/senders/999999/set', {'set': {'cost': '1 USD'}}), 404, field='sender')
        box = self.good(self.add(), 201)['id']
        for name in ('ca_file', 'own_name', 'oauth', 'dkim_rsa'):
            self.assertProblem(self.api.post(f'/api/v1/senders/{box}/set', {'set': {name: 'x'}}), 422, 'machine', field='set')
            self.assertProblem(self.add(self.bob, address='bob@sample.example', set={name: 'x'}), 422, 'machine', field='set')

    def test_a_gateway_goes_on_by_its_new_settings(self) -> None:
        """The secret that was not said again among them, as it was typed."""
        first, second = Gateway((200, {}, 'ok')), Gateway((200, {}, 'ok'))
        self.addCleanup(first.stop), self.addCleanup(second.stop)
        sender = self.good(self.gateway(url=f'http://127.0.0.1:{first.port}/a', body='to={to}&text={text}', private='yes',
                                        authorization='Bearer  of two blanks'), 201)['id']
        self.good(self.api.post(f'/api/v1/senders/{sender}/set', {'set': {'url': f'http://127.0.0.1:{second.port}/b', 'authorization': ''}}))
        lead = self.good(self.api.post('/api/v1/leads', {'name': 'Tess Text', 'cell': '+1 312 200 0077'}), 201)['id']
        self.good(self.api.post(f'/api/v1/leads/{lead}/text', {'words': 'As asked.'}))
        self.assertEqual(1, self.work(minutes=1)['sent'])
        (one,) = second.taken
        self.assertEqual(('/b', 'Bearer  of two blanks', []), (one['path'], one['headers']['Authorization'], first.taken))

    def test_each_sees_their_own_and_everybody_s(self) -> None:
        secret = 'the brook  that never stops'
        of_all = self.good(self.add(everybody=True, address='office@sample.example', security='tls', login='x',
                                    password=secret), 201)['id']
        mary = self.good(self.add(), 201)['id']
        bob = self.good(self.add(self.bob, address='bob@sample.example'), 201)['id']
        of_zoe = self.good(self.add(user='zoe', address='zoe@sample.example'), 201)['id']
        shown = {name: self.good(client.get('/api/v1/senders')) for name, client in
                 (('mary', self.api), ('bob', self.bob), ('zoe', self.zoe))}
        self.assertEqual({'mary': {of_all, mary, bob, of_zoe}, 'bob': {of_all, bob}, 'zoe': {of_all, of_zoe}},
                         {name: {sender['id'] for sender in each['senders']} for name, each in shown.items()})
        self.assertNotIn('brook', str(shown))
        for act in ('check', 'pause', 'resume', 'end'):
            self.assertProblem(self.bob.post(f'/api/v1/senders/{mary}/{act}'), 404, field='sender')
            self.assertProblem(self.bob.post(f'/api/v1/senders/{of_all}/{act}'), 403)
        self.assertProblem(self.add(self.bob, everybody=True), 403)
        self.assertProblem(self.add(self.bob, user='mary'), 403)
        self.assertEqual('off', self.good(self.bob.post(f'/api/v1/senders/{bob}/pause'))['state'])
        self.assertProblem(self.client().get('/api/v1/senders'), 401)

    # --- review and send ---

    def test_without_a_sender_a_person_sends(self) -> None:
        self.assertEqual((3, [], []), (len(self.ids()), self.review()['senders'], self.review()['outbox']))
        refused = self.send(self.ids())
        self.assertEqual(([], 3), (refused['sent'], len(refused['refused'])))
        self.assertIn('no mailbox', refused['refused'][0]['why'])
        page = self.signed_in().get('/review').text
        self.assertIn('Those are sent', page)
        self.assertIn('mailto:', page)

    def test_reviewed_edited_sent(self) -> None:
        sink = self.sink()
        self.good(self.add(port=sink.port), 201)
        first, second, third = self.ids()
        self.assertEqual(['mary@sample.example'], [one['address'] for one in self.review()['senders']])
        before = self.good(self.api.get('/api/v1/today'))['counts']['review']
        sent = self.send([first, second, 999999], subject={str(first): 'As you asked'}, body={str(first): 'Hi,\r\n\r\nhere it is.\r\nMary'})
        self.assertEqual(({first, second}, [999999]), ({entry['id'] for entry in sent['sent']},
                                                      [each['touch_id'] for each in sent['refused']]))
        review = self.review()
        self.assertEqual(([third], {first, second}), ([touch['id'] for touch in review['touches']],
                                                     {entry['id'] for entry in review['outbox']}))
        self.assertEqual(before - 2, self.good(self.api.get('/api/v1/today'))['counts']['review'])
        self.assertEqual(2, len(self.good(self.api.get('/api/v1/outbox'))['outbox']))
        self.assertEqual(0, self.work(seconds=30)['sent'])  # a minute to take it back
        self.assertEqual(2, self.work(minutes=2)['sent'])
        mails = {mail['Subject']: mail for mail in sink.whole()}
        self.assertEqual('Hi,\n\nhere it is.\nMary', mails['As you asked'].get_body(('plain',)).get_content().split('\n-- ')[0].strip())
        message = self.good(self.api.get(f'/api/v1/touches/{first}/message'))
        self.assertEqual(('As you asked', 'accepted', 'Mary Beck'), (message['subject'], message['level'], message['approved']))
        history = self.good(self.api.get(f'/api/v1/leads/{message["lead"]["id"]}'))['history'][0]
        self.assertEqual(('accepted', 'As you asked'), (history['message']['level'], history['message']['subject']))
        self.assertIn('Ok', history['message']['words'])
        self.assertProblem(self.api.post(f'/api/v1/outbox/{first}/back'), 404)
        self.assertEqual([first, second], sorted(each['touch_id'] for each in self.send([first, second])['refused']))
        self.beck.audit()

    def test_the_server_s_own_worker_sends(self) -> None:
        sink = self.sink()
        self.good(self.add(port=sink.port), 201)
        self.send(self.ids()[:1])
        other = Server(self.beck.later(minutes=2))
        self.addCleanup(other.stop)
        self.eventually(sink.whole)
        self.assertEqual(1, len(sink.whole()))

    def test_taken_back_with_its_words(self) -> None:
        sink = self.sink()
        self.good(self.add(port=sink.port), 201)
        first = self.ids()[0]
        self.send([first], subject={str(first): 'As you asked'})
        shown = self.good(self.api.get(f'/api/v1/touches/{first}'))
        self.assertEqual((first, 'Mary Beck'), (shown['outbox']['id'], shown['outbox']['approved']))
        self.good(self.api.post(f'/api/v1/outbox/{first}/back'))
        self.assertEqual(0, self.work(minutes=5)['sent'])
        self.assertIsNone(self.good(self.api.get(f'/api/v1/touches/{first}'))['outbox'])
        subjects = {touch['id']: touch['script']['subject'] for touch in self.review()['touches']}
        self.assertEqual('As you asked', subjects[first])
        self.assertProblem(self.api.post(f'/api/v1/outbox/{first}/back'), 404)

    def test_what_is_sent_wrong(self) -> None:
        self.good(self.add(), 201)
        first = self.ids()[0]
        for body, status, name in (({}, 400, 'touches'), ({'touches': []}, 400, 'touches'), ({'touches': ['x']}, 400, 'touches'),
                                   ({'touches': [first], 'subject': 'x'}, 400, 'subject'), ({'touches': [first], 'words': {}}, 400, 'words'),
                                   ({'touches': [1] * 201}, 422, 'touches'),
                                   ({'touches': [first], 'body': {str(first): 'x' * 110000}}, 400, 'body')):
            self.assertProblem(self.api.post('/api/v1/outbox', body), status, field=name)
        for more, why in (({'subject': {str(first): ''}}, 'no subject'), ({'body': {str(first): ' \n '}}, 'no words')):
            self.assertIn(why, self.send([first], **more)['refused'][0]['why'])
        self.assertEqual([], self.review()['outbox'])

    def test_another_s_are_not_there(self) -> None:
        self.good(self.add(everybody=True), 201)
        first = self.ids(self.bob)[0]
        self.assertEqual(f'there is no touch {first}', self.send([first], self.zoe)['refused'][0]['why'])
        self.assertEqual(first, self.send([first], self.bob)['sent'][0]['id'])
        self.assertEqual([], self.good(self.zoe.get('/api/v1/outbox'))['outbox'])
        self.assertProblem(self.zoe.post(f'/api/v1/outbox/{first}/back'), 404)
        self.assertProblem(self.zoe.post(f'/api/v1/outbox/{first}/settle', {'sent': True}), 404)
        self.assertProblem(self.zoe.get(f'/api/v1/touches/{first}/message'), 404)
        self.assertEqual('queued', self.good(self.bob.get(f'/api/v1/touches/{first}/message'))['level'])
        self.good(self.api.post(f'/api/v1/outbox/{first}/back'))

    # --- what came of it ---

    def test_uncertain_until_somebody_knows(self) -> None:
        sink = self.sink('-q', '.')  # takes it, and hangs up
        self.good(self.add(port=sink.port, everybody=True), 201)
        first, second = self.ids(self.bob)[:2]
        for touch, minutes in ((first, 2), (second, 4)):  # one by one: what is cut before its dot only goes later
            self.send([touch], self.bob)
            self.assertEqual(1, self.work(minutes=minutes)['unsure'])
        doubts = self.good(self.bob.get('/api/v1/outbox'))['uncertain']
        self.assertEqual({first, second}, {each['touch_id'] for each in doubts})
        self.assertEqual([], self.good(self.zoe.get('/api/v1/outbox'))['uncertain'])
        self.assertProblem(self.bob.post(f'/api/v1/outbox/{first}/settle', {}), 400, field='sent')
        self.good(self.bob.post(f'/api/v1/outbox/{first}/settle', {'sent': True}), 204)
        self.good(self.bob.post(f'/api/v1/outbox/{second}/settle', {'sent': False}), 204)
        self.assertProblem(self.bob.post(f'/api/v1/outbox/{second}/settle', {'sent': True}), 409)
        self.assertEqual([], self.good(self.bob.get('/api/v1/outbox'))['uncertain'])
        levels = [self.good(self.bob.get(f'/api/v1/touches/{touch}/message'))['level'] for touch in (first, second)]
        self.assertEqual(['accepted', 'refused'], levels)
        self.beck.audit()

    def test_refused_with_the_server_s_words(self) -> None:
        sink = self.sink('-f', 'RCPT', '-B', '550 5.1.1 User unknown')
        self.good(self.add(port=sink.port), 201)
        first = self.ids()[0]
        self.send([first])
        self.assertEqual(1, self.work(minutes=2)['refused'])
        message = self.good(self.api.get(f'/api/v1/touches/{first}/message'))
        self.assertEqual('refused', message['level'])
        page = self.signed_in().get(f'/leads/{message["lead"]["id"]}').text
        self.assertIn(message['events'][-1]['detail'].split()[0], page)
        self.assertIn(f'/touches/{first}/message', page)

    def test_what_goes_by_itself(self) -> None:
        """It is nobody's work while something sends it, can be sent now, and be taken back."""
        sink = self.sink()
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', MAILING))
        for name, when in (('First In', '15:00'), ('Lea Late', '16:00')):
            self.beck.at(f'2026-11-16T{when}:00+00:00').run('add', name, '--email', f'{name.split()[0].lower()}@late.example', '--source', 'list',
                                                           '--cadence', 'mailing')
        self.beck.at(NOW)
        lead = self.beck.found('lea late')['id']
        touch = self.good(self.api.get(f'/api/v1/leads/{lead}'))['next']
        self.assertEqual('machine', touch['mode'])
        self.assertIn(touch['id'], [each['id'] for each in self.good(self.api.get('/api/v1/today'))['touches']])
        self.assertIsNone(self.good(self.api.get(f'/api/v1/leads/{lead}'))['outbox'])
        self.good(self.add(port=sink.port, minute_most=1), 201)
        self.assertEqual(1, self.work(minutes=1)['sent'])  # a minute before the next one; the server's clock is ahead of ours
        self.assertNotIn(touch['id'], [each['id'] for each in self.good(self.api.get('/api/v1/today'))['touches']])
        self.assertIsNone(self.good(self.api.get(f'/api/v1/leads/{lead}'))['outbox']['approved'])
        page = self.signed_in().get(f'/touches/{touch["id"]}').text
        self.assertIn('Send it now', page)
        self.assertNotIn('mailto:', page)
        self.good(self.api.post(f'/api/v1/outbox/{touch["id"]}/back'))
        self.assertIn(touch['id'], self.ids())
        self.assertIn('mailto:', self.signed_in().get(f'/touches/{touch["id"]}').text)

    # --- pages ---

    def test_pages(self) -> None:
        sink = self.sink()
        mary = self.signed_in()
        csrf = {'csrf': field(mary.get('/settings/senders'), 'csrf')}
        form = {'address': 'mary@sample.example', 'host': '127.0.0.1', 'port': sink.port, 'security': 'none', 'then': '/settings/senders'}
        self.assertEqual(403, mary.form('/senders', form).status)
        added = mary.form('/senders', form | csrf)
        self.assertEqual((303, '/settings/senders'), (added.status, added['Location']))
        sender = self.good(self.api.get('/api/v1/senders'))['senders'][0]['id']
        self.assertEqual(403, mary.form(f'/senders/{sender}/check', {}).status)
        self.assertIn('its server lets Beck in', mary.form(f'/senders/{sender}/check', csrf).text)
        review = mary.get('/review').text
        self.assertIn('Send 3', review)
        first, second, third = self.ids()
        for path in ('/outbox', f'/outbox/{first}/back', f'/outbox/{first}/settle', f'/senders/{sender}/end'):
            self.assertEqual(403, mary.form(path, {'touches': first, 'sent': 'true'}).status)
        stays = mary.form('/outbox', csrf | {'touches': [first, second], f'subject.{first}': '', f'subject.{second}': 'Tuesday',
                                             f'body.{second}': 'Dear\r\nyou', f'subject.{third}': 'not this one', 'then': '/review'})
        self.assertEqual(200, stays.status)
        self.assertIn('it has no subject', stays.text)
        self.assertIn('1 goes in a minute', stays.text)
        self.assertIn(f'action="/outbox/{second}/back"', stays.text)
        self.assertIn('Tuesday', mary.get('/outbox').text)
        self.assertIn('Dear\nyou', mary.get(f'/touches/{second}/message').text)
        gone = mary.form('/outbox', csrf | {'touches': [first, third], 'then': '/review'})
        self.assertEqual((303, '/review'), (gone.status, gone['Location']))
        self.assertIn('3 go in a minute', mary.get('/review').text)
        back = mary.form(f'/outbox/{third}/back', csrf | {'then': '/review'})
        self.assertEqual((303, '/review'), (back.status, back['Location']))
        mary.form(f'/senders/{sender}/pause', csrf | {'because': '<b>moving</b>', 'then': '/settings/senders'})
        for path in ('/review', '/outbox', '/settings/senders'):
            self.assertIn('&lt;b&gt;moving', mary.get(path).text)


if __name__ == '__main__':
    main()
