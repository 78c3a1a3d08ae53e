"""Signing in at a provider instead of a password: consent, tokens, their renewal, their end. Against an
authorization server of our own, and a real Postfix and Dovecot that ask it whose a token is."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import threading
import unittest
import urllib.request

from authorization import SECRET, Authorization, say_yes
from beck import ENGINE, FAILED, WRONG_USE, Story, main
from mailing import MAILING, SENDS_AT
from relay import Relay, missing

PATIENCE_SECONDS = 5  # of one statement (store/db.h)


class Provider(Story):
    def setUp(self) -> None:
        super().setUp()
        self.authorization = Authorization()
        self.addCleanup(self.authorization.stop)
        self.beck.init()

    def register(self, secret: str = SECRET) -> None:
        self.beck.run('provider', 'set', 'any', *self.authorization.options(), given=f'{secret}\n'.encode())

    def begin(self, *words: object) -> tuple[subprocess.Popen, str]:
        """A command that waits for a browser, and the address it prints."""
        process = self.beck.start(*words, stdin=subprocess.PIPE)
        for line in process.stderr:
            if line.startswith(b'http'):
                return process, line.decode().strip()
        raise AssertionError(process.wait())

    @staticmethod
    def end(process: subprocess.Popen, given: bytes | None = None) -> tuple[int, str]:
        out, err = process.communicate(given, timeout=300)
        return process.returncode, (out + err).decode()

    def add(self, *words: object, port: int = 2525) -> dict:
        """Mary's sender, signed in."""
        process, url = self.begin('--json', 'sender', 'add', 'mary@sample.example', '--oauth', 'any', '--day', 100000,
                                  '--minute', 100000, '--set', 'host=127.0.0.1', '--set', f'port={port}', *words)
        with urllib.request.urlopen(say_yes(url)) as page:
            self.assertIn('close this page', page.read().decode())
        code, said = self.end(process)
        self.assertEqual(0, code, said)
        return self.sender()

    def sender(self) -> dict:
        return self.beck.json('sender')['senders'][0]


class Consent(Provider):
    def test_from_the_first_day_to_the_last(self) -> None:
        self.assertIn('not registered', self.beck.run('provider').out)
        self.assertIn('provider set', self.beck.fails('sender', 'add', 'mary@sample.example', '--oauth', 'google'))
        self.assertEqual([], self.beck.json('sender')['senders'])
        self.register()
        sender = self.add()
        self.assertEqual(('on', 'any', 'mary@sample.example'),
                         (sender['state'], sender['settings']['oauth'], sender['settings']['login']))
        shown = self.beck.run('--json', 'sender').out + self.beck.run('--json', 'provider').out
        for secret in (SECRET, self.authorization.grants[0].refresh, *self.authorization.grants[0].access):
            self.assertNotIn(secret, shown)
        self.assertEqual([], self.authorization.faults)
        self.beck.run('sender', 'end', sender['id'])
        self.beck.run('provider', 'end', 'any')
        self.assertIn('not registered', self.beck.run('provider').out)

    @unittest.skipUnless(ENGINE == 'sqlite', 'looks into the file')
    def test_nothing_lies_open(self) -> None:
        self.register()
        self.add()
        written = b''.join(path.read_bytes() for path in self.beck.folder.glob('beck.db*'))
        grant = self.authorization.grants[0]
        for secret in (SECRET, grant.refresh, *grant.access):
            self.assertNotIn(secret.encode(), written)

    def test_what_is_pasted(self) -> None:
        self.register()
        process, url = self.begin('sender', 'add', 'mary@sample.example', '--oauth', 'any', '--set', 'host=127.0.0.1', '--paste')
        came = say_yes(url)
        self.assertEqual(0, self.end(process, f'{came}\n'.encode())[0])
        self.assertEqual('on', self.sender()['state'])
        process, url = self.begin('sender', 'sign-in', self.sender()['id'], '--paste')
        code = say_yes(url).split('code=')[1].split('&')[0]
        self.assertEqual(0, self.end(process, f'{code}\n'.encode())[0])
        # The same address once more, and the answer to another sign-in.
        process, _ = self.begin('sender', 'sign-in', self.sender()['id'], '--paste')
        code, said = self.end(process, f'{came}\n'.encode())
        self.assertEqual(FAILED, code)
        self.assertIn('another sign-in', said)
        self.assertEqual('on', self.sender()['state'])

    def test_a_no(self) -> None:
        self.register()
        process, url = self.begin('sender', 'add', 'mary@sample.example', '--oauth', 'any', '--set', 'host=127.0.0.1', '--paste')
        state = url.split('state=')[1].split('&')[0]
        code, said = self.end(process, f'http://127.0.0.1/?error=access_denied&state={state}\n'.encode())
        self.assertEqual(FAILED, code)
        self.assertIn('told no', said)
        self.assertEqual(('off', 'its user has not signed in yet'), (self.sender()['state'], self.sender()['why']))
        self.assertIn('sign-in', self.beck.fails('sender', 'resume', self.sender()['id']))

    def test_what_is_wrong_says_the_way_out(self) -> None:
        for words, said in ((('provider', 'set', 'any', '--client', 'x', '--public'), 'authorize_url'),
                            (('provider', 'set', 'google', '--public'), "client's id"),
                            (('provider', 'set', 'google', '--client', 'x', '--set', 'scope=x', '--public'), 'any'),
                            (('provider', 'set', 'any', '--client', 'x', '--set', 'authorize_url=http://far.example/',
                              '--set', 'token_url=https://far.example/', '--public'), 'https'),
                            (('provider', 'set', 'yahoo', '--client', 'x'), 'google')):
            self.assertIn(said, self.beck.fails(*words, code=WRONG_USE))
        self.register('wrong')
        process, url = self.begin('sender', 'add', 'mary@sample.example', '--oauth', 'any', '--set', 'host=127.0.0.1', '--paste')
        code, said = self.end(process, f'{say_yes(url)}\n'.encode())
        self.assertEqual(FAILED, code)
        self.assertIn('id and secret', said)


@unittest.skipIf(missing(), missing())
class Mailbox(Provider):
    def setUp(self) -> None:
        super().setUp()
        self.relay = Relay(self.beck.folder, mechanisms='xoauth2', introspect=f'{self.authorization.base}/introspect')
        self.addCleanup(self.relay.stop)
        self.register()
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', MAILING))

    def people(self, *names: str) -> None:
        self.beck.run('import', self.beck.table(f'{names[0]}.csv', [{'Name': f'Person {name}', 'E-mail': f'p@{name}.example'}
                                                                    for name in names]),
                      '--source', 'list', '--cadence', 'mailing')

    def signed_in(self) -> dict:
        return self.add('--set', 'security=starttls', '--set', f'ca_file={self.relay.authority.file}', port=self.relay.port)

    def work(self) -> dict:
        return self.beck.json('work', '--once')

    def test_the_server_asks_whose_the_token_is(self) -> None:
        sender = self.signed_in()
        self.people('one', 'two')
        self.beck.run('sender', 'check', sender['id'])
        self.assertEqual(2, self.beck.at(SENDS_AT) and self.work()['sent'])
        self.relay.arrived(2)
        self.assertIn('sasl_method=XOAUTH2', (self.relay.folder / 'postfix.log').read_text())
        # FRIDAY to Monday: the token of Friday was over, and renewed once.
        self.assertEqual((1, []), (self.authorization.refreshed, self.authorization.faults))

    def test_a_token_that_ends_early(self) -> None:
        self.signed_in()
        self.people('one')
        self.beck.at(SENDS_AT).run('sender', 'check', self.sender()['id'])
        self.authorization.forget_tokens()
        self.assertEqual(1, self.work()['sent'])
        self.assertEqual((2, []), (self.authorization.refreshed, self.authorization.faults))

    def test_a_grant_that_is_revoked_and_given_again(self) -> None:
        sender = self.signed_in()
        self.people('one')
        self.authorization.revoke()
        self.assertEqual(0, self.beck.at(SENDS_AT) and self.work()['sent'])
        self.assertEqual('off', self.sender()['state'])
        self.assertIn('sign in again', self.sender()['why'])
        self.assertIn('sign-in', self.beck.fails('sender', 'resume', sender['id']))
        self.assertEqual(0, self.work()['sent'])
        process, url = self.begin('sender', 'sign-in', sender['id'])
        urllib.request.urlopen(say_yes(url)).close()
        self.assertEqual(0, self.end(process)[0])
        self.assertEqual(1, self.work()['sent'])
        self.assertEqual('on', self.sender()['state'])
        self.beck.audit()

    def test_who_signs_in_while_a_token_is_asked_for(self) -> None:
        """The provider ends the grant before; the worker goes on with the new one."""
        sender = self.signed_in()
        self.people('one')

        def sign_in() -> None:
            self.authorization.revoke()
            process, url = self.begin('sender', 'sign-in', sender['id'])
            urllib.request.urlopen(say_yes(url)).close()
            self.assertEqual(0, self.end(process)[0])

        self.authorization.meanwhile = sign_in
        self.assertEqual(1, self.beck.at(SENDS_AT) and self.work()['sent'])
        self.assertEqual(('on', 2), (self.sender()['state'], len(self.authorization.grants)))

    @unittest.skipUnless(ENGINE == 'sqlite', 'holds the file')
    def test_a_new_token_waits_for_the_database(self) -> None:
        """Which another process holds for longer than a statement waits: the one before is spent."""
        sender = self.signed_in()
        self.beck.at(SENDS_AT)
        with contextlib.closing(sqlite3.connect(self.beck.database, check_same_thread=False, isolation_level=None)) as link:
            def hold() -> None:
                link.execute('BEGIN IMMEDIATE')
                threading.Timer(PATIENCE_SECONDS + 1, link.rollback).start()

            self.authorization.meanwhile = hold
            self.beck.run('sender', 'check', sender['id'])
        self.authorization.forget_tokens()
        self.beck.run('sender', 'check', sender['id'])
        self.assertEqual((2, []), (self.authorization.refreshed, self.authorization.faults))

    def test_a_provider_with_trouble_of_its_own(self) -> None:
        self.signed_in()
        self.people('one')
        self.authorization.down = True
        self.assertEqual(0, self.beck.at(SENDS_AT) and self.work()['sent'])
        self.assertEqual('rests', self.sender()['state'])
        self.authorization.down = False
        self.beck.later(minutes=1)
        self.assertEqual(1, self.work()['sent'])

    def test_many_workers_ask_once(self) -> None:
        """A refresh token that is used twice ends the grant."""
        self.signed_in()
        self.people(*(f'firm{number}' for number in range(24)))
        self.beck.at(SENDS_AT)
        done: list[dict] = []
        workers = [threading.Thread(target=lambda: done.append(self.work())) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        done.append(self.work())  # what one gave back because another's clock is ahead
        self.assertEqual(24, sum(one['sent'] for one in done), done)
        self.assertEqual((1, []), (self.authorization.refreshed, self.authorization.faults))
        self.beck.audit()


if __name__ == '__main__':
    main()
