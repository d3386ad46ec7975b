"""Where sentences end."""

_END = ".!?…。！？؟۔।։።"
_CLOSING = "\"'”’»›)]」』】）"


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence does, quotation marks and brackets after the stop allowed.

    >>> ends_sentence("“We agree,” he said."), ends_sentence('and left."'), ends_sentence("Read more")
    (True, True, False)
    >>> ends_sentence("他说。"), ends_sentence("Loading...")
    (True, True)
    """
    return text.rstrip().rstrip(_CLOSING).rstrip().endswith(tuple(_END))
