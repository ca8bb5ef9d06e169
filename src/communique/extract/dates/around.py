"""What the words around an expression say of it: whether it looks ahead or back, which event it counts from, its role."""

from __future__ import annotations

from bisect import bisect_left

from communique.extract.dates.found import Found, Lean, Meaning
from communique.extract.dates.tokens import lexicon
from communique.parse.tree import Parsed, Word
from communique.record.move import TimexRole

AHEAD_OF = frozenset("next coming upcoming forthcoming planned scheduled proposed future".split())
MARKS = frozenset("if unless until till once before after when provided as".split())
DUE = frozenset("due set likely".split())
PAST = frozenset("was were had".split())
MEANT = frozenset("mean suppose intend due".split())
NOW = frozenset("is are 's 're ’s ’re".split())
OPEN = Lean(0)
ARRANGED = frozenset("plan schedule slate set due expect".split())
UP_TO = frozenset("by until till before".split())
COUNTED_FROM = frozenset("after before since following".split())
DEADLINE = UP_TO | {"within"}
THROUGH = frozenset("since throughout during over".split())


class Around:
    """The words of a report, found by where they begin."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.starts = [word.start for word in parsed.words]
        data = lexicon()
        self.speech, self.planned, self.granted, self.timed, self.asked, self.arranged, self.awaited = (
            frozenset(data[name]) for name in ("speech", "planned", "granted", "timed", "asked", "arranged", "awaited")
        )

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

    def lean(self, start: int, end: int, before: str) -> Lean:
        """Whether the clause speaks of what is to come or of the past; `before` is the word in front."""
        word = self.top(start, end)
        verb, nouns = self.verb(word) if word else (None, 0)
        if word is None or verb is None:
            return OPEN
        if before == "since":
            return Lean(-1, before)
        if (ahead := self._thing_to_come(word, verb, nouns, before)) is not None:
            return ahead
        preposition = before if before in UP_TO else self.parsed.words[word.head].low
        tense = self.tense(verb)
        off = verb.lemma == "put" and any(kid.low in ("off", "back") for kid in verb.kids)
        if preposition in ("until", "till", "to") and (verb.lemma in self.granted or off):
            return Lean(1, verb.text)
        if preposition in UP_TO and tense.step <= 0 and tense.firm and self._still_open(verb, nouns, preposition):
            return Lean(1, preposition)
        if (verb.lemma in self.timed or (verb.lemma == "be" and before == "on")) and (
            verb.tag in ("VBZ", "VBP") or (verb.tag == "VBG" and self._progressive(verb))
        ):
            return Lean(1, verb.text)
        if mark := self._waits(verb):
            return Lean(1, mark)
        if before == "from" and tense.step == 0:
            return Lean(1, before)
        if tense.step < 0 and (hung := self._depends(verb)):
            return hung
        return tense

    def _thing_to_come(self, word: Word, verb: Word, nouns: int, before: str) -> Lean | None:
        """A date on a thing not yet there: "their next session, on 8 February", "proposed a visit in June", "asked for May"."""
        between = [word]
        for head in self.parsed.up(word):
            if head.i == verb.i:
                break
            between.append(head)
        for one in between[1:]:
            if one.low == "ahead" or one.low == "pending":
                return Lean(1, one.text)
            if one.low == "due":
                return Lean(1, one.text, firm=not self._past(verb))
            if one.is_noun and (kid := next((kid for kid in one.kids if kid.low in AHEAD_OF), None)):
                return Lean(1, kid.text, firm=False)
        if verb.lemma in self.asked and (before in ("for", "from") or (nouns and any(self._arranged(one) for one in between))):
            return Lean(1, verb.text)
        return None

    def _arranged(self, word: Word) -> bool:
        """A meeting, vote or answer that the verb is about, not where it was said ("told a meeting on Friday")."""
        head = self.parsed.words[word.head]
        return word.lemma in self.arranged and (word.dep in ("dobj", "nsubjpass") or head.low in ("to", "for", "of"))

    def _still_open(self, verb: Word, nouns: int, preposition: str) -> bool:
        """Whether "by", "before", "until" sets a time that has not come, though no tense says so."""
        if any(kid.low in ("had", "'d") and kid.dep == "aux" for kid in verb.kids) and not self._marked(verb):
            return False  # "thirty had signed by Monday"
        if self._marked(verb):
            return True  # "if nothing is done by June"
        if nouns or verb.lemma in self.asked:
            return preposition != "until" or verb.lemma in self.asked  # "counted on an answer before Easter"
        return self.tense(verb).step == 0  # not "he died before Easter"

    def _marked(self, verb: Word) -> bool:
        return any(kid.low in ("if", "unless") for kid in verb.kids)

    def _waits(self, verb: Word) -> str | None:
        """The "if", "when" or "once" of a clause in the present tense whose main clause looks ahead, or "if" alone."""
        if verb.tag not in ("VBZ", "VBP") or verb.dep != "advcl":
            return None
        mark = next((kid.low for kid in verb.kids if kid.low in MARKS and kid.dep in ("mark", "advmod")), None)
        upper = self.parsed.words[verb.head]
        return mark if mark in ("if", "unless") or (mark and upper.tag[0] == "V" and self.tense(upper).step > 0) else None

    def _depends(self, verb: Word) -> Lean | None:
        """A past tense that waits for something: "would agree once the experts had reported", "if it was done"."""
        if verb.dep not in ("advcl", "ccomp", "pcomp") or not any(kid.low in MARKS for kid in verb.kids):
            return None
        upper = self.parsed.words[verb.head]
        above = self.tense(upper) if upper.tag[0] == "V" else OPEN
        return Lean(1, above.word, firm=False) if above.step > 0 else None

    def _past(self, verb: Word) -> bool:
        return verb.tag == "VBD" or any(kid.low in PAST for kid in verb.kids if kid.dep in ("aux", "auxpass"))

    def _progressive(self, verb: Word) -> bool:
        """ "is leaving on Friday"; "said he was leaving on Friday"."""
        told = verb.dep == "ccomp" and self.parsed.words[verb.head].lemma in self.speech
        forms = NOW | {"was", "were"} if told else NOW
        return any(kid.low in forms for kid in verb.kids)

    def tense(self, verb: Word, depth: int = 0) -> Lean:
        """The direction of one verb: its auxiliaries, its form, or the verb it completes."""
        kids = verb.kids
        helpers = [kid for kid in kids if kid.dep in ("aux", "auxpass")]
        if modal := next((kid for kid in helpers if kid.tag == "MD"), None):
            perfect = any(kid.low in ("have", "'ve", "’ve") for kid in helpers)
            back = perfect and modal.low not in ("will", "'ll", "’ll", "shall")
            return Lean(-1 if back else 1, modal.text)
        if to := next((kid for kid in helpers if kid.tag == "TO"), None):
            upper = self.parsed.words[verb.head]
            if upper.lemma in MEANT and self._past(upper):  # "was meant to last until Sunday"
                return Lean(-1, upper.text, firm=False)
            told = self._past(upper) and upper.lemma not in self.asked | self.planned | self.awaited
            return Lean(-1, "have") if any(kid.low == "have" for kid in helpers) else Lean(1, to.text, firm=not told)
        if verb.tag == "VBN" and any(kid.low == "be" for kid in helpers):
            return Lean(1, "be")  # "demanded that it be lifted"
        upper = self.parsed.words[verb.head]
        if verb.tag in ("VB", "VBP") and verb.dep == "ccomp" and upper.lemma in self.awaited and not helpers:
            return Lean(1, upper.text)  # "demanded that it withdraw"
        if verb.dep == "pcomp" and self.parsed.words[verb.head].low in ("since", "after"):
            return Lean(-1, self.parsed.words[verb.head].text)
        if verb.lemma == "go" and any(kid.dep == "xcomp" for kid in kids):
            return Lean(1, verb.text)
        if verb.lemma in self.planned and verb.tag in ("VBN", "VBG", "VBP", "VBZ", "VBD") and (
            verb.dep in ("acl", "amod") or (any(kid.low in ("for", "on") and kid.dep == "prep" for kid in kids)
            and verb.lemma in ARRANGED)
        ):  # fmt: skip
            return Lean(1, verb.text)
        if due := next((kid for kid in kids if kid.low in DUE and kid.dep == "acomp"), None):
            return Lean(1, due.text, firm=not self._past(verb))
        if verb.lemma in ARRANGED and verb.tag == "VBN" and any(kid.lemma == "be" for kid in helpers):
            return Lean(1, verb.text, firm=not self._past(verb))
        if verb.tag == "VBD" or any(kid.tag == "VBD" or kid.low in ("have", "has", "had", "'ve") for kid in helpers):
            return Lean(-1, verb.text)
        if verb.tag == "VBN" and verb.dep in ("acl", "amod", "advcl", "relcl"):
            return Lean(-1, verb.text)
        if verb.tag in ("VBZ", "VBP") or any(kid.tag in ("VBZ", "VBP") for kid in helpers):
            return OPEN
        if depth < 3 and verb.head != verb.i and verb.tag in ("VBG", "VBN", "VB"):
            upper = self.parsed.words[verb.head]
            return self.tense(upper, depth + 1) if upper.tag[0] == "V" else OPEN
        return OPEN

    def event(self, start: int, end: int) -> tuple[int, int] | None:
        """What the text names behind an expression that counts from it: "the day after the summit", "hours before he left"."""
        at = bisect_left(self.starts, end)
        if at and self.parsed.words[at - 1].low in COUNTED_FROM:
            at -= 1
        if at >= len(self.parsed.words) or self.parsed.words[at].low not in COUNTED_FROM:
            return None
        link = self.parsed.words[at]
        top = self.parsed.words[link.head] if link.dep == "mark" and link.head > at else link
        first, last = at + 1, top.right
        while last > first and self.parsed.words[last].tag in (",", ".", ":", "''"):
            last -= 1
        return (self.parsed.words[first].start, self.parsed.words[last].end) if first <= last < len(self.parsed.words) else None

    def role(self, found: Found, meaning: Meaning, start: int, end: int) -> TimexRole:
        """What the date is the date of."""
        before = found.before[0] if found.before else ""
        if meaning.role and not (meaning.role == "period" and before in UP_TO):
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
            return any(kid.dep in ("xcomp", "ccomp", "advcl", "dobj") for kid in verb.kids)
        head = self.parsed.words[verb.head]
        return verb.lemma in data["awaited_acts"] and head.i != verb.i and head.lemma in data["awaited"]

    def _counts(self, verb: Word) -> bool:
        """A figure counted over that time ("trade soared last year")."""
        return verb.lemma in COUNTS and not any(kid.dep in ("xcomp", "ccomp") for kid in verb.kids)

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
