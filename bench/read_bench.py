#!/usr/bin/env python3
"""Mails a second from a local Maildir: `beck read` through the whole understanding, beside Python's
email package, which only takes them apart, and `notmuch new` where it is installed.

    read_bench.py BECK FOLDER MAILS

Besides, `beck read --take`: the same mails taken in by a database of as many leads (SQLite, in full durability, 64 mails a
commit), whose writers they all are: each is found, does what it must, and plans its lead anew.

Mails as a seller's mailbox has them: of ten, four answers (two in HTML as well, one with a photo of
200 KB), two newsletters, one bounce, one absence, one plain mail and one answer below a long thread.
"""

import email
import os
import shutil
import subprocess
import sys
import time
from email.message import EmailMessage
from pathlib import Path

TURNS = 3
WORDS = ('the pump on line four drips again and we would like an offer for two of the larger ones '
         'before the end of the month if that can be had with the same fittings as last year ').split()


def prose(seed: int, words: int) -> str:
    out = [WORDS[(seed + i * 7) % len(WORDS)] for i in range(words)]
    return '\n'.join(' '.join(out[i:i + 12]) for i in range(0, words, 12))


def head(mail: EmailMessage, number: int, subject: str) -> EmailMessage:
    for hop in range(5):
        mail['Received'] = (f'from mx{hop}.relay.example (mx{hop}.relay.example [192.0.2.{hop}]) by '
                            f'in{hop}.own.example with ESMTPS id {number:08x}{hop}; '
                            'Mon, 2 Mar 2026 10:00:00 +0100')
    mail['From'] = f'Ann Ford {number} <ann{number}@customer.example>'
    mail['To'] = 'Mary Beck <mary@own.example>'
    mail['Subject'] = subject
    mail['Date'] = 'Mon, 2 Mar 2026 10:00:00 +0100'
    mail['Message-ID'] = f'<{number}@customer.example>'
    return mail


def answer(number: int, rich: bool, photo: bool, thread: int) -> bytes:
    mail = head(EmailMessage(), number, 'Re: Offer')
    mail['In-Reply-To'] = f'<touch-{number}@own.example>'
    quoted = '\n'.join('> ' + line for line in prose(number, thread).splitlines())
    said = f'{prose(number, 40)}\n\nOn Sun, 1 Mar 2026 at 9:00, Mary Beck <mary@own.example> wrote:\n{quoted}\n'
    mail.set_content(said)
    if rich:
        rows = ''.join(f'<tr><td style="font: 11pt Calibri"><p class="MsoNormal">{line}</p></td></tr>'
                       for line in prose(number, 600).splitlines())
        mail.add_alternative(f'<html><head><style>p {{ margin: 0 }}</style></head><body><p>{prose(number, 40)}'
                             f'</p><blockquote><table>{rows}</table></blockquote></body></html>', subtype='html')
    if photo:
        mail.add_attachment(os.urandom(200_000), maintype='image', subtype='jpeg', filename='pump.jpg')
    return mail.as_bytes()


def newsletter(number: int) -> bytes:
    mail = head(EmailMessage(), number, 'News')
    mail['List-Unsubscribe'] = '<https://news.example/u>'
    rows = ''.join(f'<tr><td><a href="https://news.example/{i}">{prose(number + i, 30)}</a></td></tr>'
                   for i in range(120))
    mail.set_content(f'<html><body><table>{rows}</table></body></html>', subtype='html')
    return mail.as_bytes()


def bounce(number: int) -> bytes:
    lost = answer(number, False, False, 100).decode()
    return f"""From: MAILER-DAEMON@own.example (Mail Delivery System)
To: mary@own.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b{number}"

--b{number}
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

<ann{number}@customer.example>: host mx.customer.example said: 550 5.1.1
    <ann{number}@customer.example>: user unknown (in reply to RCPT TO command)

--b{number}
Content-Type: message/delivery-status

Reporting-MTA: dns; own.example

Final-Recipient: rfc822; ann{number}@customer.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 user unknown

--b{number}
Content-Type: message/rfc822

{lost}
--b{number}--
""".encode()


def absence(number: int) -> bytes:
    mail = head(EmailMessage(), number, 'Automatic reply: Offer')
    mail['Auto-Submitted'] = 'auto-replied'
    mail.set_content('I am out of the office until 13 March. In urgent cases please contact\n'
                     f'Jane Miller (jane{number}@customer.example).\n\n{prose(number, 100)}\n')
    return mail.as_bytes()


def plain(number: int) -> bytes:
    mail = head(EmailMessage(), number, 'Pumps')
    mail.set_content(prose(number, 300))
    return mail.as_bytes()


MAKERS = (lambda n: answer(n, False, False, 100), lambda n: answer(n, True, False, 100),
          lambda n: answer(n, True, False, 300), lambda n: answer(n, False, True, 100),
          newsletter, newsletter, bounce, absence, plain, lambda n: answer(n, False, False, 3000))
KINDS = {'reply': 5, 'other': 3, 'bounce': 1, 'auto_reply': 1}  # of ten


def make(folder: Path, mails: int) -> list[str]:
    for name in ('new', 'cur', 'tmp'):
        (folder / name).mkdir(parents=True)
    paths = []
    for number in range(mails):
        path = folder / 'new' / f'{number:07}.bench'
        path.write_bytes(MAKERS[number % len(MAKERS)](number))
        paths.append(str(path))
    return paths


def seconds(run) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def understood(beck: str, paths: list[str]) -> str:
    return subprocess.run([beck, 'read', '--json', *paths], check=True, capture_output=True, text=True).stdout


def people(beck: str, folder: Path, mails: int) -> Path:
    """A database in which all of them are known."""
    database, table = folder / 'take.db', folder / 'people.csv'
    table.write_text('Name,E-mail\n' + ''.join(f'Ann Ford {n},ann{n}@customer.example\n' for n in range(mails)))
    for words in (('init', '--user', 'Mary', '--email', 'mary@own.example'), ('import', str(table), '--source', 'list')):
        subprocess.run([beck, '--db', str(database), *words], check=True, stdout=subprocess.DEVNULL)
    return database


def taken(beck: str, database: Path, paths: list[str]) -> None:
    """Of ten, two newsletters are nobody's, and a bounce without its proof asks."""
    out = subprocess.run([beck, '--db', str(database), 'read', '--take', '--json', *paths], check=True, capture_output=True,
                         text=True).stdout
    found = out.count('"again":false') - out.count('"id":null')
    assert found == len(paths) * 8 // 10, f'{found} were taken in'


def take_apart(paths: list[str]) -> None:
    for path in paths:
        with open(path, 'rb') as mail:
            email.message_from_binary_file(mail)


def index(folder: Path) -> None:
    shutil.rmtree(folder / '.notmuch', ignore_errors=True)
    config = folder.parent / 'notmuch-config'
    config.write_text(f'[database]\npath={folder}\n[user]\nname=x\nprimary_email=mary@own.example\n[new]\ntags=new\n')
    subprocess.run(['notmuch', 'new', '--quiet'], check=True, env=os.environ | {'NOTMUCH_CONFIG': str(config)})


def main() -> None:
    beck, folder, mails = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    paths = make(folder, mails)
    for kind, of_ten in KINDS.items():
        found = understood(beck, paths).count(f'"kind":"{kind}"')
        assert found == mails * of_ten // 10, f'{found} of {kind}'
    sides = {'beck read': lambda: understood(beck, paths), 'Python email, parsing only': lambda: take_apart(paths)}
    if shutil.which('notmuch'):
        sides['notmuch new'] = lambda: index(folder)
    database, number = people(beck, folder.parent, mails), iter(range(TURNS))

    def copy_and_take() -> float:
        fresh = folder.parent / f'take-{next(number)}.db'
        for end in ('', '-wal'):
            if (source := Path(f'{database}{end}')).exists():
                shutil.copy(source, f'{fresh}{end}')
        return seconds(lambda: taken(beck, fresh, paths))

    best = dict.fromkeys(sides, float('inf'))
    for _ in range(TURNS):
        for name, run in sides.items():
            best[name] = min(best[name], seconds(run))
        best['beck read --take'] = min(best.get('beck read --take', float('inf')), copy_and_take())
    size = sum(os.path.getsize(path) for path in paths) / mails / 1024
    print(f'reading {mails} mails of {size:.0f} KB on average (at least 1,000 a second):')
    for name, took in best.items():
        print(f'  {name:28} {mails / took:9,.0f} a second')


if __name__ == '__main__':
    main()
