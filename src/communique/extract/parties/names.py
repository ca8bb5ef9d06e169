"""Names in a report: known ones from the gazetteer, unknown ones from capitals, posts and the company they keep.

A run of capitalised words is read as `[whose] [post] [name]`: "U.S. Secretary of State Ann Hill" is the state USA, the post
secretary of state and the person Ann Hill; "Halven Foreign Ministry" is a body of Halven.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from communique.extract.lexicon import words
from communique.extract.parties.gazetteer import (
    Entry,
    gender_of,
    group_nouns,
    holders,
    lookup,
    misspelt,
    post_heads,
    posts,
    press_words,
    rivals,
    word_set,
)
from communique.extract.parties.plain import OPENERS, Plain, frequency, opens
from communique.extract.parties.runs import CONNECTORS, NOT_NAMES, PLACE_WORDS, REALMS, run_end
from communique.parse.tree import Parsed, Word

Kind = Literal["document", "state", "organisation", "bloc", "group", "body", "wire", "media", "place", "person", "unknown"]
HELD = frozenset({"conference", "summit", "convention", "forum", "initiative", "campaign"})  # named after where they are held
UNHEARD = 2.0  # on wordfreq's Zipf scale: one in ten million words; no common noun that a report uses is rarer
BEFORE_PLACES = frozenset(  # "Lake Orm", "Port Calder"; but "Road Relief", "Harbour Museum"
    "lake port cape mount river gulf bay strait straits island islands fort camp hotel sea palace mountain mountains".split()
)
STATE_BODIES = words("state_bodies")
DOCUMENT_WORDS = words("document_words")
POST_MODIFIERS = words("post_modifiers")
INNER_TITLES = words("inner_titles")
RULING_TITLES = words("ruling_titles")
ASSOCIATIONS = words("associations")
MINISTERS = frozenset({"minister", "ministers", "secretary", "commissioner"})


@dataclass(slots=True, eq=False)
class Name:
    """Words first..last (last exclusive) that name somebody or something; `post` are the words of a post before the name."""

    first: int
    last: int
    kind: Kind
    key: str
    text: str
    adjective: bool = False
    entry: Entry | None = None
    post: str | None = None
    honorific: bool = False


@cache
def known_surnames() -> frozenset[str]:
    """Surnames of known office holders."""
    return frozenset(name for holder in holders() for name in holder.names)


def text_of(parsed: Parsed, first: int, last: int) -> str:
    """The mended text of words first..last."""
    return parsed.text[parsed.words[first].start : parsed.words[last - 1].end]


def find_names(parsed: Parsed) -> list[Name]:
    """All names in order, not overlapping."""
    words, found = parsed.words, []
    forms = [w.text for w in words]
    on = parsed.cleaned.report.published
    common = {w.low for w in words if w.tag in ("NN", "NNS") and w.text.islower()}
    loose: list[Name] = []
    plain = Plain(parsed)
    i = 0
    while i < len(words):
        word = words[i]
        if not (word.text[0].isupper() or (word.text[0].isdigit() and len(word.text) > 1)):
            i += 1
            continue
        if plain.is_field(i) and _not_a_state(forms, i, on):
            i = run_end(parsed, i)  # "Minister of Economy": what he is minister of is no party
            continue
        known = lookup(forms, i, on) or _in_capitals(forms, i, on)
        if known and known[0] == 1 and known[1].kind in ("media", "wire", "place") and word.tag[:3] != "NNP":
            known = None  # "Time is short": an outlet named by an ordinary word
        if known and (end := _body_end(parsed, i, known)):  # "Ontario Ministry of Labour", "Jamaica Teachers' Association"
            found.append(_name(parsed, i, end, None, False))
            i = end
            continue
        if known and not _shadowed(parsed, i, known):
            size, entry = known
            found.append(
                Name(i, i + size, entry.kind, entry.key, text_of(parsed, i, i + size), _adjective(words, i, size, entry), entry)
            )
            i += size
            continue
        if _capital(word) and i + 1 < len(words) and (right := misspelt(forms[i : i + 2])) is not None:
            forms[i : i + 2] = right
            continue
        if not _capital(word):
            if word.tag[:2] == "NN" and word.low not in NOT_NAMES:  # a name that the tagger takes for a common noun
                unheard = word.dep == "nsubj" and frequency(word.low) < UNHEARD
                (found if unheard else loose).append(Name(i, i + 1, "unknown", word.text, word.text))
            elif word.tag == "JJ" and word.low not in NOT_NAMES and not word.text.isupper():
                adjective = Name(i, i + 1, "unknown", word.text, word.text, adjective=True)
                (loose if opens(parsed, word) else found).append(adjective)
            i += 1
            continue
        end = run_end(parsed, i)
        if (end == i + 1 and word.low in common and opens(parsed, word)) or plain.empty(i, end):
            i += 1  # "Levy suspended": what the report elsewhere calls "the levy" is no name
            continue
        if end > i + 1 and word.low in OPENERS and opens(parsed, word):
            i += 1
            continue
        found.extend(_read_run(parsed, i, end))
        i = max(end, i + 1, found[-1].last if found else 0)
    surnames = {words[n.last - 1].text for n in found if n.entry is None and (n.kind == "person" or n.last - n.first in (2, 3))}
    surnames.update(known_surnames())
    stems = {n.text[:5] for n in found if n.last - n.first == 1 and n.entry is None}
    found.extend(n for n in loose if n.text in surnames or (n.adjective and n.text[:5] in stems and len(n.text) > 4))
    _settle(forms, found, on)
    found = _heard(parsed, found, plain)
    return sorted(found, key=lambda n: n.first)


def _body_end(parsed: Parsed, i: int, known: tuple[int, Entry]) -> int:
    """Where the name of a body ends that a place or state opens (0: none): the bodies of a state's own government stay its own."""
    size, entry = known
    words = parsed.words
    if entry.kind not in ("place", "state") or entry.adjective or i + size >= len(words):
        return 0
    if words[i + size].text[0].islower() or words[i].text.isupper() or words[i].tag[:3] != "NNP":
        return 0
    end = run_end(parsed, i)
    last = words[end - 1].low.rstrip(".")
    if end <= i + size or "-" in (words[i + size].text, words[i - 1].text if i else ""):
        return 0
    if any(words[k].low in post_heads() or words[k].low in INNER_TITLES for k in range(i + size, end)):
        return 0
    if entry.kind == "place" and any(words[k].low in word_set("body_words") for k in range(i + size, end)):
        return end if last not in DOCUMENT_WORDS and last not in HELD else 0
    return end if last in ASSOCIATIONS or last in word_set("union_words") or last in word_set("company_suffixes") else 0


def _not_a_state(forms: list[str], i: int, on: date) -> bool:
    known = lookup(forms, i, on)
    return known is None or known[1].kind not in ("state", "bloc")


def _in_capitals(forms: list[str], i: int, on: date) -> tuple[int, Entry] | None:
    """A state or place that the report prints in capitals ("NEW ZEALAND")."""
    if not forms[i].isupper() or len(forms[i]) < 4:
        return None
    known = lookup([form.title() if form.isupper() and len(form) > 3 else form for form in forms[i : i + 5]], 0, on)
    return known if known is not None and known[1].kind in ("state", "bloc", "place") else None


def _heard(parsed: Parsed, found: list[Name], plain: Plain) -> list[Name]:
    """Names in capitals under their usual form; those of a headline in capitals only where the report names them again."""
    usual = {n.text.upper(): n for n in found if not n.text.isupper()}
    kept = []
    for name in found:
        if name.entry is None and name.text.isupper() and len(name.text) > 3:
            twin = usual.get(name.text)
            if twin is not None:
                name.key, name.text, name.kind, name.entry = twin.key, twin.text, twin.kind, twin.entry
            elif parsed.words[name.first].sentence in plain.loud:
                continue
        kept.append(name)
    return kept


def _settle(forms: list[str], found: list[Name], on: date) -> None:
    """Of two states that one name may mean ("Korean") the one that the report names unmistakably, most often."""
    open_ones = [(n, among) for n in found if n.entry and len(among := rivals(forms, n.first, n.last - n.first, on)) > 1]
    if not open_ones:
        return
    unclear = {id(name) for name, _ in open_ones}
    named = Counter(n.key for n in found if n.entry is not None and id(n) not in unclear)
    for name, among in open_ones:
        best = max(among, key=lambda entry: named[entry.key])
        if named[best.key]:
            name.key, name.entry = best.key, best


def _adjective(words: list[Word], i: int, size: int, entry: Entry) -> bool:
    """A demonym used as a modifier; as a plural noun ("Russians") it names the party."""
    return (
        entry.adjective
        and words[i + size - 1].dep in ("amod", "compound", "nmod", "poss", "advmod", "conj", "nsubj")
        and (words[i + size - 1].tag in ("JJ", "NNP", "JJR") and not words[i + size - 1].low.endswith("s"))
    )


def _capital(word: Word) -> bool:
    return word.text[0].isupper() and word.low.rstrip(".") not in NOT_NAMES and (word.tag[:3] == "NNP" or word.tag == "FW")


def _shadowed(parsed: Parsed, i: int, known: tuple[int, Entry]) -> bool:
    """Whether a known one-word name is only part of a person's name ("Jordan Hale", "Michael Jordan")."""
    size, entry = known
    if size == 1 and entry.kind == "group" and not entry.adjective and i + 1 < len(parsed.words):
        office = parsed.words[i + 1]
        if office.tag[:3] == "NNP" and (office.low in STATE_BODIES or office.low in MINISTERS):
            return True  # the Labour Ministry is no part of Labour
    if size != 1 or entry.adjective or entry.kind not in ("state", "place", "media", "organisation"):
        return False
    words = parsed.words
    if words[i].text.isupper() and len(words[i].text) > 1:
        return False
    after = words[i + 1] if i + 1 < len(words) else None
    before = words[i - 1] if i else None
    alone = (
        after is None
        or after.tag[:3] != "NNP"
        or after.dep == "appos"
        or after.low in post_heads()
        or after.low in POST_MODIFIERS
        or after.low in word_set("body_words")
        or after.low in group_nouns()
        or lookup([w.text for w in words[i + 1 : i + 6]], 0, parsed.cleaned.report.published) is not None
        or entry.metonym
    )
    if not alone and after is not None and words[i].head == after.i and words[i].dep == "compound" and entry.kind == "state":
        return before is None or before.tag[:3] != "NNP"
    if (
        before is not None
        and before.tag[:3] == "NNP"
        and before.dep == "compound"
        and before.head == i
        and before.low not in post_heads()
    ):
        return entry.kind != "state" or before.low not in word_set("body_words")
    return False


def _read_run(parsed: Parsed, first: int, end: int) -> list[Name]:
    """Cut a capitalised run into whose, post and name."""
    words = parsed.words
    found: list[Name] = []
    while first < end - 1 and words[first].text == "-":
        first += 1
    on = parsed.cleaned.report.published
    i, post_from, honorific = first, -1, False
    while i < end:  # leading known names are found by the caller; here posts and honorifics
        low = words[i].low.rstrip(".")
        if low in RULING_TITLES and post_from < 0 and i + 1 < end and words[i + 1].text[0].isupper():
            post_from = i  # "Tomine Gov. Kozo Ishiguro" governs Tomine
        if low in word_set("honorifics") or low + "." in word_set("honorifics"):
            honorific, i = True, i + 1
            while i < end and words[i].text in (".", "-"):  # "Lt. Gen.", "Maj-Gen"
                i += 1
            continue
        size = _post_at(parsed, i, end)
        if size:
            post_from = i if post_from < 0 else post_from
            i += size
            continue
        break
    post = text_of(parsed, post_from, i) if post_from >= 0 else None
    if i >= end:
        return found
    held = _held_inside(parsed, i, end)
    if held:
        found.append(_name(parsed, held, end, text_of(parsed, post_from if post_from >= 0 else i, held), honorific))
        return found
    inner = _known_inside(parsed, i + 1, end, on)
    stop = inner or end
    if post is None and not honorific and _is_portfolio(words, i, end):
        return found
    later = _person_tail(parsed, i, stop) or next(
        (
            k
            for k in range(i + 1, stop)
            if _post_at(parsed, k, stop)
            and words[k].low not in word_set("body_words")
            and words[k - 1].low not in ("of", "the", "for", "and")
        ),
        None,
    )
    if later is not None and post is None and not honorific:  # "Velmaran Foreign Minister Ana Dorst", "Dockers' Union President"
        found.append(_name(parsed, i, later, None, False))
        return found + _read_run(parsed, later, end)
    if i < stop:
        found.append(_name(parsed, i, stop, post, honorific))
    if inner:
        known = lookup([w.text for w in words[inner:end]], 0, on)
        assert known is not None
        size, entry = known
        found.append(
            Name(inner, inner + size, entry.kind, entry.key, text_of(parsed, inner, inner + size), entry.adjective, entry)
        )
        if inner + size < end:
            found.extend(_read_run(parsed, inner + size, end))
    return found


def _person_tail(parsed: Parsed, first: int, end: int) -> int:
    """Where a person's name begins that follows the name of his country or body without a comma (0: nowhere): "the President of the
    Republic of Varsk Arkady Sorvenin", "Lakes Province Gov. Ann Hill"."""
    words = parsed.words
    for k in range(first + 1, end - 1):
        if words[k].low.rstrip(".") in INNER_TITLES and words[k + 1].text[0].isupper() and words[k - 1].text not in (".", "-"):
            return k
    for k in (end - 2, end - 3):
        if k <= first + 1 or any(w.low in CONNECTORS for w in words[k:end]):
            continue
        before, sorts = words[k - 1].low, word_set("body_words") | PLACE_WORDS | {"affairs"}
        realm = words[first].low in REALMS and words[first + 1].low == "of" and k == first + 3
        if (before in sorts or realm) and (gender_of(words[k].text) or (realm and k == end - 2)):
            if not any(w.low in sorts or w.low in word_set("union_words") for w in words[k:end]):
                return k
    return 0


def _is_portfolio(words: list[Word], first: int, end: int) -> bool:
    """ "Energy permanent secretary", "Water Affairs director": a field of office before a post in small letters."""
    k = end
    while k < len(words) and k - end < 3 and words[k].text[0].islower() and words[k].tag[:2] in ("NN", "JJ"):
        if words[k].low in post_heads():
            return all(w.low in POST_MODIFIERS for w in words[first:end])
        k += 1
    return False


def _held_inside(parsed: Parsed, first: int, end: int) -> int:
    """Where the full name of a known office holder begins that ends a longer run (0: nowhere)."""
    for k in range(max(first + 1, end - 3), end - 1):
        if text_of(parsed, k, end) in full_names():
            return k
    return 0


@cache
def full_names() -> frozenset[str]:
    """Full names of known office holders."""
    return frozenset(n for h in holders() for n in (h.name, *h.names) if " " in n)


def _known_inside(parsed: Parsed, first: int, end: int, on: object) -> int | None:
    """Where a known state or organisation begins inside a run that is no body's name."""
    words = parsed.words
    if any(words[k].low in word_set("body_words") or words[k].low in word_set("company_suffixes") for k in range(first - 1, end)):
        return None
    forms = [w.text for w in words[first:end]]
    for k in range(len(forms)):
        known = lookup(forms, k, parsed.cleaned.report.published)
        if (
            known
            and known[1].kind in ("state", "organisation", "bloc")
            and (known[1].adjective or (forms[k].isupper() and len(forms[k]) > 1))
        ):
            return first + k
    return None


def _post_at(parsed: Parsed, i: int, end: int) -> int:
    """How many words of a post begin at i (0: none): "Foreign Minister", "Deputy Secretary of State"."""
    words = parsed.words
    k = i
    while k < end and words[k].low in POST_MODIFIERS and k - i < 4 and k + 1 < end:
        k += 1
    for start in range(k, i - 1, -1):
        for size in (6, 5, 4, 3, 2, 1):
            if start + size <= len(words) and " ".join(w.low for w in words[start : start + size]).replace(" - ", "-") in posts():
                if start + size <= end:
                    return start + size - i
    return 0


def _is_body(lows: list[str]) -> bool:
    """ "Association of the Displaced of the Valley", "Nakasato District Court": a body, though a place stands in its name."""
    sorts = word_set("body_words") | word_set("union_words")
    return lows[0] in sorts or (len(lows) > 2 and any(low in sorts and lows[k + 1] in ("of", "for") for k, low in enumerate(lows[:-1])))


def _name(parsed: Parsed, first: int, last: int, post: str | None, honorific: bool) -> Name:
    words = parsed.words
    while last > first + 1 and words[last - 1].low in CONNECTORS | {"."}:
        last -= 1
    suffix = 0
    if last + 1 < len(words) and words[last].text == "," and words[last + 1].low in ("jr.", "jr", "sr.", "sr"):
        suffix = 2  # "Joseph Hill, Jr." is one name
    text = text_of(parsed, first, last + suffix)
    lows = [w.low for w in words[first:last]]
    kind: Kind = "unknown"
    if post or honorific:
        kind = "person"
    elif lows[-1] in DOCUMENT_WORDS:
        kind = "document"
    elif (lows[-1] in PLACE_WORDS and not _is_body(lows)) or (
        lows[0] in BEFORE_PLACES and lows[-1] not in word_set("body_words")
    ):
        kind = "place"
    elif len(lows) > 1 and (lows[0] in ("radio", "television") or lows[-1] in press_words() or "news" in lows):
        kind = "media"
    elif len(lows) > 2 and lows[0] in REALMS - {"union", "federation"} and lows[1] == "of":
        kind = "state"  # "Sultanate of …"
    elif lows[-1].rstrip(".") in word_set("company_suffixes") or any(low in word_set("union_words") for low in lows):
        kind = "organisation"
    elif any(low in word_set("body_words") for low in lows):
        kind = "body" if lows[-1] in STATE_BODIES or lows[0] in STATE_BODIES else "organisation"
    elif (len(lows) == 1 and words[first].text.isupper() and len(lows[0]) > 1) or any(low == "'s" for low in lows):
        kind = "organisation"
    return Name(first, last + suffix, kind, text, text, words[last - 1].tag == "JJ", None, post, honorific)
