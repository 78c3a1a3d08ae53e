"""Sixty days by every channel of DESIGN §7, all of them real: people whom machines write to by mail, text and
fax, and into a folder for another mailer (the outbox, the ninth of them), and whom sellers call by a baresip,
visit as a calendar at a Radicale has it, send letters from a queue of CUPS, gifts and articles. Kannel's centre
reports what it was given; some people answer by text or mail, and one in twelve texts STOP. Workers, the pages
that hear the reports, calendars' syncs and calls are killed in between. At the end everybody was touched by each
channel that may reach them, nothing was said twice, and of each message stands how sure it is."""

from __future__ import annotations

import collections
import email.message
import email.policy
import json
import random
import signal
import subprocess
import time
import unittest
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import dav_server
import telephones
from beck import ENGINE, LONG, SANITIZED, instant, main
from crash import LIFE_SECONDS, Crash
from dav_server import Radicale
from faxing import HylaFax, add_fax, fax_of
from mailing import SINK, Sink, add_sender, free_port
from printing import Cups, sheets_of
from returned import answer
from serving import Client, Server
from telephones import OURS, PORT, THEIRS, Telephones
from texting import OUR_NUMBER, Kannel, add_gateway, number_of

FIRST_DAY = datetime.fromisoformat('2026-11-16T16:00:00+00:00')  # Monday 10:00 in Chicago
DAYS = 60
CALLS_A_DAY = 12 if LONG else 3  # by the telephone; what is more is dialled by hand
CONNECTIONS = 4  # of each sender
SENDERS = 4
KILLS = 10 if LONG else 3  # at most, of workers, on a day on which messages go
LEASE_MINUTES = 16  # of a calendar, which a worker looks at, too; the longest there is
MACHINES = ('email', 'text', 'fax')
SELLERS = ('Mary Beck', 'Jack Ford')
LABELS = {'uncertain': 'nobody knows whether it went', 'accepted': 'their server has it', 'delivered': 'it arrived',
          'seen': 'somebody saw it', 'answered': 'answered'}
# The channel of each step, and the address it needs.
STEPS = {'call': ('phone', 'cell'), 'mail': ('email', 'email'), 'text': ('text', 'cell'), 'letter': ('letter', 'postal'), 'fax': ('fax', 'fax'),
         'visit': ('visit', 'postal'), 'gift': ('gift', 'postal'), 'article': ('article', 'email')}
EVERY = '''
name: every
title: By every channel
for: [web]
target: an answer
fallbacks: {first: there, company: your company}
steps:
  - key: call
    channel: phone
    reason: "You asked what {{my_company}} does."
    new: "what we do"
    voicemail: "Hi {{first}}, {{me}} of {{my_company}}. You asked how labels stay on. {{my_cell}}, again {{my_cell}}."
  - key: mail
    by: machine
    channel: email
    after: 1 working day
    reason: "You asked what {{my_company}} does."
    new: "how labels stay on"
    subject: "Labels that stay on, {{first}}"
    body: "Hi {{first}}, we make labels that stay on. Where do yours come off? {{me}}, {{my_cell}}"
  - key: text
    channel: text
    by: machine
    after: 3 working days
    reason: "You asked for our number."
    new: "a direct line"
    body: "Hi {{first}}, {{me_first}} of {{my_company}}. This is my own cell. Where do your labels come off?"
  - key: letter
    channel: letter
    after: 3 working days
    reason: "I wrote to you on paper."
    new: "a sheet with three labels"
    words: "Hello {{first}}, here are three labels to try at {{company}}. Call me: {{my_cell}}."
  - key: fax
    channel: fax
    by: machine
    after: 3 working days
    reason: "I promised the data sheet."
    new: "the data sheet"
    subject: "The data sheet"
    body: "Hello {{first}}, here is what our labels stand up to. Call me: {{my_cell}}."
  - key: visit
    channel: visit
    after: 4 working days
    reason: "I was next door."
    new: "a label to hold in your hands"
    words: "Hello {{first}}, I was next door."
  - key: gift
    channel: gift
    after: 4 working days
    reason: "A roll to try."
    new: "a roll of labels"
    words: "For {{first}}: a roll to try. {{me}}"
  - key: article
    channel: article
    after: 4 working days
    reason: "I read something about your question."
    new: "an article on their question"
    content: article
    subject: "On your question, {{first}}"
    body: "Hi {{first}}, this made me think of you. {{content_title}} {{content_url}} {{me}}"
tail:
  rhythm: [3 months]
  steps:
    - key: again
      channel: phone
      reason: "I promised to ask again."
      new: "a question"
'''


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
@unittest.skipIf(HylaFax.missing(), HylaFax.missing())
@unittest.skipUnless(Kannel.there(), 'Kannel and its fakesmsc are missing: tool/setup.sh test')
@unittest.skipIf(Cups.missing(), Cups.missing())
@unittest.skipIf(dav_server.missing(), dav_server.missing())
class EveryChannel(Crash):
    def test_sixty_days(self) -> None:
        self.chance = random.Random(26)
        self.people = 500 if LONG else 6 if SANITIZED else 12
        self.kills: collections.Counter[str] = collections.Counter()
        self.sink = Sink(self.folder)
        self.addCleanup(self.sink.stop)
        self.box = self.folder / 'spool'
        self.hylafax = HylaFax()
        self.addCleanup(self.hylafax.stop)
        self.cups = Cups()
        self.addCleanup(self.cups.stop)
        self.radicale = Radicale.shared()
        self.addCleanup(self.radicale.clear)
        self.telephones: Telephones | None = None
        self.pages: Server | None = None
        self.addCleanup(self.close_pages)
        self.printed: list[int] = []
        self.visits, self.calls, self.judged = 0, 0, 0
        self.answers: dict[str, dict[int, datetime]] = {'text': {}, 'email': {}, 'stop': {}}
        self.spoken: set[int] = set()  # leads whose answer was answered
        self.begin()
        for day in range(DAYS):
            self.beck.at(FIRST_DAY + timedelta(days=day))
            self.machines()
            self.people_answer()
            self.sellers()
        self.everything = self.arrived()
        shown = [self.beck.show(lead) for lead in self.leads()]
        for person, one in enumerate(shown):
            self.each_channel_once(person, one)
            self.certainty_of_each(person, one)
        self.nothing_went_twice(shown)
        self.on_paper(shown)
        self.beck.audit()
        answered = {how: len(whom) for how, whom in self.answers.items()}
        print(f'{self.people} people: {self.calls} calls dialled, {len(self.printed)} batches of letters, {self.visits} visits, '
              f'answered: {answered}, kills: {dict(self.kills)}, {dict(self.levels)}')
        self.assertGreater(self.visits, 0)
        self.assertGreater(self.judged, self.people * 2)
        self.assertTrue(self.calls or not self.telephones)
        for how in ('worker', 'amid messages', 'pages', 'calendar'):
            self.assertGreater(self.kills[how], 0, how)
        for how, whom in self.answers.items():  # whoever was reached
            by, at = ('email', self.mailbox) if how == 'email' else ('text', number_of)
            self.assertEqual([n for n in range(self.people) if self.what_they_do(n) == how and at(n) in self.everything[by]], sorted(whom), how)

    @staticmethod
    def what_they_do(person: int) -> str:
        """How this one answers, if at all."""
        return {1: 'text', 2: 'email', 8: 'email', 7: 'text', 3: 'stop'}.get(person % 12, '')

    @staticmethod
    def is_jack_s(person: int) -> bool:
        """Whose mails go into a folder."""
        return person % 4 == 2

    def begin(self) -> None:
        """Some have no fax, some no postal address: what cannot reach them falls to the next channel."""
        beck = self.beck
        beck.init(postal='233 South Wacker Drive, Chicago, IL 60606')
        beck.at(FIRST_DAY)
        beck.run('user', 'add', 'Jack Ford', 'email=jack@sample.example', 'cell=+1 312 555 0103', 'zone=America/Chicago',
                 'postal=233 South Wacker Drive, Chicago, IL 60606', 'morning=off')
        add_sender(beck, self.sink.port, connections=CONNECTIONS)
        beck.run('sender', 'add', 'jack@sample.example', '--driver', 'outbox', '--for', 'Jack Ford', '--day', 100000, '--minute', 100000,
                 '--set', f'folder={self.box}')
        self.pages_port = free_port()
        pages = f'http://127.0.0.1:{self.pages_port}'
        beck.run('config', 'set', 'public_url', 'https://beck.sample.example')
        gateway = add_gateway(beck, free_port(), 'kannel', '--everybody', connections=CONNECTIONS, reports_to=pages)
        self.kannel = Kannel(self.folder, gateway['hook'].replace('https://beck.sample.example', pages))
        self.addCleanup(self.kannel.stop)
        beck.run('sender', 'set', gateway['id'], f'url=http://127.0.0.1:{self.kannel.port}/cgi-bin/sendsms')
        add_fax(beck, self.hylafax.port, '--everybody', lines=CONNECTIONS)
        beck.run('config', 'set', 'printer', 'letters')
        beck.run('config', 'set', 'print_server', f'127.0.0.1:{self.cups.port}')
        self.radicale.calendar('work')
        beck.run('calendar', 'add', self.radicale.url, '--set', 'login=mary', '--set', 'private=yes', given=b'right-one\n')
        if ENGINE == 'sqlite' and not telephones.why_not():  # a server of PostgreSQL is not where the telephones are
            self.telephones = Telephones(self.folder)
            self.addCleanup(self.telephones.end)
            self.telephones.start(0, 'ann')
            self.telephones.voicemails([number_of(n) for n in range(self.people)])
            beck.run('call', 'by', 'baresip', '--set', f'port={OURS}:{PORT}', '--set', f'domain={THEIRS}')
        beck.run('gift', 'budget', 20 * self.people)
        beck.run('content', 'add', 'Why labels come off', '--kind', 'article', '--url', 'https://sample.example/why')
        beck.run('cadence', 'add', beck.file('every.yaml', EVERY))
        for owner, jack_s in zip(SELLERS, (False, True), strict=True):
            beck.run('import', beck.table(f'{owner}.csv', [
                {'Name': f'Person N{n:04}', 'Company': f'Firm {n}', 'E-mail': self.mailbox(n), 'Cell': number_of(n),
                 'Fax': fax_of(n) if n % 4 else '', 'Address': f'{n + 1} Main St, Chicago, IL 60601' if n % 5 else ''}
                for n in range(self.people) if self.is_jack_s(n) == jack_s]), '--source', 'web', '--cadence', 'every', '--owner', owner)

    @staticmethod
    def mailbox(person: int) -> str:
        return f'p{person:04}@firm{person:04}.example'

    # --- machines ---

    def open_pages(self) -> None:
        self.pages = Server(self.beck, '--pages-only', port=self.pages_port)

    def close_pages(self) -> None:
        if self.pages:
            self.pages.stop(signal.SIGKILL)
            self.kills['pages'] += 1
            self.pages = None

    def came(self) -> int:
        """Messages, at whoever carries them on: quick to ask."""
        new = self.box / 'new'
        return (self.sink.begun() + (len(list(new.iterdir())) if new.exists() else 0) + len(self.kannel.got()) + self.hylafax.count() +
                len(self.hylafax.jobs('doneq')))

    def killed_worker(self, due: int) -> None:
        """After as many messages as leave some, or as it begins."""
        before, share = self.came(), self.chance.randrange((due + 1) // 2 + 1)
        worker = self.beck.start('work')
        self.wait_until(lambda: self.came() - before >= share, LIFE_SECONDS * 4, worker)
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        self.kills['worker'] += 1
        self.kills['amid messages'] += self.came() > before
        self.beck.later(minutes=LEASE_MINUTES)

    @staticmethod
    def wait_until(done: Callable[[], bool], seconds: float, process: subprocess.Popen) -> None:
        """For a while: what is due may be put off. A process that ended by itself is a failure."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not done():
            assert process.poll() is None, process.communicate()
            time.sleep(0.002)

    def killed_sync(self) -> bool:
        """Now and then a look at the calendar ends on the way."""
        if self.chance.random() >= 0.2:
            return False
        sync = self.beck.start('calendar', 'sync')
        time.sleep(self.chance.uniform(0, 0.3))
        sync.send_signal(signal.SIGKILL)
        sync.communicate()
        self.kills['calendar'] += 1
        self.beck.later(minutes=LEASE_MINUTES)
        return True

    def machines(self) -> None:
        """What is due goes, and is reported; what is to come stands in the calendar."""
        due = [message for message in self.beck.json('outbox')['outbox'] if instant(message['goes_at']) <= self.beck.clock]
        if any(touch['channel'] == 'text' for touch in due):
            self.open_pages()
        if due:
            for _ in range(self.chance.randrange(1, KILLS + 1)):
                self.killed_worker(len(due))
        self.beck.run('work', '--once')
        self.reports()
        while self.killed_sync():
            pass
        self.beck.run('calendar', 'sync')

    def reports(self) -> None:
        """The centre's of each text, though who hears them dies on the way; and what became of each fax."""
        self.close_pages()
        self.beck.later(minutes=1)  # what went in this second is not of the past yet
        if self.reported() < len(self.texts()):
            self.open_pages()
            self.wait_until(lambda: self.reported() == len(self.texts()), 300, self.pages.process)
            self.assertEqual(len(self.texts()), self.reported())
        if jobs := self.hylafax.jobs():
            for job in jobs:
                self.hylafax.as_sent(job)
            self.beck.run('work', '--once')

    def reported(self) -> int:
        """Of how many texts it is known that they arrived."""
        levels = [sender['levels'] for sender in self.beck.json('report', 'doubt')['senders']
                  if sender['name'] == OUR_NUMBER]
        return sum(level[name] for level in levels for name in ('delivered', 'seen', 'answered'))

    def texts(self) -> list[tuple[str, str]]:
        """To whom, and the words: without our one answer to who texts STOP."""
        return [(to, words) for _, to, _, words in self.kannel.got() if 'no more texts' not in words]

    # --- people ---

    def mails(self) -> list[email.message.EmailMessage]:
        new = self.box / 'new'
        return self.sink.whole() + [email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                                    for path in sorted(new.iterdir() if new.exists() else [])]

    def people_answer(self) -> None:
        """Once each, on the day of what they answer."""
        self.answer_texts()
        self.close_pages()
        for mail in self.mails() if self.beck.clock - FIRST_DAY < timedelta(days=DAYS / 2) else []:
            person = int(str(mail['To']).partition('@')[0][-4:])
            if self.what_they_do(person) == 'email' and person not in self.answers['email']:
                self.answers['email'][person] = self.beck.clock
                self.beck.run('read', '--take', given=answer(mail, 'Please call me about this.', number=person).encode())

    def answer_texts(self) -> None:
        for to, _ in self.texts():
            person = int(to[-5:])
            how = self.what_they_do(person)
            if how not in ('text', 'stop') or person in self.answers[how]:
                continue
            if not self.pages:
                self.open_pages()
            self.answers[how][person] = self.beck.clock
            self.kannel.text_in(number_of(person), 'STOP' if how == 'stop' else 'Yes, please call me.')
            heard = ['inbox', '--limit', '5']
            self.wait_until(lambda: number_of(person) in [mail['from'] for mail in self.beck.json(*heard)['mails']], 120, self.pages.process)

    # --- sellers ---

    def in_the_calendar(self) -> None:
        """Each visit of the day, once, at its time."""
        visits = self.beck.json('visits')['visits']
        there = self.radicale.files('work').values()
        for visit in visits:
            entries = [entry for entry in there if f'SUMMARY:Visit {visit["contact"]["name"]}\\, ' in entry
                       and f'DTSTART:{visit["due_at"].translate({45: None, 58: None})}' in entry]
            self.assertEqual(1, len(entries), f'{visit["contact"]["name"]} at {visit["due_at"]}: {there}')
        self.visits += len(visits)

    def letters(self) -> None:
        """Printed by the queue, then posted; each seller's own."""
        for seller in SELLERS:
            self.beck.user = seller
            if any(touch['channel'] == 'letter' for touch in self.beck.today()['touches']):
                queued = self.beck.json('letter', 'print', '--due', '--queue')
                self.printed.append(queued['job'])
                self.assertEqual(queued['printed'], len(self.beck.json('letter', 'sent', '--due')['logged']), queued)
        self.beck.user = None

    def dial(self, lead: int) -> None:
        """By the telephone; who is killed meanwhile has to hang up."""
        if not self.telephones:
            return
        words = self.telephones.inside(0, *self.beck.command('--json', 'call', 'dial', lead))
        process = subprocess.Popen(words, env=self.beck.environment(), cwd=self.folder, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if self.chance.random() < 0.05:
            time.sleep(self.chance.uniform(0, 0.1))
            process.kill()
            self.kills['call'] += 1
        said, errors = process.communicate(timeout=300)
        if process.returncode < 0:
            calls = self.beck.json('call')['calls']
            if calls and calls[0]['on']:
                self.beck.run('call', 'over')
            return
        self.assertEqual(0, process.returncode, errors)
        call = json.loads(said)
        self.assertEqual(('ended', 'talked'), (call['stage'], call['suggests']), call)
        self.calls += 1

    def sellers(self) -> None:
        """All there is to do today. Who answered is called, and talks."""
        calls = 0
        due = self.due()
        if any(touch['channel'] == 'visit' for touch in due):
            self.in_the_calendar()
        while due:
            if any(touch['channel'] == 'letter' for touch in due):
                self.letters()
            for touch in due:
                if touch['channel'] == 'gift':
                    self.beck.run('gift', 'order', touch['lead']['id'], 'a roll of labels', '--cost', '12', '--checked')
                if touch['channel'] == 'phone' and calls < CALLS_A_DAY:
                    calls += 1
                    self.dial(touch['lead']['id'])
                if touch['channel'] != 'letter':
                    self.beck.run('log', touch['id'], self.outcome(touch))
            due = self.due()

    def outcome(self, touch: dict) -> str:
        lead = touch['lead']['id']
        if touch['channel'] == 'phone' and touch['step'] is None and lead not in self.spoken:
            self.spoken.add(lead)
            return 'talked'
        return {'phone': 'voicemail', 'visit': 'not_in'}.get(touch['channel'], 'sent')

    def due(self) -> list[dict]:
        return [touch for touch in self.beck.today('--all')['touches'] if touch['mode'] == 'person']

    def leads(self) -> list[int]:
        return [self.beck.found(self.mailbox(n))['id'] for n in range(self.people)]

    def each_channel_once(self, person: int, lead: dict) -> None:
        """By each channel there is an address for; the others went another way. Who was not in is visited again,
        and who texted STOP is texted no more, nor written to by a machine for a month."""
        kinds = {address['kind'] for address in lead['people'][0]['addresses']}
        done = [touch for touch in reversed(lead['history']) if touch['state'] == 'done']
        for step, (channel, kind) in STEPS.items():
            ways = [touch['channel'] for touch in done if touch['step'] == step]
            self.assertEqual(1, len(ways) if channel != 'visit' else len(set(ways)), f'{lead["name"]}: {step} went by {ways}')
            stopped = self.answers['stop'].get(person)
            if kind in kinds and channel != ways[0] and not (stopped and step == 'fax'):
                (touch,) = [touch for touch in done if touch['step'] == step]
                self.assertTrue(self.what_they_do(person), f'{lead["name"]}: {step} went by {ways}')
                self.assertIn('Every way is used', ' '.join(self.beck.json('why', touch['id'])['why']), f'{lead["name"]}: {step}')
        if stopped:
            since = [touch for touch in done if instant(touch['at']) > stopped]
            self.assertNotIn('text', [touch['channel'] for touch in since])
            self.assertEqual([], [touch for touch in since if touch['message'] and instant(touch['at']) < stopped + timedelta(days=30)])

    def certainty_of_each(self, person: int, lead: dict) -> None:
        """What is known, by what became of it outside; and the page of the lead says so."""
        said = ' '.join(self.beck.run('show', f'lead:{lead["id"]}').out.split())
        for touch in lead['history']:
            if touch['channel'] not in MACHINES or touch['step'] is None or touch['channel'] != STEPS.get(touch['step'], ('',))[0]:
                continue  # by hand
            if not touch['message']:  # machines wait for who answered
                self.assertTrue(self.what_they_do(person), touch)
                continue
            level, channel = touch['message']['level'], touch['channel']
            self.judged += 1
            whom = {'email': self.mailbox(person), 'text': number_of(person), 'fax': fax_of(person)}[channel]
            arrived = whom in self.everything[channel]
            known = {('text', 'text'): {'answered'}, ('text', 'stop'): {'seen'}, ('email', 'email'): {'answered'}}.get(
                (channel, self.what_they_do(person)), {'accepted', 'uncertain'} if channel == 'email' else {'delivered'})
            self.assertIn(level, known if arrived else {'uncertain'}, touch)
            self.assertIn(LABELS[level], said)
            self.assertEqual(level, self.beck.json('outbox', 'message', touch['id'])['level'])

    def arrived(self) -> dict[str, list[str]]:
        """To whom each message came, by channel."""
        return {'email': [self.to_whom(mail) for mail in self.mails()], 'text': [to for to, _ in self.texts()],
                'fax': [job['number'] for job in self.hylafax.jobs() + self.hylafax.jobs('doneq')]}

    @staticmethod
    def to_whom(mail: email.message.EmailMessage) -> str:
        return str(mail['X-Rcpt-Args'] or mail['Envelope-To']).strip('<>').partition('>')[0]

    def nothing_went_twice(self, shown: list[dict]) -> None:
        """What arrived is what was sent; what nobody can know of, one for each connection of a sender and death at most."""
        self.levels = levels = collections.Counter((touch['channel'], touch['message']['level'])
                                                   for lead in shown for touch in lead['history'] if touch['message'])
        uncertain = sum(count for (_, level), count in levels.items() if level == 'uncertain')
        self.assertLessEqual(uncertain, self.kills['worker'] * CONNECTIONS * SENDERS, levels)
        for channel, whom in self.everything.items():
            self.assertEqual([], [what for what, count in collections.Counter(whom).items() if count > 1], channel)
            unsure = levels[(channel, 'uncertain')]
            sent = sum(count for (by, _), count in levels.items() if by == channel) - unsure
            self.assertGreaterEqual(len(whom), sent, channel)
            self.assertLessEqual(len(whom), sent + unsure, channel)
        stops = [to for _, to, _, words in self.kannel.got() if 'no more texts' in words]
        self.assertEqual(sorted(number_of(person) for person in self.answers['stop']), sorted(stops))

    def on_paper(self, shown: list[dict]) -> None:
        """What came out of the printer: a sheet for each letter that was posted."""
        sheets = [sheet for paper in self.cups.printed(len(self.printed)) for sheet in sheets_of(paper)]
        self.assertEqual(len(self.printed), len(set(self.printed)))
        posted = [lead['name'] for lead in shown for touch in lead['history'] if touch['channel'] == 'letter']
        self.assertEqual(sorted(posted), sorted(name for sheet in sheets for name in posted if f'{name}\n' in sheet))
        self.assertEqual(len(posted), len(sheets))


if __name__ == '__main__':
    main()
