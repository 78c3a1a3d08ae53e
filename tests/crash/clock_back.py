"""A clock that is set back between commands, by hours or months: nothing is refused, nothing falls
silent, and once it goes right again the work goes on."""

import random

import beck
from beck import LONG, MONDAY, instant
from chance import Chance
from crash import Crash, people, rounds

STEPS = 400 if LONG else 20
MINUTES = (-60 * 24 * 200, -60 * 24 * 9, -60 * 30, -90, -1, 0, 15, 15, 60, 60 * 24, 60 * 24 * 4, 60 * 24 * 40)


class ClockBack(Crash):
    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        self.beck.run('import', self.beck.table('list.csv', people(20)))
        self.beck.at(MONDAY)

    def test_every_command_in_the_past(self) -> None:
        touches = self.beck.today('--all')['touches']
        self.beck.log(touches[0]['id'], 'skipped', '--because', 'no_time')
        lead = touches[0]['lead']['id']
        self.beck.run('promise', lead, 'send the sketch', 'friday')
        self.beck.at('2025-03-03T09:00:00-06:00')  # a year and more before anything was known
        self.beck.audit()
        for words in (('today', '--all'), ('next',), ('show', lead), ('promises',), ('find', 'person'),
                      ('forecast',), ('report', 'silence'), ('report', 'monday'), ('duplicates',)):
            self.beck.json(*words)
        logged = self.beck.log(touches[1]['id'], 'skipped', '--because', 'no_time')
        self.assertGreaterEqual(instant(logged['next']['due_at']), self.beck.clock)
        self.beck.log(f'lead:{lead}', 'they_called', '--result', 'promised', '--promise', 'call back friday')
        added = self.beck.json('add', 'Ada Added', '--cell', '+13125550199')
        self.assertGreaterEqual(instant(added['next']['due_at']), self.beck.clock)
        self.beck.run('import', self.beck.table('more.csv', people(30, seed=7)))
        self.beck.run('undo')
        self.beck.audit()
        self.beck.at(MONDAY)
        self.beck.audit()
        shown = self.beck.show(lead)
        self.assertEqual(2, len(shown['history']))
        self.assertIn('send the sketch', [promise['text'] for promise in shown['promises']])

    def test_a_clock_that_jumps(self) -> None:
        for seed in rounds(1, 10):
            with self.subTest(seed=seed):
                self.walk(Chance(seed), random.Random(seed))

    def walk(self, chance: Chance, jumps: random.Random) -> None:
        for step in range(STEPS):
            self.beck.later(minutes=jumps.choice(MINUTES))
            touches = self.beck.today('--all')['touches']
            if not touches:
                self.beck.later(days=30)
                continue
            touch = jumps.choice(touches)
            words = chance.outcome(touch['channel'])
            if '--set' in words and not touch['contact']:
                words[1:1] = ['--set', f'person=+Pat Person{step}']
            logged = self.beck.log(touch['id'], *words)
            self.assertEqual(logged['lead']['open'], logged['next'] is not None, words)
            if logged['next']:
                self.assertTrue(logged['next']['reason'])
                self.assertGreaterEqual(instant(logged['next']['due_at']), self.beck.clock, words)
            if step % 5 == 0:
                self.beck.audit()
        self.beck.at(MONDAY)
        self.beck.audit()


if __name__ == '__main__':
    beck.main()
