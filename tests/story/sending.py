"""E-mail that Beck sends: let go, taken back, sent once, refused, put off, held back."""

from __future__ import annotations

import collections
import json
import signal
import threading
import time
import unittest

from beck import FAILED, FOUND, WRONG_USE, Story, main
from mailing import MAILING, SENDS_AT, SINK, MailServer, Sink, add_sender, prepare
from pathlib import Path


class Patient(MailServer):
    """It wants no mail until so many connections have one."""

    def __init__(self, together: int) -> None:
        self.together = together
        self.counts = collections.Counter()  # of connections that have come so far
        self.changed = threading.Condition()
        self.go_on = threading.Event()
        self.taken: list[str] = []
        super().__init__()

    def count(self, what: str) -> None:
        with self.changed:
            self.counts[what] += 1
            self.changed.notify_all()

    def wait_for(self, what: str) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.counts[what] == self.together, timeout=300), self.counts

    def ready(self) -> None:
        self.count('waiting')
        self.go_on.wait()

    def asked(self) -> None:
        self.count('wanted')

    def judge(self, whom: str) -> str:
        self.taken.append(whom)
        return '250 2.0.0 Ok: queued'


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
        self.assertEqual({'sent': 1, 'later': 0, 'refused': 0, 'unsure': 0, 'withdrawn': 0, 'read': 0, 'copied': 0, 'mornings': 0, 'calendars': 0, 'address_books': 0,
                          'held': None}, self.work())
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

    def test_taken_back_it_waits_for_a_person(self) -> None:
        """However often the lead is planned anew meanwhile; and only that step."""
        sink = self.sink()
        prepare(self.beck, 2, sink.port)
        touch = self.beck.at(SENDS_AT).json('outbox')['outbox'][0]['id']
        lead = self.beck.json('outbox')['outbox'][0]['lead']['id']
        self.beck.run('outbox', 'back', touch)
        for change in (('set', lead, 'product=drills'), ('set', lead, 'cell=202 555 0177'), ('set', lead, 'temperature=hot')):
            self.beck.run(*change)
            self.assertEqual('person', self.beck.show(f'lead:{lead}')['next']['mode'], change)
        self.assertIn('It was taken back', self.beck.run('why', touch).out)
        self.beck.later(minutes=5)
        self.assertEqual(1, self.work()['sent'])
        self.assertEqual(1, len(sink.whole()))
        self.beck.run('outbox', 'send', touch, '--body', 'Hello, by hand. Shall I call you on Thursday?')
        self.beck.later(minutes=2)
        self.assertEqual(1, self.work()['sent'])
        self.assertNotIn('taken back', str(self.beck.show(f'lead:{lead}')['next']['why']))  # only that step
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
        sink = self.sink('-f', 'RCPT', '-B', '550 5.1.1 User unknown')
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

    def refuse_words(self, where: str) -> None:
        """What is wrong with our words is not the fault of the address: a person is asked."""
        sink = self.sink('-f', where, '-B', '554 5.7.1 Message contains spam or virus')
        prepare(self.beck, 1, sink.port)
        self.beck.at(SENDS_AT)
        self.assertEqual(1, self.work()['refused'])
        lead = self.beck.show(f'lead:{self.beck.found("person n0")["id"]}')
        self.assertEqual(('email', 'person'), (lead['next']['channel'], lead['next']['mode']))
        self.assertIn('Message contains spam', ' '.join(self.beck.json('why', lead['next']['id'])['why']))
        self.assertNotEqual('bad', lead['people'][0]['addresses'][0]['state'])
        self.assertNotIn(('email', 'bounced'), self.history(lead['id']))
        self.beck.later(hours=30)
        self.assertEqual(0, sum(self.work()[what] for what in ('sent', 'later', 'refused')))
        self.beck.audit()

    def test_words_refused_before_they_are_told(self) -> None:
        self.refuse_words('RCPT')

    def test_words_refused_at_the_dot(self) -> None:
        self.refuse_words('.')

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

    def going(self, worker) -> None:
        """Waits until the server has a mail, or is asked to take it."""
        for _ in range(1200):
            entries = self.beck.json('outbox')['outbox']
            if any(entry['going'] for entry in entries):
                return
            time.sleep(0.05)
        self.fail('nothing is on its way')

    def said(self, worker) -> dict:
        out, errors = worker.communicate(timeout=300)
        return json.loads(out) | {'errors': errors.decode()}

    def test_planned_for_another_person_while_it_is_on_its_way(self) -> None:
        slow = self.sink('-w', '3')  # DATA is answered after three seconds
        prepare(self.beck, 1, slow.port)
        lead = self.beck.found('person n0')['id']
        self.beck.run('set', lead, 'company=Firm Ltd')
        self.beck.run('person', 'add', 'Ann Hall', '--account', 'Firm Ltd', '--email', 'ann@firm0.example')
        worker = self.beck.at(SENDS_AT).start('--json', 'work', '--once')
        self.going(worker)
        self.beck.run('set', lead, 'replaced_by=Ann Hall')
        self.assertEqual('ann@firm0.example', self.beck.json('outbox')['outbox'][0]['to'])
        done = self.said(worker)
        self.assertNotIn('p0@firm0.example', [mail['X-Rcpt-Args'].strip('<>') for mail in slow.whole()])
        self.assertEqual(1, done['withdrawn'])
        slow.stop()
        again = self.sink(port=slow.port)
        self.beck.later(minutes=6)
        self.work()
        self.assertEqual(['<ann@firm0.example>'], [mail['X-Rcpt-Args'].split()[0] for mail in [*slow.whole(), *again.whole()]])
        self.beck.audit()

    def test_words_are_of_the_person_they_go_to(self) -> None:
        sink = self.sink('-r', 'RCPT')  # 4xx: it is tried with the words it has
        prepare(self.beck, 1, sink.port)
        self.beck.at(SENDS_AT)
        self.assertEqual(1, self.work()['later'])
        sink.stop()
        again = self.sink(port=sink.port)
        self.beck.run('set', self.beck.found('person n0')['id'], 'name=Robin Hall')
        self.beck.later(minutes=7)
        self.assertEqual(1, self.work()['sent'])
        (mail,) = again.whole()
        self.assertIn('Hi Robin', mail.get_body(('plain',)).get_content())

    def test_a_dot_that_is_put_off_while_the_house_changes(self) -> None:
        sink = self.sink('-W', '.:3', '-r', '.')
        prepare(self.beck, 1, sink.port)
        lead = self.beck.found('person n0')['id']
        worker = self.beck.at(SENDS_AT).start('--json', 'work', '--once')
        for _ in range(1200):
            if self.history(lead):
                break
            time.sleep(0.05)
        self.beck.run('config', 'set', 'public_url', 'https://beck.sample.example/')
        self.assertEqual(1, self.said(worker)['later'])
        self.assertEqual('email', self.beck.show(f'lead:{lead}')['next']['channel'])
        self.beck.audit()

    def test_words_on_their_way_are_not_edited(self) -> None:
        sink = self.sink('-w', '3')
        prepare(self.beck, 1, sink.port)
        worker = self.beck.at(SENDS_AT).start('--json', 'work', '--once')
        while [entry['going'] for entry in self.beck.json('outbox')['outbox']] != [True]:
            self.assertIsNone(worker.poll())
        touch = self.beck.json('outbox')['outbox'][0]['id']
        self.assertIn('on its way', self.beck.fails('outbox', 'send', touch, '--subject', 'Edited'))
        self.beck.sql(f"UPDATE message SET subject = 'Edited' WHERE touch_id = {touch}")  # in that very moment
        done = self.said(worker)
        self.assertEqual((1, 1), (done['sent'], done['withdrawn']))  # claimed anew, with the step's own words
        (mail,) = sink.whole()
        self.assertEqual(self.beck.json('outbox', 'message', touch)['subject'], mail['Subject'])
        self.beck.audit()

    def test_a_state_folder_that_takes_nothing(self) -> None:
        sink = self.sink()
        prepare(self.beck, 2, sink.port)
        self.beck.at(SENDS_AT)
        (self.beck.folder / '.local').write_text('in the way')
        self.assertIn('BECK_STATE', self.beck.fails('work', '--once'))
        self.assertEqual([], sink.mails())
        (self.beck.folder / '.local').unlink()
        self.assertEqual(2, self.work()['sent'])

    def test_what_was_mailed_on_cannot_be_undone(self) -> None:
        sink = self.sink()
        prepare(self.beck, 1, sink.port)
        lead = self.beck.found('person n0')['id']
        self.beck.run('set', lead, 'title=Head of Labels')
        self.beck.run('log', f'lead:{lead}', 'no answer')
        self.beck.at('2026-11-17T16:00:00+00:00')
        self.assertEqual(1, self.work()['sent'])
        self.assertIn('a message went', self.beck.fails('undo'))
        self.beck.audit()

    def test_an_ended_sender_stops_no_other(self) -> None:
        slow = self.sink('-w', '2')
        sender = prepare(self.beck, 2, slow.port, connections=1)  # the second mail waits for the first
        worker = self.beck.at(SENDS_AT).start('--json', 'work', '--once')
        while [entry['going'] for entry in self.beck.json('outbox')['outbox']] != [True, True]:
            self.assertIsNone(worker.poll())
        self.beck.run('sender', 'end', sender)
        slow.stop()  # the connection is lost, and no other is to be had
        done = self.said(worker)
        self.assertEqual((0, ''), (done['sent'], done['errors']))
        self.beck.audit()

    def test_a_mailbox_of_ours_that_the_server_cannot_take_is_nobody_elses_fault(self) -> None:
        sink = self.sink()
        sender = prepare(self.beck, 2, sink.port)
        self.beck.run('sender', 'end', sender)
        add_sender(self.beck, sink.port, 'märy@sample.example')  # no SMTPUTF8 there
        self.beck.at(SENDS_AT)
        self.assertEqual(0, self.work()['refused'])
        people = self.beck.show(f"lead:{self.beck.found('person n0')['id']}")['people']
        self.assertEqual('unknown', people[0]['addresses'][0]['state'])
        self.assertEqual('off', self.beck.json('sender')['senders'][0]['state'])

    def test_who_made_the_house_has_left(self) -> None:
        sink = self.sink()
        self.beck.init()
        self.beck.run('user', 'add', 'Bob Hill', 'role=admin')
        self.beck.user = 'bob'
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', MAILING))
        self.beck.run('add', 'Sue Ford', '--company', 'Ford', '-e', 'sue@ford.example', '-s', 'list', '--cadence', 'mailing')
        self.beck.run('user', 'set', 'bob', 'cell=+1 312 555 0111')
        add_sender(self.beck, sink.port, 'bob@sample.example')
        self.beck.run('user', 'deactivate', 'mary')
        self.assertEqual(1, self.beck.at(SENDS_AT).json('work', '--once')['sent'])

    def test_what_may_not_go_now_stops_nothing_behind_it(self) -> None:
        """By one a minute: the first eight are on leave until Thursday, the last one is not."""
        sink = self.sink()
        prepare(self.beck, 8, sink.port)
        for number in range(8):
            self.beck.run('pause', self.beck.found(f'person n{number}')['id'], '-b', 'leave', '--until', '2026-11-19')
        self.beck.run('add', 'Sue Ford', '--company', 'Ford', '-e', 'sue@ford.example', '-s', 'list', '--cadence', 'mailing')
        self.beck.sql("UPDATE sender SET minute_most = 1")
        self.beck.sql("UPDATE next_touch SET mode = 'machine', channel = 'email', due_at = 1794400000, latest_at = 1794400000 "
                      "WHERE lead_id IN (SELECT id FROM lead WHERE name LIKE 'Person%')")
        self.assertEqual(1, self.beck.at(SENDS_AT).json('work', '--once')['sent'])
        (mail,) = sink.whole()
        self.assertIn('sue@ford.example', mail['To'])

    def test_two_of_one_firm_on_one_day(self) -> None:
        """Both are claimed at once, and both dots asked for in one round: the firm gets one machine e-mail a day."""
        server = Patient(2)
        self.addCleanup(server.stop)
        self.beck.init()
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', MAILING))
        for name in ('Sue Ford', 'Ann Ford'):
            self.beck.run('add', name, '--company', 'Ford Pumps', '-e', f'{name.split()[0]}@ford.example', '-s', 'list',
                          '--cadence', 'mailing')
        add_sender(self.beck, server.port, connections=4)
        self.beck.at(SENDS_AT)
        self.beck.sql(f"UPDATE next_touch SET due_at = 1794844800, latest_at = 1794844800")
        worker = self.beck.later(minutes=5).start('--json', 'work', '--once')
        server.wait_for('waiting')
        worker.send_signal(signal.SIGSTOP)
        server.go_on.set()
        server.wait_for('wanted')  # the answers to both are there when it looks again
        worker.send_signal(signal.SIGCONT)
        self.assertEqual(1, self.said(worker)['sent'])
        self.assertEqual(1, len(server.taken))
        self.beck.audit()

    def test_given_to_who_has_no_sender(self) -> None:
        """What a machine was to send is theirs by hand, in their own words, and told with the way out; back, it goes again."""
        sink = self.sink()
        prepare(self.beck, 3, sink.port)
        self.beck.run('user', 'add', 'Zoe Lake')
        self.beck.at(SENDS_AT)
        looked, edited, plain = (self.beck.found(f'person n{number}') for number in range(3))
        self.beck.run('outbox', 'send', looked['touch_id'])
        self.beck.run('outbox', 'send', edited['touch_id'], '--body', 'Hi, it is Mary of the labels. Mary Beck')
        for lead in (looked, edited, plain):
            self.assertIn('Beck sends it', self.beck.run('next', lead['id']).out)
            self.beck.run('assign', lead['id'], 'zoe')
        self.assertEqual([], self.beck.later(minutes=5).json('outbox')['outbox'])
        self.assertEqual(0, self.work()['sent'])
        today = self.beck.json('today', '--owner', 'zoe')
        self.assertEqual({lead['id'] for lead in (looked, edited, plain)}, {touch['lead']['id'] for touch in today['touches']})
        for lead in (looked, edited, plain):
            self.assertNotIn('Beck sends it', self.beck.run('next', lead['id']).out)
            self.assertIn('nothing sends for Zoe Lake', self.beck.run('next', lead['id']).out)
            self.assertIn('beck sender add', self.beck.json('why', lead['touch_id'])['why'][-1])
            script = self.beck.json('next', lead['id'])['script']
            self.assertEqual((True, False), ('Zoe Lake' in script['body'], 'Mary' in script['body']))
        self.assertIn('Zoe Lake has no mailbox', self.beck.fails('outbox', 'send', plain['touch_id']))
        self.beck.run('assign', plain['id'], 'mary')
        self.beck.later(minutes=5)
        self.assertEqual(1, self.work()['sent'])
        self.beck.audit()

    def test_check_finds_what_was_lost(self) -> None:
        sink = self.sink()
        prepare(self.beck, 2, sink.port)
        self.beck.at(SENDS_AT).json('work', '--once')
        first, second = (self.beck.found(f'person n{number}')['id'] for number in range(2))
        self.beck.audit()
        self.beck.sql(f"UPDATE message SET level = 'queued' WHERE lead_id = {first}")
        self.beck.sql('INSERT INTO sending (workspace_id, touch_id, lead_id, sender_id, state, worker, leased_until) '
                      f"SELECT workspace_id, touch_id, lead_id, 1, 'dot', 1, 1 FROM next_touch WHERE lead_id = {second}")
        found = self.beck.json('check', code=FOUND)['problems']
        self.assertEqual({('sent at most once, lost never', first), ('sent at most once, lost never', second)},
                         {(problem['promise'], problem['lead_id']) for problem in found})

    def test_today_tells_what_does_not_send(self) -> None:
        sink = self.sink()
        sender = prepare(self.beck, 1, sink.port)
        sink.stop()
        self.beck.at(SENDS_AT)
        for tries in range(1, 6):
            self.work()
            self.assertEqual('rests', self.beck.json('sender')['senders'][0]['state'])
            self.assertEqual(tries == 5, bool(self.beck.today()['notices']), tries)
            self.beck.later(minutes=0 if tries == 5 else 30)
        (notice,) = self.beck.today()['notices']
        self.assertEqual(('sender', sender, 'mary@sample.example', 'rests'),
                         tuple(notice[name] for name in ('about', 'id', 'address', 'state')))
        self.assertIn(f'beck sender resume {sender}', ' '.join(self.beck.run('today').out.split()))
        self.beck.run('sender', 'pause', sender, '--because', 'we move')
        self.assertEqual(('off', None), tuple(self.beck.today()['notices'][0][name] for name in ('state', 'rests_until')))
        self.beck.run('sender', 'resume', sender)
        self.assertEqual([], self.beck.today()['notices'])

    def test_a_newer_database_ends_the_worker(self) -> None:
        """No waiting mends it: whoever looks after the machine must see why, at once."""
        self.beck.init()
        self.beck.sql("INSERT INTO schema_migration (number, name, sha256) VALUES (9999, 'of_tomorrow', 'x')")
        for words in ('work',), ('work', '--once'):
            self.assertIn('written by a newer Beck', self.beck.fails(*words))

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
