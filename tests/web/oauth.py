"""Signing in to a mailbox at a provider, from the page: with an authorization server of our own."""

from __future__ import annotations

import html
import re
import urllib.parse

from authorization import CLIENT, SECRET, Authorization, say_yes
from beck import main
from serving import Answer, Client
from sign_in import SigningIn, field


class SignIn(SigningIn):
    def setUp(self) -> None:
        super().setUp()
        self.authorization = Authorization()
        self.addCleanup(self.authorization.stop)
        self.mary, self.bob = self.signed_in(), self.signed_in('bob@sample.example')
        base = self.authorization.base
        self.provider = {'client_id': CLIENT, 'client_secret': SECRET, 'scope': 'mail offline',
                         'authorize_url': f'{base}/authorize', 'token_url': f'{base}/token'}

    def add(self, by: Client) -> int:
        self.assertEqual(303, self.act(by, '/senders', {'address': 'mary@sample.example', 'oauth': 'any', 'host': 'localhost',
                                                        'then': '/settings/senders'}).status)
        return self.sender()['id']

    def sender(self) -> dict:
        return self.beck.json('sender')['senders'][-1]

    def consent(self, by: Client, sender: int) -> str:
        """Where the browser of who said yes is sent, as a path of ours."""
        page = self.act(by, f'/senders/{sender}/sign-in')
        self.assertEqual(200, page.status, page.text)
        url = html.unescape(re.search(r'href="([^"]*/authorize[^"]*)"', page.text)[1])
        came = urllib.parse.urlsplit(say_yes(url))
        self.assertEqual('/oauth/callback', came.path)
        return f'{came.path}?{came.query}'

    def finish(self, by: Client, page: Answer) -> Answer:
        return self.act(by, '/oauth/callback', {'state': field(page, 'state'), 'code': field(page, 'code')})

    def test_from_the_settings_and_back(self) -> None:
        self.assertEqual(403, self.act(self.bob, '/providers/any', self.provider).status)
        self.assertEqual(303, self.act(self.mary, '/providers/any', self.provider).status)
        shown = self.mary.get('/settings/senders').text
        self.assertIn('registered', shown)
        self.assertIn('/oauth/callback', shown)
        self.assertNotIn(html.escape(SECRET), shown)
        self.assertNotIn('Sign-in at a provider', self.bob.get('/settings/senders').text)
        sender = self.add(self.mary)
        self.assertEqual('off', self.sender()['state'])
        path = self.consent(self.mary, sender)
        for _ in range(2):  # looking changes nothing
            page = self.mary.get(path)
            self.assertIn('mary@sample.example', page.text)
        self.assertEqual(('off', []), (self.sender()['state'], self.authorization.grants))
        self.assertEqual((303, '/settings/senders'), (lambda answer: (answer.status, answer['Location']))(self.finish(self.mary, page)))
        self.assertEqual('on', self.sender()['state'])
        self.assertEqual([], self.authorization.faults)
        self.assertIn('Sign in again', self.mary.get('/settings/senders').text)
        again = self.finish(self.mary, page)  # the code has served
        self.assertEqual(403, again.status)
        self.assertEqual('on', self.sender()['state'])

    def test_what_is_not_ones_own(self) -> None:
        self.act(self.mary, '/providers/any', self.provider)
        sender = self.add(self.mary)
        self.assertEqual(404, self.act(self.bob, f'/senders/{sender}/sign-in').status)
        path = self.consent(self.mary, sender)
        page = self.mary.get(path)
        self.assertEqual(422, self.bob.get(path).status)  # lured into another's consent
        self.assertEqual(422, self.finish(self.bob, page).status)
        self.assertEqual(303, self.client().get(path).status)  # to the sign-in
        forged = self.mary.form('/oauth/callback', {'state': field(page, 'state'), 'code': field(page, 'code')})
        self.assertEqual(403, forged.status)  # without the form's token
        self.assertEqual(422, self.mary.get('/oauth/callback?state=' + 'A' * 64 + '&code=x').status)
        said = self.mary.get(re.sub('code=[^&]*', 'error=access_denied', path))
        self.assertEqual(403, said.status)
        self.assertIn('told no', said.text)
        self.assertEqual(('off', []), (self.sender()['state'], self.authorization.grants))

    def test_what_is_wrong_says_the_way_out(self) -> None:
        api = self.client(self.beck.json('token', 'new', '--scope', 'admin')['token'])
        for wrong, name in (({'token_url': 'http://far.example/'}, 'token_url'), ({'authorize_url': ''}, 'authorize_url')):
            answer = api.post('/api/v1/providers/any', self.provider | wrong)
            self.assertEqual((422, name), (answer.status, answer.json['field']), answer.text)
        self.assertEqual(422, api.post('/api/v1/providers/yahoo', self.provider).status)
        self.assertEqual(404, api.post('/api/v1/providers/google/end').status)
        made = api.post('/api/v1/senders', {'address': 'mary@sample.example', 'oauth': 'google'})
        self.assertEqual(409, made.status)
        self.assertIn('not registered', made.json['detail'])
        self.assertEqual(422, api.post('/api/v1/senders', {'address': 'mary@sample.example'}).status)
        self.assertEqual([], api.get('/api/v1/senders').json['senders'])
        self.assertEqual(200, api.post('/api/v1/providers/google', {'client_id': 'x'}).status)
        made = api.post('/api/v1/senders', {'address': 'mary@sample.example', 'oauth': 'google'}).json
        self.assertEqual(('smtp.gmail.com', '465', 'tls'), tuple(made['settings'][name] for name in ('host', 'port', 'security')))
        url = api.post(f'/api/v1/senders/{made["id"]}/sign-in').json['url']
        self.assertTrue(url.startswith('https://accounts.google.com/o/oauth2/v2/auth?'), url)
        self.assertIn('login_hint=mary%40sample.example', url)


if __name__ == '__main__':
    main()
