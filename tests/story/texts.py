"""Texts that Beck sends: by each kind of gateway, once, refused, put off, unsure, counted."""

from __future__ import annotations

import base64
import json
import time
import unittest

from beck import WRONG_USE, Beck, Story, main
from mailing import free_port
from texting import (OUR_NUMBER, TEXTING, TEXTS_AT, Gateway, Kannel, add_gateway, form, number_of, people_to_look_at, people_to_text,
                     prepare_texts, twilio)

GOOD = b'HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\n0: ok'
NO = b'HTTP/1.1 400 Bad\r\nContent-Length: 20\r\n\r\nMissing receiver ...'


class Texts(Story):
    def gateway(self, *answers: object, port: int = 0) -> Gateway:
        gateway = Gateway(*answers, port=port)
        self.addCleanup(gateway.stop)
        return gateway

    def work(self) -> dict:
        done = self.beck.json('work', '--once')
        return {name: count for name, count in done.items() if count}

    def lead(self, person: int = 0) -> dict:
        return self.beck.show(f"lead:{self.beck.found(f'person n{person}')['id']}")

    def history(self, person: int = 0) -> list[tuple[str, str]]:
        return [(touch['channel'], touch['outcome']) for touch in self.lead(person)['history']]

    def assertFailed(self) -> None:
        (touch,) = self.lead()['history']
        self.assertEqual('refused', self.beck.json('outbox', 'message', touch['id'])['level'])

    def test_by_kannel(self) -> None:
        gateway = self.gateway()
        prepare_texts(self.beck, 3, gateway.port, smsc='main', reports_to='http://127.0.0.1:1/')
        self.beck.at(TEXTS_AT)
        self.assertEqual({'sent': 3}, self.work())
        self.assertEqual(sorted(map(number_of, range(3))), sorted(gateway.numbers()))
        one = gateway.taken[0]
        self.assertEqual('/cgi-bin/sendsms', one['path'])
        self.assertEqual(('POST', OUR_NUMBER, 'tester', 'foobar', '0', 'main'),
                         (one['method'], *(one['headers'][f'X-Kannel-{name}'] for name in
                                           ('From', 'Username', 'Password', 'Coding', 'SMSC'))))
        self.assertIn('/hooks/texts/reports/', one['headers']['X-Kannel-DLR-Url'])
        self.assertTrue(one['body'].startswith('Hi Person, Mary from Sample Labels.'), one['body'])
        self.assertTrue(one['body'].endswith('Reply STOP to end.'), one['body'])
        self.assertEqual([('text', 'sent')], self.history())
        self.assertEqual({}, self.work())  # never twice
        self.beck.audit()

    def test_what_a_person_looked_at(self) -> None:
        gateway = self.gateway()
        prepare_texts(self.beck, 1, gateway.port)
        self.beck.at(TEXTS_AT)
        touch = self.lead()['next']['id']
        self.assertIn('no words', self.beck.fails('outbox', 'send', touch, '--body', ' '))
        sent = self.beck.json('outbox', 'send', touch, '--body', 'Grüße – 世界, {}')
        self.assertEqual('text', sent['sent'][0]['channel'])
        self.beck.later(minutes=2)
        self.assertEqual({'sent': 1}, self.work())
        self.assertEqual(('2', 'Grüße – 世界, {}'),
                         (gateway.taken[0]['headers']['X-Kannel-Coding'], gateway.taken[0]['body']))

    def test_parts_and_cost_before_they_go(self) -> None:
        """In review, in lint and in what is typed; a text that is too long stays."""
        gateway = self.gateway()
        people_to_look_at(self.beck, 2)
        self.assertEqual((2, None), (self.beck.json('review')['texts']['parts'], self.beck.json('review')['texts']['cost']))
        add_gateway(self.beck, gateway.port, cost='0.0079 USD')
        review = self.beck.json('review')
        self.assertEqual({'count': 2, 'parts': 2, 'pictures': 0, 'part_cost': '0.0079 USD', 'picture_cost': None, 'cost': '0.0158 USD'}, review['texts'])
        self.assertEqual([('text', OUR_NUMBER, 'on')],
                         [(one['channel'], one['address'], one['state']) for one in review['senders']])
        first, second = review['touches']
        self.assertTrue(first['by_sender'])
        self.assertEqual(('gsm7', None, 1, '0.0079 USD'), tuple(first['lint']['text'][name] for name in
                                                               ('alphabet', 'forced_by', 'parts', 'cost')))
        self.assertIn('2 texts, 2 parts: 0.0158 USD', self.beck.run('review').out)
        typed = self.beck.file('typed.txt', 'Größe – 5 €? ' + 'x' * 60)
        wide = self.beck.json('lint', typed, '--touch', first['id'])
        self.assertEqual(('ucs2', '–', 2, '0.0158 USD'), tuple(wide['text'][name] for name in
                                                              ('alphabet', 'forced_by', 'parts', 'cost')))
        self.assertEqual(['text_wide'], [finding['key'] for finding in wide['findings']])
        self.assertEqual(wide['text'], self.beck.json('lint', typed, '--text')['text'])
        self.assertIsNone(self.beck.json('lint', typed)['text'])
        self.assertIn('2 parts', self.beck.run('lint', typed, '--text').out)
        long = 'x' * 1531
        self.assertIn('11 parts', self.beck.fails('outbox', 'send', first['id'], '--body', long))
        self.beck.run('outbox', 'send', first['id'], '--body', long[1:])
        self.beck.run('outbox', 'send', second['id'])
        self.beck.later(minutes=2)
        self.assertEqual({'sent': 2}, self.work())
        self.assertIn(long[1:], [one['body'] for one in gateway.taken])

    def test_parts_and_cost_wherever_a_text_waits(self) -> None:
        """What goes by itself and was never looked at, what was let go, and what is taken back."""
        gateway = self.gateway()
        prepare_texts(self.beck, 2, gateway.port, cost='0.0079 USD')
        self.beck.at(TEXTS_AT)
        one = {'alphabet': 'gsm7', 'parts': 1, 'cost': '0.0079 USD', 'picture': False}

        def part(text: dict | None) -> dict:
            return {name: value for name, value in (text or {}).items() if name in one}
        lead = self.lead()
        waiting = self.beck.json('next', f"lead:{lead['id']}")
        self.assertEqual((one, one, one), (part(waiting['text']), part(waiting['outbox']['text']), part(lead['outbox']['text'])))
        self.assertEqual([one, one], [part(entry['text']) for entry in self.beck.json('outbox')['outbox']])
        left = f"1 part, room for {waiting['text']['left']}; 0.0079 USD"
        for said in (self.beck.run('next', f"lead:{lead['id']}").out, self.beck.run('outbox').out):
            self.assertIn(left, said)
        two = 'y' * 161
        sent = self.beck.json('outbox', 'send', lead['next']['id'], '--body', two)['sent']
        self.assertEqual([(2, '0.0158 USD')], [(entry['text']['parts'], entry['text']['cost']) for entry in sent])
        self.assertIn('2 parts, room for 145; 0.0158 USD', self.beck.run('outbox', 'message', lead['next']['id']).out)
        self.assertEqual({2}, {entry['text']['parts'] for entry in self.beck.json('review')['outbox']})
        self.assertEqual(2, self.beck.json('outbox', 'back', lead['next']['id'])['text']['parts'])
        self.assertEqual(2, self.beck.json('next', f"lead:{lead['id']}")['text']['parts'])

    def test_a_machine_sends_nothing_too_long(self) -> None:
        """Kannel would cut it (max-messages); the words of a cadence with its fields filled may be."""
        gateway = self.gateway()
        people_to_text(self.beck, 1, TEXTING.replace('where do yours', 'x ' * 750 + 'where do yours'))
        add_gateway(self.beck, gateway.port)
        self.beck.at(TEXTS_AT)
        self.assertEqual({}, self.work())
        self.assertEqual([], gateway.taken)
        coming = self.lead()['next']
        self.assertEqual(('text', 'person'), (coming['channel'], coming['mode']))
        self.assertIn('no more than 10', ' '.join(self.beck.json('why', coming['id'])['why']))

    def test_a_number_that_takes_none(self) -> None:
        gateway = self.gateway((400, {}, 'Number(s) has/have been denied by white- and/or black-lists.'))
        prepare_texts(self.beck, 1, gateway.port)
        self.beck.at(TEXTS_AT)
        self.assertEqual({'refused': 1}, self.work())
        self.assertFailed()
        self.assertNotEqual('text', self.lead()['next']['channel'])
        self.beck.later(days=3)
        self.work()
        self.assertEqual(1, len(gateway.taken))
        self.beck.audit()

    def test_words_that_are_not_wanted(self) -> None:
        gateway = self.gateway((400, {}, 'Empty text not allowed, rejected'))
        prepare_texts(self.beck, 1, gateway.port)
        self.beck.at(TEXTS_AT)
        self.assertEqual({'refused': 1}, self.work())
        coming = self.lead()['next']
        self.assertEqual(('text', 'person'), (coming['channel'], coming['mode']))
        self.assertIn('Empty text', ' '.join(self.beck.json('why', coming['id'])['why']))

    def test_put_off_for_as_long_as_was_asked(self) -> None:
        gateway = self.gateway((503, {'Retry-After': '1800'}, 'Temporal failure, try again later.'), (202, {}, '0: ok'))
        prepare_texts(self.beck, 1, gateway.port)
        self.beck.at(TEXTS_AT)
        self.assertEqual({'later': 1}, self.work())
        self.beck.later(minutes=29)
        self.assertEqual({}, self.work())
        self.beck.later(minutes=4)
        self.assertEqual({'sent': 1}, self.work())
        self.assertEqual(2, len(gateway.taken))
        self.beck.audit()

    def test_who_is_not_let_in_is_off(self) -> None:
        gateway = self.gateway((403, {}, 'Authorization failed for sendsms'))
        sender = prepare_texts(self.beck, 2, gateway.port)
        self.beck.at(TEXTS_AT)
        self.work()
        shown = self.beck.json('sender')['senders'][0]
        self.assertEqual('off', shown['state'])
        self.assertIn('Authorization failed', shown['why'])
        taken = len(gateway.taken)
        self.beck.later(hours=2)
        self.assertEqual({}, self.work())
        self.assertEqual(taken, len(gateway.taken))
        gateway.answers = [(202, {}, '0: ok')]
        self.beck.run('sender', 'resume', sender)
        self.beck.later(minutes=20)
        self.assertEqual({'sent': 2}, self.work())
        self.beck.audit()

    def unsure(self, answer: object) -> None:
        gateway = self.gateway(answer)
        prepare_texts(self.beck, 3, gateway.port)
        self.beck.at(TEXTS_AT)
        self.assertEqual({'unsure': 3}, self.work())
        self.assertEqual(3, len(self.beck.json('outbox', 'uncertain')['uncertain']))
        gateway.answers = [(202, {}, '0: ok')]
        for _ in range(3):
            self.beck.later(days=1)
            self.work()
        self.assertEqual([1] * 3, [gateway.numbers().count(number_of(person)) for person in range(3)])
        self.beck.audit()

    def test_cut_off_behind_the_request(self) -> None:
        self.unsure('cut')

    def test_an_error_that_tells_nothing(self) -> None:
        self.unsure((500, {}, 'oops'))

    def test_an_answer_that_is_none(self) -> None:
        self.unsure('garbage')

    def answered(self, anyhow: dict[str, tuple[str, list[bytes]]]) -> None:
        """Each text is asked for once, and no answer counts for another's text: the last one is answered well."""
        gateway = self.gateway(*(answer for _, answer in anyhow.values()), (202, {}, '0: ok'))
        prepare_texts(self.beck, len(anyhow) + 1, gateway.port, connections=1)
        self.beck.at(TEXTS_AT)
        done = self.work()
        came = [said for said, _ in anyhow.values()] + ['sent']
        self.beck.later(days=1)
        self.work()
        self.assertEqual(sorted(map(number_of, range(len(came)))), sorted(gateway.numbers()))
        for number, said, how in zip(gateway.numbers(), came, [*anyhow, 'as it should'], strict=True):
            lead = self.lead(int(number[-2:]))
            (touch,) = [one for one in lead['history'] if one['channel'] == 'text']
            message = self.beck.json('outbox', 'message', touch['id'])
            self.assertEqual('accepted' if said == 'sent' else 'uncertain', message['level'], (how, message['events']))
            self.assertNotEqual('bad', lead['people'][0]['addresses'][0]['state'], how)
        self.assertEqual({said: came.count(said) for said in came}, done)
        self.beck.audit()

    def test_answers_that_come_slowly_by_halves_or_twice(self) -> None:
        self.answered({'slowly': ('sent', [*(GOOD[place:place + 4] for place in range(0, len(GOOD), 4)), b'']),
                       'half a head': ('unsure', [GOOD[:20]]),
                       'half a body': ('unsure', [GOOD[:-3]]),
                       'a body without an end': ('unsure', [b'HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n0: o']),
                       'twice, the second a no': ('sent', [GOOD + NO, b'']),
                       'twice, the second late': ('sent', [GOOD, NO, b'']),
                       'twice, half of the second late': ('sent', [GOOD, NO[:20], b'']),
                       'three times, by and by': ('sent', [GOOD + NO[:30], NO[30:], NO, b''])})

    def test_an_answer_that_comes_twice_is_no_other_text_s(self) -> None:
        """Whatever comes behind an answer, at once or later, it says nothing of the text behind it."""
        def said(status: str, body: str) -> bytes:
            return f'HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n{body}'.encode()
        good, other = (said('201 Created', json.dumps({'sid': sid, 'status': 'queued'})) for sid in ('SM1', 'SM77'))
        no = said('400 Bad Request', json.dumps({'code': 21211, 'message': 'invalid number'}))
        for number, again in enumerate((no, other, no[:40])):
            with self.subTest(again=again):
                self.beck = Beck(self.place.database(f'twice{number}'), self.folder)
                gateway = self.gateway([good, again, b''], [good, again, b''], twilio('SM3'))
                prepare_texts(self.beck, 3, gateway.port, 'twilio', connections=1)
                self.beck.at(TEXTS_AT)
                self.assertEqual({'sent': 3}, self.work())
                self.assertEqual(3, len({one['port'] for one in gateway.taken}))
                self.beck.audit()

    def test_answers_that_are_none(self) -> None:
        self.answered({'not in HTTP': ('unsure', [b'250 OK\r\n']),
                       'a status that is none': ('unsure', [b'HTTP/1.1 999 ?\r\nContent-Length: 0\r\n\r\n', b'']),
                       'what is not over yet': ('unsure', [b'HTTP/1.1 102 Processing\r\n\r\n']),
                       'more than anybody says': ('sent', [b'HTTP/1.1 202 Accepted\r\nContent-Length: 900000\r\n\r\n' + b'x' * 900000, b'']),
                       'bytes that are no words': ('sent', [b'HTTP/1.1 202 Accepted\r\nContent-Length: 6\r\n\r\n\xff\x00\xfe\x1b[2', b''])})

    def test_who_hangs_up_without_a_word_is_not_asked_twice(self) -> None:
        """Nor does anybody answer on the connection of the text before."""
        gateway = self.gateway((202, {}, '0: ok'), 'cut', (202, {}, '0: ok'))
        prepare_texts(self.beck, 3, gateway.port, connections=1)
        self.beck.at(TEXTS_AT)
        done = self.work()
        self.assertEqual({'sent': 2, 'unsure': 1}, done)
        self.assertEqual(3, len({one['port'] for one in gateway.taken}))
        self.assertEqual([1] * 3, [gateway.numbers().count(number_of(person)) for person in range(3)])

    def test_nobody_there(self) -> None:
        port = free_port()
        prepare_texts(self.beck, 2, port)
        self.beck.at(TEXTS_AT)
        self.assertEqual({'later': 2}, self.work())
        self.assertEqual([], self.beck.json('outbox', 'uncertain')['uncertain'])
        self.assertEqual('rests', self.beck.json('sender')['senders'][0]['state'])
        gateway = self.gateway(port=port)
        self.beck.later(minutes=12)
        self.assertEqual({'sent': 2}, self.work())
        self.assertEqual(2, len(gateway.taken))
        self.beck.audit()

    def test_by_twilio(self) -> None:
        gateway = self.gateway(twilio('SM7'))
        people_to_text(self.beck, 1)
        self.beck.run('config', 'set', 'public_url', 'https://beck.sample.example/')
        add_gateway(self.beck, gateway.port, 'twilio')
        self.beck.at(TEXTS_AT)
        self.assertEqual({'sent': 1}, self.work())
        one, sent = gateway.taken[0], form(gateway.taken[0]['body'])
        self.assertEqual('/2010-04-01/Accounts/AC1/Messages.json', one['path'])
        self.assertEqual('Basic ' + base64.b64encode(b'AC1:foobar').decode(), one['headers']['Authorization'])
        self.assertEqual((number_of(0), OUR_NUMBER), (sent['To'], sent['From']))
        self.assertTrue(sent['StatusCallback'].startswith('https://beck.sample.example/hooks/texts/reports/'))
        self.assertTrue(one['headers']['Idempotency-Key'])
        self.assertIn('labels that stay on', sent['Body'])

    def test_an_answer_of_another_text(self) -> None:
        """Who mixes up two leaves it open what became of them; a national number is the same."""
        def said(to: str) -> tuple[int, dict, str]:
            return 201, {}, json.dumps({'sid': 'SM9', 'status': 'queued', 'to': to})
        gateway = self.gateway(said(number_of(5)), said(number_of(1).removeprefix('+1')))
        prepare_texts(self.beck, 2, gateway.port, 'twilio', connections=1)
        self.beck.at(TEXTS_AT)
        self.assertEqual({'sent': 1, 'unsure': 1}, self.work())
        (unsure,) = self.beck.json('outbox', 'uncertain')['uncertain']
        self.assertIn('of another text', str(self.beck.json('outbox', 'message', unsure['touch_id'])['events']))
        self.beck.audit()

    def test_what_twilio_says_of_a_number(self) -> None:
        gateway = self.gateway((400, {}, json.dumps({'code': 21614, 'message': "'To' number is not a mobile number"})))
        prepare_texts(self.beck, 1, gateway.port, 'twilio')
        self.beck.at(TEXTS_AT)
        self.assertEqual({'refused': 1}, self.work())
        self.assertFailed()

    def test_by_any_gateway(self) -> None:
        gateway = self.gateway((200, {}, '{"ok":true,"id":"m-17"}'))
        people_to_text(self.beck, 1)
        add_gateway(self.beck, gateway.port, 'http', url=f'http://127.0.0.1:{gateway.port}/send?n={{to}}&k={{id}}',
                    type='application/json', body='{"text":"{text}","from":"{from}"}', success='"ok":true',
                    id_after='"id":')
        touch = self.beck.at(TEXTS_AT).json('outbox')['outbox'][0]['id']
        self.beck.run('outbox', 'send', touch, '--body', 'He said "yes" \\ {to}\nand smiled')
        self.beck.later(minutes=2)
        self.assertEqual({'sent': 1}, self.work())
        one = gateway.taken[0]
        self.assertEqual({'text': 'He said "yes" \\ {to}\nand smiled', 'from': OUR_NUMBER}, json.loads(one['body']))
        self.assertEqual(number_of(0), form(one['path'].partition('?')[2])['n'])

    def test_by_any_gateway_with_the_body_of_the_manual(self) -> None:
        """JSON is JSON without being told so; what the settings say otherwise is refused, now and later."""
        gateway = self.gateway((200, {}, 'ok'))
        people_to_text(self.beck, 1)
        body = '{"to":"{to}","text":"{text}"}'
        url = f'http://127.0.0.1:{gateway.port}/send'
        add = ('sender', 'add', OUR_NUMBER, '--driver', 'http', '--set', 'private=yes', '--set')
        for kind in ('application/x-www-form-urlencoded', 'text/plain'):
            self.assertIn('type', self.beck.fails(*add, f'url={url}', '--set', f'body={body}', '--set', f'type={kind}',
                                                  code=WRONG_USE, given=b''))
        for wrong, said in ((f'url={url}?x={{evil}}', '{evil}'), ('url=http://{to}.example/', 'host'),
                            (f'url={url}/{{Text}}', '{to} {from} {text}')):
            self.assertIn(said, self.beck.fails(*add, wrong, '--set', f'body={body}', code=WRONG_USE, given=b''))
        sender = add_gateway(self.beck, gateway.port, 'http', url=url, body=body)['id']
        self.assertIn('type', self.beck.fails('sender', 'set', sender, 'type=application/x-www-form-urlencoded', code=WRONG_USE))
        touch = self.beck.at(TEXTS_AT).json('outbox')['outbox'][0]['id']
        self.beck.run('outbox', 'send', touch, '--body', 'a "b" & c')
        self.beck.later(minutes=2)
        self.assertEqual({'sent': 1}, self.work())
        self.assertEqual('application/json', gateway.taken[0]['headers']['Content-Type'])
        self.assertEqual({'to': number_of(0), 'text': 'a "b" & c'}, json.loads(gateway.taken[0]['body']))

    def test_settings_of_more_than_a_line(self) -> None:
        """None becomes a header of its own, at whichever gateway, mail server or telephone."""
        self.beck.init()
        more, url = 'x\r\nX-Evil: 1', 'url=https://sms.example/?to={to}&text={text}'
        senders = {'http': (('type', url), ('method', url), ('success', url)), 'twilio': (('account', 'token=x'), ('service', 'account=A')),
                   'kannel': (('user', 'smsc='), ('smsc', 'user=a')), 'faxmail': (('mail_from', 'to=a@b.example'),)}
        for driver, settings in senders.items():
            for name, other in settings:
                said = self.beck.fails('sender', 'add', OUR_NUMBER, '--driver', driver, '--set', other, '--set', f'{name}={more}',
                                       *(('--set', 'host=localhost') if driver == 'faxmail' else ()), code=WRONG_USE, given=b'x\n')
                self.assertIn(name, said, (driver, name))
        for way, name, other in (('hook', 'type', 'url=https://x.example/{number}'), ('baresip', 'domain', 'port=192.0.2.1:4444')):
            self.assertIn(name, self.beck.fails('call', 'by', way, '--set', other, '--set', f'{name}={more}', code=WRONG_USE))
        self.assertEqual([], self.beck.json('sender')['senders'])

    def test_any_gateway_by_get_that_says_no(self) -> None:
        gateway = self.gateway((200, {}, 'ERR 12 unknown subscriber'))
        people_to_text(self.beck, 1)
        add_gateway(self.beck, gateway.port, 'http', method='GET', success='OK', bad_number='unknown subscriber',
                    url=f'http://127.0.0.1:{gateway.port}/s?to={{to}}&t={{text}}')
        self.beck.at(TEXTS_AT)
        self.assertEqual({'refused': 1}, self.work())
        self.assertFailed()

    def test_settings_typed_wrong(self) -> None:
        self.beck.init()
        add = ('sender', 'add', OUR_NUMBER, '--driver')
        wrong = [(('kannel', '--set', 'url=ftp://x'), 'user'), (('kannel', '--set', 'user=a', '--set', 'url=ftp://x'), 'http'),
                 (('kannel', '--set', 'user=a', '--set', 'cost=dear'), 'cost'),
                 (('kannel', '--set', 'user=a', '--set', 'connections=900'), '1 to 64'),
                 (('twilio', '--set', 'account=A', '--set', 'url=http://127.0.0.1'), 'https'),
                 (('http', '--set', 'url=https://sms.example/'), '{text}'), (('kanel',), 'kannel')]
        for words, said in wrong:
            self.assertIn(said, self.beck.fails(*add, *words, code=WRONG_USE, given=b'x\n'), words)
        self.assertIn('a text can come from', self.beck.fails('sender', 'add', 'ann@example.com', '--driver', 'kannel',
                                                             '--set', 'user=a', code=WRONG_USE, given=b'x\n'))

    def test_not_before_the_first_talk(self) -> None:
        """A cell of a list: no basis, no text; the step goes another way."""
        gateway = self.gateway()
        prepare_texts(self.beck, 1, gateway.port)
        self.beck.run('import', self.beck.table('list.csv', [{'Name': 'Listed One', 'Cell': number_of(500)}]),
                      '--source', 'list', '--cadence', 'texting')
        self.beck.at(TEXTS_AT)
        self.assertEqual({'sent': 1}, self.work())
        self.beck.later(days=1)
        self.work()
        self.assertNotIn(number_of(500), gateway.numbers())

    def test_quiet_hours_at_their_place(self) -> None:
        """Nine in the evening in Chicago is seven in Los Angeles."""
        gateway = self.gateway()
        prepare_texts(self.beck, 1, gateway.port)
        self.beck.run('import', self.beck.table('west.csv', [{'Name': 'West One', 'Cell': '+1 213 200 0001'}]),
                      '--source', 'web', '--cadence', 'texting')
        self.beck.at('2026-11-17T03:30:00+00:00')
        self.work()
        self.assertEqual(['+12132000001'], gateway.numbers())

    @unittest.skipUnless(Kannel.there(), 'Kannel is missing: tool/setup.sh test')
    def test_the_real_kannel(self) -> None:
        kannel = Kannel(self.beck.folder)
        self.addCleanup(kannel.stop)
        sender = prepare_texts(self.beck, 3, kannel.port)
        self.beck.run('sender', 'check', sender)
        self.beck.at(TEXTS_AT)
        touch = self.beck.json('outbox')['outbox'][0]['id']
        self.beck.run('outbox', 'send', touch, '--body', 'Größe 5 € – 世界 😀')
        self.beck.later(minutes=2)
        self.assertEqual({'sent': 3}, self.work())
        self.eventually(lambda: len(kannel.got()) >= 3)
        got = kannel.got()
        self.assertEqual(sorted(map(number_of, range(3))), sorted(one[1] for one in got))
        (wide,) = [one for one in got if one[2] == 'ucs-2']
        self.assertIn('%4E%16', wide[3].upper().replace('N%16', '%4E%16'))
        self.beck.run('sender', 'set', sender, '--password', given=b'wrong\n')
        self.assertIn('Authorization', self.beck.fails('sender', 'check', sender))

    def eventually(self, what, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while not what():
            self.assertLess(time.monotonic(), end, 'it did not come')
            time.sleep(0.05)


if __name__ == '__main__':
    main()
