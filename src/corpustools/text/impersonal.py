"""Sources that say nothing themselves: plans, laws, findings."""

import re
from collections.abc import Set

_SAY_NOTHING = frozenset(
    "plan plans schedule law laws rules tradition custom legend study studies research data figures survey surveys "
    "poll polls estimates findings evidence results calculations conditions needs preferences terms "
    "umfrage umfragen studie studien plan gesetz recht forschung daten ergebnisse zahlen étude études données estudio "
    "estudios datos studio dati our your my this what which how".split()
)
_NOUN_ENDS = re.compile(
    r"[,(]|\b(?:of|from|by|in|on|at|for|to|with|that|who|published|released|presented|von|des|der|de|del|di)\b"
)


def says_nothing(subject: str, articles: Set[str]) -> bool:
    """Whether a subject is none that speaks: plans, laws and findings, though things are "according to" them.

    >>> [says_nothing(each, {"a", "the"}) for each in ("some research on fibre", "the mayor", "a study's author")]
    [True, False, False]
    """
    noun = (_NOUN_ENDS.split(subject.lower().replace("’", "'"), maxsplit=1)[0]).split()
    if noun and noun[0] in articles and len(noun) > 1:
        noun = noun[1:]
    return bool(noun) and noun[-1] in _SAY_NOTHING
