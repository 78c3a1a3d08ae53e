"""An import that is killed at any moment, or asked to end, and then given again until it is done,
leaves exactly what an undisturbed one leaves: every row, every date, the rejected rows."""

import json
import random
import signal
import time

import beck
from beck import ENGINE, FAILED, LONG, Beck
from crash import Crash, people, picture, rounds, wait_or_kill

ROWS = 6000 if LONG else 1100 if ENGINE == 'sqlite' else 520  # 500 are a transaction
KILLS_MOST = 12 if LONG else 3
COUNTS = ('read', 'added', 'updated', 'duplicates', 'rejected_rows')


class KilledImport(Crash):
    def setUp(self) -> None:
        super().setUp()
        self.list = self.beck.table('list.csv', people(ROWS))
        self.more = self.beck.table('more.csv', people(ROWS // 4, seed=2))
        self.words = ('import', self.list, self.more)
        self.rejects = [path.with_name(path.name + '.rejected.csv') for path in (self.list, self.more)]

    def undisturbed(self) -> None:
        ran, self.rows, self.took = self.reference(*self.words)
        self.counts = {name: ran.json[name] for name in COUNTS}
        self.rejected = [path.read_text() for path in self.rejects]
        self.assertGreater(self.counts['rejected_rows'], ROWS // 50)
        self.assertGreater(self.counts['duplicates'], ROWS // 50)

    def killed(self, one: Beck, chance: random.Random) -> None:
        """Until it is done, or was killed often enough."""
        for _ in range(KILLS_MOST):
            if wait_or_kill(one.start(*self.words), chance.uniform(0, self.took)):
                return
            if chance.random() < 0.25:
                one.audit()
        self.done(one)

    def done(self, one: Beck) -> None:
        result = one.json(*self.words)
        # Killed between its last commit and its last word it had been done: then all is known.
        if result['added']:
            self.assertEqual(self.counts, {name: result[name] for name in COUNTS})

    def same_as_undisturbed(self, one: Beck) -> None:
        one.audit()
        self.assertSameRows(self.rows, picture(one, self.folder))
        self.assertEqual(self.rejected, [path.read_text() for path in self.rejects])

    def test_killed_at_any_moment(self) -> None:
        self.undisturbed()
        for seed in rounds(2 if ENGINE == 'sqlite' else 1, 60):
            with self.subTest(seed=seed):
                one = self.new(f'killed{seed}')
                for path in self.rejects:
                    path.write_text('left by an earlier import, and longer than what comes now\n' * 999)
                self.killed(one, random.Random(seed))
                self.same_as_undisturbed(one)

    def test_asked_to_end(self) -> None:
        """Ctrl-C, and what a machine that goes down sends: the batch under way is the last."""
        self.undisturbed()
        for number in signals():
            with self.subTest(signal=number):
                one = self.new(f'asked{int(number)}')
                stopped = self.asked(one, number)
                self.assertIn('the same command again goes on from there', ' '.join(stopped.split()))
                one.audit()
                self.done(one)
                self.same_as_undisturbed(one)

    def asked(self, one: Beck, number: int) -> str:
        """What it says. Asked as soon as it has listened for it, which is before the first batch."""
        process = one.start(*self.words)
        while not caught(process.pid, number):
            self.assertIsNone(process.poll(), 'it ended before it could be asked')
            time.sleep(0.001)
        process.send_signal(number)
        out, err = process.communicate(timeout=300)
        self.assertEqual((FAILED, b''), (process.returncode, err))
        return out.decode()

    def test_asked_to_end_as_json(self) -> None:
        one = self.new('asked')
        self.words = ('--json', *self.words)
        stopped = json.loads(self.asked(one, signal.SIGINT))
        self.assertTrue(stopped['stopped'])
        self.assertLess(stopped['read'], ROWS)

    def test_a_file_is_not_gone_on_with_when_it_has_changed(self) -> None:
        one = self.new('changed')
        self.asked(one, signal.SIGINT)
        self.beck.table('list.csv', people(ROWS) + people(1, seed=9))
        result = one.json('import', self.list)
        self.assertEqual((0, ROWS + 1), (result['files'][0]['resumed_at'], result['read']))
        one.audit()


def signals() -> tuple[signal.Signals, ...]:
    """Both where an import is quick."""
    return (signal.SIGINT, signal.SIGTERM) if LONG or ENGINE == 'sqlite' else (signal.SIGTERM,)


def caught(pid: int, number: int) -> bool:
    """Whether a process has a handler of its own for a signal."""
    try:
        with open(f'/proc/{pid}/status', encoding='ascii') as status:
            masks = [line.split()[1] for line in status if line.startswith('SigCgt:')]
    except OSError:
        return False
    return bool(masks and int(masks[0], 16) >> (number - 1) & 1)


if __name__ == '__main__':
    beck.main()
