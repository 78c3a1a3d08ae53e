"""The tour of README.md is what the program says: every command in it is run, every line under it must come.

The tour leaves lines out, and ends one with … where more stands there. Its ids may be others today: they are
mapped as they come up.
"""

import re
import shlex

import beck
from beck import ROOT, Story

FRIDAY_EVENING = '2026-11-20T18:30:00-05:00'
MONDAY_MORNING = '2026-11-23T10:10:00-05:00'
ID = re.compile(r'(?<![\w+).-])\d{3,4}(?![\w-])')


def tour() -> list[tuple[str, list[str]]]:
    """Each command with the lines shown under it."""
    text = (ROOT / 'README.md').read_text(encoding='utf-8').split('## Two minutes')[1].split('\n## ')[0]
    steps: list[tuple[str, list[str]]] = []
    for block in re.findall(r'```\n(.*?)```', text, re.S):
        for line in block.splitlines():
            if line.startswith('$ beck '):
                steps.append((line.removeprefix('$ beck '), []))
            elif line:
                steps[-1][1].append(line)
    return steps


class Readme(Story):
    def setUp(self) -> None:
        super().setUp()
        (self.beck.folder / 'sample').symlink_to(ROOT / 'sample')
        self.ids: dict[str, str] = {}

    def same(self, told: str, said: str) -> bool:
        shape = ID.sub('#', told)
        whole = ID.sub('#', said)
        if shape != whole and not (shape.endswith('…') and whole.startswith(shape[:-1])):
            return False
        self.ids.update(zip(ID.findall(told), ID.findall(said)))
        return True

    def test_the_tour_is_true(self) -> None:
        steps = tour()
        self.assertGreaterEqual(len(steps), 8)
        for command, told in steps:
            words = [ID.sub(lambda found: self.ids.get(found[0], found[0]), word)
                     for word in shlex.split(command)]
            if words[0] == 'init':
                words += ['--zone', 'America/New_York']
            self.beck.at(FRIDAY_EVENING if words[0] in ('init', 'import') else MONDAY_MORNING)
            said = iter(self.beck.run(*words).out.splitlines())
            for line in told:
                self.assertTrue(any(self.same(line, each) for each in said), f'beck {command}: {line}')


if __name__ == '__main__':
    beck.main()
