"""What gateways of texts call back: reports in any order, twice, forged, of another's; texts that come
in, STOP and kin with one confirmation, and what is only nearly one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unittest
import urllib.parse
import urllib.request

import texting
from beck import main
from serving import Answer, Client, Serving
from texting import OUR_NUMBER, TEXTS_AT, Gateway, Kannel, number_of, twilio

PUBLIC = 'https://beck.sample.example'


class Hooks(Serving):
    driver = 'kannel'
    answers: tuple[object, ...] = ()

    def settings(self) -> dict[str, str]:
        return {}

    def prepare(self) -> None:
        """Three texts that were sent, before the server is up."""
        self.gateway = Gateway(*self.answers)
        self.addCleanup(self.gateway.stop)
        texting.people_to_text(self.beck, 3)
        self.beck.run('config', 'set', 'public_url', PUBLIC)
        self.sender = texting.add_gateway(self.beck, self.gateway.port, self.driver, **self.settings())
        self.beck.at(TEXTS_AT).json('work', '--once')
        self.beck.later(minutes=5)

    def setUp(self) -> None:
        super().setUp()
        self.stranger = Client(self.server.port)
        self.addCleanup(self.stranger.close)

    def hook_path(self) -> str:
        return self.sender['hook'].removeprefix(PUBLIC).partition('?')[0]

    def lead(self, person: int = 0) -> dict:
        return self.beck.show(f"lead:{self.beck.found(f'person n{person}')['id']}")

    def level(self, person: int = 0) -> str:
        return self.message(person)['level']

    def message(self, person: int = 0) -> dict:
        touch = [touch for touch in self.lead(person)['history'] if touch['outcome'] == 'sent'][0]
        return self.beck.json('outbox', 'message', touch['id'])

    def inbox(self) -> list[dict]:
        return self.beck.json('inbox')['mails']

    def suppressed(self, person: int = 0) -> bool:
        return self.lead(person)['people'][0]['addresses'][0]['suppressed']


class ByKannel(Hooks):
    def report_path(self, person: int) -> str:
        (one,) = [one for one in self.gateway.taken if one['headers']['X-Kannel-To'] == number_of(person)]
        return one['headers']['X-Kannel-DLR-Url'].removeprefix(PUBLIC)

    def report(self, person: int, kind: int, why: str = '') -> Answer:
        path = self.report_path(person).replace('%d', str(kind)).replace('%I', 'k-1').replace('%A', urllib.parse.quote(why))
        return self.stranger.get(path)

    def text(self, words: str, number: str = number_of(0), name: str = '', status: int = 200) -> str:
        """What is texted back."""
        hook = self.hook_path()
        query = urllib.parse.urlencode({'from': number, 'to': OUR_NUMBER, 'text': words, 'id': name or words})
        answer = self.stranger.get(f'{hook}?{query}')
        self.assertEqual(status, answer.status, answer.text)
        return answer.text

    # --- reports ---

    def test_reports_raise_what_is_known(self) -> None:
        self.assertEqual('accepted', self.level())
        self.assertEqual(204, self.report(0, 8).status)
        self.assertEqual('accepted', self.level())
        for _ in range(2):  # twice
            self.assertEqual(204, self.report(0, 1).status)
            self.assertEqual('delivered', self.level())
        self.assertEqual(204, self.report(0, 2).status)  # weaker, and out of order
        self.assertEqual('delivered', self.level())
        self.assertEqual(1, sum(event['event'] == 'delivered' for event in self.message()['events']))
        self.assertEqual('good', self.lead()['people'][0]['addresses'][0]['state'])
        self.beck.audit()

    def test_a_failure_moves_on(self) -> None:
        self.assertEqual(204, self.report(1, 2, 'absent subscriber').status)
        self.assertEqual('refused', self.level(1))
        self.assertIn('absent subscriber', ' '.join(event['detail'] or '' for event in self.message(1)['events']))
        self.assertNotEqual('text', self.lead(1)['next']['channel'])
        self.beck.audit()

    def address(self, person: int = 0) -> dict:
        return self.lead(person)['people'][0]['addresses'][0]

    def test_what_a_failure_says_of_the_number(self) -> None:
        """Nobody's number is bad, a landline's still rings, one that is off is as it was."""
        for person, why, state, said in ((0, 'stat:UNDELIV unknown subscriber', 'bad', 'nobody has this number'),
                                         (1, 'EC_TELESERVICE_NOT_PROVISIONED', 'unknown', 'takes no texts'),
                                         (2, 'Absent Subscriber', 'unknown', '')):
            self.assertEqual(204, self.report(person, 2, why).status)
            address = self.address(person)
            self.assertEqual(state, address['state'], why)
            self.assertIn(said, address['why'] or '', why)
            self.assertNotEqual('text', self.lead(person)['next']['channel'], why)
        self.beck.audit()
        self.text('Here I am, by text', number_of(1))  # so it does take them
        self.assertEqual('text', self.lead(1)['next']['channel'])

    def test_what_is_forged_changes_nothing(self) -> None:
        right = self.report_path(0).partition('?')[0]
        mark = right.rsplit('/', 1)[1]
        number, _, proof = mark.partition('-')
        other = self.report_path(1).partition('?')[0].rsplit('/', 1)[1]
        before = [self.message(person) for person in range(3)]
        for wrong in (f'{number}-{"0" * len(proof)}', f'{other.partition("-")[0]}-{proof}', number, 'x', mark[:-1], mark + '0',
                      self.hook_path().rsplit('/', 1)[1]):
            self.assertEqual(404, self.stranger.get(f'/hooks/texts/reports/{wrong}?d=1').status, wrong)
        for query in ('', '?d=', '?d=3', '?d=delivered', '?d=1%'):
            self.assertIn(self.stranger.get(right + query).status, (400, 422), query)
        self.assertEqual(404, self.stranger.get(f'/hooks/texts/{mark}?from=%2B1&text=STOP').status)
        self.assertEqual(before, [self.message(person) for person in range(3)])
        self.assertEqual([], self.inbox())
        self.assertIn('a report from 127.0.0.1 is refused', (self.folder / 'serve.err').read_text())

    # --- texts ---

    def test_an_answer_is_today_s_first(self) -> None:
        self.assertEqual('', self.text('Sure, call me at 3'))
        self.assertEqual('', self.text('Sure, call me at 3'))  # the same again
        (mail,) = self.inbox()
        self.assertEqual(('text', 'reply', number_of(0), 'Sure, call me at 3'),
                         (mail['channel'], mail['kind'], mail['from'], mail['text']))
        self.assertIn('replied', [event['event'] for event in self.message()['events']])
        self.assertEqual('answer', self.lead()['next']['concern'] if 'concern' in self.lead()['next'] else 'answer')
        first = self.beck.today()['touches'][0]
        self.assertEqual('Person N0', first['contact']['name'])
        self.beck.audit()

    def test_an_answer_is_of_the_text_that_lies_on_their_telephone(self) -> None:
        """A text names none that it answers; what no report has told of stays as it was."""
        self.assertEqual(204, self.report(0, 1).status)
        self.text('Sure, call me at 3')
        self.text('Sure, call me at 4', number_of(1))
        self.assertEqual(204, self.report(2, 1).status)
        self.text('STOP', number_of(2))
        self.assertEqual(['answered', 'accepted', 'seen'], [self.level(person) for person in range(3)])
        self.beck.audit()

    def test_stop_in_any_dress(self) -> None:
        for place, words in enumerate(['STOP', ' stop. ', 'Stop!!!', 's t o p', 'StopAll', 'END', 'cancel', 'Unsubscribe', 'QUIT',
                                       'revoke', 'OPT-OUT', 'opt out', '"stop"', 'BAJA', 'Стоп', '停止', 'please stop', 'STOP - Bob', 'end all',
                                       'Stop.\nSent from my iPhone']):
            number = f'+1312555{1000 + place}'
            self.assertIn('no more texts', self.text(words, number), words)
            self.assertEqual('', self.text(words, number, 'again'), words)  # one confirmation
            self.assertEqual('', self.text('STOP', number, 'and again'), words)
        self.beck.audit()

    def test_stop_ends_texts_and_start_begins_them_again(self) -> None:
        self.beck.run('log', f"lead:{self.lead()['id']}", 'they called', '--result', 'nothing_yet')
        self.assertEqual('Sample Labels: you will get no more texts from us. Reply START to get them again.', self.text('Stop'))
        stopped = self.lead()
        self.assertIn(('text', 'sent'), [(touch['channel'], touch['outcome']) for touch in stopped['history']])
        self.assertNotEqual('text', stopped['next']['channel'])
        self.assertEqual('', self.text('stop', name='2'))
        self.assertIn('again', self.text('START'))
        self.assertEqual('', self.text('start', name='3'))
        self.assertIn('no more texts', self.text('END', name='4'))
        self.assertEqual({'done'}, {mail['state'] for mail in self.inbox()})
        self.beck.audit()

    def test_start_undoes_no_never(self) -> None:
        self.beck.run('log', f"lead:{self.lead()['id']}", 'they wrote', '--result', 'never')
        self.assertEqual('', self.text('START'))
        self.assertTrue(self.suppressed())
        self.assertEqual('asks', self.inbox()[0]['state'])

    def test_help_says_who_writes(self) -> None:
        back = self.text('Help?')
        self.assertIn('Mary Beck', back)
        self.assertIn('STOP', back)
        self.assertNotEqual('answer', self.lead()['next'].get('concern'))

    def test_a_refusal_in_their_own_words_asks_a_person(self) -> None:
        self.assertEqual('', self.text('please stop texting me'))
        (mail,) = self.inbox()
        self.assertEqual(('asks', 'unsubscribe'), (mail['state'], mail['kind']))
        self.assertFalse(self.suppressed())
        self.beck.run('inbox', 'take', mail['id'])
        self.assertNotEqual('text', self.lead()['next']['channel'])
        self.assertEqual('', self.text('STOP'))  # it is ended already
        self.beck.audit()

    def test_what_is_no_refusal(self) -> None:
        for words in ('stop by tomorrow', 'The end of the month works', 'can we cancel the order of May?', 'Start on Monday'):
            self.assertEqual('', self.text(words))
        for words in ("Don't send me the invoice yet", 'td', 'why did you stop texting me? still want the quote'):
            self.assertEqual('', self.text(words))
        self.assertEqual({('reply', 'done')}, {(mail['kind'], mail['state']) for mail in self.inbox()})

    def test_a_word_holds_where_it_is_spoken(self) -> None:
        self.assertIn('no more texts', self.text('Arrêt', '+15145550123'))  # Montréal
        self.assertEqual('', self.text('Arrêt'))  # Chicago: a person looks
        self.assertIn('asks', [mail['state'] for mail in self.inbox()])
        self.assertFalse(self.suppressed())

    def test_a_stranger_s_text_waits_for_whose_it_is(self) -> None:
        self.text('Is this the label people?', '+1 312 555 7777')
        (mail,) = self.inbox()
        self.assertEqual(('asks', '+13125557777'), (mail['state'], mail['from']))
        self.beck.run('inbox', 'take', mail['id'], f"lead:{self.lead(2)['id']}")
        values = [address['value'] for address in self.lead(2)['people'][0]['addresses']]
        self.assertIn('+13125557777', values)
        self.beck.audit()

    def test_texts_that_are_none(self) -> None:
        hook = self.hook_path()
        for target, status in ((hook, (400, 422)), (f'{hook}x?from=%2B1&text=a', (404,)),
                               (f'{hook}?from=&text=STOP', (400, 422)), (f'{hook}?from=%00&text=a', (400,)),
                               ('/hooks/texts/' + '7' * 200, (404,))):
            self.assertIn(self.stranger.get(target).status, status, target)
        self.assertEqual([], self.inbox())

    @unittest.skipUnless(Kannel.there(), 'Kannel is missing: tool/setup.sh test')
    def test_the_real_kannel_both_ways(self) -> None:
        """Texts in by the centre, our one confirmation out by it, reports of what it was given."""
        hook = self.sender['hook'].replace(PUBLIC, f'http://127.0.0.1:{self.server.port}')
        kannel = Kannel(self.beck.folder, hook, (f'{number_of(0)} {OUR_NUMBER} text Stop.',))
        self.addCleanup(kannel.stop)
        self.eventually(lambda: self.inbox() or None)
        (mail,) = self.inbox()
        self.assertEqual(('unsubscribe', 'done', 'Stop.'), (mail['kind'], mail['state'], mail['text']))
        self.eventually(lambda: [one for one in kannel.got() if 'no more texts' in one[3]])
        self.assertEqual([(OUR_NUMBER, number_of(0))], [one[:2] for one in kannel.got()])
        self.beck.run('sender', 'set', self.sender['id'], f'url=http://127.0.0.1:{kannel.port}/cgi-bin/sendsms',
                      f'reports_to=http://127.0.0.1:{self.server.port}')
        self.beck.run('log', f"lead:{self.lead(1)['id']}", 'they texted', '--note', 'and?')
        touch = self.lead(1)['next']['id']
        if self.lead(1)['next']['channel'] == 'text':
            self.beck.run('outbox', 'send', touch, '--body', 'Here I am.')
            self.beck.later(minutes=2)
            self.beck.json('work', '--once')
            self.eventually(lambda: self.level(1) == 'delivered')


    @unittest.skipUnless(Kannel.there(), 'Kannel is missing: tool/setup.sh test')
    def test_the_real_kannel_reports_before_it_is_heard(self) -> None:
        """Its answer is slow on its way: the centre's report is there first, and is not lost."""
        kannel = Kannel(self.beck.folder)
        self.addCleanup(kannel.stop)
        beck = Client(self.server.port)
        self.addCleanup(beck.close)
        reporter = Gateway((200, {}, ''))
        self.addCleanup(reporter.stop)
        heard: list[int] = []
        reporter.before = lambda: heard.append(beck.get(reporter.taken[-1]['path']).status)
        between = Gateway()
        self.addCleanup(between.stop)

        def carry_on() -> None:
            asked = between.taken[-1]
            headers = {name: value for name, value in asked['headers'].items() if name not in ('Host', 'Content-Length')}
            headers['X-Kannel-DLR-Url'] = headers['X-Kannel-DLR-Url'].replace(PUBLIC, f'http://127.0.0.1:{reporter.port}')
            with urllib.request.urlopen(urllib.request.Request(f'http://127.0.0.1:{kannel.port}/cgi-bin/sendsms',
                                                               asked['body'].encode(), headers)) as answer:
                between.answers = [(answer.status, {}, answer.read().decode())]
            self.eventually(lambda: heard)

        between.before = carry_on
        self.beck.run('sender', 'set', self.sender['id'], f'url=http://127.0.0.1:{between.port}/cgi-bin/sendsms')
        self.beck.run('text', f"lead:{self.lead(1)['id']}", '--words', 'Here it is.')
        self.beck.json('work', '--once')
        self.assertEqual([204], heard)
        touch = max(one['id'] for one in self.lead(1)['history'] if one['channel'] == 'text')
        message = self.beck.json('outbox', 'message', touch)
        self.assertEqual(('delivered', ['accepted', 'delivered']),
                         (message['level'], [one['event'] for one in message['events']]))
        self.beck.audit()


class ByTwilio(Hooks):
    driver = 'twilio'
    answers = (twilio('SM0'), twilio('SM1'), twilio('SM2'), twilio('SM3'))
    signs_with = 'foobar'

    def setUp(self) -> None:
        super().setUp()
        taken = [texting.form(one['body']) for one in self.gateway.taken]
        self.callbacks = {one['To']: (one['StatusCallback'].removeprefix(PUBLIC), f'SM{place}')
                          for place, one in enumerate(taken)}

    def call(self, path: str, fields: dict[str, str], token: str | None = None, **headers: str) -> Answer:
        signed = PUBLIC + path + ''.join(name + fields[name] for name in sorted(fields))
        signature = base64.b64encode(hmac.new((token or self.signs_with).encode(), signed.encode(), hashlib.sha1).digest())
        return self.stranger.ask('POST', path, urllib.parse.urlencode(fields).encode(),
                                 **{'Content_Type': 'application/x-www-form-urlencoded',
                                    'X_Twilio_Signature': signature.decode()} | headers)

    def report(self, person: int, status: str, sid: str | None = None, **more: str) -> Answer:
        path, own = self.callbacks[number_of(person)]
        return self.call(path, {'MessageSid': sid or own, 'MessageStatus': status, 'To': number_of(person)}, **more)

    def test_signed_reports(self) -> None:
        for status in ('sent', 'delivered', 'sent', 'delivered', 'failed'):
            self.assertEqual(204, self.report(0, status).status)
        self.assertEqual('delivered', self.level())
        path, sid = self.callbacks[number_of(1)]
        failed = {'MessageSid': sid, 'MessageStatus': 'undelivered', 'ErrorCode': '30005'}
        self.assertEqual(204, self.call(path, failed).status)
        self.assertEqual('refused', self.level(1))
        self.assertEqual('bad', self.lead(1)['people'][0]['addresses'][0]['state'])
        self.beck.audit()

    # --- before the answer ---

    def overtaken(self, answer: object, *reports: tuple[str, str], person: int = 0) -> dict:
        """A text whose gateway reports on it (what, of which text) before it answers so: the message then."""
        texted = self.beck.json('text', f"lead:{self.lead(person)['id']}", '--words', 'Here it is.')
        self.assertTrue(texted['touch_id'], texted)
        path: list[str] = []

        def before() -> None:
            path.append(texting.form(self.gateway.taken[-1]['body'])['StatusCallback'].removeprefix(PUBLIC))
            for status, sid in reports:
                said = self.call(path[0], {'MessageSid': sid, 'MessageStatus': status, 'To': number_of(person)})
                self.assertEqual(204, said.status, said.text)

        self.gateway.before = before
        self.gateway.answers = [answer]
        done = self.beck.json('work', '--once')
        self.gateway.before = None
        self.assertTrue(path, done)
        texts = [one for one in self.lead(person)['history'] if one['channel'] == 'text']
        return self.beck.json('outbox', 'message', max(one['id'] for one in texts))

    def test_a_report_overtakes_the_answer(self) -> None:
        message = self.overtaken(twilio('SM9'), ('sent', 'SM9'), ('delivered', 'SM9'), ('sent', 'SM9'))
        self.assertEqual('delivered', message['level'])
        self.assertEqual(['accepted', 'delivered'], [one['event'] for one in message['events']])
        self.beck.audit()

    def test_a_failure_overtakes_the_answer(self) -> None:
        message = self.overtaken(twilio('SM9'), ('failed', 'SM9'))
        self.assertEqual('refused', message['level'])
        self.beck.audit()

    def test_what_overtakes_is_of_another_text(self) -> None:
        """The answer says which text it was: what was reported of another raises nothing, here and there."""
        message = self.overtaken(twilio('SM9'), ('delivered', 'SM1'))
        self.assertEqual('accepted', message['level'])
        self.assertIn('a report of another text is set aside', str(message['events']))
        self.assertEqual('accepted', self.level(1))
        self.beck.audit()

    def test_what_was_reported_is_not_sent_again(self) -> None:
        """A gateway that has it and says then that it is busy, broken or wants no such text."""
        for person, (status, report, level) in enumerate(((503, 'sent', 'accepted'), (500, 'delivered', 'delivered'),
                                                          (400, 'sent', 'accepted'))):
            before = len(self.gateway.taken)
            message = self.overtaken((status, {}, '{}'), (report, f'SM9{person}'), person=person)
            self.assertEqual(level, message['level'], message)
            self.beck.later(minutes=30).json('work', '--once')
            self.assertEqual(before + 1, len(self.gateway.taken))
        self.beck.audit()

    def test_a_report_outlives_the_worker(self) -> None:
        """Killed while it waited for the answer: whoever takes over knows what was reported."""
        self.beck.run('text', f"lead:{self.lead()['id']}", '--words', 'Here it is.')
        before = len(self.gateway.taken)
        self.gateway.answers = ['wait']
        worker = self.beck.start('work', '--once')
        self.eventually(lambda: len(self.gateway.taken) > before)
        path = texting.form(self.gateway.taken[-1]['body'])['StatusCallback'].removeprefix(PUBLIC)
        self.assertEqual(204, self.call(path, {'MessageSid': 'SM9', 'MessageStatus': 'delivered', 'To': number_of(0)}).status)
        worker.kill()
        worker.communicate(timeout=60)
        self.beck.later(minutes=5).json('work', '--once')
        touch = max(one['id'] for one in self.lead()['history'] if one['channel'] == 'text')
        message = self.beck.json('outbox', 'message', touch)
        self.assertEqual(('delivered', ['uncertain', 'delivered']),
                         (message['level'], [one['event'] for one in message['events']]))
        self.assertEqual(before + 1, len(self.gateway.taken))
        self.beck.audit()

    def test_nothing_is_said_without_a_report(self) -> None:
        """The same answers alone are not taken for a yes."""
        self.assertEqual('uncertain', self.overtaken((500, {}, '{}'))['level'])

    def test_not_signed_or_of_another(self) -> None:
        before = [self.message(person) for person in range(3)]
        path, sid = self.callbacks[number_of(0)]
        _, other = self.callbacks[number_of(1)]
        self.assertEqual(403, self.report(0, 'delivered', token='guess').status)
        self.assertEqual(403, self.report(0, 'delivered', sid=other).status)
        self.assertEqual(403, self.stranger.get(f'{path}?MessageSid={sid}&MessageStatus=delivered').status)
        self.assertEqual(403, self.call(path, {'MessageSid': sid, 'MessageStatus': 'failed'},
                                        X_Twilio_Signature='').status)
        replayed = self.call(path, {'MessageSid': sid, 'MessageStatus': 'queued'})
        self.assertEqual(204, replayed.status)
        elsewhere = self.callbacks[number_of(2)][0]  # a good signature, of another address
        signed = base64.b64encode(hmac.new(b'foobar', (PUBLIC + path).encode(), hashlib.sha1).digest()).decode()
        self.assertEqual(403, self.call(elsewhere, {'MessageStatus': 'failed'}, X_Twilio_Signature=signed).status)
        self.assertEqual(before, [self.message(person) for person in range(3)])

    def text(self, words: str, sid: str, **more: str) -> str:
        answer = self.call(self.hook_path(),
                           {'From': number_of(0), 'To': OUR_NUMBER, 'Body': words, 'MessageSid': sid, **more})
        self.assertEqual(200, answer.status, answer.text)
        self.assertTrue(answer['Content-Type'].startswith('text/xml'))
        return answer.text

    def test_texts(self) -> None:
        self.assertTrue(self.text('Where & <when>?', 'MO1').endswith('<Response></Response>'))
        self.assertIn('<Message>Sample Labels: you will get no more texts', self.text('STOP', 'MO2'))
        self.assertTrue(self.text('STOP', 'MO2').endswith('<Response></Response>'))
        self.assertTrue(self.text('START', 'MO3', OptOutType='START').endswith('<Response></Response>'))
        hook = self.hook_path()
        refused = self.call(hook, {'From': number_of(0), 'Body': 'STOP', 'MessageSid': 'MO4'}, token='guess')
        self.assertEqual(403, refused.status)
        self.assertEqual(3, len(self.inbox()))
        self.beck.audit()

    def test_texts_said_again(self) -> None:
        """Signed as they were: what is replayed is answered, so that nobody says it for ever, is logged, and
        changes nothing: who said STOP since is not written to again."""
        def log() -> int:
            return (self.folder / 'serve.err').read_text().count('a text from 127.0.0.1 is refused: it was taken before')

        def known() -> tuple:
            return self.inbox(), self.beck.json('consent', f"lead:{self.lead()['id']}")['entries'], self.lead()['next']

        nothing = '<Response></Response>'
        self.text('START', 'MO1')
        self.assertIn('no more texts', self.text('STOP', 'MO2'))
        before = known()
        self.assertEqual(0, log())
        for times in (1, 2):
            self.assertTrue(self.text('START', 'MO1').endswith(nothing))
            self.eventually(lambda: log() == times)
            self.assertEqual(before, known())
        self.assertTrue(self.text('STOP', 'MO4').endswith(nothing))  # it is ended still
        self.assertIn('our texts again', self.text('START', 'MO3'))
        before = known()
        self.assertTrue(self.text('STOP', 'MO2').endswith(nothing))
        self.eventually(lambda: log() == 3)
        self.assertEqual(before, known())
        self.beck.audit()


class ByHttp(Hooks):
    """Any gateway: the names that the manual gives, by query or form, and its own id."""

    driver = 'http'
    answers = tuple((200, {}, f'{{"id":"m-{place}"}}') for place in range(4))

    def settings(self) -> dict[str, str]:
        return {'url': f'http://127.0.0.1:{self.gateway.port}/send?to={{to}}&text={{text}}&report={{report}}',
                'method': 'GET', 'id_after': '"id":'}

    def setUp(self) -> None:
        super().setUp()
        asked = [texting.form(one['path'].partition('?')[2]) for one in self.gateway.taken]
        self.callbacks = {one['to']: (one['report'].removeprefix(PUBLIC), f'm-{place}') for place, one in enumerate(asked)}

    def report(self, person: int, status: str, name: str | None = None) -> Answer:
        path, own = self.callbacks[number_of(person)]
        query = urllib.parse.urlencode({'status': status, 'id': own if name is None else name, 'why': 'no such number'})
        return self.stranger.get(f'{path}?{query}')

    def test_reports(self) -> None:
        for status in ('queued', 'DELIVERED', 'sent', 'delivered', 'failed'):
            self.assertEqual(204, self.report(0, status).status)
        self.assertEqual('delivered', self.level())
        path, own = self.callbacks[number_of(1)]
        by_form = self.stranger.ask('POST', path, f'status=failed&id={own}&why=no+such+number'.encode(),
                                    Content_Type='application/x-www-form-urlencoded')
        self.assertEqual(204, by_form.status)
        self.assertEqual('refused', self.level(1))
        self.assertNotEqual('text', self.lead(1)['next']['channel'])
        self.beck.audit()

    def test_reports_that_are_none(self) -> None:
        before = [self.message(person) for person in range(3)]
        self.assertEqual(403, self.report(0, 'failed', self.callbacks[number_of(1)][1]).status)
        for status in ('', 'gone', 'deliveredd'):
            self.assertIn(self.report(0, status).status, (400, 422), status)
        self.assertEqual(404, self.stranger.get(f'{self.callbacks[number_of(0)][0]}0?status=failed').status)
        self.assertEqual(before, [self.message(person) for person in range(3)])

    def test_texts(self) -> None:
        hook = self.hook_path()
        for words, back in (('Where & when?', ''), ('Stop', 'no more texts'), ('Stop', '')):
            query = urllib.parse.urlencode({'from': number_of(0), 'to': OUR_NUMBER, 'text': words, 'id': words})
            answer = self.stranger.get(f'{hook}?{query}')
            self.assertEqual(200, answer.status)
            self.assertTrue(answer['Content-Type'].startswith('text/plain'))
            self.assertEqual(bool(back), bool(answer.text), words)
            self.assertIn(back, answer.text)
        self.assertEqual(2, len(self.inbox()))
        self.assertNotEqual('text', self.lead()['next']['channel'])
        self.beck.audit()


if __name__ == '__main__':
    main()
