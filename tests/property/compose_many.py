"""Mails of drafts made by chance (compose_many.c) as Python's own reader of mails understands them."""

import base64
import email
import email.header
import email.policy
import email.utils
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SEEDS = range(1, 41 if os.environ.get('BECK_TEST_LONG') else 5)
DRAFTS = 100


def people(raw: str) -> list[dict]:
    """Names by decode_header(): before Python 3.13, `addresses` put blanks between encoded words."""
    return [{'name': ''.join(part.decode(charset or 'ascii') if isinstance(part, bytes) else part
                             for part, charset in email.header.decode_header(name)),
             'address': address} for name, address in email.utils.getaddresses([raw])]


def files(mail) -> list[dict]:
    return [{'name': part.get_filename(), 'type': part.get_content_type(),
             'bytes': base64.b64encode(part.get_payload(decode=True)).decode(),
             'shown': part.get_content_disposition() == 'inline'}
            for part in mail.walk() if part.get_content_disposition()]


def text_of(mail, kind: str) -> str | None:
    """Not by get_content(), which opens text/csv files, too, and leaves CR LF."""
    for part in mail.walk():
        if part.get_content_type() == kind and not part.get_content_disposition():
            return part.get_payload(decode=True).decode('utf-8').replace('\r\n', '\n')
    return None


def understood(source: bytes) -> dict:
    mail = email.message_from_bytes(source, policy=email.policy.default)
    defects = [defect for part in mail.walk() for defect in part.defects]
    assert not defects, defects
    as_sent = email.message_from_bytes(source, policy=email.policy.compat32)
    when = mail['date'].datetime
    return {'subject': str(mail['subject']), 'words': str(mail['x-words']),
            'text': text_of(mail, 'text/plain'), 'html': text_of(mail, 'text/html'),
            'date': int(when.timestamp()),
            'offset': int((when.utcoffset() or when - when).total_seconds()),
            'from': people(as_sent['from']), 'to': people(as_sent['to']), 'files': files(mail)}


def main() -> None:
    checked = 0
    for seed in SEEDS:
        with tempfile.TemporaryDirectory(prefix='beck-compose-') as folder:
            made = subprocess.run([sys.argv[1], folder, str(DRAFTS), str(seed)],
                                  stdout=subprocess.PIPE, text=True, check=False)
            assert made.returncode == 0, made.stdout
            for path in Path(folder).glob('*.eml'):
                expected = json.loads(path.with_suffix('.json').read_text('utf-8'))
                read = understood(path.read_bytes())
                for name, value in expected.items():
                    assert read[name] == value, \
                        f'seed {seed}, draft {path.stem}, {name}:\n{value!r}\n{read[name]!r}'
                checked += 1
    print(f'{checked} mails are understood as they were meant')


main()
