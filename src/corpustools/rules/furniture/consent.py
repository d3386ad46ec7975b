"""Dialogues of consent: what the law has sites ask before they track their readers."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import texts
from corpustools.rules.places import holding

# The words of the Transparency and Consent Framework of IAB Europe, which the law of most sites' dialogues is set in,
# and what sites put around it.
_ALL = r"(?:\d[\d.,]* |trusted |advertising |zaufani )*"
_CONSENT = re.compile(
    r"\b(?:store and(?:/or| or)? access information on (?:a|your) device|unique identifiers and standard information|"
    r"precise geolocation data(?: and|,)|scan(?:ning)? (?:of )?device characteristics|"
    r"identification through device scanning|processing of your personal data may not require your consent|"
    r"you have a right to object to such processing|your preferences will apply to|"
    r"rely on (?:legitimate interest|consent) to process|partners (?:may )?process personal data|"
    rf"we and our {_ALL}(?:partners|vendors)|wir und unsere {_ALL}partner|informationen auf (?:einem|ihrem) gerät|"
    rf"genaue standortdaten|nous et nos {_ALL}partenaires|nos {_ALL}partenaires et nous|"
    rf"informations sur (?:un|votre) (?:appareil|terminal)|nosotros y nuestros {_ALL}(?:socios|proveedores)|"
    rf"nós e (?:os )?nossos {_ALL}(?:parceiros|fornecedores)|noi e i nostri {_ALL}(?:partner|fornitori)|"
    rf"wij en onze {_ALL}partners|vi (?:og|och) (?:våre|våra|vores) {_ALL}(?:partnere?|leverantörer)|"
    rf"my i nasi {_ALL}partnerzy|my a naši {_ALL}partneři)\b",
    re.IGNORECASE,
)
_consenting = holding(
    "partners vendors device geolocation preferences consent processing interest partner partnern gerät standortdaten "
    "partenaires appareil terminal socios proveedores parceiros fornecedores fornitori partnere leverantörer partnerzy "
    "partneři".split()
)


def _speaking_of_consent(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that say what dialogues of consent say."""
    shown = draft.once(texts)
    return frozenset(place for place in _consenting(draft) if _CONSENT.search(shown[place][:600]))


@rule("label", since="0.1", confidence=0.97, label=Label.LEGAL, words=(6, 120), places=_speaking_of_consent)
def consent_text(block: DraftBlock, draft: Draft) -> str | None:
    """A sentence that asks for consent to be tracked is legal text, in the words that most dialogues share.

    The dialogue stands first on a page, in whole sentences, and was taken for the article. The sentences are those of
    the framework that publishers and advertisers agreed on (IAB Europe, Transparency and Consent Framework), in a
    dozen languages.

    Fires:

    >>> from corpustools.pipeline import where
    >>> line = "With your permission we and our 842 partners may use precise geolocation data and device scanning."
    >>> [reason for _, reason in where("consent_text", line)]
    ['asks for consent to be tracked']

    Abstains:

    >>> where("consent_text", "The partners of the mill asked for the consent of the town, and their device was sold.")
    []
    """
    return "asks for consent to be tracked" if block.index in draft.once(_speaking_of_consent) else None
