"""Words that the rules know: verbs of saying, titles and roles, pronouns, institutions. Written for this project."""

from __future__ import annotations

import re

from bot.lexicon.loader import word_set

#: Verbs that report words by themselves: the rules may find a quote by them.
_STRONG = """
acknowledge add admit advise affirm allege announce argue assert caution claim clarify comment complain
conclude concede confirm contend counter declare deny disclose elaborate emphasise emphasize estimate
exclaim explain forecast insist joke lament maintain mention note observe pledge point predict promise quip
reaffirm recall recount reiterate remark reply report respond reveal say state stress suggest swear tell
testify tweet underline underscore vow warn write continue post conclude recommend interject retort shout
yell whisper mutter murmur
"""

#: Verbs that report when the quotation model says so: attitudes, judgements, requests.
_WEAK = """
accuse agree allude anticipate apologise apologize appeal ask assess assure attack attribute believe blame
blast boast brand bemoan call challenge characterise characterize cheer cite clarify command commend condemn
confide congratulate convey criticise criticize decline decry defend demand denounce describe disagree
dismiss dispute doubt dub encourage endorse envision expect express fear feel find foresee guess hail
highlight hint hope imagine imply indicate inform invite label laud liken mock offer oppose order phrase
pitch praise pray propose protest question quote rail react reason rebuff rebuke rebut refer reflect refuse
reject remember remind request ridicule rule sense sign signal slam speculate submit support suspect term
testify thank think threaten tout urge voice wish wonder worry lash hit cry sigh sing joke share publish
issue read consider regard see speak talk understand
"""

#: Of those, the ones that report only words in quotation marks or a that-clause; "saw the car" is no quote.
LOOSE = word_set(
    """
    see find read hit sing sign share publish issue speak talk order react rule cheer support
    """
)

#: Of those, the ones with an object that hears it: "thanked his host" is no quote, "thanked him for coming" is one.
HEARD = word_set(
    """
    thank congratulate ask tell inform urge remind assure invite challenge question accuse advise warn
    """
)

_NOUNS = """
accusation accusations admission allegation allegations announcement apology argument assertion assertions
assurance assurances belief claim claims comment comments complaint complaints concern concerns contention
criticism declaration demand demands denial email estimate expectation expectations explanation fear fears
hope hopes insistence letter message opinion pledge prediction promise promises remark remarks reply report
reports response speech statement statements suggestion suggestions testimony tweet tweets view views vow
warning warnings words post
"""

_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "swear": "swears swore sworn swearing",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "find": "finds found finding",
    "foresee": "foresees foresaw foreseen foreseeing",
    "hit": "hits hitting",
    "label": "labels labeled labelled labeling labelling",
    "signal": "signals signaled signalled signaling signalling",
    "forecast": "forecasts forecasting",
    "read": "reads reading",
    "see": "sees saw seen seeing",
    "sing": "sings sang sung singing",
    "speak": "speaks spoke spoken speaking",
    "understand": "understands understood understanding",
}
_DOUBLED = word_set("admit quip dub submit rebut refer slam")


def _forms(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    if verb in _DOUBLED:
        return [verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if re.search(r"[^aeiou]y$", verb):
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    ending = "es" if re.search(r"(?:s|sh|ch|x|z)$", verb) else "s"
    return [verb, verb + ending, verb + "ed", verb + "ing"]


def _table(verbs: str) -> dict[str, str]:
    return {form: verb for verb in verbs.split() for form in _forms(verb)}


#: Inflected form -> verb.
STRONG_VERBS = _table(_STRONG)
REPORTING = _table(_WEAK) | STRONG_VERBS | {noun: noun for noun in _NOUNS.split() if noun not in _table(_STRONG)}

#: Of the weak ones, those that often report words without quotation marks.
_WITHOUT_MARKS = """
accuse agree anticipate apologise apologize appeal ask assure believe blame call condemn congratulate criticise
criticize decline demand describe disagree dismiss dispute doubt envision expect express fear feel foresee guess
hint hope imagine imply indicate inform praise pray propose question reason refuse reject remember remind request
rule signal suspect thank think threaten urge voice wish wonder worry
"""
#: Words that may tell of somebody's words.
CUE_WORDS = frozenset((*_table(_STRONG), *_table(_WITHOUT_MARKS), "according", ":"))

BEING = word_set("is are was were be been being")
HE = word_set("he him his himself")
SHE = word_set("she her hers herself")
IT = word_set("it its itself")
THEY = word_set("they them their themselves")
WHO = word_set("who whom whose which that")
SELF = word_set("i we you me us my our")
PRONOUNS = HE | SHE | IT | THEY | WHO | SELF

#: Titles that stand before a name and are no part of it.
TITLES = word_set(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron king queen prince princess emperor
    sheikh sheikha emir sultan pope cardinal archbishop bishop rabbi imam ayatollah father sister reverend rev
    president vice-president pm premier chancellor minister secretary senator sen rep representative congressman
    congresswoman governor gov mayor ambassador judge justice general gen lt lieutenant colonel col major maj
    captain capt sergeant sgt corporal admiral adm commander marshal brigadier inspector officer detective
    sheriff chief director chairman chairwoman chair ceo cfo coach spokesman spokeswoman spokesperson leader
    deputy mp mep shri smt attorney comrade supreme ex-president ex-minister president-elect undersecretary
    commissioner superintendent
    """
)
#: First words of titles of several words: "Prime Minister", "Foreign Secretary", "Acting Chief Justice".
TITLE_MODIFIERS = word_set(
    """
    prime vice deputy acting interim foreign defence defense interior finance home health energy trade justice
    education environment transport chief senior former then late outgoing incoming external affairs general
    state attorney union cabinet first second assistant executive managing supreme crown associate press under
    opposition party majority minority house senate science economy culture labour labor agriculture treasury
    national security secretary-general police army navy fire staff of and
    """
)

#: Nouns for what a person is; "the minister said" points to somebody who was called one.
ROLES = word_set(
    """
    president vice-president premier chancellor minister secretary senator representative congressman
    congresswoman governor mayor ambassador judge justice general lieutenant colonel major captain sergeant
    admiral commander marshal inspector officer detective sheriff chief director chairman chairwoman chair
    chairperson ceo cfo coach manager spokesman spokeswoman spokesperson leader deputy king queen prince
    princess emperor sheikh emir sultan pope cardinal archbishop bishop rabbi imam professor scientist
    researcher economist analyst historian expert engineer doctor physician surgeon epidemiologist climatologist
    geologist biologist astronomer sen rep gov lt col maj capt sgt prof boss head skipper headmaster ex-president
    ex-minister undersecretary banker trader broker insider tycoon magnate comedian rapper songwriter songstress
    lawyer attorney prosecutor barrister solicitor author writer novelist poet
    journalist reporter editor columnist singer actor actress musician director producer striker goalkeeper
    midfielder defender captain player champion winner runner driver cyclist swimmer founder co-founder owner
    entrepreneur billionaire investor farmer teacher headteacher student activist campaigner candidate nominee
    lawmaker legislator mp mep councillor councilman councilwoman official envoy diplomat negotiator adviser
    advisor aide strategist pollster politician statesman treasurer superintendent commissioner principal dean
    rector curator artist designer architect chef nurse pilot astronaut soldier veteran resident witness victim
    survivor defendant suspect widow mother father brother sister son daughter wife husband uncle aunt cousin
    grandmother grandfather forecaster meteorologist hydrologist harbourmaster harbormaster conductor midwife
    vet veterinarian premier pm
    """
)
#: Other nouns for a person whom the text named before: "the 22-cap midfield man", "the star".
PERSON_NOUNS = word_set(
    """
    man woman star pioneer legend veteran native frontman incumbent newcomer favourite favorite businessman
    businesswoman tycoon magnate mogul ace number rookie debutant teenager pensioner grandmother grandfather assistant
    officer executive developer spaniard frenchman frenchwoman briton swede dane finn turk pole scot scotsman irishman
    welshman englishman dutchman australian american canadian german italian belgian russian serb croat brazilian
    argentine argentinian south-african swiss austrian norwegian kenyan ethiopian jamaican
    """
)
#: Papers that say something: "the statement said".
DOCUMENTS = word_set(
    """
    statement report study survey letter lawsuit suit complaint paper poll article memo release filing email e-mail
    post research petition declaration communique analysis memorandum affidavit dossier announcement
    """
)
#: "nobody would question her" is no quote of anybody.
NO_ONE = word_set("nobody no-one noone everyone everybody anyone anybody someone somebody nothing") | {"no one"}
SPOKES = word_set("spokesman spokeswoman spokesperson spokespeople")
#: Roles that mean the same office; the key is looked up, the value compared.
SAME_ROLE = {
    "pm": "prime minister", "premier": "prime minister", "spokesman": "spokesperson", "spokeswoman": "spokesperson",
    "chairman": "chair", "chairwoman": "chair", "chairperson": "chair", "advisor": "adviser",
    "sen": "senator", "rep": "representative", "gov": "governor", "lt": "lieutenant", "col": "colonel",
    "maj": "major", "capt": "captain", "sgt": "sergeant", "prof": "professor", "skipper": "captain",
    "congressman": "representative", "congresswoman": "representative", "attorney": "lawyer", "doctor": "physician",
}  # fmt: skip
LEADERS = word_set(
    """
    president premier chancellor king queen emir sultan leader chair chief
    """
) | {"prime minister"}

#: What ends a phrase that means the institution named in it: "Russia's TASS state news agency".
INSTITUTION_NOUNS = word_set(
    """
    agency ministry department office bureau newspaper magazine broadcaster channel network website daily weekly
    group company firm corporation bank government party union committee commission council court police army
    navy force military institute university school hospital club team association federation foundation
    authority administration parliament regulator watchdog operator airline statement report press service radio
    television
    """
)
#: What a name of several words ends in when it is an institution.
ORG_WORDS = word_set(
    """
    ministry bank army navy police university party union agency corp corp. inc inc. ltd ltd. limited company
    group council committee commission parliament assembly senate court authority association federation
    department institute holdings insurance securities airlines airways bureau foundation forces force club
    college academy technologies technology office service corporation news times post journal league
    productions pictures studios records entertainment motors systems partners pharmaceuticals
    """
)
#: First words of institutions that take a country before them: "Russian Foreign Ministry".
INSTITUTION_STARTS = word_set(
    """
    foreign defence defense interior finance health justice energy education ministry army navy air central
    parliament supreme state federal national football olympic armed cricket communist red house senate embassy
    government treasury security intelligence space meteorological statistics grain coast border
    """
)
COMPANY_TAIL = re.compile(
    r"(?:,?\s+(?:inc|corp|corporation|ltd|limited|plc|llc|co|company|ag|sa|nv|gmbh)\.?)+$", re.IGNORECASE
)
