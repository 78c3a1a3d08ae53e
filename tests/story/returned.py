"""What comes back to a mail that went, as programs of people and servers write it; and stories of those who sent it."""

from __future__ import annotations

import email.message

from beck import Story
from mailing import MAILING, SENDS_AT, Sink, add_sender, prepare

MONDAY_NOON = '2026-11-16T18:00:00+00:00'


def answer(mail: email.message.EmailMessage, text: str, *, sender: str = '', subject: str = '', extra: str = '',
           named: bool = True, number: int = 1, day: str = 'Mon, 16 Nov 2026 17:00:00 +0000') -> str:
    """What the one that `mail` went to writes back from the program of every office."""
    sender = sender or str(mail['To'])
    threads = f"In-Reply-To: {mail['Message-ID']}\nReferences: {mail['Message-ID']}\n" if named else ''
    return (f"Received: from mx.firm0.example by mx.sample.example; {day}\nFrom: {sender}\nTo: {mail['From']}\n"
            f"Subject: {subject or 'Re: ' + str(mail['Subject'])}\nDate: {day}\n"
            f"Message-ID: <answer-{number}@firm0.example>\n{threads}{extra}MIME-Version: 1.0\n"
            f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n")


def bounce(mail: email.message.EmailMessage, *, status: str = '5.1.1', code: str = '550 5.1.1 <{to}>: Recipient address rejected: '
           'User unknown in local recipient table', action: str = 'failed', returned: bool = True, number: int = 1) -> str:
    """Postfix's."""
    to = str(mail['X-Rcpt-Args']).strip('<>').split('>')[0]
    head = (f"\n--B\nContent-Type: text/rfc822-headers\n\nReturn-Path: {str(mail['X-Mail-Args']).split()[0]}\n"
            f"From: {mail['From']}\nTo: {mail['To']}\nSubject: {mail['Subject']}\nMessage-ID: {mail['Message-ID']}\n") if returned else ''
    return (f"From: MAILER-DAEMON@mx.sample.example (Mail Delivery System)\nTo: mary@sample.example\n"
            f"Subject: Undelivered Mail Returned to Sender\nDate: Mon, 16 Nov 2026 17:0{number}:00 +0000\n"
            f"Message-ID: <2026.{number}@mx.sample.example>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
            f'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n--B\n\n'
            f"This is the mail system at host mx.sample.example.\n\n<{to}>: host mx.firm0.example[192.0.2.7] said: {code.format(to=to)}\n"
            f"\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.sample.example\n\n"
            f"Final-Recipient: rfc822; {to}\nOriginal-Recipient: rfc822;{to}\nAction: {action}\nStatus: {status}\n"
            f"Diagnostic-Code: smtp; {code.format(to=to)}\n{head}\n--B--\n")


def receipt(mail: email.message.EmailMessage, disposition: str, number: int) -> str:
    """Outlook's: somebody opened it."""
    return (f"From: {mail['To']}\nTo: {mail['From']}\nSubject: Read: {mail['Subject']}\nDate: Mon, 16 Nov 2026 17:2{number}:00 +0000\n"
            f"Message-ID: <receipt-{number}@firm0.example>\nMIME-Version: 1.0\n"
            f'Content-Type: multipart/report; report-type=disposition-notification; boundary="B"\n\n--B\n\nYour message was read.\n'
            f"\n--B\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; p0@firm0.example\n"
            f"Original-Message-ID: {mail['Message-ID']}\nDisposition: {disposition}\n\n--B--\n")


def complaint(mail: email.message.EmailMessage, *, proof: bool = True) -> str:
    """A feedback loop's (RFC 5965)."""
    named = f"Message-ID: {mail['Message-ID']}\n" if proof else ''
    return (f"From: <feedback@loop.example>\nTo: <mary@sample.example>\nSubject: FW: {mail['Subject']}\n"
            f"Date: Mon, 16 Nov 2026 17:30:00 +0000\nMessage-ID: <loop-{proof}@loop.example>\nMIME-Version: 1.0\n"
            f'Content-Type: multipart/report; report-type=feedback-report; boundary="B"\n\n--B\n\nThis is an abuse report.\n'
            f"\n--B\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: Loop/1.0\nVersion: 1\n"
            f"Original-Rcpt-To: <p0@firm0.example>\n\n--B\nContent-Type: message/rfc822\n\n"
            f"From: {mail['From']}\nTo: {mail['To']}\n{named}Subject: {mail['Subject']}\n\nHi\n\n--B--\n")


class Returned(Story):
    """Mails that went, and what they become."""

    def sent(self, people: int = 1, **settings: str) -> list[email.message.EmailMessage]:
        """So many mails that went on Monday morning; it is noon."""
        self.sink = Sink(self.beck.folder)
        self.addCleanup(self.sink.stop)
        prepare(self.beck, people, self.sink.port, **settings)
        self.assertEqual(people, self.beck.at(SENDS_AT).json('work', '--once')['sent'])
        self.beck.at(MONDAY_NOON)
        return sorted(self.sink.whole(), key=lambda mail: str(mail['To']))

    def sent_to(self, *people: tuple[str, str, str], cadence: str = MAILING) -> email.message.EmailMessage:
        """People of firms, by name, firm and mailbox; the first mail that goes, a minute ago."""
        self.sink = Sink(self.beck.folder)
        self.addCleanup(self.sink.stop)
        self.beck.init()
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', cadence))
        add_sender(self.beck, self.sink.port)
        self.beck.run('import', self.beck.table('firm.csv', [dict(zip(('Name', 'Company', 'E-mail'), one)) for one in people]),
                      '--source', 'list', '--cadence', 'mailing')
        self.beck.at(SENDS_AT).run('work', '--once')
        self.beck.later(minutes=1)
        return self.sink.whole()[0]

    def slow(self) -> Sink:
        """The same server, which thinks for three seconds before it takes a mail."""
        self.sink.stop()
        sink = Sink(self.beck.folder, '-w', '3', port=self.sink.port)
        self.addCleanup(sink.stop)
        return sink

    def take(self, mail: str, *words: str) -> dict:
        return self.beck.json('read', '--take', *words, given=mail.encode())

    def lead(self, came: dict) -> dict:
        return self.beck.show(f"lead:{came['lead']}")

    def level(self, name: str = 'person n0') -> str:
        """How far its last e-mail is known to have come."""
        history = self.beck.show(f"lead:{self.beck.found(name)['id']}")['history']
        return next(touch['message']['level'] for touch in history if touch['message'])
