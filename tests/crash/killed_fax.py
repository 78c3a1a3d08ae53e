"""Workers that fax are killed, and run beside each other: every fax is handed over, none twice, what
nobody can know is uncertain, once for each line and death at most; and whatever the server has is found
by its tag, so that only what never came stays in doubt."""

from __future__ import annotations

import collections
import random
import signal
import time
import unittest

from beck import LONG, main
from crash import LEASE_SECONDS, Sending
from faxing import FAXES_AT, FakeServer, HylaFax, fax_of, prepare_faxes

LINES = 4


class KilledFax(Sending):
    def none_in_doubt_but_those_cut(self, people: int, counts: collections.Counter, kills: int) -> None:
        """The server is asked what it has: only what never came stays in doubt."""
        self.beck.json('work', '--once')
        uncertain = self.none_twice_none_lost(people, counts)
        self.assertEqual(people, len(counts) + uncertain, 'what the server has is in doubt')
        self.assertLessEqual(uncertain, kills * LINES)

    @unittest.skipIf(HylaFax.missing(), HylaFax.missing())
    def test_kill(self) -> None:
        people = 600 if LONG else 30
        server = HylaFax()
        self.addCleanup(server.stop)
        prepare_faxes(self.beck, people, server.port, lines=LINES)
        kills = self.kill_again_and_again(FAXES_AT, people, server.count, 4, 100)
        self.none_in_doubt_but_those_cut(people, collections.Counter(job['number'] for job in server.jobs()), kills)

    def test_kill_both(self) -> None:
        """The server hangs up now and then, too: on the order, behind it, before it."""
        people = 600 if LONG else 40
        chance = random.Random(7)
        server = FakeServer(*[chance.choice([{}, {'JSUBM': 'cut'}, {'JSUBM': 'cut after'}, {'JNEW': 'cut'}])
                              for _ in range(people // 2)], {})
        self.addCleanup(server.stop)
        prepare_faxes(self.beck, people, server.port, lines=LINES)
        kills = self.kill_again_and_again(FAXES_AT, people, lambda: len(server.taken), 4, 100)
        cut = people // 2  # each of which leaves one in doubt at most
        self.none_in_doubt_but_those_cut(people, collections.Counter(job['dialled'] for job in server.taken),
                                  kills + cut // LINES + 1)
        self.assertLessEqual(len(server.taken), people)

    def test_killed_before_the_answer(self) -> None:
        """The server has the jobs and has not said so: in doubt until it is asked, and then in none."""
        server = FakeServer({'JSUBM': 'wait after'})
        self.addCleanup(server.stop)
        prepare_faxes(self.beck, LINES, server.port, lines=LINES)
        worker = self.beck.at(FAXES_AT).start('work')
        for _ in range(12000):
            if len(server.taken) == LINES:
                break
            time.sleep(0.01)
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        self.assertEqual(LINES, len(server.taken))
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
            worker.communicate(timeout=300)
        self.work_to_the_end()
        self.assertEqual({fax_of(person): 1 for person in range(people)},
                         dict(collections.Counter(job['dialled'] for job in server.taken)))
        self.assertEqual(0, self.uncertain())
        self.beck.audit()


if __name__ == '__main__':
    main()
