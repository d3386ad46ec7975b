"""What programs for forums write above posts: who posted, and when."""

import re

from corpustools.text.dates import find_dates

# phpBB: "Post by jane_roe » Wed Jun 10, 2015 7:41 am", "von jane_roe » Mi 10. Jun 2015, 07:41"
_POSTED = re.compile(
    r"(?:.{0,16}?(?:\b(?:by|von|par|por|door|da|di|av|af|сообщение|от)|\bautor:)\s+)?(?P<who>\S.{0,38}?)\s+»\s",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d{1,2}:\d\d")
# XenForo: "Thread starter jane_roe", "Start date Jun 10, 2015"
_STARTER = re.compile(
    r"\W{0,3}(?:thread starter|topic starter|ersteller|auteur du sujet|autor del tema|autore discussione|topicstarter|"
    r"trådskapare|trådstarter|autor wątku|автор темы|konbuyu başlatan|autor do tópico)\s*:?\s+"
    r"(?=(?P<who>\S{2,40})\W*$)",
    re.IGNORECASE,
)


def posted_by(line: str) -> tuple[int, int] | None:
    """Return where in a line that says who posted, and when, or who began a thread, the name stands.

    >>> start, end = posted_by("Post by jane_roe » Wed Jun 10, 2015 7:41 am")
    >>> "Post by jane_roe » Wed Jun 10, 2015 7:41 am"[start:end]
    'jane_roe'
    >>> posted_by("Thread starter jane_roe"), posted_by("Home » News » 10 June 2015"), posted_by("Thread starter")
    ((15, 23), None, None)
    """
    if len(line) > 120:
        return None
    first = line.partition("\n")[0]
    found = _STARTER.match(first)
    if found is None and "»" in first:
        found = _POSTED.match(first) if first.count("»") == 1 else None
        if found is None or _CLOCK.search(first, found.end()) is None or not find_dates(first[found.end() :]):
            return None
    return found.span("who") if found else None
