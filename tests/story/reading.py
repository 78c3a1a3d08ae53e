"""`beck read` in a pipe: what a mail says, without any database; wrong use is told."""

import json

import beck
from beck import ROOT, WRONG_USE, Story

SAMPLES = ROOT / 'tests' / 'samples' / 'mail' / 'away'
ABSENCE = (SAMPLES / 'en_1.eml').read_bytes()
BOUNCE = b"""From: MAILER-DAEMON@relay.example
To: me@own.example
Subject: failure notice

Hi. This is the qmail-send program at relay.example.

<bob@lost.example>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 no such user here

--- Below this line is a copy of the message.

Message-ID: <touch-7@own.example>
To: bob@lost.example
"""
ANSWER = b"""From: Bob <bob@else.example>
Subject: Re: Offer
In-Reply-To: <touch-9@own.example>

Yes, please.

On 2 March 2026, Mary wrote:
> Shall we?
"""


class Reading(Story):
    def tearDown(self) -> None:
        self.assertFalse((self.folder / '.local').exists(), 'reading makes no database')
        super().tearDown()

    def test_a_mail_in_a_pipe(self) -> None:
        said = self.beck.json('read', given=BOUNCE)
        self.assertEqual(('-', 'bounce', 'touch-7@own.example'),
                         (said['file'], said['kind'], said['in_reply_to']))
        self.assertEqual([('bob@lost.example', '5.1.1', True, 'user_unknown')],
                         [(one['address'], one['status'], one['hard'], one['reason'])
                          for one in said['recipients']])
        said = self.beck.json('read', '-', given=ANSWER)
        self.assertEqual(('reply', 'Yes, please.', [], None),
                         (said['kind'], said['text'], said['recipients'], said['until']))

    def test_several_files(self) -> None:
        files = [self.beck.file('bounce.eml', BOUNCE.decode()), SAMPLES / 'de_1.eml',
                 self.beck.file('answer.eml', ANSWER.decode())]
        lines = self.beck.run('--json', 'read', *files).out.splitlines()
        said = [json.loads(line) for line in lines]
        self.assertEqual([str(file) for file in files], [one['file'] for one in said])
        self.assertEqual(['bounce', 'auto_reply', 'reply'], [one['kind'] for one in said])
        self.assertEqual('2026-05-05', said[1]['until'])
        self.assertEqual('petra.schaefer@pumpen.example', said[1]['stand_ins'][0]['address'])

    def test_for_a_person(self) -> None:
        said = self.beck.run('read', given=BOUNCE).out
        self.assertSays(said, 'standard input', 'could not be delivered', 'bob@lost.example',
                        'user unknown, for good')
        said = self.beck.run('read', given=ABSENCE).out
        self.assertSays(said, 'Tue 3 Mar', 'Jane Miller, jane.miller@pumps.example')

    def test_what_is_no_mail(self) -> None:
        self.assertEqual('other', self.beck.json('read', given=b'\0\xff\n' * 1000)['kind'])
        self.assertSays(self.beck.fails('read', given=b''), 'standard input', 'empty')
        stamp = b'From a@b Mon Mar  2 10:00:00 2026\n'
        many = stamp + ANSWER + b'\n' + stamp + BOUNCE
        self.assertSays(self.beck.fails('read', given=many), 'mbox', 'Maildir')
        self.assertEqual('reply', self.beck.json('read', given=stamp + ANSWER)['kind'])
        self.assertSays(self.beck.fails('read', self.folder / 'none.eml'), 'none.eml')
        self.assertSays(self.beck.fails('read', self.folder), 'directory')
        self.beck.fails('read', '--form', 'x', code=WRONG_USE)

    def test_mails_nobody_here_wrote(self) -> None:
        """Real bounces by the program itself; its reader is scored by its own tests."""
        mails = sorted(self.corpus('bounce-sisimai').rglob('*.eml'))
        lines = self.beck.run('--json', 'read', *mails).out.splitlines()
        kinds = [json.loads(line)['kind'] for line in lines]
        self.assertEqual(len(mails), len(kinds))
        reports = sum(kind in ('bounce', 'delay', 'complaint') for kind in kinds)
        self.assertGreater(reports, 0.95 * len(mails))


if __name__ == '__main__':
    beck.main()
