"""A real IMAP server for stories: Dovecot with LMTP, mailboxes as Maildir below its folder, TLS by an
authority of its own. It can be killed and started again on the same ports."""

from __future__ import annotations

import email
import email.message
import email.policy
import getpass
import grp
import os
import shutil
import smtplib
import subprocess
import time
from pathlib import Path

from mailing import free_port
from relay import Authority, Relay, end_with_parts, short_folder

PROGRAMS = ('/usr/sbin/dovecot', '/usr/lib/dovecot/imap', '/usr/lib/dovecot/lmtp', '/usr/bin/openssl')


def missing() -> str:
    """Why it cannot run here; ''."""
    absent = [program for program in PROGRAMS if not Path(program).exists()]
    return f'{absent[0]} is missing: tool/setup.sh test' if absent else ''


class Dovecot:
    """`port` speaks plainly and STARTTLS, `tls_port` TLS. Everybody has the password "right-one" and the
    folders Junk and Sent, the latter marked \\Sent."""

    PASSWORD = 'right-one'

    def __init__(self, *, name: str = 'IP:127.0.0.1', more: str = '') -> None:
        self.folder = short_folder('dovecot-')
        self.folder.chmod(0o755)
        self.port, self.tls_port, self.lmtp_port = free_port(), free_port(), free_port()
        self.authority = Authority.for_server(self.folder, name)
        root = os.geteuid() == 0
        self.user, self.group = ('nobody', 'nogroup') if root else (getpass.getuser(), grp.getgrgid(os.getegid()).gr_name)
        (self.folder / 'mail').mkdir()
        if root:
            shutil.chown(self.folder / 'mail', self.user, self.group)
        self.configure(more)
        self.start()

    def configure(self, more: str) -> None:
        (self.folder / 'dovecot.conf').write_text(f'''
base_dir = {self.folder}/run
state_dir = {self.folder}/run
log_path = {self.folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <{self.folder}/server.pem
ssl_key = <{self.folder}/server.key
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
auth_cache_size = 0
mail_location = maildir:{self.folder}/mail/%u
mail_max_userip_connections = 100
default_internal_user = {self.user}
default_login_user = {self.user}
default_internal_group = {self.group}
first_valid_uid = 1
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
  mailbox Junk {{
    auto = create
  }}
}}
passdb {{
  driver = static
  args = password={self.PASSWORD}
}}
userdb {{
  driver = static
  args = uid={self.user} gid={self.group} home={self.folder}/mail/%u
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    port = {self.port}
  }}
  inet_listener imaps {{
    port = {self.tls_port}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {self.lmtp_port}
  }}
  unix_listener lmtp {{
    mode = 0600
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
{more}
''')

    def start(self) -> None:
        self.process = subprocess.Popen(['/usr/sbin/dovecot', '-F', '-c', self.folder / 'dovecot.conf'],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(1200):
            if all(Relay.listens(port) for port in (self.port, self.tls_port, self.lmtp_port)):
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError((self.folder / 'dovecot.log').read_text())

    def stop(self) -> None:
        """Connections are cut."""
        end_with_parts(self.process)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- what lies there ---

    def deliver(self, user: str, mail: str | bytes) -> None:
        """By LMTP, as a mail server does."""
        text = mail.encode() if isinstance(mail, str) else mail
        with smtplib.LMTP('127.0.0.1', self.lmtp_port, timeout=60) as link:
            link.sendmail('somebody@far.example', [user], text.replace(b'\r\n', b'\n').replace(b'\n', b'\r\n'))

    def box(self, user: str, folder: str = 'INBOX') -> Path:
        return self.folder / 'mail' / user / ('' if folder == 'INBOX' else f'.{folder}')

    def put(self, user: str, mail: bytes, name: str, folder: str = 'INBOX') -> None:
        """Straight into the Maildir: many at once, or what no server would take."""
        box = self.box(user, folder)
        for part in (self.box(user), box, box / 'cur', box / 'new', box / 'tmp'):
            if not part.exists():
                part.mkdir(parents=True)
                if os.geteuid() == 0:
                    shutil.chown(part, self.user, self.group)
        (box / 'tmp' / name).write_bytes(mail)
        (box / 'tmp' / name).rename(box / 'new' / name)

    def files(self, user: str, folder: str = 'INBOX') -> list[Path]:
        return [path for part in ('new', 'cur') for path in sorted((self.box(user, folder) / part).glob('*'))]

    def seen(self, user: str) -> list[str]:
        """The flags that mails of INBOX have, those without left out."""
        return [flags for flags in (path.name.partition(':2,')[2] for path in self.files(user)) if flags]

    def sent(self, user: str) -> list[email.message.EmailMessage]:
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                for path in self.files(user, 'Sent')]

    def renumber(self, user: str) -> None:
        """The server forgets how it has numbered its mails: UIDVALIDITY changes."""
        self.stop()
        for path in self.box(user).rglob('dovecot*'):
            path.unlink()
        time.sleep(1.1)  # its next number is the second it is made in
        self.start()

    def settings(self, login: str, **more: object) -> dict[str, object]:
        return {'host': '127.0.0.1', 'port': self.port, 'security': 'none', 'login': login} | more


def add_mailbox(beck, dovecot: Dovecot, login: str, *words: object, address: str = '', password: str = '',
                **more: object) -> dict:
    pairs = dovecot.settings(login, **more)
    options = [word for name, value in pairs.items() for word in ('--set', f'{name}={value}')]
    return beck.json('mailbox', 'add', address or f'{login}@sample.example', *options, *words,
                     given=f'{password or dovecot.PASSWORD}\n'.encode())


def letter(number: int, text: str = 'Hello', **headers: str) -> bytes:
    """A mail from somebody nobody knows, unless the headers say otherwise."""
    mail = email.message.EmailMessage(policy=email.policy.SMTP)
    standard = {'From': f'Person {number} <p{number}@stranger{number}.example>', 'To': 'mary@sample.example',
                'Subject': f'Number {number}', 'Date': 'Mon, 16 Nov 2026 16:00:00 +0000',
                'Message-ID': f'<n{number}@stranger.example>'}
    for name, value in (standard | headers).items():
        mail[name] = value
    mail.set_content(text)
    return mail.as_bytes()
