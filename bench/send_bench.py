#!/usr/bin/env python3
"""Sending, beside Postfix's smtp-source: send_bench.py BECK

The same smtp-sink takes both. Beck sends messages of a cadence, merged, as plain text and HTML, each
claimed, asked again, written into the history and followed by the lead's next touch, on SQLite with
full durability; smtp-source sends one prepared message over and over. BENCH_MAILS (20000).
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / 'tests/story')]
MAILS = int(os.environ.get('BENCH_MAILS', '20000'))
SLOW_MAILS = 3000
SLOW_SECONDS = '0.1'


class Sink:
    def __init__(self, port: int, *options: str) -> None:
        self.port = port
        user = ['-u', 'nobody'] if os.geteuid() == 0 else []
        self.process = subprocess.Popen([shutil.which('smtp-sink') or '/usr/sbin/smtp-sink', *user, *options,
                                         f'127.0.0.1:{port}', '200'], stdout=subprocess.DEVNULL)
        time.sleep(0.5)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def prepare(beck: str, folder: Path, mails: int, port: int) -> Path:
    from beck import Beck
    from mailing import MAILING
    one = Beck(str(folder / 'bench.db'), folder)
    one.command = lambda *words: [beck, '--db', one.database, '--now', one.now, *map(str, words)]
    one.init()
    one.run('cadence', 'add', one.file('mailing.yaml', MAILING))
    one.run('import', one.table('people.csv', [{'Name': f'Person N{number}', 'E-mail': f'p{number}@firm{number}.example'}
                                               for number in range(mails)]), '--source', 'list', '--cadence', 'mailing')
    return folder / 'bench.db'


def send(beck: str, database: Path, port: int, connections: int) -> tuple[float, float]:
    """Mails a second, and the worker's memory at its largest, in MB."""
    from mailing import SENDS_AT
    copy = database.with_name(f'copy-{connections}.db')
    shutil.copy(database, copy)
    run = lambda *words: subprocess.run([beck, '--db', copy, '--now', SENDS_AT, '--json', *words], check=True,
                                        capture_output=True).stdout
    run('sender', 'add', 'mary@sample.example', '--day', '1000000', '--minute', '1000000', '--set', 'host=127.0.0.1', '--set',
        f'port={port}', '--set', 'security=none', '--set', f'connections={connections}')
    began = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = json.loads(run('work', '--once'))
    took = time.monotonic() - began
    copy.unlink()
    return done['sent'] / took, max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) * 1024 / 1e6


def peer(port: int, connections: int, mails: int) -> float:
    began = time.monotonic()
    subprocess.run([shutil.which('smtp-source') or '/usr/sbin/smtp-source', '-d', '-s', str(connections), '-m', str(mails),
                    '-l', '1500', f'127.0.0.1:{port}'], check=True)
    return mails / (time.monotonic() - began)


def main() -> None:
    beck = sys.argv[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        database = prepare(beck, folder, MAILS, 0)
        sink = Sink(22525)
        for connections in (8, 32):
            theirs = peer(sink.port, connections, MAILS)
            ours, memory = send(beck, database, sink.port, connections)
            print(f'{connections} sessions: {ours:.0f}/s, smtp-source -d {theirs:.0f}/s, ratio {ours / theirs:.2f}; '
                  f'memory at most {memory:.0f} MB')
        sink.stop()


if __name__ == '__main__':
    main()
