"""The inbox: what asks a person, what nobody can place; and what comes in while something goes out."""

from __future__ import annotations

import email.message
import json
import re
import time
import unittest
from collections.abc import Callable
from pathlib import Path

from beck import CORPORA, FOUND, WRONG_USE, main
from mailing import MAILING, SINK
from returned import Returned, answer, bounce, complaint

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
class Inbox(Returned):
    def test_strangers_and_newsletters_leave_nothing(self) -> None:
        (mail,) = self.sent()
        for number, whole in enumerate([
                answer(mail, 'Dinner tonight?', sender='Tom <tom@gmail.example>', named=False, number=1),
                answer(mail, 'Our news', named=False, subject='News', extra='List-Unsubscribe: <mailto:x@y.example>\n', number=2),
                bounce(mail, returned=False, number=3).replace('p0@firm0.example', 'else@gone.example')]):
            came = self.take(whole)
            self.assertEqual((None, None, False), (came['id'], came['lead'], came['again']), number)
        self.assertEqual([], self.beck.json('inbox')['mails'])

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

    def test_what_stands_with_the_wrong_lead_is_moved(self) -> None:
        """What it did there is taken back, and done where it belongs."""
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'), ('Bob Lee', 'Lee Ltd', 'bob@lee.example'))
        ann, bob = (self.beck.found(name)['id'] for name in ('ann ford', 'bob lee'))
        before = self.beck.show(f'lead:{ann}')['next']
        came = self.take(answer(mail, 'I buy the labels.', sender='Carl Wood <carl@ford.example>', named=False))
        self.assertEqual((ann, 'answers'), (came['lead'], self.lead(came)['next']['group']))
        moved = self.beck.json('inbox', 'move', came['id'], f'lead:{bob}')
        self.assertEqual((bob, 'done', 'person'), (moved['lead']['id'], moved['state'], moved['placed']))
        self.assertIn('It stood with Ann Ford: taken back there, but for that the lead is engaged, whom it made known', moved['did'])
        left, there = (self.beck.show(f'lead:{lead}') for lead in (ann, bob))
        self.assertEqual((before['channel'], before['group']), (left['next']['channel'], left['next']['group']))
        self.assertEqual(('answers', 'I buy the labels.'), (there['next']['group'], there['history'][0]['mails'][0]['text']))
        self.assertEqual([], [mail for touch in left['history'] for mail in touch['mails']])
        event = self.beck.json('outbox', 'message', came['touch'])['events'][-1]
        self.assertEqual(('moved_away', True), (event['event'], 'Carl Wood' in event['detail']))
        self.assertEqual(1, len(self.beck.json('pause')['holds']))  # at Lee's
        self.beck.audit()
        self.assertIn('already', self.beck.fails('inbox', 'move', came['id'], f'lead:{bob}'))
        out = self.beck.json('inbox', 'move', came['id'], '--out')
        self.assertEqual((None, None, None), (out['lead'], out['text'], out['from']))
        self.assertEqual(([], []), (self.beck.json('inbox')['mails'], self.beck.json('pause')['holds']))
        self.assertNotEqual('answers', self.beck.show(f'lead:{bob}')['next']['group'])
        self.beck.audit()

    def test_an_absence_that_is_another_leads_ends(self) -> None:
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'ann@ford.example'))
        ann = self.beck.found('ann ford')['id']
        before = self.beck.show(f'lead:{ann}')['next']
        came = self.take(answer(mail, 'I am out of the office until 20 November 2026.', subject='Automatic reply: away',
                                extra='Auto-Submitted: auto-replied\n'))
        self.assertEqual(1, len(self.beck.json('pause')['holds']))
        self.beck.run('inbox', 'move', came['id'], '--out')
        self.assertEqual(([], before['due_at']), (self.beck.json('pause')['holds'], self.lead(came)['next']['due_at']))
        self.beck.audit()

    def test_moving_typed_wrong(self) -> None:
        (mail,) = self.sent()
        came = self.take(answer(mail, 'Well?'))
        for words in ('inbox', 'move', came['id']), ('inbox', 'move', came['id'], 'person n0', '--out'):
            self.assertIn('--out', self.beck.fails(*words, code=WRONG_USE))
        self.assertIn('no mail', self.beck.fails('inbox', 'move', 999999, '--out'))

    def test_a_complaint_without_a_proof_asks(self) -> None:
        (mail,) = self.sent()
        came = self.take(complaint(mail, proof=False))
        self.assertTrue(came['asks'])
        self.assertFalse(self.lead(came)['people'][0]['addresses'][0]['suppressed'])
        self.beck.run('inbox', 'ignore', came['id'])
        self.assertFalse(self.lead(came)['people'][0]['addresses'][0]['suppressed'])
        self.assertEqual(['ignored'], [entry['state'] for entry in self.beck.json('inbox')['mails']])

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

    def between_claim_and_dot(self, come_back: Callable[[email.message.EmailMessage], str]) -> None:
        """What is on its way to them when it comes back is not sent."""
        again = MAILING.replace('tail:', AGAIN + 'tail:', 1)
        mail = self.sent_to(('Ann Ford', 'Ford Ltd', 'p0@firm0.example'), cadence=again)
        slow = self.slow()
        worker = self.beck.at('2026-11-18T16:00:00+00:00').start('--json', 'work', '--once')
        for _ in range(1200):
            if any(entry['going'] for entry in self.beck.json('outbox')['outbox']):
                break
            time.sleep(0.05)
        else:
            self.fail('nothing is on its way')
        self.take(come_back(mail))
        out, errors = worker.communicate(timeout=300)
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
        """Each by the return path of a mail of ours, as of its address: what is hard ends the address, what is not does not."""
        rows = [json.loads(line) for line in (CORPORA / 'bounce-sisimai' / 'expected.jsonl').read_text().splitlines()]
        rows = [row for row in rows if row['hard_agreed'] and len(row['expected']) == 1 and row['expected'][0]['action'] == 'failed']
        rows = rows[::max(1, len(rows) // 20)][:20]
        right, mails = 0, self.sent(len(rows), return_path='plus')
        for row, mail in zip(rows, mails):
            path = str(mail['X-Mail-Args']).split()[0].strip('<>')
            whole = (CORPORA / 'bounce-sisimai' / row['file']).read_bytes()
            lost = self.beck.json('read', given=whole)['recipients'][0]['address'].encode()
            ours = str(mail['To']).split('<')[-1].strip('>').encode()
            came = self.beck.json('read', '--take', '--mailbox', path, given=re.sub(re.escape(lost), ours, whole, flags=re.IGNORECASE))
            if came['kind'] == 'bounce' and not came['asks']:
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
