"""No SQL text in C: it lives in sql/queries/*.sql as named statements (DESIGN §8)."""

import re

from tree import C_TOKEN, files, finish, relative

STATEMENT = re.compile(r'''"\s*(?:
    SELECT\s | INSERT\s+(?:OR\s+\w+\s+)?INTO\s | UPDATE\s+\w+\s+SET\s | DELETE\s+FROM\s |
    WITH\s+\w+\s*(?:\([^)]*\)\s*)?AS\s | (?:CREATE|DROP|ALTER)\s+(?:UNIQUE\s+)?(?:TABLE|INDEX|VIEW|TRIGGER)\s |
    TRUNCATE\s | VACUUM\b | COPY\s+\w+\s | LISTEN\s | NOTIFY\s )''', re.VERBOSE | re.IGNORECASE)
CLAUSE = re.compile(r'\b(SELECT .* FROM|INSERT INTO|DELETE FROM|ORDER BY|GROUP BY|INNER JOIN|LEFT JOIN)\b')


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
