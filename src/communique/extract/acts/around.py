"""What stands around the verb of a clause, by which it is judged what is done by saying it."""

from __future__ import annotations

from communique.extract.acts.verdicts import words_of
from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.parse.tree import Parsed, Word


def content_lemmas(parsed: Parsed, span: tuple[int, int]) -> frozenset[str]:
    """Lemmas of the words inside mended span."""
    return frozenset([word.lemma for word in parsed.between(*span)])


def words_near(clause: Clause) -> set[str]:
    """The verb, its arguments and their direct modifiers."""
    near = {clause.verb.lemma, *clause.args, *clause.far} - {"concerning", "regarding"}
    if clause.verb.lemma == "concern" and clause.objects:
        near.discard("concern")
    for word in clause.verb.kids:
        if word.low in ("concerning", "regarding"):
            continue  # about something, not worried by it
        if word.dep not in ("ccomp", "advcl", "conj", "punct", "relcl"):
            near.add(word.lemma)
            near.update(
                k.lemma
                for k in word.kids
                if k.dep in ("amod", "advmod", "compound", "xcomp", "acomp", "attr", "dobj", "pobj") and k.low != "concerning"
            )
    return near


def epithets(clause: Clause) -> set[str]:
    """What the subject is called in passing: "the fraught meeting"."""
    return {k.lemma for k in clause.subject.kids if k.dep == "amod"} if clause.subject is not None else set()


def predicate_of(clause: Clause) -> set[str]:
    """What is said of the subject: the verb, its predicate or object with the modifiers of that."""
    heads = [k for k in clause.verb.kids if k.dep in ("attr", "acomp", "oprd", "dobj")]
    below = [k.lemma for head in heads for k in head.kids if k.dep in ("amod", "compound", "conj")]
    return {clause.verb.lemma, *(head.lemma for head in heads), *below}


def matter_of(clause: Clause) -> set[str]:
    """What "is" and "is for": the subject with its modifiers, and what stands behind a preposition of the verb."""
    if clause.verb.lemma != "be" or clause.subject is None:
        return set()
    return {clause.subject.lemma, *(k.lemma for k in clause.subject.kids if k.dep == "amod"), *clause.far}


def all_below(parsed: Parsed, word: Word) -> set[str]:
    return {w.lemma for w in parsed.subtree(word)}


def going_to(parsed: Parsed, clause: Clause) -> bool:
    return (clause.verb.dep == "xcomp" and parsed.words[clause.verb.head].low == "going") or (
        clause.verb.low == "going" and "to" in clause.args
    )


def has_to(parsed: Parsed, clause: Clause) -> bool:
    head = parsed.words[clause.verb.head]
    has = clause.verb.lemma == "have" and any(k.dep == "xcomp" for k in clause.verb.kids) and not clause.objects
    return has or (clause.verb.dep == "xcomp" and head.lemma in ("have", "need", "got"))


def faces(clause: Clause, near: frozenset[str] | set[str]) -> bool:
    return clause.verb.lemma in ("face", "confront", "risk") and not near.isdisjoint(words_of("danger"))


def there_is(clause: Clause) -> bool:
    return any(k.dep == "expl" for k in clause.verb.kids)


def stands_for_thing(clause: Clause) -> bool:
    """Whether the clause stands for a thing: "what it wants"."""
    return any(k.low == "what" and k.i < clause.verb.i for k in clause.verb.kids)


def first_person(clause: Clause) -> bool:
    """Whether its subject is who speaks."""
    return clause.subject is not None and clause.subject.low in ("i", "we")


def finds_out(clause: Clause) -> bool:
    """ "We will see", "we will know more after the fair": nothing is promised by it."""
    if clause.verb.lemma == "find":
        return clause.particles == {"out"}
    things = {o.lemma for o in clause.objects}
    sees_to_it = any(k.dep == "ccomp" and any(m.low == "that" and m.dep == "mark" for m in k.kids) for k in clause.verb.kids)
    sees = clause.verb.lemma == "see" and not things and not sees_to_it
    return sees or (clause.verb.lemma == "know" and things <= {"more", "better"})


def open_yet(clause: Clause) -> bool:
    """ "We do not know whether they will come": what is not known is still to come."""
    below = (k for kid in clause.verb.kids if kid.dep == "ccomp" for k in kid.kids)
    return any(k.low in ("will", "would") for k in below)


def was_meeting(clause: Clause) -> bool:
    """ "It was a fruitful session"."""
    return clause.verb.lemma == "be" and any(o.lemma in words("meetings") for o in clause.objects)


def named_act(clause: Clause) -> set[str]:
    """ "Threat" in "the threat to close the mills is a mistake": what is judged, not what is foretold."""
    subject = clause.subject
    told = subject is not None and subject.lemma == "threat" and any(k.dep in ("acl", "relcl") for k in subject.kids)
    return {"threat"} if told else set()
