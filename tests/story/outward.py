"""Other programs: forms, webhooks, the calendar and jobs, on the command line."""

import http.server
import threading

import beck
from beck import FAILED, WRONG_USE, Story


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers['Content-Length']))
        self.send_response(200)
        self.send_header('Content-Length', '0')
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Outward(Story):
    def setUp(self) -> None:
        super().setUp()
        self.beck.init()

    def test_a_form(self) -> None:
        made = self.beck.json('form', 'new', 'Ask', 'us', '--field', 'name', '--field', 'email*', '--field', 'note',
                              '--consent', 'Yes, call me', '--at', 'https://beck.ford.example')
        self.assertEqual('Ask us', made['title'])
        self.assertEqual([('name', True), ('email', True), ('note', False)],
                         [(field['name'], field['required']) for field in made['fields']])
        self.assertIn(f'action="https://beck.ford.example/f/{made["token"]}"', made['snippet'])
        self.assertIn('<form action=', self.beck.run('form', 'show', 'ask').out)
        self.assertIn('Off Ask us', self.beck.run('form', 'off', made['id']).out)
        self.assertFalse(self.beck.json('form', 'list')['forms'][0]['on'])
        self.assertIn('On Ask us', self.beck.run('form', 'on', made['token']).out)
        self.assertIn('did you mean email?', self.beck.fails('form', 'new', 'x', '--field', 'emial', code=WRONG_USE))
        self.assertIn('https://', self.beck.fails('form', 'new', 'x', '--redirect', 'javascript:1', code=WRONG_USE))
        self.beck.fails('form', 'new', code=WRONG_USE)
        self.assertIn('there is no form', self.beck.fails('form', 'show', 'nothing'))

    def test_a_webhook(self) -> None:
        self.assertIn('https:', self.beck.fails('webhook', 'add', 'http://example.com/', code=WRONG_USE))
        self.assertIn('private', self.beck.fails('webhook', 'add', 'https://10.0.0.1/', code=WRONG_USE))
        self.assertIn('did you mean lead.closed?',
                      self.beck.fails('webhook', 'add', 'https://example.com/', '--event', 'lead.close', code=WRONG_USE))
        self.beck.run('config', 'set', 'webhook_http', 'yes')
        self.beck.run('config', 'set', 'webhook_private', 'yes')
        with http.server.ThreadingHTTPServer(('127.0.0.1', 0), Receiver) as receiver:
            thread = threading.Thread(target=receiver.serve_forever, args=[0.02])
            thread.start()
            made = self.beck.json('webhook', 'add', f'http://127.0.0.1:{receiver.server_port}/')
            self.assertTrue(made['secret'].startswith('whsec_'))
            self.assertTrue(made['all'])
            tried = self.beck.json('webhook', 'test', made['id'])
            self.assertEqual(('done', 200), (tried['state'], tried['status']))
            receiver.shutdown()
            thread.join()
        failed = self.beck.json('webhook', 'test', made['id'], code=FAILED)
        self.assertEqual('failed', failed['state'])
        self.assertEqual(2, len(self.beck.json('webhook', 'log')['deliveries']))
        self.assertEqual('waiting', self.beck.json('webhook', 'redeliver', failed['id'])['state'])
        self.assertIn('webhook.test', self.beck.run('webhook', 'log', made['id']).out)
        self.assertFalse(self.beck.json('webhook', 'off', made['id'])['on'])
        self.assertTrue(self.beck.json('webhook', 'on', made['id'])['on'])
        self.assertIn('Removed', self.beck.run('webhook', 'remove', made['id']).out)
        self.assertIn('there is no webhook', self.beck.fails('webhook', 'test', made['id']))
        self.assertEqual([], self.beck.json('webhook')['webhooks'])

    def test_the_calendar_and_no_jobs(self) -> None:
        self.beck.run('add', 'Ann Ford', '--cell', '202 555 0123', '--promise', 'send the quote friday 3pm')
        calendar = self.beck.run('calendar').out
        self.assertTrue(calendar.startswith('BEGIN:VCALENDAR'))
        self.assertIn('SUMMARY:Promised: send the quote (Ann Ford)', calendar)
        events = self.beck.json('calendar')['events']
        self.assertEqual(['Promise'], [event['category'] for event in events if event['alarms']])
        self.assertEqual([], self.beck.json('job')['jobs'])
        self.assertIn('there is no job', self.beck.fails('job', 'cancel', 7))


if __name__ == '__main__':
    beck.main()
