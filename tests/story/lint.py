"""A mail before it goes: what is weak in it, with a real spamd and name servers of our own."""

import os
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import beck
from beck import FAILED, WRONG_USE, Story
from mailing import free_port

GOOD = '''Subject: Labels on the LP-4

Hello {{first}},

at the show you asked how long a change of labels takes on the LP-4. It takes 40 seconds.

Shall I bring one on Thursday at ten?

{{me}}, {{my_cell}}
'''
SPAM = '''Subject: VIAGRA 80% OFF!!! CASH BONUS $$$

XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X
'''


class NameServer(threading.Thread):
    """Answers MX by the first label: mx, null, none; others have an address alone; silent is silent."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(('127.0.0.1', 0))
        self.place = '127.0.0.1:%d' % self.socket.getsockname()[1]

    def run(self) -> None:
        while True:
            question, client = self.socket.recvfrom(512)
            if not question:
                return
            self.socket.sendto(self.answer(question), client)

    @staticmethod
    def answer(question: bytes) -> bytes:
        label = question[13:13 + question[12]].decode()
        end = question.index(b'\0', 12) + 5
        kind = struct.unpack('>H', question[end - 4:end - 2])[0]
        records = []
        if label in ('mx', 'null') and kind == 15:
            host = b'\0' if label == 'null' else b'\4mail\300\14'
            records = [struct.pack('>HHHIH', 0xC00C, 15, 1, 60, 2 + len(host)) + struct.pack('>H', 10) + host]
        elif label == 'address' and kind == 1:
            records = [struct.pack('>HHHIH', 0xC00C, 1, 1, 60, 4) + b'\xC0\0\2\1']
        code = 3 if label == 'none' else 2 if label == 'broken' else 0
        head = question[:2] + struct.pack('>HHHHH', 0x8180 | code, 1, len(records), 0, 0)
        return head + question[12:end] + b''.join(records)

    def stop(self) -> None:
        self.socket.sendto(b'', self.socket.getsockname())
        self.join(5)
        self.socket.close()


class Spamd:
    """A spamd of the test's own on a free port, local rules only; ended by its own process id."""

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix='beck-spamd-')
        port = free_port()  # spamd cannot say which one it took
        self.place = f'127.0.0.1:{port}'
        self.log = Path(self.folder) / 'log'
        who = ['-u', 'nobody'] if os.getuid() == 0 else []
        os.chmod(self.folder, 0o777)
        with self.log.open('wb') as log:
            self.process = subprocess.Popen(
                ['spamd', '-L', '-x', '-i', '127.0.0.1', '-p', str(port), '-m', '1', '-s', 'stderr',
                 '-H', self.folder, '-r', f'{self.folder}/pid', *who],
                stderr=log, stdout=log, cwd=self.folder)
        for _ in range(1200):
            with socket.socket() as asked:
                if asked.connect_ex(('127.0.0.1', port)) == 0:
                    return self.read_its_rules(port)
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        self.stop()
        raise AssertionError(self.log.read_text(errors='replace'))

    @staticmethod
    def read_its_rules(port: int) -> None:
        """Its first mail takes seconds, on a busy machine more than Beck waits."""
        with socket.create_connection(('127.0.0.1', port), timeout=120) as asked:
            asked.sendall(f'CHECK SPAMC/1.2\r\nContent-length: {len(GOOD)}\r\n\r\n{GOOD}'.encode())
            asked.shutdown(socket.SHUT_WR)
            while asked.recv(4096):
                pass

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)


class Lint(Story):
    def mail(self, text: str, name: str = 'mail.txt') -> str:
        path = self.beck.folder / name
        path.write_text(text, 'utf-8')
        return str(path)

    def keys(self, *words: str) -> list[str]:
        return [finding['key'] for finding in self.beck.json('lint', *words)['findings']]

    def test_without_a_database(self) -> None:
        mail = self.mail(GOOD)
        self.assertIn('100 of 100', self.lint_bare(mail, '--fallback', 'first=there'))
        self.assertIn('merge_hole', self.lint_bare(mail))

    def lint_bare(self, *words: str) -> str:
        env = {**os.environ, 'BECK_DB': str(self.beck.folder / 'none.db')}
        return subprocess.run([beck.PROGRAM, 'lint', *words], env=env, check=True, stdout=subprocess.PIPE,
                              text=True).stdout

    def test_the_sender_is_the_user(self) -> None:
        self.beck.init()
        text = GOOD.replace('{{first}}', 'Bob').replace('{{my_cell}}', '999 555 0000')
        found = self.beck.json('lint', self.mail(text))
        self.assertEqual([('no_cell', None)], [(one['key'], one['line']) for one in found['findings']])
        self.assertEqual(100 - found['findings'][0]['weight'], found['score'])
        self.assertEqual([], self.keys(self.mail(text), '--cell', '(999) 555-0000'))
        self.assertEqual(['role_address'], self.keys(self.mail(GOOD), '--fallback', 'first=there', '--to', 'info@a.example'))
        self.assertEqual(['repeated'], self.keys(self.mail(GOOD), '--fallback', 'first=there', '--last',
                                                 self.mail(GOOD, 'last.txt')))

    def test_typed_wrong(self) -> None:
        self.beck.init()
        mail = self.mail(GOOD)
        self.assertIn('No such file', self.beck.fails('lint', 'nowhere.txt'))
        self.assertIn('TEMPLATE', self.beck.fails('lint', code=WRONG_USE))
        self.assertIn('did you mean first?', self.beck.fails('lint', mail, '--fallback', 'frist=x', code=WRONG_USE))
        self.assertIn('NAME=VALUE', self.beck.fails('lint', mail, '--fallback', 'first', code=WRONG_USE))
        self.assertIn('--to', self.beck.fails('lint', mail, '--mx', code=WRONG_USE))
        self.assertIn('host:port', self.beck.fails('lint', mail, '--spamd', 'here', code=WRONG_USE))
        self.assertIn('does not answer', self.beck.fails('lint', mail, '--spamd', '127.0.0.1:1', code=FAILED))
        self.assertIn('127.0.0.1:53', self.beck.fails('lint', mail, '--to', 'a@b.example', '--mx', '--name-server', 'x',
                                                      code=WRONG_USE))
        latin = self.beck.folder / 'latin.txt'
        latin.write_bytes(b'Gr\xfc\xdfe')
        self.assertIn('UTF-8', self.beck.fails('lint', str(latin)))

    def test_name_servers(self) -> None:
        self.beck.init()
        mail = self.mail(GOOD)
        server = NameServer()
        server.start()
        try:
            for domain, found in (('mx', []), ('address', []), ('null', ['no_mx']), ('none', ['no_mx']),
                                  ('nothing', ['no_mx']), ('broken', [])):
                self.assertEqual(found, self.keys(mail, '--fallback', 'first=there', '--to', f'bob@{domain}.example',
                                                  '--mx', '--name-server', server.place), domain)
        finally:
            server.stop()

    @beck.unittest.skipUnless(shutil.which('spamd'), 'skip: spamd is not installed')
    def test_spamd(self) -> None:
        self.beck.init()
        spamd = Spamd()
        try:
            self.assertEqual([], self.keys(self.mail(GOOD), '--fallback', 'first=there', '--spamd', spamd.place))
            self.beck.run('config', 'set', 'spamd', spamd.place)
            found = {one['key']: one for one in self.beck.json('lint', self.mail(SPAM))['findings']}
            self.assertEqual(25, found['spam']['weight'])
            self.assertIn('GTUBE 1000.0', found['spam']['message'])
        finally:
            spamd.stop()
        self.assertNotIn('spam', self.keys(self.mail(SPAM)))  # the setting's may be silent


if __name__ == '__main__':
    beck.main()
