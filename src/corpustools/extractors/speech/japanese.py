"""Words in quotation marks in Japanese: a particle and a verb of saying behind the marks say that they are speech."""

import re
from collections.abc import Iterator, Sequence

from corpustools.extractors.speech.korean import KoreanQuoted as Quoted
from corpustools.extractors.speech.passages import Passage

_SAYS = re.compile(
    r"(?:など)?(?:と|とも|とは|との考え|との認識|との見方|との見解)(?:[^。「」]{0,20}?)"
    r"(?P<cue>述べ|語|話し|話す|言っ|言う|言い|強調し|説明|指摘|主張|訴え|コメント|明かし|答え|批判|呼びかけ|反論|発言|"
    r"振り返|話を|伝え|明らかに|示し|期待|投稿|書き|記し|喜|悔し|意気込|笑|苦言|注意)"
)
_TOPIC = re.compile(r"(?P<words>[^\s、。「」『』（）]{2,24}?)(?:（[^）]{1,12}）)?(?P<particle>は|が|も)")

_BEHIND = re.compile(r"とも?、?(?P<words>[^、。「」]{1,14}?)(?:は|が)")
"""Who says it, between the marks and the verb: 「…」と店主は話した."""


def japanese_speech(passages: Sequence[Passage]) -> Iterator[Quoted]:
    """Yield the marked words of a Japanese document that are speech; without a topic it is whose the last was."""
    last: str | None = None
    for passage in passages:
        for marked in passage.marked:
            cue = _SAYS.match(passage.masked, marked.end)
            if cue is None:
                continue
            behind = _BEHIND.match(passage.masked, marked.end, cue.end())
            start = max(passage.masked.rfind("。", 0, marked.start) + 1, marked.start - 200)
            topics = list(_TOPIC.finditer(passage.masked, start, marked.start))
            topics = [topic for topic in topics if topic["particle"] == "は"] or topics
            if behind is not None:
                topics = [behind]
            place = None
            for topic in topics[::-1]:
                names = [
                    name
                    for name in passage.names_in(topic.start(), topic.end("words"))
                    if name.kind in ("person", "organization")
                ]
                if names:
                    last, place = names[-1].name, (names[-1].start, names[-1].end)
                    break
            else:
                if topics:
                    place = topics[-1].span("words")
                    last = passage.text[slice(*place)]
            yield Quoted(marked, last, place, cue.span("cue"), passage)
