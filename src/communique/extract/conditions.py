"""On what terms a source spoke: anonymity, background, an embargo.  The words that say so are kept as the report has them."""

from __future__ import annotations

import re

from communique.extract.scene import Scene

NOT_NAMED = (
    r"(?:not (?:to )?be (?:further |publicly )?(?:named|identified|quoted)|(?:he|she|they|(?:his|her|their) names?) not be \w+)"
)
TERMS = (
    rf"(?:up)?on (?:the )?(?:strict )?condition (?:of (?:strict )?anonymity|that {NOT_NAMED}[^,.;”\"]*)",
    r"(?:who |and )?(?:asked|requested|wished|wanted|preferred|insisted|declined|refused|spoke)(?: that (?:he|she|they))?"
    r" (?:on (?:anonymity|not being (?:named|identified))|not to be (?:further )?(?:named|identified|quoted)"
    r"|to (?:remain|stay) (?:anonymous|unnamed)|to be (?:named|identified)|for anonymity|anonymity|anonymously)(?: by name)?",
    r"(?:who |because (?:he|she|they) )?(?:was|were|is|are|had|has|have)(?: not|n['’]t) (?:been )?"
    r"(?:authori[sz]ed|allowed|permitted|cleared)"
    r" to (?:speak|talk|comment|discuss|be quoted|brief)[^,.;”\"]{0,60}",
    r"(?:who )?(?:did|does|do|would)(?: not|n['’]t) (?:want|wish|like|care) (?:to be (?:named|identified|quoted)"
    r"|(?:his|her|their) (?:names?|identity)[^,.;”\"]{0,40})",
    r"(?:who )?(?:preferred|asked|chose|wished) not to (?:reveal|disclose|give) (?:his|her|their) (?:names?|identity)",
    r"(?:asking|requesting|demanding|insisting on) (?:for )?anonymity",
    r"(?:who )?(?:cannot|could not|can not|may not) be (?:named|identified|quoted)[^,.;”\"]{0,40}",
    r"(?:speaking |spoke |talking |briefing )?on (?:deep |a )?background(?: basis)?(?! (?:of|to|check|noise))",
    r"(?:speaking |spoke |talking )?off the record",
    r"not for attribution|under (?:the )?Chatham House rules?",
    r"(?:under (?:an |the )?embargo|embargoed)(?: (?:until|till|to|for) [^.;”\"\n]{3,60})?",
)
STATED = re.compile(r"\b(?:" + "|".join(TERMS) + r")", re.IGNORECASE)
WHY = re.compile(r",? (?:because|as|since|for fear|so as|owing|given)\b", re.IGNORECASE)
OPENING = 5  # characters: "who "
HINTS = (  # of which all terms have one
    "anonym", "name", "identity", "identified", "quoted", "condition", "authori", "allowed", "permitted", "cleared", "background",
    "off the record", "attribution", "chatham", "embargo",
)  # fmt: skip
RULED = re.compile(r"(?:on (?:deep )?background|embargoed|off the record|attribut(?:ed|able) (?:to|as))", re.IGNORECASE)
FOLLOWS = re.compile(
    r"\s*(?:The )?(?:Both |All )?(?:He|She|They|(?:senior |second |first )?(?:source|official|person|people|diplomat|aide)s?)\b",
    re.IGNORECASE,
)


def is_condition(text: str) -> bool:
    """Whether a stretch of text says no more than on what terms somebody spoke."""
    match = _stated(text, 0, len(text))
    if match is None:
        return False
    return match.end() - match.start() >= 0.6 * len(text) or (
        match.start() < OPENING and WHY.match(text, match.end()) is not None
    )


def _stated(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first terms that are stated in text[start:end]."""
    low = text[start:end].lower()
    return STATED.search(text, start, end) if any(hint in low for hint in HINTS) else None


def condition(scene: Scene, span: tuple[int, int]) -> str | None:
    """The terms on which the source at mended `span` spoke, None where the report states none.

    Looked for in the sentence of the source, then in the next one where it goes on about the same source.
    """
    parsed = scene.parsed
    word = scene.word_at(span[0])
    if word >= len(parsed.words):
        return None
    number = parsed.words[word].sentence
    sentence = parsed.sentences[number]
    match = _stated(parsed.text, sentence.start, sentence.end)
    if match is None and number + 1 < len(parsed.sentences):
        after = parsed.sentences[number + 1]
        same = after.block == sentence.block and FOLLOWS.match(parsed.text, after.start, after.end)
        match = _stated(parsed.text, after.start, after.end) if same else None
    if match is None:
        return None
    raw = parsed.raw(match.start(), match.end()).of(parsed.cleaned.report.text)
    return re.sub(r"^(?:who|and)\s+", "", raw).rstrip(" ,;—–-")


def ground_rules(scene: Scene) -> str | None:
    """The terms that open a briefing and hold for all who speak in it ("on background … embargoed until the end of the call")."""
    for sentence in scene.parsed.sentences[:30]:
        text = scene.parsed.text[sentence.start : sentence.end]
        if RULED.search(text) and (match := STATED.search(text)):
            start = sentence.start + match.start()
            last = [m for m in STATED.finditer(text)][-1]
            return scene.parsed.raw(start, sentence.start + last.end()).of(scene.parsed.cleaned.report.text).rstrip(" ,;")
    return None
