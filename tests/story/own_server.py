"""Sending by a real mail server: Postfix with TLS, which lets in by Dovecot, and hands on to a sink."""

from __future__ import annotations

import json
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

from beck import WRONG_USE, Story, main
from mailing import MAILING, SENDS_AT
from relay import Relay, missing

# Debian's own Python has what verifies signatures; the one of the tests may be another.
VERIFY = '''
import dkim, json, sys
records = json.load(open(sys.argv[2]))
mail = dkim.DKIM(open(sys.argv[1], 'rb').read())
find = lambda name, timeout=5: records.get(name.decode().rstrip('.'), '').encode() or None
def holds(number):
    try:
        return mail.verify(idx=number, dnsfunc=find)
    except dkim.ValidationError:  # the body is another
        return False
print(json.dumps([holds(number) for number in range(int(sys.argv[3]))]))
'''


def can_verify() -> bool:
    return subprocess.run(['/usr/bin/python3', '-c', 'import dkim, nacl.signing'], check=False,
                          stderr=subprocess.DEVNULL).returncode == 0


class Names(threading.Thread):
    """A name server of TXT records."""

    def __init__(self, records: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self.records = records
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(('127.0.0.1', 0))
        self.place = '127.0.0.1:%d' % self.socket.getsockname()[1]
        self.start()

    def run(self) -> None:
        while True:
            question, client = self.socket.recvfrom(512)
            if not question:
                return
            labels, at = [], 12
            while question[at]:
                labels.append(question[at + 1:at + 1 + question[at]].decode())
                at += 1 + question[at]
            text = self.records.get('.'.join(labels), '').encode()
            strings = b''.join(bytes([len(text[i:i + 255])]) + text[i:i + 255] for i in range(0, len(text), 255))
            record = struct.pack('>HHHIH', 0xC00C, 16, 1, 60, len(strings)) + strings if text else b''
            head = question[:2] + struct.pack('>HHHHH', 0x8180 | (0 if text else 3), 1, 1 if text else 0, 0, 0)
            self.socket.sendto(head + question[12:at + 5] + record, client)

    def stop(self) -> None:
        self.socket.sendto(b'', self.socket.getsockname())
        self.join(5)
        self.socket.close()


@unittest.skipIf(missing(), missing())
class OwnServer(Story):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        folder = Path(tempfile.mkdtemp(prefix='beck-relay-'))
        cls.usual = Relay(folder)
        cls.addClassCleanup(shutil.rmtree, folder)
        cls.addClassCleanup(cls.usual.stop)

    def relay(self, **more: object) -> Relay:
        """With nothing in its sink; the one of all tests where it is as usual."""
        if not more:
            self.usual.sink.forget()
            return self.usual
        relay = Relay(self.beck.folder, **more)
        self.addCleanup(relay.stop)
        return relay

    def setUp(self) -> None:
        super().setUp()
        self.beck.init()

    def add(self, relay: Relay, *, password: str = Relay.PASSWORD, day: int = 100000, **more: object) -> dict:
        pairs = {'host': '127.0.0.1'} | relay.settings(**more)
        words = [word for name, value in pairs.items() for word in ('--set', f'{name}={value}')]
        return self.beck.json('sender', 'add', Relay.MAILBOX, '--day', day, '--minute', 100000, *words,
                              given=f'{password}\n'.encode())

    def people(self, *names: str, cadence: str = MAILING) -> None:
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', cadence))
        self.beck.run('import', self.beck.table('people.csv', [{'Name': f'Person {name}', 'E-mail': f'p@{name}.example'}
                                                               for name in names]),
                      '--source', 'list', '--cadence', 'mailing')

    def work(self) -> dict:
        return self.beck.json('work', '--once')

    def sender(self) -> dict:
        return self.beck.json('sender')['senders'][0]

    def history(self, name: str) -> list[tuple[str, str]]:
        lead = self.beck.found(f'person {name}')['id']
        return [(touch['channel'], touch['outcome']) for touch in self.beck.show(f'lead:{lead}')['history']]

    # --- getting in ---

    def test_each_way_in(self) -> None:
        self.people('one', 'two', 'three', 'four')
        self.beck.at(SENDS_AT)
        for mechanisms in ('plain', 'login'):
            relay = self.relay(mechanisms=mechanisms)
            for security, port in (('starttls', relay.port), ('tls', relay.tls_port)):
                with self.subTest(mechanisms=mechanisms, security=security):
                    sender = self.add(relay, day=1, security=security, port=port)
                    self.assertIn('let in', self.beck.run('sender', 'check', sender['id']).out)
                    self.assertEqual(1, self.work()['sent'])
                    self.beck.run('sender', 'end', sender['id'])
            relay.arrived(2)
            self.assertEqual(2, (relay.folder / 'postfix.log').read_text().count(f'sasl_method={mechanisms.upper()},'))

    def test_a_wrong_password(self) -> None:
        relay = self.relay()
        sender = self.add(relay, password='wrong')
        self.people('one')
        self.assertEqual(0, self.beck.at(SENDS_AT) and self.work()['sent'])
        self.assertEqual('off', self.sender()['state'])
        self.assertIn('does not let', self.sender()['why'])
        self.beck.run('sender', 'set', sender['id'], '--password', given=f'{Relay.PASSWORD}\n'.encode())
        self.beck.run('sender', 'resume', sender['id'])
        self.assertEqual(1, self.work()['sent'])
        relay.arrived(1)

    def test_whom_it_cannot_trust(self) -> None:
        relay = self.relay(name='DNS:mail.other.example')
        sender = self.add(relay)
        self.assertIn('cannot be trusted', self.beck.fails('sender', 'check', sender['id']))
        self.people('one')
        self.assertEqual(0, self.beck.at(SENDS_AT) and self.work()['sent'])
        self.assertEqual('rests', self.sender()['state'])
        self.beck.run('sender', 'end', sender['id'])
        other = self.relay()
        sender = self.add(other, ca_file=relay.authority.file)  # of another authority
        self.assertIn('cannot be trusted', self.beck.fails('sender', 'check', sender['id']))

    def test_a_server_that_does_not_relay(self) -> None:
        relay = self.relay()
        self.add(relay, login='', password='')
        self.people('one', 'two')
        self.assertEqual(0, self.beck.at(SENDS_AT) and self.work()['sent'])
        self.assertEqual('rests', self.sender()['state'])
        self.assertIn('Relay access denied', self.sender()['why'])
        self.assertEqual([], self.history('one'))  # nobody's address is to blame
        self.beck.audit()

    # --- what the server says of one mail ---

    def test_one_that_is_refused_touches_one(self) -> None:
        relay = self.relay()
        relay.policy.never = {'p@bad.example'}
        self.add(relay)
        self.people('one', 'bad', 'two', 'three')
        done = self.beck.at(SENDS_AT) and self.work()
        self.assertEqual((3, 1), (done['sent'], done['refused']))
        self.assertEqual([('email', 'bounced')], self.history('bad'))
        self.assertEqual([('email', 'sent')], self.history('two'))
        self.assertEqual(3, len(relay.arrived(3)))
        self.assertEqual('on', self.sender()['state'])
        self.beck.audit()

    def test_greylisting(self) -> None:
        relay = self.relay()
        relay.policy.grey = {'p@one.example'}
        self.add(relay)
        self.people('one')
        self.assertEqual(1, self.beck.at(SENDS_AT) and self.work()['later'])
        self.beck.later(minutes=8)
        self.assertEqual(1, self.work()['sent'])
        self.assertEqual(1, len(relay.arrived(1)))

    def test_a_mail_that_is_too_large(self) -> None:
        relay = self.relay(size=3000)
        self.add(relay)
        long = MAILING.replace('we make labels', 'we make ' + 'long ' * 2000 + 'labels')
        self.people('one', cadence=long)
        self.assertEqual(1, self.beck.at(SENDS_AT) and self.work()['later'])
        self.assertEqual('on', self.sender()['state'])
        self.assertEqual([], self.history('one'))

    # --- the bytes ---

    def test_what_arrives_is_what_was_written(self) -> None:
        relay = self.relay()
        self.add(relay)
        words = ['.', '..', '.com begins it', 'From here', 'Größe ☃ 漢字', 'x' * 3000, 'a' * 997, 'end  ']
        body = '\n'.join(f'      {word}\n' for word in words)
        self.people('one', cadence=MAILING.replace('      we make labels that stay on. Where do yours come off?\n', body))
        self.assertEqual(1, self.beck.at(SENDS_AT) and self.work()['sent'])
        (mail,) = relay.arrived(1)
        text = mail.get_body(('plain',)).get_content()
        for word in words:
            self.assertIn(f'\n{word.strip()}', text)
        self.assertTrue(all(len(line) <= 998 for path in relay.sink.folder.iterdir() for line in path.read_bytes().split(b'\n')))

    # --- the envelope and the signature ---

    def test_a_return_path_that_says_whose_a_bounce_is(self) -> None:
        relay = self.relay()
        sender = self.add(relay)
        self.people('one', 'two', 'three')
        for setting, mark in (('plain', ''), ('plus', '+b-'), ('minus', '-b-')):
            self.beck.run('sender', 'set', sender['id'], f'return_path={setting}')
            self.assertEqual(setting, self.sender()['settings']['return_path'])
        self.assertIn('plus', self.beck.fails('sender', 'set', sender['id'], 'return_path=verp', code=WRONG_USE))
        self.beck.run('sender', 'set', sender['id'], 'return_path=plus')
        self.assertEqual(3, self.beck.at(SENDS_AT) and self.work()['sent'])
        paths = {mail['X-Mail-Args'].split()[0].strip('<>') for mail in relay.arrived(3)}
        self.assertEqual(3, len(paths))
        for path in paths:
            self.assertRegex(path, r'^mary\+b-[0-9a-z-]+@sample\.example$')
        self.assertEqual({'Mary Beck <mary@sample.example>'}, {mail['From'] for mail in relay.arrived(3)})

    @unittest.skipUnless(can_verify(), 'python3-dkim and python3-nacl are missing: tool/setup.sh test')
    def test_signatures(self) -> None:
        relay = self.relay()
        sender = self.add(relay)['id']
        self.people('one', 'two')
        self.assertIn('not the domain', self.beck.fails('sender', 'dkim', sender, '--domain', 'other.example', code=WRONG_USE))
        (rsa,) = self.beck.json('sender', 'dkim', sender)['keys']
        self.assertEqual('beck._domainkey.sample.example', rsa['name'])
        self.assertEqual([rsa], self.beck.json('sender', 'dkim', sender)['keys'])  # asked again, the same
        keys = self.beck.json('sender', 'dkim', sender, '--kind', 'ed25519', '--selector', 'new')['keys']
        records = {key['name']: key['record'] for key in keys}
        self.assertEqual({'beck._domainkey.sample.example', 'new._domainkey.sample.example'}, set(records))
        names = Names({rsa['name']: rsa['record'].replace('k=rsa;', ' k=rsa ;')})
        self.addCleanup(names.stop)
        checked = self.beck.json('sender', 'check', sender, '--name-server', names.place)
        self.assertEqual(['yes', 'no'], [key['published'] for key in checked['keys']])
        names.records = dict.fromkeys(records, keys[1]['record'])
        self.assertEqual(['another', 'yes'], [key['published'] for key in self.beck.json(
            'sender', 'check', sender, '--name-server', names.place)['keys']])
        self.assertNotIn('PRIVATE', self.beck.run('--json', 'sender').out)
        self.assertEqual(2, self.beck.at(SENDS_AT) and self.work()['sent'])
        relay.arrived(2)
        self.beck.file('records.json', json.dumps(records))
        for path in relay.sink.folder.iterdir():
            self.beck.file('mail.eml', path.read_bytes().replace(b'\n', b'\r\n').rstrip(b'\r\n') + b'\r\n')
            for change, right in ((None, True), ((b'labels', b'labelz'), False), ((b'Subject: ', b'Subject: Re: '), False)):
                mail = (self.beck.folder / 'mail.eml').read_bytes()
                changed = self.beck.file('changed.eml', mail.replace(*change) if change else mail)
                said = subprocess.run(['/usr/bin/python3', '-c', VERIFY, changed, self.beck.folder / 'records.json', '2'],
                                      check=True, stdout=subprocess.PIPE).stdout
                self.assertEqual([right, right], json.loads(said), change)
        self.assertEqual([], self.beck.json('sender', 'dkim', sender, '--off')['keys'])
        self.assertIn('no key', self.beck.fails('sender', 'dkim', sender, '--off'))


if __name__ == '__main__':
    main()
