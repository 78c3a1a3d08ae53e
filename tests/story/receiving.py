"""Mail that comes in: each kind, written as real servers write it, does what it must, and twice does it once."""

from __future__ import annotations

import email.message
import json
import time
import unittest
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from beck import CORPORA, FOUND, ROOT, WRONG_USE, Story, main
from mailing import MAILING, SENDS_AT, SINK, Sink, add_sender, prepare
from returned import answer, bounce, complaint, receipt

MONDAY_NOON = '2026-11-16T18:00:00+00:00'


# A second mail by machine.
AGAIN = """  - key: again
    channel: email
    after: 2 working days
    reason: "You asked what {{my_company}} does."
    new: "where labels come off most"
    subject: "Where they come off most"
    body: |
      Hi {{first}},

      most come off in the cold. Do yours?

      {{me}}, {{my_cell}}
"""


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Receiving(Story):
    def sent(self, people: int = 1, **settings: str) -> list[email.message.EmailMessage]:
        """So many mails that went on Monday morning; it is noon."""
        self.sink = Sink(self.beck.folder)
        self.addCleanup(self.sink.stop)
        prepare(self.beck, people, self.sink.port, **settings)
        self.assertEqual(people, self.beck.at(SENDS_AT).json('work', '--once')['sent'])
        self.beck.at(MONDAY_NOON)
        return sorted(self.sink.whole(), key=lambda mail: str(mail['To']))

    def sent_to(self, *people: tuple[str, str, str], cadence: str = MAILING) -> email.message.EmailMessage:
        """People of firms, by name, firm and mailbox; the first mail that goes, a minute ago."""
        self.sink = Sink(self.beck.folder)
        self.addCleanup(self.sink.stop)
        self.beck.init()
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', cadence))
        add_sender(self.beck, self.sink.port)
        self.beck.run('import', self.beck.table('firm.csv', [dict(zip(('Name', 'Company', 'E-mail'), one)) for one in people]),
                      '--source', 'list', '--cadence', 'mailing')
        self.beck.at(SENDS_AT).run('work', '--once')
        self.beck.later(minutes=1)
        return self.sink.whole()[0]

    def slow(self) -> Sink:
        """The same server, which thinks for three seconds before it takes a mail."""
        self.sink.stop()
        sink = Sink(self.beck.folder, '-w', '3', port=self.sink.port)
        self.addCleanup(sink.stop)
        return sink

    def take(self, mail: str, *words: str) -> dict:
        return self.beck.json('read', '--take', *words, given=mail.encode())

    def lead(self, came: dict) -> dict:
        return self.beck.show(f"lead:{came['lead']}")

    def level(self, name: str = 'person n0') -> str:
        """How far its last e-mail is known to have come."""
        history = self.beck.show(f"lead:{self.beck.found(name)['id']}")['history']
        return next(touch['message']['level'] for touch in history if touch['message'])

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
        (mail,) = self.sent()
        self.assertEqual('reply', self.take(answer(mail, 'Please call me.', named=False))['kind'])
        self.assertEqual('answered', self.level())

    def test_a_new_mail_of_theirs(self) -> None:
        (mail,) = self.sent()
        came = self.take(answer(mail, 'Do you print on glass?', named=False, subject='A question'))
        self.assertEqual('other', came['kind'])
        self.assertEqual([('email', 'they_wrote'), ('email', 'sent')],
                         [(touch['channel'], touch['outcome']) for touch in self.lead(came)['history']])
        self.assertEqual('answers', self.lead(came)['next']['group'])

    def test_strangers_and_newsletters_leave_nothing(self) -> None:
        (mail,) = self.sent()
        for number, whole in enumerate([
                answer(mail, 'Dinner tonight?', sender='Tom <tom@gmail.example>', named=False, number=1),
                answer(mail, 'Our news', named=False, subject='News', extra='List-Unsubscribe: <mailto:x@y.example>\n', number=2),
                bounce(mail, returned=False, number=3).replace('p0@firm0.example', 'else@gone.example')]):
            came = self.take(whole)
            self.assertEqual((None, None, False), (came['id'], came['lead'], came['again']), number)
        self.assertEqual([], self.beck.json('inbox')['mails'])

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

    def test_a_bounce_without_a_proof_asks(self) -> None:
        (mail,) = self.sent()
        came = self.take(bounce(mail, returned=False))
        self.assertEqual(('bounce', True), (came['kind'], came['asks']))
        self.assertEqual(('accepted', 'unknown'), (self.level(), self.lead(came)['people'][0]['addresses'][0]['state']))
        (entry,) = self.beck.json('inbox', '--asks')['mails']
        self.beck.run('inbox', 'take', entry['id'])
        self.assertEqual('bad', self.lead(came)['people'][0]['addresses'][0]['state'])
        self.assertEqual([], self.beck.json('inbox', '--asks')['mails'])
        self.assertIn('already', self.beck.fails('inbox', 'take', entry['id']))
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

    def test_a_complaint_without_a_proof_asks(self) -> None:
        (mail,) = self.sent()
        came = self.take(complaint(mail, proof=False))
        self.assertTrue(came['asks'])
        self.assertFalse(self.lead(came)['people'][0]['addresses'][0]['suppressed'])
        self.beck.run('inbox', 'ignore', came['id'])
        self.assertFalse(self.lead(came)['people'][0]['addresses'][0]['suppressed'])
        self.assertEqual(['ignored'], [entry['state'] for entry in self.beck.json('inbox')['mails']])

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

    def test_an_answer_of_who_is_never_to_be_contacted(self) -> None:
        (mail,) = self.sent()
        lead = self.beck.found('person n0')['id']
        self.beck.run('log', f'lead:{lead}', 'talked', '--result', 'never')
        came = self.take(answer(mail, 'Now I do need labels.'))
        self.assertTrue(came['asks'])
        self.assertEqual('never', self.beck.show(f'lead:{lead}')['status'])
        self.beck.run('inbox', 'take', came['id'])
        self.assertEqual('never', self.beck.show(f'lead:{lead}')['status'])
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

    def between_claim_and_dot(self, come_back: Callable[[email.message.EmailMessage], str]) -> None:
        """What is on its way to them when it comes back is not sent."""
        again = MAILING.replace('tail:', AGAIN + 'tail:', 1)
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'p0@firm0.example'), cadence=again)
        slow = self.slow()
        worker = self.beck.at('2026-11-18T16:00:00+00:00').start('--json', 'work', '--once')
        for _ in range(1000):
            if any(entry['going'] for entry in self.beck.json('outbox')['outbox']):
                break
            time.sleep(0.05)
        else:
            self.fail('nothing is on its way')
        self.take(come_back(mail))
        out, errors = worker.communicate(timeout=100)
        self.assertEqual((0, 1), tuple(json.loads(out)[name] for name in ('sent', 'withdrawn')), errors)
        self.assertEqual([], slow.whole())
        self.beck.audit()

    def test_an_answer_between_claim_and_dot(self) -> None:
        self.between_claim_and_dot(lambda mail: answer(mail, 'Yes.'))

    def test_a_complaint_between_claim_and_dot(self) -> None:
        self.between_claim_and_dot(complaint)

    def test_an_opt_out_between_claim_and_dot(self) -> None:
        self.between_claim_and_dot(lambda mail: answer(mail, 'Please unsubscribe me from your mailings.'))

    def test_many_files(self) -> None:
        mails = self.sent(70)
        files = [self.beck.file(f'{number}.eml', answer(mail, 'Yes.', number=number)) for number, mail in enumerate(mails)]
        empty = self.beck.file('empty.eml', '')
        self.assertIn('is empty', self.beck.fails('read', '--take', *files, empty, code=65))
        lines = self.beck.run('--json', 'read', '--take', *files).out.splitlines()
        self.assertEqual([True] * 70, [json.loads(line)['again'] for line in lines])  # those before it were taken
        self.assertEqual(70, self.beck.json('today')['counts']['answers'])
        self.beck.audit()

    def test_erased_exported_and_checked(self) -> None:
        (mail,) = self.sent()
        whole = answer(mail, 'My secret number is 4711.')
        came = self.take(whole)
        self.assertIn('4711', self.beck.run('--json', 'inbox').out)
        self.beck.run('erase', 'contact:' + str(self.lead(came)['people'][0]['id']), '--yes')
        self.assertNotIn('4711', self.beck.run('--json', 'inbox').out)
        self.assertNotIn('4711', self.beck.run('--json', 'show', f"lead:{came['lead']}").out)
        self.assertTrue(self.take(whole)['again'])  # the mailbox brings nothing back
        self.assertIsNone(self.take(answer(mail, 'Are you there?', number=2))['id'])
        self.beck.audit()

    def test_check_finds_an_answer_that_was_lost(self) -> None:
        (mail,) = self.sent()
        self.take(answer(mail, 'Yes.'))
        self.beck.sql("UPDATE message SET level = 'accepted'")
        found = self.beck.json('check', code=FOUND)['problems']
        self.assertEqual(['a mail that came in is not in the history of lead'],
                         [problem['what'].rsplit(' ', 1)[0] for problem in found])

    def test_what_no_rule_can_place(self) -> None:
        (mail,) = self.sent()
        self.beck.run('config', 'set', 'keep_strangers', 'yes')
        came = self.take(answer(mail, 'Where do I find the offer?', sender='Tom Hill <tom@else.example>', named=False))
        self.assertEqual((True, None), (came['asks'], came['lead']))
        lead = self.beck.found('person n0')['id']
        self.assertIn('which lead', self.beck.fails('inbox', 'take', came['id']))
        taken = self.beck.json('inbox', 'take', came['id'], f'lead:{lead}')
        self.assertEqual(('done', 'person', lead), (taken['state'], taken['placed'], taken['lead']['id']))
        self.assertEqual('Tom Hill', self.beck.show(f'lead:{lead}')['next']['contact']['name'])
        self.assertIn('no mail', self.beck.fails('inbox', 'ignore', 999999))
        self.beck.audit()

    @unittest.skipUnless((CORPORA / 'bounce-sisimai').is_dir(), 'the corpora are not beside the project')
    def test_bounces_of_real_servers(self) -> None:
        """Each by the return path of a mail of ours: what is hard ends the address, what is not does not."""
        rows = [json.loads(line) for line in (CORPORA / 'bounce-sisimai' / 'expected.jsonl').read_text().splitlines()]
        rows = [row for row in rows if row['hard_agreed'] and len(row['expected']) == 1 and row['expected'][0]['action'] == 'failed']
        rows = rows[::max(1, len(rows) // 60)][:60]
        right, mails = 0, self.sent(len(rows), return_path='plus')
        for row, mail in zip(rows, mails):
            path = str(mail['X-Mail-Args']).split()[0].strip('<>')
            whole = (CORPORA / 'bounce-sisimai' / row['file']).read_bytes()
            came = self.beck.json('read', '--take', '--mailbox', path, given=whole)
            self.assertFalse(came['asks'], row['file'])
            if came['kind'] == 'bounce':
                state = self.lead(came)['people'][0]['addresses'][0]['state']
                right += (state == 'bad') == row['expected'][0]['hardbounce']
        self.assertGreaterEqual(right, 0.95 * len(rows))
        self.beck.audit()

    def test_for_mail_servers(self) -> None:
        self.beck.init()
        self.assertEqual(65, self.beck.run('read', '--take', given=b'', code=65).code)
        self.assertEqual(75, self.beck.run('--user', 'nobody', 'read', '--take', given=b'x', code=75).code)
        self.assertIn('--take', self.beck.fails('read', '--mailbox', 'a@b.example', given=b'x', code=WRONG_USE))


if __name__ == '__main__':
    main()
