"""Two public sets of people and places of which it is known who is whom: what Beck meets again at the
import, and what `duplicates` proposes after it, is held against that; the key of the sets is taken
out before. Then two are merged, which can be undone, and two are said to be different."""

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import beck
from beck import Story


def words(*texts: str | None) -> tuple[str, ...]:
    """By what a row is known again in a document: all words of it, in any order."""
    return tuple(sorted(re.findall(r'[^\s,]+', ' '.join(text or '' for text in texts).lower())))


@dataclass
class Score:
    right: int
    wrong: int
    there: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.right + self.wrong + self.there)


class Duplicates(Story):
    def score(self, rows: list[dict], truth: str, shown: tuple[str, ...], name: tuple[str, ...],
              identity, *options: str) -> Score:
        """`shown` are the columns that come back in a pair, `name` those of the name; `identity`
        gives the key of a row's true person."""
        self.beck.init(zone='Australia/Sydney')
        kept = [{key: value for key, value in row.items() if key != truth} for row in rows]
        result = self.beck.json('import', self.beck.table('people.csv', kept), *options)
        self.assertEqual((len(rows), []), (result['read'], result['rejected']))
        people = Counter(map(identity, rows))
        there = sum(count * (count - 1) // 2 for count in people.values())
        whose = {words(*(row[key] for key in shown)): identity(row) for row in rows}
        found = self.beck.json('duplicates')
        right = wrong = 0
        for pair in found['pairs']:
            self.assertTrue(pair['why'] and 0 < pair['score'] <= 1)
            same = self.side_of(whose, pair['a']) == self.side_of(whose, pair['b'])
            right += same
            wrong += not same
        met = result['updated'] + result['duplicates']
        met_wrong = self.met_wrongly(rows, name, identity)
        score = Score(right + met - met_wrong, wrong + met_wrong, there)
        print(f'{met} met at the import, {right + wrong} proposed, {there} there: '
              f'precision {score.precision:.4f}, F1 {score.f1:.4f}')
        self.beck.audit()
        return score

    def side_of(self, whose: dict, side: dict) -> str:
        """Whose row it is; what was met twice at the import has two postal addresses."""
        for postal in [address['value'] for address in side['addresses']
                       if address['kind'] == 'postal'] or ['']:
            if found := whose.get(words(side['name'], side['birthday'], postal)):
                return found
        self.fail(f'no row for {side}')

    def met_wrongly(self, rows: list[dict], name: tuple[str, ...], identity) -> int:
        """How many were taken for another at the import: only people of one name can be."""
        of_name = defaultdict(list)
        for row in rows:
            of_name[' '.join(row[key] for key in name).strip()].append(identity(row))
        wrong = 0
        for called, people in of_name.items():
            if len(set(people)) > 1:
                leads = self.beck.json('find', called, '--limit', len(rows))['leads']
                wrong += max(0, len(set(people)) - sum(lead['name'] == called for lead in leads))
        return wrong

    def test_febrl(self) -> None:
        path = self.corpus('dedupe-febrl', 'dataset1.csv')
        with path.open(newline='', encoding='utf-8') as file:
            rows = list(csv.DictReader(file, skipinitialspace=True))
        self.assertEqual(1000, len(rows))
        shown = ('given_name', 'surname', 'street_number', 'address_1', 'address_2', 'suburb', 'postcode',
                 'state', 'date_of_birth')
        score = self.score(rows, 'rec_id', shown, ('given_name', 'surname'),
                           lambda row: row['rec_id'].split('-')[1])
        self.assertEqual(500, score.there)
        self.assertGreaterEqual(score.precision, 0.995)
        self.assertGreaterEqual(score.f1, 0.95)

    def test_restaurants(self) -> None:
        """As companies, for they are none's names. Six chains have houses in two cities: by a name
        alone those are one account, which the truth of this set counts as wrong."""
        path = self.corpus('dedupe-febrl042', 'data', 'secondstring', 'restaurant.csv')
        with path.open(newline='', encoding='utf-8') as file:
            rows = list(csv.DictReader(file, skipinitialspace=True))
        self.assertEqual(864, len(rows))
        score = self.score(rows, 'class', ('name', 'addr', 'city'), ('name',), lambda row: row['class'],
                           '--map', 'name=company', '--map', 'phone=switchboard')
        self.assertEqual(112, score.there)
        self.assertLessEqual(score.wrong, 6)
        self.assertGreaterEqual(score.f1, 0.95)

    # --- what is done about them ---

    def two_fords(self) -> tuple[dict, dict]:
        self.beck.init()
        for mail in ('ann.ford@acme.example', 'a.ford@acme.example'):
            self.beck.run('add', 'Ann Ford', '--company', 'Acme', '--email', mail, '--office',
                          '+1 202 555 0150', '--source', 'Hannover Messe')
        pairs = self.beck.json('duplicates')['pairs']
        self.assertEqual(['contact'], [pair['kind'] for pair in pairs])
        return pairs[0]['a'], pairs[0]['b']

    def test_merge_and_undo(self) -> None:
        kept, gone = self.two_fords()
        touch = next(lead for lead in self.beck.json('find', 'ann')['leads']
                     if lead['contact']['id'] == gone['id'])['touch_id']
        logged = self.beck.log(touch, 'talked', '--note', 'likes mornings')
        merged = self.beck.json('merge', kept['id'], gone['id'])
        self.assertEqual((kept['id'], gone['id']), (merged['kept']['id'], merged['gone']['id']))
        people = self.beck.show(logged['lead']['id'])['people']
        self.assertEqual([kept['id']], [person['id'] for person in people])
        self.assertLessEqual({'ann.ford@acme.example', 'a.ford@acme.example'},
                             {address['value'] for address in people[0]['addresses']})
        history = self.beck.show(logged['lead']['id'])['history']
        self.assertEqual(['likes mornings'], [touch['note'] for touch in history], 'history is kept')
        self.assertEqual([], self.beck.json('duplicates')['pairs'])
        self.beck.audit()
        self.beck.run('undo')
        self.assertEqual(1, len(self.beck.json('duplicates')['pairs']))
        self.beck.audit()

    def test_what_is_known_of_a_number_survives(self) -> None:
        """Both have the office, one a cell: how often they rang in vain, and since when one is bad."""
        kept, gone = self.two_fords()
        theirs = next(lead['id'] for lead in self.beck.json('find', 'ann')['leads'] if lead['contact']['id'] == gone['id'])
        self.beck.run('set', theirs, 'cell=+1 202 555 0151')
        for _ in range(3):
            self.beck.log(f'lead:{theirs}', 'office:no_answer')
            self.beck.later(days=1)
        self.beck.log(f'lead:{theirs}', 'cell:disconnected')

        def known() -> dict:
            shown = self.beck.show(theirs)['people'][0]
            return {address['kind']: (address['state'], address['since'], address['unanswered']) for address in shown['addresses']
                    if address['kind'] != 'email'} | {'person': shown['id']}

        before = known()
        self.assertEqual((('unknown', None, 3), 'bad'), (before['office'], before['cell'][0]))
        self.beck.run('merge', kept['id'], gone['id'])
        self.assertEqual(before | {'person': kept['id']}, known())
        self.beck.run('undo')
        self.assertEqual(before, known())
        self.beck.audit()

    def test_a_firm_that_was_closed_and_stands_in_another_list(self) -> None:
        self.beck.init()
        rows = [{'Company': 'Poe Ltd', 'Phone': '202 555 0143'}]
        first, other = self.beck.table('first.csv', rows), self.beck.table('other.csv', rows)
        self.assertEqual(1, self.beck.json('import', first, '--source', 'list: Expo')['added'])
        self.beck.run('close', self.beck.found('poe')['id'], '--because', 'no budget')
        self.assertEqual(1, self.beck.json('import', first, '--source', 'list: Expo')['duplicates'])
        self.assertEqual(1, self.beck.json('import', other, '--source', 'list: Fair')['added'])
        self.beck.audit()

    def test_who_was_closed_and_comes_back(self) -> None:
        """Captured alone they are a lead again, with what is promised to them; a list that is imported again opens nothing."""
        self.beck.init()
        self.beck.run('add', 'Sam Hill', '--company', 'Hill Tools', '--cell', '202 555 0101', '--source', 'web')
        self.beck.run('close', 'sam', '--because', 'no machine')
        again = self.beck.json('add', 'Sam Hill', '--company', 'Hill Tools', '--source', 'web', '--promise', 'send the quote friday')
        self.assertEqual(('added', ['send the quote']),
                         (again['state'], [promise['text'] for promise in self.beck.show(again['id'])['promises']]))
        self.beck.audit()
        known = self.beck.json('add', 'Sam Hill', '--company', 'Hill Tools', '--source', 'web')
        self.assertEqual((again['id'], 'duplicate'), (known['id'], known['state']))  # an open one is theirs
        self.beck.run('close', again['id'], '--because', 'bought elsewhere')
        rows = self.beck.file('people.csv', 'name,company,source\nSam Hill,Hill Tools,web\n')
        self.assertEqual(0, self.beck.json('import', rows)['added'])
        self.assertEqual('added', self.beck.json('add', '--company', 'Bell Pumps', '--switchboard', '202 555 0188', '--source', 'web')['state'])
        self.beck.run('close', 'bell', '--because', 'no pumps')
        self.assertEqual('added', self.beck.json('add', '--company', 'Bell Pumps', '--source', 'web', '--promise', 'call tomorrow')['state'])
        self.beck.audit()

    def test_not_the_same(self) -> None:
        kept, gone = self.two_fords()
        self.beck.run('duplicates', 'different', kept['id'], gone['id'])
        self.assertEqual([], self.beck.json('duplicates')['pairs'])

    def test_a_never_stays_one_after_a_merge(self) -> None:
        """The stricter of two opt-outs holds."""
        kept, gone = self.two_fords()
        lead = next(lead for lead in self.beck.json('find', 'ann')['leads']
                    if lead['contact']['id'] == gone['id'])
        self.beck.log(lead['touch_id'], 'talked', '--result', 'never')
        self.beck.run('merge', kept['id'], gone['id'])
        self.beck.audit()
        for lead in self.beck.json('find', 'ann')['leads']:
            shown = self.beck.show(lead['id'])
            self.assertEqual('never', shown['people'][0]['state'])
            self.assertIsNone((shown['next'] or {}).get('address'), 'nothing of hers is used')


if __name__ == '__main__':
    beck.main()
