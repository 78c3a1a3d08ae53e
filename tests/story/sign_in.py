"""Who may sign in to the web app, as the command line sees to it: tokens, invitations, passwords, and
the audit of it all; typed right and wrong."""

import os
import pty
import select

import beck
from beck import FAILED, PROGRAM, WRONG_USE, Story

PASSWORD = b'three green pumps\n'


class SignIn(Story):
    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        self.beck.run('user', 'add', 'Bob Hill', 'email=bob@sample.example')

    def test_a_token_is_shown_once_and_listed(self) -> None:
        made = self.beck.json('token', 'new', '--name', 'the website', '--scope', 'read', '--days', 30)
        self.assertRegex(made['token'], r'^beck_[A-Za-z0-9_-]{43}$')
        self.assertEqual('2026-12-14T01:00:00Z', made['ends_at'])
        self.assertEqual(['read'], made['scopes'])
        listed = self.beck.json('token')['tokens']
        self.assertEqual([('the website', True, None)],
                         [(one['name'], one['live'], one['used_at']) for one in listed])
        self.assertNotIn(made['token'], self.beck.run('token', 'list').out)
        self.beck.run('token', 'revoke', made['id'])
        self.assertFalse(self.beck.json('token', 'list')['tokens'][0]['live'])
        self.assertSays(self.beck.fails('token', 'revoke', made['id']), 'no live token')

    def test_scopes(self) -> None:
        self.assertEqual(['read', 'write'], self.beck.json('token', 'new')['scopes'])
        self.assertEqual(['read', 'write', 'admin'],
                         self.beck.json('token', 'new', '--scope', 'admin')['scopes'])
        self.assertEqual(['read', 'calendar'],
                         self.beck.json('token', 'new', '--scope', 'calendar,read')['scopes'])
        self.assertSays(self.beck.fails('token', 'new', '--scope', 'rad', code=WRONG_USE), '"rad"',
                        'read, write, admin or calendar')
        self.assertSays(self.beck.fails('token', 'new', '--days', 'many', code=WRONG_USE), '--days')
        self.assertSays(self.beck.fails('token', 'new', '--days', '9999'), '3650')
        self.beck.user = 'Bob'
        self.assertSays(self.beck.fails('token', 'new', '--scope', 'admin'), 'a rep', 'scope admin')
        self.beck.user = None
        self.beck.run('token', 'new', '--name', 'mine')
        self.assertEqual({'Mary Beck'}, {one['user'] for one in self.beck.json('token')['tokens']})

    def test_what_is_no_token(self) -> None:
        self.assertSays(self.beck.fails('token', 'revoke', 'twelve', code=WRONG_USE), 'ID')
        self.assertSays(self.beck.fails('token', 'revoke', 12), 'no live token 12')
        self.assertSays(self.beck.fails('token', 'make', code=WRONG_USE), 'make')

    def test_an_invitation(self) -> None:
        made = self.beck.json('user', 'invite', 'bob')
        self.assertRegex(made['path'], r'^/set-up/[A-Za-z0-9_-]{43}$')
        self.assertEqual('Bob Hill', made['user']['name'])
        self.assertIn(made['user']['name'], self.beck.run('user', 'invite', 'bob').out)
        self.assertSays(self.beck.fails('user', 'invite', 'zoe'), 'zoe')
        self.beck.run('user', 'deactivate', 'bob')
        self.assertSays(self.beck.fails('user', 'invite', 'bob'), 'deactivated')

    def test_a_password_from_standard_input(self) -> None:
        self.assertEqual('Bob Hill', self.beck.json('user', 'password', 'bob', given=PASSWORD)['user'])
        for typed, said in {b'': 'no password', b'\n': 'no password', b'short\n': '8 characters',
                            b'password1\n': 'tried first', b'bobhill1\n': 'your name',
                            b'x' * 9000: 'no password', b'\xff' * 9 + b'\n': 'UTF-8'}.items():
            self.assertSays(self.beck.fails('user', 'password', 'bob', given=typed), said)
        self.assertSays(self.beck.fails('user', 'password', 'zoe', given=PASSWORD), 'zoe')

    def on_a_terminal(self, *typed: bytes) -> tuple[int, str]:
        """`user password bob`, each answer given when it is asked for."""
        child, terminal = pty.fork()
        if not child:
            os.execve(PROGRAM, self.beck.command('user', 'password', 'bob'), self.beck.environment())
        shown = b''
        for answer in typed:
            while not shown.endswith(b': '):
                self.assertTrue(select.select([terminal], [], [], 60)[0], shown)
                shown += os.read(terminal, 1000)
            os.write(terminal, answer)
            shown += b'\n'
        try:
            while part := os.read(terminal, 1000):
                shown += part
        except OSError:  # the other side is gone
            pass
        os.close(terminal)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()

    def test_a_password_on_a_terminal_is_asked_for_twice_and_not_shown(self) -> None:
        code, shown = self.on_a_terminal(PASSWORD, PASSWORD)
        self.assertEqual(0, code, shown)
        self.assertNotIn('pumps', shown)
        code, shown = self.on_a_terminal(PASSWORD, b'seven blue valves\n')
        self.assertEqual(FAILED, code, shown)
        self.assertIn('not the same', shown)

    def test_the_audit(self) -> None:
        self.beck.run('user', 'password', 'bob', given=PASSWORD)
        self.beck.later(minutes=1).run('token', 'new')
        entries = self.beck.json('audit')['entries']
        self.assertEqual(['token', 'password', 'user'], [one['act'] for one in entries[:3]])
        self.assertEqual('set for Bob Hill', entries[1]['detail'])
        self.assertEqual('Mary Beck', entries[0]['user']['name'])
        first = self.beck.json('audit', '--limit', 2)
        rest = self.beck.json('audit', '--cursor', first['next'])
        self.assertEqual(entries, first['entries'] + rest['entries'])
        self.assertIsNone(rest['next'])
        self.assertEqual([], self.beck.json('audit', '--of', 'bob')['entries'])
        self.assertSays(self.beck.fails('audit', '--cursor', 'x', code=WRONG_USE), 'no cursor')
        self.assertIn('set for Bob Hill', self.beck.run('audit').out)


if __name__ == '__main__':
    beck.main()
