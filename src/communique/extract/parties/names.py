"""Names in a report: known ones from the gazetteer, unknown ones from capitals, posts and the company they keep.

A run of capitalised words is read as `[whose] [post] [name]`: "U.S. Secretary of State Ann Hill" is the state USA, the post
secretary of state and the person Ann Hill; "Halven Foreign Ministry" is a body of Halven.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

from communique.extract.lexicon import frequency, words
from communique.extract.parties.extents import body_end, firm_end, in_capitals, no_name_end, slogan, tied_end
from communique.extract.parties.gazetteer import (
    Entry,
    gender_of,
    group_nouns,
    holders,
    lookup,
    misspelt,
    of_groups,
    post_heads,
    posts,
    rivals,
    word_set,
)
from communique.extract.parties.groups import small
from communique.extract.parties.initials import spelt_out
from communique.extract.parties.naming import (
    ACROSS,
    STATE_BODIES,
    Name,
    named,
    read_run,
    text_of,
)
from communique.extract.parties.partisans import members, namesake, partisan
from communique.extract.parties.plain import BACKED, CONTINENTAL, OPENERS, Plain, opens
from communique.extract.parties.runs import CONNECTORS, NOT_NAMES, POST_MODIFIERS, run_end
from communique.extract.parties.shortened import shortened
from communique.parse.tree import Parsed, Word

UNHEARD = 2.0  # on wordfreq's Zipf scale: one in ten million words; no common noun that a report uses is rarer
MEDIA_NOUNS = words("media_nouns")
MINISTERS = frozenset({"minister", "ministers", "secretary", "commissioner"})
GOVERNING = frozenset({"government", "ministry", "minister", "ministers", "cabinet"})
OWN_OFFICES = frozenset({"administration", "cabinet", "government"})  # "his Government" is whose he is, in capitals or not
COURTS = frozenset({"court", "tribunal", "bureau", "board", "exchange", "relations"})
RARE = 3.3  # on wordfreq's Zipf scale: fields of office are ordinary words, names mostly not
ORDINARY = 4.0  # on that scale: what a headline in title case may run together with a name
LINGUAL = frozenset({"abbreviation", "acronym", "alphabet", "initials", "language", "spelling", "translation", "word"})


@cache
def known_surnames() -> frozenset[str]:
    """Surnames of known office holders."""
    return frozenset(name for holder in holders() for name in holder.names)


BESIDE = frozenset({"amod", "compound", "nmod"})


CALENDAR = words("months") | words("weekdays")
ZONES = frozenset({"Atlantic", "Central", "Eastern", "Greenwich", "Mountain", "Pacific"})
DATED = frozenset({"state", "bloc", "organisation"})


def find_names(parsed: Parsed) -> list[Name]:
    """All names in order, not overlapping."""
    words, found = parsed.words, []
    forms = [w.text for w in words]
    on = parsed.cleaned.report.published
    common = {w.low for w in words if w.tag in ("NN", "NNS") and w.text.islower()}
    loose: list[Name] = []
    plain, spelt = Plain(parsed), spelt_out(parsed)
    i = 0
    named_small = of_groups() | small()
    plainly_small = {k for k, form in enumerate(forms) if form[0].islower() and form not in named_small}
    while i < len(words):
        if i in plainly_small:
            i += 1
            continue
        word = words[i]
        if not (word.text[0].isupper() or (word.text[0].isdigit() and len(word.text) > 1)):
            group = lookup([word.text.title(), *forms[i + 1 : i + 3]], 0, on) if word.text in of_groups() else None
            if word.text in small() and (group := lookup(forms, i, on)) is not None:
                found.append(Name(i, i + 1, "group", group[1].key, word.text, group[1].adjective, group[1]))
            elif group is not None and group[0] > 1:  # "western governments", as some papers print it
                size, entry = group
                found.append(Name(i, i + size, entry.kind, entry.key, text_of(parsed, i, i + size), False, entry))
                i += size
                continue
            i += 1
            continue
        own = word.low in OWN_OFFICES and i and words[i - 1].tag == "PRP$"
        if own or BACKED.match(word.text) or _hyphened(word.text) or plain.asks(i) or _governs(words, i):
            i += 1
            continue
        if word.low in CALENDAR and i + 1 < len(words) and (dated := lookup(forms, i + 1, on)) and dated[1].kind in DATED:
            i += 1  # "since last August Arland has …": a month is no part of a state's name
            continue
        if word.text in ZONES and (zone := next((k for k in (i + 1, i + 2) if forms[k : k + 1] == ["Time"]), 0)):
            i = zone + 1  # "by six Pacific Time"
            continue
        if plain.is_field(i) and _not_a_state(forms, i, on):
            i = _field_end(parsed, i)  # "Minister of Economy": what he is minister of is no party
            continue
        if (end := slogan(words, i)) > i:  # "the campaign group Keep Them Here"
            text = text_of(parsed, i, end)
            found.append(Name(i, end, "organisation", text, text))
            i = end
            continue
        if (end := spelt.get(i, 0)) and ((whole := lookup(forms, i, on)) is None or i + whole[0] < end):
            name = named(parsed, i, end, None, False)
            name.kind = "organisation" if name.kind in ("unknown", "place", "person") else name.kind
            found.append(name)
            i = end
            continue
        if (end := no_name_end(parsed, i)) > i:
            i = end
            continue
        known = _half(forms, i, on) or lookup(forms, i, on) or in_capitals(forms, i, on) or _articled(words, i, on)
        if known is not None and i > 1 and words[i - 1].text == "-" and words[i - 2].low in ACROSS:
            i += known[0]  # "the Pan-American Highway" is no country's
            continue
        if known is None and (party := partisan(words, i)) is not None:
            known = 1, party
        if known and known[0] == 1 and known[1].kind in ("media", "wire", "place") and word.tag[:3] != "NNP":
            known = None  # "Time is short": an outlet named by an ordinary word
        if known and known[1].kind in ("media", "wire"):
            if _goes_on(words, i + known[0]):
                known = None
            elif word.text == "The" and known[0] == 2 and words[i + 1].dep in BESIDE and words[i + 1].head > i + 1:
                i += 1  # "The Australian minister": no paper's
                continue
        if known and (end := namesake(forms, i, known, on)):  # "the Democratic Party of Velmar"
            text = text_of(parsed, i, end)
            found.append(Name(i, end, "organisation", text, text))
            i = end
            continue
        # "Ontario Ministry of Labour", "Jamaica Teachers' Association", "Western Timber Products"
        if known and (end := body_end(parsed, i, known) or firm_end(parsed, i, known) or tied_end(parsed, i, known)):
            found.append(named(parsed, i, end, None, False))
            if found[-1].kind == "body":
                found[-1].kind = "organisation"
            i = end
            continue
        if known and not _shadowed(parsed, i, known):
            size, entry = known
            size += _closing(words, i + size) if entry.kind == "organisation" and not entry.adjective else 0
            if entry.adjective and i + size < len(words) and words[i + size].low in LINGUAL | {"affairs"}:
                i += size  # "by its Spanish initials": a language, "the Indian Affairs department": a field of office; no state
                continue
            found.append(
                Name(i, i + size, entry.kind, entry.key, text_of(parsed, i, i + size), _adjective(words, i, size, entry), entry)
            )
            i += size
            continue
        if _capital(word) and i + 1 < len(words) and (right := misspelt(forms[i : i + 2])) is not None:
            forms[i : i + 2] = right
            continue
        if not _capital(word) and not plain.is_given(i):
            if word.tag[:2] == "NN" and word.low not in NOT_NAMES:  # a name that the tagger takes for a common noun
                printed = i > 0 and words[i - 1].low in MEDIA_NOUNS and word.text.istitle()  # "the evening paper Norpost"
                unheard = (word.dep == "nsubj" or printed) and frequency(word.low) < UNHEARD
                (found if unheard else loose).append(Name(i, i + 1, "unknown", word.text, word.text))
            elif word.tag == "JJ" and word.low not in NOT_NAMES | CONTINENTAL and not word.text.isupper():
                adjective = Name(i, i + 1, "unknown", word.text, word.text, adjective=True)
                (loose if opens(parsed, word) else found).append(adjective)
            i += 1
            continue
        end = run_end(parsed, i)
        if end > i + 1 and (caucus := members(words[i:end])) is not None:  # "Oversight Committee Republicans"
            found.append(Name(i, end, caucus.kind, caucus.key, text_of(parsed, i, end), False, caucus))
            i = end
            continue
        if (end == i + 1 and word.low in common and opens(parsed, word)) or plain.empty(i, end):
            i += 1  # "Levy suspended": what the report elsewhere calls "the levy" is no name
            continue
        if end > i + 1 and (word.low in OPENERS or _people_of(words, i)) and opens(parsed, word):
            i += 1
            continue
        found.extend(read_run(parsed, i, end))
        i = max(end, i + 1, found[-1].last if found else 0)
    found = shortened(parsed, _surnames_of_states(words, found))
    surnames = {words[n.last - 1].text for n in found if n.entry is None and (n.kind == "person" or n.last - n.first in (2, 3))}
    several = (n for n in found if n.entry is None and n.last - n.first > 1 and n.kind in ("unknown", "organisation"))
    firsts = {words[n.first].text for n in several if frequency(words[n.first].low) < RARE}  # "Corvane" of "Corvane Lines"
    stems = {n.text[:5] for n in found if n.last - n.first == 1 and n.entry is None}
    coined = {n.text for n in found if n.entry is None and n.last - n.first == 1 and frequency(n.text.lower()) < RARE}
    heard, known_ones = surnames | firsts | coined, known_surnames()
    parties = {n.text.removesuffix(" Party") for n in found if n.text.endswith(" Party") and n.last - n.first == 2}
    found.extend(n for n in loose if n.text in parties - heard and not opens(parsed, words[n.first]))  # "a Labor negotiator"
    found.extend(
        n for n in loose if n.text in heard or n.text in known_ones or (n.adjective and n.text[:5] in stems and len(n.text) > 4)
    )
    _settle(forms, found, on)
    found = list(_in_title_case(parsed, _heard(parsed, found, plain), plain))
    return sorted(found, key=lambda n: n.first)


def _hyphened(text: str) -> bool:
    """Whether a word is but an adjective made of dotted initials: in "U.S.-backed" the backers do not act themselves."""
    initials, _, rest = text.partition("-")
    return "." in initials and rest.islower()


def _people_of(words: list[Word], i: int) -> bool:
    """Whether a sentence opens with people that no name names: "Rebels of the Halvey Front", "Workers at the Port of Calder"."""
    return words[i].low.endswith("s") and words[i].low in group_nouns() and words[i + 1].low in ("of", "at", "in", "from", "for")


def _closing(words: list[Word], at: int) -> int:
    """How many words more a known union's name has where a paper adds what it is: "the United Millhands Union"."""
    added = words[at : at + 2]
    return int(bool(added) and added[0].text == "Union" and words[at - 1].low.endswith("s") and added[-1].text[0].islower())


def _half(forms: list[str], i: int, on: date) -> tuple[int, Entry] | None:
    """The first of two halves of a land or a people named together: "South and North Velmar", "Kestrian and Velmaran Tarns"."""
    if i + 3 >= len(forms) or forms[i + 1] != "and" or not (forms[i + 2][:1].isupper() and forms[i + 3][:1].isupper()):
        return None
    both = [lookup([forms[k], forms[i + 3]], 0, on) for k in (i, i + 2)]
    return (1, both[0][1]) if both[0] is not None and both[1] is not None and both[0][0] == both[1][0] == 2 else None


def _articled(words: list[Word], i: int, on: date) -> tuple[int, Entry] | None:
    """What goes by one word behind its article: "the West", which "the West Coast" is not."""
    after = words[i + 1].text if i + 1 < len(words) else ""
    if not i or words[i - 1].low != "the" or after[:1].isupper():
        return None
    known = lookup(["the", words[i].text], 0, on)
    return (1, known[1]) if known is not None and known[0] == 2 else None


def _governs(words: list[Word], i: int) -> bool:
    """Whether "Union" is the federation that is governed: "the Union government", "Union Finance Minister Ann Hill"."""
    return words[i].text == "Union" and any(w.low in GOVERNING and w.tag[:2] == "NN" for w in words[i + 1 : i + 4])


def _goes_on(words: list[Word], at: int) -> bool:
    """Whether the name of a known outlet only opens that of another one or of a body: "Global News Channel",
    "Aftenposten-Kurer", "The National Union of Growers"."""
    if at + 1 < len(words) and words[at].text == "-" and words[at].start == words[at - 1].end:
        return words[at + 1].text[0].isupper()
    if at >= len(words) or words[at].tag[:3] != "NNP" or not words[at].text[0].isupper():
        return False
    bodies = word_set("body_words") | word_set("union_words")
    return words[at].low in MEDIA_NOUNS or any(w.low in bodies and w.text[0].isupper() for w in words[at : at + 2])


def _field_end(parsed: Parsed, i: int) -> int:
    """Where a field of office ends: with the run, or where the name of its holder begins ("Secretary of State Ann Hill")."""
    words, end = parsed.words, run_end(parsed, i)
    if end + 1 < len(words) and words[end].tag == "POS" and words[end + 1].low == "affairs":
        return end + 2  # "Director General for Migrants' Affairs Ann Hill"
    for k in range(min(end, i + 4, len(words) - 1), i, -1):
        known = any(" ".join(w.low for w in words[i - back : k]) in posts() for back in (2, 3, 4) if i >= back)
        if known and words[k].low not in CONNECTORS:
            return k
    for k in range(i + 1, end - 1):
        given = words[k].text[0].isupper() and words[k].tag[:3] == "NNP" and words[k - 1].low not in CONNECTORS
        if given and (gender_of(words[k].text) or frequency(words[k].low) < RARE):
            return k
    return end


def _not_a_state(forms: list[str], i: int, on: date) -> bool:
    known = lookup(forms, i, on)
    return known is None or known[1].kind not in ("state", "bloc")


def _heard(parsed: Parsed, found: list[Name], plain: Plain) -> list[Name]:
    """Names in capitals under their usual form; those of a headline in capitals only where the report names them again."""
    usual = {n.text.upper(): n for n in found if not n.text.isupper()}
    kept = []
    for name in found:
        if name.entry is None and name.text.isupper() and len(name.text) > 3:
            twin = usual.get(name.text)
            if twin is not None:
                name.key, name.text, name.kind, name.entry = twin.key, twin.text, twin.kind, twin.entry
            elif name.kind == "person" and name.text.title() in known_surnames():
                name.key = name.text = name.text.title()  # "PRESIDENT HILL:" holds office
            elif parsed.words[name.first].sentence in plain.loud:
                continue
        kept.append(name)
    return kept


def _surnames_of_states(words: list[Word], found: list[Name]) -> list[Name]:
    """Names, where that of a state is the last name of somebody named in full before, in a report that does not speak of the
    state otherwise: "Rep. Ann Jordan … Jordan said"."""
    borne: dict[str, int] = {}
    for n in found:
        if n.entry is None and n.last - n.first in (2, 3) and (n.post or n.honorific or gender_of(words[n.first].text)):
            borne.setdefault(words[n.last - 1].text, n.first)
    told = {n.entry.key for n in found if n.entry is not None and (n.adjective or n.first < borne.get(n.text, len(words)))}
    return [
        Name(n.first, n.last, "person", n.text, n.text)
        if n.text in borne and n.entry is not None and n.entry.kind == "state" and n.entry.key not in told
        else n
        for n in found
    ]


def _in_title_case(parsed: Parsed, found: list[Name], plain: Plain) -> Iterator[Name]:
    """Names, where a headline in title case runs one together with ordinary words ("Growers' Guild Accused Of Fraud"): without
    those, where the rest of the report has it."""
    words = parsed.words
    known = {n.text for n in found if words[n.first].sentence not in plain.titled} if plain.titled else set()
    for name in found:
        own = name.entry is None and name.kind != "person" and words[name.first].sentence in plain.titled
        if own and name.text not in known:
            end = next((end for end in range(name.last - 1, name.first, -1) if text_of(parsed, name.first, end) in known), 0)
            if end and all(frequency(w.low) >= ORDINARY and not gender_of(w.text) for w in words[end : name.last]):
                yield named(parsed, name.first, end, None, False)
                continue
        yield name


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
        if office.tag[:3] == "NNP" and (office.low in STATE_BODIES or office.low in MINISTERS or office.low in COURTS):
            return True  # the Labour Ministry is no part of Labour, nor is the Labour Court
    if size != 1 or entry.adjective or entry.kind not in ("state", "place", "media", "wire", "organisation"):
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
    if not alone and entry.kind in ("wire", "media") and gender_of(words[i].text):
        return True  # "Petra Ondrisek"
    firm = after is not None and entry.kind == "place" and after.low.endswith("s") and after.text.istitle()  # "Halven Docks"
    opening = firm or entry.kind == "state"
    if not alone and after is not None and words[i].head == after.i and words[i].dep == "compound" and opening:
        return before is None or before.tag[:3] != "NNP"
    if (
        before is not None
        and before.tag[:3] == "NNP"
        and before.dep == "compound"
        and before.head == i
        and before.low not in post_heads()
        and before.low not in CALENDAR
        and not (before.low in OPENERS and opens(parsed, before))
    ):
        return entry.kind != "state" or before.low not in word_set("body_words")
    return False
