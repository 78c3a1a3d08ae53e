#!/usr/bin/env python3
"""Makes src/auth's table of common passwords: common_passwords.py PASSWORDS.json

The list is ordered by how common each is (npm package @zxcvbn-ts/language-common). Kept are the commonest
that are long enough for Beck's policy to let them through otherwise; ASVS 5.0 (6.2.4) asks for 3,000.
"""

import json
import sys

LEAST = 8  # PASSWORD_LEAST in src/auth/password.h
MOST = 10_000


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        common = json.load(file)
    chosen = [word.lower() for word in common if len(word) >= LEAST and "\n" not in word][:MOST]
    if len(chosen) < 3000:
        sys.exit(f"{sys.argv[1]}: only {len(chosen)} passwords of {LEAST} characters")
    text = ("\n" + "\n".join(chosen) + "\n").encode() + b"\0"
    print('#include "auth/common_passwords.h"\n\nconst char common_passwords[] = {')
    for at in range(0, len(text), 24):
        print("    " + ",".join(str(byte) for byte in text[at : at + 24]) + ",")
    print("};")


main()
