#!/usr/bin/env python3
"""Makes src/mail's table of disposable domains: disposable_domains.py BLOCKLIST.json

The list of disposable-email-domains (CC0), as the npm package disposable-email-domains-js has it.
"""

import json
import re
import sys

DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        domains = sorted({domain.strip().lower() for domain in json.load(file)})
    wrong = [domain for domain in domains if not DOMAIN.fullmatch(domain)]
    if wrong or len(domains) < 3000:
        sys.exit(f"{sys.argv[1]}: {len(domains)} domains, not understood: {wrong[:5]}")
    text = ("\n" + "\n".join(domains) + "\n").encode() + b"\0"
    print('#include "mail/disposable_domains.h"\n\nconst char disposable_domains[] = {')
    for at in range(0, len(text), 24):
        print("    " + ",".join(str(byte) for byte in text[at : at + 24]) + ",")
    print("};")


main()
