"""A database that is none, another program's, a newer Beck's, cut off or damaged: it is refused in
plain words and left as it is; wherever a bit is wrong, no command ends by a fault of its own."""

import random
import sqlite3
from pathlib import Path

import beck
from beck import DONE, ENGINE, FAILED, FOUND, LONG, MONDAY, Beck, sql
from crash import Crash, people, rounds

COMMANDS = (('today', '--all'), ('show', '14'), ('find', 'person'), ('check',), ('export', '-'),
            ('add', 'Ada Added', '--cell', '+13125550199'), ('forecast',))


class DamagedFile(Crash):
    def setUp(self) -> None:
        super().setUp()
        if self._testMethodName != 'test_a_newer_one':
            self.only_sqlite('the files of a PostgreSQL server are the server\'s')
        self.beck.init()
        self.beck.run('import', self.beck.table('list.csv', people(60)))
        self.beck.at(MONDAY)

    def file(self) -> Path:
        return Path(self.beck.database)

    def refused(self, content: bytes, *parts: str) -> None:
        """By every command, `init` too, and nobody writes into it."""
        path = self.folder / 'other.db'
        path.write_bytes(content)
        other = Beck(str(path), self.folder)
        for words in (*COMMANDS, ('import', self.folder / 'list.csv'), ('init', '--user', 'Mary')):
            said = other.fails(*words)
            self.assertSays(said, 'other.db', *parts)
        self.assertEqual(content, path.read_bytes())
        for beside in self.folder.glob('other.db-*'):
            beside.unlink()

    def test_a_newer_one(self) -> None:
        statement = ("INSERT INTO schema_migration (number, name, sha256{more}) "
                     "SELECT 999, 'later', sha256{more} FROM schema_migration LIMIT 1")
        if ENGINE == 'sqlite':
            with sqlite3.connect(self.beck.database) as connection:
                columns = [row[1] for row in connection.execute('PRAGMA table_info(schema_migration)')]
                more = ''.join(f', {name}' for name in columns if name not in ('number', 'name', 'sha256'))
                connection.execute(statement.format(more=more))
            connection.close()
        else:
            columns = sql("SELECT column_name FROM information_schema.columns WHERE table_name = 'schema_migration'",
                          self.beck.database).split()
            more = ''.join(f', {name}' for name in columns if name not in ('number', 'name', 'sha256'))
            sql(statement.format(more=more), self.beck.database)
        for words in (*COMMANDS, ('init', '--user', 'Mary')):
            self.assertSays(self.beck.fails(*words), 'newer Beck', 'restore a backup')

    def test_what_is_no_database(self) -> None:
        self.refused(b'Name,E-mail\nAnn Ford,ann@acme.example\n' * 200, 'not a database')
        self.refused(b'\x89PNG\r\n\x1a\n' + bytes(range(256)) * 64, 'not a database')
        self.refused(b'SQLite format 3\0' + b'\xff' * 5000, 'not a database')

    def test_another_programs(self) -> None:
        path = self.folder / 'foreign.db'
        with sqlite3.connect(path) as connection:
            connection.execute('CREATE TABLE lead (id INTEGER PRIMARY KEY, name TEXT)')
        connection.close()
        self.refused(path.read_bytes(), 'another program')

    def test_an_empty_one(self) -> None:
        path = self.file()
        path.write_bytes(b'')
        for words in COMMANDS:
            self.assertSays(self.beck.fails(*words), 'is empty', 'beck init')
        self.beck.init()
        self.beck.audit()

    def test_one_that_was_cut_off(self) -> None:
        content = self.file().read_bytes()
        for part in (0.02, 0.3, 0.5, 0.9, 0.98):
            with self.subTest(part=part):
                self.refused(content[:int(len(content) * part)], 'damaged')

    def test_bits_that_fell_over(self) -> None:
        """SQLite tells a page that is no page, not a letter that is another one."""
        content = self.file().read_bytes()
        told = 0
        for seed in rounds(5, 400):
            chance = random.Random(seed)
            broken = bytearray(content)
            for _ in range(chance.choice((1, 3, 30, 300))):
                place = chance.randrange(100 if chance.random() < 0.1 else len(broken))
                broken[place] ^= 1 << chance.randrange(8)
            path = self.folder / f'broken{seed}.db'
            path.write_bytes(bytes(broken))
            told += self.survived(Beck(str(path), self.folder, MONDAY), seed)
        self.assertGreater(told, 0, 'no damage was ever noticed')

    def survived(self, broken: Beck, seed: int) -> int:
        """How many commands refused to work; each in words."""
        told = 0
        for words in COMMANDS:
            process = broken.start(*words)
            out, err = process.communicate(timeout=300)
            said = f'seed {seed}, {words}: exit {process.returncode}\n{err.decode(errors="replace")}'
            self.assertIn(process.returncode, (DONE, FAILED, FOUND), said)
            if process.returncode == FAILED:
                self.assertSays(err.decode())
                self.assertNotEqual('', err.decode().strip(), said)
                told += 1
        return told


if __name__ == '__main__':
    beck.main()
