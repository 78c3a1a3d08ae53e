"""Mailboxes that Beck reads, with a real Dovecot: what comes is taken in once, whatever happens to the
server, the program or the numbers of the mails; and what Beck sent lies in the Sent folder, once."""

from __future__ import annotations

import json
import os
import time
import unittest
from pathlib import Path

from beck import ENGINE, Story, main
from imap_faults import Faulty
from mailboxes import Dovecot, add_mailbox, letter, missing
from mailing import SENDS_AT, SINK, Sink, add_sender, prepare

# A database that cannot take some mails in.
POISON = {'sqlite': "CREATE TRIGGER poison BEFORE INSERT ON received WHEN new.subject LIKE 'poison%' BEGIN SELECT json('{bad'); END",
          'postgres': "CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poison'; END $$; "
                      "CREATE TRIGGER poison BEFORE INSERT ON received FOR EACH ROW WHEN (new.subject LIKE 'poison%') "
                      'EXECUTE FUNCTION poison()'}
ANTIDOTE = {'sqlite': 'DROP TRIGGER poison', 'postgres': 'DROP TRIGGER poison ON received'}


@unittest.skipIf(missing(), missing())
class Listening(Story):
    def setUp(self) -> None:
        super().setUp()
        self.dovecot = Dovecot()
        self.addCleanup(self.dovecot.remove)
        self.beck.init()
        self.beck.at(SENDS_AT)

    def work(self) -> dict:
        return self.beck.json('work', '--once')

    def mailbox(self, place: int = 0) -> dict:
        return self.beck.json('mailbox')['mailboxes'][place]

    def eventually(self, true, seconds: int = 90) -> None:
        until = time.monotonic() + seconds
        while not true():
            self.assertLess(time.monotonic(), until, 'it never came')
            time.sleep(0.1)

    def person(self, number: int) -> int:
        """Somebody we know; their lead."""
        self.beck.run('add', f'Person {number}', '--company', f'Firm {number}', '--email', f'p{number}@firm{number}.example',
                      '--source', 'list')
        return self.beck.found(f'person {number}')['id']

    def answer(self, number: int, text: str = 'Please call me tomorrow.', **more: str) -> bytes:
        """From that person; nothing says that it is about one of our mails, but its writer."""
        return letter(number, text, **{'From': f'p{number}@firm{number}.example'} | more)

    def answers(self, lead: int) -> int:
        return sum(entry['outcome'] in ('replied', 'they_wrote') for entry in self.beck.show(f'lead:{lead}')['history'])

    def watch(self, *words: object):
        """`beck work` until the test ends."""
        process = self.beck.start('work', *words)

        def end() -> None:
            process.terminate()
            process.communicate(timeout=300)
        self.addCleanup(end)
        return process

    # --- reading ---

    def test_what_comes_is_taken_in_once(self) -> None:
        lead = self.person(1)
        self.dovecot.deliver('mary', self.answer(1))
        made = add_mailbox(self.beck, self.dovecot, 'mary', '--set', 'folders=Junk')
        self.beck.run('mailbox', 'check', made['id'])
        self.assertEqual(1, self.work()['read'])
        self.assertEqual(1, self.answers(lead))
        self.assertEqual(0, self.work()['read'])
        self.dovecot.deliver('mary', letter(2))
        self.dovecot.put('mary', self.answer(1, 'And my colleague, too.', **{'Message-ID': '<again@firm1.example>'}), 'j1', 'Junk')
        self.assertEqual(2, self.work()['read'])
        self.assertEqual(2, self.answers(lead))
        self.assertEqual([], self.dovecot.seen('mary'))  # nothing became \Seen
        shown = self.mailbox()
        self.assertEqual(('on', ['INBOX', 'Junk', 'Sent']), (shown['state'], [folder['name'] for folder in shown['folders']]))
        self.beck.audit()

    def test_news_wake_it(self) -> None:
        """By IDLE: without it INBOX would be looked at after nine minutes."""
        lead = self.person(1)
        add_mailbox(self.beck, self.dovecot, 'mary')
        self.watch()
        self.eventually(lambda: self.mailbox()['read_at'])
        self.dovecot.deliver('mary', self.answer(1))
        self.eventually(lambda: self.answers(lead) == 1, 60)
        self.dovecot.deliver('mary', self.answer(1, **{'Message-ID': '<second@firm1.example>'}))
        self.eventually(lambda: self.answers(lead) == 2, 60)

    def test_one_mailbox_holds_up_no_other(self) -> None:
        lead = self.person(1)
        self.dovecot.deliver('mary', letter(5))
        self.dovecot.deliver('bob', self.answer(1))
        add_mailbox(self.beck, self.dovecot, 'nowhere', port=1)
        add_mailbox(self.beck, self.dovecot, 'mary')
        add_mailbox(self.beck, self.dovecot, 'ann', password='wrong')
        add_mailbox(self.beck, self.dovecot, 'bob', '--everybody')
        self.assertEqual(2, self.work()['read'])
        self.assertEqual(1, self.answers(lead))
        shown = {one['address'].split('@')[0]: one for one in self.beck.json('mailbox')['mailboxes']}
        self.assertEqual({'nowhere': 'rests', 'mary': 'on', 'ann': 'off', 'bob': 'on'},
                         {name: one['state'] for name, one in shown.items()})
        self.assertIn('does not let ann in', shown['ann']['why'])

    def test_a_wrong_password_waits_for_a_person(self) -> None:
        made = add_mailbox(self.beck, self.dovecot, 'mary', password='wrong')
        self.assertIn('does not let mary in', self.beck.fails('mailbox', 'check', made['id']))
        self.work()
        self.assertEqual('off', self.mailbox()['state'])
        self.assertIn('mary@sample.example is off: ', ' '.join(self.beck.run('doctor').out.split()))
        self.beck.later(days=2)
        tries = self.logins()
        self.work()
        self.assertEqual(tries, self.logins())  # it is not tried again by itself: servers lock who does
        self.assertEqual('on', self.beck.json('mailbox', 'resume', made['id'])['state'])
        self.beck.run('mailbox', 'remove', made['id'])
        self.assertEqual([], self.beck.json('mailbox')['mailboxes'])
        self.dovecot.deliver('mary', letter(1))
        add_mailbox(self.beck, self.dovecot, 'mary')
        self.assertEqual(1, self.work()['read'])

    def logins(self) -> int:
        return (self.dovecot.folder / 'dovecot.log').read_text().count('auth failed')

    def test_tls(self) -> None:
        self.dovecot.deliver('mary', letter(1))
        for security, port in (('tls', self.dovecot.tls_port), ('starttls', self.dovecot.port)):
            trusted = add_mailbox(self.beck, self.dovecot, 'mary', security=security, port=port,
                                  ca_file=self.dovecot.authority.file)
            self.assertEqual(1, self.work()['read'])
            self.beck.run('mailbox', 'remove', trusted['id'])
            made = add_mailbox(self.beck, self.dovecot, 'mary', security=security, port=port)
            self.assertIn('cannot be trusted', self.beck.fails('mailbox', 'check', made['id']))
            self.assertEqual(0, self.work()['read'])
            self.assertEqual('rests', self.mailbox()['state'])
            self.beck.run('mailbox', 'remove', made['id'])

    def test_a_certificate_of_another_name(self) -> None:
        other = Dovecot(name='DNS:mail.other.example')
        self.addCleanup(other.remove)
        made = add_mailbox(self.beck, other, 'mary', security='tls', port=other.tls_port, ca_file=other.authority.file)
        self.assertIn('cannot be trusted', self.beck.fails('mailbox', 'check', made['id']))

    # --- what happens to servers and programs ---

    def test_the_server_dies_and_comes_back(self) -> None:
        lead = self.person(1)
        add_mailbox(self.beck, self.dovecot, 'mary')
        self.watch()
        self.eventually(lambda: self.mailbox()['read_at'])
        self.dovecot.stop()
        self.eventually(lambda: self.mailbox()['state'] == 'rests')
        self.dovecot.start()
        self.dovecot.deliver('mary', self.answer(1))
        self.beck.run('mailbox', 'resume', self.mailbox()['id'])  # by itself it would wait half a minute
        self.eventually(lambda: self.answers(lead) == 1)

    def test_it_rests_longer_each_time(self) -> None:
        add_mailbox(self.beck, self.dovecot, 'mary')
        self.dovecot.stop()
        waits = []
        for _ in range(4):
            self.work()
            rests = self.beck.clock.fromisoformat(self.mailbox()['rests_until'].replace('Z', '+00:00'))
            waits.append((rests - self.beck.clock).total_seconds())
            self.beck.at(rests)
        self.dovecot.start()
        for wait, least in zip(waits, (30, 60, 120, 240)):
            self.assertTrue(least <= wait <= least * 1.25 + 1, waits)
        self.work()
        self.assertEqual(('on', None), (self.mailbox()['state'], self.mailbox()['why']))

    def test_numbered_anew(self) -> None:
        lead = self.person(1)
        for number in range(30):
            self.dovecot.put('mary', letter(number + 10), f'm{number}')
        self.dovecot.deliver('mary', self.answer(1))
        add_mailbox(self.beck, self.dovecot, 'mary')
        self.assertEqual(31, self.work()['read'])
        self.dovecot.renumber('mary')
        self.dovecot.deliver('mary', self.answer(1, **{'Message-ID': '<second@firm1.example>'}))
        self.assertEqual(32, self.work()['read'])  # again, and nothing twice
        self.assertEqual(2, self.answers(lead))
        self.assertEqual(0, self.work()['read'])
        self.beck.audit()

    def test_killed_in_the_midst_of_a_thousand(self) -> None:
        leads = [self.person(number) for number in range(5)]
        for number in range(1000):
            mail = self.answer(number // 200, **{'Message-ID': f'<m{number}@firm.example>'}) if number % 200 == 100 \
                else letter(number + 10)
            self.dovecot.put('mary', mail, f'm{number:04}')
        add_mailbox(self.beck, self.dovecot, 'mary')
        for answers in (1, 2, 3):  # of the five that lie among them
            process = self.beck.start('work')
            self.eventually(lambda: sum(map(self.answers, leads)) >= answers)
            process.kill()
            process.communicate()
            self.beck.later(minutes=2)  # its lease is over
        done = self.work()
        self.assertLess(done['read'], 1000)  # it went on where it was
        self.assertEqual([1] * 5, [self.answers(lead) for lead in leads])
        self.assertEqual(0, self.work()['read'])
        self.assertEqual([], self.dovecot.seen('mary'))

    def test_two_programs_on_one_database(self) -> None:
        for number in range(300):
            self.dovecot.put('mary', letter(number), f'm{number:03}')
            self.dovecot.put('bob', letter(number + 1000), f'm{number:03}')
        add_mailbox(self.beck, self.dovecot, 'mary'), add_mailbox(self.beck, self.dovecot, 'bob')
        both = [self.beck.start('--json', 'work') for _ in range(2)]
        self.eventually(lambda: all(one['read_at'] for one in self.beck.json('mailbox')['mailboxes']))
        for process in both:
            process.terminate()
        ends = [process.communicate(timeout=300) for process in both]
        self.assertEqual(600, sum(json.loads(out)['read'] for out, _ in ends))
        self.assertEqual(0, self.work()['read'])

    def test_old_mail_stays_unread(self) -> None:
        """A mailbox full of the years before, some of it put there behind our back: what came within the
        last week only."""
        old = time.time() - 60 * 86400
        for number in range(500):
            self.dovecot.put('mary', letter(number), f'old{number:03}')
            os.utime(self.dovecot.box('mary') / 'new' / f'old{number:03}', (old, old))
        self.dovecot.deliver('mary', letter(1000))
        add_mailbox(self.beck, self.dovecot, 'mary')
        self.assertEqual(1, self.work()['read'])
        self.dovecot.deliver('mary', letter(1001))
        self.assertEqual(1, self.work()['read'])

    def test_odd_mails(self) -> None:
        lead = self.person(1)
        odd = [b'\0' * 500, b'From: a@b\r\nSubject: \xff\xfe\0x\r\n\r\n\0\xc3', b'X: ' + b'a' * 300_000 + b'\r\n\r\nhi',
               b'', b'\r\n', b'Subject: {5}\r\n\r\n* BYE\r\nb5 OK\r\n', letter(7) + b'x' * 6_000_000,
               b''.join(b'H%d: x\r\n' % number for number in range(20_000)) + b'\r\nhi']
        for number, mail in enumerate(odd):
            self.dovecot.put('mary', mail, f'odd{number}')
        self.dovecot.deliver('mary', self.answer(1))
        add_mailbox(self.beck, self.dovecot, 'mary')
        self.assertEqual(len(odd) + 1, self.work()['read'])
        self.assertEqual((1, 0), (self.answers(lead), self.mailbox()['aside_total']))

    def test_servers_that_go_wrong(self) -> None:
        """What Dovecot cannot be made to do."""
        for fault, state in Faulty.FAULTS.items():
            with self.subTest(fault), Faulty(fault) as server:
                made = add_mailbox(self.beck, self.dovecot, 'mary', port=server.port)
                self.work()
                shown = self.mailbox()
                self.assertEqual(state, shown['state'], shown)
                self.assertTrue(shown['why'], shown)
                self.beck.run('mailbox', 'remove', made['id'])

    def try_until_aside(self, most: int = 5) -> int:
        """`work --once` as often as it takes; how often."""
        for tries in range(1, most + 1):
            self.work()
            if self.mailbox()['aside_total']:
                return tries
            self.assertEqual('rests', self.mailbox()['state'])
            self.beck.later(hours=2)
        self.fail(self.mailbox())

    def test_a_mail_the_server_does_not_give_is_set_aside(self) -> None:
        for fault in 'one damaged', 'one cut':
            with self.subTest(fault), Faulty(fault) as server:
                made = add_mailbox(self.beck, self.dovecot, 'mary', port=server.port)
                self.assertEqual(5, self.try_until_aside())  # by as many programs
                self.beck.later(hours=2)
                self.work()
                shown = self.mailbox()
                self.assertEqual(('on', 1, 'INBOX'), (shown['state'], shown['aside_total'], shown['aside'][0]['folder']))
                self.assertEqual(0, self.work()['read'])  # nor those beside it once more
                server.mended = True
                self.assertEqual(0, self.beck.json('mailbox', 'resume', made['id'])['aside_total'])
                self.assertEqual(2, self.work()['read'])  # that one, and the one behind it once more
                self.assertEqual(0, self.mailbox()['aside_total'])
                self.beck.run('mailbox', 'remove', made['id'])

    def test_a_server_that_hangs_up_behind_what_it_gave(self) -> None:
        """It was all taken in: nothing is to blame, and nothing is asked for again."""
        with Faulty('cut behind') as server:
            add_mailbox(self.beck, self.dovecot, 'mary', port=server.port)
            self.assertEqual(3, self.work()['read'])
            self.assertEqual('rests', self.mailbox()['state'])
            self.beck.later(hours=2)
            self.assertEqual(0, self.work()['read'])
            self.assertEqual(('on', 0, [1, 2, 3]), (self.mailbox()['state'], self.mailbox()['aside_total'], server.given))

    def test_mails_that_cannot_be_taken_in_stop_no_other(self) -> None:
        """Two of one batch, the first of the folder among them."""
        self.person(1)
        self.beck.sql(POISON[ENGINE])
        for number, subject in enumerate(('poison 1', 'poison 2', 'a good one')):
            self.dovecot.put('mary', self.answer(1, **{'Subject': subject, 'Message-ID': f'<m{number}@firm1.example>'}), f'm{number}')
        made = add_mailbox(self.beck, self.dovecot, 'mary')
        for _ in range(10):
            self.work()
            self.beck.later(hours=2)
        self.assertEqual(('on', 2), (self.mailbox()['state'], self.mailbox()['aside_total']))
        self.assertEqual(0, self.work()['read'])
        self.beck.sql(ANTIDOTE[ENGINE])
        self.beck.run('mailbox', 'resume', made['id'])
        self.assertEqual(3, self.work()['read'])
        self.assertEqual(0, self.mailbox()['aside_total'])

    def test_a_server_that_talks_on(self) -> None:
        """The others are read, and Beck ends when it is told to."""
        lead = self.person(1)
        self.dovecot.deliver('mary', self.answer(1))
        with Faulty('talks on') as server:
            add_mailbox(self.beck, self.dovecot, 'bob', port=server.port)
            add_mailbox(self.beck, self.dovecot, 'mary')
            process = self.beck.start('work')
            self.eventually(lambda: self.answers(lead) == 1)
            process.terminate()
            process.communicate(timeout=300)

    def test_one_goes_and_one_comes(self) -> None:
        """As many as before: it is news nevertheless."""
        with Faulty('another') as server:
            add_mailbox(self.beck, self.dovecot, 'mary', port=server.port)
            process = self.watch()
            self.eventually(lambda: 3 in server.given)
            self.assertIsNone(process.poll())

    # --- settings ---

    def test_the_login_of_a_sender(self) -> None:
        self.dovecot.deliver('mary@sample.example', letter(1))
        self.beck.run('sender', 'add', 'mary@sample.example', '--set', 'host=127.0.0.1', '--set', 'security=none', '--set',
                      'login=mary@sample.example', given=f'{self.dovecot.PASSWORD}\n'.encode())
        made = self.beck.json('mailbox', 'add', 'Mary@sample.example', '--set', f'port={self.dovecot.port}')
        self.assertEqual(('mary@sample.example', '127.0.0.1', 'none', 'mary@sample.example'),
                         (made['login_of'], made['settings']['host'], made['settings']['security'], made['settings']['login']))
        self.assertEqual(1, self.work()['read'])
        self.beck.run('sender', 'end', self.beck.json('sender')['senders'][0]['id'])
        self.beck.run('mailbox', 'pause', made['id']), self.beck.run('mailbox', 'resume', made['id'])
        self.work()
        self.assertEqual('off', self.mailbox()['state'])
        self.assertIn('has ended', self.mailbox()['why'])

    def test_typed_wrong(self) -> None:
        for words, said in (((), 'login is missing'), (('--set', 'login=x'), 'host is missing'),
                            (('--set', 'login=x', '--set', 'host=h', '--set', 'security=odd'), 'tls, starttls'),
                            (('--set', 'login=x', '--set', 'host=h', '--set', 'security=none'), 'another machine'),
                            (('--set', 'login=x', '--set', 'host=127.evil.example', '--set', 'security=none'), 'another machine'),
                            (('--set', 'login=x', '--set', 'host=h', '--set', 'colour=red'), 'colour'),
                            (('--set', 'login=x', '--set', 'host=h', '--set', 'folders=' + 'a,' * 30), '16')):
            with self.subTest(words):
                self.assertIn(said, self.beck.fails('mailbox', 'add', 'ann@sample.example', *words, code=2, given=b'pw\n'))
        self.assertIn('no e-mail address', self.beck.fails('mailbox', 'add', 'ann', '--set', 'login=x', code=2, given=b'pw\n'))
        self.assertIn('there is no mailbox 7', self.beck.fails('mailbox', 'check', '7'))
        add_mailbox(self.beck, self.dovecot, 'mary')
        self.assertIn('read already', self.beck.fails('mailbox', 'add', 'MARY@sample.example', '--set', 'login=x', '--set', 'host=h',
                                                     given=b'pw\n'))

    def test_a_folder_that_is_not_there(self) -> None:
        lead = self.person(1)
        made = add_mailbox(self.beck, self.dovecot, 'mary', '--set', 'folders=Entwürfe & "mehr"')
        self.assertIn('"Entwürfe & "mehr"" cannot be read', self.beck.fails('mailbox', 'check', made['id']))
        self.dovecot.deliver('mary', self.answer(1))
        self.assertEqual(1, self.work()['read'])
        lost = [folder for folder in self.mailbox()['folders'] if folder['why']]
        self.assertEqual(['Entwürfe & "mehr"'], [folder['name'] for folder in lost])
        self.assertEqual(1, self.answers(lead))


@unittest.skipIf(missing(), missing())
@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Copies(Story):
    """What is sent lies in the Sent folder."""

    def setUp(self) -> None:
        super().setUp()
        self.dovecot = Dovecot()
        self.addCleanup(self.dovecot.remove)

    def begin(self, people: int, *sink_words: str, **more: object) -> dict:
        self.sink = Sink(self.beck.folder, *sink_words)
        self.addCleanup(self.sink.stop)
        prepare(self.beck, people, self.sink.port)
        self.beck.at(SENDS_AT)
        return add_mailbox(self.beck, self.dovecot, 'mary', **more)

    def test_each_once(self) -> None:
        self.begin(5)
        done = self.beck.json('work', '--once')
        self.assertEqual((5, 5), (done['sent'], done['copied']))
        sent, copies = self.sink.whole(), self.dovecot.sent('mary')
        self.assertEqual({mail['Message-ID'] for mail in sent}, {mail['Message-ID'] for mail in copies})
        self.assertEqual(5, len(copies))
        self.assertTrue(all(path.name.endswith('S') for path in self.dovecot.files('mary', 'Sent')))  # \Seen
        self.assertEqual(sent[0]['Subject'], copies[0]['Subject'])
        self.assertEqual(0, self.beck.json('work', '--once')['copied'])
        self.beck.audit()

    def test_the_server_was_away_when_it_was_sent(self) -> None:
        self.begin(3)
        self.dovecot.stop()
        done = self.beck.json('work', '--once')
        self.assertEqual((3, 0), (done['sent'], done['copied']))  # sending waits for nothing
        self.assertEqual(3, self.beck.json('mailbox')['mailboxes'][0]['copies_wait'])
        self.dovecot.start()
        self.beck.later(minutes=5)
        self.assertEqual(3, self.beck.json('work', '--once')['copied'])
        self.assertEqual(3, len(self.dovecot.sent('mary')))
        self.assertEqual(0, self.beck.json('mailbox')['mailboxes'][0]['copies_wait'])

    def test_one_that_is_there_already_is_not_copied_again(self) -> None:
        """By a crash before it was written down, or by the provider's own server."""
        self.begin(2)
        self.dovecot.stop()
        self.beck.json('work', '--once')
        for number, mail in enumerate(self.sink.whole()):
            self.dovecot.put('mary', mail.as_bytes(), f'theirs{number}', 'Sent')
        self.dovecot.start()
        self.beck.later(minutes=5)
        self.assertEqual(2, self.beck.json('work', '--once')['copied'])
        self.assertEqual(2, len(self.dovecot.sent('mary')))

    def test_none_where_none_are_wanted(self) -> None:
        self.begin(2, sent_copy='no')
        done = self.beck.json('work', '--once')
        self.assertEqual((2, 0), (done['sent'], done['copied']))
        self.assertEqual([], self.dovecot.sent('mary'))

    def test_a_folder_of_ones_own(self) -> None:
        self.begin(1, sent_folder='Von Beck/Geschäft')
        self.assertEqual(1, self.beck.json('work', '--once')['copied'])
        self.assertEqual([], self.dovecot.sent('mary'))
        self.assertEqual(1, len(self.dovecot.files('mary', 'Von Beck.Gesch&AOQ-ft')))

    def test_what_lies_there_settles_an_uncertain_message(self) -> None:
        self.begin(1, '-q', '.')  # takes it, and hangs up
        self.assertEqual(1, self.beck.json('work', '--once')['unsure'])
        (doubt,) = self.beck.json('outbox', 'uncertain')['uncertain']
        (mail,) = self.sink.whole()
        self.dovecot.put('mary', mail.as_bytes(), 'theirs', 'Sent')  # the provider's server did have it
        self.beck.later(minutes=1)
        self.assertEqual(1, self.beck.json('work', '--once')['read'])
        self.assertEqual([], self.beck.json('outbox', 'uncertain')['uncertain'], doubt)
        self.assertEqual(1, len(self.dovecot.sent('mary')))


if __name__ == '__main__':
    main()
