"""What stories of texts have in common: a cadence whose first step a machine texts, people who asked
for texts, a gateway of our own that takes them by HTTP and answers as it is told, and the real Kannel
with its fake SMS centre."""

from __future__ import annotations

import http.server
import json
import shutil
import socket
import subprocess
import threading
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path

from beck import ROOT, Beck
from mailing import free_port

TEXTING = '''
name: texting
title: By text
for: [web]
target: an answer
fallbacks: {first: there}
steps:
  - key: hello
    channel: text
    by: machine
    reason: "You asked what {{my_company}} does."
    new: "what we do, in one sentence"
    body: "Hi {{first}}, {{me_first}} from {{my_company}}. You asked for labels that stay on: where do yours come off?"
tail:
  rhythm: [3 months]
  steps:
    - key: call
      channel: phone
      reason: "I promised to ask again."
      new: "a question"
'''
# The same behind a call, for a person to look at.
LOOKED_AT = TEXTING.replace("""    by: machine
""", """    by: person
    after: 1 working day
    when: talked
""").replace('for: [web]', 'for: [show]').replace('steps:\n', """steps:
  - key: ring
    channel: phone
    reason: "You asked what {{my_company}} does."
    new: "what we do"
""", 1)
TEXTS_AT = '2026-11-16T16:00:00+00:00'  # Monday 10:00 in Chicago, all is due
OUR_NUMBER = '+13125550100'


def number_of(person: int) -> str:
    """In Chicago, where it is ten."""
    return f'+1312{2000000 + person:07d}'


def people_to_look_at(beck: Beck, people: int) -> None:
    """So many who talked on the day before TEXTS_AT's, each with a text to look at then."""
    people_to_text(beck, people, LOOKED_AT, 'show: Expo')
    beck.at('2026-11-13T16:00:00+00:00')
    for person in range(people):
        lead = beck.show(f"lead:{beck.found(f'person n{person}')['id']}")
        beck.run('log', lead['next']['id'], 'talked')
    beck.at(TEXTS_AT)


class Gateway:
    """Takes texts by HTTP. `answers` are what each request gets, in turn; the last one stays:
    (status, headers, body), 'cut' (it hangs up once the request is there), 'wait', or pieces of bytes that
    are said as they are, one after the other, before it hangs up (an empty one behind them: it does not)."""

    def __init__(self, *answers: object, port: int = 0) -> None:
        self.taken: list[dict] = []
        self.answers = list(answers) or [(202, {}, '0: Accepted for delivery')]
        self.lock = threading.Lock()
        self.released = threading.Event()
        self.before: Callable[[], None] | None = None  # what is done before an answer is given
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def take(self) -> None:
                body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
                with outer.lock:
                    outer.taken.append({'method': self.command, 'path': self.path, 'headers': dict(self.headers),
                                        'body': body.decode(), 'port': self.client_address[1]})
                    answer = outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                if outer.before:
                    outer.before()
                if answer == 'wait':
                    outer.released.wait(30)
                if isinstance(answer, (str, list)):
                    self.close_connection = answer[-1] != b''
                    for piece in answer if isinstance(answer, list) else []:
                        self.wfile.write(piece)
                        time.sleep(0.02)
                    return
                status, headers, text = answer
                data = text.encode()
                self.send_response(status)
                for name, value in {'Content-Length': len(data), **headers}.items():
                    self.send_header(name, str(value))
                self.end_headers()
                self.wfile.write(data)

            do_POST = do_GET = take

            def log_message(self, *words: object) -> None:
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *request: object) -> None:
                """Whoever was killed has hung up."""

        self.server = Server(('127.0.0.1', port), Handler)
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={'poll_interval': 0.02}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.released.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def numbers(self) -> list[str]:
        return [one['headers'].get('X-Kannel-To', '') for one in self.taken]


Groups = dict[str, dict[str, object]]  # of a configuration of Kannel's: by the name of each, its settings


class Boxes:
    """Kannel's bearerbox and smsbox on free ports, as man/kannel.conf has them; `change` writes there what a test has
    otherwise."""

    BOXES = [shutil.which('bearerbox') or '/usr/sbin/bearerbox', shutil.which('smsbox') or '/usr/sbin/smsbox']

    @classmethod
    def there(cls) -> bool:
        return all(Path(path).exists() for path in cls.BOXES)

    def __init__(self, folder: Path, get_url: str, change: Callable[[Groups], None]) -> None:
        self.port, box = free_port(), free_port()
        self.folder = folder / f'kannel-{self.port}'
        for name in ('texts', 'reports'):
            (self.folder / name).mkdir(parents=True)
        groups = written_in(ROOT / 'man/kannel.conf')
        groups['core'] |= {'admin-port': free_port(), 'smsbox-port': box, 'log-file': self.folder / 'bearerbox.log',
                           'store-location': self.folder / 'texts', 'dlr-spool': self.folder / 'reports'}
        groups['smsbox'] |= {'sendsms-port': self.port, 'log-file': self.folder / 'smsbox.log', 'log-level': 0}
        groups['sendsms-user'] |= {'username': 'tester', 'password': 'foobar'}
        groups['sms-service']['get-url'] = f'"{get_url}"'
        change(groups)
        self.conf = self.folder / 'kannel.conf'
        self.conf.write_text('\n\n'.join('\n'.join(f'{key} = {value}' for key, value in {'group': name, **settings}.items())
                                         for name, settings in groups.items()) + '\n')
        self.box = box
        self.processes: list[subprocess.Popen] = []
        self.begin()

    def begin(self) -> None:
        self.start(self.BOXES[0], self.conf)
        self.listens(self.box)
        self.start(self.BOXES[1], self.conf)
        self.listens(self.port)

    def start(self, program: str, *words: object) -> None:
        self.processes.append(subprocess.Popen([program, '-v', '4', *map(str, words)], cwd=self.folder,
                                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    @staticmethod
    def listens(port: int) -> None:
        for _ in range(1200):
            with socket.socket() as link:
                if link.connect_ex(('127.0.0.1', port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError('Kannel does not listen')

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()
        self.processes.clear()


class Kannel(Boxes):
    """Kannel with fakesmsc, which stands for the centre: `got` is what it was given, `texts_in` what it brings at once;
    without any, it brings what `text_in` tells it. What nobody listened to, a report or a text, Kannel tells again a
    second later."""

    CENTRE = '/usr/lib/kannel/test/fakesmsc'

    @classmethod
    def there(cls) -> bool:
        return super().there() and Path(cls.CENTRE).exists()

    def __init__(self, folder: Path, get_url: str = 'http://127.0.0.1:9/', texts_in: tuple[str, ...] = ()) -> None:
        centre_port = free_port()

        def change(groups: Groups) -> None:
            """In memory: that a disk is slower is no matter here."""
            groups['smsc'] = {'smsc': 'fake', 'smsc-id': 'FAKE', 'port': centre_port, 'connect-allow-ip': '127.0.0.1'}
            groups['core']['dlr-storage'] = 'internal'
            groups['smsbox']['http-queue-delay'] = 1
            for name in ('store-type', 'store-location', 'dlr-spool'):
                del groups['core'][name]

        super().__init__(folder, get_url, change)
        self.log = (self.folder / 'centre.log').open('wb')
        self.centre = subprocess.Popen([self.CENTRE, '-H', '127.0.0.1', '-r', str(centre_port), '-i', '0.05',
                                        *(['-m', str(len(texts_in)), *texts_in] if texts_in else [])],
                                       stdin=subprocess.PIPE, stdout=self.log, stderr=self.log)
        self.processes.append(self.centre)
        for _ in range(1200):
            if b'fakesmsc: sent message' in self.said() or b'Connecting' in self.said():
                break
            time.sleep(0.05)

    def said(self) -> bytes:
        return (self.folder / 'centre.log').read_bytes()

    def text_in(self, sender: str, words: str) -> None:
        """Somebody texts us; the centre reads one line at a time and forgets what stands behind it."""
        before = self.said().count(b'fakesmsc: sent message')
        self.centre.stdin.write(f'{sender} {OUR_NUMBER} text {words}\n'.encode())
        self.centre.stdin.flush()
        for _ in range(1200):
            if self.said().count(b'fakesmsc: sent message') > before:
                return
            time.sleep(0.05)
        raise AssertionError('the centre does not bring it')

    def got(self) -> list[tuple[str, str, str, str]]:
        """From, to, kind, words; as the centre was given them."""
        found = []
        for line in self.said().decode('utf-8', 'replace').splitlines():
            _, mark, rest = line.partition('Got message ')
            if mark:
                words = rest.partition('<')[2].rstrip('>').split(' ', 3)
                if words[0].startswith('+'):  # a line end in a text parts it, for this centre
                    found.append((words[0], words[1], words[2], words[3] if len(words) > 3 else ''))
        return found

    def stop(self) -> None:
        super().stop()
        self.log.close()


def written_in(path: Path) -> Groups:
    groups: Groups = {}
    for line in path.read_text().splitlines():
        name, sign, value = line.partition(' = ')
        if sign and not line.startswith('#'):
            if name == 'group':
                groups[value] = {}
            else:
                groups[list(groups)[-1]][name] = value
    return groups


def people_to_text(beck: Beck, people: int, cadence: str = TEXTING, source: str = 'web') -> None:
    """So many with a text due at TEXTS_AT."""
    beck.init()
    beck.run('cadence', 'add', beck.file('texting.yaml', cadence))
    beck.run('import', beck.table('people.csv', [{'Name': f'Person N{number}', 'Cell': number_of(number),
                                                 'Company': f'Firm {number}'} for number in range(people)]),
             '--source', source, '--cadence', 'texting')


def add_gateway(beck: Beck, port: int, driver: str = 'kannel', *more: str, **settings: object) -> dict:
    usual = {'kannel': {'url': f'http://127.0.0.1:{port}/cgi-bin/sendsms', 'user': 'tester'},
             'twilio': {'url': f'http://127.0.0.1:{port}', 'account': 'AC1', 'private': 'yes'},
             'http': {'private': 'yes'}}[driver]
    words = [word for name, value in (usual | settings).items() for word in ('--set', f'{name}={value}')]
    secret = b'' if driver == 'http' else b'foobar\n'
    return beck.json('sender', 'add', OUR_NUMBER, '--driver', driver, '--day', 100000, '--minute', 100000, *more, *words,
                     given=secret)


def prepare_texts(beck: Beck, people: int, port: int, driver: str = 'kannel', **settings: object) -> int:
    people_to_text(beck, people)
    return add_gateway(beck, port, driver, **settings)['id']


def form(text: str) -> dict[str, str]:
    return dict(urllib.parse.parse_qsl(text, keep_blank_values=True))


def twilio(sid: str) -> tuple[int, dict, str]:
    return 201, {'Content-Type': 'application/json'}, json.dumps({'sid': sid, 'status': 'queued', 'error_code': None})
