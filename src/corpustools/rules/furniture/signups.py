"""Sentences in forms: what one signs up for, and with what."""

import re

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.places import holding
from corpustools.text.words import count_words

__all__ = ["DraftBlock"]

_ASKS = re.compile(
    r"\W*(?:sign (?:up|in)|log ?in|subscribe|register|join|enter|get|receive|create an? (?:free )?account|please "
    r"(?:enter|sign|log|verify|provide)|already (?:have|a member|registered|subscribed)|don't have an account|"
    r"thank you!? ?(?:for (?:signing|subscribing|registering)|your submission)|thanks for (?:signing|subscribing)|oops|"
    r"check your (?:inbox|email)|we(?:'ll| will) (?:never|not|only) (?:share|send|use)|we respect your privacy|"
    r"an error (?:has )?occurred|something went wrong|no spam|you can unsubscribe|unsubscribe (?:at any|any ?time)|"
    r"you may unsubscribe|your (?:e-?mail|password|account)|the (?:e-?mail|password)|this email|invalid|stay "
    r"(?:informed|up to date|updated|in the loop)|keep up (?:to date|with)|never miss|don't miss|"
    r"melden sie sich|melde dich|jetzt (?:anmelden|registrieren|newsletter)|abonnieren sie|abonniere|bitte "
    r"(?:geben|gib|melden|bestätigen|überprüfen)|erhalten sie|registrieren sie|loggen sie|bleiben sie|noch kein|"
    r"sie haben (?:noch )?kein|bereits (?:registriert|abonnent|kunde)|vielen dank für ihre|"
    r"inscrivez|abonnez|connectez|recevez|saisissez|entrez|créez|veuillez|déjà (?:inscrit|abonné)|"
    r"merci (?:de votre|pour "
    r"votre)|vous n'avez pas|restez informé|suscríbe|regístra|inicia sesión|recibe|ingresa|introduce|crea (?:una|tu)|"
    r"por favor,? (?:introduce|ingresa|escribe)|¿(?:ya|no|aún|olvidaste)|ya (?:tienes|eres)|gracias por|iscriviti|"
    r"registrati|ricevi|inserisci|accedi|hai già|sei già|non hai|grazie per|resta (?:aggiornato|informato)|inscreva|"
    r"cadastre|assine|receba|insira|digite|faça login|já (?:é|tem)|não tem|obrigado por|fique por dentro|"
    r"schrijf je|meld (?:je|u)|ontvang|vul (?:je|uw)|log in|heb je|nog geen|bedankt|blijf op de hoogte|"
    r"prenumerera|anmäl dig|registrera|logga in|ange|få|skriv (?:in|upp)|har du|tack för|meld deg|registrer|logg inn|"
    r"motta|skriv inn|har du|takk for|tilmeld|modtag|log ind|indtast|tak for|tilaa|kirjaudu|rekisteröidy|syötä|"
    r"zapisz się|zarejestruj|zaloguj|otrzymuj|podaj|wpisz|nie masz|masz już|dziękujemy|bądź na bieżąco|přihlaste|"
    r"registrujte|zadejte|odebírejte|nemáte|máte|děkujeme|iratkozz|feliratkoz|jelentkezz|abonează|înscrie|"
    r"подпи[шс]|зарегистрируйтесь|войдите|введите|авторизуйтесь|получайте|уже (?:есть|зарегистр)|нет аккаунта|"
    r"спасибо|будьте в курсе|підпи[шс]|увійдіть|введіть)",
    re.IGNORECASE,
)
_with_object = holding(
    "newsletter newsletters email emails e-mail e-mails inbox account password username submission alerts spam "
    "unsubscribe e-mail-adresse passwort konto kennwort posteingang postfach benutzernamen benutzername infolettre "
    "courriel boîte adresse compte passe boletín correo cuenta contraseña bandeja posta casella indirizzo "
    "boletim caixa "
    "conta senha nieuwsbrief nieuwsbrieven e-mailadres wachtwoord nyhetsbrev nyhetsbrevet nyhedsbrev e-post lösenord "
    "passord adgangskode uutiskirje uutiskirjeen sähköposti sähköpostiosoite salasana biuletyn biuletynu "
    "skrzynkę konta "
    "hasło hasła zpravodaj schránky heslo hírlevél hírlevelünkre buletin рассылку рассылки почту почты пароль аккаунт "
    "аккаунта розсилку пошту".split()
)


@rule("label", since="0.1", confidence=0.292, label=Label.INTERFACE, words=(4, 40), places=_with_object)
def speaks_of_account(block: DraftBlock, draft: Draft) -> str | None:
    """A line that asks to sign up or in, and names a newsletter, an account or an address, is part of a form.

    As :func:`asks_the_reader`, and surer than a section of teasers that it stands in.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("speaks_of_account", "Sign up to our newsletter for news of the island")]
    ['Sign up to our newsletter for news of the island']
    >>> len(where("speaks_of_account", "Melden Sie sich für unseren Newsletter an\\nВведите ваш пароль ещё раз"))
    2

    Abstains:

    >>> where("speaks_of_account", "Mayor signs up for newsletter of the island\\nJoin the march on Sunday morning")
    []
    """
    text = block.text.replace("’", "'")
    if count_words(text) > 40 or block.index not in draft.once(_with_object) or not _ASKS.match(text):
        return None
    return "asks to sign up or in, and names what for"
