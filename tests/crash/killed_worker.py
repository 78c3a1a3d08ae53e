"""Workers that send are killed, stopped, and run beside each other: every mail is sent, none twice,
and what nobody can know is said to be uncertain, once for each connection and death at most."""

from __future__ import annotations

import collections
import email
import os
import signal
import subprocess
import time
import unittest
from pathlib import Path

from beck import LONG, SANITIZED, main
from crash import LEASE_SECONDS, Sending
from mailing import SENDS_AT, SINK, Sink, people_to_mail, prepare


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class KilledWorker(Sending):
    def sink(self, *options: str, port: int = 0) -> Sink:
        sink = Sink(self.beck.folder, *options, port=port)
        self.addCleanup(sink.stop)
        return sink

    def sent_to(self, *sinks: Sink) -> collections.Counter:
        return collections.Counter(mail['X-Rcpt-Args'] for sink in sinks for mail in sink.whole())

    def test_kill(self) -> None:
        people = 10000 if LONG else 150 if SANITIZED else 400
        for connections in (4, 32):
            with self.subTest(connections=connections):
                self.setUp()
                sink = self.sink()
                prepare(self.beck, people, sink.port, connections=connections)
                kills = self.kill_again_and_again(SENDS_AT, people, sink.begun)
                self.assertLessEqual(self.none_twice_none_lost(people, self.sent_to(sink)), kills * connections)

    def test_kill_while_it_fills_a_folder(self) -> None:
        people = 10000 if LONG else 150 if SANITIZED else 300
        for sync in ('yes', 'no'):
            with self.subTest(sync=sync):
                self.setUp()
                people_to_mail(self.beck, people)
                spool = self.folder / 'spool'
                new = spool / 'new'
                self.beck.run('sender', 'add', 'mary@sample.example', '--driver', 'outbox', '--day', 100000, '--minute', 100000,
                              '--set', f'folder={spool}', '--set', f'sync={sync}')
                self.kill_again_and_again(SENDS_AT, people, lambda: len(os.listdir(new)) if new.exists() else 0)
                self.none_twice_none_lost(people, collections.Counter(
                    email.message_from_bytes(path.read_bytes())['Envelope-To'] for path in new.iterdir()))

    def has_begun(self, sink: Sink, count: int) -> None:
        for _ in range(6000):
            if sink.begun() >= count:
                return
            time.sleep(0.01)
        self.fail(f'{sink.begun()} of {count} came')

    def test_cut_before_the_answer(self) -> None:
        people = 500 if LONG else 30
        sink = self.sink('-q', '.')
        prepare(self.beck, people, sink.port)
        self.beck.run('config', 'set', 'late_hours', 400)  # half of them stand behind one that is cut, each time
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

    def overtaking(self, worker: subprocess.Popen, slow: Sink) -> subprocess.Popen:
        """The worker is stopped, and a second one sends; where it was stopped amid its writing, nobody else
        can write, and it is let go on for a moment."""
        for _ in range(20):
            worker.send_signal(signal.SIGSTOP)
            before = slow.begun()
            second = self.beck.start('work', '--once')
            while second.poll() is None:
                if slow.begun() > before:
                    return second
                time.sleep(0.01)
            second.communicate()
            worker.send_signal(signal.SIGCONT)
            time.sleep(0.05)
        self.fail('the second one sends nothing')

    def test_stopped_past_its_lease(self) -> None:
        people = 24
        slow = self.sink('-w', '1')  # every answer takes a second
        prepare(self.beck, people, slow.port, connections=4)
        worker = self.beck.at(SENDS_AT).start('work', '--once')
        self.beck.later(seconds=LEASE_SECONDS + 60)
        self.has_begun(slow, 1)
        second = self.overtaking(worker, slow)
        worker.send_signal(signal.SIGCONT)
        for process in (worker, second):
            process.communicate(timeout=300)
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
            worker.communicate(timeout=300)
        self.work_to_the_end()
        self.assertEqual([1] * people, list(self.sent_to(sink).values()))
        self.assertEqual(0, self.uncertain())
        self.beck.audit()


if __name__ == '__main__':
    main()
