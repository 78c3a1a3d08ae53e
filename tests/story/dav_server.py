"""A real server of calendars and address books for stories: Radicale on a free port, with calendars of its own folder and users
with passwords. Objects are put, looked at and taken away by HTTP, as any calendar program does."""

from __future__ import annotations

import atexit
import base64
import http.client
import http.server
import hashlib
import shutil
import ssl
import subprocess
import threading
import time
from pathlib import Path
from typing import Self

from beck import Story
from mailing import free_port
from relay import Authority, Relay, short_folder

LIGHTTPD = '/usr/sbin/lighttpd'
PYTHON = '/usr/bin/python3'  # Debian's package is for Debian's Python


def missing() -> str:
    """Why it cannot run here; ''."""
    found = Path(PYTHON).exists() and subprocess.run([PYTHON, '-I', '-c', 'import radicale'], check=False,
                                                     stderr=subprocess.DEVNULL).returncode == 0
    return '' if found else 'python3-radicale is missing: tool/setup.sh test'


class Radicale:
    USER, PASSWORD = 'mary', 'right-one'

    one: Radicale | None = None

    @classmethod
    def shared(cls) -> Radicale:
        """One for all tests of a process, since its start takes a second; it is running and empty."""
        if not cls.one:
            cls.one = Radicale()
            atexit.register(cls.one.remove)
        return cls.one

    def clear(self) -> None:
        if self.process.poll() is not None:
            self.start()
        shutil.rmtree(self.folder / 'collections' / 'collection-root' / self.USER, ignore_errors=True)

    def __init__(self, authority: Authority | None = None) -> None:
        """Behind TLS with what the authority has signed last; without one as plain http."""
        self.folder = short_folder('radicale-')
        self.port = free_port()
        self.url = f'{"https" if authority else "http"}://127.0.0.1:{self.port}'
        self.tls = ssl._create_unverified_context() if authority else None  # pylint: disable=protected-access # it may be wrong, as told
        encrypted = f'ssl = True\ncertificate = {authority.folder}/server.pem\nkey = {authority.folder}/server.key' if authority else ''
        (self.folder / 'users').write_text(f'{self.USER}:{self.PASSWORD}\nbob:other-one\n')
        (self.folder / 'config').write_text(f'''
[server]
hosts = 127.0.0.1:{self.port}
{encrypted}
[auth]
type = htpasswd
htpasswd_filename = {self.folder}/users
htpasswd_encryption = plain
delay = 0
[rights]
type = from_file
file = {self.folder}/rights
[storage]
filesystem_folder = {self.folder}/collections
[logging]
level = warning
''')
        (self.folder / 'rights').write_text('''
[root]
user: .*
collection:
permissions: R
[locked]
user: .*
collection: {user}/locked
permissions: r
[principal]
user: .*
collection: {user}
permissions: RW
[calendars]
user: .*
collection: {user}/[^/]+
permissions: rw
''')
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen([PYTHON, '-I', '-m', 'radicale', '--config', self.folder / 'config'],
                                        stdout=subprocess.DEVNULL, stderr=(self.folder / 'log').open('a'))
        for _ in range(1200):
            if Relay.listens(self.port):
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError((self.folder / 'log').read_text())

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- what lies there ---

    def ask(self, method: str, path: str, body: str = '', user: str = USER, password: str = PASSWORD, **headers: str) -> tuple[int, str]:
        link = (http.client.HTTPSConnection('127.0.0.1', self.port, timeout=60, context=self.tls) if self.tls
                else http.client.HTTPConnection('127.0.0.1', self.port, timeout=60))
        login = base64.b64encode(f'{user}:{password}'.encode()).decode()
        link.request(method, path, body.encode(), {'Authorization': f'Basic {login}'} | headers)
        answer = link.getresponse()
        text = answer.read().decode()
        link.close()
        return answer.status, text

    def calendar(self, name: str, components: str = 'VEVENT VTODO') -> str:
        """Makes one; its path."""
        path = f'/{self.USER}/{name}/'
        listed = ''.join(f'<C:comp name="{one}"/>' for one in components.split())
        status, text = self.ask('MKCALENDAR', path, '<?xml version="1.0"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
                                f'<D:set><D:prop><D:displayname>{name.title()}</D:displayname><C:supported-calendar-component-set>{listed}'
                                '</C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>')
        assert status == 201, (status, text)
        return path

    def book(self, name: str) -> str:
        """Makes an address book; its path."""
        path = f'/{self.USER}/{name}/'
        status, text = self.ask('MKCOL', path, '<?xml version="1.0"?><D:mkcol xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><D:set><D:prop>'
                                f'<D:resourcetype><D:collection/><C:addressbook/></D:resourcetype><D:displayname>{name.title()}</D:displayname>'
                                '</D:prop></D:set></D:mkcol>')
        assert status == 201, (status, text)
        return path

    def put(self, path: str, text: str) -> None:
        kind = 'text/vcard' if path.endswith('.vcf') else 'text/calendar'
        status, said = self.ask('PUT', path, text.replace('\n', '\r\n'), **{'Content-Type': kind})
        assert status in (201, 204), (status, said)

    def delete(self, path: str) -> None:
        status, said = self.ask('DELETE', path)
        assert status in (200, 204), (status, said)

    def files(self, name: str) -> dict[str, str]:
        """All objects of a calendar or an address book, by name, unfolded."""
        root = self.folder / 'collections' / 'collection-root' / self.USER / name
        return {file.name: file.read_bytes().decode().replace('\r\n ', '').replace('\r\n', '\n')
                for file in sorted([*root.glob('*.ics'), *root.glob('*.vcf')])}


class DigestFront:
    """lighttpd in front of a Radicale: it asks for the login by digest (RFC 7616), and hands on what it lets in."""

    def __init__(self, behind: Radicale, algorithm: str) -> None:
        self.folder = short_folder('digest-')
        self.port = free_port()
        self.url = f'http://127.0.0.1:{self.port}'
        made = {'MD5': hashlib.md5, 'SHA-256': hashlib.sha256}[algorithm]
        (self.folder / 'users').write_text(f'{behind.USER}:dav:{made(f"{behind.USER}:dav:{behind.PASSWORD}".encode()).hexdigest()}\n')
        known = base64.b64encode(f'{behind.USER}:{behind.PASSWORD}'.encode()).decode()
        (self.folder / 'config').write_text(f'''
server.modules = ("mod_auth", "mod_authn_file", "mod_setenv", "mod_proxy")
server.document-root = "{self.folder}"
server.bind = "127.0.0.1"
server.port = {self.port}
server.errorlog = "{self.folder}/log"
auth.backend = "htdigest"
auth.backend.htdigest.userfile = "{self.folder}/users"
auth.require = ("/" => ("method" => "digest", "realm" => "dav", "require" => "valid-user", "algorithm" => "{algorithm}"))
setenv.set-request-header = ("Authorization" => "Basic {known}", "X-Forwarded-Proto" => "http")
proxy.server = ("" => (("host" => "127.0.0.1", "port" => {behind.port})))
''')
        self.process = subprocess.Popen([LIGHTTPD, '-D', '-f', self.folder / 'config'], stdout=subprocess.DEVNULL,
                                        stderr=(self.folder / 'started').open('w'))
        for _ in range(1200):
            if Relay.listens(self.port):
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError((self.folder / 'started').read_text())

    def __enter__(self) -> DigestFront:
        return self

    def __exit__(self, *failure: object) -> None:
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Answering:
    """A server of `answered`: told the request, it says status, headers and body."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        one = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
                one.asked.append((self.command, self.path))
                status, headers, text = one.answered(self.command, self.path, dict(self.headers), body)
                self.send_response(status)
                for name, value in (headers | {'Content-Length': str(len(text.encode()))}).items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self.wfile.write(text.encode())
                except OSError:
                    self.close_connection = True  # it has had enough

            do_PROPFIND = do_REPORT = do_PUT = do_DELETE = answer

            def log_message(self, *words: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.url = f'http://127.0.0.1:{self.server.server_port}'
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answered(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], str]:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.server.shutdown()
        self.server.server_close()


class Fake(Answering):
    """Answers as it is told: by the method, else by '*': (status, headers, body)."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], str]] = {}
        self.logins: list[str] = []  # how each came: "Basic", "Digest", ""
        super().__init__()

    def answered(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], str]:
        self.logins.append(headers.get('Authorization', '').partition(' ')[0])
        return self.answers.get(method, self.answers['*'])


class Liar(Answering):
    """A Radicale that is reached through who lies: `refuse` is given the request (method, path) and answers in its stead (status,
    headers, body), or not (None); `lie` is given the request (and its body) and what is true, and says what is told."""

    def __init__(self, behind: Radicale) -> None:
        self.behind = behind
        self.refuse = lambda method, path: None
        self.lie = lambda method, path, body, status, headers, text: (status, headers, text)
        super().__init__()

    def answered(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], str]:
        if refused := self.refuse(method, path):
            return refused
        link = http.client.HTTPConnection('127.0.0.1', self.behind.port, timeout=60)
        link.request(method, path, body, {name: value for name, value in headers.items() if name != 'Host'})
        true = link.getresponse()
        told = {name: value for name, value in true.getheaders() if name in ('ETag', 'Location', 'WWW-Authenticate')}
        text = true.read().decode()
        link.close()
        return self.lie(method, path, body.decode(), true.status, told, text)


class DavStory(Story):
    """Ann, whom a seller has met, and the seller's own login at a server; `KIND` is the command, which has a place there."""
    KIND: str

    def setUp(self) -> None:
        if why := missing():
            self.skipTest(why)
        super().setUp()
        self.server = Radicale.shared()
        self.addCleanup(self.server.clear)
        self.path = self.made()
        self.beck.init()
        self.beck.at('2026-11-16T09:00:00-06:00')
        self.lead = self.beck.json('add', 'Ann Ford', '--company', 'Ford Labels', '--title', 'Buyer', '--email', 'Ann@Ford.example',
                                   '--office', '202 555 0143', '--source', 'Label Show')

    def made(self) -> str:
        """The place there; its path."""
        raise NotImplementedError

    def connect(self, *words: str) -> dict:
        return self.beck.json(self.KIND, 'add', self.server.url, '--set', 'login=mary', '--set', 'private=yes', *words, given=b'right-one\n')

    def sync(self) -> dict:
        return self.beck.json(self.KIND, 'sync')


def event(uid: str, starts: str, ends: str, *people: str, summary: str = 'Demo', more: str = '', organizer: str = 'mary@sample.example') -> str:
    """A meeting, as another program writes it."""
    attendees = ''.join(f'ATTENDEE;CN=Somebody;PARTSTAT=ACCEPTED:mailto:{one}\n' for one in people)
    return (f'BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\nBEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20261113T000000Z\nDTSTART:{starts}\n'
            f'DTEND:{ends}\nSUMMARY:{summary}\nORGANIZER:mailto:{organizer}\n{attendees}{more}END:VEVENT\nEND:VCALENDAR\n')
