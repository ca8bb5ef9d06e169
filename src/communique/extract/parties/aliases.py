"""Which names of a report are one: surnames, abbreviations, short forms, states under their full style, demonyms of states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from communique.extract.lexicon import frequency
from communique.extract.parties.gazetteer import Entry, lookup, partisans, press_words, state_name, word_set
from communique.extract.parties.kinds import surname
from communique.extract.parties.naming import Kind, Name, text_of
from communique.extract.parties.runs import PARTICLES, QUARTERS, REALMS
from communique.parse.tree import Parsed

DEMONYM = re.compile(r"(?:an|ian|ean|ese|ish|i|ic|er|ite|ine|ene|nese|s)$")
SIMPLE = frozenset({"republic", "kingdom", "duchy", "sultanate", "emirate", "principality"})
SESSIONS = frozenset({"summit", "conference", "congress", "assembly", "session", "meeting", "secretariat", "council", "board"})
LEGAL = frozenset(
    "ltd limited plc inc incorporated corp corporation co company llc llp pty pte bhd ag gmbh kg se sa sas sarl nv bv spa srl"
    " ab oy oyj as asa aps kk tbk pjsc ojsc jsc oao pao zao ooo doo ad".split()
)  # what kind of company the law takes it for
RARE = 3.0  # on wordfreq's Zipf scale: initials that are spoken as a word are none that English has
ARTICLES = frozenset({"al-", "el-", "ul-"})
BY_INITIALS = frozenset("known called abbreviated by its their the as initials acronym abbreviation in".split())
OPPOSITE = {"North": "South", "South": "North", "East": "West", "West": "East"}
JUNIORS = frozenset({"jr.", "jr", "sr.", "sr"})


def short_forms(parsed: Parsed, found: list[Name], kinds: dict[str, Kind]) -> dict[str, str]:
    """Short form -> full name: surname -> person, abbreviation -> what it stands for, part of a body's name -> the whole."""
    short: dict[str, str] = {}
    given = _people(parsed, found, kinds, short)
    full = [n for n in found if n.entry is None and n.last - n.first > 1 and kinds.get(n.key) != "person"]
    _in_brackets(parsed, found, kinds, short)
    for name in found:
        if name.entry is None and kinds.get(name.key) in ("organisation", "body") and name.last - name.first > 1:
            longer = next(
                (n for n in full if n.key != name.key and n.key.endswith(" " + name.key) and n.first < name.first), None
            )
            if longer is not None:
                short.setdefault(name.key, longer.key)
    by_initials = {initials: n for n in reversed(full) if len(initials := _initials(n.key)) > 2}
    for name in found:  # a text's own abbreviation goes before a known one
        if name.entry is not None and name.text.isupper() and len(name.text) > 2:
            if (longer := by_initials.get(name.text)) is not None and longer.first < name.first:
                name.entry, name.key, name.kind = None, longer.key, longer.kind
    _known_by_its_end(found, parsed.cleaned.report.published)
    _firsts(found, full, kinds, short)
    for name in found:  # "UFW" for United Furnace Workers, wherever the report tells its full name
        if name.entry is None and name.last - name.first == 1 and name.key not in short and kinds.get(name.key) != "person":
            spoken = name.text.upper() if _as_word(name.text) else name.text
            longer = by_initials.get(name.text) or by_initials.get(spoken)
            if longer is not None and longer.key != name.key:
                short[name.key] = longer.key
    upper = {key.upper(): key for key in short}
    for name in found:  # a transcript's label in capitals
        if name.entry is None and name.text.isupper() and len(name.text) > 2 and name.text in upper:
            short.setdefault(name.key, short[upper[name.text]])
    for name in found:  # family name first: "Xi Jinping" is "Xi"
        if name.entry is None and name.key in given and name.key not in short:
            short[name.key] = given[name.key]
    _realms(found, kinds, short)
    _sessions(found, kinds, short)
    return {s: f for s, f in short.items() if s != f}


def _people(parsed: Parsed, found: list[Name], kinds: dict[str, Kind], short: dict[str, str]) -> dict[str, str]:
    """Adds the surnames of people to `short`; gives back their names by their first word."""
    words, given = parsed.words, dict[str, str]()
    middles: dict[str, str] = {}
    for name in found:
        if name.entry is not None or kinds.get(name.key) != "person" or name.last - name.first < 2:
            continue
        last = surname(parsed, name)
        if last.lower() in JUNIORS:
            last = words[name.last - 3].text if name.last - name.first > 3 else last
        short.setdefault(last, name.key)
        if last[:3].lower() in ARTICLES:  # "Khalifa al-Mannai" is "Al-Mannai" where a sentence begins, and "Mannai"
            short.setdefault(last[3:], name.key)
            short.setdefault(last[0].upper() + last[1:], name.key)
        inner = next((k for k in range(name.first + 1, name.last - 1) if words[k].low in PARTICLES - {"-"}), None)
        if inner is not None:  # "Tom de la Hale" is "De la Hale" where a sentence begins
            tail = text_of(parsed, inner, name.last)
            short.setdefault(tail[0].upper() + tail[1:], name.key)
        given.setdefault(words[name.first].text, name.key)
        if name.last - name.first > 2 and words[name.last - 2].low not in ("-",):
            short.setdefault(text_of(parsed, name.last - 2, name.last), name.key)
            middle = words[name.last - 2].text
            if len(middle.rstrip(".")) > 2 and middle[0].isupper():
                middles.setdefault(middle, name.key)  # "Hector Vidal Orozco" is "Vidal" to his people
    for middle, key in middles.items():
        short.setdefault(middle, key)
    return given


def _in_brackets(parsed: Parsed, found: list[Name], kinds: dict[str, Kind], short: dict[str, str]) -> None:
    """ "The Ferry Crews' Guild (FCG)", "the Ferry Crews' Guild, or FCG,": what the text abbreviates goes by its full name."""
    ends = {n.last: n for n in found}
    for name in found:
        owner = _abbreviated_by(parsed, name, ends)
        if owner is None or owner.kind == "place" or name.last - name.first != 1:
            continue
        if kinds.get(owner.key) == "person" or not _abbreviates(name.text, owner.text):
            continue
        if owner.entry is not None:
            if name.entry is None:
                _same_as(owner, name.key, found)
        elif name.entry is None:
            short[name.key] = owner.key
        elif name.entry.kind in ("organisation", "group") and name.text.isupper() and len(name.text) > 2:
            if sorted(_initials(owner.key)) != sorted(name.text) or _alike(owner.key, name.entry.name):  # else a body of its own
                _same_as(name, owner.key, found)  # "the Corvane People's Party (KRT)": initials of another language


def _alike(one: str, other: str) -> bool:
    """Whether two full names share most of their words: "Colombian Armed Revolutionary Forces", "... of Colombia"."""
    left, right = ({word for word in name.lower().split() if len(word) > 3} for name in (one, other))
    return 2 * len(left & right) > min(len(left), len(right))


def _abbreviated_by(parsed: Parsed, name: Name, ends: dict[int, Name]) -> Name | None:
    """The name that initials stand behind in brackets or after "or"."""
    words = parsed.words
    at = name.first - 1 - (name.first > 1 and words[name.first - 1].text in '“"‘')  # "Corvane Lines S.A. (“CL”)"
    if words[at].text == "(":
        return ends.get(at)
    if not name.text.isupper() or len(name.text) < 3:
        return None
    if at > 0 and words[at].low == "or":
        return ends.get(at - (words[at - 1].text == ","))
    start = at
    while at > 1 and start - at < 6 and (words[at].low in BY_INITIALS or words[at].tag[:2] in ("JJ", "NNP", "RB")):
        at -= 1
    known = any(word.low in ("known", "called", "abbreviated") for word in words[at + 1 : start])
    return ends.get(at) if words[at].text == "," and known else None


def _same_as(known: Name, key: str, found: list[Name]) -> None:
    """Make all names of a key those of a known one."""
    for other in [n for n in found if n.key == key]:
        other.key, other.entry, other.kind = known.key, known.entry, known.kind


def _known_by_its_end(found: list[Name], on: date) -> None:
    """ "The Red Cross" in a report that names the International Committee of the Red Cross is that committee; "the Democratic
    Party" beside the Democratic Party of Velmar is Velmar's; a people also goes by its last word."""
    for name in found:
        if name.entry is None or name.entry.kind != "group" or name.entry not in partisans().values():
            continue
        own = (n for n in found if n.entry is None and n.text.startswith(f"{name.text} of "))
        if (longer := next(own, None)) is not None:
            name.key, name.entry, name.kind = longer.key, None, longer.kind
    halves = _halves(found, on)
    for name in found:
        if name.entry is None and name.text in halves:
            name.key, name.entry, name.kind = halves[name.text]  # "the North" beside North Velmar
    peoples = [n for n in found if n.kind == "group" and n.last - n.first == 2]
    by_land = {n.key for n in found if n.kind == "state" and not n.text.endswith("s") and not n.adjective}
    for name in found:
        if name.kind == "state" and name.last - name.first == 1 and (name.text.endswith("s") or name.key not in by_land):
            people = f" {name.text.removesuffix('s')}"
            if (longer := next((n for n in peoples if n.text.removesuffix("s").endswith(people)), None)) is not None:
                name.key, name.entry, name.kind = longer.key, longer.entry, longer.kind  # "the Tarns" beside Velmaran Tarns
    known = [n for n in found if n.entry is not None and n.entry.kind == "organisation" and len(n.text.split()) > 2]
    for name in found:
        if name.last - name.first > 1 and (name.entry is None or name.entry.key == name.text):
            longer = next((n for n in known if n.text.endswith(f" {name.text}")), None)
            if longer is not None:
                name.key, name.entry, name.kind = longer.key, longer.entry, longer.kind


def _halves(found: list[Name], on: date) -> dict[str, tuple[str, Entry | None, Kind]]:
    """The quarter by which the half of a divided land goes -> that half, and the other one where it is known: "North Korea
    spurned the South's offer"."""
    whole = ((name, n) for n in reversed(found) if n.kind == "state" for name in (state_name(n.key) or "", n.text))
    halves = {quarter: (n.key, n.entry, n.kind) for name, n in whole if (quarter := name.partition(" ")[0]) in QUARTERS}
    for quarter, (key, _, _) in tuple(halves.items()):
        forms = [OPPOSITE[quarter], *(state_name(key) or "").split()[1:]]
        known = lookup(forms, 0, on) if OPPOSITE[quarter] not in halves and len(forms) > 1 else None
        if known is not None and known[0] == len(forms) and known[1].kind == "state":
            halves[OPPOSITE[quarter]] = known[1].key, known[1], "state"
    return halves


def _abbreviates(text: str, full: str) -> bool:
    """Capitals, or letters that come in that order in the full name ("Cofeb" for Coffee Federation Board)."""
    if text.isupper() and len(text) > 1:
        return True
    letters = iter(full.lower())
    return len(full.split()) > 1 and text[0].isupper() and " " not in text and all(letter in letters for letter in text.lower())


def _firsts(found: list[Name], full: list[Name], kinds: dict[str, Kind], short: dict[str, str]) -> None:
    """ "Calder" for Calder Steel, named before."""
    by_first: dict[str, list[Name]] = {}
    sorts = word_set("body_words") | press_words()
    for longer in full:
        if kinds.get(longer.key) == "organisation" and longer.key.split()[-1].lower() not in sorts:
            by_first.setdefault(longer.key.split()[0], []).append(longer)
    by_last: dict[str, list[Name]] = {}
    for longer in full:
        pieces = longer.key.split()
        if kinds.get(longer.key) == "organisation" and len(pieces) == 2 and pieces[-1].lower() not in sorts | _suffixes():
            by_last.setdefault(pieces[-1], []).append(longer)  # "Six" of Channel Six
    for name in found:
        if name.entry is None and name.last - name.first > 1 and name.key not in short and kinds.get(name.key) != "person":
            starts = (n for n in full if n.key.startswith(f"{name.key} ") and n.first < name.first and not _legal(n.key))
            fuller = next((n for n in starts if kinds.get(n.key) == "organisation" and len(n.key.split()) < 6), None)
            if fuller is not None and short.get(fuller.key) != name.key:
                short[name.key] = fuller.key  # "Free Upland" of the Free Upland Church
        if name.entry is None and name.last - name.first == 1 and name.key not in short and kinds.get(name.key) == "unknown":
            fuller = next((n for n in by_last.get(name.text, ()) if n.first < name.first), None)
            if fuller is not None:
                short[name.key] = fuller.key
    for name in found:
        if name.entry is None and name.last - name.first == 1 and name.key not in short and kinds.get(name.key) != "person":
            fuller = next((n for n in by_first.get(name.text, ()) if n.first < name.first and n.key != name.key), None)
            if fuller is not None and short.get(fuller.key) != name.key:
                short[name.key] = fuller.key
        elif name.entry is None and name.last - name.first > 1 and name.key not in short:
            if kinds.get(name.key) not in ("person", "place") and (whole := _with_its_sort(name, full, kinds)) is not None:
                legal = whole.split()[-1].lower().replace(".", "") in LEGAL  # "Calder Docks Ltd" is Calder Docks
                short[whole if legal else name.key] = name.key if legal else whole


def _with_its_sort(name: Name, full: list[Name], kinds: dict[str, Kind]) -> str | None:
    """The name to which one word more is added for the sort of body: "the Free Shore Church" of "the Free Shore"."""
    sorts = word_set("body_words") | press_words() | LEGAL
    for longer in full:
        more = longer.key[len(name.key) + 1 :].lower().replace(".", "")
        if longer.key.startswith(name.key + " ") and more in sorts and kinds.get(longer.key) == "organisation":
            return longer.key
    return None


def _suffixes() -> frozenset[str]:
    return word_set("company_suffixes") | word_set("union_words")


def _legal(key: str) -> bool:
    """Whether a company's name ends with what the law takes it for."""
    return key.split()[-1].lower().strip(".").replace(".", "") in LEGAL


def _as_word(text: str) -> bool:
    """Whether a name may be initials that a paper prints with one capital, as those that are spoken as a word: "Fecru"."""
    return len(text) > 3 and text.istitle() and frequency(text.lower()) < RARE


def _realms(found: list[Name], kinds: dict[str, Kind], short: dict[str, str]) -> None:
    """ "The Republic of Odvar" is Odvar; a federation or union only where the report calls it so too."""
    keys = {n.key for n in found if n.entry is None}
    for key in keys:  # "the Tarkovian People's Republic"
        own = key.split()
        if len(own) > 1 and own[-1].lower() in SIMPLE:
            state = next((k for k in sorted(keys) if " " not in k and is_demonym(own[0], k)), None)
            if state is not None and kinds.get(state) != "person":
                short[key] = state
                kinds[state] = "state"
    for name in found:
        pieces = name.key.split(" of ", 1)
        realm = pieces[0].split()[-1].lower()
        if name.entry is None and len(pieces) == 2 and realm in REALMS and (pieces[1] in keys or realm in SIMPLE):
            short.setdefault(name.key, pieces[1])
            kinds[pieces[1]] = "state"


def _sessions(found: list[Name], kinds: dict[str, Kind], short: dict[str, str]) -> None:
    """ "The Extraordinary Summit of the Heads of State of the Coast League" is the league, which the report names by itself."""
    bodies = {n.key for n in found if n.entry is None and kinds.get(n.key) in ("organisation", "unknown")}
    for name in found:
        pieces = re.split(r" of (?:the )?", name.key)
        if name.entry is None and len(pieces) > 1 and pieces[0].split()[-1].lower() in SESSIONS and pieces[-1] in bodies:
            short.setdefault(name.key, short.get(pieces[-1], pieces[-1]))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _commission(parsed: Parsed, name: Name, found: list[Name]) -> bool:
    """ "The Commission" in a report that names the European Community or Union is theirs."""
    known = lookup(["European", "Commission"], 0, parsed.cleaned.report.published)
    if name.text != "Commission" or known is None or not any(n.entry and n.entry.key == known[1].key for n in found):
        return False
    name.key, name.entry, name.kind = known[1].key, known[1], known[1].kind
    return True


def shorten(parsed: Parsed, found: list[Name]) -> None:
    """A body's name of one word ("the Commission") is the last longer name with that word, else the next known one."""
    _of_parties(found)
    for at, name in enumerate(found):
        low = name.text.lower()
        if name.last - name.first == 1 and low in word_set("body_words"):
            longer = _longer(low, name, reversed(found[:at]))
            if longer is None and _commission(parsed, name, found):
                continue
            longer = longer or _longer(low, name, (n for n in found[at + 1 :] if n.entry is not None))
            if longer is not None:
                name.key, name.entry, name.kind = longer.key, longer.entry, longer.kind


def _of_parties(found: list[Name]) -> None:
    """ "A Labor negotiator" after "the Labor Party": a party goes by the word before "Party"."""
    parties: dict[str, Name] = {}
    for name in found:
        pieces = name.text.split()
        if len(pieces) == 2 and pieces[1] == "Party" and name.kind not in ("person", "place"):
            parties.setdefault(pieces[0], name)
        elif name.entry is None and name.text in parties and name.last - name.first == 1:
            longer = parties[name.text]
            name.key, name.entry, name.kind = longer.key, longer.entry, longer.kind


def _longer(low: str, name: Name, others: Iterable[Name]) -> Name | None:
    for other in others:
        if name.entry is not None and other.entry is not None:
            continue  # of a known body ("Congress") only a name of this text makes another
        full = other.entry.name if other.entry else other.text
        if low in full.lower().split() and len(full.split()) > 1 and other.kind not in ("place", "document", "person"):
            return other
    return None


def demonyms_of(found: list[Name], kinds: dict[str, Kind]) -> dict[str, str]:
    """Unknown adjective -> unknown name with the same stem ("Velmaran" -> "Velmar")."""
    names = dict.fromkeys(n.key for n in found if n.entry is None and n.last - n.first == 1 and kinds.get(n.key) != "person")
    tied: dict[str, str] = {}
    for adjective in names:
        if not DEMONYM.search(adjective):
            continue
        best = ""
        for name in names:
            if is_demonym(adjective, name):
                best = name if len(name) > len(best) or not best else best
        if best and best not in tied:
            tied[adjective] = best
            kinds[best] = kinds[adjective] = "state"
    return {adjective: tied.get(name, name) for adjective, name in tied.items()}  # "Velmarans", "Velmaran": Velmar


def is_demonym(adjective: str, name: str) -> bool:
    """Whether an adjective is made from a name by its form: "Velmaran" from "Velmar", "Kestrian" from "Kestria"."""
    common = next((k for k, (a, b) in enumerate(zip(name, adjective, strict=False)) if a != b), min(len(name), len(adjective)))
    if name == adjective or common < max(4, len(name) - 2) or not common < len(adjective) >= len(name):
        return False
    return DEMONYM.search(adjective) is not None and (DEMONYM.search(name) is None or len(name) < len(adjective))
