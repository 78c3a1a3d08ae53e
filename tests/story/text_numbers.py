"""Numbers of every kind of wrong, as somebody types them who is asked where a text may go: each is refused, says what to
do, and nothing is kept of it; and what of the library went by a text goes by no other."""

from __future__ import annotations

from asking import CELL, Asking
from beck import WRONG_USE, main
from texting import OUR_NUMBER, form, twilio

CALL = 'ask for a cell, or call'
WRONG = {
    'letters': 'is no phone number',
    '312 200 00o9': 'too few digits',  # a letter for a digit
    '+': 'is no phone number',
    '   ': 'is no phone number',
    'bob@lee.example': 'is no phone number',
    f'{CELL},+13122000010': 'is no phone number',  # two of them
    '312200': 'too few digits',
    '312 200 0009 99999999': 'too many digits',
    '12345': 'too few digits',  # a short code
    '911': 'too few digits',
    '112': 'too few digits',
    '+49 110': 'area code',
    '+999 123 4567': 'write it as +1',
    '+44 20 7946 0958': f'landline, and no text reaches one: {CALL}',
    '+49 30 123456': 'is a landline',
    '+33 1 23 45 67 89': 'is a landline',
    '1-800-FLOWERS': f'toll-free number, and no text reaches one: {CALL}',
    '+1 900 555 0123': f'premium-rate number, and no text reaches one: {CALL}',
    '+44 909 8790123': 'premium-rate',
    '+44 845 4640000': 'premium-rate',  # a part of what calls to it cost is theirs
    '312 200 0009 ext. 5': f'has an extension, and no text reaches one: {CALL}',
    '+1 (312) 200-0009;ext=3': 'has an extension',
    # What is typed where a form wants a number.
    '0000000000': "is nobody's number",
    '1111111111': "is nobody's number",
    '+10000000000': "is nobody's number: leave it out, or ask for the right one",
    '999 999 9999': "is nobody's number",
    '123 456 7890': "is nobody's number",
    '+49 0000000000': "is nobody's number",
    OUR_NUMBER: 'is ours',
}
RIGHT = {'tel:+13122000009': CELL, '(312) 200-0009': CELL, '٣١٢ ٢٠٠ ٠٠٠٩': CELL, '+44 7400 123456': '+447400123456'}
WITH_CONTENT = '''name: given
title: By text
for: [web]
target: an answer
fallbacks: {first: there}
steps:
  - key: hello
    channel: text
    by: machine
    reason: "You asked for our prices."
    new: "the price list"
    content: offer
    body: "Hi {{first}}, {{my_first}} from {{my_company}}: our prices. What do you pay now?"
  - key: again
    channel: text
    by: person
    after: 2 working days
    reason: "You asked for our prices."
    new: "a question"
    content: offer
    body: "Hi {{first}}, {{my_first}} from {{my_company}}. What do you think of our prices?"
tail:
  rhythm: [3 months]
  steps:
    - key: call
      channel: phone
      reason: "I promised to ask again."
      new: "a question"
'''.replace('my_first', 'me_first')


class TextNumbers(Asking):
    def test_every_kind_of_wrong(self) -> None:
        gateway = self.gateway()
        before = self.beck.show(self.lead)
        for number, said in WRONG.items():
            with self.subTest(number=number):
                self.assertIn(said, self.refused('--words', 'As you asked.', '--cell', number))
        self.assertEqual(before, self.beck.show(self.lead))
        self.assertEqual([], self.beck.json('consent', self.lead)['entries'])
        self.assertEqual(({}, []), (self.work(), gateway.taken))
        self.beck.audit()

    def test_nobodys_number_is_refused_where_it_is_typed_and_noted_where_it_is_imported(self) -> None:
        for number in (number for number, said in WRONG.items() if 'nobody' in said):
            with self.subTest(number=number):
                self.assertIn("is nobody's number", self.beck.fails('add', 'Ann Ford', '--cell', number, code=WRONG_USE))
                self.assertIn("is nobody's number", self.beck.fails('set', self.lead, f'cell={number}'))
        listed = self.beck.file('list.csv', 'Name,Company,Mobile,Phone\nAnn Ford,Ford Pumps,0000000000,202 555 0123\n')
        self.assertEqual((1, []), tuple(self.beck.json('import', listed)[name] for name in ('added', 'rejected')))
        lead = self.beck.show(self.beck.found('ann ford')['id'])
        self.assertEqual(['+12025550123'], [way['value'] for way in lead['people'][0]['addresses']])
        self.assertIn('0000000000', lead['note'])
        self.beck.audit()

    def test_what_is_right_however_it_is_written(self) -> None:
        gateway = self.gateway()
        for number, kept in RIGHT.items():
            with self.subTest(number=number):
                self.assertEqual(kept, self.text('--words', 'As you asked.', '--cell', number)['number'])
                self.assertEqual({'sent': 1}, self.work())
                self.assertEqual(kept, form(gateway.taken[-1]['body'])['To'])
        self.beck.audit()

    def test_one_that_is_known_and_is_none(self) -> None:
        """As an import brought it: nothing is texted there, and at a show it is promised instead."""
        self.gateway()
        lead = self.beck.json('add', 'Ann Ford', '--cell', '+44 20 7946 0958')['id']
        self.assertIn('is a landline', self.beck.fails('text', lead, '--words', 'As you asked.'))
        again = self.beck.json('add', 'Bo Lind', '--cell', '+44 20 7946 0959', '--text', self.photo())
        self.assertIn('is a landline', again['texted']['why'])
        self.assertTrue(again['texted']['promise_id'])
        self.beck.audit()

    # --- what of the library went by a text ---

    def library(self) -> int:
        content = self.content(url='https://sample.example/prices')
        self.beck.run('cadence', 'add', self.beck.file('given.yaml', WITH_CONTENT))
        return content

    def given(self) -> int:
        return self.beck.json('content')['contents'][0]['given']

    def test_asked_for_first_no_step_gives_it_again(self) -> None:
        self.gateway()
        content = self.library()
        self.assertEqual(content, self.text('--content', content, '--cell', CELL)['content_id'])
        self.beck.run('cadence', 'use', self.lead, 'given')  # while it waits, too
        self.assertEqual({'sent': 1}, self.work())
        self.assertEqual(1, self.given())
        for _ in range(3):
            self.assertIsNone(self.next()['content'])
            self.beck.later(days=3)
            self.work()
        self.assertEqual(1, self.given())
        self.beck.audit()

    def test_given_by_a_step_what_they_ask_for_is_none_given(self) -> None:
        gateway = self.gateway(twilio('SM1'), twilio('SM2'), twilio('SM3'))
        content = self.library()
        ann = self.beck.json('add', 'Ann Ford', '--cell', '+13122000044', '--source', 'web', '--texts-ok', '--cadence', 'given')
        self.assertEqual(('text', {'id': content}), (ann['next']['channel'], ann['next']['content']))
        self.beck.later(minutes=10)
        self.assertEqual({'sent': 1}, self.work())
        self.assertEqual(1, self.given())
        self.assertIsNone(self.beck.show(ann['id'])['next']['content'])  # nor does the step to look at
        self.assertTrue(next(one for one in self.beck.json('text', ann['id'])['contents'] if one['id'] == content)['had'])
        again = self.beck.json('text', ann['id'], '--content', content)
        self.assertEqual(('machine', None), (again['by'], again['content_id']))  # they asked again, and get it
        self.assertEqual({'sent': 1}, self.work())
        self.assertEqual((1, 2), (self.given(), len(gateway.taken)))
        self.beck.audit()

    def test_asked_for_while_the_step_that_gives_it_waits(self) -> None:
        self.gateway(twilio('SM1'), twilio('SM2'), twilio('SM3'))
        content = self.library()
        ann = self.beck.json('add', 'Ann Ford', '--cell', '+13122000044', '--source', 'web', '--texts-ok', '--cadence', 'given')['id']
        self.assertEqual(content, self.beck.json('text', ann, '--content', content)['content_id'])
        self.assertEqual({'sent': 1}, self.work())
        self.assertIsNone(self.beck.show(ann)['next']['content'])
        self.beck.later(minutes=10)
        self.work()
        self.assertEqual(1, self.given())
        self.beck.audit()


if __name__ == '__main__':
    main()
