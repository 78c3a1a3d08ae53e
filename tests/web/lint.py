"""Lint while one types: the same as `beck lint`, of one reader, by the API; what others must be asked
(a spamd of our own here) apart from what answers at once."""

from __future__ import annotations

import socketserver
import threading
import unittest
from pathlib import Path

from beck import main
from mailing import SINK, Sink
from sign_in import SigningIn

CAPTURED, NOW = '2026-11-16T15:30:00+00:00', '2026-11-17T16:00:00+00:00'  # Tuesday 10:00 in Chicago
GOOD = '''Hi Bob,

at the show you asked how long a change of labels takes on the LP-4. It takes 40 seconds.

Shall I bring one on Thursday at ten?

Mary Beck, 312 555 0100
'''


class Spamd(socketserver.StreamRequestHandler):
    """Says the same of every mail: 6.1 points of 5."""

    def handle(self) -> None:
        length = 0
        while line := self.rfile.readline().strip():
            if line.lower().startswith(b'content-length:'):
                length = int(line.split(b':')[1])
        self.server.mails.append(self.rfile.read(length))
        report = b' pts rule name              description\n---- ---------------------- ----\n 6.1 SUBJ_ALL_CAPS          Shouts\n'
        self.wfile.write(b'SPAMD/1.1 0 EX_OK\r\nContent-length: %d\r\nSpam: True ; 6.1 / 5.0\r\n\r\n' % len(report) + report)


class Lint(SigningIn):
    """Mary, an admin, and Bob, a rep, have each met somebody whose e-mail is to be reviewed today."""

    def prepare(self) -> None:
        super().prepare()
        self.beck.run('user', 'set', 'bob', 'cell=+1 312 555 0111')
        self.beck.at(CAPTURED)
        for owner in ('mary', 'bob'):
            self.beck.run('add', f'{owner.title()}s Lead', '--owner', owner, '--email', f'info@{owner}.example', '--source', 'show: Expo')
        self.beck.at(NOW)

    def setUp(self) -> None:
        super().setUp()
        self.beck.user = 'bob'
        self.bob = self.client(self.beck.json('token', 'new', '--scope', 'write')['token'])
        self.reader = self.client(self.beck.json('token', 'new', '--scope', 'read')['token'])
        self.beck.user = None
        self.touch = self.bob.get('/api/v1/review').json['touches'][0]['id']

    def lint(self, way: str = '', by=None, **body: object) -> dict:
        answer = (by or self.bob).post('/api/v1/lint' + way, body)
        self.assertEqual(200, answer.status, answer.text)
        return answer.json

    def keys(self, *way: str, **body: object) -> set[str]:
        return {finding['key'] for finding in self.lint(*way, **body)['findings']}

    def test_of_this_very_reader(self) -> None:
        mine = GOOD.replace('0100', '0111')
        self.assertEqual({'role_address'}, self.keys(touch=self.touch, subject='Labels on the LP-4', body=mine))
        self.assertEqual({'role_address', 'no_cell'}, self.keys(touch=self.touch, subject='Labels', body=GOOD))  # the owner's
        found = {finding['key']: finding for finding in self.lint(
            touch=self.touch, subject='Labels for {{first}}', body=mine + '[your cell number]')['findings']}
        self.assertEqual((1, 'Write: Bobs'), (found['not_merged']['line'], found['not_merged']['way_out']))
        self.assertEqual(10, found['not_filled']['line'])
        self.assertEqual(self.keys(touch=self.touch), {finding['key'] for finding in
                                                       self.bob.get('/api/v1/review').json['touches'][0]['lint']['findings']})
        typed = self.beck.file('typed.txt', f'Subject: Labels\n\n{GOOD}')
        self.assertEqual({'role_address', 'no_cell'}, {finding['key'] for finding in self.beck.json(
            'lint', typed, '--touch', self.touch)['findings']})
        self.assertEqual({'no_cell'}, {finding['key'] for finding in self.beck.json('lint', typed, '--cell', '1')['findings']})
        self.beck.fails('lint', typed, '--touch', self.touch, '--later', code=2)
        self.beck.fails('lint', typed, '--touch', '999')

    def test_a_template_for_many(self) -> None:
        self.assertEqual({'merge_hole'}, self.keys(subject='Labels', body=GOOD.replace('Bob', '{{first}}').replace('0100', '0111')))
        long = GOOD.replace('0100', '0111') + 'and more of it ' * 30
        self.assertIn('too_long', self.keys(subject='Labels', body=long))
        self.assertNotIn('too_long', self.keys(subject='Labels', body=long, later=True))

    def test_asked_wrong(self) -> None:
        touch = self.touch
        for body, status, name in (({'touch': 'x'}, 400, 'touch'), ({'touch': 999}, 404, 'touch'), ({'words': ''}, 400, 'words'),
                                   ({'touch': touch, 'body': 'x' * 70000}, 400, 'body')):
            self.assertProblem(self.bob.post('/api/v1/lint', body), status, field=name)
        of_mary = next(each['id'] for each in self.api.get('/api/v1/review').json['touches'])
        self.assertProblem(self.bob.post('/api/v1/lint', {'touch': of_mary}), 404, field='touch')
        self.assertEqual(413, self.bob.post('/api/v1/lint', {'touch': touch, 'body': 'x' * 400000}).status)
        self.assertProblem(self.client().post('/api/v1/lint', {'touch': touch}), 401)
        self.assertEqual(200, self.reader.post('/api/v1/lint', {'touch': touch}).status)
        self.assertEqual(403, self.signed_in().post('/api/v1/lint', {'touch': of_mary}).status)  # without the page's proof

    def test_what_they_have_had(self) -> None:
        if not Path(SINK).exists():
            raise unittest.SkipTest('smtp-sink of Postfix is missing: tool/setup.sh test')
        sink = Sink(self.folder)
        self.addCleanup(sink.stop)
        self.assertEqual(201, self.bob.post('/api/v1/senders', {'address': 'bob@sample.example', 'host': '127.0.0.1',
                                                                'port': sink.port, 'security': 'none'}).status)
        for tag in ('{{first}}', '{{ first }}'):
            self.assertIn('not merged', self.bob.post('/api/v1/outbox', {'touches': [self.touch], 'body': {
                str(self.touch): GOOD + tag}}).json['refused'][0]['why'])
        self.bob.post('/api/v1/outbox', {'touches': [self.touch], 'body': {str(self.touch): GOOD}})
        waits = self.bob.get(f'/api/v1/touches/{self.touch}/message').json
        self.assertEqual({'role_address', 'no_cell'}, {finding['key'] for finding in waits['lint']['findings']})
        self.beck.later(minutes=2)
        self.assertEqual(1, self.beck.json('work', '--once')['sent'])
        self.assertIsNone(self.bob.get(f'/api/v1/touches/{self.touch}/message').json['lint'])
        lead = waits['lead']['id']
        while self.beck.show(f'lead:{lead}')['next']['channel'] != 'email':
            self.beck.later(days=1)
            self.beck.run('log', self.beck.show(f'lead:{lead}')['next']['id'], 'skipped', '--because', 'no_time')
        again = self.beck.show(f'lead:{lead}')['next']['id']
        self.assertIn('repeated', self.keys(touch=again, subject='Labels', body=GOOD))
        self.assertNotIn('repeated', self.keys(touch=again, subject='Labels', body=GOOD[:20] + 'Here is something else for you to read.'))

    def test_others_are_asked_apart(self) -> None:
        self.assertFalse(self.lint(touch=self.touch, subject='x', body=GOOD)['more'])
        server = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Spamd)
        server.mails, server.daemon_threads = [], True
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.beck.run('config', 'set', 'spamd', '127.0.0.1:%d' % server.server_address[1])
        first = self.lint(touch=self.touch, subject='x', body=GOOD)
        self.assertTrue(first['more'])
        self.assertEqual([], server.mails)
        found = {finding['key']: finding for finding in self.lint('/outside', touch=self.touch, subject='x', body=GOOD)['findings']}
        self.assertIn('SUBJ_ALL_CAPS 6.1', found['spam']['message'])
        self.assertIn(b'From: Bob', server.mails[0])
        self.assertIn(b'Shall I bring one', server.mails[0])
        self.beck.run('config', 'set', 'spamd', '127.0.0.1:1')  # one that is set and silent says nothing
        self.assertNotIn('spam', self.keys('/outside', touch=self.touch, subject='x', body=GOOD))

    def test_not_too_often(self) -> None:
        for _ in range(200):
            answer = self.bob.post('/api/v1/lint/outside', {'subject': 'x', 'body': GOOD})
            if answer.status == 429:
                break
        self.assertEqual((429, '30'), (answer.status, answer['Retry-After']))
        self.assertEqual(200, self.api.post('/api/v1/lint/outside', {'subject': 'x', 'body': GOOD}).status)  # not for others
        self.assertEqual(200, self.bob.post('/api/v1/lint', {'touch': self.touch}).status)


if __name__ == '__main__':
    main()
