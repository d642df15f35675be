"""Who plays in the demo network: organisations of every kind, people with what they can do, concepts with owners."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from kennisruil.porting.demo import content, numbers
from kennisruil.porting.demo.content import Idea, Said
from kennisruil.porting.demo.sizes import Size
from kennisruil.porting.rules.headers import normal_words

_KINDS = {"cooperative": "vat_business", "association_fr": "association"}
# In which order kinds enter, so that a small network has every one; the numbers are shares of a large one.
_FIRST = [
    "vat_business",
    "association",
    "exempt_activity",
    "public_body",
    "small_enterprise",
    "association_fr",
    "eu_business",
    "eu_without_vat",
    "outside_eu",
    "cooperative",
    "vat_business",
    "association",
    "vat_business",
    "association",
    "small_enterprise",
    "exempt_activity",
    "association",
    "vat_business",
]
_LANGUAGES = {"NL": "nl", "BE": "nl", "FR": "fr", "LU": "fr", "CH": "fr"}


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation before it joins."""

    name: str
    vat_kind: str
    country: str
    language: str
    street: str
    postcode: str
    city: str
    email: str
    enterprise_number: str = ""
    vat_number: str = ""
    iban: str = ""
    peppol: bool = False


@dataclass(slots=True)
class Person:
    """A person before they join. ``organisation`` is an index, None for who comes alone."""

    given_name: str
    family_name: str
    language: str
    job_title: str
    email: str
    phone: str
    organisation: int | None
    is_outsider: bool
    said: list[tuple[Said, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given_name} {self.family_name}"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept, the people who carry it (indexes)."""

    idea: Idea
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """All of them."""

    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]
    concepts: tuple[Concept, ...]


def cast_of(size: Size, rng: Random) -> Cast:
    """Draw the cast: the same ``rng``, the same cast."""
    organisations = tuple(_organisations(size.organisations, rng))
    people = tuple(_people(size.people, len(organisations), rng))
    for person in people:
        if person.organisation is not None and organisations[person.organisation].language != "nl":
            person.language = organisations[person.organisation].language
    _tell(people, rng)
    return Cast(organisations, people, tuple(_concepts(size.concepts, people, rng)))


def _organisations(count: int, rng: Random) -> Iterator[Organisation]:
    kinds = content.words("organisations")
    pools = {kind: [*data["names"]] for kind, data in kinds.items()}
    order = [kind for kind in _FIRST if pools[kind]]
    rest = [kind for kind, names in pools.items() for _name in names[order.count(kind) :]]
    rng.shuffle(rest)
    named = [(kind, pools[kind].pop(0)) for kind in [*order, *rest]]
    for index, (kind, name) in enumerate((named + _composed())[:count]):
        yield _organisation(index, kind, name, kinds[kind]["form"], rng)


def _composed() -> list[tuple[str, str]]:
    """Name more organisations than were written: neighbourhood groups and public services of towns."""
    towns = [town for town, _postcode in content.words("names")["towns"]]
    patterns = (
        ("association", "Buurtwerking {}-Noord"),
        ("exempt_activity", "Dienstencentrum {}"),
        ("association", "Wijkraad {}-Centrum"),
    )
    return [(kind, pattern.format(town)) for town in towns for kind, pattern in patterns]


def _organisation(index: int, kind: str, name: str, form: str, rng: Random) -> Organisation:
    bare, _bar, country = name.partition("|")
    country = country or "BE"
    city, postcode, street = _address(country, rng)
    vat_kind = _KINDS.get(kind, kind)
    number = numbers.enterprise_number(index + 1) if country == "BE" and vat_kind != "association" else ""
    liable = vat_kind in ("vat_business", "small_enterprise")
    vat_number = f"BE{number}" if liable else numbers.eu_vat_number(country, rng) if kind == "eu_business" else ""
    return Organisation(
        name=f"{bare} {form}".strip() if country == "BE" else bare,
        vat_kind=vat_kind,
        country=country,
        language="fr" if kind == "association_fr" else _LANGUAGES.get(country, "en"),
        street=f"{street} {rng.randrange(1, 240)}",
        postcode=postcode,
        city=city,
        email=f"{normal_words(bare).replace(' ', '')[:40]}@demo.invalid",
        enterprise_number=number,
        vat_number=vat_number,
        iban=numbers.belgian_iban(index + 1),
        peppol=country == "BE" and (liable or vat_kind == "public_body"),
    )


def _address(country: str, rng: Random) -> tuple[str, str, str]:
    names = content.words("names")
    if country != "BE":
        city, postcode, street = rng.choice(names["abroad"][country])
        return city, postcode, street
    city, postcode = rng.choice(names["towns"])
    return city, postcode, rng.choice(names["streets"])


def _people(count: int, organisations: int, rng: Random) -> Iterator[Person]:
    seen: set[str] = set()
    for index, (given, family, language) in enumerate(_names(count, rng)):
        email = f"{normal_words(given)}.{normal_words(family)}".replace(" ", "") + "@demo.invalid"
        assert email not in seen, email
        seen.add(email)
        # The first of each organisation founds it; later people join one or come alone.
        alone = rng.random() < 0.3
        yield Person(
            given_name=given,
            family_name=family,
            language=language,
            job_title=rng.choice(content.words("names")[{"fr": "jobs_fr", "en": "jobs_en"}.get(language, "jobs")]),
            email=email,
            phone=numbers.phone(rng.randrange(10**6)),
            organisation=index if index < organisations else None if alone else rng.randrange(organisations),
            is_outsider=index >= organisations and rng.random() < 0.2,
        )


def _names(count: int, rng: Random) -> list[tuple[str, str, str]]:
    """Draw names: most Flemish, one in six with roots elsewhere, some French-speaking, a few English; none twice."""
    names = content.words("names")
    families, given = [*names["families"]], names["women"] + names["men"]
    rare = [(g, f, "fr") for g, f in names["french"]] + [(g, f, "en") for g, f in names["english"]]
    rooted = [(g, f, "nl") for g, f in names["roots"]]
    rng.shuffle(rare)
    rng.shuffle(rooted)
    drawn: dict[tuple[str, str], str] = {}
    while len(drawn) < count:
        turn = rng.random()
        if turn < 0.06 and rare:
            first, last, language = rare.pop()
        elif turn < 0.22 and rooted:
            first, last, language = rooted.pop()
        else:
            first, last, language = rng.choice(given), rng.choice(families), "nl"
        drawn.setdefault((first, last), language)
    return [(first, last, language) for (first, last), language in drawn.items()]


def _tell(people: tuple[Person, ...], rng: Random) -> None:
    """Deal the statements: everybody one to three, in a language they speak, each statement by few people."""
    said = list(content.know_how())
    turns = 2 + 3 * len(people) // len(said)
    decks = {
        language: [one for _turn in range(turns) for one in _shuffled(said, language, rng)]
        for language in ("nl", "fr", "en")
    }
    for person in people:
        for _each in range(rng.choice((1, 2, 2, 3))):
            language = person.language if decks[person.language] and rng.random() < 0.8 else "nl"
            one = decks[language].pop()
            if one not in [known for known, _text in person.said]:
                person.said.append((one, _with_tail(one, rng)))


def _with_tail(said: Said, rng: Random) -> str:
    tail = rng.choice(content.words("words")["experience"])
    fits = said.language == "nl" and "jaar" not in said.text and len(said.text) < 110 and rng.random() < 0.35
    return f"{said.text} {tail}".strip() if fits else said.text


def _shuffled(said: list[Said], language: str, rng: Random) -> list[Said]:
    own = [one for one in said if one.language == language]
    rng.shuffle(own)
    return own


def _concepts(count: int, people: tuple[Person, ...], rng: Random) -> Iterator[Concept]:
    carriers = list(range(len(people)))
    rng.shuffle(carriers)
    for index, idea in enumerate(content.ideas(count)):
        first = carriers[index % len(carriers)]
        others = [carriers[(index + 97 * turn) % len(carriers)] for turn in range(1, rng.choice((1, 2, 3)))]
        yield Concept(idea, tuple(dict.fromkeys([first, *others])))
