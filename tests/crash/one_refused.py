"""A server refuses one mail of a batch for good, after its last line: one touch, one address and one message
are touched by it, and all the others go."""

from __future__ import annotations

import collections
import json
import socketserver
import threading

from beck import LONG, main
from crash import Crash, picture
from mailing import SENDS_AT, prepare

PEOPLE = 300 if LONG else 40
NEVER = 'p17@firm17.example'


class Choosy(socketserver.ThreadingTCPServer):
    """Takes commands as they come, so that a client may send several at once."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.refused = 0
        server = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.say('220 choosy.example ESMTP')
                whom = ''
                for line in self.rfile:
                    verb = line.strip().upper()
                    if verb.startswith(b'EHLO'):
                        self.say('250-choosy.example', '250-PIPELINING', '250 8BITMIME')
                    elif verb.startswith(b'RCPT'):
                        whom = line.decode().partition('<')[2].partition('>')[0]
                        self.say('250 2.1.5 Ok')
                    elif verb == b'DATA':
                        self.say('354 go on')
                        while self.rfile.readline() not in (b'.\r\n', b''):
                            pass
                        self.say(server.judge(whom))
                    elif verb == b'QUIT':
                        return self.say('221 2.0.0 bye')
                    else:
                        self.say('250 2.0.0 Ok')

            def say(self, *lines: str) -> None:
                self.wfile.write(''.join(f'{line}\r\n' for line in lines).encode())

        super().__init__(('127.0.0.1', 0), Handler)
        threading.Thread(target=self.serve_forever, args=[0.02], daemon=True).start()

    def judge(self, whom: str) -> str:
        if whom == NEVER:
            self.refused += 1
            return '554 5.1.1 there is nobody of that name'
        self.taken.append(whom)
        return '250 2.0.0 Ok: queued'

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class OneRefused(Crash):
    def test_one_refused_touches_one_row(self) -> None:
        server = Choosy()
        self.addCleanup(server.stop)
        prepare(self.beck, PEOPLE, server.server_address[1], connections=4)
        done = self.beck.at(SENDS_AT).json('work', '--once')
        self.assertEqual((PEOPLE - 1, 1, 0, 0), tuple(done[name] for name in ('sent', 'refused', 'later', 'unsure')))
        self.assertEqual(([1] * (PEOPLE - 1), 1), (list(collections.Counter(server.taken).values()), server.refused))
        rows = {name: [json.loads(row) for row in told] for name, told in picture(self.beck, self.folder).items()}
        self.assertEqual([NEVER], [row['value'] for row in rows['address'] if row['state'] == 'bad'])
        self.assertEqual({'accepted': PEOPLE - 1, 'refused': 1}, collections.Counter(row['level'] for row in rows['message']))
        # The touch is history: what became of it is its event.
        self.assertEqual({'accepted': PEOPLE - 1, 'bounced': 1}, collections.Counter(row['kind'] for row in rows['touch_event']))
        self.assertEqual([], rows.get('sending', []))
        self.assertEqual(0, self.beck.later(days=1).json('work', '--once')['sent'])  # neither it nor any other again
        self.assertEqual(1, server.refused)
        self.beck.audit()


if __name__ == '__main__':
    main()
