"""A photo taken for whom one meets, texted before they leave: captured, kept and on its way in one act; and never lost
where it cannot go."""

from __future__ import annotations

from asking import JPEG, MORNING, OFFICE
from beck import WRONG_USE, Story, main
from texting import Gateway, add_gateway, form, twilio

CELL = '+13122000044'
NIGHT = '2026-11-17T04:30:00+00:00'  # 22:30 there
LINK = 'https://beck.sample.example/d/'


class TextCapture(Story):
    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        self.beck.run('config', 'set', 'public_url', 'https://beck.sample.example/')
        self.beck.at(MORNING)

    def gateway(self, *answers: object, **settings: object) -> Gateway:
        gateway = Gateway(*(answers or (twilio('SM1'),)))
        self.addCleanup(gateway.stop)
        self.sender = add_gateway(self.beck, gateway.port, 'twilio', **settings)['id']
        return gateway

    def photo(self) -> object:
        return self.beck.file('site.jpg', JPEG)

    def add(self, *words: object, name: str = 'Ann Ford', cell: str = CELL) -> dict:
        return self.beck.json('add', name, '--cell', cell, '--source', 'show: Expo', '--text', self.photo(), *words)

    def work(self) -> dict:
        done = self.beck.json('work', '--once')
        self.beck.later(minutes=2)
        return {name: count for name, count in done.items() if count}

    def promised(self, lead: dict) -> list[tuple[str, str]]:
        return [(one['text'], one['due_at'][:10]) for one in self.beck.show(lead['id'])['promises'] if one['state'] == 'open']

    def test_it_goes_at_once_as_a_picture(self) -> None:
        gateway = self.gateway(mms='yes')
        lead = self.add()
        self.assertEqual(('added', 'machine', CELL, 'the photo', None),
                         (lead['state'], *(lead['texted'][name] for name in ('by', 'number', 'what', 'promise_id'))))
        self.assertTrue(lead['texted']['text']['picture'])
        self.assertEqual({'sent': 1}, self.work())  # nobody waits a minute at a show
        (sent,) = [form(one['body']) for one in gateway.taken]
        self.assertEqual((CELL, 'Hello Ann, here is the photo. Mary Beck, Sample Labels'), (sent['To'], sent['Body']))
        self.assertTrue(sent['MediaUrl'].startswith(LINK), sent)
        shown = self.beck.show(lead['id'])
        self.assertEqual(['site.jpg'], [one['name'] for one in self.beck.json('files', lead['id'])['files']])
        self.assertEqual(['sent'], [one['outcome'] for one in shown['history']])
        self.assertNotEqual('text', shown['next']['channel'])  # what was planned for whom one met is there again
        self.assertEqual(['asked in person for a text'], [one['how'] for one in self.beck.json('consent', lead['id'])['entries']])
        self.assertEqual({}, self.work())
        self.beck.audit()

    def test_with_the_photo_of_their_card_a_paper_and_what_was_promised(self) -> None:
        gateway = self.gateway(mms='yes')
        lead = self.beck.json('add', 'Ann Ford, Ford Ltd', '--cell', CELL, '--photo', self.beck.file('card.jpg', JPEG + b'card'),
                              '--text', self.beck.file('plan.pdf', b'%PDF-1.7\n' + bytes(5000)), '--promise', 'send the quote friday 15:00')
        self.assertEqual(('plan.pdf', False), (lead['texted']['what'], lead['texted']['text']['picture']))
        self.assertEqual({'sent': 1}, self.work())
        self.assertIn(LINK, form(gateway.taken[0]['body'])['Body'])
        self.assertEqual({'card.jpg', 'plan.pdf'}, {one['name'] for one in self.beck.json('files', lead['id'])['files']})
        self.assertEqual([('send the quote', '2026-11-20')], self.promised(lead))
        self.beck.audit()

    def test_somebody_known_is_texted_and_stays_one(self) -> None:
        gateway = self.gateway()
        first = self.beck.json('add', 'Ann Ford', '--cell', CELL, '--office', OFFICE, '--source', 'show: Expo')
        again = self.add()
        self.assertEqual((first['id'], 'duplicate', 'machine'), (again['id'], again['state'], again['texted']['by']))
        self.assertEqual({'sent': 1}, self.work())
        self.assertEqual(1, len(gateway.taken))
        self.assertEqual(first['next']['id'], self.beck.show(first['id'])['next']['id'])
        self.beck.audit()

    def test_without_a_gateway_it_is_written_by_hand_and_promised(self) -> None:
        lead = self.add()
        texted = lead['texted']
        self.assertEqual(('person', None), (texted['by'], texted['touch_id']))
        self.assertIn('no gateway', texted['why'])
        self.assertIn(LINK, texted['words'])
        self.assertEqual([('text the photo', '2026-11-17')], self.promised(lead))
        self.beck.run('promises', 'kept', texted['promise_id'], '--by', 'text')
        self.assertEqual([], self.promised(lead))
        self.beck.audit()

    def test_out_of_hours_it_waits_for_the_morning(self) -> None:
        gateway = self.gateway()
        lead = self.beck.at(NIGHT) and self.add()
        self.assertEqual(('added', 'machine', '2026-11-17T14:00:00Z'), (lead['state'], lead['texted']['by'], lead['texted']['later_at']))
        self.assertIn('hours', lead['texted']['later_why'])
        self.assertEqual([], self.promised(lead))
        self.assertEqual({}, self.work())
        self.beck.at('2026-11-17T14:00:00+00:00')
        self.assertEqual({'sent': 1}, self.work())
        self.assertEqual(1, len(gateway.taken))
        self.beck.audit()

    def test_out_of_hours_without_a_gateway_it_is_kept_and_promised(self) -> None:
        lead = self.beck.at(NIGHT) and self.add()
        self.assertEqual(('added', 'person', None, None), (lead['state'], *(lead['texted'][name] for name in ('by', 'number', 'words'))))
        self.assertIn('hours', lead['texted']['why'])
        self.assertEqual([('text the photo', '2026-11-17')], self.promised(lead))
        self.assertEqual(['site.jpg'], [one['name'] for one in self.beck.json('files', lead['id'])['files']])
        self.assertEqual('2026-11-17', self.beck.show(lead['id'])['next']['due_at'][:10])
        self.assertIn('Not texted now', self.beck.run('add', 'Bo Lind', '--cell', '+13122000045', '--text', self.photo()).out)
        self.beck.audit()

    def test_who_ended_texts_gets_none(self) -> None:
        gateway = self.gateway()
        first = self.beck.json('add', 'Ann Ford', '--cell', CELL, '--source', 'show: Expo')
        self.beck.run('log', f"lead:{first['id']}", 'stopped', '--channel', 'text')
        lead = self.add()
        self.assertIn('START', lead['texted']['why'])
        self.assertEqual(1, len(self.promised(lead)))  # another way is theirs to choose
        self.beck.later(days=2)
        self.work()
        self.assertEqual([], gateway.taken)
        self.beck.audit()

    def test_who_is_never_to_be_contacted(self) -> None:
        gateway = self.gateway()
        first = self.beck.json('add', 'Ann Ford', '--cell', CELL, '--source', 'show: Expo')
        self.beck.run('log', f"lead:{first['id']}", 'they_called', '--result', 'never')
        lead = self.add()
        self.assertIn('not to be contacted', lead['said'])
        self.assertIsNone(lead['texted'])
        self.assertEqual({}, self.work())
        self.assertEqual([], gateway.taken)
        self.beck.audit()

    def test_whose_lead_was_closed_came_back(self) -> None:
        gateway = self.gateway()
        first = self.beck.json('add', 'Ann Ford', '--cell', CELL, '--source', 'show: Expo')
        self.beck.run('close', first['id'], '--because', 'over')
        lead = self.add()
        self.assertEqual(('new', 'machine'), (lead['status'], lead['texted']['by']))
        self.assertEqual({'sent': 1}, self.work())
        self.assertEqual(1, len(gateway.taken))
        self.assertEqual('closed', self.beck.show(first['id'])['status'])
        self.beck.audit()

    def test_no_cell_is_known(self) -> None:
        self.gateway()
        lead = self.beck.json('add', 'Ann Ford', '--office', OFFICE, '--text', self.photo())
        self.assertIn('ask where you can text it to', lead['texted']['why'])
        self.assertEqual(1, len(self.promised(lead)))
        self.beck.audit()

    def test_typed_wrong(self) -> None:
        self.gateway()
        self.assertIn('who it is', self.beck.fails('add', '', '--company', 'Acme', '--cell', CELL, '--text', self.photo(), code=WRONG_USE))
        self.assertIn('nobody.jpg', self.beck.fails('add', 'Ann Ford', '--cell', CELL, '--text', 'nobody.jpg'))
        self.assertIn('--text: the file is empty', self.beck.fails('add', 'Ann Ford', '--cell', CELL, '--text', self.beck.file('empty.jpg', b''), code=WRONG_USE))
        self.assertIn('number', self.beck.fails('add', 'Ann Ford', '--cell', 'none', '--text', self.photo(), code=WRONG_USE))
        self.assertEqual([], self.beck.json('find', 'ann ford')['leads'])  # what is refused is not kept by half
        waits = self.beck.json('add', '--photo', self.photo())['id']
        self.assertIn('beck text', self.beck.run('add', 'Ann Ford', '--card', waits, '--text', self.photo(), code=WRONG_USE).err)
        self.beck.audit()


if __name__ == '__main__':
    main()
