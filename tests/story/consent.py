"""The ledger of consent: what somebody agreed to and ended, by whichever way, and never struck out."""

from __future__ import annotations

from beck import WRONG_USE, Story, main


class Consent(Story):
    def start(self) -> int:
        self.beck.init()
        self.beck.at('2026-11-16T09:00:00-06:00').run('add', 'Ann Ford', '--company', 'Ford Pumps', '--cell', '202 555 0111',
                                                     '--email', 'ann@ford.example', '-s', 'Pack Expo')
        self.beck.run('set', 'ann ford', 'fax=202 555 0122')
        return self.beck.found('ann ford')['id']

    def ledger(self, lead: int) -> list[tuple]:
        return [(entry['value'], entry['channels'], entry['given'], entry['withdrawn'], entry['how'])
                for entry in self.beck.json('consent', lead)['entries']]

    def test_what_they_said(self) -> None:
        lead = self.start()
        self.assertEqual([], self.ledger(lead))
        self.assertIn('Nothing is written yet', self.beck.run('consent', lead).out)
        self.beck.run('log', f'lead:{lead}', 'they_called', '--set', 'texts=yes')
        agreed = ('+12025550111', ['text'], True, False, 'they agreed to texts')
        self.assertEqual([agreed], self.ledger(lead))
        self.beck.later(minutes=5).run('log', f'lead:{lead}', 'they_called', '--set', 'faxes=no')
        ended = ('+12025550122', ['fax'], False, False, 'asked for no more faxes')
        self.assertEqual([ended, agreed], self.ledger(lead))
        self.assertSays(self.beck.run('consent', 'ann', 'ford').out, 'Ended fax', 'Agreed to text', 'written down by Mary Beck')
        self.beck.later(minutes=5).run('undo')
        self.assertEqual([(*ended[:3], True, ended[4]), agreed], self.ledger(lead))
        self.beck.run('undo')
        self.assertEqual([(*ended[:3], True, ended[4]), (*agreed[:3], True, agreed[4])], self.ledger(lead))
        self.assertIn('(taken back)', self.beck.run('consent', lead).out)
        self.beck.audit()

    def test_it_outlives_who_is_erased(self) -> None:
        lead = self.start()
        self.beck.run('log', f'lead:{lead}', 'unsubscribed')
        ended = self.ledger(lead)
        self.assertEqual([('ann@ford.example', ['email'], False)], [entry[:3] for entry in ended])
        person = self.beck.show(lead)['people'][0]['id']
        self.beck.run('erase', f'contact:{person}', '--yes')
        self.beck.later(days=1).run('add', 'Ann Ford', '--email', 'ann@ford.example', '-s', 'Pack Expo')
        again = self.beck.found('ann@ford.example')['id']
        self.assertEqual(ended, self.ledger(again))
        self.assertEqual([True], [address['suppressed'] for address in self.beck.show(again)['people'][0]['addresses']])

    def test_typed_wrong(self) -> None:
        self.start()
        self.assertIn('LEAD', self.beck.fails('consent', code=WRONG_USE))
        self.assertIn('99', self.beck.fails('consent', '99'))


if __name__ == '__main__':
    main()
