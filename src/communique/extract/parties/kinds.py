"""What each unknown name is (person, state, organisation …), and which names are one: by all the places where they stand."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from communique.extract.lexicon import frequency, words
from communique.extract.parties.entities import head_of
from communique.extract.parties.gazetteer import (
    Post,
    collective,
    gender_of,
    once_holder,
    post_heads,
    posts,
    word_set,
)
from communique.extract.parties.naming import Kind, Name, text_of
from communique.extract.parties.plain import COMMON
from communique.extract.parties.runs import ARTICLES, PLACE_WORDS
from communique.parse.tree import Parsed, Word

STATE_SIGNS = words("state_signs")

ORG_SIGNS = words("org_signs")

NO_STATES = words("no_states")  # "Catholic bishops", "Tory ministers"

MEDIA_NOUNS = words("media_nouns")

CORPORATE_ROLES = words("corporate_roles")  # what a company may be as well as a person

FOUNDED = words("founded_words")

COUNTRY_NOUNS = words("country_nouns")

PLACE_PREFIXES = words("place_prefixes")

LYING = frozenset("be lie have become remain sit see seem stand need face host".split())  # what a town does

LOCATING = frozenset({"in", "at", "near", "from", "to", "into", "toward", "towards", "outside", "across"})

TOWNSMEN = frozenset({"governor", "mayor"})

RULED = frozenset({"government", "embassy", "ambassador", "parliament"})  # what a state has, whatever the length of its name

SPEECH = words("speech")

PASSING_ON = frozenset({"report", "inform", "quote", "broadcast"})
ORDINARY = 4.2  # on wordfreq's Zipf scale: one in 60,000 words

CONNECTED = frozenset({"of", "for", "and", "&", "the"})


def kinds_of(parsed: Parsed, found: list[Name]) -> dict[str, Kind]:
    """What each unknown name is, by all the places where it stands."""
    signs: dict[str, Counter[Kind]] = {}
    line = parsed.cleaned.dateline
    wire, outlet = line.wire if line else None, parsed.cleaned.report.outlet
    surnames = {surname(parsed, n) for n in found if n.kind == "person"}
    single = [n for n in found if n.entry is None and n.last - n.first == 1]
    alone = {n.text for n in single if parsed.words[n.last - 1].tag != "NNPS" and not _with_article(parsed, n)}
    often = Counter(n.key for n in found if n.last - n.first > 1)
    for name in found:
        if name.entry is not None:
            continue
        first = name.key not in signs
        score = signs.setdefault(name.key, Counter())
        if name.kind != "unknown":
            score[name.kind] += 4
            continue
        if once_holder(name.key, parsed.cleaned.report.published):
            score["person"] += 8
            continue
        _score(parsed, name, score, surnames, alone, often[name.key] if first else 0)
        head, after = head_of(parsed, name.first, name.last), _after(parsed, name)
        upper = parsed.words[head.head]
        if head.dep == "nsubj" and upper.lemma in PASSING_ON and upper.i < name.first:
            score["media"] += 6  # "…, reports Interlink"
        if outlet and name.text in (outlet, _called(outlet)) and (name.text == outlet or not name.adjective):
            score["media"] += 9
        if name.text == wire or (upper.lemma == "report" and after is not None and after.i == upper.i):
            score["wire" if name.text == wire else "media"] += 6
    for key, score in signs.items():  # what is told of "Corrigan" holds of Corrigan Leisure
        pieces = key.split()
        for piece in {pieces[0], pieces[-1]} & signs.keys() if len(pieces) > 1 else ():
            for kind in ("organisation", "person"):
                score[kind] += signs[piece][kind]
    _by_company(parsed, found, signs)
    if line and line.place:
        for part in re.split(r"[,/\[]", line.place)[:1]:  # where it is written from is a place
            city = signs.get(part.strip().title()) or signs.get(part.strip())
            if city is not None and "state" not in city:
                city["place"] += 4
    kinds = {key: _best(score, 1) for key, score in signs.items()}
    _only_in(parsed, found, kinds)
    for key in {n.key for n in found if n.entry is None and not n.adjective and acts(parsed, n) and not _is_town(parsed, n)}:
        score = signs[key]
        if " " not in key and frequency(key.lower()) >= COMMON:
            continue  # "Drivers said", "Labor wants"
        lone = " " not in key or kinds[key] == "place"
        if kinds[key] in ("unknown", "place") and lone and score["organisation"] <= score["state"] + score["place"]:
            kinds[key] = "state"  # what acts like a party and is somewhere to be in
    return kinds


def _only_in(parsed: Parsed, found: list[Name], kinds: dict[str, Kind]) -> None:
    """What nothing tells of, and what only ever stands right behind "in", is a place: "in Metro Halven"."""
    told: dict[str, bool] = {}
    for name in found:
        if name.entry is None and kinds.get(name.key) == "unknown" and name.last - name.first > 1:
            before = parsed.words[name.first - 1] if name.first else None
            inside = before is not None and before.low == "in" and parsed.words[before.head].lemma not in TRUSTED
            told[name.key] = told.get(name.key, True) and inside
    kinds.update({key: "place" for key, inside in told.items() if inside})


TRUSTED = frozenset("believe belief confidence faith holding interest invest investment share stake trust".split())


def _called(outlet: str) -> str:
    """What an outlet calls itself for short: its last word, which in "Office of the President of Velmar" is no name of it."""
    words = outlet.split()
    return words[-1] if len(words) > 1 and not {"of", "for"} & {word.lower() for word in words} else ""


def acts(parsed: Parsed, name: Name) -> bool:
    """Whether a name does something here, or owns something."""
    head = head_of(parsed, name.first, name.last)
    return head.dep == "poss" or (head.dep in ("nsubj", "agent") and parsed.words[head.head].lemma not in LYING)


def _is_town(parsed: Parsed, name: Name) -> bool:
    """Whether a name has a mayor or a governor, whom towns and provinces have: "Halven's mayor", "Halven Mayor Ann Hill"; a
    "Republican governor" is a party's."""
    behind = parsed.words[name.last : name.last + 3]
    if behind and behind[0].tag == "POS":
        return any(w.low in TOWNSMEN for w in behind[1:])
    return any(w.low in TOWNSMEN and w.text.istitle() for w in behind[:1])


def _by_company(parsed: Parsed, found: list[Name], signs: dict[str, Counter[Kind]]) -> None:
    """Names joined by "and" are mostly of one sort: "France and San Telmo", "Corvane and the Dockers' Union"."""
    at = {head_of(parsed, n.first, n.last).i: n for n in found}
    told: list[tuple[Name, Kind]] = []
    for i, name in at.items():
        word = parsed.words[i]
        other = at.get(word.head) if word.dep == "conj" else None
        for one, two in ((name, other), (other, name)) if other is not None else ():
            if one is None or two is None or one.entry is not None or one.kind != "unknown" or one.key == two.key:
                continue
            kind = two.kind if two.entry is not None or two.key not in signs else _best(signs[two.key], 3)
            if kind in ("state", "organisation", "person"):
                told.append((one, kind))
    for name, kind in told:
        signs[name.key][kind] += 2


def _best(score: Counter[Kind], least: int) -> Kind:
    """The kind that most signs speak for, "unknown" where they are fewer than `least`; of equals a body before a person."""
    best = max(score, key=lambda kind: (score[kind], kind != "person"), default=None)
    return best if best is not None and score[best] >= least else "unknown"


def _after(parsed: Parsed, name: Name) -> Word | None:
    return parsed.words[name.last] if name.last < len(parsed.words) else None


def _by_form(parsed: Parsed, name: Name, score: Counter[Kind], alone: set[str], often: int) -> None:
    """Add what the words of a name of two or three tell, once for all places where it stands."""
    words = parsed.words[name.first : name.last]
    if any(w.low in CONNECTED for w in words):
        return
    score["unknown"] += 2
    score["person"] += 1
    if all(_ordinary(w.low) for w in words if w.text != "-"):
        score["organisation"] += 3  # "Harvest Relief", "Green Spring"
    if gender_of(words[0].text):
        score["person"] += 3
    after = _after(parsed, name)
    if after is not None and after.low == "of" and len(words) == 2:
        score["person"] += 2  # "Torunn Halvey of the Dockers' Union"
    if words[-1].text in alone:
        score["person"] += 2  # people are named again by their last name, bodies by their first or in full
    elif words[0].text in alone:
        score["organisation"] += 2
    elif often > 1 and not gender_of(words[0].text):
        score["organisation"] += 1


def _by_nickname(parsed: Parsed, name: Name) -> bool:
    """Whether somebody goes by this one name: "the rebels' leader, known as Tiger", "Tiger, whose real name is Tom Hale"."""
    words = parsed.words
    if [w.low for w in words[name.last : name.last + 4]] in ([",", "whose", "real", "name"], [",", "whose", "full", "name"]):
        return True
    before = words[name.first - 1] if name.first > 1 else None
    verb = words[before.head] if before is not None and before.low == "as" else None
    return verb is not None and verb.lemma == "know" and words[verb.head].lemma in post_heads()


def _score(parsed: Parsed, name: Name, score: Counter[Kind], surnames: set[str], alone: set[str], often: int) -> None:
    """Add what one mention of a name tells of its kind; `often` how often the report names it so, 0 where told before."""
    words = parsed.words
    head = head_of(parsed, name.first, name.last)
    size = name.last - name.first
    before, after = words[name.first - 1] if name.first else None, _after(parsed, name)
    if size == 1 and name.text in surnames:
        score["person"] += 4
    if size == 1 and _by_nickname(parsed, name):
        score["person"] += 6
    if size > 1 and words[name.first].low.rstrip(".") in PLACE_PREFIXES:
        located = before is not None and before.low in LOCATING  # "San Telmo", "Port Calder", "Upper Valley"
        score["place" if located else "unknown"] += 1
        if head.dep == "nsubj" and parsed.words[head.head].lemma not in LYING:
            score["state"] += 2
    elif often and size in (2, 3):
        _by_form(parsed, name, score, alone, often)
    if _has_posts(parsed, name):
        score["organisation"] += 5  # "Great Prairie chairman Walter Tibb"
    elif (role := _described(parsed, name, head)) is not None:
        score["person"] += (
            1 if role in CORPORATE_ROLES or (role == "member" and size == 1) else 4
        )  # "its owner, Halvey Terminals"
    score["place"] += 3 * (size == 1 and _is_town(parsed, name))
    upper = words[head.head]
    if size > 3 and words[name.first + 1].low in ARTICLES and words[name.first + 2].text == "-":
        score["person"] += 4  # "Hamid al-Marrakan"
    if name.first > 1 and before is not None and before.text == "." and words[name.first - 2].low in word_set("honorifics"):
        score["person"] += 5  # "army spokesman Maj. Ann Hill", where the parser ends a sentence
    if size in (2, 3) and not all(_ordinary(w.low) for w in words[name.first : name.last]):
        if before is not None and before.tag == "POS" and head.dep == "nsubj":
            score["person"] += 2  # "the Harbour Front's Caoimhe Devlin wants"
        for_whom = words[name.last + 1 : name.last + 3] if after is not None and after.text == "," else []
        if len(for_whom) == 2 and for_whom[0].low == "for" and for_whom[1].tag[:3] == "NNP":
            score["person"] += 4  # "said Lagi Tuala, for Samoa"
    if head.dep == "nsubj" and upper.lemma in SPEECH:
        score["person"] += (size > 1) + (size > 1 and after is not None and after.text != ",")
    if _called_body(parsed, name, head):
        score["organisation"] += 5
    if after is not None and after.text == "," and name.last + 1 < len(words):
        relative = words[name.last + 1].low
        if relative.isdigit() and 15 < int(relative) < 100 and words[min(name.last + 2, len(words) - 1)].text in (",", "."):
            score["person"] += 6  # "Mum Ann, 61,"
        score["organisation"] += 4 * (size > 1 and relative in FOUNDED)
        score["state"] += 3 * (relative == "where")  # "its largest member, Kaigara, where …"
        score["organisation"] += 3 if relative == "which" and size > 1 else 1 if relative == "which" else 0
        score["person"] += 3 * (relative in ("who", "whose") and size > 1)
    if after is not None and after.low in ("'s", "’s", "'", "’"):
        owned = {w.low for w in words[name.last + 1 : name.last + 4]}
        of_state = (post := _post_at(parsed, name.last + 1)) is not None and post.holds == "state"
        of_state = of_state and not _is_town(parsed, name)
        score["state"] += 3 * (bool(owned & STATE_SIGNS) or of_state)
        score["organisation"] += 2 * bool(owned & ORG_SIGNS) + 2 * (size > 1 and bool(owned & post_heads()))
        score["organisation"] += 2 * any((held := posts().get(low)) is not None and held.holds == "organisation" for low in owned)
    elif after is not None and size == 1:
        post = _post_at(parsed, name.last)
        of_state = post is not None and post.holds == "state" and not _is_town(parsed, name)
        score["state"] += 3 * (after.low in STATE_SIGNS or of_state)
        score["organisation"] += 3 * (post is not None and post.holds == "organisation")
        score["organisation"] += 2 * (after.low in ORG_SIGNS and after.low not in STATE_SIGNS)
        score["place"] += 3 * (after.low in PLACE_WORDS)  # "the Oster canal"
    elif after is not None and after.text in RULED:
        score["state"] += 3
    if any(k.dep == "appos" and k.i > head.i and k.low in COUNTRY_NOUNS for k in head.kids):
        score["state"] += 5  # "San Telmo, a nation of 5 million"
    if after is not None and after.text == "(" and name.last + 1 < len(words) and size > 1:
        short = words[name.last + 1].text
        if short.isupper() and 1 < len(short) < 9 and short.isalpha() and words[min(name.last + 2, len(words) - 1)].text == ")":
            score["organisation"] += 4  # "the Association of Growers (AG)"
    if head.dep == "pobj" and before is not None:
        if before.low in LOCATING and size == 1:
            score["place"] += 2
        governor = words[words[head.head].head]
        if before.low == "of" and (governor.low in STATE_SIGNS or governor.low in ("government", "republic", "ambassador")):
            score["state"] += 5  # "the president of Murenda"
        elif before.low in ("for", "of", "at") and governor.low in post_heads():
            score["organisation"] += 3
    if head.dep == "pobj" and words[head.head].low == "of" and words[words[head.head].head].tag[:3] == "NNP":
        title = {w.low for w in parsed.subtree(words[words[head.head].head]) if w.i < words[head.head].head}
        if title & TOWNSMEN:
            score["organisation"] += 8  # "Governor Ann Hill of Murenda": a party, and no person whatever the sound of it
        elif title & STATE_SIGNS:
            score["state"] += 5  # "President Ann Hill of Murenda"
        else:
            score["organisation"] += 3  # "Ms Ruth Kell of Harvest Relief"
    if before is not None and before.low in ("republic", "kingdom", "capital", "port", "city", "town", "village"):
        score["place" if before.low in ("capital", "port", "city", "town", "village") else "state"] += 4
    if before is not None and before.low == "the" and size > 1:
        score["organisation"] += 3
    if before is not None and before.low == "counterpart" and any(k.low in ("his", "her") for k in before.kids):
        score["person"] += 5  # "his Danish counterpart Ny Hald", whatever the name sounds like
    if before is not None and before.low in MEDIA_NOUNS and before.text[0].islower() and before.sentence == head.sentence:
        score["media"] += 6  # "state television Kanal Nord"
    if size == 1 and name.text.lower() in NO_STATES:
        score["state"] = 0
    if size == 1 and head.dep in ("nsubj", "pobj", "agent", "conj", "dobj") and not name.adjective:
        score["unknown"] += 1


def _post_at(parsed: Parsed, at: int) -> Post | None:
    """The post that begins at a word ("Norva Justice Minister"): its longest form."""
    lows = [w.low for w in parsed.words[at : at + 4]]
    return next((post for size in (4, 3, 2, 1) if (post := posts().get(" ".join(lows[:size]))) is not None), None)


@cache
def _ordinary(low: str) -> bool:
    """Whether a word is common English; most surnames and given names are not."""
    return frequency(low) >= ORDINARY


def _has_posts(parsed: Parsed, name: Name) -> bool:
    """Whether a post in small letters and then a person's name follow."""
    words, k = parsed.words, name.last
    while k < len(words) and k - name.last < 3 and words[k].tag in ("NN", "JJ") and words[k].text[0].islower():
        k += 1
    return k > name.last and words[k - 1].low in post_heads() and k + 1 < len(words) and words[k].tag == "NNP" == words[k + 1].tag


def _called_body(parsed: Parsed, name: Name, head: Word) -> bool:
    """Whether the text says of a name that it is a body: "Road Relief, a charity", "the brewer Corrigan"."""
    beside = [k.lemma for k in head.kids if k.dep == "appos" and k.i > head.i]
    before = parsed.words[name.first - 1] if name.first else None
    if name.last - name.first > 1 and gender_of(parsed.words[name.first].text):
        before = None  # "the deputy of the opposition Ann Hill"
    if before is not None and before.tag == "NN" and before.text[0].islower() and before.sentence == head.sentence:
        beside.append(before.lemma)
    return any(noun in collective() and noun not in post_heads() for noun in beside)


def _described(parsed: Parsed, name: Name, head: Word) -> str | None:
    """The post that stands beside the name: before it, or in apposition."""
    words = parsed.words
    before = words[max(head.left, name.first - 3) : name.first]
    beside = [kid for kid in head.kids if kid.dep == "appos"]
    beside += [k for kid in beside for k in kid.kids]
    beside += [words[head.head]] if head.dep == "appos" else []
    if beside and head.dep == "appos" and beside[-1].dep == "pobj":  # "a spokeswoman for the board, Ann Hill,"
        beside.append(words[words[beside[-1].head].head])
    if name.last - name.first > 1 and name.first > 1 and words[name.first - 1].text == ",":
        beside.append(words[name.first - 2])  # "the Velmaran delegate, Ann Hill"
    posts_told = [w.low for w in before if w.tag[:2] == "NN"] + [w.low for w in beside]
    return next((low for low in posts_told if low in post_heads() or low in CORPORATE_ROLES), None)


def _with_article(parsed: Parsed, name: Name) -> bool:
    return name.first > 0 and parsed.words[name.first - 1].low == "the"


def surname(parsed: Parsed, name: Name) -> str:
    """The last word of a name, with what a hyphen ties to it ("Toure-Bello")."""
    first = name.last - 1
    while first - 2 >= name.first and parsed.words[first - 1].text == "-":
        first -= 2
    return text_of(parsed, first, name.last)
