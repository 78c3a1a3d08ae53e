"""Workers that send are killed, stopped, and run beside each other: every mail is sent, none twice,
and what nobody can know is said to be uncertain, once for each connection and death at most."""

from __future__ import annotations

import collections
import random
import signal
import time
import unittest
from pathlib import Path

from beck import LONG, SANITIZED, main
from crash import Crash, rounds
from mailing import SENDS_AT, SINK, Sink, prepare

LEASE_SECONDS = 61


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class KilledWorker(Crash):
    def sink(self, *options: str, port: int = 0) -> Sink:
        sink = Sink(self.beck.folder, *options, port=port)
        self.addCleanup(sink.stop)
        return sink

    def sent_to(self, *sinks: Sink) -> collections.Counter:
        return collections.Counter(mail['X-Rcpt-Args'] for sink in sinks for mail in sink.whole())

    def uncertain(self) -> int:
        return len(self.beck.json('outbox', 'uncertain')['uncertain'])

    def work_to_the_end(self) -> None:
        """Claims of the dead are free once their lease is over."""
        for _ in range(60):
            self.beck.later(minutes=6)  # what was put off is due again
            done = self.beck.json('work', '--once')
            if not self.beck.json('outbox')['outbox']:
                return
        raise AssertionError(f'the outbox does not empty: {done}')

    def test_kill(self) -> None:
        people = 10000 if LONG else 150 if SANITIZED else 400
        for connections in (4, 32):
            with self.subTest(connections=connections):
                self.setUp()
                sink = self.sink()
                prepare(self.beck, people, sink.port, connections=connections)
                self.beck.at(SENDS_AT)
                kills = 0
                for seed in rounds(8, 200):
                    chance = random.Random(seed)
                    worker = self.beck.start('work')
                    time.sleep(chance.uniform(0.02, 0.25 if not SANITIZED else 1.5))
                    worker.send_signal(signal.SIGKILL)
                    worker.communicate()
                    kills += 1
                    self.beck.later(seconds=LEASE_SECONDS)
                self.work_to_the_end()
                counts = self.sent_to(sink)
                uncertain = self.uncertain()
                self.assertEqual([], [who for who, count in counts.items() if count > 1], 'sent twice')
                self.assertLessEqual(people - len(counts), uncertain, 'lost')
                self.assertLessEqual(uncertain, kills * connections)
                self.beck.audit()

    def test_cut_before_the_answer(self) -> None:
        people = 500 if LONG else 30
        sink = self.sink('-q', '.')
        prepare(self.beck, people, sink.port)
        self.beck.at(SENDS_AT)
        self.work_to_the_end()
        self.assertEqual(people, self.uncertain())
        sink.stop()
        again = self.sink(port=sink.port)
        self.work_to_the_end()
        self.assertEqual({}, self.sent_to(again))
        self.assertEqual(people, self.uncertain())
        self.beck.audit()

    def test_cut_before_the_dot(self) -> None:
        people = 500 if LONG else 30
        sink = self.sink('-q', 'DATA')
        prepare(self.beck, people, sink.port)
        self.assertEqual(people, self.beck.at(SENDS_AT).json('work', '--once')['later'])
        sink.stop()
        again = self.sink(port=sink.port)
        self.beck.later(minutes=6)
        self.work_to_the_end()
        self.assertEqual([1] * people, list(self.sent_to(again).values()))
        self.assertEqual(0, self.uncertain())

    def test_stopped_past_its_lease(self) -> None:
        people = 60
        slow = self.sink('-w', '1')  # every answer takes a second
        prepare(self.beck, people, slow.port, connections=4)
        worker = self.beck.at(SENDS_AT).start('work', '--once')
        time.sleep(3 if not SANITIZED else 6)
        worker.send_signal(signal.SIGSTOP)
        second = self.beck.later(seconds=LEASE_SECONDS + 60).start('work', '--once')
        time.sleep(3)
        worker.send_signal(signal.SIGCONT)
        for process in (worker, second):
            process.communicate(timeout=110)
        self.work_to_the_end()
        counts = self.sent_to(slow)
        self.assertEqual(people, len(counts))
        self.assertEqual({1}, set(counts.values()))
        self.beck.audit()

    def test_eight_workers(self) -> None:
        people = 2000 if LONG else 200
        sink = self.sink()
        prepare(self.beck, people, sink.port)
        self.beck.at(SENDS_AT)
        workers = [self.beck.start('work', '--once') for _ in range(8)]
        for worker in workers:
            worker.communicate(timeout=110)
        self.work_to_the_end()
        self.assertEqual([1] * people, list(self.sent_to(sink).values()))
        self.assertEqual(0, self.uncertain())
        self.beck.audit()


if __name__ == '__main__':
    main()
