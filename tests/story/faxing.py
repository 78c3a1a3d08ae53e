"""What stories of faxes have in common: a cadence whose first step a machine faxes, people with fax
numbers, the real HylaFAX without a modem, and a server of our own that speaks as hfaxd does and
behaves as it is told."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

from beck import Beck
from mailing import free_port
from relay import short_folder

FAXING = '''
name: faxing
title: By fax
for: [web]
target: an answer
fallbacks: {first: there}
steps:
  - key: sheet
    channel: fax
    by: machine
    reason: "You asked for the price of 5,000 labels."
    new: "the price list of this season"
    subject: "Prices"
    body: |
      Hello {{first}},

      5,000 labels that stay on at minus 40 cost 310 dollars.
      Where do yours come off?

      {{me}}
tail:
  rhythm: [3 months]
  steps:
    - key: call
      channel: phone
      reason: "I promised to ask again."
      new: "a question"
'''
FAXES_AT = '2026-11-16T16:00:00+00:00'  # Monday 10:00 in Chicago, all is due
OUR_FAX = '+13125550102'


def fax_of(person: int) -> str:
    """In Chicago, where it is ten."""
    return f'+1312{3000000 + person:07d}'


def people_to_fax(beck: Beck, people: int) -> None:
    """So many with a fax due at FAXES_AT."""
    beck.init()
    beck.run('cadence', 'add', beck.file('faxing.yaml', FAXING))
    beck.run('import', beck.table('people.csv', [{'Name': f'Person N{number}', 'Fax': fax_of(number),
                                                 'Company': f'Firm {number}'} for number in range(people)]),
             '--source', 'web', '--cadence', 'faxing')


def add_fax(beck: Beck, port: int, *more: str, **settings: object) -> int:
    usual = {'host': '127.0.0.1', 'port': port}
    words = [word for name, value in (usual | settings).items() for word in ('--set', f'{name}={value}')]
    return beck.json('sender', 'add', OUR_FAX, '--driver', 'hylafax', '--day', 100000, '--minute', 100000, *more, *words,
                     given=b'\n')['id']


def prepare_faxes(beck: Beck, people: int, port: int, **settings: object) -> int:
    people_to_fax(beck, people)
    return add_fax(beck, port, **settings)


class HylaFax:
    """faxq and hfaxd on a free port of the loopback, with a spool of their own and no modem: jobs wait,
    end by their time or by a person, and `as_sent` and `as_failed` do to one what faxq does when a modem
    has had it: its file goes from sendq to doneq with its new state and words (sendq(5))."""

    PROGRAMS = ('/usr/sbin/hfaxd', '/usr/sbin/faxq')
    SPOOL = Path('/var/spool/hylafax')

    @classmethod
    def missing(cls) -> str:
        absent = [program for program in cls.PROGRAMS if not Path(program).exists()]
        return (f'{absent[0]} is missing: tool/setup.sh test' if absent
                else '' if os.geteuid() == 0 else 'HylaFAX starts as root only')

    def __init__(self) -> None:
        self.folder = short_folder('beck-hylafax-')
        self.folder.chmod(0o755)
        self.spool = self.folder / 'spool'
        subprocess.run(['cp', '-a', str(self.SPOOL), str(self.spool)], check=True)
        for path in (*self.spool.glob('FIFO*'), *self.spool.glob('*q/[qd]*[0-9]')):
            path.unlink()
        shutil.rmtree(self.spool / 'etc')
        shutil.copytree('/etc/hylafax', self.spool / 'etc')
        (self.spool / 'etc' / 'hosts.hfaxd').write_text('127.0.0.1::::\n')
        subprocess.run(['chown', '-R', 'uucp:uucp', str(self.spool)], check=True)
        (self.spool / 'etc' / 'hosts.hfaxd').chmod(0o600)
        self.port = free_port()
        self.scheduler: subprocess.Popen | None = None
        self.schedule()
        self.server = subprocess.Popen(['/usr/sbin/hfaxd', '-d', '-l', '127.0.0.1', '-q', str(self.spool), '-i',
                                        str(self.port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait(lambda: socket.socket().connect_ex(('127.0.0.1', self.port)) == 0)

    @staticmethod
    def wait(there: object) -> None:
        for _ in range(1200):
            if there():
                return
            time.sleep(0.05)
        raise AssertionError('HylaFAX did not do it')

    def schedule(self) -> None:
        self.scheduler = subprocess.Popen(['/usr/sbin/faxq', '-D', '-q', str(self.spool)],
                                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait((self.spool / 'FIFO').is_fifo)

    def unschedule(self) -> None:
        self.scheduler.kill()
        self.scheduler.wait()
        (self.spool / 'FIFO').unlink()

    def count(self) -> int:
        """How many are in its queue: quick to ask."""
        return sum(name[1:].isdigit() for name in os.listdir(self.spool / 'sendq'))

    def jobs(self, queue: str = 'sendq') -> list[dict[str, str]]:
        """As their files say; what is changing is looked at again."""
        found = []
        for path in sorted((self.spool / queue).glob('q[0-9]*'), key=lambda path: int(path.name[1:])):
            try:
                lines = path.read_text().splitlines()
            except OSError:
                continue
            found.append(dict(line.partition(':')[::2] for line in lines) | {'path': str(path)})
        return found

    def pdf(self, job: dict[str, str], place: int = 0) -> Path:
        documents = [line.partition('::')[2] for line in Path(job['path']).read_text().splitlines()
                     if line.startswith('pdf:')]
        return self.spool / documents[place]

    def end(self, job: dict[str, str], state: int, words: str, pages: int) -> None:
        text = Path(job['path']).read_text()
        for name, value in (('state', state), ('status', words), ('npages', pages)):
            text = re.sub(rf'^{name}:.*$', f'{name}:{value}', text, count=1, flags=re.MULTILINE)
        done = self.spool / 'doneq' / Path(job['path']).name
        done.write_text(text)
        shutil.chown(done, 'uucp', 'uucp')
        Path(job['path']).unlink()

    def as_sent(self, job: dict[str, str], pages: int = 2) -> None:
        self.end(job, 7, '', pages)

    def as_failed(self, job: dict[str, str], words: str) -> None:
        self.end(job, 8, words, 0)

    def kill_job(self, job: dict[str, str]) -> None:
        """Really, by its own protocol: its scheduler ends it."""
        with socket.create_connection(('127.0.0.1', self.port)) as link, link.makefile('rwb') as talk:
            def say(line: str) -> bytes:
                if line:
                    talk.write(line.encode() + b'\r\n')
                    talk.flush()
                return talk.readline()
            say('')
            assert say('USER beck').startswith(b'230')
            answer = say(f"JKILL {job['jobid']}")
            assert answer.startswith(b'200'), answer
        self.wait(lambda: any(one['jobid'] == job['jobid'] for one in self.jobs('doneq')))

    def stop(self) -> None:
        for process in (self.server, self.scheduler):
            process.send_signal(signal.SIGKILL)
            process.wait()
        # What hfaxd has begun for a connection ends by itself once that is gone.
        shutil.rmtree(self.folder, ignore_errors=True)


class FakeServer:
    """Speaks as hfaxd does, and behaves as `ways` say, one a connection, the last one stays: a way is a
    dictionary of commands to what they get: (code, words) instead of the right answer, 'cut' (it hangs up
    before it hears that), 'cut after' (it has done it, and hangs up), 'wait' (never an answer), 'wait after'
    (it has done it, and says nothing), 'half' (a byte at a time), 'endless' (of a list: as long as somebody hears it). `taken` are the jobs that were submitted."""

    def __init__(self, *ways: dict[str, object], password: str = '') -> None:
        self.ways = list(ways) or [{}]
        self.password = password
        self.taken: list[dict[str, str]] = []
        self.done: dict[str, tuple[str, str]] = {}  # tag to state letter and words
        self.commands: list[str] = []
        self.lock = threading.Lock()
        self.released = threading.Event()
        self.listener = socket.create_server(('127.0.0.1', 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def stop(self) -> None:
        self.released.set()
        self.listener.close()

    def accept(self) -> None:
        while True:
            try:
                link, _ = self.listener.accept()
            except OSError:
                return
            with self.lock:
                way = self.ways.pop(0) if len(self.ways) > 1 else self.ways[0]
            threading.Thread(target=self.serve, args=(link, way), daemon=True).start()

    def serve(self, link: socket.socket, way: dict[str, object]) -> None:
        with link, contextlib.suppress(OSError):
            self.talk(link, way)

    @staticmethod
    def say(link: socket.socket, line: str, way: object) -> None:
        data = f'{line}\r\n'.encode()
        for piece in ([data[at:at + 1] for at in range(len(data))] if way == 'half' else [data]):
            link.sendall(piece)

    def listing(self, queue: str) -> bytes:
        with self.lock:
            return ''.join(f"{job['number']}|{state}|3|{job['tag']}|{words}\n" for job in self.taken
                           for state, words in [self.done.get(job['tag'], ('R', ''))]
                           if (state in 'DF') == (queue == 'doneq')).encode()

    def talk(self, link: socket.socket, way: dict[str, object]) -> None:
        job: dict[str, str] = {}
        beside: socket.socket | None = None
        reader = link.makefile('rb')
        if 'greeting' in way:
            self.say(link, str(way['greeting']), None)
        else:
            self.say(link, '220-A fax server\r\n220 ready.', way.get('*'))
        while line := reader.readline().decode().strip():
            verb, _, rest = line.partition(' ')
            name = f'{verb} {rest.split()[0]}' if verb in ('JPARM', 'LIST') and rest else verb
            with self.lock:
                self.commands.append(line)
            act = way.get(name, way.get(verb))
            if act == 'cut':
                return
            if act == 'wait':
                self.released.wait(60)
                return
            if isinstance(act, tuple):
                self.say(link, f'{act[0]} {act[1]}', None)
                continue
            answer = '200 done.'
            if verb == 'USER':
                answer = '331 Password required.' if self.password else '230 logged in.'
            elif verb == 'PASS':
                answer = '230 logged in.' if rest == self.password else '530 Login incorrect.'
            elif verb == 'EPSV':
                beside = socket.create_server(('127.0.0.1', 0))
                answer = f'229 Entering Extended Passive Mode (|||{beside.getsockname()[1]}|)'
            elif verb in ('STOT', 'LIST'):
                data, _ = beside.accept()
                beside.close()
                self.say(link, '150 FILE: /tmp/doc1.ps (Opening new data connection).', way.get('*'))
                with data:
                    if verb == 'LIST':
                        data.sendall(self.listing(rest))
                        while act == 'endless':
                            data.sendall(b'1|R|0|nobody|\n' * 4096)
                    else:
                        got = b''
                        while piece := data.recv(65536):
                            got += piece
                        job['pages'] = job.get('pages', '') + got.decode('latin-1')
                answer = '226 Transfer complete.'
            elif verb == 'JNEW':
                job['number'] = str(len(self.commands))
                answer = f"200 New job created: jobid: {job['number']} groupid: 1."
            elif name == 'JPARM DIALSTRING':
                job['dialled'] = rest.partition(' ')[2].strip('"')
            elif name == 'JPARM JOBINFO':
                job['tag'] = rest.partition(' ')[2].strip('"')
            elif verb == 'JSUBM':
                with self.lock:
                    self.taken.append(dict(job))
                answer = f'200 Job {rest} submitted.'
            if act == 'wait after':
                self.released.wait(60)
            if act in ('cut after', 'wait after'):
                return
            self.say(link, answer, way.get('*'))
