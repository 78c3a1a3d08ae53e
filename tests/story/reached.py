"""Did it reach you? What was promised and went by a message is asked about, unless something proves that it arrived."""

from __future__ import annotations

import unittest
from email.message import EmailMessage
from pathlib import Path

from beck import FAILED, WRONG_USE, Story, instant, main
from mailing import SINK, Sink, add_sender
from returned import answer, bounce, receipt

NOW = '2026-11-17T16:00:00+00:00'  # Tuesday 10:00 in Chicago, 11:00 at Bob's


class Promised(Story):
    def promised(self, *more: object) -> int:
        self.beck.init()
        self.beck.at(NOW).run('add', 'Bob Lee', '--company', 'Lee Ltd', '--email', 'bob@lee.example', '--cell', '202 555 0123',
                              '--source', 'show: Expo', *more)
        self.lead = self.beck.found('bob lee')['id']
        self.beck.run('log', f'lead:{self.lead}', 'talked', '--result', 'promised', '--promise', 'send the quote today 17:00')
        return self.beck.json('promises')['promises'][0]['id']

    def next(self) -> dict:
        return self.beck.show(f'lead:{self.lead}')['next']

    def asks(self) -> bool:
        return self.next()['concern'] == 'promise'

    def kept(self) -> dict:
        return self.beck.json('promises', '--state', 'kept')['promises'][0]


class Reached(Promised):
    def test_a_call_in_four_office_hours(self) -> None:
        promise = self.promised()
        step = self.beck.show(f'lead:{self.lead}')['cadence']
        kept = self.beck.json('promises', 'kept', promise, '--by', 'email')
        self.assertEqual(('kept', 'email', instant(NOW.replace('+00:00', 'Z'))),
                         (kept['state'], kept['kept_by'], instant(kept['unproved_since'])))
        touch = self.next()
        self.assertEqual(('promise', 'phone', '2026-11-17T20:00:00Z', promise),
                         (touch['concern'], touch['channel'], touch['due_at'], touch['promise']['id']))
        self.assertIn('did it reach you?', touch['reason'])
        why = ' '.join(self.beck.json('why', touch['id'])['why'])
        self.assertIn('What was promised went by email, today 10:00, and nothing proves that it arrived', why)
        self.assertIn('whether it reached them: send the quote', why)
        self.beck.later(hours=5)
        self.assertEqual(touch['id'], next(one['id'] for one in self.beck.today()['touches'] if one['group'] == 'promises'))
        self.beck.run('log', touch['id'], 'voicemail')
        self.assertFalse(self.asks())
        self.assertIsNone(self.kept()['unproved_since'])
        self.assertEqual(step, self.beck.show(f'lead:{self.lead}')['cadence'])  # it used up no step
        self.beck.run('undo')
        self.assertTrue(self.asks())
        self.beck.run('undo')
        self.assertEqual('open', self.beck.json('promises')['promises'][0]['state'])
        self.beck.audit()

    def test_what_is_not_asked_about(self) -> None:
        promise = self.promised()
        for by in ('letter', 'phone', 'visit'):
            self.assertIsNone(self.beck.json('promises', 'kept', promise, '--by', by)['unproved_since'])
            self.assertFalse(self.asks())
            self.beck.run('undo')
        self.beck.run('promises', 'kept', promise)
        self.assertIsNone(self.kept()['kept_by'])
        self.assertFalse(self.asks())
        self.assertIn('--by', self.beck.fails('promises', 'kept', promise, '--by', 'pigeon', code=WRONG_USE))
        self.assertIn('kept already', self.beck.fails('promises', 'kept', promise, '--by', 'fax', code=FAILED))

    def test_theirs_are_not_and_their_word_proves(self) -> None:
        promise = self.promised()
        theirs = self.beck.json('promise', f'lead:{self.lead}', 'the drawings friday', '--theirs')['id']
        self.beck.run('promises', 'kept', theirs, '--by', 'email')
        self.beck.run('promises', 'kept', promise, '--by', 'fax')
        self.assertTrue(self.asks())
        self.beck.later(hours=1).run('log', f'lead:{self.lead}', 'they_called', '--result', 'nothing_yet')
        self.assertFalse(self.asks())
        self.assertEqual([None, None], [one['unproved_since'] for one in self.beck.json('promises', '--state', 'kept')['promises']])
        self.beck.audit()

    def test_nobody_to_call_nobody_asks(self) -> None:
        self.beck.init()
        self.beck.at(NOW).run('add', 'Bob Lee', '--email', 'bob@lee.example', '--source', 'show: Expo', '--promise', 'send it today 17:00')
        self.lead = self.beck.found('bob lee')['id']
        self.beck.run('promises', 'kept', self.beck.json('promises')['promises'][0]['id'], '--by', 'text')
        self.assertFalse(self.asks())
        self.beck.run('set', f'lead:{self.lead}', 'cell=202 555 0123')
        self.assertTrue(self.asks())


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class ByMail(Promised):
    """What an e-mail kept that was written from the promise itself."""

    def sink(self, *options: str, port: int = 0) -> Sink:
        sink = Sink(self.beck.folder, *options, port=port)
        self.addCleanup(sink.stop)
        return sink

    def written(self, *options: str) -> int:
        """The promise whose mail waits in the outbox."""
        promise = self.promised()
        self.server = self.sink(*options)
        add_sender(self.beck, self.server.port)
        self.touch = self.beck.json('promises', 'send', promise)['mail']['id']
        return promise

    def sent(self) -> EmailMessage:
        """The mail that kept it, a minute ago."""
        self.written()
        self.assertEqual(1, self.beck.later(minutes=2).json('work', '--once')['sent'])
        self.assertEqual(('kept', 'email'), (self.kept()['state'], self.kept()['kept_by']))
        self.assertTrue(self.asks())
        return self.server.whole()[0]

    def open(self) -> list[str]:
        return [one['text'] for one in self.beck.json('promises')['promises']]

    def test_begun_and_kept_when_it_has_gone(self) -> None:
        promise = self.promised()
        draft = self.beck.json('promises', 'mail', promise)
        self.assertIn('no mailbox that Beck may send by', draft['mail']['why'])
        self.assertIn('does not go by itself', self.beck.fails('promises', 'send', promise, code=FAILED))
        self.server = self.sink()
        add_sender(self.beck, self.server.port)
        draft = self.beck.json('promises', 'mail', promise)['mail']
        self.assertEqual(('As promised: send the quote', True, 'bob@lee.example'),
                         (draft['subject'], draft['machine'], draft['address']['value']))
        self.assertTrue(draft['words'].startswith('Hello Bob,\n\nI said I would: send the quote.'), draft['words'])
        quote = self.beck.file('quote.txt', 'Forty labels, 200 dollars.')
        sent = self.beck.json('promises', 'send', promise, '--words', 'Bob, here it is.', '--with', quote)
        self.assertEqual(('open', 'As promised: send the quote'), (sent['state'], sent['mail']['subject']))
        self.beck.run('set', self.lead, 'temperature=hot')  # planned anew meanwhile
        self.assertEqual(['send the quote'], self.open())
        self.assertEqual(1, self.beck.later(minutes=2).json('work', '--once')['sent'])
        (mail,) = self.server.whole()
        self.assertIn('Bob, here it is.', mail.get_body(('plain',)).get_content())
        self.assertEqual(['quote.txt'], [part.get_filename() for part in mail.iter_attachments()])
        self.assertEqual(('email', []), (self.kept()['kept_by'], self.open()))
        self.assertTrue(self.asks())
        self.assertEqual('We promised: send the quote.', self.beck.json('why', sent['mail']['id'])['reason'])
        self.beck.audit()

    def test_it_comes_back(self) -> None:
        mail = self.sent()
        self.beck.json('read', '--take', given=bounce(mail).encode())
        self.assertEqual(['send the quote'], self.open())
        self.assertTrue(self.next()['reason'].startswith('We promised: send the quote.'), self.next()['reason'])
        self.beck.audit()

    def test_it_comes_back_when_they_were_asked_already(self) -> None:
        mail = self.sent()
        self.beck.later(hours=5).run('log', self.next()['id'], 'voicemail')
        self.assertFalse(self.asks())
        self.beck.json('read', '--take', given=bounce(mail).encode())
        self.assertEqual(['send the quote'], self.open())
        self.beck.audit()

    def test_the_server_puts_it_off_at_its_dot(self) -> None:
        self.written('-r', '.')
        self.assertEqual(0, self.beck.later(minutes=2).json('work', '--once')['sent'])
        self.assertEqual(['send the quote'], self.open())
        (waits,) = self.beck.json('outbox')['outbox']
        self.assertEqual('As promised: send the quote', waits['subject'])
        self.server.stop()
        self.server = self.sink(port=self.server.port)
        self.assertEqual(1, self.beck.later(hours=1).json('work', '--once')['sent'])
        self.assertEqual(('email', 1), (self.kept()['kept_by'], len(self.server.whole())))
        self.beck.audit()

    def test_the_server_refuses_them(self) -> None:
        self.written('-f', 'rcpt')
        self.beck.later(minutes=2).json('work', '--once')
        self.assertEqual(['send the quote'], self.open())
        self.assertEqual(('email', 'person'), (self.next()['channel'], self.next()['mode']))
        self.beck.audit()

    def test_their_answer_proves(self) -> None:
        mail = self.sent()
        self.beck.json('read', '--take', given=answer(mail, 'Thank you, I will read it.').encode())
        self.assertIsNone(self.kept()['unproved_since'])
        self.assertEqual('answer', self.next()['concern'])

    def test_that_it_was_opened_proves(self) -> None:
        mail = self.sent()
        self.beck.json('read', '--take', given=receipt(mail, 'manual-action/MDN-sent-manually; displayed', 1).encode())
        self.assertIsNone(self.kept()['unproved_since'])
        self.assertFalse(self.asks())
        self.beck.audit()

    def test_nobody_knows_and_a_person_does(self) -> None:
        self.written('-q', '.')
        self.assertEqual(1, self.beck.later(minutes=2).json('work', '--once')['unsure'])
        self.assertEqual([], self.open())
        self.beck.run('outbox', 'settle', self.touch, 'not-sent')
        self.assertEqual(['send the quote'], self.open())
        self.beck.audit()

    def test_taken_back_or_not_needed_any_more(self) -> None:
        promise = self.written()
        self.beck.run('outbox', 'back', self.touch)
        self.assertEqual((0, ['send the quote']), (self.beck.later(minutes=2).json('work', '--once')['sent'], self.open()))
        self.beck.run('outbox', 'send', self.touch)
        self.beck.run('promises', 'kept', promise, '--by', 'phone')
        self.assertEqual(([], 0), (self.beck.json('outbox')['outbox'], self.beck.later(minutes=2).json('work', '--once')['sent']))
        self.assertEqual([], self.server.whole())
        self.beck.audit()

    def test_what_cannot_be_written(self) -> None:
        promise = self.promised()
        add_sender(self.beck, self.sink().port)
        self.assertIn('not merged', self.beck.fails('promises', 'send', promise, '--words', 'Hi {{first}}, here.', code=FAILED))
        self.assertIn('no words', self.beck.fails('promises', 'send', promise, '--words', '  ', code=FAILED))
        self.assertIn("neither the lead's", self.beck.fails('promises', 'send', promise, '--with', '999', code=FAILED))
        self.assertEqual([], self.beck.json('outbox')['outbox'])
        theirs = self.beck.json('promise', f'lead:{self.lead}', 'the drawings friday', '--theirs')['id']
        self.assertIn('theirs to keep', self.beck.fails('promises', 'mail', theirs, code=FAILED))
        self.beck.run('promises', 'kept', promise)
        self.assertIn('kept already', self.beck.fails('promises', 'send', promise, code=FAILED))
        self.beck.run('add', 'Una Ray', '--cell', '202 555 0124', '--source', 'list', '--promise', 'call friday')
        una = self.beck.found('una ray')['id']
        (promise,) = [one['id'] for one in self.beck.json('promises')['promises'] if one['lead']['id'] == una]
        self.assertIn('no mailbox of theirs', self.beck.fails('promises', 'send', promise, code=FAILED))
        self.assertIn('no mailbox of theirs', self.beck.run('promises', 'mail', promise).out)


if __name__ == '__main__':
    main()
