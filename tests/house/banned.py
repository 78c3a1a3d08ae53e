"""No call that banned.txt rules out."""

import re
from collections import defaultdict
from pathlib import Path

from tree import ROOT, c_code, files, finish, relative


# A member (x.time, x->time) is no call of it.
CALL = re.compile(r'(?<![\w.>])([a-z]\w*)\s*\(')


def rules() -> dict[str, list[tuple[str, str, set[str]]]]:
    """By call: (where, what to use instead, files that may) of each line of banned.txt."""
    found = defaultdict(list)
    for line in (ROOT / 'tests/house/banned.txt').read_text().splitlines():
        if line and not line.startswith('#'):
            what, instead, *files_that_may = line.split(' : ')
            where, *calls = what.split()
            for call in calls:
                found[call].append((where, instead, set(' '.join(files_that_may).split())))
    return found


def main() -> None:
    findings = []
    table = rules()
    sources = files('src')
    for path in sources:
        name = relative(path)
        code = c_code(path.read_text())
        for match in CALL.finditer(code):
            findings += [f'{name}:{code.count(chr(10), 0, match.start()) + 1}: {match[1]}() does not stand in '
                         f'{where}; use {instead}' for where, instead, files_that_may in table.get(match[1], [])
                         if Path(name).is_relative_to(where) and name not in files_that_may]
    finish(findings, f'{len(sources)} files make no banned call')


main()
