"""clang-tidy finds nothing in src/ (its checks: .clang-tidy).

Usage: tidy.py BUILD_DIRECTORY

A file that passed is not looked at again until it, a header of ours that it includes, its compile
command or the checks change: what passed is remembered by a checksum of all of these, for all
checkouts, in the user's cache directory.
"""

import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from tree import ROOT, finish, relative

INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"', re.MULTILINE)
PLACE = re.compile(r'^([^\s:]+)(?=:\d+:\d+: )', re.MULTILINE)
CACHE = Path(os.environ.get('XDG_CACHE_HOME') or Path.home() / '.cache') / 'beck' / 'tidy'
NOT_FOR_CLANG = ['--extra-arg=-Wno-unknown-warning-option', '--extra-arg=-Qunused-arguments']


@cache
def with_headers(path: Path, build: Path) -> frozenset[Path]:
    """The file and the headers of ours that it includes, however deep."""
    found = {path}
    for name in INCLUDE.findall(path.read_bytes()):
        for place in (path.parent, ROOT / 'src', build / 'src'):
            header = place / name.decode()
            if header.is_file() and header.resolve() not in found:
                found |= with_headers(header.resolve(), build)
                break
    return frozenset(found)


@cache
def checks() -> bytes:
    version = subprocess.run(['clang-tidy', '--version'], stdout=subprocess.PIPE, check=True).stdout
    return version + (ROOT / '.clang-tidy').read_bytes() + Path(__file__).read_bytes()


def checksum(path: Path, command: str, build: Path) -> str:
    told = hashlib.sha256(checks())
    told.update(command.replace(str(ROOT), '').encode())
    for each in sorted(with_headers(path, build)):
        told.update(hashlib.sha256(each.read_bytes()).digest())
    return told.hexdigest()


def tidy(path: Path, build: Path) -> list[str]:
    done = subprocess.run(['clang-tidy', '-quiet', '-p', str(build), *NOT_FOR_CLANG, str(path)],
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
    passed_before = {path: CACHE / checksum(path, command, build)
                     for path, command in commands.items()}
    CACHE.mkdir(parents=True, exist_ok=True)
    # The longest first, so that none is left for the end.
    new = sorted((path for path, mark in passed_before.items() if not mark.exists()),
                 key=lambda path: -path.stat().st_size)
    findings = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, found in zip(new, pool.map(lambda path: tidy(path, build), new)):
            findings += found
            if not found:
                passed_before[path].touch()
    finish(findings, f'clang-tidy finds nothing in {len(commands)} files ({len(new)} looked at now)')


main()
