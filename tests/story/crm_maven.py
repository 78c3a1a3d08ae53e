"""A company moves in: its accounts, its sellers, its 8,800 opportunities; then it works for a month.

Every open opportunity gets a next touch, thirty days are walked with outcomes as chance will have
them, and at the end of each week `check` finds nothing.
"""

import csv
from datetime import datetime, timedelta

import beck
from beck import ENGINE, LONG, SANITIZED, Story
from chance import Chance, act

OPEN = ('Engaging', 'Prospecting')
FIRST_DAY = datetime.fromisoformat('2018-01-02T09:00:00-06:00')
DAYS = 30
# Acts of a seller on a day, and which share of the sellers acts: what there is time for.
ACTS, SHARE = (10, 1) if LONG else (1, 4) if SANITIZED or ENGINE == 'postgres' else (1, 1)


class CrmMaven(Story):
    def setUp(self) -> None:
        super().setUp()
        self.tables = {name: self.corpus('crm-maven', f'{name}.csv')
                       for name in ('accounts', 'sales_teams', 'sales_pipeline')}
        self.rows = {name: list(csv.DictReader(path.open(newline='', encoding='utf-8')))
                     for name, path in self.tables.items()}
        self.beck.at(FIRST_DAY - timedelta(days=4, hours=-9)).init('Dana Admin')

    def test_it_moves_in_and_works_for_thirty_days(self) -> None:
        accounts = self.beck.json('import', self.tables['accounts'])
        self.assertEqual((85, []), (accounts['read'], accounts['rejected']))
        sellers = self.beck.json('import', self.tables['sales_teams'])
        self.assertEqual((35, 35), (sellers['read'], sellers['added']))
        deals = self.beck.json('import', self.tables['sales_pipeline'])
        self.assertEqual((8800, 8800), (deals['read'], deals['added']))
        still_open = [row for row in self.rows['sales_pipeline'] if row['deal_stage'] in OPEN]
        self.assertEqual(2089, len(still_open))
        audit = self.beck.audit()
        self.assertEqual((8800, len(still_open)), (audit['leads'], audit['open']))
        self.has_next_touches(still_open)
        self.walk(sorted({row['sales_agent'] for row in still_open}))

    def has_next_touches(self, still_open: list[dict]) -> None:
        """Each of its owner's, with a reason; looked at one by one for a few, by count for all."""
        for row in still_open[::160]:
            lead = self.beck.show(self.beck.found(row['opportunity_id'])['id'])
            self.assertEqual(row['sales_agent'], lead['owner']['name'])
            self.assertEqual(row['account'] or None, lead['account'] and lead['account']['name'])
            self.assertEqual(row['product'], lead['product'])
            self.assertTrue(lead['next']['reason'])
        closed = next(row for row in self.rows['sales_pipeline'] if row['deal_stage'] == 'Lost')
        lead = self.beck.show(self.beck.found(closed['opportunity_id'])['id'])
        self.assertIsNone(lead['next'])

    def walk(self, sellers: list[str]) -> None:
        chance = Chance(2089)
        acts = 0
        for day in range(DAYS):
            self.beck.at(FIRST_DAY + timedelta(days=day))
            for place, seller in enumerate(sellers):
                if (place + day) % SHARE:
                    continue
                self.beck.user = seller
                for touch in self.beck.today('--limit', ACTS)['touches']:
                    self.beck.later(minutes=3)
                    act(self.beck, chance, touch)
                    acts += 1
                self.beck.at(FIRST_DAY + timedelta(days=day, minutes=place))
            if self.beck.clock.weekday() == 6 or day == DAYS - 1:
                self.beck.user = None
                self.beck.audit()
        self.assertGreater(acts, 50)
        print(f'{acts} acts in {DAYS} days')


if __name__ == '__main__':
    beck.main()
