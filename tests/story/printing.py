"""A real cupsd on a free port, for stories: its printer writes what it gets into files. And what is on the sheets."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from mailing import free_port
from relay import short_folder

PDFTOTEXT = shutil.which('pdftotext')
CUPSD = shutil.which('cupsd', path='/usr/sbin:/usr/bin')
CUPSD_CONF = '''Listen 127.0.0.1:{port}
WebInterface No
Browsing No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
'''
# What stands between cupsd and a printer: here the paper is a file.
BACKEND = '''#!/bin/sh
test $# -gt 0 || exit 0
cat "${{6:--}}" > "{root}/part-$1" && mv "{root}/part-$1" "{root}/${{DEVICE_URI#paper:/}}-$1.pdf"
'''
FILES_CONF = '''ServerRoot {root}
CacheDir {root}/cache
StateDir {root}/state
RequestRoot {root}/spool
TempDir {root}/spool/tmp
DataDir /usr/share/cups
ServerBin {root}/bin
AccessLog {root}/access
ErrorLog {root}/error
PageLog {root}/pages
User {user}
Group {group}
SystemGroup root
'''
PRINTERS_CONF = '''<Printer letters>
DeviceURI paper:/paper
State Idle
Accepting Yes
Shared No
</Printer>
<Printer shut>
DeviceURI paper:/shut
State Idle
Accepting No
Shared No
</Printer>
'''


def sheets_of(path: Path, *words: str) -> list[str]:
    text = subprocess.run([PDFTOTEXT, *words, str(path), '-'], check=True, capture_output=True).stdout.decode()
    return text.replace('\u00a0', ' ').split('\f')[:-1] or [text]


def text_of(path: Path, *words: str) -> str:
    return '\n'.join(sheets_of(path, *words))


class Cups:
    """Its queues: letters, which takes what comes, and shut, which takes nothing."""

    @staticmethod
    def missing() -> str:
        """Why it cannot run here; ''."""
        return ('' if CUPSD and PDFTOTEXT and os.geteuid() == 0 else 'cupsd runs as root only' if CUPSD and PDFTOTEXT
                else 'cupsd of cups-daemon or pdftotext of poppler-utils is missing: tool/setup.sh test')

    def __init__(self) -> None:
        root = self.root = short_folder('beck-cups-')
        root.chmod(0o755)
        for part in ('cache', 'state', 'spool', 'spool/tmp', 'ppd', 'bin/backend'):
            (root / part).mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        (root / 'cupsd.conf').write_text(CUPSD_CONF.format(port=self.port))
        (root / 'cups-files.conf').write_text(FILES_CONF.format(root=root, user='lp', group='lp'))
        backend = root / 'bin' / 'backend' / 'paper'
        backend.write_text(BACKEND.format(root=root))
        backend.chmod(0o700)
        (root / 'bin' / 'daemon').symlink_to('/usr/lib/cups/daemon')
        (root / 'printers.conf').write_text(PRINTERS_CONF)
        self.server = subprocess.Popen([CUPSD, '-f', '-c', str(root / 'cupsd.conf'), '-s', str(root / 'cups-files.conf')],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(1200):
            with contextlib.suppress(OSError), socket.create_connection(('127.0.0.1', self.port), 1):
                return
            assert self.server.poll() is None, (root / 'error').read_text() if (root / 'error').exists() else 'cupsd ended'
            time.sleep(0.05)
        raise AssertionError('cupsd does not listen')

    def printed(self, jobs: int) -> list[Path]:
        """What lies in the printer once so many jobs are through."""
        for _ in range(1200):
            papers = sorted(self.root.glob('paper-*.pdf'))
            if len(papers) >= jobs:
                return papers
            time.sleep(0.05)
        raise AssertionError(f'{len(papers)} of {jobs} jobs were printed')

    def stop(self) -> None:
        self.server.terminate()
        self.server.wait(20)
        shutil.rmtree(self.root, ignore_errors=True)
