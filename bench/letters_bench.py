"""Letters a second, into one PDF: python3 -B bench/letters_bench.py [BECK [LETTERS]]

A cadence of letters, a list of people who get one today, and the time `letter print --due` takes, start-up and loading of
each lead included; the best of three. The ratio is to the 100 a second that are asked for."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ASKED = 100
CADENCE = '''name: post
title: By post
for: [list]
fallbacks: {first: there, company: your company}
steps:
  - key: first
    channel: letter
    after: 0 days
    personal: true
    reason: "I sent you a letter."
    new: none
    words: |
      Hello {{first}},

      Here is a single idea for {{company}}: what I would look at first, and what it might bring.

      If it is no good, make a paper plane of it. If it is, I would be glad of a call: {{my_cell}}.

      {{me}}
tail:
  rhythm: [1 week, 1 month]
  steps:
    - {key: again, channel: letter, reason: "I want to hear how it went.", personal: true, new: none}
'''


def main(program: str = 'build/src/beck', letters: str = '500') -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def beck(now: str, *words: object) -> None:
            subprocess.run([program, '--db', folder / 'beck.db', '--now', now, *map(str, words)], check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)

        beck('2026-11-16T15:00:00Z', 'init', '--user', 'Mary Beck', '--zone', 'America/Chicago', '--postal', '1 Lake St, Chicago, IL 60601',
             '--cell', '+1 312 555 0100')
        (folder / 'post.yaml').write_text(CADENCE)
        beck('2026-11-16T15:00:00Z', 'cadence', 'add', folder / 'post.yaml')
        rows = ['Name,Company,Street,City,State,Postal Code,Country']
        rows += [f'Nr {number} Stone,Works {number},{number} Main St,Springfield,IL,{number % 90000:05},United States' for number in range(int(letters))]
        (folder / 'list.csv').write_text('\n'.join(rows))
        beck('2026-11-16T15:00:00Z', 'import', folder / 'list.csv', '--cadence', 'post', '--source', 'list')
        best = 1e9
        for run in range(3):
            begun = time.monotonic()
            beck('2027-06-01T15:00:00Z', 'letter', 'print', '--due', '--list', '-o', folder / f'{run}.pdf')
            best = min(best, time.monotonic() - begun)
        size = (folder / '0.pdf').stat().st_size
        rate = int(letters) / best
        print(f'{letters} letters in {best:.2f} s: {rate:.0f} a second, {rate / ASKED:.1f} times the {ASKED} asked for; {size >> 10} KiB')


main(*sys.argv[1:])
