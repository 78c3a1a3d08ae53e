"""The C of the tree is laid out by .clang-format; a file that is, is not asked about again (passed.py)."""

import re
import subprocess
from collections import defaultdict

from passed import Passed, checksum
from tree import ROOT, files, finish, relative


def main() -> None:
    sources = files('src', 'tests', 'bench')
    version = subprocess.run(['clang-format', '--version'], stdout=subprocess.PIPE, check=True, text=True).stdout
    rules = version + (ROOT / '.clang-format').read_text()
    passed = Passed('format')
    marks = {path: checksum(rules, path.suffix, path.read_text()) for path in sources}
    new = [path for path in sources if not passed.has(marks[path])]
    if not new:
        finish([], f'{len(sources)} files are laid out')
    done = subprocess.run(['clang-format', '--dry-run', '-Werror', *map(relative, new)], cwd=ROOT,
                          stderr=subprocess.PIPE, text=True, check=False)
    places = defaultdict(set)
    for found in re.finditer(r'^([^:\n]+):(\d+):\d+: error:', done.stderr, re.MULTILINE):
        places[found[1]].add(int(found[2]))
    findings = [f'{name}:{min(lines)}: {len(lines)} lines are not laid out by .clang-format; run '
                f'clang-format -i {name}' for name, lines in places.items()]
    if done.returncode != 0 and not findings:
        findings = [done.stderr]
    if not findings:
        for path in new:
            passed.add(marks[path])
    finish(findings, f'{len(sources)} files are laid out')


main()
