"""What a line is by its wording alone: page furniture, a credit, a byline, a clock; None where it may be prose."""

from __future__ import annotations

import re

from communique.clean.dateline import DAY
from communique.clean.lexicon import agencies

LONGEST = 400  # characters; a longer line is prose


def _any(*forms: str) -> str:
    return "(?:" + "|".join(forms) + ")"


_CAP = r"[A-Z][\w.’'-]*"
_PERSON = rf"{_CAP}(?: (?:van|von|de|da|del|der|al|el|bin|ibn|la|le) ?{_CAP}| {_CAP}){{1,4}}"
_ZONE = r"(?:GMT|UTC|EST|EDT|ET|CET|CEST|BST|IST|MSK|[AP]\.?M\.?)"
_TIME = rf"\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:\s*\(?{_ZONE}\)?\.?){{0,3}}"
_CLOCK = re.compile(rf"(?:(?:{DAY},? )?(?:at )?{_TIME}(?:,? {DAY})?|{DAY})\Z", re.IGNORECASE)
_STAMP = re.compile(
    _any(
        r"\d+\s*(?:min|minute|mins|hour|hr|hrs|day)s? ago\b",
        r"\d+ min(?:ute)?s?[ -]read\b",
        r"\d+ comments?\Z",
        r"\A(?:First |Last )?(?:[Pp]ublished|[Uu]pdated|[Pp]osted|[Mm]odified)(?: (?:on|at))?:? .{0,60}\d",
    )
)
_TRACK = re.compile(rf" [·•|] .*(?:{_ZONE}\b|\d{{4}})")

_RULE = re.compile(r"(?:#{2,}|[-–—]? ?(?:0|30) ?[-–—]|ENDS?|\(ENDS?\)|[*_=]{3,}|[-–—]{3,}|(?:\* ){2,}\*)\Z")
_CLOSING = re.compile(r"(?:#{2,}|[-–—] ?(?:0|30) ?[-–—]|ENDS?|\(ENDS?\)|Our Standards\b.*)\Z")
_BUTTON = _any(
    "share",
    "print",
    "email",
    "tweet",
    "save",
    "copy link",
    "menu",
    "search",
    "comments?",
    "facebook",
    "twitter",
    "whatsapp",
    "telegram",
)
_PROMPT = re.compile(
    _any(
        r"(?:read|see|watch|listen)(?: more| also| next| now| the full \w+| here)?\s*:",
        r"(?:also|must) (?:read|see)\b",
        r"read (?:more|also)\b",
        _any(
            "our standards",
            "more on this",
            "more from",
            "most (?:read|popular|viewed)",
            r"related(?: \w+)?",
            "recommended",
            "trending",
        )
        + r"\s*:?\Z",
        _any("editor['’]?s['’]? picks", "further reading", "you may (?:also )?like") + r"\s*:?\Z",
        _any("our standards", r"related(?: \w+){0,2}", "more on this(?: story| topic)?") + ":",
        r"sign up (?:for|to|here)|subscribe (?:to|now|for|here|today)|share (?:this|on|via|article)\b",
        r"follow us\b|follow \S+ on (?:x|twitter|facebook|telegram)",
        r"click here|download (?:the|our) \w+ app|join our\b|purchase licensing",
        r"advertis(?:e|ement)s?(?: -.*)?\Z|sponsored(?: content)?\Z",
        r"story continues (?:below|after)|article continues|skip (?:to|past)\b",
        rf"(?:{_BUTTON}(?:[ ,|/·]+|\Z)){{1,9}}\Z",
        r"get the latest\b|this (?:site|page) uses cookies|we use cookies",
        r"all rights reserved|terms of (?:use|service)|privacy policy",
        r"live now!|learn more(?: on| at)?\s*:?\Z",
    ),
    re.IGNORECASE,
)
_UNMISTAKABLE = re.compile(
    _any("read (?:more|also)", "our standards:", "sign up", "subscribe", "follow us", "we use cookies", "all rights"), re.I
)
_TAIL = re.compile(r"(?:[a-z?!.’\"”']Read more|opens? (?:in )?new (?:tab|window)|Continue reading|Read more ?[›»>→…]*)\.?\Z")
_PHOTO = re.compile(
    _any(
        _any(
            "Photo",
            "Photograph",
            "Photographer",
            "Picture",
            "Image",
            "Pic",
            "Video",
            "Illustration",
            "Graphic",
            "File photo",
            "Handout",
            "Credit",
        )
        + r"s?(?: (?:by|credit|courtesy of|from))?\s*[:/–—-]",
        r"\(?(?:Photo|Image|Picture)s? (?:by|courtesy|credit)\b",
        r"(?:Image|Video|Picture) (?:caption|source|copyright|credit)\b",
        r"FILE PHOTO\b|(?:A )?(?:file|aerial|general) (?:photo|picture|view) ",
    ),
    re.IGNORECASE,
)
_PHOTO_CREDIT = re.compile(
    _any(
        r"Getty Images|Shutterstock|AP Photo|File Photo|Handout via .{2,40}|/?EPA-EFE|/EPA|via (?:AP|Reuters|AFP|Getty)\b",
        r"(?:REUTERS|AFP|EPA|EFE|TASS|Sputnik|Handout|Pool|Anadolu)\s?[/|].{2,60}",
    )
    + r"\)?\.?\Z"
)
_CAPTION = re.compile(
    _any(
        r"\((?:not seen|L|R|C|left|right|centre|center|pictured)\)",
        r"\b(?:is|are) seen\b|\bpictured\b|,? on \w+\.? \d{1,2}, \d{4}\.?\Z",
        r"\A(?:An? )?(?:(?:file|aerial|general) )?(?:view|photo|picture|image) (?:of|from|shows)\b",
    ),
    re.IGNORECASE,
)
_VIEW = re.compile(r"(?:An? )?(?:\w+ )?[Vv]iew (?:of|from) ")

_WORKED = r"(?i:reporting|additional reporting|writing|editing|compiled|translat(?:ed|ion)|edited|produced|graphics?)"
_WORK = re.compile(rf"\(?{_WORKED}(?:(?:,| and) {_WORKED})* [Bb][Yy]:? [A-Z]")
_WITH = r"with (?:\w+ ){0,2}"
_INPUTS = re.compile(
    r"[(\[]?(?:-+|—|–)? ?"
    + _any(
        rf"{_WITH}(?:inputs?|reporting|information|reports?|files|contributions?|material) (?:from|by)\b",
        rf"{_WITH}(?:inputs?|agenc(?:y|ies)|wires?)[)\]]?\.?\Z",
        r"inputs? from\b|agenc(?:y|ies)(?: inputs?)?[)\]]?\.?\Z",
        r"from (?:agencies|wires|wire services|wire reports)\b",
    ),
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:to (?:this|the) (?:report|story|article|dispatch|piece)|(?:\w+ ){0,2}report(?:ing|s)\b)", re.IGNORECASE
)
_SOURCE = re.compile(
    _any(
        r"(?i:sources?|via|courtesy(?: of)?|agency|agencies) ?: ?\S.{0,60}\Z",
        r"/[A-Z][^/\n]{1,30}/\.?\Z",
        r"(?:©|(?i:copyright)|\([Cc]\) (?=\d{4}|[A-Z]\w+ \d{4})).{2,120}\Z",
        r"\(?[Tt]his (?:story|report|article|news|content|version)(?: item)? (?:has|have|was|is) (?:not )?(?:been )?(?:\w+ )?"
        r"(?:edited|published|refiled|auto|produced|generated|originally|first|supplied|created)\b",
    )
)
_NAMED = re.compile(r"(?:[(\[]([^()\[\]]{2,30})[)\]]|[-–—]{1,2} ?([^-–—].{1,29})|[Ww]ith ([A-Z].{1,29}))\.?\Z")
_TRADE = r"(?:[Cc]orrespondent|[Rr]eporter|[Ss]taff [Ww]riter|[Ee]ditor|STAFF WRITER|CORRESPONDENT)"
_AMONG_NAMES = _any(
    _CAP,
    "and",
    "in",
    "of",
    "for",
    "at",
    "the",
    "de",
    "van",
    "von",
    "al",
    "el",
    "bin",
    "&",
    r"[a-z]+ (?:editor|writer|correspondent|reporter)",
)
_BY = re.compile(rf"(?:[Bb]y|BY|Written by|Words by|Story by|Report by) {_CAP}(?:,? {_AMONG_NAMES})*\.?\Z")
_IN_PLACE = re.compile(rf"{_PERSON} in {_CAP}(?: {_CAP})?(?:(?:,| and|, and) {_PERSON} in {_CAP}(?: {_CAP})?)*\Z")
_STAFF = re.compile(rf"{_PERSON}(?: and {_PERSON})?,? (?:\w+ ){{0,3}}{_TRADE}(?: in {_CAP})?\Z")
_DESK = re.compile(
    rf"(?:[Bb]y|[Ff]rom|BY|FROM) (?:(?:[Oo]ur|a|the) )?(?:{_CAP}[, ]+)*(?:(?:[a-z]+|{_CAP}) )?"
    rf"(?:[Cc]orrespondents?|[Rr]eporters?|[Ss]taff|[Ww]riters?|[Dd]esk|[Bb]ureau)(?:,? (?:in )?{_CAP}(?: {_CAP})?)?\Z"
    rf"|[Ff]rom {_CAP}(?: {_CAP})+ in {_CAP}(?: {_CAP})?\Z"
)
HEAD_LINE = re.compile(
    r"(?:title|headline|date|dated|published|publication|outlet|author|url|link|section|updated|dateline|keywords?|tags?"
    r"|category|topics?|language|id|subject|source|byline|slug|copyright|type|genre)\s?: ?\S?",
    re.IGNORECASE,
)


def is_end(line: str) -> bool:
    """Whether the report proper ends here ("###", "- 0 -", "Our Standards: …")."""
    return bool(_CLOSING.match(line))


def is_clock(line: str) -> bool:
    """Whether the line is a time or a date alone ("14:32 GMT", "3 May 2001"), as in live pages and transcripts."""
    return len(line) < 60 and bool(_CLOCK.match(line))


def is_junk(line: str) -> bool:
    """Whether the line is page furniture: prompts, stamps, rules, photo credits."""
    if _RULE.match(line) or _TAIL.search(line):
        return True
    if _PROMPT.match(line):
        return not _is_sentence(line) or bool(_UNMISTAKABLE.match(line))
    if len(line) < 120 and not _is_sentence(line) and (_STAMP.search(line) or _TRACK.search(line)):
        return True
    return bool(_PHOTO.match(line) or is_photo_credit(line))


def is_photo_credit(line: str) -> bool:
    """Whether the line ends in a picture's credit ("… Getty Images", "REUTERS/Name")."""
    return bool(_PHOTO_CREDIT.search(line))


def is_caption(line: str) -> bool:
    """Whether the line, standing before a picture's credit or at the page's end, describes a picture."""
    return bool(_CAPTION.search(line))


def is_view(line: str) -> bool:
    """Whether the line can only be a picture's caption, even without a credit ("View of the plant from …")."""
    return bool(_VIEW.match(line) and is_caption(line))


def credit_kind(line: str) -> str | None:
    """What kind of credit the line is: "inputs", "byline" (who wrote and edited), "agency"; None where it is none."""
    if _WORK.match(line):
        return "byline"
    if _INPUTS.match(line) and not _is_long_sentence(line):
        return "inputs"
    if _CONTRIBUTED.search(line) and not _is_long_sentence(line):
        return "inputs"
    if _SOURCE.match(line) or is_agency(_NAMED.match(line)):
        return "agency"
    return None


def is_agency(match: re.Match[str] | None) -> bool:
    """Whether the one group that matched names agencies only ("ANI", "AP/Reuters")."""
    name = next(filter(None, match.groups()), "") if match else ""
    return bool(name) and all(part.strip().lower() in agencies() for part in re.split(r"/|,|&|\band\b", name))


def is_byline(line: str) -> bool:
    """Whether the line, standing above the text, says who wrote it."""
    return len(line) < 140 and bool(_BY.match(line) or _IN_PLACE.match(line) or _STAFF.match(line))


def is_by(line: str) -> bool:
    """Whether the line is "By Name" and so a byline wherever it stands."""
    return len(line) < 140 and bool(_BY.match(line) or _DESK.match(line))


def _is_sentence(line: str) -> bool:
    return line[-1:] in ".!?”" and len(line.split()) > 7


def _is_long_sentence(line: str) -> bool:
    return line[-1:] in ".”" and len(line.split()) > 24
