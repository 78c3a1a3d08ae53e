"""The files of the tree and how C reads: what the house checks share.

A check prints `file:line: what is wrong and the way out` for each finding and ends through finish().
"""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_OURS = {'.git', 'node_modules', '__pycache__', 'out', '.beck-sample'}
C_SOURCES = ('.c', '.h', '.cc')


def all_files() -> list[Path]:
    """Files of the tree: what git knows or would add; without git, all but what is made here."""
    listed = subprocess.run(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
                            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if listed.returncode == 0:
        names = sorted(set(listed.stdout.decode().split('\0')) - {''})
        return [ROOT / name for name in names if (ROOT / name).is_file()]
    found = []
    for place, directories, names in os.walk(ROOT):
        directories[:] = sorted(name for name in directories
                                if name not in NOT_OURS and not name.startswith('build'))
        found += [Path(place) / name for name in sorted(names)]
    return found


def files(*places: str, suffixes: tuple[str, ...] = C_SOURCES) -> list[Path]:
    """Files with these suffixes below these places ("src", "test"; none means the whole tree)."""
    return [path for path in all_files() if path.suffix in suffixes
            and (not places or any(path.is_relative_to(ROOT / place) for place in places))]


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


C_TOKEN = re.compile(r'''
    (?P<comment> /\*.*?\*/ | //(?:[^\n\\]|\\.)* ) |
    (?P<string> "(?:[^"\\\n]|\\.)*" ) |
    (?P<character> '(?:[^'\\\n]|\\.)*' )''', re.DOTALL | re.VERBOSE)


def c_code(text: str, keep_strings: bool = False) -> str:
    """C without its comments (and, as asked, strings): blanks in their place, so that lines stay."""
    def blank(match: re.Match) -> str:
        if keep_strings and match.lastgroup != 'comment':
            return match.group()
        return re.sub(r'[^\n]', ' ', match.group())
    return C_TOKEN.sub(blank, text)


INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"', re.MULTILINE)


@cache
def with_headers(path: Path, build: Path) -> frozenset[Path]:
    """The file and the headers of ours that it includes, however deep."""
    found = {path}
    for name in INCLUDE.findall(path.read_text()):
        for place in (path.parent, ROOT / 'src', build / 'src'):
            header = place / name
            if header.is_file() and header.resolve() not in found:
                found |= with_headers(header.resolve(), build)
                break
    return frozenset(found)


def finish(findings: list[str], done: str) -> None:
    """Ends the check: prints its findings, or what it looked at."""
    for finding in findings:
        print(finding)
    print(f'{len(findings)} findings' if findings else done)
    sys.exit(1 if findings else 0)
