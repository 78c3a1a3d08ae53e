"""E-mail that Beck sends: let go, taken back, sent once, refused, put off, held back."""

from __future__ import annotations

import unittest

from beck import FAILED, WRONG_USE, Story, main
from mailing import SENDS_AT, SINK, Sink, add_sender, prepare
from pathlib import Path


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Sending(Story):
    def sink(self, *options: str, port: int = 0) -> Sink:
        sink = Sink(self.beck.folder, *options, port=port)
        self.addCleanup(sink.stop)
        return sink

    def work(self) -> dict:
        return self.beck.json('work', '--once')

    def history(self, lead: int) -> list[tuple[str, str]]:
        return [(touch['channel'], touch['outcome']) for touch in self.beck.show(f'lead:{lead}')['history']]

    def test_what_a_person_lets_go(self) -> None:
        sink = self.sink()
        self.beck.init()
        add_sender(self.beck, sink.port)
        self.beck.at('2026-11-16T15:30:00+00:00').run('add', 'Bob Lee', '--company', 'Lee Ltd', '--email', 'bob@lee.example',
                                                      '--source', 'show: Expo')
        lead = self.beck.at('2026-11-17T16:00:00+00:00').found('bob lee')['id']
        touch = self.beck.json('review')['touches'][0]['id']
        self.assertIn('no words', self.beck.fails('outbox', 'send', touch, '--body', ' '))
        sent = self.beck.json('outbox', 'send', touch, '--subject', 'As you asked, Bob')
        self.assertEqual(('Mary Beck', False), (sent['sent'][0]['approved'], sent['sent'][0]['going']))
        self.beck.later(seconds=30)
        self.assertEqual(0, self.work()['sent'])  # it waits a minute
        self.assertEqual(touch, self.beck.json('outbox')['outbox'][0]['id'])
        self.beck.run('outbox', 'back', touch)
        self.beck.later(minutes=5)
        self.assertEqual(0, self.work()['sent'])
        self.assertIn('no ', self.beck.fails('outbox', 'back', touch))
        self.beck.run('outbox', 'send', touch, '--subject', 'As you asked, Bob')
        self.beck.later(minutes=2)
        self.assertEqual({'sent': 1, 'later': 0, 'refused': 0, 'unsure': 0, 'withdrawn': 0}, self.work())
        (mail,) = sink.whole()
        self.assertEqual(('As you asked, Bob', 'Mary Beck <mary@sample.example>', 'Bob Lee <bob@lee.example>'),
                         (mail['Subject'], mail['From'], mail['To']))
        self.assertEqual('<mary@sample.example>', mail['X-Mail-Args'].split()[0])
        self.assertIn('We met at Expo', mail.get_body(('plain',)).get_content())
        self.assertEqual([('email', 'sent')], self.history(lead))
        self.assertEqual(0, self.work()['sent'])  # never twice
        self.assertEqual(1, self.beck.json('sender')['senders'][0]['sent_today'])
        self.assertIn('already', self.beck.fails('log', touch, 'sent'))
        self.beck.audit()

    def test_without_a_sender_a_person_sends(self) -> None:
        self.beck.init()
        self.beck.run('add', 'Bob Lee', '--email', 'bob@lee.example', '--source', 'show: Expo')
        touch = self.beck.at('2026-11-17T16:00:00+00:00').json('review')['touches'][0]['id']
        self.assertIn('no mailbox', self.beck.fails('outbox', 'send', touch))
        self.assertEqual([], self.beck.json('outbox')['outbox'])

    def test_many_by_several_connections(self) -> None:
        sink = self.sink()
        prepare(self.beck, 60, sink.port, connections=8)
        self.assertEqual(60, self.beck.at(SENDS_AT).json('work', '--once')['sent'])
        mails = sink.whole()
        self.assertEqual(60, len({mail['X-Rcpt-Args'] for mail in mails}))
        self.assertEqual(60, len({mail['Message-ID'] for mail in mails}))
        self.beck.audit()

    def test_a_refused_address_goes_another_way(self) -> None:
        sink = self.sink('-f', 'RCPT')  # 5xx
        prepare(self.beck, 1, sink.port)
        self.beck.at(SENDS_AT)
        self.assertEqual(1, self.work()['refused'])
        lead = self.beck.found('person n0')['id']
        self.assertEqual([('email', 'bounced')], self.history(lead))
        shown = self.beck.show(f'lead:{lead}')
        self.assertNotEqual('email', shown['next']['channel'])
        self.assertEqual('bad', shown['people'][0]['addresses'][0]['state'])
        self.assertEqual([], sink.whole())
        self.beck.audit()

    def test_put_off(self) -> None:
        sink = self.sink('-r', 'RCPT')  # 4xx
        prepare(self.beck, 1, sink.port)
        self.beck.at(SENDS_AT)
        self.assertEqual(1, self.work()['later'])
        self.assertEqual(0, self.work()['later'])  # not at once
        self.beck.later(minutes=7)
        self.assertEqual(1, self.work()['later'])
        sink.stop()
        again = self.sink(port=sink.port)
        self.beck.later(minutes=13)
        self.assertEqual(1, self.work()['sent'])
        self.assertEqual(1, len(again.whole()))

    def test_a_dot_that_is_put_off_is_planned_again(self) -> None:
        sink = self.sink('-r', '.')
        prepare(self.beck, 1, sink.port)
        self.beck.at(SENDS_AT)
        self.assertEqual(1, self.work()['later'])
        lead = self.beck.found('person n0')['id']
        self.assertEqual('email', self.beck.show(f'lead:{lead}')['next']['channel'])
        sink.stop()
        again = self.sink(port=sink.port)
        self.beck.later(minutes=12)
        self.assertEqual(1, self.work()['sent'])
        self.assertEqual(1, len(again.whole()))
        self.assertEqual([('email', 'sent')], [entry for entry in self.history(lead) if entry[1] != 'undone'][:1])
        self.beck.audit()

    def test_cut_off_behind_the_dot_is_uncertain(self) -> None:
        sink = self.sink('-q', '.')  # takes it, and hangs up
        prepare(self.beck, 1, sink.port)
        self.beck.at(SENDS_AT)
        self.assertEqual(1, self.work()['unsure'])
        sink.stop()
        again = self.sink(port=sink.port)
        for _ in range(3):
            self.beck.later(days=1)
            self.assertEqual(0, self.work()['sent'])
        self.assertEqual([], again.whole())
        self.beck.audit()

    def test_who_said_never_gets_none(self) -> None:
        sink = self.sink()
        prepare(self.beck, 5, sink.port)
        self.beck.run('log', f"lead:{self.beck.found('person n3')['id']}", 'they wrote', '--result', 'never')
        self.assertEqual(4, self.beck.at(SENDS_AT).json('work', '--once')['sent'])
        self.assertNotIn('p3@', ''.join(mail['X-Rcpt-Args'] for mail in sink.whole()))

    def test_a_sender_that_is_paused_or_not_there(self) -> None:
        sink = self.sink()
        sender = prepare(self.beck, 2, sink.port)
        self.beck.at(SENDS_AT).run('sender', 'pause', sender, '--because', 'moving')
        self.assertEqual(0, self.work()['sent'])
        self.assertEqual(('off', 'moving'), tuple(self.beck.json('sender')['senders'][0][key] for key in ('state', 'why')))
        self.beck.run('sender', 'resume', sender)
        sink.stop()
        self.assertEqual(2, self.work()['later'])
        self.assertEqual('rests', self.beck.json('sender')['senders'][0]['state'])
        again = self.sink(port=sink.port)
        self.assertEqual(0, self.work()['sent'])
        self.beck.later(minutes=1)
        self.assertEqual(2, self.work()['sent'])
        self.assertEqual(2, len(again.whole()))

    def test_caps_and_spacing(self) -> None:
        sink = self.sink()
        prepare(self.beck, 5, sink.port)
        sender = self.beck.json('sender')['senders'][0]['id']
        self.beck.run('sender', 'end', sender)
        self.beck.json('sender', 'add', 'mary@sample.example', '--day', 2, '--minute', 10, '--set', 'host=127.0.0.1',
                       '--set', f'port={sink.port}', '--set', 'security=none')
        self.beck.at(SENDS_AT)
        self.assertEqual(1, self.work()['sent'])  # six seconds between two
        self.beck.later(seconds=9)
        self.assertEqual(1, self.work()['sent'])
        self.beck.later(minutes=10)
        self.assertEqual(0, self.work()['sent'])  # two a day
        self.beck.later(days=1)
        self.assertEqual(1, self.work()['sent'])

    def test_typed_wrong(self) -> None:
        self.beck.init()
        wrong = lambda *words: self.beck.fails('sender', 'add', *words, code=WRONG_USE)
        self.assertIn('ann@example.com', wrong('mary', '--set', 'host=a.example'))
        self.assertIn('host is missing', wrong('mary@a.example'))
        self.assertIn('tls, starttls', wrong('mary@a.example', '--set', 'host=a', '--set', 'security=ssl'))
        self.assertIn('did you mean host', wrong('mary@a.example', '--set', 'hots=a'))
        self.assertIn('1 to 65535', wrong('mary@a.example', '--set', 'host=a', '--set', 'port=99999'))
        self.assertIn('smtp', wrong('mary@a.example', '--driver', 'smpt'))
        self.assertIn('there is no sender', self.beck.fails('sender', 'check', 7))


if __name__ == '__main__':
    main()
