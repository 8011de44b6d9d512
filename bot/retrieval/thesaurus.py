"""Words that news uses for one another: near-synonyms and the places that stand for a state.

Weak evidence only: a sentence that says "sacked" is a little nearer to a question that says "fire". Written from
general knowledge of news English; a line is a group, a word may be in several.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from bot.retrieval.terms import terms

_GROUPS = """
abolish scrap axe end repeal scrapped lift ban
accuse allege blame charge claim
acquire buy purchase takeover bid acquisition bought
admit acknowledge concede confess
agree deal accord pact agreement treaty settlement
aid help assistance relief support
aircraft plane jet airliner
airline carrier
allow permit let approve authorise
amount sum total
arrest detain hold capture custody
ask request urge call demand appeal
attack assault strike raid bombing
award prize trophy medal honour
baby infant child
ban outlaw prohibit forbid bar embargo sanction
bank lender
bankrupt insolvent collapse bust
battle fight clash war conflict
beat defeat overcome win thrash down
become appointed named take
begin start launch open
bill law legislation act
blast explosion bomb
boat ship vessel ferry trawler
body corpse remains
bonus reward
border frontier
boss chief head manager leader executive chairman director
boycott shun
budget spending
build construct erect develop
business firm company trade
candidate nominee contender
car vehicle automobile motor
carmaker automaker
cash money funds
catch contract infect
cause result lead trigger prompt because
chairman head president boss
change alter reform amend
charge accuse indict prosecute
cheap low discount
child kid boy girl son daughter teenager
choose pick select elect
church cathedral
close shut closure
club team side squad
coach manager boss trainer
company firm corporation business group giant
comment remark statement
complain criticise protest
computer machine pc
confirm verify
contest race compete fight
cop police officer
cost price pay charge fee expensive worth
country nation state
court judge tribunal trial
crash accident collision
crime offence
crisis disaster emergency
criticise attack condemn slam blast denounce
crop harvest
cup championship tournament title
cure treatment remedy therapy
cut reduce slash lower decrease
damage harm destroy
danger risk threat hazard
data information figures statistics
deal contract agreement order
debt loan borrow credit
decide rule decision choose
decline fall drop slide shrink decrease
defeat loss lose beat
deficit shortfall
delay postpone put hold
demand call urge
deny reject refuse dismiss
depart leave quit exit
die kill perish lose life dead fatal
disease illness sickness condition virus infection plague
divorce split separate
doctor medic physician surgeon
drop fall decline plunge slump
drug medicine medication
economy gdp growth
elect vote poll ballot election
employ hire recruit appoint
employee worker staff job
end finish close conclude
envoy ambassador diplomat
evidence proof
expect forecast predict estimate project
export sell
factory plant
famous celebrity star
farmer grower
fee charge
female woman
fight combat battle
film movie picture
fine penalty punish punishment
fire sack dismiss oust axe remove redundant
flat apartment
flee escape
flood deluge
flu influenza
fly flight
football soccer
footballer player striker midfielder
force army troop soldier military
found set establish founder start create
free release liberate
fuel petrol gas oil
fund finance money
game match
gay homosexual
give hand donate provide
goal score
govern rule administration
grow rise increase expand growth
gun weapon firearm
handheld console
happy pleased delighted
harass bully abuse
head lead chief boss
hit strike affect
home house residence
hospital clinic
hostage captive prisoner kidnap
hurt injure wound
ill sick unwell
increase rise raise grow jump climb surge
inflation price
inquiry investigation probe
insult slur
invade invasion
investigate probe examine inquiry
invite host
jail prison imprison sentence
job post position role work
join enter
journalist reporter correspondent
judge magistrate justice court
kidnap abduct seize hostage
kill murder slay die dead death shoot
label record
land ground
last final
launch release unveil introduce debut
lawsuit sue court claim case suit
lawyer attorney barrister solicitor
lead head top
leader head chief premier president boss
leave quit depart resign step
legislator lawmaker congressman congresswoman senator mp representative politician
lend loan
letter write post
lie false untrue
limit cap curb restrict
link connect tie
list listing float ipo
lose loss defeat
machine device
mark celebrate
marry wed marriage wedding
meet talk summit meeting visit
member lawmaker
merge merger tie alliance
minister secretary
mobile phone handset
money cash fund dollar
mother mum parent
move transfer
musician singer band artist
nation country state
negotiate talk
oil crude petroleum
old former ancient elderly age
opponent rival
oppose object resist against
order buy purchase
owner own
oust remove topple
painting picture
parliament house assembly congress senate lawmaker
partner ally
party group
passenger traveller
pay salary wage earn
peace ceasefire truce
phone call telephone
pick choose
pill tablet
pit mine
plan propose intend scheme
plane aircraft jet
player star
policy plan
politician lawmaker senator minister
poll survey
pollution emission
poor poverty
pope pontiff vatican
premier minister leader
president leader
pressure stress
price cost rate
probe investigate inquiry
produce make manufacture output pump
profit earn earning gain income
protest demonstration demonstrate rally march
prove show
publish release print
pull withdraw
put place
quit resign step leave
race contest
racism racist abuse
raise increase lift
rate percent level
reach arrive come
react respond answer reply
rebel insurgent militant guerrilla
recession slump downturn
record best
redundant job cut layoff
refugee migrant asylum immigrant
release free issue launch
rent lease
replace succeed take successor
report say
rescue save
research study
resign quit step
result outcome
retire retirement pension
return back come
reveal disclose show expose
revenue sales turnover
rich wealthy billionaire
rise increase grow climb jump
rival competitor opponent
rob steal theft thief burglary
rocket missile
royal king queen prince crown
rubbish waste
rule law regulation
ruling decision verdict judgment
run operate manage
safe secure security
salary pay wage earn
sanction embargo penalty
scandal affair
school college university pupil student
score goal
sea ocean
secret hidden
sell sale sold
sentence jail prison
serve
settle resolve
sex gender
share stock equity
shareholder investor
ship vessel boat
shop store retailer
show display
shut close
sick ill
sign agree
singer artist star musician
sister sibling brother
software program
spacecraft rocket shuttle
speak talk say
spend cost pay
spokesman spokeswoman spokesperson
stake share holding
stand
star celebrity
statement comment
stop halt end prevent block
storm hurricane cyclone typhoon
strike walkout stoppage
study research
succeed follow replace
sue lawsuit court case legal
supply provide deliver
surplus excess
survivor
suspect
suspend halt
talk discussion negotiation meeting
tariff duty
tax levy duty
teacher lecturer professor
team side squad club
terrorist militant extremist
test trial
threat threaten warn
title championship crown
top first lead
town city village
trade business commerce
train railway rail
treat treatment
trip visit travel journey
troop soldier force
truck lorry
try attempt
turnout participation vote
tv television network broadcast
union worker
unite merge
urge call ask
vehicle car
victim
victory win
visit trip
vote ballot poll
wage pay salary
walkout strike
warn caution
water
wealth fortune
weapon arms gun missile
win victory beat triumph
wine drink alcohol
withdraw pull remove
word say
work job
worker employee staff labour
worry fear concern
write author pen
wrong mistake error
year annual
young youth
afghanistan kabul
america washington white-house us
argentina buenos-aires
australia canberra
austria vienna
belgium brussels
brazil brasilia
britain london downing-street westminster whitehall
canada ottawa
chile santiago
china beijing
colombia bogota
congress capitol
cuba havana
egypt cairo
europe brussels eu
france paris elysee
germany berlin bonn
greece athens
hungary budapest
india delhi
indonesia jakarta
iran tehran
iraq baghdad
ireland dublin
israel jerusalem
italy rome
japan tokyo
kenya nairobi
korea seoul pyongyang
labour
lebanon beirut
libya tripoli
mexico mexico-city
netherlands hague amsterdam
nigeria abuja lagos
pakistan islamabad
palestine gaza ramallah
peru lima
philippines manila
poland warsaw
portugal lisbon
russia moscow kremlin
saudi riyadh
scotland edinburgh holyrood
serbia belgrade
spain madrid
lanka colombo
sudan khartoum
sweden stockholm
switzerland bern swiss zurich
syria damascus
taiwan taipei
thailand bangkok
tory conservative
turkey ankara
ukraine kiev kyiv
venezuela caracas
vietnam hanoi
zimbabwe harare
"""


@lru_cache(maxsize=1)
def _relatives() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in _GROUPS.strip().splitlines():
        group = {term for word in line.split() for term in terms(word.replace("-", ""))}
        for term in group:
            found[term] |= group - {term}
    return {term: frozenset(others) for term, others in found.items()}


def related(term: str) -> frozenset[str]:
    """Terms that may stand where ``term`` stands; empty for most."""
    return _relatives().get(term, frozenset())
