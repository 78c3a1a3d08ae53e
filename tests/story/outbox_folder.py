"""E-mail into a folder, for another mailer to carry on: each message a file, once; and what is said
where the folder cannot be written to."""

from __future__ import annotations

import email
import email.policy

from beck import WRONG_USE, Story, main
from mailing import SENDS_AT, people_to_mail


class OutboxFolder(Story):
    def setUp(self) -> None:
        super().setUp()
        self.box = self.folder / 'spool'

    def add(self, *words: object) -> dict:
        return self.beck.json('sender', 'add', 'mary@sample.example', '--driver', 'outbox', '--day', 100000, '--minute', 100000,
                              '--set', f'folder={self.box}', *words)

    def work(self) -> dict:
        return self.beck.json('work', '--once')

    def mails(self) -> list[email.message.EmailMessage]:
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                for path in sorted((self.box / 'new').iterdir())]

    def test_each_once(self) -> None:
        people_to_mail(self.beck, 600)
        sender = self.add('--set', 'sync=no')
        self.assertEqual({'folder': str(self.box), 'sync': 'no'}, sender['settings'])
        self.beck.run('sender', 'check', sender['id'])
        self.beck.at(SENDS_AT)
        self.assertEqual(600, self.work()['sent'])
        self.assertEqual(0, self.work()['sent'])
        mails = self.mails()
        self.assertEqual({f'p{number}@firm{number}.example' for number in range(600)}, {mail['Envelope-To'] for mail in mails})
        self.assertEqual(600, len({mail['Message-ID'] for mail in mails}))
        self.assertEqual([], list((self.box / 'tmp').iterdir()))
        lead = self.beck.show(f'lead:{self.beck.found("person n599")["id"]}')
        self.assertEqual([('email', 'sent')], [(touch['channel'], touch['outcome']) for touch in lead['history']])
        (mail,) = [mail for mail in mails if mail['Envelope-To'] == 'p599@firm599.example']
        self.assertEqual(('<mary@sample.example>', 'Person N599 <p599@firm599.example>'), (mail['Return-Path'], mail['To']))
        self.assertIn('labels that stay on', mail.get_body(('plain',)).get_content())
        self.beck.audit()

    def test_a_folder_that_is_none(self) -> None:
        people_to_mail(self.beck, 2)
        self.box.write_text('a file')
        sender = self.add()['id']
        self.assertIn(f'{self.box} cannot be written to', self.beck.fails('sender', 'check', sender))
        self.beck.at(SENDS_AT)
        self.assertEqual(0, self.work()['sent'])
        shown = self.beck.json('sender')['senders'][0]
        self.assertEqual('off', shown['state'])
        self.assertIn('Not a directory', shown['why'])
        self.box.unlink()
        self.beck.run('sender', 'resume', sender)
        self.assertEqual(2, self.work()['sent'])
        self.assertEqual(2, len(self.mails()))
        self.beck.audit()

    def test_typed_wrong(self) -> None:
        self.beck.init()
        said = self.beck.fails('sender', 'add', 'mary@sample.example', '--driver', 'outbox', code=WRONG_USE)
        self.assertIn('folder is missing', said)
        said = self.beck.fails('sender', 'add', 'mary@sample.example', '--driver', 'outbox', '--set', 'folder=mails', code=WRONG_USE)
        self.assertIn('from the root on', said)
        said = self.beck.fails('sender', 'add', 'mary@sample.example', '--driver', 'outbox', '--set', 'folder=/tmp', '--set',
                               'sync=perhaps', code=WRONG_USE)
        self.assertIn('yes or no', said)
        said = self.beck.fails('sender', 'add', 'mary@sample.example', '--driver', 'outbox', '--set', 'folder=/tmp', '--set',
                               'host=mail', code=WRONG_USE)
        self.assertIn('outbox has no setting host', said)
        said = self.beck.fails('sender', 'add', 'mary@sample.example', '--driver', 'pigeon', '--set', 'folder=/tmp', code=WRONG_USE)
        self.assertIn('outbox', said)


if __name__ == '__main__':
    main()
