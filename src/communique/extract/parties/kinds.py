"""What each unknown name is (person, state, organisation …), and which names are one: by all the places where they stand."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from wordfreq import zipf_frequency

from communique.extract.lexicon import words
from communique.extract.parties.entities import head_of
from communique.extract.parties.gazetteer import (
    collective,
    gender_of,
    lookup,
    once_holder,
    post_heads,
    posts,
    press_words,
    word_set,
)
from communique.extract.parties.names import Kind, Name, text_of
from communique.extract.parties.runs import PLACE_WORDS
from communique.parse.tree import Parsed, Word

DEMONYM = re.compile(r"(?:an|ian|ean|ese|ish|i|ic|er|ite|ine|ene|nese|s)$")

STATE_SIGNS = words("state_signs")

ORG_SIGNS = words("org_signs")

SPEECH = words("speech")

PASSING_ON = frozenset({"report", "inform", "quote", "broadcast"})
ORDINARY = 4.2  # on wordfreq's Zipf scale: one in 60,000 words

CONNECTED = frozenset({"of", "for", "and", "&", "the"})


def kinds_of(parsed: Parsed, found: list[Name]) -> dict[str, Kind]:
    """What each unknown name is, by all the places where it stands."""
    signs: dict[str, Counter[Kind]] = {}
    line = parsed.cleaned.dateline
    wire, outlet = line.wire if line else None, parsed.cleaned.report.outlet
    surnames = {_surname(parsed, n) for n in found if n.kind == "person"}
    alone = {n.text for n in found if n.entry is None and n.last - n.first == 1}
    for name in found:
        if name.entry is not None:
            continue
        score = signs.setdefault(name.key, Counter())
        if name.kind != "unknown":
            score[name.kind] += 4
            continue
        if once_holder(name.key, parsed.cleaned.report.published):
            score["person"] += 8
            continue
        _score(parsed, name, score, surnames, alone)
        head, after = head_of(parsed, name.first, name.last), _after(parsed, name)
        upper = parsed.words[head.head]
        if head.dep == "nsubj" and upper.lemma in PASSING_ON and upper.i < name.first:
            score["media"] += 6  # "…, reports Interlink"
        if outlet and (name.text == outlet or (name.text == outlet.split()[-1] and name.text.lower() in press_words())):
            score["media"] += 9
        if name.text == wire or (upper.lemma == "report" and after is not None and after.i == upper.i):
            score["wire" if name.text == wire else "media"] += 6
    for key, score in signs.items():  # what is told of "Corrigan" holds of Corrigan Leisure
        pieces = key.split()
        for piece in {pieces[0], pieces[-1]} & signs.keys() if len(pieces) > 1 else ():
            for kind in ("organisation", "person"):
                score[kind] += signs[piece][kind]
    if line and line.place:
        for part in re.split(r"[,/\[]", line.place)[:1]:  # where it is written from is a place
            city = signs.get(part.strip().title()) or signs.get(part.strip())
            if city is not None and "state" not in city:
                city["place"] += 4
    return {
        key: (score.most_common(1)[0][0] if score and score.most_common(1)[0][1] > 0 else "unknown")
        for key, score in signs.items()
    }


def _after(parsed: Parsed, name: Name) -> Word | None:
    return parsed.words[name.last] if name.last < len(parsed.words) else None


def _score(parsed: Parsed, name: Name, score: Counter[Kind], surnames: set[str], alone: set[str]) -> None:
    """Add what one mention of a name tells of its kind."""
    words = parsed.words
    head = head_of(parsed, name.first, name.last)
    size = name.last - name.first
    before, after = words[name.first - 1] if name.first else None, _after(parsed, name)
    if size == 1 and name.text in surnames:
        score["person"] += 4
    if size in (2, 3) and not any(w.low in CONNECTED for w in words[name.first : name.last]):
        score["person"] += 2
        if all(_ordinary(w.low) for w in words[name.first : name.last] if w.text != "-"):
            score["organisation"] += 3  # "Harvest Relief", "Green Spring"
        if gender_of(words[name.first].text):
            score["person"] += 3
        if words[name.last - 1].text in alone:
            score["person"] += 2  # people are named again by their last name, bodies by their first
        elif words[name.first].text in alone:
            score["organisation"] += 2
    if _has_posts(parsed, name):
        score["organisation"] += 5  # "Great Prairie chairman Walter Tibb"
    elif _described(parsed, name, head):
        score["person"] += 4
    upper = words[head.head]
    if head.dep == "nsubj" and upper.lemma in SPEECH:
        score["person"] += 2 if size > 1 else 0
        score["organisation"] += 1 if size == 1 else 0
    if _called_body(parsed, name, head):
        score["organisation"] += 5
    if after is not None and after.text == "," and name.last + 1 < len(words):
        relative = words[name.last + 1].low
        score["organisation"] += 3 if relative == "which" and size > 1 else 1 if relative == "which" else 0
        score["person"] += 3 * (relative in ("who", "whose") and size > 1)
    if after is not None and after.low in ("'s", "’s", "'", "’"):
        owned = {w.low for w in words[name.last + 1 : name.last + 4]}
        score["state"] += 3 * bool(owned & STATE_SIGNS)
        score["organisation"] += 2 * bool(owned & ORG_SIGNS) + 2 * (size > 1 and bool(owned & post_heads()))
        score["organisation"] += 2 * any((post := posts().get(low)) is not None and post.holds == "organisation" for low in owned)
    elif after is not None and size == 1:
        score["state"] += 3 * (after.low in STATE_SIGNS or after.low in posts())
        score["organisation"] += 2 * (after.low in ORG_SIGNS and after.low not in STATE_SIGNS)
        score["place"] += 3 * (after.low in PLACE_WORDS)  # "the Oster canal"
    if head.dep == "pobj" and before is not None:
        if before.low in ("in", "at", "near", "from", "to", "into", "toward", "towards", "outside", "across") and size == 1:
            score["place"] += 2
        governor = words[words[head.head].head]
        if before.low == "of" and (governor.low in STATE_SIGNS or governor.low in ("government", "republic", "ambassador")):
            score["state"] += 5  # "the president of Murenda"
        elif before.low in ("for", "of", "at") and governor.low in post_heads():
            score["organisation"] += 3
    if head.dep == "pobj" and words[head.head].low == "of" and words[words[head.head].head].tag[:3] == "NNP":
        title = {w.low for w in parsed.subtree(words[words[head.head].head]) if w.i < words[head.head].head}
        if title & STATE_SIGNS:
            score["state"] += 5  # "President Ann Hill of Murenda"
        else:
            score["organisation"] += 3  # "Ms Ruth Kell of Harvest Relief"
    if before is not None and before.low in ("republic", "kingdom", "capital", "port", "city", "town", "village"):
        score["place" if before.low in ("capital", "port", "city", "town", "village") else "state"] += 4
    if before is not None and before.low == "the" and size > 1:
        score["organisation"] += 3
    if size == 1 and head.dep in ("nsubj", "pobj", "agent", "conj", "dobj") and not name.adjective:
        score["unknown"] += 1


@cache
def _ordinary(low: str) -> bool:
    """Whether a word is common English; most surnames and given names are not."""
    return zipf_frequency(low, "en") >= ORDINARY


def _has_posts(parsed: Parsed, name: Name) -> bool:
    """Whether a post in small letters and then a person's name follow."""
    words, k = parsed.words, name.last
    while k < len(words) and k - name.last < 3 and words[k].tag in ("NN", "JJ") and words[k].text[0].islower():
        k += 1
    return k > name.last and words[k - 1].low in post_heads() and k + 1 < len(words) and words[k].tag == "NNP" == words[k + 1].tag


def _called_body(parsed: Parsed, name: Name, head: Word) -> bool:
    """Whether the text says of a name that it is a body: "Road Relief, a charity", "the brewer Corrigan"."""
    beside = [k.lemma for k in parsed.kids(head) if k.dep == "appos" and k.i > head.i]
    before = parsed.words[name.first - 1] if name.first else None
    if before is not None and before.tag == "NN" and before.text[0].islower() and before.sentence == head.sentence:
        beside.append(before.lemma)
    return any(noun in collective() and noun not in post_heads() for noun in beside)


def _described(parsed: Parsed, name: Name, head: Word) -> bool:
    """Whether a post stands beside the name: before it, or in apposition."""
    words = parsed.words
    if any(words[k].low in post_heads() and words[k].tag[:2] == "NN" for k in range(max(head.left, name.first - 3), name.first)):
        return True
    for kid in parsed.kids(head):
        if kid.dep == "appos" and (kid.low in post_heads() or any(k.low in post_heads() for k in parsed.kids(kid))):
            return True
    return head.dep == "appos" and words[head.head].low in post_heads()


def short_forms(parsed: Parsed, found: list[Name], kinds: dict[str, Kind]) -> dict[str, str]:
    """Surname -> full name; abbreviation in brackets -> the name before them; part of a body's name -> the whole."""
    short: dict[str, str] = {}
    given: dict[str, str] = {}
    words = parsed.words
    for name in found:
        if name.entry is not None:
            continue
        last = _surname(parsed, name)
        if kinds.get(name.key) == "person" and name.last - name.first > 1:
            if last.lower() in ("jr.", "jr", "sr.", "sr"):
                last = words[name.last - 3].text if name.last - name.first > 3 else last
            short.setdefault(last, name.key)
            if name.last - name.first == 2:
                given.setdefault(words[name.first].text, name.key)
            if name.last - name.first > 2 and words[name.last - 2].low not in ("-",):
                short.setdefault(text_of(parsed, name.last - 2, name.last), name.key)
    full = [n for n in found if n.entry is None and n.last - n.first > 1 and kinds.get(n.key) != "person"]
    for name in found:
        if name.entry is None and name.last - name.first == 1 and name.first >= 2 and words[name.first - 1].text == "(":
            owner = next((n for n in found if n.last == name.first - 1), None)
            if owner is not None and owner.entry is None and name.text.isupper():
                short[owner.key] = name.key  # what the text abbreviates goes by the abbreviation
        if name.entry is None and kinds.get(name.key) in ("organisation", "body") and name.last - name.first > 1:
            longer = next(
                (n for n in full if n.key != name.key and n.key.endswith(" " + name.key) and n.first < name.first), None
            )
            if longer is not None:
                short.setdefault(name.key, longer.key)
    for name in found:  # a text's own abbreviation goes before a known one
        if name.entry is not None and name.text.isupper() and len(name.text) > 2:
            if longer := next((n for n in full if n.first < name.first and _initials(n.key) == name.text), None):
                name.entry, name.key, name.kind = None, longer.key, longer.kind
    for name in found:  # "UFW" for United Furnace Workers, "Calder" for Calder Steel
        if name.entry is None and name.last - name.first == 1 and name.key not in short and kinds.get(name.key) != "person":
            for longer in full:
                if (
                    longer.first < name.first
                    and longer.key != name.key
                    and short.get(longer.key) != name.key
                    and (
                        name.text == _initials(longer.key)
                        or (
                            name.text == longer.key.split()[0]
                            and kinds.get(longer.key) == "organisation"
                            and longer.key.split()[-1].lower() not in word_set("body_words") | press_words()
                        )
                    )
                ):
                    short[name.key] = longer.key
                    break
    upper = {key.upper(): key for key in short}
    for name in found:  # a transcript's label in capitals
        if name.entry is None and name.text.isupper() and len(name.text) > 2 and name.text in upper:
            short.setdefault(name.key, short[upper[name.text]])
    for name in found:  # family name first: "Xi Jinping" is "Xi"
        if name.entry is None and name.key in given and name.key not in short:
            short[name.key] = given[name.key]
    return {s: f for s, f in short.items() if s != f}


def _surname(parsed: Parsed, name: Name) -> str:
    """The last word of a name, with what a hyphen ties to it ("Toure-Bello")."""
    first = name.last - 1
    while first - 2 >= name.first and parsed.words[first - 1].text == "-":
        first -= 2
    return text_of(parsed, first, name.last)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _commission(parsed: Parsed, name: Name, found: list[Name]) -> bool:
    """ "The Commission" in a report that names the European Community or Union is theirs."""
    known = lookup(["European", "Commission"], 0, parsed.cleaned.report.published)
    if name.text != "Commission" or known is None or not any(n.entry and n.entry.key == known[1].key for n in found):
        return False
    name.key, name.entry, name.kind = known[1].key, known[1], known[1].kind
    return True


def shorten(parsed: Parsed, found: list[Name], kinds: dict[str, Kind]) -> None:
    """A body's name of one word ("the Commission") is the last longer name with that word."""
    for at, name in enumerate(found):
        low = name.text.lower()
        if name.last - name.first == 1 and low in word_set("body_words"):
            for earlier in reversed(found[:at]):
                if name.entry is not None and earlier.entry is not None:
                    continue  # of a known body ("Congress") only a name of this text makes another
                full = earlier.entry.name if earlier.entry else earlier.text
                if low in full.lower().split() and len(full.split()) > 1:
                    name.key, name.entry, name.kind = earlier.key, earlier.entry, earlier.kind
                    break
            else:
                _commission(parsed, name, found)


def demonyms_of(found: list[Name], kinds: dict[str, Kind]) -> dict[str, str]:
    """Unknown adjective -> unknown name with the same stem ("Velmaran" -> "Velmar")."""
    names = {n.key for n in found if n.entry is None and n.last - n.first == 1 and kinds.get(n.key) != "person"}
    tied: dict[str, str] = {}
    for adjective in names:
        if not DEMONYM.search(adjective):
            continue
        best = ""
        for name in names:
            common = 0
            while common < min(len(name), len(adjective)) and name[common] == adjective[common]:
                common += 1
            if (
                name != adjective
                and common >= max(4, len(name) - 2)
                and len(adjective) >= common + 1
                and len(name) <= len(adjective)
            ):
                if not DEMONYM.search(name) or len(name) < len(adjective):
                    best = name if len(name) > len(best) or not best else best
        if best and best not in tied:
            tied[adjective] = best
            kinds[best] = kinds[adjective] = "state"
    return tied
