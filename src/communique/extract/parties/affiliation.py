"""Whom a person speaks for where no title names it: its chairman, the museum's director, a bare minister."""

from __future__ import annotations

from communique.extract.lexicon import words
from communique.extract.parties.entities import Cast, Entity, head_of
from communique.extract.parties.focus import Focus
from communique.extract.parties.gazetteer import collective, post_heads, posts
from communique.extract.parties.introduced import introduced, of_the_meeting, post_told
from communique.extract.parties.leading import leads, led, presided
from communique.extract.parties.naming import Name
from communique.extract.parties.nouns import ARMED
from communique.extract.parties.partisans import has_left
from communique.extract.parties.phrases import BY_NUMBER
from communique.extract.parties.resolve import Resolver
from communique.extract.parties.salience import OF_OWNERS, definite, natures_of
from communique.extract.parties.service import guess, known_post, sort_of
from communique.extract.parties.titles import courtesy, regions
from communique.parse.tree import Word

INDEPENDENT = words("independent")
AGAINST = words("against")
SPOKESMEN = frozenset({"spokesman", "spokesperson", "spokeswoman"})
LEARNED = words("learned")  # universities and the like, whose people speak for themselves
KIN = words("no_posts")
LEGISLATORS = words("seats") - {"councillor", "councilor", "councilman", "councilwoman", "cllr", "deputy", "representative"}
PANELS = frozenset({"panel", "committee", "subcommittee"})  # who sits in a parliament speaks for himself, whichever he chairs
LAWYERS = frozenset({"attorney", "barrister", "counsel", "lawyer", "solicitor"})
TRIBES = frozenset({"nation", "nations", "band", "tribe", "tribal", "clan", "people", "council"})
CLERGY = frozenset("patriarch metropolitan archbishop primate moderator pope pontiff catholicos mufti".split())
CHURCHES = frozenset({"church", "patriarchate", "synod", "kirk", "diocese", "archdiocese", "vatican", "muftiate"})
OWNING = frozenset({"its", "their"})
GOVERNING = frozenset({"administration", "government", "regime", "cabinet"})
REVOLTS = frozenset(  # who leads one has no party
    {"coup", "putsch", "mutiny", "uprising", "revolt", "insurrection", "hijack", "gang"}
)


def affiliate(resolver: Resolver) -> None:
    """Give each person without a party one, in the order of the text: what the words about him say, else for a post the party
    that stands out where he is introduced (then `guessed`), else his own. Who presides over a body speaks for it."""
    cast = resolver.cast
    for name, entity in cast.order:
        if entity.kind == "body" and entity.basis == "inferred" and (whose := _pointed_at(resolver, name)):
            entity.party = whose
            start = resolver.parsed.words[name.first].start
            for person in cast.entities:  # "its Foreign Ministry spokeswoman, Ann Hill"
                if person.kind == "person" and person.role_at is not None and person.role_at[0] <= start < person.role_at[1]:
                    person.party = whose
    for name, entity in cast.order:
        if entity.kind == "person" and not entity.party:
            _affiliate(resolver, name, entity)
        elif entity.kind == "person" and entity.party == (entity.key,) and has_left(entity.role):
            entity.party = leads(resolver, name) or entity.party  # "a retired general who advises the League, Tom Hale,"
    states = {e.key for e in cast.entities if e.kind == "state"}
    for entity in cast.entities:
        if entity.kind == "person" and entity.basis != "table" and _own_view(cast, entity):
            entity.party, entity.guessed = (entity.key,), False
        elif entity.kind == "person" and states.issuperset(entity.party) and entity.basis != "table":
            mentions = [n for n, e in cast.order if e is entity]
            if body := presided(resolver, mentions):
                entity.party, entity.guessed = body, False
            elif told := post_told(resolver, mentions):
                entity.party, entity.guessed, entity.basis = told, False, "inferred"


def _affiliate(resolver: Resolver, name: Name, person: Entity) -> None:
    cast = resolver.cast
    mentions = [n for n, e in cast.order if e is person]
    role = _role_words(cast, person)
    if any(w.low == "opposition" for w in role):
        person.party, person.via = ("opposition",), person.role or ""
        return
    if theirs := _of_rebels(resolver, name, role):
        person.party, person.via, person.basis = theirs, person.role or "", "inferred"
        return
    heads = _heads(cast, role)
    alone = heads and heads[-1] in INDEPENDENT and not any(w.tag in ("PRP$", "WP$") or w.dep == "poss" for w in role)
    if alone or (role and role[-1].lemma in KIN) or _of_no_tribe(cast, role) or REVOLTS.intersection(w.low for w in role):
        person.party = (person.key,)
        return
    stated = next((found for n in mentions if (found := led(resolver, n)) and found != (person.key,)), ())
    pointed = _owned(resolver, role)  # a pronoun, a common noun: whom they mean is inferred
    found = pointed or stated or _colleague_of(resolver, name) or _of_person(resolver, role) or _common_owner(resolver, role)
    found = found or _same_post_before(resolver, role) or _common_owner(resolver, _apposed(cast, name))
    if found and _of_parliament(found) and LEGISLATORS & _titles(resolver, mentions, role):
        person.party = (person.key,)
        return
    if found and found != (person.key,):
        person.party, person.via = found, person.role or ""
        if found is not stated:
            person.basis = "inferred"
        return
    if meeting := of_the_meeting(resolver, role):
        person.party, person.via, person.basis = meeting, person.role or "", "inferred"
        return
    if LAWYERS & {w.low for w in role} and any(w.low == "for" for w in role):
        person.party = (person.key,)  # "an attorney for the plaintiffs": never of whom they sue
        return
    if (post := introduced(resolver, name, person)) is not None:
        person.party, person.via, person.basis = post.keys, post.name or "", "inferred"
        person.role, person.role_at = post.role or post.name, post.span
        return
    if role and {w.low for w in role} & CLERGY and (church := next((e for e in cast.entities if e.lows & CHURCHES), None)):
        person.party, person.basis = church.party or (church.key,), "inferred"
        return
    if cast.office and (
        person.role
        or not any(e.kind == "person" and e.first < person.first for e in cast.entities)
        or any(_labels(cast, n) for n in mentions)
    ):
        person.party, person.basis = _of_office(cast, role) or (person.key,), "inferred"
        return
    found = guess(resolver, role, name, _against(resolver, mentions), _across(resolver, person, mentions))
    person.party, person.guessed, person.basis = found or (person.key,), bool(found), "inferred"


def _of_rebels(resolver: Resolver, name: Name, role: list[Word]) -> tuple[str, ...]:
    """ "Rebel spokesman Tom Hale", "guerrilla leader Ann Hill": the body under arms that is named before the post or that the
    report names, else just the rebels; never the state they fight."""
    words = resolver.parsed.words
    for word in role:
        behind = words[word.i + 1] if word.i + 1 < len(words) else word
        if word.lemma not in ARMED or word.tag[:3] not in ("NN", "JJ", "NNP") or word.i in resolver.cast.at:
            continue
        if not (behind.low in post_heads() or behind.text[0].isupper()) or (word.i and words[word.i - 1].low in ("and", "or")):
            continue
        before = [e for k in range(role[0].i, word.i) if k in resolver.cast.at for e in (resolver.cast.at[k][1],)]
        named = next((e.party for e in before if e.party and e.kind in ("organisation", "group")), ())
        return named or (resolver.fighters(word) if behind.low in post_heads() else ())  # a lone militant speaks for nobody
    return ()


def _of_parliament(keys: tuple[str, ...]) -> bool:
    """Whether a body is by its name a committee, as those of a parliament are."""
    return len(keys) == 1 and keys[0].split()[-1].lower() in PANELS


def _titles(resolver: Resolver, mentions: list[Name], role: list[Word]) -> set[str]:
    """The words of somebody's role and of the titles right before his name."""
    tokens = resolver.parsed.words
    before = (w for n in mentions for w in tokens[max(0, n.first - 2) : n.first] if w.text[0].isupper())
    return {w.low.rstrip(".") for w in (*role, *before)}


def _of_no_tribe(cast: Cast, role: list[Word]) -> bool:
    """Whether somebody is a traditional chief of nobody whom the report names."""
    return len(role) == 1 and role[0].text == "Chief" and not any(e.lows & TRIBES for e in cast.entities)


def _pointed_at(resolver: Resolver, name: Name) -> tuple[str, ...]:
    """Whose "its Foreign Ministry" is."""
    word = resolver.parsed.words[name.first - 1] if name.first else None
    if word is None or word.low not in OWNING:
        return ()
    return _subject_before(resolver, word) or Focus(resolver, word.i, nearer=True).best(sort="state", plural=word.low == "their")


def _own_view(cast: Cast, person: Entity) -> bool:
    """Whether somebody speaks for himself though a body is named beside him: an analyst of a bank, a professor, a bishop."""
    heads = _heads(cast, _role_words(cast, person))
    if heads:
        return heads[-1] in INDEPENDENT and heads[-1] not in ("mediator", "conciliator", "arbitrator")
    served = next((e for e in cast.entities if e.party == person.party and e.kind == "organisation"), None)
    return served is not None and served.key.split()[-1].lower() in LEARNED and not served.lows & OF_OWNERS


def _heads(cast: Cast, role: list[Word]) -> list[str]:
    """The posts that a role names; "Professor" behind another one is but a title ("its chair, Professor Hill")."""
    heads = [w.low for w in role if w.low in post_heads() and w.i not in cast.at]
    return heads[:-1] if len(heads) > 1 and heads[-1] == "professor" and role[-1].low == "professor" else heads


def _labels(cast: Cast, name: Name) -> bool:
    """Whether a name stands at the head of a paragraph, before a colon: who speaks next in a transcript."""
    tokens = cast.parsed.words
    start = courtesy(tokens, name.first)
    opens = (
        start == 0
        or cast.parsed.sentences[tokens[start].sentence].block != cast.parsed.sentences[tokens[start - 1].sentence].block
    )
    return opens and name.last < len(tokens) and tokens[name.last].text == ":"


def _of_office(cast: Cast, role: list[Word]) -> tuple[str, ...]:
    """Whom one speaks for who is named in a party's own paper: that party; a minister in a union's paper serves the state."""
    post = known_post(role)
    if cast.house is None or (post is not None and post.holds in ("state", "body") and cast.house.kind != "state"):
        return (cast.home,) if cast.home else ()
    return cast.house.party


def _role_words(cast: Cast, person: Entity) -> list[Word]:
    if person.role_at is None:
        return []
    found = cast.parsed.between(*person.role_at)
    first = found[0].i if found else 0
    before = cast.parsed.words[first - 1] if first else None
    return [before, *found] if before is not None and before.tag in ("PRP$", "WP$") else found  # "its chief, Ann Hill"


def _apposed(cast: Cast, name: Name) -> list[Word]:
    """What explains somebody behind his name, a title standing before it: "General Tom Hale, the rebels' military chief,"."""
    words = cast.parsed.words
    return [word for start, last in regions(cast, name) if start >= name.last for word in words[start:last]]


def _owned(resolver: Resolver, role: list[Word]) -> tuple[str, ...]:
    """ "Its chairman", "their lawyer": who stands out most right before, of one or of several; "its author" is a paper's; "his
    agent" speaks for him, "her counterpart" for the other side."""
    for word in role:
        if word.tag == "PRP$" and word.low in OWNING:
            author = resolver.resolve(word) if any(w.low == "author" for w in role) else None
            if author is not None and author.kind == "document":
                return author.keys
            if subject := _subject_before(resolver, word):
                return subject
            if word.low == "their" and (body := _only_subject(resolver, word)):
                return body
            return Focus(resolver, word.i, nearer=True).best(plural=word.low == "their")
        if word.low in ("his", "her", "whose") and (who := resolver.resolve(word)) is not None and who.kind != "document":
            if role[-1].low != "counterpart":
                return who.keys
            sides = resolver.table.sides(word, 2)
            others = tuple(key for key in sides if key not in who.keys)
            return others if len(others) == 1 else ()
    return ()


def _only_subject(resolver: Resolver, word: Word) -> tuple[str, ...]:
    """The body that alone is a subject before "their" in its sentence, which many papers speak of as "they"."""
    cast, found = resolver.cast, list[tuple[str, ...]]()
    for subject in resolver.parsed.subjects(resolver.parsed.sentences[word.sentence].first, word.i):
        if subject.tag in ("PRP", "WDT", "WP", "DT"):
            continue
        _, entity = cast.at.get(subject.i, (None, None))
        if entity is not None and entity.kind == "person":
            continue
        if entity is None or entity.kind not in ("organisation", "bloc", "group"):
            return ()
        found.append(entity.party)
    return found[0] if len(set(found)) == 1 else ()


def _colleague_of(resolver: Resolver, name: Name) -> tuple[str, ...]:
    """ "His colleague in the north, Ann Hill," serves whom he serves."""
    words = resolver.parsed.words
    for first, last in regions(resolver.cast, name):
        noun = next((words[k] for k in range(first, last) if words[k].low == "colleague"), None)
        whose = next((k for k in noun.kids if k.low in ("his", "her")), None) if noun is not None else None
        if whose is not None and (who := resolver.resolve(whose)) is not None and who.kind == "person":
            return who.keys if who.name not in who.keys else ()
    return ()


def _subject_before(resolver: Resolver, word: Word) -> tuple[str, ...]:
    """Of "Its leader, Ann Hill, …" at the head of a sentence: the subject of the sentence before in the paragraph, where that is
    one body."""
    parsed = resolver.parsed
    here = parsed.sentences[word.sentence]
    if word.i != here.first or not word.sentence or parsed.sentences[word.sentence - 1].block != here.block:
        return ()
    root = parsed.words[parsed.sentences[word.sentence - 1].root]
    subject = next((k for k in root.kids if k.dep in ("nsubj", "nsubjpass")), None)
    several = word.low == "their"
    if subject is None or subject.tag == "PRP" or (subject.tag in ("NNS", "NNPS")) != several:
        return ()
    who = resolver.resolve(subject) or resolver.by_name(subject)
    return who.keys if who is not None and who.kind in ("state", "organisation") and (several or len(who.keys) == 1) else ()


def _of_person(resolver: Resolver, role: list[Word]) -> tuple[str, ...]:
    """ "Hale's lawyer, Ann Hill": who serves somebody named speaks for his party, for him where he has none."""
    words = resolver.parsed.words
    before = words[role[0].i - 2 : role[0].i] if role and role[0].i > 1 else []
    whose = before[:1] if len(before) == 2 and before[1].tag == "POS" else []
    for word in [*whose, *role]:
        name, entity = resolver.cast.at.get(word.i, (None, None))
        if name is not None and entity is not None and entity.kind == "person" and name.last - 1 == word.i:
            if name.last < len(words) and words[name.last].tag == "POS":
                return entity.party or (entity.key,)
    return ()


def _same_post_before(resolver: Resolver, role: list[Word]) -> tuple[str, ...]:
    """ "The bloc's envoy … the envoy, Tom Hale,", "a spokesman for the bloc … spokesman Tom Hale": whose the post is that the
    report spoke of before it named the holder."""
    words = resolver.parsed.words
    if len(role) != 1 or not role[0].i or (words[role[0].i - 1].low != "the" and role[0].low not in SPOKESMEN):
        return ()
    for k in range(role[0].i - 1, max(-1, role[0].i - 250), -1):
        if words[k].lemma == role[0].lemma and words[k].tag == "NN" and k not in resolver.cast.at:
            who = resolver.resolve(words[k])
            if who is not None and who.how == "title" and not who.guessed and who.name not in who.keys:
                return who.keys
    return ()


def _common_owner(resolver: Resolver, role: list[Word]) -> tuple[str, ...]:
    """ "The museum's director", "union chairman", "envoy of the contact group": a common noun that owns the post."""
    printed, of_state = " ".join(w.low for w in role), sort_of(role) == "state"
    for word in role:
        owns = any(k.tag == "POS" for k in word.kids)  # "the local's president", a noun whatever the tagger says
        if word.i in resolver.cast.at or not (word.is_noun or owns) or not _owns(word):
            continue
        if word.dep == "pobj" and any(f" of {word.low}" in noun and noun in printed for noun in posts()):
            continue  # "chief of staff"
        if word.dep == "compound" and (same := resolver.same_noun(word)) is not None and same.kind == "organisation":
            return same.keys  # "The dockers' federation … federation chairman Ann Hill"
        if word.dep == "compound" and not natures_of(word.lemma) - {"organ"}:
            continue
        if word.dep == "poss" and resolver.parsed.words[word.head].low == "affairs":
            continue  # "Director General for Migrants' Affairs" is not theirs
        if word.dep == "poss" and word.tag == "NNS" and _in_body(resolver, word, role):
            continue  # "the negotiator for the ports' association" is the association's
        if word.low in post_heads() and any(k.tag == "POS" for k in word.kids):
            who = resolver.resolve(word)  # "the president's press chief"
            if who is not None and who.kind == "person" and not who.guessed and who.name not in who.keys:
                return who.keys
        own_name = any(k.dep in ("compound", "poss", "amod") and k.low not in BY_NUMBER for k in word.kids)
        if (not own_name or "ministry" in natures_of(word.lemma)) and (found := definite(resolver.cast, word)):
            return found.party
        theirs = word.dep == "poss" and word.tag == "NNS"  # "the rebels' military chief" is no state's
        if word.dep != "compound" and (theirs or not of_state) and (word.low in collective() or word.lemma in collective()):
            same = resolver.same_noun(word) if not own_name else None
            state = resolver.resolve(word) if own_name and word.lemma in GOVERNING else None  # "the Hale administration's envoy"
            who = state or (same if same is not None and same.kind == "organisation" else resolver.by_name(word))
            return who.keys if who is not None else (word.low,)
    return ()


def _in_body(resolver: Resolver, word: Word, role: list[Word]) -> bool:
    """Whether a genitive belongs to a body of the same role that is no post itself."""
    body = resolver.parsed.words[word.head]
    inside = any(w.i == body.i for w in role) and body.dep == "pobj" and body.low not in post_heads()
    return inside and body.lemma in collective()


def _owns(word: Word) -> bool:
    return word.dep in ("poss", "compound", "pobj") or any(k.tag == "POS" for k in word.kids)


def _against(resolver: Resolver, mentions: list[Name]) -> frozenset[str]:
    """Whom a person is told to accuse, to urge or to answer: nobody of his own."""
    parsed = resolver.parsed
    found: set[str] = set()
    for name in mentions:
        head = head_of(parsed, name.first, name.last)
        verb = parsed.words[head.head]
        if head.dep != "nsubj" or verb.lemma not in AGAINST:
            continue
        for kid in verb.kids:
            if kid.i < head.i:
                continue  # "From Velmar, the president rejected …": where he is, not whom he attacks
            for word in (kid, *kid.kids) if kid.dep == "prep" else (kid,):
                if word.dep in ("dobj", "pobj") and (who := resolver.resolve(word)) is not None:
                    found.update(who.keys)
    return frozenset(found)


def _across(resolver: Resolver, person: Entity, mentions: list[Name]) -> frozenset[str]:
    """Who sits across the table from a person: "talks between Minister Ann Hill and Tom Hale, an envoy of Velmar"."""
    parsed, found = resolver.parsed, set[str]()
    for name in mentions:
        head = head_of(parsed, name.first, name.last)
        first = parsed.words[head.head] if head.dep == "conj" else head
        if first.dep == "pobj" and parsed.words[first.head].low == "between":
            beside = (e for n, e in resolver.cast.order if first.left <= n.first <= first.right and e is not person)
            found.update(key for entity in beside for key in entity.party)
    return frozenset(found)
