"""What goes out to other programs and comes in from them, by a running server."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.server
import json
import re
import threading
import urllib.parse

from beck import main
from serving import Answer, Client, Server, Serving
from sign_in import SigningIn, field
from work import JPEG

PEOPLE = (b'Name,Firm,Mobile,E-mail\n'
          b'Tom Reed,Reed Tools,+1 617 555 0100,tom@reed.example\n'
          b'Jill Hart,Hart Mills,+1 617 555 0101,\n'
          b',,,\n'
          b"=cmd|' /C calc'!A0,,12,nobody\n")
CARD = (b'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Tom Reed\r\nTEL;type=CELL:+1 617 555 0100\r\nEND:VCARD\r\n'
        b'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jill Hart\r\nEMAIL:jill@hart.example\r\nEND:VCARD\r\n')


class Imports(Serving):
    def send(self, data: bytes = PEOPLE, name: str = 'show.csv', **fields: str):
        return self.api.upload('/api/v1/imports', fields, {'file': (name, 'text/csv', data)})

    def over(self, job: int, seconds: float = 60) -> dict:
        def ended():
            document = self.api.get(f'/api/v1/jobs/{job}').json
            return document if document['over'] else None
        return self.eventually(ended, seconds)

    def test_a_file_comes_in(self) -> None:
        sent = self.send(source='Pack Expo')
        self.assertEqual(sent.status, 202, sent.text)
        self.assertEqual(sent['Location'], f'/api/v1/jobs/{sent.json["id"]}')
        job = self.over(sent.json['id'])
        self.assertEqual((job['state'], job['percent'], job['result']['read']), ('done', 100, 4), job)
        self.assertFalse(job['file'])
        rejects = self.api.get(f'/api/v1/imports/{job["id"]}/rejects')
        self.assertEqual((rejects.status, rejects['Content-Type']), (200, 'text/csv; charset=utf-8'))
        self.assertIn('attachment; filename="show.csv.rejected.csv"', rejects['Content-Disposition'])
        self.assertNotIn(',=cmd', rejects.text)
        self.assertNotIn('uploads', json.dumps(job))
        self.assertEqual(self.api.get('/api/v1/jobs').json['jobs'][0]['id'], job['id'])
        self.assertEqual(len(self.api.get('/api/v1/leads?q=reed').json['leads']), 1)
        self.beck.audit()

    def test_the_steps_of_the_wizard(self) -> None:
        sent = self.send(hold='true').json
        self.assertEqual(sent['state'], 'held')
        preview = self.api.get(f'/api/v1/imports/{sent["id"]}/preview').json
        self.assertEqual([column['field'] for column in preview['columns']], ['name', 'company', 'cell', 'email'])
        self.assertEqual(preview['rows'][0]['addresses'][0], {'kind': 'cell', 'value': '+16175550100'})
        other = self.api.get(f'/api/v1/imports/{sent["id"]}/preview?map=2%3Dtitle').json
        self.assertEqual(other['rows'][0]['title'], 'Reed Tools')
        wrong = self.api.post(f'/api/v1/imports/{sent["id"]}/start', {'map': ['9=company']})
        self.assertProblem(wrong, 422, field='map')
        tried = self.api.post(f'/api/v1/imports/{sent["id"]}/start', {'dry_run': True, 'map': ['2=title']})
        self.assertEqual(tried.status, 202)
        job = self.over(sent['id'])
        self.assertEqual((job['state'], job['maps'], job['file']), ('tried', ['2=title'], True))
        self.assertEqual(self.beck.json('check')['leads'], 0)
        self.api.post(f'/api/v1/imports/{sent["id"]}/start', {'source': 'Show'})
        self.assertEqual(self.over(sent['id'])['state'], 'done')
        self.assertProblem(self.api.post(f'/api/v1/imports/{sent["id"]}/start', {}), 409)
        self.assertProblem(self.api.post(f'/api/v1/jobs/{sent["id"]}/cancel'), 409)

    def test_what_is_wrong_is_said_at_once(self) -> None:
        for data, fields, status, field in (
                (b'', {}, 422, 'file'), (b'%PDF-1.7\n', {}, 422, None), (PEOPLE, {'owner': 'Nobody'}, 404, None),
                (PEOPLE, {'cadence': 'none'}, 404, None), (PEOPLE, {'map': 'Firma=company'}, 422, 'map'),
                (PEOPLE, {'colour': 'red'}, 400, 'colour')):
            self.assertProblem(self.send(data, **fields), status, field=field)
        self.assertProblem(self.api.post('/api/v1/imports', {'source': 'Show'}), 400, field='file')
        self.assertProblem(self.api.get('/api/v1/jobs/1'), 404)
        self.assertProblem(self.api.get('/api/v1/imports/1/preview'), 404)
        self.assertEqual(list(self.folder.glob('*.uploads/*')), [])

    def test_an_import_goes_on_at_the_next_start(self) -> None:
        rows = b''.join(b'Person Number%d,+1 617 55%05d\n' % (i, 50000 + i) for i in range(3000))
        job = self.send(b'Name,Mobile\n' + rows).json['id']
        self.eventually(lambda: self.api.get(f'/api/v1/jobs/{job}').json['state'] != 'waiting')
        self.server.process.kill()
        self.server.stop()
        self.beck.later(minutes=10)  # the killed server's lease is over
        self.server = Server(self.beck)
        self.api = self.client(self.token)
        done = self.over(job, 90)
        self.assertEqual((done['state'], done['result']['read']), ('done', 3000), done['error'])
        self.beck.audit()

    def test_contacts_and_what_is_none(self) -> None:
        taken = self.api.upload('/api/v1/vcards', {'source': 'Pack Expo'}, {'file': ('c.vcf', 'text/vcard', CARD)})
        self.assertEqual(taken.status, 200, taken.text)
        self.assertEqual([card['state'] for card in taken.json['cards']], ['added', 'added'])
        lead = self.api.get(f'/api/v1/leads/{taken.json["cards"][0]["lead_id"]}').json
        self.assertEqual((lead['name'], lead['source']), ('Tom Reed', 'Pack Expo'))
        none = self.api.upload('/api/v1/vcards', {}, {'file': ('c.vcf', 'text/vcard', PEOPLE)})
        self.assertProblem(none, 422, 'vCard')

    def test_exports(self) -> None:
        self.capture('=HYPERLINK("http://x.example")', cell='+1 312 555 0142')
        leads = self.api.get('/api/v1/exports/leads.csv')
        self.assertEqual((leads.status, leads['Content-Type']), (200, 'text/csv; charset=utf-8'))
        self.assertIn('"\'=HYPERLINK(', leads.text)
        self.assertIn('BEGIN:VCARD', self.api.get('/api/v1/exports/people.vcf').text)
        everything = [json.loads(line) for line in self.api.get('/api/v1/exports/everything.jsonl').text.splitlines()]
        self.assertIn('lead', {row['table'] for row in everything})
        self.assertProblem(self.api.get('/api/v1/exports/passwords'), 404)
        self.assertEqual(self.client().get('/api/v1/exports/leads.csv').status, 401)
        self.assertEqual(list(self.folder.glob('*.uploads/*')), [])


class Forms(Serving):
    def setUp(self) -> None:
        super().setUp()
        made = self.api.post('/api/v1/forms', {'title': 'Ask <us>', 'fields': ['name*', 'email*', 'note'],
                                               'consent': 'Yes, call', 'origins': ['https://ford.example']})
        self.assertEqual(made.status, 201, made.text)
        self.form = made.json
        self.visitor = self.client()

    def submit(self, path: str | None = None, client: Client | None = None, headers: dict | None = None, **fields: str):
        body = urllib.parse.urlencode(fields).encode()
        return (client or self.visitor).ask('POST', path or self.form['path'], body,
                                            Content_Type='application/x-www-form-urlencoded', **(headers or {}))

    def test_a_visitor_becomes_an_enquiry(self) -> None:
        page = self.visitor.get(self.form['path'])
        self.assertEqual(page.status, 200)
        self.assertIn('Ask &lt;us&gt;', page.text)
        self.assertNotIn('stamp" value=""', page.text)
        thanks = self.submit(headers={'Origin': 'https://elsewhere.example', 'Sec_Fetch_Site': 'cross-site'},
                             name='Tom Reed', email='tom@reed.example', note='two pumps', consent='yes')
        self.assertEqual(thanks.status, 200, thanks.text)
        self.assertIn('Thank you', thanks.text)
        self.assertIsNone(thanks['Access-Control-Allow-Origin'])
        leads = self.api.get('/api/v1/leads?q=reed').json['leads']
        self.assertEqual(len(leads), 1)
        shown = self.api.get(f'/api/v1/forms/{self.form["token"]}').json
        self.assertEqual((shown['taken'], shown['trapped']), (1, 0))
        self.beck.audit()

    def test_what_is_wrong_is_shown_in_the_form(self) -> None:
        again = self.submit(name='Tom <b>Reed', email='tom at reed')
        self.assertEqual(again.status, 422)
        self.assertIn('value="Tom &lt;b&gt;Reed"', again.text)
        self.assertIn('aria-invalid="true"', again.text)
        self.assertIn('role="alert"', again.text)
        self.assertEqual(self.visitor.get('/f/nothing').status, 404)
        self.assertEqual(self.submit('/f/nothing', name='x').status, 404)

    def test_scripts_of_the_sites_allowed(self) -> None:
        heads = {'Origin': 'https://ford.example', 'Accept': 'application/json', 'Sec_Fetch_Site': 'cross-site'}
        wrong = self.submit(headers=heads, name='Tom Reed')
        self.assertEqual((wrong.status, wrong.json['field']), (422, 'email'))
        right = self.submit(headers=heads, name='Tom Reed', email='tom@reed.example')
        self.assertEqual((right.status, right.json), (200, {'taken': True}))
        self.assertEqual(right['Access-Control-Allow-Origin'], 'https://ford.example')
        other = self.submit(headers=heads | {'Origin': 'https://evil.example'}, name='Jill', email='j@hart.example')
        self.assertIsNone(other['Access-Control-Allow-Origin'])

    def test_machines_are_thanked_and_forgotten(self) -> None:
        page = self.visitor.get(self.form['path'])
        stamp = re.search(r'name="stamp" value="([^"]+)"', page.text)[1]
        for fields in ({'website': 'http://x.example'}, {'stamp': stamp}, {'stamp': 'A' * 64}):
            answer = self.submit(name='Robot', email='r@x.example', **fields)
            self.assertEqual(answer.status, 200)
            self.assertIn('Thank you', answer.text)
        self.assertEqual(self.beck.json('check')['leads'], 0)
        self.assertEqual(self.api.get('/api/v1/forms').json['forms'][0]['trapped'], 3)

    def test_too_often(self) -> None:
        for i in range(10):
            self.assertEqual(self.submit(name=f'Person N{i}', email=f'p{i}@x{i}.example').status, 200)
        self.assertEqual(self.submit(name='One More', email='m@x.example').status, 429)
        self.beck.audit()

    def test_on_off_and_redirect(self) -> None:
        made = self.api.post('/api/v1/forms', {'title': 'Go on', 'redirect': 'https://ford.example/thanks'}).json
        policy = self.visitor.get(made['path'])['Content-Security-Policy']  # else browsers do not go on
        self.assertIn("form-action 'self' https://ford.example", policy)
        self.assertTrue(self.visitor.get(self.form['path'])['Content-Security-Policy'].endswith("form-action 'self'"))
        gone = self.submit(made['path'], name='Tom Reed', email='tom@reed.example')
        self.assertEqual((gone.status, gone['Location']), (303, 'https://ford.example/thanks'))
        self.assertFalse(self.api.post(f'/api/v1/forms/{made["token"]}/off').json['on'])
        self.assertEqual(self.visitor.get(made['path']).status, 404)
        self.assertTrue(self.api.post(f'/api/v1/forms/{made["token"]}/on').json['on'])
        self.assertProblem(self.api.post('/api/v1/forms', {'title': 'x', 'redirect': 'javascript:alert(1)'}), 422,
                           field='redirect')
        self.assertProblem(self.api.post('/api/v1/forms', {'title': 'x', 'fields': ['name', 'shoe_size']}), 422,
                           field='fields')


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers['Content-Length']))
        self.server.told.append((dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header('Content-Length', '2')
        self.end_headers()
        self.wfile.write(b'ok')

    def log_message(self, *_: object) -> None:
        pass


def start_receiver(test: Serving) -> http.server.ThreadingHTTPServer:
    """For the time of a test; `told` is what came, `status` what it answers."""
    test.beck.run('config', 'set', 'webhook_http', 'yes')
    test.beck.run('config', 'set', 'webhook_private', 'yes')
    receiver = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Receiver)
    receiver.told, receiver.status = [], 200
    thread = threading.Thread(target=receiver.serve_forever, args=[0.02])
    thread.start()
    test.addCleanup(thread.join)
    test.addCleanup(receiver.server_close)
    test.addCleanup(receiver.shutdown)
    return receiver


class Webhooks(Serving):
    def prepare(self) -> None:
        self.receiver = start_receiver(self)

    def add(self, *events: str) -> dict:
        url = f'http://127.0.0.1:{self.receiver.server_port}/hook'
        made = self.api.post('/api/v1/webhooks', {'url': url, 'events': list(events)})
        self.assertEqual(made.status, 201, made.text)
        return made.json

    def test_told_and_signed(self) -> None:
        hook = self.add('lead.captured')
        lead = self.capture('Tom Reed')
        self.eventually(lambda: self.receiver.told)
        headers, body = self.receiver.told[0]
        headers = {name.lower(): value for name, value in headers.items()}
        told = json.loads(body)
        self.assertEqual((told['type'], told['data']['lead']['id']), ('lead.captured', lead['id']))
        key = base64.b64decode(hook['secret'].removeprefix('whsec_'))
        signed = f'{headers["webhook-id"]}.{headers["webhook-timestamp"]}.'.encode() + body
        digest = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        self.assertEqual(headers['webhook-signature'], f'v1,{digest}')
        log = self.eventually(lambda: [each for each in self.api.get(f'/api/v1/webhooks/{hook["id"]}/deliveries')
                                       .json['deliveries'] if each['state'] == 'done'])
        self.assertEqual((log[0]['status'], log[0]['tries']), (200, 1))
        self.assertIsNone(self.api.get(f'/api/v1/webhooks/{hook["id"]}').json['secret'])

    def test_sent_again_until_it_is_taken(self) -> None:
        self.receiver.status = 500
        hook = self.add()
        self.capture('Tom Reed')
        self.eventually(lambda: self.receiver.told)
        self.receiver.status = 200
        self.eventually(lambda: len(self.receiver.told) > 1)
        first, second = ({name.lower(): value for name, value in told[0].items()}['webhook-id']
                         for told in self.receiver.told[:2])
        self.assertEqual(first, second)
        done = self.eventually(lambda: [each for each in self.api.get(f'/api/v1/webhooks/{hook["id"]}/deliveries')
                                        .json['deliveries'] if each['state'] == 'done'])
        again = self.api.post(f'/api/v1/deliveries/{done[0]["id"]}/again')
        self.assertEqual(again.json['state'], 'waiting')
        self.eventually(lambda: len(self.receiver.told) > 2)

    def test_tried_by_hand_switched_and_removed(self) -> None:
        hook = self.add('lead.closed')
        tried = self.api.post(f'/api/v1/webhooks/{hook["id"]}/test')
        self.assertEqual((tried.status, tried.json['state']), (200, 'done'))
        self.assertFalse(self.api.post(f'/api/v1/webhooks/{hook["id"]}/off').json['on'])
        self.assertTrue(self.api.post(f'/api/v1/webhooks/{hook["id"]}/on').json['on'])
        self.assertEqual(self.api.post(f'/api/v1/webhooks/{hook["id"]}/remove').status, 200)
        self.assertProblem(self.api.get(f'/api/v1/webhooks/{hook["id"]}'), 404)
        self.assertProblem(self.api.post('/api/v1/webhooks', {'url': 'ftp://x.example'}), 422, field='url')
        self.assertProblem(self.api.post('/api/v1/webhooks', {'url': 'https://x.example', 'events': ['x']}), 422,
                           field='events')


class Guarded(Serving):
    """What keeps the server out of the machines around it, and reps out of settings."""

    def prepare(self) -> None:
        self.beck.run('user', 'add', 'Mary Poe')

    def test_no_private_addresses(self) -> None:
        for url in ('http://example.com/', 'https://127.0.0.1/', 'https://[::1]/', 'https://169.254.169.254/x',
                    'https://10.1.2.3/', 'https://localhost/', 'https://2130706433/', 'https://u:p@example.com/'):
            self.assertProblem(self.api.post('/api/v1/webhooks', {'url': url}), 422, field='url')

    def test_settings_are_for_admins(self) -> None:
        token = self.beck.json('--user', 'Mary Poe', 'token', 'new', '--scope', 'write')['token']
        mary = self.client(token)
        for method, path in (('GET', 'webhooks'), ('GET', 'forms'), ('POST', 'webhooks'), ('POST', 'forms'),
                             ('POST', 'webhooks/1/test'), ('POST', 'deliveries/1/again')):
            answer = mary.get(f'/api/v1/{path}') if method == 'GET' else mary.post(f'/api/v1/{path}', {})
            self.assertEqual(answer.status, 403, path)
        everything = mary.get('/api/v1/exports/everything.jsonl')
        self.assertEqual(everything.status, 403, everything.text)
        sent = self.api.upload('/api/v1/imports', {'hold': 'true'}, {'file': ('show.csv', 'text/csv', PEOPLE)}).json
        self.assertProblem(mary.get(f'/api/v1/jobs/{sent["id"]}'), 404)
        self.assertProblem(mary.post(f'/api/v1/jobs/{sent["id"]}/cancel'), 404)

    def test_a_calendar_by_its_address(self) -> None:
        lead = self.capture('Tom Reed')
        self.api.post(f'/api/v1/leads/{lead["id"]}/promises', {'text': 'send the quote tomorrow 9am'})
        token = self.beck.json('token', 'new', '--scope', 'calendar')['token']
        stranger = self.client()
        calendar = stranger.get(f'/calendar/{token}.ics')
        self.assertEqual((calendar.status, calendar['Content-Type']), (200, 'text/calendar; charset=utf-8'))
        self.assertIn('SUMMARY:Promised: send the quote', calendar.text)
        self.assertTrue(calendar.text.endswith('END:VCALENDAR\r\n'))
        self.assertIn(f'/leads/{lead["id"]}', calendar.text)
        for wrong in (f'/calendar/{token}', f'/calendar/{self.token}.ics', '/calendar/beck_x.ics', '/calendar/.ics'):
            self.assertEqual(stranger.get(wrong).status, 404, wrong)
        self.assertEqual(self.client(token).get('/api/v1/today').status, 403)

    def test_figures(self) -> None:
        self.capture('Tom Reed')
        for names in ({'Host': 'evil.example'}, {'Host': '127.evil.example'}, {'X_Forwarded_For': '203.0.113.9'}):
            self.assertEqual(self.client().get('/metrics', **names).status, 401)  # not of this machine
        figures = self.client().get('/metrics')
        self.assertEqual((figures.status, figures['Content-Type']), (200, 'text/plain; version=0.0.4; charset=utf-8'))
        lines = figures.text.splitlines()
        self.assertIn('beck_leads_open 1', lines)
        self.assertIn('beck_http_requests_total{status="2xx"}', figures.text)
        for line in lines:
            self.assertRegex(line, r'^# (HELP|TYPE) beck_\w+ .+$|^beck_\w+(\{\w+="\w+"\})? \d+$')


class Pages(SigningIn):
    """The same by forms of pages, as they work without scripts."""

    def setUp(self) -> None:
        super().setUp()
        self.mary = self.signed_in()

    def sent(self, target: str, page: str, fields: dict[str, object]) -> Answer:
        return self.mary.form(target, {'csrf': field(self.mary.get(page), 'csrf')} | fields)

    def test_the_wizard(self) -> None:
        page = self.mary.get('/import')
        fields = {'csrf': field(page, 'csrf'), 'hold': field(page, 'hold')}
        gone = self.mary.upload('/imports', fields, {'file': ('show <1>.csv', 'text/csv', PEOPLE)})
        self.assertEqual(gone.status, 303, gone.text)
        job = gone['Location']
        page = self.mary.get(job)
        self.assertIn('<option value="" selected>cell</option>', page.text)
        self.assertIn('+16175550100', page.text)
        self.assertIn('show &lt;1&gt;.csv', page.text)
        tried = self.sent(f'{job}/start', job, {'map': ['', '2=title', '', ''], 'dry_run': 'true', 'then': job})
        self.assertEqual((tried.status, tried['Location']), (303, job))
        page = self.eventually(lambda: (found := self.mary.get(job)) and 'would be' in found.text and found)
        self.assertIn('<option value="2=title" selected>', page.text)
        self.sent(f'{job}/start', job, {'map': ['', '2=title', '', ''], 'source': 'Show'})
        self.eventually(lambda: 'Look for duplicates' in self.mary.get(job).text)
        self.assertIn('show &lt;1&gt;.csv', self.mary.get('/import').text)
        rejects = self.mary.get(f'{job}/rejects')
        self.assertIn("filename*=UTF-8''show%20%3C1%3E.csv.rejected.csv", rejects['Content-Disposition'])
        unread = self.mary.upload('/imports', fields, {'file': ('a.pdf', 'text/csv', b'%PDF-1.7')})['Location']
        self.assertIn('a.pdf', self.mary.get(unread).text)
        self.assertIn('PDF', self.mary.get(unread).text)

    def test_a_form_without_the_pages_token_is_refused(self) -> None:
        for target in ('/imports/1/start', '/webhooks', '/forms', '/jobs/1/cancel'):
            self.assertEqual(self.mary.form(target, {'url': 'https://x.example', 'title': 'x'}).status, 403, target)

    def test_settings(self) -> None:
        made = self.sent('/webhooks', '/settings/webhooks', {'url': 'https://example.com/h', 'events': ['lead.closed']})
        self.assertEqual(made.status, 200, made.text)
        self.assertIn('whsec_', made.text)
        listed = self.mary.get('/settings/webhooks')
        self.assertIn('https://example.com/h', listed.text)
        hook = re.search(r'/settings/webhooks/(\d+)', listed.text)[0]
        self.assertNotIn('whsec_', self.mary.get(hook).text)
        form = self.sent('/forms', '/settings/forms', {'title': 'Ask us', 'fields': ['name*', 'email*', 'note']})
        self.assertEqual((form.status, form['Location']), (303, '/settings/forms'))
        self.assertIn('&lt;form action=', self.mary.get('/settings/forms').text)
        calendar = self.sent('/settings/tokens', '/settings/tokens', {'name': 'phone', 'scope': 'calendar'})
        address = re.search(r'http://[^/]+(/calendar/[^<]+\.ics)', calendar.text)[1]
        self.assertEqual(self.client().get(address).status, 200)

    def test_shared_from_a_telephone(self) -> None:
        lead = self.mary.upload('/capture/share', {'text': 'met at the fair'}, {'file': ('c.vcf', 'text/vcard', CARD)},
                                Sec_Fetch_Site='none')
        self.assertEqual(lead.status, 303, lead.text)
        self.assertIn('met at the fair', self.mary.get(lead['Location']).text)
        photo = self.mary.upload('/capture/share', {}, {'file': ('c.jpg', 'image/jpeg', b'\xff\xd8\xff\xe0 a card')},
                                 Sec_Fetch_Site='none')
        self.assertEqual(photo.status, 303, photo.text)
        self.assertRegex(photo['Location'], r'^/leads/\d+$')
        self.assertEqual(self.mary.upload('/capture/share', {'text': 'hello'}, {}, Sec_Fetch_Site='none')['Location'],
                         '/capture')
        evil = self.mary.upload('/capture/share', {}, {'file': ('c.vcf', 'text/vcard', CARD)}, Sec_Fetch_Site='cross-site')
        self.assertEqual(evil.status, 403)
        older = self.mary.ask('POST', '/capture/share', b'text=x', Origin='https://evil.example',
                              Content_Type='application/x-www-form-urlencoded')
        self.assertEqual(older.status, 403)  # a browser that says nothing more
        self.assertEqual(self.client().upload('/capture/share', {}, {'file': ('c.vcf', 'text/vcard', CARD)}).status, 401)
        self.assertEqual(len(self.api.get('/api/v1/leads').json['leads']), 3)

    def test_a_contact_by_the_page_of_capture(self) -> None:
        one = CARD[:CARD.index(b'BEGIN', 5)]
        kept = self.api.upload('/api/v1/leads', {'source': 'Pack Expo'}, {'vcard': ('c.vcf', 'text/vcard', one)})
        self.assertEqual((kept.status, kept.json['name']), (201, 'Tom Reed'))
        self.assertEqual(self.beck.audit()['leads'], 1)

    def test_a_contact_a_photo_and_what_is_typed_beside_it(self) -> None:
        one = CARD[:CARD.index(b'BEGIN', 5)]
        files = {'vcard': ('c.vcf', 'text/vcard', one), 'photo': ('card.jpg', 'image/jpeg', JPEG)}
        typed = {'name': 'Thomas Reed', 'email': 'tom@reed.example', 'promise': 'call monday', 'temperature': 'hot',
                 'note': 'tall', 'source': 'Pack Expo'}
        kept = self.api.upload('/api/v1/leads', typed, files)
        self.assertEqual((kept.status, kept.json['name'], kept.json['temperature'], kept.json['source']),
                         (201, 'Thomas Reed', 'hot', 'Pack Expo'))
        self.assertEqual(kept.json['note'], 'tall\nname: Tom Reed')
        self.assertEqual(len(kept.json['promises']), 1)
        self.assertEqual({way['value'] for way in kept.json['people'][0]['addresses']}, {'+16175550100', 'tom@reed.example'})
        self.assertEqual(len(self.api.get(f'/api/v1/leads/{kept.json["id"]}/files').json['files']), 1)
        several = self.api.upload('/api/v1/leads', typed, {**files, 'vcard': ('c.vcf', 'text/vcard', CARD)})
        self.assertProblem(several, 422, 'several contacts')
        self.assertEqual(several.json['field'], 'vcard')
        for word in ({}, {'note': 'shared', 'source': 'Pack Expo', 'temperature': 'hot', 'cadence': 'show'}):
            taken = self.api.upload('/api/v1/leads', word, {'vcard': ('c.vcf', 'text/vcard', CARD)})
            self.assertEqual((taken.status, len(taken.json['cards'])), (200, 2), taken.text)
        to_text = self.api.upload('/api/v1/leads', {}, {'vcard': ('c.vcf', 'text/vcard', one),
                                                        'text': ('p.jpg', 'image/jpeg', JPEG)})
        self.assertEqual(to_text.json['texted']['lead']['id'], kept.json['id'], to_text.text)
        self.beck.audit()


class BehindProxy(Serving):
    words = ('--behind-proxy',)

    def test_figures_are_not_for_strangers(self) -> None:
        stranger = self.client()
        self.assertEqual(stranger.get('/metrics', X_Forwarded_For='203.0.113.9').status, 401)
        self.assertEqual(self.api.get('/metrics', X_Forwarded_For='203.0.113.9').status, 200)


if __name__ == '__main__':
    main()
