"""Beck asks a telephone system to dial, which tells how the call goes on: in any order, twice, forged, of
another's call, unsigned; and the pages dial as each user does."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

from beck import MONDAY, Beck, main
from serving import Answer, Client, Serving
from texting import Gateway

PUBLIC = 'https://beck.sample.example'
CELL, OFFICE = '+12025550110', '+12025550111'
RECORDING = 'https://pbx.example/recordings/1?key=2'


class Dialling(Serving):
    signing: str | None = None
    answers: tuple[object, ...] = ((202, {}, ''),)

    def prepare(self) -> None:
        self.pbx = Gateway(*self.answers)
        self.addCleanup(self.pbx.stop)
        self.beck.at(MONDAY)
        self.beck.run('config', 'set', 'public_url', PUBLIC + '/')
        self.lead = self.beck.json('add', 'Bob Hill', '--company', 'Hill Pumps', '--cell', CELL, '--office', OFFICE,
                                   '--source', 'web')['id']
        signed = ['--signing'] if self.signing else []
        self.beck.run('call', 'by', 'hook', '--set', f'url=http://127.0.0.1:{self.pbx.port}/dial?from={{user}}',
                      '--set', 'body={"to":"{number}","touch":{touch},"tell":"{events}"}', '--set', 'private=yes',
                      '--authorization', *signed, given=('Bearer let-me-in\n' + (self.signing or '') + '\n').encode())

    def setUp(self) -> None:
        super().setUp()
        self.stranger = Client(self.server.port)
        self.addCleanup(self.stranger.close)

    def touch(self) -> int:
        return self.api.get('/api/v1/next').json['id']

    def begin(self, status: int = 201, **fields: object) -> Answer:
        answer = self.api.post(f'/api/v1/touches/{self.touch()}/call', fields)
        self.assertEqual(status, answer.status, answer.text)
        return answer

    def call(self, number: int) -> dict:
        return self.api.get(f'/api/v1/phone-calls/{number}').json

    def until(self, number: int, stage: str) -> dict:
        self.eventually(lambda: self.call(number)['stage'] == stage)
        return self.call(number)

    def dialled(self, **fields: object) -> dict:
        asked = len(self.pbx.taken)
        call = self.until(self.begin(**fields).json['id'], 'dialling')
        self.eventually(lambda: len(self.pbx.taken) > asked)
        return call

    def path(self) -> str:
        """Where the telephone was asked to tell."""
        return json.loads(self.pbx.taken[-1]['body'])['tell'].removeprefix(PUBLIC)

    def tell(self, status: int = 204, **fields: str) -> None:
        answer = self.stranger.form(self.path(), fields, Sec_Fetch_Site='cross-site')
        self.assertEqual(status, answer.status, answer.text)


class ByHook(Dialling):
    def test_it_is_asked_once_and_tells(self) -> None:
        call = self.dialled()
        (asked,) = self.pbx.taken
        self.assertEqual(('POST', '/dial?from=Mary%20Beck', 'Bearer let-me-in'),
                         (asked['method'], asked['path'], asked['headers']['Authorization']))
        self.assertEqual((CELL, self.touch()), ((told := json.loads(asked['body']))['to'], told['touch']))
        self.assertProblem(self.begin(409), 409, 'you are on a call to Bob Hill')
        self.tell(event='ringing')
        self.assertEqual('ringing', self.call(call['id'])['stage'])
        self.tell(event='answered')
        self.assertTrue(self.call(call['id'])['on'])
        self.tell(event='ended', why='normal clearing')
        over = self.call(call['id'])
        self.assertEqual(('ended', 'talked', False), (over['stage'], over['suggests'], over['on']))
        # Its recording may come when the call is logged already.
        touch = self.touch()
        self.api.post(f'/api/v1/touches/{touch}/outcome', {'outcome': f'{CELL[1:]}:talked/20'})
        self.tell(event='recording', recording=RECORDING)
        (one,) = self.api.get(f'/api/v1/leads/{self.lead}').json['history']
        self.assertEqual((20, RECORDING), (one['dials'][0]['seconds'], one['dials'][0]['recording']))
        self.assertEqual(1, len(self.pbx.taken))
        self.beck.audit()

    def test_what_is_forged_or_told_again_changes_nothing(self) -> None:
        call = self.dialled()
        path = self.path()
        other = path[:-1] + ('0' if path[-1] != '0' else '1')
        self.assertEqual(404, self.stranger.get(f'{other}?event=ended').status)
        self.assertEqual(404, self.stranger.get('/hooks/calls/1-1?event=ended').status)
        self.assertEqual('dialling', self.call(call['id'])['stage'])
        self.assertEqual(204, self.stranger.get(f'{path}?event=answered').status)
        for fields, status in (({'event': 'answered'}, 409), ({'event': 'ringing'}, 409), ({'event': 'exploded'}, 422),
                               ({}, 422), ({'event': 'recording', 'recording': 'javascript:alert(1)'}, 422)):
            before = self.call(call['id'])
            self.tell(status, **fields)
            self.assertEqual(before, self.call(call['id']) | {'talk_seconds': before['talk_seconds']})  # the clock goes on
        self.tell(event='ended', why='486 Busy Here', recording=RECORDING)
        self.tell(409, event='ended')
        self.tell(409, event='recording', recording=RECORDING)
        over = self.call(call['id'])
        self.assertEqual((486, RECORDING), (over['code'], over['recording']))
        self.assertIn("a telephone's report", self.server.said())
        self.beck.audit()

    def test_busy_then_the_next_number(self) -> None:
        self.dialled()
        self.tell(event='ended', why='busy')
        self.assertEqual('busy', self.api.get('/api/v1/phone-calls').json['calls'][0]['suggests'])
        second = self.dialled(number='office')
        self.assertEqual(OFFICE, second['number']['value'])
        # Where the telephone does not tell, a person does.
        over = self.api.post(f'/api/v1/phone-calls/{second["id"]}/over')
        self.assertEqual('ended', over.json['stage'])
        self.assertEqual([CELL, OFFICE], [json.loads(one['body'])['to'] for one in self.pbx.taken])

    def test_what_is_not_dialled(self) -> None:
        self.assertProblem(self.begin(422, number='home'), 422, 'has no number "home"', field='number')
        self.assertProblem(self.begin(422, who='zoe'), 422, 'nobody there is called', field='who')
        touch = self.touch()
        self.api.post(f'/api/v1/touches/{touch}/outcome', {'outcome': 'no_answer'})
        self.assertEqual(409, self.api.post(f'/api/v1/touches/{touch}/call', {}).status)
        self.assertEqual(404, self.api.get('/api/v1/phone-calls/999999').status)
        self.assertEqual([], self.pbx.taken)

    def test_pages_dial_as_each_user_does(self) -> None:
        self.beck.run('user', 'add', 'Ben Rep')
        mine = self.api.get('/api/v1/settings/dialling').json
        self.assertEqual(('hook', True), (mine['own']['way'], mine['own']['dials']))
        self.assertNotIn('authorization', mine['own']['settings'])
        page = self.api.get(f'/leads/{self.lead}/next', Accept='text/html').text
        self.assertIn('data-dials', page)
        self.assertIn(f'href="tel:{CELL}"', page)
        answer = self.api.post('/api/v1/settings/dialling', {'way': 'sip', 'set': {'domain': 'pbx.example'}})
        self.assertEqual('sip', answer.json['own']['way'])
        page = self.api.get(f'/leads/{self.lead}/next', Accept='text/html').text
        self.assertIn(f'href="sip:{CELL}@pbx.example;user=phone"', page)
        self.assertNotIn('data-dials', page)
        # Who has an address of SIP is called there, by whatever telephone.
        person = self.api.get(f'/api/v1/leads/{self.lead}').json['people'][0]['id']
        self.assertProblem(self.api.post(f'/api/v1/contacts/{person}/set', {'set': {'sip': 'bob'}}), 422, 'bob@pbx.example')
        self.assertEqual(200, self.api.post(f'/api/v1/contacts/{person}/set', {'set': {'sip': 'bob@pbx.example'}}).status)
        for path in (f'/leads/{self.lead}/next', f'/leads/{self.lead}'):
            self.assertIn('href="sip:bob@pbx.example"', self.api.get(path, Accept='text/html').text)
        # Another's is an admin's to set up, and so is whatever reaches out of this machine.
        ben = self.client(Beck(self.beck.database, self.folder, self.beck.now).json('--user', 'Ben Rep', 'token', 'new',
                                                                                    '--scope', 'write')['token'])
        self.assertEqual(200, ben.post('/api/v1/settings/dialling', {'way': 'tel'}).status)
        hook = {'way': 'hook', 'set': {'url': 'https://pbx.example/?n={number}'}}
        self.assertEqual(403, ben.post('/api/v1/settings/dialling', hook).status)
        self.assertEqual(403, ben.post('/api/v1/settings/dialling', {'way': 'tel', 'everybody': True}).status)


class Signed(Dialling):
    signing = 'sixteen letters and more'

    def signature(self, body: bytes, at: int, secret: str) -> dict[str, str]:
        digest = hmac.new(secret.encode(), b'm1.%d.' % at + body, hashlib.sha256).digest()
        return {'webhook_id': 'm1', 'webhook_timestamp': str(at),
                'webhook_signature': 'v1,other v1,' + base64.b64encode(digest).decode()}

    def test_only_what_is_signed_and_timely(self) -> None:
        call = self.dialled()
        body = json.dumps({'event': 'answered'}).encode()
        now = int(self.beck.clock.timestamp())
        for at, secret, status in ((now, 'another secret of theirs', 403), (now - 3600, self.signing, 403),
                                   (now, self.signing, 204), (now, self.signing, 409)):
            answer = self.stranger.ask('POST', self.path(), body, Content_Type='application/json',
                                       **self.signature(body, at, secret))
            self.assertEqual(status, answer.status, answer.text)
            self.assertEqual('answered' if status in (204, 409) else 'dialling', self.call(call['id'])['stage'])
        self.assertEqual(403, self.stranger.get(f'{self.path()}?event=ended').status)


class NotTaken(Dialling):
    answers = ((503, {}, 'no line free'), 'cut')

    def test_it_says_so_and_never_dials_again_by_itself(self) -> None:
        failed = self.until(self.begin().json['id'], 'failed')
        self.assertSays(failed['why'], 'status 503', 'no line free')
        lost = self.until(self.begin().json['id'], 'failed')
        self.assertSays(lost['why'], 'look whether it rings')
        self.beck.audit()
        self.assertEqual(2, len(self.pbx.taken))


if __name__ == '__main__':
    main()
