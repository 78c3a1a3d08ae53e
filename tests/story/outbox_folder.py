"""E-mail and texts into a folder, for another program to carry on: each message a file, once; and what is
said where the folder cannot be written to."""

from __future__ import annotations

import email
import email.policy
import json

from beck import WRONG_USE, Beck, Story, main
from mailing import SENDS_AT, people_to_mail
from texting import OUR_NUMBER, TEXTS_AT, number_of, people_to_text


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


class TextsInAFolder(Story):
    def setUp(self) -> None:
        super().setUp()
        self.box = self.folder / 'texts'

    def add(self, *words: object) -> dict:
        return self.beck.json('sender', 'add', OUR_NUMBER, '--driver', 'outbox', '--day', 100000, '--minute', 100000,
                              '--set', f'folder={self.box}', *words)

    def work(self) -> dict:
        return self.beck.json('work', '--once')

    def texts(self) -> list[dict]:
        paths = sorted((self.box / 'new').iterdir())
        self.assertTrue(all(path.name.endswith('.json') for path in paths), paths)
        return [json.loads(path.read_text()) for path in paths]

    def test_each_once(self) -> None:
        people_to_text(self.beck, 300)
        self.beck.run('config', 'set', 'public_url', 'https://beck.sample.example')
        sender = self.add('--set', 'sync=no', '--set', 'cost=0.01 USD')
        self.assertEqual(('text', 'outbox'), (sender['channel'], sender['driver']))
        self.assertIn('/hooks/texts/', sender['hook'])
        self.beck.run('sender', 'check', sender['id'])
        self.beck.at(TEXTS_AT)
        self.assertEqual(300, self.work()['sent'])
        self.assertEqual(0, self.work()['sent'])
        texts = self.texts()
        self.assertEqual({number_of(person) for person in range(300)}, {text['to'] for text in texts})
        self.assertEqual(300, len({text['id'] for text in texts}))
        self.assertEqual([], list((self.box / 'tmp').iterdir()))
        (text,) = [text for text in texts if text['to'] == number_of(299)]
        self.assertEqual({'id', 'from', 'to', 'text', 'parts', 'picture', 'report'}, set(text))
        self.assertEqual((OUR_NUMBER, 1, None), (text['from'], text['parts'], text['picture']))
        self.assertIn('labels that stay on', text['text'])
        self.assertIn('Reply STOP', text['text'])
        self.assertTrue(text['report'].startswith('https://beck.sample.example/hooks/texts/reports/'))
        lead = self.beck.show(f'lead:{self.beck.found("person n299")["id"]}')
        self.assertEqual([('text', 'sent')], [(touch['channel'], touch['outcome']) for touch in lead['history']])
        self.beck.audit()

    def test_a_copy_sends_nothing(self) -> None:
        """A restored copy stands until somebody says that it is the one, whatever it sends by."""
        self.only_sqlite('a copy is a file')
        people_to_text(self.beck, 2)
        self.add()
        self.beck.at(TEXTS_AT)
        self.beck.run('backup', self.folder / 'copy.db')
        self.assertEqual(2, self.work()['sent'])
        copy = Beck(str(self.folder / 'copy.db'), self.folder).at(TEXTS_AT)
        self.assertEqual(0, copy.json('work', '--once')['sent'])
        self.assertEqual(2, len(self.texts()))

    def test_a_folder_that_is_none(self) -> None:
        people_to_text(self.beck, 2)
        self.box.write_text('a file')
        sender = self.add()['id']
        self.beck.at(TEXTS_AT)
        self.assertEqual(0, self.work()['sent'])
        self.assertEqual('off', self.beck.json('sender')['senders'][0]['state'])
        self.box.unlink()
        self.beck.run('sender', 'resume', sender)
        self.assertEqual(2, self.work()['sent'])
        self.assertEqual(2, len(self.texts()))
        self.beck.audit()

    def test_typed_wrong(self) -> None:
        self.beck.init()
        for wrong, said in ((('folder=texts',), 'from the root on'), (('folder=/tmp', 'cost=cheap'), '0.0079 USD'),
                            (('folder=/tmp', 'mms=perhaps'), 'mms cannot be'), (('folder=/tmp', 'reports_to=here'), 'reports_to: "here" is no URL'),
                            (('folder=/tmp', 'connections=3'), 'no setting connections'), ((), 'folder is missing')):
            words = [word for one in wrong for word in ('--set', one)]
            self.assertIn(said, self.beck.fails('sender', 'add', OUR_NUMBER, '--driver', 'outbox', *words, code=WRONG_USE), wrong)
        said = self.beck.fails('sender', 'add', '+1', '--driver', 'outbox', '--set', 'folder=/tmp', code=WRONG_USE)
        self.assertIn('+1', said)


if __name__ == '__main__':
    main()
