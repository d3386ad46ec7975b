"""What a gazetteer knows of a place by its key: what sort of place it is, in which country and state, and where."""

from functools import cache
from importlib.resources import files

from corpustools.extractors.names.known_names import Entry, forget_keys, identified


def place_of(identifier: str) -> Entry | None:
    """Return the gazetteer's entry with that key, or ``None``.

    >>> place = place_of("geonames:524901")
    >>> place.name, place.kind, place.country
    ('Moscow', 'capital', 'RU')
    >>> place_of("geonames:0") is None
    True
    """
    return identified(identifier)


def coordinates(identifier: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees (WGS 84) of a city with that key, ``None`` of all that are no points.

    >>> coordinates("geonames:524901")
    (55.75204, 37.61781)
    >>> coordinates("geonames:2017370") is None  # Russia
    True
    """
    found = _cities().get(identifier.removeprefix("geonames:"))
    if found is None:
        return None
    latitude, longitude = found.split("\t")
    return float(latitude), float(longitude)


def state_of(identifier: str) -> str | None:
    """Return the state that a city of the United States with that key is in, ``None`` of all other places.

    >>> state_of("geonames:4080555"), state_of("geonames:524901")
    ('Alabama', None)
    """
    return _states().get(identifier.removeprefix("geonames:"))


@cache
def _cities() -> dict[str, str]:
    """Return the latitude and the longitude of each city, by its key; most are not asked for."""
    return {key: where for key, _, where in (line.partition("\t") for line in _lines("coordinates.tsv"))}


@cache
def _states() -> dict[str, str]:
    """Return the state of each city of the United States, by its key."""
    listed = (line.partition("\t") for line in _lines("states.tsv"))
    return {key: state for state, _, keys in listed for key in keys.split()}


def _lines(name: str) -> list[str]:
    return files(__package__).joinpath("data", name).read_text(encoding="ascii").splitlines()


def forget_places() -> None:
    """Give back the memory that the keys of all places take, 20 MB, until one is asked for again.

    >>> forget_places()
    >>> place_of("geonames:524901").name
    'Moscow'
    """
    forget_keys()
    _cities.cache_clear()
    _states.cache_clear()
