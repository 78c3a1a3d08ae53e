#!/usr/bin/env python3
"""Sending, beside Postfix's smtp-source: send_bench.py BECK BARE_TOUCHES BARE_CARRY [same slow queued]

The same smtp-sink takes both. Beck sends messages of a cadence, merged, as plain text and HTML, each
claimed, asked again, written into the history and followed by the lead's next touch, on SQLite with
full durability; smtp-source sends one prepared message over and over. Beside it a bare loop in C writes the rows
that were written, durably, as many messages in a transaction as there are sessions, and sends nothing; and another one
hands prepared mails to Beck's carrier and keeps nothing. One after the other, the processor's time of the second
counted, they are what a program that keeps such a journal could reach at most. BENCH_MAILS (20000).

Beside that: against a server that answers each dot after a tenth of a second (slow_sink.py), where as many
connections as there are would ideally be waited for and nothing else; and the worker's memory with
BENCH_QUEUED (100000) mails due.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / 'tests/story')]
MAILS = int(os.environ.get('BENCH_MAILS', '20000'))
SLOW_MAILS, SLOW_CONNECTIONS, SLOW_SECONDS = 3000, 32, 0.1
QUEUED = int(os.environ.get('BENCH_QUEUED', '100000'))
TIMES = int(os.environ.get('BENCH_TIMES', '3'))


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


class SlowSink(Sink):
    def __init__(self, port: int, seconds: float) -> None:
        self.port = port
        self.process = subprocess.Popen([sys.executable, ROOT / 'bench/slow_sink.py', str(port), str(seconds)])
        time.sleep(1)


def prepare(beck: str, folder: Path, mails: int) -> Path:
    from beck import Beck
    from mailing import MAILING
    one = Beck(str(folder / 'bench.db'), folder)
    one.command = lambda *words: [beck, '--db', one.database, '--now', one.now, *map(str, words)]
    one.init()
    one.run('cadence', 'add', one.file('mailing.yaml', MAILING))
    one.run('import', one.table('people.csv', [{'Name': f'Person N{number}', 'E-mail': f'p{number}@firm{number}.example'}
                                               for number in range(mails)]), '--source', 'list', '--cadence', 'mailing')
    return folder / 'bench.db'


def peak(process: int) -> float:
    try:
        status = Path(f'/proc/{process}/status').read_text()
    except OSError:
        return 0.0
    return int(status.split('VmHWM:')[1].split()[0]) * 1024 / 1e6 if 'VmHWM:' in status else 0.0


def measured(words: list[object], environment: dict[str, str], seconds: float | None = None) -> tuple[bytes, float, float]:
    """What it says, how long it takes, and its memory at its largest in MB; ended after so many seconds."""
    began = time.monotonic()
    with subprocess.Popen(list(map(str, words)), env=environment, stdout=subprocess.PIPE) as process:
        memory = 0.0
        while process.poll() is None and (not seconds or time.monotonic() - began < seconds):
            memory = max(memory, peak(process.pid))  # what wait4() tells begins with our own
            time.sleep(0.05)
        process.terminate()
        said = process.stdout.read()
    assert process.returncode == 0, process.returncode
    return said, time.monotonic() - began, memory


def work(beck: str, database: Path, driver: list[str], seconds: float | None = None,
         worked: Path | None = None) -> tuple[int, float, float]:
    """Mails sent from a copy of the database, in how long, and the worker's memory. `worked` keeps the copy."""
    from mailing import SENDS_AT
    with tempfile.TemporaryDirectory(dir=database.parent) as name:
        copy = Path(name) / 'copy.db'
        shutil.copy(database, copy)
        # A copy sends nothing where its original, or another copy, has sent: each is on a machine of its own here.
        environment = os.environ | {'XDG_STATE_HOME': name}
        words = [beck, '--db', copy, '--now', SENDS_AT, '--json']
        subprocess.run([*words, 'sender', 'add', 'mary@sample.example', '--day', '1000000', '--minute', '1000000', *driver],
                       check=True, stdout=subprocess.DEVNULL, env=environment)
        said, took, memory = measured([*words, 'work', *([] if seconds else ['--once'])], environment, seconds)
        if worked:
            shutil.move(copy, worked)
        return json.loads(said)['sent'] if said else 0, took, memory


def settings(**pairs: object) -> list[str]:
    return [word for name, value in pairs.items() for word in ('--set', f'{name}={value}')]


def by_server(port: int, connections: int) -> list[str]:
    return settings(host='127.0.0.1', port=port, security='none', connections=connections)


def peer(port: int, connections: int, mails: int) -> float:
    began = time.monotonic()
    subprocess.run([shutil.which('smtp-source') or '/usr/sbin/smtp-source', '-d', '-s', str(connections), '-m', str(mails),
                    '-l', '1500', f'127.0.0.1:{port}'], check=True)
    return mails / (time.monotonic() - began)


def rows_alone(bare: str, worked: Path, before: Path, batch: int) -> float:
    """Messages a second of the bare loop; the sender of `worked` stands in the copy, too."""
    twin = worked.with_suffix('.twin')
    shutil.copy(before, twin)
    with contextlib.closing(sqlite3.connect(twin)) as link, link:
        link.execute('ATTACH ? AS worked', (str(worked),))
        link.execute('INSERT INTO main.sender SELECT * FROM worked.sender')
    count, seconds = subprocess.run([bare, worked, twin, str(batch)], check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    twin.unlink()
    return int(count) / float(seconds)


def carried_alone(carry: str, mails: int, *driver: str) -> float:
    """Seconds of the processor for each."""
    count, _, used = subprocess.run([carry, driver[0], str(mails), *driver[1:]], check=True, stdout=subprocess.PIPE,
                                    text=True).stdout.split()
    return float(used) / int(count)


def against_the_same_sink(beck: str, bare: str, carry: str, folder: Path) -> None:
    database = prepare(beck, folder, MAILS)
    sink = Sink(22525)
    for connections in (8, 32):
        theirs = peer(sink.port, connections, MAILS)
        worked = folder / 'worked.db'
        sent, took, memory = work(beck, database, by_server(sink.port, connections), worked=worked)
        assert sent == MAILS, sent
        rows = rows_alone(bare, worked, database, connections)
        worked.unlink()
        carrying = carried_alone(carry, MAILS, 'smtp', *by_server(sink.port, connections)[1::2])
        floor = 1 / (1 / rows + carrying)
        print(f'{connections} sessions: {sent / took:.0f}/s, smtp-source -d {theirs:.0f}/s, ratio {sent / took / theirs:.2f}; '
              f'memory at most {memory:.0f} MB; the rows alone {rows:.0f}/s, {rows / theirs:.2f} of smtp-source; '
              f'carrying alone {carrying * 1e6:.0f} µs each; both {floor:.0f}/s, {floor / theirs:.2f} of smtp-source')
    sink.stop()
    database.unlink()


def against_a_slow_server(beck: str, _bare: str, _carry: str, folder: Path) -> None:
    database = prepare(beck, folder, SLOW_MAILS)
    quick = SlowSink(22526, 0)
    limit = peer(quick.port, SLOW_CONNECTIONS, SLOW_MAILS)
    quick.stop()
    slow = SlowSink(22527, SLOW_SECONDS)
    ideal = SLOW_CONNECTIONS / SLOW_SECONDS
    rates = []
    for _ in range(TIMES):
        sent, took, _ = work(beck, database, by_server(slow.port, SLOW_CONNECTIONS))
        assert sent == SLOW_MAILS, sent
        rates.append(sent / took)
    slow.stop()
    print(f'each dot answered after {SLOW_SECONDS:.1f} s, {SLOW_CONNECTIONS} connections: {statistics.median(rates):.0f}/s, ideal '
          f'{ideal:.0f}/s, ratio {statistics.median(rates) / ideal:.2f} (at least 0.9); all '
          f'{", ".join(f"{rate / ideal:.2f}" for rate in rates)}; without its delay that server takes {limit:.0f}/s')
    database.unlink()


def with_many_queued(beck: str, _bare: str, _carry: str, folder: Path) -> None:
    database = prepare(beck, folder, QUEUED)
    for name, driver in (('a folder', ['--driver', 'outbox', *settings(folder=folder / 'box', sync='no')]),
                         ('32 connections', by_server(22528, 32))):
        sink = Sink(22528)
        _, _, memory = work(beck, database, driver, seconds=20)
        sink.stop()
        print(f'{QUEUED} queued, sending for 20 s to {name}: memory at most {memory:.0f} MB (50 at most)')
    database.unlink()


def main() -> None:
    beck, bare, carry = sys.argv[1:4]
    parts = {'same': against_the_same_sink, 'slow': against_a_slow_server, 'queued': with_many_queued}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for part in sys.argv[4:] or parts:
            parts[part](beck, bare, carry, folder)


if __name__ == '__main__':
    main()
