"""What documents say of an entity, as parts of its page: what they quote from it, and the passages that name it."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from corpustools.corpus.entry import Entry
from corpustools.model.span import percent
from corpustools.sphinxext.generated import count, source
from corpustools.sphinxext.parts import Block, Inline, Item, Items, Link, Paragraph, Part, Quote, Rubric, Styled
from corpustools.text.characters import in_a_line, visible
from corpustools.writers.appearing import Appearing, Key, NamedIn, SaidIn

QUOTATIONS, MENTIONS = Rubric("Quotations"), Rubric("Mentions")
"""What stands above both."""

PASSAGES_PER_DOCUMENT = 12
"""How many passages of one document an entity's page shows; it says how many more there are."""


def entity_parts(key: Key, entries: Iterable[Entry], held: Callable[[str], Mapping[Key, Appearing]]) -> Iterator[Block]:
    """Yield a part for quotations and one for mentions, by document."""
    quoted: list[Block] = []
    named: list[Block] = []
    for entry in entries:
        here = held(entry.id).get(key)
        if here is not None:
            said, passages = document_parts(entry, here)
            quoted += [Part((source(entry), *said))] if said else []
            named.append(Part((source(entry), *passages)))
    if quoted:
        yield from (QUOTATIONS, *quoted)
    if named:
        yield from (MENTIONS, *named)


def document_parts(entry: Entry, here: Appearing) -> tuple[list[Block], list[Block]]:
    """Make what one document quotes from an entity, and the passages of it that name the entity."""
    return [_speech(entry, said) for said in here.said], list(_passages(entry, here))


def _speech(entry: Entry, said: SaidIn) -> Block:
    words = _passage(entry, said.anchor, (visible(said.words),))
    source: list[Inline] = []
    if said.cue:
        source.append(Styled("em", (visible(said.cue),)))
        if said.quotation.addressee:
            name = (visible(said.quotation.addressee),)
            source += [", to ", *([Link(*said.addressee, name)] if said.addressee else name)]
        source.append(" · ")
    source += [f"{said.quotation.kind} · ", *_by((said.quotation.rule, said.quotation.confidence))]
    return Quote(
        (Paragraph((words,)), Paragraph(tuple(source), "corpus-by")), f"corpus-speech corpus-{said.quotation.kind}"
    )


def _passages(entry: Entry, here: Appearing) -> Iterator[Block]:
    rows = (Item(_named(entry, named)) for named in here.named[:PASSAGES_PER_DOCUMENT])
    yield Items(tuple(rows), "corpus-passages")
    more = len(here.named) - PASSAGES_PER_DOCUMENT
    if more > 0:
        yield Paragraph((f"and {count(more, 'more passage')} of this document",), "corpus-by")


def _named(entry: Entry, named: NamedIn) -> tuple[Inline, ...]:
    words = [
        Styled("strong", (text,)) if part.is_marked else text for part in named.words for text in [visible(part.text)]
    ]
    rules = dict.fromkeys((mention.rule, mention.confidence) for mention in named.mentions)
    return (_passage(entry, named.anchor, tuple(words)), " ", Styled("span", tuple(_by(*rules)), "corpus-by"))


def _passage(entry: Entry, anchor: str, words: tuple[Inline, ...]) -> Link:
    return Link("para", f"{entry.id}#{anchor}", words, in_a_line(entry.title))


def _by(*rules: tuple[str, float]) -> Iterator[Inline]:
    """Name rules, and say how sure each is."""
    for number, (rule, confidence) in enumerate(rules):
        if number:
            yield "; "
        yield Link("rule", rule, (rule,))
        yield f", {percent(confidence)} % sure"
