"""Files that go with e-mails, on the web; and by their links, for strangers."""

from __future__ import annotations

import re
import unittest
from pathlib import Path

import mailing
from beck import main
from mailing import SINK, Sink
from serving import Client
from sign_in import SigningIn, field

PDF = b'%PDF-1.7\n' + bytes(range(256)) * 30
JPEG = b'\xff\xd8\xff\xe0 a photo' + bytes(range(256)) * 20


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class MailFiles(SigningIn):
    def prepare(self) -> None:
        super().prepare()
        """A letter to Bob that Mary looks over."""
        self.sink = Sink(self.beck.folder)
        self.addCleanup(self.sink.stop)
        mailing.add_sender(self.beck, self.sink.port)
        self.beck.run('config', 'set', 'public_url', 'https://beck.sample.example/')
        self.beck.at('2026-11-16T15:30:00+00:00').run('add', 'Bob Lee', '--company', 'Lee Ltd', '--email', 'bob@lee.example',
                                                      '--source', 'show: Expo')
        self.beck.at('2026-11-17T16:00:00+00:00')
        self.touch = self.beck.json('review')['touches'][0]['id']
        self.lead = self.beck.found('bob lee')['id']

    def add(self, name: str, data: bytes, status: int = 200, **fields: str) -> dict:
        given = self.api.upload(f'/api/v1/touches/{self.touch}/files', fields, {'file': (name, 'x/y', data)})
        self.assertEqual(given.status, status, given.text)
        return given.json

    def test_chosen_by_the_api(self) -> None:
        path = f'/api/v1/touches/{self.touch}/files'
        kept = self.add('plan.pdf', PDF)
        plan = kept['files'][0]['id']
        self.assertEqual(('file', True, 'setting'), (kept['files'][0]['way'], kept['fits'], kept['most_by']))
        self.assertEqual('link', self.add('site.jpg', JPEG, way='link')['files'][1]['way'])
        self.assertEqual('not', self.api.post(f'{path}/{plan}', {'way': 'not'}).json['files'][0]['way'])
        self.assertEqual(['not', 'link'], [one['way'] for one in self.api.get(path).json['files']])
        self.assertProblem(self.api.post(f'{path}/{plan}', {'way': 'pigeon'}), 400, field='way')
        self.assertEqual(404, self.api.post(f'{path}/999999', {'way': 'file'}).status)
        self.assertEqual(404, self.api.get('/api/v1/touches/999999/files').status)
        self.assertProblem(self.api.upload(path, {}, {'file': ('empty', 'x/y', b'')}), 422, field='file')
        self.api.post('/api/v1/outbox', {'touches': [self.touch]})
        self.assertIn('take it back', self.api.get(path).json['fixed'])
        self.assertProblem(self.api.post(f'{path}/{plan}', {'way': 'file'}), 409)
        self.assertEqual(409, self.api.ask('DELETE', f'/api/v1/files/{self.api.get(path).json["files"][1]["id"]}').status)

    def test_chosen_on_the_page(self) -> None:
        mary = self.signed_in()
        path = f'/touches/{self.touch}/files'
        self.assertIn(path, mary.get('/review').text)
        sent = mary.upload(path, {'csrf': field(mary.get(path), 'csrf')}, {'file': ('site.jpg', 'image/jpeg', JPEG)})
        self.assertEqual((303, path), (sent.status, sent['Location']))
        shown = mary.get(path).text
        photo = re.search(r'/files/(\d+)"', shown)[1]
        self.assertIn('site.jpg', shown)
        self.assertEqual(303, mary.form(f'{path}/{photo}', {'csrf': field(mary.get(path), 'csrf'), 'way': 'link'}).status)
        self.assertIn('site.jpg (link)', mary.get('/review').text)

    def test_a_contents_files(self) -> None:
        content = self.api.post('/api/v1/content', {'kind': 'article', 'title': 'Pumps that last'}).json['id']
        path = f'/api/v1/content/{content}/files'
        old = self.api.upload(path, {}, {'file': ('old.pdf', 'x/y', PDF)})
        self.assertEqual(201, old.status, old.text)
        new = self.api.upload(path, {'instead': str(old.json['id'])}, {'file': ('new.pdf', 'x/y', PDF + b'2027')}).json
        self.assertEqual(['new.pdf'], [one['name'] for one in self.api.get(path).json['files']])
        self.assertEqual(1, self.api.get('/api/v1/content').json['contents'][0]['file_count'])
        self.assertIn('new.pdf', self.signed_in().get(f'/content/{content}').text)
        self.assertEqual(404, self.api.upload(path, {'instead': '999999'}, {'file': ('x.pdf', 'x/y', PDF)}).status)
        self.assertEqual(404, self.api.upload('/api/v1/content/999999/files', {}, {'file': ('x.pdf', 'x/y', PDF)}).status)
        self.assertEqual(204, self.api.ask('DELETE', f'/api/v1/files/{new["id"]}').status)
        self.assertEqual([], self.api.get(path).json['files'])

    def test_a_file_by_its_link(self) -> None:
        photo = self.add('Bobs Büro.jpg', JPEG, way='link')['files'][0]['id']
        self.beck.run('outbox', 'send', self.touch, '--subject', 'Photo', '--body', 'Hi Bob, the photo.')
        self.beck.later(minutes=2).run('work', '--once')
        self.eventually(lambda: self.sink.whole())
        (mail,) = self.sink.whole()
        link = re.search(r'https://beck\.sample\.example(/d/[\w-]+)', mail.get_body(('plain',)).get_content())[1]
        stranger = Client(self.server.port)
        given = stranger.get(link)
        self.assertEqual((200, JPEG, 'image/jpeg'), (given.status, given.body, given['Content-Type']))
        for name, value in (('Content-Disposition', 'attachment'), ('X-Content-Type-Options', 'nosniff'), ('X-Robots-Tag', 'noindex'),
                            ('Cache-Control', 'no-store'), ('Content-Security-Policy', "frame-ancestors 'none'")):
            self.assertIn(value, given[name], name)
        self.assertIn("filename*=UTF-8''Bobs%20B%C3%BCro.jpg", given['Content-Disposition'])
        self.assertEqual((200, b''), (stranger.ask('HEAD', link).status, stranger.ask('HEAD', link).body))
        forged = [link[:-1] + ('A' if link[-1] != 'A' else 'B'), link + 'AAAA', link[:8], '/d/x', '/d/' + 'A' * 3000, link.replace('/d/', '/u/'),
                  link.replace('/d/', '/r/')]
        for target in forged:
            self.assertIn(stranger.get(target).status, (404, 414), target)
        before = self.beck.show(f'lead:{self.lead}')['history']
        self.eventually(lambda: self.beck.json('outbox', 'message', self.touch)['level'] == 'accepted')
        self.assertEqual(before, self.beck.show(f'lead:{self.lead}')['history'])  # a look changes nothing
        self.beck.run('files', 'remove', photo)
        gone = stranger.get(link)
        self.assertEqual(404, gone.status)
        self.assertIn('ask who sent you the link', gone.text)


if __name__ == '__main__':
    main()
