"""British and American spellings: a query for "defense" also finds "defence". Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bot.lexicon.loader import rows

#: British, American; inflected forms follow from the rules below or from the stem. At the end, plurals whose stems
#: differ.
_PAIRS = """
defence defense, offence offense, licence license, pretence pretense, practise practice, tyre tire, aluminium aluminum,
jewellery jewelry, programme program, cheque check, grey gray, kerb curb, plough plow, pyjamas pajamas, sceptic skeptic,
sceptical skeptical, storey story, whisky whiskey, mum mom, maths math, ageing aging, judgement judgment,
acknowledgement acknowledgment, analogue analog, catalogue catalog, dialogue dialog, draught draft, gaol jail,
manoeuvre maneuver, moustache mustache, mould mold, smoulder smolder, artefact artifact, cosy cozy, enrol enroll,
fulfil fulfill, instalment installment, skilful skillful, wilful willful, travelled traveled, travelling traveling,
traveller traveler, cancelled canceled, cancelling canceling, labelled labeled, labelling labeling, modelling modeling,
fuelled fueled, counsellor counselor, councillor councilor, woollen woolen, foetus fetus, oestrogen estrogen,
anaemia anemia, leukaemia leukemia, paediatric pediatric, orthopaedic orthopedic, encyclopaedia encyclopedia,
haemorrhage hemorrhage, diarrhoea diarrhea, gynaecologist gynecologist, sulphur sulfur, aeroplane airplane,
airplane aeroplane, oesophagus esophagus, yoghurt yogurt, doughnut donut, behove behoove, vice vise,
wolf wolves, thief thieves, knife knives, shelf shelves, loaf loaves, calf calves, half halves, scarf scarves,
wife wives, hoof hooves, elf elves
"""
#: Ending, replacement; non-existent forms do no harm.
_ENDINGS = (
    (r"(?<=[^aeiou])our(s|ed|ing|able|ful|ite|ites|hood|hoods|er|ers|less)?$", r"or\1"),
    (r"(?<=[^aeiou])or(s|ed|ing|able|ful|ite|ites|hood|hoods|er|ers|less)?$", r"our\1"),
    (r"(?<=[a-z]{3})is(e|es|ed|ing|er|ers|ation|ations)$", r"iz\1"),
    (r"(?<=[a-z]{3})iz(e|es|ed|ing|er|ers|ation|ations)$", r"is\1"),
    (r"lys(e|es|ed|ing)$", r"lyz\1"),
    (r"lyz(e|es|ed|ing)$", r"lys\1"),
    (r"(?<=[bcdfghklmnpstv])tre(s)?$", r"ter\1"),
    (r"(?<=[bcdfghklmnpstva])ter(s)?$", r"tre\1"),
    (r"(?<=[aeiou]t)re(s)?$", r"er\1"),
    (r"(?<=[aeiou]t)er(s)?$", r"re\1"),
    (r"(?<=[abi])bre(s)?$", r"ber\1"),
    (r"(?<=[abi])ber(s)?$", r"bre\1"),
)


def _table() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for pair in _PAIRS.replace("\n", " ").split(","):
        one, other = pair.split()
        for mine, its in ((one, other), (other, one), (one + "s", other + "s"), (other + "s", one + "s")):
            found[mine] = found.get(mine, frozenset()) | {its}
    return found


_SPELLINGS = _table()


@lru_cache(maxsize=1 << 14)
def spellings(word: str) -> frozenset[str]:
    """``word`` (in lower case) with its other spellings, some of which may not exist."""
    if word in _SPELLINGS:
        return _SPELLINGS[word] | {word}
    return frozenset({word, *(re.sub(ending, other, word) for ending, other in _ENDINGS if len(word) > len("ours"))})


#: Endings of Slavic surnames in different romanisations: Zelensky, Zelenskyy.
_SLAVIC = ("skyy", "skyi", "skiy", "skij", "sky", "ski")


@cache
def _name_table() -> dict[str, frozenset[str]]:
    return {word: frozenset(line) for line in rows("name_spellings", "spellings") for word in line}


#: German umlauts typed without a German keyboard: "Mueller", but not "Bauer", "Queen", "Michael".
_UMLAUT = re.compile(r"(?<=[^aeiouq])([aou])e(?=[bcdfghkmnprstvwxz]|l[a-z])")


def name_spellings(word: str) -> frozenset[str]:
    """The spellings and romanisations of a word of a name (in lower case), including itself."""
    found = _name_table().get(word, frozenset({word})) | spellings(word) | {_UMLAUT.sub(r"\1", word)}
    ending = next((ending for ending in _SLAVIC if word.endswith(ending) and len(word) > len(ending) + 2), "")
    return found | {word.removesuffix(ending) + other for other in _SLAVIC} if ending else found
