"""What the crash suite has in common: lists to import, processes that are ended by force, and a
picture of all that a database holds, to hold one beside another.

The stories are told with tests/story/beck.py. What is random has a seed, and the seed stands in the
message of what fails; with BECK_TEST_LONG there are many more of them.
"""

from __future__ import annotations

import collections
import json
import random
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from beck import LONG, SANITIZED, Beck, Ran, Story

LEASE_SECONDS = 61
BEGINS_SECONDS, LIFE_SECONDS = (0.5, 6) if SANITIZED else (0.06, 1.5)  # of a worker
SOURCES = ('Pack Expo 2026', 'web', 'referral', 'bought list')


def rounds(short: int, long: int) -> range:
    """The seeds of a random test."""
    return range(long if LONG else short)


def people(count: int, seed: int = 1) -> list[dict[str, str]]:
    """Rows of a list as it comes from a show: some known twice, some without a mailbox, some broken."""
    chance = random.Random(seed)
    rows = []
    for number in range(count):
        firm = chance.randrange(count // 4 + 1)
        row = {'Name': f'Person {number}', 'Company': f'Firm {firm}', 'E-mail': f'p{number}@firm{firm}.example',
               'Mobile': f'+1312555{number % 10000:04}', 'Source': chance.choice(SOURCES),
               'Temperature': chance.choice(('hot', '', 'cold')), 'Notes': f'met at stand {number}'}
        kind = chance.random()
        if kind < 0.04:
            row = dict.fromkeys(row, '')  # rejected
        elif kind < 0.08 and rows:
            row = chance.choice(rows)  # met twice
        elif kind < 0.3:
            row |= {'E-mail': '', 'Mobile': ''}
        rows.append(row)
    return rows


def wait_or_kill(process: subprocess.Popen, seconds: float, how: int = signal.SIGKILL) -> bool:
    """Whether it came to its end before; it is over in any case."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(how)
    out, err = process.communicate(timeout=300)
    if process.returncode == 0:
        return True
    assert process.returncode == -how, f'exit {process.returncode}\n{out.decode()}\n{err.decode()}'
    return False


def picture(beck: Beck, folder: Path) -> dict[str, list[str]]:
    """Every row of every table but that of the imports themselves, by table. A killed process leaves
    gaps between the ids, so that each id is replaced by its place among all."""
    path = folder / 'picture.jsonl'
    path.unlink(missing_ok=True)
    beck.run('export', path)
    rows = [json.loads(line) for line in path.read_text(encoding='utf-8').splitlines()]
    rows = [row for row in rows if row['table'] != 'import']
    ids = sorted({value for row in rows for key, value in row.items() if is_id(key, value)})
    place = {value: at for at, value in enumerate(ids)}
    tables: dict[str, list[str]] = {}
    for row in rows:
        told = {key: place[value] if is_id(key, value) else value for key, value in row.items()}
        told.pop('hash', None)  # of suppressed addresses: made with a secret of each database
        if 'whys' in row:
            told['whys'] = re.sub(r'(PERSON_[A-Z]+,)(\d+)', lambda why: why[1] + str(place[int(why[2])]),
                                  row['whys'])
        tables.setdefault(row['table'], []).append(json.dumps(told, sort_keys=True))
    return {name: sorted(told) for name, told in tables.items()}


def is_id(key: str, value: object) -> bool:
    return isinstance(value, int) and (key == 'id' or key.endswith('_id'))


class Crash(Story):
    def assertSameRows(self, expected: dict[str, list[str]], found: dict[str, list[str]]) -> None:
        """Nothing lost, nothing doubled, nothing different."""
        counts = [{name: len(rows) for name, rows in tables.items()} for tables in (expected, found)]
        self.assertEqual(*counts)
        for name, rows in expected.items():
            lost = [pair for pair in zip(rows, found[name]) if pair[0] != pair[1]]
            self.assertEqual([], lost[:1], f'{len(lost)} rows of {name} differ')

    def new(self, name: str) -> Beck:
        """Another database, made at the same moment as all of this test."""
        made = Beck(self.place.database(name), self.folder)
        made.init()
        return made

    def reference(self, *words: object) -> tuple[Ran, dict[str, list[str]], float]:
        """What the command gives when nothing disturbs it, and how long it takes."""
        undisturbed = self.new('undisturbed')
        started = time.monotonic()
        ran = undisturbed.run('--json', *words)
        took = time.monotonic() - started
        return ran, picture(undisturbed, self.folder), took


class Sending(Crash):
    """Workers that are killed: what goes is counted where it arrives."""

    def uncertain(self) -> int:
        return len(self.beck.json('outbox', 'uncertain')['uncertain'])

    def work_to_the_end(self) -> None:
        """Claims of the dead are free once their lease is over, what was put off is due again: the oftener
        that was, the later."""
        for times in range(60):
            self.beck.later(minutes=min(6 * 1.2 ** times, 300))
            done = self.beck.json('work', '--once')
            if not self.beck.json('outbox')['outbox']:
                return
        raise AssertionError(f'the outbox does not empty: {done}')

    def kill_again_and_again(self, when: str, people: int, come: Callable[[], int], short: int = 8, long: int = 200) -> int:
        """How often. A worker in four dies as it begins, the others after as many more messages as leave
        some for all that follow; `come` says how many there are."""
        self.beck.at(when)
        kills = rounds(short, long)
        amid = 0  # kills
        for seed in kills:
            chance = random.Random(seed)
            before = come()
            share = chance.uniform(0, 2 * (people - before) / (len(kills) - seed + 1))
            worker = self.beck.start('work')
            if chance.random() < 0.25:
                time.sleep(chance.uniform(0, BEGINS_SECONDS))
            else:
                self.wait_for(lambda: come() - before > share)
            amid += come() > before
            worker.send_signal(signal.SIGKILL)
            worker.communicate()
            self.beck.later(seconds=LEASE_SECONDS)
        came = come()
        self.work_to_the_end()
        print(f'{len(kills)} kills, {amid} of them amid messages; {came} of {people} had come, {come()} in the end')
        return len(kills)

    @staticmethod
    def wait_for(done: Callable[[], bool]) -> None:
        """For a while: what cannot be known never comes."""
        end = time.monotonic() + LIFE_SECONDS
        while time.monotonic() < end and not done():
            time.sleep(0.001)

    def none_twice_none_lost(self, people: int, counts: collections.Counter) -> int:
        """How many nobody can know about."""
        uncertain = self.uncertain()
        self.assertEqual([], [who for who, count in counts.items() if count > 1], 'sent twice')
        self.assertLessEqual(people - len(counts), uncertain, 'lost')
        self.beck.audit()
        return uncertain
