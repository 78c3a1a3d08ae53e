"""Signing in at a running server: each way in and out, and each way that must not be one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
import re
import struct
import subprocess

from beck import main
from serving import Answer, Client, Serving

PASSWORD = 'three green pumps'
CHANGED = 'seven blue valves'
MARY = 'mary@sample.example'


def field(page: Answer, name: str) -> str:
    """The value of the first hidden field or meta of that name."""
    found = re.search(rf'name="{name}" (?:value|content)="([^"]*)"', page.text)
    assert found, f'no {name} in\n{page.text[:2000]}'
    return html.unescape(found[1])


def inside(page: Answer, start: str) -> str:
    found = re.search(rf'{start}[^>]*>([^<]*)<', page.text)
    assert found, f'no {start} in\n{page.text[:4000]}'
    return html.unescape(found[1])


class SigningIn(Serving):
    """Mary is an admin, Bob a rep; both have a password."""

    def prepare(self) -> None:
        self.beck.run('user', 'add', 'Bob Hill', 'email=bob@sample.example')
        for name in ('mary', 'bob'):
            self.beck.run('user', 'password', name, given=PASSWORD.encode() + b'\n')

    def try_sign_in(self, client: Client, email: str = MARY, password: str = PASSWORD, **headers: str) -> Answer:
        return client.form('/sign-in', {'email': email, 'password': password}, **headers)

    def signed_in(self, email: str = MARY, **headers: str) -> Client:
        client = self.client()
        self.assertEqual(self.try_sign_in(client, email, **headers).status, 303)
        return client

    def act(self, client: Client, target: str, fields: dict[str, object] | None = None, **headers: str) -> Answer:
        """A form of a page that this client has open."""
        csrf = field(client.get('/settings/security'), 'csrf')
        return client.form(target, {'csrf': csrf} | (fields or {}), **headers)

    def lives(self, client: Client) -> bool:
        status = client.get('/api/v1/settings/security').status
        self.assertIn(status, (200, 401))
        return status == 200


class Sessions(SigningIn):
    def test_in_and_out(self) -> None:
        client = self.client()
        answer = client.form('/sign-in', {'email': MARY, 'password': PASSWORD, 'then': '/promises'})
        self.assertEqual((answer.status, answer['Location']), (303, '/promises'))
        for line in answer.headers.get_all('Set-Cookie'):
            self.assertIn('HttpOnly', line)
            self.assertIn('SameSite=Lax', line)
            self.assertNotIn('Secure', line)  # over plain http on the loopback it would not come back
        self.assertEqual(set(client.cookies), {'beck', 'beck-device'})
        self.assertEqual(client.get('/today').status, 200)
        held = dict(client.cookies)
        out = self.act(client, '/sign-out')
        self.assertEqual((out.status, out['Location']), (303, '/sign-in'))
        client.cookies = held  # who kept the cookie has nothing
        self.assertFalse(self.lives(client))
        self.assertEqual(client.get('/today')['Location'], '/sign-in?then=/today')

    def test_what_is_wrong_tells_nothing(self) -> None:
        told = set()
        for email, password in ((MARY, 'wrong'), ('nobody@sample.example', PASSWORD), ('', 'x'),
                                (MARY + '\r\nX-Evil: 1', PASSWORD), (MARY, PASSWORD * 40)):
            answer = self.try_sign_in(self.client(), email or 'x', password)
            self.assertEqual(answer.status, 401, email)
            self.assertIsNone(answer['Set-Cookie'])
            told.add(inside(answer, 'role="alert"><p><b'))
        self.assertEqual(len(told), 1)

    def test_elsewhere_is_not_gone_to(self) -> None:
        for evil in ('https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)',
                     '/x\r\nX-Evil: 1'):
            answer = self.client().form('/sign-in', {'email': MARY, 'password': PASSWORD, 'then': evil})
            self.assertEqual((answer.status, answer['Location']), (303, '/today'), evil)
            self.assertIsNone(answer['X-Evil'])

    def test_a_session_cannot_be_foisted(self) -> None:
        """Fixation: what the browser had before it signed in is worth nothing afterwards."""
        client = self.client()
        client.cookies['beck'] = foisted = 'A' * 43
        self.try_sign_in(client)
        self.assertNotEqual(client.cookies['beck'], foisted)
        thief = self.client()
        thief.cookies['beck'] = foisted
        self.assertFalse(self.lives(thief))
        thief.cookies = dict(client.cookies)
        self.assertTrue(self.lives(thief))
        form = client.get('/sign-in')
        client.form('/sign-in', {'csrf': field(form, 'csrf'), 'email': MARY, 'password': PASSWORD})
        self.assertTrue(self.lives(client))  # anew: the old one ends
        self.assertFalse(self.lives(thief))

    def test_one_sees_and_ends_where_one_is_signed_in(self) -> None:
        here = self.signed_in(User_Agent='Mozilla/5.0 (X11; Linux x86_64) Firefox/126.0 <script>alert(1)</script>')
        there, bob = self.signed_in(), self.signed_in('bob@sample.example')
        page = here.get('/settings/security')
        self.assertIn('Firefox on Linux', page.text)
        self.assertNotIn('<script>alert', page.text)
        sessions = here.get('/api/v1/settings/security').json['sessions']
        self.assertEqual([session['here'] for session in sessions].count(True), 1)
        other = next(session['id'] for session in sessions if not session['here'])
        self.assertEqual(self.act(bob, f'/settings/sessions/{other}/end').status, 404)  # not his
        self.assertTrue(self.lives(there))
        self.assertEqual(self.act(here, f'/settings/sessions/{other}/end').status, 303)
        self.assertFalse(self.lives(there))
        there = self.signed_in()
        self.act(here, '/settings/sessions/end')
        self.assertFalse(self.lives(there))
        self.assertTrue(self.lives(here))
        self.assertTrue(self.lives(bob))

    def test_a_new_password(self) -> None:
        here, there = self.signed_in(), self.signed_in()
        wrong = self.act(here, '/settings/password', {'current': 'wrong', 'password': CHANGED})
        self.assertEqual(wrong.status, 422)
        self.assertIn('not your password', wrong.text)
        self.assertIn('Authenticator app', wrong.text)  # on the page it came from
        weak = self.act(here, '/settings/password', {'current': PASSWORD, 'password': 'password1'})
        self.assertIn('tried first', weak.text)
        self.assertTrue(self.lives(there))
        done = self.act(here, '/settings/password', {'current': PASSWORD, 'password': CHANGED})
        self.assertEqual((done.status, done['Location']), (303, '/settings/security'))
        self.assertTrue(self.lives(here))
        self.assertFalse(self.lives(there))
        self.assertEqual(self.try_sign_in(self.client()).status, 401)
        self.assertEqual(self.try_sign_in(self.client(), password=CHANGED).status, 303)

    def test_deactivated_at_once(self) -> None:
        bob = self.signed_in('bob@sample.example')
        self.beck.user = 'bob'
        token = self.client(self.beck.json('token', 'new')['token'])
        self.beck.user = None
        self.assertTrue(self.lives(bob))
        self.assertEqual(token.get('/api/v1/today').status, 200)
        self.beck.run('user', 'deactivate', 'bob')
        self.assertFalse(self.lives(bob))
        self.assertEqual(token.get('/api/v1/today').status, 401)
        self.assertEqual(self.try_sign_in(self.client(), 'bob@sample.example').status, 401)


class Forgery(SigningIn):
    """What another site makes a browser send (CSRF)."""

    def test_a_form_needs_its_token(self) -> None:
        mary, bob = self.signed_in(), self.signed_in('bob@sample.example')
        theirs = field(bob.get('/settings/security'), 'csrf')
        for csrf in (None, '', 'A' * 43, theirs):
            fields = {'name': 'evil'} | ({} if csrf is None else {'csrf': csrf})
            answer = mary.form('/settings/tokens', fields)
            self.assertEqual(answer.status, 403, csrf)
            self.assertIn('load it anew', answer.text)
        self.assertEqual(mary.post('/api/v1/settings/tokens', {'name': 'evil'}).status, 403)
        names = {one['name'] for one in self.beck.json('token')['tokens']}
        self.assertNotIn('evil', names)
        csrf = field(mary.get('/settings/security'), 'csrf')
        self.assertNotEqual(csrf, field(mary.get('/settings/security'), 'csrf'))  # masked anew
        good = mary.post('/api/v1/settings/tokens', {'name': 'good'}, X_CSRF_Token=csrf)
        self.assertEqual(good.status, 201)

    def test_a_page_of_another_site(self) -> None:
        mary = self.signed_in()
        for headers in ({'Sec_Fetch_Site': 'cross-site'}, {'Sec_Fetch_Site': 'same-site'}):
            self.assertEqual(self.act(mary, '/settings/tokens', {'name': 'evil'}, **headers).status, 403)
            self.assertEqual(self.try_sign_in(self.client(), **headers).status, 403)
        csrf = field(mary.get('/settings/security'), 'csrf')
        for origin in ('https://evil.example', 'null', f'https://127.0.0.1:{self.server.port}'):
            answer = mary.post('/api/v1/settings/tokens', {'name': 'evil'}, Origin=origin, X_CSRF_Token=csrf)
            self.assertEqual(answer.status, 403, origin)
        self.assertEqual(mary.post('/api/v1/settings/tokens', {'name': 'good'}, X_CSRF_Token=csrf,
                                   Origin=f'http://127.0.0.1:{self.server.port}').status, 201)

    def test_getting_changes_nothing(self) -> None:
        mary = self.signed_in()
        for path in ('/sign-out', '/settings/password', '/settings/tokens/1/revoke', '/settings/sessions/end'):
            self.assertIn(mary.get(path).status, (404, 405), path)
        self.assertTrue(self.lives(mary))


class Tokens(SigningIn):
    def bearer(self, scope: str, user: str | None = None) -> Client:
        self.beck.user = user
        made = self.beck.json('token', 'new', '--scope', scope)['token']
        self.beck.user = None
        return self.client(made)

    def test_scopes_are_kept_to(self) -> None:
        read, write, admin, calendar = (self.bearer(scope) for scope in ('read', 'write', 'admin', 'calendar'))
        for client, see, sell, rule in ((read, 200, 403, 403), (write, 200, 201, 403),
                                        (admin, 200, 201, 201), (calendar, 403, 403, 403)):
            self.assertEqual(client.get('/api/v1/today').status, see)
            self.assertEqual(client.post('/api/v1/leads', {'name': 'Ann Ford'}).status in (200, 201), sell == 201)
            self.assertEqual(client.post('/api/v1/settings/tokens', {}).status, rule)
        self.assertProblem(write.post('/api/v1/settings/password', {'current': PASSWORD, 'password': CHANGED}), 403, 'scope')

    def test_roles_are_kept_to(self) -> None:
        rep = self.signed_in('bob@sample.example')
        for path in ('/settings/audit', '/settings/users', '/settings/line'):
            self.assertEqual(rep.get(path).status, 403, path)
        self.assertProblem(rep.get('/api/v1/settings/audit'), 403, 'admin')
        self.assertEqual(self.act(rep, '/users/1/invite').status, 403)
        self.assertEqual(rep.get('/api/v1/settings/tokens?all=true').status, 403)
        made = self.act(rep, '/settings/tokens', {'name': 'x', 'scope': 'admin'})
        self.assertEqual(made.status, 403)
        self.assertEqual(self.act(rep, '/settings/tokens', {'name': 'x', 'scope': 'write'}).status, 201)
        self.assertProblem(self.bearer('write', 'bob').get('/api/v1/settings/audit'), 403)

    def test_made_shown_once_revoked(self) -> None:
        mary = self.signed_in()
        made = self.act(mary, '/settings/tokens', {'name': 'the website', 'scope': 'read', 'days': '30'})
        secret = inside(made, '<pre id="token"')
        self.assertRegex(secret, '^beck_')
        self.assertEqual(made['Cache-Control'], 'no-store')
        listed = mary.get('/settings/tokens')
        self.assertIn('the website', listed.text)
        self.assertNotIn(secret, listed.text)
        program = self.client(secret)
        self.assertEqual(program.get('/api/v1/today').status, 200)
        made_id = next(one['id'] for one in self.api.get('/api/v1/settings/tokens').json['tokens']
                       if one['name'] == 'the website')
        self.assertEqual(self.act(mary, f'/settings/tokens/{made_id}/revoke').status, 303)
        self.assertEqual(program.get('/api/v1/today').status, 401)
        self.assertProblem(self.api.post(f'/api/v1/settings/tokens/{made_id}/revoke'), 404)
        kept = self.api.post('/api/v1/settings/tokens', {}, Idempotency_Key='k')
        self.assertProblem(kept, 422, field='Idempotency-Key')  # or the secret would be kept, too

    def test_what_is_no_token(self) -> None:
        for sent in ('', 'Bearer', 'Bearer ', 'Bearer x', 'Basic bWFyeTp4', 'Bearer ' + 'A' * 5000):
            self.assertEqual(self.client().get('/api/v1/today', Authorization=sent).status, 401, sent)

    def test_a_token_gone_wrong_is_not_saved_by_a_cookie(self) -> None:
        mary = self.signed_in()
        self.assertEqual(mary.get('/api/v1/today', Authorization='Bearer beck_nonsense').status, 401)


def digits(secret: str, now: float) -> str:
    """RFC 6238."""
    key = base64.b32decode(secret + '=' * (-len(secret) % 8))
    sum_ = hmac.digest(key, struct.pack('>Q', int(now) // 30), 'sha1')
    at = sum_[-1] & 15
    return f'{(struct.unpack(">I", sum_[at:at + 4])[0] & 0x7fffffff) % 1000000:06}'


class App(SigningIn):
    """The six digits. The server's clock stands where the story's does, and goes on from there."""

    def now(self) -> float:
        return self.beck.clock.fromisoformat(self.client().get('/healthz').json['now']).timestamp()

    def test_set_up_asked_for_recovered_taken_off(self) -> None:
        mary = self.signed_in()
        self.assertIn('not your password', self.act(mary, '/settings/app', {'current': 'x'}).text)
        page = self.act(mary, '/settings/app', {'current': PASSWORD})
        self.assertIn('<svg class="qr" viewBox="-4 -4 ', page.text)
        secret = inside(page, 'id="secret"')
        self.assertIn('not the app', self.act(mary, '/settings/app/confirm', {'code': '000000'}).text)
        used = digits(secret, self.now())
        codes = inside(self.act(mary, '/settings/app/confirm', {'code': used}), '<pre id="codes"').split()
        self.assertEqual(len(codes), 10)

        client = self.client()
        asked = self.try_sign_in(client)
        self.assertEqual((asked.status, client.cookies), (200, {}))
        ticket = field(asked, 'ticket')
        wrong = client.form('/sign-in/code', {'ticket': ticket, 'code': '12'})
        self.assertEqual(wrong.status, 401)
        replayed = client.form('/sign-in/code', {'ticket': ticket, 'code': used})
        self.assertEqual(replayed.status, 401)
        right = client.form('/sign-in/code', {'ticket': ticket, 'code': codes[0].upper(), 'then': '/promises'})
        self.assertEqual((right.status, right['Location']), (303, '/promises'))
        self.assertTrue(self.lives(client))
        self.assertEqual(client.get('/api/v1/settings/security').json['recovery_left'], 9)
        self.assertEqual(client.form('/sign-in/code', {'ticket': ticket, 'code': codes[1]},
                                     X_CSRF_Token=field(client.get('/settings/security'), 'csrf')).status, 403)

        self.assertEqual(self.act(client, '/settings/app/off', {'current': PASSWORD}).status, 303)
        self.assertEqual(self.try_sign_in(self.client()).status, 303)


class FirstRun(Serving):
    def test_the_link_of_the_first_run_serves_once(self) -> None:
        self.assertEqual(self.server.stop(), 0)
        process = self.beck.start('--json', 'serve', '--listen', '127.0.0.1:0')
        try:
            told = json.loads(process.stdout.readline())
            self.assertTrue(told['set_up'].startswith(told['url'] + '/set-up/'))
            port, path = int(told['url'].rsplit(':', 1)[1]), told['set_up'][len(told['url']):]
            client = Client(port)
            self.assertIn('Mary Beck', client.get(path).text)
            self.assertEqual(client.get('/set-up/' + 'A' * 43).status, 404)
            self.assertEqual(client.form(path, {'password': 'short'}).status, 422)
            self.assertEqual(client.form(path, {'password': PASSWORD}).status, 303)
            self.assertEqual(client.get('/today').status, 200)
            self.assertEqual(client.get(path).status, 404)
            client.close()
        finally:
            process.terminate()
            process.communicate(timeout=300)
        process = self.beck.start('--json', 'serve', '--listen', '127.0.0.1:0')
        self.assertEqual(['url'], list(json.loads(process.stdout.readline())))
        process.terminate()
        process.communicate(timeout=300)


class Phones(SigningIn):
    def test_paired_once_and_ended(self) -> None:
        mary = self.signed_in()
        page = self.act(mary, '/settings/phone')
        path = '/pair/' + inside(page, 'id="address"').rsplit('/', 1)[1]
        self.assertIn('<svg class="qr"', page.text)
        phone = self.client()
        self.assertIn('Sample Labels', phone.get(path).text)  # looking uses nothing up
        paired = phone.form(path, {})
        self.assertEqual((paired.status, paired['Location']), (303, '/next'))
        self.assertTrue(self.lives(phone))
        self.assertEqual(self.client().form(path, {}).status, 404)
        sessions = mary.get('/api/v1/settings/phone').json['sessions']
        self.assertEqual([session['kind'] for session in sessions], ['phone'])
        self.act(mary, f'/settings/sessions/{sessions[0]["id"]}/end')
        self.assertFalse(self.lives(phone))


class Strangers(SigningIn):
    """Many failures. Behind a proxy, so that the story chooses the addresses."""

    words = ('--behind-proxy',)

    def attack(self, **headers: str) -> None:
        """Until the next try would have to wait for longer than the rest of a test takes."""
        statuses = []

        def is_held() -> bool:
            answer = self.try_sign_in(self.client(), password='wrong', **headers)
            statuses.append(answer.status)
            return answer.status == 429 and int(answer['Retry-After']) >= 6

        self.eventually(is_held, 120)
        self.assertEqual(statuses[:6], [401] * 6)

    def test_a_stranger_waits_and_nobody_else(self) -> None:
        known = self.signed_in(X_Forwarded_For='198.51.100.7')
        attack = {'X_Forwarded_For': '192.0.2.66'}
        self.attack(**attack)
        held = self.try_sign_in(self.client(), **attack)  # even the right one is not tried
        self.assertEqual(held.status, 429)
        spoofed = self.try_sign_in(self.client(), X_Forwarded_For='198.51.100.9, 192.0.2.66')
        self.assertEqual(spoofed.status, 429)  # the proxy's word is the last one
        self.assertGreaterEqual(int(held['Retry-After']), 1)
        self.assertIsNone(held['Set-Cookie'])
        self.assertEqual(self.try_sign_in(self.client(), X_Forwarded_For='198.51.100.8').status, 303)
        self.assertEqual(self.try_sign_in(self.client(), 'bob@sample.example', **attack).status, 303)
        again = self.client()  # the same browser as before, in the attacker's network
        again.cookies['beck-device'] = known.cookies['beck-device']
        self.assertEqual(self.try_sign_in(again, **attack).status, 303)

    def test_guessing_at_an_open_desk(self) -> None:
        mary = self.signed_in()
        answers = []

        def is_held() -> bool:
            answers.append(self.act(mary, '/settings/password', {'current': 'wrong', 'password': CHANGED}))
            return answers[-1].status == 429

        self.eventually(is_held, 120)
        self.assertEqual([answer.status for answer in answers[:6]], [422] * 6)
        self.assertIn('too often', answers[-1].text)


class Audited(SigningIn):
    def test_who_did_what_from_where(self) -> None:
        evil = '<script>alert(1)</script>'
        self.try_sign_in(self.client(), evil, 'x')
        mary = self.signed_in()
        self.act(mary, '/settings/tokens', {'name': evil})
        self.act(mary, '/settings/line', {'set.session_days': '3'})
        self.act(mary, '/users', {'name': 'Carl Ray'})
        page = mary.get('/settings/audit')
        self.assertNotIn(evil, page.text)
        self.assertIn('Sign-in refused', page.text)
        entries = mary.get('/api/v1/settings/audit').json['entries']
        refused = next(one for one in entries if one['act'] == 'sign_in_refused')
        self.assertEqual((refused['user'], refused['address']), (None, '127.0.0.1'))
        for act, detail in (('token', 'made '), ('setting', 'session_days: 3'), ('user', 'added ')):
            one = next(one for one in entries if one['act'] == act and one['address'])
            self.assertEqual(one['address'], '127.0.0.1')
            self.assertTrue(one['detail'].startswith(detail), one)
        first = mary.get('/api/v1/settings/audit?limit=2').json
        rest = mary.get(f'/api/v1/settings/audit?cursor={first["next"]}').json
        self.assertEqual(entries, first['entries'] + rest['entries'])
        self.assertProblem(mary.get('/api/v1/settings/audit?cursor=x'), 422, field='cursor')

    def test_an_invitation_by_an_admin(self) -> None:
        mary = self.signed_in()
        bob = next(user['id'] for user in self.api.get('/api/v1/users').json['users'] if user['name'] == 'Bob Hill')
        old = self.signed_in('bob@sample.example')
        page = self.act(mary, f'/users/{bob}/invite')
        path = '/set-up/' + inside(page, '<pre id="address"').rsplit('/', 1)[1]
        self.assertTrue(self.lives(old))
        fresh = self.client()
        self.assertEqual(fresh.form(path, {'password': CHANGED}).status, 303)
        self.assertTrue(self.lives(fresh))
        self.assertFalse(self.lives(old))
        self.assertEqual(self.act(mary, '/users/999999/invite').status, 404)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


class Authenticator:
    """A passkey as a phone has one: a P-256 key, by the openssl program."""

    SITE, ORIGIN = 'beck.sample.example', 'https://beck.sample.example'

    def __init__(self, story: Serving) -> None:
        self.key = story.folder / 'passkey.pem'
        subprocess.run(['openssl', 'genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256',
                        '-out', self.key], check=True, capture_output=True)
        self.id = hashlib.sha256(self.key.read_bytes()).digest()
        self.counter = 0

    def client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({'type': kind, 'challenge': challenge, 'origin': self.ORIGIN, 'crossOrigin': False}).encode()

    def data(self, made: bool) -> bytes:
        self.counter += 1
        head = hashlib.sha256(self.SITE.encode()).digest() + bytes([0x45 if made else 0x05]) + struct.pack('>I', self.counter)
        if not made:
            return head
        der = subprocess.run(['openssl', 'pkey', '-in', self.key, '-pubout', '-outform', 'DER'], check=True,
                             capture_output=True).stdout
        cose = b'\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20' + der[-64:-32] + b'\x22\x58\x20' + der[-32:]
        return head + bytes(16) + struct.pack('>H', len(self.id)) + self.id + cose

    def answer(self, response: dict[str, str]) -> dict[str, object]:
        return {'id': b64(self.id), 'rawId': b64(self.id), 'type': 'public-key', 'authenticatorAttachment': 'platform',
                'clientExtensionResults': {}, 'response': response}

    def create(self, options: dict) -> dict:
        data = self.data(True)
        attestation = b'\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58' + bytes([len(data)]) + data
        client = self.client_data('webauthn.create', options['challenge'])
        return self.answer({'clientDataJSON': b64(client), 'attestationObject': b64(attestation), 'transports': []})

    def get(self, options: dict) -> dict:
        data, client = self.data(False), self.client_data('webauthn.get', options['challenge'])
        signature = subprocess.run(['openssl', 'dgst', '-sha256', '-sign', self.key], check=True, capture_output=True,
                                   input=data + hashlib.sha256(client).digest()).stdout
        return self.answer({'clientDataJSON': b64(client), 'authenticatorData': b64(data), 'signature': b64(signature)})


class Passkeys(SigningIn):
    """Reached by a name over TLS, as behind a proxy: cookies bear the prefix that only this host may set."""

    words = ('--url', Authenticator.ORIGIN)

    def test_made_used_and_removed(self) -> None:
        mary, phone = self.signed_in(), Authenticator(self)
        self.assertEqual(set(mary.cookies), {'__Host-beck', '__Host-beck-device'})
        csrf = {'X_CSRF_Token': field(mary.get('/settings/security'), 'csrf')}
        self.assertProblem(mary.post('/api/v1/settings/passkeys/options', {'current': 'x'}, **csrf), 422, field='current')
        options = mary.post('/api/v1/settings/passkeys/options', {'current': PASSWORD}, **csrf).json['publicKey']
        self.assertEqual(options['rp']['id'], Authenticator.SITE)
        made = mary.post('/api/v1/settings/passkeys', phone.create(options) | {'name': 'my phone'}, **csrf)
        self.assertEqual((made.status, made.json['name']), (201, 'my phone'))
        self.assertIn('my phone', mary.get('/settings/security').text)

        browser = self.client()
        options = browser.post('/api/v1/sign-in/passkey/options', {}).json['publicKey']
        answer = phone.get(options)
        signed = browser.post('/api/v1/sign-in/passkey', answer)
        self.assertEqual(signed.status, 200, signed.text)
        self.assertIn('Secure', signed['Set-Cookie'])
        self.assertTrue(self.lives(browser))
        self.assertProblem(self.client().post('/api/v1/sign-in/passkey', answer), 403, 'used before')
        self.assertProblem(self.client().post('/api/v1/sign-in/passkey', {'id': 'x', 'response': {}}), 422)
        self.assertProblem(self.client().post('/api/v1/sign-in/passkey', {'id': 'x', 'response': 'y'}), 422)

        removed = self.act(mary, f'/settings/passkeys/{made.json["id"]}/remove', {'current': PASSWORD})
        self.assertEqual(removed.status, 303)
        fresh = self.client()
        options = fresh.post('/api/v1/sign-in/passkey/options', {}).json['publicKey']
        self.assertProblem(fresh.post('/api/v1/sign-in/passkey', phone.get(options)), 403, 'not known')


if __name__ == '__main__':
    main()
