"""The database fails while Beck sends: no room on its disk, writes or syncs that come back with EIO, a
PostgreSQL server that ends sessions in the middle of what they do. Sending stops and says why; when the
trouble is over it goes on by itself. Nothing is lost, nothing goes twice, nothing is left uncertain.
"""

from __future__ import annotations

import collections
import os
import random
import signal
import subprocess
import time
import unittest
from pathlib import Path

import beck
from beck import ENGINE, LONG, SANITIZED, Beck
from crash import Crash, rounds
from full_disk import leave_room, mounted
from mailing import SENDS_AT, SINK, Sink, prepare

PEOPLE = 1500 if LONG else 300
FIRST_PASS = {'w': (20, 300), 's': (2, 20)}  # a mail is more than a write, and eight go with a sync at most
FAILING_DISK = os.environ.get('BECK_FAILING_DISK', '')


class Working:
    """`beck work`, and what it says."""

    def __init__(self, one: Beck, **more: str) -> None:
        self.log = one.folder / 'work.log'
        with self.log.open('wb') as log:
            self.process = subprocess.Popen(one.command('work'), env=one.environment() | more, cwd=one.folder,
                                            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log)

    def troubles(self) -> list[str]:
        return [line for line in self.log.read_text('utf-8').splitlines() if 'work: ' in line]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(60) == 0, self.log.read_text('utf-8')[-2000:]


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class SickDisk(Crash):
    def eventually(self, what) -> None:
        """Waits for a state; the minutes are for machines that are busy."""
        for _ in range(6000):
            if what():
                return
            time.sleep(0.01)
        self.fail('it does not come to that: ' + (self.folder / 'work.log').read_text('utf-8')[-2000:])

    def ready(self, one: Beck) -> Sink:
        sink = Sink(self.folder)
        self.addCleanup(sink.stop)
        prepare(one, PEOPLE, sink.port, connections=8)
        one.at(SENDS_AT)
        return sink

    def sent_to(self, sink: Sink) -> collections.Counter:
        return collections.Counter(mail['X-Rcpt-Args'] for mail in sink.whole())

    def stands_still(self, working: Working, sink: Sink) -> None:
        """It has said what is wrong, and as long as it is nothing goes. (Whose dot was written before may still, and
        while there is a little room a smaller round may fit into it.)"""
        sent = -1
        for _ in range(20):
            told = len(working.troubles())
            self.eventually(lambda: len(working.troubles()) > told)
            before, sent = sent, len(sink.whole())
            if sent == before:
                return
        self.fail('mails go on and on: ' + working.log.read_text('utf-8')[-2000:])

    def all_went_once(self, one: Beck, working: Working, sink: Sink) -> None:
        self.eventually(lambda: sink.begun() >= PEOPLE)
        self.eventually(lambda: not one.json('outbox')['outbox'])
        working.stop()
        counts = self.sent_to(sink)
        self.assertEqual((PEOPLE, {1}), (len(counts), set(counts.values())))
        self.assertEqual([], one.json('outbox', 'uncertain')['uncertain'])
        one.audit()

    # --- SQLite ---

    def test_no_room(self) -> None:
        self.only_sqlite("the disk of a PostgreSQL server is the server's")
        disk = self.folder / 'disk'
        disk.mkdir()
        if not mounted(disk):
            self.skipTest('only root may make a small file system, and not everywhere')
        self.addCleanup(subprocess.run, ['umount', '-l', disk], check=True)
        for kilobytes in range(0, 2000, 50) if LONG else (0, 200):
            with self.subTest(kilobytes=kilobytes):
                one = Beck(str(disk / f'{kilobytes}.db'), self.folder)
                sink = self.ready(one)
                working = Working(one)
                self.addCleanup(working.process.kill)
                self.eventually(lambda: sink.begun() > 0)
                working.process.send_signal(signal.SIGSTOP)  # else all may be gone before the disk is full
                try:
                    leave_room(disk, kilobytes)
                    working.process.send_signal(signal.SIGCONT)
                    self.stands_still(working, sink)
                    self.assertIn('disk is full', working.troubles()[0])
                    self.assertIn('free some space', working.troubles()[0])
                    self.assertLess(len(sink.whole()), PEOPLE)
                finally:
                    (disk / 'ballast').unlink()
                self.all_went_once(one, working, sink)
                Path(one.database).unlink()

    def test_begun_without_room(self) -> None:
        """Both halves of the machine say what it is, and neither keeps the file from the other."""
        self.only_sqlite("the disk of a PostgreSQL server is the server's")
        disk = self.folder / 'disk'
        disk.mkdir()
        if not mounted(disk):
            self.skipTest('only root may make a small file system, and not everywhere')
        self.addCleanup(subprocess.run, ['umount', '-l', disk], check=True)
        one = Beck(str(disk / 'begun.db'), self.folder)
        sink = self.ready(one)
        leave_room(disk, 0)
        working = Working(one)
        self.eventually(lambda: len(working.troubles()) > 3)
        working.stop()
        self.assertNotIn('locked', working.log.read_text('utf-8'))
        working = Working(one)
        self.addCleanup(working.process.kill)
        self.eventually(lambda: len(working.troubles()) > 1)
        (disk / 'ballast').unlink()
        self.all_went_once(one, working, sink)
        self.assertNotIn('locked', working.log.read_text('utf-8'))

    def test_it_fails(self) -> None:
        self.only_sqlite("the disk of a PostgreSQL server is the server's")
        if not FAILING_DISK or SANITIZED:
            self.skipTest('what makes a disk fail is not built, or the sanitizers would not bear it')
        for seed in rounds(2, 60):
            calls = ('w', 's', 'ws')[seed % 3]
            with self.subTest(seed=seed, calls=calls):
                one = Beck(self.place.database(f'sick{seed}'), self.folder)
                sink = self.ready(one)
                flag = self.folder / f'failing{seed}'
                flag.write_text(f'{calls} {random.Random(seed).randrange(*FIRST_PASS[calls[0]])}')
                working = Working(one, LD_PRELOAD=FAILING_DISK, FAILING_DISK_WHILE=str(flag),
                                  FAILING_DISK_FILES=f'sick{seed}.db')
                self.addCleanup(working.process.kill)
                self.stands_still(working, sink)
                self.assertLess(len(sink.whole()), PEOPLE)
                self.assertRegex(working.troubles()[0], r'sick\d+\.db')
                flag.unlink()
                self.all_went_once(one, working, sink)

    # --- PostgreSQL ---

    def test_sessions_end(self) -> None:
        if ENGINE != 'postgres':
            self.skipTest('SQLite has no sessions')
        one = self.beck
        name = f'sick_{os.getpid()}'
        sink = self.ready(one)
        one.database += f'?application_name={name}'
        working = Working(one)
        self.addCleanup(working.process.kill)
        chance, cuts = random.Random(1), 0
        while cuts < len(rounds(8, 200)) and sink.begun() < PEOPLE:
            cuts += beck.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{name}'").count('t')
            time.sleep(chance.uniform(0, 0.05))
        self.assertGreater(cuts, 1)
        self.assertTrue(working.troubles())
        self.all_went_once(one, working, sink)


if __name__ == '__main__':
    beck.main()
