"""Word lists of the analyser: closed classes of English, written down once.

Demonyms join their country and irregular forms their base, because a question says "When did India's
leader meet Putin?" and the article "the Indian prime minister met ...".
"""

from __future__ import annotations


def _pairs(table: str) -> dict[str, str]:
    """``base form form ...`` a line -> form: base."""
    rows = [line.split() for line in table.strip().splitlines()]
    return {form: base for base, *forms in rows for form in forms}


_STOP_WORDS = """
a an the this that these those of to in on at by for from with as into onto than then and or but nor so if
is are was were be been being am do does did done doing has have had having will would shall should can could
might must it its he him his she her hers they them their theirs we us our ours you your yours i me my mine
himself herself itself themselves who whom whose which what when where why how there here not
isn aren wasn weren don doesn didn hasn haven hadn ain couldn wouldn shouldn also just very too about over up out while
because until during such own same some any each both more most other only off per via
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

#: What stands after an apostrophe and is no word of its own.
CONTRACTIONS = frozenset(["s", "t", "d", "ll", "ve", "re", "m"])

#: Units written against their number: "$1.2bn", "£30k".
UNIT_LETTERS = {"m": "million", "k": "thousand", "bn": "billion", "tn": "trillion"}

#: Terms that a question contains without asking for them.
QUESTION_TERMS = frozenset(["much", "mani", "pleas", "tell", "know"])

#: Written in capitals these are countries and bodies; in small letters some are other words.
CAPITALS = {"US": "america", "USA": "america", "UK": "britain", "GB": "britain", "UN": "un", "EU": "eu"}

_UNITS = """
million mln millions
billion bn bln billions
trillion trn tn trillions
thousand thousands
percent pct percentage
dollar dlr dlrs dollars usd
pound pounds stg sterling gbp
euro euros eur
january jan
february feb
april apr
august aug
september sept sep
october oct
november nov
december dec
government govt
president pres
governor gov
senator sen
minister ministers
company corp corporation companies firm firms
"""

_IRREGULAR = """
meet met
win won
say said says
buy bought
sell sold
sale sales
tell told
take took taken
give gave given
go went gone
come came
see saw seen
know knew known
get got gotten
make made
find found
lose lost
hold held
lead led
leave left
pay paid
send sent
spend spent
bring brought
build built
fall fell fallen
rise rose risen
grow grew grown
begin began begun
become became
break broke broken
choose chose chosen
drive drove driven
eat ate eaten
fight fought
fly flew flown
forbid forbade forbidden
forget forgot forgotten
freeze froze frozen
hear heard
hide hid hidden
keep kept
lend lent
lay laid
mean meant
run ran
seek sought
shoot shot
sink sank sunk
speak spoke spoken
steal stole stolen
strike struck
swear swore sworn
swim swam swum
teach taught
think thought
throw threw thrown
wear wore worn
withdraw withdrew withdrawn
write wrote written
draw drew drawn
feel felt
stand stood
sue sued suing sues
die died dies dying dead death deaths
child children
man men
woman women
person people persons
wife wives
life lives
foot feet
"""

_DEMONYMS = """
afghanistan afghan afghans
albania albanian albanians
algeria algerian algerians
america american americans
argentina argentine argentinian argentines
armenia armenian armenians
australia australian australians
austria austrian austrians
azerbaijan azerbaijani azeri
bangladesh bangladeshi bangladeshis
belarus belarusian belarusians
belgium belgian belgians
bolivia bolivian bolivians
bosnia bosnian bosnians
brazil brazilian brazilians
britain british briton britons
bulgaria bulgarian bulgarians
cambodia cambodian cambodians
cameroon cameroonian cameroonians
canada canadian canadians
chile chilean chileans
china chinese
colombia colombian colombians
croatia croatian croatians croat croats
cuba cuban cubans
cyprus cypriot cypriots
czechia czech czechs
denmark danish dane danes
ecuador ecuadorian ecuadorians
egypt egyptian egyptians
england english
estonia estonian estonians
ethiopia ethiopian ethiopians
europe european europeans
finland finnish finn finns
france french
georgia georgian georgians
germany german germans
ghana ghanaian ghanaians
greece greek greeks
haiti haitian haitians
hungary hungarian hungarians
iceland icelandic
india indian indians
indonesia indonesian indonesians
iran iranian iranians
iraq iraqi iraqis
ireland irish
israel israeli israelis
italy italian italians
jamaica jamaican jamaicans
japan japanese
jordan jordanian jordanians
kazakhstan kazakh kazakhs
kenya kenyan kenyans
korea korean koreans
kosovo kosovan kosovar
kuwait kuwaiti kuwaitis
latvia latvian latvians
lebanon lebanese
libya libyan libyans
lithuania lithuanian lithuanians
malaysia malaysian malaysians
mali malian malians
mexico mexican mexicans
moldova moldovan moldovans
mongolia mongolian mongolians
morocco moroccan moroccans
mozambique mozambican mozambicans
myanmar burmese burma
namibia namibian namibians
nepal nepali nepalese
netherlands dutch
nigeria nigerian nigerians
norway norwegian norwegians
pakistan pakistani pakistanis
palestine palestinian palestinians
panama panamanian panamanians
paraguay paraguayan paraguayans
peru peruvian peruvians
philippines philippine filipino filipinos
poland polish pole poles
portugal portuguese
qatar qatari qataris
romania romanian romanians
russia russian russians
rwanda rwandan rwandans
scotland scottish scot scots
serbia serbian serbians serb serbs
singapore singaporean singaporeans
slovakia slovak slovaks
slovenia slovenian slovenians
somalia somali somalis
spain spanish spaniard spaniards
sudan sudanese
sweden swedish swede swedes
switzerland swiss
syria syrian syrians
taiwan taiwanese
tanzania tanzanian tanzanians
thailand thai thais
tunisia tunisian tunisians
turkey turkish turk turks
uganda ugandan ugandans
ukraine ukrainian ukrainians
uruguay uruguayan uruguayans
venezuela venezuelan venezuelans
vietnam vietnamese
wales welsh
yemen yemeni yemenis
zambia zambian zambians
zimbabwe zimbabwean zimbabweans
"""

#: form -> the word that stands for it
SAME_WORD = {**_pairs(_UNITS), **_pairs(_IRREGULAR), **_pairs(_DEMONYMS)}
