"""Sixty days by every channel: people whom machines write to by mail, text and fax, and a seller calls,
visits, and sends letters, gifts and articles. Workers are killed in between. At the end everybody was
touched by each channel that can reach them, and nothing was said twice."""

from __future__ import annotations

import collections
import random
import signal
import time
import unittest
from datetime import datetime, timedelta
from pathlib import Path

from beck import LONG, SANITIZED, main
from crash import Crash
from faxing import HylaFax, add_fax, fax_of
from mailing import SINK, Sink, add_sender
from texting import Kannel, add_gateway, number_of

FIRST_DAY = datetime.fromisoformat('2026-11-16T16:00:00+00:00')  # Monday 10:00 in Chicago
DAYS = 60
LEASE_SECONDS = 61
CONNECTIONS = 4
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
        self.begin()
        for day in range(DAYS):
            self.beck.at(FIRST_DAY + timedelta(days=day))
            self.machines()
            self.seller()
        shown = [self.beck.show(lead) for lead in self.leads()]
        for one in shown:
            self.each_channel_once(one)
        self.nothing_went_twice(shown)
        self.beck.audit()

    def begin(self) -> None:
        """Some have no fax, some no postal address: what cannot reach them falls to the next channel."""
        beck = self.beck
        beck.init(postal='233 South Wacker Drive, Chicago, IL 60606')
        beck.at(FIRST_DAY)
        add_sender(beck, self.sink.port, connections=CONNECTIONS)
        add_gateway(beck, self.kannel.port, connections=CONNECTIONS)
        add_fax(beck, self.hylafax.port, lines=CONNECTIONS)
        beck.run('gift', 'budget', 20 * self.people)
        beck.run('content', 'add', 'Why labels come off', '--kind', 'article', '--url', 'https://sample.example/why')
        beck.run('cadence', 'add', beck.file('every.yaml', EVERY))
        beck.run('import', beck.table('people.csv', [
            {'Name': f'Person N{n:04}', 'Company': f'Firm {n}', 'E-mail': f'p{n:04}@firm{n:04}.example', 'Cell': number_of(n),
             'Fax': fax_of(n) if n % 4 else '', 'Address': f'{n + 1} Main St, Chicago, IL 60601' if n % 5 else ''}
            for n in range(self.people)]), '--source', 'web', '--cadence', 'every')

    def machines(self) -> None:
        """What is due goes; now and then the worker dies on the way."""
        while self.chance.random() < 0.2:
            worker = self.beck.start('work')
            time.sleep(self.chance.uniform(0.02, 0.3))
            worker.send_signal(signal.SIGKILL)
            worker.communicate()
            self.kills += 1
            self.beck.later(seconds=LEASE_SECONDS)
        self.beck.run('work', '--once')

    def seller(self) -> None:
        """All there is to do today; nobody answers."""
        while due := [touch for touch in self.beck.today()['touches'] if touch['mode'] == 'person']:
            for touch in due:
                if touch['channel'] == 'gift':
                    self.beck.run('gift', 'order', touch['lead']['id'], 'a roll of labels', '--cost', '12', '--checked')
                self.beck.run('log', touch['id'], {'phone': 'voicemail', 'visit': 'not_in'}.get(touch['channel'], 'sent'))

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
        levels = collections.Counter((touch['channel'], touch['message']['level'])
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


if __name__ == '__main__':
    main()
