"""A real mail server for stories: Postfix, which lets in by Dovecot's SASL and hands on to a sink, with
TLS from the first byte and by STARTTLS, signed by an authority of its own. Root only: Postfix starts
its parts as other users."""

from __future__ import annotations

import atexit
import contextlib
import grp
import os
import pwd
import shutil
import signal
import socket
import socketserver
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from mailing import Sink, free_port

PROGRAMS = ('/usr/sbin/postfix', '/usr/sbin/dovecot', '/usr/bin/openssl')


def missing() -> str:
    """Why it cannot run here; ''."""
    absent = [program for program in PROGRAMS if not Path(program).exists()]
    return (f'{absent[0]} is missing: tool/setup.sh test' if absent
            else '' if os.geteuid() == 0 else 'Postfix and Dovecot start as root only')


def short_folder(prefix: str) -> Path:
    """Paths of sockets have an end at 107 bytes."""
    place = tempfile.gettempdir()
    return Path(tempfile.mkdtemp(prefix=prefix, dir=place if len(place) < 40 else '/tmp'))


def facts(number: int) -> list[str]:
    """Of a process, its state first and its parent second; nothing of one that has ended."""
    with contextlib.suppress(OSError):
        return Path(f'/proc/{number}/stat').read_text().rpartition(')')[2].split()
    return []


def end_with_parts(process: subprocess.Popen) -> None:
    """A server and what it has started die at once: asked to end, some take seconds of leave. When this
    is back nothing of them listens any more."""
    process.send_signal(signal.SIGSTOP)  # it starts no others meanwhile
    parts = [number for number in map(int, filter(str.isdigit, os.listdir('/proc')))
             if facts(number)[1:2] == [str(process.pid)]]
    for part in (process.pid, *parts):
        with contextlib.suppress(ProcessLookupError):
            os.kill(part, signal.SIGKILL)
    process.wait()
    while any(facts(part)[:1] not in ([], ['Z']) for part in parts):
        time.sleep(0.01)


class Authority:
    """Signs certificates, and is known to nobody but by its file."""

    def __init__(self, folder: Path, *, new: bool = True) -> None:
        self.folder = folder
        if not new:
            return
        self.openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30',
                     '-subj', '/CN=Authority of a test', '-keyout', 'ca.key', '-out', 'ca.pem')

    def openssl(self, *words: str) -> None:
        subprocess.run(['openssl', *words], cwd=self.folder, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    @property
    def file(self) -> Path:
        return self.folder / 'ca.pem'

    def sign(self, name: str, *when: str) -> None:
        """server.key and server.pem, for that name: thirty days from now, or `when`."""
        (self.folder / 'names').write_text(f'subjectAltName={name}\n')
        self.openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=mail',
                     '-keyout', 'server.key', '-out', 'server.csr')
        self.openssl('x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial',
                     *(when or ('-days', '30')), '-extfile', 'names', '-out', 'server.pem')

    @staticmethod
    def for_server(folder: Path, name: str) -> Authority:
        """One that has signed that name, in a folder of its own: made once for a file of tests, as three runs of openssl
        take as long as most commands of Beck. Two names have two authorities."""
        if name not in signed:
            made = Authority(short_folder('authority-'))
            atexit.register(shutil.rmtree, made.folder, ignore_errors=True)
            made.sign(name)
            signed[name] = made.folder
        for path in signed[name].iterdir():
            shutil.copy(path, folder)
        return Authority(folder, new=False)


signed: dict[str, Path] = {}  # by name, what was made for servers


class Policy(socketserver.ThreadingTCPServer):
    """Postfix asks it about each recipient: `grey` are refused once with a 450, `never` always."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        self.grey: set[str] = set()
        self.never: set[str] = set()
        policy = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                asked: dict[str, str] = {}
                for line in self.rfile:
                    name, _, value = line.decode().strip().partition('=')
                    if name:
                        asked[name] = value
                        continue
                    self.wfile.write(f'action={policy.judge(asked.get("recipient", ""))}\n\n'.encode())
                    asked = {}

        super().__init__(('127.0.0.1', 0), Handler)
        threading.Thread(target=self.serve_forever, args=[0.02], daemon=True).start()

    def judge(self, recipient: str) -> str:
        if recipient in self.never:
            return '554 5.1.1 there is nobody of that name'
        if recipient in self.grey:
            self.grey.discard(recipient)
            return '450 4.2.0 greylisted, come again'
        return 'DUNNO'


class Relay:
    """`port` speaks STARTTLS, `tls_port` TLS. mary@sample.example has the password "right one"; with
    `introspect` her tokens are asked about there."""

    MAILBOX, PASSWORD = 'mary@sample.example', 'right one'

    def __init__(self, folder: Path, *, mechanisms: str = 'plain login', name: str = 'IP:127.0.0.1',
                 introspect: str = '', size: int = 10_000_000) -> None:
        self.folder = short_folder('relay-')
        self.folder.chmod(0o755)
        self.sink = Sink(folder)
        self.policy = Policy()
        self.port, self.tls_port = free_port(), free_port()
        self.authority = Authority.for_server(self.folder, name)
        self.start_dovecot(mechanisms, introspect)
        self.start_postfix(size)

    def stop(self) -> None:
        for process in (self.postfix, self.dovecot):
            end_with_parts(process)
        self.policy.shutdown()
        self.policy.server_close()
        self.sink.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start_dovecot(self, mechanisms: str, introspect: str) -> None:
        tokens = ''
        if introspect:
            (self.folder / 'oauth2.conf').write_text(
                f'introspection_url = {introspect}\nintrospection_mode = post\nusername_attribute = username\n'
                'active_attribute = active\nactive_value = true\n')
            tokens = f'passdb {{\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = {self.folder}/oauth2.conf\n}}\n'
        (self.folder / 'dovecot.conf').write_text(f'''
base_dir = {self.folder}/run
state_dir = {self.folder}/run
log_path = {self.folder}/dovecot.log
protocols =
ssl = no
auth_mechanisms = {mechanisms}
auth_failure_delay = 0
auth_verbose = yes
{tokens}passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = {self.folder}/users
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home=/nonexistent
}}
service auth {{
  unix_listener {self.folder}/sasl {{
    mode = 0666
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
''')
        (self.folder / 'users').write_text(f'{self.MAILBOX}:{{PLAIN}}{self.PASSWORD}::::::\n')
        self.dovecot = subprocess.Popen(['dovecot', '-F', '-c', self.folder / 'dovecot.conf'],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait_for(lambda: (self.folder / 'sasl').exists(), 'dovecot.log')

    def start_postfix(self, size: int) -> None:
        etc, daemons = self.folder / 'etc', '/usr/lib/postfix/sbin'
        for part in ('etc', 'spool', 'data'):
            (self.folder / part).mkdir()
        own, drop = pwd.getpwnam('postfix').pw_uid, grp.getgrnam('postdrop').gr_gid
        os.chown(self.folder / 'data', own, -1)
        for queue in ('incoming', 'active', 'deferred', 'bounce', 'defer', 'flush', 'saved', 'corrupt', 'hold', 'trace',
                      'private', 'public', 'maildrop'):
            (self.folder / 'spool' / queue).mkdir(mode=0o700)
            os.chown(self.folder / 'spool' / queue, own, drop)
        (self.folder / 'spool' / 'public').chmod(0o710)
        (self.folder / 'spool' / 'pid').mkdir()
        (etc / 'main.cf').write_text(f'''
compatibility_level = 3.6
queue_directory = {self.folder}/spool
data_directory = {self.folder}/data
daemon_directory = {daemons}
command_directory = /usr/sbin
maillog_file = {self.folder}/postfix.log
maillog_file_prefixes = {self.folder}
mail_owner = postfix
setgid_group = postdrop
myhostname = relay.example
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
local_recipient_maps =
default_database_type = texthash
relayhost = [127.0.0.1]:{self.sink.port}
message_size_limit = {size}
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {self.folder}/sasl
smtpd_sasl_security_options = noanonymous
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = {self.folder}/server.pem
smtpd_tls_key_file = {self.folder}/server.key
smtpd_tls_security_level = may
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:{self.policy.server_address[1]}
smtpd_client_restrictions =
smtpd_error_sleep_time = 0
smtp_dns_support_level = disabled
''')
        services = [f'127.0.0.1:{self.port} inet n - n - - smtpd',
                    f'127.0.0.1:{self.tls_port} inet n - n - - smtpd\n  -o smtpd_tls_wrappermode=yes',
                    'postlog unix-dgram n - n - 1 postlogd', 'cleanup unix n - n - 0 cleanup',
                    'qmgr unix n - n 300 1 qmgr', 'tlsmgr unix - - n 1000? 1 tlsmgr', 'rewrite unix - - n - - trivial-rewrite',
                    'bounce unix - - n - 0 bounce', 'defer unix - - n - 0 bounce', 'trace unix - - n - 0 bounce',
                    'smtp unix - - n - - smtp', 'relay unix - - n - - smtp', 'error unix - - n - - error',
                    'anvil unix - - n - 1 anvil', 'scache unix - - n - 1 scache', 'proxymap unix - - n - - proxymap']
        (etc / 'master.cf').write_text('\n'.join(services) + '\n')
        for path in etc.iterdir():  # it waits until nobody can be in the midst of writing them
            os.utime(path, (0, 0))
        # As `postfix start` does, without its seconds of checks.
        self.postfix = subprocess.Popen([f'{daemons}/master', '-c', etc, '-d'], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        self.wait_for(lambda: self.listens(self.port) and self.listens(self.tls_port), 'postfix.log')

    @staticmethod
    def listens(port: int) -> bool:
        with socket.socket() as link:
            return link.connect_ex(('127.0.0.1', port)) == 0

    def wait_for(self, there, log: str) -> None:
        for _ in range(1200):
            if there():
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / log).read_text() if (self.folder / log).exists() else log)

    def settings(self, **more: object) -> dict[str, object]:
        """Of Mary's sender, by STARTTLS and a password."""
        return {'port': self.port, 'security': 'starttls', 'login': self.MAILBOX, 'ca_file': self.authority.file} | more

    def arrived(self, count: int) -> list:
        """Mails that came through to the sink."""
        self.wait_for(lambda: len(self.sink.whole()) >= count, 'postfix.log')
        return self.sink.whole()
