"""What kinds of things a page says that it is or holds: an article, a product, a list, questions and answers."""

import re

_OG_TYPE = re.compile(r"""og:type["']?[^<>]{0,200}?\bcontent=["']?([\w.:-]{1,60})""")
_OG_TYPE_BEFORE = re.compile(r"""\bcontent=["']?([\w.:-]{1,60})["']?[^<>]{0,200}$""")
_TYPE = re.compile(r"""\s*+:\s*+("[^"<>]{1,120}+"|\[[^\[\]<>]{1,600}+\])""")
_ITEM_TYPE = re.compile(r"""["']?([^"'<>]{1,200}+)""")
_WORD = re.compile(r"[\w/#:.-]+")
_MOST = 500
"""How often a page may say so: lists say it of each of their entries."""


def things_of_page(source: str) -> frozenset[str]:
    """Return the types in a page's Open Graph, JSON-LD and microdata, without the address of their vocabulary.

    >>> page = '''<meta property="og:type" content="article"><div itemscope itemtype="https://schema.org/Product">
    ... <script type="application/ld+json">{"@type": ["WebPage", "schema:FAQPage"]}</script>'''
    >>> sorted(things_of_page(page)), things_of_page("<p>The town is quiet.")
    (['FAQPage', 'Product', 'WebPage', 'article'], frozenset())

    Open Graph's fields of an article are those of nothing else, and some pages give them without saying the type:

    >>> things_of_page('<meta property="article:published_time" content="2015-06-10">')
    frozenset({'article'})
    """
    found: set[str] = {"article"} if "article:published_time" in source else set()
    at = source.find("og:type")
    if at >= 0:
        named = _OG_TYPE.match(source, at) or _OG_TYPE_BEFORE.search(source, max(0, at - 300), at)
        if named is not None:
            found.add(named[1].lower())
    for mark, pattern in (('"@type"', _TYPE), ("itemtype=", _ITEM_TYPE)):
        at = source.find(mark)
        for _ in range(_MOST):
            if at < 0:
                break
            named = pattern.match(source, at + len(mark))
            if named is not None:
                found.update(re.split("[/#:]", word)[-1] for word in _WORD.findall(named[1]))
            at = source.find(mark, at + len(mark))
    return frozenset(found - {""})
