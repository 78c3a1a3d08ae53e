"""Every header of src/ compiles alone, under gcc and clang, with warnings as errors.

Usage: headers.py BUILD_DIRECTORY (headers made by the build are found below it)
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tree import ROOT, files, finish, relative

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
    build = Path(sys.argv[1])
    headers = files('src', suffixes=('.h',))
    work = [(compiler, header, build) for header in headers for compiler in ('gcc', 'clang')]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        findings = [finding for found in pool.map(lambda each: compile_alone(*each), work)
                    for finding in found]
    finish(findings, f'{len(headers)} headers compile alone')


main()
