"""Whom a person speaks for by what he does or by the words around him that are no title: who leads a body, who sits for it, whose
side he led, "Japan's Kenji Mori", "Mr Mori, for Japan"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.lexicon import words
from communique.extract.parties.entities import Cast, head_of, owner_before
from communique.extract.parties.gazetteer import post_heads
from communique.extract.parties.naming import Name
from communique.extract.parties.resolve import Resolver
from communique.extract.parties.titles import courtesy, regions
from communique.parse.tree import Word

LEADING = words("leading")
PRESIDING = frozenset({"chair", "co-chair", "coordinate", "preside", "head", "lead"})
CHAIRS = frozenset("chairman chairwoman chairperson chair co-chair co-chairman coordinator".split())
SECOND = frozenset({"deputy", "vice", "former", "-"})
SERVING = frozenset("act deal handle look negotiate oversee serve sit speak work".split())  # "who works for Harvest Relief"
DELEGATIONS = frozenset({"side", "team", "delegation", "party", "mission"})
KIN = words("no_posts")
APART = frozenset({"beloved", "fellow", "former", "hated", "native", "old", "rival"})  # "Hale's former Harbour Front"
SELVES = frozenset({"state", "organisation"})


def led(resolver: Resolver, name: Name) -> tuple[str, ...]:
    """ "Ann Hill, who leads the Dockers' Union", "Tom Hale, whose company bought the team", "Ann Hill, of Harvest Relief"."""
    cast, parsed = resolver.cast, resolver.parsed
    head = head_of(parsed, name.first, name.last)
    upper = parsed.words[head.head]
    if (owner := owner_before(cast, name.first)) is not None and owner.party:  # "Japan's Kenji Mori"
        return owner.party
    if found := _belongs(resolver, name) or _his_party(cast, name):
        return found
    if head.dep == "nsubj" and upper.lemma in ("lead", "head", "chair"):  # "Pavel Rusk will lead the Velmaran delegation"
        if found := _first_party(cast, upper.i, upper.right + 1):
            return found
    if found := _led_next(resolver, head) or leads(resolver, name):
        return found
    for kid in head.kids:
        if kid.dep == "prep" and kid.low in ("of", "from", "for") and kid.i > head.i and kid.i - head.i < 3:
            if found := _first_party(cast, kid.i, kid.right + 1) or _of_a_group(resolver, kid):
                return found
    return ()


def _his_party(cast: Cast, name: Name) -> tuple[str, ...]:
    """ "Ann Hill's Harbour Front", "Tom Hale's far-right HF": the body right behind somebody's genitive, adjectives between."""
    words, at = cast.parsed.words, name.last + 1
    if at >= len(words) or words[name.last].tag != "POS":
        return ()
    while at < len(words) and at not in cast.at and (words[at].dep in ("amod", "advmod", "punct") and words[at].text not in ",;"):
        if words[at].low in APART:
            return ()
        at += 1
    other, entity = cast.at.get(at, (None, None))
    if other is None or entity is None or other.adjective or entity.kind not in ("organisation", "group"):
        return ()
    behind = words[other.last].tag[:2] if other.last < len(words) else ""
    return entity.party if other.first == at and behind not in ("NN", "PO") else ()


def leads(resolver: Resolver, name: Name) -> tuple[str, ...]:
    """ "Ann Hill, who leads the Dockers' Union", "a retired general who advises the League, Tom Hale,": by a relative clause of
    the name or of the noun that it explains."""
    head = head_of(resolver.parsed, name.first, name.last)
    noun = resolver.parsed.words[head.head]
    for word in (head, noun) if head.dep == "appos" and noun.i < head.i and noun.i not in resolver.cast.at else (head,):
        for kid in word.kids:
            for verb in _verbs(kid):
                if found := _led_by(resolver, verb, kid) or _is_holder(resolver, verb):
                    return found
    return ()


def _is_holder(resolver: Resolver, verb: Word) -> tuple[str, ...]:
    """ "Ann Hill, who is Denmark's fisheries minister"."""
    noun = next((k for k in verb.kids if k.dep == "attr" and k.low in post_heads()), None) if verb.lemma == "be" else None
    who = resolver.resolve(noun) if noun is not None and verb.tag in ("VBZ", "VBP") else None
    return who.keys if who is not None and who.how == "title" and not who.guessed and who.name not in who.keys else ()


def _led_next(resolver: Resolver, head: Word) -> tuple[str, ...]:
    """Of "Ann Hill has not slept at home. The 41-year-old inspector leads the Dockers' Union": what the sentence after says that
    she or he, or whoever is so many years old, leads."""
    parsed = resolver.parsed
    if head.dep != "nsubj" or head.sentence + 1 >= len(parsed.sentences):
        return ()
    here, after = parsed.sentences[head.sentence], parsed.sentences[head.sentence + 1]
    verb = parsed.words[after.root]
    if parsed.words[head.head].i != here.root or here.block != after.block or verb.lemma not in LEADING or verb.tag != "VBZ":
        return ()
    subject = next((k for k in verb.kids if k.dep == "nsubj"), None)
    if subject is None or not (subject.low in ("he", "she") or any(k.low == "old" for k in subject.kids)):
        return ()
    return _led_by(resolver, verb, verb)


def _of_a_group(resolver: Resolver, prep: Word) -> tuple[str, ...]:
    """ "Mr Hale of the dockers", "Ann Hill of the tenants' council": people or a body that goes by a common noun."""
    for noun in prep.kids:
        if noun.dep == "pobj" and prep.low == "of" and any(k.low == "the" for k in noun.kids):
            who = resolver.resolve(noun) or resolver.by_name(noun)
            if who is not None and who.kind in SELVES and not who.partial and noun.low not in KIN:
                return who.keys
    return ()


def _verbs(kid: Word) -> Iterator[Word]:
    """The verbs of a relative clause: "who has a farm and heads the League"."""
    if kid.dep == "relcl":
        yield kid
        yield from (k for k in kid.kids if k.dep == "conj" and k.is_verb)


def _led_by(resolver: Resolver, verb: Word, clause: Word) -> tuple[str, ...]:
    cast, parsed = resolver.cast, resolver.parsed
    whose = any(w.low == "whose" for w in parsed.words[clause.left : verb.i])
    if verb.lemma in SERVING and not whose:
        objects = [noun for kid in verb.kids for noun in (kid, *kid.kids) if noun.dep in ("dobj", "pobj")]
        for at in (verb, *objects):  # "who looks after preferences in the Commission"
            for prep in at.kids:
                if prep.dep == "prep" and prep.low in ("for", "at", "on", "in"):
                    if found := _first_party(cast, prep.i, prep.right + 1):
                        return found
        return ()
    if not whose and verb.lemma not in LEADING and (verb.lemma != "advise" or verb.tag not in ("VBZ", "VBP")):
        return ()
    if whose:
        return _first_party(cast, clause.left, verb.i) or _led_by_noun(resolver, verb, whose)
    for noun in verb.kids:
        if noun.dep in ("dobj", "oprd") and (found := _first_party(cast, noun.left, noun.right + 1)):
            return found  # "who runs Harvest Relief", not "who runs a farm near Halvey"
    return _led_by_noun(resolver, verb, whose)


def _led_by_noun(resolver: Resolver, verb: Word, whose: bool) -> tuple[str, ...]:
    for noun in verb.kids:
        if noun.dep == "dobj" and not whose and (who := resolver.resolve(noun) or resolver.by_name(noun)) is not None:
            return who.keys
    return ()


def _belongs(resolver: Resolver, name: Name) -> tuple[str, ...]:
    """By the words beside the name: "the alliance's Ms Hill", "Mr Hill, for Velmar,", "the Danish side was led by Mr Hill"."""
    cast, tokens = resolver.cast, resolver.parsed.words
    start = courtesy(tokens, name.first)
    if start > 1 and tokens[start - 1].tag == "POS" and start - 2 not in cast.at and tokens[start - 2].tag == "NN":
        who = resolver.resolve(tokens[start - 2])
        if who is not None and who.kind in SELVES:
            return who.keys
    behind = name.last + (name.last < len(tokens) and tokens[name.last].text == ",")
    if behind + 1 < len(tokens) and tokens[behind].low in ("for", "of") and (behind > name.last or tokens[behind].low == "of"):
        at = behind + 1 + (tokens[behind + 1].low == "the")
        if at in cast.at and cast.at[at][1].kind in ("state", "organisation", "bloc") and cast.at[at][1].party:
            return cast.at[at][1].party
    opening = tokens[resolver.parsed.sentences[tokens[name.first].sentence].first]
    if opening.low == "for" and opening.i < start and any(w.text == "," for w in tokens[opening.i : start]):
        for noun in opening.kids:  # "For the opposition, Ann Hill called …"
            if (
                noun.dep == "pobj"
                and noun.right < start
                and (who := resolver.resolve(noun) or resolver.by_name(noun)) is not None
            ):
                return who.keys if who.kind in SELVES else ()
    for first, _ in (*regions(cast, name), (start, start)):
        by = next((k for k in range(name.first - 1, max(-1, name.first - 16), -1) if tokens[k].low == "by"), None)
        if by is not None and by > 1 and by >= first - 2 and (side := _side(resolver, tokens[by])) is not None:
            return side
    return ()


def _side(resolver: Resolver, by: Word) -> tuple[str, ...] | None:
    """Whose side is led, by the verb that "by" hangs on, or where it is left out the noun: "and the Danish side by Mr Hill"."""
    tokens = resolver.parsed.words
    verb = tokens[by.i - 1]
    if verb.i in resolver.cast.at:  # "signed for Velmar by its minister"
        named, entity = resolver.cast.at[verb.i]
        before = tokens[max(0, named.first - 1 - (tokens[named.first - 1].low == "the"))]
        return entity.party if before.low == "for" and entity.kind in ("state", "organisation", "bloc") and entity.party else None
    noun = verb if verb.lemma in DELEGATIONS else None
    if verb.is_verb and verb.lemma in LEADING:
        noun = next((k for k in verb.kids if k.dep == "nsubjpass" and k.lemma in DELEGATIONS), None)
    if noun is None:
        return None
    who = resolver.resolve(noun)
    return who.keys if who is not None and len(who.keys) == 1 else None


def presided(resolver: Resolver, mentions: list[Name]) -> tuple[str, ...]:
    """The body that somebody chairs who also holds a post of a state: there he speaks for the body."""
    cast, parsed = resolver.cast, resolver.parsed
    for name in mentions:
        head = head_of(parsed, name.first, name.last)
        for first, last in (*regions(cast, name), *_outer(resolver, head)):
            for k in range(first, min(last, len(parsed.words))):
                word = parsed.words[k]
                if (
                    word.low in CHAIRS
                    and parsed.words[k - 1].low not in SECOND
                    and (found := _body(resolver, [word], first, last))
                ):
                    return found
                if word.lemma in PRESIDING and word.tag in ("VBG", "VBZ", "VBP", "VBD") and (found := _over(resolver, word)):
                    return found
        upper = parsed.words[head.head]
        clauses = [verb for kid in head.kids for verb in _verbs(kid)]
        if head.dep == "nsubj" and upper.tag == "VBZ":  # "Ann Hill, a Dane, chairs the panel"
            clauses.append(upper)
        for verb in clauses:
            if verb.lemma in PRESIDING and (found := _over(resolver, verb)):
                return found
    return ()


def _outer(resolver: Resolver, head: Word) -> Iterator[tuple[int, int]]:
    """The title before the title: "the council's chairwoman, Velmar's trade minister, Ann Hill"."""
    inner = resolver.parsed.words[head.head]
    outer = resolver.parsed.words[inner.head]
    if head.dep == "appos" and inner.dep == "appos" and outer.i < inner.i:
        yield outer.left, outer.i + 1


def _over(resolver: Resolver, verb: Word) -> tuple[str, ...]:
    """The body that is chaired, led or presided over."""
    objects = [k for k in verb.kids if k.dep == "dobj"]
    for prep in verb.kids:
        if prep.dep == "prep" and prep.low == "over":
            objects += [k for k in prep.kids if k.dep == "pobj"]
    return _body(resolver, objects, 0, 0)


def _body(resolver: Resolver, nouns: list[Word], first: int, last: int) -> tuple[str, ...]:
    """The party that is no state among what `nouns` name, or among the owners in a title (words first..last)."""
    cast = resolver.cast
    for k in range(first, last):
        if k in cast.at and cast.at[k][1].kind in ("organisation", "bloc", "group") and cast.at[k][1].party:
            owner = owner_before(cast, cast.at[k][0].first)
            return cast.at[k][1].party if owner is None or owner.kind != "state" else ()  # "Velmar's Security Council"
    states = {e.key for e in cast.entities if e.kind == "state"}
    owners = [k for noun in nouns for k in noun.kids if k.dep in ("poss", "compound")] if last else nouns
    for noun in owners:
        who = resolver.resolve(noun) if noun.tag in ("NN", "NNP") else None
        if who is not None and who.kind == "organisation" and not states.intersection(who.keys):
            return who.keys
    return ()


def _first_party(cast: Cast, first: int, last: int) -> tuple[str, ...]:
    for k in range(first, last):
        if k in cast.at and cast.at[k][1].kind not in ("person", "place", "document") and cast.at[k][1].party:
            return cast.at[k][1].party
    return ()
