"""Small words that tell what kind of line they stand in, whatever it is about."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from corpustools.labels.characters import codes, word_keys
from corpustools.text.languages import FUNCTION_WORDS

FUNCTION, ADDRESS, INTERFACE, CALENDAR, NETWORK, NOTICE, BYLINE, YEAR = (1 << bit for bit in range(8))
"""The classes a word can be in: grammar; who is addressed; buttons; dates; networks; notices; authors; years."""

_ADDRESS = (
    "you your yours our us we my i me sie ihr ihre unser unsere wir vous votre vos nous notre nos usted ustedes tu su "
    "sus nuestro nuestra nosotros voi noi nostro nostra vostro você vocês nosso nossa jij jouw uw onze wij vi oss vår "
    "din er vore vores teidän sinun wy wasz twój nasz siz biz ваш ваши вы вам вас мы наш наши нас ти"
)
_INTERFACE = (
    "subscribe subscription subscribers newsletter newsletters sign signup login log register registration account "
    "click download app apps email menu search loading load more next previous submit cancel close skip print save "
    "follow join comment comments reply view watch listen read free trial offer password enter check button reload "
    "reset open hide expand toggle settings notifications alert alerts advertisement sponsored ad ads shop buy cart "
    "abonnieren abo anmelden registrieren mehr weiterlesen suche kommentar kommentare drucken lesen anzeige einloggen "
    "jetzt kostenlos abonner abonnez inscrire connecter connexion lire aussi commentaires partager suscríbete "
    "suscribirse regístrate iniciar sesión leer más comentarios iscriviti accedi leggi commenti entrar assine leia "
    "abonneer inloggen lees reacties prenumerera läs kommentarer les kommenter log-in tilaa kirjaudu lue zaloguj "
    "czytaj подписаться подписка войти читать комментарии регистрация реклама"
)
_CALENDAR = (
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun am "
    "pm gmt utc est edt bst cet ago updated published posted januar februar märz mai juni juli oktober dezember "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag uhr stand aktualisiert janvier février mars avril "
    "juin juillet août septembre octobre novembre décembre publié mis enero febrero marzo abril mayo junio julio "
    "agosto septiembre octubre noviembre diciembre publicado actualizado gennaio febbraio aprile maggio giugno luglio "
    "settembre ottobre dicembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro "
    "atualizado januari februari maart mei augustus publicerad uppdaterad publisert oppdatert opdateret stycznia "
    "lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia января февраля марта "
    "апреля мая июня июля августа сентября октября ноября декабря ocak şubat mart nisan mayıs haziran temmuz ağustos "
    "eylül ekim kasım aralık"
)
_NETWORK = (
    "facebook twitter linkedin whatsapp telegram reddit pinterest flipboard instagram youtube tiktok messenger tumblr "
    "mastodon bluesky threads share tweet pin teilen delen dela"
)
_NOTICE = (
    "copyright rights reserved cookie cookies privacy terms conditions policy consent gdpr disclaimer imprint "
    "impressum datenschutz rechte vorbehalten agb droits réservés confidentialité cgu derechos reservados privacidad "
    "diritti riservati direitos rechten voorbehouden trademark registered llc ltd inc gmbh права защищены"
)
_BYLINE = (
    "by von par por di da av af door autor author reporter correspondent editor redaktion writer staff journalist "
    "contributor redacción rédaction photo photos photograph picture image images getty reuters afp ap dpa epa credit "
    "foto fotos bild bilder courtesy source quelle автор фото"
)


def _classes() -> Mapping[str, int]:
    known: dict[str, int] = {}
    listed = [(FUNCTION, word) for words in FUNCTION_WORDS.values() for word in words]
    for flag, words in (
        (ADDRESS, _ADDRESS),
        (INTERFACE, _INTERFACE),
        (CALENDAR, _CALENDAR),
        (NETWORK, _NETWORK),
        (NOTICE, _NOTICE),
        (BYLINE, _BYLINE),
    ):
        listed += [(flag, word) for word in words.split()]
    listed += [(YEAR, str(year)) for year in range(1900, 2100)]
    for flag, word in listed:
        known[word] = known.get(word, 0) | flag
    return MappingProxyType(known)


WORD_CLASSES: Mapping[str, int] = _classes()
"""The classes of every word that has one, as a sum of flags."""


class Lexicon:
    """What words are by themselves: their classes, and their odds in a model's vocabulary.

    >>> lexicon = Lexicon({"menu": 150})
    >>> classes, odds = lexicon.look_up(word_keys(codes("menu the"), np.array([0, 5]), np.array([4, 8])))
    >>> classes.tolist() == [INTERFACE, FUNCTION], odds.tolist()
    (True, [150.0, 0.0])
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        words = [*(WORD_CLASSES.keys() | vocabulary.keys())]
        ends = np.cumsum([len(word) + 1 for word in words]) - 1
        starts = ends - [len(word) for word in words]
        keys = word_keys(codes(" ".join(words)), starts, ends)
        order = keys.argsort()
        self._keys = keys[order]
        # What is not found stands last.
        self._classes = np.array([*(WORD_CLASSES.get(words[place], 0) for place in order), 0], np.int64)
        self._odds = np.array([*(vocabulary.get(words[place], 0) for place in order), 0], float)

    def look_up(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the classes of words, as sums of flags, and their odds: 0 for what is not known."""
        place = self._keys.searchsorted(keys)
        place[self._keys.take(place, mode="clip") != keys] = len(self._keys)
        return self._classes[place], self._odds[place]
