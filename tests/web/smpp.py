"""Texts by the real Kannel over SMPP, to a centre of our own: what goes out octet by octet, what its receipts say,
what comes in, and a centre that refuses, has no room, hangs up or is away."""

from __future__ import annotations

import collections
import unittest

import texting
from beck import main
from serving import Serving
from smpp_centre import BAD_NUMBER, GSM, OK, THROTTLED, UCS2, UNDELIVERABLE, Bound, Centre
from texting import OUR_NUMBER, TEXTS_AT, number_of

GSM_WORDS = 'Hi {Person}, labels from 5 € [net] ~ 4|6 \\ ^ @Größe £1, Ñoño: where do yours come off?'
WIDE_WORDS = 'Grüße – 世界 😀: where do yours come off?'
FAILURES = {'UNDELIV': 'it cannot be delivered (stat:UNDELIV err:012)',
            'EXPIRED': 'its time was over before it could be delivered (stat:EXPIRED err:012)',
            'REJECTD': 'the centre has rejected it (stat:REJECTD err:012)',
            'DELETED': 'the centre has deleted it (stat:DELETED err:012)'}
UNDERWAY = ('ACCEPTD', 'ENROUTE', 'UNKNOWN')


@unittest.skipUnless(Bound.there(), 'Kannel, Node.js or its package smpp is missing: tool/setup.sh test')
class Smpp(Serving):
    people = 8

    def prepare(self) -> None:
        texting.people_to_text(self.beck, self.people)
        self.sender = texting.add_gateway(self.beck, 9)  # where Kannel is, is said when it is there
        self.beck.at(TEXTS_AT)

    def setUp(self) -> None:
        super().setUp()
        self.centre = Centre()
        self.addCleanup(self.centre.stop)
        here = f'http://127.0.0.1:{self.server.port}'
        self.beck.run('sender', 'set', self.sender['id'], f'reports_to={here}')
        hook = self.beck.json('sender')['senders'][0]['hook']
        self.kannel = Bound(self.folder, self.centre, hook)
        self.addCleanup(self.kannel.stop)
        self.beck.run('sender', 'set', self.sender['id'], f'url=http://127.0.0.1:{self.kannel.port}/cgi-bin/sendsms')
        self.beck.run('sender', 'check', self.sender['id'])

    def lead(self, person: int = 0) -> dict:
        return self.beck.show(f"lead:{self.beck.found(f'person n{person}')['id']}")

    def message(self, person: int = 0) -> dict:
        touch = max(touch['id'] for touch in self.lead(person)['history'] if touch['channel'] == 'text')
        return self.beck.json('outbox', 'message', touch)

    def level(self, person: int = 0) -> str:
        return self.message(person)['level']

    def cell(self, person: int = 0) -> dict:
        return self.lead(person)['people'][0]['addresses'][0]

    def send(self, person: int, words: str) -> int:
        """By a machine, in words of a person's own; how many parts Beck has shown."""
        touch = self.lead(person)['next']['id']
        parts = self.beck.json('lint', self.beck.file('words.txt', words), '--text')['text']['parts']
        self.beck.run('outbox', 'send', touch, '--body', words)
        return parts

    def work(self) -> dict:
        done = self.beck.later(minutes=2).json('work', '--once')
        return {name: count for name, count in done.items() if count}

    def arrive(self, count: int) -> list:
        return self.centre.until(lambda: len(self.centre.texts()) >= count and self.centre.texts())

    def all_sent(self, count: int | None = None) -> dict:
        """The first part of each text that is there, by its number: a receipt is wanted for that."""
        self.assertEqual({'sent': count or self.people}, self.work())
        return {to: parts[0] for to, _, parts in self.arrive(count or self.people)}

    # --- out ---

    def test_words_arrive_as_they_were_written_and_counted(self) -> None:
        long = ['Price list: ' + '{5 €}, ' * 60, 'x' * 152 + '€' + 'y' * 200, 'x' * 160, 'x' * 161, 'x' * 1530,
                'Grüße 世 😀 ' * 30]
        words = [GSM_WORDS, WIDE_WORDS, *(one.strip() for one in long)]
        parts = [self.send(person, words[person]) for person in range(self.people)]
        self.assertEqual({'sent': self.people}, self.work())
        came = {to: (said, pieces) for to, said, pieces in self.arrive(self.people)}
        for person, said in enumerate(words):
            arrived, pieces = came[number_of(person)]
            self.assertEqual(said, arrived)
            self.assertEqual(parts[person], len(pieces), said)
            self.assertEqual({(OUR_NUMBER, UCS2 if '世' in said else GSM)}, {(one.from_, one.coding) for one in pieces})
            self.assertTrue(all(len(one.header) + len(one.octets) <= (140 if one.coding == UCS2 else 160) for one in pieces), said)
            self.assertTrue(pieces[0].wants & 1, said)
        self.assertEqual(b'\x1b(Person\x1b)', came[number_of(0)][1][0].octets[3:13])
        self.assertEqual(sum(parts), len(self.centre.submits()))
        self.assertEqual(['accepted'] * self.people, [self.level(person) for person in range(self.people)])
        self.beck.audit()

    # --- receipts ---

    def test_receipts_say_what_became_of_it(self) -> None:
        """The words of the text in it say nothing of the number, and what is open stays so."""
        for person in range(self.people):
            self.send(person, 'Unknown subscriber, a landline, or disconnected?')
        there = self.all_sent()
        self.centre.reports(there[number_of(0)], 'DELIVRD')
        for person, state in enumerate([*FAILURES, *UNDERWAY], 1):
            self.centre.reports(there[number_of(person)], state, '012')
        self.eventually(lambda: self.level(0) == 'delivered')
        self.assertEqual('good', self.cell(0)['state'])
        for person, (state, why) in enumerate(FAILURES.items(), 1):
            self.eventually(lambda person=person: self.level(person) == 'refused')
            said = ' '.join(event['detail'] or '' for event in self.message(person)['events'])
            self.assertIn(f'not delivered, says the gateway: {why}', said)
            self.assertEqual('unknown', self.cell(person)['state'], state)
            self.assertNotEqual('text', self.lead(person)['next']['channel'], state)
        self.centre.reports(there[number_of(5)], 'DELIVRD')  # behind the three that are open
        self.eventually(lambda: self.level(5) == 'delivered')
        self.assertEqual(['accepted'] * 2, [self.level(person) for person in (6, 7)])
        self.beck.audit()

    def test_a_receipt_without_words(self) -> None:
        there = self.all_sent()[number_of(0)]
        self.centre.receipt(there, '', receipted_message_id=there.id, message_state=UNDELIVERABLE)
        self.eventually(lambda: self.level(0) == 'refused')
        self.beck.audit()

    def test_a_number_that_is_none(self) -> None:
        self.centre.answers(BAD_NUMBER, 0x45, OK)
        self.assertEqual({'sent': self.people}, self.work())
        self.arrive(self.people - 2)
        bad, failed = (int(one.to[-4:]) for one in self.centre.submits() if not one.taken)
        for person, state, why in ((bad, 'bad', 'Invalid Destination Address'), (failed, 'unknown', 'Submit failed')):
            self.eventually(lambda person=person: self.level(person) == 'refused')
            self.assertIn(f'the gateway: {why}', str(self.message(person)['events']))
            self.assertEqual(state, self.cell(person)['state'], why)
            self.assertNotEqual('text', self.lead(person)['next']['channel'], why)
        self.beck.audit()

    # --- a centre in trouble ---

    def once(self) -> None:
        self.assertEqual({number_of(person): 1 for person in range(self.people)}, dict(collections.Counter(self.centre.numbers())))
        self.assertEqual({}, self.work())
        self.beck.audit()

    def test_no_room_for_now(self) -> None:
        self.centre.answers(THROTTLED, THROTTLED, OK)
        self.all_sent()
        self.assertEqual(self.people + 2, len(self.centre.submits()))
        self.once()

    def test_it_hangs_up_before_it_answers(self) -> None:
        """None is lost; what Kannel gives again is no more than what it had under way, and Beck asked for each once."""
        self.centre.answers('cut', OK)
        self.all_sent()
        twice = collections.Counter(one.to for one in self.centre.submits())
        self.assertEqual(self.people, len(twice))
        self.assertLessEqual(max(twice.values()), 2)
        self.assertIn('cut', [one.answer for one in self.centre.submits()])
        self.once()
        for one in self.centre.submits():
            if one.taken:
                self.centre.reports(one, 'DELIVRD')
        for person in range(self.people):
            self.eventually(lambda person=person: self.level(person) == 'delivered')

    def test_it_is_away_and_kannel_dies_meanwhile(self) -> None:
        self.centre.stop()
        self.send(0, WIDE_WORDS)
        self.assertEqual({'sent': self.people}, self.work())
        self.assertEqual([], self.centre.submits())
        self.assertEqual(['accepted'] * self.people, [self.level(person) for person in range(self.people)])
        self.kannel.stop()  # by force
        self.kannel.begin()
        self.centre.begin()
        self.centre.bound()
        came = {to: (words, parts[0]) for to, words, parts in self.arrive(self.people)}
        self.assertEqual(WIDE_WORDS, came[number_of(0)][0])
        self.once()
        self.kannel.stop()
        self.kannel.begin()
        self.centre.bound()
        for _, first in came.values():
            self.centre.reports(first, 'DELIVRD')
        for person in range(self.people):
            self.eventually(lambda person=person: self.level(person) == 'delivered')

    # --- in ---

    def brought(self, words: str, person: int, **more: object) -> dict:
        """What Beck has made of it."""
        before = len(self.beck.json('inbox')['mails'])
        self.centre.brings(number_of(person), OUR_NUMBER, words, **more)
        self.eventually(lambda: len(self.beck.json('inbox')['mails']) > before)
        return max(self.beck.json('inbox')['mails'], key=lambda mail: mail['id'])

    def back(self, count: int) -> list[tuple[str, str]]:
        return [(to, words) for to, words, _ in self.arrive(count)]

    def test_stop_start_and_help(self) -> None:
        """One confirmation of each, to whom it is from; in Cyrillic as well."""
        for words, person in (('Stop.', 0), ('STOP', 0), ('Стоп', 1), ('Help?', 2), ('START', 0), ('start', 0), ('stop by tomorrow', 3)):
            self.brought(words, person)
        expected = [(0, 'no more texts'), (1, 'no more texts'), (2, 'Mary Beck'), (0, 'again')]
        for (to, said), (person, part) in zip(self.back(4), expected, strict=True):
            self.assertEqual(number_of(person), to)
            self.assertIn(part, said)
        self.send(4, 'The last one.')
        self.work()
        numbers = self.centre.until(lambda: number_of(4) in self.centre.numbers() and self.centre.numbers())
        self.assertNotIn(number_of(1), numbers[4:])
        self.assertEqual(4, len(numbers) - len(set(numbers[4:])))
        self.beck.audit()

    def test_a_confirmation_goes_in_our_own_script(self) -> None:
        self.beck.run('config', 'set', 'company', 'Стикеры 世界')
        self.brought('STOP', 0)
        self.assertIn('Стикеры 世界: you will get no more texts', self.back(1)[0][1])

    def test_what_they_answer_is_today_s_first(self) -> None:
        self.all_sent()
        for person, words in enumerate(('Да – 世界 😀, Freitag?\nУдачи', 'Yes {call} me at 3 €\n\nBob', 'in a payload')):
            mail = self.brought(words, person, payload=person == 2)
            self.assertEqual(('text', 'reply', number_of(person), words),
                             (mail['channel'], mail['kind'], mail['from'], mail['text']))
            self.assertIn('replied', [event['event'] for event in self.message(person)['events']])
        first = self.beck.today()['touches'][:3]
        self.assertEqual({'Person N0', 'Person N1', 'Person N2'}, {touch['contact']['name'] for touch in first})
        self.beck.audit()

    def test_an_answer_of_two_parts(self) -> None:
        self.all_sent()
        for place, words in ((2, ' и ночью 😀'), (1, 'Звоните днём –')):
            header = bytes((5, 0, 3, 9, 2, place))
            self.centre.brings(number_of(0), OUR_NUMBER, words, header=header)
        mail = self.eventually(lambda: self.beck.json('inbox')['mails'])[0]
        self.assertEqual('Звоните днём – и ночью 😀', mail['text'])


if __name__ == '__main__':
    main()
