"""The server itself: what every route has in common, whatever it is for."""

from __future__ import annotations

import concurrent.futures
import http.client
import json
import re
import signal
import socket
import ssl
import subprocess
import threading
import time
import warnings

from beck import LONG, main
from serving import Server, Serving
from work import JPEG


class Faces(Serving):
    def test_health_static_and_what_is_not_there(self) -> None:
        self.assertEqual(self.client().get('/healthz').json['status'], 'ok')
        page = self.client().get('/nowhere')
        self.assertEqual((page.status, page['Content-Type']), (404, 'text/html; charset=utf-8'))
        self.assertProblem(self.api.get('/api/v1/nowhere'), 404)
        other = self.api.ask('DELETE', '/api/v1/today')
        self.assertProblem(other, 405)
        self.assertEqual(other['Allow'], 'GET')
        self.assertProblem(self.api.get('/api/v1/leads/999999'), 404)
        css = self.client().get('/static/x/beck.css', Accept_Encoding='gzip')
        self.assertEqual((css.status, css['Content-Encoding']), (200, 'gzip'))
        self.assertIn('immutable', css['Cache-Control'])
        for path in ('/static/x/../../etc/passwd', '/static/x/..%2f..%2fetc%2fpasswd', '/static/x/%00', '/static//beck.css'):
            self.assertEqual(self.client().get(path).status, 404, path)

    def test_nobody_sees_anything(self) -> None:
        stranger = self.client()
        for path in ('/api/v1/today', '/api/v1/next', '/events'):
            self.assertEqual(stranger.get(path).status, 401, path)
        page = stranger.get('/today')
        self.assertEqual((page.status, page['Location']), (303, '/sign-in?then=/today'))
        self.assertEqual(stranger.post('/api/v1/leads', {'name': 'Ann'}).status, 401)
        self.assertEqual(self.client('beck_' + 'A' * 43).get('/api/v1/today').status, 401)

    def test_headers_that_keep_browsers_safe(self) -> None:
        page = self.client().get('/sign-in')
        policy = page['Content-Security-Policy']
        self.assertIn("default-src 'self'", policy)
        self.assertNotIn('unsafe', policy)
        self.assertEqual(page['X-Content-Type-Options'], 'nosniff')
        self.assertEqual(page['Cache-Control'], 'no-store')
        self.assertNotIn('<script>', page.text)
        self.assertIsNone(re.search(r'\son\w+=|\sstyle=', page.text))

    def test_what_has_no_page_is_kept_as_safe(self) -> None:
        lead = self.capture()['id']
        kept = self.api.upload(f'/api/v1/leads/{lead}/files', {}, {'file': ('x.png', 'image/png', b'\x89PNG\r\n\x1a\n<script>')})
        for path in (f'/api/v1/files/{kept.json["id"]}', '/api/v1/exports/leads.csv', '/sw.js', '/static/x/beck.svg'):
            answer = self.api.get(path)
            self.assertIn('frame-ancestors', answer['Content-Security-Policy'] or '', path)
            self.assertEqual(answer['X-Content-Type-Options'], 'nosniff')
            if path.startswith('/api'):
                self.assertEqual(answer['Cache-Control'], 'no-store', path)

    def test_a_document_that_one_has_is_not_sent_again(self) -> None:
        lead = self.capture()
        first = self.api.get(f'/api/v1/leads/{lead["id"]}')
        again = self.api.get(f'/api/v1/leads/{lead["id"]}', If_None_Match=first['ETag'])
        self.assertEqual((again.status, again.body), (304, b''))
        self.api.post(f'/api/v1/leads/{lead["id"]}/promises', {'text': 'send the quote', 'due': 'tomorrow'})
        self.assertEqual(self.api.get(f'/api/v1/leads/{lead["id"]}', If_None_Match=first['ETag']).status, 200)

    def test_the_same_document_as_the_command_line(self) -> None:
        self.capture(cell='+1 312 555 0142', promise=['send the quote tomorrow 9am'])
        for path, words in (('today', ['today']), ('next', ['next'])):
            there, here = self.api.get(f'/api/v1/{path}').json, self.beck.json(*words)
            there.pop('now', None), here.pop('now', None)
            self.assertEqual(sorted(there), sorted(here), path)


class Fields(Serving):
    def test_bad_input_names_the_field(self) -> None:
        for document, status, field in (
                ({}, 422, 'name'),
                ({'name': 'Ann', 'cel': '1'}, 400, 'cel'),
                ({'name': 'Ann', 'temperature': 'hott'}, 400, 'temperature'),
                ({'name': 'Ann', 'cell': '12'}, 422, 'cell'),
                ({'name': 'Ann', 'promise': ['send it']}, 422, 'promise'),
                ({'name': ['Ann']}, 400, 'name'),
                ({'name': 'Ann', 'promise': 'friday'}, 400, 'promise'),
                ({'name': 'A' * 3000}, 400, 'name'),
                ({'name': 'Ann', 'renews': 'the day after never'}, 400, 'renews'),
                ({'name': 'Ann', 'value': 'much'}, 422, 'value')):
            self.assertProblem(self.api.post('/api/v1/leads', document), status, field=field)
        self.assertEqual(self.beck.json('check')['leads'], 0)

    def test_bodies_that_are_none(self) -> None:
        for body, kind in ((b'{"name":', 'application/json'), (b'[1]', 'application/json'),
                           (b'{"name":"\xff"}', 'application/json'), (b'x' * 9, 'text/plain'),
                           (b'name=%zz', 'application/x-www-form-urlencoded'),
                           (b'--b\r\n', 'multipart/form-data; boundary=b'),
                           (b'--b\r\n', 'multipart/form-data')):
            self.assertProblem(self.api.ask('POST', '/api/v1/leads', body, Content_Type=kind), 400)
        self.assertProblem(self.api.get('/api/v1/today?limit=0'), 400, '1 to 200', field='limit')
        self.assertProblem(self.api.get('/api/v1/today?limit=9&limit=8'), 400, field='limit')
        self.assertProblem(self.api.get('/api/v1/today?lmit=9'), 400, 'limit', field='lmit')
        self.assertProblem(self.api.get('/api/v1/today?owner=%ff'), 400)

    def test_too_much(self) -> None:
        large = self.api.ask('POST', '/api/v1/leads', b'{"name":"' + b'A' * 600000 + b'"}', Content_Type='application/json')
        self.assertEqual(large.status, 413)
        head = self.raw(b'GET /healthz HTTP/1.1\r\nHost: x\r\nX: ' + b'a' * 40000 + b'\r\n\r\n')
        self.assertIn(head.split(b' ')[1], (b'431', b'414', b'400'))
        many = self.raw(b'GET / HTTP/1.1\r\nHost: x\r\n' + b'A: b\r\n' * 9000 + b'\r\n')
        self.assertIn(many.split(b' ')[1], (b'431', b'414', b'400'))
        self.assertEqual(self.client().get('/healthz').status, 200)

    def test_a_body_that_ends_in_two_places(self) -> None:
        """What one program on the way takes for a body, another takes for the next request."""
        hidden = b'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'
        for head in (b'Content-Length: 5\r\nContent-Length: %d' % (5 + len(hidden)),
                     b'Content-Length: 5\r\nTransfer-Encoding: chunked', b'Host: y\r\nContent-Length: 5'):
            back = self.raw(b'POST /api/v1/undo HTTP/1.1\r\nHost: x\r\n' + head + b'\r\n\r\n0\r\n\r\n' + hidden)
            self.assertEqual(back, b'', head)
        self.assertIn(b' 404 ', self.raw(b'GET ? HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))

    def test_what_is_stored_is_shown_as_text(self) -> None:
        evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>'
        lead = self.capture(evil, note=evil, company=evil)
        answer = self.api.get(f'/api/v1/leads/{lead["id"]}')
        self.assertEqual(answer['Content-Type'], 'application/json')
        self.assertIn('script', answer.json['name'])

    def test_headers_cannot_be_made(self) -> None:
        page = self.client().get('/today%0d%0aX-Evil:%201')
        self.assertIsNone(page['X-Evil'])
        sent = self.client().get('/today?x=%0d%0aX-Evil:%201')
        self.assertIsNone(sent['X-Evil'])
        self.assertNotIn('\r', sent['Location'] or '')


class Once(Serving):
    def test_the_same_key_does_nothing_twice(self) -> None:
        first = self.api.post('/api/v1/leads', {'name': 'Ann Ford', 'cell': '+13125550142'}, Idempotency_Key='k1')
        again = self.api.post('/api/v1/leads', {'name': 'Ann Ford', 'cell': '+13125550142'}, Idempotency_Key='k1')
        self.assertEqual((first.status, again.status), (201, 201))
        self.assertEqual(first.json, again.json)
        self.assertEqual(again['Idempotency-Replayed'], 'true')
        self.assertEqual(first['Location'], again['Location'])
        for boundary in ('one', 'another'):  # a form with a file, as a browser sends it again
            card = (f'--{boundary}\r\nContent-Disposition: form-data; name="name"\r\n\r\nEve Card\r\n'
                    f'--{boundary}\r\nContent-Disposition: form-data; name="photo"; filename="c.jpg"\r\n'
                    f'Content-Type: image/jpeg\r\n\r\n').encode() + JPEG + f'\r\n--{boundary}--\r\n'.encode()
            sent = self.api.ask('POST', '/api/v1/leads', card, Idempotency_Key='k2', Content_Type=f'multipart/form-data; boundary={boundary}')
            self.assertEqual(201, sent.status, sent.text)
        self.assertEqual('true', sent['Idempotency-Replayed'])
        other = self.api.post('/api/v1/leads', {'name': 'Bob Hill'}, Idempotency_Key='k1')
        self.assertProblem(other, 422, field='Idempotency-Key')
        self.assertProblem(self.api.post('/api/v1/leads', {'name': 'Bob'}, Idempotency_Key='k' * 300), 422)
        self.assertEqual(self.beck.audit()['leads'], 2)

    def test_an_answer_without_a_body_is_given_again(self) -> None:
        people = [self.capture(name, company=name, cell=cell)['id']
                  for name, cell in (('Ann Ford', '+13125550142'), ('Bob Hill', '+13125550143'))]
        a, b = (self.api.get(f'/api/v1/leads/{lead}/next').json['contact']['id'] for lead in people)
        for _ in range(2):
            again = self.api.post('/api/v1/duplicates/differ', {'a': a, 'b': b}, Idempotency_Key='k3')
            self.assertEqual((again.status, again.body), (204, b''))
        self.assertEqual(again['Idempotency-Replayed'], 'true')
        self.assertEqual(self.client().get('/healthz').status, 200)

    def test_no_secret_is_kept_for_it(self) -> None:
        hook = self.api.post('/api/v1/webhooks', {'url': 'https://example.com/hook'}, Idempotency_Key='k4')
        self.assertProblem(hook, 422, field='Idempotency-Key')

    def test_what_failed_may_be_sent_again(self) -> None:
        wrong = self.api.post('/api/v1/leads', {'name': 'Ann', 'cell': '1'}, Idempotency_Key='k2')
        self.assertEqual(wrong.status, 422)
        right = self.api.post('/api/v1/leads', {'name': 'Ann', 'cell': '+13125550142'}, Idempotency_Key='k2')
        self.assertEqual(right.status, 201)

    def test_sixteen_at_once(self) -> None:
        def send(number: int) -> int:
            client = self.client(self.token)
            done = [client.post('/api/v1/leads', {'name': f'Person {number} {i}', 'company': f'Firm {number % 4}'},
                                Idempotency_Key=f'{number}-{i // 2}').status for i in range(8)]
            return done.count(201)

        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            made = sum(pool.map(send, range(16)))
        self.assertEqual(made, 16 * 4)  # every second key was another request's
        self.assertEqual(self.beck.audit()['leads'], 64)


class Day(Serving):
    def prepare(self) -> None:
        self.beck.at('2026-11-16T09:30:00-06:00')
        self.beck.run('add', 'Ann Ford', '--company', 'Ford Pumps', '--cell', '+13125550142', '--source', 'web')

    def test_a_call_and_its_undo(self) -> None:
        touch = self.api.get('/api/v1/next').json
        logged = self.api.post(f'/api/v1/touches/{touch["id"]}/outcome',
                               {'outcome': 'talked', 'result': 'promised', 'promise': 'send the quote tomorrow 11am',
                                'note': 'wants 500', 'attempt': [],
                                'set': {'cycle': 'march'}})
        self.assertEqual(logged.status, 200, logged.text)
        self.assertTrue(logged.json['next'])
        self.assertProblem(self.api.post(f'/api/v1/touches/{touch["id"]}/outcome', {'outcome': 'talked'}), 409)
        self.assertEqual(self.api.post('/api/v1/undo', {}).status, 200)
        again = self.api.get('/api/v1/next').json  # history keeps the first one's id
        self.assertEqual((again['lead'], again['reason']), (touch['lead'], touch['reason']))
        touch = again
        self.assertProblem(self.api.post(f'/api/v1/touches/{touch["id"]}/outcome', {'outcome': 'danced'}), 422,
                           field='outcome')
        self.assertProblem(self.api.post(f'/api/v1/touches/{touch["id"]}/skip', {'because': 'whatever'}), 422)
        skipped = self.api.post(f'/api/v1/touches/{touch["id"]}/skip', {'because': 'no_time'})
        self.assertEqual(skipped.json['touch']['state'], 'skipped')
        self.beck.audit()

    def test_an_answer_given_again_is_never_stale(self) -> None:
        """Today is remembered within a second (web/memo.h), and not over anybody's act."""
        for number in range(20):
            for _ in range(4):  # every reading clerk may remember it
                before = self.api.get('/api/v1/today').json
            self.capture(f'Person {number}', source='web')
            after = self.api.get('/api/v1/today').json
            self.assertEqual(len(after['touches']), len(before['touches']) + 1)
        self.beck.run('add', 'Bob Hill', '--source', 'web')  # another process
        self.assertEqual(len(self.api.get('/api/v1/today').json['touches']), len(after['touches']) + 1)

    def test_promises(self) -> None:
        lead = self.beck.found('ann')['id']
        made = self.api.post(f'/api/v1/leads/{lead}/promises', {'text': 'send the samples friday'})
        self.assertEqual(made.status, 201, made.text)
        late = self.api.post(f'/api/v1/promises/{made.json["id"]}/late', {'due': '2026-11-24T16:00:00Z'})
        self.assertEqual(late.json['due_at'], '2026-11-24T16:00:00Z')
        self.assertEqual(self.api.post(f'/api/v1/promises/{made.json["id"]}/kept').json['state'], 'kept')
        self.assertProblem(self.api.post(f'/api/v1/promises/{made.json["id"]}/kept'), 409)

    def test_events_tell_what_another_did(self) -> None:
        link = socket.create_connection(('127.0.0.1', self.server.port), timeout=120)
        self.addCleanup(link.close)
        link.sendall(f'GET /events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.token}\r\n\r\n'.encode())
        heard = b''
        while b'retry' not in heard:
            heard += link.recv(4096)
        self.assertIn(b'text/event-stream', heard)

        def answer() -> None:  # until it is heard: the first look is what later ones are held against
            while not done.wait(0.5):
                self.beck.run('log', f'lead:{lead}', 'they_called', '--note', 'call me back')

        lead = self.beck.found('ann')['id']
        done = threading.Event()
        teller = threading.Thread(target=answer)
        teller.start()
        try:
            while b'event: today' not in heard:
                chunk = link.recv(4096)
                self.assertTrue(chunk)
                heard += chunk
        finally:
            done.set()
            teller.join()
        data = re.search(rb'event: today\ndata: (\{.*\})', heard)
        self.assertIn('due', json.loads(data[1]))

    def test_events_end_with_the_token(self) -> None:
        made = self.beck.json('token', 'new', '--scope', 'read')
        link = socket.create_connection(('127.0.0.1', self.server.port), timeout=120)
        self.addCleanup(link.close)
        link.sendall(f'GET /events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {made["token"]}\r\n\r\n'.encode())
        heard = b''
        while b'retry' not in heard:
            heard += link.recv(4096)
        self.beck.run('token', 'revoke', made['id'])
        while not heard.endswith(b'0\r\n\r\n'):  # the last chunk of a body
            chunk = link.recv(4096)
            self.assertTrue(chunk)
            heard += chunk


class End(Serving):
    def test_it_drains(self) -> None:
        """What was being asked when it was told to end is answered."""
        def send(number: int) -> int:
            client = self.client(self.token)
            done = 0
            try:
                while client.post('/api/v1/leads', {'name': f'Person {number} {done}'}).status == 201:
                    done += 1
            except OSError:
                pass
            return done

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            counts = [pool.submit(send, number) for number in range(4)]
            self.eventually(lambda: self.beck.json('check')['leads'] > 20)
            self.assertEqual(self.server.stop(signal.SIGTERM), 0)
            acknowledged = sum(count.result() for count in counts)
        self.assertGreaterEqual(self.beck.audit()['leads'], acknowledged)

    def test_an_address_that_is_taken(self) -> None:
        said = self.beck.fails('serve', '--listen', f'127.0.0.1:{self.server.port}')
        self.assertSays(said, 'cannot be listened on', '--listen')
        self.assertSays(self.beck.fails('serve', '--listen', '127.0.0.1:99999', code=2), '65535')
        self.assertSays(self.beck.fails('serve', '--listen', '127.0.0.1:0', '--key', 'no.pem'), 'certificate')

    def test_two_servers_on_one_database(self) -> None:
        other = Server(self.beck)
        self.addCleanup(other.stop)
        self.capture('Ann Ford')
        self.beck.run('user', 'add', 'Bob Hill', 'email=bob@sample.example')  # both hear of it
        self.assertEqual(self.api.get('/api/v1/today?owner=bob').status, 200)
        self.assertEqual(other.stop(), 0)


class Tls(Serving):
    def prepare(self) -> None:
        self.words = ('--certificate', 'cert.pem', '--key', 'key.pem')
        self.keys('cert.pem', 'key.pem')
        self.keys('other.pem', 'other-key.pem')

    def keys(self, certificate: str, key: str) -> None:
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
                        '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1',
                        '-out', certificate, '-keyout', key], cwd=self.folder, check=True, capture_output=True)

    def test_it_speaks_tls_and_nothing_else(self) -> None:
        trust = ssl.create_default_context(cafile=str(self.folder / 'cert.pem'))
        link = http.client.HTTPSConnection('127.0.0.1', self.server.port, context=trust, timeout=120)
        self.addCleanup(link.close)
        link.request('GET', '/sign-in')
        answer = link.getresponse()
        self.assertEqual(answer.status, 200, answer.read())
        self.assertIn('max-age', answer.headers['Strict-Transport-Security'])
        self.assertIn(link.sock.version(), ('TLSv1.2', 'TLSv1.3'))
        self.assertEqual(self.raw(b'GET / HTTP/1.1\r\nHost: x\r\n\r\n')[:5].count(b'HTTP'), 0)
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        with self.assertRaises((ssl.SSLError, OSError)):
            old.wrap_socket(socket.create_connection(('127.0.0.1', self.server.port), timeout=120))

    def test_what_does_not_fit_together(self) -> None:
        said = self.beck.fails('serve', '--listen', '127.0.0.1:0', '--certificate', 'cert.pem', '--key', 'other-key.pem')
        self.assertSays(said, 'certificate', 'belonging')
        self.assertSays(self.beck.fails('serve', '--listen', '127.0.0.1:0', '--certificate', 'no.pem', '--key', 'key.pem'),
                        'no.pem')


class Slow(Serving):
    def test_who_dribbles_is_cut_off(self) -> None:
        """Twenty seconds for a head (web/http_driver.h), whatever comes in the meantime."""
        if not LONG:
            self.skipTest('takes half a minute: ./test long')
        with socket.create_connection(('127.0.0.1', self.server.port), timeout=60) as link:
            link.sendall(b'GET /healthz HTTP/1.1\r\nHost: x\r\n')
            with self.assertRaises(OSError):
                for _ in range(60):
                    link.sendall(b'X: y\r\n')
                    time.sleep(1)
        self.assertEqual(self.client().get('/healthz').status, 200)

    def test_whose_body_dribbles_is_cut_off(self) -> None:
        """Ten seconds, then four kilobytes each second (web/http_driver.h), also of what is refused."""
        if not LONG:
            self.skipTest('takes half a minute: ./test long')
        for length in (1000, 10_000_000):
            with socket.create_connection(('127.0.0.1', self.server.port), timeout=60) as link:
                link.sendall(b'POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n' % length)
                with self.assertRaises(OSError):
                    for _ in range(40):
                        link.sendall(b'x')
                        time.sleep(1)
        self.assertEqual(self.client().get('/healthz').status, 200)


if __name__ == '__main__':
    main()
