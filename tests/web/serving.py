"""A running server, and a client of it: what the tests of this directory are told with.

Each answer of the API is held to its own description (described.py).

`Serving` is a story (tests/story/beck.py) whose Beck serves on a free port of the loopback; the
server's standard error is shown where a test fails. It is stopped by its own process id, and must
end by itself and without a word of a sanitizer.
"""

from __future__ import annotations

import http.client
import json
import select
import signal
import socket
import subprocess
import time
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

import described
from beck import Beck, Story

START_SECONDS = 60  # under sanitizers, on a busy machine
MULTIPART = 'beck-test-boundary'


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()

    def __getitem__(self, name: str) -> str | None:
        return self.headers.get(name)


class Client:
    """One connection that is kept, with a token or a session's cookies."""

    def __init__(self, port: int, token: str | None = None) -> None:
        self.port = port
        self.token = token
        self.cookies: dict[str, str] = {}
        self.link = http.client.HTTPConnection('127.0.0.1', port, timeout=60)

    def close(self) -> None:
        self.link.close()

    def ask(self, method: str, target: str, body: bytes | None = None, **headers: str) -> Answer:
        """Header names are written with _ for -."""
        sent = {name.replace('_', '-'): value for name, value in headers.items()}
        if self.token:
            sent.setdefault('Authorization', f'Bearer {self.token}')
        if self.cookies:
            sent.setdefault('Cookie', '; '.join(f'{name}={value}' for name, value in self.cookies.items()))
        api = target.startswith(described.ROOT + '/')
        description = described.of(self.port) if api else None
        self.link.request(method, target, body, sent)
        answer = self.link.getresponse()
        for line in answer.headers.get_all('Set-Cookie') or []:
            name, _, value = line.split(';')[0].partition('=')
            if 'Max-Age=0' in line:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        given = Answer(answer.status, answer.headers, answer.read())
        if description:
            description.check(method, target, given.status, given['Content-Type'], given.body)
        return given

    def get(self, target: str, **headers: str) -> Answer:
        return self.ask('GET', target, **headers)

    def send(self, method: str, target: str, document: object, **headers: str) -> Answer:
        return self.ask(method, target, json.dumps(document).encode(), Content_Type='application/json', **headers)

    def post(self, target: str, document: object | None = None, **headers: str) -> Answer:
        if document is None:
            return self.ask('POST', target, b'', **headers)
        return self.send('POST', target, document, **headers)

    def form(self, target: str, fields: dict[str, object], **headers: str) -> Answer:
        """As a browser sends one, from a page of this origin."""
        body = urllib.parse.urlencode(fields, doseq=True).encode()
        headers.setdefault('Sec_Fetch_Site', 'same-origin')
        return self.ask('POST', target, body, Content_Type='application/x-www-form-urlencoded', **headers)

    def upload(self, target: str, fields: dict[str, str], files: dict[str, tuple[str, str, bytes]],
               **headers: str) -> Answer:
        """multipart/form-data; a file is its name, type and bytes."""
        parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()
                 for name, value in fields.items()]
        parts += [f'Content-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
                  f'Content-Type: {kind}\r\n\r\n'.encode() + data for name, (file, kind, data) in files.items()]
        body = b''.join(f'--{MULTIPART}\r\n'.encode() + part + b'\r\n' for part in parts)
        body += f'--{MULTIPART}--\r\n'.encode()
        headers.setdefault('Sec_Fetch_Site', 'same-origin')
        return self.ask('POST', target, body, Content_Type=f'multipart/form-data; boundary={MULTIPART}', **headers)


class Server:
    """`beck serve`, from its address to its end."""

    def __init__(self, beck: Beck, *words: object, port: int = 0) -> None:
        self.errors = (beck.folder / 'serve.err').open('a+')
        self.process = subprocess.Popen(beck.command('--json', 'serve', '--listen', f'127.0.0.1:{port}', *words),
                                        env=beck.environment(), cwd=beck.folder, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=self.errors)
        ready, _, _ = select.select([self.process.stdout], [], [], START_SECONDS)
        line = self.process.stdout.readline() if ready else b''
        if not line:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f'the server does not start:\n{self.said()}')
        self.url = json.loads(line)['url']
        self.port = urllib.parse.urlsplit(self.url).port

    def said(self) -> str:
        self.errors.flush()
        return Path(self.errors.name).read_text()

    def stop(self, how: int = signal.SIGTERM) -> int:
        """The exit code; it ends by itself."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            code = self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            self.process.stdout.close()
            self.errors.close()
        return code


class Serving(Story):
    """A story with a server, a user and a token of theirs with every scope."""

    words: tuple[object, ...] = ()  # of `serve`
    works = False  # the machine beside the pages, too: else what is due is sent by whom the test starts

    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        self.prepare()
        self.server = self.serve()
        self.addCleanup(self.end)
        self.token = self.beck.json('token', 'new', '--scope', 'admin')['token']
        self.api = self.client(self.token)

    def prepare(self) -> None:
        """Before the server starts."""

    def serve(self) -> Server:
        return Server(self.beck, *self.words, *(() if self.works else ('--pages-only',)))

    def end(self) -> None:
        running = self.server.process.poll() is None
        code = self.server.stop()
        said = (self.folder / 'serve.err').read_text()
        self.assertNotIn('Sanitizer', said)
        if running:
            self.assertEqual(code, 0, said)

    def client(self, token: str | None = None) -> Client:
        client = Client(self.server.port, token)
        self.addCleanup(client.close)
        return client

    def capture(self, name: str = 'Ann Ford', **more: object) -> dict:
        answer = self.api.post('/api/v1/leads', {'name': name} | more)
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json

    def assertProblem(self, answer: Answer, status: int, *parts: str, field: str | None = None) -> None:
        self.assertEqual(answer.status, status, answer.text)
        self.assertEqual(answer['Content-Type'], 'application/problem+json')
        problem = answer.json
        self.assertEqual(problem['status'], status)
        if field:
            self.assertEqual(problem.get('field'), field)
        self.assertSays(problem['detail'], *parts)

    def raw(self, data: bytes, seconds: float = 120) -> bytes:
        """What comes back for these very bytes, up to the end of the connection."""
        with socket.create_connection(('127.0.0.1', self.server.port), timeout=seconds) as link:
            link.sendall(data)
            back = b''
            while chunk := link.recv(65536):
                back += chunk
        return back

    def eventually(self, what, seconds: float = 120):
        """The first true answer of `what`."""
        end = time.monotonic() + seconds
        while True:
            answer = what()
            if answer:
                return answer
            self.assertLess(time.monotonic(), end, 'it did not come true in time')
            time.sleep(0.05)
