"""Workers that text are killed, stopped, and run beside each other, the gateway cuts before it answers, the
disk is full: every text reaches the gateway, none twice, and what nobody can know is said to be uncertain,
once for each connection and death at most."""

from __future__ import annotations

import collections
import json
import os
import signal
import subprocess
import time

from beck import LONG, SANITIZED, Beck, main
from crash import LEASE_SECONDS, Sending
from full_disk import leave_room, mounted
from texting import OUR_NUMBER, TEXTS_AT, Gateway, people_to_text, prepare_texts

FINE = (202, {}, '0: Accepted for delivery')


class KilledTexts(Sending):
    def gateway(self, *answers: object) -> Gateway:
        gateway = Gateway(*answers)
        self.addCleanup(gateway.stop)
        return gateway

    def texted(self, gateway: Gateway) -> collections.Counter:
        return collections.Counter(gateway.numbers())

    def has_taken(self, gateway: Gateway, count: int) -> None:
        for _ in range(6000):
            if len(gateway.taken) >= count:
                return
            time.sleep(0.01)
        self.fail(f'{len(gateway.taken)} of {count} came')

    def test_kill(self) -> None:
        people = 10000 if LONG else 100 if SANITIZED else 300
        for connections in (4, 32):
            with self.subTest(connections=connections):
                self.setUp()
                gateway = self.gateway()
                prepare_texts(self.beck, people, gateway.port, connections=connections)
                kills = self.kill_again_and_again(TEXTS_AT, people, lambda: len(gateway.taken))
                self.assertLessEqual(self.none_twice_none_lost(people, self.texted(gateway)), kills * connections)

    def test_kill_while_it_fills_a_folder(self) -> None:
        people = 10000 if LONG else 100 if SANITIZED else 300
        people_to_text(self.beck, people)
        spool = self.folder / 'spool'
        new = spool / 'new'
        self.beck.run('sender', 'add', OUR_NUMBER, '--driver', 'outbox', '--day', 100000, '--minute', 100000,
                      '--set', f'folder={spool}')
        self.kill_again_and_again(TEXTS_AT, people, lambda: len(os.listdir(new)) if new.exists() else 0)
        self.none_twice_none_lost(people, collections.Counter(json.loads(path.read_text())['to'] for path in new.iterdir()))

    def test_cut_before_the_answer(self) -> None:
        people = 500 if LONG else 30
        gateway = self.gateway('cut')
        prepare_texts(self.beck, people, gateway.port)
        self.beck.at(TEXTS_AT)
        self.work_to_the_end()
        self.assertEqual(people, self.uncertain())
        gateway.answers = [FINE]
        self.work_to_the_end()
        self.assertEqual([1] * people, list(self.texted(gateway).values()))
        self.assertEqual(people, self.uncertain())
        self.beck.audit()

    def test_stopped_past_its_lease(self) -> None:
        """What the gateway sat on meanwhile is uncertain; all else goes by the second worker."""
        people, connections = 24, 4
        gateway = self.gateway(*['wait'] * connections, FINE)
        prepare_texts(self.beck, people, gateway.port, connections=connections)
        worker = self.beck.at(TEXTS_AT).start('work', '--once')
        self.has_taken(gateway, connections)
        worker.send_signal(signal.SIGSTOP)
        self.beck.later(seconds=LEASE_SECONDS + 60).json('work', '--once')
        gateway.released.set()
        worker.send_signal(signal.SIGCONT)
        worker.communicate(timeout=300)
        self.work_to_the_end()
        self.assertLessEqual(self.none_twice_none_lost(people, self.texted(gateway)), connections)

    def test_eight_workers(self) -> None:
        people = 2000 if LONG else 100
        gateway = self.gateway()
        prepare_texts(self.beck, people, gateway.port)
        self.beck.at(TEXTS_AT)
        workers = [self.beck.start('work', '--once') for _ in range(8)]
        for worker in workers:
            worker.communicate(timeout=300)
        self.work_to_the_end()
        self.assertEqual(0, self.none_twice_none_lost(people, self.texted(gateway)))
        self.assertEqual(people, len(gateway.taken))

    def test_full_disk(self) -> None:
        """Nothing goes while nothing can be written down; with room it goes on."""
        self.only_sqlite("the disk of a PostgreSQL server is the server's")
        disk = self.folder / 'disk'
        disk.mkdir()
        if not mounted(disk):
            self.skipTest('only root may make a small file system, and not everywhere')
        self.addCleanup(subprocess.run, ['umount', '-l', disk], check=True)
        people = 2000 if LONG else 200
        self.beck = Beck(str(disk / 'beck.db'), self.folder)
        gateway = self.gateway()
        prepare_texts(self.beck, people, gateway.port)
        self.beck.at(TEXTS_AT)
        for kilobytes in range(0, 2000, 50 if LONG else 400):
            leave_room(disk, kilobytes)
            subprocess.run(self.beck.command('work', '--once'), env=self.beck.environment(), check=False, capture_output=True)
            self.beck.later(minutes=6)
        (disk / 'ballast').unlink(missing_ok=True)
        self.work_to_the_end()
        self.none_twice_none_lost(people, self.texted(gateway))


if __name__ == '__main__':
    main()
