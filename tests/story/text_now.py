"""What they ask for by text while one is on the telephone or still there: at once, once, with the consent
written down, and the call or the visit logged as ever, before or after."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from asking import CELL, MORNING, Asking
from beck import main
from texting import OUR_NUMBER, form, twilio

PDF = b'%PDF-1.7\n' + bytes(range(256)) * 30
NIGHT = '2026-11-17T04:30:00+00:00'  # 22:30 there
LINK = 'https://beck.sample.example/d/'


class TextNow(Asking):
    def test_during_a_first_call(self) -> None:
        gateway = self.gateway()
        before = self.next()
        self.assertIn('ask where you can text it to', self.refused(self.photo()))
        texted = self.text(self.photo(), '--cell', '312 200 0009')
        self.assertEqual(('machine', CELL, 'the photo'), tuple(texted[name] for name in ('by', 'number', 'what')))
        self.assertEqual((False, 1, None), tuple(texted['text'][name] for name in ('picture', 'parts', 'cost')))
        self.assertEqual('text', self.next()['channel'])
        self.assertEqual({'sent': 1}, self.work())  # at once: nobody waits a minute on the telephone
        (sent,) = [form(one['body']) for one in gateway.taken]
        self.assertEqual((OUR_NUMBER, CELL), (sent['From'], sent['To']))
        self.assertEqual(sent['Body'].splitlines()[0], 'Hello Bob, here is the photo. Mary Beck, Sample Labels')
        self.assertTrue(sent['Body'].splitlines()[1].startswith(LINK), sent['Body'])
        self.assertNotIn('MediaUrl', sent)
        self.assertEqual([before[name] for name in ('id', 'due_at', 'reason', 'why')],
                         [self.next()[name] for name in ('id', 'due_at', 'reason', 'why')])  # the call goes on
        (entry,) = self.beck.json('consent', self.lead)['entries']
        self.assertEqual((True, ['text'], 'asked in person for a text', 'Mary Beck'), tuple(entry[name] for name in ('given', 'channels', 'how', 'user')))
        self.beck.audit()
        logged = self.beck.log(self.call, 'talked', '--result', 'promised', '--promise', 'send the quote friday 11:00')
        self.assertEqual(self.call, logged['touch']['id'])
        self.assertEqual([('phone', 'talked'), ('text', 'sent')], self.history())
        self.beck.run('undo')
        self.assertEqual('phone', self.next()['channel'])
        self.beck.audit()

    def test_logged_before_it_has_gone(self) -> None:
        gateway = self.gateway()
        self.text('--content', self.content(url='https://sample.example/prices'), '--cell', CELL)
        self.beck.log(self.call, 'talked', '--result', 'not_now', '--until', '2027-03-01')
        self.assertEqual('text', self.next()['channel'])
        self.beck.audit()
        self.assertEqual({'sent': 1}, self.work())
        self.assertIn('here is Price list: https://sample.example/prices\nMary Beck', form(gateway.taken[0]['body'])['Body'])
        self.assertEqual(('2027-03-01', 2), (self.next()['due_at'][:10], len(self.history())))
        self.beck.audit()

    def test_nothing_of_the_library_is_given_twice(self) -> None:
        gateway = self.gateway()
        content = self.content()
        self.assertIn('nothing to text', self.refused('--content', content, '--cell', CELL))
        self.beck.run('content', 'attach', content, self.beck.file('prices.pdf', PDF))
        for given in (content, None):  # again, because they asked again
            self.assertEqual(given, self.text('--content', content, '--cell', CELL)['content_id'])
            self.assertEqual({'sent': 1}, self.work())
            self.beck.audit()
        links = [form(one['body'])['Body'].splitlines()[-1] for one in gateway.taken]
        self.assertEqual(2, sum(link.startswith(LINK) for link in links), links)
        self.assertTrue(self.text()['contents'][0]['had'])
        self.assertEqual(1, len(self.beck.json('consent', self.lead)['entries']))  # once a day shows it

    def test_a_picture_goes_as_one(self) -> None:
        gateway = self.gateway(mms='yes', cost='0.0079 USD', picture_cost='0.02 USD')
        offered = self.beck.json('text', self.lead)
        self.assertEqual(('0.0079 USD', '0.02 USD'), (offered['part_cost'], offered['picture_cost']))
        self.assertIn('0.0079 USD a part, 0.02 USD with a picture', self.beck.run('text', self.lead).out)
        photo = self.text(self.photo(), '--cell', CELL)['text']
        self.assertEqual((True, 1, '0.02 USD'), (photo['picture'], photo['parts'], photo['cost']))
        self.work()
        linked = self.text(self.beck.file('plan.pdf', PDF))['text']
        self.assertEqual((False, 1, '0.0079 USD'), (linked['picture'], linked['parts'], linked['cost']))
        self.work()
        picture, paper = [form(one['body']) for one in gateway.taken]
        self.assertTrue(picture['MediaUrl'].startswith(LINK), picture)
        self.assertNotIn('http', picture['Body'])
        self.assertTrue(paper['Body'].splitlines()[-1].startswith(LINK) and 'MediaUrl' not in paper, paper)
        shown = self.beck.json('outbox', 'message', self.beck.show(self.lead)['history'][0]['id'])
        self.assertEqual('plan.pdf', shown['files'][0]['name'])

    def test_any_gateway_that_says_it_takes_pictures(self) -> None:
        gateway = self.gateway((200, {}, 'ok'), driver='http', url='http://127.0.0.1:9/', type='application/json',
                               body='{"to":"{to}","text":"{text}","media":"{picture}"}')
        self.beck.run('sender', 'set', self.sender, f'url=http://127.0.0.1:{gateway.port}/send')
        self.assertTrue(self.text(self.photo(), '--cell', CELL)['text']['picture'])
        self.work()
        self.assertIn(f'"media":"{LINK}', gateway.taken[0]['body'])

    def test_without_a_gateway_by_hand(self) -> None:
        texted = self.text(self.photo(), '--cell', CELL)
        self.assertEqual(('person', None), (texted['by'], texted['touch_id']))
        self.assertIn('no gateway', texted['why'])
        self.assertEqual((1, None), (texted['text']['parts'], texted['text']['cost']))
        self.assertIn(LINK, texted['words'])
        self.assertEqual(self.call, self.next()['id'])
        self.beck.run('log', f'lead:{self.lead}', 'sent', '--channel', 'text')
        self.assertEqual([('text', 'sent')], self.history())
        self.beck.audit()

    def test_a_gateway_that_is_off_or_a_text_that_waits(self) -> None:
        self.gateway()
        self.text('--words', 'As you asked.', '--cell', CELL)
        self.assertIn('another message', self.text('--words', 'And this.')['why'])
        self.work()
        self.beck.run('sender', 'pause', self.sender)
        self.assertIn('off', self.text('--words', 'And that.')['why'])

    def test_a_gateway_that_has_sent_what_it_may_in_this_minute(self) -> None:
        gateway = self.gateway(twilio('SM1'), twilio('SM2'))
        self.beck.sql('UPDATE sender SET minute_most = 1, day_most = 2')
        self.text('--words', 'As you asked.', '--cell', CELL)
        self.assertEqual(1, self.beck.json('work', '--once')['sent'])
        offered = self.beck.json('text', self.lead)
        self.assertEqual('machine', offered['by'])
        later = self.text('--words', 'And this.')
        self.assertEqual(('machine', None, offered['later_at']), (later['by'], later['why'], later['later_at']))
        self.assertLess(MORNING[:16], later['later_at'][:16])
        self.assertEqual(later['later_at'], self.beck.show(self.lead)['outbox']['goes_at'])
        self.assertEqual(0, self.beck.json('work', '--once')['sent'])
        self.beck.later(minutes=2)
        self.assertEqual(1, self.beck.json('work', '--once')['sent'])
        self.assertEqual(2, len(gateway.taken))
        # Two are all of this day.
        self.beck.later(minutes=5)
        self.assertIn('what it may today', self.text('--words', 'And that.')['why'])
        self.assertIsNone(self.beck.json('text', self.lead)['later_at'])
        self.beck.audit()

    def test_a_gateway_that_rests(self) -> None:
        """It goes when the rest is over; where no text may go to them then, in the morning."""
        gateway = self.gateway(twilio('SM1'))
        until = self.beck.clock + timedelta(minutes=17)
        self.beck.sql(f"UPDATE sender SET rests_until = {int(until.timestamp())}, why = 'it does not answer'")
        self.assertEqual('machine', self.beck.json('text', self.lead)['by'])
        there = until.astimezone(ZoneInfo('America/Chicago')).strftime('%-H:%M')
        self.assertSays(self.beck.run('text', self.lead).out, there, 'the gateway goes no faster')
        texted = self.text('--words', 'As you asked.', '--cell', CELL)
        self.assertEqual(('machine', None, until), (texted['by'], texted['why'], datetime.fromisoformat(texted['later_at'])))
        self.assertEqual(texted['later_at'], self.beck.show(self.lead)['outbox']['goes_at'])
        self.assertEqual(0, self.beck.json('work', '--once')['sent'])
        self.beck.later(minutes=18)
        self.assertEqual(1, self.beck.json('work', '--once')['sent'])
        self.assertEqual(1, len(gateway.taken))
        night = self.beck.clock.replace(hour=4, minute=0) + timedelta(days=1)
        self.beck.sql(f'UPDATE sender SET rests_until = {int(night.timestamp())}')
        for said in (self.beck.json('text', self.lead), self.text('--words', 'And this.')):
            self.assertEqual(('machine', night.replace(hour=14)), (said['by'], datetime.fromisoformat(said['later_at'])))
            self.assertIn('hours', said['later_why'])
        self.beck.audit()

    def test_a_gateway_that_sends_one_after_the_other(self) -> None:
        """The next one is not far: no hour is said that is the present one."""
        gateway = self.gateway(twilio('SM1'), twilio('SM2'))
        self.beck.sql('UPDATE sender SET minute_most = 10')
        self.text('--words', 'As you asked.', '--cell', CELL)
        self.assertEqual(1, self.beck.json('work', '--once')['sent'])
        self.beck.later(seconds=1)
        self.assertEqual('the gateway goes no faster', self.beck.json('text', self.lead)['later_why'])
        self.assertIn('within a minute: the gateway goes no faster', self.beck.run('text', self.lead, '--words', 'Soon.').out)
        self.beck.later(minutes=1)
        self.assertEqual(1, self.beck.json('work', '--once')['sent'])
        self.assertEqual(2, len(gateway.taken))

    def test_refused_for_a_while_it_waits_beside_the_call(self) -> None:
        gateway = self.gateway((429, {'Retry-After': '60'}, 'slower'), twilio('SM2'))
        self.text(self.photo(), '--cell', CELL)
        self.assertEqual({'later': 1}, self.work())
        self.beck.log(self.call, 'talked')  # it can be logged while the text waits
        self.beck.audit()
        self.beck.later(minutes=12)
        self.assertEqual({'sent': 1}, self.work())
        self.assertEqual([LINK in form(one['body'])['Body'] for one in gateway.taken], [True, True])
        self.assertEqual(1, self.history().count(('phone', 'talked')))
        self.beck.audit()

    def test_logged_between_the_dot_and_a_no(self) -> None:
        self.gateway((400, {'Content-Type': 'application/json'}, '{"code": 21211, "message": "invalid number"}'))
        self.text('--words', 'As you asked.', '--cell', CELL)
        self.assertEqual({'refused': 1}, self.work())
        self.assertEqual(self.call, self.next()['id'])  # another number can be asked for: they are there still
        self.assertEqual('bad', next(one for one in self.beck.show(self.lead)['people'][0]['addresses'] if one['kind'] == 'cell')['state'])
        self.beck.audit()

    def test_who_said_stop(self) -> None:
        self.gateway()
        self.text('--words', 'As you asked.', '--cell', CELL)
        self.work()
        self.beck.run('log', f'lead:{self.lead}', 'stopped', '--channel', 'text')
        self.assertIn('START', self.refused('--words', 'Again.'))
        self.beck.audit()

    def test_out_of_hours_and_on_a_day_that_the_law_closes(self) -> None:
        """A gateway waits for the hours of their place, and the day is said before and after; by hand it is refused."""
        away = {name: self.beck.json('add', name, '--cell', cell, '--source', 'show: Expo')['id'] for name, cell in {
            'Ann Ford': '+13122000077', 'Al Bama': '+12052000001', 'Lou Siana': '+15042000001', 'Penn Hill': '+12152000001',
            'Fran Ce': '+33612345678'}.items()}
        # Whom, when, and when it goes: 8:00 at their place, 10:00 in France.
        asked = [('Ann Ford', NIGHT, '2026-11-17T14:00', 'quiet hours'),
                 ('Al Bama', '2026-11-22T13:00:00-06:00', '2026-11-23T14:00', 'a day that the law closes (Ala.'),
                 ('Fran Ce', '2026-11-22T23:00:00-06:00', '2026-11-23T09:00', 'quiet hours (décret'),
                 ('Lou Siana', '2026-11-26T13:00:00-06:00', '2026-11-27T14:00', 'a day that the law closes (La.'),
                 ('Penn Hill', '2026-11-26T12:00:00-05:00', '2026-11-27T13:00', 'a day that the law closes (73'),
                 ('Fran Ce', '2026-11-29T12:00:00+01:00', '2026-11-30T09:00', 'a day that the law closes (décret')]
        for name, when, _, why in asked:
            refused = self.beck.at(when).fails('text', away[name], '--words', 'Now?')
            self.assertIn(f'no text may go to {name} now: {why}', refused)
            self.assertIn(', until ', refused)
            self.assertIn(why, self.beck.json('text', away[name])['why'])
        gateway = self.gateway()
        for name, when, goes, why in asked:
            offered = self.beck.at(when).json('text', away[name])
            texted = self.beck.json('text', away[name], '--words', 'As you asked.')
            for doc in (offered, texted):
                self.assertEqual(('machine', goes, None), (doc['by'], doc['later_at'][:16], doc['why']))
                self.assertIn(why, doc['later_why'])
            self.assertEqual(texted['later_at'], self.beck.show(away[name])['outbox']['goes_at'])
            again = self.beck.fails('text', away[name], '--words', 'And this.')  # a person may not, either
            self.assertIn(why, again)
            self.assertEqual({}, self.work())
            self.beck.at(f'{goes}:00+00:00')
            self.assertEqual({'sent': 1}, self.work())
            self.beck.audit()
        self.assertEqual(len(asked), len(gateway.taken))
        said = self.beck.at('2026-12-06T13:00:00-06:00').run('text', away['Al Bama'], '--words', 'Again.').out
        self.assertIn('tomorrow 8:00: a day that the law closes', said)

    def test_logged_while_it_waits_for_the_morning(self) -> None:
        gateway = self.gateway()
        self.beck.at(NIGHT)
        self.text('--words', 'As you asked.', '--cell', CELL)
        self.beck.log(self.call, 'talked')
        self.assertEqual({}, self.work())
        self.beck.at('2026-11-17T14:00:00+00:00')
        self.assertEqual({'sent': 1}, self.work())
        self.assertEqual(([('phone', 'talked'), ('text', 'sent')], 1), (self.history(), len(gateway.taken)))
        self.beck.audit()

    def test_typed_wrong(self) -> None:
        self.gateway()
        self.assertIn('no phone number', self.refused('--words', 'x', '--cell', 'none'))
        self.assertIn('nobody there', self.refused('--words', 'x', '--to', 'zoe'))
        self.assertIn('the library has no', self.refused('--content', '999999', '--cell', CELL))
        self.assertIn('not the lead', self.refused('999999', '--cell', CELL))
        self.assertIn('one thing', self.refused(self.photo(), '--content', self.content(url='https://sample.example/'), '--cell', CELL))
        self.assertIn('parts', self.refused('--words', 'long ' * 400, '--cell', CELL))
        self.beck.run('config', 'unset', 'public_url')
        self.assertIn('public_url', self.refused(self.photo(), '--cell', CELL))
        self.assertEqual([], self.beck.json('consent', self.lead)['entries'])  # what is refused is not written
        self.beck.run('close', self.lead, '--because', 'over')
        self.assertIn('closed', self.refused('--words', 'x', '--cell', CELL))

    def test_at_a_visit_to_somebody_else_there(self) -> None:
        gateway = self.gateway(mms='yes')
        self.beck.run('set', self.lead, 'under=Jack Hill, plant manager, cell 312 200 0031')
        self.assertEqual('Jack Hill', self.text(self.photo(), '--to', 'jack')['contact']['name'])
        self.work()
        self.assertEqual('+13122000031', form(gateway.taken[0]['body'])['To'])
        self.assertEqual(self.call, self.next()['id'])
        self.beck.audit()


if __name__ == '__main__':
    main()
