"""Faxes that Beck sends: by the real HylaFAX, by a gateway that takes mails; followed until they are
delivered or have failed, settled where the answer was lost, looked at before they go."""

from __future__ import annotations

import email.message
import subprocess
import unittest

from beck import WRONG_USE, Story, main
from faxing import FAXES_AT, FAXING, OUR_FAX, FakeServer, HylaFax, fax_of, people_to_fax, prepare_faxes
from mailing import Sink
from returned import answer, bounce


def words_of(pdf: object) -> str:
    return subprocess.run(['pdftotext', '-layout', str(pdf), '-'], check=True, stdout=subprocess.PIPE).stdout.decode()


class FaxStory(Story):
    def work(self) -> dict:
        done = self.beck.json('work', '--once')
        return {name: count for name, count in done.items() if count}

    def lead(self, person: int = 0) -> dict:
        return self.beck.show(f"lead:{self.beck.found(f'person n{person}')['id']}")

    def history(self, person: int = 0) -> list[tuple[str, str]]:
        return [(touch['channel'], touch['outcome']) for touch in self.lead(person)['history'] if not touch['undone']]

    def message(self, person: int = 0) -> dict:
        return self.beck.json('outbox', 'message', self.lead(person)['history'][0]['id'])


@unittest.skipIf(HylaFax.missing(), HylaFax.missing())
class ByHylaFax(FaxStory):
    def setUp(self) -> None:
        super().setUp()
        self.fax = HylaFax()
        self.addCleanup(self.fax.stop)

    def test_delivered(self) -> None:
        sender = prepare_faxes(self.beck, 2, self.fax.port)
        self.assertTrue(self.beck.json('sender', 'check', sender)['works'])
        self.beck.at(FAXES_AT)
        self.assertEqual({'sent': 2}, self.work())
        jobs = self.fax.jobs()
        self.assertEqual(sorted(map(fax_of, range(2))), sorted(job['number'] for job in jobs))
        self.assertEqual('12', jobs[0]['maxdials'])
        words = words_of(self.fax.pdf(jobs[0]))
        for part in ('FAX', 'You asked for the price of 5,000 labels.', 'Please call Mary', 'no more faxes',
                     'and fax', '; or, free of charge, e-mail mary@sample.example', 'Where do yours come off?'):
            self.assertIn(part, ' '.join(words.split()))
        self.assertEqual('accepted', self.message()['level'])
        self.assertEqual([('fax', 'sent')], self.history())
        self.assertEqual({}, self.work())  # never twice
        self.assertEqual(2, len(self.fax.jobs()))
        self.fax.as_sent(jobs[0])
        self.work()
        first = int(jobs[0]['number'] != fax_of(0))
        self.assertEqual('delivered', self.message(first)['level'])
        self.assertIn('2 pages', self.message(first)['events'][-1]['detail'])
        self.assertEqual('accepted', self.message(1 - first)['level'])
        self.beck.audit()

    def test_pages_of_a_file_follow(self) -> None:
        prepare_faxes(self.beck, 1, self.fax.port, country=1, home='9,', abroad='9,011')
        self.beck.at(FAXES_AT)
        touch = self.lead()['next']['id']
        paper = self.beck.folder / 'prices.pdf'
        self.beck.run('fax', touch, '--output', paper)
        photo = self.beck.folder / 'photo.png'
        photo.write_bytes(b'\x89PNG\r\n\x1a\n')
        self.beck.fails('outbox', 'attach', touch, photo)
        self.beck.run('outbox', 'attach', touch, paper)
        looked = self.beck.json('fax', touch, '-o', self.beck.folder / 'look.pdf')
        self.assertEqual(('Person N0', fax_of(0), 2, 'prices.pdf'),
                         tuple(looked[name] for name in ('to', 'number', 'sheets', 'enclosed')))
        self.assertIn('and prices.pdf', words_of(self.beck.folder / 'look.pdf'))
        self.beck.run('outbox', 'send', touch)
        self.beck.later(minutes=2)
        self.assertEqual({'sent': 1}, self.work())
        (job,) = self.fax.jobs()
        self.assertEqual(f'9,{fax_of(0)[2:]}', job['number'])
        self.assertEqual(paper.read_bytes(), self.fax.pdf(job, 1).read_bytes())
        self.assertIn('and prices.pdf', words_of(self.fax.pdf(job)))

    def test_what_becomes_of_a_job(self) -> None:
        """Ended by its own scheduler, by a voice, by a line that is always busy."""
        prepare_faxes(self.beck, 3, self.fax.port)
        self.beck.at(FAXES_AT)
        self.assertEqual({'sent': 3}, self.work())
        jobs = {job['number']: job for job in self.fax.jobs()}
        self.fax.kill_job(jobs[fax_of(0)])
        self.fax.as_failed(jobs[fax_of(1)], 'Voice connection')
        self.fax.as_failed(jobs[fax_of(2)], 'Busy signal detected; too many attempts to dial')
        self.work()
        for person, words, state in ((0, 'abort', 'unknown'), (1, 'Voice', 'bad'), (2, 'Busy', 'unknown')):
            message, lead = self.message(person), self.lead(person)
            self.assertEqual('refused', message['level'])
            self.assertIn(words, message['events'][-1]['detail'])
            (address,) = [one for one in lead['people'][0]['addresses'] if one['kind'] == 'fax']
            self.assertEqual(state, address['state'], person)
            # A number that is none is left alone; one that was busy rests for a month.
            self.assertEqual(state == 'unknown', lead['next']['channel'] == 'fax')
            self.assertTrue(state == 'bad' or lead['next']['due_at'] > '2026-12-15', lead['next'])
        self.work()
        self.assertEqual(0, len(self.fax.jobs()))
        self.beck.audit()

    def test_a_scheduler_that_sleeps_is_waited_for(self) -> None:
        prepare_faxes(self.beck, 1, self.fax.port)
        self.fax.unschedule()
        self.beck.at(FAXES_AT)
        self.assertEqual({'later': 1}, self.work())
        self.assertEqual([], self.fax.jobs())
        self.fax.schedule()
        self.beck.later(minutes=12)
        self.assertEqual({'sent': 1}, self.work())
        self.assertEqual(1, len(self.fax.jobs()))
        self.beck.audit()


class ByAnyServer(FaxStory):
    def server(self, *ways: dict[str, object], **more: str) -> FakeServer:
        server = FakeServer(*ways, **more)
        self.addCleanup(server.stop)
        return server

    def test_what_ends_before_the_order_is_sent_anew(self) -> None:
        for way in ({'STOT': 'cut'}, {'JNEW': 'cut'}, {'JPARM DOCUMENT': 'cut after'}, {'JSUBM': (460, 'No room')},
                    {'STOT': (452, 'Disk full')}, {'JPARM VRES': (504, 'No')}):
            with self.subTest(way=way):
                self.setUp()
                server = self.server(way, {})
                prepare_faxes(self.beck, 1, server.port)
                self.beck.at(FAXES_AT)
                self.assertEqual({'later': 1}, self.work())
                self.assertEqual(0, len(server.taken))
                self.beck.later(minutes=12)
                self.assertEqual({'sent': 1}, self.work())
                self.assertEqual(1, len(server.taken))
                self.assertEqual([('fax', 'sent')], self.history())
                self.beck.audit()

    def test_an_answer_that_was_lost_is_asked_for(self) -> None:
        """The server has the job: it is found by its tag, and nothing is sent again."""
        server = self.server({'JSUBM': 'cut after'})
        prepare_faxes(self.beck, 1, server.port)
        self.beck.at(FAXES_AT)
        self.assertEqual({'unsure': 1}, self.work())
        self.assertEqual(1, len(self.beck.json('outbox', 'uncertain')['uncertain']))
        server.ways = [{}]
        self.work()
        self.assertEqual('accepted', self.message()['level'])
        self.assertEqual([], self.beck.json('outbox', 'uncertain')['uncertain'])
        server.done = {job['tag']: ('D', '') for job in server.taken}
        self.work()
        self.assertEqual('delivered', self.message()['level'])
        self.assertEqual(1, len(server.taken))
        self.beck.audit()

    def test_a_list_of_jobs_that_never_ends(self) -> None:
        server = self.server({'JSUBM': 'cut after'})
        prepare_faxes(self.beck, 1, server.port)
        self.beck.at(FAXES_AT)
        self.assertEqual({'unsure': 1}, self.work())
        server.ways = [{'LIST': 'endless'}]
        self.assertSays(self.beck.run('work', '--once').err, 'longer than 16 MB', 'faxqclean')
        self.assertEqual('uncertain', self.message()['level'])
        server.ways = [{}]
        self.work()
        self.assertEqual('accepted', self.message()['level'])
        self.beck.audit()

    def test_what_nobody_knows_stays_uncertain(self) -> None:
        """It hung up on the order itself, and knows of no such job: perhaps it never came."""
        server = self.server({'JSUBM': 'cut'}, {})
        prepare_faxes(self.beck, 1, server.port)
        self.beck.at(FAXES_AT)
        self.assertEqual({'unsure': 1}, self.work())
        for _ in range(2):
            self.beck.later(minutes=10)
            self.assertEqual({}, self.work())
        self.assertEqual('uncertain', self.message()['level'])
        self.assertEqual(0, len(server.taken))
        self.beck.run('outbox', 'settle', self.lead()['history'][0]['id'], 'not-sent')
        self.beck.audit()

    def test_a_number_that_is_none(self) -> None:
        server = self.server({'JPARM DIALSTRING': (501, 'Bad dial string')})
        prepare_faxes(self.beck, 1, server.port)
        self.beck.at(FAXES_AT)
        self.assertEqual({'refused': 1}, self.work())
        self.assertNotEqual('fax', self.lead()['next']['channel'])
        self.beck.audit()

    def test_who_is_not_let_in_is_off(self) -> None:
        server = self.server(password='other')
        sender = prepare_faxes(self.beck, 1, server.port)
        self.assertSays(self.beck.fails('sender', 'check', sender), 'Login incorrect', 'hosts.hfaxd')
        self.beck.at(FAXES_AT)
        self.work()
        self.assertEqual('off', self.beck.json('sender')['senders'][0]['state'])
        self.assertEqual('fax', self.lead()['next']['channel'])

    def test_slow_and_foreign_servers(self) -> None:
        server = self.server({'*': 'half'})
        sender = prepare_faxes(self.beck, 1, server.port)
        self.beck.at(FAXES_AT)
        self.assertEqual({'sent': 1}, self.work())
        other = self.server({'greeting': 'SSH-2.0-OpenSSH_9.2'})
        self.beck.run('sender', 'set', sender, f'port={other.port}')
        self.assertIn('no fax server', self.beck.fails('sender', 'check', sender))


class ByMail(FaxStory):
    def test_by_a_gateway_that_takes_mails(self) -> None:
        mail = self.faxed()
        self.assertEqual((f'{fax_of(0)[1:]}@fax.example.com', 'mary@labels.example', 'Prices'),
                         (mail['To'], mail['From'].addresses[0].addr_spec, mail['Subject']))
        self.assertTrue(mail['Message-ID'].endswith('@labels.example>'))
        (pages,) = [part for part in mail.walk() if part.get_content_type() == 'application/pdf']
        paper = self.beck.folder / 'fax.pdf'
        paper.write_bytes(pages.get_content())
        self.assertIn('You asked for the price', words_of(paper))
        self.assertEqual('accepted', self.message()['level'])
        self.beck.audit()

    def faxed(self) -> email.message.EmailMessage:
        """A fax that a gateway has taken; the one mail that it went as."""
        sink = Sink(self.beck.folder)
        self.addCleanup(sink.stop)
        people_to_fax(self.beck, 1)
        words = [word for name, value in {'host': '127.0.0.1', 'port': sink.port, 'security': 'none',
                                          'to': '{number}@fax.example.com', 'mail_from': 'mary@labels.example'}.items()
                 for word in ('--set', f'{name}={value}')]
        self.beck.json('sender', 'add', OUR_FAX, '--driver', 'faxmail', *words, given=b'\n')
        self.beck.at(FAXES_AT)
        self.assertEqual({'sent': 1}, self.work())
        self.beck.later(minutes=30)
        (mail,) = sink.whole()
        return mail

    def take(self, mail: str) -> dict:
        return self.beck.json('read', '--take', given=mail.encode())

    def state(self) -> str:
        return next(one for one in self.lead()['people'][0]['addresses'] if one['kind'] == 'fax')['state']

    def could_not(self, said: str, status: str) -> None:
        mail = self.faxed()
        came = self.take(bounce(mail, status=status, code=said))
        self.assertEqual(('bounce', False), (came['kind'], came['asks']))
        self.assertEqual('refused', self.message()['level'])
        self.assertTrue(self.take(bounce(mail, status=status, code=said))['again'])
        self.beck.audit()

    def test_a_gateway_that_met_no_fax(self) -> None:
        self.could_not('554 5.1.1 not a fax machine: a voice answered', '5.1.1')
        self.assertEqual('bad', self.state())
        self.assertNotEqual('fax', self.lead()['next']['channel'])

    def test_a_gateway_that_found_it_busy(self) -> None:
        self.could_not('554 5.4.1 Busy signal detected; too many attempts to dial', '5.4.1')
        self.assertEqual('unknown', self.state())  # it rests, as where HylaFAX says so
        self.assertFalse(self.lead()['next']['channel'] == 'fax' and self.lead()['next']['due_at'] < '2026-12-14', self.lead()['next'])

    def test_a_gateway_that_says_it_got_through(self) -> None:
        mail = self.faxed()
        self.take(bounce(mail, status='2.0.0', action='relayed', code='250 2.0.0 queued', number=1))
        self.assertEqual('accepted', self.message()['level'])
        self.take(bounce(mail, status='2.1.5', action='delivered', code='250 2.1.5 2 pages', number=2))
        self.assertEqual('delivered', self.message()['level'])
        self.beck.audit()

    def test_what_a_gateway_writes_is_no_answer(self) -> None:
        mail = self.faxed()
        came = self.take(answer(mail, 'Your fax is on its way.', sender='Gateway <robot@fax.example.com>'))
        self.assertNotIn('replied', [outcome for _, outcome in self.history()])
        self.assertTrue(came['asks'])
        self.beck.audit()

    def test_settings_that_cannot_be(self) -> None:
        self.beck.init()
        for word, said in (('to=fax.example.com', '{number}'), ('to={number}@x y', '{number}'),
                           ('mail_from=me', 'e-mail'), ('country=US', '0123456789')):
            usual = {'host': 'x.example', 'to': '{number}@fax.example.com', 'mail_from': 'a@b.example'}
            name, _, value = word.partition('=')
            words = [part for key, text in (usual | {name: value}).items() for part in ('--set', f'{key}={text}')]
            self.assertIn(said, self.beck.fails('sender', 'add', OUR_FAX, '--driver', 'faxmail', *words, given=b'\n',
                                                code=WRONG_USE))
        for number in ('+1555', '555 0100', '+', '+0 303 555 0100', '+1 303 555 01000000000'):
            self.assertSays(self.beck.fails('sender', 'add', number, '--driver', 'hylafax', '--set', 'host=127.0.0.1', given=b'\n',
                                            code=WRONG_USE), 'no fax number', '+13035550100')
            if number != '555 0100':
                self.assertSays(self.beck.fails('sender', 'add', number, '--driver', 'kannel', '--set', 'user=b', given=b'x\n',
                                                code=WRONG_USE), 'nothing a text can come from')
        self.assertIn('fax number', self.beck.fails('sender', 'add', 'ann@example.com', '--driver', 'hylafax', '--set',
                                                    'host=127.0.0.1', given=b'\n', code=WRONG_USE))


class ByAPerson(FaxStory):
    def test_without_a_sender(self) -> None:
        people_to_fax(self.beck, 1)
        self.beck.at(FAXES_AT)
        self.assertEqual({}, self.work())
        touch = self.lead()['next']['id']
        self.assertIn('no gateway', self.beck.fails('outbox', 'send', touch))
        self.beck.run('fax', touch, '-o', self.beck.folder / 'mine.pdf')
        self.assertIn('310 dollars', words_of(self.beck.folder / 'mine.pdf'))
        self.assertNotIn('and fax', words_of(self.beck.folder / 'mine.pdf'))
        self.assertSays(self.beck.run('fax', touch, '-o', self.beck.folder / 'again.pdf').out, 'names no fax number')
        self.assertSays(self.beck.fails('config', 'set', 'fax_number', 'upstairs', code=WRONG_USE), 'with its country')
        self.beck.run('config', 'set', 'fax_number', OUR_FAX)
        self.assertNotIn('names no fax', self.beck.run('fax', touch, '-o', self.beck.folder / 'both.pdf').out)
        self.assertRegex(' '.join(words_of(self.beck.folder / 'both.pdf').split()), r'telephone [-+() 0-9]+ and fax [-+() 0-9]+0102; or, free of')
        self.beck.fails('fax', touch, code=WRONG_USE)
        self.beck.run('log', touch, 'sent')
        self.assertEqual([('fax', 'sent')], self.history())
        self.assertIn('not to come', self.beck.fails('fax', touch, '-o', self.beck.folder / 'mine.pdf'))
        self.beck.audit()

    def test_who_asks_for_no_more(self) -> None:
        people_to_fax(self.beck, 1)
        self.beck.at(FAXES_AT)
        lead = self.lead()
        self.assertIn('undo', self.beck.fails('set', f"lead:{lead['id']}", 'faxes=yes'))
        self.beck.run('set', f"lead:{lead['id']}", 'faxes=no')
        self.assertNotEqual('fax', self.lead()['next']['channel'])
        self.beck.run('undo')
        self.assertEqual('fax', self.lead()['next']['channel'])
        self.beck.audit()

    def test_strangers_are_not_faxed(self) -> None:
        """47 CFR 64.1200(a)(4): nobody without anything between us."""
        self.beck.init()
        self.beck.run('cadence', 'add', self.beck.file('faxing.yaml', FAXING.replace('[web]', '[list]')))
        self.beck.run('import', self.beck.table('people.csv', [{'Name': 'Person N0', 'Fax': fax_of(0), 'Company': 'F'}]),
                      '--source', 'list', '--cadence', 'faxing')
        self.beck.at(FAXES_AT)
        self.assertNotEqual('fax', self.lead()['next']['channel'])


main()
