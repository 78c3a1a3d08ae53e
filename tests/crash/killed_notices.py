"""Workers that tell of changed appointments are killed amid it: everybody who was invited is told, nobody twice, and
of whom nobody can know is said so on Today, once for each death at most."""

from __future__ import annotations

import collections
import email.message
import json
import random
import re
import unittest
from pathlib import Path

from beck import LONG, SANITIZED, main
from crash import Sending, rounds, wait_or_kill
from mailboxes import Dovecot, add_mailbox, missing
from mailing import SINK, Sink, add_sender

MEETING = '2026-11-24T10:00:00-06:00'
BEGINS = '2026-11-16T09:00:00-06:00'


def told(mail: email.message.EmailMessage) -> tuple[str, str, int]:
    """Whom, of what, and in which order."""
    (part,) = [part for part in mail.walk() if part.get_content_type() == 'text/calendar']
    text = part.get_content().replace('\r\n', '\n').replace('\n ', '')
    sequence = re.search('^SEQUENCE:([0-9]+)$', text, re.M)
    return mail['X-Rcpt-Args'], part['Content-Type'].params['method'], int(sequence[1])


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class KilledNotices(Sending):
    def invited(self, people: int) -> Sink:
        """So many, by mails that went."""
        sink = Sink(self.beck.folder)
        self.addCleanup(sink.stop)
        self.beck.init()
        self.beck.at(BEGINS)
        add_sender(self.beck, sink.port, connections=4)
        for number in range(people):
            lead = self.beck.json('add', f'Person N{number}', '--company', f'Firm {number}', '--email', f'p{number}@firm{number}.example',
                                  '--source', 'Label Show')['id']
            self.beck.log(f'lead:{lead}', 'talked', '--result', 'meeting', '--until', MEETING)
            self.beck.run('invite', lead)
        self.beck.later(minutes=2).json('work', '--once')
        self.assertEqual(people, len(sink.mails()))
        sink.forget()
        return sink

    def change(self, how: str) -> None:
        """Of all of them, as others would see it, and noticed; a minute later it is told."""
        self.beck.sql(f'UPDATE lead SET agreed_at = {how}')
        self.beck.json('work', '--once')
        self.beck.later(minutes=2)

    def rows(self, table: str = 'invitation') -> list[dict]:
        path = self.folder / 'rows.jsonl'
        path.unlink(missing_ok=True)
        self.beck.run('export', path)
        return [row for row in map(json.loads, path.read_text(encoding='utf-8').splitlines()) if row['table'] == table]

    def uncertain(self) -> int:
        return sum(row['notice_state'] == 'doubtful' for row in self.rows())

    def work_to_the_end(self) -> None:
        """A claim of the dead is free once its lease is over."""
        for _ in range(60):
            self.beck.later(minutes=16).json('work', '--once')
            if all(row['notice_state'] in ('', 'doubtful') for row in self.rows()):
                return
        raise AssertionError('they are not told')

    def each_once(self, people: int, sink: Sink, method: str, sequence: int, kills: int) -> None:
        came = [told(mail) for mail in sink.whole()]
        self.assertEqual({(method, sequence)}, {(how, which) for _, how, which in came})
        uncertain = self.none_twice_none_lost(people, collections.Counter(who for who, _, _ in came))
        self.assertLessEqual(uncertain, kills)
        self.assertLess(people // 3, len(came))
        shown = [notice for notice in self.beck.today()['notices'] if notice['about'] == 'invitation']
        self.assertEqual(min(uncertain, 5), len(shown), 'what nobody knows stands on Today')

    def test_kill(self) -> None:
        people = 300 if LONG else 12 if SANITIZED else 30
        sink = self.invited(people)
        self.change('agreed_at + 3600')
        kills = self.kill_again_and_again(self.beck.now, people, sink.begun, 5, 60)
        self.each_once(people, sink, 'REQUEST', 1, kills)
        known = {row['mailbox'] for row in self.rows() if row['notice_state'] == ''}
        sink.forget()
        self.change('NULL, agreed = NULL, agreed_channel = NULL')
        more = self.kill_again_and_again(self.beck.now, people, sink.begun, 5, 60)
        self.each_once(people, sink, 'CANCEL', 2, kills + more)
        self.assertTrue(known)

    def test_kill_at_any_moment(self) -> None:
        """Not only amid mails: as it claims, looks, and writes what came of it."""
        people = 100 if LONG else 6 if SANITIZED else 12
        sink = self.invited(people)
        self.change('agreed_at + 3600')
        kills = 0
        for seed in rounds(6, 150):
            worker = self.beck.start('work', '--once')
            kills += not wait_or_kill(worker, random.Random(seed).uniform(0, 0.6))
            self.beck.later(seconds=16 * 60 if seed % 2 else 10)
        self.work_to_the_end()
        self.each_once(people, sink, 'REQUEST', 1, kills)

    def test_several_workers(self) -> None:
        people = 100 if LONG else 6 if SANITIZED else 15
        sink = self.invited(people)
        self.change('agreed_at + 3600')
        workers = [self.beck.start('work', '--once') for _ in range(4)]
        for worker in workers:
            worker.communicate(timeout=300)
        self.work_to_the_end()
        self.each_once(people, sink, 'REQUEST', 1, 0)

    def test_what_stands_in_the_sent_folder_is_known(self) -> None:
        """A server takes all of them and never says so; half of them lie in the Sent folder, and who finds them there is
        killed, too."""
        if why := missing():
            self.skipTest(why)
        people = 60 if LONG else 6 if SANITIZED else 12
        sink = self.invited(people)
        sink.stop()
        sink = Sink(self.beck.folder, '-q', '.', port=sink.port)
        self.addCleanup(sink.stop)
        dovecot = Dovecot()
        self.addCleanup(dovecot.remove)
        add_mailbox(self.beck, dovecot, 'mary', address='mary@sample.example')
        self.change('agreed_at + 3600')
        self.kill_work(4, 40)
        self.work_to_the_end()
        self.assertEqual(people, self.uncertain(), 'nobody knows of any')
        went = {told(mail)[0]: mail for mail in sink.whole()}
        lies_there = sorted(went)[:people // 2]  # who died between writing a dot and saying it sent none
        for number, whom in enumerate(lies_there):
            dovecot.put('mary', went[whom].as_bytes(), f'copy-{number}', 'Sent')
        self.kill_work(6, 60)
        self.beck.json('work', '--once')
        known = [row for row in self.rows() if not row['notice_state']]
        self.assertEqual(lies_there, sorted(f"<{row['mailbox']}>" for row in known))
        self.assertEqual(people - len(known), self.uncertain())
        said = collections.Counter(event['touch_id'] for event in self.rows('touch_event') if event['kind'] == 'told_anew')
        self.assertEqual({row['touch_id']: 1 for row in known}, dict(said), 'each is said once')
        self.assertEqual(sorted(went), sorted(told(mail)[0] for mail in sink.whole()), 'none goes again')
        self.beck.audit()

    def kill_work(self, short: int, long: int) -> None:
        for seed in rounds(short, long):
            wait_or_kill(self.beck.start('work', '--once'), random.Random(seed).uniform(0, 0.8))
            self.beck.later(minutes=16)


if __name__ == '__main__':
    main()
