"""Files that go with e-mails: a content's, a lead's own, too large ones, as a link."""

from __future__ import annotations

import email.message
import unittest

from beck import FRIDAY, WRONG_USE, Story, main
from mailing import MAILING, SENDS_AT, SINK, Sink, add_sender
from pathlib import Path

PDF = b'%PDF-1.7\n' + bytes(range(256)) * 40
JPEG = b'\xff\xd8\xff\xe0 a photo' + bytes(range(256)) * 20
GIVING = MAILING.replace('    new:', '    content: case-study\n    new:', 1)
URL = 'https://beck.sample.example'


def carried(mail: email.message.EmailMessage) -> list[tuple[str, str, str, bytes]]:
    return [(part.get_filename(), part.get_content_type(), part.get_content_disposition(), part.get_payload(decode=True))
            for part in mail.iter_attachments()]


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class MailFiles(Story):
    def sink(self, *options: str) -> Sink:
        sink = Sink(self.beck.folder, *options)
        self.addCleanup(sink.stop)
        return sink

    def file(self, name: str, data: bytes) -> Path:
        path = self.beck.folder / name
        path.write_bytes(data)
        return path

    def work(self) -> int:
        return self.beck.json('work', '--once')['sent']

    def person(self, name: str) -> None:
        table = self.beck.table(f'{name}.csv', [{'Name': f'Person {name}', 'E-mail': f'{name}@{name}.example'.lower()}])
        self.beck.run('import', table, '--source', 'list', '--cadence', 'mailing')

    def bob(self, port: int) -> int:
        """A letter to Bob that a person looks over."""
        self.beck.init()
        add_sender(self.beck, port)
        self.beck.at('2026-11-16T15:30:00+00:00').run('add', 'Bob Lee', '--company', 'Lee Ltd', '--email', 'bob@lee.example',
                                                      '--source', 'show: Expo')
        self.beck.at('2026-11-17T16:00:00+00:00')
        return self.beck.json('review')['touches'][0]['id']

    def test_a_photo_of_the_lead_and_what_went(self) -> None:
        sink = self.sink()
        touch = self.bob(sink.port)
        lead = self.beck.found('bob lee')['id']
        paper = self.beck.json('files', 'add', lead, self.file('Angebot für Lee.pdf', PDF))['id']
        shown = self.beck.json('outbox', 'files', touch)
        self.assertEqual([(paper, 'not', False)], [(one['id'], one['way'], one['of_content']) for one in shown['files']])
        self.beck.run('outbox', 'attach', touch, paper)
        added = self.beck.json('outbox', 'attach', touch, self.file('site.jpg', JPEG))
        self.assertEqual(['file', 'file'], [one['way'] for one in added['files']])
        self.assertTrue(added['fits'])
        photo = added['files'][1]['id']
        self.assertEqual(2, len(self.beck.json('review')['touches'][0]['files']['files']))
        self.beck.run('outbox', 'detach', touch, photo)
        self.beck.run('outbox', 'attach', touch, photo)
        self.assertIn('neither', self.beck.fails('outbox', 'attach', touch, 999999))
        self.assertIn('No such file', self.beck.fails('outbox', 'attach', touch, 'nothing.pdf'))
        self.assertIn('public_url', self.beck.fails('outbox', 'attach', touch, photo, '--link'))
        self.beck.fails('outbox', 'attach', touch, code=WRONG_USE)
        self.beck.run('outbox', 'send', touch, '--subject', 'The photo', '--body', 'Here it is, Bob.')
        self.assertIn('take it back', self.beck.fails('outbox', 'detach', touch, photo))
        self.assertIn('take that back', self.beck.fails('files', 'remove', photo))
        self.beck.later(minutes=2)
        self.assertEqual(1, self.work())
        (mail,) = sink.whole()
        self.assertEqual([('Angebot für Lee.pdf', 'application/pdf', 'attachment', PDF),
                          ('site.jpg', 'image/jpeg', 'inline', JPEG)], carried(mail))
        self.assertIn('Here it is, Bob.', mail.get_body(('plain',)).get_content())
        went = self.beck.json('outbox', 'message', touch)['files']
        self.assertEqual([('Angebot für Lee.pdf', 'file'), ('site.jpg', 'file')], [(one['name'], one['way']) for one in went])
        self.assertIn('site.jpg', self.beck.run('outbox', 'message', touch).out)
        self.beck.run('files', 'remove', photo)
        self.assertEqual([paper, None], [one['id'] for one in self.beck.json('outbox', 'message', touch)['files']])
        self.beck.audit()

    def test_a_contents_files_go_by_themselves(self) -> None:
        sink = self.sink()
        self.beck.init()
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', GIVING))
        add_sender(self.beck, sink.port)
        content = self.beck.json('content', 'add', 'How Acme halved its waste', '-k', 'case-study')['id']
        old = self.beck.json('content', 'attach', content, self.file('old.pdf', PDF + b'old'))['id']
        new = self.beck.json('content', 'attach', content, self.file('acme.pdf', PDF), '--instead', old)['id']
        self.assertEqual([new], [one['id'] for one in self.beck.json('content', 'files', content)['files']])
        self.assertEqual(1, self.beck.json('content')['contents'][0]['file_count'])
        self.assertIn('instead', self.beck.fails('content', 'attach', content, self.file('x.pdf', PDF + b'x'), '--instead', old))
        self.assertIn('no such content', self.beck.fails('content', 'attach', 999999, self.file('y.pdf', PDF)))
        people = [{'Name': f'Person N{number}', 'E-mail': f'n{number}@works{number}.example'} for number in range(2)]
        self.beck.run('import', self.beck.table('people.csv', people), '--source', 'list', '--cadence', 'mailing')
        self.beck.at(SENDS_AT)
        self.assertEqual(2, self.work())
        self.assertEqual([[('acme.pdf', 'application/pdf', 'attachment', PDF)]] * 2, [carried(mail) for mail in sink.whole()])
        self.assertEqual(2, self.beck.json('content')['contents'][0]['given'])
        lead = self.beck.found('person n0')['id']
        shown = self.beck.show(f'lead:{lead}')
        self.assertEqual([('email', 'sent')], [(one['channel'], one['outcome']) for one in shown['history']])
        self.beck.audit()

    def test_what_is_let_go_goes_as_it_was_seen(self) -> None:
        sink = self.sink()
        self.beck.init()
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', GIVING.replace('    content:', '    by: person\n    content:')))
        add_sender(self.beck, sink.port)
        content = self.beck.json('content', 'add', 'A story', '-k', 'case-study')['id']
        self.beck.run('content', 'attach', content, self.file('a.pdf', PDF))
        self.person('N0')
        self.beck.at(SENDS_AT)
        review = self.beck.json('review')['touches'][0]
        touch = review['id']
        self.assertEqual([('a.pdf', 'file')], [(one['name'], one['way']) for one in review['files']['files']])
        self.beck.run('outbox', 'send', touch, '--subject', 'A story', '--body', 'Hi Bob, a story.')
        self.beck.run('content', 'attach', content, self.file('b.pdf', PDF + b'b'))  # too late for this one
        self.beck.later(minutes=2)
        self.assertEqual(1, self.work())
        self.assertEqual(['a.pdf'], [one[0] for one in carried(sink.whole()[0])])
        self.beck.audit()

    def test_too_large_is_told_before_and_goes_as_a_link(self) -> None:
        sink = self.sink()
        touch = self.bob(sink.port)
        self.beck.run('config', 'set', 'mail_megabytes', '1')
        large = self.beck.json('outbox', 'attach', touch, self.file('film.pdf', PDF + bytes(900_000)))
        self.assertFalse(large['fits'])
        self.assertIn('as a link', self.beck.run('outbox', 'files', touch).out.replace('\n', ' '))
        review = self.beck.json('review')['touches'][0]
        self.assertIn('too_heavy', [one['key'] for one in review['lint']['findings']])
        told = self.beck.fails('outbox', 'send', touch, '--subject', 'Film', '--body', 'Hi').replace('\n', ' ')
        self.assertIn('as a link', told)
        self.beck.run('config', 'set', 'public_url', URL)
        self.beck.run('outbox', 'attach', touch, large['files'][0]['id'], '--link')
        self.beck.run('outbox', 'send', touch, '--subject', 'Film', '--body', 'Hi Bob, the film.')
        self.beck.later(minutes=2)
        self.assertEqual(1, self.work())
        (mail,) = sink.whole()
        self.assertEqual([], carried(mail))
        text, html = (mail.get_body((kind,)).get_content() for kind in ('plain', 'html'))
        self.assertRegex(text, rf'film\.pdf \(910 kB\): {URL}/d/[\w-]{{18,60}}\n')
        self.assertIn(f'<a href="{URL}/d/', html)
        self.assertEqual('link', self.beck.json('outbox', 'message', touch)['files'][0]['way'])

    def test_where_nobody_looks_the_largest_become_links(self) -> None:
        sink = self.sink()
        self.beck.init()
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', GIVING))
        add_sender(self.beck, sink.port)
        self.beck.run('config', 'set', 'mail_megabytes', '1')
        content = self.beck.json('content', 'add', 'A film', '-k', 'case-study')['id']
        self.beck.run('content', 'attach', content, self.file('film.pdf', PDF + bytes(900_000)))
        self.beck.run('content', 'attach', content, self.file('small.pdf', PDF))
        self.person('N0')
        self.beck.at(SENDS_AT)
        self.assertEqual(0, self.work())  # no public_url: a person is asked
        next_touch = self.beck.show(f'lead:{self.beck.found("person n0")["id"]}')['next']
        self.assertEqual('person', next_touch['mode'])
        self.assertIn('public_url is empty', ' '.join(next_touch['why']))
        self.beck.run('config', 'set', 'public_url', URL)
        self.beck.at(FRIDAY)
        self.person('N1')
        self.beck.at(SENDS_AT)
        self.assertEqual(1, self.work())
        (mail,) = sink.whole()
        self.assertEqual(['small.pdf'], [one[0] for one in carried(mail)])
        self.assertIn(f'film.pdf (910 kB): {URL}/d/', mail.get_body(('plain',)).get_content())

    def test_put_off_and_taken_up_again(self) -> None:
        """A server that puts the dot off gets the same files once more; they were not had meanwhile."""
        sink = self.sink('-r', '.')
        touch = self.bob(sink.port)
        self.beck.run('outbox', 'attach', touch, self.file('a.pdf', PDF))
        self.beck.run('outbox', 'send', touch, '--subject', 'One', '--body', 'Hi Bob, one.')
        self.beck.later(minutes=2)
        self.assertEqual(0, self.work())
        sink.stop()
        again = Sink(self.beck.folder, port=sink.port)
        self.addCleanup(again.stop)
        self.beck.later(hours=1)
        self.assertEqual(1, self.work())
        (mail,) = again.whole()
        self.assertEqual(['a.pdf'], [one[0] for one in carried(mail)])
        self.beck.audit()

    def test_erased_with_the_person(self) -> None:
        sink = self.sink()
        touch = self.bob(sink.port)
        self.beck.run('outbox', 'attach', touch, self.file('Bob Lee at work.jpg', JPEG))
        self.beck.run('outbox', 'send', touch, '--subject', 'Photo', '--body', 'Hi Bob.')
        self.beck.later(minutes=2)
        self.assertEqual(1, self.work())
        self.beck.run('erase', f'lead:{self.beck.found("bob lee")["id"]}', '--yes')
        self.assertNotIn('Bob Lee at work', self.beck.run('export', '--as', 'json').out)


if __name__ == '__main__':
    main()
