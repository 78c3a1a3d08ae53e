"""Builds Beck and runs its tests; ./test calls it once the machine is set up.

Three builds, because no one build finds everything: gcc as it is shipped, clang with the address
and undefined-behaviour sanitizers, and clang with libFuzzer. Warnings are errors in all of them.
Tests are Meson's; what is run where is the table BUILDS, and HACKING.md says why. The closing line
counts them.

The builds are made one after the other, and what has been built is tested while the next is made:
compilers keep the cores busy, most tests wait for somebody.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLANG = {'CC': 'clang', 'CXX': 'clang++'}
CORES = os.cpu_count() or 1
SANITIZE = ['-Db_sanitize=address,undefined', '-Db_lundef=false', '-Doptimization=1']


@dataclass(frozen=True)
class Build:
    name: str  # and its directory
    what: str
    only: frozenset[str]  # the suites that are run in it alone
    common: bool  # whether all other suites are run in it
    engine: str = ''  # whose stories it tells in a short run; a long one tells both
    also: frozenset[str] = frozenset()  # and these, of the other engine
    options: tuple[str, ...] = ()
    compilers: tuple[tuple[str, str], ...] = ()
    targets: tuple[str, ...] = ()  # none means all
    processes: int = CORES + 1  # at a time: tests wait, for a server that starts or an answer that comes


BUILDS = [
    Build('build', 'gcc', frozenset({'house', 'crash', 'soak', 'browser'}), common=True, engine='postgres',
          also=frozenset({'story/main_job_sqlite'})),
    Build('build-asan', 'clang, address and undefined-behaviour sanitizers', frozenset(), common=True,
          engine='sqlite', also=frozenset({'story/main_job_postgres', 'story/files_postgres',
                                           'story/sending_postgres', 'web/walk_postgres'}),
          options=(*SANITIZE,), compilers=(*CLANG.items(),)),
    Build('build-fuzz', 'clang, libFuzzer', frozenset({'fuzz'}), common=False,
          options=(*SANITIZE, '-Dfuzz=true'), compilers=(*CLANG.items(),), targets=('fuzzers',),
          processes=max(1, CORES // 2)),  # a fuzzer never waits; beside it the others do
]
ALONE = frozenset().union(*(build.only for build in BUILDS))
# What `./test long` runs, with BECK_TEST_LONG set: `long` is only run then (or when named), the
# others do more of what they always do, and each story is told on both engines in each build.
STORIES = {'story', 'web'}
ENGINES = {'sqlite', 'postgres'}
LONG_SUITES = {'long', 'property', 'crash', 'soak', 'fuzz', 'tidy'} | STORIES
NEEDS_NO_DATABASE = {'house', 'fuzz'}
TIMEOUT_MULTIPLIER = {False: 10, True: 200}  # by whether it is the long run
# Where the tests' databases lie, if it has room: a disk's own pace is not what they are about.
MEMORY, MEMORY_LEAST = Path('/dev/shm'), 2 << 30  # bytes
# What each test took the last time, in any checkout: the long ones start first.
TOOK = Path(os.environ.get('XDG_CACHE_HOME') or Path.home() / '.cache') / 'beck' / 'tests.json'

# The leak finder of clang 14 asks each block of thread-local storage that a module opened later has
# for its size, and takes the 16 bytes before a block for glibc 2.19's header whenever they lie so:
# then it reads at a small number and dies (`Tracer caught signal 11`). Where blocks lie follows from
# the length of the paths, so it comes and goes from checkout to checkout.
LEAKS = 'detect_leaks=1:intercept_tls_get_addr=0'
STRICT = {
    'ASAN_OPTIONS': f'{LEAKS}:detect_stack_use_after_return=1:strict_string_checks=1',
    'LSAN_OPTIONS': f'suppressions={ROOT}/tests/leaks.txt:print_suppressions=0',
    'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1',
}


@dataclass(frozen=True)
class Test:
    name: str
    suites: frozenset[str]

    @property
    def label(self) -> str:
        return f'{"+".join(sorted(self.suites))} / {self.name}'


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def close(self) -> int:
        print(f'{self.passed} passed, {self.failed} failed, {self.skipped} skipped')
        return 0 if self.failed == 0 and self.passed > 0 else 1


def say(text: str) -> None:
    print(text, flush=True)


def environment(**more: str) -> dict[str, str]:
    """The caller's, less what would make a test look at the caller's own data.

    A second checkout's objects are the same but for the folder their debug information names, and ccache
    gives it those of the first."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith('BECK_')}
    return {'CCACHE_NOHASHDIR': '1'} | kept | STRICT | more


@contextlib.contextmanager
def scratch():
    """What tells tests where their folders go, until they have ended."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < MEMORY_LEAST:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix='beck-', dir=MEMORY, ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o711)  # servers of tests run as users of their own
        templates = Path(folder) / 'templates'  # tests/story/beck.py
        templates.mkdir()
        yield {'TMPDIR': folder, 'BECK_TEST_TEMPLATES': str(templates)}


def done_quietly(command: list[str], build: Build) -> str | None:
    """Runs a tool that makes a build; what it said, if it failed."""
    done = subprocess.run(command, cwd=ROOT, text=True, env=environment(**dict(build.compilers)),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    return done.stdout if done.returncode else None


def configure(build: Build) -> bool:
    """Sets the build directory up, anew where it was made with other options or half made."""
    directory = ROOT / build.name
    made_with = directory / '.beck-options'
    wanted = ' '.join([*build.options, *(f'{key}={value}' for key, value in build.compilers)])
    if (directory / 'build.ninja').exists() and made_with.exists() and made_with.read_text() == wanted:
        told = done_quietly(['ninja', '-C', build.name, 'build.ninja'], build)  # as meson.build has it now
    else:
        shutil.rmtree(directory, ignore_errors=True)  # --wipe refuses what is half made
        told = done_quietly(['meson', 'setup', build.name, *build.options], build)
    if told is None:
        made_with.write_text(wanted)
        return True
    say(f'{build.name} ({build.what}): CANNOT BE SET UP\n{told}')
    return False


def compile_all(build: Build) -> bool:
    started = time.monotonic()
    told = done_quietly(['ninja', '-C', build.name, '-k', '20', *build.targets], build)
    if told is not None:
        progress = re.compile(r'^\[\d+/\d+\] ')
        say('\n'.join(line for line in told.splitlines() if not progress.match(line)))
    say(f'{build.name} ({build.what}): {"built" if told is None else "DOES NOT BUILD"}, '
        f'{time.monotonic() - started:.0f} s')
    return told is None


def tests_of(build: Build) -> list[Test]:
    listed = subprocess.run(['meson', 'introspect', '--tests', build.name], cwd=ROOT, check=True,
                            stdout=subprocess.PIPE, text=True).stdout
    return [Test(test['name'], frozenset(suite.split(':')[-1] for suite in test['suite']))
            for test in json.loads(listed)]


def of_its_engine(build: Build, test: Test) -> bool:
    engine = test.name.rpartition('_')[2]
    return not test.suites & STORIES or engine not in ENGINES or engine == build.engine or test.name in build.also


def choose(build: Build, tests: list[Test], names: list[str], long: bool) -> list[Test]:
    """What of a build is run: all that is its own, or the suites and tests that were named."""
    own = [test for test in tests
           if test.suites & build.only or build.common and not test.suites & ALONE]
    if not names and long:
        return [test for test in own if test.suites & LONG_SUITES]
    quick = [test for test in own if long or 'long' not in test.suites and of_its_engine(build, test)]
    return [test for test in own if test.name in names
            or test in quick and (not names or test.suites & set(names))]


def skip_reason(output: str) -> str:
    """The line that says why; by custom of our tests one with the word `skip` in it."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    said = [line for line in lines if 'skip' in line.lower()]
    return (said or lines or ['no reason given'])[-1].removeprefix('skip: ')


def took_before() -> dict[str, float]:
    try:
        return json.loads(TOOK.read_text())
    except (OSError, ValueError):
        return {}


def longest_first(build: Build, chosen: list[Test]) -> list[str]:
    """Those nobody has seen yet before all others, as they were registered."""
    took = took_before()
    names = dict.fromkeys(test.name for test in chosen)
    return sorted(names, key=lambda name: -took.get(f'{build.name}: {name}', float('inf')))


def remember(build: Build, results: list[dict]) -> None:
    seconds = {f'{build.name}: {name_of(result)}': round(result['duration'], 1) for result in results}
    TOOK.parent.mkdir(parents=True, exist_ok=True)
    TOOK.write_text(json.dumps(took_before() | seconds))


def name_of(result: dict) -> str:
    return result['name'].split(' / ')[-1]


def run_tests(build: Build, chosen: list[Test], long: bool) -> list[dict]:
    """What Meson tells of each test that came to an end."""
    started = time.monotonic()
    command = ['meson', 'test', '-C', build.name, '--no-rebuild', '--timeout-multiplier',
               str(TIMEOUT_MULTIPLIER[long]), '--num-processes', str(build.processes), *longest_first(build, chosen)]
    with_postgres = ROOT / 'tests' / 'with_postgres.sh'
    if with_postgres.exists() and any(not test.suites & NEEDS_NO_DATABASE for test in chosen):
        command = [str(with_postgres), *command]
    log = ROOT / build.name / 'meson-logs' / 'testlog.json'
    log.unlink(missing_ok=True)
    say(f'{build.name}: {len(chosen)} tests')
    more = {'BECK_TEST_LONG': '1'} if long else {}
    told = []
    with scratch() as where:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(**more, **where), text=True,
                                   errors='replace', stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT)
        for line in process.stdout:
            told.append(line)
            if found := re.match(r'\s*\d+/\d+ (?:\S+:)?(.*?)\s+([A-Z]+)\s+([\d.]+s)', line):
                name, result, took = found.groups()
                say(f'  {build.name:10} {result.lower():8} {name:50} {took}')
        process.wait()
    results = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    if len(chosen) > len(results):
        say(''.join(told))
    say(f'{build.name}: tested, {time.monotonic() - started:.0f} s')
    return results


def note(build: Build, result: dict, tally: Tally) -> None:
    output = result.get('stdout', '') + result.get('stderr', '')
    name = f'{build.name}: {result["name"].split(":")[-1]}'
    # A cmocka program passes although it skipped some of its cases: they are counted beside it.
    # What a case printed between its start and its end is the reason.
    cases = re.findall(r'^\[ RUN      \] (\w+)\n((?:(?!\[ ).*\n)*)\[  SKIPPED \] \1$', output,
                       re.MULTILINE)
    for case, reason in cases:
        say(f'skipped: {name}: {case}: {skip_reason(reason)}')
    tally.skipped += len(cases)
    if result['result'] in ('OK', 'EXPECTEDFAIL'):
        tally.passed += 1
    elif result['result'] == 'SKIP':
        tally.skipped += 1
        say(f'skipped: {name}: {skip_reason(output)}')
    else:
        tally.failed += 1
        say(f'\nFAILED ({result["result"].lower()}, exit {result["returncode"]}): {name}\n{output.rstrip()}\n'
            f'again: ./test {name_of(result)}\n')


def may_hold(build: Build, names: list[str]) -> bool:
    """Whether a build can have what was named, as far as can be told before it is made."""
    def may(name: str) -> bool:
        alone = next((suite for suite in ALONE if name.startswith(suite)), None)
        return alone in build.only if alone else build.common
    return not names or any(may(name) for name in names)


def judge(build: Build, chosen: list[Test], results: list[dict], tally: Tally) -> None:
    for result in results:
        note(build, result, tally)
    if lost := len(chosen) - len(results):
        say(f'{build.name}: {lost} tests gave no result')
        tally.failed += lost


def main(arguments: list[str]) -> int:
    long = 'long' in arguments
    names = [name for name in arguments if name != 'long']
    tally = Tally()
    wanted = [build for build in BUILDS if may_hold(build, names)]
    there = {build: tests_of(build) for build in wanted if configure(build)}
    tally.failed += len(wanted) - len(there)
    known = {word for tests in there.values() for test in tests for word in (test.name, *test.suites)}
    if (unknown := [name for name in names if name not in known]) and tally.failed == 0:
        say(f'no test or suite: {", ".join(unknown)}; there are: {", ".join(sorted(known))}')
        return 2
    with ThreadPoolExecutor() as pool:
        runs = []
        for build, tests in there.items():
            chosen = choose(build, tests, names, long)
            if not compile_all(build):
                tally.failed += 1
            elif chosen:
                runs.append((build, chosen, pool.submit(run_tests, build, chosen, long)))
        for build, chosen, run in runs:
            judge(build, chosen, run.result(), tally)
            if not long:
                remember(build, run.result())
    return tally.close()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
