"""A call set aside for a text that waits is planned on as any next touch is: whatever happens to its person, its number,
its content, its cadence or its owner, it is never what cannot be any more, and the text is not lost by it."""

from __future__ import annotations

import json

from asking import CELL, OFFICE, Asking
from beck import main
from texting import form, twilio

SLOWER = (429, {'Retry-After': '60'}, 'slower')


class TextAside(Asking):
    def wait(self, *words: object) -> None:
        """A text that the gateway does not take yet."""
        self.slow = self.gateway(SLOWER, twilio('SM2'))
        self.text('--words', 'As you asked.', '--cell', CELL, *words)
        self.assertEqual({'later': 1}, self.work())
        self.assertEqual('text', self.next()['channel'])

    def goes(self, times: int = 1) -> dict:
        """It goes, once; what the lead waits for then."""
        self.beck.audit()
        self.beck.later(minutes=12)
        self.assertEqual({'sent': 1}, self.work())
        self.assertEqual(['As you asked.'] * times, [form(one['body'])['Body'] for one in self.slow.taken][1:])
        self.beck.audit()
        return self.next()

    def person(self, name: str) -> dict:
        return next(one for one in self.beck.show(self.lead)['people'] if one['name'] == name)

    def contact(self, lead: dict) -> int:
        return self.beck.show(lead['id'])['people'][0]['id']

    def test_it_comes_back_as_it_was(self) -> None:
        before = self.next()
        self.wait()
        after = self.goes()
        self.assertEqual([before[name] for name in ('id', 'due_at', 'reason', 'why')],
                         [after[name] for name in ('id', 'due_at', 'reason', 'why')])

    def test_both_tell_of_each_other(self) -> None:
        before = self.beck.json('why', self.call)
        self.wait()
        text = self.next()['id']
        said = self.beck.json('why', self.call)
        self.assertIn(f'touch {text}, has gone', said['why'][0])
        self.assertEqual([before[name] for name in ('channel', 'at', 'reason', 'why')],
                         [said['channel'], said['at'], said['reason'], said['why'][1:]])
        aside = self.beck.json('why', text)['why'][0]
        self.assertIn(f'touch {self.call} (phone) is set aside', aside)
        self.assertEqual([aside, aside], [self.beck.show(self.lead)['aside'], self.beck.json('next')['aside']])
        for command in (('show', self.lead), ('next',)):
            self.assertIn(aside, ' '.join(self.beck.run(*command).out.split()))
        self.assertIn(f'touch {text}, has gone', self.beck.fails('outbox', 'attach', self.call, self.photo()))
        self.goes()
        self.assertEqual(before['why'], self.beck.json('why', self.call)['why'])
        self.assertEqual([None, None], [self.beck.show(self.lead)['aside'], self.beck.json('next')['aside']])

    def test_its_person_is_merged_into_another(self) -> None:
        other = self.beck.json('add', 'Robert Lee', '--company', 'Lee Ltd', '--cell', CELL, '--source', 'list: Expo')
        self.wait()
        kept, gone = self.contact(other), self.person('Bob Lee')['id']
        self.beck.run('merge', kept, gone)
        self.assertEqual('text', self.next()['channel'])
        logged = self.goes()
        self.assertEqual((self.call, kept), (logged['id'], logged['contact']['id']))
        touch = self.beck.log(self.call, 'talked')['touch']
        self.assertEqual('Robert Lee', touch['contact'])
        self.beck.audit()

    def test_a_merge_while_it_waits_is_undone(self) -> None:
        other = self.beck.json('add', 'Robert Lee', '--company', 'Lee Ltd', '--cell', '+13122000055', '--source', 'list: Expo')
        self.wait()
        gone = self.person('Bob Lee')['id']
        self.beck.run('merge', self.contact(other), gone)
        self.beck.run('undo')
        after = self.goes()
        self.assertEqual((self.call, gone), (after['id'], after['contact']['id']))

    def test_logged_after_its_person_was_merged(self) -> None:
        other = self.beck.json('add', 'Robert Lee', '--company', 'Lee Ltd', '--office', OFFICE, '--source', 'list: Expo')
        self.wait()
        self.beck.run('merge', self.contact(other), self.person('Bob Lee')['id'])
        self.assertEqual('Robert Lee', self.beck.log(self.call, 'talked')['touch']['contact'])
        self.goes()

    def test_accounts_are_merged(self) -> None:
        other = self.beck.json('add', 'Kim Poe', '--company', 'Leigh Paper', '--cell', '+13122000056', '--source', 'list: Expo')
        self.wait()
        mine = self.beck.show(self.lead)['account']['id']
        self.beck.run('merge', f"account:{self.beck.show(other['id'])['account']['id']}", f'account:{mine}')
        self.assertEqual(self.call, self.goes()['id'])

    def test_its_person_is_erased(self) -> None:
        self.beck.run('set', self.lead, 'under=Jack Hill, plant manager, cell 312 200 0031')
        self.slow = self.gateway(SLOWER, twilio('SM2'))
        self.text('--words', 'As you asked.', '--to', 'jack')
        self.assertEqual({'later': 1}, self.work())
        self.beck.run('erase', self.person('Bob Lee')['id'], '--yes')
        self.beck.audit()
        self.beck.later(minutes=12)
        self.work()
        self.assertEqual(1, len(self.slow.taken))  # its words were no person's alone
        self.assertNotIn('Bob', str(self.beck.show(self.lead)))
        self.assertEqual('Jack Hill', self.next()['contact']['name'])
        self.beck.audit()

    def test_the_lead_is_closed(self) -> None:
        self.wait()
        self.beck.run('close', self.lead, '--because', 'over')
        self.beck.audit()
        self.beck.later(minutes=12)
        self.assertEqual({}, self.work())
        self.beck.run('reopen', self.lead)
        self.text('--words', 'Once more.')  # nothing of the other one is in the way
        self.beck.audit()

    def test_handed_over(self) -> None:
        self.beck.run('user', 'add', 'Sam Rye', 'email=sam@sample.example', 'zone=America/Chicago')
        self.wait()
        self.beck.run('sender', 'add', '+13125550101', '--driver', 'kannel', '--for', 'Sam Rye', '--set', 'user=tester',
                      '--set', f'url=http://127.0.0.1:{self.slow.port}/cgi-bin/sendsms', given=b'foobar\n')
        self.beck.run('user', 'reassign', 'Mary Beck', 'Sam Rye')
        self.beck.later(minutes=12)
        self.work()
        self.assertEqual(2, len(self.slow.taken))
        after = self.next()
        self.assertEqual((self.call, 'Sam Rye'), (after['id'], after['owner']))

    def test_handed_over_to_somebody_without_a_gateway(self) -> None:
        self.beck.run('user', 'add', 'Sam Rye', 'email=sam@sample.example', 'zone=America/Chicago')
        self.wait()
        self.beck.run('user', 'reassign', 'Mary Beck', 'Sam Rye')
        self.beck.audit()
        self.assertEqual(('text', 'person'), tuple(self.next()[name] for name in ('channel', 'mode')))
        self.beck.log(self.next()['id'], 'sent')
        self.assertEqual((self.call, 'phone'), tuple(self.next()[name] for name in ('id', 'channel')))
        self.beck.audit()

    def test_paused(self) -> None:
        self.wait()
        self.beck.run('pause', f'lead:{self.lead}', '--until', '2026-11-30', '--because', 'they rebuild')
        self.assertEqual('text', self.next()['channel'])
        self.assertGreaterEqual(self.goes()['due_at'][:10], '2026-11-30')  # they asked for the text, and not for the call

    def test_they_said_later_while_it_waits(self) -> None:
        self.wait()
        self.beck.run('log', f'lead:{self.lead}', 'they_called', '--result', 'not_now', '--until', '2027-03-01')
        after = self.goes()
        self.assertEqual((self.call, '2027-03-01'), (after['id'], after['due_at'][:10]))

    def test_its_content_is_taken_out(self) -> None:
        content = self.content(url='https://sample.example/prices')
        self.wait()
        self.beck.run('content', 'retire', content)
        self.assertNotEqual('Price list', (self.goes().get('content') or {}).get('title'))

    def test_another_cadence(self) -> None:
        self.wait()
        self.beck.run('cadence', 'use', self.lead, 'show')
        after = self.goes()
        self.assertEqual((self.call, 'show'), (after['id'], after['cadence']))

    def test_a_day_off_for_all(self) -> None:
        self.wait()
        self.beck.run('holiday', 'add', '2026-11-16', 'founding day')
        self.assertEqual('text', self.next()['channel'])
        self.goes()

    def test_what_was_recorded_before_is_undone(self) -> None:
        self.beck.run('log', f'lead:{self.lead}', 'they_called')
        self.call = self.next()['id']
        self.wait()
        self.assertIn('waits to go', self.beck.fails('undo'))
        self.goes()

    def test_what_was_recorded_beside_is_undone(self) -> None:
        self.wait()
        self.beck.log(self.call, 'talked')
        self.beck.run('undo')
        self.assertEqual('text', self.next()['channel'])
        self.assertEqual('phone', self.goes()['channel'])

    def gone(self) -> dict:
        """A text that has gone; then something is learned, and the lead is planned anew."""
        self.text('--words', 'As you asked.', '--cell', CELL)
        self.assertEqual({'sent': 1}, self.work())
        self.beck.run('set', self.lead, 'email=bob@lee.example')
        self.beck.audit()
        return self.next()

    def test_planned_anew_after_it_went(self) -> None:
        before = self.next()
        self.gateway()
        after = self.gone()
        self.assertEqual([before[name] for name in ('id', 'step')], [after[name] for name in ('id', 'step')])
        self.assertEqual(str(self.beck.now)[:10], after['due_at'][:10])  # today still: nobody has talked yet
        self.assertEqual(before['why'][:2], after['why'][:2])

    def test_planned_anew_where_the_line_was_busy(self) -> None:
        self.beck.log(self.call, 'busy')
        before = self.next()
        self.gateway()
        self.assertEqual(before['due_at'], self.gone()['due_at'])

    def test_planned_anew_where_they_enquired(self) -> None:
        self.lead = self.beck.json('add', 'Ann Poe', '--company', 'Poe Ltd', '--office', OFFICE, '--source', 'web: site')['id']
        before = self.next()
        self.gateway()
        after = self.gone()
        self.assertEqual([before[name] for name in ('due_at', 'why')], [after[name] for name in ('due_at', 'why')])

    def moves(self) -> list[int]:
        rows = [json.loads(line) for line in self.beck.run('export', '--as', 'json').out.splitlines()]
        return [row['moves'] for row in rows if row.get('table') == 'contact_day']

    def test_what_was_one_move_with_a_voicemail_is_taken_back(self) -> None:
        self.beck.run('set', self.lead, f'cell={CELL}', 'texts=yes')
        self.gateway(SLOWER)
        self.beck.log(self.call, 'voicemail', '--follow-by', 'text')
        self.beck.run('outbox', 'send', self.next()['id'], '--body', 'I just left you a voicemail.')
        self.assertEqual([1], self.moves())
        self.beck.later(minutes=2)
        self.assertEqual({'later': 1}, self.work())
        self.assertEqual([1], self.moves())

    def test_what_is_asked_for_after_a_voicemail_is_taken_back(self) -> None:
        self.beck.log(self.call, 'voicemail')
        self.assertEqual([1], self.moves())
        self.wait()
        self.assertEqual([1], self.moves())


if __name__ == '__main__':
    main()
