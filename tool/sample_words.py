"""The words the sample is made of: places, people, firms, what they asked for.

Nothing here is a real person or firm. Numbers are of the ranges that each country's regulator keeps
for fiction; mail domains end in .example (RFC 2606).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class City:
    name: str
    state: str
    postcode: str
    office: str  # {n} takes a number of the range kept for fiction


@dataclass(frozen=True)
class Country:
    name: str
    firms: int  # how many of them were at the show
    cities: tuple[City, ...]
    cell: str  # as `office`; "" where a cell number looks like an office number
    width: int  # digits of {n}
    numbers: range  # {n} of office numbers
    cells: range
    given: str
    family: str
    firm_words: str
    streets: str
    house_first: bool  # "12 Mill Road" or "Mühlweg 12"


@dataclass(frozen=True)
class Trade:
    industry: str
    english: tuple[str, ...]  # {w} takes a word of the country
    german: str
    french: str
    swedish: str
    vessel: str  # what they stick labels on
    wet: bool  # and whether it gets cold and wet, and may come back
    maker: str  # who makes it


TRADES = (
    Trade('Brewing', ('{w} Brewing', '{w} Brewery', '{w} Ales'), 'Brauerei {w}', 'Brasserie {w}',
          '{w} Bryggeri', 'bottles', True, 'Head Brewer'),
    Trade('Baking', ('{w} Bakery', '{w} Bread Company'), 'Bäckerei {w}', 'Boulangerie {w}',
          '{w} Bageri', 'bread bags', False, 'Head Baker'),
    Trade('Dairy', ('{w} Dairy', '{w} Creamery'), 'Molkerei {w}', 'Fromagerie {w}', '{w} Mejeri',
          'yoghurt pots', True, 'Dairy Manager'),
    Trade('Coffee and tea', ('{w} Coffee Roasters', '{w} Tea Company'), 'Kaffeerösterei {w}',
          'Torréfaction {w}', '{w} Kafferosteri', 'coffee bags', False, 'Head Roaster'),
    Trade('Sauces and preserves', ('{w} Provisions', '{w} Preserves', '{w} Sauce Company'),
          'Feinkost {w}', 'Conserverie {w}', '{w} Konserver', 'jars', True, 'Production Manager'),
    Trade('Distilling', ('{w} Distillery', '{w} Spirits'), 'Brennerei {w}', 'Distillerie {w}',
          '{w} Bränneri', 'bottles', True, 'Master Distiller'),
    Trade('Soap and cosmetics', ('{w} Soap Works', '{w} Botanicals'), 'Naturkosmetik {w}',
          'Savonnerie {w}', '{w} Tvålfabrik', 'tubes and jars', True, 'Production Manager'),
    Trade('Pet food', ('{w} Pet Foods', '{w} Feeds'), 'Tiernahrung {w}', 'Croquettes {w}',
          '{w} Djurfoder', 'sacks', False, 'Plant Manager'),
    Trade('Food supplements', ('{w} Nutrition', '{w} Vitamins'), 'Vitalstoffe {w}',
          'Laboratoire {w}', '{w} Hälsokost', 'vials', False, 'Quality Manager'),
    Trade('Cider and wine', ('{w} Cider', '{w} Vineyards'), 'Kelterei {w}', 'Cidrerie {w}',
          '{w} Musteri', 'bottles', True, 'Cellar Master'),
    Trade('Confectionery', ('{w} Chocolate', '{w} Confections'), 'Confiserie {w}',
          'Chocolaterie {w}', '{w} Choklad', 'boxes', False, 'Production Manager'),
    Trade('Meat and fish', ('{w} Smokehouse', '{w} Fine Meats'), 'Metzgerei {w}', 'Salaisons {w}',
          '{w} Rökeri', 'vacuum packs', True, 'Plant Manager'),
    Trade('Cleaning products', ('{w} Household', '{w} Clean Supply'), 'Seifenfabrik {w}',
          'Lessives {w}', '{w} Rengöring', 'canisters', True, 'Plant Manager'),
    Trade('Seeds and plants', ('{w} Seeds', '{w} Nursery'), 'Gärtnerei {w}', 'Pépinières {w}',
          '{w} Handelsträdgård', 'plant pots', False, 'Nursery Manager'),
)

COUNTRIES = (
    Country(
        'United States', 80,
        (City('Boston', 'MA', '02110', '(617) 555-{n}'),
         City('New York', 'NY', '10013', '(212) 555-{n}'),
         City('Philadelphia', 'PA', '19106', '(215) 555-{n}'),
         City('Raleigh', 'NC', '27601', '(919) 555-{n}'),
         City('Atlanta', 'GA', '30303', '(404) 555-{n}'),
         City('Columbus', 'OH', '43215', '(614) 555-{n}'),
         City('Grand Rapids', 'MI', '49503', '(616) 555-{n}'),
         City('Louisville', 'KY', '40202', '(502) 555-{n}'),
         City('Chicago', 'IL', '60607', '(312) 555-{n}'),
         City('Milwaukee', 'WI', '53202', '(414) 555-{n}'),
         City('Minneapolis', 'MN', '55401', '(612) 555-{n}'),
         City('St. Louis', 'MO', '63101', '(314) 555-{n}'),
         City('Nashville', 'TN', '37203', '(615) 555-{n}'),
         City('New Orleans', 'LA', '70112', '(504) 555-{n}'),
         City('Austin', 'TX', '78701', '(512) 555-{n}'),
         City('Denver', 'CO', '80202', '(303) 555-{n}'),
         City('Salt Lake City', 'UT', '84101', '(801) 555-{n}'),
         City('Boise', 'ID', '83702', '(208) 555-{n}'),
         City('Phoenix', 'AZ', '85004', '(602) 555-{n}'),
         City('Portland', 'OR', '97209', '(503) 555-{n}'),
         City('Seattle', 'WA', '98104', '(206) 555-{n}'),
         City('Sacramento', 'CA', '95814', '(916) 555-{n}'),
         City('San Diego', 'CA', '92101', '(619) 555-{n}'),
         City('Anchorage', 'AK', '99501', '(907) 555-{n}'),
         City('Honolulu', 'HI', '96813', '(808) 555-{n}')),
        '', 4, range(100, 200), range(100, 200),
        '''Aaron Alicia Andre Angela Anita Brandon Brenda Carla Carlos Cheryl Curtis Dana Darnell
        Deborah Derek Diane Elena Eric Felicia Frank Gloria Grace Gregory Hannah Hector Irene Isaac
        Jamal Janet Jason Joanna Jorge Karen Keith Kimberly Latoya Laura Leon Linda Luis Marcus Maria
        Martin Megan Miguel Monica Naomi Nathan Nicole Omar Patricia Paul Priya Rachel Ramon Rebecca
        Rosa Samuel Sandra Sean Sharon Sonia Steven Tamara Teresa Thomas Tyler Vanessa Victor Wayne
        Wei Yolanda''',
        '''Abbott Aguilar Alvarez Barnes Bauer Bishop Boyd Briggs Burgess Calderon Castillo Chen Cole
        Cortez Crawford Dawson Delgado Dixon Doyle Duncan Ellison Estrada Farrell Ferguson Fields
        Foster Fuentes Gallagher Garrett Gibbs Goodwin Grant Greer Hale Hammond Harmon Hayes Hoffman
        Holloway Ibarra Jennings Kaplan Keller Kim Kowalski Lambert Lindgren Lowe Maddox Marsh Mendoza
        Moreno Nakamura Nguyen Norris Novak Okafor Ortega Osborne Pacheco Patel Pierce Quinn Ramsey
        Reyes Rhodes Rivera Rossi Salazar Schultz Shah Sherman Singh Stokes Summers Tate Thornton Tran
        Underwood Vargas Vaughn Walsh Weaver Whitaker Yates Zimmerman''',
        '''Harrow Creek|Millpond|Copper Fork|Sandhill|Three Pines|Larkspur|Bent River|Old Quarry|
        Juniper Flat|Red Gable|Foxtail|Cold Harbor Lane|Tin Roof|Blue Heron|Stonewell|Prairie Lantern|
        Ninebark|Long Meadow|Cedar Notch|Iron Kettle|Wren Hollow|Salt Marsh|Dry Gulch|Canal Street|
        Hickory Bend|Lost Orchard|Paper Birch|Ferryman|Twelve Oaks|Windrow|Silver Maple|Granite Step|
        Goldenrod|Half Moon Bay Road|Painted Rock|Sugar Grove|North Spur|Elkhorn|Quiet Pond|Riverbend''',
        '''Mill Street|Water Street|Depot Road|Foundry Avenue|Union Street|Orchard Lane|Canal Street|
        Commerce Drive|Industrial Parkway|Franklin Avenue|Railroad Avenue|Lake Street''', True),
    Country(
        'Canada', 16,
        (City('Toronto', 'ON', 'M5V 1J1', '(416) 555-{n}'),
         City('Montréal', 'QC', 'H2Y 1C6', '(514) 555-{n}'),
         City('Halifax', 'NS', 'B3J 1S9', '(902) 555-{n}'),
         City("St. John's", 'NL', 'A1C 1A1', '(709) 555-{n}'),
         City('Winnipeg', 'MB', 'R3B 1B8', '(204) 555-{n}'),
         City('Calgary', 'AB', 'T2G 0B3', '(403) 555-{n}'),
         City('Vancouver', 'BC', 'V6B 1A1', '(604) 555-{n}')),
        '', 4, range(100, 200), range(100, 200),
        '''Amélie Brigitte Connor Daniel Émile Fiona Geneviève Harpreet Ian Jocelyn Luc Mackenzie
        Nadia Olivier Rajesh Sophie Tara William''',
        '''Bouchard Campbell Côté Desjardins Dhillon Fraser Gagnon Kwan Lavoie MacLeod McTavish Morin
        Pelletier Roy Sandhu Sinclair Tremblay Wong''',
        '''Loon Lake|Maple Portage|Fundy Shore|Spruce Landing|Kicking Creek|Birchbark|Red River Cart|
        Lighthouse Point|Snowberry|Cordwood''',
        'Wellington Street|Queen Street|Harbour Road|Rue du Port|Prairie Avenue|Front Street', True),
    Country(
        'United Kingdom', 34,
        (City('London', '', 'SE1 9GF', '+44 20 7946 0{n}'),
         City('Manchester', '', 'M4 6BF', '+44 161 496 0{n}'),
         City('Birmingham', '', 'B9 4AA', '+44 121 496 0{n}'),
         City('Leeds', '', 'LS9 8AG', '+44 113 496 0{n}'),
         City('Glasgow', '', 'G40 1DA', '+44 141 496 0{n}'),
         City('Belfast', '', 'BT1 3NQ', '+44 28 9649 6{n}'),
         City('Cardiff', '', 'CF10 4PA', '+44 29 2018 0{n}'),
         City('Edinburgh', '', 'EH6 6RA', '+44 131 496 0{n}'),
         City('Sheffield', '', 'S3 8GG', '+44 114 496 0{n}'),
         City('Nottingham', '', 'NG7 2SD', '+44 115 496 0{n}')),
        '+44 7700 900{n}', 3, range(100, 999), range(100, 999),
        '''Aisha Alan Aoife Alistair Beth Callum Charlotte Colin Conor Craig Deepak Eleanor Emma Farah Gareth
        Gillian Hamish Harriet Imran Isla Jack Kirsty Lewis Lucy Moira Niamh Nigel Oliver Owen Pippa Rhys
        Rosie Simon Sunita Tom Yasmin''',
        '''Ashworth Bailey Begum Buchanan Chadwick Cunningham Davies Dunbar Ellis Fairclough Fletcher
        Hargreaves Hussain Ingham Jarvis Kaur Lockwood Lomax MacKenzie Mistry Naylor Nolan Nuttall O\'Malley Pemberton
        Pritchard Ramsden Rowntree Sharma Sutcliffe Tattersall Wainwright Whittle''',
        '''Hawthorn Row|Bramley Yard|Old Tannery|Weir Cottage|Dovecote|Thistledown|Packhorse|Tollgate|
        Crooked Chimney|Canal Basin|Rookery Lane|Nine Bridges|Saltbox|Wharfside|Clover Bank|
        Heather Moss|Blackthorn Gate|Turf and Tide|Heron Strand''',
        '''Mill Lane|Wharf Road|Station Road|Tannery Street|Priory Road|Bridge Street|Market Place''',
        True),
    Country(
        'Germany', 20,
        (City('Berlin', '', '10997', '+49 30 23125 {n}'),
         City('Hamburg', '', '22765', '+49 40 66969 {n}'),
         City('München', '', '80339', '+49 89 99998 {n}'),
         City('Frankfurt am Main', '', '60314', '+49 69 90009 {n}'),
         City('Köln', '', '50825', '+49 221 4710 {n}')),
        '+49 176 040690{n}', 3, range(100, 999), range(10, 99),
        '''Anja Benedikt Birgit Claudia Dieter Elif Florian Frauke Günter Heike Jens Jörg Katrin Lars
        Mareike Matthias Mehmet Nadine Ralf Sabine Stefan Svenja Uwe Yvonne''',
        '''Achterberg Baumgärtner Bergmann Dietrich Ebersbach Faßbender Grünwald Hartwig Jansen Kessler
        Köhler Lindner Möllenhoff Neumann Öztürk Petersen Rüdiger Sauer Schlüter Vogelsang Wiedemann
        Yilmaz Zöllner''',
        '''Lindenhof|Steinachtal|Alte Mühle|Kellermann|Sonnenberg|Drei Eichen|Hafenspeicher|Rosenau|
        Waldquell|Am Stadttor|Birkenfeld|Goldammer''',
        'Mühlweg|Hafenstraße|Am Güterbahnhof|Lindenallee|Gewerbepark|Bachgasse', False),
    Country(
        'France', 10,
        (City('Paris', '', '75011', '+33 1 99 00 {n}'),
         City('Nantes', '', '44000', '+33 2 61 91 {n}'),
         City('Strasbourg', '', '67000', '+33 3 53 01 {n}'),
         City('Lyon', '', '69007', '+33 4 65 71 {n}'),
         City('Bordeaux', '', '33000', '+33 5 36 49 {n}')),
        '+33 6 39 98 {n}', 4, range(1000, 9999), range(1000, 9999),
        '''Aurélie Benoît Camille Cédric Fatima Hélène Jérôme Karim Maëlle Nathalie Pascal Solène
        Thibault Véronique''',
        '''Aubertin Benali Chevallier Delacourt Fournel Guérin Haddad Lemaître Marchetti Peyrat
        Rousselot Saint-Aubin Vasseur''',
        '''des Trois Chênes|du Vieux Lavoir|de la Grange Haute|des Halles|du Pont Rouge|de l'Écluse|
        des Tilleuls''',
        'rue du Moulin|quai des Tanneurs|avenue de la Gare|impasse du Four', True),
    Country(
        'Sweden', 8,
        (City('Stockholm', '', '116 45', '+46 8 465 004 {n}'),
         City('Göteborg', '', '411 04', '+46 31 390 06 {n}'),
         City('Malmö', '', '211 20', '+46 40 628 04 {n}')),
        '+46 70 174 06 {n}', 2, range(10, 99), range(10, 99),
        'Anders Åsa Björn Ebba Fredrik Göran Ingrid Jonas Linnéa Malin Örjan Sara',
        'Åkesson Bergqvist Dahlgren Ekström Forsberg Hjalmarsson Lindqvist Nyström Sjögren Wallin',
        'Björkdalens|Norra Hamnens|Smedjans|Älvstrands|Tallbackens|Gamla Kvarnens',
        'Kvarngatan|Hamnvägen|Smedjegatan', False),
    Country(
        'Australia', 12,
        (City('Sydney', 'NSW', '2010', '+61 2 5550 {n}'),
         City('Melbourne', 'VIC', '3066', '+61 3 5550 {n}'),
         City('Brisbane', 'QLD', '4006', '+61 7 5550 {n}'),
         City('Adelaide', 'SA', '5007', '+61 8 7010 {n}'),
         City('Perth', 'WA', '6000', '+61 8 7010 {n}')),
        '+61 491 57{n}', 4, range(1000, 9999), range(0),
        'Bronwyn Cooper Darren Georgia Hamish Jasmine Kylie Lachlan Matilda Mei Nick Shane Tahlia Toby',
        '''Antoniou Bartlett Costello Drummond Fielding Harcourt Kelleher Lawson McAllister Papadakis
        Pham Redfern Stavros Whelan''',
        '''Banksia Track|Galah Creek|Wattle and Rye|Tin Shed|Ironbark Siding|Lyrebird|Stockyard Road|
        Saltbush''',
        'Foundry Street|Wharf Road|Station Street|Vineyard Road', True),
)

# The only mobile numbers that Australia's regulator keeps for fiction.
AUSTRALIAN_CELLS = ('0006 0156 0157 0158 0159 0110 0313 0737 1266 1491 1804 2549 2665 2983 3770 3087 '
                    '4118 4632 5254 5789 6398 6801 7426 7644 8957 8148 8888 9212 9760 9455').split()

# Who stands at a show, from the top of the firm down; the third word is the person's part in buying.
TITLES = (
    (('Owner', 'Managing Director', 'Founder', 'General Manager'), 'decides'),
    (('Operations Director', 'Head of Operations', 'Purchasing Manager'), 'decides'),
    (('Packaging Manager', 'Production Supervisor', 'Quality Manager'), 'influences'),
    (('Buyer', 'Line Lead', 'Packaging Engineer', 'Shift Leader'), 'uses'),
)

# What we sell: who asks for it says one of these things. {v}: what they stick labels on, {wet} where
# that must be something wet; {n}: a number; {boss}: who decides there; {month}: a month to come.
PRODUCTS = {
    'Label printer LP-4': (
        'Asked for a price of one LP-4 and what a roll of 1,000 costs after that.',
        'Wants to see the LP-4 print on {v}, with their own artwork. Will send the file if we ask.',
        'Changes labels {n} times a day by hand. Asked how long a change takes on the LP-4.',
        'Old printer stops twice a shift. Asked for the LP-4 and what we take it in for.',
        'Asked whether the LP-4 prints batch numbers and dates from their system. Has an IT man, shy.',
        'Wants the LP-4 data sheet, in millimetres.',
        'Has an LP-2 of ours from 2015. Asked what of it still fits the LP-4.',
        'Asked for the LP-4 for rent, {month} to the end of the season.',
        'Wants to print best-before dates in one go with the label. Asked for a sample of {v}.',
        'Compared us with two others. Asked what the LP-4 costs over five years, all in.',
        'Promised the film of the LP-4 changing rolls, for the people on the line.',
    ),
    'Applicator A-200': (
        'Sticks {n},000 labels a week by hand. Asked for a film of the A-200 on {v}.',
        'Asked how the A-200 copes with wet {wet}. Promised a test with {n} of theirs.',
        'Labels sit crooked, supermarket sends pallets back. Wants the A-200 on trial.',
        'Asked for floor plan and height of the A-200: the ceiling is low over the line.',
        'Wants to know who else runs the A-200 on {v}, and to call them.',
        'Two people do nothing but labels. Asked what the A-200 saves, as a calculation for {boss}.',
        'Asked whether the A-200 goes front and back in one run.',
        'New line comes in {month}; asked for the drawing of the A-200 before that.',
        'Saw the A-200 at another firm. Asked for delivery time, {n} weeks is the most they can wait.',
    ),
    'Labels on rolls': (
        'Asked for sample rolls that hold on cold {wet}. Theirs come off in the ice bucket.',
        'Wants a price for {n},000 labels a month, four colours, two sizes.',
        'Loses labels in the cold store at -20. Asked for the freezer adhesive.',
        'Asked for paper that goes into the recycling with {v}. Retailer insists from {month} on.',
        'Prints three years ahead and throws half away. Asked for small runs.',
        'Brings out {n} kinds for Christmas and guesses the numbers. Asked for labels within a week.',
        'Asked for samples with silver, and what it adds to the price.',
        'Promised two rolls to try, addressed to {boss}.',
        'New law on allergens, all labels change by {month}. Asked for help with the artwork.',
        'Asked for the case study with the rolls that go without a liner.',
        'Wants labels that come off clean, for {wet} that come back.',
    ),
    'Service plan': (
        'Two printers of ours since 2021, no plan. Asked what it costs; was down {n} hours in October.',
        'Plan runs out in {month}. Wants the same price, and a spare head on the shelf.',
        'Asked for training for the night shift.',
        'Wants one price for all {n} machines, whoever made them.',
    ),
}
# What else was said. {other}: another firm of the list.
ASIDES = (
    'Best before eight, then on the floor.', 'Only the cell: nobody answers in the office.',
    '{boss} decides; comes in for the budget in {month}.', 'Contract with the present supplier ends {end}.',
    'Had a bad time with the last supplier: late, and nobody called back.', 'Knows {other}.',
    'Moves into a new hall in {month}.', 'Daughter runs her first marathon in {month}; ask.',
    'Keeps bees, sells the honey at Christmas. Ask.', 'Rides to work by bicycle, {n} miles.',
    'Was in the navy with our Tom.', 'New in the job since October, came from a firm that buys from us.',
    'Plays the tuba. Really.', 'Retires in {month}; who follows is not known yet.',
    'On holiday for two weeks from Monday.', 'Shares the office with {boss}.', 'Sits on the trade board.',
    'Laughs a lot, hates forms.', 'Asked us to talk to {boss} first, and to say who sent us.',
    'Has a stand here too, two rows down.', 'Wants to be asked after the audit in {month}.',
    'Building a house; ask how it goes.', 'Collects old labels. Bring one.',
    'Send it to {boss} as well.', 'Quick on decisions when the sample is good.',
    'The sister firm buys from {other}; they talk.', 'Prefers mornings.', 'Their auditor asked for it.', 'Wants facts, no chat.',
    'Asked twice whether we deliver in December.', 'Left before we could show the machine.',
    'Holds a tasting for suppliers in {month}; would invite us.', 'Prefers e-mail, reads it at night.',
    'Back from parental leave in {month}; until then {boss}.', 'Budget is there if it runs before {month}.',
)
LATER = (
    'Just looking. New line in {month}, then again.', 'Bought from somebody else last year. Ask again in {month}.',
    'No budget before {month}.', 'Student of the trade now, takes over the firm from the parents next year.',
    'Took a brochure, was in a hurry.', 'Only wanted the tote bag. Nice talk though.',
)
NO_CALLS = (
    'No calls, please: e-mail only.', 'Asked us not to call. Letters are fine.',
    'Deaf in one ear, hates the phone: write.', 'Said: whoever calls me at work is out.',
)
MONTHS = ('January', 'February', 'March', 'April', 'May', 'June')
SHORT_NAMES = {
    'Deborah': 'Debbie', 'Gregory': 'Greg', 'Isaac': 'Ike', 'Kimberly': 'Kim', 'Nathan': 'Nate',
    'Nicole': 'Nicky', 'Patricia': 'Pat', 'Rebecca': 'Becky', 'Samuel': 'Sam', 'Sandra': 'Sandy',
    'Steven': 'Steve', 'Thomas': 'Tom', 'Vanessa': 'Nessa', 'Victor': 'Vic', 'Eleanor': 'Ellie',
    'Charlotte': 'Lottie', 'William': 'Bill', 'Benedikt': 'Ben', 'Matthias': 'Matze',
}
