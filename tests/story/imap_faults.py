"""An IMAP server that does what Dovecot cannot be made to do: ends in a literal, garbage, lines without
end, one damaged mail."""

from __future__ import annotations

import re
import socketserver
import threading

MAIL = b'From: a@stranger.example\r\nMessage-ID: <%d@stranger.example>\r\nSubject: Hi\r\n\r\nHello\r\n'


class Faulty(socketserver.ThreadingTCPServer):
    """With `one damaged` it has three mails, and answers NO to every FETCH with the second among them,
    until it is `mended`; with `one cut` it hangs up in it, with `cut behind` behind all it has given. With
    `talks on` it never comes to the end of its folders. With `another` one mail goes and one comes while it
    is waited at."""

    FAULTS = {'login is put off': 'rests', 'cut in a literal': 'rests', 'garbage': 'rests', 'no end': 'rests', 'too much': 'rests',
              'bye': 'rests', 'wrong tag': 'rests', 'no numbers': 'off', 'nothing found out': 'rests'}  # and the mailbox's state then
    allow_reuse_address = daemon_threads = True

    def __init__(self, fault: str) -> None:
        self.fault, self.mended, self.idle = fault, False, ''
        self.given: list[int] = []  # UIDs
        server = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b'* OK ready\r\n')
                try:
                    for line in self.rfile:
                        tag, _, rest = line.decode('latin-1').strip().partition(' ')
                        if tag.upper() == 'DONE':
                            tag, rest = server.idle, 'NOOP'
                        if not server.answer(self.wfile, tag, rest.upper()):
                            return
                except OSError:
                    pass  # the client has had enough

        super().__init__(('127.0.0.1', 0), Handler)
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, args=[0.02], daemon=True).start()

    def __exit__(self, *why: object) -> None:
        self.shutdown()
        super().__exit__(*why)

    def answer(self, out, tag: str, said: str) -> bool:
        """False: it hangs up."""
        done = f'{tag} OK done\r\n'.encode()
        if said.startswith('LIST') and self.fault == 'talks on':
            while True:
                out.write(b'* OK still here\r\n' * 3000)
        elif self.fault == 'another' and said.startswith(('EXAMINE', 'UID SEARCH', 'IDLE')):
            self.exchange(out, tag, said, done)
        elif said.startswith('CAPABILITY'):
            out.write(b'* CAPABILITY IMAP4rev1 IDLE\r\n' + done)
        elif said.startswith(('LOGIN', 'AUTHENTICATE')) and self.fault == 'login is put off':
            out.write(f'{tag} NO [UNAVAILABLE] come again\r\n'.encode())
        elif said.startswith('EXAMINE'):
            if self.fault == 'one damaged' and 'JUNK' in said:
                out.write(f'{tag} NO there is no Junk\r\n'.encode())
            elif self.fault == 'no numbers':
                out.write(b'* 3 EXISTS\r\n' + done)
            elif self.fault == 'garbage':
                out.write(bytes(range(256)) * 40 + b'\r\n')
            elif self.fault == 'bye':
                out.write(b'* BYE I am tired\r\n')
                return False
            else:
                out.write(b'* 3 EXISTS\r\n* OK [UIDVALIDITY 7] UIDs valid\r\n' + done)
        elif said.startswith('UID SEARCH'):
            self.search(out, tag, said, done)
        elif said.startswith('UID FETCH'):
            return self.fetch(out, tag, [int(uid) for uid in said.split()[2].split(',')])
        elif said.startswith('LOGOUT'):
            return False
        elif said.startswith('IDLE'):
            out.write(b'+ idling\r\n')
        else:
            out.write(done)
        return True

    def exchange(self, out, tag: str, said: str, done: bytes) -> None:
        if said.startswith('EXAMINE'):
            out.write(b'* 2 EXISTS\r\n* OK [UIDVALIDITY 7] UIDs valid\r\n' + done)
        elif said.startswith('UID SEARCH'):
            out.write((b'* SEARCH 3\r\n' if self.mended else b'* SEARCH\r\n') + done)
        else:
            self.idle = tag
            out.write(b'+ idling\r\n')
            if not self.mended:
                self.mended = True
                out.write(b'* 1 EXPUNGE\r\n* 2 EXISTS\r\n')

    def search(self, out, tag: str, said: str, done: bytes) -> None:
        first = re.search(r'UID (\d+):', said[4:])
        found = [uid for uid in (1, 2, 3) if uid >= int(first[1] if first else 1)] or [3]
        if self.fault == 'no end':
            for _ in range(300):
                out.write(b'* SEARCH' + b' 1' * 5000)
        if self.fault == 'nothing found out':
            out.write(f'{tag} NO the disk is on fire\r\n'.encode())
        elif self.fault == 'wrong tag':
            out.write(b'zz9 OK done\r\n')
        else:
            out.write(f'* SEARCH {" ".join(map(str, found))}\r\n'.encode() + done)

    def fetch(self, out, tag: str, uids: list[int]) -> bool:
        if 2 in uids and self.fault == 'one damaged' and not self.mended:
            out.write(f'{tag} NO [SERVERBUG] internal '.encode() + b'\xe9rror\r\n')  # Latin-1
            return True
        for uid in uids:
            mail = MAIL % uid
            size = 5 * 1024 * 1024 if self.fault == 'too much' else len(mail)
            head = f'* {uid} FETCH (UID {uid} INTERNALDATE "16-Nov-2026 12:00:00 +0000" BODY[]<0> {{{size}}}\r\n'.encode()
            if self.fault == 'cut in a literal' or (self.fault == 'one cut' and uid == 2 and not self.mended):
                out.write(head + mail[:20])
                return False
            out.write(head + mail + b')\r\n')
            self.given.append(uid)
        if self.fault == 'cut behind':
            return False
        out.write(f'{tag} OK done\r\n'.encode())
        return True
