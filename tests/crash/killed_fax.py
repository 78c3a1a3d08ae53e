"""Workers that fax are killed, and run beside each other: every fax is handed over, none twice, what
nobody can know is uncertain, once for each line and death at most; and whatever the server has is found
by its tag, so that only what never came stays in doubt."""

from __future__ import annotations

import collections
import random
import signal
import time
import unittest

from beck import LONG, SANITIZED, main
from crash import Crash, rounds
from faxing import FAXES_AT, FakeServer, HylaFax, fax_of, prepare_faxes

LEASE_SECONDS = 61
LINES = 4


class KilledFax(Crash):
    def work_to_the_end(self) -> None:
        """Claims of the dead are free once their lease is over."""
        for _ in range(60):
            self.beck.later(minutes=11)  # what was put off is due again
            self.beck.json('work', '--once')
            if not self.beck.json('outbox')['outbox']:
                return
        raise AssertionError('the outbox does not empty')

    def uncertain(self) -> int:
        return len(self.beck.json('outbox', 'uncertain')['uncertain'])

    def kill_again_and_again(self, short: int) -> int:
        """How often."""
        self.beck.at(FAXES_AT)
        for seed in rounds(short, 100):
            worker = self.beck.start('work')
            time.sleep(random.Random(seed).uniform(0.05, 0.4 if not SANITIZED else 2))
            worker.send_signal(signal.SIGKILL)
            worker.communicate()
            self.beck.later(seconds=LEASE_SECONDS)
        self.work_to_the_end()
        return len(rounds(short, 100))

    def none_twice_none_lost(self, people: int, counts: collections.Counter, kills: int) -> None:
        self.beck.json('work', '--once')  # which asks the server what it has
        uncertain = self.uncertain()
        self.assertEqual([], [who for who, count in counts.items() if count > 1], 'sent twice')
        self.assertLessEqual(people - len(counts), uncertain, 'lost')
        self.assertEqual(people, len(counts) + uncertain, 'what the server has is in doubt')
        self.assertLessEqual(uncertain, kills * LINES)
        self.beck.audit()

    @unittest.skipIf(HylaFax.missing(), HylaFax.missing())
    def test_kill(self) -> None:
        people = 600 if LONG else 30
        server = HylaFax()
        self.addCleanup(server.stop)
        prepare_faxes(self.beck, people, server.port, lines=LINES)
        kills = self.kill_again_and_again(4)
        self.none_twice_none_lost(people, collections.Counter(job['number'] for job in server.jobs()), kills)

    def test_kill_both(self) -> None:
        """The server hangs up now and then, too: on the order, behind it, before it."""
        people = 600 if LONG else 40
        chance = random.Random(7)
        server = FakeServer(*[chance.choice([{}, {'JSUBM': 'cut'}, {'JSUBM': 'cut after'}, {'JNEW': 'cut'}])
                              for _ in range(people // 2)], {})
        self.addCleanup(server.stop)
        prepare_faxes(self.beck, people, server.port, lines=LINES)
        kills = self.kill_again_and_again(4)
        cut = people // 2  # each of which leaves one in doubt at most
        self.none_twice_none_lost(people, collections.Counter(job['dialled'] for job in server.taken),
                                  kills + cut // LINES + 1)
        self.assertLessEqual(len(server.taken), people)

    def test_killed_before_the_answer(self) -> None:
        """The server has the jobs and has not said so: in doubt until it is asked, and then in none."""
        server = FakeServer({'JSUBM': 'wait after'})
        self.addCleanup(server.stop)
        prepare_faxes(self.beck, LINES, server.port, lines=LINES)
        worker = self.beck.at(FAXES_AT).start('work')
        for _ in range(3000):
            if len(server.taken) == LINES:
                break
            time.sleep(0.01)
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        server.ways = [{}]
        self.beck.later(seconds=LEASE_SECONDS).json('work', '--once')
        self.assertEqual(LINES, self.uncertain())
        self.beck.json('work', '--once')
        self.assertEqual((0, LINES), (self.uncertain(), len(server.taken)))
        self.beck.audit()

    def test_four_workers(self) -> None:
        people = 200 if LONG else 20
        server = FakeServer()
        self.addCleanup(server.stop)
        prepare_faxes(self.beck, people, server.port, lines=LINES)
        self.beck.at(FAXES_AT)
        workers = [self.beck.start('work', '--once') for _ in range(4)]
        for worker in workers:
            worker.communicate(timeout=110)
        self.work_to_the_end()
        self.assertEqual({fax_of(person): 1 for person in range(people)},
                         dict(collections.Counter(job['dialled'] for job in server.taken)))
        self.assertEqual(0, self.uncertain())
        self.beck.audit()


if __name__ == '__main__':
    main()
