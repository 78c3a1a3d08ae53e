"""Every header of src/ compiles alone, under gcc and clang, with warnings as errors.

Usage: headers.py BUILD_DIRECTORY (headers made by the build are found below it)

One that did is not compiled again until it, what it includes of ours or the compiler changes
(passed.py).
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from passed import Passed, checksum
from tree import ROOT, files, finish, relative, with_headers

FLAGS = ['-std=gnu17', '-D_GNU_SOURCE', '-fsyntax-only', '-Wall', '-Wextra', '-Werror',
         '-Wno-unused-parameter', '-x', 'c', '-', '-I', str(ROOT / 'src')]


def compile_alone(compiler: str, header: Path, build: Path) -> list[str]:
    done = subprocess.run([compiler, *FLAGS, '-I', str(build / 'src')], text=True, cwd=ROOT,
                          input=f'#include "{header.relative_to(ROOT / "src")}"\n',
                          capture_output=True, check=False)
    if done.returncode == 0:
        return []
    told = done.stderr.replace(str(ROOT) + '/', '').rstrip()
    return [f'{relative(header)}:1: does not compile alone with {compiler}:\n{told}']


def main() -> None:
    build = Path(sys.argv[1]).resolve()
    headers = files('src', suffixes=('.h',))
    passed = Passed('headers')
    marks = {}
    for compiler in ('gcc', 'clang'):
        version = subprocess.run([compiler, '--version'], stdout=subprocess.PIPE, check=True, text=True).stdout
        for header in headers:
            read = [each.read_text() for each in sorted(with_headers(header, build))]
            marks[compiler, header] = checksum(version, *FLAGS[:-1], relative(header), *read)
    work = [each for each, mark in marks.items() if not passed.has(mark)]
    findings = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for each, found in zip(work, pool.map(lambda each: compile_alone(*each, build), work)):
            findings += found
            if not found:
                passed.add(marks[each])
    finish(findings, f'{len(headers)} headers compile alone ({len(work)} compilations now)')


main()
