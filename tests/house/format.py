"""The C of the tree is laid out by .clang-format."""

import re
import subprocess
from collections import defaultdict

from tree import ROOT, files, finish, relative


def main() -> None:
    sources = files('src', 'tests', 'bench')
    done = subprocess.run(['clang-format', '--dry-run', '-Werror', *map(relative, sources)], cwd=ROOT,
                          stderr=subprocess.PIPE, text=True, check=False)
    places = defaultdict(set)
    for found in re.finditer(r'^([^:\n]+):(\d+):\d+: error:', done.stderr, re.MULTILINE):
        places[found[1]].add(int(found[2]))
    findings = [f'{name}:{min(lines)}: {len(lines)} lines are not laid out by .clang-format; run '
                f'clang-format -i {name}' for name, lines in places.items()]
    if done.returncode != 0 and not findings:
        findings = [done.stderr]
    finish(findings, f'{len(sources)} files are laid out')


main()
