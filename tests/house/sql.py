"""No SQL text in C: it lives in sql/queries/*.sql as named statements (DESIGN §8)."""

import re

from tree import C_TOKEN, files, finish, relative

STATEMENT = re.compile(r'''"\s*(?:
    SELECT\s | WITH\s+\w+\s*(?:\([^)]*\)\s*)?AS\s | UPDATE\s+\w+\s+SET\s | TRUNCATE\s | VACUUM\b |
    COPY\s+\w+\s | LISTEN\s | NOTIFY\s | (?:DROP|ALTER)\s+(?:TABLE|INDEX|VIEW|TRIGGER)\s )''', re.VERBOSE)
# Where one line of C is the middle of a statement, or it is written in small letters.
CLAUSE = re.compile(r'''\b(?:
    select\s+[\w*.,()\s]+\s+from\s+\w+ | insert\s+(?:or\s+\w+\s+)?into\s+\w+ | delete\s+from\s+\w+ |
    create\s+(?:unique\s+)?(?:table|index|view|trigger)\s | order\s+by\s+\w+\s+(?:asc|desc)\b |
    group\s+by\s+\w | (?:inner|left|cross)\s+join\s )''', re.VERBOSE | re.IGNORECASE)


def main() -> None:
    findings = []
    sources = files('src')
    for path in sources:
        text = path.read_text()
        for token in C_TOKEN.finditer(text):
            if token.lastgroup == 'string' and (STATEMENT.match(token.group())
                                                or CLAUSE.search(token.group())):
                line = text.count('\n', 0, token.start()) + 1
                findings.append(f'{relative(path)}:{line}: SQL in C ({token.group()[:60]}): '
                                'name it in sql/queries')
    finish(findings, f'{len(sources)} files have no SQL')


main()
