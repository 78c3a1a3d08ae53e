"""Invitations: what was agreed goes to them as a mail that their calendar can answer, what changes is told, and what
they answer acts: read by eyes of our own, out of real servers' hands."""

from __future__ import annotations

import email
import email.message
import email.policy
import re
import unittest

import dav_server
from beck import FAILED, WRONG_USE, Story, main
from dav_server import Radicale
from mailboxes import Dovecot, add_mailbox, missing
from mailing import SINK, MailServer, Sink, add_sender
from returned import answer, bounce

MEETING = '2026-11-20T10:00:00-06:00'
LATER = '2026-11-24T11:00:00-06:00'
OURS, THEIRS = 'mary@sample.example', 'ann@ford.example'


def lines(text: str) -> list[str]:
    return text.replace('\r\n', '\n').replace('\n ', '').split('\n')


def calendar(mail: email.message.EmailMessage) -> str:
    (part,) = [part for part in mail.walk() if part.get_content_type() == 'text/calendar']
    return part.get_content()


def properties(text: str) -> dict[str, list[tuple[dict[str, str], str]]]:
    """Of the one VEVENT, and METHOD."""
    found: dict[str, list[tuple[dict[str, str], str]]] = {}
    for line in lines(text):
        left, _, value = line.partition(':')
        name, *parameters = left.split(';')
        found.setdefault(name, []).append((dict(one.split('=', 1) for one in parameters), value))
    return found


class Invitations(Story):
    def setUp(self) -> None:
        if why := missing() or ('' if SINK else 'smtp-sink is missing'):
            raise unittest.SkipTest(why)
        super().setUp()
        self.beck.init()
        self.beck.at('2026-11-16T09:00:00-06:00')
        self.beck.run('user', 'set', 'mary', f'email={OURS}')
        self.lead = self.beck.json('add', 'Ann Ford', '--company', 'Ford Labels', '--email', 'Ann@Ford.example', '--office', '202 555 0143',
                                   '--source', 'Label Show')['id']
        self.beck.run('set', self.lead, 'postal=1 Salt Lane, Springfield, IL 62702')
        self.sink = Sink(self.beck.folder)
        self.addCleanup(self.sink.stop)
        add_sender(self.beck, self.sink.port)
        self.dovecot = Dovecot()
        self.addCleanup(self.dovecot.remove)
        add_mailbox(self.beck, self.dovecot, 'mary', address=OURS)
        self.written = 0

    # --- parts ---

    def meet(self, when: str = MEETING) -> None:
        self.beck.log(f'lead:{self.lead}', 'talked', '--result', 'meeting', '--until', when)

    def work(self) -> None:
        """What is noticed goes a minute later."""
        self.beck.json('work', '--once')
        self.beck.later(minutes=2)
        self.beck.json('work', '--once')

    def invite(self, *words: str) -> str:
        """Its UID, once it has gone."""
        self.meet()
        self.beck.run('invite', self.lead, *words)
        self.work()
        (mail,) = self.sink.mails()
        return properties(calendar(mail))['UID'][0][1]

    def told(self) -> email.message.EmailMessage:
        """The one mail that has gone since."""
        self.sink.forget()
        self.work()
        (mail,) = self.sink.mails()
        return mail

    def silent(self) -> None:
        self.sink.forget()
        self.work()
        self.assertEqual([], self.sink.mails())

    def answer(self, uid: str, part: str = 'ACCEPTED', *, method: str = 'REPLY', sequence: int = 0, stamp: str = '20261116T170000Z',
               sender: str = THEIRS, attendee: str = THEIRS, start: str = '20261120T160000Z', body: str = '', more: tuple[str, ...] = ()) -> dict:
        """As Outlook and Google write it; what the inbox says of it."""
        self.written += 1
        text = body or '\r\n'.join((
            'BEGIN:VCALENDAR', 'PRODID:-//Google Inc//Google Calendar 70.9054//EN', 'VERSION:2.0', f'METHOD:{method}', 'BEGIN:VEVENT',
            f'DTSTART:{start}', f'DTSTAMP:{stamp}', f'ORGANIZER;CN=Mary:mailto:{OURS}', f'UID:{uid}',
            f'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={part};CN=Ann;', f' X-NUM-GUESTS=0:mailto:{attendee}',
            f'SEQUENCE:{sequence}', 'SUMMARY:x', *more, 'END:VEVENT', 'END:VCALENDAR', ''))
        mail = email.message.EmailMessage(policy=email.policy.SMTP)
        mail['From'], mail['To'], mail['Subject'] = sender, OURS, f'Re: {part}'
        mail['Date'], mail['Message-ID'] = 'Mon, 16 Nov 2026 17:00:00 +0000', f'<a{self.written}@ford.example>'
        mail['Auto-Submitted'] = 'auto-generated'
        mail.set_content('Ann Ford has answered this invitation.')
        mail.add_alternative(text.encode(), maintype='text', subtype='calendar', params={'method': method, 'charset': 'UTF-8'}, cte='base64')
        before = self.mails()
        self.dovecot.deliver('mary', mail.as_bytes())
        self.beck.json('work', '--once')
        new = [entry for entry in self.mails() if entry['id'] not in {old['id'] for old in before}]
        return new[0] if new else {}

    def mails(self) -> list[dict]:
        return self.beck.json('inbox')['mails']

    def invitation(self) -> dict:
        return self.beck.show(self.lead)['invitation']

    def next(self) -> dict:
        return self.beck.show(self.lead)['next']

    # --- what goes out ---

    def test_it_goes_as_every_calendar_takes_it(self) -> None:
        self.assertSays(self.beck.fails('invite', self.lead), 'log it first')
        self.meet()
        before = self.next()
        said = self.beck.json('invite', self.lead, '--place', 'Hall 5, stand 12; "right"')
        self.assertEqual(('planned', 'Hall 5, stand 12; "right"', True), (said['state'], said['place'], said['live']))
        self.assertSays(self.beck.fails('invite', self.lead), 'invited already')
        self.work()
        (mail,) = self.sink.mails()
        # RFC 6047 2.4, and how Outlook, Google and Apple look for it: the last of the alternatives, once more as a file.
        self.assertEqual('multipart/mixed', mail.get_content_type())
        alternative, attached = mail.iter_parts()
        self.assertEqual(['text/plain', 'text/html', 'text/calendar'], [part.get_content_type() for part in alternative.iter_parts()])
        self.assertEqual(('application/ics', 'invite.ics'), (attached.get_content_type(), attached.get_filename()))
        part = list(alternative.iter_parts())[-1]
        self.assertEqual(('REQUEST', 'utf-8'), (part['Content-Type'].params['method'], part['Content-Type'].params['charset']))
        self.assertEqual(part.get_content().replace('\r\n', '\n').strip(), attached.get_content().decode().replace('\r\n', '\n').strip())
        raw = attached.get_payload(decode=True)
        self.assertEqual(raw.count(b'\n'), raw.count(b'\r\n'))
        self.assertLessEqual(max(len(line) for line in raw.split(b'\r\n')), 75)
        # RFC 5546 3.2.2, the table of REQUEST: once, at least once, never.
        event = properties(part.get_content())
        for name in ('METHOD', 'PRODID', 'VERSION', 'DTSTAMP', 'DTSTART', 'ORGANIZER', 'SEQUENCE', 'SUMMARY', 'UID', 'DTEND', 'LOCATION', 'STATUS'):
            self.assertEqual(1, len(event[name]), name)
        self.assertEqual(1, len(event['ATTENDEE']))
        for name in ('DURATION', 'REQUEST-STATUS', 'RECURRENCE-ID', 'DESCRIPTION', 'URL', 'TRIGGER'):
            self.assertNotIn(name, event)
        self.assertEqual('REQUEST', event['METHOD'][0][1])
        self.assertEqual('0', event['SEQUENCE'][0][1])
        self.assertEqual('CONFIRMED', event['STATUS'][0][1])
        self.assertEqual(('20261120T160000Z', '20261120T170000Z'), (event['DTSTART'][0][1], event['DTEND'][0][1]))
        self.assertEqual('Hall 5\\, stand 12\\; "right"', event['LOCATION'][0][1])
        self.assertEqual(f'mailto:{OURS}', event['ORGANIZER'][0][1])
        attendee, mailbox = event['ATTENDEE'][0]
        self.assertEqual('mailto:ann@ford.example', mailbox.lower())
        self.assertEqual(('TRUE', 'NEEDS-ACTION', 'REQ-PARTICIPANT'), (attendee['RSVP'], attendee['PARTSTAT'], attendee['ROLE']))
        self.assertEqual((mail['From'].addresses[0].addr_spec, mail['To'].addresses[0].addr_spec.lower()), (OURS, THEIRS))
        self.assertEqual(('open', None), (self.invitation()['state'], self.invitation()['answer']))
        self.assertEqual((before['channel'], before['due_at']), (self.next()['channel'], self.next()['due_at']), 'the appointment is next again')
        self.silent()
        self.beck.audit()

    def answering(self) -> int:
        """They wrote, and the touch of our answer."""
        self.meet()
        self.beck.log(f'lead:{self.lead}', 'they_wrote', '--note', 'Is Friday still on?')
        self.assertEqual(('email', 'answer'), (self.next()['channel'], self.next()['concern']))
        return self.next()['id']

    def test_it_goes_with_an_answer_and_is_answered_moved_and_called_off(self) -> None:
        touch = self.answering()
        shown = self.beck.json('outbox', 'files', touch)['invitation']
        self.assertEqual(('visit', '2026-11-20T16:00:00Z', False, None), tuple(shown[name] for name in ('channel', 'starts_at', 'going', 'why')))
        self.assertSays(self.beck.run('outbox', 'files', touch).out, f'beck outbox attach {touch} invitation')
        self.assertSays(self.beck.fails('outbox', 'attach', touch, 'invitation', '--link', code=WRONG_USE), 'in the mail itself')
        self.assertSays(self.beck.fails('outbox', 'attach', touch, 'x.pdf', '--place', 'y', code=WRONG_USE), 'of an invitation')
        self.beck.run('outbox', 'attach', touch, 'invitation')
        self.beck.run('outbox', 'detach', touch, 'invitation')
        self.assertIsNone(self.invitation())
        self.beck.run('outbox', 'attach', touch, 'invitation', '--place', 'Hall 4')
        shown = self.beck.json('outbox', 'attach', touch, 'invitation', '--place', 'Hall 5')['invitation']
        self.assertEqual(('Hall 5', True), (shown['place'], shown['going']))
        self.assertIn('goes with it', self.beck.run('outbox', 'files', touch).out)
        self.beck.run('outbox', 'send', touch, '--subject', 'Friday', '--body', 'Hello Ann, Friday it is.')
        self.assertSays(self.beck.fails('outbox', 'detach', touch, 'invitation'), 'take it back')
        self.assertSays(self.beck.fails('invite', self.lead), 'invited already')
        self.beck.run('outbox', 'back', touch)
        self.beck.run('outbox', 'send', touch, '--subject', 'Friday', '--body', 'Hello Ann, Friday it is.')
        self.work()
        (mail,) = self.sink.mails()
        self.assertIn('Friday it is.', mail.get_body(('plain',)).get_content())
        event = properties(calendar(mail))
        uid = event['UID'][0][1]
        self.assertEqual(('REQUEST', '0', '20261120T160000Z', 'Hall 5'), tuple(event[name][0][1] for name in ('METHOD', 'SEQUENCE', 'DTSTART', 'LOCATION')))
        self.assertEqual(['invite.ics'], [part.get_filename() for part in mail.iter_attachments()])
        self.assertEqual('open', self.invitation()['state'])
        self.assertEqual('visit', self.next()['channel'])
        self.assertEqual('2026-11-20T16:00:00Z', self.beck.json('outbox', 'message', touch)['invites_to'])
        self.assertIn('they accept', self.answer(uid)['did'])
        self.assertEqual('accepted', self.invitation()['answer'])
        self.meet(LATER)
        moved = properties(calendar(self.told()))
        self.assertEqual(('REQUEST', uid, '1', '20261124T170000Z'), tuple(moved[name][0][1] for name in ('METHOD', 'UID', 'SEQUENCE', 'DTSTART')))
        self.beck.log(f'lead:{self.lead}', 'they_wrote')
        again = self.next()['id']
        self.assertSays(self.beck.fails('outbox', 'attach', again, 'invitation'), 'invited already')
        self.beck.run('close', self.lead, '--because', 'bought elsewhere')
        self.assertEqual('CANCEL', properties(calendar(self.told()))['METHOD'][0][1])
        self.beck.audit()

    def test_it_goes_with_what_was_promised(self) -> None:
        self.meet()
        self.assertIsNone(self.beck.json('promises', 'mail', self.beck.json('promise', self.lead, 'send the floor plan tomorrow 9am')['id'])
                          ['invitation']['why'])
        (promise,) = self.beck.json('promises')['promises']
        self.assertIn('--with invitation', self.beck.run('promises', 'mail', promise['id']).out)
        self.assertSays(self.beck.fails('promises', 'send', promise['id'], '--place', 'Hall 5', code=WRONG_USE), '--with invitation')
        self.beck.run('promises', 'send', promise['id'], '--with', 'invitation', '--place', 'Hall 5')
        self.work()
        (mail,) = self.sink.mails()
        event = properties(calendar(mail))
        self.assertEqual(('REQUEST', 'Hall 5'), (event['METHOD'][0][1], event['LOCATION'][0][1]))
        self.assertEqual('kept', self.beck.json('promises', '--state', 'kept')['promises'][0]['state'])
        self.assertIn('they accept', self.answer(event['UID'][0][1])['did'])
        other = self.beck.json('promise', self.lead, 'send the price tomorrow 10am')['id']
        self.assertSays(self.beck.fails('promises', 'send', other, '--with', 'invitation'), 'invited already')
        self.assertEqual(1, len(self.sink.mails()))
        self.beck.audit()

    def test_what_is_agreed_moves_while_the_mail_waits_for_a_person(self) -> None:
        touch = self.answering()
        self.beck.run('outbox', 'attach', touch, 'invitation')
        self.beck.sql(f"UPDATE lead SET agreed_at = agreed_at + 3600 WHERE id = {self.lead}")
        self.beck.run('outbox', 'send', touch, '--subject', 'Friday', '--body', 'Hello Ann, an hour later.')
        self.work()
        (mail,) = self.sink.mails()
        self.assertEqual('20261120T170000Z', properties(calendar(mail))['DTSTART'][0][1])

    def test_nothing_goes_with_it_that_is_not_agreed_any_more(self) -> None:
        touch = self.answering()
        self.beck.run('outbox', 'attach', touch, 'invitation')
        self.beck.sql(f"UPDATE lead SET agreed_at = NULL, agreed = NULL, agreed_channel = NULL WHERE id = {self.lead}")
        self.assertSays(self.beck.fails('outbox', 'send', touch, '--subject', 'x', '--body', 'Hello Ann.'), 'not agreed any more')
        self.assertIn('cannot go with it', self.beck.run('outbox', 'files', touch).out)
        self.beck.run('outbox', 'detach', touch, 'invitation')
        self.assertSays(self.beck.fails('outbox', 'attach', touch, 'invitation'), 'log it first')
        self.beck.run('outbox', 'send', touch, '--subject', 'x', '--body', 'Hello Ann.')
        self.work()
        (mail,) = self.sink.mails()
        self.assertNotIn('text/calendar', mail.as_string())

    def test_who_has_no_mailbox_is_told_the_way_out(self) -> None:
        other = self.beck.json('add', 'Tim Roe', '--company', 'Roe', '--office', '202 555 0144', '--source', 'Label Show')['id']
        self.beck.log(f'lead:{other}', 'talked', '--result', 'meeting', '--until', MEETING)
        said = self.beck.fails('invite', other)
        self.assertSays(said, 'Tim Roe')
        self.assertSays(said, f'beck set {other} email=')
        self.beck.run('set', other, 'email=tim@roe.example')
        self.assertEqual('tim@roe.example', self.beck.json('invite', other)['mailbox'])

    def test_what_changes_is_told_with_a_higher_sequence_and_undo_in_time_is_not(self) -> None:
        uid = self.invite()
        self.meet(LATER)
        moved = properties(calendar(self.told()))
        self.assertEqual(('REQUEST', uid, '1', '20261124T170000Z'),
                         tuple(moved[name][0][1] for name in ('METHOD', 'UID', 'SEQUENCE', 'DTSTART')))
        self.beck.run('invite', self.lead, '--move', '--place', 'Main Street 1')
        elsewhere = properties(calendar(self.told()))
        self.assertEqual(('REQUEST', uid, '2', 'Main Street 1'), tuple(elsewhere[name][0][1] for name in ('METHOD', 'UID', 'SEQUENCE', 'LOCATION')))
        self.beck.run('close', self.lead, '--because', 'bought elsewhere')
        self.beck.json('work', '--once')
        self.assertEqual('waits', self.invitation()['notice']['state'])
        self.beck.run('undo')
        self.silent()
        self.assertEqual('open', self.invitation()['state'])
        self.beck.run('close', self.lead, '--because', 'bought elsewhere')
        mail = self.told()
        off = properties(calendar(mail))
        self.assertEqual(('CANCEL', uid, '3', 'CANCELLED'), tuple(off[name][0][1] for name in ('METHOD', 'UID', 'SEQUENCE', 'STATUS')))
        self.assertNotIn('RSVP', off['ATTENDEE'][0][0])
        self.assertIn('does not take place', mail.get_body(('plain',)).get_content())
        self.assertEqual('cancelled', self.invitation()['state'])
        self.silent()
        self.beck.audit()

    def test_another_persons_notice_tells_the_time_of_their_place(self) -> None:
        self.beck.run('set', self.lead, 'person=+Ken Ito, planner, cell +81 90 1234 5678, ken@ito.example')
        self.meet()
        self.beck.log(f'lead:{self.lead}', 'they_wrote', '--spoke-to', 'Ken Ito')
        touch = self.next()['id']
        self.beck.run('outbox', 'attach', touch, 'invitation')
        self.beck.run('outbox', 'send', touch, '--subject', 'Friday', '--body', 'Hello Ken, Friday it is.')
        self.work()
        self.meet(LATER)
        told = self.told()
        self.assertSays(told['To'], 'ken@ito.example')
        self.assertSays(told.get_body(('plain',)).get_content(), 'Sat 21 Nov 1:00 is now Wed 25 Nov 2:00')

    # --- what cannot be told ---

    def alarm(self) -> dict:
        """The one line of Today that says who may not know."""
        (notice,) = [one for one in self.beck.today()['notices'] if one['about'] == 'invitation']
        self.assertEqual(('invitation', self.lead, 'Ann Ford', f'/leads/{self.lead}', f'beck invite {self.lead} --told'),
                         tuple(notice[name] for name in ('about', 'id', 'address', 'page', 'command')))
        self.assertSays(self.beck.run('today').out.replace('\n', ' '), f'beck invite {self.lead} --told')
        return notice

    def sink_that(self, *options: str) -> None:
        """In the place of the one that takes all."""
        self.sink.stop()
        self.sink = Sink(self.beck.folder, *options, port=self.sink.port)
        self.addCleanup(self.sink.stop)

    def test_a_notice_lies_in_the_sent_folder_once(self) -> None:
        self.invite()
        self.beck.json('work', '--once')
        before = [mail['Message-ID'] for mail in self.dovecot.sent('mary')]
        self.assertEqual(1, len(before))
        self.meet(LATER)
        went = self.told()
        for _ in range(2):
            self.beck.json('work', '--once')
        (copy,) = [mail for mail in self.dovecot.sent('mary') if mail['Message-ID'] not in before]
        self.assertEqual((went['Message-ID'], went['Subject']), (copy['Message-ID'], copy['Subject']))
        self.assertEqual(calendar(went), calendar(copy))
        self.assertEqual('open', self.invitation()['state'])

    def test_refused_it_stands_on_today_until_they_were_told(self) -> None:
        self.invite()
        self.assertSays(self.beck.fails('invite', self.lead, '--told'), 'nothing is to be told')
        self.sink_that('-f', 'RCPT')
        self.meet(LATER)
        self.work()
        self.assertEqual('refused', self.alarm()['state'])
        self.assertIn('could not be told', self.alarm()['why'])
        self.assertIn('may not know', self.beck.run('show', self.lead).out)
        self.assertSays(self.beck.fails('invite', self.lead, '--told', '--agree', code=WRONG_USE), 'stands alone')
        self.beck.run('invite', self.lead, '--told')
        self.assertEqual([], self.beck.today()['notices'])
        self.assertIsNone(self.invitation()['notice'])
        self.sink_that()
        self.silent()
        self.beck.audit()

    def test_refused_they_are_invited_anew_by_another_mailbox(self) -> None:
        uid = self.invite()
        self.sink_that('-f', 'RCPT')
        self.meet(LATER)
        self.work()
        self.alarm()
        self.sink_that()
        self.beck.run('invite', self.lead)
        anew = properties(calendar(self.told()))
        self.assertNotEqual(uid, anew['UID'][0][1])
        self.assertEqual(('REQUEST', '0', '20261124T170000Z'), tuple(anew[name][0][1] for name in ('METHOD', 'SEQUENCE', 'DTSTART')))
        self.assertEqual([], self.beck.today()['notices'])
        self.beck.audit()

    def test_a_server_that_is_not_there_is_said_with_when_it_is_tried_again(self) -> None:
        self.invite()
        self.sink.stop()
        self.beck.run('close', self.lead, '--because', 'bought elsewhere')
        self.work()
        notice = self.alarm()
        self.assertEqual('waits', notice['state'])
        self.assertIsNotNone(notice['rests_until'])
        self.sink_that()
        self.beck.later(minutes=30)
        self.beck.json('work', '--once')
        (mail,) = self.sink.mails()
        self.assertEqual('CANCEL', properties(calendar(mail))['METHOD'][0][1])
        self.assertEqual([], self.beck.today()['notices'])

    def test_nothing_sends_any_more(self) -> None:
        self.invite()
        (sender,) = self.beck.json('sender')['senders']
        self.beck.run('sender', 'pause', sender['id'])
        self.meet(LATER)
        self.work()
        self.beck.later(minutes=20)
        self.assertEqual('waits', self.alarm()['state'])
        self.beck.run('sender', 'resume', sender['id'])
        self.beck.json('work', '--once')
        self.assertEqual([], self.beck.today()['notices'])

    def bounced(self, mail: email.message.EmailMessage) -> None:
        self.dovecot.deliver('mary', bounce(mail))
        self.beck.json('work', '--once')

    def test_a_notice_that_comes_back(self) -> None:
        uid = self.invite()
        self.answer(uid)
        self.meet(LATER)
        self.bounced(self.told())
        self.assertEqual('bounced', self.alarm()['state'])
        self.assertIn('came back', self.alarm()['why'])
        self.assertIn('tell them yourself', self.mails()[0]['did'])
        self.assertEqual(['bad'], [one['state'] for one in self.beck.show(self.lead)['people'][0]['addresses'] if one['kind'] == 'email'])
        message = next(entry['message'] for entry in self.beck.show(self.lead)['history'] if entry['message'])
        self.assertEqual('answered', message['level'], 'the first one had arrived')
        self.beck.run('invite', self.lead, '--told')
        self.assertEqual([], self.beck.today()['notices'])
        self.beck.audit()

    def test_an_invitation_that_comes_back_is_none(self) -> None:
        self.invite()
        (mail,) = self.sink.mails()
        self.bounced(mail)
        self.assertIn('came back', self.alarm()['why'])
        self.assertIn('did not arrive', self.invitation()['said'])
        self.assertFalse(self.invitation()['live'])
        self.silent()
        self.assertSays(self.beck.fails('invite', self.lead), f'beck set {self.lead} email=')
        self.beck.run('set', self.lead, 'email=ann@other.example')
        self.beck.run('invite', self.lead)
        self.assertEqual('ann@other.example', self.told()['To'].addresses[0].addr_spec)
        self.assertEqual([], self.beck.today()['notices'])
        self.beck.audit()

    # --- what nobody knows ---

    def doubtful(self) -> email.message.EmailMessage:
        """They are told of another time by a server that takes it and hangs up."""
        self.sink_that('-q', '.')
        self.meet(LATER)
        self.work()
        self.assertEqual('doubtful', self.alarm()['state'])
        return self.sink.mails()[-1]

    def keep(self, mail: email.message.EmailMessage, name: str, folder: str = 'Sent') -> None:
        """As their provider's server does by itself, and it is read."""
        self.dovecot.put('mary', mail.as_bytes(), name, folder)
        self.beck.later(minutes=1)
        self.assertLess(0, self.beck.json('work', '--once')['read'])

    def events(self) -> list[tuple[str, str]]:
        """The history of the mail that invited them, from then on."""
        (touch,) = [entry['id'] for entry in self.beck.show(self.lead)['history'] if entry['message']]
        return [(event['event'], event['detail'] or '') for event in self.beck.json('outbox', 'message', touch)['events']]

    def test_its_copy_in_the_sent_folder_settles_what_nobody_knows(self) -> None:
        self.invite()
        (first,) = self.sink.mails()
        went = self.doubtful()
        self.assertIn('nobody knows', self.alarm()['why'])
        self.assertIn('Sent folder', self.invitation()['notice']['way'])
        self.assertSays(self.beck.run('today').out.replace('\n', ' '), f'ask them, then beck invite {self.lead} --told')
        self.assertEqual('told_unsure', self.events()[-1][0])
        self.keep(first, 'another')
        self.assertEqual('doubtful', self.alarm()['state'], 'another mail of ours is no proof')
        self.keep(went, 'theirs')
        self.assertEqual([], self.beck.today()['notices'])
        self.assertIsNone(self.invitation()['notice'])
        self.assertEqual(('told_anew', 'its copy stands in the Sent folder'), self.events()[-1])
        self.assertIn('they accept', self.answer(self.uid(went), sequence=1, start='20261124T170000Z')['did'])
        self.bounced(went)
        self.assertEqual('bounced', self.alarm()['state'], 'it came back all the same')
        self.assertEqual('notice_back', self.events()[-1][0])
        self.keep(went, 'theirs-again')
        self.assertEqual('bounced', self.alarm()['state'], 'it went, and did not arrive')
        self.beck.run('invite', self.lead, '--told')
        self.keep(went, 'theirs-once-more')
        self.assertEqual([], self.beck.today()['notices'])
        self.sink_that()
        self.silent()
        self.beck.audit()

    @staticmethod
    def uid(mail: email.message.EmailMessage) -> str:
        return properties(calendar(mail))['UID'][0][1]

    def test_a_copy_of_what_was_told_before_settles_nothing_of_what_is_refused(self) -> None:
        uid = self.invite()
        self.meet(LATER)
        before = self.told()
        self.sink_that('-f', '.')
        self.meet(MEETING)
        self.work()
        refused = self.sink.mails()[-1]
        for name, mail in ('before', before), ('its-own', refused):
            self.keep(mail, name)
            self.assertEqual('refused', self.alarm()['state'])
        self.assertIn('they accept', self.answer(uid, sequence=1, start='20261124T170000Z')['did'])
        self.assertEqual('refused', self.alarm()['state'], 'they answered the time before')
        self.assertIn('do not know of the new one', self.answer(uid, 'DECLINED', sequence=1, stamp='20261116T190000Z')['did'])
        self.assertEqual('refused', self.alarm()['state'])
        self.beck.audit()

    def test_what_answers_it_settles_it_and_nothing_of_the_mail_before(self) -> None:
        self.invite()
        went = self.doubtful()
        before = self.beck.show(self.lead)['history']
        self.dovecot.deliver('mary', answer(went, 'I am out of the office until 30 November 2026.', sender=THEIRS, subject='Out of office',
                                            extra='Auto-Submitted: auto-replied\n'))
        self.beck.json('work', '--once')
        self.assertEqual([], self.beck.today()['notices'])
        self.assertIn(('told_anew', 'an automatic reply came'), self.events())
        level = [entry['message']['level'] for entry in self.beck.show(self.lead)['history'] if entry['message']]
        self.assertEqual([entry['message']['level'] for entry in before if entry['message']], level)
        self.beck.audit()

    def test_its_copy_is_found_before_its_servers_answer(self) -> None:
        """Beck has ended behind the dot, and its lease is not over yet."""
        self.invite()
        went = self.doubtful()
        lease = int(self.beck.clock.timestamp()) + 3600
        self.beck.sql(f"UPDATE invitation SET notice_state = 'dot', notice_why = NULL, leased_until = {lease}")
        self.keep(went, 'theirs')
        self.assertIsNone(self.invitation()['notice'])
        self.beck.later(hours=2)
        self.sink_that()
        self.silent()
        self.assertEqual(([], 'told_anew'), (self.beck.today()['notices'], self.events()[-1][0]))
        self.beck.sql("UPDATE invitation SET notice_state = 'dot', leased_until = 1")
        self.silent()
        self.assertIn('the program ended', self.alarm()['why'])
        self.assertEqual(('told_unsure', 'the program ended while the server had it'), self.events()[-1])

    def test_what_their_calendar_answers_settles_it(self) -> None:
        uid = self.invite()
        self.doubtful()
        self.assertIn('they accept', self.answer(uid, sequence=1, start='20261124T170000Z')['did'])
        self.assertEqual([], self.beck.today()['notices'])

    def test_a_report_of_another_mailbox_asks(self) -> None:
        self.invite()
        self.meet(LATER)
        went = self.told()
        self.dovecot.deliver('mary', re.sub('(?i)(rfc822; ?|<)ann@ford', r'\1boss@ford', bounce(went)))
        self.beck.json('work', '--once')
        self.assertEqual('asks', self.mails()[0]['state'], 'whom she forwards to has no mailbox')
        self.assertEqual([], self.beck.today()['notices'])

    def test_who_was_invited_by_a_mail_that_was_refused_is_not(self) -> None:
        class Strict(MailServer):
            def judge(self, whom: str) -> str:
                return f'550 5.1.1 <{whom}>: no such user'
        server = Strict()
        self.addCleanup(server.stop)
        self.beck.run('sender', 'set', self.beck.json('sender')['senders'][0]['id'], f'port={server.port}')
        self.meet()
        self.beck.run('invite', self.lead)
        self.work()
        self.assertEqual(('cancelled', 'refused'), (self.invitation()['state'], self.invitation()['notice']['state']))
        self.assertIn('did not arrive', self.invitation()['said'])
        self.assertEqual('refused', self.alarm()['state'])
        self.beck.audit()

    def test_who_was_invited_by_a_mail_that_a_person_says_did_not_go_is_not(self) -> None:
        self.meet()
        self.sink_that('-q', '.')
        self.beck.run('invite', self.lead)
        self.work()
        self.assertEqual('open', self.invitation()['state'])
        (doubt,) = self.beck.json('outbox', 'uncertain')['uncertain']
        self.beck.run('outbox', 'settle', doubt['touch_id'], 'not-sent')
        self.assertEqual(('cancelled', 'refused'), (self.invitation()['state'], self.invitation()['notice']['state']))
        self.sink_that()
        self.beck.run('invite', self.lead)
        self.assertEqual('REQUEST', properties(calendar(self.told()))['METHOD'][0][1])
        self.beck.audit()

    # --- undo ---

    def agreed(self) -> str:
        """To another time that they proposed; its UID."""
        uid = self.invite()
        self.answer(uid, 'TENTATIVE', method='COUNTER', start='20261124T170000Z')
        self.beck.later(minutes=2)  # what was sent before is not what went after it
        self.beck.run('invite', self.lead, '--agree')
        return uid

    def test_agreeing_is_undone_before_they_were_told(self) -> None:
        self.agreed()
        self.assertEqual('waits', self.invitation()['notice']['state'])
        self.beck.run('undo')
        self.silent()
        self.assertEqual(('open', 'countered', '2026-11-20T16:00:00Z'), tuple(self.invitation()[name] for name in ('state', 'answer', 'starts_at')))
        self.assertEqual('answer', self.next()['concern'])
        self.beck.run('invite', self.lead, '--agree')
        self.assertEqual('20261124T170000Z', properties(calendar(self.told()))['DTSTART'][0][1])
        self.beck.audit()

    def test_agreeing_is_undone_after_they_were_told(self) -> None:
        uid = self.agreed()
        self.assertEqual('1', properties(calendar(self.told()))['SEQUENCE'][0][1])
        self.beck.run('undo')
        back = self.told()
        self.assertEqual(('REQUEST', uid, '2', '20261120T160000Z'),
                         tuple(properties(calendar(back))[name][0][1] for name in ('METHOD', 'UID', 'SEQUENCE', 'DTSTART')))
        self.assertIn('is now', back.get_body(('plain',)).get_content())
        self.assertEqual('answer', self.next()['concern'], 'their proposal is to be answered again')
        self.silent()
        self.beck.audit()

    def test_agreeing_that_cannot_be_undone_names_the_way(self) -> None:
        self.agreed()
        self.beck.sql(f'UPDATE message SET sent_at = sent_at + 7200 WHERE lead_id = {self.lead}')  # one went after it
        self.assertSays(self.beck.fails('undo'), 'log the time that stands')

    def test_agreeing_is_undone_when_the_time_before_is_over(self) -> None:
        uid = self.agreed()
        self.told()
        self.beck.at('2026-11-21T12:00:00-06:00')
        self.beck.run('undo')
        off = properties(calendar(self.told()))
        self.assertEqual(('CANCEL', uid, '2'), tuple(off[name][0][1] for name in ('METHOD', 'UID', 'SEQUENCE')))
        self.assertEqual('cancelled', self.invitation()['state'])
        self.silent()

    def test_nobody_is_told_who_wants_no_mail_and_nothing_of_what_is_over(self) -> None:
        self.invite()
        self.beck.log(f'lead:{self.lead}', 'they_called', '--result', 'never')
        self.silent()
        self.assertEqual('refused', self.invitation()['notice']['state'])
        self.assertIn('suppressed', self.invitation()['notice']['why'])
        self.assertIn('may not know', self.beck.run('show', self.lead).out)

    def test_what_is_over_is_left_alone(self) -> None:
        self.invite()
        self.beck.later(days=5)
        self.beck.log(self.next()['id'], 'met', '--result', 'nothing_yet')
        self.silent()
        self.assertEqual('open', self.invitation()['state'])

    def test_it_stands_once_in_the_sellers_own_calendar(self) -> None:
        if why := dav_server.missing():
            self.skipTest(why)
        server = Radicale.shared()
        self.addCleanup(server.clear)
        server.calendar('work')
        self.beck.json('calendar', 'add', server.url, '--set', 'login=mary', '--set', 'private=yes', given=b'right-one\n')
        self.meet()
        self.beck.json('calendar', 'sync')
        uid = self.invite()
        self.beck.json('calendar', 'sync')
        (text,) = server.files('work').values()
        self.assertIn(f'UID:{uid}', lines(text))
        self.assertNotIn('ATTENDEE', text)

    # --- what comes in ---

    def test_accepted_raises_certainty_and_nothing_else(self) -> None:
        uid, before = self.invite(), self.next()
        said = self.answer(uid)
        self.assertEqual(('done', 'reply', 'mark'), (said['state'], said['kind'], said['placed']))
        self.assertIn('they accept', said['did'])
        self.assertEqual(('open', 'accepted'), (self.invitation()['state'], self.invitation()['answer']))
        message = next(entry['message'] for entry in self.beck.show(self.lead)['history'] if entry['message'])
        self.assertEqual('answered', message['level'])
        self.assertEqual(before['id'], self.next()['id'])
        self.assertIn('has accepted', self.beck.run('show', self.lead).out)
        self.assertIn('may come', self.answer(uid, 'TENTATIVE', stamp='20261116T173000Z')['did'])
        asks = self.answer(uid, stamp='20261116T180000Z', more=('COMMENT:Is there parking?',))
        self.assertEqual('asks', asks['state'])
        self.beck.run('inbox', 'take', asks['id'])
        self.assertIn('here is our answer', self.next()['reason'])
        self.silent()
        self.beck.audit()

    def test_declined_is_open_again_and_a_persons(self) -> None:
        uid = self.invite()
        self.assertIn('they decline', self.answer(uid, 'DECLINED')['did'])
        self.assertEqual(('declined', 'declined'), (self.invitation()['state'], self.invitation()['answer']))
        coming = self.next()
        self.assertEqual('person', coming['mode'])
        self.assertIn('which time suits you better', coming['reason'])
        self.assertIn(coming['id'], [touch['id'] for touch in self.beck.json('today')['touches']])
        self.silent()
        self.assertEqual('asks', self.answer(uid, stamp='20261116T190000Z')['state'], 'they change their mind')
        self.meet(LATER)
        self.beck.run('invite', self.lead)
        anew = properties(calendar(self.told()))
        self.assertNotEqual(uid, anew['UID'][0][1])
        self.beck.audit()

    def test_another_time_is_proposed_and_agreed_to(self) -> None:
        uid = self.invite()
        self.assertSays(self.beck.fails('invite', self.lead, '--agree'), 'no other time')
        said = self.answer(uid, 'TENTATIVE', method='COUNTER', start='20261124T170000Z', more=('COMMENT:I am away on Friday',))
        self.assertIn('they propose', said['did'])
        self.assertEqual(('countered', '2026-11-24T17:00:00Z'), (self.invitation()['answer'], self.invitation()['counter_at']))
        self.assertEqual('person', self.next()['mode'])
        self.assertIn('proposes another time', self.beck.run('show', self.lead).out)
        self.beck.run('invite', self.lead, '--agree')
        self.assertEqual('2026-11-24T17:00:00Z', self.next()['due_at'])
        moved = properties(calendar(self.told()))
        self.assertEqual(('REQUEST', uid, '1', '20261124T170000Z'), tuple(moved[name][0][1] for name in ('METHOD', 'UID', 'SEQUENCE', 'DTSTART')))
        self.assertIn('nothing follows', self.answer(uid, 'DECLINED', stamp='20261116T200000Z')['did'], 'of the time before')
        self.assertIn('they accept', self.answer(uid, sequence=1, stamp='20261116T210000Z', start='20261124T170000Z')['did'])
        self.beck.audit()

    def test_what_is_forged_replayed_strange_or_broken_changes_nothing(self) -> None:
        uid, before = self.invite(), self.next()
        self.answer(uid, stamp='20261116T173000Z')
        for said, state, words in (
                (self.answer(uid, 'DECLINED', stamp='20261116T170000Z'), 'done', 'answered since'),
                (self.answer(uid, stamp='20261116T173000Z'), 'done', 'the same before'),
                (self.answer(uid, 'DECLINED', sender='eve@other.example', stamp='20261116T180000Z'), 'asks', 'somebody else'),
                (self.answer(uid, 'DECLINED', attendee='eve@other.example', stamp='20261116T180000Z'), 'asks', 'somebody else'),
                (self.answer(uid, 'DECLINED', sequence=7, stamp='20261116T180000Z'), 'done', 'nothing follows'),
                (self.answer('another@calendar', 'DECLINED', stamp='20261116T180000Z'), 'done', "none of Beck's"),
                (self.answer(f'x{uid}', 'DECLINED', stamp='20261116T180000Z'), 'done', "none of Beck's"),
                (self.answer(uid, body='BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID'), 'asks', 'cannot be read'),
                (self.answer(uid, 'NEEDS-ACTION', stamp='20261116T180000Z'), 'asks', 'neither yes nor no')):
            self.assertEqual(state, said.get('state'), said)
            self.assertIn(words, said['did'])
        self.assertEqual({}, self.answer('another@calendar', 'DECLINED', sender='eve@other.example'), 'a stranger leaves no trace')
        self.assertEqual(('open', 'accepted'), (self.invitation()['state'], self.invitation()['answer']))
        self.assertEqual(before['id'], self.next()['id'])
        self.silent()
        self.beck.audit()

    def test_typed_wrong(self) -> None:
        self.meet()
        self.assertSays(self.beck.fails('invite', self.lead, '--move', code=WRONG_USE), '--place')
        self.assertSays(self.beck.fails('invite', self.lead, '--move', '--place', 'x', code=FAILED), 'nobody is invited')
        self.assertIsNone(self.invitation())

    def test_who_is_merged_stays_invited_and_is_erased_with_all_of_it(self) -> None:
        uid = self.invite()
        gone = self.beck.show(self.lead)['people'][0]['id']
        kept = self.beck.json('add', 'Ann Ford-Hill', '--company', 'Ford Labels', '--email', 'ann.hill@ford.example', '--source', 'web')['people'][0]['id']
        self.beck.run('merge', kept, gone)
        self.silent()
        self.assertIn('they accept', self.answer(uid)['did'])
        self.assertEqual('accepted', self.invitation()['answer'])
        self.dovecot.stop()  # the copy of what they are told waits
        self.meet(LATER)
        moved = properties(calendar(self.told()))
        self.assertEqual(('REQUEST', uid), (moved['METHOD'][0][1], moved['UID'][0][1]))
        self.assertEqual(1, self.beck.json('mailbox')['mailboxes'][0]['copies_wait'])
        self.beck.run('erase', kept, '--yes')
        self.assertNotIn('"invitation"', self.beck.run('export', '--as', 'json').out)
        self.assertEqual(0, self.beck.json('mailbox')['mailboxes'][0]['copies_wait'])
        self.silent()
        self.beck.audit()

    def test_who_is_erased_is_not_in_it(self) -> None:
        self.invite()
        self.beck.run('erase', self.beck.show(self.lead)['people'][0]['id'], '--yes')
        self.assertNotIn('"invitation"', self.beck.run('export', '--as', 'json').out)
        self.silent()


if __name__ == '__main__':
    main()
