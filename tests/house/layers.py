"""Rooms include only what layers.txt allows, and every foreign header stands in one source file."""

import re
from collections import defaultdict

from tree import ROOT, c_code, files, finish, relative

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)', re.MULTILINE)
# ISO C, POSIX, Linux; a header of C++ has no dot.
SYSTEM = re.compile(r'''
    (assert|complex|ctype|errno|fenv|float|inttypes|iso646|limits|locale|math|setjmp|signal
    |stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|tgmath|threads
    |time|uchar|wchar|wctype
    |aio|dirent|dlfcn|endian|err|fcntl|fnmatch|ftw|getopt|glob|grp|iconv|ifaddrs|langinfo|libgen
    |netdb|poll|pthread|pwd|regex|sched|semaphore|spawn|strings|syslog|sysexits|termios|unistd|wordexp
    )\.h | (sys|net|netinet|arpa|linux|asm)/\w+\.h | \w+ ''', re.VERBOSE)


class Rules:
    """What layers.txt says."""

    def __init__(self) -> None:
        self.may: dict[str, set[str]] = {}
        self.in_tests: set[str] = set()
        self.shared: dict[str, set[str]] = defaultdict(set)
        for line in (ROOT / 'tests/house/layers.txt').read_text().splitlines():
            name, _, rest = line.partition('#')[0].partition(':')
            words = rest.split()
            if name == 'test':
                self.in_tests |= set(words)
            elif name == 'foreign':
                self.shared[words[0]] |= set(words[1:])
            elif name:
                self.may[name] = set(words) | {name}


def includes(path) -> list[tuple[int, str | None, str | None]]:
    """(line, own header, foreign header) of each include; one of the two is None."""
    text = c_code(path.read_text(), keep_strings=True)
    return [(text.count('\n', 0, match.start()) + 1, match[1], match[2])
            for match in INCLUDE.finditer(text)]


def main() -> None:
    rules = Rules()
    findings = []
    users: dict[str, dict[str, int]] = defaultdict(dict)  # foreign header: {source file: line}
    sources = files('src', 'tests', 'bench')
    for path in sources:
        name = relative(path)
        parts = name.split('/')
        in_src = parts[0] == 'src'
        room = parts[1] if len(parts) > 2 else parts[-1].partition('.')[0]
        if in_src and room not in rules.may:
            findings.append(f'{name}:1: room {room} is not in tests/house/layers.txt')
            continue
        for line, own, foreign in includes(path):
            if own and in_src:
                if '/' in own and (other := own.split('/')[0]) not in rules.may[room]:
                    findings.append(f'{name}:{line}: {room} may not include {other} ("{own}"): '
                                    f'it may {", ".join(sorted(rules.may[room]))}')
            elif foreign and not SYSTEM.fullmatch(foreign):
                if in_src and path.suffix == '.h':
                    findings.append(f'{name}:{line}: <{foreign}> in a header of ours: a foreign '
                                    'library stays behind one source file')
                elif in_src or foreign not in rules.in_tests:
                    users[foreign][name] = line
    for foreign, places in sorted(users.items()):
        allowed = rules.shared.get(foreign, set())
        others = sorted(name for name in places if name not in allowed)
        if allowed and others or len(others) > 1:
            findings += [f'{name}:{places[name]}: <{foreign}> stands in '
                         f'{len(places)} files ({", ".join(sorted(places))}), may in one'
                         for name in others]
    finish(findings, f'{len(sources)} files hold to the layers; {len(users)} foreign headers stand '
                     'in one place each')


main()
