"""The link of a mail that ends all mails: looking changes nothing, one click does (RFC 8058), also
while the next mail is on its way to the server, and when the person is long erased."""

from __future__ import annotations

import re
import unittest
from pathlib import Path

import mailing
from beck import main
from mailing import SENDS_AT, SINK, Sink
from serving import Client, Serving


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Unsubscribe(Serving):
    def sink(self, *options: str, port: int = 0) -> Sink:
        sink = Sink(self.beck.folder, *options, port=port)
        self.addCleanup(sink.stop)
        return sink

    def prepare(self) -> None:
        """Three mails, sent and kept by a sink, before the server is up."""
        self.first = self.sink()
        mailing.prepare(self.beck, 3, self.first.port)
        self.beck.run('config', 'set', 'public_url', 'https://beck.sample.example/')
        self.beck.at(SENDS_AT).json('work', '--once')

    def links(self) -> dict[str, str]:
        return {mail['To'].addresses[0].addr_spec: re.search(r'<https://beck.sample.example(/u/[^>]+)>',
                                                                mail['List-Unsubscribe'])[1]
                for mail in self.first.whole()}

    def lead(self, name: str) -> dict:
        return self.beck.show(f"lead:{self.beck.found(name)['id']}")

    def test_it_ends_mail_and_nothing_else(self) -> None:
        mails = self.first.whole()
        self.assertEqual({'List-Unsubscribe=One-Click'}, {mail['List-Unsubscribe-Post'] for mail in mails})
        for mail in mails:
            self.assertIn('No more e-mail from us: https://beck.sample.example/u/', mail.get_body(('plain',)).get_content())
        link = self.links()['p1@firm1.example']
        stranger = Client(self.server.port)
        for _ in range(3):  # a scanner, a reader's preview
            shown = stranger.get(link)
            self.assertEqual(200, shown.status, shown.text)
            self.assertIn('Nothing has changed yet', shown.text)
            self.assertIn('no-store', shown['Cache-Control'])
        stranger.ask('HEAD', link)
        self.assertEqual('unknown', self.lead('person n1')['people'][0]['addresses'][0]['state'])
        for _ in range(2):
            done = stranger.ask('POST', link, b'List-Unsubscribe=One-Click', Content_Type='application/x-www-form-urlencoded')
            self.assertEqual(200, done.status, done.text)
            self.assertIn('no more e-mail', done.text)
        lead = self.lead('person n1')
        self.assertNotEqual('email', lead['next']['channel'])
        self.assertTrue(lead['people'][0]['addresses'][0]['suppressed'])
        self.assertFalse(self.lead('person n2')['people'][0]['addresses'][0]['suppressed'])
        self.beck.audit()

    def test_what_is_no_link_of_ours(self) -> None:
        stranger = Client(self.server.port)
        link = self.links()['p1@firm1.example']
        token = link.split('?')[0].rsplit('/', 1)[1]
        for wrong in ('x', token[:-1] + ('A' if token[-1] != 'A' else 'B'), 'A' * len(token), token * 9, '%00', '..%2f'):
            for method in ('GET', 'POST'):
                answer = stranger.ask(method, f'/u/{wrong}')
                self.assertIn(answer.status, (400, 404), (wrong, method))
        other = self.links()['p2@firm2.example'].split('?')[1]
        self.assertEqual(200, stranger.ask('POST', f'/u/{token}?{other}').status)  # its own address, not the other's touch
        self.assertFalse(self.lead('person n2')['people'][0]['addresses'][0]['suppressed'])
        self.assertTrue(self.lead('person n1')['people'][0]['addresses'][0]['suppressed'])

    def test_of_one_who_was_erased(self) -> None:
        link = self.links()['p0@firm0.example']
        self.beck.run('erase', 'person n0', '--yes')
        self.assertEqual(200, Client(self.server.port).ask('POST', link).status)
        self.beck.run('add', 'Person N0', '--email', 'p0@firm0.example')
        self.assertTrue(self.lead('person n0')['people'][0]['addresses'][0]['suppressed'])

    def test_between_claim_and_dot(self) -> None:
        link = self.links()['p1@firm1.example']
        slow = self.sink('-w', '3')  # DATA is answered after three seconds
        self.beck.run('sender', 'end', self.beck.json('sender')['senders'][0]['id'])
        self.beck.json('sender', 'add', 'mary@sample.example', '--set', 'host=127.0.0.1', '--set', f'port={slow.port}',
                       '--set', 'security=none')
        self.beck.at('2026-11-18T16:00:00+00:00')
        self.beck.run('cadence', 'add', self.beck.file('again.yaml', mailing.MAILING.replace('name: mailing', 'name: again')))
        self.beck.run('cadence', 'use', self.lead('person n1')['id'], 'again')
        self.beck.at('2026-11-18T17:00:00+00:00')  # long overdue, it would ask first
        worker = self.beck.start('--json', 'work', '--once')
        self.eventually(lambda: any(mail['going'] for mail in self.beck.json('outbox')['outbox']))
        self.assertEqual(200, Client(self.server.port).ask('POST', link).status)
        out, _ = worker.communicate(timeout=300)
        self.assertIn('"sent":0', out.decode().replace(' ', ''))
        self.assertIn('"withdrawn":1', out.decode().replace(' ', ''))
        self.assertEqual([], slow.whole())
        self.beck.audit()


if __name__ == '__main__':
    main()
