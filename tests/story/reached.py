"""Did it reach you? What was promised and went by a message is asked about, unless something proves that it arrived."""

from __future__ import annotations

import unittest
from pathlib import Path

from beck import FAILED, WRONG_USE, Story, instant, main
from mailing import SINK, Sink, add_sender

NOW = '2026-11-17T16:00:00+00:00'  # Tuesday 10:00 in Chicago, 11:00 at Bob's


class Reached(Story):
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


if __name__ == '__main__':
    main()
