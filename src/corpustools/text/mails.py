"""The heads of mails, as programs for mail write them above what somebody wrote: who, when, to whom, about what."""

import re
from collections.abc import Iterator, Mapping, Sequence

_NAMES = {
    "sender": "from|von|de|expéditeur|da|mittente|remetente|van|från|fra|lähettäjä|od|odesílatel|feladó|от|от кого|від|"
    "kimden|gönderen|发件人|寄件者|差出人|보낸 사람|من|מאת",
    "sent": "date|sent|datum|gesendet|gesendet am|envoyé|envoyé le|fecha|enviado|enviado el|data|inviato|enviada em|"
    "verzonden|skickat|dato|sendt|päivämäärä|lähetetty|wysłano|odesláno|elküldve|дата|отправлено|дата отправки|"
    "надіслано|tarih|gönderildi|发送时间|日期|送信日時|日時|日付|날짜|보낸 날짜|التاريخ|תאריך|נשלח",
    "subject": "subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|temat|předmět|tárgy|"
    "subiect|тема|konu|主题|主旨|件名|제목|الموضوع|נושא",
    "other": "to|an|à|para|a|aan|till|til|do|komu|pro|címzett|кому|kime|收件人|收件者|宛先|받는 사람|إلى|אל|cc|bcc|cci|"
    "kopie|kopia|copie|copia|копия|抄送|참조|attachments|attachment|anlagen|anhänge|pièces jointes|adjuntos|allegati|"
    "anexos|bijlagen|bilagor|załączniki|вложения|附件|received|organization|newsgroups|path|lines|references|keywords|"
    "importance|priority|wichtigkeit|sender|posted|approved|comments",
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split("|")}
_TECHNICAL = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")  # "message-id"
_FIELD = re.compile(r"\W{0,3}([^\W\d_][\w -]{0,30}?)\s?[:：]\s*(?=(.?))", re.DOTALL)
# What opens each mail of a mailbox in one file.
_OPENS = re.compile(r"From \S+(?: at \S+)? .{0,40}\d\d:\d\d.{0,20}\d{4}(?!\d)")
_LEAST = 3  # lines of a head
_MOST_ABOVE, _LONG = 15, 100  # lines above the first head, and characters of one that is text
_QUOTED = re.compile(r"[\"'“”„«»*]|\[?mailto:\S*")
_ADDRESS = re.compile(r"<[^<>]*>|\[[^\[\]]*@[^\[\]]*\]|\S+@\S+|\S+ at \S+\.\S+")


def mail_heads(lines: Sequence[str]) -> Mapping[int, str]:
    """Return of each line in the head of a mail what field it is: the sender, when it was sent, the subject, another.

    A head is three lines or more in a row, with the sender and the subject among them, in any of two dozen languages.
    Texts that quote mails are none: the first head opens the text, but for few short lines above it.

    >>> mail_heads(["From: Jane Roe <jane@example.org>", "Date: 10 June 2015", "Subject: It is quiet", "Dear all,"])
    {0: 'sender', 1: 'sent', 2: 'subject'}
    >>> mail_heads(["Nobody in the town knows how long this will last. " * 3, "From: A", "To: B", "Subject: C"])
    {}
    >>> mail_heads(["From: Oslo", "To: Bergen", "Price: 10 euros"])
    {}
    """
    found: dict[int, str] = {}
    for run in _runs(lines):
        kinds = set(run.values())
        if len(run) < _LEAST or not {"sender", "subject"} <= kinds:
            continue
        first = min(run)
        if not found and (first > _MOST_ABOVE or any(len(line) > _LONG for line in lines[:first])):
            break
        found |= run
    return found


def _runs(lines: Sequence[str]) -> Iterator[dict[int, str]]:
    run: dict[int, str] = {}
    for place, line in enumerate(lines):
        kind = _kind(line)
        if kind is not None:
            run[place] = kind
        elif run:
            yield run
            run = {}
    yield run


def _kind(line: str) -> str | None:
    """Return which field of a mail's head a line is, or nothing."""
    if ":" not in line and "：" not in line:
        return None
    if line.startswith("From ") and _OPENS.match(line):
        return "other"
    found = _FIELD.match(line)
    if found is None:
        return None
    name = found[1].lower()
    return _KINDS.get(name) or ("other" if _TECHNICAL.fullmatch(name) else None)


def said_by(line: str) -> tuple[int, int]:
    """Return where in the line of a field stands what it says.

    >>> start, end = said_by("Subject: It is quiet ")
    >>> "Subject: It is quiet "[start:end]
    'It is quiet'
    """
    found = _FIELD.match(line)
    return (found.end() if found else 0), len(line.rstrip())


def sender_named(said: str) -> str:
    """Return the name of who sent a mail, without the address, or nothing where that is all.

    >>> sender_named('"Roe, Jane" <jane@example.org>'), sender_named("jane at example.org (Jane Roe)")
    ('Roe, Jane', 'Jane Roe')
    >>> sender_named("jane@example.org"), sender_named("Jane Roe [mailto:jane@example.org]")
    ('', 'Jane Roe')
    """
    name = " ".join(_QUOTED.sub(" ", _ADDRESS.sub(" ", said)).split()).strip(" ,;<>[]")
    return name[1:-1] if name.startswith("(") and name.endswith(")") else name.partition(" (")[0]
