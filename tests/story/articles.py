"""The library: nothing of it goes to a person twice, whichever way it is carried and whoever says so."""

from __future__ import annotations

import random

from beck import ROOT, Story, main

BOOTH = '2026-11-16T09:00:00-06:00'
SHOW = (ROOT / 'cadences' / 'show.yaml').read_text()


class Articles(Story):
    def start(self) -> None:
        self.beck.init()
        self.beck.at(BOOTH)
        self.content = self.beck.json('content', 'add', 'Pumps that last', '--kind', 'article', '--url', 'https://ford.example/pumps')['id']

    def cadence(self, channel: str) -> str:
        """One that begins with a touch of that channel, and carries an article with it."""
        step = f'''steps:
  - key: first
    channel: {channel}
    after: 0 days
    window: 1 day
    reason: "I have something for you to read."
    new: "an article on pumps"
    content: article
'''
        words = {'email': '    subject: "Read this"\n    body: "Hello {{first}}, read this."\n    by: person\n',
                 'text': '    body: "Hello {{first}}, read this. {{me_first}}, {{my_company}}"\n'}
        step += words.get(channel, '    words: "Hello {{first}}, read this."\n')
        name = f'by-{channel}'
        self.beck.run('cadence', 'add', self.beck.file(f'{name}.yaml', SHOW.replace('name: show', f'name: {name}', 1).replace('steps:\n', step + '\n', 1)))
        return name

    def someone(self, name: str, *more: object) -> int:
        self.beck.run('add', name, '--company', f'{name} Ltd', '--cell', f'202 555 01{len(name):02}', '-e', 'ann@ford.example', '-s', 'Pack Expo',
                      '--texts-ok', *more)
        lead = self.beck.found(name)['id']
        self.beck.run('set', lead, 'postal=9 New Road, Springfield, IL 62704')
        return lead

    def given(self) -> int:
        return self.beck.json('content')['contents'][0]['given']

    def carried(self, channel: str, outcome: str) -> None:
        lead = self.someone(f'Ann {channel.title()}')
        self.beck.run('cadence', 'use', lead, self.cadence(channel))
        touch = self.beck.show(lead)['next']
        self.assertEqual((channel, {'id': self.content}), (touch['channel'], touch['content']), channel)
        self.beck.log(touch['id'], outcome)
        self.assertEqual(1, self.given(), channel)
        self.beck.run('cadence', 'use', lead, 'whale')
        self.beck.run('cadence', 'use', lead, f'by-{channel}')
        self.assertIsNone(self.beck.show(lead)['next']['content'], channel)
        self.beck.audit()

    def test_by_every_channel(self) -> None:
        for channel, outcome in (('visit', 'met'), ('letter', 'sent'), ('gift', 'sent'), ('article', 'sent'), ('email', 'sent'),
                                 ('phone', 'talked')):
            with self.subTest(channel=channel):
                self.setUp()
                self.start()
                self.carried(channel, outcome)

    def test_whoever_carries_it_and_whoever_becomes_one(self) -> None:
        """Chance gives, undoes and merges; what a person had, by any channel, whoever they were then, is never planned again."""
        chance = random.Random(2026)
        self.start()
        contents = [self.content] + [self.beck.json('content', 'add', f'Reading {number}', '--kind', 'article')['id'] for number in range(3)]
        outcomes = {'visit': 'met', 'letter': 'sent', 'gift': 'sent', 'article': 'sent', 'email': 'sent', 'text': 'sent', 'phone': 'talked'}
        cadences = {channel: self.cadence(channel) for channel in outcomes}
        had: dict[int, set[int]] = {}
        leads: dict[int, int] = {}  # of each lead, its person
        carried: set[tuple[str, bool]] = set()
        for number in range(3):
            self.beck.run('add', f'{"ABC"[number]}nn {"Ford Hill Pit".split()[number]}', '--company', f'Firm {number}', '--cell', f'202 555 012{number}',
                          '-e', f'ann{number}@ford{number}.example', '--postal', f'{number} New Road, Springfield, IL 62704', '--texts-ok', '-s', 'Pack Expo')
        for lead in self.beck.json('leads')['leads']:
            leads[lead['id']] = lead['contact']['id']
            had[lead['contact']['id']] = set()
        for turn in range(16):
            lead = chance.choice(sorted(leads))
            person = leads[lead]
            channel = chance.choice(sorted(outcomes))
            self.beck.run('cadence', 'use', lead, 'whale')
            self.beck.run('cadence', 'use', lead, cadences[channel])
            planned = self.beck.show(lead)['next']
            given = planned['content'] and planned['content']['id']
            self.assertNotIn(given, had[person], (turn, channel))
            if planned['step'] == 'first' and not given:  # the library is running dry for them
                self.assertEqual(set(contents), had[person], (turn, channel))
            carried.add((planned['channel'], given is not None))
            self.beck.log(planned['id'], outcomes[planned['channel']])
            if chance.random() < 0.2:
                self.beck.run('undo')
            elif given:
                had[person].add(given)
            if turn == 8:
                kept, gone = sorted(had)[:2]
                self.beck.run('merge', kept, gone)
                had[kept] |= had.pop(gone)
                leads = {lead: kept if person == gone else person for lead, person in leads.items()}
            self.beck.later(days=1)
        self.assertGreaterEqual(sum(given for _, given in carried), 5, carried)
        self.beck.audit()

    def test_what_did_not_reach_them_was_not_given(self) -> None:
        self.start()
        lead = self.someone('Ann Visit')
        self.beck.run('cadence', 'use', lead, self.cadence('visit'))
        self.beck.log(self.beck.show(lead)['next']['id'], 'not_in')
        self.assertEqual(0, self.given())

    def test_logged_by_hand(self) -> None:
        self.start()
        self.beck.json('content', 'add', 'Pumps that last long', '--kind', 'article')
        lead = self.someone('Ann Ford')
        self.assertIn('nothing of the library', self.beck.fails('log', f'lead:{lead}', 'they_came', '--gave', 'a brochure'))
        self.assertIn('fits several', self.beck.fails('log', f'lead:{lead}', 'they_came', '--gave', 'pumps that'))
        self.beck.log(f'lead:{lead}', 'they_came', '--gave', 'pumps that last', '--gave', str(self.content))
        had = self.beck.json('content')['contents']
        self.assertEqual({'Pumps that last': 1, 'Pumps that last long': 0}, {row['title']: row['given'] for row in had})
        self.beck.log(f'lead:{lead}', 'they_came', '--gave', self.content)  # again is a fact, not a second gift
        self.beck.run('undo')
        self.assertEqual({1, 0}, {row['given'] for row in self.beck.json('content')['contents']})
        self.beck.run('undo')
        self.assertEqual({0}, {row['given'] for row in self.beck.json('content')['contents']})
        self.beck.audit()

    def test_two_leads_of_one_person(self) -> None:
        self.start()
        name = self.cadence('letter')
        rows = [{'Record ID': str(number), 'Name': 'Ann Ford', 'Company': 'Ford', 'Mobile': '202 555 0101', 'Street': '9 New Road', 'City': 'Springfield',
                 'State': 'IL', 'Postal Code': '62704', 'Country': 'US'} for number in (1, 2)]
        self.beck.run('import', self.beck.table('two.csv', rows), '--cadence', name)
        leads = [lead['id'] for lead in self.beck.json('leads')['leads']]
        self.assertEqual(2, len(leads))
        touches = [self.beck.show(lead)['next'] for lead in leads]
        self.assertEqual([{'id': self.content}] * 2, [touch['content'] for touch in touches])
        self.beck.log(touches[0]['id'], 'sent')
        self.assertIsNone(self.beck.show(leads[1])['next']['content'])
        self.beck.audit()


if __name__ == '__main__':
    main()
