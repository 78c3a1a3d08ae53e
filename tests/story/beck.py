"""The program as a user runs it: what the stories of this directory are told with.

A story is a unittest.TestCase below Story. Each test has a folder and a database of its own (a file,
or one of the PostgreSQL server that BECK_TEST_POSTGRES names), a clock that stands where the
story puts it, and `beck`, which runs the built program and looks at its exit code. Meson runs each
story once an engine and tells which by BECK_STORY_ENGINE.

What `init` makes is made once and copied for who asks for the same again (Alike): its hundred tables
take PostgreSQL several times as long as most of what a story does with them.
"""

from __future__ import annotations

import atexit
import collections
import contextlib
import hashlib
import csv
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / 'shared' / 'corpora'
PROGRAM = os.environ.get('BECK_PROGRAM', str(ROOT / 'build' / 'src' / 'beck'))
ENGINE = os.environ.get('BECK_STORY_ENGINE', 'sqlite')
SANITIZED = os.environ.get('BECK_SANITIZED') == 'yes'  # many times slower, and hungry
LONG = 'BECK_TEST_LONG' in os.environ
SERVER = os.environ.get('BECK_TEST_POSTGRES', '')
# What stands in PATH is Debian's script that looks for it, which takes five times as long.
PSQL = shutil.which('psql', path='/usr/lib/postgresql/15/bin') or 'psql'

DONE, FAILED, WRONG_USE, FOUND = range(4)
FRIDAY = '2026-11-13T19:00:00-06:00'
MONDAY = '2026-11-16T09:00:00-06:00'
MINUTES_MOST = 30 if LONG else 5  # one command; a story that hangs fails


@dataclass
class Ran:
    """What a command left behind."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


class Beck:
    """One database, one user, one clock."""

    def __init__(self, database: str, folder: Path, now: str = FRIDAY) -> None:
        self.database = database
        self.folder = folder
        self.now = now
        self.user: str | None = None

    def command(self, *words: object) -> list[str]:
        make_empty(self.database)
        given = [PROGRAM, '--db', self.database, '--now', self.now]
        if self.user:
            given += ['--user', self.user]
        return given + [str(word) for word in words]

    def environment(self) -> dict[str, str]:
        """No habit of the machine may matter: neither its zone nor its language nor its pager."""
        kept = {key: value for key, value in os.environ.items()
                if key.endswith('SAN_OPTIONS') or key in ('PATH', 'LD_LIBRARY_PATH', 'TMPDIR')}
        return kept | {'HOME': str(self.folder), 'TZ': 'UTC', 'LC_ALL': 'C.UTF-8'}

    def start(self, *words: object, **more) -> subprocess.Popen:
        """In the background; for stories of two processes, and of death."""
        return subprocess.Popen(self.command(*words), env=self.environment(), cwd=self.folder,
                                stdin=more.pop('stdin', subprocess.DEVNULL), stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, **more)

    def run(self, *words: object, code: int = DONE, given: bytes | None = None, **more) -> Ran:
        """Runs to its end; any other exit code than `code` fails the story."""
        process = self.start(*words, stdin=subprocess.PIPE if given is not None else subprocess.DEVNULL,
                             **more)
        try:
            out, err = process.communicate(given, timeout=60 * MINUTES_MOST)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        ran = Ran(tuple(map(str, words)), process.returncode, out.decode('utf-8', 'strict'),
                  err.decode('utf-8', 'strict'))
        if ran.code != code:
            raise AssertionError(f'beck {" ".join(ran.words)} at {self.now}: exit {ran.code}, '
                                 f'not {code}\n{ran.out[-2000:]}\n{ran.err[-4000:]}')
        return ran

    def json(self, *words: object, **more):
        return self.run('--json', *words, **more).json

    def fails(self, *words: object, code: int = FAILED, **more) -> str:
        """A failure that tells why on standard error and nothing on standard output."""
        ran = self.run(*words, code=code, **more)
        assert ran.err.strip(), f'beck {" ".join(ran.words)} failed and said nothing'
        assert not ran.out, f'beck {" ".join(ran.words)} failed and printed {ran.out[:200]}'
        return ran.err

    # --- words that stories use ---

    def init(self, user: str = 'Mary Beck', zone: str = 'America/Chicago', **more: str) -> dict:
        options = [word for name, value in more.items() for word in (f'--{name}', value)]
        words = ('init', '--user', user, '--workspace', 'Sample Labels', '--cell',
                 '+1 312 555 0100', '--email', 'mary@sample.example', '--zone', zone, *options)
        alike = Alike(self, *words)
        if (made := alike.take()) is None:
            made = self.json(*words)
            self.run('user', 'set', user, 'morning=off')  # of all that is sent tests see what they mean
            alike.keep(made)
        return made

    def at(self, when: str | datetime) -> Beck:
        self.now = when if isinstance(when, str) else when.isoformat()
        return self

    @property
    def clock(self) -> datetime:
        return datetime.fromisoformat(self.now)

    def later(self, **distance: float) -> Beck:
        return self.at(self.clock + timedelta(**distance))

    def today(self, *words: object) -> dict:
        return self.json('today', *words)

    def log(self, touch: object, *words: object) -> dict:
        return self.json('log', touch, *words)

    def found(self, words: str) -> dict:
        """The one lead that fits."""
        leads = self.json('find', words)['leads']
        assert len(leads) == 1, f'{len(leads)} leads fit “{words}”'
        return leads[0]

    def show(self, lead: object) -> dict:
        return self.json('show', lead)

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def table(self, name: str, rows: list[dict[str, str]]) -> Path:
        path = self.folder / name
        with path.open('w', newline='', encoding='utf-8') as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return path

    def sql(self, statement: str) -> None:
        """Behind the program's back."""
        if ENGINE == 'postgres':
            sql(statement, self.database)
            return
        with contextlib.closing(sqlite3.connect(self.database)) as link, link:
            link.execute(statement)

    def audit(self) -> dict:
        """`check` finds nothing."""
        found = self.json('check', code=DONE)
        assert found['problems'] == [] and not found['more'], found['problems'][:5]
        return found


def instant(text: str) -> datetime:
    """A time of a JSON document: RFC 3339 in UTC with Z, whole seconds or finer."""
    assert text.endswith('Z'), text
    return datetime.fromisoformat(text[:-1]).replace(tzinfo=timezone.utc)


# --- databases ---

def sql(statement: str, database: str = SERVER) -> str:
    return subprocess.run([PSQL, '--no-psqlrc', '-qAtX', '-v', 'ON_ERROR_STOP=1', database, '-c', statement],
                          check=True, stdout=subprocess.PIPE, text=True).stdout


def drop(database: str) -> None:
    """A program that was killed may still stand in it."""
    sql(f'DROP DATABASE IF EXISTS {name_of(database)} WITH (FORCE)')


unmade: set[str] = set()  # those of PostgreSQL that no command was given yet


def name_of(database: str) -> str:
    """Of a PostgreSQL database, by its URL."""
    return urllib.parse.urlsplit(database).path.lstrip('/')


def make_empty(database: str) -> None:
    if database in unmade:
        unmade.remove(database)
        sql(f'CREATE DATABASE {name_of(database)}')


class Alike:
    """A database as the same program made it by the same words at the same time of the story.

    A copy has the identity of what it is copied from, which Beck tells restored copies by: two of
    one test are never alike, so they are told apart by their number, and only the first two are copied.
    """

    folder = os.environ.get('BECK_TEST_TEMPLATES')  # for all tests of a run
    asked: collections.Counter[Path] = collections.Counter()  # by the folder of the test

    def __init__(self, beck: Beck, *words: str) -> None:
        self.database = beck.database
        before = Alike.asked[beck.folder]  # where the machine keeps what it knows of each identity
        Alike.asked[beck.folder] += 1
        fresh = not Path(beck.database).exists() if ENGINE == 'sqlite' else beck.database in unmade
        self.may = fresh and before < 2 and beck.user is None
        if Alike.folder is None:
            Alike.folder = tempfile.mkdtemp(prefix='beck-alike-')
            atexit.register(shutil.rmtree, Alike.folder)
        program = os.stat(PROGRAM)
        key = repr((Alike.folder, ENGINE, PROGRAM, program.st_mtime_ns, program.st_size, beck.now, before, words))
        self.name = f'alike_{hashlib.sha256(key.encode()).hexdigest()[:24]}'
        self.said = Path(Alike.folder) / f'{self.name}.json'  # what `init` answered; there when all is

    def take(self) -> dict | None:
        if not self.may or not self.said.exists():
            return None
        made = json.loads(self.said.read_text())
        if ENGINE == 'sqlite':
            shutil.copyfile(self.said.with_suffix('.db'), self.database)
        else:
            unmade.remove(self.database)
            sql(f'CREATE DATABASE {name_of(self.database)} TEMPLATE {self.name} STRATEGY FILE_COPY')
        return made

    def keep(self, made: dict) -> None:
        """Who is first; the others have made their own meanwhile. Where it cannot be copied, nobody copies."""
        if not self.may:
            return
        with contextlib.suppress(FileExistsError, subprocess.CalledProcessError):
            self.said.with_suffix('.begun').touch(exist_ok=False)
            if ENGINE == 'sqlite':
                shutil.copyfile(self.database, self.said.with_suffix('.db'))
            else:
                sql(f'CREATE DATABASE {self.name} TEMPLATE {name_of(self.database)} STRATEGY FILE_COPY')
            part = self.said.with_suffix('.part')
            part.write_text(json.dumps(made))
            part.rename(self.said)


class Place:
    """Where the databases of one test are, until it ends."""

    made = 0

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix='beck-story-'))
        self.databases: list[str] = []

    def database(self, name: str = 'beck') -> str:
        if ENGINE == 'sqlite':
            return str(self.folder / f'{name}.db')
        Place.made += 1
        url = urllib.parse.urlsplit(SERVER)._replace(path=f'/story_{os.getpid()}_{Place.made}').geturl()
        unmade.add(url)
        self.databases.append(url)
        return url

    def clear(self) -> None:
        for database in self.databases:
            if database not in unmade:
                drop(database)
        for path in self.folder.rglob('*'):
            if path.is_dir():
                path.chmod(0o700)
        shutil.rmtree(self.folder)


class Story(unittest.TestCase):
    maxDiff = 4000

    def setUp(self) -> None:
        self.place = Place()
        self.addCleanup(self.place.clear)
        self.folder = self.place.folder
        self.beck = Beck(self.place.database(), self.folder)

    def corpus(self, *parts: str) -> Path:
        """A file or folder of the test material beside the checkout; else the test is skipped."""
        path = CORPORA.joinpath(*parts)
        if not path.exists():
            self.skipTest(f'{path.relative_to(CORPORA.parent.parent)} is not beside the checkout')
        return path

    def only_sqlite(self, why: str) -> None:
        if ENGINE != 'sqlite':
            self.skipTest(why)

    def assertSays(self, text: str, *parts: str) -> None:
        """An error that names the place and the way out, in one sentence and without control bytes."""
        for part in parts:
            self.assertIn(part, text)
        self.assertTrue(all(char == '\n' or char >= ' ' for char in text), repr(text))


class Told(unittest.TextTestResult):
    """Says which test runs and why one was skipped, in the words that tests/run.py reads."""

    def startTest(self, test) -> None:
        unittest.TestResult.startTest(self, test)
        self.stream.writeln(f'[ RUN      ] {test._testMethodName}')

    def tell(self, test, mark: str) -> None:
        self.stream.writeln(f'[ {mark:>8} ] {test._testMethodName}')
        self.stream.flush()

    def addSuccess(self, test) -> None:
        unittest.TestResult.addSuccess(self, test)
        self.tell(test, 'OK')

    def addError(self, test, error) -> None:
        unittest.TestResult.addError(self, test, error)
        self.tell(test, 'FAILED')

    def addFailure(self, test, error) -> None:
        unittest.TestResult.addFailure(self, test, error)
        self.tell(test, 'FAILED')

    def addSkip(self, test, reason) -> None:
        unittest.TestResult.addSkip(self, test, reason)
        self.stream.writeln(f'skip: {reason}')
        self.tell(test, ' SKIPPED')


def main() -> None:
    """Runs the stories of the calling file; names after it choose some."""
    if ENGINE == 'postgres' and not SERVER:
        print('skip: BECK_TEST_POSTGRES names no server')
        sys.exit(77)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # some stories end programs by force
    runner = unittest.TextTestRunner(stream=sys.stdout, resultclass=Told)
    tests = unittest.main(module='__main__', testRunner=runner, exit=False).result
    if tests.wasSuccessful() and len(tests.skipped) == tests.testsRun:
        print('skip: ' + '; '.join(sorted({reason for _, reason in tests.skipped})))
        sys.exit(77)
    sys.exit(not tests.wasSuccessful())
