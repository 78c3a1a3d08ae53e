"""What comes in and must not be believed: by somebody else, of another time, without a proof, of who was erased."""

from __future__ import annotations

import email.message
import json
import unittest
from pathlib import Path

from beck import main
from mailing import SINK
from returned import Returned, answer, bounce


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Doubtful(Returned):
    def sent_to_two(self) -> list[email.message.EmailMessage]:
        """Ann's and Bob's, of one firm, which had one a day."""
        self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'), ('Bob Lee', 'Ford Ltd', 'bob@ford.example'))
        for day in 17, 18:
            self.beck.at(f'2026-11-{day}T18:00:00+00:00').run('work', '--once')
        return self.sink.whole()

    def events(self, name: str) -> list[str]:
        history = self.beck.show(f"lead:{self.beck.found(name)['id']}")['history']
        touch = next(touch['id'] for touch in history if touch['message'])
        return [event['event'] for event in self.beck.json('outbox', 'message', touch)['events']]

    def test_whom_an_absence_without_a_proof_names_is_nobody(self) -> None:
        self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'))
        mail = self.sink.whole()[0]
        lead = self.beck.found('ann ford')['id']
        before = self.beck.show(f'lead:{lead}')['next']
        for number, words in enumerate(('I am out of the office until 20 November 2026.', 'I have left the company. I no longer work for Ford.')):
            self.take(answer(mail, words + ' Please contact Eve Smith, eve@evil.example, phone +1 900 555 0123.', named=False,
                             subject='Automatic reply: away', extra='Auto-Submitted: auto-replied\n', number=number))
        after = self.beck.show(f'lead:{lead}')
        self.assertEqual(['Ann Ford'], [person['name'] for person in after['people']])
        self.assertNotIn('0123', json.dumps(after['people']) + json.dumps(after['account']))
        self.assertEqual(before['contact'], after['next']['contact'])

    def test_absences_name_so_many_people_at_most(self) -> None:
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'))
        for number in range(8):
            one, other = 'abcdefgh'[number], 'ijklmnop'[number]
            self.take(answer(mail, f'I am out of the office until 20 November 2026. Please contact Eve Smith{one}, eve{one}@ford.example, '
                             f'or Bob Moore{other}, bob{other}@ford.example.', subject='Automatic reply: away', number=number,
                             extra='Auto-Submitted: auto-replied\n'))
        self.assertEqual(1 + 12, len(self.beck.show(f"lead:{self.beck.found('ann ford')['id']}")['people']))

    def test_a_long_absence_is_asked_about(self) -> None:
        """Anybody can write one, and dates are misread: 30 days ahead are believed, 90 with a proof."""
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'))
        number = 0
        for named, day, asks in ((False, '10 December 2027', True), (False, '20 January 2027', True), (False, '10 December 2026', False),
                                 (True, '20 January 2027', False), (True, '10 December 2027', True)):
            number += 1
            came = self.take(answer(mail, f'I am out of the office until {day}.', named=named, subject='Automatic reply: away',
                                    extra='Auto-Submitted: auto-replied\n', number=number))
            self.assertEqual(asks, came['asks'], (named, day))
            if number == 1:
                self.assertEqual('2026-11-23', self.lead(came)['next']['due_at'][:10])
                first = came
        self.assertEqual(3, len(self.beck.json('inbox', '--asks')['mails']))
        self.beck.run('inbox', 'take', first['id'])
        self.assertEqual('2027-12-10', self.lead(first)['next']['due_at'][:10])
        self.beck.audit()

    def test_no_more_mail_by_a_third_person(self) -> None:
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'))
        came = self.take(answer(mail, 'Please unsubscribe me.', sender='Zed Hill <zed@else.example>'))
        self.assertEqual(('unsubscribe', True), (came['kind'], came['asks']))
        lead = self.lead(came)
        self.assertEqual([('Ann Ford', False)], [(person['name'], person['addresses'][0]['suppressed']) for person in lead['people']])
        self.beck.run('add', 'Zed Hill', '--email', 'zed@else.example', '--source', 'list')
        zed = self.beck.found('zed hill')['id']
        self.assertTrue(self.beck.show(f'lead:{zed}')['people'][0]['addresses'][0]['suppressed'])
        # Ann, by another address of hers.
        second = self.take(answer(mail, 'Please unsubscribe me.', sender='Ann Ford <ann@home.example>', number=2))
        self.assertFalse(second['asks'])
        self.assertTrue(self.lead(second)['people'][0]['addresses'][0]['suppressed'])
        self.beck.audit()

    def test_no_more_mail_by_a_third_person_and_it_is_so(self) -> None:
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'))
        came = self.take(answer(mail, 'Please unsubscribe me.', sender='Zed Hill <zed@else.example>'))
        self.beck.run('inbox', 'take', came['id'])
        self.assertTrue(self.lead(came)['people'][0]['addresses'][0]['suppressed'])

    def test_a_bounce_of_another_address_asks(self) -> None:
        """She has her mail passed on to a mailbox that is no more: ours is well."""
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'))
        came = self.take(bounce(mail).replace('ann@ford.example', 'ann@elsewhere.example'))
        self.assertEqual(('bounce', True), (came['kind'], came['asks']))
        self.assertEqual(('unknown', 'accepted'), (self.lead(came)['people'][0]['addresses'][0]['state'], self.level('ann ford')))
        self.beck.run('inbox', 'take', came['id'])
        self.assertEqual('bad', self.lead(came)['people'][0]['addresses'][0]['state'])
        self.beck.audit()

    def test_who_was_erased_does_not_come_back_by_a_colleague(self) -> None:
        mails = {str(mail['To']): mail for mail in self.sent_to_two()}
        self.assertEqual(2, len(mails))
        lead = self.beck.found('ann ford')['id']
        ann = next(person['id'] for person in self.beck.show(f'lead:{lead}')['people'] if person['name'] == 'Ann Ford')
        self.beck.run('config', 'set', 'keep_strangers', 'yes')
        self.beck.run('erase', f'contact:{ann}', '--yes')
        mail = next(mail for to, mail in mails.items() if 'ann@' in to)
        for number, whole in enumerate([answer(mail, 'My secret number is 4711.', sender='Ann Ford <ann@ford.example>', number=1),
                                        answer(mail, 'Hers is 4711.', sender='Bob Lee <bob@ford.example>', number=2), bounce(mail, number=3)]):
            came = self.take(whole)
            self.assertEqual((None, None), (came['id'], came['lead']), number)
        for words in ('inbox',), ('show', f"lead:{self.beck.found('bob lee')['id']}"):
            self.assertNotRegex(self.beck.run('--json', *words).out, '4711|Ann Ford|ann@ford')
        self.beck.audit()

    def test_what_came_before_ours_is_not_its_answer(self) -> None:
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'))
        sent = self.beck.now
        for number, sender in enumerate(('Ann Ford <ann@ford.example>', 'Carl Wood <carl@ford.example>')):
            before = answer(mail, 'I write this three days before yours.', sender=sender, named=False, subject='Re: something old', number=number)
            self.beck.at('2026-11-13T18:00:00+00:00').run('read', '--take', given=before.encode())
        self.beck.at(sent)
        self.assertNotIn('replied', self.events('ann ford'))
        self.take(answer(mail, 'And this behind it.', named=False, number=9))
        self.assertIn('replied', self.events('ann ford'))

    def test_without_a_proof_no_message_rises(self) -> None:
        """Neither out of doubt nor over a bounce: another mail of theirs may be meant. With a proof it does."""
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'))
        away = {'subject': 'Automatic reply: away', 'extra': 'Auto-Submitted: auto-replied\n'}
        number = 0
        for words, more in ('I am out of the office until 20 November 2026.', away), ('Well?', {}), ('Please unsubscribe me.', {}):
            for level in 'accepted', 'uncertain', 'refused':
                number += 1
                self.beck.sql(f"UPDATE message SET level = '{level}'")
                self.take(answer(mail, words, named=False, number=number, **more))
                self.assertEqual(level, self.level('ann ford'), words)
        self.take(answer(mail, 'And this by its name.', number=number + 1))
        self.assertEqual('answered', self.level('ann ford'))

    def test_our_own_people_are_no_customers(self) -> None:
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'))
        before = self.beck.show(f"lead:{self.beck.found('ann ford')['id']}")
        for number, sender in enumerate(('Carl Own <carl@sample.example>', 'Mary Beck <mary+crm@sample.example>')):
            came = self.take(answer(mail, 'Shall we give her 10 percent?', sender=sender, number=number))
            self.assertIsNone(came['id'], sender)
        after = self.beck.show(f"lead:{self.beck.found('ann ford')['id']}")
        self.assertEqual((before['status'], before['next'], before['people']), (after['status'], after['next'], after['people']))
        # Our server's report is not its people's.
        self.assertEqual('bounce', self.take(bounce(mail).replace('MAILER-DAEMON@mx.', 'MAILER-DAEMON@'))['kind'])
        self.assertEqual('refused', self.level('ann ford'))

    def test_neighbours_at_a_public_server_are_not_our_own(self) -> None:
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'))
        self.beck.sql("UPDATE \"user\" SET email = 'mary.beck@gmail.com'")
        self.assertIsNone(self.take(answer(mail, 'Well?', sender='Mary <mary.beck+x@gmail.com>', number=1))['id'])
        self.assertIsNotNone(self.take(answer(mail, 'I buy them.', sender='Carl Wood <carl@gmail.com>', number=2))['lead'])

    def test_a_stranger_is_forgotten(self) -> None:
        (mail,) = self.sent()
        self.beck.run('config', 'set', 'keep_strangers', 'yes')
        self.assertTrue(self.take(answer(mail, 'Where is it?', sender='Tom <tom@else.example>', named=False))['asks'])
        self.beck.run('work', '--once')
        self.assertEqual(1, len(self.beck.json('inbox')['mails']))
        self.beck.later(days=31).run('work', '--once')
        self.assertEqual([], self.beck.json('inbox')['mails'])

    def test_who_is_erased_wrote_as_a_stranger(self) -> None:
        (mail,) = self.sent()
        self.beck.run('config', 'set', 'keep_strangers', 'yes')
        self.take(answer(mail, 'My secret number is 4711.', sender='Tom Hill <tom@else.example>', named=False))
        self.beck.run('add', 'Tom Hill', '--email', 'tom@else.example', '--source', 'list')
        lead = self.beck.found('tom hill')['id']
        person = self.beck.show(f'lead:{lead}')['people'][0]['id']
        self.beck.run('erase', f'contact:{person}', '--yes')
        self.assertEqual([], self.beck.json('inbox')['mails'])
        self.beck.audit()


if __name__ == '__main__':
    main()
