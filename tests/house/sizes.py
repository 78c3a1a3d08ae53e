"""No source file over 1,000 lines; says the median, which is to stay under 250 (DESIGN §8)."""

from statistics import median

from tree import files, finish, relative

LIMIT = 1000
KINDS = ('.c', '.h', '.cc', '.py', '.sh', '.sql', '.js', '.css', '.html', '.yaml', '.build')


def main() -> None:
    lines = {path: len(path.read_bytes().splitlines()) for path in files(suffixes=KINDS)}
    findings = [f'{relative(path)}:{count}: {count} lines, may have {LIMIT}: split it'
                for path, count in lines.items() if count > LIMIT]
    sources = [count for path, count in lines.items() if path.suffix in ('.c', '.cc')]
    if sources and median(sources) >= 250:
        findings.append(f'src:1: the median source file has {median(sources):.0f} lines, may have 249')
    finish(findings, f'{len(lines)} files, {sum(lines.values())} lines; C files: median '
                     f'{median(sources):.0f}, longest {max(sources)}')


main()
