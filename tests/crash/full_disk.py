"""A disk without room: the error names the file and the way out, nothing that was acknowledged is
lost, and with room the work goes on where it was.

Of two kinds: a file system of its own of a few megabytes, which only root can make, and a file that
may not grow beyond a user's limit. (The disk of a PostgreSQL server is the server's.)
"""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
from pathlib import Path

import beck
from beck import FAILED, LONG, MONDAY, Beck
from crash import Crash, people, picture

KILOBYTE = 1 << 10
ROWS = 4000 if LONG else 1600
STEP = 60 if LONG else 500  # kilobytes of room, from one try to the next


def mounted(folder: Path) -> bool:
    """A file system in memory that is as small as it goes; false where that is not allowed."""
    return os.getuid() == 0 and subprocess.run(
        ['mount', '-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder], check=False,
        stderr=subprocess.DEVNULL).returncode == 0


def leave_room(disk: Path, kilobytes: int) -> None:
    """What it has beside what is on it, while others may write; a ballast takes the rest."""
    with (disk / 'ballast').open('wb', buffering=0) as file:
        with contextlib.suppress(OSError):
            while file.write(bytes(64 * KILOBYTE)):
                pass
        file.truncate(max(file.tell() - kilobytes * KILOBYTE, 0))


class FullDisk(Crash):
    def setUp(self) -> None:
        super().setUp()
        self.only_sqlite("the disk of a PostgreSQL server is the server's")
        self.list = self.beck.table('list.csv', people(ROWS))

    def small_disk(self) -> Path:
        disk = self.folder / 'disk'
        disk.mkdir()
        if not mounted(disk):
            disk.rmdir()
            self.skipTest('only root may make a small file system, and not everywhere')
        self.addCleanup(subprocess.run, ['umount', '-l', disk], check=True)
        return disk

    def told(self, said: str, *places: str) -> None:
        self.assertSays(said)
        self.assertRegex(said, 'the disk is full|No space left on device')
        self.assertIn('free some space', said)
        self.assertTrue(any(place in said for place in places), said)

    def test_import(self) -> None:
        disk = self.small_disk()
        one = Beck(str(disk / 'beck.db'), self.folder)
        one.init()
        path = disk / 'list.csv'
        path.write_bytes(self.list.read_bytes())
        failures = 0
        for kilobytes in range(0, 60 * KILOBYTE, STEP):
            leave_room(disk, kilobytes)
            ran = subprocess.run(one.command('import', path), env=one.environment(), check=False,
                                 capture_output=True)
            if ran.returncode == 0:
                break
            self.assertEqual(FAILED, ran.returncode, ran.stderr)
            self.assertEqual(b'', ran.stdout)
            self.told(ran.stderr.decode(), 'beck.db', 'list.csv.rejected.csv')
            failures += 1
        self.assertGreater(failures, 1)
        leave_room(disk, 64 * KILOBYTE)
        one.audit()
        _, rows, _ = self.reference('import', self.list)
        self.assertSameRows(rows, picture(one, self.folder))

    def test_reading_goes_on(self) -> None:
        """Whoever has no room to write can still see what is to be done."""
        disk = self.small_disk()
        one = Beck(str(disk / 'beck.db'), self.folder)
        one.init()
        one.run('import', self.beck.table('few.csv', people(40)))
        one.at(MONDAY)
        expected = one.today()['counts']
        leave_room(disk, 0)
        self.assertEqual(expected, one.today()['counts'])
        one.audit()

    def test_log(self) -> None:
        disk = self.small_disk()
        one = Beck(str(disk / 'beck.db'), self.folder)
        one.init()
        one.run('import', self.beck.table('few.csv', people(40)))
        one.at(MONDAY)
        touches = one.today('--all')['touches']
        for touch in touches[:6]:
            words = ('log', touch['id'], 'skipped', '--because', 'no_time')
            history = one.show(touch['lead']['id'])['history']
            for kilobytes in (0, 8, 16, 32):
                leave_room(disk, kilobytes)
                ran = subprocess.run(one.command(*words), env=one.environment(), check=False,
                                     capture_output=True)
                if ran.returncode == 0:
                    break
                self.assertEqual((FAILED, b''), (ran.returncode, ran.stdout))
                self.told(ran.stderr.decode(), 'beck.db')
            leave_room(disk, 64 * KILOBYTE)
            after = one.show(touch['lead']['id'])['history']
            if ran.returncode:
                self.assertEqual(history, after)
                one.run(*words)
            else:
                self.assertEqual(len(history) + 1, len(after))
            one.audit()

    def limited(self, one: Beck, most: int, *words: object) -> subprocess.CompletedProcess:
        """Runs where no file may be larger than so many bytes. (What the shell's `ulimit -f` sets.)"""
        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        return subprocess.run(one.command(*words), env=one.environment(), check=False,
                              capture_output=True, preexec_fn=limit)

    def test_a_file_that_may_not_grow(self) -> None:
        one = self.new('limited')
        most = Path(one.database).stat().st_size
        failures = 0
        for _ in range(200):
            ran = self.limited(one, most, 'import', self.list)
            if ran.returncode == 0:
                break
            self.assertEqual(FAILED, ran.returncode, ran.stderr)
            self.told(ran.stderr.decode(), 'limited.db', 'list.csv.rejected.csv')
            failures += 1
            most += STEP * KILOBYTE
        self.assertGreater(failures, 1)
        one.audit()
        _, rows, _ = self.reference('import', self.list)
        self.assertSameRows(rows, picture(one, self.folder))
        one.at(MONDAY)
        touch = one.today()['touches'][0]
        ran = self.limited(one, 100, 'log', touch['id'], 'skipped', '--because', 'no_time')
        self.assertEqual((FAILED, b''), (ran.returncode, ran.stdout), ran.stderr)
        self.told(ran.stderr.decode(), 'limited.db')
        one.log(touch['id'], 'skipped', '--because', 'no_time')
        one.audit()


if __name__ == '__main__':
    beck.main()
