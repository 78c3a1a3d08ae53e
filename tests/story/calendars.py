"""A seller's calendar at a real server (Radicale): what is agreed stands in it, what is moved there moves here,
and a meeting that is booked there lets the lead wait, then asks how it went."""

from __future__ import annotations

import subprocess

from beck import FAILED, WRONG_USE, instant, main
from dav_server import DavStory, Fake, Radicale, event


class Calendars(DavStory):
    KIND = 'calendar'

    def made(self) -> str:
        return self.server.calendar('work')

    def next(self) -> dict:
        return self.beck.show(self.lead['id'])['next']

    def files(self) -> dict[str, str]:
        return self.server.files('work')

    def meet(self, when: str) -> dict:
        return self.beck.log(f'lead:{self.lead["id"]}', 'talked', '--result', 'meeting', '--until', when)

    # --- the account ---

    def test_is_found_behind_a_url_and_says_what_is_wrong(self) -> None:
        self.server.calendar('private')
        self.server.calendar('tasks', 'VTODO')
        add = ('calendar', 'add', self.server.url, '--set', 'private=yes', '--set', 'login=mary')
        self.assertSays(self.beck.fails(*add, code=WRONG_USE, given=b'right-one\n'), 'which calendar', 'Work', 'Private')
        self.assertSays(self.beck.fails(*add, given=b'wrong-one\n'), 'name or the password', self.server.url)
        self.assertSays(self.beck.fails(*add[:5], '--set', 'login=nobody', '--set', 'calendar=Work', given=b'x\n'), 'name or the password')
        self.assertSays(self.beck.fails('calendar', 'add', self.server.url, '--set', 'login=mary', code=WRONG_USE, given=b'x\n'), 'https:')
        self.assertSays(self.beck.fails(*add, '--set', 'promises=maybe', code=WRONG_USE, given=b'right-one\n'), 'promises', 'event, todo')
        self.assertSays(self.beck.fails(*add, '--set', 'calendar=Tasks', code=WRONG_USE, given=b'right-one\n'), 'which calendar')
        made = self.connect('--set', 'calendar=Work')
        self.assertEqual(('Work', self.server.url + self.path, 'on', 'Mary Beck'), (made['name'], made['url'], made['state'], made['user']))
        self.assertNotIn('password', made['settings'])
        self.assertSays(self.beck.fails(*add, '--set', 'calendar=Work', given=b'right-one\n'), 'used already', 'calendar remove')
        self.assertIn('can be read and written', self.beck.run('calendar', 'check', made['id']).out)
        self.assertEqual('off', self.beck.json('calendar', 'pause', made['id'], '--because', 'we move')['state'])
        self.assertSays(self.beck.fails('calendar', 'sync', made['id']), 'paused', 'calendar resume')
        (notice,) = self.beck.today()['notices']
        self.assertEqual(('calendar', 'Work', 'off', 'we move', f'beck calendar resume {made["id"]}'),
                         tuple(notice[name] for name in ('about', 'address', 'state', 'why', 'command')))
        self.assertSays(self.beck.run('today').out, 'Work (calendar) is not looked at: we move')
        self.assertSays(self.beck.run('doctor').out, 'Work is off: we move', 'beck calendar resume')
        self.assertEqual('on', self.beck.json('calendar', 'resume', made['id'])['state'])
        self.assertSays(self.beck.fails('calendar', 'check', '99'), 'no calendar 99')
        self.assertSays(self.beck.fails('calendar', 'sync', '99'), 'no calendar 99')
        self.assertIn('Work', self.beck.run('calendar', 'list').out)
        self.assertIn('stays', self.beck.run('calendar', 'remove', made['id']).out)
        self.assertEqual([], self.beck.json('calendar', 'list')['calendars'])
        self.assertIn('BEGIN:VCALENDAR', self.beck.run('calendar').out, 'the file as ever')

    def test_a_password_that_ends_puts_it_off_and_a_server_that_is_away_lets_it_rest(self) -> None:
        made = self.connect()
        (self.server.folder / 'users').write_text('mary:another\n')
        self.server.stop(), self.server.start()
        self.assertSays(self.beck.fails('calendar', 'sync'), 'name or the password')
        self.assertEqual('off', self.beck.json('calendar', 'list')['calendars'][0]['state'])
        (self.server.folder / 'users').write_text('mary:right-one\n')
        self.server.stop()
        self.beck.run('calendar', 'resume', made['id'])
        self.assertSays(self.beck.fails('calendar', 'sync'), self.server.url)
        shown = self.beck.json('calendar', 'list')['calendars'][0]
        self.assertEqual('rests', shown['state'])
        self.assertGreater(instant(shown['rests_until']), self.beck.clock)
        self.assertEqual(0, self.beck.json('work', '--once')['calendars'], 'it rests')
        self.server.start()
        self.beck.later(minutes=5)
        self.assertEqual(1, self.beck.json('work', '--once')['calendars'])
        self.assertEqual(0, self.beck.json('work', '--once')['calendars'], 'every ten minutes')
        self.assertEqual('on', self.beck.json('calendar', 'list')['calendars'][0]['state'])

    # --- out ---

    def test_what_is_agreed_stands_there_moves_and_goes(self) -> None:
        self.connect()
        self.meet('2026-11-20T10:00:00-06:00')
        self.beck.run('promise', self.lead['id'], 'send the quote', '2026-11-18T15:00:00-06:00')
        self.assertEqual(2, self.sync()['wrote'])
        files = self.files()
        self.assertEqual(2, len(files))
        meeting = next(text for text in files.values() if 'Visit Ann Ford' in text)
        for line in ('DTSTART:20261120T160000Z', 'TRANSP:OPAQUE', 'BEGIN:VALARM', 'SUMMARY:Visit Ann Ford\\, Ford Labels'):
            self.assertIn(line, meeting)
        self.assertNotIn('METHOD', meeting)
        self.assertTrue(any('Promised: send the quote' in text for text in files.values()))
        self.assertEqual({'wrote': 0, 'removed': 0, 'moved': 0, 'waits': 0, 'goes_on': 0}, self.sync(), 'nothing changed')
        self.beck.run('promises', 'kept', self.beck.json('promises')['promises'][0]['id'])
        self.meet('2026-11-24T11:00:00-06:00')
        self.assertEqual((1, 1), (lambda done: (done['removed'], done['wrote']))(self.sync()))
        self.assertEqual(['DTSTART:20261124T170000Z'], [line for text in self.files().values() for line in text.split('\n') if 'DTSTART' in line])
        self.beck.later(days=9)
        self.beck.log(self.next()['id'], 'met', '--result', 'nothing_yet')
        self.sync()
        self.assertEqual(1, len(self.files()), 'what has been stays as a record')
        self.beck.audit()

    def test_tasks_and_days_by_choice(self) -> None:
        self.connect('--set', 'promises=todo', '--set', 'touches=day')
        self.beck.run('promise', self.lead['id'], 'send the quote', '2026-11-18T15:00:00-06:00')
        self.sync()
        task = next(name for name, text in self.files().items() if 'BEGIN:VTODO' in text)
        text = self.files()[task]
        self.assertIn('STATUS:NEEDS-ACTION', text)
        self.assertIn('DUE:20261118T210000Z', text)
        self.server.put(self.path + task, text.replace('STATUS:NEEDS-ACTION', 'STATUS:COMPLETED'))
        self.sync()
        self.assertEqual([], self.beck.json('promises')['promises'], 'ticked off there is kept here')
        self.beck.run('promise', self.lead['id'], 'send a sample', '2026-11-19T15:00:00-06:00')
        self.sync()
        self.beck.run('promises', 'kept', self.beck.json('promises')['promises'][0]['id'])
        self.sync()
        self.assertTrue(all('STATUS:COMPLETED' in text for text in self.files().values() if 'BEGIN:VTODO' in text))
        days = [text for text in self.files().values() if 'UID:day-' in text]
        self.assertEqual(1, len(days))
        self.assertIn('SUMMARY:1 e-mail', days[0])
        self.beck.audit()

    def test_what_its_user_moves_there_moves_here_and_their_own_is_never_touched(self) -> None:
        self.connect()
        own = event('dentist', '20261117T150000Z', '20261117T160000Z')
        self.server.put(self.path + 'dentist.ics', own)
        own = self.files()['dentist.ics']
        self.meet('2026-11-20T10:00:00-06:00')
        self.beck.run('promise', self.lead['id'], 'send the quote', '2026-11-18T15:00:00-06:00')
        self.sync()
        for name, text in self.files().items():
            self.server.put(self.path + name, text.replace('20261120T16', '20261123T18').replace('20261120T17', '20261123T19')
                            .replace('20261118T2100', '20261119T1800').replace('20261118T2115', '20261119T1815'))
        self.assertEqual(2, self.sync()['moved'])
        self.assertEqual(['2026-11-19T18:00:00Z', '2026-11-23T18:00:00Z'],
                         [self.beck.json('promises')['promises'][0]['due_at'], self.beck.show(self.lead['id'])['agreed']['at']])
        self.assertIn('moved in the calendar of Mary Beck', self.beck.show(self.lead['id'])['agreed']['what'])
        self.beck.at('2026-11-20T09:00:00-06:00')
        self.beck.run('promises', 'kept', self.beck.json('promises')['promises'][0]['id'])
        self.assertIn('moved in the calendar', ' '.join(self.beck.json('why', self.next()['id'])['why']))
        self.assertEqual(0, self.sync()['moved'], 'once')
        self.assertEqual(0, self.sync()['wrote'])
        self.assertEqual(own, self.files()['dentist.ics'])
        gone = next(name for name in self.files() if name.startswith('appointment-'))
        self.server.delete(self.path + gone)
        self.sync(), self.sync()
        self.assertNotIn(gone, self.files(), 'what they took away stays away')
        self.assertEqual('2026-11-23T18:00:00Z', self.beck.show(self.lead['id'])['agreed']['at'])
        self.beck.audit()

    def test_a_crash_between_the_request_and_the_commit_makes_no_second_one(self) -> None:
        self.connect()
        self.meet('2026-11-20T10:00:00-06:00')
        self.sync()
        before = self.files()
        self.beck.sql("UPDATE calendar_item SET etag = NULL, mark = NULL")
        self.assertEqual(1, self.sync()['wrote'])
        self.assertEqual(set(before), set(self.files()))
        self.beck.sql("DELETE FROM calendar_item")
        self.sync()
        self.assertEqual(set(before), set(self.files()))
        self.assertEqual('2026-11-20T16:00:00Z', self.beck.show(self.lead['id'])['agreed']['at'])

    # --- in ---

    def test_a_meeting_lets_the_lead_wait_and_asks_how_it_went(self) -> None:
        self.connect()
        before = self.next()
        self.server.put(self.path + 'demo.ics', event('demo', '20261119T160000Z', '20261119T170000Z', 'ann@ford.example'))
        self.server.put(self.path + 'lunch.ics', event('lunch', '20261117T180000Z', '20261117T190000Z', 'nobody@else.example'))
        self.assertEqual((1, 0), (lambda done: (done['waits'], done['wrote']))(self.sync()))
        now = self.next()
        self.assertEqual(('2026-11-19T16:00:00Z', 'visit'), (now['due_at'], now['channel']))
        why = ' '.join(self.beck.json('why', now['id'])['why'])
        self.assertIn('meeting (in the calendar of Mary Beck: Demo)', why)
        shown = self.beck.json('calendar', 'list')['calendars'][0]['meetings']
        self.assertEqual([('Ann Ford', 'Demo', True)], [(one['contact'], one['summary'], one['waits']) for one in shown])
        self.assertEqual(0, self.sync()['waits'])
        # moved, then cancelled, then booked again
        self.server.put(self.path + 'demo.ics', event('demo', '20261120T160000Z', '20261120T170000Z', 'ann@ford.example'))
        self.sync()
        self.assertEqual('2026-11-20T16:00:00Z', self.next()['due_at'])
        self.server.delete(self.path + 'demo.ics')
        self.assertEqual(1, self.sync()['goes_on'])
        self.assertEqual((before['due_at'], before['channel']), (self.next()['due_at'], self.next()['channel']))
        self.server.put(self.path + 'demo.ics', event('demo', '20261120T160000Z', '20261120T170000Z', 'ann@ford.example'))
        self.sync()
        # over
        self.beck.at('2026-11-20T12:00:00-06:00')
        self.sync()
        self.assertIn('How did it go?', self.next()['reason'])
        self.beck.log(self.next()['id'], 'met', '--result', 'nothing_yet')
        self.sync(), self.sync()
        self.assertIsNone(self.beck.show(self.lead['id'])['agreed'])
        self.assertEqual('cadence', self.beck.today('--all')['touches'][0]['concern'] if self.beck.today('--all')['touches'] else 'cadence')
        self.beck.audit()

    def test_an_earlier_date_comes_first_and_a_later_one_comes_back(self) -> None:
        self.connect()
        self.beck.log(f'lead:{self.lead["id"]}', 'talked', '--result', 'not_now', '--until', '2027-03-02')
        later = self.beck.show(self.lead['id'])['agreed']
        self.server.put(self.path + 'demo.ics', event('demo', '20261119T160000Z', '20261119T170000Z', 'ann@ford.example'))
        self.sync()
        self.assertEqual('2026-11-19T16:00:00Z', self.beck.show(self.lead['id'])['agreed']['at'])
        self.server.put(self.path + 'demo.ics', event('demo', '20261119T160000Z', '20261119T170000Z', 'ann@ford.example', more='STATUS:CANCELLED\n'))
        self.sync()
        self.assertEqual(later, self.beck.show(self.lead['id'])['agreed'])
        self.meet('2026-11-17T10:00:00-06:00')
        self.server.put(self.path + 'demo.ics', event('demo', '20261119T160000Z', '20261119T170000Z', 'ann@ford.example'))
        self.sync()
        self.assertEqual('2026-11-17T16:00:00Z', self.beck.show(self.lead['id'])['agreed']['at'], 'that one first')

    def test_repetitions_refusals_and_colleagues(self) -> None:
        self.connect()
        weekly = event('weekly', '20261101T160000Z', '20261101T163000Z', 'ann@ford.example',
                       more='RRULE:FREQ=WEEKLY\nEXDATE:20261122T160000Z\n')
        self.server.put(self.path + 'weekly.ics', weekly)
        self.sync()
        self.assertEqual('2026-11-29T16:00:00Z', self.beck.show(self.lead['id'])['agreed']['at'], 'the next that is not taken out')
        self.server.put(self.path + 'weekly.ics', weekly.replace('PARTSTAT=ACCEPTED', 'PARTSTAT=DECLINED'))
        self.sync()
        self.assertIsNone(self.beck.show(self.lead['id'])['agreed'], 'they will not come')
        self.server.put(self.path + 'second.ics', 'BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:s\nDTSTAMP:20261113T000000Z\n'
                        'DTSTART:20261117T160000Z\nRRULE:FREQ=SECONDLY\nATTENDEE:mailto:ann@ford.example\nEND:VEVENT\nEND:VCALENDAR\n')
        self.sync()
        self.assertEqual('2026-11-17T16:00:00Z', self.beck.show(self.lead['id'])['agreed']['at'], 'counted once')

    def test_who_is_erased_is_taken_away_there_too(self) -> None:
        self.connect()
        self.meet('2026-11-20T10:00:00-06:00')
        self.sync()
        self.server.put(self.path + 'demo.ics', event('demo', '20261124T160000Z', '20261124T170000Z', 'ann@ford.example'))
        self.sync()
        erased = self.beck.json('erase', self.beck.show(self.lead['id'])['people'][0]['id'], '--yes')
        self.assertEqual((1, 1), (erased['calendar_entries'], erased['calendar_left']), 'ours goes, the meeting is the user\'s own')
        self.sync()
        self.assertEqual(['demo.ics'], list(self.files()))
        self.assertEqual([], self.beck.json('calendar', 'list')['calendars'][0]['meetings'])
        self.beck.audit()

    def test_a_meeting_follows_who_is_merged_and_goes_with_who_is_erased(self) -> None:
        self.connect()
        self.server.put(self.path + 'demo.ics', event('demo', '20261124T160000Z', '20261124T170000Z', 'ann@ford.example'))
        self.sync()
        gone = self.beck.show(self.lead['id'])['people'][0]['id']
        kept = self.beck.json('add', 'Ann Ford-Hill', '--company', 'Ford Labels', '--email', 'ann.hill@ford.example', '--source', 'web')['people'][0]['id']
        self.beck.run('merge', kept, gone)
        for _ in ('at once', 'looked at again'):
            (meeting,) = self.beck.json('calendar', 'list')['calendars'][0]['meetings']
            self.assertEqual('Ann Ford-Hill', meeting['contact'])
            self.sync()
        self.assertEqual('2026-11-24T16:00:00Z', self.beck.show(self.lead['id'])['agreed']['at'])
        self.server.delete(self.path + 'demo.ics')
        self.assertEqual(1, self.sync()['goes_on'], 'it is known again as what it was')
        self.server.put(self.path + 'demo.ics', event('demo', '20261125T160000Z', '20261125T170000Z', 'ann@ford.example'))
        self.sync()
        self.assertEqual('2026-11-25T16:00:00Z', self.beck.show(self.lead['id'])['agreed']['at'])
        self.beck.run('erase', kept, '--yes')
        self.assertNotIn('"calendar_meeting"', self.beck.run('export', '--as', 'json').out)
        self.assertEqual([], self.beck.json('calendar', 'list')['calendars'][0]['meetings'])
        self.beck.audit()

    def test_killed_at_any_moment_nothing_stands_there_twice(self) -> None:
        self.connect()
        for number in range(6):
            self.beck.run('promise', self.lead['id'], f'send part {number}', f'2026-11-{18 + number}T15:00:00-06:00')
        for _ in range(8):
            process = self.beck.start('calendar', 'sync')
            try:
                process.communicate(timeout=0.02 * (_ + 1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
            self.beck.later(minutes=20)
        self.sync()
        self.assertEqual(6, len(self.files()))
        self.assertEqual([f'2026-11-{18 + number}T21:00:00Z' for number in range(6)],
                         sorted(one['due_at'] for one in self.beck.json('promises')['promises']), 'nothing was moved by it')
        self.beck.audit()

    # --- what servers do wrong ---

    def test_faults_are_told_and_the_password_stays_at_home(self) -> None:
        multistatus = ('<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response><d:href>/c/</d:href><d:propstat><d:prop>'
                       '<d:resourcetype><c:calendar/></d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>')
        with Fake() as elsewhere, Fake() as fake:
            add = ('calendar', 'add', fake.url, '--set', 'private=yes', '--set', 'login=mary')
            for answer, code, said in (((404, {}, ''), FAILED, 'not there'), ((200, {}, '<html>'), WRONG_USE, 'no server of calendars'),
                                       ((207, {}, '<d:multistatus xmlns:d="DAV:"><d:response>'), WRONG_USE, 'cannot be read'),
                                       ((207, {}, '<!DOCTYPE x [<!ENTITY a "b">]>' + multistatus), WRONG_USE, 'DTD'),
                                       ((207, {}, '<a>' * 100), WRONG_USE, 'no answer of WebDAV'),
                                       ((302, {'Location': elsewhere.url + '/'}, ''), WRONG_USE, elsewhere.url),
                                       ((302, {'Location': '/again'}, ''), WRONG_USE, 'round in circles'),
                                       ((503, {}, ''), FAILED, '503')):
                fake.answers = {'*': answer}
                self.assertSays(self.beck.fails(*add, code=code, given=b'x\n'), said)
            self.assertEqual([], elsewhere.asked, 'nothing was taken there')
            self.meet('2026-11-20T10:00:00-06:00')
            fake.answers = {'*': (207, {}, multistatus)}
            made = self.beck.json(*add, given=b'x\n')
            for status, said in ((507, 'is full'), (403, 'may not be written'), (500, 'answers 500')):
                fake.answers = {'*': (207, {}, multistatus), 'PUT': (status, {}, '')}
                self.assertSays(self.beck.fails('calendar', 'sync'), said, fake.url)
                self.beck.run('calendar', 'resume', made['id'])
            fake.answers['PUT'] = (201, {'ETag': '"one"'}, '')
            self.assertEqual(1, self.sync()['wrote'])
            self.assertEqual(1, len({path for method, path in fake.asked if method == 'PUT'}), 'by one name')

    def test_who_removes_the_calendar_waits_no_longer(self) -> None:
        made = self.connect()
        self.server.put(self.path + 'demo.ics', event('demo', '20261119T160000Z', '20261119T170000Z', 'ann@ford.example'))
        self.sync()
        self.assertIsNotNone(self.beck.show(self.lead['id'])['agreed'])
        self.beck.run('calendar', 'remove', made['id'])
        self.assertIsNone(self.beck.show(self.lead['id'])['agreed'])
        self.beck.audit()


if __name__ == '__main__':
    main()
