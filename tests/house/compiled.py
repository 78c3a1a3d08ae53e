"""Every C source of src/ and tests/ is part of the build, so that no file is quietly left out.

Usage: compiled.py BUILD_DIRECTORY
"""

import json
import re
import sys
from pathlib import Path

from tree import ROOT, files, finish, relative


def main() -> None:
    build = Path(sys.argv[1])
    compiled = {(Path(entry['directory']) / entry['file']).resolve()
                for entry in json.loads((build / 'compile_commands.json').read_text())}
    # Harnesses are built in the fuzzing build only: their list tells.
    fuzzed = set(re.findall(r"'(\w+)':", (ROOT / 'tests/fuzz/meson.build').read_text()))
    findings = []
    sources = files('src', 'tests', suffixes=('.c', '.cc'))
    for path in sources:
        harness = path.stem.removeprefix('fuzz_') if path.parent == ROOT / 'tests/fuzz' else None
        if path not in compiled and harness not in fuzzed:
            where = 'tests/fuzz/meson.build' if harness else f'{relative(path.parent)}/meson.build'
            findings.append(f'{relative(path)}:1: not part of the build: name it in {where}')
    finish(findings, f'{len(sources)} sources are all compiled')


main()
