"""A database and its copies: only the one that a person armed sends, and each mail goes once."""

from __future__ import annotations

import collections
import shutil
import subprocess
import time
import unittest
from pathlib import Path

import beck as stories
from beck import FOUND, Beck, Story, main
from mailing import SENDS_AT, SINK, Sink, prepare


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class Standing(Story):
    def setUp(self) -> None:
        super().setUp()
        self.sink = Sink(self.folder)
        self.addCleanup(self.sink.stop)

    def sent(self) -> list[str]:
        return sorted(mail['X-Rcpt-Args'] for mail in self.sink.whole())

    def work(self, beck: Beck | None = None) -> dict:
        return (beck or self.beck).json('work', '--once')

    def kept(self) -> Path:
        """What the machine keeps outside of the database."""
        return self.folder / '.local' / 'state' / 'beck'

    def snapshot(self) -> object:
        if stories.ENGINE == 'sqlite':
            self.beck.run('backup', self.folder / 'copy.db')
            return self.folder / 'copy.db'
        return subprocess.run(['pg_dump', '--no-owner', self.beck.database], check=True, stdout=subprocess.PIPE,
                              text=True).stdout

    def restore(self, snapshot: object) -> None:
        """In the place of the database."""
        if stories.ENGINE == 'sqlite':
            for path in self.folder.glob('beck.db*'):
                path.unlink()
            shutil.copy(snapshot, self.beck.database)
            return
        stories.sql('SET client_min_messages = error; DROP SCHEMA public CASCADE; CREATE SCHEMA public', self.beck.database)
        self.load(self.beck.database, snapshot)

    def load(self, database: str, dump: str) -> None:
        subprocess.run([stories.PSQL, '--no-psqlrc', '-qX', '-v', 'ON_ERROR_STOP=1', database], check=True,
                       input=dump, text=True, stdout=subprocess.DEVNULL)

    def copy(self, snapshot: object) -> Beck:
        """Beside the database."""
        if stories.ENGINE == 'sqlite':
            made = Beck(str(snapshot), self.folder, self.beck.now)
        else:
            made = Beck(self.place.database('copy'), self.folder, self.beck.now)
            stories.make_empty(made.database)
            self.load(made.database, snapshot)
        return made

    def dump_tools(self) -> None:
        if stories.ENGINE != 'sqlite' and not shutil.which('pg_dump'):
            self.skipTest('pg_dump is not here')

    def test_a_restored_copy(self) -> None:
        self.dump_tools()
        prepare(self.beck, 5, self.sink.port)
        snapshot = self.snapshot()
        self.assertEqual(5, self.work(self.beck.at(SENDS_AT))['sent'])
        self.restore(snapshot)
        done = self.work()
        self.assertEqual(0, done['sent'])
        self.assertIn('restored', done['held'])
        self.assertEqual(5, len(self.sent()))
        asked = self.beck.json('outbox', 'arm')
        self.assertEqual((False, 5, 5), (asked['armed'], asked['due'], asked['missing']))
        self.assertIn('arm', self.beck.json('pause')['holds'][0]['reason'])
        (notice,) = self.beck.today()['notices']
        self.assertEqual(('arming', 'held', '/outbox', 'beck outbox arm'),
                         tuple(notice[name] for name in ('about', 'state', 'page', 'command')))
        self.assertIn('restored', notice['why'])
        self.assertIn('beck outbox arm', ' '.join(self.beck.run('today').out.split()))
        self.assertEqual(0, self.work()['sent'])  # asking arms nothing
        self.assertTrue(self.beck.json('outbox', 'arm', '--yes')['armed'])
        self.assertEqual([], self.beck.today()['notices'])
        self.assertEqual(5, self.work()['sent'])
        self.assertEqual([2] * 5, list(collections.Counter(self.sent()).values()))  # a person let them
        self.assertEqual(0, self.work()['sent'])
        self.assertEqual([], self.beck.json('pause')['holds'])
        self.beck.audit()
        self.beck.sql('UPDATE sending_count SET dots = 1')
        self.assertIn('counted', self.beck.json('check', code=FOUND)['problems'][0]['what'])

    def test_a_copy_beside_it(self) -> None:
        self.dump_tools()
        prepare(self.beck, 5, self.sink.port)
        self.beck.at(SENDS_AT).json('work', '--once')
        self.assertEqual(5, len(self.sent()))
        self.beck.run('add', 'Late Lee', '--email', 'lee@late.example', '--source', 'list', '--cadence', 'mailing')
        copy = self.copy(self.snapshot())
        for beck in (self.beck, copy):
            beck.at('2026-11-17T16:00:00+00:00')
        self.assertIn('copy', self.work(copy)['held'])
        self.assertEqual(5, len(self.sent()))
        self.assertEqual(1, self.work()['sent'])  # the original does not mind
        self.assertEqual(0, self.work(copy)['sent'])
        # Armed, the copy is the one that sends, and the original asks.
        copy.run('outbox', 'arm', '--yes')
        self.assertEqual(1, self.work(copy)['sent'])
        self.assertEqual(0, self.work()['sent'])
        self.assertFalse(self.beck.json('outbox', 'arm')['armed'])

    def test_a_machine_without_its_file(self) -> None:
        prepare(self.beck, 3, self.sink.port)
        self.assertEqual(3, self.work(self.beck.at(SENDS_AT))['sent'])
        self.beck.run('add', 'Late Lee', '--email', 'lee@late.example', '--source', 'list', '--cadence', 'mailing')
        shutil.rmtree(self.kept())
        self.beck.at('2026-11-17T16:00:00+00:00')
        self.assertIn('before', self.work()['held'])
        self.assertEqual([], self.beck.json('pause')['holds'])  # other machines go on
        self.assertIn('before', self.beck.today()['notices'][0]['why'])  # and none has: it is due for hours
        self.assertEqual(1, self.beck.json('outbox', 'arm', '--yes')['due'])
        self.assertEqual(1, self.work()['sent'])
        self.beck.audit()

    def test_who_arms_under_another_home_arms_nobody(self) -> None:
        """Both name the file they mean, and the database remembers which one was armed."""
        prepare(self.beck, 2, self.sink.port)
        self.beck.at(SENDS_AT).sql("INSERT INTO sending_count (workspace_id, dots, place, since) VALUES (1, 3, 'elsewhere', 0)")
        other = Beck(self.beck.database, self.folder / 'other', self.beck.now)
        other.folder.mkdir()
        armed = other.json('outbox', 'arm', '--yes')
        self.assertTrue(armed['armed'])
        self.assertIn(str(other.folder), armed['file'])
        self.assertIn(armed['file'], other.run('outbox', 'arm', '--yes').out.replace('\n', ' '))
        held = self.beck.run('work', '--once')
        self.assertIn('nothing is sent', held.err)
        self.assertIn(str(self.kept()), held.err)
        self.assertIn(armed['file'], held.err)
        shown = self.beck.json('outbox', 'arm')
        self.assertEqual((False, armed['file']), (shown['armed'], shown['armed_file']))
        advice = {row['what']: row for row in self.beck.run('--json', 'doctor').json['checks']}
        self.assertIn(armed['file'], advice['sending']['found'])
        self.assertIn('BECK_STATE', advice['sending']['advice'])
        self.beck.run('outbox', 'arm', '--yes')
        self.assertEqual(2, self.work()['sent'])

    def test_a_state_folder_that_cannot_be_made(self) -> None:
        """Is said wherever one looks whether it sends."""
        prepare(self.beck, 1, self.sink.port)
        (self.folder / '.local').mkdir(exist_ok=True)
        (self.folder / '.local' / 'state').write_text('no folder')
        shown = self.beck.at(SENDS_AT).json('outbox', 'arm')
        self.assertEqual((False, None, 1), (shown['armed'], shown['file'], shown['due']))
        self.assertIn('BECK_STATE', shown['why'])
        self.assertIn('BECK_STATE', self.beck.run('outbox', 'arm').out)
        rows = {row['what']: row['state'] for row in self.beck.json('doctor', code=FOUND)['checks']}
        self.assertEqual('bad', rows['state folder'])
        self.assertIn('BECK_STATE', self.beck.fails('work', '--once'))

    def test_resuming_arms_a_worker_that_waits(self) -> None:
        """From another machine: the hold is lifted in the database."""
        prepare(self.beck, 2, self.sink.port)
        self.work(self.beck.at('2026-11-16T09:00:00+00:00'))  # nothing is due: the count begins
        mark = next(self.kept().iterdir())
        mark.write_text(f'{7:020d} {mark.read_text().split(" ", 1)[1]}')
        worker = self.beck.at(SENDS_AT).start('work', '--once')
        worker.communicate()
        hold = self.beck.json('pause')['holds'][0]['id']
        worker = self.beck.start('work')
        self.addCleanup(worker.communicate)
        self.addCleanup(worker.terminate)
        self.assertIn(b'nothing is sent', worker.stderr.readline())
        self.assertEqual([], self.sent())
        self.beck.sql(f'UPDATE hold SET lifted_at = 1 WHERE id = {hold}')  # `resume` would plan them anew, for a minute later
        for _ in range(600):
            if len(self.sent()) == 2:
                return
            time.sleep(0.1)
        self.fail('it was armed and did not send')

    def test_what_is_late_is_asked_about(self) -> None:
        prepare(self.beck, 3, self.sink.port)
        self.assertEqual(0, self.work(self.beck.at('2026-11-19T16:00:00+00:00'))['sent'])
        self.assertEqual([], self.sent())
        self.assertEqual([], self.beck.json('outbox')['outbox'])
        touches = [touch['id'] for touch in self.beck.json('review')['touches']]
        self.assertEqual(3, len(touches))
        self.beck.run('outbox', 'send', *touches)
        self.assertEqual(3, self.work(self.beck.later(minutes=2))['sent'])
        self.beck.audit()


if __name__ == '__main__':
    main()
