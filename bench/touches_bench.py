#!/usr/bin/env python3
"""Touches carried through: touches_bench.py BECK BARE_TOUCHES BARE_CARRY DATABASE

Each is claimed, asked again, written into the history and followed by its lead's next touch, and its mail
written into a folder (the outbox driver), in a copy of a database that make_leads.py filled. Beside it a
bare loop in C writes the same rows, in transactions of the same size, into a twin of the database as it was
before, and another one puts as many prepared mails into a folder and keeps nothing: the two, one after the other,
are what a program that keeps such a journal could reach at most. BENCH_TOUCHES (20000), BENCH_TIMES (3): the middle
of so many ratios.

Each run has a folder of its own, and none is removed before the last: a folder that was just removed makes ext4 look
at each of its inodes before it gives out a new one (recently_deleted()), and files were a tenth as quick to make.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / 'tests/story')]
TOUCHES = int(os.environ.get('BENCH_TOUCHES', '20000'))
TIMES = int(os.environ.get('BENCH_TIMES', '3'))
PREPARED_AT = '2026-11-13T19:00:00-06:00'


def home(database: Path) -> Path:
    """Where the machine keeps what it has sent from it: a copy is another database."""
    return database.with_suffix('.state')


def run(beck: str, database: Path, now: str, *words: object) -> bytes:
    return subprocess.run([beck, '--db', database, '--now', now, '--json', *map(str, words)], check=True,
                          stdout=subprocess.PIPE, env=os.environ | {'XDG_STATE_HOME': str(home(database))}).stdout


def sqlite(database: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(database)) as link, link:
        link.execute(sql).fetchall()


def prepare(beck: str, database: Path, folder: Path) -> None:
    from mailing import MAILING
    (folder / 'mailing.yaml').write_text(MAILING.replace(', {{my_cell}}', ''))  # who has none
    with (folder / 'people.csv').open('w') as people:
        people.write('Name,E-mail\n')
        people.writelines(f'Person N{number},p{number}@firm{number}.example\n' for number in range(TOUCHES))
    run(beck, database, PREPARED_AT, 'cadence', 'add', folder / 'mailing.yaml')
    run(beck, database, PREPARED_AT, 'import', folder / 'people.csv', '--source', 'list', '--cadence', 'mailing')
    run(beck, database, PREPARED_AT, 'sender', 'add', 'mary@sample.example', '--driver', 'outbox', '--day', 1000000, '--minute',
        1000000, '--set', f'folder={folder / "box"}', '--set', 'sync=no')


def copy(database: Path, to: Path) -> Path:
    for old in to.parent.glob(to.name + '*'):
        old.unlink()
    sqlite(database, 'PRAGMA wal_checkpoint(TRUNCATE)')
    shutil.copy(database, to)
    return to


def due(database: Path) -> str:
    """An hour after the last of them: a full calendar puts them off."""
    with contextlib.closing(sqlite3.connect(database)) as link:
        (last,) = link.execute("SELECT max(due_at) FROM next_touch WHERE mode = 'machine'").fetchone()
    return datetime.fromtimestamp(last + 3600, timezone.utc).isoformat()


def carried(beck: str, database: Path, box: Path, now: str) -> float:
    """Touches a second."""
    sqlite(database, f"UPDATE sender SET settings = json_set(settings, '$.folder', '{box}')")
    shutil.rmtree(home(database), ignore_errors=True)
    began = time.monotonic()
    done = json.loads(run(beck, database, now, 'work', '--once'))
    took = time.monotonic() - began
    assert done['sent'] == TOUCHES == len(os.listdir(box / 'new')), done
    return done['sent'] / took


def main() -> None:
    beck, bare, carry, filled = sys.argv[1:]
    with tempfile.TemporaryDirectory(dir=os.environ.get('TMPDIR')) as name:
        folder = Path(name)
        start = copy(Path(filled), folder / 'start.db')
        prepare(beck, start, folder)
        now = due(start)
        for sync in ('no', 'yes'):
            sqlite(start, f"UPDATE sender SET settings = json_set(settings, '$.sync', '{sync}')")
            figures = []
            for turn in range(TIMES):
                worked, twin = copy(start, folder / 'worked.db'), folder / 'twin.db'
                ours = carried(beck, worked, folder / f'box-{sync}-{turn}', now)
                before = copy(start, twin)
                count, seconds = subprocess.run([bare, worked, before], check=True, stdout=subprocess.PIPE, text=True).stdout.split()
                theirs = int(count) / float(seconds)
                mails, files, _ = subprocess.run([carry, 'outbox', str(TOUCHES), f'folder={folder / f"bare-{sync}-{turn}"}', f'sync={sync}'],
                                                 check=True, stdout=subprocess.PIPE, text=True).stdout.split()
                most = 1 / (1 / theirs + float(files) / int(mails))
                figures.append((ours / theirs, ours, theirs, most))
            ratio, ours, theirs, most = sorted(figures)[len(figures) // 2]
            print(f'touches carried through, files synced: {sync}: {ours:.0f}/s; bare loop {theirs:.0f}/s; ratio {ratio:.2f} '
                  f'(at least 0.7); all {", ".join(f"{figure[0]:.2f}" for figure in figures)}; rows and files alone {most:.0f}/s, '
                  f'{most / theirs:.2f}')


if __name__ == '__main__':
    main()
