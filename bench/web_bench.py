#!/usr/bin/env python3
"""The web server under load: web_bench.py BECK BARE_HTTP SMALL LARGE NOW

SMALL and LARGE are databases of make_leads.py. Today as JSON and as page (50 touches, 16 connections,
one seller and all of them) beside the bare HTTP library with a body of the same size, captures that
are durable, memory at rest, under that load and with 1,000 open event streams, and the time from
exec to the first answer. Needs wrk.
"""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

SECONDS = int(os.environ.get('BENCH_SECONDS', '10'))
CONNECTIONS = 16
STREAMS = 1000
COLD_STARTS = 11


class Server:
    def __init__(self, beck: str, database: str, now: str) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen([beck, '--db', database, '--now', now, '--json', 'serve', '--listen',
                                         '127.0.0.1:0'], stdout=subprocess.PIPE)
        self.url = json.loads(self.process.stdout.readline())['url']
        self.port = int(self.url.rsplit(':', 1)[1])

    def memory(self) -> float:
        """Resident, in MB (10^6), as the kernel counts it now."""
        text = Path(f'/proc/{self.process.pid}/status').read_text()
        return int(re.search(r'VmRSS:\s+(\d+)', text)[1]) * 1024 / 1e6

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def wrk(url: str, *words: str) -> dict[str, float]:
    out = subprocess.run(['wrk', '-t2', f'-c{CONNECTIONS}', f'-d{SECONDS}s', '--latency', *words, url],
                         check=True, capture_output=True, text=True).stdout
    if 'Non-2xx' in out or 'Socket errors' in out:
        raise SystemExit(f'bench: not all were answered:\n{out}')
    number, unit = re.search(r'99%\s+([\d.]+)(us|ms|s)', out).groups()
    return {'rate': float(re.search(r'Requests/sec:\s+([\d.]+)', out)[1]),
            'p99': float(number) * {'us': 0.001, 'ms': 1, 's': 1000}[unit]}


def get(url: str, token: str) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, headers={'Authorization': f'Bearer {token}'})) as answer:
        return answer.read()


def script(text: str) -> str:
    file = tempfile.NamedTemporaryFile('w', suffix='.lua', delete=False)
    file.write(text)
    file.close()
    return file.name


def todays(server: Server, tokens: list[str], bare_program: str) -> None:
    for name, path in (('JSON', '/api/v1/today?limit=50'), ('page', '/today?limit=50')):
        body = get(server.url + path, tokens[0])
        with tempfile.NamedTemporaryFile() as file:
            file.write(body)
            file.flush()
            bare = subprocess.Popen([bare_program, file.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            port = int(bare.stdout.readline())
            peer = wrk(f'http://127.0.0.1:{port}/')
            bare.stdin.close()
            bare.wait()
        one = wrk(server.url + path, '-H', f'Authorization: Bearer {tokens[0]}')
        all_of_them = wrk(server.url + path, '-s', script(
            'local tokens = {"' + '","'.join(tokens) + '"}\nlocal i = 0\nfunction request()\ni = i % #tokens + 1\n'
            'return wrk.format("GET", nil, {["Authorization"] = "Bearer " .. tokens[i]})\nend\n'))
        print(f'today as {name}, {len(body)} bytes: one seller {one["rate"]:.0f}/s, p99 {one["p99"]:.1f} ms; '
              f'{len(tokens)} sellers {all_of_them["rate"]:.0f}/s, p99 {all_of_them["p99"]:.1f} ms; '
              f'bare library {peer["rate"]:.0f}/s, p99 {peer["p99"]:.1f} ms; '
              f'ratio {one["rate"] / peer["rate"]:.3f} and {all_of_them["rate"] / peer["rate"]:.3f}')


def captures(server: Server, token: str) -> None:
    lua = script('''
local thread_count = 0
function setup(thread) thread_count = thread_count + 1; thread:set("number", thread_count) end
local i = 0
function request()
  i = i + 1
  local body = string.format('{"name":"Cap%d Tured%d","company":"Stand %d","cell":"+1415%07d","source":"Expo"}',
    number, i, i % 5000, number * 4000000 + i)
  return wrk.format("POST", nil, {["Authorization"] = "Bearer TOKEN", ["Content-Type"] = "application/json"}, body)
end
'''.replace('TOKEN', token))
    made = wrk(server.url + '/api/v1/leads', '-s', lua)
    print(f'captures, each durable: {made["rate"]:.0f}/s, p99 {made["p99"]:.1f} ms')


def streams(server: Server, token: str) -> None:
    links = []
    for _ in range(STREAMS):
        link = socket.create_connection(('127.0.0.1', server.port))
        link.sendall(f'GET /events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n'.encode())
        links.append(link)
    for link in links:
        select.select([link], [], [], 10)
        assert b'200' in link.recv(4096)[:20]
    time.sleep(3)
    print(f'memory with {STREAMS} event streams: {server.memory():.1f} MB')
    for link in links:
        link.close()


def cold_start(beck: str, database: str, now: str) -> None:
    took = []
    for _ in range(COLD_STARTS):
        server = Server(beck, database, now)
        urllib.request.urlopen(server.url + '/healthz').read()
        took.append((time.monotonic() - server.started) * 1000)
        server.stop()
    print(f'from exec to the first answer: {sorted(took)[COLD_STARTS // 2]:.0f} ms (the middle of {COLD_STARTS})')


def new_tokens(beck: str, database: str, most: int) -> list[str]:
    run = lambda *words: json.loads(subprocess.run([beck, '--db', database, '--json', *words], check=True,
                                                   capture_output=True).stdout)
    users = [user['name'] for user in run('user', 'list')['users']][:most]
    return [run('--user', name, 'token', 'new', '--scope', 'write')['token'] for name in users]


def main() -> None:
    beck, bare, small, large, now = sys.argv[1:]
    cold_start(beck, small, now)
    token = new_tokens(beck, small, 1)[0]
    server = Server(beck, small, now)
    get(server.url + '/api/v1/today', token)
    get(server.url + '/today', token)
    time.sleep(1)
    print(f'memory at rest, 1,000 leads: {server.memory():.1f} MB')
    streams(server, token)
    server.stop()
    tokens = new_tokens(beck, large, 50)
    server = Server(beck, large, now)
    todays(server, tokens, bare)
    captures(server, tokens[0])
    print(f'memory under that load: {server.memory():.1f} MB')
    server.stop()


main()
