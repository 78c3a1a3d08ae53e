"""Mail that comes in: each kind, written as real servers write it, does what it must, and twice does it once."""

from __future__ import annotations

import unittest
from datetime import date, timedelta
from pathlib import Path

from beck import ROOT, main
from mailing import MAILING, SINK
from returned import Returned, answer, bounce, complaint, receipt
from threads import cadence


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Receiving(Returned):
    def test_an_answer_tops_the_day_and_stops_machines(self) -> None:
        (mail,) = self.sent()
        whole = answer(mail, 'Yes, they come off in the cold. Call me?\n\n> we make labels that stay on.')
        came = self.take(whole)
        self.assertEqual(('reply', False, False), (came['kind'], came['again'], came['asks']))
        lead = self.lead(came)
        self.assertEqual(('engaged', 'answers'), (lead['status'], lead['next']['group']))
        self.assertEqual(('answered', 'Yes, they come off in the cold. Call me?'),
                         tuple(lead['history'][0]['message'][name] for name in ('level', 'words')))
        self.assertEqual(came['lead'], self.beck.json('today')['touches'][0]['lead']['id'])
        self.assertTrue(self.take(whole)['again'])
        # Two in a minute: one hold, one answer that waits.
        later = self.take(answer(mail, 'And please bring samples.', number=2))
        self.assertFalse(later['again'])
        self.assertEqual(1, len([hold for hold in self.beck.json('pause')['holds'] if hold['reason'] == 'they answered']))
        self.beck.audit()

    def test_an_answer_without_its_thread(self) -> None:
        """It is theirs to answer; that it answers this mail nothing proves (doubtful.py)."""
        (mail,) = self.sent()
        came = self.take(answer(mail, 'Please call me.', named=False))
        self.assertEqual('reply', came['kind'])
        self.assertEqual('answers', self.lead(came)['next']['group'])
        events = self.beck.json('outbox', 'message', came['touch'])['events']
        self.assertEqual('replied', events[-1]['event'])

    def test_a_new_mail_of_theirs(self) -> None:
        (mail,) = self.sent()
        came = self.take(answer(mail, 'Do you print on glass?', named=False, subject='A question'))
        self.assertEqual('other', came['kind'])
        self.assertEqual([('email', 'they_wrote'), ('email', 'sent')],
                         [(touch['channel'], touch['outcome']) for touch in self.lead(came)['history']])
        self.assertEqual('answers', self.lead(came)['next']['group'])

    def test_a_colleague_answers(self) -> None:
        (mail,) = self.sent()
        came = self.take(answer(mail, 'Ann gave me this: I buy the labels.', sender='Carl Wood <carl@else.example>'))
        lead = self.lead(came)
        self.assertIn('Carl Wood', [person['name'] for person in lead['people']])
        self.assertEqual('Carl Wood', lead['next']['contact']['name'])
        again = self.take(answer(mail, 'Well?', sender='Carl Wood <carl@else.example>', number=2))
        self.assertEqual(came['lead'], again['lead'])
        self.assertEqual(1, len([person for person in self.lead(came)['people'] if person['name'] == 'Carl Wood']))

    def test_a_colleague_of_the_firm_without_the_thread(self) -> None:
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'))
        came = self.take(answer(mail, 'I buy the labels.', sender='Carl Wood <carl@ford.example>', named=False))
        self.assertEqual('reply', came['kind'])
        self.assertEqual({'Ann Ford', 'Carl Wood'}, {person['name'] for person in self.lead(came)['people']})
        self.beck.audit()

    def test_by_another_address_of_theirs(self) -> None:
        (mail,) = self.sent()
        came = self.take(answer(mail, 'From home.', sender='Person N0 <n0@home.example>'))
        (person,) = self.lead(came)['people']
        self.assertEqual({'p0@firm0.example', 'n0@home.example'}, {way['value'] for way in person['addresses']})

    def test_a_hard_bounce_goes_another_way(self) -> None:
        (mail,) = self.sent()
        came = self.take(bounce(mail))
        self.assertEqual(('bounce', False), (came['kind'], came['asks']))
        lead = self.lead(came)
        (way,) = lead['people'][0]['addresses']
        self.assertEqual(('bad', 'bounced'), (way['state'], way['why']))
        self.assertNotEqual('email', lead['next']['channel'])
        self.assertEqual('refused', self.level())
        self.assertTrue(self.take(bounce(mail))['again'])
        self.beck.audit()

    def test_a_full_mailbox_and_a_delay_change_no_address(self) -> None:
        (mail,) = self.sent()
        late = self.take(bounce(mail, status='4.4.1', action='delayed', code='connect to mx.firm0.example: Connection timed out', number=1))
        self.assertEqual(('delay', 'accepted'), (late['kind'], self.level()))
        came = self.take(bounce(mail, status='5.2.2', code='552 5.2.2 Mailbox full', number=2))
        self.assertEqual(('bounce', 'refused'), (came['kind'], self.level()))
        self.assertEqual('unknown', self.lead(came)['people'][0]['addresses'][0]['state'])

    def test_a_bounce_after_the_answer(self) -> None:
        (mail,) = self.sent()
        self.take(answer(mail, 'Yes.'))
        came = self.take(bounce(mail, number=2))
        self.assertEqual(('answered', 'good'), (self.level(), self.lead(came)['people'][0]['addresses'][0]['state']))
        self.assertEqual('answers', self.lead(came)['next']['group'])

    def test_reports_that_it_came(self) -> None:
        (mail,) = self.sent()
        self.take(bounce(mail, status='2.1.5', action='relayed', code='250 2.1.5 relayed to another', number=1))
        self.assertEqual('accepted', self.level())
        self.take(bounce(mail, status='2.1.5', action='delivered', code='250 2.1.5 Ok', number=2))
        self.assertEqual('delivered', self.level())
        self.take(receipt(mail, 'automatic-action/MDN-sent-automatically; displayed', 3))
        self.assertEqual('delivered', self.level())
        self.take(receipt(mail, 'manual-action/MDN-sent-manually; displayed', 4))
        self.assertEqual('seen', self.level())
        self.take(bounce(mail, status='2.1.5', action='delivered', code='250 2.1.5 Ok', number=5))
        self.assertEqual('seen', self.level())

    def test_a_complaint_ends_mail_for_ever(self) -> None:
        (mail,) = self.sent()
        came = self.take(complaint(mail))
        self.assertEqual(('complaint', False), (came['kind'], came['asks']))
        self.assertTrue(self.lead(came)['people'][0]['addresses'][0]['suppressed'])
        self.assertEqual(0, self.beck.at('2027-03-01T17:00:00+00:00').json('work', '--once')['sent'])
        self.beck.audit()

    def test_no_more_mail_by_words(self) -> None:
        (mail,) = self.sent()
        came = self.take(answer(mail, 'Please unsubscribe me from your mailings.'))
        self.assertEqual('unsubscribe', came['kind'])
        self.assertTrue(self.lead(came)['people'][0]['addresses'][0]['suppressed'])
        self.beck.audit()

    def test_absences_in_twelve_languages(self) -> None:
        """Date read, cadence paused, resumed on the day."""
        samples = sorted((ROOT / 'tests' / 'samples' / 'mail' / 'away').glob('*_1.eml'))
        self.assertLessEqual(12, len(samples))
        self.beck.at('2026-02-27T08:00:00-06:00').init()
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', MAILING))
        self.beck.run('import', self.beck.table('away.csv', [{'Name': f'Away {path.stem}', 'E-mail': f'{path.stem}@pumps.example'}
                                                             for path in samples]), '--source', 'list', '--cadence', 'mailing')
        self.beck.at('2026-03-02T08:00:00-06:00')
        for path in samples:
            text = path.read_text()
            until = date.fromisoformat(text.split('X-Expect-Until: ')[1].split('\n')[0])
            came = self.take(text.replace('away@pumps.example', f'{path.stem}@pumps.example'))
            self.assertEqual(('auto_reply', False), (came['kind'], came['again']), path.stem)
            self.assertEqual(until - date(2026, 3, 2) > timedelta(days=30), came['asks'], path.stem)
            if came['asks']:
                self.beck.run('inbox', 'take', came['id'])
            day = until
            while day.weekday() > 4:
                day += timedelta(days=1)
            due = self.lead(came)['next']['due_at']
            self.assertEqual(f'{day}T{"15" if day < date(2026, 3, 8) or day > date(2026, 11, 1) else "14"}:00:00Z', due, path.stem)
            self.assertEqual([], [one for one in self.beck.at(f'{day - timedelta(days=1)}T12:00:00-06:00').json('today')['touches']
                                  if one['lead']['id'] == came['lead']], path.stem)
            self.assertIn(came['lead'], [one['lead']['id'] for one in self.beck.at(f'{day}T12:00:00-06:00').json('today')['touches']], path.stem)
            self.beck.at('2026-03-02T08:00:00-06:00')
        self.beck.audit()

    def test_an_answer_heard_of_after_ours(self) -> None:
        (mail,) = self.sent()
        lead = self.beck.found('person n0')['id']
        self.take(answer(mail, 'Call me.'))
        self.beck.later(hours=1).run('log', f'lead:{lead}', 'talked', '--result', 'not_now', '--until', '2027-03-01')
        late = answer(mail, 'And bring samples.', number=2)
        self.beck.later(hours=-2).run('read', '--take', given=late.encode())  # as the server had got it
        self.assertEqual('agreed', self.beck.later(hours=3).show(f'lead:{lead}')['next']['concern'])

    def test_an_absence_is_one_however_often_it_is_said(self) -> None:
        (mail,) = self.sent()
        for number in (1, 2):
            self.take(answer(mail, 'I am out of the office until 27 November 2026.', subject='Automatic reply', number=number,
                             extra='Auto-Submitted: auto-replied\n'))
        self.assertEqual(1, len([hold for hold in self.beck.json('pause')['holds'] if 'away' in hold['reason']]))

    def test_an_absence_without_a_date_and_its_stand_in(self) -> None:
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'))
        text = 'I am out of the office. In urgent cases please contact my colleague Petra Wood, petra.wood@ford.example.'
        came = self.take(answer(mail, text, subject='Automatic reply: labels', extra='Auto-Submitted: auto-replied\n'))
        lead = self.lead(came)
        self.assertEqual(('auto_reply', '2026-11-23'), (came['kind'], lead['next']['due_at'][:10]))
        self.assertEqual(['Ann Ford', 'Petra Wood'], sorted(person['name'] for person in lead['people']))
        self.assertEqual('delivered', self.level('ann ford'))
        self.beck.audit()

    def test_a_receipt_pauses_nothing(self) -> None:
        (mail,) = self.sent()
        before = self.beck.show(f"lead:{self.beck.found('person n0')['id']}")['next']['due_at']
        came = self.take(answer(mail, 'Thank you for your message. We have received your request 4711.',
                                subject='[4711] Received', extra='Auto-Submitted: auto-replied\n'))
        self.assertEqual(('auto_reply', before, 'delivered'), (came['kind'], self.lead(came)['next']['due_at'], self.level()))

    def test_they_have_left(self) -> None:
        (mail,) = self.sent()
        words = 'I no longer work for Firm 0. Please turn to my colleague Petra Wood, petra.wood@firm0.example.'
        came = self.take(answer(mail, words, subject='Automatic reply', extra='Auto-Submitted: auto-replied\n'))
        people = {person['name']: person['state'] for person in self.lead(came)['people']}
        self.assertEqual({'Person N0': 'gone', 'Petra Wood': 'here'}, people)
        self.beck.audit()

    def test_whom_a_leaver_names_comes_in_when_a_person_says_that_it_is_so(self) -> None:
        """Without a proof nothing is believed; said to be so, their stand-in is one to turn to as of an absence."""
        (mail,) = self.sent()
        words = 'I no longer work for Firm 0. Please turn to my colleague Petra Wood, petra.wood@firm0.example.'
        came = self.take(answer(mail, words, named=False, subject='Automatic reply', extra='Auto-Submitted: auto-replied\n'))
        self.assertTrue(came['asks'])
        self.assertEqual(['Person N0'], [person['name'] for person in self.lead(came)['people']])
        self.beck.run('inbox', 'take', came['id'])
        people = {person['name']: person['state'] for person in self.lead(came)['people']}
        self.assertEqual({'Person N0': 'gone', 'Petra Wood': 'here'}, people)
        self.beck.audit()

    def bounced_softly(self, *which: int) -> dict:
        """Three mails to Ann, of which these come back for a while; what came of the last."""
        steps = [(key, f'About {key}', '') for key in ('one', 'two', 'three', 'four')]
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'), cadence=cadence(*steps))
        for number in range(1, 4):
            if number in which:
                came = self.take(bounce(mail, status='4.2.2', code='452 4.2.2 <{to}>: mailbox is full', number=number))
                self.assertEqual(('bounce', False), (came['kind'], came['asks']))
            self.sink.forget()
            for _ in range(10 if number < 3 else 0):
                if self.beck.later(days=1).json('work', '--once')['sent']:
                    break
            mail = self.sink.whole()[0] if number < 3 else mail
        return self.lead(came)

    def test_a_third_soft_bounce_in_a_row_counts_as_hard(self) -> None:
        lead = self.bounced_softly(1, 2, 3)
        self.assertEqual(('bad', 'bounced'), tuple(lead['people'][0]['addresses'][0][name] for name in ('state', 'why')))
        self.assertNotEqual('email', lead['next']['channel'])
        self.beck.audit()

    def test_soft_bounces_that_are_not_in_a_row_stay_soft(self) -> None:
        lead = self.bounced_softly(1, 3)
        self.assertEqual('unknown', lead['people'][0]['addresses'][0]['state'])
        self.beck.audit()

    def test_a_challenge_is_answered_by_nobody(self) -> None:
        (mail,) = self.sent()
        came = self.take(answer(mail, 'Your message is held. To deliver it please click the link below and prove that you are a person.',
                                subject='Please confirm your message', extra='X-Spam-Arrest: 1\nX-SpamArrest-Challenge: 1\n'))
        self.assertEqual(('challenge', True), (came['kind'], came['asks']))
        self.assertEqual(1, len(self.sink.whole()))

    def test_an_answer_to_a_lead_that_was_closed(self) -> None:
        (mail,) = self.sent()
        lead = self.beck.found('person n0')['id']
        self.beck.run('close', f'lead:{lead}', '--because', 'no budget')
        self.take(answer(mail, 'We have budget now.'))
        shown = self.beck.show(f'lead:{lead}')
        self.assertEqual(('engaged', 'answers'), (shown['status'], shown['next']['group']))
        self.beck.audit()

    def test_what_is_claimed_is_not_sent_after_an_answer(self) -> None:
        """A colleague's lead of the same account stands due: the answer holds it."""
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'), ('Bob Lee', 'Ford Ltd', 'bob@ford.example'))
        self.assertEqual(1, len(self.sink.whole()))  # one a day
        self.take(answer(mail, 'Tell me more.'))
        self.assertEqual(0, self.beck.at('2026-11-17T17:00:00+00:00').json('work', '--once')['sent'])
        self.beck.audit()


if __name__ == '__main__':
    main()
