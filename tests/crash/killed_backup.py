"""A backup that is killed: the one before stays whole, and under the new name there is a whole one or
none."""

import random
import time
from pathlib import Path

import beck
from beck import LONG, Beck
from crash import Crash, people, picture, rounds, wait_or_kill


class KilledBackup(Crash):
    def test_whole_or_none(self) -> None:
        self.only_sqlite('a PostgreSQL database is saved by pg_dump')
        self.beck.init()
        self.beck.run('import', self.beck.table('list.csv', people(4000 if LONG else 800)))
        rows = picture(self.beck, self.folder)
        old = self.folder / 'old.db'
        started = time.monotonic()
        self.beck.run('backup', old)
        took = time.monotonic() - started
        content = old.read_bytes()
        chance = random.Random(1)
        none = 0
        for at in rounds(10, 200):
            new = self.folder / f'new{at}.db'
            finished = wait_or_kill(self.beck.start('backup', new), chance.uniform(0, took))
            none += not new.exists()
            if finished:
                self.assertTrue(new.exists())
            if new.exists():
                self.holds(new, rows)
        self.assertGreater(none, 0, 'none was killed in time')
        self.assertEqual(content, old.read_bytes())
        self.holds(old, rows)
        last = self.folder / 'last.db'
        self.beck.run('backup', last)
        self.holds(last, rows)
        self.beck.audit()

    def holds(self, path: Path, rows: dict[str, list[str]]) -> None:
        copy = Beck(str(path), self.folder, self.beck.now)
        copy.audit()
        self.assertSameRows(rows, picture(copy, self.folder))


if __name__ == '__main__':
    beck.main()
