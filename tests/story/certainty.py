"""How sure it is that an e-mail arrived: the ladder of its evidence, and what the seller sees of it."""

from __future__ import annotations

import unittest
from pathlib import Path

from beck import Story, main
from mailing import SENDS_AT, SINK, Sink, prepare
from returned import bounce


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Certainty(Story):
    def sink(self, *options: str, port: int = 0) -> Sink:
        sink = Sink(self.folder, *options, port=port)
        self.addCleanup(sink.stop)
        return sink

    def message(self, lead: int) -> dict:
        return next(touch['message'] for touch in self.beck.show(f'lead:{lead}')['history'] if touch['message'])

    def test_report_doubt(self) -> None:
        """Three taken by their server, one cut off behind the dot; one of them speaks with us later."""
        sink = self.sink()
        prepare(self.beck, 3, sink.port)
        self.assertEqual(3, self.beck.at(SENDS_AT).json('work', '--once')['sent'])
        sink.stop()
        self.sink('-q', '.', port=sink.port)
        self.beck.run('add', 'Una Lee', '--email', 'una@lee.example', '--cell', '+1 312 555 0148', '--source', 'list',
                      '--cadence', 'mailing')
        self.beck.at('2026-11-17T18:00:00+00:00')
        self.assertEqual(1, self.beck.json('work', '--once')['unsure'])
        self.beck.later(minutes=1)
        leads = [self.beck.found(f'person n{number}')['id'] for number in range(3)]
        una = self.beck.found('una lee')['id']
        self.assertEqual(('accepted', 'early'), (self.message(leads[0])['level'], self.message(leads[0])['doubt']))
        report = self.beck.json('report', 'doubt')
        self.assertEqual((4, 3, 1, 1), (report['all']['sent'], report['all']['levels']['accepted'],
                                        report['all']['levels']['uncertain'], report['all']['doubts']))
        self.assertEqual('settle', report['doubtful'][0]['act'])

        self.beck.at('2026-11-20T18:00:00+00:00')
        self.beck.run('log', f'lead:{leads[1]}', 'they_called')
        self.beck.run('set', f'lead:{leads[0]}', 'cell=+1 312 555 0149')
        report = self.beck.json('report', 'doubt')
        self.assertEqual(3, report['all']['doubts'])  # whoever called is in no doubt any more
        self.assertEqual(['mary@sample.example'], [sender['name'] for sender in report['senders']])
        self.assertEqual([('settle', una), ('call', leads[0]), ('find_number', leads[2])],
                         sorted(((entry['act'], entry['lead']['id']) for entry in report['doubtful']),
                                key=lambda entry: ['settle', 'call', 'find_number'].index(entry[0])))
        self.assertEqual('uncertain', report['doubtful'][0]['level'])
        self.assertEqual('unproved', self.message(leads[0])['doubt'])
        self.assertIn('no sign that it arrived', self.beck.run('show', f'lead:{leads[0]}').out)
        self.assertIn('in doubt', self.beck.run('report', 'doubt').out)

        touch = report['doubtful'][0]['touch_id']
        self.beck.run('outbox', 'settle', touch, 'sent')
        shown = self.beck.json('outbox', 'message', touch)
        self.assertEqual(('accepted', ['uncertain', 'settled']), (shown['level'], [event['event'] for event in shown['events']]))
        self.assertIn('no message', self.beck.fails('outbox', 'message', '999999'))
        self.beck.audit()


    def test_no_proof_brings_the_next_step_forward(self) -> None:
        sink = self.sink()
        prepare(self.beck, 1, sink.port)
        self.beck.run('add', 'Una Lee', '--email', 'una@lee.example', '--cell', '+1 312 555 0148', '--source', 'list',
                      '--cadence', 'mailing')
        self.beck.at('2026-11-17T18:00:00+00:00')
        self.assertEqual(2, self.beck.json('work', '--once')['sent'])
        una = self.beck.found('una lee')['id']
        soon = self.beck.show(f'lead:{una}')['next']
        self.assertEqual('phone', soon['channel'])
        self.assertLess(soon['due_at'], '2026-11-21')  # the tail would call in three months
        self.assertIn('Nothing proves', ' '.join(soon['why']))
        self.beck.run('config', 'set', 'proof_hours', '0')
        self.beck.run('set', f'lead:{una}', 'product=labels')  # planned anew
        self.assertGreater(self.beck.show(f'lead:{una}')['next']['due_at'], '2027-02-01')
        self.beck.run('config', 'set', 'proof_hours', '16')
        self.beck.at(soon['due_at']).run('set', f'lead:{una}', 'product=stickers')
        self.beck.log(self.beck.show(f'lead:{una}')['next']['id'], 'voicemail')
        self.assertGreater(self.beck.show(f'lead:{una}')['next']['due_at'], '2027-02-01')  # once for each message
        self.beck.audit()

    def test_a_proof_puts_it_back(self) -> None:
        sink = self.sink()
        prepare(self.beck, 1, sink.port)
        lead = self.beck.found('person n0')['id']
        self.beck.run('set', f'lead:{lead}', 'cell=+1 312 555 0148')
        self.assertEqual(1, self.beck.at(SENDS_AT).json('work', '--once')['sent'])
        self.assertLess(self.beck.show(f'lead:{lead}')['next']['due_at'], '2026-11-21')
        (mail,) = sink.whole()
        self.beck.run('read', '--take', given=bounce(mail, status='2.1.5', action='delivered', code='250 2.1.5 Ok', number=1).encode())
        shown = self.beck.show(f'lead:{lead}')
        self.assertEqual(('delivered', ''), (self.message(lead)['level'], self.message(lead)['doubt']))
        self.assertGreater(shown['next']['due_at'], '2027-02-01')
        self.beck.audit()


if __name__ == '__main__':
    main()
