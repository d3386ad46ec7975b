"""People in Chinese, Japanese and Korean, which have no capitals: names beside titles, and the same names again."""

import re
from collections import Counter
from collections.abc import Iterator

from corpustools.extractors.names.chinese import chinese_names, family_name
from corpustools.extractors.names.passages import in_source, source_span
from corpustools.model.document import Block, Document
from corpustools.registry import Named, rule

_KOREAN_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설"
    "마길연위표명기반왕금옥육인맹제모탁국어은편용"
)
_KOREAN_TITLES = (
    "대통령|대표|의원|장관|차관|감독|선수|교수|회장|부회장|사장|부사장|위원장|총리|기자|변호사|검사|판사|"
    "시장|지사|후보|원장|이사장|실장|국장|본부장|팀장|연구원|박사|작가|배우|가수|씨|양|군|총장|대변인|"
    "코치|투수|포수|전무|상무|대사|앵커|아나운서|청장|소장|센터장|이사|연구위원|애널리스트|전 대통령|"
    "전 대표|전 의원|전 장관|최고위원|원내대표|비서관|수석|부장|과장|처장|군수|구청장|의장|수석대변인|직무대행"
    "|최고경영자|CEO|정부|측|국무총리|부총리|특보|정책위의장|사무총장|상임위원|위원|평론가|선임기자|특파원|주교"
    "|신부|목사|스님|추기경|교황"
)
_KOREAN_TITLED = re.compile(
    rf"(?<![가-힣])(?P<surname>[{_KOREAN_SURNAMES}])"
    rf"(?= (?P<title>(?:전 )?(?:{_KOREAN_TITLES}))(?:[은는이가을를의과와도에측로만께,.()·ㆍ'\"’”\s]|$))"
)
# Syllables of given names, which common words of three syllables rarely have in both places.
_KOREAN_GIVEN = (
    "가강건결겸경고관광교구국권규균근금기길나남노녹다단달담대덕도동두라란래량련령로록리림마만명모무문미민배백범별병보복봉빈"
    "상새서석선설섭성세소솔송수숙순슬승시식신아안애양언여연열영예오옥온완용우욱운웅원위유윤율은을의이익인일임자장재전정"
    "제조종주준중지진찬창채천철청초춘충치탁탄태택하학한해향헌혁현형혜호홍화환회효후훈휘희"
)
_KOREAN_NAME = rf"[{_KOREAN_SURNAMES}][{_KOREAN_GIVEN}]{{2}}"
_KOREAN = re.compile(
    rf"(?<![가-힣])(?P<after>{_KOREAN_NAME})(?=(?: (?:[가-힣A-Z·]{{1,10}} ){{0,2}}(?:전 |신임 )?[가-힣A-Z]{{0,6}}?| ?)"
    rf"(?:{_KOREAN_TITLES})"
    r"(?:[은는이가을를의과와도에로,.()·ㆍ\s]|께서|에게|$))"
    rf"|(?<![가-힣])(?:배우|가수|감독|선수|방송인|개그맨|모델|작가|기자|코치|투수|대통령|총리|변호사) "
    rf"(?P<before>{_KOREAN_NAME})(?=[은는이가을를의과와도,.(\s]|$)"
    rf"|(?<![가-힣])(?P<listed>{_KOREAN_NAME})"
    rf"(?=(?:, ?|·|ㆍ){_KOREAN_NAME}(?:, ?|·|ㆍ){_KOREAN_NAME})"
    rf"|(?<![가-힣])(?P<pair>{_KOREAN_NAME})(?=(?:·|ㆍ){_KOREAN_NAME} (?:{_KOREAN_TITLES}))"
    rf"|(?<![가-힣])(?P<called>[{_KOREAN_SURNAMES}][가-힣]{{2,3}})(?=씨)"
    rf"|(?<=[가-힣](?:·|ㆍ|,))(?P<joined>{_KOREAN_NAME})(?= (?:{_KOREAN_TITLES}))"
    rf"|(?<![가-힣])(?P<aged>{_KOREAN_NAME})(?=\(\d{{2}}[,)세·])"
)
# Finals of given names that nouns rarely end in, and what may stand behind a name.
_KOREAN_AGAIN = re.compile(
    rf"(?<![가-힣])(?P<name>[{_KOREAN_SURNAMES}][{_KOREAN_GIVEN}]"
    r"[민준서윤우진현훈혁석철호희경숙순옥연은아영정미주리나빈린혜지수재찬태환욱섭식용웅])"
    r"(?P<josa>은|는|이|가|을|를|의|와|과|도|에게|처럼|만|이라는|라는|으로|로)?(?![가-힣])"
)
_NO_KOREAN_NAMES = frozenset(
    "하지만 이상한 주장은 정부는 정보를 이러한 우리나 전문의 국민의 지난해 이어서 이후로 이번주 "
    "지방정 전문지 선수경 조선시 주식회 서비스 우선순 현재의 최우수 우수상 정상영 기정사 성추행 현상황 "
    "구성원 노동자 유권자 이용자 변호인 공무원 주자인".split()
)
_JAPANESE_TITLES = (
    "氏|さん|選手|社長|会長|副社長|副会長|首相|大統領|監督|投手|捕手|内野手|外野手|容疑者|被告|教授|"
    "准教授|大臣|外相|財務相|防衛相|知事|市長|議員|取締役|代表|代表取締役|幹事長|官房長官|長官|総裁|総理|"
    "委員長|理事長|所長|院長|部長|局長|記者|弁護士|医師|博士|力士|横綱|大関|九段|八段|七段|六段|五段|"
    "四段|竜王|名人|ちゃん|くん|君|容疑者"
)
_JAPANESE = re.compile(
    rf"(?<![\u4e00-\u9fff々])(?P<kanji>[\u4e00-\u9fff々]{{2,5}}?)(?=(?:{_JAPANESE_TITLES}|（\d\d）))"
    rf"|(?P<kana>[ァ-ヴー]{{2,}}(?:・[ァ-ヴー]+)*)(?=(?:前|元)?(?:{_JAPANESE_TITLES}|（\d\d）))"
)
_OF_PEOPLE_ALONE = ("氏", "さん", "選手", "容疑者", "被告", "投手")
_HIRAGANA = re.compile("[\u3041-\u3096]")
_HAN_OR_HANGUL = re.compile(r"[\u4e00-\u9fff\uac00-\ud7a3]")


@rule("mention", since="0.1", confidence=0.85)
def person_without_capitals(document: Document) -> Iterator[Named]:
    """In Chinese, Japanese and Korean a name is a surname of the lists and one to three more letters beside a title.

    The title stands behind it in Japanese and Korean (大統領, 씨) and on either side in Chinese. Once found, the same
    name is found again anywhere, and in Japanese its surname before a title.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "町は静かだと田中健二社長（55）が述べた。田中氏は理由を説明しなかった。町は今日も静かだった。"
    >>> where("person_without_capitals", page)
    [('田中健二', 'person', '田中健二'), ('田中', 'person', '田中健二')]

    Abstains:

    >>> where("person_without_capitals", "町は静かだと同社長が述べた。理由は説明されなかった。町は今日も静かだった。")
    []
    """
    parts = [
        (block, block.reading)
        for block in in_source(document)
        if not block.reading.isascii() and _HAN_OR_HANGUL.search(block.reading)
    ]
    if not parts:
        return
    language = _language("".join(text for _, text in parts))
    found = {(number, start): name for number, (_, text) in enumerate(parts) for start, name in _named(text, language)}
    full = sorted({name for name in found.values() if len(name) > 2 or language != "ja"}, key=len, reverse=True)
    for number, (_, text) in enumerate(parts):
        for name in full[:100]:
            at = text.find(name)
            while at >= 0:
                found.setdefault((number, at), name)
                at = text.find(name, at + len(name))
    if language == "ko":
        again = _called_twice(parts)
        found |= {at: name for at, name in again.items() if at not in found}
        full = sorted({*full, *again.values()}, key=len, reverse=True)
        for (number, start), whole in _by_surname(parts, full, found).items():
            yield Named(*source_span(document, parts[number][0], start, start + 1), "person", whole)
    for (number, start), name in sorted(found.items()):
        whole = next((other for other in full if other.startswith(name) or _is_last(name, other)), name)
        yield Named(*source_span(document, parts[number][0], start, start + len(name)), "person", whole)


def _is_last(name: str, whole: str) -> bool:
    """Whether a name is the last part of a foreign one in Chinese: "特朗普" of "唐纳德·特朗普"."""
    return whole.endswith(name) and whole[: -len(name)][-1:] in tuple("·・•‧")


def _called_twice(parts: list[tuple[Block, str]]) -> dict[tuple[int, int], str]:
    """Find what looks like a Korean name twice or more, and has one of the particles behind it at least once."""
    seen = [
        ((number, match.start()), match["name"], match["josa"])
        for number, (_, text) in enumerate(parts)
        for match in _KOREAN_AGAIN.finditer(text)
        if match["name"] not in _NO_KOREAN_NAMES
    ]
    times = Counter(name for _, name, _ in seen)
    with_particle = {name for _, name, josa in seen if josa}
    return {at: name for at, name, _ in seen if times[name] > 1 and name in with_particle}


def _by_surname(
    parts: list[tuple[Block, str]], full: list[str], found: dict[tuple[int, int], str]
) -> dict[tuple[int, int], str]:
    """Find the Korean surnames before a title ("이 후보"); of several people of one surname, whose title it is."""
    surnamed: dict[str, list[str]] = {}
    for name in full:
        surnamed.setdefault(name[0], []).append(name)
    taken = {(number, start + at) for (number, start), name in found.items() for at in range(len(name))}
    whole = "\n".join(text for _, text in parts)
    short: dict[tuple[int, int], str] = {}
    titles: dict[tuple[str, str], list[str]] = {}
    for number, (_, text) in enumerate(parts):
        for match in _KOREAN_TITLED.finditer(text):
            people = surnamed.get(match["surname"], [])
            if (number, match.start()) in taken or (len(people) != 1 and match["surname"] in _ALSO_WORDS - {"한"}):
                continue
            title = match["title"]
            if (match["surname"], title) not in titles:
                titles[match["surname"], title] = [name for name in people if f"{name} {title}" in whole]
            titled = titles[match["surname"], title]
            if len(people) == 1 or len(titled) == 1 or (people and "전 " in title):
                short[number, match.start()] = (titled or people)[0]
    return short


_ALSO_WORDS = frozenset("이한그")
"""Surnames that are words for "this" and "one" as well."""


def _language(text: str) -> str:
    """Say which of the three languages a text is in: Japanese has kana, Korean its own letters."""
    if len(_HIRAGANA.findall(text)) * 20 > len(text):
        return "ja"
    return "ko" if re.search("[\uac00-\ud7a3]", text) else "zh"


def _named(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Yield where names stand beside titles, and the names."""
    if language == "zh":
        yield from chinese_names(text)
        return
    pattern = {"ko": _KOREAN, "ja": _JAPANESE}[language]
    for match in pattern.finditer(text):
        group = match.lastgroup or ""
        name = match[group]
        known = language == "ko" or group == "kana" or family_name(name, 3)
        if not known and language == "ja" and len(name) > 3:
            known = "called" if text.startswith(_OF_PEOPLE_ALONE, match.end(group)) else None
        # Parties, councils and head offices end in these.
        if known and name[-1] not in "당본위회의만" and name not in _NO_KOREAN_NAMES:
            yield match.start(group), name
