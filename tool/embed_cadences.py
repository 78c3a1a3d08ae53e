#!/usr/bin/env python3
"""Turns the cadences that come with Beck into C: embed_cadences.py OUT.c CADENCE.yaml…

Bytes as numbers: C compilers need not take string literals of more than 4,095 characters, and
compiler caches do not see what .incbin takes in.
"""

import sys
from pathlib import Path


def main() -> None:
    out, *sources = map(Path, sys.argv[1:])
    parts = ['/* Made by tool/embed_cadences.py from cadences/. */',
             '#include "follow/cadence_builtin.h"', '']
    rows = []
    for number, source in enumerate(sorted(sources, key=lambda path: path.stem)):
        data = source.read_bytes()
        parts.append(f'static const char source_{number}[] = {{')
        for start in range(0, len(data), 24):
            parts.append(''.join(f'{byte if byte < 128 else byte - 256},'
                                 for byte in data[start:start + 24]))
        parts += ['0};', '']
        rows.append(f'    {{"{source.stem}", source_{number}, sizeof source_{number} - 1}},')
    parts += ['static const CadenceBuiltin builtin[] = {', *rows, '};', '',
              'const CadenceBuiltin *cadence_builtin(size_t *count)', '{',
              '    *count = sizeof builtin / sizeof *builtin;', '    return builtin;', '}', '']
    out.write_text('\n'.join(parts))


main()
