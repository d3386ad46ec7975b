"""By which rule something was found and how surely, as the page of a document says it dozens of times."""

from functools import lru_cache

from corpustools.model.span import percent

DOUBTFUL = 70
"""Below so many per cent it is to be seen at once how sure a rule is."""


def escape(text: str) -> str:
    """Write text or the value of an attribute as HTML, the way this package's templates do.

    >>> escape("<b> 'a' & \\"b\\"")
    '&lt;b&gt; &#39;a&#39; &amp; &#34;b&#34;'
    """
    # The page of a document has two hundred such texts, and most are short and have none of the five: a third of the
    # time in which markupsafe makes an object of each, of which a string is to be made again.
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;").replace('"', "&#34;")
    )


# A page says it of each name and each block, and mostly the same.


@lru_cache(maxsize=1024)
def rule_link(rules: str, name: str) -> str:
    """Link to the entry of a rule; ``rules`` is the address of the page of rules.

    >>> rule_link("../rules.html", "line_model")
    '<a class="corpus-rule" href="../rules.html#rule-line-model">line_model</a>'
    """
    return f'<a class="corpus-rule" href="{escape(rules)}#rule-{escape(name.replace("_", "-"))}">{escape(name)}</a>'


@lru_cache(maxsize=4096)
def found_by(rules: str, name: str, confidence: float) -> str:
    """Link to the entry of the rule that found something, and say how sure it is.

    >>> found_by("../rules.html", "byline", 0.6).partition(", ")[2]
    '<span class="corpus-confidence corpus-doubtful">60 % sure</span>'
    """
    sure = percent(confidence)
    doubtful = " corpus-doubtful" if sure < DOUBTFUL else ""
    return f'{rule_link(rules, name)}, <span class="corpus-confidence{doubtful}">{sure} % sure</span>'
