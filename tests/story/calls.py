"""The telephone: a climb through an account, what is kept of each dial, and how its numbers do.

The climb of the research: Bob, the boss, cannot be reached; Jack, who works under him, hears that Bob
was just left a voicemail; Shelly answers. One touch, up to eight dials, logged in one go.
"""

from __future__ import annotations

import json

import beck
import shapes
from beck import MONDAY, WRONG_USE, Story


class CallStory(Story):
    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        self.beck.at(MONDAY)

    def is_of(self, shape, value):
        self.assertEqual([], shapes.faults(shape, value))
        return value

    def account(self) -> int:
        """Bob runs it; whom he has, the receptionist will tell."""
        return self.beck.json('add', 'Bob Hill', '--company', 'Hill Pumps', '--title', 'Owner', '--cell',
                              '202 555 0110', '--office', '202 555 0111', '--source', 'show: Hannover Messe')['id']

    def dials(self, lead: int) -> list[dict]:
        return self.beck.show(lead)['history'][0]['dials']

    def person(self, lead: int, name: str) -> dict:
        return next(person for person in self.beck.show(lead)['people'] if person['name'] == name)

    def exported(self, table: str) -> list[dict]:
        """The rows of a table, as `export` writes them: an object a line."""
        rows = [json.loads(line) for line in self.beck.run('export', '--as', 'json').out.splitlines()]
        return [row for row in rows if row.get('table') == table]


class Climb(CallStory):
    def test_bob_jack_shelly(self) -> None:
        lead = self.account()
        first = self.is_of(shapes.NEXT, self.beck.json('next', lead))
        self.assertEqual(['cell', 'office'], [dial['kind'] for dial in first['climb']])
        self.assertIsNone(first['climb'][0]['left'], 'nobody was tried before the first')

        # The receptionist's answers build the tree while the call is on.
        self.beck.run('set', lead, 'switchboard=202 555 0100', 'under=Jack Hall, Plant Manager, cell 202 555 0121',
                      'person=Shelly Moss, Head of Purchasing, 202 555 0131, shelly@hill.example')
        jack, shelly = self.person(lead, 'Jack Hall'), self.person(lead, 'Shelly Moss')
        self.assertEqual(('Plant Manager', 'Bob Hill'), (jack['title'], jack['reports_to']))
        self.assertEqual([('cell', '+12025550121')], [(at['kind'], at['value']) for at in jack['addresses']])
        self.assertEqual([('office', '+12025550131'), ('email', 'shelly@hill.example')],
                         [(at['kind'], at['value']) for at in shelly['addresses']])

        call = self.is_of(shapes.NEXT, self.beck.json('next', lead))
        self.assertEqual([('Bob Hill', 'cell'), ('Bob Hill', 'office'), (None, 'switchboard'),
                          ('Jack Hall', 'cell'), ('Shelly Moss', 'office')],
                         [((dial['contact'] or {}).get('name'), dial['kind']) for dial in call['climb']])
        to_jack, to_shelly = call['climb'][3:]
        self.assertTrue(to_jack['left'].startswith('I just left Bob a voicemail'), to_jack['left'])
        self.assertTrue(to_shelly['left'].startswith('I just left Jack a voicemail'), to_shelly['left'])
        self.assertTrue(to_shelly['missed'].startswith('I just tried to reach Jack'), to_shelly['missed'])
        self.assertIn('Jack', to_jack['voicemail'])
        told = self.beck.run('next', lead).out
        self.assertIn('I just left Bob a voicemail', told)

        logged = self.is_of(shapes.LOG, self.beck.log(
            call['id'], 'cell:no_answer/20s', 'office:voicemail/45', 'switchboard:gatekeeper',
            'Jack Hall:voicemail/0:41', 'Shelly Moss:talked/3:25', '--result', 'promised',
            '--promise', 'send the drawing friday', '--recording', 'https://pbx.example/calls/7?key=a%20b'))
        self.assertEqual(('talked', 'Shelly Moss'), (logged['touch']['outcome'], logged['touch']['contact']))
        shown = self.is_of(shapes.SHOW, self.beck.show(lead))
        self.assertEqual(1, len(shown['history']), 'one touch')
        dials = shown['history'][0]['dials']
        self.assertEqual([20, 45, None, 41, 205], [dial['seconds'] for dial in dials])
        self.assertEqual([None] * 4 + ['https://pbx.example/calls/7?key=a%20b'], [dial['recording'] for dial in dials])
        self.assertEqual([False, True, False, True, False], [bool(dial['words']) for dial in dials])
        self.assertIn('Bob', dials[1]['words'])
        self.assertEqual(to_jack['voicemail'], dials[3]['words'], 'the words that were shown are those kept')
        told = self.beck.run('show', lead).out
        for part in ('Shelly Moss office: talked, 3:25', 'https://pbx.example/calls/7?key=a%20b'):
            self.assertIn(part, told)
        self.beck.audit()

        self.beck.run('undo')
        self.assertTrue(self.beck.show(lead)['history'][0]['undone'])
        self.assertEqual(call['reason'], self.beck.json('next', lead)['reason'], 'it is to come again')

    def test_whom_a_receptionist_named_was_reached_in_the_same_breath(self) -> None:
        """Who works under Bob? Shelly, who is put through to at once: she reports to whom the call was for."""
        lead = self.account()
        call = self.beck.json('next', lead)
        logged = self.beck.log(call['id'], 'cell:no_answer', 'office:gatekeeper', 'Shelly Ray:talked',
                               '--set', 'under=Shelly Ray, Buyer, 202 555 0135', '--result', 'no')
        self.assertEqual(('talked', 'Shelly Ray'), (logged['touch']['outcome'], logged['touch']['contact']))
        shelly = self.person(lead, 'Shelly Ray')
        self.assertEqual(('Buyer', 'Bob Hill', ['+12025550135']),
                         (shelly['title'], shelly['reports_to'], [at['value'] for at in shelly['addresses']]))
        self.beck.log(f'lead:{lead}', 'Shelly Ray:talked', '--channel', 'phone', '--set', 'under=Sue Tan', '--result', 'no')
        self.assertIn('Shelly Ray, phone: talked', self.beck.run('show', lead).out)
        self.assertEqual('Shelly Ray', self.person(lead, 'Sue Tan')['reports_to'], 'who was reached was asked')
        self.beck.audit()

    def test_somebody_called_at_a_number_nobody_knew(self) -> None:
        """'I left Shelly Ray a voicemail at 202 555 0135': she and the number are known from then on."""
        lead = self.account()
        call = self.beck.json('next', lead)
        self.assertIn('a name before the number', self.beck.fails('log', call['id'], '202 555 0135:voicemail'))
        logged = self.beck.log(call['id'], 'cell:no_answer', 'Shelly Ray 202 555 0135:voicemail')
        shelly = self.person(lead, 'Shelly Ray')
        self.assertEqual([('office', '+12025550135')], [(at['kind'], at['value']) for at in shelly['addresses']])
        self.assertEqual('Shelly Ray', logged['touch']['contact'])
        self.beck.run('undo')
        self.assertEqual([], [at for one in self.beck.show(lead)['people'] for at in one['addresses']
                              if at['value'] == '+12025550135'])
        self.beck.audit()

    def test_what_is_said_is_said_to_who_is_called(self) -> None:
        lead = self.beck.json('add', 'Bob Hill', '--company', 'Hill Pumps', '--cell', '202 555 0110', '--source', 'web')['id']
        self.beck.run('set', lead, 'under=Jack Hall, cell 202 555 0121')
        call = self.beck.json('next', lead)
        self.assertEqual(['Hi Bob', 'Hi Jack'], [dial['words'][:dial['words'].index(',')] for dial in call['climb']])
        self.assertEqual(call['script']['words'], call['climb'][0]['words'])

    def test_eight_dials_are_one_move(self) -> None:
        lead = self.account()
        self.beck.run('set', lead, 'home=202 555 0112', 'under=Jack Hall, cell 202 555 0121, 202 555 0122',
                      'switchboard=202 555 0100', 'person=Shelly Moss, 202 555 0131')
        call = self.beck.json('next', lead)
        self.beck.log(call['id'], 'cell:no_answer', 'office:vm', 'home:vm', 'switchboard:gatekeeper',
                      'Jack Hall cell:no_answer', 'Jack Hall office:vm', 'Jack Hall cell:vm', 'Shelly Moss:no_answer')
        self.assertEqual(8, len(self.dials(lead)))
        days = {row['contact_id']: (row['moves'], row['rings']) for row in self.exported('contact_day')}
        ids = {person['name']: person['id'] for person in self.beck.show(lead)['people']}
        self.assertEqual({ids['Bob Hill']: (1, 1), ids['Jack Hall']: (1, 1), ids['Shelly Moss']: (0, 1)}, days)
        self.assertEqual(2, self.beck.json('next', lead)['call_number'], 'one call of the day')
        self.beck.audit()

    def test_what_is_no_dial_is_refused(self) -> None:
        lead = self.account()
        call = self.beck.json('next', lead)['id']
        for words, part in ((('voicemail', '--recording', 'http://pbx.example/7'), 'https://'),
                            (('voicemail', '--recording', 'javascript:alert(1)'), 'https://'),
                            (('voicemail', '--recording', 'https://pbx.example/"><script>'), 'https://'),
                            (('talked', '--words', 'hello'), 'voicemail'),
                            (('sent', '--channel', 'email', '--recording', 'https://pbx.example/7'), 'call')):
            self.assertSays(self.beck.fails('log', call, *words), part)
        for lasted in ('soon', '3:75', '-4', '99h', '0', '3:'):
            self.assertSays(self.beck.fails('log', call, 'talked', '--lasted=' + lasted, code=beck.WRONG_USE), '3:25')
        self.assertEqual([], self.beck.show(lead)['history'])
        self.beck.log(call, 'vm', '--words', 'Bob, it is Mary: the drawing is in your mail.', '--lasted', '1m5s')
        (dial,) = self.dials(lead)
        self.assertEqual((65, 'Bob, it is Mary: the drawing is in your mail.'), (dial['seconds'], dial['words']))


class BySip(CallStory):
    """A person who is called by the network: an address of its own kind, from any way in, in the climb, out again."""

    def kinds(self, lead: int) -> list[tuple[str, str]]:
        return [(at['kind'], at['value']) for person in self.beck.show(lead)['people'] for at in person['addresses']]

    def test_it_comes_behind_the_numbers(self) -> None:
        lead = self.account()
        self.beck.run('set', lead, 'sip=bob@PBX.example', 'home=202 555 0112', 'switchboard=202 555 0100')
        self.beck.run('set', lead, 'sip=sip:bob@pbx.example;transport=tls', 'under=Jack Hall, sip jack@pbx.example')
        self.assertEqual([('sip', 'sip:bob@PBX.example')], [at for at in self.kinds(lead) if at[0] == 'sip' and 'jack' not in at[1]],
                         'it is the same')
        call = self.is_of(shapes.NEXT, self.beck.json('next', lead))
        self.assertEqual(['cell', 'office', 'home', 'sip', 'switchboard', 'sip'], [dial['kind'] for dial in call['climb']])
        self.assertIn('sip:bob@PBX.example', self.beck.run('next', lead).out)
        logged = self.beck.log(call['id'], 'cell:no_answer', 'sip:voicemail', 'Jack Hall sip:no_answer')
        self.assertEqual('voicemail', logged['touch']['outcome'])
        self.assertEqual(['sip:bob@PBX.example', 'sip:jack@pbx.example'],
                         [dial['value'] for dial in self.dials(lead)[1:]])
        self.beck.log(f'lead:{lead}', 'sip:bob@pbx.example:wrong_number')
        self.assertEqual('bad', next(at for at in self.person(lead, 'Bob Hill')['addresses'] if at['kind'] == 'sip')['state'])
        self.beck.audit()

    def test_alone_it_is_a_way_to_call(self) -> None:
        lead = self.beck.json('add', 'Vera Voip, sip:vera@pbx.example', '--source', 'web')['id']
        call = self.beck.json('next', lead)
        self.assertEqual(('phone', 'sip'), (call['channel'], call['address']['kind']))
        self.assertEqual(lead, self.beck.found('vera@pbx.example')['id'])

    def test_in_and_out(self) -> None:
        cards = self.beck.file('cards.vcf', 'BEGIN:VCARD\nVERSION:4.0\nFN:Ina Impp\nIMPP;PREF=1:sip:ina@pbx.example\nIMPP:xmpp:ina@chat.example\n'
                               'END:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Xaver Sip\nX-SIP:xaver@pbx.example\nEND:VCARD\n'
                               'BEGIN:VCARD\nVERSION:4.0\nFN:Tel Uri\nTEL;VALUE=uri:sip:tel@pbx.example\nEND:VCARD\n')
        table = self.beck.table('people.csv', [{'Name': 'Carl Column', 'SIP address': 'carl@pbx.example', 'E-mail': 'carl@firm.example'},
                                               {'Name': 'Bad Column', 'SIP address': 'no address', 'E-mail': 'bad@firm.example'}])
        self.beck.run('import', cards, table, '--source', 'list')
        leads = {name: self.beck.found(name)['id'] for name in ('Ina Impp', 'Xaver Sip', 'Tel Uri', 'Carl Column')}
        for name, lead in leads.items():
            self.assertIn(('sip', f'sip:{name.split()[0].lower()}@pbx.example'), self.kinds(lead), name)
        self.assertEqual(['email'], [kind for kind, _ in self.kinds(self.beck.found('Bad Column')['id'])])
        card = self.beck.run('export', '--as', 'vcard').out
        self.assertIn('IMPP:sip:ina@pbx.example', card)
        self.assertIn('sip:carl@pbx.example', self.beck.run('export', '--as', 'csv').out)
        # What went out comes in as the same.
        self.beck.run('import', self.beck.file('again.vcf', card), '--source', 'list')
        self.assertEqual([('sip', 'sip:ina@pbx.example')], self.kinds(self.beck.found('Ina Impp')['id']))
        # Two become one, with both addresses; erased, none is left.
        people = [self.beck.show(leads[name])['people'][0]['id'] for name in ('Ina Impp', 'Xaver Sip')]
        self.beck.run('merge', *people)
        self.assertEqual({'sip:ina@pbx.example', 'sip:xaver@pbx.example'},
                         {at['value'] for row in self.beck.show(leads['Ina Impp'])['people'] for at in row['addresses']})
        self.beck.run('erase', people[0], '--yes')
        self.assertEqual([], [row for row in self.exported('address') if 'ina@' in row['value'] or 'xaver@' in row['value']])
        self.beck.audit()

    def test_what_is_none(self) -> None:
        lead = self.account()
        person = self.person(lead, 'Bob Hill')['id']
        for typed in ('bob', '@pbx.example', 'bob@', 'bob hill@pbx.example', 'bob@pbx example', 'http://pbx.example', 'bob@x"y', 'bob@x,@y',
                      'sip:bob@x\r\nBye', 'bob@' + 'x' * 300):
            self.assertSays(self.beck.fails('set', lead, f'sip={typed}'), 'no SIP address', 'bob@pbx.example')
            self.assertSays(self.beck.fails('person', 'set', person, f'sip={typed}'), 'no SIP address')
        self.assertSays(self.beck.fails('add', 'Eve', '--sip', 'eve', code=beck.WRONG_USE), '--sip', 'no SIP address')
        self.assertNotIn('sip', [kind for kind, _ in self.kinds(lead)])
        self.beck.run('person', 'set', person, 'sip=sips:bob@10.1.2.3:5061?subject=x')
        self.assertIn(('sip', 'sips:bob@10.1.2.3:5061'), self.kinds(lead))


class FollowUp(CallStory):
    """An e-mail or a text right behind the voicemail: one move."""

    def test_an_email_goes_with_the_voicemail(self) -> None:
        lead = self.account()
        call = self.beck.json('next', lead)
        self.assertEqual([], call['follow_ups'])
        self.assertSays(self.beck.fails('log', call['id'], 'vm', '--follow-by', 'email'), '--set email=')
        self.beck.run('set', lead, 'email=bob@hill.example')
        call = self.beck.json('next', lead)
        self.assertEqual(['email'], call['follow_ups'])
        self.assertSays(self.beck.fails('log', f'lead:{lead}', 'cell:vm', '--follow-by', 'text'), 'agreed to texts', 'email')
        self.assertSays(self.beck.fails('log', f'lead:{lead}', 'cell:no_answer', '--follow-by', 'email'), 'voicemail')
        self.beck.fails('log', f'lead:{lead}', 'cell:vm', '--follow-by', 'fax', code=beck.WRONG_USE)
        self.beck.at('2026-11-17T10:00:00-06:00')
        logged = self.beck.log(f'lead:{lead}', 'cell:vm', '--follow-by', 'email')
        mail = logged['next']
        self.assertEqual(('email', 'bob@hill.example', 'agreed', 'person'),
                         (mail['channel'], mail['address']['value'], mail['concern'], mail['mode']))
        self.assertEqual('2026-11-17T16:00:00Z', mail['due_at'], 'at once')
        self.assertIn('just left you a voicemail', mail['reason'])
        shown = self.beck.json('next', lead)
        self.assertIn('just left you a voicemail', shown['script']['body'])
        (self.folder / 'box').mkdir()
        self.beck.run('sender', 'add', 'mary@sample.example', '--driver', 'outbox', '--set', f'folder={self.folder / "box"}')
        self.beck.run('outbox', 'send', mail['id'])
        self.beck.later(minutes=2)
        self.assertEqual(1, self.beck.json('work', '--once')['sent'])
        bob = self.person(lead, 'Bob Hill')['id']
        self.assertEqual([(1, 0)], [(row['moves'], row['rings']) for row in self.exported('contact_day')
                                    if row['contact_id'] == bob], 'both are one move')
        self.assertNotEqual('agreed', self.beck.json('next', lead)['concern'], 'the cadence goes on')
        self.beck.audit()


class Block(CallStory):
    def test_the_calls_of_the_day_one_behind_the_other(self) -> None:
        """Due, in their hours, by telephone; each that is logged makes room for the next."""
        self.beck.at(beck.FRIDAY)
        leads = [self.beck.json('add', f'{name} Hill', '--company', f'{name} Pumps', '--cell', cell, '--source', 'list',
                                '--cadence', 'list')['id']
                 for name, cell in (('Ann', '202 555 0141'), ('Ben', '202 555 0142'), ('Kiri', '+64 21 555 014'))]
        self.beck.at('2026-11-19T16:00:00-06:00')
        calls = self.is_of(shapes.CALLS, self.beck.json('calls'))
        names = [call['contact']['name'] for call in calls['calls']]
        due = [touch['lead']['id'] for touch in self.beck.today()['touches'] if touch['channel'] == 'phone']
        self.assertEqual(due[:len(names)], [call['lead']['id'] for call in calls['calls']], 'in the order of Today')
        self.assertTrue(set(due) <= set(leads) and names, due)
        self.assertIn('(202) 555-01', self.beck.run('calls').out)
        self.beck.at('2026-11-19T23:30:00-06:00')
        night = self.beck.json('calls')
        self.assertEqual([], [call for call in night['calls'] if call['address']['value'].startswith('+1')])
        self.assertGreaterEqual(night['asleep'], 1, 'who sleeps is not called, and not forgotten')
        self.beck.at('2026-11-19T16:00:00-06:00')
        self.beck.log(calls['calls'][0]['id'], 'vm')
        after = self.beck.json('calls')
        self.assertEqual([call['id'] for call in calls['calls'][1:]], [call['id'] for call in after['calls']])
        self.assertEqual((2, 2), (after['call_number'], after['voicemail_number']))
        self.assertEqual(1, len(self.beck.json('calls', '--limit', 1)['calls']))
        self.assertSays(self.beck.fails('calls', '--owner', 'nobody'), 'nobody')
        self.beck.audit()


class Numbers(CallStory):
    """Number health: what is wrong with it, and since when."""

    def address(self, lead: int, kind: str) -> dict:
        return next(at for at in self.person(lead, 'Bob Hill')['addresses'] if at['kind'] == kind)

    def test_bad_ones_say_why_and_since_when(self) -> None:
        lead = self.account()
        for kind, typed, why in (('cell', 'disconnected', 'disconnected'), ('office', 'does not ring', 'it does not ring')):
            logged = self.beck.log(f'lead:{lead}', f'{kind}:{typed}')
            self.assertEqual('wrong_number', logged['touch']['outcome'])
            self.assertTrue(any('right number' in question for question in logged['questions']), logged['questions'])
            self.assertEqual(('bad', why, '2026-11-16T15:00:00Z'),
                             tuple(self.address(lead, kind)[key] for key in ('state', 'why', 'since')))
        self.beck.later(days=1)
        self.beck.log(f'lead:{lead}', 'cell:disconnected')
        self.assertEqual('2026-11-16T15:00:00Z', self.address(lead, 'cell')['since'], 'it has been so since then')
        self.assertIn('bad: disconnected since 2026-11-16', self.beck.run('show', lead).out)
        self.assertEqual([], self.beck.json('next', lead)['climb'])
        self.beck.run('undo', 3)
        self.assertEqual(('unknown', None, None),
                         tuple(self.address(lead, 'cell')[key] for key in ('state', 'why', 'since')))
        self.beck.audit()

    def test_one_that_rings_and_rings_stands_behind(self) -> None:
        lead = self.account()
        for day in range(5):
            self.assertEqual('cell', self.beck.json('next', lead)['climb'][0]['kind'], f'after {day} rings')
            self.beck.log(f'lead:{lead}', 'cell:no_answer')
            self.beck.later(days=1)
        self.beck.later(days=2)  # Monday again
        cell = self.address(lead, 'cell')
        self.assertEqual((5, True, 'unknown'), (cell['unanswered'], cell['tired'], cell['state']))
        call = self.beck.json('next', lead)
        self.assertEqual(['office', 'cell'], [dial['kind'] for dial in call['climb']])
        self.assertEqual('office', call['address']['kind'])
        self.assertIn('rang 5 times in vain', self.beck.run('next', lead).out)
        self.beck.log(call['id'], 'cell:talked')
        self.assertEqual((0, False), (self.address(lead, 'cell')['unanswered'], self.address(lead, 'cell')['tired']))
        self.assertEqual('cell', self.beck.json('next', lead)['climb'][0]['kind'])
        self.beck.audit()

    def test_where_they_have_no_address(self) -> None:
        """What was done is logged, by the channel that it went by, and the address is asked for; what cannot be, says what can."""
        lead = self.account()
        people = [person['name'] for person in self.beck.show(lead)['people']]
        for typed, channel, question in (('fax:sent', 'fax', '--set fax='), ('email:sent', 'email', '--set email='), ('home:na', 'phone', '--set cell='),
                                         ('letter:sent', 'letter', None), ('Text:sent', 'text', None), ('cell:sent', 'text', None)):
            logged = self.beck.log(f'lead:{lead}', typed)
            self.assertEqual(channel, logged['touch']['channel'], typed)
            self.assertEqual(bool(question), any(question and question in asked for asked in logged['questions']), typed)
        self.assertEqual([], self.beck.log(f'lead:{lead}', 'fax:sent', '--set', 'fax=202 555 0177')['questions'])
        for typed in ('fax:vm', '202 555 0177:voicemail'):
            self.assertSays(self.beck.fails('log', lead, typed), 'fax:sent, fax:delivered, fax:failed')
        self.assertSays(self.beck.fails('log', lead, 'office:sent'), 'office:voicemail')
        self.assertSays(self.beck.fails('log', lead, 'letter:sent', 'text:sent', code=WRONG_USE), 'log the other by itself')
        self.assertEqual(people, [person['name'] for person in self.beck.show(lead)['people']], 'a channel is nobody')
        self.beck.audit()


if __name__ == '__main__':
    beck.main()
