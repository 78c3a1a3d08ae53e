"""The morning mail: at its hour, on the days its user works, once."""

from __future__ import annotations

import email.message
import shutil
import signal
import socket
import threading
import time
import unittest
from pathlib import Path

import beck as stories
import shapes
from beck import FAILED, WRONG_USE, Story, main
from mailing import SINK, MailServer, Sink, add_sender
from returned import bounce

EARLY = '2026-11-17T13:29:00+00:00'  # Tuesday 7:29 in Chicago
HOUR = '2026-11-17T13:30:00+00:00'
SHAPE = {
    'now': shapes.time, 'day': shapes.said, 'user': shapes.said, 'counts': shapes.TODAY['counts'], 'overdue': shapes.not_negative,
    'lines': shapes.TODAY['lines'], 'first': shapes.Maybe(shapes.TOUCH), 'tel': shapes.Maybe(shapes.said),
    'answers': [shapes.TOUCH], 'promised': [shapes.PROMISE], 'broken': [shapes.PROMISE],
    'monday': shapes.Maybe({'sellers': [{'name': shapes.said, 'silent': int, 'broken_promises': int, 'late_enquiries': int,
                                         'talks_last_week': int}], 'late': int}),
    'url': shapes.Maybe(shapes.said),
    'mail': {'time': shapes.said, 'to': shapes.Maybe(shapes.said),
             'state': {'off', 'no_address', 'no_sender', 'free', 'waits', 'sent', 'refused', 'uncertain', 'missed'},
             'at': shapes.Maybe(shapes.time), 'why': shapes.Maybe(shapes.said)},
}


class Silent(MailServer):
    """It takes all of a mail, its dot too, and then says nothing."""

    def __init__(self) -> None:
        self.dotted = threading.Event()
        super().__init__()

    def judge(self, whom: str) -> str:
        self.dotted.set()
        return ''


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Morning(Story):
    def sink(self, *options: str, port: int = 0) -> Sink:
        sink = Sink(self.beck.folder, *options, port=port)
        self.addCleanup(sink.stop)
        return sink

    def company(self, port: int) -> None:
        self.beck.init()
        self.beck.run('user', 'set', 'mary', 'morning=7:30')
        add_sender(self.beck, port)

    def work(self, when: str = '') -> int:
        return (self.beck.at(when) if when else self.beck).json('work', '--once')['mornings']

    def eventually(self, true) -> None:
        for _ in range(600):
            if true():
                return
            time.sleep(0.1)
        self.fail('it did not come to that')

    def state(self) -> str:
        return self.beck.json('morning')['mail']['state']

    def test_what_it_says(self) -> None:
        sink = self.sink()
        self.company(sink.port)
        self.beck.run('config', 'set', 'public_url', 'https://beck.example/')
        self.beck.at('2026-11-16T16:00:00+00:00').run('add', 'Bob <Lee>', '--company', 'Lee & Sons', '--office', '312 555 0199 ext. 7',
                                                      '--source', 'web: form', '--promise', 'send the sample today 17:00')
        lead = self.beck.found('bob lee')['id']
        self.beck.run('promise', f'lead:{lead}', 'send the quote tomorrow 15:00')
        self.beck.run('promise', f'lead:{lead}', 'the drawings tomorrow 11:00', '--theirs')
        self.beck.run('promise', f'lead:{lead}', 'call the plant friday')
        self.beck.run('add', 'Kim Shore', '--email', 'kim@shore.example', '--source', 'list')
        self.beck.run('log', f'lead:{self.beck.found("kim shore")["id"]}', 'they_wrote', '--note', 'how much?')
        shown = self.beck.at(HOUR).json('morning')
        self.assertEqual([], shapes.faults(SHAPE, shown))
        self.assertEqual(['the drawings', 'send the quote'], [promise['text'] for promise in shown['promised']])
        self.assertEqual(['send the sample'], [promise['text'] for promise in shown['broken']])
        self.assertEqual(('tel:+13125550199;ext=7', 'Kim Shore'), (shown['tel'], shown['answers'][0]['lead']['name']))
        self.assertEqual(('7:30', 'mary@sample.example', 'waits'), tuple(shown['mail'][name] for name in ('time', 'to', 'state')))
        self.assertEqual(1, self.work())
        (mail,) = sink.whole()
        self.assertEqual(('auto-generated', 'Beck <mary@sample.example>', 'Mary Beck <mary@sample.example>', 'Tue, 17 Nov 2026 07:30:00 -0600'),
                         tuple(mail[name] for name in ('Auto-Submitted', 'From', 'To', 'Date')))
        self.assertTrue(mail['Subject'].startswith('Tuesday: 1 answer'), mail['Subject'])
        text, html = (mail.get_body((kind,)).get_content() for kind in ('plain', 'html'))
        for words in ('Good morning, Mary.', 'Bob <Lee>, Lee & Sons: (312) 555-0199 ext. 7', 'Kim Shore', 'today 15:00: send the quote',
                      'today 11:00, they promised: the drawings', 'yesterday 17:00: send the sample', 'Lines in the water 1/100',
                      'https://beck.example/next'):
            self.assertIn(words, text)
        self.assertNotIn('call the plant', text)
        for words in ('<a href="tel:+13125550199;ext=7">(312) 555-0199</a>', 'Bob &lt;Lee&gt;</a>, Lee &amp; Sons',
                      f'<a href="https://beck.example/leads/{lead}">'):
            self.assertIn(words, html)
        self.assertIn(text.replace('\r', '').split('Begin:')[0].strip(), self.beck.run('morning').out)
        self.assertEqual('sent', self.state())
        self.assertEqual(0, self.beck.json('sender')['senders'][0]['sent_today'])  # a customer's mail it is not
        self.beck.audit()

    def test_its_hour_and_its_days(self) -> None:
        sink = self.sink()
        self.company(sink.port)
        self.assertEqual(0, self.work(EARLY))
        self.assertEqual([1, 0], [self.work(HOUR), self.work()])
        self.assertEqual(0, self.work('2026-11-17T17:00:00+00:00'))  # never twice for a day
        self.assertEqual(1, self.work('2026-11-18T17:59:00+00:00'))  # a machine that was asleep, until noon
        self.assertEqual(0, self.work('2026-11-19T18:00:00+00:00'))
        self.assertEqual('missed', self.state())
        self.assertEqual(1, self.work('2026-11-20T13:31:00+00:00'))
        self.assertEqual(0, self.work('2026-11-21T13:31:00+00:00'))  # Saturday
        self.assertEqual(0, self.work('2026-11-26T13:31:00+00:00'))  # Thanksgiving
        self.beck.run('absence', 'add', '2026-12-01', '2026-12-02')
        self.assertEqual([0, 0, 1], [self.work(f'2026-12-0{day}T14:00:00+00:00') for day in (1, 2, 3)])
        self.assertIn('no time of a morning', self.beck.fails('user', 'set', 'mary', 'morning=13:00', code=FAILED))
        self.beck.run('user', 'set', 'mary', 'morning=8:15')
        self.assertEqual([0, 1], [self.work(f'2026-12-04T14:{minute}:00+00:00') for minute in (14, 15)])
        self.beck.run('user', 'set', 'mary', 'morning=off')
        self.assertEqual((0, 'off'), (self.work('2026-12-07T16:00:00+00:00'), self.state()))
        self.assertEqual(5, len(sink.whole()))
        self.assertIn('morning', self.beck.fails('mornings', code=WRONG_USE))

    def test_each_where_they_are_and_by_whom(self) -> None:
        """Everybody's sender carries the mails of who has none; managers have their team on Mondays."""
        sink = self.sink()
        self.beck.init()
        self.beck.run('user', 'set', 'mary', 'morning=7:30')
        self.beck.run('user', 'add', 'Bob Stone', 'email=bob@sample.example', 'zone=America/New_York')
        self.beck.run('user', 'add', 'Zoe Lake')  # no address
        self.beck.json('sender', 'add', 'office@sample.example', '--everybody', '--set', 'host=127.0.0.1', '--set', f'port={sink.port}',
                       '--set', 'security=none')
        self.assertEqual([1, 0], [self.work('2026-11-23T12:30:00+00:00'), self.work()])
        self.assertEqual(1, self.work('2026-11-23T13:30:00+00:00'))
        bob, mary = sorted(sink.whole(), key=lambda mail: mail['To'])
        self.assertEqual(('Beck <office@sample.example>', 'Bob Stone <bob@sample.example>'), (bob['From'], bob['To']))
        self.assertIn('Zoe Lake: 0 silent', mary.get_body(('plain',)).get_content())
        self.assertNotIn('Your team', bob.get_body(('plain',)).get_content())
        self.assertIsNone(self.beck.json('--user', 'bob', 'morning')['monday'])

    def test_put_off_and_refused(self) -> None:
        sink = self.sink('-r', '.')
        self.company(sink.port)
        self.assertEqual([0, 0], [self.work(HOUR), self.work()])
        self.assertEqual('waits', self.state())
        sink.stop()
        again = self.sink(port=sink.port)
        self.assertEqual(1, self.work('2026-11-17T13:41:00+00:00'))
        again.stop()
        self.assertEqual(0, self.work('2026-11-18T13:41:00+00:00'))  # nobody is there
        self.assertEqual(1, len(again.whole()))
        no = self.sink('-f', 'RCPT', '-B', '550 5.7.1 no', port=sink.port)
        self.assertEqual([0, 0], [self.work('2026-11-19T13:41:00+00:00'), self.work('2026-11-19T15:41:00+00:00')])
        self.assertEqual('refused', self.state())
        self.assertEqual([], no.whole())

    def test_several_workers_send_one(self) -> None:
        sink = self.sink()
        self.company(sink.port)
        self.beck.at(HOUR)
        workers = [self.beck.start('work', '--once') for _ in range(6)]
        for worker in workers:
            worker.communicate(timeout=300)
        self.assertEqual(1, len(sink.whole()))
        self.assertEqual('sent', self.state())

    def test_killed_behind_its_dot(self) -> None:
        silent = Silent()
        self.addCleanup(silent.stop)
        self.company(silent.port)
        worker = self.beck.at(HOUR).start('work')
        self.addCleanup(lambda: worker.communicate())
        self.assertTrue(silent.dotted.wait(60))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        sink = self.sink()
        self.beck.run('sender', 'set', self.beck.json('sender')['senders'][0]['id'], f'port={sink.port}')
        self.assertEqual(0, self.work())
        self.assertEqual(0, self.work('2026-11-17T14:30:00+00:00'))
        self.assertEqual('uncertain', self.state())
        self.assertEqual([], sink.whole())  # nobody knows, so it never goes again
        self.assertEqual(1, self.work('2026-11-18T14:30:00+00:00'))

    def uncertain(self) -> email.message.EmailMessage:
        """A server takes it and hangs up."""
        sink = self.sink('-q', '.')
        self.company(sink.port)
        self.work(HOUR)
        self.assertEqual('uncertain', self.state())
        return sink.mails()[-1]

    def take(self, mail: str) -> None:
        path = self.folder / 'mail'
        path.write_text(mail, encoding='utf-8')
        self.beck.run('read', path, '--take')

    def test_its_copy_settles_what_nobody_knows(self) -> None:
        mail = self.uncertain()
        self.take(mail.as_string().replace(mail['Message-ID'], '<another@sample.example>'))
        self.assertEqual('uncertain', self.state())
        self.take(mail.as_string())  # it lies in the mailbox of whom it went to
        self.assertEqual('sent', self.state())

    def test_it_comes_back(self) -> None:
        mail = self.uncertain()
        self.take(bounce(mail))
        self.assertEqual('refused', self.state())
        self.assertIn('User unknown', self.beck.json('morning')['mail']['why'])
        self.assertEqual([], self.beck.json('inbox')['mails'])
        self.take(mail.as_string())
        self.assertEqual('refused', self.state())
        self.beck.audit()

    def test_by_the_machine_that_never_sleeps(self) -> None:
        sink = self.sink()
        self.company(sink.port)
        worker = self.beck.at('2026-11-17T13:29:58+00:00').start('work')
        try:
            self.eventually(lambda: sink.whole())
            self.assertGreaterEqual(sink.whole()[0]['Date'], 'Tue, 17 Nov 2026 07:30:00 -0600')
        finally:
            worker.send_signal(signal.SIGTERM)
            _, errors = worker.communicate(timeout=300)
        self.assertEqual(0, worker.returncode, errors)

    def test_a_copy_that_nobody_armed_sends_none(self) -> None:
        if stories.ENGINE != 'sqlite':
            self.skipTest('the copy is a file; story/standing copies databases')
        sink = self.sink()
        self.company(sink.port)
        self.beck.run('backup', self.folder / 'copy.db')
        self.assertEqual(1, self.work(HOUR))
        for path in self.folder.glob('beck.db*'):
            path.unlink()
        shutil.copy(self.folder / 'copy.db', self.beck.database)
        self.assertEqual(0, self.work())
        self.assertEqual(1, len(sink.whole()))
        self.beck.run('outbox', 'arm', '--yes')
        self.assertEqual(1, self.work())


if __name__ == '__main__':
    main()
