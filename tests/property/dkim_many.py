"""Our signatures, verified by Debian's python3-dkim: whole, they hold; tampered with, they do not."""

import base64
import os
import subprocess
import sys
import tempfile
from pathlib import Path

# Where Debian keeps the packages of its own Python, which another one may read.
sys.path.append('/usr/lib/python3/dist-packages')
try:
    import dkim
    import nacl.signing  # noqa: F401  (dkim needs it for Ed25519)
except ImportError as missing:
    print(f'skip: python3-dkim and python3-nacl are not installed ({missing})')
    sys.exit(77)

MAILS = 400 if os.environ.get('BECK_TEST_LONG') else 60
KEYS = {  # algorithm: how openssl makes the key, what of its public key stands in DNS
    'rsa': (['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], slice(None)),
    'ed25519': (['-algorithm', 'ED25519'], slice(-32, None)),
}
# What somebody on the way, or a copy sent on, might do to a mail. Each must be found out.
TAMPERED = [
    lambda mail: mail + b'And more.\r\n',
    lambda mail: mail.replace(b'Subject:', b'Subject: Re:', 1),
    lambda mail: mail.replace(b'Message-ID: <', b'Message-ID: <0', 1),
    lambda mail: b'From: eve@example.com\r\n' + mail,
    lambda mail: b'Subject: You have won\r\n' + mail,
    lambda mail: b'Reply-To: eve@example.com\r\nReply-To: eve@example.com\r\n' + mail,
    lambda mail: b'Cc: eve@example.com\r\n' + mail,
    lambda mail: b'Content-Type: text/html\r\n' + mail,
]
# What servers do to a mail without harm.
HANDLED = [
    lambda mail: b'Received: from a by b; Mon, 23 Nov 2026 10:10:00 +0000\r\n' + mail,
    lambda mail: mail.replace(b'Subject: ', b'subject:   ', 1),
    lambda mail: mail + b'\r\n\r\n',
]


def openssl(*words: str) -> bytes:
    return subprocess.run(['openssl', *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=True).stdout


def verified(mail: bytes, record: bytes) -> bool:
    return dkim.verify(mail, dnsfunc=lambda name, timeout=5: record
                       if name == b'beck._domainkey.example.com.' else None)


def main(compose_many: str, sign_mails: str) -> None:
    checked = 0
    for algorithm, (how, part) in KEYS.items():
        with tempfile.TemporaryDirectory(prefix='beck-dkim-') as folder:
            key = f'{folder}/key.pem'
            openssl('genpkey', *how, '-out', key)
            public = openssl('pkey', '-in', key, '-pubout', '-outform', 'DER')
            record = b'v=DKIM1; k=' + algorithm.encode() + b'; p=' + base64.b64encode(public[part])
            subprocess.run([compose_many, folder, str(MAILS), '7'], check=True)
            mails = sorted(str(path) for path in Path(folder).glob('*.eml'))
            subprocess.run([sign_mails, key, 'example.com', 'beck', *mails], check=True)
            for number, path in enumerate(mails):
                mail = Path(path + '.signed').read_bytes()
                assert verified(mail, record), f'{algorithm}: {mail.decode()}'
                assert max(map(len, mail.split(b'\r\n'))) <= 78
                change = TAMPERED[number % len(TAMPERED)]
                assert not verified(change(mail), record), \
                    f'{algorithm}, tampering {number % len(TAMPERED)}: {mail.decode()}'
                change = HANDLED[number % len(HANDLED)]
                assert verified(change(mail), record), \
                    f'{algorithm}, handling {number % len(HANDLED)}: {mail.decode()}'
                checked += 1
    print(f'{checked} signatures hold, and do not once their mails are tampered with')


main(*sys.argv[1:])
