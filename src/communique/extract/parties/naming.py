"""A run of capitalised words cut into whose, post and name: "U.S. Secretary of State Ann Hill", "Halven Foreign Ministry"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from communique.extract.lexicon import frequency, words
from communique.extract.parties.gazetteer import Entry, gender_of, holders, lookup, post_heads, posts, press_words, word_set
from communique.extract.parties.runs import CONNECTORS, FIELDS, PLACE_WORDS, POST_MODIFIERS, REALMS
from communique.parse.tree import Parsed, Word

Kind = Literal["document", "state", "organisation", "bloc", "group", "body", "wire", "media", "place", "person", "unknown"]
BEFORE_PLACES = frozenset(  # "Lake Orm", "Port Calder"; but "Road Relief", "Harbour Museum"
    "lake port cape mount river gulf bay strait straits island islands fort camp hotel sea palace mountain mountains".split()
)
STATE_BODIES = words("state_bodies")
AT_LARGE = frozenset(
    "hospital strike election elections hospitals store stores meeting studies motors electric mills dynamics foods".split()
)
DOCUMENT_WORDS = words("document_words")
INDEPENDENT = words("independent")
ACROSS = frozenset({"afro", "anti", "inter", "intra", "pan", "post", "pre", "pro", "sub", "trans"})
VENUE_WORDS = words("venue_words")
INNER_TITLES = words("inner_titles")
RULING_TITLES = words("ruling_titles")
ORDINARY = 3.3  # on wordfreq's Zipf scale: fields of office are ordinary words, names mostly not


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


def text_of(parsed: Parsed, first: int, last: int) -> str:
    """The mended text of words first..last."""
    return parsed.text[parsed.words[first].start : parsed.words[last - 1].end]


def read_run(parsed: Parsed, first: int, end: int) -> list[Name]:
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
            post_from = i  # "Halvey Gov. Ann Hill" governs Halvey
        if _at_large(words, i, end):
            break
        if low in word_set("honorifics") or low + "." in word_set("honorifics"):
            if end - i == 3 and i == first and words[i + 1].text == "-":
                break  # "Amir-Hale": no title stands in a double name
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
    learned = post_from == first and words[first].low in INDEPENDENT
    if (honorific or learned) and end - i > 1 and _is_body([w.low for w in words[i:end]], words[end - 1].low):
        i, honorific, post_from = first, False, -1  # "General Workers' Union", "Academic Staff Union"
    post = text_of(parsed, post_from, i) if post_from >= 0 else None
    if i >= end:
        return found
    held = _held_inside(parsed, i, end)
    if held:
        found.append(named(parsed, held, end, text_of(parsed, post_from if post_from >= 0 else i, held), honorific))
        return found
    inner = _known_inside(parsed, i + 1, end)
    stop = inner or end
    if post is None and not honorific and _is_portfolio(words, i, end):
        return found
    post_inside = next(
        (
            k
            for k in range(i + 1, stop)
            if _post_at(parsed, k, stop)
            and words[k].low not in word_set("body_words")
            and not (k + 2 == end and words[k + 1].low in _sorts())  # "Revolutionary Justice Organization"
            and words[k - 1].low not in ("of", "the", "for", "and")
        ),
        0,
    )
    later = min((k for k in (post_inside, _person_tail(parsed, i, stop)) if k), default=None)
    if later is not None and post is None and not honorific:  # "Velmaran Foreign Minister Ana Dorst", "Dockers' Union President"
        found.append(named(parsed, i, later, None, False))
        return found + read_run(parsed, later, end)
    if i < stop:
        found.append(named(parsed, i, stop, post, honorific))
    if inner:
        known = lookup([w.text for w in words[inner:end]], 0, on)
        assert known is not None
        size, entry = known
        found.append(
            Name(inner, inner + size, entry.kind, entry.key, text_of(parsed, inner, inner + size), entry.adjective, entry)
        )
        if inner + size < end:
            found.extend(read_run(parsed, inner + size, end))
    return found


def _at_large(words: list[Word], i: int, end: int) -> bool:
    """Whether "General" says of what comes behind it that it is of all: "General Hospital", "General Committee"."""
    after = words[i + 1].low if i + 1 < end else ""
    if any(" ".join(w.low for w in words[i : i + size]) in posts() for size in (3, 2) if i + size <= end):
        return False  # "Chief Executive Officer"
    return words[i].low in ("general", "major", "chief") and (after in _sorts() or after in AT_LARGE)


def _person_tail(parsed: Parsed, first: int, end: int) -> int:
    """Where a person's name begins that follows that of his country or body without a comma (0: nowhere): "the President of
    the Republic of Odvar Ana Dorst", "Lakes Province Gov. Ann Hill"."""
    words = parsed.words
    for k in range(first + 1, end - 1):
        if words[k].low.rstrip(".") in INNER_TITLES and words[k + 1].text[0].isupper() and words[k - 1].text not in (".", "-"):
            return k
    for k in (end - 2, end - 3):
        if k <= first + 1 or any(w.low in CONNECTORS for w in words[k:end]):
            continue
        before, sorts = words[k - 1].low, word_set("body_words") | PLACE_WORDS | {"affairs"}
        realm = words[first].low in REALMS and words[first + 1].low == "of" and k == first + 3
        realm = realm or _led(words, first)
        if (before in sorts or realm) and (gender_of(words[k].text) or (realm and k == end - 2)):
            if not any(w.low in sorts or w.low in word_set("union_words") for w in words[k:end]):
                return k
    return 0


def _led(words: list[Word], first: int) -> bool:
    """Whether what is named at `first` is what somebody heads: "President of South Odvar Ana Dorst"."""
    before = first - 1 if words[first - 1].low != "the" else first - 2
    return before > 0 and words[before].low == "of" and words[before - 1].low in post_heads()


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


def _known_inside(parsed: Parsed, first: int, end: int) -> int | None:
    """Where a known state or organisation begins inside a run that is no body's name."""
    words = parsed.words
    if any(words[k].low in word_set("body_words") or words[k].low in word_set("company_suffixes") for k in range(first - 1, end)):
        return None
    forms = [w.text for w in words[first:end]]
    for k in range(len(forms)):
        if words[first + k - 1].text == "-" and words[first + k - 2].low in ACROSS:
            continue  # "the Pan-American Highway" is no country's
        known = lookup(forms, k, parsed.cleaned.report.published)
        if (
            known
            and known[1].kind in ("state", "organisation", "bloc")
            and (known[1].adjective or (forms[k].isupper() and len(forms[k]) > 1))
        ):
            return first + k
    return None


@cache
def _post_openings() -> frozenset[str]:
    """What a post may begin with, up to any blank or hyphen of it."""
    return frozenset(post[:k] for post in posts() for k in range(1, len(post) + 1) if post[k : k + 1] in ("", " ", "-"))


def _post_at(parsed: Parsed, i: int, end: int) -> int:
    """How many words of a post begin at i (0: none): "Foreign Minister", "Deputy Secretary of State"."""
    words = parsed.words
    reach = 4 + 2 * any(w.low in ("and", "&") for w in words[i : min(i + 4, end)])  # "Public Service and Ports Minister"
    minister = next((j for j in range(i + 1, min(i + reach, end)) if words[j].low in ("minister", "ministers")), 0)
    if minister and all(w.text == "&" or (w.text.isalpha() and frequency(w.low) >= ORDINARY) for w in words[i:minister]):
        if (_sorts() - FIELDS | PLACE_WORDS).isdisjoint(w.low for w in words[i:minister]):
            return minister + 1 - i  # "Treaty Negotiations Minister"
    k = i
    while k < end and words[k].low in POST_MODIFIERS and k - i < 4 and k + 1 < end:
        k += 1
    for start in range(k, i - 1, -1):
        if start >= len(words) or words[start].low not in _post_openings():
            continue
        for size in (6, 5, 4, 3, 2, 1):
            if start + size <= len(words) and " ".join(w.low for w in words[start : start + size]).replace(" - ", "-") in posts():
                if start + size <= end:
                    return start + size - i
    return 0


@cache
def _sorts() -> frozenset[str]:
    """Words for sorts of bodies."""
    return word_set("body_words") | word_set("union_words")


def _head(lows: list[str]) -> str:
    """The noun that the rest of a body's name hangs on: "ministry" in "Foreign Ministry of the Velmaran Federation"."""
    return next((low for low, after in pairwise(lows) if after in ("of", "for")), lows[-1])


def _is_body(lows: list[str], last: str = "") -> bool:
    """ "Association of the Growers of the Valley", "Halvey District Court": a body, though a place stands in its name."""
    sorts = _sorts()
    within = (low in sorts and after in ("of", "for") for low, after in pairwise(lows))
    return lows[0] in sorts or last in sorts or any(within)


def named(parsed: Parsed, first: int, last: int, post: str | None, honorific: bool) -> Name:
    words = parsed.words
    while last > first + 1 and (words[last - 1].low in CONNECTORS or words[last - 1].low == "."):
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
    elif "news" in lows and len(lows) > 1 and "channel" in lows:
        kind = "media"
    elif (lows[-1] in PLACE_WORDS and len(lows) > 1 and not _is_body(lows) and not gender_of(words[first].text)) or (
        lows[0] in BEFORE_PLACES and lows[-1] not in word_set("body_words")
    ):
        kind = "place"
    elif len(lows) > 1 and lows[-1] in ("centre", "center", "house") and lows[-2] in VENUE_WORDS:
        kind = "place"  # "Lakeside Conference Centre"
    elif len(lows) > 1 and (lows[0] in ("radio", "television") or lows[-1] in press_words() or "news" in lows):
        kind = "media"
    elif len(lows) > 2 and lows[1] == "of" and lows[0] in REALMS - {"union", "federation"}:
        kind = "state"  # "Sultanate of …"
    elif _head(lows) in STATE_BODIES and len(lows) > 1:
        kind = "body"  # "Ministry of Water Resources", "Foreign Ministry of the Velmaran Federation"
    elif lows[-1].replace(".", "") in word_set("company_suffixes") or any(low in word_set("union_words") for low in lows):
        kind = "organisation"
    elif any(low in word_set("body_words") for low in lows):
        kind = "body" if lows[-1] in STATE_BODIES or lows[0] in STATE_BODIES else "organisation"
    elif (len(lows) == 1 and words[first].text.isupper() and len(lows[0]) > 1) or any(low == "'s" for low in lows):
        kind = "organisation"
    return Name(first, last + suffix, kind, text, text, words[last - 1].tag == "JJ", None, post, honorific)
