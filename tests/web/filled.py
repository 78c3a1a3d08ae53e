"""Forms as a browser sends them: with all that nobody typed into."""

from __future__ import annotations

from beck import main
from forms import Forms
from serving import Answer, Client
from sign_in import SigningIn


class Filled(SigningIn):
    def setUp(self) -> None:
        super().setUp()
        self.lead = self.capture('Dora Quarry', company='Quarry', cell='202 555 0102', fax='202 555 0188', source='web')['id']
        self.page = f'/leads/{self.lead}'
        self.mary: Client = self.signed_in()

    def send(self, action: str, **typed: object) -> Answer:
        """The form that leads there and takes that, with nothing else filled in than it comes with."""
        typed = {f'set.{name}': value for name, value in typed.items()}
        (form,) = [form for form in Forms(self.mary.get(self.page).text).found if form.action == action and typed.keys() <= form.takes.keys()]
        answer = self.mary.form(form.action, form.values | typed)
        self.assertEqual(303, answer.status, answer.text)
        return answer

    def shown(self) -> dict:
        return self.api.get(f'/api/v1{self.page}').json

    def addresses(self) -> dict[str, dict]:
        return {address['value']: address for address in self.shown()['people'][0]['addresses']}

    def test_more_ways_to_reach_somebody(self) -> None:
        path = f'/contacts/{self.shown()["people"][0]["id"]}/set'
        self.send(path, email='dora@quarry.example')
        self.send(path, postal='9 Oak Street, Reno, NV 89501')
        self.assertEqual({'+12025550102', '+12025550188', 'dora@quarry.example', '9 Oak Street, Reno, NV 89501'},
                         set(self.addresses()))
        fax = self.addresses()['+12025550188']
        self.send(path, wrong=fax['id'], fax='202 555 0189')
        self.assertEqual({'+12025550188': 'bad', '+12025550189': 'unknown'},
                         {value: one['state'] for value, one in self.addresses().items() if one['kind'] == 'fax'})
        self.assertNotIn(f'value="{fax["id"]}"', self.mary.get(self.page).text)
        self.send(path, fax='202 555 0188')  # it is theirs after all
        self.assertEqual('unknown', self.addresses()['+12025550188']['state'])
        self.beck.audit()

    def test_nothing_typed_at_all(self) -> None:
        (form, *_) = [form for form in Forms(self.mary.get(self.page).text).found if 'set.person' in form.takes]
        answer = self.mary.form(form.action, form.values)
        self.assertEqual(400, answer.status)
        self.assertIn('nothing is filled in', answer.text)

    def test_what_was_learned_of_a_lead(self) -> None:
        self.send(f'{self.page}/set', want='a spare drill')
        self.send(f'{self.page}/set', product='drills', value='1200')
        self.send(f'{self.page}/set', cycle='march')
        shown = self.shown()
        self.assertEqual(('drills', {'want', 'renewal'}), (shown['product'], {wake['kind'] for wake in shown['wakes']}))
        self.send(f'{self.page}/set', person='Max Field')
        self.assertEqual(2, len(self.shown()['people']))


if __name__ == '__main__':
    main()
