"""Acts of sellers, as chance will have them: what a walk through many days is made of.

Seeded, so that a walk that fails can be walked again. Any outcome that the channel knows may come,
those of a day at a desk more often than those of once a year.
"""

from __future__ import annotations

import random

from beck import Beck, instant

# outcome or result: how often of a hundred, roughly
PHONE = {'no_answer': 24, 'voicemail': 26, 'no_voicemail': 4, 'busy': 5, 'gatekeeper': 7,
         'message_taken': 4, 'call_me': 3, 'wrong_number': 3, 'talked': 30, 'skipped': 6, 'gone': 1,
         'deceased': 1}
OTHERS = {
    'email': {'sent': 70, 'replied': 10, 'bounced': 6, 'auto_reply': 4, 'unsubscribed': 2,
              'complained': 1, 'skipped': 5},
    'text': {'sent': 70, 'replied': 15, 'failed': 5, 'stopped': 3, 'skipped': 5},
    'fax': {'sent': 80, 'failed': 15},
    'visit': {'met': 55, 'not_in': 20, 'no_show': 10, 'moved': 5, 'skipped': 8},
    'letter': {'sent': 85, 'returned': 10, 'skipped': 5},
    'gift': {'sent': 85, 'returned': 5, 'skipped': 5},
    'article': {'sent': 90, 'skipped': 5},
}
RESULTS = {'nothing_yet': 40, 'meeting': 14, 'promised': 12, 'referred': 6, 'not_now': 10, 'no': 8,
           'never': 2, 'sold': 5, 'lost': 4}
EXCUSES = ('no_time', 'no_script', 'no_reason', 'seem_desperate', 'might_offend', 'not_ready', 'other',
           'done_already', 'not_mine', 'wait_until')
DAYS = ('tomorrow 10:00', 'friday 14:30', '+3d', 'next monday 9am', '+2w', '+6w')
LEARNED = ('decides=yes', 'title=Head of Operations', 'cycle=+10m', 'want=a second line',
           'product=GTX Basic', 'value=12500', 'temperature=hot', 'texts=yes', 'contract_end=+4m')


class Chance:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.numbers = 0

    def one_in(self, count: int) -> bool:
        return self.random.randrange(count) == 0

    def pick(self, weights: dict[str, int]) -> str:
        return self.random.choices(list(weights), list(weights.values()))[0]

    def number(self) -> str:
        """Of the range kept for fiction, each once as long as it lasts."""
        self.numbers += 1
        return f'+1 {201 + self.numbers // 100 % 8 * 100} 555 01{self.numbers % 100:02}'

    def day(self) -> str:
        return self.random.choice(DAYS)

    def learned(self) -> list[str]:
        words = []
        if self.one_in(3):
            words += ['--set', f'cell={self.number()}']
        if self.one_in(4):
            self.numbers += 1
            words += ['--set', f'email=p{self.numbers}@firm{self.numbers % 60}.example']
        if self.one_in(4):
            words += ['--set', self.random.choice(LEARNED)]
        return words

    def talk(self) -> list[str]:
        """What they said, and what was learned by it."""
        result = self.pick(RESULTS)
        words = ['--result', result, *self.learned()]
        if result == 'meeting' or result == 'not_now' and self.one_in(2):
            words += ['--until', self.day()]
        if result == 'promised':
            side = '--promise' if self.random.random() < .7 else '--they-promise'
            words += [side, f'send the drawings @ {self.day()}']
        if result == 'referred':
            self.numbers += 1
            words += ['--set', f'person=+Rita Referred{self.numbers}']
        if self.one_in(5):
            words += ['--note', 'said: “later”, then laughed; 100 % sure']
        return words

    def outcome(self, channel: str | None) -> list[str]:
        """The words behind `log TOUCH`."""
        outcome = self.pick(PHONE if channel in (None, 'phone') else OTHERS[channel])
        words = [outcome]
        if outcome in ('talked', 'met', 'replied'):
            words += self.talk()
        elif outcome in ('call_me', 'auto_reply'):
            words += ['--until', self.day()]
        elif outcome == 'gatekeeper' and self.one_in(2):
            self.numbers += 1
            words += ['--set', f'under=+Uwe Under{self.numbers}']
        elif outcome == 'gone' and self.one_in(2):
            self.numbers += 1
            words += ['--set', f'replaced_by=+Nora Next{self.numbers}']
        elif outcome == 'skipped':
            excuse = self.random.choice(EXCUSES)
            words += ['--because', excuse]
            if excuse == 'wait_until':
                words += ['--until', self.day()]
        return words


def act(beck: Beck, chance: Chance, touch: dict) -> dict:
    """Logs something of a touch, or of its lead out of turn; what it left is as it must be."""
    target = touch['id']
    words = chance.outcome(touch['channel'])
    if chance.one_in(25):
        target, words = f'lead:{touch["lead"]["id"]}', ['they_called', *chance.talk()]
    if '--set' in words and not touch['contact']:
        chance.numbers += 1  # a name comes before what is known of it; that they take texts is said of who has a number
        words = ['temperature=hot' if word == 'texts=yes' else word for word in words]
        words[1:1] = ['--set', f'person=+Pat Person{chance.numbers}']
    logged = beck.log(target, *words)
    said = f'log {target} {" ".join(words)} at {beck.now}'
    following = logged['next']
    assert logged['lead']['open'] == (following is not None), said
    assert logged['lead']['status'] not in ('closed', 'never') or following is None, said
    if following:
        assert following['reason'] and following['why'], said
        assert instant(following['due_at']) >= beck.clock.replace(microsecond=0), said
    if chance.one_in(20):
        beck.run('undo')
    return logged
