#!/usr/bin/env python3
"""Texts into the real Kannel, beside wrk with the same requests: texts_bench.py BECK

Kannel's own pace is the limit: wrk asks it for one prepared text over and over, as many connections at a
time. Beck sends texts of a cadence, merged, each claimed, asked again, written into the history and
followed by the lead's next touch, on SQLite with full durability. BENCH_TEXTS (5000).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / 'tests/story')]
TEXTS = int(os.environ.get('BENCH_TEXTS', '5000'))
CONNECTIONS = 16
SECONDS = 5
ASKED = 1000
REQUEST = '''wrk.method = "POST"
wrk.body = "Hi Person, Mary of Sample Labels. You asked for labels that stay on: where do yours come off?"
for name, value in pairs({["Username"] = "tester", ["Password"] = "foobar", ["From"] = "+13125550100",
    ["To"] = "+13122000000", ["Coding"] = "0"}) do wrk.headers["X-Kannel-" .. name] = value end
wrk.headers["Content-Type"] = "text/plain; charset=UTF-8"
'''


def peer(folder: Path, port: int) -> float:
    script = folder / 'request.lua'
    script.write_text(REQUEST)
    out = subprocess.run(['wrk', '-t1', f'-c{CONNECTIONS}', f'-d{SECONDS}s', '-s', str(script),
                          f'http://127.0.0.1:{port}/cgi-bin/sendsms'], check=True, capture_output=True, text=True).stdout
    refused = re.search(r'Non-2xx or 3xx responses: (\d+)', out)
    assert not refused, f'Kannel refused {refused[1]}'
    return float(re.search(r'Requests/sec:\s+([\d.]+)', out)[1])


def beck_sends(beck: str, folder: Path, port: int) -> float:
    from beck import Beck
    from texting import TEXTS_AT, prepare_texts
    one = Beck(str(folder / 'bench.db'), folder)
    one.command = lambda *words: [beck, '--db', one.database, '--now', one.now, *map(str, words)]
    prepare_texts(one, TEXTS, port, connections=CONNECTIONS)
    one.at(TEXTS_AT)
    began = time.monotonic()
    sent = json.loads(one.run('--json', 'work', '--once').out)['sent']
    took = time.monotonic() - began
    assert sent == TEXTS, sent
    return TEXTS / took


def main() -> None:
    from texting import Kannel
    if not Kannel.there() or not shutil.which('wrk'):
        sys.exit('needs Kannel, its fakesmsc and wrk: apt-get install kannel kannel-extras wrk')
    beck = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kannel = Kannel(folder)
        try:
            limit = peer(folder, kannel.port)
            rate = beck_sends(beck, folder, kannel.port)
            again = peer(folder, kannel.port)
        finally:
            kannel.stop()
    limit = max(limit, again)
    print(f'{CONNECTIONS} connections: {rate:.0f} texts/s, wrk {limit:.0f}/s, ratio {rate / limit:.2f}; '
          f'{rate / min(limit, ASKED):.2f} of the lower of {ASKED}/s and that limit')


if __name__ == '__main__':
    main()
