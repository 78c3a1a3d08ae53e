"""The main job, whole: import, today, next, log, undo, show, why, find, forecast, check."""

import re
import unittest

import beck
import shapes
from beck import FRIDAY, MONDAY, ROOT, Story, instant

SHOW_LIST = ROOT / 'sample' / 'show-list.csv'
CARDS = ROOT / 'sample' / 'cards.vcf'
ACCOUNTS = ROOT / 'sample' / 'accounts.csv'


class MainJob(Story):
    def is_of(self, shape: object, document: object) -> object:
        self.assertEqual([], shapes.faults(shape, document))
        return document

    def setUp(self) -> None:
        super().setUp()
        self.made = self.beck.init()

    def import_show(self) -> dict:
        return self.beck.json('import', SHOW_LIST, '--source', 'Pack Expo 2026')

    def test_init_twice_changes_nothing(self) -> None:
        self.is_of(shapes.INIT, self.made)
        self.assertTrue(self.made['made'])
        again = self.beck.json('init', '--user', 'Somebody Else', '--workspace', 'Other')
        self.assertFalse(again['made'])
        self.assertEqual((self.made['workspace'], self.made['user']), (again['workspace'], again['user']))

    def test_from_file_to_next_touch(self) -> None:
        """What the whole of Beck is for, in the order in which a seller does it."""
        result = self.is_of(shapes.IMPORT, self.import_show())
        self.assertEqual(307, result['read'])
        self.assertEqual(result['read'], result['added'] + result['updated'] + result['duplicates']
                         + len(result['rejected']))
        self.assertEqual(4, result['updated'] + result['duplicates'], 'four were scanned twice')
        people = self.beck.json('import', CARDS, '--source', 'Chamber evening')
        self.assertEqual((20, 20), (people['read'], people['added']))
        accounts = self.is_of(shapes.IMPORT, self.beck.json('import', ACCOUNTS))
        self.assertEqual(39, accounts['added'])

        self.beck.at(MONDAY)
        today = self.is_of(shapes.TODAY, self.beck.today())
        self.assertEqual('2026-11-16T15:00:00Z', today['now'])
        self.assertLessEqual(len(today['touches']), 200)
        self.assertGreater(today['counts']['total'], 0)
        order = ['answers', 'promises', 'agreed', 'enquiries', 'calls', 'review']
        places = [order.index(touch['group']) for touch in today['touches']]
        self.assertEqual(sorted(places), places, 'the groups stand in their order')
        for touch in today['touches']:
            self.assertTrue(touch['why'], 'every decision can be explained')

        coming = self.is_of(shapes.NEXT, self.beck.json('next'))
        self.assertEqual('phone', coming['channel'])
        self.assertTrue(coming['due'] and coming['climb'])
        self.assertIn('+1 312 555 0100', coming['script']['voicemail'], 'it says the number')

        logged = self.is_of(shapes.LOG, self.beck.log(coming['id'], 'voicemail'))
        self.assertEqual(('voicemail', 'done'), (logged['touch']['outcome'], logged['touch']['state']))
        following = logged['next']
        self.assertEqual(coming['lead']['id'], following['lead']['id'])
        self.assertGreater(instant(following['due_at']), self.beck.clock)
        self.assertNotIn(coming['id'], [touch['id'] for touch in self.beck.today()['touches']])

        undone = self.is_of(shapes.UNDO, self.beck.json('undo'))
        self.assertEqual(coming['lead']['id'], undone['lead']['id'])
        same = ('channel', 'due_at', 'reason', 'step', 'contact', 'address')
        self.assertEqual({key: coming[key] for key in same}, {key: undone['next'][key] for key in same})

        again = self.beck.log(undone['next']['id'], 'talked', '--result', 'promised', '--promise',
                              'send the quote friday', '--note', 'wants the LP-4 by January', '--set',
                              'decides=yes')
        self.is_of(shapes.LOG, again)
        lead = again['lead']['id']
        shown = self.is_of(shapes.SHOW, self.beck.show(lead))
        self.assertEqual('engaged', shown['status'])
        self.assertEqual([('talked', False), ('voicemail', True)],
                         [(touch['outcome'], touch['undone']) for touch in shown['history']])
        self.assertEqual(['send the quote'], [promise['text'] for promise in shown['promises']])
        self.assertEqual('2026-11-20T23:00:00Z', shown['promises'][0]['due_at'])
        self.assertEqual('decides', shown['people'][0]['role'])
        self.is_of(shapes.PROMISES, self.beck.json('promises'))

        past = self.is_of(shapes.WHY, self.beck.json('why', again['touch']['id']))
        self.assertFalse(past['planned'])
        planned = self.is_of(shapes.WHY, self.beck.json('why', again['next']['id']))
        self.assertTrue(planned['planned'] and planned['why'])

        audit = self.is_of(shapes.CHECK, self.beck.audit())
        self.assertEqual(audit['leads'], audit['open'])
        self.assertEqual(result['added'] + people['added'] + accounts['added'], audit['leads'])

    def test_who_is_calling(self) -> None:
        """The number as any telephone shows it names the lead: to look at, and to log."""
        self.beck.run('add', 'Ann Ford', '--company', 'Acme', '--cell', '(202) 555-0123')
        self.beck.run('add', 'Jo Bell', '--company', 'Bell Pumps', '--cell', '+44 7700 900123')
        for typed in ('+12025550123', '12025550123', '2025550123', '202-555-0123', '(202) 555 0123',
                      '5550123', '555 0123', '001 202 555 0123'):
            found = self.is_of(shapes.FIND, self.beck.json('find', typed))
            self.assertEqual(['Ann Ford'], [lead['name'] for lead in found['leads']], typed)
        for typed in ('+447700900123', '0044 7700 900123', '07700 900123'):
            self.assertEqual('Jo Bell', self.beck.found(typed)['name'], typed)
        logged = self.is_of(shapes.LOG, self.beck.log('2025550123', 'they_called', '--note', 'in a hurry'))
        self.assertEqual(self.beck.found('ann')['id'], logged['lead']['id'])
        self.assertEqual([], self.beck.json('find', '5559999')['leads'])

    def test_several_dials_in_one_log(self) -> None:
        """Two numbers rung in vain, one colleague reached: one touch, three dials."""
        self.beck.at(MONDAY)
        self.beck.run('add', 'Ann Ford', '--company', 'Acme', '--cell', '202 555 0123', '--office',
                      '202 555 0150 ext. 7', '--source', 'Hannover Messe')
        touch = self.beck.found('ann')['touch_id']
        logged = self.is_of(shapes.LOG, self.beck.log(touch, 'cell:no_answer', 'office:vm',
                                                      'Jack Hill:talked', '--result', 'referred'))
        self.assertEqual('talked', logged['touch']['outcome'])
        past = self.beck.show(logged['lead']['id'])['history'][0]
        self.assertEqual(['no_answer', 'voicemail'],
                         [dial['outcome'] for dial in past['dials']][:2])
        self.assertIn('Jack Hill', [person['name'] for person in
                                    self.beck.show(logged['lead']['id'])['people']])
        self.beck.audit()

    def test_several_touches_in_one_log(self) -> None:
        """Mails that were reviewed and sent in one go; what fails costs none of those before it."""
        self.import_show()
        self.beck.at(MONDAY)
        mails = [touch['id'] for touch in self.beck.today()['touches'] if touch['channel'] == 'email'][:4]
        self.assertEqual(4, len(mails))
        logs = self.beck.json('log', *mails[:3], 'sent')['logs']
        self.assertEqual(mails[:3], [self.is_of(shapes.LOG, each)['touch']['id'] for each in logs])
        said = self.beck.fails('log', mails[3], mails[0], 'sent')
        self.assertIn(f'touch {mails[0]} (before it 1 of 2 were logged)', said)
        self.assertIn('logged already', said)
        self.assertIn('of one touch', self.beck.fails('log', mails[2], mails[3], 'sent', '--promise',
                                                      'call friday', code=2))
        self.beck.run('undo', '4')
        self.beck.audit()

    def test_forecast(self) -> None:
        self.import_show()
        self.beck.at(MONDAY)
        forecast = self.beck.json('forecast', '--days', '7')
        self.is_of(shapes.FORECAST, forecast)
        days = [day['date'] for day in forecast['days']]
        self.assertEqual([f'2026-11-{day}' for day in range(16, 23)], days)
        for day in forecast['days']:
            self.assertEqual(day['all'], sum(day[channel] for channel in shapes.CHANNEL), day['date'])
        self.assertEqual(forecast, self.beck.json('forecast', '--days', '7'), 'it changes nothing')
        calls = self.beck.today()['counts']['calls']
        self.assertEqual(calls, forecast['days'][0]['phone'], 'it begins with what Today shows')
        for day in forecast['days']:
            self.assertLessEqual(day['phone'], day['calls_capacity'] * 1.3, day['date'])
        quiet = [day for day in forecast['days'] if day['date'] in ('2026-11-21', '2026-11-22')]
        self.assertEqual([0, 0], [day['phone'] for day in quiet], 'nobody calls on a weekend')

    def test_nothing_shown_is_wider_than_a_terminal(self) -> None:
        self.import_show()
        self.beck.at(MONDAY)
        for words in (['today'], ['next'], ['show', self.beck.json('next')['lead']['id']], ['promises'],
                      ['config'], ['find', 'mary'], ['check'], ['forecast'], ['help'], ['log', '--help']):
            for line in self.beck.run(*words).out.splitlines():
                self.assertLessEqual(columns(line), 80, f'{words}: {line}')

    def test_times_are_typed_as_people_say_them(self) -> None:
        self.beck.at(MONDAY)
        self.beck.run('add', 'Ann Ford', '--cell', '202 555 0123')
        lead = self.beck.found('ann')['id']
        due = {'tomorrow 9am': '2026-11-17T15:00:00Z', 'friday': '2026-11-20T23:00:00Z',
               '+3d': '2026-11-19T23:00:00Z', '2026-12-01': '2026-12-01T23:00:00Z',
               '2026-12-01 9:30': '2026-12-01T15:30:00Z'}
        for typed, expected in due.items():
            promise = self.is_of(shapes.PROMISE, self.beck.json('promise', lead, f'a sample @ {typed}'))
            self.assertEqual((expected, 'a sample'), (promise['due_at'], promise['text']), typed)


def columns(line: str) -> int:
    """What it takes on a terminal: all text here is of single-column letters."""
    return len(re.sub(r'\x1b\[[0-9;]*m', '', line))


if __name__ == '__main__':
    beck.main()
