#!/usr/bin/env python3
"""Writes a CSV of people for the import bench: make_people.py ROWS >people.csv

Name, company, title, e-mail, cell, office, city, source; ten people a company, in no order; every
number is one that libphonenumber takes for possible. The same ROWS give the same file.
"""

import sys

GIVEN = ('Ann Bob Carla Dirk Elena Frank Grace Henrik Ines Jonas Karin Luis Maria Nils Olga Paul '
         'Rosa Sven Tina Udo Vera Walter Xenia Yusuf Zoe Anders Birgit Chloé Dmitri Émile').split()
FAMILY = ('Ford Berg Meyer Novak Silva Olsen Weber Rossi Keller Lindqvist Dubois Moreau Santos '
          'Kowalski Hansen Schäfer Nguyen Okafor Tanaka Ivanov Murphy Walsh Byrne Doyle Quinn '
          'Turner Baker Cooper Mason Fisher Hunter Potter Carter Sawyer Miller Shepherd').split()
WORDS = ('Harbor Summit Cedar Granite Juniper Copper Willow Falcon Meadow Anchor Beacon Clover '
         'Drift Ember Fjord Garnet Hazel Indigo Jasper Kestrel').split()
TRADES = 'Brewing Bakery Dairy Coffee Provisions Distillery Soap Tools Textiles Printing'.split()
TITLES = ('Head of Operations', 'Buyer', 'Plant Manager', 'Managing Director', 'Engineer', 'CFO')
CITIES = (('Boston', '617'), ('Chicago', '312'), ('Denver', '303'), ('Seattle', '206'),
          ('Austin', '512'), ('Atlanta', '404'), ('Portland', '503'), ('Phoenix', '602'))
SOURCES = ('Label Expo 2026', 'website', 'purchased list', 'referral', 'networking evening')
PEOPLE_A_COMPANY = 10


def row(i: int, companies: int) -> str:
    spread = i * 2654435761 % 2**32  # Knuth's multiplier: neighbours far apart, always the same
    company = spread % companies
    given = GIVEN[(spread >> 5) % len(GIVEN)]
    family = FAMILY[(spread >> 11) % len(FAMILY)]
    firm = f'{WORDS[company % 20]} {WORDS[company // 20 % 20]} {TRADES[company // 400 % 10]}'
    firm = f'{firm} {company // 4000}' if company >= 4000 else firm
    city, area = CITIES[company % len(CITIES)]
    mailbox = f'{given}.{family}.{i}@firm{company}.example'
    cell = f'+1 {area} {200 + i // 10000 % 800:03d} {i % 10000:04d}'
    office = f'({area}) {200 + company // 10000 % 800:03d}-{company % 10000:04d} ext. {i % 900 + 100}'
    return (f'{given} {family},{firm},{TITLES[spread % len(TITLES)]},{mailbox},{cell},{office},'
            f'{city},{SOURCES[spread % len(SOURCES)]}\n')


def main() -> None:
    rows = int(sys.argv[1])
    companies = max(rows // PEOPLE_A_COMPANY, 1)
    out = sys.stdout
    out.write('Name,Company,Job Title,E-mail,Mobile Phone,Business Phone,City,Lead Source\n')
    for i in range(rows):
        out.write(row(i, companies))


main()
