"""The program as a process: exit codes, what goes to which stream, terminals, pagers, broken pipes.

Usage: test_process.py BECK
"""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BECK = str(Path(sys.argv[1]).resolve())
NOW = '2026-11-23T14:10:00Z'  # a Monday, 9:10 in New York


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        kept = {key: value for key, value in os.environ.items()
                if key not in ('NO_COLOR', 'PAGER', 'LESS', 'COLUMNS', 'BECK_DB', 'XDG_DATA_HOME')}
        self.environment = kept | {'BECK_DB': str(self.folder / 'beck.db'), 'HOME': str(self.folder),
                                   'TERM': 'xterm'}

    def beck(self, *words: str, code: int = 0, **more) -> subprocess.CompletedProcess:
        done = subprocess.run([BECK, *words], env=more.pop('env', self.environment), text=True,
                              stdout=more.pop('stdout', subprocess.PIPE), stderr=subprocess.PIPE,
                              stdin=subprocess.DEVNULL, cwd=self.folder, **more)
        self.assertEqual(done.returncode, code, f'{words}: {done.stdout}{done.stderr}')
        return done

    def json(self, *words: str, **more):
        return json.loads(self.beck(*words, '--json', '--now', NOW, **more).stdout)

    def init(self) -> None:
        self.beck('init', '--user', 'Ann Ford', '--workspace', 'Ford Pumps', '--zone',
                  'America/New_York', '--country', 'US', '--now', NOW)


class ExitCodes(Case):
    def test_wrong_use_is_2_with_a_suggestion(self):
        for words, suggestion in (
                (('tody',), '`beck today`'),
                (('add', 'Ann', '--sorce', 'x'), '--source'),
                (('add', 'Ann', '--role', 'decide'), 'decides'),
                (('help', 'imprt'), '`beck help import`'),
                (('promises', 'kpet', '1'), '`beck promises kept`')):
            done = self.beck(*words, code=2)
            self.assertEqual(done.stdout, '')
            self.assertIn(suggestion, done.stderr)
            self.assertTrue(done.stderr.startswith('beck: '))
        self.assertIn('Every day', self.beck(code=2).stdout)
        self.assertIn('beck help', self.beck('--json', code=2).stderr)

    def test_wrong_words_are_2_before_anything_is_done(self):
        self.init()
        self.assertIn('talked', self.beck('log', '1', 'tlaked', code=2).stderr)
        self.assertIn('meeting', self.beck('log', '1', 'talked', '--result', 'meating', code=2).stderr)
        self.assertIn('no_time', self.beck('skip', '1', '--because', 'no_tme', code=2).stderr)
        self.assertIn('call_hours', self.beck('config', 'get', 'cal_hours', code=2).stderr)
        self.assertIn('whole number', self.beck('config', 'set', 'moves_per_day', 'x', code=2).stderr)
        for words in (('today', '--now', 'gestern'), ('log', '1', 'talked', '--at', 'gestern'),
                      ('promise', '1', 'send', 'it'), ('add', 'Jo', '--cell', '12'),
                      ('add', 'Jo', '--value', 'much'), ('add', 'Jo', '--zone', 'Mars/Base'), ('add',)):
            self.beck(*words, code=2)

    def test_what_fails_is_1(self):
        self.assertIn('beck init', self.beck('today', code=1).stderr)
        self.init()
        self.assertIn('Ann Ford', self.beck('today', '--user', 'bob', code=1).stderr)
        self.beck('show', '12', code=1)
        self.beck('undo', code=1)
        self.beck('import', 'no-such-file.csv', code=1)

    def test_errors_are_json_on_standard_error(self):
        done = self.beck('today', '--json', code=1)
        self.assertEqual(done.stdout, '')
        error = json.loads(done.stderr)['error']
        self.assertEqual((error['kind'], error['field']), ('missing', None))
        error = json.loads(self.beck('add', 'Ann', '--sorce', '--json', code=2).stderr)['error']
        self.assertEqual((error['kind'], error['field']), ('input', 'sorce'))
        self.assertEqual(done.stderr.count('\n'), 1)

    def test_help_and_version(self):
        self.assertRegex(self.beck('--version').stdout, r'^beck \d+\.\d+\.\d+\n$')
        self.assertEqual(set(self.json('version')), {'version'})
        self.assertIn('Examples', self.beck('log', '--help').stdout)
        self.assertEqual(self.beck('help', 'log').stdout, self.beck('log', '-h').stdout)
        self.assertEqual(self.beck('help').stdout, self.beck('--help').stdout)


class Documents(Case):
    """The shapes of DESIGN §10, by the program itself."""

    def setUp(self):
        super().setUp()
        self.init()

    def test_init_twice_changes_nothing(self):
        again = self.json('init', '--user', 'Bob')
        self.assertEqual((again['workspace'], again['user'], again['made']), ('Ford Pumps', 'Ann Ford', False))

    def test_add_gives_the_lead(self):
        lead = self.json('add', 'Jo Bell', '--company', 'Acme', '--cell', '202 555 0123', '--source', 'web',
                         '--promise', 'send the quote friday', '--hot', '--value', '12.5k')
        self.assertEqual((lead['name'], lead['state'], lead['temperature']), ('Jo Bell', 'added', 'hot'))
        self.assertEqual(lead['account']['name'], 'Acme')
        self.assertEqual(lead['value'], 12500)
        self.assertEqual(lead['people'][0]['addresses'][0]['value'], '+12025550123')
        self.assertEqual(lead['promises'][0]['text'], 'send the quote')
        self.assertEqual(lead['promises'][0]['due_at'], '2026-11-27T22:00:00Z')  # five in New York
        self.assertEqual(lead['next']['lead']['id'], lead['id'])
        self.assertEqual(self.json('add', 'Jo Bell', '--cell', '+1 202 555 0123')['state'], 'duplicate')

    def test_a_day(self):
        self.json('add', 'Jo Bell', '--cell', '202 555 0123', '--source', 'web')
        today = self.json('today')
        self.assertTrue({'now', 'touches', 'counts'} <= set(today))
        self.assertEqual(today['now'], NOW)
        touch = today['touches'][0]
        self.assertTrue({'id', 'lead', 'contact', 'channel', 'address', 'due_at', 'state', 'mode', 'reason',
                         'content', 'why', 'cadence', 'step', 'promise'} <= set(touch))
        self.assertTrue({'id', 'name', 'account', 'status', 'source'} <= set(touch['lead']))
        self.assertTrue({'id', 'name', 'title'} <= set(touch['contact']))
        self.assertEqual(touch['address']['kind'], 'cell')
        following = self.json('next')
        self.assertTrue({'script', 'ask', 'climb'} <= set(following))
        logged = self.json('log', str(following['id']), 'left', 'a', 'message', '--note', 'hello')
        self.assertEqual(logged['touch']['outcome'], 'voicemail')
        self.assertEqual(set(logged) & {'touch', 'lead', 'next'}, {'touch', 'lead', 'next'})
        self.assertNotEqual(logged['next']['id'], following['id'])
        undone = self.json('undo')
        self.assertEqual(undone['touch']['state'], 'undone')
        self.assertEqual(undone['lead']['id'], logged['lead']['id'])

    def test_a_time_ahead_is_the_one_agreed_on(self):
        lead = self.json('add', 'Jo Bell', '--cell', '202 555 0123')['id']
        logged = self.json('log', f'lead:{lead}', 'they_called', '--result', 'meeting', '--at', 'friday 10:00')
        self.assertEqual(logged['touch']['at'], NOW)
        self.assertEqual(logged['next']['due_at'], '2026-11-27T15:00:00Z')
        logged = self.json('log', f'lead:{lead}', 'they_called', '--at', '2026-11-23T13:00:00Z')
        self.assertEqual(logged['touch']['at'], '2026-11-23T13:00:00Z')

    def test_import_adds_up(self):
        (self.folder / 'list.csv').write_text('Name,Company,Mobile\nJo Bell,Acme,202 555 0123\n'
                                              'Al Fox,Acme,202 555 0124\n,,\nAl Fox,Acme,202 555 0124\n')
        told = self.json('import', 'list.csv', '--dry-run')
        self.assertTrue(told['dry_run'])
        result = self.json('import', 'list.csv')
        parts = result['added'] + result['updated'] + result['duplicates'] + len(result['rejected'])
        self.assertEqual(result['read'], parts)
        self.assertEqual((result['added'], result['duplicates']), (2, 1))
        for row in result['rejected']:
            self.assertEqual(set(row), {'file', 'line', 'reason'})

    def test_check_and_find(self):
        self.json('add', 'Jo Bell', '--company', 'Acme')
        self.assertEqual(self.json('check'), {'leads': 1, 'open': 1, 'problems': [], 'more': False})
        self.assertEqual([lead['name'] for lead in self.json('find', 'jo', 'acm')['leads']], ['Jo Bell'])
        self.assertEqual(self.json('find', 'nobody')['leads'], [])

    def test_nothing_is_planned(self):
        self.assertIsNone(self.json('next'))
        self.assertIn('No lead is open', self.beck('next').stdout)


class Streams(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def test_a_reader_that_leaves_ends_it_like_any_program(self):
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, 'w') as pipe:
            done = self.beck('help', code=-signal.SIGPIPE, stdout=pipe)
        self.assertEqual(done.stderr, '')

    @unittest.skipUnless(os.path.exists('/dev/full'), 'no /dev/full here')
    def test_a_full_disk_is_told(self):
        with open('/dev/full', 'w') as full:
            self.assertIn('No space left', self.beck('help', code=1, stdout=full).stderr)
            done = self.beck('add', 'Jo Bell', code=1, stdout=full)
        self.assertIn('it is done, but cannot be shown', done.stderr)
        self.assertEqual(self.json('check')['leads'], 1)

    def test_closed_streams_harm_no_file(self):
        for closed in ((1,), (0, 1, 2)):
            def close(numbers=closed):
                for number in numbers:
                    os.close(number)
            done = subprocess.run([BECK, 'add', 'Jo Bell'], env=self.environment, preexec_fn=close,
                                  stderr=subprocess.PIPE, text=True)
            self.assertEqual(done.returncode, 1)
        self.assertEqual(self.json('check')['problems'], [])

    def test_no_colours_in_a_pipe_unless_wished(self):
        self.assertNotIn('\033', self.beck('help').stdout)
        self.assertIn('\033[', self.beck('help', '--color').stdout)
        self.assertNotIn('\033', self.beck('help', '--color', '--no-color').stdout)

    def test_foreign_names_cannot_drive_the_terminal(self):
        self.assertNotIn('\033', self.beck('import', 'a\033[2Jb.csv', code=1).stderr)
        self.assertNotIn('\033', self.beck('add', 'Jo \033]0;x\007Bell').stdout)


    def test_an_export_goes_to_standard_output(self):
        self.beck('add', 'Jo Bell', '--company', 'Acme')
        lines = self.beck('export').stdout.splitlines()
        self.assertEqual(len(lines), 2)
        self.assertIn('Jo Bell', lines[1])
        tables = {json.loads(line)['table'] for line in self.beck('export', '--as', 'json').stdout.splitlines()}
        self.assertIn('contact', tables)
        self.assertIn('BEGIN:VCARD', self.beck('export', '--as', 'vcard').stdout)


class Terminal(Case):
    """On a terminal of 24 lines and 80 columns."""

    def run_on_terminal(self, *words: str, **environment: str) -> str:
        leader, follower = pty.openpty()
        import fcntl
        import struct
        import termios
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
        process = subprocess.Popen([BECK, *words], env=self.environment | environment, stdin=follower,
                                   stdout=follower, stderr=follower)
        os.close(follower)
        seen = b''
        while True:
            ready, _, _ = select.select([leader], [], [], 60)
            self.assertTrue(ready, 'it waits for somebody')
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            seen += part
        process.wait()
        os.close(leader)
        return seen.decode().replace('\r\n', '\n')

    def test_colours_and_their_refusal(self):
        self.assertIn('\033[', self.run_on_terminal('version', '--help'))
        self.assertNotIn('\033', self.run_on_terminal('version', '--help', NO_COLOR='1'))
        self.assertNotIn('\033', self.run_on_terminal('version', '--help', TERM='dumb'))
        self.assertIn('\033[', self.run_on_terminal('version', '--help', '--color', NO_COLOR='1'))

    def test_long_text_goes_through_the_pager(self):
        pager = self.folder / 'pager'
        pager.write_text('#!/bin/sh\necho "[$LESS $1]"\ncat >/dev/null\n')
        pager.chmod(0o755)
        self.assertEqual(self.run_on_terminal('help', PAGER=f'{pager} -x'), '[FRX -x]\n')
        self.assertIn('[-S ', self.run_on_terminal('help', PAGER=str(pager), LESS='-S'))
        self.assertNotIn('[', self.run_on_terminal('version', PAGER=str(pager)))
        plain = self.run_on_terminal('help', '--no-pager', '--no-color', PAGER=str(pager))
        self.assertIn('Every day', plain)

    def test_a_pager_that_is_not_there_or_leaves_costs_nothing(self):
        for pager in ('no-such-pager', '', 'cat'):
            self.assertIn('today', self.run_on_terminal('help', PAGER=pager))
        self.assertNotIn('beck:', self.run_on_terminal('help', PAGER='true'))

    def test_text_fits_the_terminal(self):
        self.init()
        self.beck('add', 'A Person With A Very Long Name Indeed', '--company', 'A Company Of ' + 'Long ' * 30,
                  '--title', 'Vice President of ' + 'Everything ' * 20, '--cell', '202 555 0123', '--source',
                  'web', '--note', 'word ' * 200, '--now', NOW)
        for words in (('today',), ('next',), ('show', 'person'), ('find', 'person'), ('config',),
                      ('promises',), ('check',), ('report', 'monday')):
            text = self.run_on_terminal(*words, '--now', NOW, '--no-pager', '--no-color')
            for line in text.splitlines():
                self.assertLessEqual(len(line), 80, f'{words}: {line}')

    def test_progress_shows_on_a_terminal_only(self):
        self.init()
        rows = ''.join(f'Person {i},Acme {i},+1 202 555 {i % 10000:04}\n' for i in range(3000))
        (self.folder / 'list.csv').write_text('Name,Company,Mobile\n' + rows)
        seen = self.run_on_terminal('import', str(self.folder / 'list.csv'))
        self.assertTrue(re.search(r'\d+ rows', seen))
        self.assertIn('3,000 rows', seen)
        self.assertNotIn('\r', self.beck('import', 'list.csv').stderr)


class Interrupt(Case):
    def test_ctrl_c_ends_an_import_that_can_go_on(self):
        self.init()
        rows = ''.join(f'Person {i},Acme {i},p{i}@acme{i}.example\n' for i in range(6000))
        (self.folder / 'list.csv').write_text('Name,Company,Email\n' + rows)
        process = subprocess.Popen([BECK, 'import', 'list.csv', '--json', '--now', NOW],
                                   env=self.environment, cwd=self.folder, stdout=subprocess.PIPE, text=True)
        while process.poll() is None and self.json('check')['leads'] == 0:
            pass
        process.send_signal(signal.SIGINT)
        first = json.loads(process.communicate()[0])
        if first['stopped']:
            self.assertEqual(process.returncode, 1)
            self.assertLess(first['read'], 6000)
            second = self.json('import', 'list.csv')
            self.assertEqual(second['files'][0]['resumed_at'], first['read'])
            self.assertEqual((second['stopped'], second['added']), (False, 6000))
        self.assertEqual(self.json('check')['leads'], 6000)


unittest.main(argv=[sys.argv[0]])
