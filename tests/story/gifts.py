"""Gifts: whom they may go to, a manager's yes, and money that is booked once."""

from __future__ import annotations

from beck import FOUND, WRONG_USE, Story, main


class Gifts(Story):
    def start(self, *settings: tuple[str, str]) -> None:
        self.beck.init()
        self.beck.at('2026-11-16T09:00:00-06:00')
        self.beck.run('user', 'add', 'Bob Rep', 'role=rep')
        self.beck.run('user', 'add', 'Max Manager', 'role=manager')
        self.beck.run('user', 'set', 'bob', 'manager=max')
        self.lead = self.known('Ann Ford')
        for name, value in settings:
            self.beck.run('config', 'set', name, value)

    def known(self, name: str, place: str = '9 New Road, Springfield, IL 62704', company: str = 'Ford Pumps') -> int:
        self.beck.run('add', name, '--company', company, '--cell', f'202 555 01{len(name):02}', '-s', 'Pack Expo', '--owner', 'bob')
        lead = self.beck.found(name)['id']
        if place:
            self.beck.run('set', lead, f'postal={place}')
        return lead

    def bob(self, *words: object, **more):
        self.beck.user = 'bob'
        try:
            return self.beck.json(*words, **more)
        finally:
            self.beck.user = None

    def order(self, cost: str = '30', lead: int = 0, what: str = 'a pump in brass') -> dict:
        return self.bob('gift', 'order', lead or self.lead, what, '--cost', cost, '--checked')

    def refused(self, *words: object, code: int = 1) -> str:
        self.beck.user = 'bob'
        told = self.beck.fails(*words, code=code)
        self.beck.user = None
        return told

    def funds(self) -> tuple[int, int, int, int]:
        funds = self.beck.json('gift')['funds']
        return funds['budget'], funds['spent'], funds['reserved'], funds['left']

    def test_ordered_handed_over_and_booked_once(self) -> None:
        self.start()
        told = self.refused('gift', 'order', self.lead, 'a pump', '--cost', '30', '--checked')
        self.assertIn('no money for gifts yet', told)
        self.beck.run('gift', 'budget', '200')
        self.assertIn('look at the address first', self.refused('gift', 'order', self.lead, 'a pump', '--cost', '30'))
        self.assertIn('--cost', self.refused('gift', 'order', self.lead, 'a pump', code=WRONG_USE))
        for cost in ('0', '-5', '1.234', '3.', 'much', '9' * 14):
            self.assertIn('no sum of USD', self.refused('gift', 'order', self.lead, 'a pump', '--cost', cost, '--checked'))
        gift = self.order('30.50')
        self.assertEqual(('approved', 3050, '30.50 USD', None), (gift['stage'], gift['amount'], gift['amount_text'], gift['ask_why']))
        self.assertEqual((20000, 0, 3050, 16950), self.funds())
        self.bob('log', f'lead:{self.lead}', 'sent', '--channel', 'gift')
        self.assertEqual((20000, 3050, 0, 16950), self.funds())
        self.bob('log', f'lead:{self.lead}', 'sent', '--channel', 'gift')  # another that nobody ordered costs nothing
        self.assertEqual((20000, 3050, 0, 16950), self.funds())
        self.bob('undo')
        self.bob('undo')
        self.assertEqual((20000, 0, 3050, 16950), self.funds())
        self.assertEqual('approved', self.bob('gift')['gifts'][0]['stage'])
        self.bob('log', f'lead:{self.lead}', 'sent', '--channel', 'gift')
        self.bob('log', f'lead:{self.lead}', 'returned', '--channel', 'gift')
        self.assertEqual('returned', self.bob('gift')['gifts'][0]['stage'])
        self.assertIn('no part of', self.refused('gift', 'refund', gift['id'], '31'))
        self.bob('gift', 'refund', gift['id'], '20.50')
        self.assertEqual((20000, 1000, 0, 19000), self.funds())
        self.assertIn('already', self.refused('gift', 'refund', gift['id'], '1'))
        self.assertIn('returned already', self.refused('gift', 'cancel', gift['id']))
        self.beck.audit()

    def test_a_manager_says_yes_or_no(self) -> None:
        self.start(('gift_ask_over', '40'))
        self.beck.run('gift', 'budget', '500')
        gift = self.order('45')
        self.assertEqual(('asked', 'it costs more than 40.00 USD'), (gift['stage'], gift['ask_why']))
        self.assertIn('manager decides', self.refused('gift', 'approve', gift['id']))
        self.beck.user = 'max'
        self.assertIn('--because', self.beck.fails('gift', 'decline', gift['id'], code=WRONG_USE))
        self.assertIn('say why', self.beck.fails('gift', 'decline', gift['id'], '--because', ' '))
        declined = self.beck.json('gift', 'decline', gift['id'], '--because', 'too much for a first gift')
        self.assertEqual(('declined', 'Max Manager', 'too much for a first gift'), (declined['stage'], declined['decided_by'], declined['why']))
        self.assertIn('nobody waits', self.beck.fails('gift', 'approve', gift['id']))
        self.beck.user = None
        gift = self.order('45')
        self.beck.user = 'max'
        self.assertEqual('approved', self.beck.json('gift', 'approve', gift['id'])['stage'])
        own = self.beck.json('gift', 'order', self.lead, 'a cake', '--cost', '60', '--checked')
        self.assertIn('another manager', self.beck.fails('gift', 'approve', own['id']))
        self.beck.run('gift', 'cancel', own['id'])
        self.beck.user = None
        self.assertEqual((50000, 0, 4500, 45500), self.funds())
        self.assertSays(self.beck.run('gift').out, 'approved', 'a pump in brass', '455.00 USD left')
        self.beck.audit()

    def given(self, stage: str = 'sent', waits: bool = True, why: str | None = None) -> dict:
        """What the gift that was logged last is, and what the manager's list says of it."""
        gift = self.bob('gift')['gifts'][0]
        self.assertEqual((stage, waits), (gift['stage'], gift['waits']))
        self.assertEqual(waits, gift['id'] in [one['id'] for one in self.beck.json('gift', '--state', 'asked')['gifts']])
        if why:
            self.assertIn(why, gift['ask_why'])
        return gift

    def test_given_before_anybody_said_yes(self) -> None:
        """A fact: in the ledger with its money, and before the manager, who says yes or no of it all the same."""
        self.start(('gift_ask_over', '40'))
        self.beck.run('gift', 'budget', '500')
        self.order('45')
        self.bob('log', f'lead:{self.lead}', 'sent', '--channel', 'gift')
        self.assertEqual((50000, 4500, 0, 45500), self.funds())
        gift = self.given(why='more than 40.00 USD')
        self.assertSays(self.beck.run('gift').out, 'sent without a yes')
        self.bob('undo')
        self.assertEqual((50000, 0, 4500, 45500), self.funds())
        self.given('asked')
        self.bob('log', f'lead:{self.lead}', 'sent', '--channel', 'gift')
        self.beck.user = 'max'
        declined = self.beck.json('gift', 'decline', gift['id'], '--because', 'next time ask')
        self.assertEqual(('sent', 'Max Manager', 'next time ask'), (declined['stage'], declined['decided_by'], declined['why']))
        self.assertIn('nobody waits', self.beck.fails('gift', 'approve', gift['id']))
        self.beck.user = None
        self.given(waits=False)
        self.assertEqual((50000, 4500, 0, 45500), self.funds())
        self.beck.audit()

    def test_a_company_that_takes_none_any_more(self) -> None:
        self.start()
        self.beck.run('gift', 'budget', '500')
        self.order('45')
        self.beck.run('gift', 'policy', f'lead:{self.lead}', 'none')
        self.bob('log', f'lead:{self.lead}', 'sent', '--channel', 'gift')
        gift = self.given(why='takes no gifts')
        self.beck.user = 'max'
        approved = self.beck.json('gift', 'approve', gift['id'])
        self.assertEqual(('sent', False), (approved['stage'], approved['waits']))
        self.beck.user = None
        self.beck.audit()

    def test_given_and_never_ordered(self) -> None:
        """Found, until somebody says what it cost; then in the ledger, and what the rules say of it before a manager."""
        self.start(('gift_account_cap', '50'))
        self.bob('log', f'lead:{self.lead}', 'sent', '--channel', 'gift')
        self.beck.audit()  # no money of the company's
        self.beck.later(days=1)
        self.beck.run('gift', 'budget', '500')
        self.bob('log', f'lead:{self.lead}', 'sent', '--channel', 'gift')
        found = self.beck.run('--json', 'check', code=FOUND).json
        self.assertEqual(['money is booked once'], [problem['promise'] for problem in found['problems']])
        self.assertIn('nobody has said what it cost', found['problems'][0]['what'])
        self.bob('undo')
        self.beck.audit()
        self.bob('log', f'lead:{self.lead}', 'sent', '--channel', 'gift')
        for cost in ('30', '60'):  # the one before there was money, too
            self.bob('gift', 'order', self.lead, 'a cake', '--cost', cost, '--sent')
        self.given(why='gift_account_cap')
        self.assertEqual((50000, 9000, 0, 41000), self.funds())
        self.assertIn('is booked', self.refused('gift', 'order', self.lead, 'a cake', '--cost', '5', '--sent'))
        self.beck.audit()

    def test_nothing_is_set_aside_for_the_dead(self) -> None:
        self.start()
        self.beck.run('gift', 'budget', '500')
        for end in (('log', f'lead:{self.lead}', 'deceased'), ('close', f'lead:{self.lead}', '--because', 'sold elsewhere')):
            self.order('45')
            self.assertEqual((50000, 0, 4500, 45500), self.funds())
            self.beck.run(*end)
            self.assertEqual((50000, 0, 0, 50000), self.funds())
            self.beck.run('undo')
            self.assertEqual((50000, 0, 4500, 45500), self.funds())
            self.bob('gift', 'cancel', self.bob('gift')['gifts'][0]['id'])
        self.beck.audit()

    def test_what_a_company_takes(self) -> None:
        self.start(('gift_account_cap', '100'))
        self.beck.run('gift', 'budget', '5000')
        self.beck.run('gift', 'policy', f'lead:{self.lead}', 'none')
        self.assertIn('takes no gifts', self.refused('gift', 'order', self.lead, 'a pump', '--cost', '5', '--checked'))
        self.beck.run('gift', 'policy', f'lead:{self.lead}', '25')
        self.order('20')
        self.assertIn('takes gifts of 25.00 USD a year, and has 20.00 USD',
                      self.refused('gift', 'order', self.lead, 'a pump', '--cost', '5.01', '--checked'))
        self.beck.run('gift', 'policy', f'lead:{self.lead}', 'ask')
        self.assertEqual('the company wants to be asked about gifts', self.order('5')['ask_why'])
        self.beck.run('gift', 'policy', f'lead:{self.lead}', 'any')
        self.assertIn('gift_account_cap', self.refused('gift', 'order', self.lead, 'a pump', '--cost', '75.01', '--checked'))
        self.beck.at('2027-12-01T09:00:00-06:00')
        self.order('49')
        self.assertIn('none, ask, any', self.beck.fails('gift', 'policy', f'lead:{self.lead}', 'perhaps'))
        nowhere = self.known('Nora Nowhere', place='', company='Nowhere')
        self.assertIn('nobody knows where', self.refused('gift', 'order', nowhere, 'a pump', '--cost', '5', '--checked'))
        self.beck.audit()

    def test_budgets(self) -> None:
        self.start()
        self.beck.run('gift', 'budget', '100')
        self.beck.run('gift', 'budget', '30', '--owner', 'bob')
        self.assertIn('30.00 USD is left for gifts of Bob Rep', self.refused('gift', 'order', self.lead, 'a pump', '--cost', '31', '--checked'))
        self.order('30')
        self.beck.run('gift', 'budget', '--', '-90')
        self.assertEqual((1000, 0, 3000, -2000), self.funds())
        self.assertIn('an admin', self.refused('gift', 'budget', '10'))
        self.assertIn('no sum', self.beck.fails('gift', 'budget', 'lots'))
        self.assertEqual([('Bob Rep', 3000, 0)], [(user['name'], user['budget'], user['left']) for user in self.beck.json('gift')['users']])

    def together(self, *each: tuple[object, ...]) -> list[tuple[int, str]]:
        """Commands that begin at one instant: how each ended, and what it said."""
        running = [self.beck.start('--json', *words) for words in each]
        ended = [one.communicate() for one in running]
        return [(one.returncode, (out + err).decode()) for one, (out, err) in zip(running, ended, strict=True)]

    def test_at_one_instant(self) -> None:
        """Ten for ten people and money for four: four go, and no cent more; of two who decide one does, and money comes back once."""
        self.start(('gift_ask_over', '1000'))
        self.beck.run('gift', 'budget', '100')
        leads = [self.known(f'{name} Ford', company=f'{name} Pumps') for name in ('Al', 'Bert', 'Clara', 'Doreen', 'Florian', 'Gertrude')]
        ordered = self.together(*(('gift', 'order', lead, 'a pump', '--cost', '25', '--checked') for lead in leads))
        self.assertEqual([0, 0, 0, 0, 1, 1], sorted(code for code, _ in ordered), ordered)
        self.assertTrue(all('is left for gifts' in said for code, said in ordered if code), ordered)
        self.assertEqual((10000, 0, 10000, 0), self.funds())
        gone = [gift['id'] for gift in self.beck.json('gift')['gifts']]
        self.together(*(('gift', 'cancel', gift) for gift in gone[:2] for _ in range(2)))
        self.assertEqual((10000, 0, 5000, 5000), self.funds())
        self.beck.run('config', 'set', 'gift_ask_over', '10')
        asked = self.beck.json('gift', 'order', leads[0], 'a brass pump', '--cost', '20', '--checked')['id']
        decided = self.together(('gift', 'approve', asked), ('gift', 'decline', asked, '--because', 'no'), ('gift', 'approve', asked))
        self.assertEqual([0, 1, 1], sorted(code for code, _ in decided), decided)
        lead = next(gift['lead']['id'] for gift in self.beck.json('gift')['gifts'] if gift['id'] == gone[3])
        self.beck.log(f'lead:{lead}', 'sent', '--channel', 'gift')
        back = self.together(*(('gift', 'refund', gone[3], '5') for _ in range(3)))
        self.assertEqual([0, 1, 1], sorted(code for code, _ in back), back)
        self.assertEqual(2000, self.funds()[1])
        self.beck.audit()

    def test_a_currency_without_cents_and_a_ledger_that_lies(self) -> None:
        self.start(('gift_currency', 'JPY'), ('gift_ask_over', '5000'))
        self.beck.run('gift', 'budget', '20000')
        self.assertIn('no sum of JPY', self.refused('gift', 'order', self.lead, 'a fan', '--cost', '30.5', '--checked'))
        gift = self.order('3000')
        self.assertEqual((3000, '3000 JPY'), (gift['amount'], gift['amount_text']))
        self.bob('log', f'lead:{self.lead}', 'sent', '--channel', 'gift')
        self.beck.audit()
        self.beck.sql("UPDATE gift_entry SET amount = -2999 WHERE kind = 'spent'")
        found = self.beck.run('--json', 'check', code=FOUND).json
        self.assertEqual(['money is booked once'], [problem['promise'] for problem in found['problems']])
        self.assertIn('three letters', self.beck.fails('config', 'set', 'gift_currency', 'dollars', code=WRONG_USE))
        self.assertIn('a sum', self.beck.fails('config', 'set', 'gift_ask_over', 'much', code=WRONG_USE))


if __name__ == '__main__':
    main()
