"""A seller's baresip dials because Beck says so, and Beck sees how the call goes on: two real ones."""

from __future__ import annotations

import json
import unittest

import beck
from beck import MONDAY, Beck, Story
from telephones import OURS, PORT, THEIRS, Telephones, why_not

BOB, JACK = '+12025550110', '+12025550121'
WHY_NOT = why_not()


class Inside(Beck):
    """Beck where the seller's telephone is."""

    telephones: Telephones | None = None

    def command(self, *words: object) -> list[str]:
        plain = super().command(*words)
        return self.telephones.inside(0, *plain) if self.telephones else plain


@unittest.skipIf(WHY_NOT, WHY_NOT or '')
class Dialling(Story):
    def setUp(self) -> None:
        super().setUp()
        self.only_sqlite('the server of PostgreSQL is not where the telephones are')
        self.beck = Inside(self.beck.database, self.folder)
        self.beck.init()
        self.beck.at(MONDAY)
        self.lead = self.beck.json('add', 'Bob Hill', '--company', 'Hill Pumps', '--cell', BOB, '--office', JACK,
                                   '--source', 'show: Hannover Messe')['id']
        self.telephones = Telephones(self.folder)
        self.addCleanup(self.telephones.end)
        self.beck.telephones = self.telephones
        self.beck.run('call', 'by', 'baresip', '--set', f'port={OURS}:{PORT}', '--set', f'domain={THEIRS}')

    def dial(self, *words: object) -> dict:
        return self.beck.json('call', 'dial', self.lead, *words)

    def test_somebody_is_there(self) -> None:
        self.telephones.start(0, 'ann')
        self.telephones.start(1, BOB, 'regint=0;answermode=auto')
        dialled = self.beck.start('--json', 'call', 'dial', self.lead)
        self.wait('answered')
        # Nobody is dialled twice, neither by the same hand nor another.
        self.assertSays(self.beck.fails('call', 'dial', self.lead), 'you are on a call to Bob Hill', 'hang up first')
        self.telephones.tell(1, 'hangup')
        said, errors = dialled.communicate(timeout=300)
        self.assertEqual(0, dialled.returncode, errors)
        call = json.loads(said)
        self.assertEqual(('ended', 'talked', BOB, False), (call['stage'], call['suggests'], call['number']['value'], call['on']))
        self.assertIsNotNone(call['ringing_at'])
        self.assertIsNotNone(call['answered_at'])
        touch = self.beck.json('next', self.lead)['id']
        self.beck.log(touch, f'{BOB}:talked')
        (one,) = self.beck.show(self.lead)['history']
        self.assertEqual(call['talk_seconds'] or None, one['dials'][0]['seconds'])
        self.beck.audit()

    def test_busy_and_nobody_of_that_number(self) -> None:
        self.telephones.start(0, 'ann')
        self.telephones.start(1, BOB)
        dialled = self.beck.start('--json', 'call', 'dial', self.lead)
        self.wait('ringing')
        self.telephones.tell(1, 'hangup')
        said, errors = dialled.communicate(timeout=300)
        self.assertEqual(0, dialled.returncode, errors)
        busy = json.loads(said)
        self.assertEqual(('ended', 486, 'busy', 0), (busy['stage'], busy['code'], busy['suggests'], busy['talk_seconds']))
        unknown = self.dial('--number', 'office')
        self.assertEqual((JACK, 404, 'wrong_number'), (unknown['number']['value'], unknown['code'], unknown['suggests']))
        self.assertEqual([unknown['id'], busy['id']], [call['id'] for call in self.beck.json('call')['calls']])
        self.beck.audit()

    def test_somebody_at_an_exchange(self) -> None:
        """An address of SIP is dialled as it stands, wherever numbers go."""
        self.telephones.start(0, 'ann')
        self.telephones.voicemails(['bob', BOB])
        self.beck.run('set', self.lead, f'sip=bob@{THEIRS}')
        call = self.dial('--number', 'sip')
        self.assertEqual((f'sip:bob@{THEIRS}', 'talked'), (call['number']['value'], call['suggests']))

    def test_no_telephone_and_none_that_is_registered(self) -> None:
        self.assertSays(self.beck.fails('call', 'dial', self.lead), 'did not come about', f'{OURS}:{PORT}', 'ctrl_tcp')
        self.telephones.start(0, 'ann', 'regint=60;answermode=manual')
        self.assertSays(self.beck.fails('call', 'dial', self.lead), 'is not registered', 'sip:ann@')
        # What failed is over: the next one is not refused for it.
        self.assertEqual({'failed'}, {call['stage'] for call in self.beck.json('call')['calls']})

    def test_the_telephone_is_turned_off_in_the_midst(self) -> None:
        self.telephones.start(0, 'ann')
        self.telephones.start(1, BOB, 'regint=0;answermode=auto')
        dialled = self.beck.start('--json', 'call', 'dial', self.lead)
        self.wait('answered')
        self.telephones.stop(0)
        said, errors = dialled.communicate(timeout=300)
        self.assertEqual(0, dialled.returncode, errors)
        call = json.loads(said)
        self.assertEqual('ended', call['stage'])
        self.assertSays(call['why'], 'whether the call goes on is not known')

    def wait(self, stage: str) -> None:
        for _ in range(600):
            calls = self.beck.json('call')['calls']
            if calls and calls[0]['stage'] == stage:
                return
        self.fail(f'the call is never {stage}: {calls}')


class Refused(Story):
    """What is not dialled, and why; no telephone is asked."""

    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        self.beck.at(MONDAY)
        self.lead = self.beck.json('add', 'Bob Hill', '--company', 'Hill Pumps', '--cell', BOB, '--source', 'web')['id']

    def by_baresip(self) -> None:
        self.beck.run('call', 'by', 'baresip', '--set', 'port=192.0.2.1:4444')

    def test_by_hand(self) -> None:
        self.assertEqual('tel', self.beck.json('call', 'by')['own']['way'])
        self.assertSays(self.beck.fails('call', 'dial', self.lead), 'dialled by hand', BOB, 'beck call by')
        self.beck.run('call', 'by', 'sip', '--set', 'domain=pbx.example')
        self.assertSays(self.beck.fails('call', 'dial', self.lead), 'dialled by hand')

    def test_the_line(self) -> None:
        self.by_baresip()
        self.beck.at('2026-11-17T04:00:00+00:00')  # eleven at night in New York
        self.assertSays(self.beck.fails('call', 'dial', self.lead), 'is not called', BOB, 'quiet hours')
        self.assertSays(self.beck.fails('call', 'dial', self.lead), 'until tomorrow 7:00')
        # A Sunday at noon is ours to decide: it is dialled, and nobody answers there.
        self.beck.at('2026-11-22T17:00:00+00:00')
        self.assertSays(self.beck.fails('call', 'dial', self.lead), 'did not come about')
        self.beck.at('2026-11-22T08:30:00+00:00')
        self.assertSays(self.beck.fails('call', 'dial', self.lead), 'is not called', 'quiet hours', 'until today 7:00')
        self.beck.at('2026-11-17T16:00:00+00:00')
        self.beck.run('log', f'lead:{self.lead}', 'they_called', '--result', 'never')
        self.assertSays(self.beck.fails('call', 'dial', self.lead), 'closed')

    def test_days_that_the_law_closes(self) -> None:
        """At any hour of them, by whichever way Beck dials; of an office the hours of calls."""
        self.by_baresip()
        alabama = self.beck.json('add', 'Al Bama', '--cell', '+12052000001', '--office', '+12052000002', '--source', 'web')['id']
        france = self.beck.json('add', 'Fran Ce', '--cell', '+33612345678', '--source', 'web')['id']
        for lead, when, until in [(alabama, '2026-11-22T13:00:00-06:00', 'tomorrow 8:00'), (alabama, '2026-11-22T03:30:00-06:00', 'tomorrow 8:00'),
                                  (alabama, '2026-12-25T12:00:00-06:00', 'tomorrow 8:00'), (france, '2026-11-22T12:00:00+01:00', 'tomorrow 3:00')]:
            self.beck.at(when)
            refused = self.beck.fails('call', 'dial', lead, '--number', 'cell')
            self.assertSays(refused, 'is not called', 'a day that the law closes', f'until {until}')
        self.beck.at('2026-11-22T03:30:00-06:00')
        self.assertSays(self.beck.fails('call', 'dial', alabama, '--number', 'office'), 'is not called', 'quiet hours', 'until today 8:00')
        self.assertEqual([], self.beck.json('call')['calls'])
        # What was done all the same is fact, and flagged.
        self.beck.at('2026-11-22T13:00:00-06:00')
        self.assertEqual('a day that the law closes', self.beck.json('log', f'lead:{france}', 'no_answer')['touch']['flagged'])
        self.assertIsNone(self.beck.json('log', f'lead:{self.lead}', 'no_answer')['touch']['flagged'])

    def test_a_number_that_is_bad(self) -> None:
        self.by_baresip()
        self.beck.log(self.beck.json('next', self.lead)['id'], 'wrong_number')
        self.assertSays(self.beck.fails('call', 'dial', self.lead, '--number', 'cell'), 'is not called', 'bad')
        self.assertEqual([], self.beck.json('call')['calls'])

    def test_typed_wrong(self) -> None:
        self.by_baresip()
        self.assertSays(self.beck.fails('call', 'dial', self.lead, '--who', 'zoe'), 'nobody there is called "zoe"')
        self.assertSays(self.beck.fails('call', 'dial', self.lead, '--number', 'home'), 'has no number "home"')
        self.assertSays(self.beck.fails('call', 'by', 'baresip', code=beck.WRONG_USE), 'port', '192.168.1.20:4444')
        self.assertSays(self.beck.fails('call', 'by', 'baresip', '--set', 'port=4444', code=beck.WRONG_USE), 'no place')
        self.assertSays(self.beck.fails('call', 'by', 'sip', '--set', 'domain=a b', code=beck.WRONG_USE), 'domain')
        self.assertSays(self.beck.fails('call', 'by', 'sip', '--set', 'exchange=a', code=beck.WRONG_USE), 'it takes domain')
        self.assertSays(self.beck.fails('call', 'by', 'hook', '--set', 'url=https://pbx.example/dial', code=beck.WRONG_USE),
                        '{number}')
        self.assertSays(self.beck.fails('call', 'over'), 'on no call')
        self.beck.run('call', 'by', 'none')
        self.assertEqual('tel', self.beck.json('call', 'by')['own']['way'])


if __name__ == '__main__':
    beck.main()
