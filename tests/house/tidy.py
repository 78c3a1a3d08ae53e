"""clang-tidy finds nothing in src/ (its checks: .clang-tidy).

Usage: tidy.py BUILD_DIRECTORY

A file that passed is not looked at again until what clang-tidy reads of it changes: what passed is
remembered (passed.py) by a checksum of the file, the code of the headers of ours that it includes,
its compile command and the checks. Of the statements of sql/ in store/queries.h, which nearly all of
action sees, only those count that the file can name: a new query is no reason to look at all others.

The analyzer follows the ways through a function until it has made so many steps. A short run lets it
make STEPS of them: on our code it comes to the same lines as with the 225,000 that are its own habit,
in a sixth of the time, and only the rarer ways to them are left to `./test long`, which grants all.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from passed import Passed, checksum
from tree import ROOT, c_code, finish, relative, with_headers

PLACE = re.compile(r'^([^\s:]+)(?=:\d+:\d+: )', re.MULTILINE)
NOT_FOR_CLANG = ('--extra-arg=-Wno-unknown-warning-option', '--extra-arg=-Qunused-arguments')
LONG = 'BECK_TEST_LONG' in os.environ
STEPS = 30_000
FEWER_STEPS = tuple(f'--extra-arg={word}' for word in (
    '-Xclang', '-analyzer-config', '-Xclang', f'max-nodes={STEPS}'))
QUERIES = Path('store/queries.h')
STATEMENT = re.compile(r'^/\* (\w+) \([^()\n]*\.sql:\d+\), gives ', re.MULTILINE)
BRINGS = re.compile(r'(?<=\bstruct )\w+(?= {)|\bsql_\w+(?=\()')
WORD = re.compile(r'[A-Za-z_]\w*')


@cache
def code_of(header: Path) -> str:
    """What of a header can matter: not its comments, unless they speak to clang-tidy, nor its layout."""
    text = header.read_text()
    return ' '.join((text if 'NOLINT' in text else c_code(text, keep_strings=True)).split())


@cache
def words_of(path: Path) -> frozenset[str]:
    return frozenset(WORD.findall(code_of(path)))


@cache
def statements(queries: Path) -> list[tuple[set[str], set[str], str]]:
    """Of each statement: the names that it brings, the words that stand in it, its code."""
    text = queries.read_text()
    begins = [found.start() for found in STATEMENT.finditer(text)] + [len(text)]
    codes = [' '.join(c_code(text[begin:end]).split()) for begin, end in zip(begins, begins[1:])]
    return [(set(BRINGS.findall(code)), set(WORD.findall(code)), code) for code in codes]


def named_queries(queries: Path, words: set[str]) -> str:
    """The statements that these words name, and those whose rows they share."""
    wanted, left, told = set(words), statements(queries), []
    while now := [each for each in left if each[0] & wanted]:
        left = [each for each in left if not each[0] & wanted]
        told += [code for _, _, code in now]
        wanted.update(*(inner for _, inner, _ in now))
    return '\n'.join(sorted(told))


@cache
def checks() -> str:
    version = subprocess.run(['clang-tidy', '--version'], stdout=subprocess.PIPE, check=True, text=True).stdout
    return version + (ROOT / '.clang-tidy').read_text() + ' '.join(NOT_FOR_CLANG)


def what_matters(path: Path, command: str, build: Path) -> list[str]:
    read = sorted(with_headers(path, build) - {path})
    queries = build / 'src' / QUERIES
    told = [checks(), command.replace(str(ROOT), ''), path.read_text()]
    told += [code_of(header) for header in read if header != queries]
    if queries in read:
        words = set().union(*(words_of(each) for each in [path, *read] if each != queries))
        told.append(named_queries(queries, words))
    return told


def tidy(path: Path, build: Path) -> list[str]:
    done = subprocess.run(['clang-tidy', '-quiet', '-p', str(build), *NOT_FOR_CLANG,
                           *(() if LONG else FEWER_STEPS), str(path)],
                          cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                          check=False)
    if done.returncode == 0:
        return []
    told = PLACE.sub(lambda found: os.path.relpath(build / found[1], ROOT), done.stdout).rstrip()
    return [told or f'{relative(path)}:1: clang-tidy ended with {done.returncode}']


def main() -> None:
    build = Path(sys.argv[1]).resolve()
    commands = {}
    for entry in json.loads((build / 'compile_commands.json').read_text()):
        path = (Path(entry['directory']) / entry['file']).resolve()
        if path.suffix == '.c' and path.is_relative_to(ROOT / 'src'):
            commands[path] = shlex.join(shlex.split(entry['command'])[1:])
    told = {path: what_matters(path, command, build) for path, command in commands.items()}
    passed = Passed('tidy')
    # What passed with all its steps passes with fewer.
    wholly = {path: checksum(*what) for path, what in told.items()}
    marks = wholly if LONG else {path: checksum(*what, *FEWER_STEPS) for path, what in told.items()}
    # The longest first, so that none is left for the end.
    new = sorted((path for path in commands if not passed.has(wholly[path]) and not passed.has(marks[path])),
                 key=lambda path: -path.stat().st_size)
    findings = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, found in zip(new, pool.map(lambda path: tidy(path, build), new)):
            findings += found
            if not found:
                passed.add(marks[path])
    finish(findings, f'clang-tidy finds nothing in {len(commands)} files ({len(new)} looked at now)')


main()
