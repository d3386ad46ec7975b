"""Speech in Chinese: marked words beside a verb of saying, and the clause behind one; who says it stands before it."""

import re
from collections.abc import Iterator, Sequence

from corpustools.extractors.speech.passages import MASKS, Passage
from corpustools.extractors.speech.telling import Heard, Teller, heard, in_order
from corpustools.model.mention import Place
from corpustools.text.quotation_marks import Marked
from corpustools.text.sentences import CALL, FULL_STOP

_REPORTS = (
    "表示|指出|强调|強調|认为|認為|透露|介绍|介紹|宣布|宣佈|坦言|直言|补充|補充|解释|解釋|警告|承认|承認|重申|呼吁|呼籲|告诉记者|"
    "回应|回應|回忆|回憶|称赞|說明|说明|谈到|談到|提到|写道|寫道|声称|聲稱|宣称|宣稱|感叹|感慨|批评|批評|反问|问道|問道|"
    "说道|說道|说|說|称|稱|道"
)
_CUE = re.compile(rf"(?P<cue>{_REPORTS})(?:道|说|說|称|稱)?")
_BEFORE_MARKS = re.compile(rf"(?P<cue>{_REPORTS})(?:道|说|說|称|稱)?[：:，,]\s?$")
_BEHIND_MARKS = re.compile(
    rf"[，,。]?(?P<who>[^，。：；！？\s{MASKS}]{{1,60}}?)(?P<cue>{_REPORTS})(?=[，。：；！？]|$)"
)
_CLAUSE = re.compile(
    rf"(?P<cue>表示|指出|强调|強調|认为|認為|透露|介绍说|介紹說|宣布|宣佈|坦言|直言|补充说|補充說|解释说|解釋說|警告|承认|承認|重申|"
    rf"告诉记者|说|說|称|稱)[，：,:]?(?P<words>[^。！？{FULL_STOP}{CALL}]{{6,400}})(?=[。！？]|$)"
)
_ACCORDING = re.compile(
    r"^(?:据|根据|據|根據)《?(?P<who>[^，。]{2,24}?)》?(?:的)?(?:报道|報道|報導|消息|介绍|介紹|透露|通报|通報)[，,]"
)
_STOP = re.compile(f"[。！？；\n{FULL_STOP}{CALL}]")
_ASIDE = re.compile(
    r"(?:\d|[一二三四五六七八九十]+[年月日]|[本上昨今前当當近这這同][周日天晚月年期]|周[一二三四五六日]|星期|此前|随后|隨後|日前|近日|"
    r"目前|[还還也又则則亦曾]|进一步|進一步|同时|同時|[对對向就于於]|接受|[在]|通过|通過|明确|明確|公开|公開)"
)
_NO_SPEAKERS = re.compile(
    r"据|根据|據|根據|研究|数据|數據|结果|結果|报告显示|[可是不没沒能会會要就有被所来來]$|^[有这這那是可不没沒如虽雖但而]"
)
_PRONOUNS = frozenset("他 她 其 我 我们 我們 他们 他們 她们 她們 大家 有人 双方 雙方".split())

_NEAR = 600  # characters within which a speaker is looked for; each says as much as a word elsewhere


def chinese_speech(passages: Sequence[Passage]) -> Iterator[Heard]:
    """Yield what a Chinese document says that somebody said.

    >>> from corpustools.pipeline import where
    >>> page = "渔业协会会长王建国说：“我们等待这一天已经很久了。”他表示，港口明年将重新开放。没有人知道原因。"
    >>> where("marked_by_cue", page), where("said_that", page)
    ([('“我们等待这一天已经很久了。”', 'direct', '王建国')], [('港口明年将重新开放', 'indirect', '王建国')])

    Nothing is said where no verb of saying stands beside the marks, nor by plans and findings:

    >>> page = "港口的“二十世纪六十年代老码头”已经关闭。研究指出，港口的水很深。没有人知道原因。"
    >>> where("marked_by_cue", page), where("said_that", page)
    ([], [])
    """
    last: Teller | None = None
    for passage in passages:
        last = last and last.in_next_passage()
        spoken = False
        for place, marked in in_order(passage, _sentences(passage)):
            if marked is None:
                for clause, speaker, cue, rule in _reported(passage, *place, last):
                    last = speaker
                    yield heard(rule, passage, clause, "indirect", speaker, cue)
                continue
            found = _beside(passage, marked, last)
            if found is not None:
                speaker, cue = found
                last, spoken = speaker, True
                yield heard("marked_by_cue", passage, place, "direct", speaker, cue)
            elif spoken and last is not None and _is_sentence(passage, marked):
                yield heard("marked_sentence", passage, place, "direct", last, None)


def _beside(passage: Passage, marked: Marked, last: Teller | None) -> tuple[Teller, Place] | None:
    """Return who says marked words, and the cue: before them with a colon, or behind them with the speaker."""
    masked = passage.masked
    start = _sentence_start(masked, marked.start)
    before = _BEFORE_MARKS.search(masked, max(start, marked.start - 8), marked.start)
    if before is not None:
        speaker = _speaker(passage, start, before.start("cue"), last)
        return None if speaker is None else (speaker, before.span("cue"))
    behind = _BEHIND_MARKS.match(masked, marked.end)
    if behind is not None and (masked[marked.end : marked.end + 1] in "，,。" or _closes(passage, marked)):
        speaker = _speaker(passage, *behind.span("who"), last)
        return None if speaker is None else (speaker, behind.span("cue"))
    return None


def _closes(passage: Passage, marked: Marked) -> bool:
    """Whether marked words end with a comma or a stop of their own."""
    return passage.text[slice(*marked.inside())].rstrip()[-1:] in ("，", "。", "！", "？", ",", "…")


def _is_sentence(passage: Passage, marked: Marked) -> bool:
    """Whether marked words are sentences of their own behind others that somebody said."""
    before = passage.masked[max(marked.start - 40, 0) : marked.start].rstrip()[-1:]
    return (not before or before in "。，：！？" + MASKS) and _closes(passage, marked)


def _sentence_start(masked: str, before: int) -> int:
    return max(
        (found.end() for found in _STOP.finditer(masked, max(before - _NEAR, 0), before)),
        default=max(before - _NEAR, 0),
    )


def _sentences(passage: Passage) -> Iterator[Place]:
    start = 0
    for found in _STOP.finditer(passage.masked):
        yield start, found.end()
        start = found.end()
    if start < len(passage.masked):
        yield start, len(passage.masked)


def _reported(
    passage: Passage, start: int, end: int, last: Teller | None
) -> Iterator[tuple[Place, Teller, Place, str]]:
    """Yield the clause behind a verb of saying, or behind "according to", with who says it."""
    masked = passage.masked
    source = _ACCORDING.match(masked[start:end])
    if source is not None:
        at = (start + source.start("who"), start + source.end("who"))
        speaker = _speaker(passage, *at, last)
        clause = (start + source.end(), end - (masked[end - 1] in "。！？；"))
        if speaker is not None and not any(mark in masked[slice(*clause)] for mark in MASKS):
            yield clause, speaker, (start, start + source.end()), "according_to"
        return
    found = _CLAUSE.search(masked, start, end)
    if found is None or any(mark in masked[start : found.start()] for mark in MASKS):
        return
    if sum(c in MASKS for c in found["words"]) * 2 > len(found["words"]):
        return
    if found["cue"] in ("说", "說", "称", "稱") and masked[found.end("cue")] not in "，：,:":
        return
    speaker = _speaker(passage, start, found.start("cue"), last)
    if speaker is not None and found.end() >= end - 1:
        yield found.span("words"), speaker, found.span("cue"), "said_that"


def _speaker(passage: Passage, start: int, end: int, last: Teller | None) -> Teller | None:
    """Return who speaks in the words before a verb of saying: the last name, a pronoun's person, or the noun."""
    masked = passage.masked
    clause = max(masked.rfind("，", start, end), masked.rfind("、", start, end)) + 1
    names = [
        name
        for name in passage.names_in(start, end)
        if name.kind in ("person", "organization") and masked[name.end : name.end + 1] != "的"
    ]
    near = [name for name in names if name.start >= max(clause, start)]
    if near or (names and not masked[max(clause, start) : end].strip()):
        name = (near or names)[-1]
        return Teller(name.name, (name.start, name.end))
    begin = max(clause, start)
    aside = _ASIDE.search(masked, begin + 1, end)
    stop = aside.start() if aside is not None else end
    words = masked[begin:stop].strip()
    if words in _PRONOUNS or (not words and names):
        if words in ("我", "我们", "我們") or len(words) > 1:
            return None
        told = [name.name for name in passage.told_in(max(begin - _NEAR, 0), begin) if name.kind == "person"]
        known = told[-1] if told else last.name if last is not None else None
        return None if known is None else Teller(known, (begin, stop) if words else None)
    if len(words) > 24 and "的" in words:
        begin += words.rindex("的") + 1
        words = words[words.rindex("的") + 1 :]
    if not 2 <= len(words) <= 30 or _NO_SPEAKERS.search(words) is not None or any(mark in words for mark in MASKS):
        return None
    return Teller(words, (begin, begin + len(words)))
