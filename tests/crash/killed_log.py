"""Beck is killed again and again while a seller works. Each command was done whole or not at all,
and what was acknowledged is there: beside it the same day is worked in a second database that nobody
disturbs, and after each command the two hold the same rows, or those from before it."""

import random
import time

import beck
from beck import ENGINE, LONG, MONDAY
from chance import Chance
from crash import Crash, people, picture, rounds, wait_or_kill

STEPS = 150 if LONG else 14 if ENGINE == 'sqlite' else 7
LEADS = 24


class KilledLog(Crash):
    def setUp(self) -> None:
        super().setUp()
        self.list = self.beck.table('list.csv', people(LEADS))

    def both(self, seed: int) -> tuple[beck.Beck, beck.Beck]:
        pair = self.new(f'disturbed{seed}'), self.new(f'undisturbed{seed}')
        for one in pair:
            one.run('import', self.list)
            one.at(MONDAY)
        return pair

    def words(self, chance: Chance, one: beck.Beck, other: beck.Beck) -> tuple[list, list]:
        """A command for each; the touches have ids of their own."""
        if chance.one_in(5):
            return (['undo'],) * 2
        queues = [each.today('--all')['touches'] for each in (one, other)]
        if chance.one_in(6) or not queues[0]:
            chance.numbers += 1
            return (['add', f'Ada Added{chance.numbers}', '--company', 'Firm 1', '--promise',
                     'send the sketch friday'],) * 2
        place = chance.random.randrange(len(queues[0]))
        outcome = chance.outcome(queues[0][place]['channel'])
        return tuple(['log', queue[place]['id'], *outcome] for queue in queues)

    def test_all_or_nothing(self) -> None:
        for seed in rounds(1, 12):
            with self.subTest(seed=seed):
                disturbed, undisturbed = self.both(seed)
                chance = Chance(seed)
                moments = random.Random(seed)
                acknowledged = 0
                for _ in range(STEPS):
                    acknowledged += self.step(disturbed, undisturbed, chance, moments)
                    disturbed.later(minutes=20)
                    undisturbed.later(minutes=20)
                self.assertGreater(STEPS, acknowledged, 'nothing was ever killed')
                disturbed.audit()

    def step(self, disturbed: beck.Beck, undisturbed: beck.Beck, chance: Chance,
             moments: random.Random) -> bool:
        """Whether the command was acknowledged at its first try."""
        words, same = self.words(chance, disturbed, undisturbed)
        before = picture(undisturbed, self.folder)
        started = time.monotonic()
        code = undisturbed.start(*same).wait(60)
        took = time.monotonic() - started
        after = picture(undisturbed, self.folder)
        if code:  # there was nothing to undo, or no name for what was learned
            self.assertSameRows(before, after)
            return False
        for tries in range(20):
            acknowledged = wait_or_kill(disturbed.start(*words), moments.uniform(0, 1.5 * took))
            found = picture(disturbed, self.folder)
            if not acknowledged and found == before != after:
                continue  # not a trace of it: it is given again
            self.assertSameRows(after, found)
            return tries == 0 and acknowledged
        disturbed.run(*words)
        self.assertSameRows(after, picture(disturbed, self.folder))
        return False


if __name__ == '__main__':
    beck.main()
