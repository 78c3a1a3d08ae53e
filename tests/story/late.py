"""Late: a promise that cannot be kept in time. They hear of it, by the way it was promised on; the
promise keeps its history, and no report forgets that it was broken."""

from __future__ import annotations

import unittest
from pathlib import Path

from beck import WRONG_USE, Story, main
from mailing import SINK, Sink, add_sender

NOW = '2026-11-17T16:00:00+00:00'  # Tuesday 10:00 in Chicago


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Late(Story):
    def promised(self, by: str = 'they_wrote', *more: object) -> int:
        self.beck.init()
        self.beck.at(NOW).run('add', 'Bob Lee', '--company', 'Lee Ltd', '--email', 'bob@lee.example', '--cell', '202 555 0123',
                              '--source', 'show: Expo')
        self.lead = self.beck.found('bob lee')['id']
        self.beck.run('log', f'lead:{self.lead}', by, *more, '--promise', 'send the quote today 17:00')
        return self.beck.json('promises')['promises'][0]['id']

    def sink(self) -> Sink:
        sink = Sink(self.beck.folder)
        self.addCleanup(sink.stop)
        add_sender(self.beck, sink.port)
        return sink

    def counts(self) -> dict:
        return self.beck.json('report', 'promises')['all']['ours']

    def test_by_itself_in_a_minute(self) -> None:
        promise = self.promised()
        sink = self.sink()
        late = self.beck.json('promises', 'late', promise, 'tomorrow 10:00')
        holding = late['holding']
        self.assertEqual(('email', True, None, 'bob@lee.example'),
                         (holding['by'], holding['machine'], holding['why'], holding['address']['value']))
        self.assertIn('by tomorrow 11:00;', holding['words'])  # where Bob is
        self.assertEqual(('2026-11-17T23:00:00Z', 1), (late['first_due_at'], late['moved']))
        self.assertEqual([holding['touch_id']], [entry['id'] for entry in self.beck.json('outbox')['outbox']])
        self.beck.run('log', f'lead:{self.lead}', 'they_called', '--note', 'about something else')  # planned anew meanwhile
        self.beck.run('set', self.lead, 'temperature=hot')
        self.beck.later(minutes=2)
        self.assertEqual(1, self.beck.json('work', '--once')['sent'])
        (mail,) = sink.whole()
        self.assertEqual('A word on what I promised: send the quote', mail['Subject'])
        self.assertIn('I said I would: send the quote.', mail.get_body(('plain',)).get_content())
        self.assertEqual('open', self.beck.json('promises')['promises'][0]['state'])  # told is not kept
        self.assertEqual(0, self.beck.json('work', '--once')['sent'])
        self.assertIn('longer than promised', self.beck.run('why', holding['touch_id']).out)
        self.beck.audit()

    def test_taken_back_and_undone(self) -> None:
        promise = self.promised()
        sink = self.sink()
        before = self.beck.show(f'lead:{self.lead}')['next']
        late = self.beck.json('promises', 'late', promise, 'tomorrow 10:00', '--words', 'Bob, {when} it is. {when}!', '--subject', 'Later')
        self.assertEqual('Bob, tomorrow 11:00 it is. tomorrow 11:00!', late['holding']['words'])
        self.beck.run('undo')
        shown = self.beck.json('promises')['promises'][0]
        self.assertEqual(('2026-11-17T23:00:00Z', None, 0), (shown['due_at'], shown['first_due_at'], shown['moved']))
        self.assertEqual(before['id'], self.beck.show(f'lead:{self.lead}')['next']['id'])
        self.assertEqual([], self.beck.json('outbox')['outbox'])
        late = self.beck.json('promises', 'late', promise, 'tomorrow 10:00')
        self.beck.run('outbox', 'back', late['holding']['touch_id'])
        self.beck.later(minutes=2)
        self.assertEqual(0, self.beck.json('work', '--once')['sent'])
        self.assertEqual([], sink.whole())
        self.beck.audit()

    def test_what_a_person_tells(self) -> None:
        promise = self.promised('they_called')
        late = self.beck.json('promises', 'late', promise, 'tomorrow 10:00')
        self.assertEqual(('phone', False, '+12025550123', None), (late['holding']['by'], late['holding']['machine'],
                                                                 late['holding']['address']['value'], late['holding']['touch_id']))
        self.sink()
        late = self.beck.json('promises', 'late', promise, '+2d', '--by', 'email')
        self.assertTrue(late['holding']['machine'])
        again = self.beck.json('promises', 'late', promise, '+3d', '--by', 'email')  # one waits already
        self.assertIn('waits in the outbox', again['holding']['why'])
        self.assertEqual((3, '2026-11-17T23:00:00Z'), (again['moved'], again['first_due_at']))
        self.assertEqual('text', self.beck.json('promises', 'late', promise, '+3d', '--by', 'text')['holding']['by'])
        self.beck.fails('promises', 'late', promise, '+3d', '--by', 'owl', code=WRONG_USE)
        self.assertIn('lies ahead', self.beck.fails('promises', 'late', promise, 'yesterday'))
        self.assertIn('say something', self.beck.fails('promises', 'late', promise, '+3d', '--words', '  '))
        self.beck.run('promises', 'kept', promise)
        self.assertIn('kept already', self.beck.fails('promises', 'late', promise, '+3d'))
        self.beck.audit()

    def test_reports_stay_honest(self) -> None:
        promise = self.promised('they_called')
        self.beck.run('promises', 'late', promise, 'tomorrow 10:00')  # told in time
        self.assertEqual((0, 1, 1), tuple(self.counts()[name] for name in ('broken', 'open', 'moved')))
        self.beck.later(days=2)
        self.assertEqual(1, self.counts()['broken'])
        self.beck.run('promises', 'late', promise, '+3d')  # nobody was told in time
        self.assertEqual((1, 0), tuple(self.counts()[name] for name in ('broken', 'open')))
        self.beck.later(days=1)
        self.beck.run('promises', 'kept', promise)
        self.assertEqual((0, 1, 0), tuple(self.counts()[name] for name in ('kept_on_time', 'kept_late', 'broken')))
        self.beck.run('undo')
        self.assertEqual((1, 0), tuple(self.counts()[name] for name in ('broken', 'open')))


class Alarms(Story):
    def test_the_evening_before_and_two_hours_before(self) -> None:
        self.beck.init()
        self.beck.at(NOW).run('add', 'Bob Lee', '--cell', '202 555 0123', '--source', 'show: Expo')
        lead = self.beck.found('bob lee')['id']
        self.beck.run('log', f'lead:{lead}', 'they_called', '--promise', 'send the quote thursday 11:00')
        self.beck.run('promise', lead, 'they send the plan thursday 11:00', '--theirs')
        for when, shown, alarms in (('2026-11-18T17:59:00-06:00', False, [None, None]), ('2026-11-18T18:00:00-06:00', True, ['tomorrow', None]),
                                    ('2026-11-19T08:59:00-06:00', True, [None, None]), ('2026-11-19T09:00:00-06:00', True, ['soon', None]),
                                    ('2026-11-19T11:01:00-06:00', True, [None, None])):
            self.beck.at(when)
            promises = self.beck.json('promises')['promises']
            self.assertEqual(alarms, [promise['alarm'] for promise in sorted(promises, key=lambda one: one['side'])], when)
            told = [promise['id'] for promise in self.beck.today()['promises']] + [touch['promise'] and touch['promise']['id']
                                                                                     for touch in self.beck.today()['touches']]
            ours = next(promise for promise in promises if promise['side'] == 'ours')
            self.assertEqual(shown, ours['id'] in told, when)


if __name__ == '__main__':
    main()
