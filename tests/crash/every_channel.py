"""Sixty days by every channel, all of them real: people whom machines write to by mail, text and fax, and whom
a seller calls by a baresip, visits as her calendar at a Radicale has it, sends letters from a queue of CUPS,
gifts and articles. Workers, calendars' syncs and calls are killed in between. At the end everybody was touched
by each channel that can reach them, and nothing was said twice."""

from __future__ import annotations

import collections
import json
import random
import signal
import subprocess
import time
import unittest
from datetime import datetime, timedelta
from pathlib import Path

import dav_server
import telephones
from beck import ENGINE, LONG, SANITIZED, main
from crash import Crash
from dav_server import Radicale
from faxing import HylaFax, add_fax, fax_of
from mailing import SINK, Sink, add_sender
from printing import Cups, sheets_of
from telephones import OURS, PORT, THEIRS, Telephones
from texting import Kannel, add_gateway, number_of

FIRST_DAY = datetime.fromisoformat('2026-11-16T16:00:00+00:00')  # Monday 10:00 in Chicago
DAYS = 60
CALLS_A_DAY = 12 if LONG else 3  # by the telephone; what is more is dialled by hand
CONNECTIONS = 4
LEASE_MINUTES = 16  # of a calendar, which a worker looks at, too; the longest there is
MACHINES = ('email', 'text', 'fax')
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
        self.kills = 0
        self.sink = Sink(self.folder)
        self.addCleanup(self.sink.stop)
        self.kannel = Kannel(self.folder)
        self.addCleanup(self.kannel.stop)
        self.hylafax = HylaFax()
        self.addCleanup(self.hylafax.stop)
        self.cups = Cups()
        self.addCleanup(self.cups.stop)
        self.radicale = Radicale.shared()
        self.addCleanup(self.radicale.clear)
        self.telephones: Telephones | None = None
        self.printed: list[int] = []
        self.visits, self.calls = 0, 0
        self.begin()
        for day in range(DAYS):
            self.beck.at(FIRST_DAY + timedelta(days=day))
            self.machines()
            self.seller()
        shown = [self.beck.show(lead) for lead in self.leads()]
        for one in shown:
            self.each_channel_once(one)
        self.nothing_went_twice(shown)
        self.on_paper(shown)
        self.beck.audit()
        print(f'{self.people} people: {self.calls} calls dialled, {len(self.printed)} batches of letters, {self.visits} visits, '
              f'{self.kills} kills, {dict(self.levels)}')
        self.assertGreater(self.visits, 0)
        self.assertTrue(self.calls or not self.telephones)

    def begin(self) -> None:
        """Some have no fax, some no postal address: what cannot reach them falls to the next channel."""
        beck = self.beck
        beck.init(postal='233 South Wacker Drive, Chicago, IL 60606')
        beck.at(FIRST_DAY)
        add_sender(beck, self.sink.port, connections=CONNECTIONS)
        add_gateway(beck, self.kannel.port, connections=CONNECTIONS)
        add_fax(beck, self.hylafax.port, lines=CONNECTIONS)
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
        beck.run('import', beck.table('people.csv', [
            {'Name': f'Person N{n:04}', 'Company': f'Firm {n}', 'E-mail': f'p{n:04}@firm{n:04}.example', 'Cell': number_of(n),
             'Fax': fax_of(n) if n % 4 else '', 'Address': f'{n + 1} Main St, Chicago, IL 60601' if n % 5 else ''}
            for n in range(self.people)]), '--source', 'web', '--cadence', 'every')

    def killed(self, *words: object) -> bool:
        """Now and then somebody dies on the way."""
        if self.chance.random() >= 0.2:
            return False
        process = self.beck.start(*words)
        time.sleep(self.chance.uniform(0.02, 0.3))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self.kills += 1
        self.beck.later(minutes=LEASE_MINUTES)
        return True

    def machines(self) -> None:
        """What is due goes, and what is to come stands in the calendar."""
        while self.killed('work'):
            pass
        self.beck.run('work', '--once')
        while self.killed('calendar', 'sync'):
            pass
        self.beck.run('calendar', 'sync')

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
        """Printed by the queue, then posted."""
        queued = self.beck.json('letter', 'print', '--due', '--queue')
        self.printed.append(queued['job'])
        self.assertEqual(queued['printed'], len(self.beck.json('letter', 'sent', '--due')['logged']), queued)

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
            self.kills += 1
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

    def seller(self) -> None:
        """All there is to do today; nobody answers but machines."""
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
                    self.beck.run('log', touch['id'], {'phone': 'voicemail', 'visit': 'not_in'}.get(touch['channel'], 'sent'))
            due = self.due()

    def due(self) -> list[dict]:
        return [touch for touch in self.beck.today()['touches'] if touch['mode'] == 'person']

    def leads(self) -> list[int]:
        return [self.beck.found(f'p{n:04}@firm{n:04}.example')['id'] for n in range(self.people)]

    def each_channel_once(self, lead: dict) -> None:
        """By each channel there is an address for; the others went another way. Who was not in is visited again."""
        kinds = {address['kind'] for address in lead['people'][0]['addresses']}
        done = [touch for touch in reversed(lead['history']) if touch['state'] == 'done']
        for step, (channel, kind) in STEPS.items():
            ways = [touch['channel'] for touch in done if touch['step'] == step]
            self.assertEqual(1, len(ways) if channel != 'visit' else len(set(ways)), f'{lead["name"]}: {step} went by {ways}')
            if kind in kinds:
                self.assertEqual(channel, ways[0], f'{lead["name"]}: {step}')
        for touch in done:
            if touch['channel'] in MACHINES and touch['user'] is None:
                self.assertIsNotNone(touch['message'], touch)
            if touch['message']:
                self.assertIn(touch['message']['level'], ('accepted', 'uncertain', 'delivered'), touch)

    def nothing_went_twice(self, shown: list[dict]) -> None:
        """What arrived is what was sent; what nobody can know of, one for each connection and death at most."""
        self.levels = levels = collections.Counter((touch['channel'], touch['message']['level'])
                                                   for lead in shown for touch in lead['history'] if touch['message'])
        uncertain = sum(count for (_, level), count in levels.items() if level == 'uncertain')
        self.assertLessEqual(uncertain, self.kills * CONNECTIONS)
        arrived = {'email': [(mail['X-Rcpt-Args'], mail['Subject']) for mail in self.sink.whole()],
                   'text': [(to, words) for _, to, _, words in self.kannel.got()],
                   'fax': [(job['number'], '') for job in self.hylafax.jobs() + self.hylafax.jobs('doneq')]}
        for channel, messages in arrived.items():
            self.assertEqual([], [what for what, count in collections.Counter(messages).items() if count > 1], channel)
            sent, unsure = levels[(channel, 'accepted')], levels[(channel, 'uncertain')]
            self.assertGreaterEqual(len(messages), sent, channel)
            self.assertLessEqual(len(messages), sent + unsure, channel)

    def on_paper(self, shown: list[dict]) -> None:
        """What came out of the printer: a sheet for each letter that was posted."""
        sheets = [sheet for paper in self.cups.printed(len(self.printed)) for sheet in sheets_of(paper)]
        self.assertEqual(len(self.printed), len(set(self.printed)))
        posted = [lead['name'] for lead in shown for touch in lead['history'] if touch['channel'] == 'letter']
        self.assertEqual(sorted(posted), sorted(name for sheet in sheets for name in posted if f'{name}\n' in sheet))
        self.assertEqual(len(posted), len(sheets))


if __name__ == '__main__':
    main()
