"""What the words around a person's name say of him: title, possessor, apposition, "of"; and whom such a title belongs to."""

from __future__ import annotations

from communique.extract.lexicon import words
from communique.extract.parties.entities import Cast, Entity, head_of, owner_before
from communique.extract.parties.gazetteer import post_heads, posts, word_set
from communique.extract.parties.naming import Name, text_of
from communique.extract.parties.runs import POST_MODIFIERS
from communique.parse.tree import Parsed, Word

FOREIGN_POSTS = words("foreign_posts")
SEATS = words("seats")
UNITS = words("units")  # parts of an army
POINTING = frozenset({"its", "their", "his", "her"})
BEFORE_ARTICLE = frozenset({"of", "for", "to", "at", "on", "and", "with"})
CIVIL = frozenset(
    "secretary director governor attorney solicitor consul inspector prosecutor procurator auditor comptroller controller"
    " commissioner surveyor postmaster registrar".split()
)  # whose "General" is no rank of an army
PROVINCIAL = frozenset({"governor", "mayor", "minister", "premier", "treasurer"})  # posts that provinces and towns have too
FIRMS = frozenset({"company", "firm", "carmaker", "automaker", "miner", "airline", "carrier", "maker", "producer", "operator"})
PEERS = frozenset({"colleague", "counterpart"})  # of the same post in another state
LEARNED = frozenset({"professor", "prof.", "prof"})  # says less of somebody than what else he is
IN_POSTS = frozenset(  # participles of posts: "managing director", "negotiating secretary"
    "acting commanding founding governing incoming managing negotiating operating outgoing presiding sitting visiting".split()
)
NO_POSTS = words("no_posts")  # nouns that with "of" and an owner stand beside a person's name and are no posts: kin, places


def describe(cast: Cast, name: Name) -> tuple[str | None, tuple[int, int] | None, tuple[str, ...]]:
    """Role as printed, its mended span, and the parties it belongs to, from the words around a person's name."""
    parsed, words = cast.parsed, cast.parsed.words
    role: str | None = None
    span: tuple[int, int] | None = None
    owner: tuple[str, ...] = ()
    pointed = False  # whether a pronoun tells whose his post is
    for start, last in regions(cast, name):
        first = _since_verb(words, start, min(last, name.first))
        post = next((k for k in range(first, last) if words[k].low in post_heads() or _is_peer(cast, first, k)), None)
        if post is None:
            post = _unlisted(cast, name, first, last)
        if post is not None and _of_another(cast, post, last):
            continue
        is_of = first < len(words) and words[first].low == "of" and first == name.last
        if post is None and not is_of:
            continue
        found = owner_of(cast, first, last, post)
        if found is not None and post is not None and _no_owner(cast, found, first, post):
            found = None
        if found is None and post is not None and words[post].low == "colleague":
            continue  # "her colleague Ann Hill" has a post of her own
        if post is not None and (role is None or role.lower() in LEARNED):
            trimmed = first + (words[first].low in ("the", "a", "an", ","))
            for k in range(trimmed, last - 1):  # "the government of Prime Minister", "an aide to President"
                joint = words[k].low in ("to", "for", "from") or (words[k].low == "of" and words[k - 1].low not in posts())
                if last == name.first and joint and _title(words, k + 1, last):
                    trimmed = k + 1
            if trimmed < last:
                end = courtesy(words, last)
                while end > trimmed + 1 and words[end - 1].text in (",", "-", "–"):
                    end -= 1
                end = max(end, trimmed + 1)
                role, span = text_of(parsed, trimmed, end), (words[trimmed].start, words[end - 1].end)
        if found is not None and not owner and not pointed:
            owner = serving(found[1])
        pointed |= post is not None and found is None and words[first].tag == "PRP$"
    if name.post:
        role = role if role and name.post in role else name.post if role is None else role
        if not owner and (entity := owner_before(cast, _post_start(name))) is not None:
            owner = entity.party
    return role, span, owner


def regions(cast: Cast, name: Name) -> list[tuple[int, int]]:
    """The stretches of words (last exclusive) that may describe the one named: before the name, in apposition, "of" after it."""
    parsed, words = cast.parsed, cast.parsed.words
    head = head_of(parsed, name.first, name.last)
    found = [(_before(cast, name), name.first)]
    start = courtesy(words, name.first)
    apart = _before(cast, name, start - 1) if start > 1 and words[start - 1].text == "," else start
    if apart < start and head.dep != "appos" and any(w.low in post_heads() for w in words[apart : start - 1]):
        found.append(
            (apart, start - 1)
        )  # "the minister of Velmar, Ann Hill, the minister of Orsania, Tom Hale": his own is before
    for kid in head.kids:
        if (
            kid.dep in ("appos", "nmod")
            and kid.i > name.last - 1
            and kid.tag[:2] == "NN"
            and not _behind_another(cast, name, kid)
        ):
            found.append((_hyphened(words, kid.left), kid.right + 1))
        elif kid.dep == "prep" and kid.low == "of" and kid.i == name.last:
            found.append((kid.i, _own_end(cast, kid.i, kid.right + 1)))
    if head.dep == "appos":
        upper = _whole(parsed, words[head.head])
        found.insert(0, (min(_hyphened(words, upper.left), apart), min(upper.right + 1, name.first)))
    if (owned := _so_named(parsed, name)) is not None:  # "the bloc's administrator, a patient Dane named Tom Hale"
        found.insert(0, owned)
    if apart < start:  # "the president of France, Ann Hill,", "the union's leader, Dr Ann Hill,"
        found.append((apart, start - 1))
    joined = name.last + 1 < len(words) and words[name.last + 1].low in ("and", "but", "while", "whereas", "or")
    if name.last + 1 < len(words) and words[name.last].text == "," and len(found) == 1 and not joined:
        end = name.last + 1
        while (
            end < len(words)
            and words[end].text not in (",", ".", ";", "“", "”")
            and not words[end].is_verb
            and end - name.last < 18
        ):
            end += 1
        if any(w.low in post_heads() for w in words[name.last + 1 : end]):
            found.append((name.last + 1, end))
    return found


def _so_named(parsed: Parsed, name: Name) -> tuple[int, int] | None:
    """The words by which somebody is explained who is brought in as one "named" so."""
    words = parsed.words
    verb = words[name.first - 1] if name.first else None
    if verb is None or verb.low not in ("named", "called") or verb.dep != "acl":
        return None
    noun = words[verb.head]
    if noun.dep != "appos" or noun.head > noun.i:
        return None
    return words[noun.head].left, noun.left - (words[noun.left - 1].text == ",")


def _behind_another(cast: Cast, name: Name, kid: Word) -> bool:
    """Whether what explains a name stands behind that of somebody joined to him: "Ann Hill and Tom Hale, an undersecretary"."""
    others = (cast.at[k] for k in range(name.last, kid.left) if k in cast.at)
    return any(entity.kind == "person" and other.first >= name.last for other, entity in others)


def _own_end(cast: Cast, first: int, last: int) -> int:
    """Where what tells of one person ends that somebody else is named in: "Ann Hill of Norway and Tom Hale, an envoy"."""
    other = next((k for k in range(first, last) if k in cast.at and cast.at[k][1].kind == "person"), last)
    while other < last and other > first + 1 and cast.parsed.words[other - 1].low in ("and", ",", "or"):
        other -= 1
    return other


def _since_verb(words: list[Word], start: int, last: int) -> int:
    """ "Signed for Velmar by its minister, Ana Dorst": a title does not reach back over a verb or an agent's "by"."""
    cut = (
        k + 1 for k in range(start, last) if words[k].low == "by" or (words[k].tag in ("VBN", "VBD") and words[k - 1].text != "-")
    )
    return max(cut, default=start)


def _is_peer(cast: Cast, first: int, at: int) -> bool:
    """Whether somebody is called the counterpart of another, or his "Danish colleague", whose state the adjective tells."""
    low = cast.parsed.words[at].low
    return low == "counterpart" or (low in PEERS and any(k in cast.at and cast.at[k][0].adjective for k in range(first, at)))


def _unlisted(cast: Cast, name: Name, first: int, last: int) -> int | None:
    """The noun of a post that no list knows, in apposition and with an owner: "the Union's administrator, Ann Hill"."""
    words = cast.parsed.words
    if first >= name.last:
        owned = any(words[k].dep == "poss" for k in range(first, last))
        return (
            next((k for k in range(first, last) if words[k].tag == "NN" and words[k].dep in ("appos", "nmod")), None)
            if owned
            else None
        )
    if last >= name.first or words[last].text != ",":
        return None
    end = next((k for k in range(first, last) if words[k].low in ("of", "at", "in", "for", "to")), last)
    noun = end - 1
    if noun < first or words[noun].tag != "NN" or noun in cast.at or not words[noun].text.islower():
        return None
    owned = (end < last and words[end].low == "of") or any(words[k].tag in ("POS", "PRP$") for k in range(first, noun))
    return noun if owned and words[noun].lemma not in NO_POSTS else None


def _no_owner(cast: Cast, found: tuple[int, Entity], first: int, post: int) -> bool:
    """Whether a party named in a title is not the one served: a nationality or a town beside "its" or "the airline's", the
    constituency of a member, a unit of an army."""
    words, (at, entity) = cast.parsed.words, found
    if words[first].tag == "PRP$" and first < post < at and any(w.text == "," for w in words[post:at]):
        return True  # "its president, Tarnholm councillor Ann Hill"
    if (
        words[post].low in SEATS
        and at > post
        and words[at - 1].low in ("for", "the")
        and "for" in (words[at - 1].low, words[at - 2].low)
    ):
        return True
    if entity.key.split()[-1].lower() in UNITS and entity.party == (entity.key,):
        return True
    if words[post].low in PEERS:
        return False  # "her Danish counterpart"
    behind = words[cast.at[at][0].last : cast.at[at][0].last + 1]
    if behind and behind[0].text == "union" and entity.kind in ("organisation", "unknown") and _is_firm(cast, entity):
        return True  # "a spokesman for the Corvane union", which is that of a firm's people
    name = cast.at[at][0]
    aside = name.adjective or (name.entry is not None and name.entry.metonym) or entity.kind == "place"
    whose = (k for k in range(first, post) if words[k].tag == "PRP$" or (words[k].tag == "POS" and k - 1 not in cast.at))
    whose_at = next(whose, None)
    return aside and whose_at is not None and whose_at < at


def _is_firm(cast: Cast, entity: Entity) -> bool:
    """Whether one of the cast is a firm by its full name ("Corvane" for Corvane Lines), not a union's name by itself."""
    return bool((entity.lows | entity.nouns) & word_set("company_suffixes")) or bool(entity.nouns & FIRMS)


def serving(entity: Entity) -> tuple[str, ...]:
    return (entity.key,) if entity.kind in ("wire", "media", "place") else entity.party


def _of_another(cast: Cast, post: int, last: int) -> bool:
    """Whether a post is the title of somebody else: "Prime Minister Ann Hill of Norway, Crown Prince Omar Danoun", "in a letter
    to the president of Velmar Ann Hill, Omar Danoun said"."""
    end, whose = cast.at.get(last - 1 - (cast.parsed.words[last - 1].text == ","), (None, None))
    if end is not None and whose is not None and end.first - 1 in cast.at and end.first - 1 > post:
        if whose.kind == "person" or (end.kind == "unknown" and end.last - end.first > 1):
            return True
    if post + 1 >= last or post + 1 not in cast.at:
        return False
    name, entity = cast.at[post + 1]
    return entity.kind == "person" and not (name.last < last and cast.parsed.words[name.last].tag == "POS")


def _hyphened(words: list[Word], first: int) -> int:
    """Where the compound begins that word `first` ends: "vice-president" is parsed as three words."""
    while first > 1 and words[first - 1].text == "-" and words[first - 2].end == words[first - 1].start:
        first -= 2
    return first


def courtesy(words: list[Word], first: int) -> int:
    """Where the "Mr", "Prof." or "Dr (Mrs)" begins that stands before word `first`, else `first`."""
    k = first
    while k > 0 and (_polite(words[k - 1]) or (words[k - 1].text in ".()-" and k > 1 and _polite(words[k - 2]))):
        if _general(words, k - 1):
            break
        k -= 1
    return k + 1 if k < first and words[k].text == "." else k


def _general(words: list[Word], k: int) -> bool:
    """Whether word `k` is the "General" of a civil post: "Secretary General", "Director-General"."""
    before = k - (2 if k > 1 and words[k - 1].text == "-" else 1)
    return words[k].low == "general" and before >= 0 and words[before].low in CIVIL


def _polite(word: Word) -> bool:
    return word.text[0].isupper() and (word.low in word_set("honorifics") or word.low.rstrip(".") in word_set("honorifics"))


def _whole(parsed: Parsed, noun: Word) -> Word:
    """The noun that a name in apposition explains: in "the aide to the president, Ann Hill," the aide, though the parser ties
    the name to the president."""
    prep = parsed.words[noun.head]
    upper = parsed.words[prep.head]
    if noun.dep == "pobj" and upper.low in post_heads() and any(k.low == "the" or k.dep == "poss" for k in upper.kids):
        return upper
    return noun


def _before(cast: Cast, name: Name, end: int | None = None) -> int:
    """Where the words begin that stand before a name as its title: "Prime Minister of Great Britain", "the union's"."""
    words, k = cast.parsed.words, name.first if end is None else end
    sentence = words[name.first].sentence
    if end is None and k > 1 and words[k - 1].text == "." and words[k - 1].sentence != sentence and _polite(words[k - 2]):
        k, sentence = k - 2, words[k - 2].sentence  # "army spokesman Maj. Ann Hill": the parser ends a sentence there
    while k > 0 and name.first - k < 14 and words[k - 1].sentence == sentence:
        word = words[k - 1]
        if word.tag == "PRP$" and word.low in POINTING and k < name.first:
            return k - 1
        if k < name.first and words[k].low in ("the", "a", "an") and word.low not in BEFORE_ARTICLE:
            break  # "in the Commons the Opposition spokesman": a phrase begins with its article
        if word.text == ")" and k > 3 and words[k - 3].text == "(" and k - 2 in cast.at and k - 4 in cast.at:
            k -= 3  # "the Ferry Crews' Guild (FCG) president Ann Hill"
        elif (
            (k - 1 in cast.at and cast.at[k - 1][1].kind != "person")
            or ((word.tag[:2] in ("NN", "JJ", "CD") or word.low in post_heads()) and k - 1 not in cast.at)
            or (word.tag in ("VBN", "VBG") and k > 1 and words[k - 2].text == "-")  # "self-styled"
            or (word.low == "then" and k > 1 and words[k - 2].low in ("'s", "’s", "'", "’", "the"))  # "Arland's then president"
            or (word.low in IN_POSTS and k < name.first)
            or (word.low == "under" and k < name.first and words[k].low == "secretary")
            or (word.low in ("of", "the", "for", "and", "'s", "’s", "a", "an", "-", "to", "'", "’", "on") and k < name.first)
        ) or word.low in ("'s", "’s", "'", "’", "the"):
            k -= 1
        else:
            break
    while k < name.first and words[k].low in ("and", "of", "for", "to", "on", "'s", "’s", ","):
        k += 1
    # A party joined on before the first post has no part in it: "talks between Congo and President Ann Hill".
    post = next((i for i in range(k, name.first) if words[i].low in post_heads()), k)
    for i in range(k, post):
        if words[i].low == "and" and i - 1 in cast.at and _title(words, i + 1, post + 1):
            k = i + 1
    return k


def _title(words: list[Word], first: int, last: int) -> bool:
    """Whether the words are a bare title: "Prime Minister", "Deputy Chairman"."""
    return words[last - 1].low in posts() and all(w.low in POST_MODIFIERS for w in words[first : last - 1])


def _post_start(name: Name) -> int:
    size = len((name.post or "").split())
    return max(0, name.first - size)


def owner_of(cast: Cast, first: int, last: int, post: int | None) -> tuple[int, Entity] | None:
    """The party that a description names as the one served, and the word where it is named."""
    words = cast.parsed.words
    seen: list[tuple[int, Entity]] = []
    k = first
    while k < last:
        if k in cast.at:
            name, entity = cast.at[k]
            serves = entity.kind in ("state", "organisation", "bloc", "group", "body", "unknown") and bool(entity.party)
            if serves or entity.kind in ("wire", "media") or (entity.kind == "place" and _of_place(words, name, post)):
                seen.append((k, entity))
            k = max(name.last, k + 1)
        else:
            k += 1
    if post is not None and words[post].low in FOREIGN_POSTS:
        seen = [(i, e) for i, e in seen if not _after_preposition(words, i, post)]
    if not seen:
        return None
    apart = [i for i in range(first, post or first) if words[i].text == ","]
    if post is not None and apart:  # "of the summit, President of Velmar Ann Hill": hers is what stands behind the comma
        seen = [(i, e) for i, e in seen if i > apart[-1]] or seen
    chosen = seen[0]
    for i, entity in seen[1:]:
        unlisted = entity.kind == "group" or (entity.kind in ("unknown", "state") and cast.at[i][0].entry is None)
        if chosen[1].kind == "state" and unlisted and words[i - 1].tag == "POS" and post is not None and i > post:
            chosen = (i, entity)  # "Lima director of Denmark's Corvane"
        if chosen[1].kind == "state" and entity.kind in ("organisation", "unknown") and i < (post or last) + 6:
            if not _after_preposition(words, i, post) or words[i - 1].low in ("of", "at", "for") or words[i - 1].low == "the":
                chosen = (i, entity) if entity.kind == "organisation" and entity.key not in ("EU", "NATO", "UN") else chosen
    return chosen


def _of_place(words: list[Word], name: Name, post: int | None) -> bool:
    """Whether a province or a town has the post: "Lakeland Transport Minister", "the premier of Lakeland"."""
    if post is None or words[post].low not in PROVINCIAL:
        return False
    if name.last <= post:
        between = words[name.last + (words[name.last].tag == "POS") : post]  # "Halven's mayor"
        return all(w.low in POST_MODIFIERS or w.low in post_heads() for w in between)
    return words[name.first - 1].low == "of" and name.first - 2 <= post < name.first


def _after_preposition(words: list[Word], i: int, post: int | None) -> bool:
    k = i - 1
    while k > 0 and words[k].low in ("the", "a", "an"):
        k -= 1
    return words[k].low in ("to", "for", "on", "with", "in", "at") and (post is None or k > post)
