"""What stories of e-mail have in common: a cadence whose first step a machine sends, people with
mailboxes, and Postfix's smtp-sink, which takes mails as a server does and keeps each in a file."""

from __future__ import annotations

import contextlib
import email
import email.message
import email.policy
import os
import random
import shutil
import socket
import socketserver
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from beck import Beck

SINK = shutil.which('smtp-sink') or '/usr/sbin/smtp-sink'
MAILING = '''
name: mailing
title: By machine
for: [list]
target: an answer
fallbacks: {first: there}
steps:
  - key: hello
    channel: email
    reason: "You asked what {{my_company}} does."
    new: "what we do, in one sentence"
    subject: "For {{first}}: labels that stay on"
    body: |
      Hi {{first}},

      we make labels that stay on. Where do yours come off?

      {{me}}, {{my_cell}}
tail:
  rhythm: [3 months]
  steps:
    - key: call
      channel: phone
      reason: "I promised to ask again."
      new: "a question"
'''
SENDS_AT = '2026-11-16T16:00:00+00:00'  # Monday 10:00 in Chicago, all is due


def free_port() -> int:
    """Below those that the system gives to connections that go out, which would take it meanwhile."""
    for _ in range(1000):
        port = random.randrange(10000, 32000)
        with socket.socket() as link, contextlib.suppress(OSError):
            link.bind(('127.0.0.1', port))
            return port
    raise AssertionError('no port is free')


class Sink:
    """smtp-sink with the options given; `kept` are the mails whose end it has seen."""

    def __init__(self, folder: Path, *options: str, port: int = 0) -> None:
        self.port = port or free_port()
        self.folder = Path(tempfile.mkdtemp(prefix='sink-', dir=folder))
        self.folder.chmod(0o777)
        folder.chmod(0o755)
        user = ['-u', 'nobody'] if os.geteuid() == 0 else []
        self.process = subprocess.Popen([SINK, *user, *options, '-d', str(self.folder / 'mail.'),
                                         f'127.0.0.1:{self.port}', '200'],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(1200):
            with socket.socket() as link:
                if link.connect_ex(('127.0.0.1', self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError('smtp-sink does not listen')

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def begun(self) -> int:
        """How many have come, or begun to: quick to ask."""
        return len(os.listdir(self.folder))

    def forget(self) -> None:
        for path in self.folder.iterdir():
            path.unlink()

    def mails(self) -> list[email.message.EmailMessage]:
        kept = []
        for path in sorted(self.folder.iterdir()):
            with contextlib.suppress(FileNotFoundError):  # what does not come to its end is removed
                kept.append(email.message_from_bytes(path.read_bytes(), policy=email.policy.default))
        return kept

    def whole(self) -> list[email.message.EmailMessage]:
        """Those whose last line came: it keeps what it had of the others, too."""
        return [mail for mail in self.mails() if str(mail).rstrip().endswith('--')]


class MailServer(socketserver.ThreadingTCPServer):
    """One of our own, where smtp-sink cannot be told: takes commands as they come, so that a client may send several at once.
    `ready` is asked before a mail's bytes are, `judge` says what is answered to its last line ('': nothing)."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        server = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.say('220 own.example ESMTP')
                whom = ''
                for line in self.rfile:
                    verb = line.strip().upper()
                    if verb.startswith(b'EHLO'):
                        self.say('250-own.example', '250-PIPELINING', '250 8BITMIME')
                    elif verb.startswith(b'RCPT'):
                        whom = line.decode().partition('<')[2].partition('>')[0]
                        self.say('250 2.1.5 Ok')
                    elif verb == b'DATA':
                        server.ready()
                        self.say('354 go on')
                        server.asked()
                        while (last := self.rfile.readline()) not in (b'.\r\n', b''):
                            pass
                        if last and (answer := server.judge(whom)):
                            self.say(answer)
                    elif verb == b'QUIT':
                        return self.say('221 2.0.0 bye')
                    else:
                        self.say('250 2.0.0 Ok')

            def say(self, *lines: str) -> None:
                self.wfile.write(''.join(f'{line}\r\n' for line in lines).encode())

        super().__init__(('127.0.0.1', 0), Handler)
        self.port: int = self.server_address[1]
        threading.Thread(target=self.serve_forever, args=[0.02], daemon=True).start()

    def ready(self) -> None:
        """Returns when it wants a mail."""

    def asked(self) -> None:
        """It has said so."""

    def judge(self, whom: str) -> str:
        raise NotImplementedError

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


def people_to_mail(beck: Beck, people: int) -> None:
    """So many with a mail due at SENDS_AT."""
    beck.init()
    beck.run('cadence', 'add', beck.file('mailing.yaml', MAILING))
    beck.run('import', beck.table('people.csv', [{'Name': f'Person N{number}', 'E-mail': f'p{number}@firm{number}.example'}
                                                 for number in range(people)]),
             '--source', 'list', '--cadence', 'mailing')


def prepare(beck: Beck, people: int, port: int, **settings: object) -> int:
    """The same, and Mary's sender; its id."""
    people_to_mail(beck, people)
    return add_sender(beck, port, **settings)['id']


def add_sender(beck: Beck, port: int, address: str = 'mary@sample.example', **settings: object) -> dict:
    pairs = {'host': '127.0.0.1', 'port': port, 'security': 'none'} | settings
    words = [word for name, value in pairs.items() for word in ('--set', f'{name}={value}')]
    return beck.json('sender', 'add', address, '--day', 100000, '--minute', 100000, *words)
