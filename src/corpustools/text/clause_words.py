"""Words and turns by which a reported clause is known, begins and ends."""

import re

ADVERBIAL = re.compile(
    r"(?:\s*,?\s*(?:(?:late|early|earlier|later)\s)?(?:on|in|at|during|by|via|after|before|earlier|later|late|"
    r"last|this|"
    r"yesterday|today|tonight|from|through|when|as|while|with|about|following|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday|citing|without|speaking|according)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
NAMED_SPEECH = (
    r"an?\s(?:[\w-]+\s){0,2}?(?:accusation|allegation|argument|assertion|assessment|charge|claim|comment|comparison|"
    r"contention|line|message|notion|phrase|prediction|promise|prospect|refrain|remark|sentiment|statement|suggestion|"
    r"term|theory|view|warning|word)\b"
)
"""What takes up a clause as something said, behind a comma: "…, a refrain that Roe repeated"."""
WHEN_AND_WHERE = re.compile(
    r"\s*,?\s*(?:(?:late |early |earlier |last |this )?(?:on )?(?:monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|"
    r"yesterday|today|night|weekend|week|month|year)(?: (?:morning|afternoon|evening|night))?,?|in an? (?:[\w-]+ ){0,2}"
    r"(?:statement|interview|tweet|post|report|email|release|letter|blog post|news conference|briefing)"
    r"(?: on \w+day| to [A-Z]\w+)?,?|"
    r"at an? (?:[\w-]+ ){0,2}(?:conference|briefing|hearing|event|meeting),?)(?=\s)",
    re.IGNORECASE,
)
NO_CLAUSE = frozenset(
    "to of about for with on in at by from as so no yes nothing something anything goodbye hello more much little "
    "when how why what whether if and or but not while during after before since ever amid because until "
    "despite during "
    "simply just only".split()
)
CUT = re.compile(
    r",\s(?:but|aber|mais|pero|ma|но)\s(?=(?:the|a|an|we|his|der|die|das|er|sie|es|le|la|il|elle|el|"
    r"los|ha|[A-ZÄÖÜ]\w+|(?:he|she|it|they)\s(?:did\snot|didn[’']t|declined|gave\sno|refused|offered\sno|"
    r"provided\sno|has\snot|hasn[’']t))\b)|\sand\s(?=(?:called|urged|warned|demanded|refused|"
    r"declined|asked|thanked|praised|criticized|condemned|denied|vowed|apologized)\b)|;\s|,\saccording\sto\s|"
    r"\s[—–]\s(?=which\b)|"
    r",\s(?=(?:citing|referring|adding|noting|saying|calling|describing|implying|"
    rf"insinuating)\b)|(?:,|(?<=[\ue000-\ue002]))\s(?={NAMED_SPEECH}\s(?:that|which|[A-Z]|(?:he|she|it|they|critics|experts|officials)\b))"
)
DANGLING = re.compile(
    rf"(?:(?:,|(?<=[\ue000-\ue002]))\s{NAMED_SPEECH}|[\s,]*\b(?:and|but)\s(?:in\ssome\scases|at\stimes|also|even|later|then)|"
    r"[\s,]*\b(?:and|but|while|until|before|after|since|unless|because|when|as|if|und|aber|bis|bevor|nachdem|et|mais|y|"
    r"pero|e|ma)?)\s*$"
)
"""What joins a reported clause to the next verb of saying, and is of neither."""
BARE_CLAUSE = re.compile(
    r" (?:(?:the|an?|his|her|its|their|this|these|those|no|all|both)\s"
    r"(?:(?!(?:that|which|who\w*|whe\w+|what|how|why|I|you|he|she|it|we|they)\b)[\w’'-]+\s){1,5}?|"
    r"(?:he|she|it|they|there|we|you)\s|[A-Z][\w’'-]*\s(?:[A-Z][\w’'-]*\s){0,3})"
    r"(?:would|will|can|could|should|must|may|might|is|are|was|were|has|have|had)\b"
)
"""A clause behind a verb that most often wants "that": its subject, at most six words, and a finite verb."""
BARE_PLURAL = re.compile(
    r" (?:(?!(?:by|in|on|at|to|for|of|with|from|as|that|which|who|and|or|what|how|when|where|why|if|whether)\b)"
    r"[a-z]+\s)?[a-z]{3,}s\s(?:would|will|can|could|should|must|may|might|are|were|have|had)\b"
)
"""Such a clause whose subject is a noun in the plural without an article."""
GERUND = re.compile(r"\s(?:hear|see|feel|find|hav|be|mak|tak|gett|receiv|experienc|witness)ing\s")
ADVISING = frozenset("recommend recommends advise advises".split())
ADDED = frozenset("a an his her its their two three four five six seven eight nine ten another more one".split())
TOLD = frozenset("told tells tell telling assured assures reminded warned".split())
LEADS = re.compile(
    r"\s*,?\s*(?:late|early|earlier|later|last|this|on|in|at|to|during|after|before|by|via|through|with|when|as|while|"
    r"mon|tues|wednes|thurs|fri|satur|sun|yesterday|today|tonight|again|publicly|out|repeatedly|recently|"
    r"not only|both|further)(?:day)?\b",
    re.IGNORECASE,
)
NOT_REPORTED = frozenset(
    "um als wenn nachdem während bevor weil da und aber sondern wie was warum der die das dem den dessen deren "
    "wo wobei "
    "woraufhin sowie darunter etwa so obwohl obgleich damit denn".split()
)
PLAIN = frozenset(
    "sagte sagten sagt sagen erklärte erklärten erklärt meinte meint berichtete berichteten berichtet teilte "
    "teilten teilt "
    "kündigte kündigt fügte betonte betont schrieb schreibt heißt hieß".split()
)
REPORTING = frozenset(
    "denied denies agree agreed agrees promised vowed pledged estimated suggested suggests recommend recommends "
    "advise advises observed remarked complained state".split()
)
"""Cues that stand before their clause, and never behind it."""
SUBJUNCTIVE = re.compile(
    r"\b(?:habe|sei|seien|hätten|hätte|wäre|wären|werde|würde|würden|könne|könnten|müsse|müssten|solle|sollten|wolle|"
    r"dürfe|gebe|gehe|handele|handle|komme|stehe|liege|bleibe|mache|brauche|wisse|sehe|halte|lasse|stamme|bedeute|biete|"
    r"bringe|fehle|führe|gelte|gehöre|helfe|laufe|leide|nehme|scheine|spreche|treffe|trage|verfüge|zeige|diene|bestehe|"
    r"entspreche|verstoße|drohe)\b"
)
SUBORDINATE = re.compile(r",\s(?:dass|weil|da|obwohl|wobei)\s")
SUBORDINATES = re.compile(r"(?:as|when|while|after|before|although|though|because|since|once|until)\b", re.IGNORECASE)
CONDITIONS = re.compile(r"(?:if|unless|when|once|although|though|while|because|since|as)\b", re.IGNORECASE)
OCCASION = re.compile(
    r"(?:(?:citing|quoting|referring|speaking|answering|responding|replying|writing|pointing|addressing|reacting|"
    r"commenting|testifying|appearing|describing|recalling|explaining|asked|pressed|questioned)\b)",
    re.IGNORECASE,
)
"""What opens no clause, but says how somebody speaks: "Citing a report, Roe said …"."""
GOES_ON = frozenset("who which whose a an the and but while adding citing noting".split())
OPENERS = frozenset("but and still yet however meanwhile aber doch und mais et pero y ma e".split())
CONJUNCTIONS = frozenset(
    "because if although though so unless or nor between weil denn obwohl sondern parce car porque".split()
)
"""Words with which a clause goes on behind "he said" in its middle."""
SUBORDINATING = frozenset("if when while despite although because since once until before after".split())
COUNTING = frozenset("not no more just only".split())
"""Words that open a reported clause where a verb, or a comma and a clause, come after them."""
