"""What is broken, huge, hostile or just not meant: a clear error that names the place and the way
out, with the exit code a script can go by; nothing lost, nothing half done, `check` clean."""

import io
import json
import os
import subprocess
import threading
import zipfile
from collections.abc import Iterable

import beck
import shapes
import xlsx
from beck import FAILED, FOUND, ROOT, SANITIZED, WRONG_USE, Story

MEGABYTE = 1 << 20
SAMPLES = ROOT / 'tests' / 'samples'
# A command, whatever it reads. The sanitizers keep what was freed.
MEMORY_MOST = (1200 if SANITIZED else 64) * MEGABYTE
ANN = 'Name,E-mail\nAnn Ford,ann@acme.example\n'


class BadInput(Story):
    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        self.beck.run('import', self.beck.file('good.csv', ANN))

    def tearDown(self) -> None:
        self.assertEqual('Ann Ford', self.beck.found('ann ford')['name'], 'what was there is there')
        self.beck.audit()

    def refused(self, name: str, content: bytes | None, *parts: str, code: int = FAILED) -> None:
        """The file is refused as a whole: one message, which names it."""
        if content is not None:
            self.beck.file(name, content)
        before = self.beck.audit()['leads']
        said = self.beck.fails('import', self.folder / name, code=code)
        self.assertSays(said, name, *parts)
        self.assertEqual(before, self.beck.audit()['leads'])

    # --- files that are none ---

    def test_what_is_named_is_what_was_typed(self) -> None:
        self.beck.init()
        self.assertIn('no touch and no lead 99', self.beck.fails('log', '99', 'talked'))
        self.assertIn('added with its driver', self.beck.fails('sender', 'add', '+13035550100', code=WRONG_USE))
        self.assertIn('/nowhere/x.csv cannot', self.beck.fails('export', '/nowhere/x.csv'))

    def test_nothing_to_read(self) -> None:
        for name, content in {'empty.csv': b'', 'blank.csv': b'\n\r\n \n', 'bom.csv': b'\xef\xbb\xbf'}.items():
            self.refused(name, content, 'empty')

    def test_other_kinds_of_files(self) -> None:
        noise = bytes(range(256)) * 16
        self.refused('noise.csv', noise, 'binary', 'export the table as CSV or XLSX')
        self.refused('offer.csv', b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <<>> endobj\n', 'PDF')
        self.refused('photo.csv', b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR' + noise, 'image')
        self.refused('old.xls', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(2000), 'XLSX')
        self.refused('page.csv', b'<!DOCTYPE html><html><body>403</body></html>', 'web page')
        self.refused('list.json', b'[{"name": "x"}]', 'JSON')
        self.refused('words.csv', b'From: a@x.example\nSubject: hi\n\nhello\n', '--map')

    def test_places_that_are_no_files(self) -> None:
        (self.folder / 'folder.csv').mkdir()
        self.refused('folder.csv', None, 'directory')
        self.refused('missing.csv', None, 'No such file')
        (self.folder / 'loop.csv').symlink_to('loop.csv')
        self.refused('loop.csv', None)

    def test_a_file_that_may_not_be_read(self) -> None:
        if os.getuid() == 0 and not self.can_be_somebody():
            self.skipTest('root reads everything, and nobody else can be had')
        path = self.beck.file('secret.csv', ANN)
        path.chmod(0)
        if os.getuid() != 0:
            self.refused('secret.csv', None, 'Permission denied')
            return
        # Somebody else may not read it; reading it for a dry run needs no database of theirs.
        for place in (self.folder, *self.folder.glob('beck.db*')):
            place.chmod(0o777)
        process = self.beck.start('import', path, user=65534, group=65534, extra_groups=[])
        out, err = process.communicate()
        self.assertEqual((FAILED, b''), (process.returncode, out))
        self.assertSays(err.decode(), 'secret.csv', 'Permission denied')

    def can_be_somebody(self) -> bool:
        """Whether nobody may run the program where it lies."""
        try:
            done = subprocess.run([beck.PROGRAM, 'version'], user=65534, group=65534, extra_groups=[],
                                  cwd='/', capture_output=True, check=False)
            return done.returncode == 0
        except OSError:
            return False

    # --- damaged and hostile ones ---

    def test_broken_rows_do_not_cost_their_neighbours(self) -> None:
        path = self.beck.file('ragged.csv', 'Name,E-mail\nBo Hill\nJo Bell,jo@bell.example,more,cells\n'
                              ',,\n"open quote,x@x.example\nCy Lee,cy@lee.example\n"Di ""D"" Moe",di@moe.example\n')
        result = self.beck.json('import', path)
        self.assertEqual(result['read'], result['added'] + len(result['rejected']))
        for name in ('bo hill', 'jo bell', 'cy lee', 'di moe'):
            self.beck.found(name)
        self.assertEqual([4, 5], [reject['line'] for reject in result['rejected']])
        rejected = (self.folder / 'ragged.csv.rejected.csv').read_text()
        self.assertEqual(rejected, (path.parent / result['files'][0]['rejects_path']).read_text())
        self.assertTrue(rejected.startswith('rejected line,rejected because,Name,E-mail'), rejected)

    def test_rejected_rows_come_in_once_mended(self) -> None:
        path = self.beck.file('list.csv', 'Name,E-mail\nJo Bell,jo@bell.example\n,\n')
        self.beck.run('import', path)
        rejects = self.folder / 'list.csv.rejected.csv'
        mended = rejects.read_text().splitlines()
        line, reason, *_ = mended[1].split(',')
        rejects.write_text(f'{mended[0]}\n{line},{reason},Cy Lee,cy@lee.example\n')
        result = self.beck.json('import', rejects)
        self.assertEqual((1, 0), (result['added'], len(result['rejected'])))
        self.assertIsNone(self.beck.show(self.beck.found('cy lee')['id'])['note'], 'no trace of it')

    def test_a_row_the_store_refuses(self) -> None:
        """A dry run goes on behind it and tells what the import will."""
        self.beck.sql('CREATE UNIQUE INDEX once ON contact (name)')
        path = self.beck.table('list.csv', [
            {'Name': name, 'Cell': f'+1 202 555 01{place:02}'}
            for place, name in enumerate(['Bo Hill', 'Jo Bell', 'Bo Hill', 'Cy Lee', 'Jo Bell', 'Di Moe'])])
        told = self.beck.json('import', path, '--dry-run')
        done = self.beck.json('import', path)
        for result in (told, done):
            self.assertEqual((6, 4), (result['read'], result['added']))
            self.assertEqual([4, 6], [reject['line'] for reject in result['rejected']])
        self.assertEqual(done['rejected'], told['rejected'])
        self.beck.found('di moe')

    def test_formulas_and_control_characters_are_text(self) -> None:
        rows = ("=cmd|' /C calc'!A0,formula@x.example,+1+1\n"
                '\x1b[31mRed\x1b[0m \u202eFord\u200b,red@x.example,bell\x07 and\x0b tab\n')
        self.assertEqual(2, self.beck.json('import', self.beck.file('f.csv', 'Name,E-mail,Notes\n' + rows))['added'])
        red = self.beck.show(self.beck.found('red@x.example')['id'])
        for text in (red['name'], red['note'], self.beck.run('show', red['id']).out):
            self.assertFalse([char for char in text if char < ' ' and char != '\n' or char in '\u202e\x7f'],
                             repr(text))
        formula = self.beck.show(self.beck.found('formula@x.example')['id'])
        self.assertEqual(("=cmd|' /C calc'!A0", '+1+1'), (formula['name'], formula['note']))
        out = self.folder / 'out.csv'
        self.beck.run('export', out)
        for cell in out.read_text().replace('"', '').split(','):
            self.assertNotIn(cell[:1], ('=', '@'), 'a spreadsheet would run it')

    def test_half_a_character(self) -> None:
        rows = 'Name,E-mail\nJo Bell,jo@bell.example\nCy Lee,cy@lee.example\n'
        for encoding in ('utf-16', 'utf-16-le', 'utf-16-be'):
            path = self.beck.file('half.csv', rows.encode(encoding)[:-1])
            result = self.beck.json('import', path)
            self.assertEqual(2, result['read'], encoding)
        path = self.beck.file('utf8.csv', b'Name,E-mail\nJ\xf0\x9f\x98,half@x.example\nL\xff\xc3,latin@x.example\n')
        self.assertEqual(2, self.beck.json('import', path)['added'])
        self.beck.found('half@x.example')

    def test_broken_workbooks(self) -> None:
        good = xlsx.workbook([['Name', 'E-mail'], ['Jo Bell', 'jo@bell.example']])
        self.refused('cut.xlsx', good[:-60], 'damaged or incomplete')
        self.refused('noise.xlsx', b'PK\x03\x04' + bytes(range(256)) * 8, 'damaged or incomplete')
        self.refused('other.xlsx', self.archive({'hello.txt': b'hello'}))
        self.refused('bad.xlsx', xlsx.workbook([], {xlsx.SHEET: b'<worksheet><sheetData><row>'}))

    def test_bombs(self) -> None:
        """Small files that unpack to a house full: refused before they have done it."""
        told = io.BytesIO()
        with zipfile.ZipFile(told, 'w', zipfile.ZIP_DEFLATED) as archive:
            for name, content in xlsx.PARTS.items():
                archive.writestr(name, content)
            with archive.open(xlsx.SHEET, 'w') as part:
                part.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                           b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>')
                for _ in range(300):  # what a child may have is measured with what its parent has
                    part.write(b'A' * MEGABYTE)
        self.memory_of_refusal('bomb.xlsx', told.getvalue(), 'unpacks')
        entities = ''.join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 12))
        laughs = (f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><worksheet><sheetData><row><c t="inlineStr">'
                  '<is><t>&l11;</t></is></c></row></sheetData></worksheet>')
        self.memory_of_refusal('laughs.xlsx', xlsx.workbook([], {xlsx.SHEET: laughs.encode()}), 'DTD')

    def archive(self, parts: dict[str, bytes]) -> bytes:
        told = io.BytesIO()
        with zipfile.ZipFile(told, 'w') as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return told.getvalue()

    def memory_of_refusal(self, name: str, content: bytes, *parts: str) -> None:
        self.beck.file(name, content)
        code, out, err, peak, _ = self.measured(['import', self.folder / name], ())
        self.assertEqual((FAILED, ''), (code, out))
        self.assertSays(err, name, *parts)
        self.assertLess(peak, MEMORY_MOST)

    def measured(self, words: list, chunks: Iterable[bytes]) -> tuple[int, str, str, int, float]:
        """Exit code, output, messages, the most memory it had, and its seconds of processor time."""
        process = self.beck.start(*words, stdin=subprocess.PIPE)

        def feed() -> None:
            try:
                for chunk in chunks:
                    process.stdin.write(chunk)
                process.stdin.close()
            except BrokenPipeError:
                pass

        feeder = threading.Thread(target=feed)
        feeder.start()
        out, err = process.stdout.read(), process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        feeder.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        return process.returncode, out.decode(), err.decode(), usage.ru_maxrss * 1024, usage.ru_utime + usage.ru_stime

    def test_a_line_of_a_gigabyte(self) -> None:
        """Costs its row and no memory; the neighbours come in."""
        def rows():
            yield b'Name,E-mail\nJo Bell,jo@bell.example\n'
            for _ in range(1024):
                yield b'x' * MEGABYTE
            yield b'\nCy Lee,cy@lee.example\n'
        code, out, err, peak, _ = self.measured(['--json', 'import', '-'], rows())
        self.assertEqual(0, code, err)
        result = json.loads(out)
        self.assertEqual((3, 2), (result['read'], result['added']))
        self.assertEqual([3], [reject['line'] for reject in result['rejected']])
        self.assertLess(peak, MEMORY_MOST)
        self.beck.found('cy lee')

    def test_a_quote_that_never_ends(self) -> None:
        def rows():
            yield b'Name,E-mail\nJo Bell,jo@bell.example\n"Open'
            for _ in range(3):
                yield b' word' * (MEGABYTE // 5)
            yield b'\nCy Lee,cy@lee.example\n'
        code, out, err, peak, _ = self.measured(['--json', 'import', '-'], rows())
        self.assertEqual(0, code, err)
        self.assertEqual([3], [reject['line'] for reject in json.loads(out)['rejected']][:1])
        self.assertLess(peak, MEMORY_MOST)
        self.beck.found('cy lee')

    def test_a_card_of_a_gigabyte(self) -> None:
        def card():
            yield b'BEGIN:VCARD\nVERSION:3.0\nFN:Vic Long\nNOTE:'
            for _ in range(1024):
                yield b'x' * MEGABYTE
            yield b'\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Wil Short\nEND:VCARD\n'
        code, _, err, peak, _ = self.measured(['--json', 'import', '-'], card())
        self.assertEqual(0, code, err)
        self.assertLess(peak, MEMORY_MOST)
        self.beck.found('wil short')

    def test_mails_of_many_megabytes(self) -> None:
        """Whatever stands in a mail, it is read within a second of the processor's and 64 MB."""
        person = b'From: Bob <bob@else.example>\nSubject: Re: Offer\nMIME-Version: 1.0\n'
        daemon = b'From: MAILER-DAEMON@relay.example\nSubject: failure notice\nMIME-Version: 1.0\n'
        mails = {  # what comes first, then what comes again and again
            'a line': (person + b'\n', b'x' * MEGABYTE), 'short lines': (person + b'\n', b'y\n' * (MEGABYTE // 2)),
            'quotes': (person + b'\n', b'> quoted\n' * (MEGABYTE // 9)),
            'who wrote': (person + b'\n', b'On 2 March 2026, Mary wrote:\n' * (MEGABYTE // 29)),
            'dashes': (person + b'\n', b'-' * MEGABYTE), 'a name': (b'From: ', b'"' * MEGABYTE),
            'headers': (person, b'X-A: b\n' * (MEGABYTE // 7)), 'a header': (person + b'References:', b'\n <a@b.example>' * (MEGABYTE // 15)),
            'tags': (person + b'Content-Type: text/html\n\n', b'<div><p>a' * (MEGABYTE // 9)),
            'comments': (person + b'Content-Type: text/html\n\n', b'<!-- ' * (MEGABYTE // 5)),
            'parts': (daemon + b'Content-Type: multipart/mixed; boundary=b\n\n', b'--b\n\nx\n' * (MEGABYTE // 8)),
            'boundaries': (daemon + b'Content-Type: multipart/mixed; boundary=b\n\n', b'--b' * (MEGABYTE // 3)),
            'mails in mails': (daemon, b'Content-Type: message/rfc822\n\n' * (MEGABYTE // 30)),
            'addresses': (daemon + b'\nThis is the qmail-send program\n', b'<p@x.example>:\n550 no such user\n\n' * (MEGABYTE // 33)),
            'days': (b'Auto-Submitted: auto-replied\n' + person + b'\nback on ', b'12.12.' * (MEGABYTE // 6)),
        }
        for name, (first, again) in mails.items():
            with self.subTest(name):
                # The sanitizers go over the whole of a text at each look at it: theirs is a small one.
                rest = [again[:MEGABYTE // 64]] if SANITIZED else [again] * 15
                code, _, err, peak, seconds = self.measured(['--json', 'read', '-'], [first, *rest])
                self.assertEqual((0, ''), (code, err))
                self.assertLess(peak, MEMORY_MOST)
                self.assertLess(seconds, 30 if SANITIZED else 1)
        code, _, err, peak, _ = self.measured(['read', '-'], [person + b'\n', *[b'x' * MEGABYTE] * 30])
        self.assertEqual(FAILED, code)
        self.assertSays(err, 'larger than')
        self.assertLess(peak, MEMORY_MOST)

    def test_cadences_that_are_none_or_never_rest(self) -> None:
        """Refused as a whole, with line and column where there is one; those that are there stay."""
        before = self.beck.json('cadence', 'list')
        files = {'nothing.yaml': (b'', 'line 1, column 1'), 'noise.yaml': (bytes(range(256)) * 16, 'UTF-8'),
                 'huge.yaml': (b'name: x\n' + b'# more\n' * MEGABYTE, 'larger than'),
                 'laughs.yaml': (b'a: &a [x, x]\nb: &b [*a, *a]\n', 'line 1, column 4'),
                 'deep.yaml': (b'a: ' + b'[' * 100000, 'line 1')}
        for name, (content, part) in files.items():
            path = self.beck.file(name, content)
            for act in ('check', 'add'):
                self.assertSays(self.beck.fails('cadence', act, path), name, part)
        for name, words in {'no-tail': 'could end', 'tail-without-rhythm': 'could end', 'zero-steps': 'wait of nothing',
                            'tail-of-conditions': 'could fall silent', 'zero-rhythm': 'without end',
                            'zero-floor': 'without end'}.items():
            path = SAMPLES / 'cadences' / 'bad' / f'{name}.yaml'
            self.assertSays(self.beck.fails('cadence', 'add', path), path.name, ', column ', words)
            self.beck.run('cadence', 'check', path, code=FOUND)
        self.assertEqual(before, self.beck.json('cadence', 'list'))

    def test_a_name_with_control_characters(self) -> None:
        added = self.beck.json('add', '\x1b]0;owned\x07Vic\r\tTor \u202eReed\x7f\u2066', '--note', 'b\x08c')
        shown = self.beck.run('show', added['id']).out
        for text in (added['name'], added['note'], shown):
            self.assertFalse([char for char in text if char < ' ' and char != '\n' or char in '\x7f\u202e\u2066'],
                             repr(text))
        self.assertSays(self.beck.fails('add', '\x01\x02', code=2), 'no name')

    # --- words that are not understood ---

    def test_wrong_words(self) -> None:
        """A word that nothing is called like is wrong use; a thing that is not there is a failure."""
        touch = self.beck.found('ann ford')['touch_id']
        good = self.folder / 'good.csv'
        wrong = {
            ('tody',): ('today',), ('qwrtz',): ('beck help',), ('today', '--al'): ('--al',),
            ('today', '--limit', 'many'): ('--limit',), ('today', '--limit', '0'): ('--limit',),
            ('log',): ('TOUCH',), ('log', touch): ('OUTCOME',), ('log', touch, 'voicmail'): ('voicemail',),
            ('log', touch, 'frobnicated'): ('talked',),
            ('log', touch, 'talked', '--result', 'perhaps'): ('nothing_yet',),
            ('log', touch, 'talked', '--set', 'cel=1'): ('cell',),
            ('log', touch, 'talked', '--until', 'someday'): ('--until',),
            ('skip', touch, '--because', 'lazy'): ('no_time',), ('promise', 'ann', 'no time given'): (),
            ('import', good, '--map', 'Name'): ('--map',), ('import', good, '--map', 'Name=emial'): ('email',),
            ('import', good, '--map', 'Nmae=name'): ('Name',), ('import',): ('FILE',),
            ('--now', 'yesteryear', 'today'): ('--now',), ('undo', 'all'): (), ('undo', '0'): (),
        }
        for words, parts in wrong.items():
            said = self.beck.fails(*words, code=WRONG_USE)
            self.assertSays(said, *parts)
            self.assertSays(said, 'beck')
        missing = {
            ('show', '99999'): ('99999',), ('show', 'nobody at all'): ('nobody at all',),
            ('log', '99999', 'voicemail'): ('99999',), ('log', 'lead:99999', 'they_called'): ('99999',),
            ('why', '99999'): ('99999',), ('today', '--owner', 'bob'): ('bob', 'Mary Beck'),
            ('--user', 'bob', 'today'): ('bob', 'Mary Beck'), ('assign', 'ann', 'bob'): ('bob',),
            ('import', good, '--owner', 'bob'): ('bob',), ('import', good, '--cadence', 'no'): ('no',),
            ('cadence', 'use', 'ann', 'no'): ('no',), ('promises', 'kept', '99999'): ('99999',),
            ('undo', '5'): (), ('merge', '99998', '99999'): (), ('--db', '/nowhere/x.db', 'today'): ('init',),
        }
        for words, parts in missing.items():
            self.assertSays(self.beck.fails(*words, code=FAILED), *parts)

    def test_what_is_not_there_says_where_to_look(self) -> None:
        lists = {'gift': ('gift', 'approve'), 'sender list': ('sender', 'check'), 'mailbox list': ('mailbox', 'check'),
                 'calendar list': ('calendar', 'check'), 'webhook list': ('webhook', 'remove'), 'webhook log': ('webhook', 'redeliver'),
                 'job list': ('job', 'show'), 'content list': ('content', 'retire'), 'token': ('token', 'revoke'),
                 'absence': ('absence', 'remove'), 'pause': ('resume',), 'inbox': ('inbox', 'take'), 'call': ('call', 'over'),
                 'promises': ('promises', 'kept'), 'outbox': ('outbox', 'back'), 'today --all': ('fax',), 'leads': ('show',),
                 'find WORDS': ('person',), 'form list': ('form', 'show'), 'cadence list': ('cadence', 'show')}
        for look, words in lists.items():
            self.assertSays(self.beck.fails(*words, '99'), '99', f'`beck {look}` lists those there are')
        self.assertIn('`beck gift`', json.loads(self.beck.fails('--json', 'gift', 'approve', '99'))['error']['message'])
        for words in (('outbox', 'send'), ('letter', 'print', '-o', 'x.pdf'), ('why',)):
            self.assertSays(self.beck.fails(*words, '99'), 'there is no touch 99')

    def test_channels_typed_wrong(self) -> None:
        """Each channel's commands without what they need, with what they do not know, with both of what excludes the
        other, and with ids of nothing: one line that names the place and the way out, and nothing is changed."""
        self.beck.run('add', 'Bo Hill', '--cell', '202 555 0121', '--company', 'Hill', '--source', 'web')
        self.beck.run('gift', 'budget', '500')
        before = self.beck.run('export', '--as', 'json').out
        known = ('text', 'fax', 'letter', 'gift', 'visits', 'call', 'calls', 'calendar', 'contacts', 'consent', 'sender', 'outbox',
                 'mailbox', 'morning', 'words', 'files', 'letter print', 'letter sent', 'gift order', 'gift budget', 'gift policy',
                 'gift refund', 'call dial', 'call by', 'call over', 'calendar add', 'contacts add', 'contacts sync', 'sender add',
                 'sender check', 'sender set', 'outbox send', 'outbox settle', 'outbox attach', 'outbox detach', 'outbox message')
        for words in known:
            self.wrong_use((*words.split(), '--qwrtz'), '--qwrtz', words)
        for words, needs in {'text': 'LEAD', 'fax': 'TOUCH', 'words': 'TOUCH', 'files': 'LEAD', 'log': 'TOUCH', 'gift order': 'LEAD',
                             'gift budget': 'SUM', 'gift policy': 'ACCOUNT', 'gift approve': 'ID', 'call dial': 'LEAD',
                             'outbox send': 'TOUCH', 'outbox back': 'TOUCH', 'outbox settle': 'TOUCH', 'sender add': 'ADDRESS',
                             'mailbox add': 'ADDRESS', 'calendar add': 'URL', 'contacts add': 'URL', 'calendar check': 'ID',
                             'contacts pause': 'ID', 'sender check': 'ID'}.items():
            self.wrong_use(words.split(), needs, words)
        for words in ('fax', 'words', 'outbox back', 'outbox message', 'gift cancel', 'sender check', 'mailbox pause',
                      'calendar check', 'contacts check', 'call over'):
            for number in ('x', '0', '1.5', '99999999999999999999'):
                self.wrong_use((*words.split(), number), 'is a number', number)
        for words, parts in {
                'text hill --cell 12': ('--cell', 'FILE', '--words'), 'text hill --content x': ('--content', 'number'),
                'call by pigeon': ('WAY', 'baresip'), 'call by hook': ('url', 'https://'), 'call by hook --set nope=1': ('nope',),
                'call by hook --set url=https://x/': ('{number}',), 'call by baresip --set port=x': ('control port', ':4444'),
                'call by tel --set port=1': ('port',), 'calls --limit 0': ('--limit',), 'calls --limit many': ('--limit',),
                'gift order hill pump': ('--cost',), 'gift order hill pump --cost': ('--cost', 'SUM'), 'gift decline 9': ('--because',),
                'gift budget -1': ('-1', '--'), 'gift approve 1 2': ('2',), 'letter print': ('--output', '--queue'),
                'letter print 9 --paper b5 -o x': ('--paper', 'a4'), 'letter print 9 --window x -o x': ('--window', 'us10'),
                'letter print 9 --envelope --labels -o x': ('--envelope', '--labels'), 'letter print --due 9 -o x': ('--due',),
                'letter print 9 -o x --queue': ('--output', '--queue'), 'letter sent': ('--due',), 'letter sent --due 9': ('--due',),
                'letter sent x': ('number', 'x'), 'outbox settle 9 perhaps': ('WHAT', 'not-sent'), 'outbox attach 9': ('FILE',),
                'sender add x --driver pigeon': ('pigeon', 'smtp'), 'log lead:hill cell:danced': ('danced', 'talked'),
                'log lead:hill vm --channel pigeon': ('--channel', 'phone'), 'log lead:hill vm --follow-by pigeon': ('email', 'text')}.items():
            self.wrong_use(words.split(), *parts)
        for words, parts in {
                'text nobody': ('nobody', '`beck leads`'), 'text hill nothing.jpg': ('nothing.jpg', 'No such file'),
                'text hill --cell 12 --words hi': ('12', 'digits'), 'call dial nobody': ('nobody', '`beck leads`'),
                'call dial hill --number fax': ('fax',), 'call over': ('no call',), 'calls --owner nobody': ('nobody', 'Mary Beck'),
                'gift order hill pump --cost 1e9': ('1e9', 'such as 45'), 'gift order hill pump --cost 4,5,6': ('4,5,6',),
                'gift order nobody pump --cost 5': ('nobody', '`beck leads`'), 'gift budget lots': ('lots', 'such as 45'),
                'gift budget 5 --user nobody': ('nobody', 'Mary Beck'), 'gift policy hill lots': ('lots', 'none, ask, any'),
                'letter print 9999 -o x.pdf': ('there is no touch 9999',), 'letter sent 9999': ('there is no touch 9999',),
                'outbox settle 9999 sent': ('there is no message of touch 9999', '`beck outbox`'),
                'outbox message 9999': ('there is no message of touch 9999', '`beck outbox`'), 'outbox detach 9999 1': ('9999',),
                'outbox attach 9999 good.csv': ('9999',), 'log lead:99999 vm': ('99999', '`beck leads`')}.items():
            with self.subTest(words):
                self.assertSays(self.one_line(self.beck.fails(*words.split())), *parts)
        self.assertEqual(before, self.beck.run('export', '--as', 'json').out)

    def wrong_use(self, words: Iterable[str], *parts: str) -> None:
        with self.subTest(' '.join(words)):
            said = self.one_line(self.beck.fails(*words, code=WRONG_USE))
            self.assertSays(said, *parts, '--help')

    def one_line(self, said: str) -> str:
        """What is wrong in one line; a second one may lead to the help."""
        first, *rest = said.splitlines()
        self.assertTrue(first.startswith('beck: '), said)
        self.assertTrue(not rest or len(rest) == 1 and rest[0].startswith('See `beck'), said)
        return said

    def test_errors_as_json(self) -> None:
        for words, code in ((('--json', 'qwrtz'), WRONG_USE), (('--json', 'show', '99999'), FAILED),
                            (('--json', 'import', 'missing.csv'), FAILED)):
            said = json.loads(self.beck.fails(*words, code=code))
            self.assertEqual([], shapes.faults(shapes.ERROR, said))

    def test_a_touch_is_logged_once(self) -> None:
        touch = self.beck.found('ann ford')['touch_id']
        self.beck.log(touch, 'voicemail')
        self.assertSays(self.beck.fails('log', touch, 'voicemail'), 'already')

    def test_nobody_listens(self) -> None:
        """A reader that goes away early, and a place that takes nothing."""
        process = self.beck.start('help')
        process.stdout.close()
        err = process.stderr.read()
        process.wait()
        self.assertEqual(b'', err)
        full = os.open('/dev/full', os.O_WRONLY)
        done = subprocess.run(self.beck.command('today'), env=self.beck.environment(), stdout=full,
                              stderr=subprocess.PIPE, check=False)
        os.close(full)
        self.assertEqual(FAILED, done.returncode)
        self.assertSays(done.stderr.decode(), 'No space left')


if __name__ == '__main__':
    beck.main()
