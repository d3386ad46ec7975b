"""Letters that tell a language from its neighbours, where it has endings instead of function words to count."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Alphabet(NamedTuple):
    """The letters beside ASCII that a language is written with: those that its neighbours lack, and the others.

    ``words`` are frequent ones beside the function words of :mod:`corpustools.text.languages`, which the line model
    was learned with.

    >>> "ş" in ALPHABETS["tr"].own, "ö" in ALPHABETS["tr"].others
    (True, True)
    """

    own: frozenset[str]
    others: frozenset[str]
    words: frozenset[str]


ALPHABETS: Mapping[str, Alphabet] = MappingProxyType(
    {
        language: Alphabet(frozenset(own), frozenset(others), frozenset(words.split()))
        for language, own, others, words in (
            # Azerbaijani has ə, Crimean Tatar ñ, Kurdish ê.
            ("tr", "ğış", "çöüâîû", "ise önce iki ancak tüm bazı ki bunun yeni diye"),
            # Lithuanian has ė, Croatian č, Sorbian ě.
            ("pl", "ąćęłńśźż", "ó", "która które których którą był była były przed przy tylko jej ich lecz"),
            # Slovak has ľ and ô.
            ("cs", "ěřů", "áčďéíňóšťúýž", "která byla bylo byli však jeho před při ještě kterou"),
            # Swedish has å, German ü, Estonian õ.
            ("fi", "äö", "", "eivät olivat sekä jotka jonka tämä vielä ennen jälkeen koska ettei"),
            (
                "vi",
                "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ",
                "àáâãèéêìíòóôõùúýĩ",
                "bị vào từ nhiều sẽ năm nhưng trên như",
            ),
            # Belarusian has ў, Kazakh ә, Rusyn ы.
            ("uk", "ґєії", "абвгдежзийклмнопрстуфхцчшщьюя", "вже ще якщо коли лише біля через серед свої бо"),
            # Belarusian and Kazakh have і, Mongolian ө, Kyrgyz ү, Tatar ә; Ukrainian and Bulgarian lack ы and э.
            ("ru", "ыэё", "абвгдежзийклмнопрстуфхцчшщъьюя", "или если уже только были будет была когда они чтобы где"),
            # Persian and Urdu have other signs for ك and ي, and پ, گ, ٹ; Uyghur has ې.
            (
                "ar",
                "أإةكيى",
                "ءآؤئابتثجحخدذرزسشصضطظعغفقلمنهوـًٌٍَُِّْٰ",
                "وفي ومن كانت وكانت وكان لم أي قبل منذ خلال حيث عند بينما وقد أمام خلف",
            ),
        )
    }
)
_OWN_LEAST, _OWN_SURE = 4, 10


def fit(language: str, counts: Mapping[str, int]) -> tuple[int, int]:
    """Count the words that have a letter which tells a language, and those with a letter that it is not written with.

    >>> fit("tr", {"kış": 2, "bir": 1, "şəhər": 1}), fit("uk", {"місто": 1, "гэта": 1})
    ((3, 1), (1, 1))
    """
    alphabet = ALPHABETS[language]
    own = foreign = 0
    for word, times in counts.items():
        if word.isascii():
            continue
        letters = alphabet.own.intersection(word)
        own += times * bool(letters)
        strange = set(word) - alphabet.own - alphabet.others
        foreign += times * any(not letter.isascii() and letter.isalpha() for letter in strange)
    return own, foreign


def is_marked(language: str, counts: Mapping[str, int], number: int, known: int) -> bool:
    """Whether letters are as a language has them in a text of so many words, ``known`` of them its function words.

    A fifth of the words, four at least, have its own letters, and a twenty-fifth are frequent in it, two at least; or
    an eighth and a fifteenth, and three at least; or a twelfth and a tenth, and none has others. One frequent word is
    enough where a third of the words, ten at least, have its own letters, and none has others.

    >>> is_marked("ru", dict.fromkeys("был пожарный рядом с этим новым складом когда мы вышли".split(), 1), 9, known=1)
    True
    >>> is_marked("pl", dict.fromkeys("są też łąki zaś las żyje".split(), 1), 6, known=2)
    True
    >>> is_marked("pl", dict.fromkeys("są łąki žemė ėjo į šalį".split(), 1), 6, known=2)
    False
    """
    own, foreign = fit(language, counts)
    if own < _OWN_LEAST or foreign * 10 > own:
        return False
    known += sum(counts[word] for word in ALPHABETS[language].words & counts.keys())
    return (
        (own * 5 >= number and known > 1 and known * 25 >= number)
        or (own * 8 >= number and known > 2 and known * 15 >= number)
        or (own * 12 >= number and known > 2 and known * 10 >= number and not foreign)
        or (own * 3 >= number and own >= _OWN_SURE and known > 0 and not foreign)
    )


def is_strange(language: str, counts: Mapping[str, int]) -> bool:
    """Whether letters are against a language: too many words have some that it is not written with.

    >>> is_strange("cs", {"riaditeľka": 1, "môže": 1}), is_strange("cs", {"ředitelka": 4, "Dvořák": 1, "kôň": 1})
    (True, False)
    """
    if language not in ALPHABETS:
        return False
    own, foreign = fit(language, counts)
    return foreign * 4 > own
