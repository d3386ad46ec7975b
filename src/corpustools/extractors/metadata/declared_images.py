"""The article's image, by what the markup declares."""

from collections.abc import Iterator

from corpustools.extractors.metadata.declaring import declared, from_declared
from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule

_PARTS = {
    "source": (
        *("json-ld article.image.url", "json-ld article.image.contentUrl", "json-ld article.image", "meta og:image"),
        *("meta og:image:url", "meta twitter:image", "meta twitter:image:src", "json-ld article.thumbnailUrl"),
    ),
    "caption": ("json-ld article.image.caption",),
    "credit": ("json-ld article.image.creditText",),
    "alt": ("meta og:image:alt", "meta twitter:image:alt"),
}


@rule("describe", since="0.1", confidence=0.9, markup=True)
def declared_image(document: Document) -> Iterator[Finding]:
    """The page's markup says where the article's image is, and what it shows.

    It is the image that is shown when the page is shared. Whether the page shows it, too, the markup does not say: so
    it is an image of its own, behind those that the text tells of.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("declared_image", '<meta property="og:image" content="https://example.org/square.jpg">')
    [('image.source', 'https://example.org/square.jpg', 'https://example.org/square.jpg')]

    Abstains:

    >>> where("declared_image", '<meta property="og:image:alt" content="A crowd in the square">')
    []
    """
    found = {part: next(declared(document, *names), None) for part, names in _PARTS.items()}
    if found["source"] is not None and "/" in found["source"].value:
        group = len(document.labelled(Label.CREDIT)) + len(document.labelled(Label.CAPTION))
        for part, each in found.items():
            if each is not None:
                yield from_declared(f"image.{part}", each, each.value, group=group)
