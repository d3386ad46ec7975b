"""Read pages with what the other pages of their site tell, and without, where there are such pages."""

from collections.abc import Iterable
from concurrent.futures import Executor
from functools import partial
from itertools import islice

from folds import learned_elsewhere
from pages import FILES, MEDIA_TYPES, SETS, Data, Row
from reading import Reader

from corpustools.labels.profiles import profile_of
from corpustools.readers import parse
from corpustools.segmentation import claim_repairs, cut_blocks
from corpustools.text.characters import join_pairs

Group = list[Row]


def with_siblings(rows: Iterable[Row]) -> list[Group]:
    """Group pages by site and converter, and leave out groups in which all pages have one address.

    >>> rows = [{"site": site, "url": url, "converter": "c"} for site, url in ("ax", "ay", "bx", "bx")]
    >>> [[row["url"] for row in group] for group in with_siblings(rows)]
    [['x', 'y']]
    """
    groups: dict[tuple[str, str | None], Group] = {}
    for row in rows:
        groups.setdefault((row["site"], row.get("converter")), []).append(row)
    return [group for group in groups.values() if len({row["url"] for row in group}) > 1]


def blocks_of(text: str, media_type: str) -> list[str]:
    """Return the texts of a page's blocks as label rules see them.

    >>> blocks_of("The town is quiet.\\nShare", "text/plain")
    ['The town is quiet.', 'Share']
    """
    parsed = parse(join_pairs(text), media_type)
    segments, _ = cut_blocks(parsed.text, claim_repairs(parsed.text), parsed.hints)
    return [segment.draft.text for segment in segments]


def read_group(group: Group, reader: Reader) -> list[tuple[str, str]]:
    """Return the running text of each page of a site, read without and with the profile of all."""
    site = group[0]["site"]
    media_type = MEDIA_TYPES[reader.kind]
    profile = profile_of(site, [blocks_of(row[reader.kind], media_type) for row in group])
    with learned_elsewhere(site, reader.folds):
        return [(reader.read(row).body, reader.read(row, profile).body) for row in group]


def measure_siblings(data: Data, reader: Reader, pool: Executor) -> dict[str, dict[str, dict[str, float]]]:
    """Score the pages of each set that have a sibling, read without and with what it tells."""
    figures: dict[str, dict[str, dict[str, float]]] = {"without": {}, "with": {}}
    for file in FILES:
        groups = list(islice(with_siblings(data.file(reader.kind, file)), data.limit))
        read = pool.map(partial(read_group, reader=reader), groups, chunksize=2)
        pairs = [pair for group, bodies in zip(groups, read, strict=True) for pair in zip(group, bodies, strict=True)]
        for column, (source, belongs) in SETS.items():
            found = [(row, bodies) for row, bodies in pairs if source == file and belongs(row)]
            if found:
                rows = [row for row, _ in found]
                for place, name in enumerate(figures):
                    bodies = {row["id"]: both[place] for row, both in found}
                    figures[name][column] = data.scored(rows, bodies)
    return figures
