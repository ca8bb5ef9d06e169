"""What the clause around an expression says of it: whether it looks ahead or back, and which of the five roles it has."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from communique.extract.dates.found import Found, Meaning
from communique.extract.dates.tokens import lexicon
from communique.parse.tree import Parsed, Word
from communique.record.move import TimexRole

MODALS = frozenset("will wo shall 'll ’ll would may might could should must can ca".split())
ARRANGED = frozenset("plan schedule slate set due expect".split())
DEADLINE = frozenset("by until till before within".split())
THROUGH = frozenset("since throughout during over".split())


@dataclass(slots=True)
class Clauses:
    """The words of a report, found by where they begin."""

    parsed: Parsed
    starts: list[int] = field(default_factory=list)
    speech: frozenset[str] = frozenset()
    planned: frozenset[str] = frozenset()
    granted: frozenset[str] = frozenset()
    timed: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.starts = [word.start for word in self.parsed.words]
        data = lexicon()
        self.speech, self.planned = frozenset(data["speech"]), frozenset(data["planned"])
        self.granted, self.timed = frozenset(data["granted"]), frozenset(data["timed"])

    def top(self, start: int, end: int) -> Word | None:
        """The word of text[start:end] that hangs on a word outside, None where the text is not parsed."""
        words = self.parsed.words
        at = max(0, bisect_left(self.starts, start + 1) - 1)
        first = None
        while at < len(words) and words[at].start < end:
            word = words[at]
            if word.end > start:
                head = words[word.head]
                if word.head == word.i or not start <= head.start < end:
                    return word
                first = first or word
            at += 1
        return first

    def verb(self, word: Word) -> tuple[Word | None, int]:
        """The verb a word hangs on, and how many nouns lie between."""
        nouns = 0
        if word.tag[0] == "V":
            return word, 0
        for head in self.parsed.up(word):
            if head.tag[0] == "V" or head.tag == "MD":
                return head, nouns
            nouns += head.is_noun or head.tag in ("PRP", "CD")
        return None, nouns

    def lean(self, start: int, end: int) -> int:
        """+1 where the clause speaks of what is to come, -1 of the past, 0 where the tense leaves it open."""
        word = self.top(start, end)
        if word is None:
            return 0
        verb, _ = self.verb(word)
        if verb is None:
            return 0
        preposition = self.parsed.words[word.head].low
        if preposition in ("until", "till", "by", "to") and verb.lemma in self.granted:
            return 1
        if verb.lemma in self.timed and (verb.tag in ("VBZ", "VBP") or (verb.tag == "VBG" and self._progressive(verb))):
            return 1
        return self.tense(verb)

    def _progressive(self, verb: Word) -> bool:
        return any(kid.low in ("is", "are", "'s", "'re", "’s", "’re") for kid in self.parsed.kids(verb))

    def tense(self, verb: Word, depth: int = 0) -> int:
        """The direction of one verb: its auxiliaries, its form, or the verb it completes."""
        kids = self.parsed.kids(verb)
        helpers = [kid for kid in kids if kid.dep in ("aux", "auxpass")]
        if any(kid.tag == "MD" and kid.low in MODALS for kid in helpers):
            perfect = any(kid.low in ("have", "'ve") for kid in helpers)
            return -1 if perfect and not any(kid.low in ("will", "'ll") for kid in helpers) else 1
        if any(kid.tag == "TO" for kid in helpers):
            return -1 if any(kid.low == "have" for kid in helpers) else 1
        if verb.dep == "pcomp" and self.parsed.words[verb.head].low in ("since", "after"):
            return -1
        if verb.lemma == "go" and any(kid.dep == "xcomp" for kid in kids):
            return 1
        if verb.lemma in self.planned and verb.tag in ("VBN", "VBG", "VBP", "VBZ", "VBD") and (
            verb.dep in ("acl", "amod") or (any(kid.low in ("for", "on") and kid.dep == "prep" for kid in kids)
            and verb.lemma in ARRANGED)
        ):  # fmt: skip
            return 1
        if any(kid.low in ("due", "set", "likely") and kid.dep == "acomp" for kid in kids):
            return 1
        if (
            verb.lemma in ARRANGED
            and verb.tag == "VBN"
            and any(kid.tag in ("VBZ", "VBP") and kid.lemma == "be" for kid in helpers)
        ):
            return 1
        if verb.tag == "VBD" or any(kid.tag == "VBD" or kid.low in ("have", "has", "had", "'ve") for kid in helpers):
            return -1
        if verb.tag == "VBN" and verb.dep in ("acl", "amod", "advcl", "relcl"):
            return -1
        if verb.tag in ("VBZ", "VBP") or any(kid.tag in ("VBZ", "VBP") for kid in helpers):
            return 0
        if depth < 3 and verb.head != verb.i and verb.tag in ("VBG", "VBN", "VB"):
            return self.tense(self.parsed.words[verb.head], depth + 1) if self.parsed.words[verb.head].tag[0] == "V" else 0
        return 0

    def role(self, found: Found, meaning: Meaning, start: int, end: int) -> TimexRole:
        """What the date is the date of."""
        before = found.before[0] if found.before else ""
        if meaning.role:
            return meaning.role
        if meaning.type == "DURATION":
            return "deadline" if before == "within" else "period"
        if meaning.value == "FUTURE_REF":
            return "event"
        if meaning.value == "PAST_REF":
            return "speech" if self._said(start, end, nouns=0) else "event"
        if before in ("until", "till") and "from" in found.before:
            return "period"
        if before in DEADLINE or found.before[:2] == ["than", "later"] or "deadline" in (*found.before[:3], *found.after[:2]):
            return "deadline"
        if before in THROUGH or (len(meaning.value) < 8 and any(word in ("from", "between") for word in found.before[:4])):
            return "period"
        if self._names(found, start, end):
            return "other"
        word = self.top(start, end)
        verb, nouns = self.verb(word) if word else (None, 0)
        if verb is None:
            return "speech" if meaning.type == "TIME" and word and word.head == word.i else "event"  # the hour over a transcript
        if meaning.value[:4].isdigit() and len(meaning.value) < 8 and self._counts(verb):
            return "period"
        if self._said(start, end):
            return "speech"
        if nouns == 0 and before == "in" and meaning.value[:4].isdigit() and self._awaited(verb):
            return "deadline"
        return "event"

    def _said(self, start: int, end: int, nouns: int = 1) -> bool:
        """Whether the date tells when something was said; "told reporters on Friday" may hang on "reporters"."""
        word = self.top(start, end)
        verb, between = self.verb(word) if word else (None, 0)
        if verb is None or verb.lemma not in self.speech:
            return False
        return between == 0 or (between <= nouns and verb.lemma in ("tell", "say", "inform", "brief"))

    def _awaited(self, verb: Word) -> bool:
        """An act demanded or expected of another within that time ("expects to receive answers in January")."""
        data = lexicon()
        if verb.lemma in ("expect", "await", "mean"):
            return any(kid.dep in ("xcomp", "ccomp", "advcl", "dobj") for kid in self.parsed.kids(verb))
        head = self.parsed.words[verb.head]
        return verb.lemma in data["awaited_acts"] and head.i != verb.i and head.lemma in data["awaited"]

    def _counts(self, verb: Word) -> bool:
        """A figure counted over that time ("trade soared last year")."""
        return verb.lemma in COUNTS and not any(kid.dep in ("xcomp", "ccomp") for kid in self.parsed.kids(verb))

    def _names(self, found: Found, start: int, end: int) -> bool:
        """Whether the date only names a document, law, prize or summit: "the 2014 Wales Summit", "the Act of 1974"."""
        text = self.parsed.text
        before = found.before[0] if found.before else ""
        at = bisect_left(self.starts, end)
        words = self.parsed.words
        following = words[at] if at < len(words) else None
        first = bisect_left(self.starts, start)
        if before == "of" and first >= 2:
            named = words[first - 2]
            if (named.text[:1].isupper() and named.tag in ("NNP", "NNPS")) or named.lemma in DOCUMENTS:
                return True
        if (
            before in ("the", "a", "its", "their", "our", "s")
            and following
            and following.start - end <= 1
            and text[start].isdigit()
        ):
            return following.tag in ("NNP", "NNPS") or following.lemma in DOCUMENTS
        return before == "the" and following is not None and (following.lemma in DOCUMENTS)


COUNTS = frozenset("rise fall grow increase decline drop soar total shrink exceed average double narrow widen cut".split())
DOCUMENTS = frozenset(
    "agreement statement treaty accord protocol memorandum law act resolution decree order directive document declaration package"
    " convention constitution pact charter communique border line deal decision edict summit".split()
)
