"""A walk over the whole API: every operation is asked, of a company in which everything has happened.
Each answer is held to its description by the client (described.py); at the end nothing that is described
may be left that was never there."""

from __future__ import annotations

import email.message
import http.server
import threading
import unittest
import urllib.parse
from datetime import date, timedelta, timezone
from pathlib import Path

import described
import xlsx
from beck import MONDAY, ROOT, main
from dav_server import Radicale, event
from imap_faults import Faulty
from mailing import SINK, Sink
from outward import CARD, PEOPLE, start_receiver
from relay import Authority, short_folder
from returned import answer, bounce
from serving import Answer, Client
from sign_in import PASSWORD, Authenticator, SigningIn, digits
from texting import LOOKED_AT, Gateway
from work import JPEG

# What one document has and another that is made of it cannot.
NEVER = {
    'CapturedLead.status_why',  # a card opens a lead anew
    # Only an open promise comes late, or is written; it alarms as Promise does.
    *(f'{of}.{member}' for of in ('Late', 'LatePromise', 'PromiseMail', 'PromiseMailed') for member in ('alarm', 'kept_at', 'kept_by', 'unproved_since')),
    'LetterTouch.smaller',  # nothing smaller than a letter stands for it
    'LetterTouch.address.extension', 'LetterTouch.answer', 'LetterTouch.missing', 'LetterTouch.promise',  # as of ReviewTouch
    'TouchWords.smaller', 'TouchWords.address.extension', 'TouchWords.answer', 'TouchWords.missing', 'TouchWords.promise',
    'Mailbox.aside.at',  # a server that does not give a mail does not say when it came
    'PromiseMail.mail.address.extension', 'ReviewTouch.address.extension',  # a mailbox has none
    'ReviewTouch.answer',  # answers stand in a group of their own
    'ReviewTouch.missing',  # what is sent by mail misses no mailbox
    'ReviewTouch.promise',  # promises stand in a group of their own
    # No gateway is that busy, and it is day: tests/story/text_now.py.
    *(f'{of}.{member}' for of in ('TextNow', 'TextedNow') for member in ('later_at', 'later_why')),
    'CapturedLead.invitation',  # nobody is asked anywhere before they are captured
    'Visit.address.extension', 'Visit.answer',  # a postal address has none, and nobody answers by it
    # Both were agreed with people of whom little is known; all of it is seen of other touches.
    *(f'Visit.{member}' for member in ('cadence', 'contact.role', 'contact.title', 'content', 'lead.product', 'promise', 'smaller',
                                       'step')),
}
# The show's cadence, with something of the library in its first e-mail.
FAIR = (ROOT / 'cadences' / 'show.yaml').read_text().replace('name: show', 'name: fair', 1).replace(
    '    by: person\n', '    by: person\n    content: article\n    other:\n      subject: Another word\n', 1)
# A letter at once.
POST = FAIR.replace('name: fair', 'name: post', 1).replace('steps:\n', '''steps:
  - key: letter
    channel: letter
    content: article
    reason: "I sent you a letter."
    new: "one idea"
    subject: "One idea"
    words: "Hello {{first}}, here is one idea."

''', 1)
COMPANIES = '''Record ID,Name,Job Title,Company,Parent Company,Industry,Street,City,State,Postal Code,Country,Birthday,Mobile
77,Ann Mill,Buyer,Upper Mill,Mill Group,Grain,1 Mill Lane,Springfield,IL,62701,United States,1970-05-01,202 555 0171
78,Anne Mill,Buyer,Upper Mill Inc,,Grain,1 Mill Lane,Springfield,IL,62701,United States,1970-05-01,202 555 0172
79,Gus Mill,Owner,Mill Group,,Grain,2 Mill Lane,Springfield,IL,62701,United States,,202 555 0173
'''
LABELLED = b'''BEGIN:VCARD
VERSION:3.0
FN:Lea Bell
item1.TEL:+1 202 555 0174
item1.X-ABLabel:boat
END:VCARD
'''
NOBODY = b'BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n'
ONE_CARD = CARD[:CARD.index(b'BEGIN', 5)]


class Printer(http.server.BaseHTTPRequestHandler):
    """Says that it has job 7 (RFC 8010)."""

    protocol_version = 'HTTP/1.1'

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers['Content-Length']))
        said = (b'\x02\x00\x00\x00' + asked[4:8] + b'\x01G\x00\x12attributes-charset\x00\x05utf-8'
                b'H\x00\x1battributes-natural-language\x00\x02en\x02!\x00\x06job-id\x00\x04\x00\x00\x00\x07\x03')
        self.send_response(200)
        self.send_header('Content-Type', 'application/ipp')
        self.send_header('Content-Length', str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *words: object) -> None:
        pass


def start_printer(test: unittest.TestCase) -> int:
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Printer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    test.addCleanup(lambda: (server.shutdown(), server.server_close()))
    return server.server_port


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Walk(SigningIn):
    """Mary is an admin, Max a manager, Bob his rep; reached by a name over TLS, as behind a proxy."""

    words = ('--url', Authenticator.ORIGIN)
    works = True

    # --- what has happened before ---

    def prepare(self) -> None:
        super().prepare()
        self.receiver = start_receiver(self)
        today = MONDAY
        self.beck.run('user', 'add', 'Max Hill', 'role=manager')
        self.beck.run('user', 'set', 'bob', 'manager=max', 'title=Sales', 'cell=+1 312 555 0111', 'region=IL',
                      'postal=1 Lake Street')
        self.six_weeks()
        self.beck.at(today)

    def as_bob(self, *words: object) -> dict:
        self.beck.user = 'bob'
        done = self.beck.json(*words)
        self.beck.user = None
        return done

    def six_weeks(self) -> None:
        """Of Bob's: one lead well worked, one tried once, one never touched."""
        self.beck.later(days=-45)
        self.beck.run('content', 'add', 'article', 'Pumps that last', '--url', 'https://ford.example/pumps')
        silent = self.as_bob('add', 'Kim Shore', '--company', 'Shore Mills', '-s', 'web', '--cell', '202 555 0107')
        self.as_bob('log', silent['next']['id'], 'voicemail')
        self.as_bob('add', 'Ida Late', '--company', 'Late Mills', '-s', 'web', '--cell', '202 555 0108')
        self.beck.run('cadence', 'add', self.beck.file('fair.yaml', FAIR))
        self.as_bob('import', self.beck.file('people.csv', COMPANIES))
        self.as_bob('import', self.beck.file('people.vcf', LABELLED))
        self.as_bob('log', self.as_bob('add', 'Ann Mill', '--company', 'Upper Mill', '--owner', 'bob')['next']['id'], 'talked')
        self.beck.later(days=7)
        self.lead = self.as_bob(
            'add', 'Dora Quarry', '--company', 'Quarry', '-t', 'Owner', '--role', 'decides', '--cell', '202 555 0102',
            '--office', '202 555 0103 ext. 7', '-e', 'dora@quarry.example', '--switchboard', '202 555 0100',
            '--product', 'pumps', '--value', '12500', '--renews', '2027-03-01', '--zone', 'America/New_York',
            '--note', 'blue booth', '-s', 'Pack Expo', '--promise', 'send the plan tomorrow 9am')['id']
        self.as_bob('log', f'lead:{self.lead}', 'cell:no_answer', 'Max Pit:talked', '--result', 'nothing_yet', '--note',
                    'call again', '--promise', 'send the quote tomorrow 11am', '--set', 'person=Ida Pit')
        self.as_bob('log', f'lead:{self.lead}', 'they_called', '--result', 'nothing_yet', '--note', 'asked again')
        self.beck.later(days=14)
        self.as_bob('skip', self.as_bob('show', self.lead)['next']['id'], '--because', 'no_time', '--note', 'fair week')

    # --- asking ---

    def ask(self, method: str, path: str, body: object = None, status: int = 200, by: Client | None = None):
        client = by or self.api
        answer = client.ask(method, described.ROOT + path) if method == 'GET' else \
            client.send(method, described.ROOT + path, body or {})
        self.assertEqual(answer.status, status, f'{method} {path}: {answer.body[:500]!r}')
        return answer.json if answer.body and answer['Content-Type'] == 'application/json' else None

    def get(self, path: str, by: Client | None = None):
        return self.ask('GET', path, by=by)

    def post(self, path: str, body: object = None, status: int = 200, by: Client | None = None):
        return self.ask('POST', path, body, status, by)

    def sent(self, answer: Answer, status: int) -> dict:
        self.assertEqual(answer.status, status, answer.text[:500])
        return answer.json

    # --- the walk ---

    def test_everything_that_is_described_is_there(self) -> None:
        self.bob = self.client(self.as_bob('token', 'new', '--scope', 'write')['token'])
        for step in (self.house, self.day, self.sending, self.letters, self.ways, self.leads, self.accounts, self.capture, self.imports, self.words_to_give,
                     self.reports, self.security, self.outward, self.leave):
            step()
        description = described.of(self.server.port)
        self.assertEqual(description.unasked(), [])
        self.assertEqual(sorted(description.unseen()), sorted(NEVER))

    def house(self) -> None:
        self.get('/openapi.json'), self.get('/settings'), self.get('/users?all=true'), self.get('/profile')
        self.users = {user['name'].split()[0].lower(): user['id'] for user in self.get('/users')['users']}
        self.post('/settings/line', {'set': {'rings_per_day': '3'}})
        self.post('/holidays', {'day': '2026-12-24', 'name': 'Party'}, 201)
        self.get('/holidays')
        self.post('/holidays/2026-12-24/remove')
        self.ask('PATCH', '/profile', {'title': 'Owner', 'postal': '2 Lake Street', 'morning': '8:00'})
        self.ask('PATCH', '/profile', {'morning': 'noon'}, 422)
        self.get('/morning'), self.ask('PATCH', '/profile', {'morning': 'off'})
        eve = self.post('/users', {'name': 'Eve Reed', 'role': 'rep'}, 201)['id']
        self.post(f'/users/{eve}', {'title': 'Sales'})
        self.post(f'/users/{eve}/deactivate')
        self.post(f'/users/{eve}/activate')

    def day(self) -> None:
        bob, lead = self.bob, self.lead
        self.assertIsNone(self.get('/next'))
        self.post('/leads', {}, 422)
        touch = self.get('/next', bob)
        self.get('/today', bob), self.get('/today?all=true'), self.get('/calls', bob)
        self.get(f'/touches/{touch["id"]}', bob), self.get(f'/touches/{touch["id"]}/why', bob)
        logged = self.post(f'/touches/{touch["id"]}/outcome', {
            'outcome': 'talked', 'result': 'promised', 'promise': 'send the samples tomorrow 9am', 'note': 'yes'}, by=bob)
        self.post('/undo', by=bob)
        self.post(f'/leads/{lead}/outcome', {'outcome': 'they_wrote', 'spoke_to': 'Ida Pit'}, by=bob)
        self.get('/inbox', bob), self.get(f'/leads/{lead}/next', bob)
        self.morning(bob)
        next_touch = self.get(f'/leads/{lead}', bob)['next']['id']
        self.post(f'/touches/{next_touch}/skip', {'because': 'no_time'}, by=bob)
        promise = self.post(f'/leads/{lead}/promises', {'text': 'send the plan friday', 'theirs': True}, 201, bob)['id']
        self.get(f'/promises/{promise}/late', bob)
        self.post(f'/promises/{promise}/late', {'due': '+3d'}, by=bob), self.get(f'/promises/{promise}/late', bob)
        self.post(f'/promises/{promise}/kept', by=bob)
        promise = self.post(f'/leads/{lead}/promises', {'text': 'send the plan @ +1h'}, 201, bob)['id']
        self.post(f'/promises/{promise}/kept', {'by': 'pigeon'}, 400, bob), self.post(f'/promises/{promise}/kept', {'by': 'email'}, by=bob)
        self.post('/undo', by=bob)
        self.post(f'/promises/{promise}/cancel', by=bob)
        self.get('/promises?owner=bob')
        self.assertTrue(logged['next'])
        self.beck.later(days=-6)
        for number in range(2):
            self.as_bob('add', f'Eve Nr{number}', '--company', f'Pit {number}', '-e', f'eve{number}@pit.example', '-t', 'Buyer',
                        '--role', 'uses', '--product', 'pumps', '-s', 'Pack Expo', '--cadence', 'fair', '--texts-ok',
                        '--cell', f'202 555 013{number}')
        self.beck.later(days=6)
        review = self.get('/review', bob)
        self.get(f'/leads/{review["touches"][0]["lead"]["id"]}', bob)
        self.get(f'/leads/{review["touches"][0]["lead"]["id"]}/next', bob)
        self.post('/review/sent', {'touches': [touch['id'] for touch in review['touches']] + [999999]}, by=bob)

    def morning(self, bob: Client) -> None:
        """With an answer that waits, a promise of today and an old one, and a mail that a server did not take."""
        self.beck.run('config', 'set', 'public_url', 'https://beck.example')
        promise = self.post(f'/leads/{self.lead}/promises', {'text': 'send the list today 23:00'}, 201, bob)['id']
        self.beck.sql("INSERT INTO morning (workspace_id, id, user_id, day, state, worker, leased_until, at, why) "
                      f"VALUES (1, 8000000000, {self.users['bob']}, {date.fromisoformat(MONDAY[:10]).toordinal() - 719163}, 'refused', 1, 0, 0, "
                      "'550 no')")
        shown = self.get('/morning', bob)
        self.assertEqual(('refused', '550 no', ['send the list']), (shown['mail']['state'], shown['mail']['why'],
                                                                   [one['text'] for one in shown['promised']]))
        self.post(f'/promises/{promise}/cancel', by=bob)
        self.beck.run('config', 'unset', 'public_url')

    def text_to_look_at(self) -> None:
        """A word processor's quote makes its parts short; a gateway says what they cost."""
        self.beck.run('cadence', 'add', self.beck.file('texting.yaml', LOOKED_AT.replace('come off?', 'come off? It’s free.')))
        gateway = self.beck.json('sender', 'add', '+13125550102', '--everybody', '--driver', 'outbox', '--set',
                                 f'folder={self.folder}/texts', '--set', 'cost=0.0079 USD', '--set', 'picture_cost=0.02 USD')['id']
        self.beck.later(days=-4)
        lead = self.as_bob('add', 'Tess Text', '--cell', '+1 312 200 0077', '-s', 'Pack Expo', '--cadence', 'texting')
        self.as_bob('log', lead['next']['id'], 'talked')
        self.beck.later(days=4)
        review = self.get('/review', self.bob)
        (touch,) = [touch for touch in review['touches'] if touch['channel'] == 'text']
        self.assertEqual(('’', '0.0158 USD'), (touch['lint']['text']['forced_by'], review['texts']['cost']))
        self.post('/lint', {'text': True, 'body': 'hello'}, by=self.bob)
        self.post(f'/senders/{gateway}/end', status=204)

    def texting(self) -> None:
        """Gateways with all that each may be told."""
        self.beck.run('config', 'set', 'public_url', 'https://beck.example')
        made = [self.post('/senders', {'address': '+13125550100', 'driver': 'twilio', 'everybody': True,
                                       'set': {'account': 'AC1', 'token': 'x', 'service': 'MG1', 'cost': '0.0079 USD'}}, 201)['id']]
        self.post(f'/senders/{made[0]}/set', {'set': {'cost': '0.01 USD', 'token': ''}})
        self.post(f'/senders/{made[0]}/end', status=204)
        made = [self.beck.json('sender', 'add', '+13125550100', '--everybody', '--driver', driver,
                               *(word for pair in pairs for word in ('--set', pair)), given=b'x\n')['id']
                for driver, pairs in (('kannel', ('user=a', 'smsc=main')),)]
        made += [self.post('/senders', {'address': '+13125550100', 'driver': 'http', 'set': {
            'url': 'https://sms.example/{to}?id={id}', 'body': '{text}', 'type': 'application/x-www-form-urlencoded',
            'success': 'ok', 'bad_number': 'unknown', 'id_after': 'id:', 'reports_to': 'http://127.0.0.1:1'}}, 201)['id']]
        made += [self.post('/senders', {'address': '+13125550102', 'driver': 'hylafax', 'host': '127.0.0.1', 'everybody': True,
                                        'set': {'country': '1', 'home': '1', 'abroad': '011', 'outside': '9,'}}, 201)['id'],
                 self.post('/senders', {'address': '+13125550102', 'driver': 'faxmail', 'host': 'localhost', 'security': 'none',
                                        'set': {'to': '{number}@fax.example', 'mail_from': 'mary@sample.example'}}, 201)['id']]
        self.get('/senders')
        for one in made:
            self.post(f'/senders/{one}/end', status=204)
        self.beck.run('config', 'unset', 'public_url')

    def sending(self) -> None:
        """One accepted, one taken back and then uncertain, one that finds nobody there."""
        bob, sink = self.bob, Sink(self.folder)
        self.addCleanup(lambda: sink.stop())
        self.beck.later(days=-6)
        for number in range(3):
            self.as_bob('add', f'Sue Nr{number}', '--company', f'Kiln {number}', '-e', f'sue{number}@kiln.example', '-s', 'Pack Expo')
        self.beck.later(days=6)
        spool = self.beck.json('sender', 'add', 'office@sample.example', '--everybody', '--driver', 'outbox', '--set',
                               f'folder={self.folder}/spool')['id']
        self.get('/senders'), self.post(f'/senders/{spool}/check'), self.post(f'/senders/{spool}/end', status=204)
        self.texting(), self.text_to_look_at()
        self.beck.run('sender', 'add', 'office@sample.example', '--everybody', '--set', 'host=127.0.0.1', '--set', 'own_name=here',
                      '--set', 'ca_file=/etc/ssl/certs/ca-certificates.crt')
        self.post('/senders', {'address': 'mary@sample.example', 'host': 'localhost', 'login': 'mary', 'password': 'x'}, 201)
        box = self.post('/senders', {'address': 'bob@sample.example', 'host': '127.0.0.1', 'port': sink.port, 'security': 'none',
                                     'minute_most': 1000}, 201, bob)['id']
        first, second, third = [touch['id'] for touch in self.get('/review', bob)['touches'] if 'Sue' in touch['lead']['name']]
        self.post(f'/senders/{box}/check', by=bob)
        self.files(first)
        sent = self.post('/outbox', {'touches': [first, second, 999999], 'subject': {str(first): 'As you asked'}}, by=bob)
        lead = sent['sent'][0]['lead']['id']
        self.get('/review', bob), self.get(f'/leads/{lead}', bob), self.get(f'/leads/{lead}/next', bob)
        self.late(bob)
        self.post('/lint', {'touch': third, 'body': 'hello'}, by=bob), self.post('/lint/outside', {'touch': third}, by=bob)
        self.get(f'/touches/{first}/message', bob)
        self.beck.sql('INSERT INTO hold (workspace_id, id, scope, scope_id, machine_only, reason, made_at) '
                      "VALUES (1, 9000000000, 'workspace', 0, 1, 'this database may be a copy: arm it to send from here', 1)")
        self.beck.sql("UPDATE sending_count SET armed_at = 1, armed_file = 'a file on another machine'")
        self.beck.sql('UPDATE sender SET failures = 9, rests_until = 4000000000')
        self.get('/today', bob), self.get('/today'), self.beck.sql('UPDATE sender SET failures = 0, rests_until = NULL')
        self.get(f'/touches/{first}/files', bob), self.get('/outbox', bob), self.post('/outbox/arm'), self.post('/leads', {'name': 'Sue Nr0', 'email': 'sue0@kiln.example'}, 200, bob)
        self.post(f'/outbox/{second}/back', by=bob)
        self.send_out()
        self.get(f'/leads/{lead}', bob), self.get(f'/touches/{first}/message', bob)
        self.ask('DELETE', f'/files/{self.gone_later}', status=204, by=bob), self.get(f'/touches/{first}/message', bob)
        self.receiving(next(mail for mail in sink.whole() if mail['Subject'] == 'As you asked'), lead)
        sink.stop()
        sink = Sink(self.folder, '-q', '.', port=sink.port)
        self.post('/outbox', {'touches': [second]}, by=bob)
        self.send_out()
        self.as_bob('set', f'lead:{sent["sent"][1]["lead"]["id"]}', 'cell=+1 202 555 0199')
        self.get('/outbox', bob), self.get('/reports/doubt?since=2020-01-01&until=2035-01-01', bob)
        self.post(f'/outbox/{second}/settle', {'sent': True}, 204, bob)
        sink.stop()
        self.post('/outbox', {'touches': [third]}, by=bob)
        self.send_out()
        # The worker beside the server may have it, and takes its time to find nobody there.
        self.eventually(lambda: any(sender['rests_until'] for sender in self.get('/senders')['senders']))
        self.get('/review', bob)
        self.post(f'/senders/{box}/check', by=bob)
        self.mailboxes(bob)
        self.calendars(bob)
        self.address_books(bob)
        self.post(f'/senders/{box}/pause', {'because': 'we move'}, by=bob), self.post(f'/senders/{box}/resume', by=bob)
        self.signing_in(box)
        for sender in self.get('/senders')['senders']:
            self.post(f'/senders/{sender["id"]}/end', status=204)

    def fax(self, bob: object) -> None:
        """One to look at; a letter is none."""
        self.beck.run('cadence', 'add', self.beck.file('fax.yaml', POST.replace('name: post', 'name: fax').replace(
            'channel: letter', 'channel: fax', 1).replace('words: "Hello', 'body: "Hello').replace('    content: article\n', '', 1)))
        self.as_bob('add', 'Fay Fax', '--company', 'Fax Works', '--fax', '202 555 0177', '-s', 'Pack Expo', '--cadence', 'fax')
        (fay,) = [one for one in self.get('/leads?q=fay', bob)['leads']]
        touch = self.get(f"/leads/{fay['id']}", bob)['next']['id']
        pdf = bob.ask('GET', f'{described.ROOT}/touches/{touch}/fax.pdf')
        self.assertEqual((pdf.status, pdf['Content-Type'], pdf.body[:5]), (200, 'application/pdf', b'%PDF-'))

    def letters(self) -> None:
        """One that can be printed, one whose reader's town is missing; on a printer that is only said to be one."""
        bob, printer = self.bob, start_printer(self)
        self.beck.run('cadence', 'add', self.beck.file('post.yaml', POST))
        self.beck.run('content', 'add', 'One idea', '--kind', 'article', '--channel', 'letter')
        self.as_bob('user', 'set', 'bob', 'postal=1 Lake Street, Chicago, IL 60601')
        self.beck.later(days=-6)
        for number, town in enumerate((', Springfield, IL 62704', '')):
            self.as_bob('add', f'Lee Nr{number}', '--company', f'Letter {number}', '--postal', f'{number} Mill Lane{town}', '-t', 'Buyer',
                        '--role', 'uses', '--product', 'pumps', '-s', 'Pack Expo', '--cadence', 'post', '--cell', f'202 555 019{number}')
        self.beck.later(days=6)
        shown = self.get('/letters', bob)
        self.assertEqual(['Lee Nr1 has', None], [letter['why_not'] and letter['why_not'][:11] for letter in shown['letters']])
        second, first = (letter['id'] for letter in shown['letters'])
        for path in ('/letters.pdf?form=labels&list=true', f'/touches/{first}/letter.pdf?paper=a4&window=dl'):
            pdf = bob.ask('GET', described.ROOT + path)
            self.assertEqual((pdf.status, pdf['Content-Type'], pdf.body[:5]), (200, 'application/pdf', b'%PDF-'))
        self.assertEqual(bob.ask('GET', f'{described.ROOT}/touches/{second}/letter.pdf').status, 422)
        self.assertEqual(bob.ask('GET', f'{described.ROOT}/letters.pdf?form=poem').status, 400)
        for sheet, status in ((1, 200), (9, 422)):
            picture = bob.ask('GET', f'{described.ROOT}/touches/{first}/letter.png?sheet={sheet}')
            self.assertEqual((picture.status, picture.body[:4] == b'\x89PNG'), (status, status == 200))
        self.assertFalse(self.get(f'/touches/{first}/words', bob)['own'])
        own = self.post(f'/touches/{first}/words', {'subject': 'Two', 'words': 'Hello Lee, two ideas. When may I call?'}, by=bob)
        self.assertEqual(('Two', True, 2), (own['subject'], own['own'], own['sentences']))
        self.post(f'/touches/{first}/words', {}, 422, bob), self.post(f'/touches/{first}/words', {'reset': True}, by=bob)
        self.post('/letters/print', {}, 422, bob)
        self.beck.run('config', 'set', 'printer', 'office')
        self.beck.run('config', 'set', 'print_server', f'127.0.0.1:{printer}')
        self.assertEqual(7, self.post('/letters/print', {'touches': [first, 999999]}, by=bob)['job'])
        self.assertEqual('office', self.get('/letters', bob)['printer'])
        posted = self.post('/letters/sent', {'touches': [second, first], 'form': 'printed'}, by=bob)
        self.assertEqual((1, [second], ['it cannot be printed: Lee Nr1 has']),
                         (len(posted['logged']), [one['id'] for one in posted['refused']], [one['why'][:33] for one in posted['refused']]))
        self.fax(bob)
        done = self.post('/letters/sent', {'touches': [first, 999999]}, by=bob)
        self.assertEqual(([first], [999999]), ([one['id'] for one in done['already']], [one['id'] for one in done['refused']]))

    def files(self, touch: int) -> None:
        path = f'/touches/{touch}/files'
        first, second = (self.sent(self.bob.upload(f'/api/v1{path}', {}, {'file': (name, 'x/y', JPEG + name.encode())}), 200)['files'][-1]['id']
                         for name in ('a.jpg', 'b.jpg'))
        self.gone_later = second
        self.post(f'{path}/{first}', {'way': 'file'}, by=self.bob), self.get(path, self.bob)

    def mailboxes(self, bob: Client) -> None:
        """One with a mail that cannot be had and without its Junk, one that is away, one by the login of a sender."""
        with Faulty('one damaged') as server:
            there = {'host': '127.0.0.1', 'port': server.port, 'security': 'none', 'password': 'x', 'folders': 'Junk', 'sent_folder': 'Sent'}
            box = self.post('/mailboxes', there | {'address': 'bob@sample.example'}, 201, bob)['id']
            away = self.post('/mailboxes', {'address': 'mary@sample.example', 'security': 'none', 'port': 1}, 201)['id']
            self.beck.run('mailbox', 'add', 'office@sample.example', '--everybody', '--set', 'login=office', '--set', 'host=localhost',
                          '--set', 'ca_file=/etc/ssl/certs/ca-certificates.crt', given=b'x\n')
            self.beck.sql("UPDATE mailbox SET settings = replace(settings, '\"oauth\":\"\"', '\"oauth\":\"google\"') "
                          "WHERE address = 'office@sample.example'")
            self.eventually(lambda: any(one['rests_until'] for one in self.get('/mailboxes', bob)['mailboxes']))
            # As it is after five tries, with a rest between them.
            self.beck.sql('INSERT INTO mailbox_aside (workspace_id, mailbox_id, folder, validity, uid, size, why) '
                          f"VALUES (1, {box}, 'INBOX', 1, 2, 0, 'it cannot be had')")
            self.beck.sql(f"UPDATE mailbox SET rests_until = NULL, read_at = made_at WHERE id = {box}")
            self.beck.sql(f"UPDATE mailbox_folder SET uid = 3, read_at = 1, tries = 0, tried_uid = 0 WHERE mailbox_id = {box}")
            self.get('/mailboxes', bob)
            self.eventually(lambda: any(one['rests_until'] for one in self.get('/mailboxes')['mailboxes']))
            self.assertFalse(self.post(f'/mailboxes/{away}/check')['works'])
            self.post(f'/mailboxes/{box}/pause', {'because': 'we move'}, by=bob), self.post(f'/mailboxes/{box}/resume', by=bob)
            self.post(f'/mailboxes/{box}/end', status=204, by=bob)
            good = self.post('/mailboxes', there | {'address': 'bob@sample.example', 'folders': ''}, 201, bob)['id']
            self.assertTrue(self.post(f'/mailboxes/{good}/check', by=bob)['works'])
            for mailbox in self.get('/mailboxes')['mailboxes']:
                self.post(f'/mailboxes/{mailbox["id"]}/end', status=204)

    def server_of_its_own(self) -> tuple[Radicale, Authority]:
        """Of calendars and address books, known by nobody but that authority."""
        authority = Authority(short_folder('authority-'))
        authority.sign('IP:127.0.0.1')
        server = Radicale(authority)
        self.addCleanup(server.remove)
        return server, authority

    def calendars(self, bob: Client) -> None:
        """One with a meeting that a lead waits for, then by the token of a sender, then away."""
        server, authority = self.server_of_its_own()
        path = server.calendar('work')
        self.post('/leads', {'name': 'Cal Dove', 'email': 'cal@dove.example'}, 201, bob)
        soon = self.beck.clock.astimezone(timezone.utc) + timedelta(days=3)
        server.put(path + 'demo.ics', event('demo', f'{soon:%Y%m%dT%H%M%SZ}', f'{soon + timedelta(hours=1):%Y%m%dT%H%M%SZ}', 'cal@dove.example'))
        there = {'url': server.url, 'login': 'mary', 'password': server.PASSWORD, 'private': 'yes', 'calendar': 'Work', 'touches': 'day',
                 'ca_file': authority.file.read_text()}
        one = self.post('/calendars', there, 201, bob)['id']
        self.assertTrue(self.post(f'/calendars/{one}/check', by=bob)['works'])
        self.eventually(lambda: any(one['meetings'] for one in self.get('/calendars', bob)['calendars']))
        self.beck.sql(f'UPDATE dav_account SET sender_id = 999999 WHERE id = {one}')
        self.get('/calendars', bob)
        self.beck.sql(f'UPDATE dav_account SET sender_id = NULL WHERE id = {one}')
        self.eventually(lambda: self.bob.post(f'/api/v1/calendars/{one}/sync', {}).status == 200)
        server.stop()
        self.assertFalse(self.post(f'/calendars/{one}/check', by=bob)['works'])
        self.post(f'/calendars/{one}/sync', status=503, by=bob)
        self.assertTrue(self.get('/calendars', bob)['calendars'][0]['rests_until'])
        self.post(f'/calendars/{one}/pause', {'because': 'we move'}, by=bob), self.post(f'/calendars/{one}/resume', by=bob)
        self.post(f'/calendars/{one}/end', status=204, by=bob)

    def address_books(self, bob: Client) -> None:
        """One, then by the token of a sender, then away."""
        server, authority = self.server_of_its_own()
        server.book('leads')
        there = {'url': server.url, 'login': 'mary', 'password': server.PASSWORD, 'private': 'yes', 'book': 'Leads', 'take': 'no', 'auth': 'basic'}
        for text, status in ((None, 503), ('hello', 422)):
            answer = bob.post('/api/v1/address-books', there | {'ca_file': text})
            self.assertEqual(status, answer.status, answer.text)
            self.assertIn('ca_file', answer.json['detail'])
        there['ca_file'] = authority.file.read_text()
        one = self.post('/address-books', there, 201, bob)['id']
        self.assertTrue(self.post(f'/address-books/{one}/check', by=bob)['works'])
        self.eventually(lambda: self.get('/address-books', bob)['books'][0]['synced_at'])
        self.beck.sql(f'UPDATE dav_account SET sender_id = 999999 WHERE id = {one}')
        self.get('/address-books', bob)
        self.beck.sql(f'UPDATE dav_account SET sender_id = NULL WHERE id = {one}')
        self.eventually(lambda: self.bob.post(f'/api/v1/address-books/{one}/sync', {}).status == 200)
        server.stop()
        self.assertFalse(self.post(f'/address-books/{one}/check', by=bob)['works'])
        self.post(f'/address-books/{one}/sync', status=503, by=bob)
        self.assertTrue(self.get('/address-books', bob)['books'][0]['rests_until'])
        self.post(f'/address-books/{one}/pause', {'because': 'we move'}, by=bob), self.post(f'/address-books/{one}/resume', by=bob)
        self.post(f'/address-books/{one}/end', status=204, by=bob)

    def receiving(self, mail: email.message.EmailMessage, lead: int) -> None:
        """What comes back to one that went: a bounce nobody can prove, an absence, answers, a stranger's."""
        bob = self.bob
        self.beck.later(minutes=3)
        taken = [self.beck.json('read', '--take', given=whole.encode()) for whole in (
            bounce(mail, returned=False),
            answer(mail, 'I am out of the office until 27 November 2026.', subject='Automatic reply: As you asked',
                   extra='Auto-Submitted: auto-replied\n', number=2),
            answer(mail, 'Yes, please call me.', number=3))]
        self.assertEqual([True, False, False], [one['asks'] for one in taken])
        self.get('/inbox', bob), self.get('/inbox?kind=reply&limit=1', bob), self.ask('GET', '/inbox?kind=nothing', None, 400, bob)
        self.get(f'/leads/{lead}', bob), self.get(f'/leads/{lead}/next', bob), self.get('/today', bob)
        self.post(f'/inbox/{taken[0]["id"]}/ignore', by=bob), self.post(f'/inbox/{taken[0]["id"]}/take', {}, 409, bob)
        self.post('/inbox/999999/take', {}, 404, bob), self.post('/inbox/999999/move', {'out': True}, 404, bob)
        self.post(f'/inbox/{taken[1]["id"]}/move', {}, 422, bob), self.post(f'/inbox/{taken[1]["id"]}/move', {'lead': str(lead)}, 409, bob)
        self.assertIsNone(self.post(f'/inbox/{taken[1]["id"]}/move', {'out': True}, by=bob)['lead'])
        self.beck.run('config', 'set', 'keep_strangers', 'yes')
        stranger = self.beck.json('read', '--take', given=answer(mail, 'And my offer?', sender='Tom Hill <tom@else.example>',
                                                                 named=False, number=4).encode())['id']
        self.get('/inbox'), self.post(f'/inbox/{stranger}/take', {}, 404, bob), self.post(f'/inbox/{stranger}/take', {}, 422)
        self.post(f'/inbox/{stranger}/take', {'lead': f'lead:{lead}'})
        self.beck.later(minutes=-3)

    def late(self, bob: Client) -> None:
        lead = self.post('/leads', {'name': 'Ola Late', 'company': 'Late Mills', 'email': 'ola@late.example', 'promise': ['send the plan friday']}, 201, bob)
        promise = next(each['id'] for each in self.get(f'/leads/{lead["id"]}', bob)['promises'])
        told = self.post(f'/promises/{promise}/late', {'due': 'monday 10:00'}, by=bob)['holding']['touch_id']
        self.post(f'/outbox/{told}/back', by=bob)
        self.sent(bob.upload(f'/api/v1/leads/{lead["id"]}/files', {}, {'file': ('plan.jpg', 'x/y', JPEG)}), 201)
        (plan,) = self.get(f'/promises/{promise}/mail', bob)['files']
        keeps = self.post(f'/promises/{promise}/mail', {'words': 'Here is the plan.', 'files': [plan['id']]}, by=bob)['mail']['id']
        self.get(f'/promises/{promise}/mail', bob), self.post(f'/promises/{promise}/mail', {'words': 'Again.'}, 409, bob)  # it waits
        self.post(f'/outbox/{keeps}/back', by=bob)
        self.sent(bob.upload(f'/api/v1/promises/{promise}/mail', {'subject': 'The plan'}, {'file': ('new.jpg', 'x/y', JPEG + b'new')}), 200)

    def signing_in(self, box: int) -> None:
        """At a provider, and by a signature."""
        server = {'authorize_url': 'https://login.example/authorize', 'token_url': 'https://login.example/token'}
        self.post('/providers/any', server | {'client_id': 'beck', 'client_secret': 'x', 'scope': 'mail'})
        self.get('/providers')
        gone = next(sender['id'] for sender in self.get('/senders')['senders'] if sender['address'].startswith('mary'))
        self.post(f'/senders/{gone}/end', status=204)
        made = self.post('/senders', {'address': 'mary@sample.example', 'oauth': 'any', 'host': 'mail.example'}, 201)
        self.post(f'/senders/{made["id"]}/sign-in')
        self.post('/providers/any/end', status=204)
        for kind in ('rsa', 'ed25519'):
            self.beck.run('sender', 'dkim', box, '--kind', kind)
        self.post(f'/senders/{box}/check', by=self.bob)

    def send_out(self) -> None:
        self.beck.later(minutes=2)
        self.beck.run('work', '--once')
        self.beck.later(minutes=-2)

    def ways(self) -> None:
        """Of one lead: an extension, who else is there, a date, a promise, an end of texts, a person who is gone."""
        bob = self.bob
        lead = self.post('/leads', {'name': 'Lou Office', 'company': 'Office Mills', 'office': '202 555 0180 ext. 4',
                                    'switchboard': '202 555 0181', 'sip': 'dan@pbx.example', 'source': 'web'}, 201, bob)['id']
        account = self.get(f'/leads/{lead}', bob)['account']['id']
        self.post(f'/accounts/{account}/people', {'name': 'Pia Office', 'cell': '202 555 0182'}, 201, bob)
        self.gifts()
        self.dialling(lead)
        self.get(f'/leads/{lead}/next', bob)
        for _ in range(3):
            self.post(f'/leads/{lead}/outcome', {
                'outcome': 'voicemail', 'words': 'Call me.', 'seconds': 42, 'recording': 'https://pbx.example/7'}, by=bob)
        self.get(f'/leads/{lead}/next', bob)
        self.post(f'/leads/{lead}/outcome', {'outcome': 'talked', 'result': 'meeting', 'until': 'friday 10am'}, by=bob)
        self.get(f'/leads/{lead}', bob), self.get('/today', bob)
        self.visits(bob)
        promise = self.post(f'/leads/{lead}/promises', {'text': 'send the plan tomorrow 8am'}, 201, bob)['id']
        self.get(f'/leads/{lead}/next', bob)
        self.get(f'/promises/{promise}/late', bob), self.post(f'/promises/{promise}/late', {'due': '+2d'}, by=bob)
        self.get(f'/promises/{promise}/mail', bob), self.post(f'/promises/{promise}/mail', {}, 422, bob)  # no mailbox of theirs
        self.post(f'/leads/{lead}/outcome', {'outcome': 'gone'}, by=bob)
        self.post(f'/leads/{self.lead}/outcome', {'outcome': 'stopped', 'channel': 'text'}, by=bob)

    def dialling(self, lead: int) -> None:
        bob, exchange = self.bob, Gateway()
        self.addCleanup(exchange.stop)
        hook = {'url': f'http://127.0.0.1:{exchange.port}/?n={{number}}&tell={{events}}', 'private': 'yes', 'method': 'GET'}
        self.get('/settings/dialling'), self.post('/settings/dialling', {'way': 'hook', 'user': 'bob', 'set': hook})
        self.post('/settings/dialling', {'way': 'sip', 'set': {'domain': 'pbx.example'}})
        self.post('/settings/dialling', {'way': 'baresip', 'set': {'port': '4444'}}, 422)
        self.post('/settings/dialling', {'way': 'baresip', 'set': {'port': '192.0.2.1:4444'}})
        self.post('/settings/dialling', {'way': 'hook', 'set': hook}, 403, bob), self.post('/settings/dialling', {'way': 'none'})
        self.beck.run('config', 'set', 'public_url', 'https://beck.example')
        touch = self.get(f'/leads/{lead}/next', bob)['id']
        call = self.post(f'/touches/{touch}/call', {'number': 'office'}, 201, bob)['id']
        self.post(f'/touches/{touch}/call', {'number': 'home'}, 422, bob)
        self.eventually(lambda: exchange.taken)
        told = urllib.parse.parse_qs(exchange.taken[0]['path'])['tell'][0]
        for event in ('ringing', 'answered', 'ended&why=486+Busy&recording=https://pbx.example/8'):
            self.assertEqual(204, Client(self.server.port).get(f'{urllib.parse.urlsplit(told).path}?event={event}').status)
        self.beck.run('config', 'unset', 'public_url')
        self.get('/phone-calls', bob), self.get(f'/phone-calls/{call}', bob), self.post(f'/phone-calls/{call}/over', by=bob)

    def gifts(self) -> None:
        bob = self.bob
        shown = self.post('/leads', {'name': 'Gia Gift', 'company': 'Gift Mills', 'cell': '202 555 0183', 'source': 'web'}, 201, bob)
        lead, account = shown['id'], shown['account']['id']
        mine = f'/leads/{lead}/gifts'
        self.post('/gifts/budget', {'sum': '500'}), self.post('/gifts/budget', {'sum': '200', 'user': 'bob'})
        self.post('/gifts/budget', {'sum': '200'}, 403, bob), self.post('/gifts/budget', {'sum': 'x'}, 422)
        self.post(f'/leads/{lead}/set', {'set': {'postal': '1 Mill Lane, Springfield, IL 62701'}}, by=bob)
        self.post(mine, {'what': 'a pump', 'cost': '30'}, 422, bob)
        order = {'what': 'a pump', 'cost': '30', 'checked': True}
        small = self.post(mine, order, 201, bob)['id']
        self.post(f'/leads/{lead}/outcome', {'outcome': 'sent', 'channel': 'gift'}, by=bob)
        self.post(f'/gifts/{small}/refund', {'sum': '12.50'}, by=bob)
        large = self.post(mine, order | {'cost': '60'}, 201, bob)['id']
        self.get('/gifts?state=asked'), self.post(f'/gifts/{large}/decline', {'because': 'too much'})
        self.post(f'/gifts/{large}/approve', {}, 409), self.post(f'/gifts/999999/approve', {}, 404)
        large = self.post(mine, order | {'cost': '60'}, 201, bob)['id']
        self.post(f'/gifts/{large}/approve'), self.post(f'/gifts/{large}/cancel', by=bob)
        self.post(f'/accounts/{account}/gift-policy', {'policy': '25'}, 204, bob), self.get(f'/accounts/{account}', bob)
        self.post(mine, order, 409, bob), self.get('/gifts', bob), self.get('/gifts')

    def visits(self, bob: Client) -> None:
        """One at an hour, one with coordinates near another, one with nothing but a promise to meet."""
        for number, place in enumerate(('9 New Road, Springfield, IL 62704 (39.78170, -89.65010)', '39.80000,-89.65000')):
            lead = self.post('/leads', {'name': f'Vera Nr{number}', 'company': f'Visit {number}', 'cell': f'202 555 020{number}', 'email':
                                        f'vera{number}@visit.example', 'city': 'Springfield', 'country': 'US', 'source': 'web'}, 201, bob)['id']
            self.post(f'/leads/{lead}/set', {'set': {'postal': place}}, by=bob)
            self.post(f'/leads/{lead}/outcome', {'outcome': 'talked', 'result': 'meeting', 'until': f'friday 1{number}:00'}, by=bob)
        visits = self.get('/visits?day=friday&owner=bob', bob)['visits']
        self.get('/visits')
        touch = next(visit['id'] for visit in visits if visit['place']['coordinates'])
        for words in ('', '?invite=true'):
            self.assertEqual(bob.ask('GET', f'{described.ROOT}/touches/{touch}/appointment.ics{words}').status, 200)
        self.invite(lead, bob)

    def invite(self, lead: int, bob: Client) -> None:
        """It waits for a minute that does not come, and never goes: its answers are those that rows have."""
        ask = f'/leads/{lead}/invitation'
        self.post(f'{ask}/agree', {}, 409, bob), self.post(f'{ask}/place', {'place': 'x'}, 409, bob), self.post(ask, {}, 409, bob)
        sender = self.beck.json('sender', 'add', 'bob@sample.example', '--user', 'bob', '--driver', 'outbox', '--set',
                                f'folder={self.folder}/asked')['id']
        self.invite_along(lead, bob)
        mail = self.post(ask, {'place': 'Hall 5'}, by=bob)['mail']['id']
        self.post(ask, {}, 409, bob), self.get(f'/touches/{mail}/message', bob)
        self.post(f'{ask}/place', {'place': 'Hall 6'}, by=bob), self.get(f'/leads/{lead}', bob)
        self.beck.sql("UPDATE invitation SET state = 'open', told_sequence = sequence, answer = 'countered', answered_sequence = sequence, "
                      f"answered_at = made_at, counter_at = starts_at + 86400 WHERE lead_id = {lead}")
        self.get(f'/leads/{lead}', bob), self.get(f'/touches/{self.wrote(lead, bob)}/files', bob)
        self.post('/undo', by=bob)
        self.post(f'{ask}/agree', by=bob), self.post(f'{ask}/told', {}, 409, bob)
        self.beck.sql(f"UPDATE invitation SET notice_state = 'refused', notice_why = '550 no such user', "
                      f"touch_id = (SELECT max(id) FROM touch WHERE lead_id = {lead}) WHERE lead_id = {lead} AND state = 'open'")
        self.assertIn('invitation', [notice['about'] for notice in self.get('/today', bob)['notices']])
        self.assertEqual('refused', self.get(f'/leads/{lead}', bob)['invitation']['notice']['state'])
        self.post(f'{ask}/told', by=bob)
        self.assertEqual('waits', self.post(f'{ask}/place', {'place': 'Hall 7'}, by=bob)['notice']['state'])
        self.post(f'/senders/{sender}/end', status=204)

    def wrote(self, lead: int, bob: Client) -> int:
        """They wrote, and the touch of our answer."""
        self.post(f'/leads/{lead}/outcome', {'outcome': 'they_wrote'}, by=bob)
        return self.get(f'/leads/{lead}', bob)['next']['id']

    def invite_along(self, lead: int, bob: Client) -> None:
        touch = self.wrote(lead, bob)
        path = f'/touches/{touch}/invitation'
        self.assertTrue(self.post(path, {'way': 'file', 'place': 'Hall 5'}, by=bob)['invitation']['going'])
        self.post(path, {'way': 'link'}, 400, bob), self.post('/touches/999999/invitation', {}, 404, bob)
        self.assertFalse(self.post(path, {'way': 'not'}, by=bob)['invitation']['going'])
        promise = self.post(f'/leads/{lead}/promises', {'text': 'send the floor plan tomorrow 9am'}, 201, bob)['id']
        self.assertFalse(self.get(f'/promises/{promise}/mail', bob)['invitation']['going'])
        self.post('/undo', by=bob), self.post('/undo', by=bob)

    def leads(self) -> None:
        bob, lead = self.bob, self.lead
        self.get('/leads?limit=2&sort=captured'), self.get('/leads?status=any')
        view = self.post('/views', {'name': 'All', 'shared': True, 'filter': {
            'q': 'dora', 'status': 'open', 'owner': 'bob', 'source': 'show', 'cadence': 'show', 'temperature': 'warm',
            'silent': '1', 'late': 'overdue', 'channel': 'phone', 'product': 'pumps', 'sort': 'name'}}, 201)['id']
        self.get('/views'), self.get(f'/leads?view={view}')
        self.ask('DELETE', f'/views/{view}', status=204)
        self.post(f'/leads/{lead}/set', {'set': {'temperature': 'hot', 'want': 'labels', 'cycle': '2027-06-01'}}, by=bob)
        self.get(f'/leads/{lead}/expected?days=60')
        self.post(f'/leads/{lead}/share', {'user': 'mary'})
        self.get(f'/leads/{lead}/shares')
        self.post(f'/leads/{lead}/set', {'set': {'texts': 'yes', 'cell': '202 555 0177'}}, by=bob), self.get(f'/leads/{lead}/consent')
        other = self.post('/leads', {'name': 'Tom Short', 'cell': '202 555 0150'}, 201)['id']
        self.text_now()
        self.post(f'/leads/{other}/cadence', {'cadence': 'whale'})
        self.post(f'/leads/{other}/close', {'why': 'no budget'})
        self.get('/leads?status=closed')
        self.post(f'/leads/{other}/reopen')
        self.post(f'/leads/{other}/assign', {'owner': 'bob'})
        self.post('/leads/bulk', {'leads': [other, 999999], 'close': 'the show is over'})

    def text_now(self) -> None:
        """Asked for on the telephone: by hand first, then by a gateway."""
        lead = self.post('/leads', {'name': 'Ada Moss', 'office': '+44 7400 123456'}, 201)['id']
        content = self.post('/content', {'title': 'Prices', 'kind': 'offer', 'url': 'https://sample.example/prices'}, 201)['id']
        self.assertEqual('+447400123456', self.get(f'/leads/{lead}/text')['suggested'])
        self.post(f'/leads/{lead}/text', {'words': 'Here it is.'}, 422), self.post(f'/leads/{lead}/text', {'content': content, 'to': 'zoe'}, 422)
        self.post(f'/leads/{lead}/text', {'content': content, 'cell': '202 555 0178'})
        self.sent(self.api.upload('/api/v1/leads', {'name': 'Ida Moss', 'office': '202 555 0176'}, {'text': ('new.jpg', 'x/y', JPEG + b'us')}), 201)
        self.sent(self.api.upload(f'/api/v1/leads/{lead}/files', {}, {'file': ('plan.jpg', 'x/y', JPEG + b'plan')}), 201)
        sender = self.post('/senders', {'address': '+13125550108', 'driver': 'twilio', 'everybody': True, 'set': {
            'account': 'AC1', 'token': 'x', 'mms': 'yes', 'cost': '0.0079 USD', 'picture_cost': '0.02 USD'}}, 201)['id']
        sent = self.sent(self.api.upload(f'/api/v1/leads/{lead}/text', {'words': 'As asked.'}, {'photo': ('new.jpg', 'x/y', JPEG + b'text')}), 200)
        self.assertTrue(sent['touch_id'] and sent['text']['picture'], sent)
        told = self.get(f'/leads/{lead}')['aside']
        self.assertEqual(told, self.get(f'/touches/{sent["touch_id"]}')['aside'])
        for page in (f'/leads/{lead}', f'/touches/{sent["touch_id"]}'):
            self.assertIn(told, self.api.get(page).text)
        self.sent(self.api.upload('/api/v1/leads', {'name': 'Abe Moss', 'cell': '202 555 0179'}, {'text': ('new.jpg', 'x/y', JPEG + b'them')}), 201)
        self.get(f'/leads/{lead}/text'), self.post(f'/leads/{lead}/close', {'why': 'it was a try'})
        self.post(f'/leads/{lead}/text', {'words': 'Again.'}, 409), self.post(f'/senders/{sender}/end', status=204)

    def accounts(self) -> None:
        bob, shown = self.bob, self.get(f'/leads/{self.lead}')
        account, dora = shown['account']['id'], shown['people'][0]['id']
        self.post(f'/contacts/{dora}/under', {'name': 'Una Field', 'title': 'Buyer'}, 201, bob)
        self.post(f'/accounts/{account}/people', {'name': 'Eva Pit', 'office': '202 555 0100 ext. 9'}, 201, bob)
        self.post(f'/contacts/{dora}/set', {'set': {'zone': 'America/New_York'}}, by=bob)
        alone = self.get(f'/leads/{self.post("/leads", {"name": "Al One", "cell": "202 555 0151"}, 201)["id"]}')
        self.post(f'/contacts/{alone["people"][0]["id"]}/set', {'set': {'title': 'x'}}, 204)
        self.get(f'/accounts/{account}', bob)
        mill = next(lead for lead in self.get('/leads?q=upper')['leads'])
        group = self.get(f'/accounts/{mill["account"]["id"]}')['parent']['id']
        self.get(f'/accounts/{group}'), self.get(f'/leads/{mill["id"]}'), self.get(f'/leads/{mill["id"]}/next')
        for company, more in (('Muller Bau', {'email': 'tom@reed.example'}), ('Mueller Bau', {'office': '202 555 0104'})):
            self.post('/leads', {'name': 'Tom Reed', 'company': company, 'title': 'Buyer', 'note': 'met twice',
                                 'city': 'Bern'} | more, 201)
        pairs = self.get('/duplicates?least=20')['pairs']
        pair = next(pair for pair in pairs if pair['kind'] == 'contact')
        self.post('/duplicates/merge', {'a': pair['a']['id'], 'b': pair['b']['id']})
        self.post('/undo')
        self.post('/duplicates/differ', {'a': pair['a']['id'], 'b': pair['b']['id']}, 204)

    def capture(self) -> None:
        bob = self.bob
        self.post('/leads', {'name': 'Dora Quarry', 'company': 'Quarry', 'cell': '202 555 0102'}, 200, bob)
        only = self.post('/leads', {'company': 'Only Mills', 'switchboard': '202 555 0160', 'city': 'Chicago', 'state': 'IL',
                                    'country': 'US', 'zone': 'America/Chicago'}, 201, bob)
        self.get(f'/accounts/{only["account"]["id"]}', bob)
        beside = {'title': 'Buyer', 'role': 'uses', 'zone': 'America/Chicago', 'city': 'Chicago', 'state': 'IL',
                  'country': 'US', 'cell': '202 555 0176', 'office': '202 555 0177', 'home': '202 555 0178',
                  'switchboard': '202 555 0179', 'fax': '202 555 0180', 'email': 'ann@ford.example',
                  'postal': '1 Main St', 'url': 'ford.example', 'sip': 'ann@pbx.example'}
        photographed = self.sent(bob.upload('/api/v1/leads', {'source': 'Pack Expo', 'note': 'blue booth', **beside},
                                            {'photo': ('card.jpg', 'image/jpeg', JPEG)}), 201)
        self.get('/capture/cards', bob)
        self.get(f'/leads/{self.get("/leads?q=lea")["leads"][0]["id"]}')
        self.post('/leads', {'name': 'Ann Mill', 'company': 'Upper Mill', 'cell': '202 555 0171'}, 200, bob)
        self.post(f'/leads/{photographed["id"]}/type', {'name': 'Ann Ford', 'company': 'Ford Pumps'}, by=bob)
        self.sent(bob.upload('/api/v1/leads', {}, {'vcard': ('c.vcf', 'text/vcard', CARD + NOBODY)}), 200)
        self.sent(bob.upload('/api/v1/vcards', {'source': 'Pack Expo'}, {'file': ('c.vcf', 'text/vcard', ONE_CARD)}), 200)
        kept = self.sent(bob.upload(f'/api/v1/leads/{self.lead}/files', {}, {'file': ('a.jpg', 'x/y', JPEG)}), 201)
        self.get(f'/leads/{self.lead}/files', bob), self.get(f'/files/{kept["id"]}', bob)
        self.ask('DELETE', f'/files/{kept["id"]}', status=204, by=bob)

    def imports(self) -> None:
        held = self.sent(self.api.upload('/api/v1/imports', {'hold': 'true'}, {'file': ('show.csv', 'text/csv', PEOPLE)}), 202)
        self.get(f'/imports/{held["id"]}/preview')
        self.post(f'/imports/{held["id"]}/start', {'source': 'Pack Expo', 'owner': 'bob', 'cadence': 'show', 'map': ['2=company']}, 202)
        self.eventually(lambda: self.get(f'/jobs/{held["id"]}')['over'])
        self.get(f'/jobs/{held["id"]}'), self.get(f'/imports/{held["id"]}/rejects'), self.get('/jobs')
        held = self.sent(self.api.upload('/api/v1/imports', {'hold': 'true'}, {'file': ('a.csv', 'text/csv', PEOPLE)}), 202)
        self.post(f'/jobs/{held["id"]}/cancel')
        book = xlsx.workbook([['Name', 'Job Title', 'Company', 'Phone 1 - Type', 'Phone 1 - Value'],
                              ['Uma Book', 'Buyer', 'Book Mills', 'Mobile', '202 555 0190']])
        rows = [['Name', 'Mobile']] + [[f'Person Nr{number}', f'202 555 {number:04}'] for number in range(2000)]
        torn = xlsx.workbook([], {xlsx.SHEET: xlsx.sheet(rows)[:-30].encode()})
        for file in (book, torn):
            held = self.sent(self.api.upload('/api/v1/imports', {'hold': 'true'}, {'file': ('a.xlsx', 'x/y', file)}), 202)
            self.get(f'/imports/{held["id"]}/preview')
            self.post(f'/imports/{held["id"]}/start', {'dry_run': True}, 202)
            self.eventually(lambda job=held['id']: self.get(f'/jobs/{job}')['over'])
        self.get('/jobs')
        self.get('/exports/leads.csv')

    def words_to_give(self) -> None:
        self.get('/cadences'), self.get('/cadences/fields')
        show = self.get('/cadences/show')
        self.post('/cadences/check', {'source': show['source']})
        self.post('/cadences/check', {'source': 'name: x\nsteps: 3\n'})
        tried = show['source'].replace('name: show', 'name: tried', 1).replace(
            '    body: |\n', '    other:\n      subject: Another word\n    body: |\n', 1)
        self.post('/cadences', {'source': tried}, 201)
        trial = next(each for each in self.get('/trials')['trials'] if each['cadence'] == 'tried')
        self.get('/trials', self.bob), self.post(f'/trials/{trial["trial"]}/keep', {'side': 'b'}, 403, self.bob)
        self.post(f'/trials/{trial["trial"]}/keep', {'side': 'b'}), self.post('/trials/none/keep', {'side': 'a'}, 404)
        weak = show['source'].replace('name: show', 'name: weak', 1).replace('  product: our offer\n', '')
        self.post('/cadences', {'source': weak}, 201), self.post('/cadences', {'source': weak})
        made = self.post('/content', {'kind': 'offer', 'title': 'Ten for nine', 'body': 'Until May.', 'channel': ['email']}, 201)['id']
        self.sent(self.api.upload(f'/api/v1/content/{made}/files', {}, {'file': ('a.jpg', 'x/y', JPEG)}), 201)
        self.get(f'/content/{made}/files'), self.get(f'/content/{made}')
        self.post(f'/content/{made}/retire')
        for content in self.get('/content?all=true')['contents']:
            self.get(f'/content/{content["id"]}')

    def reports(self) -> None:
        for name in self.get('/reports')['names']:
            self.get(f'/reports/{name}'), self.get(f'/reports/{name}', self.bob)
        self.get('/monday'), self.get('/forecast?days=14'), self.get('/forecast?owner=bob&cadence=show')

    def security(self) -> None:
        mary, phone = self.signed_in(), Authenticator(self)
        made = self.post('/settings/passkeys', phone.create(self.post(
            '/settings/passkeys/options', {'current': PASSWORD})['publicKey']) | {'name': 'my phone'}, 201)
        self.post('/settings/passkeys/options', {'current': PASSWORD})
        browser = self.client()
        self.post('/sign-in/passkey', phone.get(self.post('/sign-in/passkey/options', by=browser)['publicKey']), by=browser)
        secret = self.post('/settings/app', {'current': PASSWORD})['secret']
        now = self.beck.clock.fromisoformat(self.client().get('/healthz').json['now']).timestamp()
        self.post('/settings/app/confirm', {'code': digits(secret, now)})
        self.post('/settings/recovery-codes', {'current': PASSWORD})
        sessions = self.get('/settings/security', by=mary)['sessions']
        self.post('/settings/app/off', {'current': PASSWORD}, 204)
        self.post(f'/settings/passkeys/{made["id"]}/remove', {'current': PASSWORD}, 204)
        path = self.post('/settings/phone')['path']
        self.assertEqual(self.client().form(path, {}).status, 303)
        self.get('/settings/phone')
        self.post(f'/settings/sessions/{sessions[0]["id"]}/end', status=204)
        self.post('/settings/sessions/end')
        token = self.post('/settings/tokens', {'name': 'calendar', 'scope': 'calendar'}, 201)
        self.post(f'/settings/tokens/{token["id"]}/revoke', status=204)
        self.get('/settings/tokens?all=true')
        self.post(f'/users/{self.users["bob"]}/invite')
        self.try_sign_in(self.client(), 'nobody', 'x')
        self.get('/settings/audit?limit=20')
        self.post('/settings/password', {'current': PASSWORD, 'password': PASSWORD + 's'}, 204)

    def outward(self) -> None:
        form = self.post('/forms', {'title': 'Ask us', 'product': 'pumps', 'cadence': 'web', 'consent': 'Yes, call', 'redirect':
                                    'https://ford.example/thanks', 'origins': ['https://ford.example']}, 201)['token']
        self.post(f'/forms/{form}/off'), self.post(f'/forms/{form}/on')
        self.get('/forms'), self.get(f'/forms/{form}')
        url = f'http://127.0.0.1:{self.receiver.server_port}/hook'
        hook = self.post('/webhooks', {'url': url, 'events': ['lead.captured']}, 201)['id']
        self.post(f'/webhooks/{hook}/test')
        self.receiver.status = 410  # told to go away: it is switched off, and says why
        self.post('/leads', {'name': 'Jo Bell'}, 201)
        told = self.eventually(lambda: [each for each in self.get(f'/webhooks/{hook}/deliveries')['deliveries']
                                        if each['state'] == 'failed'])
        self.get(f'/webhooks/{hook}')
        self.post(f'/deliveries/{told[0]["id"]}/again')
        self.post(f'/webhooks/{hook}/off'), self.post(f'/webhooks/{hook}/on')
        self.get('/webhooks')
        self.post(f'/webhooks/{hook}/remove')

    def leave(self) -> None:
        """Bob is away, then his leads go to others."""
        bob = self.users['bob']
        self.post(f'/leads/{self.lead}/promises', {'text': 'send the plan friday'}, 201, self.bob)
        away = self.post('/absences', {'first': '2026-11-16', 'last': '2026-11-27', 'reason': 'hunting'}, 201, self.bob)
        self.get('/users'), self.get('/monday')
        self.post(f'/absences/{away["absence"]["id"]}/remove', by=self.bob)
        self.post(f'/users/{bob}/reassign', {'to': 'max'})
        self.post('/undo')
        self.post(f'/users/{bob}/spread')
        self.post(f'/users/{bob}/hand-over', {'to': 'max'})


if __name__ == '__main__':
    main()
