"""The JSON documents of the command line (DESIGN §10), key by key.

A key too many is a finding like a key too few: what programs read is promised, so a new key is
written down here in the commit that brings it.

A shape is a type; a set of the values allowed; [shape], a list of such; {key: shape}, an object with
exactly these keys; Maybe(shape), that or null; or a function that says whether a value will do.
"""

from dataclasses import dataclass

from beck import instant


@dataclass(frozen=True)
class Maybe:
    shape: object


def faults(shape: object, value: object, place: str = '$') -> list[str]:
    """Where the value is not of the shape."""
    if isinstance(shape, Maybe):
        return [] if value is None else faults(shape.shape, value, place)
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f'{place} is no object: {value!r}']
        found = [f'{place}.{key} is missing' for key in shape.keys() - value.keys()]
        found += [f'{place}.{key} is not known' for key in value.keys() - shape.keys()]
        return found + [fault for key in shape.keys() & value.keys()
                        for fault in faults(shape[key], value[key], f'{place}.{key}')]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f'{place} is no list: {value!r}']
        return [fault for at, entry in enumerate(value)
                for fault in faults(shape[0], entry, f'{place}[{at}]')]
    if isinstance(shape, (set, frozenset)):
        good = isinstance(value, str) and value in shape
    elif isinstance(shape, type):
        good = isinstance(value, shape) and (shape is bool or not isinstance(value, bool))
    else:
        good = shape(value)
    return [] if good else [f'{place} is {value!r}']


def said(value: object) -> bool:
    """Words for people: some, and clean."""
    return isinstance(value, str) and value.strip() != '' and '{{' not in value


def time(value: object) -> bool:
    return isinstance(value, str) and bool(instant(value))


def number_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def not_negative(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


CHANNEL = {'phone', 'email', 'text', 'fax', 'visit', 'letter', 'gift', 'article'}
STATUS = {'new', 'working', 'engaged', 'nurture', 'customer', 'closed', 'never'}
KIND = {'cell', 'office', 'home', 'sip', 'switchboard', 'fax', 'email', 'postal', 'url'}
ROLE = {'decides', 'influences', 'uses', 'guards'}
GROUP = {'answers', 'promises', 'agreed', 'enquiries', 'calls', 'review'}
OUTCOME = {
    'talked', 'voicemail', 'no_voicemail', 'no_answer', 'busy', 'gatekeeper', 'message_taken', 'call_me',
    'wrong_number', 'sent', 'delivered', 'bounced', 'replied', 'auto_reply', 'complained',
    'unsubscribed', 'failed', 'stopped', 'met', 'not_in', 'no_show', 'moved', 'arrived', 'returned',
    'they_called', 'they_texted', 'they_wrote', 'they_came', 'gone', 'deceased', 'skipped',
}
RESULT = {'meeting', 'promised', 'referred', 'not_now', 'no', 'never', 'sold', 'lost', 'nothing_yet'}
TERM = {'name': said, 'points': int}

ADDRESS = {'kind': KIND, 'value': said, 'extension': Maybe(said)}
TOUCH = {
    'id': number_id,
    'lead': {'id': number_id, 'name': said, 'account': Maybe(said), 'status': STATUS,
             'source': Maybe(said), 'account_id': Maybe(number_id),
             'temperature': {'hot', 'warm', 'later'}, 'product': Maybe(said)},
    'contact': Maybe({'id': number_id, 'name': said, 'title': Maybe(said), 'role': Maybe(ROLE)}),
    'channel': Maybe(CHANNEL),
    'address': Maybe(ADDRESS),
    'due_at': time,
    'state': {'planned'},
    'mode': {'person', 'machine'},
    'reason': said,
    'content': Maybe({'id': number_id}),
    'why': [said],
    'cadence': Maybe(said),
    'step': Maybe(said),
    'promise': Maybe({'id': number_id, 'text': said, 'due_at': time}),
    'answer': Maybe({'at': time, 'subject': str, 'text': said}),
    'group': GROUP,
    'concern': {'answer', 'promise', 'agreed', 'enquiry', 'wake', 'cadence', 'tail'},
    'owner_id': number_id,
    'owner': said,
    'missing': Maybe(KIND),
    'nothing_new': bool,
    'library_dry': bool,
    'lateness': {'fresh', 'overdue', 'manager'},
    'smaller': Maybe(CHANNEL),
    'score': int,
    'terms': [TERM],
}
PROMISE = {
    'id': number_id,
    'lead': {'id': number_id, 'name': said, 'account': Maybe(said)},
    'contact': Maybe({'id': number_id, 'name': said}),
    'owner': Maybe(said),
    'side': {'ours', 'theirs'},
    'text': said,
    'state': {'open', 'kept', 'cancelled'},
    'due_at': time,
    'made_at': time,
    'kept_at': Maybe(time),
    'moved': not_negative,
    'first_due_at': Maybe(time),
    'late': bool,
    'alarm': Maybe({'tomorrow', 'soon'}),
    'kept_by': Maybe(CHANNEL),
    'unproved_since': Maybe(time),
}
PROMISES = {'promises': [PROMISE]}
INIT = {'workspace': said, 'user': said, 'workspace_id': number_id, 'user_id': number_id, 'place': said,
        'zone': said, 'country': said, 'made': bool}
IMPORT = {
    'read': not_negative, 'added': not_negative, 'updated': not_negative, 'duplicates': not_negative,
    'rejected': [{'file': said, 'line': not_negative, 'reason': said}],
    'rejected_rows': not_negative, 'stopped': bool, 'partial': bool, 'dry_run': bool,
    'files': [{
        'path': said, 'kind': {'CSV', 'XLSX', 'vCard'}, 'table': said, 'encoding': Maybe(said),
        'delimiter': Maybe(str), 'sheet': Maybe(said), 'header_line': not_negative,
        'rejects_path': Maybe(said), 'resumed_at': not_negative,
        'columns': [{'name': Maybe(str), 'field': Maybe(said), 'detail': Maybe(said),
                     'sample': Maybe(str), 'sure': not_negative}],
    }],
}
TODAY = {
    'now': time, 'touches': [TOUCH],
    'counts': {group: not_negative for group in GROUP} | {'total': not_negative},
    'owner': Maybe(said), 'overdue': not_negative, 'promises': [PROMISE],
    'lines': {'touched': not_negative, 'target': not_negative},
    'notices': [{'about': {'sender', 'mailbox', 'calendar', 'contacts', 'arming', 'invitation'}, 'id': Maybe(number_id), 'address': Maybe(said),
                 'state': {'off', 'rests', 'held', 'refused', 'bounced', 'doubtful', 'waits'}, 'why': Maybe(said), 'rests_until': Maybe(time), 'page': said, 'command': said}],
}
TEXT_SIZE = {'alphabet': {'gsm7', 'ucs2'}, 'forced_by': Maybe(said), 'units': not_negative, 'left': not_negative,
             'parts': not_negative, 'parts_most': not_negative, 'cost': Maybe(said), 'picture': bool}
OUTBOX_ENTRY = {
    'id': number_id, 'lead': {'id': number_id, 'name': said}, 'contact': Maybe(said), 'channel': CHANNEL, 'to': Maybe(said),
    'subject': Maybe(said), 'reason': said, 'goes_at': time, 'approved': Maybe(said), 'going': bool, 'text': Maybe(TEXT_SIZE),
}
NEXT = TOUCH | {
    'script': {key: Maybe(said) for key in ('reason', 'new', 'words', 'voicemail', 'gatekeeper',
                                            'subject', 'body')},
    'text': Maybe(TEXT_SIZE),
    'ask': Maybe({'field': str, 'question': said}),
    'climb': [{'contact': Maybe({'id': number_id, 'name': said, 'title': Maybe(said)}), 'kind': KIND,
               'value': said, 'extension': Maybe(said), 'before': Maybe(said), 'left': Maybe(said),
               'missed': Maybe(said), 'words': Maybe(said), 'voicemail': Maybe(said), 'unanswered': int, 'tired': bool}],
    'follow_ups': [{'email', 'text'}],
    'due': bool,
    'last': Maybe({'at': time, 'channel': CHANNEL, 'outcome': OUTCOME, 'note': Maybe(said),
                   'contact': Maybe(said)}),
    'note': Maybe(said), 'promises': [PROMISE], 'aside': Maybe(said), 'outbox': Maybe(OUTBOX_ENTRY), 'call_number': not_negative,
    'voicemail_number': not_negative,
}
LOG = {
    'touch': {'id': number_id, 'channel': CHANNEL, 'outcome': OUTCOME, 'result': Maybe(RESULT),
              'at': time, 'contact': Maybe(said), 'state': {'done', 'skipped'}, 'said': said,
              'flagged': Maybe(said)},
    'lead': {'id': number_id, 'name': Maybe(said), 'status': STATUS, 'open': bool},
    'next': Maybe(TOUCH),
    'questions': [said],
    'smaller': Maybe(CHANNEL),
}
UNDO = {
    'touch': {'id': Maybe(number_id), 'at': time, 'state': {'undone'}, 'said': said},
    'lead': {'id': number_id, 'name': Maybe(said), 'status': Maybe(STATUS), 'open': bool},
    'next': Maybe(TOUCH),
    'undone': [{'said': said, 'at': time, 'touch_id': Maybe(number_id), 'lead_id': Maybe(number_id)}],
}
ADDRESS_SHOWN = ADDRESS | {'id': number_id, 'label': Maybe(said), 'state': {'unknown', 'good', 'bad'},
                           'why': Maybe(said), 'suppressed': bool, 'since': Maybe(time), 'unanswered': int, 'tired': bool}
NAMED = {'id': number_id, 'name': said}
RECEIVED = {
    'id': number_id, 'channel': said, 'state': said, 'at': time, 'from_name': Maybe(said), 'from': Maybe(said), 'subject': Maybe(said),
    'kind': {'bounce', 'delay', 'complaint', 'auto_reply', 'challenge', 'unsubscribe', 'reply', 'delivered', 'other'},
    'text': Maybe(said), 'about': Maybe(said), 'reason': Maybe(said), 'hard': bool, 'until': Maybe(said), 'placed': Maybe(said),
    'lead': Maybe(NAMED), 'contact': Maybe(NAMED), 'touch_id': Maybe(number_id), 'did': Maybe(said),
}
CALLS = {'now': time, 'owner': said, 'calls': [TOUCH], 'asleep': not_negative, 'call_number': number_id,
         'voicemail_number': number_id}
INVITATION = {
    'contact': said, 'mailbox': said, 'channel': {'phone', 'visit'}, 'place': Maybe(said), 'starts_at': time, 'ends_at': time,
    'state': {'planned', 'open', 'cancelled', 'declined'}, 'live': bool,
    'answer': Maybe({'accepted', 'tentative', 'declined', 'countered'}), 'answered_at': Maybe(time), 'counter_at': Maybe(time),
    'notice': Maybe({'state': {'waits', 'refused', 'bounced', 'doubtful'}, 'why': Maybe(said), 'said': said, 'way': Maybe(said)}), 'said': said,
}
SHOW = {
    'id': number_id, 'name': said, 'account': Maybe(NAMED | {'addresses': [ADDRESS_SHOWN]}),
    'owner': NAMED, 'status': STATUS, 'status_why': Maybe(said),
    'temperature': {'hot', 'warm', 'later'}, 'source': Maybe(said), 'source_kind': said,
    'product': Maybe(said), 'value': Maybe(number), 'note': Maybe(said), 'external_id': Maybe(said),
    'cadence': Maybe(said), 'step': Maybe(said), 'interest': int, 'noes': not_negative,
    'tries': not_negative, 'captured_at': time, 'first_talked_at': Maybe(time),
    'last_talked_at': Maybe(time), 'last_touched_at': Maybe(time), 'answered_at': Maybe(time),
    'agreed': Maybe({'at': time, 'what': Maybe(said)}),
    'people': [{'id': number_id, 'name': said, 'title': Maybe(said), 'role': Maybe(ROLE), 'state': said,
                'reports_to': Maybe(said), 'zone': Maybe(said), 'stopped': [CHANNEL],
                'last_touched_at': Maybe(time), 'last_talked_at': Maybe(time),
                'addresses': [ADDRESS_SHOWN]}],
    'promises': [PROMISE],
    'wakes': [{'id': number_id, 'kind': said, 'text': Maybe(said), 'at': time, 'state': said}],
    'next': Maybe(TOUCH),
    'aside': Maybe(said), 'outbox': Maybe(OUTBOX_ENTRY),
    'invitation': Maybe(INVITATION),
    'history': [{
        'id': number_id, 'at': time, 'user': Maybe(said), 'contact': Maybe(said), 'channel': CHANNEL,
        'address': Maybe(said), 'outcome': OUTCOME, 'result': Maybe(RESULT), 'state': said,
        'excuse': Maybe(said), 'reason': Maybe(said), 'note': Maybe(said), 'spoke_to': Maybe(said),
        'flagged': Maybe(said), 'step': Maybe(said), 'undone': bool,
        'message': Maybe({'subject': said, 'level': said, 'words': Maybe(said), 'sent_at': Maybe(time)}),
        'dials': [{'contact': Maybe(said), 'kind': KIND, 'value': said, 'outcome': OUTCOME, 'at': time,
                   'words': Maybe(said), 'seconds': Maybe(int), 'recording': Maybe(said)}],
        'mails': [RECEIVED],
    }],
    'history_more': bool,
}
WHY = {'touch_id': number_id, 'lead': NAMED, 'planned': bool, 'channel': Maybe(CHANNEL), 'at': time,
       'reason': Maybe(said), 'why': [said], 'score': Maybe(int), 'terms': [TERM]}
FIND = {
    'leads': [{'id': number_id, 'name': said, 'contact': Maybe(NAMED | {'title': Maybe(said)}),
               'account': Maybe(NAMED), 'owner': said, 'status': STATUS, 'touch_id': Maybe(number_id),
               'channel': Maybe(CHANNEL), 'due_at': Maybe(time)}],
    'more': bool,
}
CHECK = {'leads': not_negative, 'open': not_negative,
         'problems': [{'promise': said, 'what': said, 'lead_id': Maybe(number_id)}], 'more': bool}
DAY = {'date': str, 'all': not_negative, 'machine': not_negative, 'calls_capacity': not_negative,
       'minutes_available': not_negative, 'minutes_needed': not_negative,
       'utilisation': Maybe(number)} | {channel: not_negative for channel in CHANNEL}
FORECAST = {'days': [DAY], 'all': DAY | {'date': Maybe(str)}, 'leads': not_negative,
            'owners': not_negative, 'minutes': {channel: not_negative for channel in CHANNEL}}
ERROR = {'error': {'kind': {'input', 'missing', 'conflict', 'denied', 'busy', 'broken'},
                   'field': Maybe(said), 'message': said}}
