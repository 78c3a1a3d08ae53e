"""How a server of calendars and address books is reached: behind a certificate of the company's own authority, and with a
login that others on the way cannot read. Radicale with TLS; lighttpd asks for digests."""

from __future__ import annotations

from pathlib import Path

import dav_server
from beck import FAILED, WRONG_USE, Story, main
from dav_server import DigestFront, Fake, Radicale
from relay import Authority, short_folder

BASIC = (401, {'WWW-Authenticate': 'Basic realm="dav"'}, '')
DIGEST = (401, {'WWW-Authenticate': 'Digest realm="dav", nonce="abc", algorithm=SHA-256, qop="auth"'}, '')


class DavAccess(Story):
    def setUp(self) -> None:
        if why := dav_server.missing():
            self.skipTest(why)
        super().setUp()
        self.beck.init()
        self.beck.at('2026-11-16T09:00:00-06:00')
        self.beck.run('add', 'Ann Ford', '--company', 'Ford Labels', '--email', 'ann@ford.example')

    def add(self, server: str, *words: str, kind: str = 'contacts') -> tuple[str, ...]:
        return (kind, 'add', server, '--set', 'login=mary', '--set', 'private=yes', *words)

    # --- certificates ---

    def tls(self, name: str, *when: str) -> Radicale:
        self.authority = Authority(short_folder('authority-'))
        self.authority.sign(name, *when)
        server = Radicale(self.authority)
        self.addCleanup(server.remove)
        server.book('leads')
        return server

    def test_a_server_of_the_company_s_own_authority(self) -> None:
        server = self.tls('IP:127.0.0.1')
        server.calendar('work')
        other = Authority(short_folder('authority-'))
        ca = f'ca_file={self.authority.file}'
        self.assertSays(self.beck.fails(*self.add(server.url), given=b'right-one\n'), server.url, 'nobody whom this machine trusts', 'ca_file')
        self.assertSays(self.beck.fails(*self.add(server.url, '--set', f'ca_file={other.file}'), given=b'right-one\n'),
                        'not signed by the authority of ca_file')
        nothing = Path(self.beck.folder) / 'nothing.pem'
        for said, text in (('no certificate', 'hello'), ('no certificate', '-----BEGIN CERTIFICATE-----\nhello\n-----END CERTIFICATE-----\n'),
                           ('private key', (self.authority.folder / 'ca.key').read_text()), ('longer than', 'x' * 70000)):
            nothing.write_text(text)
            self.assertSays(self.beck.fails(*self.add(server.url, '--set', f'ca_file={nothing}'), code=WRONG_USE, given=b'right-one\n'),
                            'ca_file', said)
        nothing.unlink()
        self.assertSays(self.beck.fails(*self.add(server.url, '--set', f'ca_file={nothing}'), given=b'right-one\n'), 'nothing.pem')
        for kind in ('contacts', 'calendar'):
            made = self.beck.json(*self.add(server.url, '--set', ca, kind=kind), given=b'right-one\n')
            self.assertIn('BEGIN CERTIFICATE', made['settings']['ca_file'])
        self.assertIn("ca_file    the server's own authority", self.beck.run('calendar', 'pause', made['id']).out)
        self.beck.run('calendar', 'resume', made['id'])
        self.authority.file.unlink()
        self.assertEqual(1, self.beck.json('contacts', 'sync')['wrote'], 'what the file said is kept')
        self.beck.json('calendar', 'sync')
        self.assertEqual(1, len(server.files('leads')))
        # it gets a certificate of another authority, by whatever way
        other.sign('IP:127.0.0.1')
        for name in ('server.pem', 'server.key'):
            (self.authority.folder / name).write_text((other.folder / name).read_text())
        server.stop(), server.start()
        self.assertSays(self.beck.fails('contacts', 'sync'), 'not signed by the authority of ca_file')
        self.assertEqual('rests', self.beck.json('contacts')['books'][0]['state'], 'it goes on by itself once that is mended')
        self.assertSays(self.beck.run('doctor').out, 'Leads rests', 'signed by the authority of ca_file')
        self.beck.audit()

    def test_certificates_that_are_wrong_name_what_to_do(self) -> None:
        for name, when, said in (('IP:127.0.0.1', ('-days', '-1'), 'has expired'), ('DNS:dav.ford.example', (), 'of another host')):
            server = self.tls(name, *when)
            self.assertSays(self.beck.fails(*self.add(server.url, '--set', f'ca_file={self.authority.file}'), given=b'right-one\n'), said, server.url)

    # --- the password ---

    def test_a_login_by_digest(self) -> None:
        if not Path(dav_server.LIGHTTPD).exists():
            self.skipTest('lighttpd is missing: tool/setup.sh test')
        server = Radicale.shared()
        self.addCleanup(server.clear)
        for algorithm in ('MD5', 'SHA-256'):
            with self.subTest(algorithm), DigestFront(server, algorithm) as front:
                server.clear()
                server.book('leads'), server.calendar('work')
                self.assertSays(self.beck.fails(*self.add(front.url), given=b'wrong-one\n'), 'name or the password')
                self.assertSays(self.beck.fails(*self.add(front.url, '--set', 'auth=basic'), code=WRONG_USE, given=b'right-one\n'),
                                'by digest alone', 'auth=safe')
                for kind, more in (('contacts', ()), ('calendar', ('--set', 'auth=digest'))):
                    made = self.beck.json(*self.add(front.url, *more, kind=kind), given=b'right-one\n')
                    synced = self.beck.json(kind, 'sync')
                    self.assertEqual(kind == 'contacts', synced['wrote'] == 1)
                    self.assertIn('can be read and written', self.beck.run(kind, 'check', made['id']).out)
                name = next(iter(server.files('leads')))
                server.put(f'/mary/leads/{name}', server.files('leads')[name].replace('END:VCARD', f'EMAIL:by-{algorithm}@ford.example\nEND:VCARD'))
                self.assertEqual(1, self.beck.json('contacts', 'sync')['changed'])
                for kind, list_ in (('contacts', 'books'), ('calendar', 'calendars')):
                    self.beck.run(kind, 'remove', self.beck.json(kind, 'list')[list_][0]['id'])
        self.assertSays(self.beck.fails(*self.add(server.url, '--set', 'auth=digest'), code=WRONG_USE, given=b'right-one\n'), 'no login by digest')

    def test_by_http_the_password_goes_to_this_machine_alone_unless_it_is_said(self) -> None:
        with Fake() as fake:
            far = fake.url.replace('127.0.0.1', '0.0.0.0')  # which no rule of ours takes for this machine
            fake.answers = {'*': BASIC}
            self.assertSays(self.beck.fails(*self.add(far), code=WRONG_USE, given=b'x\n'), 'others can read', 'https', 'auth=basic')
            self.assertEqual({''}, set(fake.logins), 'nothing of it was said')
            fake.answers = {'*': (207, {}, '<d:multistatus xmlns:d="DAV:"/>')}
            self.assertSays(self.beck.fails(*self.add(far), code=WRONG_USE, given=b'x\n'), 'unasked', 'auth=basic')
            self.assertEqual({''}, set(fake.logins))
            fake.answers = {'*': DIGEST}
            self.assertSays(self.beck.fails(*self.add(far), code=FAILED, given=b'x\n'), 'name or the password')
            self.assertEqual({'', 'Digest'}, set(fake.logins), 'in no other way')
            fake.logins.clear()
            self.assertSays(self.beck.fails(*self.add(far, '--set', 'auth=basic'), code=WRONG_USE, given=b'x\n'), 'by digest alone')
            self.assertEqual({'Basic'}, set(fake.logins), 'as it was said')
            fake.logins.clear()
            fake.answers = {'*': BASIC}
            self.assertSays(self.beck.fails(*self.add(fake.url), given=b'x\n'), 'name or the password')
            self.assertEqual({'Basic'}, set(fake.logins), 'this machine hears itself')
        self.assertSays(self.beck.fails(*self.add(fake.url, '--set', 'auth=hope'), code=WRONG_USE, given=b'x\n'), 'auth', 'safe, digest, basic')

    def test_who_was_reached_by_http_before_goes_on(self) -> None:
        """Their users had said so, by private=yes, before there was a word for it."""
        server = Radicale.shared()
        self.addCleanup(server.clear)
        server.book('leads')
        made = self.beck.json(*self.add(server.url), given=b'right-one\n')
        self.beck.sql("UPDATE dav_account SET url = replace(url, '127.0.0.1', '0.0.0.0')")
        self.assertSays(self.beck.fails('contacts', 'sync'), 'auth=basic')
        self.beck.run('contacts', 'resume', made['id'])
        self.beck.sql("UPDATE dav_account SET settings = replace(settings, '\"auth\":\"safe\",', '')")
        self.assertEqual(1, self.beck.json('contacts', 'sync')['wrote'])


if __name__ == '__main__':
    main()
