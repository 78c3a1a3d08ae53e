"""An authorization server for stories (RFC 6749 with PKCE): it says yes by itself, checks all that a
client must get right, gives a new refresh token each time and ends the grant when an old one comes
again (RFC 9700 §4.14), and tells a mail server whose a token is (RFC 7662)."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CLIENT, SECRET = 'beck@sample', 'a secret: with/odd %characters'


@dataclass
class Grant:
    mailbox: str
    refresh: str
    access: set[str] = field(default_factory=set)
    spent: set[str] = field(default_factory=set)
    ended: bool = False


class Authorization:
    """`refreshed` counts what was answered with a new token, `faults` are what clients got wrong; `meanwhile` is done once,
    while somebody who asks for a new token waits."""

    def __init__(self, mailbox: str = 'mary@sample.example', seconds: int = 3600) -> None:
        self.mailbox, self.seconds = mailbox, seconds
        self.codes: dict[str, dict[str, str]] = {}
        self.grants: list[Grant] = []
        self.refreshed = 0
        self.faults: list[str] = []
        self.down = False
        self.meanwhile: Callable[[], None] | None = None
        self.lock = threading.Lock()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                url = urllib.parse.urlsplit(self.path)
                query = dict(urllib.parse.parse_qsl(url.query))
                if url.path == '/introspect':
                    owner.tell(self, query.get('token', '') or self.headers.get('Authorization', '')[7:])
                else:
                    owner.consent(self, query)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers['Content-Length'])).decode()
                fields = dict(urllib.parse.parse_qsl(body))
                if urllib.parse.urlsplit(self.path).path == '/introspect':
                    owner.tell(self, fields.get('token', ''))
                else:
                    owner.token(self, fields)

        self.server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.port = self.server.server_address[1]
        self.base = f'http://127.0.0.1:{self.port}'
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    # --- what it answers ---

    @staticmethod
    def say(handler: BaseHTTPRequestHandler, status: int, said: dict) -> None:
        body = json.dumps(said).encode()
        handler.send_response(status)
        handler.send_header('Content-Type', 'application/json')
        handler.send_header('Content-Length', str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def consent(self, handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        """The user has said yes."""
        wanted = {'response_type': 'code', 'client_id': CLIENT, 'code_challenge_method': 'S256', 'scope': 'mail offline'}
        wrong = [name for name, value in wanted.items() if query.get(name) != value]
        wrong += [name for name in ('state', 'code_challenge', 'redirect_uri') if not query.get(name)]
        if wrong:
            self.faults.append(f'authorize: {wrong}')
            self.say(handler, 400, {'error': 'invalid_request', 'error_description': str(wrong)})
            return
        code = secrets.token_urlsafe(12)
        self.codes[code] = query
        handler.send_response(302)
        handler.send_header('Location', query['redirect_uri'] + '?' + urllib.parse.urlencode(
            {'code': code, 'state': query['state']}))
        handler.send_header('Content-Length', '0')
        handler.end_headers()

    def is_client(self, handler: BaseHTTPRequestHandler) -> bool:
        kind, _, both = handler.headers.get('Authorization', '').partition(' ')
        given = base64.b64decode(both).decode().split(':') if kind == 'Basic' else []
        return [urllib.parse.unquote_plus(one) for one in given] == [CLIENT, SECRET]

    def token(self, handler: BaseHTTPRequestHandler, fields: dict[str, str]) -> None:
        if fields.get('grant_type') == 'refresh_token' and self.meanwhile:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        with self.lock:
            if self.down:
                self.say(handler, 503, {})
            elif not self.is_client(handler):
                self.faults.append('client')
                self.say(handler, 401, {'error': 'invalid_client'})
            elif fields.get('grant_type') == 'authorization_code':
                self.exchange(handler, fields)
            else:
                self.refresh(handler, fields)

    def exchange(self, handler: BaseHTTPRequestHandler, fields: dict[str, str]) -> None:
        asked = self.codes.pop(fields.get('code', ''), None)
        proof = hashlib.sha256(fields.get('code_verifier', '').encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b'=').decode()
        if not asked or asked['redirect_uri'] != fields.get('redirect_uri') or asked['code_challenge'] != challenge:
            self.faults.append('exchange')
            self.say(handler, 400, {'error': 'invalid_grant', 'error_description': 'no such code'})
            return
        grant = Grant(self.mailbox, secrets.token_urlsafe(20))
        self.grants.append(grant)
        self.give(handler, grant)

    def refresh(self, handler: BaseHTTPRequestHandler, fields: dict[str, str]) -> None:
        token = fields.get('refresh_token', '')
        for grant in self.grants:
            if token in grant.spent:
                self.faults.append('a spent refresh token')
                grant.ended = True
            if token == grant.refresh and not grant.ended:
                grant.spent.add(token)
                grant.refresh = secrets.token_urlsafe(20)
                self.refreshed += 1
                self.give(handler, grant)
                return
        self.say(handler, 400, {'error': 'invalid_grant', 'error_description': 'the grant was revoked'})

    def give(self, handler: BaseHTTPRequestHandler, grant: Grant) -> None:
        access = secrets.token_urlsafe(20)
        grant.access.add(access)
        self.say(handler, 200, {'access_token': access, 'token_type': 'Bearer', 'expires_in': self.seconds,
                                'refresh_token': grant.refresh})

    def tell(self, handler: BaseHTTPRequestHandler, token: str) -> None:
        found = [grant for grant in self.grants if token in grant.access and not grant.ended]
        self.say(handler, 200, {'active': True, 'username': found[0].mailbox} if found else {'active': False})

    # --- what a story does ---

    def forget_tokens(self) -> None:
        """Those of the hour end; grants stay."""
        for grant in self.grants:
            grant.access.clear()

    def revoke(self) -> None:
        for grant in self.grants:
            grant.ended = True

    def options(self) -> list[str]:
        """Of `beck provider set any`."""
        pairs = {'authorize_url': f'{self.base}/authorize?tenant=1', 'token_url': f'{self.base}/token',
                 'scope': 'mail offline'}
        return ['--client', CLIENT] + [word for name, value in pairs.items() for word in ('--set', f'{name}={value}')]


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def say_yes(url: str) -> str:
    """Where the user's browser is sent after consent."""
    try:
        with urllib.request.build_opener(Stay).open(url) as answer:
            raise AssertionError(f'{answer.status}, and no redirect')
    except urllib.error.HTTPError as error:
        if error.code != 302:
            raise AssertionError(f'{error.code}: {error.read().decode()}') from error
        return error.headers['Location']
