"""Mails that belong together: each goes on with what was said before, theirs and ours."""

from __future__ import annotations

import re
import unittest
from pathlib import Path

from beck import FAILED, Story, main
from mailing import MAILING, SENDS_AT, SINK, Sink, add_sender

TAIL = MAILING[MAILING.index('tail:'):]
STEP = '''  - key: {key}
    channel: email
    after: {after}
    reason: "You asked what {{{{my_company}}}} does."
    new: "what we do, {key}"
    subject: "{subject}"
{more}    body: |
      Hi {{{{first}}}}, about {key}: where do yours come off?

      {{{{me}}}}, {{{{my_cell}}}}
'''


def cadence(*steps: tuple[str, str, str]) -> str:
    head = MAILING[:MAILING.index('  - key: hello')]
    return head + ''.join(STEP.format(key=key, subject=subject, more=more, after='0 days' if not place else '2 working days')
                          for place, (key, subject, more) in enumerate(steps)) + TAIL


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Threads(Story):
    def setUp(self) -> None:
        super().setUp()
        self.sink = Sink(self.beck.folder)
        self.addCleanup(lambda: self.sink.stop())
        self.beck.init()
        add_sender(self.beck, self.sink.port)

    def people(self, text: str) -> None:
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', text))
        self.beck.run('import', self.beck.table('people.csv', [{'Name': 'Ann Lee', 'E-mail': 'ann@lee.example'}]),
                      '--source', 'list', '--cadence', 'mailing')
        self.beck.at(SENDS_AT)

    def next_mail(self):
        """The one more that goes within days."""
        self.sink.forget()
        for _ in range(10):
            if self.beck.json('work', '--once')['sent']:
                (mail,) = self.sink.whole()
                return mail
            self.beck.later(days=1)
        raise AssertionError('nothing went')

    @staticmethod
    def references(mail) -> list[str]:
        return re.findall(r'<[^>]+>', mail.get('References', ''))

    def test_a_cadence_is_one_conversation_until_it_says_otherwise(self) -> None:
        self.people(cadence(('one', 'Labels that stay on', ''), ('two', 'labels that stay on', ''), ('three', 'A photo', ''),
                            ('four', 'Something else', '    thread: new\n'), ('five', 'Something else', '')))
        one, two, three, four, five = (self.next_mail() for _ in range(5))
        self.assertEqual((None, None, 'Labels that stay on'), (one['In-Reply-To'], one['References'], one['Subject']))
        self.assertEqual((one['Message-ID'], [one['Message-ID']], 'Re: labels that stay on'),
                         (two['In-Reply-To'], self.references(two), two['Subject']))
        self.assertEqual((two['Message-ID'], [one['Message-ID'], two['Message-ID']], 'A photo'),
                         (three['In-Reply-To'], self.references(three), three['Subject']))
        self.assertEqual((None, None, 'Something else'), (four['In-Reply-To'], four['References'], four['Subject']))
        self.assertEqual((four['Message-ID'], [four['Message-ID']], 'Re: Something else'),
                         (five['In-Reply-To'], self.references(five), five['Subject']))
        self.beck.audit()

    def test_an_answer_goes_on_with_theirs(self) -> None:
        self.people(cadence(('one', 'Labels that stay on', ''), ('two', 'Labels that stay on', '')))
        one = self.next_mail()
        self.beck.later(hours=2)
        theirs = (f'From: Ann Lee <ann@lee.example>\nTo: mary@sample.example\nMessage-ID: <yes@lee.example>\n'
                  f'In-Reply-To: {one["Message-ID"]}\nSubject: RE: Labels that stay on\nDate: Mon, 16 Nov 2026 18:00:00 +0000\n\n'
                  'Yes, send a sample.\n')
        self.beck.run('read', '--take', given=theirs.encode())
        touch = self.beck.show(f"lead:{self.beck.found('ann lee')['id']}")['next']
        self.beck.json('outbox', 'send', touch['id'], '--subject', 'Re: Labels that stay on', '--body', 'It is on its way.\n')
        answer = self.next_mail()
        self.assertEqual(('<yes@lee.example>', [one['Message-ID'], '<yes@lee.example>'], 'Re: Labels that stay on'),
                         (answer['In-Reply-To'], self.references(answer), answer['Subject']))

    def test_put_off_behind_the_dot_it_stays_in_its_conversation(self) -> None:
        self.people(cadence(('one', 'Labels that stay on', ''), ('two', 'Labels that stay on', '')))
        one = self.next_mail()
        port = self.sink.port
        self.sink.stop()
        self.sink = Sink(self.beck.folder, '-r', '.', port=port)
        for _ in range(10):
            self.beck.later(days=1)
            if self.beck.json('work', '--once')['later']:
                break
        self.sink.stop()
        self.sink = Sink(self.beck.folder, port=port)
        self.beck.later(minutes=30)
        two = self.next_mail()
        self.assertEqual((one['Message-ID'], 'Re: Labels that stay on'), (two['In-Reply-To'], two['Subject']))

    def test_typed_wrong(self) -> None:
        wrong = self.beck.file('wrong.yaml', cadence(('one', 'Labels', '    thread: old\n')))
        self.assertIn('same', self.beck.run('cadence', 'check', wrong, code=3).out)


if __name__ == '__main__':
    main()
