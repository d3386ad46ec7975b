"""The words that stand beside what somebody said, by language: one place for all of them."""

import re
from functools import cache
from typing import NamedTuple

_SAID = {
    "en": "said says say added adds argued argues argue claimed claims maintained maintains insisted insists "
    "told tells "
    "recommend recommends advise advises",
    "de": "so sagte sagten sagt sagen erklärte erklärten erklärt betonte betonten betont meinte meinten meint "
    "berichtete "
    "berichteten berichtet teilte teilten teilt kündigte kündigten kündigt behauptete behaupten behauptet fügte fügt "
    "versicherte versichert heißt hieß schrieb schrieben schreibt mahnte mahnt warnte warnten warnt unterstrich "
    "gab gibt räumte räumt merkte merken merkt stellte stellt bekräftigte bekräftigt bestätigte bestätigten bestätigt "
    "wies weist führte ergänzte ergänzt kritisierte kritisiert bemängelte erwiderte entgegnete "
    "verkündete bilanzierte lobte lobt twitterte erzählte erzählt erläuterte erläutert prognostizierte "
    "forderte fordert beteuerte beteuert resümierte argumentierte argumentiert hob hebt",
    "fr": "dit disent déclaré déclare déclarait affirme affirmé affirment ajoute ajouté explique expliqué "
    "estime estimé "
    "assure assuré indique indiqué précise précisé souligne souligné annonce annoncé rappelle rappelé confie confié "
    "raconte raconté confirme confirmé reconnaît admet prévient martèle poursuit conclut insiste rapporte "
    "écrit déplore dénonce détaille regrette répond avertit",
    "es": "dijo dice dicen dijeron afirmó afirma aseguró asegura declaró declara explicó explica señaló señala añadió "
    "añade agregó indicó indica manifestó manifiesta sostuvo sostiene anunció anuncia subrayó subraya destacó destaca "
    "reconoció reconoce admitió admite recordó recuerda apuntó confirmó confirma advirtió advierte insistió "
    "insiste precisó aclaró concluyó comentó relató expresó informó informa denunció respondió escribió "
    "afirmaron señalaron indicaron asegurado afirmado dicho explicado señalado anunciado",
    "it": "detto dice dicono disse dichiarato dichiara affermato afferma spiegato spiega aggiunto aggiunge "
    "sottolineato sottolinea ricordato ricorda annunciato annuncia sostiene sostenuto confermato conferma commentato "
    "commenta assicurato assicura ammesso ammette racconta raccontato scrive scritto precisato riferito ribadito "
    "osserva conclude replica evidenzia",
    "pt": "disse diz dizem disseram afirmou afirma declarou declara explicou explica acrescentou acrescenta anunciou "
    "garantiu garante sublinhou destacou ressaltou lembrou informou indicou referiu admitiu reconheceu confirmou "
    "contou comentou concluiu alertou reforçou salientou defendeu escreveu afirmaram",
    "nl": "zei zegt zeggen zeiden verklaarde verklaart meldt meldde melden vertelt vertelde stelt stelde schrijft "
    "schreef benadrukt benadrukte laat liet vindt aldus voegde waarschuwt waarschuwde reageert legt",
    "sv": "säger sade sa berättar berättade skriver skrev menar hävdar hävdade förklarar förklarade tillägger "
    "betonar uppger meddelar meddelade konstaterar svarar",
    "da": "siger sagde fortæller fortalte skriver skrev mener oplyser oplyste forklarer forklarede tilføjer "
    "understreger udtaler lyder påpeger fastslår erklærede",
    "no": "sier sa forteller fortalte skriver skrev mener opplyser opplyste forklarer forklarte legger understreker "
    "uttaler påpeker hevder melder svarer",
    "pl": "powiedział powiedziała mówi mówił dodał dodała stwierdził stwierdziła podkreślił podkreśliła oświadczył "
    "oświadczyła poinformował poinformowała zaznaczył zaznaczyła zapowiedział wyjaśnił wyjaśniła przekazał napisał "
    "ocenił przyznał przyznała zapewnił tłumaczy dodaje podkreśla twierdzi",
    "cs": "řekl řekla říká uvedl uvedla dodal dodala prohlásil prohlásila sdělil sdělila vysvětlil tvrdí upozornil "
    "potvrdil oznámil zdůraznil napsal popsal",
    "ru": "сказал сказала сказали заявил заявила заявили говорит говорится сообщил сообщила сообщили сообщает отметил "
    "отметила подчеркнул подчеркнула добавил добавила рассказал рассказала пояснил пояснила объяснил утверждает "
    "считает уточнил уточнила написал написала ответил признал напомнил заметил пишет заверил",
    "uk": "сказав сказала заявив заявила повідомив повідомила зазначив зазначила підкреслив підкреслила додав додала "
    "розповів розповіла пояснив написав наголосив наголосила каже стверджує",
    "vi": "biết nói",
    "fi": "sanoo sanoi kertoo kertoi toteaa totesi huomauttaa arvioi kirjoittaa vastaa",
    "tr": "dedi söyledi belirtti açıkladı ifade vurguladı",
    "id": "kata ujar mengatakan menyatakan menjelaskan menegaskan ungkap tutur jelasnya ujarnya katanya",
    "zh": "说 表示 称 指出 强调 認為 說 稱",
    "ja": "述べ 語 話し 言っ 強調し",
}
"""Of clauses and of words in quotation marks; "that" may be left out where a language leaves it out."""

_THAT = {  # These want "that" before a clause.
    "en": "emphasized emphasised emphasizes stressed stresses noted notes stated states state reported reports report "
    "announced announces confirmed confirms warned warns revealed acknowledged acknowledges admitted admits conceded "
    "predicted promised pledged concluded concludes declared declares explained explains testified alleged alleges "
    "alleging assured estimated pointed pointing suggested suggests asserted contended reiterated recalled observed "
    "disclosed cautioned vowed saying adding arguing claiming noting stressing explaining warning insisting remarked "
    "mentioned mentions tweeted wrote writes posted commented agreed agrees complained",
}
_QUOTED = {  # These stand beside words in quotation marks only.
    "en": "asked asks replied replies laughed joked recalls continued continues began quipped shouted cried exclaimed "
    "answered comments remarks reads read responded lamented enthused sighed whispered yelled thought gushed mused "
    "recounted recounts shared shares quoted teased begins describing described describes calling called dubbed "
    "praised respond specified specifies telling writing tweeting hailed slammed blasted captioned urged urges "
    "shouts yells orders ordered screams exclaims jokes laughs whispers announces muttered sang",
    "de": "fragte fragt antwortete antwortet lachte scherzte rief ruft kommentierte kommentiert freut freute zitierte "
    "zitiert urteilte urteilt befand findet fand schimpft schimpfte protestiert protestierte spottete spottet "
    "jubelte jubelt schwärmte schwärmt "
    "klagte klagt bezeichnete bezeichnet nannte nennt erinnert erinnerte ahnte ahnt denkt dachte empfiehlt empfahl",
    "fr": "demande demandé répondu exclame juge lance note sourit écrivait commente réagit glisse ironise "
    "plaisante soupire tempère",
    "es": "preguntó respondió bromeó exclamó zanjó lamentó criticó tuiteó espetó confesó ironizó deslizó rememoró",
    "it": "chiede chiesto risponde risposto esulta scherza",
    "pt": "perguntou respondeu brincou lamentou",
    "ru": "спросил спросила ответила цитирует",
}
_ACCORDING = {
    "en": "according to|in the words of|as reported by",
    "de": "laut|nach angaben von|nach angaben des|nach angaben der|nach ansicht von|nach aussage von|nach worten von",
    "fr": "selon|d'après|d’après",
    "es": "según|de acuerdo con",
    "it": "secondo",
    "pt": "segundo|de acordo com|conforme",
    "nl": "volgens|aldus",
    "sv": "enligt",
    "da": "ifølge",
    "no": "ifølge",
    "pl": "według|zdaniem",
    "cs": "podle",
    "ru": "по словам|по данным|по мнению",
    "uk": "за словами|за даними",
    "vi": "theo",
    "fi": "",
    "tr": "",
    "id": "menurut",
}
_OF_THAT = {
    "en": "that",
    "de": "dass daß ob wonach",
    "fr": "que qu",
    "es": "que",
    "it": "che",
    "pt": "que",
    "nl": "dat",
    "sv": "att",
    "da": "at",
    "no": "at",
    "pl": "że iż",
    "cs": "že",
    "ru": "что",
    "uk": "що",
    "vi": "rằng",
    "fi": "että",
    "id": "bahwa",
}
_PRONOUNS = {  # of one person
    "en": "he she who",
    "de": "er sie dieser diese",
    "fr": "il elle",
    "es": "él ella",
    "it": "lui lei egli",
    "pt": "ele ela",
    "nl": "hij zij ze",
    "sv": "han hon",
    "da": "han hun",
    "no": "han hun",
    "pl": "on ona",
    "cs": "on ona",
    "ru": "он она",
    "uk": "він вона",
    "vi": "ông bà anh chị",
    "fi": "hän",
    "id": "dia ia",
}
_OTHER_PRONOUNS = {
    "en": "i we you they it this that which there one many some people everyone someone anyone nobody none me us them "
    "him her",
    "de": "ich wir man es ihr das dies viele manche wer mir uns ihm ihnen",
    "fr": "je nous on ils elles ce cela nous vous qui",
    "es": "yo nosotros ellos ellas se me nos le les lo que quien",
    "it": "io noi loro si che chi",
    "pt": "eu nós eles elas se que quem",
    "nl": "ik wij we men het",
    "ru": "я мы они это",
}
_ARTICLES = {
    "en": "the a an its his her their this that our my",
    "de": "der die das ein eine dem den des einer eines einem einen sein seine ihr ihre im am vom beim zum zur",
    "fr": "le la les l un une des du d son sa leur ses cet cette ce",
    "es": "el la los las un una unos del su sus",
    "it": "il lo la i gli le un uno una l del della dell su",
    "pt": "o a os as um uma do da seu sua",
    "nl": "de het een",
    "sv": "en ett den det",
    "da": "en et den det",
    "no": "en et den det",
}
_AUXILIARIES = {  # and adverbs, between a speaker and the cue
    "en": "has have had also then later previously earlier recently further repeatedly today yesterday tuesday monday "
    "wednesday thursday friday saturday sunday now once again still even simply only just often publicly already "
    "always rightly falsely reportedly initially first last week himself herself themselves would could will",
    "de": "hat haben hatte habe auch dann zudem außerdem",
    "fr": "a ont avait aussi également ensuite",
    "es": "ha han había también además",
    "it": "ha hanno aveva anche poi inoltre",
    "pt": "tem também ainda",
    "nl": "heeft had ook",
    "ru": "также ранее позже",
    "vi": "cho",
}
_VERBS = {  # Finite forms by which a clause is known from a phrase.
    "en": "is are was were am be been being has have had do does did will would can could should must may might shall "
    "isn aren wasn don doesn didn won can't want wants need needs know knows think thinks make makes made take took "
    "get gets got go goes went come comes came see saw feel feels felt give gives gave let keep kept find found "
    "believe hope love like look looks say said says ain gonna stop become becomes became",
    "de": "ist sind war waren bin bist sei seien wäre wären hat haben hatte hatten habe hätte wird werden wurde wurden "
    "würde würden kann können konnte könnte könnten muss müssen musste müsste soll sollen sollte sollten will wollen "
    "wollte darf dürfen durfte dürfte mag möchte geht ging gibt gab kommt kam macht machen machte steht stand lässt "
    "liegt sehen sieht sagt weiß finde findet finden bleibt braucht brauchen freue freuen glaube denke",
    "fr": "est sont était étaient suis sommes êtes ont avons avez avait sera seront serait fait font peut peuvent doit "
    "doivent faut va vont veut veulent ai",
    "es": "es son era eran está están fue fueron ha han hay había tiene tienen puede pueden debe deben va van será "
    "sería quiere hace hacen estamos somos tenemos hemos he",
    "it": "è sono era erano ha hanno ho abbiamo siamo può possono deve devono va fa sarà sarebbe",
    "pt": "é são era eram está estão foi foram tem têm há pode podem deve vai vão será temos somos",
    "nl": "is zijn was waren heeft hebben had wordt werd kan kunnen moet moeten zal zullen gaat wil ben",
    "ru": "",
}
_LISTENERS = {"en": "reporters journalists lawmakers parliament investors analysts fans viewers readers police"}
_PARTICLES = {
    "teilte": "mit", "teilten": "mit", "teilt": "mit", "kündigte": "an", "kündigten": "an", "kündigt": "an",
    "fügte": "hinzu", "fügt": "hinzu", "gab": "an zu bekannt", "gibt": "an zu bekannt", "räumte": "ein",
    "räumt": "ein", "merkte": "an", "merken": "an", "merkt": "an", "stellte": "fest klar", "stellt": "fest klar",
    "wies": "hin", "weist": "hin", "führte": "aus", "hob": "hervor", "hebt": "hervor", "legger": "til",
    "voegde": "toe", "laat": "weten", "liet": "weten", "ifade": "etti", "legt": "uit",
}  # fmt: skip
"""The verbs that say so only with a word at the end of their clause."""


class SpeechWords(NamedTuple):
    """The words of one language (or of all of one script) by what they do beside words that were said."""

    cues: frozenset[str]
    free: frozenset[str]
    quoting: frozenset[str]
    that: frozenset[str]
    according: tuple[str, ...]
    pronouns: frozenset[str]
    others: frozenset[str]
    articles: frozenset[str]
    auxiliaries: frozenset[str]
    verbs: frozenset[str]
    listeners: frozenset[str]
    starts: frozenset[str]
    """The cues, and the first word of each phrase like "according to"."""
    commas: bool
    """Whether a comma stands before each reported clause."""


_WITH_COMMAS = frozenset(("de", "ru", "uk", "pl", "cs", "fi"))


@cache
def speech_words(language: str | None) -> SpeechWords | None:
    """Return the words of a language, or ``None`` where none are known.

    >>> "said" in speech_words("en").cues, speech_words("de").commas, speech_words("ka") is None
    (True, True, True)
    """
    if language not in _SAID:
        return None

    def of(words: dict[str, str]) -> frozenset[str]:
        return frozenset(words.get(language, "").split())

    quoting = of(_QUOTED)
    return SpeechWords(
        cues=of(_SAID) | of(_THAT) | quoting,
        free=of(_SAID),
        quoting=quoting - of(_SAID),
        that=of(_OF_THAT),
        according=tuple(phrase for phrase in _ACCORDING.get(language, "").split("|") if phrase),
        pronouns=of(_PRONOUNS),
        others=of(_OTHER_PRONOUNS),
        articles=of(_ARTICLES),
        auxiliaries=of(_AUXILIARIES),
        verbs=of(_VERBS),
        listeners=of(_LISTENERS),
        starts=of(_SAID) | of(_THAT) | quoting | _first_words(_ACCORDING.get(language, "")),
        commas=language in _WITH_COMMAS,
    )


def _first_words(phrases: str) -> frozenset[str]:
    """Return the first word of each phrase, without its apostrophe; and the German word that stands behind."""
    first = {re.split(r"['’ ]", phrase)[0] for phrase in phrases.split("|") if phrase}
    return frozenset(first | {"zufolge"} if "laut" in first else first)


def has_particle(cue: str, clause: str) -> bool:
    """Whether a clause has the word without which its verb tells of no speech.

    >>> has_particle("teilte", "die Polizei mit"), has_particle("gab", "er ihr das Buch"), has_particle("said", "he")
    (True, False, True)
    """
    wanted = _PARTICLES.get(cue)
    return wanted is None or not set(wanted.split()).isdisjoint(clause.rstrip(" ,:;–-.").split())


def guess_language(text: str) -> str:
    """Return the language whose words of speech a short text has most of, where nothing else tells its language.

    >>> guess_language("„Es ist still“, sagte der Mann."), guess_language("“It is quiet.”")
    ('de', 'en')
    """
    found = set(re.findall(r"\w+", text.lower()))
    best, language = 0, "en"
    for each in _SAID:
        words = speech_words(each)
        assert words is not None
        known = 2 * len(found & words.cues) + len(found & (words.that | words.articles | words.verbs))
        if known > best:
            best, language = known, each
    return language
