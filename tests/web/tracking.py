"""Links of mails that were followed: off until it is said, never a machine for a human, no open redirector."""

from __future__ import annotations

import re
import unittest
from pathlib import Path

import mailing
from beck import main
from mailing import MAILING, SENDS_AT, SINK, Sink
from serving import Client, Serving

FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
GMAIL = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)'
LINKED = MAILING.replace('{{me}}, {{my_cell}}', '{{me}}, {{my_cell}}, https://labels.example/one?a=b and www.labels.example/two')


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Tracking(Serving):
    def prepare(self) -> None:
        """Six mails and one that keeps a promise, gone a minute before the server is up."""
        sink = Sink(self.beck.folder)
        self.addCleanup(sink.stop)
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', LINKED))
        people = [{'Name': f'Person N{number}', 'E-mail': f'p{number}@firm{number}.example'} for number in range(6)]
        self.beck.run('import', self.beck.table('people.csv', people), '--source', 'list', '--cadence', 'mailing')
        mailing.add_sender(self.beck, sink.port)
        self.beck.run('config', 'set', 'public_url', 'https://beck.sample.example')
        self.beck.run('config', 'set', 'tracking', 'yes')
        self.beck.at(SENDS_AT).later(minutes=-2).run('add', 'Una Kept', '--email', 'una@kept.example', '--promise', 'send the link friday')
        self.beck.run('promises', 'send', self.beck.json('promises')['promises'][0]['id'], '--words', 'Here: https://labels.example/three')
        self.beck.at(SENDS_AT).json('work', '--once')
        self.beck.later(minutes=1)
        self.mails = {mail['To'].addresses[0].addr_spec[:2]: mail for mail in sink.whole()}

    def links(self, who: str) -> list[str]:
        return re.findall(r'https://beck\.sample\.example(/r/[\w-]+)', self.mails[who].get_body(('plain',)).get_content())

    def level(self, number: int) -> tuple[str, str]:
        touch = self.beck.show(f"lead:{self.beck.found(f'person n{number}')['id']}")['history'][-1]['id']
        message = self.beck.json('outbox', 'message', touch)
        return message['level'], ' '.join(event['detail'] or '' for event in message['events'])

    def test_who_followed_what(self) -> None:
        html = self.mails['p0'].get_body(('html',)).get_content()
        self.assertIn('>https://labels.example/one?a=b</a>', html)  # it reads as it did
        dot = re.search(r'<img src="https://beck\.sample\.example(/o/[\w-]+)"', html)[1]
        plain = self.mails['p0'].get_body(('plain',)).get_content()
        self.assertEqual(2, len(self.links('p0')))
        self.assertIn('https://beck.sample.example/u/', plain)  # the way out is never touched
        self.assertNotIn('/r/', self.mails['p0']['List-Unsubscribe'])
        stranger = Client(self.server.port)
        one, two = self.links('p0')
        followed = stranger.get(one, User_Agent=FIREFOX)
        self.assertEqual((302, 'https://labels.example/one?a=b'), (followed.status, followed['Location']))
        self.assertEqual('https://www.labels.example/two', stranger.get(two, User_Agent='curl/8')['Location'])  # a scanner gets there, too
        for link in self.links('p1'):  # all of them at once
            self.assertEqual(302, stranger.get(link, User_Agent=FIREFOX).status)
        link = self.links('p2')[0]  # each says that it is no human
        stranger.ask('HEAD', link, User_Agent=FIREFOX), stranger.get(link), stranger.get(link, User_Agent='Googlebot/2.1')
        stranger.get(link, User_Agent=FIREFOX, Sec_Purpose='prefetch'), stranger.get(link, User_Agent=FIREFOX, X_Moz='prefetch')
        open_of = {who: re.search(r'(/o/[\w-]+)', mail.get_body(('html',)).get_content())[1] for who, mail in self.mails.items()}
        image = stranger.get(open_of['p3'], User_Agent=FIREFOX)
        self.assertEqual((200, 'image/gif', b'GIF89a'), (image.status, image['Content-Type'], image.body[:6]))
        stranger.get(open_of['p4'], User_Agent=GMAIL), stranger.ask('HEAD', open_of['p5'], User_Agent=FIREFOX)
        for target in (one[:-1] + 'x', one + 'A', '/r/x', '/r/' + 'A' * 4000, one.replace('/r/', '/o/'), dot.replace('/o/', '/r/'),
                       '/r/aHR0cHM6Ly9ldmlsLmV4YW1wbGU'):
            self.assertIn(stranger.get(target, User_Agent=FIREFOX).status, (404, 414), target)
        self.eventually(lambda: self.level(0)[0] == 'seen')
        self.assertIn('a person followed the link https://labels.example/one?a=b', self.level(0)[1])
        self.eventually(lambda: self.level(4)[0] == 'delivered')
        self.assertEqual(['accepted', 'accepted', 'delivered', 'accepted'], [self.level(number)[0] for number in (1, 2, 3, 5)])
        self.assertIn('whether somebody read it', self.level(3)[1])
        def kept() -> dict:
            return self.beck.json('promises', '--state', 'kept')['promises'][0]

        self.assertIsNotNone(kept()['unproved_since'])
        stranger.get(self.links('un')[0], User_Agent=FIREFOX)  # what was promised reached them
        self.eventually(lambda: not kept()['unproved_since'])
        self.beck.run('config', 'set', 'tracking', 'no')
        self.assertEqual(302, stranger.get(self.links('p5')[0], User_Agent=FIREFOX).status)  # it leads on, and nothing is kept
        self.beck.audit()

    def test_off_it_is_not_there(self) -> None:
        self.beck.run('config', 'set', 'tracking', 'no')
        self.beck.run('add', 'Zoe Late', '--email', 'zoe@late.example', '--source', 'list', '--cadence', 'mailing')
        sink = Sink(self.beck.folder)
        self.addCleanup(sink.stop)
        self.beck.run('sender', 'set', self.beck.json('sender')['senders'][0]['id'], f'port={sink.port}')
        self.beck.later(days=1).run('work', '--once')
        self.eventually(lambda: sink.whole())
        (mail,) = sink.whole()
        for kind in ('plain', 'html'):
            self.assertNotIn('/r/', mail.get_body((kind,)).get_content())
            self.assertNotIn('<img', mail.get_body((kind,)).get_content())
            self.assertIn('https://labels.example/one', mail.get_body((kind,)).get_content())


if __name__ == '__main__':
    main()
