"""Make a corpus of invented articles to measure a site with: ``python benchmarks/made_corpus.py FOLDER -n 2000``.

The same number and seed give the same bytes. Publishers, dates, languages and scripts are mixed; some documents say
nothing of when or where they appeared. The commonest words of each language are real, all others are made of
syllables, and words are as frequent as Zipf's law has it. In English ones invented people are quoted, in real places;
one document in forty is another's text with a sentence changed. Nothing here was written by anybody.
"""

import argparse
import html
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

import corpustools
from corpustools.model.span import Label
from corpustools.writers.passages import passages

PUBLISHERS = (
    "The Harbour Courier",
    "Nordpost",
    "La Gazette du Quai",
    "Вечерний берег",
    "صحيفة الميناء",
    "港口日报",
    "मैदान समाचार",
    "Upland Agency",
    'The "Daily" Wire & Co.',
)
AUTHORS = ("Jane Roe", "Max Muster", "Ann Doe", "Jean Dupont", "Иван Петров", "John Smith")
NAMES = ("BRICS", "NATO", "Moscow", "Lisbon", "US-led", "co-operation", "didn't")
PLACES = (
    "Moscow",
    "Lisbon",
    "Vienna",
    "Prague",
    "Beijing",
    "Cairo",
    "Nairobi",
    "Delhi",
    "Lima",
    "Oslo",
    "Ottawa",
    "Tokyo",
)
GIVEN = ("Jane", "Ann", "John", "Mary", "Peter", "Laura", "David", "Emma", "Sergei", "Maria", "Thomas", "Karen")
FAMILIES = tuple(
    "Roe Hall Marsh Whitfield Okafor Lindqvist Novak Sato Moreau Featherstonehaugh-Smythe Carter Baker Fischer Weber "
    "Petrov Sokolov Haddad Mehta Tanaka Silva Costa Murphy Kelly Brown".split()
)
TITLES = ("Mayor", "President", "Foreign Minister", "Prime Minister", "Ambassador", "Professor")
HOUSES = ("Reuters", "the Ministry of Foreign Affairs", "the United Nations", "the European Commission", "Interfax")
COPIED = 40
"""Of so many documents one is nearly the same as an earlier one."""


@dataclass(frozen=True)
class Tongue:
    """A language: its share of documents, its commonest words in order, and what others are made of."""

    tag: str
    share: int
    common: str
    onsets: str
    rimes: str
    words: int = 12_000
    between: str = " "
    stop: str = "."
    comma: str = ","

    def vocabulary(self, dice: random.Random) -> list[str]:
        """Make the words of the language, the commonest first."""
        words = list(dict.fromkeys(self.common.split()))
        known = set(words)
        onsets, rimes = self.onsets.split(), self.rimes.split()
        while len(words) < self.words:
            # Rare words are longer, as everywhere.
            parts = dice.randint(1, 2) if len(words) < 300 else dice.randint(2, 4)
            word = "".join(dice.choice(onsets) + dice.choice(rimes) for _ in range(parts))
            if word not in known:
                known.add(word)
                words.append(word)
        return words


TONGUES = (
    Tongue(
        "en",
        46,
        "the of and to in a is that for it was on as with be by at this have from or had not but what all were when "
        "we there been has who more if no out so said up its about than them into some could time these other military "
        "alliance bloc government ministers country people year after would their which they town quiet",
        "b br c ch cl d dr f fl g gr h j k l m n p pl pr r s sh st t tr v w",
        "a e i o u an en in on ar er or al el il ain ead ight ent ing ock ough ust ave ose",
    ),
    Tongue(
        "de",
        14,
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
        "dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis "
        "mehr durch man sein wurde sei Straße Jahr Regierung Bündnis",
        "b bl d dr f fr g gl h k kl l m n p pf r s sch st t tr w z",
        "a e i o u ä ö ü ei au ie ung er en isch lich heit ein ort and urg",
    ),
    Tongue(
        "fr",
        10,
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont mais comme ou "
        "si leur y dont tout cette nous ses bien être deux même aussi après encore sans fait autres années pays été "
        "alliance gouvernement",
        "b br c ch d f g j l m n p pr qu r s t tr v",
        "a e i o u é è eau ou on an in ent ique eur oir aine elle age",
    ),
    Tongue(
        "ru",
        12,
        "и в не на что с по как это он она но они к у из за от так о же для бы было его все а то мы при до если уже "
        "или ещё время года после также может страны военный союз правительство",
        "б в г д ж з к л м н п р с т х ч ш ст пр тр",
        "а е и о у я ов ен ор ан ит ал ель ость ный ка ция",
    ),
    Tongue(
        "ar",
        6,
        "في من على إلى أن التي عن مع هذا هذه الذي ما كان بعد لا أو كما قد بين كل قال ذلك وقد عام خلال منذ حتى غير يوم "
        "الحكومة العسكري",
        "ب ت ج ح خ د ر س ش ع ف ق ك ل م ن ه و",
        "ا ي و ان ين ات ار يل وم",
        comma="،",
    ),
    Tongue(
        "hi",
        4,
        "के में की है और से का को पर इस कि यह ने एक हैं भी नहीं तो ही या कर लिए बाद साथ जो अपने था कहा गया सरकार सैन्य",
        "क ख ग च ज ट ड त द न प ब म य र ल व श स ह",
        "ा ि ी ु े ो ान ार िक ंत",
        stop="।",
    ),
    Tongue(
        "zh",
        5,
        "的 一 是 在 不 了 有 和 人 这 中 大 为 上 个 国 我 以 要 他 时 来 用 们 生 到 作 地 于 出 军事 合作 政府 联盟",
        "安 北 长 东 方 高 海 江 金 科 力 明 南 平 强 山 天 文 西 新 阳 中",
        "安 边 成 城 部 市 州 省 区 场 路 局 社 会 员 工 业 力 量 化",
        3_000,
        "",
        "。",
        "，",
    ),
    Tongue(
        "ja",
        3,
        "の に は を た が で て と し れ さ ある いる も する から な こと として い や など この "
        "なっ その あっ よう 軍事 協力 政府",
        "安 北 東 高 海 金 明 南 山 カ タ ナ マ ラ か さ た",
        "田 川 島 村 市 県 国 会 ン ル ク ト り く",
        3_000,
        "",
        "。",
        "、",
    ),
)


@dataclass(frozen=True)
class Article:
    """What a page tells: its title, the line of who wrote it, and its paragraphs."""

    tongue: Tongue
    title: str
    author: str
    paragraphs: tuple[str, ...]
    teasers: tuple[str, ...]


class Writer:
    """Writes invented sentences in a language."""

    def __init__(self, tongue: Tongue, dice: random.Random) -> None:
        self.tongue = tongue
        self.words = tongue.vocabulary(dice)
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def sentence(self, dice: random.Random) -> str:
        """Write a sentence of 6 to 28 words."""
        tongue = self.tongue
        words = dice.choices(self.words, cum_weights=self.weights, k=dice.randint(6, 28))
        if dice.random() < 0.3:
            words[dice.randrange(1, len(words))] = dice.choice(NAMES)
        if len(words) > 12:
            words[len(words) // 2] += tongue.comma
        text = tongue.between.join(words)
        return text[0].upper() + text[1:] + tongue.stop

    def paragraph(self, dice: random.Random) -> str:
        """Write a paragraph of two to five sentences."""
        space = " " if self.tongue.between else ""
        return space.join(self.sentence(dice) for _ in range(dice.randint(2, 5)))


def pages(number: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield the name and the HTML of so many pages."""
    dice = random.Random(seed)
    # Who says what is decided apart, so that the words are the same whoever does.
    told = random.Random(f"{seed}, told")
    writers = [Writer(tongue, dice) for tongue in TONGUES]
    shares = [tongue.share for tongue in TONGUES]
    articles: list[Article] = []
    for place in range(number):
        writer = dice.choices(writers, shares)[0]
        publisher = dice.choice(PUBLISHERS) if dice.random() < 0.95 else None
        year, month, day = dice.randint(2009, 2024), dice.randint(1, 12), dice.randint(1, 28)
        date = dice.choices([f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", str(year), None], [80, 6, 4, 10])[0]
        written = article(writer, dice, told)
        if place % COPIED == COPIED - 1:
            written = changed(told.choice(articles), writers, told)
        articles.append(written)
        yield f"{place:05}.html", page(written, publisher, date)


def article(writer: Writer, dice: random.Random, told: random.Random) -> Article:
    """Write an article; one in English quotes somebody in every third paragraph or so."""
    tongue = writer.tongue
    title = writer.sentence(dice).rstrip(tongue.stop)[:90]
    teasers = tuple(writer.sentence(dice)[:70] for _ in range(4))
    paragraphs = [writer.paragraph(dice) for _ in range(dice.randint(5, 14))]
    if tongue.tag == "en":
        paragraphs = [quoting(text, told) if told.random() < 0.3 else text for text in paragraphs]
    return Article(tongue, title, dice.choice(AUTHORS), tuple(paragraphs), teasers)


def quoting(text: str, told: random.Random) -> str:
    """Let somebody have said the first sentence of a paragraph."""
    first, stop, rest = text.partition(". ")
    # Some are in the news more than others.
    given, family = GIVEN[int(len(GIVEN) * told.random() ** 2)], FAMILIES[int(len(FAMILIES) * told.random() ** 2)]
    speaker = f"{told.choice(TITLES)} {given} {family}"
    where = f"in {told.choice(PLACES)}" if told.random() < 0.5 else f"told {told.choice(HOUSES)}"
    said = f"{speaker} {where}" if where.startswith("told") else f"said {speaker} {where}"
    return f"“{first.rstrip('.')},” {said}{stop or '.'}{rest}"


def changed(old: Article, writers: Sequence[Writer], told: random.Random) -> Article:
    """Write an article again with another last sentence, as papers do that take a report of an agency."""
    writer = next(writer for writer in writers if writer.tongue is old.tongue)
    return replace(old, paragraphs=(*old.paragraphs[:-1], writer.sentence(told)), author=told.choice(AUTHORS))


def page(article: Article, publisher: str | None, date: str | None) -> str:
    """Write a page with a head that declares its facts, a menu, an article, and teasers below."""
    title = article.title
    meta = {"og:title": title, "og:site_name": publisher, "article:published_time": date, "og:type": "article"}
    head = "".join(
        f'<meta property="{name}" content="{html.escape(value)}">\n' for name, value in meta.items() if value
    )
    return (
        f'<!doctype html>\n<html lang="{article.tongue.tag}">\n<head><meta charset="utf-8">\n'
        f"<title>{html.escape(title)}</title>\n{head}</head>\n<body>\n"
        f"<nav><a href='/'>Home</a> <a href='/news'>News</a> <a href='/sport'>Sport</a></nav>\n"
        f"<article>\n<h1>{html.escape(title)}</h1>\n<p class='byline'>By {article.author}</p>\n"
        + "\n".join(f"<p>{html.escape(text)}</p>" for text in article.paragraphs)
        + "\n</article>\n<aside class='related'><h2>Read more</h2><ul>"
        + "".join(f"<li><a href='/{place}'>{html.escape(line)}</a></li>" for place, line in enumerate(article.teasers))
        + "</ul></aside>\n<footer>© Nobody. All rights reserved.</footer>\n</body>\n</html>\n"
    )


def write(folder: Path, number: int, seed: int = 1) -> None:
    """Write a corpus folder of so many raw pages."""
    raw = folder / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    (folder / "corpus.toml").write_text(
        '[corpus]\ntitle = "An invented corpus"\nrights = "nobody\'s"\nprofiles = false\n', encoding="utf-8"
    )
    for name, text in pages(number, seed):
        (raw / name).write_text(text, encoding="utf-8")


ESSAY = """# An essay

The first document is {corpus:doc}`00000`, and begins with {corpus:para}`a paragraph <00000#ANCHOR>`, which says
{corpus:quote}`WORDS <00000>`. Of its blocks {corpus:rule}`running_text` knows most.
Most is said by {corpus:person}`jane-roe`, to {corpus:organization}`Reuters` and in {corpus:place}`Moscow`.

```{corpus:quote} 00000#ANCHOR
WORDS
```

```{corpus:list} From one paper, on the military
:publisher: Nordpost
:date: 2012/2014
:sort: -date
:columns: title, date, words
:limit: 8
```

```{corpus:kwic} militar*
:sort: right
:limit: 8
```

```{corpus:frequency} militar*
:by: year
```

```{corpus:keyness}
:publisher: Nordpost
:limit: 8
```

```{corpus:timeline}
```

```{corpus:timeline} government
:by: year
```

```{corpus:dispersion} alliance
:limit: 8
```

```{corpus:labels}
```

```{corpus:mentions} person
```

```{corpus:map}
```

```{corpus:confidence}
```
"""
"""A page that has each role and each directive of the extension."""


def write_docs(folder: Path, corpus: Path) -> None:
    """Write the sources of a site of the corpus: its settings, a first page, and an essay."""
    folder.mkdir(parents=True, exist_ok=True)
    conf = (
        f'project = html_title = "An invented corpus"\nextensions = ["corpustools.sphinxext"]\n'
        f'corpus_path = {os.path.relpath(corpus, folder)!r}\nhtml_theme = "furo"\n'
    )
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    (folder / "index.md").write_text("# Home\n\n```{toctree}\ncorpus/index\nessay\n```\n", encoding="utf-8")
    document = corpustools.read((corpus / "raw" / "00000.html").read_bytes(), media_type="text/html")
    first = next(passage for passage in passages(document) if passage.label is Label.PARAGRAPH)
    words = " ".join(first.text.split()[:8])
    (folder / "essay.md").write_text(
        ESSAY.replace("ANCHOR", first.anchor).replace("WORDS", words),
        encoding="utf-8",
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of the corpus; it is made")
    parser.add_argument("-n", "--number", type=int, default=2000, help="how many documents")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other documents")
    parser.add_argument("--docs", type=Path, help="write the sources of a site there, for sphinx-build")
    options = parser.parse_args(arguments)
    write(options.folder, options.number, options.seed)
    if options.docs:
        write_docs(options.docs, options.folder)


if __name__ == "__main__":
    main()
