"""Somebody who asks on the telephone for a text (text_now.py, text_aside.py): a lead with a call due, and a gateway."""

from __future__ import annotations

from beck import Story
from texting import Gateway, add_gateway, twilio

JPEG = b'\xff\xd8\xff\xe0 a photo' + bytes(range(256)) * 20
MORNING = '2026-11-16T16:00:00+00:00'  # Monday 10:00 in Chicago
OFFICE, CELL = '+13122000001', '+13122000009'


class Asking(Story):
    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        self.beck.run('config', 'set', 'public_url', 'https://beck.sample.example/')
        self.beck.at('2026-11-13T16:00:00+00:00').run('add', 'Bob Lee', '--company', 'Lee Ltd', '--office', OFFICE,
                                                      '--source', 'list: Expo', '--cadence', 'list')
        self.beck.at(MORNING)
        self.lead = self.beck.found('bob lee')['id']
        self.call = self.next()['id']
        self.assertEqual('phone', self.next()['channel'])

    def gateway(self, *answers: object, driver: str = 'twilio', **settings: object) -> Gateway:
        gateway = Gateway(*(answers or (twilio('SM1'),)))
        self.addCleanup(gateway.stop)
        self.sender = add_gateway(self.beck, gateway.port, driver, **settings)['id']
        return gateway

    def next(self) -> dict:
        return self.beck.show(self.lead)['next']

    def text(self, *words: object) -> dict:
        return self.beck.json('text', self.lead, *words)

    def refused(self, *words: object) -> str:
        return self.beck.fails('text', self.lead, *words)

    def work(self) -> dict:
        """A worker's clock goes on: what comes behind it is later."""
        done = self.beck.json('work', '--once')
        self.beck.later(minutes=2)
        return {name: count for name, count in done.items() if count}

    def photo(self) -> object:
        return self.beck.file('site.jpg', JPEG)

    def history(self) -> list[tuple[str, str]]:
        return sorted((touch['channel'], touch['outcome']) for touch in self.beck.show(self.lead)['history'])

    def content(self, title: str = 'Price list', **more: str) -> int:
        words = [word for name, value in more.items() for word in (f'--{name}', value)]
        return self.beck.json('content', 'add', title, '--kind', 'offer', *words)['id']
