"""A clause is a verb with its subject, modal, negation and arguments; every move stands on one.

Subjects that the syntax leaves out are supplied: a conjoined verb takes its partner's, an infinitive or participle that
of the clause it hangs on (object control: the object's).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.extract.lexicon import words
from communique.extract.misparsed import FINITE, adjectival, cut_off, handed, has_to, main_after_all, parted
from communique.extract.provisos import beside, lacking, nominal_proviso, proviso
from communique.parse.tree import Parsed, Word

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd", "acomp", "dative"})
DIRECTIONS = frozenset({"off", "out", "down", "away", "back", "up", "along", "aside", "together"})
OBJECT_CONTROL = words("object_control")
TIMES = words("times")  # "would be paid by Friday"
NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "without", "nothing", "none", "nobody"})


@dataclass(slots=True, eq=False)
class Clause:
    """`start`, `end` are mended offsets; `args` the lemmas that frame patterns look at; `subject` a noun's head or None."""

    verb: Word
    subject: Word | None
    passive: bool
    agent: Word | None
    modal: str
    negated: bool
    perfect: bool
    objects: list[Word]
    args: set[str]
    start: int
    end: int
    condition: tuple[int, int] | None
    parent: Clause | None = None
    own_subject: bool = True
    infinitive: bool = False
    raised: Clause | None = None
    tensed: bool = False  # by an auxiliary
    far: set[str] = field(default_factory=set)  # lemmas of prepositions' objects
    particles: set[str] = field(default_factory=set)
    does: bool = False  # an infinitive hangs on it, or on its object: "told them to leave", as against "told it to the press"
    memo: dict[object, object] = field(default_factory=dict)  # what is computed once from the fields above
    preps: list[tuple[str, Word]] = field(default_factory=list)

    @property
    def finite(self) -> bool:
        """Whether the clause has a tensed verb or a modal."""
        return bool(self.modal) or self.tensed or self.verb.tag in ("VBD", "VBZ", "VBP")


def find_clauses(parsed: Parsed) -> list[Clause]:
    """All clauses of a report in the order of their verbs."""
    found: dict[int, Clause] = {}
    order: list[Clause] = []
    for word in parsed.words:
        if (word.tag[0] == "V" or word.tag == "MD") and word.dep not in ("aux", "auxpass") and not adjectival(word):
            clause = _clause(parsed, word)
            found[word.i] = clause
            order.append(clause)
    for clause in order:
        clause.parent = next((found[up.i] for up in parsed.up(clause.verb) if up.i in found), None)
        able = parsed.words[clause.verb.head].low if clause.infinitive else ""
        if able == "unable" or (able == "able" and clause.parent is not None and clause.parent.negated):
            clause.negated, clause.modal = True, "could"  # "was unable to accept it": could not
    for clause in order:
        clause.raised = _raised(parsed, clause, found)
        if clause.raised is not None:
            clause.subject, clause.own_subject = clause.raised.subject, False
    for clause in order:  # heads may follow their dependants, so subjects are supplied in a second pass
        if (
            clause.verb.dep == "conj"
            and not clause.modal
            and clause.subject is None
            and (upper := found.get(clause.verb.head)) is not None
        ):
            own_tense = clause.verb.tag in ("VBD", "VBZ") and upper.verb.tag in ("VB", "VBD", "VBZ", "VBP")
            if not own_tense and not any(k.dep in ("aux", "neg") for k in clause.verb.kids):  # not "could not agree and left"
                clause.modal, clause.negated = upper.modal, clause.negated or (upper.negated and upper.verb.i < clause.verb.i)
            if upper.passive and clause.verb.tag == "VBN" and not _complete(clause):
                clause.passive, upper.agent = True, upper.agent or clause.agent  # "was shot and killed by the rebels"
        by_agent = clause.passive and clause.agent
        if clause.subject is None and not by_agent and not any(k.dep == "expl" for k in clause.verb.kids):
            clause.subject = _inherited(parsed, clause, found)
            clause.own_subject = False
            if clause.verb.tag == "VB" and clause.verb.dep == "ccomp" and not (clause.modal or clause.infinitive):
                clause.subject = None  # "“Take them back,” the minister said": he is not the one to take them
    return order


def _complete(clause: Clause) -> bool:
    """Whether a participle has a helper or an object of its own."""
    return clause.perfect or clause.tensed or any(o.dep == "dobj" for o in clause.objects)


def _clause(parsed: Parsed, verb: Word) -> Clause:
    subject = agent = None
    passive = negated = perfect = infinitive = tensed = does = False
    modal = ""
    objects: list[Word] = []
    preps: list[tuple[str, Word]] = []
    args: set[str] = set()
    far: set[str] = set()
    particles: set[str] = set()
    condition: tuple[int, int] | None = None
    kids = verb.kids
    for kid in kids:
        dep = kid.dep
        if dep in SUBJECTS:
            if dep != "expl" and not (subject is not None and kid.low in TIMES):  # "the ministers, tired, Thursday gave up"
                subject = kid
            passive |= dep in ("nsubjpass", "csubjpass")
            negated |= _no(kid)
        elif dep == "auxpass":
            passive = True
            tensed |= kid.tag in FINITE
        elif dep == "aux":
            if kid.tag == "MD":
                modal = kid.lemma if kid.lemma != "'d" else "would"
            elif kid.low == "to":
                infinitive = True
            else:
                perfect |= kid.lemma == "have"
                tensed |= kid.tag in FINITE
        elif dep == "neg" or kid.low in ("never", "hardly") or (kid.low == "neither" and dep in ("preconj", "cc", "advmod")):
            negated = True
        elif dep == "intj" or (dep == "advmod" and kid.low in ADVERBS):
            args.add(kid.low)  # "said yes", "ran aground"
        elif dep in OBJECTS:
            objects.append(kid)
            negated |= _no(kid) and verb.lemma != "spare"  # "will spare no effort"
            _add_object(kid, args)
        elif dep == "agent":
            agent = next((k for k in kid.kids if k.dep == "pobj" and k.low not in TIMES and k.tag != "CD"), None)
        elif dep == "prt" or (dep in ("advmod", "advcl") and kid.low in DIRECTIONS):
            args.add(kid.low)
            particles.add(kid.low)
        elif dep in ("prep", "dative"):
            _add_preps(parsed, kid, args, far, preps)
        elif dep == "xcomp":
            args.add("to" if kid.tag == "VB" else "by-ing")
            does |= kid.tag == "VB"
            far.add(kid.lemma)  # "vow to fight"
            if kid.tag[0] != "V":
                objects.append(kid)
                _add_object(kid, args)
        elif dep == "ccomp":
            args.add("that")
            does |= kid.tag == "VB" and has_to(kid)
            _add_controlled(kid, args)
        elif dep == "pcomp":
            args.add("by-ing")
        elif dep == "advcl" and condition is None:
            if kid.tag == "VB" and verb.lemma in INFINITIVE_TAKERS and kid.i > verb.i and has_to(kid):
                args.add("to")  # "undertook on Monday to pay"
                does = True
            condition = proviso(parsed, kid, beside(parsed, verb, kids))
            if any(k.low == "for" and k.dep == "mark" and (k.i == verb.i + 1 or verb.lemma == "call") for k in kid.kids):
                args |= {"for", "to"}  # "called for troops to be sent"
        elif dep == "conj" and kid.tag[0] == "N":
            args.add(kid.lemma)
    if modal == "should" and verb.dep != "ROOT" and subject and any(k.low == "should" and k.i < subject.i for k in kids):
        modal = ""  # "should the talks fail": a condition
    if not passive and handed(parsed, verb, objects, preps):
        passive = True  # "was summoned and handed a note"
    if subject is None:  # a slip of the parser: "France is opposed" with the subject on "is"
        helpers = (k for kid in kids if kid.dep in ("aux", "auxpass") for k in kid.kids)
        subject = next((k for k in helpers if k.dep in ("nsubj", "nsubjpass")), None)
    if subject is None and not passive and verb.dep == "ROOT" and verb.tag in FINITE:
        subject = cut_off(parsed, verb)
    if subject is None and verb.dep == "ccomp" and (modal or tensed) and not infinitive:
        subject = parted(parsed, verb)
    if (holder := main_after_all(parsed, verb, agent)) is not None:
        subject, tensed = holder, True
    elif verb.tag == "VBN" and verb.dep in ("acl", "advcl", "relcl") and not any(k.dep in ("aux", "auxpass") for k in kids):
        passive = True  # "hostages taken by …", "the deal reached in May"
        if verb.dep == "acl" and parsed.words[verb.head].is_noun:
            args.add(parsed.words[verb.head].lemma)  # what an active verb has for object: "a draft circulated by …"
    negated |= any(prep == "to" and noun.low == "nothing" for prep, noun in preps)  # "agreed to nothing"
    negated |= bool(modal) and verb.left > 0 and "nor" in (parsed.words[verb.left - 1].low, parsed.words[verb.left].low)
    if passive and agent is None:
        agent = next((noun for prep, noun in preps if prep == "by" and noun.tag[:2] == "NN"), None)
    for head in [*objects, *(kid for kid in kids if kid.low in particles)]:
        for kid in head.kids:  # "in talks with", "readiness for": prepositions that hang on the object
            if kid.dep == "prep":
                _add_preps(parsed, kid, args, far, preps)
            elif kid.dep in ("ccomp", "acl") and any(k.dep == "mark" and k.low == "that" for k in kid.kids):
                args.add("that")
            elif kid.dep in ("xcomp", "acl", "relcl", "ccomp") and kid.tag == "VB":
                args.add("to")
                does = True
            elif kid.dep in ("ccomp", "acl") and any(k.dep == "mark" for k in kid.kids):
                args.add("that")
    if condition is None:
        condition = nominal_proviso(parsed, kids) or (lacking(parsed, verb, kids, negated) if modal else None)
    start, end = extent(parsed, verb, kids)
    return Clause(
        verb,
        subject,
        passive,
        agent,
        modal,
        negated,
        perfect,
        objects,
        args,
        start,
        end,
        condition,
        infinitive=infinitive,
        preps=preps,
        tensed=tensed,
        far=far,
        particles=particles,
        does=does,
    )


ADVERBS = words("adverbs")
INFINITIVE_TAKERS = words("infinitive_takers")


SCANT = frozenset({"few", "little", "scant"})  # "made little progress"; but "a little progress"


def _no(noun: Word) -> bool:
    kids = noun.kids
    if noun.low == "nothing" and any(k.low in ("less", "more", "but", "short") for k in kids):
        return False  # "demand nothing less than a vote"
    return noun.low in NEGATORS or any(
        (k.low in ("no", "neither", "little") and k.i < noun.i and k.dep in ("det", "neg", "preconj", "advmod"))
        or (k.low in SCANT and k.dep == "amod" and k.i < noun.i and all(one.low not in ("a", "the", "very") for one in kids))
        or (k.low == "not" and any(one.low in ("a", "one", "single") for one in kids))  # "not a single ship"
        or (k.dep == "amod" and any(one.low == "no" and one.dep == "neg" for one in k.kids))  # "no further talks"
        or (k.low == "not" and noun.dep == "acomp" and noun.tag == "JJ" and k.i == noun.i - 1)  # "was “not acceptable”"
        for k in kids
    )


def _add_object(word: Word, args: set[str]) -> None:
    args.add(word.lemma)
    if word.tag in ("VBN", "VBG"):
        args.add(word.low)  # "is prepared to", "was exhausting"
    for kid in word.kids:
        if kid.dep in ("compound", "amod", "conj"):
            args.add(kid.lemma)
        elif kid.dep == "prep" and kid.low == "of":  # "a round of talks", "a series of meetings"
            args.update(k.lemma for k in kid.kids if k.dep == "pobj")


def _add_controlled(verb: Word, args: set[str]) -> None:
    """Who is let or called on to do something, where the parser has him as subject of what he is to do ("let inspectors in")."""
    kids = verb.kids
    if verb.tag == "JJ":  # "declared itself ready to talk"
        args.add(verb.lemma)
        args.update(k.lemma for k in kids if k.dep in SUBJECTS)
        args.update("to" for k in kids if k.dep == "xcomp" and k.tag == "VB")
    if verb.tag == "VB" and not any(k.tag == "MD" or (k.dep == "mark" and k.low != "for") for k in kids):
        args.update(k.lemma for k in kids if k.dep in SUBJECTS)


def _add_preps(parsed: Parsed, prep: Word, args: set[str], far: set[str], preps: list[tuple[str, Word]]) -> None:
    if prep.low != "on" or not any(kid.low in TIMES for kid in prep.kids):  # "went back on Tuesday" goes back on nothing
        args.add(prep.low)
    for kid in prep.kids:
        if kid.dep == "pobj":
            far.add(kid.lemma)
            if prep.low == "as":  # "dismissed as untrue the report"
                far.update(deeper.lemma for deeper in kid.kids if deeper.dep == "amod")
            preps.append((prep.low, kid))
            for deeper in kid.kids:
                if deeper.dep == "prep" and deeper.low in ("with", "between", "to", "from", "against", "of", "for"):
                    _add_preps(parsed, deeper, set(), set(), preps)
        elif kid.dep == "pcomp":
            args.add("by-ing")
        elif kid.dep == "prep":  # "out of", "away from"
            _add_preps(parsed, kid, args, far, preps)


def extent(parsed: Parsed, verb: Word, kids: list[Word]) -> tuple[int, int]:
    """Mended start and end of the clause: the verb's subtree without conjoined clauses and edge punctuation."""
    first, last = verb.left, verb.right
    for kid in kids:
        if kid.dep in ("conj", "parataxis") and kid.is_verb and kid.i > verb.i:
            last = min(last, _before(parsed, verb, kid))
        elif (
            kid.dep in ("ccomp", "parataxis", "dep")
            and kid.is_verb
            and kid.right < verb.i
            and any(k.dep in SUBJECTS and k.i > kid.right for k in kids)
        ):  # "A did this, B said": what was said stands before and is a clause of its own
            first = max(first, kid.right + 1)
    words = parsed.words
    while first < last and words[first].dep in ("punct", "cc", "mark") and words[first].low not in ("“", '"', "‘"):
        first += 1
    while last > first and (words[last].dep in ("punct", "cc")) and words[last].low not in ("”", '"', "’", "%"):
        last -= 1
    return words[first].start, words[last].end


def _before(parsed: Parsed, verb: Word, kid: Word) -> int:
    """The last word before a conjoined clause, its conjunction left out."""
    at = kid.left - 1
    while at > verb.i and (parsed.words[at].dep in ("cc", "punct")):
        at -= 1
    return at


def quoting(parsed: Parsed, verb: Word) -> Word | None:
    """The verb of "quoted X as warning that …", of which `verb` tells what X did."""
    link = parsed.words[verb.head]
    upper = parsed.words[link.head]
    return upper if verb.dep == "pcomp" and link.low == "as" and upper.lemma in ("quote", "cite") else None


def _inherited(parsed: Parsed, clause: Clause, found: dict[int, Clause]) -> Word | None:
    verb, seen = clause.verb, 0
    if (quoter := quoting(parsed, verb)) is not None and (telling := found.get(quoter.i)) is not None:
        quoted = next((o for o in telling.objects if o.dep == "dobj"), None)
        return telling.subject if telling.passive else quoted
    if verb.tag == "VBG" and verb.dep == "advcl" and verb.lemma in SPEAKING and parsed.words[verb.left - 1].text == ",":
        verb = _outermost(parsed, verb)  # "rejected a plan that would share power, calling it a trick"
    while verb.head != verb.i and seen < 8:
        seen += 1
        head = parsed.words[verb.head]
        if verb.dep in ("relcl", "acl") and head.is_noun:
            return _relative(clause, head)
        upper = found.get(head.i)
        if upper is None:
            verb = head
            continue
        if verb.dep == "xcomp" or (verb.dep in ("ccomp", "advcl") and clause.infinitive):
            if head.lemma in OBJECT_CONTROL and (
                controlled := next((o for o in upper.objects if o.dep in ("dobj", "dative")), None)
            ):
                return controlled
            if upper.passive and head.lemma in OBJECT_CONTROL:
                return upper.subject
        able = verb.low in ("after", "unable") or (verb.low == "able" and not upper.modal)  # "were able to close the gap"
        if able or verb.dep in ("conj", "xcomp", "advcl", "ccomp", "dep", "acl", "parataxis", "pcomp"):
            if upper.passive and upper.agent and verb.dep != "conj":
                return upper.agent
            if upper.subject is not None:
                return upper.subject
        verb = head
    return None


SPEAKING = words("speaking")
IN_TURN = frozenset({"afterwards", "later", "promptly", "subsequently", "then"})


def _outermost(parsed: Parsed, verb: Word) -> Word:
    """The verb of the relative clause, of those that hold a participle set off by a comma, which hangs on what the main clause
    tells; the participle itself where no relative clause holds it."""
    upper = parsed.words[verb.head]
    if upper.dep != "relcl":
        return verb
    noun = parsed.words[upper.head]
    while noun.dep in ("pobj", "prep", "dobj", "conj") and noun.head != noun.i and not noun.is_verb:
        noun = parsed.words[noun.head]
    return next((k for k in noun.kids if k.i <= verb.i and k.dep in ("dobj", "prep")), verb) if noun.is_verb else verb


def _raised(parsed: Parsed, clause: Clause, found: dict[int, Clause]) -> Clause | None:
    """ "Arland says it seeks peace and denies …": a verb of speaking conjoined inside what is said, in the tense of the verb
    that says it and without a subject of its own, belongs beside that verb (a known trap of the parser)."""
    verb = clause.verb
    if verb.dep != "conj" or clause.subject is not None or verb.lemma not in SPEAKING:
        return None
    if any(k.low in IN_TURN or any(x.low == "turn" for x in k.kids) for k in verb.kids if k.i < verb.i):
        return None  # "she said the mill shut and then refused to talk": the mill did both
    head = parsed.words[verb.head]
    through = ("conj", "xcomp", "acl", "dobj", "pobj", "prep") if head.tag == "VB" else ("conj",)
    while head.dep in through and head.head != head.i:  # a tensed verb beside an infinitive is the same trap
        head = parsed.words[head.head]
    if head.dep != "ccomp":
        return None
    upper = found.get(head.head)
    if upper is None or upper.verb.i > head.i:
        return None
    now = upper.verb.tag == "VBN" and upper.tensed and verb.tag == "VBZ"  # "has denied that … and rejects …"
    finite = {verb.tag} if now else {verb.tag, upper.verb.tag}
    since = head.tag == "VBD" and {k.low for k in verb.kids if k.dep == "aux"} in ({"has"}, {"have"})
    perfect = any(k.dep == "aux" for k in verb.kids) and not since  # "said it was so and has threatened to leave"
    fits = (since or len(finite) == 1) and (verb.tag != head.tag or verb.tag in ("VBZ", "VBD"))
    return upper if fits and not (perfect or clause.modal) else None


def _relative(clause: Clause, head: Word) -> Word | None:
    """The noun that a relative or participle clause hangs on, where it is the subject; a passive participle has none."""
    if clause.verb.tag == "VBN" and not clause.perfect:
        return head if clause.agent is None else None
    return head
