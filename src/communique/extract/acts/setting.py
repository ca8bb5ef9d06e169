"""What looks like a move and is none: speaking to the press, the way into a sentence, the line above an entry, furniture."""

from __future__ import annotations

import re

from communique.extract.acts.draft import Draft
from communique.extract.lexicon import words
from communique.extract.scene import Scene

SPEAKING = frozenset({"speak", "talk", "address"})
AUDIENCE = words("audience") | words("platforms") | frozenset({"newsman", "newsmen", "pressman", "pressmen", "nation"})
LINES = re.compile(r"\b(?:tele)?phone|\bcall|\bvideo|\btogether\b|\beach other\b|\bprivately\b", re.I)
FURNITURE = frozenset({"page", "blog", "website", "newsletter"})
STAMPED = re.compile(r"\s*\d{1,2}[.:h]\d{2}(?:\s?[ap]\.?m\.?)?\b[^\n]{3,70}$", re.I)
SPOKEN = frozenset({"meet", "status"})


def is_setting(scene: Scene, draft: Draft) -> bool:
    """Whether the draft tells how, where or to whom something is said or printed, and no act of the talks."""
    clause = draft.clause
    if clause.subject is not None and clause.subject.lemma in FURNITURE and draft.voice is None:
        return True
    if draft.act == "meet" and clause.verb.lemma in SPEAKING and _to_the_public(scene, draft):
        return True
    upper = clause.parent
    opens = clause.verb.dep == "advcl" and clause.verb.tag == "VBG" and not clause.finite and upper is not None
    if opens and draft.act in SPOKEN and upper is not None and clause.verb.i < upper.verb.i:
        return True  # "Responding to a question, he …", "When discussing the border, they …"
    return _is_stamped(scene, draft)


def _to_the_public(scene: Scene, draft: Draft) -> bool:
    """ "Spoke on television", "talking to reporters", "speaking for 17 members", but not "spoke by telephone with the envoy"."""
    clause = draft.clause
    if any(noun.lemma in AUDIENCE or noun.low in AUDIENCE for _, noun in clause.preps) or clause.far & AUDIENCE:
        return True
    if "of" in clause.args or (clause.finite and {"with", "to", "alongside"} & clause.args):
        return False
    if clause.verb.tag == "VBG" and not clause.finite:
        return "with" not in clause.args
    return len(draft.by.keys) < 2 and LINES.search(scene.parsed.text[draft.start : draft.end]) is None


def _is_stamped(scene: Scene, draft: Draft) -> bool:
    """Whether it is the line above an entry of a running report, which the entry tells: "18.02 Court says no"."""
    text = scene.parsed.text
    first, last = text.rfind("\n", 0, draft.start) + 1, text.find("\n", draft.end)
    line = text[first : last if last >= 0 else len(text)].rstrip()
    return line[-1:] not in '.!?:”"…' and STAMPED.match(line) is not None
