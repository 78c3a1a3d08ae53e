"""No call that banned.txt rules out."""

import re
from pathlib import Path

from tree import ROOT, c_code, files, finish, relative


def rules() -> list[tuple[str, re.Pattern, str, set[str]]]:
    """(where, calls, what to use instead, files that may) of each line of banned.txt."""
    found = []
    for line in (ROOT / 'tests/house/banned.txt').read_text().splitlines():
        if line and not line.startswith('#'):
            what, instead, *files_that_may = line.split(' : ')
            where, *calls = what.split()
            # A member (x.time, x->time) is no call of it.
            pattern = re.compile(r'(?<![\w.>])(' + '|'.join(calls) + r')\s*\(')
            found.append((where, pattern, instead, set(' '.join(files_that_may).split())))
    return found


def main() -> None:
    findings = []
    table = rules()
    sources = files('src')
    for path in sources:
        name = relative(path)
        code = c_code(path.read_text())
        for where, pattern, instead, files_that_may in table:
            if Path(name).is_relative_to(where) and name not in files_that_may:
                findings += [f'{name}:{code.count(chr(10), 0, match.start()) + 1}: {match[1]}() does '
                             f'not stand in {where}; use {instead}' for match in pattern.finditer(code)]
    finish(findings, f'{len(sources)} files make no banned call')


main()
