"""Files that go with texts: a photo put to one in review, as a picture where the gateway takes pictures, else as
a link behind the words; what a step gives, by its link; both counted, and what they cost."""

from __future__ import annotations

from beck import WRONG_USE, Story, main
from texting import LOOKED_AT, TEXTING, TEXTS_AT, Gateway, add_gateway, form, number_of, people_to_look_at, people_to_text, twilio

JPEG = b'\xff\xd8\xff\xe0 a photo' + bytes(range(256)) * 20
PDF = b'%PDF-1.7\n' + bytes(range(256)) * 40
URL = 'https://beck.labels-that-stay-on-whatever-comes.sample.example'


class TextFiles(Story):
    def gateway(self, **settings: object) -> Gateway:
        gateway = Gateway(*(twilio(f'SM{number}') for number in range(1, 9)))
        self.addCleanup(gateway.stop)
        self.sender = add_gateway(self.beck, gateway.port, 'twilio', **settings)
        return gateway

    def content(self) -> int:
        content = self.beck.json('content', 'add', 'Labels that stayed on', '-k', 'case-study')['id']
        self.beck.run('content', 'attach', content, self.beck.file('case.pdf', PDF))
        return content

    def to_look_at(self, url: str = URL, **settings: object) -> tuple[Gateway, int]:
        people_to_look_at(self.beck, 1)
        if url:
            self.beck.run('config', 'set', 'public_url', url)
        gateway = self.gateway(**settings)
        return gateway, self.beck.json('review')['touches'][0]['id']

    def reviewed(self) -> dict:
        return self.beck.json('review')

    def sent(self, gateway: Gateway, touch: int) -> dict[str, str]:
        self.beck.run('outbox', 'send', touch)
        self.beck.later(minutes=2)
        self.assertEqual(1, self.beck.json('work', '--once')['sent'])
        (one,) = gateway.taken
        return form(one['body'])

    def test_a_photo_goes_as_a_picture(self) -> None:
        gateway, touch = self.to_look_at(mms='yes', cost='0.01 USD', picture_cost='0.025 USD')
        before = self.reviewed()
        self.assertEqual((False, '0.01 USD'), (before['touches'][0]['lint']['text']['picture'], before['texts']['cost']))
        files = self.beck.json('outbox', 'attach', touch, self.beck.file('site.jpg', JPEG))
        self.assertEqual((['file'], True, True), ([one['way'] for one in files['files']], files['of_text'], files['pictures']))
        review = self.reviewed()
        self.assertEqual({'count': 1, 'parts': 1, 'pictures': 1, 'part_cost': '0.01 USD', 'picture_cost': '0.025 USD',
                          'cost': '0.025 USD'}, review['texts'])
        self.assertEqual((True, 1, '0.025 USD'),
                         tuple(review['touches'][0]['lint']['text'][name] for name in ('picture', 'parts', 'cost')))
        second = self.beck.json('outbox', 'attach', touch, self.beck.file('two.jpg', JPEG + b'2'))
        self.assertEqual(['file', 'link'], [one['way'] for one in second['files']])
        self.beck.run('outbox', 'detach', touch, second['files'][1]['id'])
        text = self.sent(gateway, touch)
        self.assertTrue(text['MediaUrl'].startswith(f'{URL}/d/'))
        self.assertNotIn('/d/', text['Body'])
        went = self.beck.json('outbox', 'message', touch)['files']
        self.assertEqual([('site.jpg', 'file')], [(one['name'], one['way']) for one in went])
        self.beck.audit()

    def test_else_as_a_link(self) -> None:
        gateway, touch = self.to_look_at(cost='0.01 USD')
        files = self.beck.json('outbox', 'attach', touch, self.beck.file('site.jpg', JPEG))
        self.assertEqual((['link'], False), ([one['way'] for one in files['files']], files['pictures']))
        shown = self.reviewed()
        counted = shown['touches'][0]['lint']['text']['parts']
        self.assertEqual((2, '0.02 USD'), (counted, shown['texts']['cost']))
        text = self.sent(gateway, touch)
        self.assertNotIn('MediaUrl', text)
        self.assertRegex(text['Body'], rf'\n{URL}/d/[^\s]+$')
        self.assertGreater(len(text['Body']), 160)
        self.assertEqual([('site.jpg', 'link')], [(one['name'], one['way'])
                                                  for one in self.beck.json('outbox', 'message', touch)['files']])
        self.beck.audit()

    def test_a_pdf_is_a_link_whatever_the_gateway_takes(self) -> None:
        gateway, touch = self.to_look_at(mms='yes')
        files = self.beck.json('outbox', 'attach', touch, self.beck.file('offer.pdf', PDF))
        self.assertEqual(['link'], [one['way'] for one in files['files']])
        self.assertIn('/d/', self.sent(gateway, touch)['Body'])

    def test_typed_wrong(self) -> None:
        _, touch = self.to_look_at(url='')
        photo = self.beck.file('site.jpg', JPEG)
        self.assertIn('public_url', self.beck.fails('outbox', 'attach', touch, photo))
        self.assertEqual([], self.beck.json('outbox', 'files', touch)['files'])
        self.beck.run('config', 'set', 'public_url', URL)
        self.assertIn('No such file', self.beck.fails('outbox', 'attach', touch, 'nothing.jpg'))
        self.assertIn('neither', self.beck.fails('outbox', 'attach', touch, 999999))
        self.beck.run('outbox', 'attach', touch, photo)
        self.beck.run('config', 'unset', 'public_url')
        self.assertIn('leave the file out', self.beck.fails('outbox', 'send', touch))
        self.beck.run('config', 'set', 'public_url', URL)
        self.beck.run('outbox', 'send', touch)
        self.assertIn('let go', self.beck.fails('outbox', 'attach', touch, photo))
        self.assertIn('picture_cost', self.beck.fails('sender', 'set', self.sender['id'], 'picture_cost=cheap', code=WRONG_USE))

    def test_what_a_step_gives_goes_by_its_link(self) -> None:
        """By a machine that nobody asks, and to nobody twice."""
        self.beck.init()
        self.content()
        self.beck.run('config', 'set', 'public_url', URL)
        people_to_text(self.beck, 2, TEXTING.replace('    new:', '    content: case-study\n    new:', 1))
        gateway = self.gateway()
        self.beck.at(TEXTS_AT)
        self.assertEqual(2, self.beck.json('work', '--once')['sent'])
        for one in gateway.taken:
            self.assertRegex(form(one['body'])['Body'], rf'\n{URL}/d/\S+\n.*Reply STOP')
        self.assertEqual(2, len({form(one['body'])['Body'] for one in gateway.taken}))
        self.assertEqual({number_of(0), number_of(1)}, {form(one['body'])['To'] for one in gateway.taken})
        lead = self.beck.show(f"lead:{self.beck.found('person n0')['id']}")
        touch = [one for one in lead['history'] if one['channel'] == 'text'][0]
        self.assertEqual([('case.pdf', 'link')], [(one['name'], one['way'])
                                                  for one in self.beck.json('outbox', 'message', touch['id'])['files']])
        self.beck.audit()

    def test_what_a_step_gives_is_counted_in_review(self) -> None:
        self.beck.init()
        self.content()
        self.beck.run('config', 'set', 'public_url', URL)
        people_to_text(self.beck, 1, LOOKED_AT.replace('    channel: text\n', '    channel: text\n    content: case-study\n', 1),
                       'show: Expo')
        self.beck.at('2026-11-13T16:00:00+00:00')
        lead = self.beck.show(f"lead:{self.beck.found('person n0')['id']}")
        self.beck.run('log', lead['next']['id'], 'talked')
        self.beck.at(TEXTS_AT)
        gateway = self.gateway()
        (touch,) = self.reviewed()['touches']
        self.assertEqual([('case.pdf', 'link', True)],
                         [(one['name'], one['way'], one['of_content']) for one in touch['files']['files']])
        self.assertEqual(2, touch['lint']['text']['parts'])
        self.assertIn(f'{URL}/d/', self.sent(gateway, touch['id'])['Body'])
        self.beck.audit()

    def test_without_an_address_of_ours_a_person_is_asked(self) -> None:
        self.beck.init()
        self.content()
        people_to_text(self.beck, 1, TEXTING.replace('    new:', '    content: case-study\n    new:', 1))
        gateway = self.gateway()
        self.beck.at(TEXTS_AT)
        self.assertEqual(0, self.beck.json('work', '--once')['sent'])
        self.assertEqual([], gateway.taken)
        lead = self.beck.show(f"lead:{self.beck.found('person n0')['id']}")
        self.assertIn('public_url', str(self.beck.json('why', lead['next']['id'])))


if __name__ == '__main__':
    main()
