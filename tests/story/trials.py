"""Two texts of a step: each person gets one of them, always the same; answers are counted, honestly."""

from __future__ import annotations

import unittest
from pathlib import Path

from beck import FOUND, ROOT, WRONG_USE, Story, main
from mailing import SINK, Sink, add_sender

CAPTURED, NOW = '2026-11-16T15:30:00+00:00', '2026-11-17T16:00:00+00:00'  # Tuesday 10:00 in Chicago
PEOPLE = 40
STEP = '''name: two
title: Two texts
for: [show]
fallbacks:
  first: there
  company: your firm
steps:
  - key: first-mail
    channel: email
    by: person
    after: 0
    reason: We met at the show.
    new: a sheet of figures
    subject: The figures you asked for
    body: |
      Hi {{first}},

      you asked for figures at the show. Which day suits you?

      {{me}}, {{my_cell}}
    other:
      subject: One question
      body: |
        Hi {{first}},

        you asked at the show. What do you use at {{company}} now?

        {{me}}, {{my_cell}}
tail:
  rhythm: [1 week]
  steps:
    - key: call
      channel: phone
      reason: You asked for figures.
      new: what others found
      words: Hi {{first}}. Then ask.
      voicemail: "{{me}}, {{my_cell}}, that is {{my_cell}}."
'''


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Trials(Story):
    def prepare(self) -> Sink:
        self.beck.init()
        sink = Sink(self.beck.folder)
        self.addCleanup(sink.stop)
        add_sender(self.beck, sink.port)
        self.beck.at(CAPTURED)
        self.beck.run('cadence', 'add', self.beck.file('two.yaml', STEP))
        rows = [{'Name': f'Person N{n}', 'Email': f'p{n}@firm{n}.example', 'Company': f'Firm {n}'} for n in range(PEOPLE)]
        self.beck.run('import', self.beck.table('people.csv', rows), '--source', 'show: Expo', '--cadence', 'two')
        self.beck.at(NOW)
        return sink

    def trial(self) -> dict:
        (trial,) = self.beck.json('cadence', 'trials')['trials']
        return trial

    def counts(self) -> list[tuple[int, int]]:
        return [(side['people'], side['replies']) for side in self.trial()['sides']]

    def let_go(self, edited: int = 0) -> list[dict]:
        touches = [touch for touch in self.beck.json('review', '--limit', 50)['touches']]
        self.assertEqual(PEOPLE, len(touches))
        for touch in touches[:edited]:
            self.beck.run('outbox', 'send', touch['id'], '--subject', 'In my own words')
        self.beck.run('outbox', 'send', *[touch['id'] for touch in touches[edited:]])
        return touches

    def test_split_sent_and_read_out(self) -> None:
        sink = self.prepare()
        self.assertIn('not both texts', self.trial()['said'])
        touches = self.let_go(edited=2)
        again = {touch['id']: touch['script']['subject'] for touch in touches}
        self.beck.later(minutes=2)
        self.assertEqual(PEOPLE, self.beck.json('work', '--once')['sent'])
        got = {mail['To'].split('<')[1]: mail['Subject'] for mail in sink.whole()}
        for touch in touches[2:]:
            self.assertEqual(again[touch['id']], got[touch['address']['value'] + '>'])  # what was shown is what went
        a, b = self.counts()
        self.assertEqual(PEOPLE - 2, a[0] + b[0])  # what was edited is neither
        self.assertEqual([list(got.values()).count(subject) for subject in ('The figures you asked for', 'One question')], [a[0], b[0]])
        self.assertIn('No difference can be told yet', self.trial()['said'])
        self.beck.later(hours=1)
        others = [touch for touch in touches[2:] if again[touch['id']] == 'One question']
        for number, touch in enumerate(others):
            self.beck.run('log', f'lead:{touch["lead"]["id"]}', 'they_wrote' if number % 2 else 'they_called')
        self.assertEqual((0, b[0]), (self.counts()[0][1], self.counts()[1][1]))
        trial = self.trial()
        self.assertTrue(trial['tells'])
        self.assertTrue(trial['said'].startswith('b brings more answers'))
        self.assertGreater(trial['difference']['low'], 0)
        self.assertIn('One question', self.beck.run('cadence', 'trials').out)
        self.beck.run('undo')  # an answer that was none
        self.assertEqual(b[0] - 1, self.counts()[1][1])
        self.beck.later(days=15)  # too late to be an answer to it
        first = next(touch for touch in touches[2:] if again[touch['id']] != 'One question')
        self.beck.run('log', f'lead:{first["lead"]["id"]}', 'they_called')
        self.assertEqual(0, self.counts()[0][1])
        self.beck.audit()

    def test_an_edit_begins_anew_and_a_manager_ends_it(self) -> None:
        self.prepare()
        before = {touch['id']: touch['script']['subject'] for touch in self.beck.json('review', '--limit', 50)['touches']}
        self.beck.run('log', next(iter(before)), 'sent')
        self.assertEqual(1, sum(people for people, _ in self.counts()))
        name = self.trial()['trial']
        edited = self.beck.file('edited.yaml', STEP.replace('One question', 'A question'))
        self.beck.run('cadence', 'add', edited)
        self.assertNotEqual(name, self.trial()['trial'])
        self.assertEqual([(0, 0), (0, 0)], self.counts())
        self.beck.run('cadence', 'add', self.beck.file('back.yaml', STEP))  # the same texts, the same trial
        self.assertEqual(name, self.trial()['trial'])
        same = {touch['id']: touch['script']['subject'] for touch in self.beck.json('review', '--limit', 50)['touches']}
        self.assertEqual(same, {touch: subject for touch, subject in before.items() if touch in same})
        self.assertEqual({'The figures you asked for', 'One question'}, set(same.values()))
        kept = self.beck.json('cadence', 'keep', 'two', 'first-mail', 'b')
        self.assertEqual(('b', 'Mary Beck'), (kept['kept'], kept['kept_by']))
        self.assertEqual({'One question'}, {touch['script']['subject'] for touch in self.beck.json('review', '--limit', 50)['touches']})
        self.beck.run('log', next(iter(same)), 'sent')
        self.assertEqual(1, sum(people for people, _ in self.counts()))  # it is over
        self.assertIn('has two texts', self.beck.fails('cadence', 'keep', 'show', 'first-mail', 'b'))
        self.beck.fails('cadence', 'keep', 'two', 'first-mail', 'c', code=WRONG_USE)
        self.beck.audit()

    def test_written_wrong(self) -> None:
        self.beck.init()
        for change, code in (((STEP[STEP.index('    other:'):STEP.index('tail:')], '    other: x\n'), 'not_a_map'),
                             (('      subject: One question\n', '      title: x\n'), 'unknown_key'),
                             (('{{company}} now', '{{copmany}} now'), 'unknown_field')):
            found = self.beck.json('cadence', 'check', self.beck.file('wrong.yaml', STEP.replace(*change)), code=FOUND)
            self.assertIn(code, [finding['code'] for finding in found['files'][0]['findings']])
        begin = STEP.index('    other:')
        same = STEP[:begin] + '    other:\n      subject: The figures you asked for\n' + STEP[STEP.index('tail:'):]
        found = self.beck.json('cadence', 'check', self.beck.file('same.yaml', same), code=FOUND)
        self.assertIn('same_texts', [finding['code'] for finding in found['files'][0]['findings']])
        self.assertEqual(0, sum(each['errors'] for each in self.beck.json(
            'cadence', 'check', *sorted((ROOT / 'cadences').glob('*.yaml')))['files']))
        self.assertEqual([], self.beck.json('cadence', 'trials')['trials'])


if __name__ == '__main__':
    main()
