"""A server refuses one mail of a batch for good, after its last line: one touch, one address and one message
are touched by it, and all the others go."""

from __future__ import annotations

import collections
import json

from beck import LONG, main
from crash import Crash, picture
from mailing import SENDS_AT, MailServer, prepare

PEOPLE = 300 if LONG else 40
NEVER = 'p17@firm17.example'


class Choosy(MailServer):
    def __init__(self) -> None:
        self.taken: list[str] = []
        self.refused = 0
        super().__init__()

    def judge(self, whom: str) -> str:
        if whom == NEVER:
            self.refused += 1
            return '554 5.1.1 there is nobody of that name'
        self.taken.append(whom)
        return '250 2.0.0 Ok: queued'


class OneRefused(Crash):
    def test_one_refused_touches_one_row(self) -> None:
        server = Choosy()
        self.addCleanup(server.stop)
        prepare(self.beck, PEOPLE, server.port, connections=4)
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
