"""Several processes on one database: each is served or told why not, and nothing is lost or doubled."""

import json
import re

import beck
from beck import DONE, ENGINE, FAILED, FRIDAY, LONG, MONDAY
from crash import Crash, people, picture, rounds

ROWS = 4000 if LONG else 1100 if ENGINE == 'sqlite' else 520


class TwoProcesses(Crash):
    def ended(self, process) -> tuple[int, str]:
        out, err = process.communicate(timeout=300)
        return process.returncode, err.decode()

    def test_one_file_twice_at_once(self) -> None:
        """One of them brings it in, or begins and gives way; the same command again does the rest."""
        path = self.beck.table('list.csv', people(ROWS))
        rejects = path.with_name('list.csv.rejected.csv')
        _, rows, _ = self.reference('import', path)
        rejected = rejects.read_text()
        for seed in rounds(1, 20):
            with self.subTest(seed=seed):
                one = self.new(f'twice{seed}')
                rejects.unlink()
                for code, err in [self.ended(process) for process in
                                  [one.start('import', path) for _ in range(2 + seed % 3)]]:
                    if code != DONE:
                        self.assertEqual(FAILED, code)
                        self.assertSays(err, 'list.csv', 'another process', 'the same command again')
                again = one.json('import', path)
                self.assertIn(again['added'], (0, again['read'] - again['duplicates'] - again['updated']
                                               - again['rejected_rows']))
                one.audit()
                self.assertSameRows(rows, picture(one, self.folder))
                self.assertEqual(rejected, rejects.read_text())

    def test_two_files_and_a_seller_at_once(self) -> None:
        """Long writers do not starve a short one."""
        self.beck.init()
        # A day before: an import dates those of its own time once more together, and holds them for that.
        self.beck.later(days=-1).run('import', self.beck.table('before.csv', people(12, seed=3)))
        # Half of the people are in both: whoever comes second meets them.
        lists = [people(ROWS, seed=4), people(ROWS // 2, seed=4) + people(ROWS // 2, seed=5)]
        files = [self.beck.table(f'list{at}.csv', rows) for at, rows in enumerate(lists)]
        touches = [touch['id'] for touch in self.beck.at(MONDAY).today('--all')['touches']]
        self.beck.at(FRIDAY)
        imports = [self.beck.start('--json', 'import', path) for path in files]
        for touch in touches:
            self.beck.run('log', touch, 'skipped', '--because', 'no_time')
        for process, rows in zip(imports, lists):
            out, err = process.communicate(timeout=300)
            self.assertEqual(DONE, process.returncode, err)
            self.assertEqual(len(rows), json.loads(out)['read'])
        self.beck.audit()
        names = {row['Name'] for row in lists[0] + lists[1] if row['Name']}
        exported = self.folder / 'all.csv'
        self.beck.run('export', exported)
        found = re.findall(r'\bPerson \d+\b', exported.read_text())
        self.assertEqual(names, set(found) & names)

    def test_one_touch_is_logged_once(self) -> None:
        self.beck.init()
        self.beck.run('import', self.beck.table('list.csv', people(12)))
        self.beck.at(MONDAY)
        for touch in self.beck.today('--all')['touches'][:4]:
            ends = [self.ended(process) for process in
                    [self.beck.start('log', touch['id'], 'skipped', '--because', 'no_time')
                     for _ in range(4)]]
            self.assertEqual([DONE, FAILED, FAILED, FAILED], sorted(code for code, _ in ends))
            for code, err in ends:
                if code:
                    self.assertSays(err, 'already')
            self.assertEqual(1, len(self.beck.show(touch['lead']['id'])['history']))
        self.beck.audit()

    def test_made_once(self) -> None:
        """Several that make it: one workspace, and all of them go on with it."""
        made = [self.beck.start('--json', 'init', '--user', f'User {at}') for at in range(4)]
        told = []
        for process in made:
            out, err = process.communicate(timeout=300)
            self.assertEqual(DONE, process.returncode, err)
            told.append(json.loads(out))
        self.assertEqual(1, sum(one['made'] for one in told))
        self.assertEqual(1, len({one['user'] for one in told}))
        self.beck.audit()


if __name__ == '__main__':
    beck.main()
