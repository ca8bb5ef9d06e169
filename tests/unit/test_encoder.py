"""What the encoder is given to read, and what it answers: pieces, windows, places."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from communique.clean.clean import clean
from communique.extract.trained.encoder import Asked, encoder
from communique.extract.trained.windows import LENGTH, windows_of
from communique.extract.trained.wordpiece import UNKNOWN, pieces, vocabulary
from communique.parse.syntax import parse
from communique.parse.tree import Parsed
from communique.record.text import Report

PIECE = {number: piece for piece, number in vocabulary().items()}
LONG = " ".join(f"On day {n} the Harbour Guild again refused the offer of Tarn Shipping." for n in range(60))


def parsed(text: str, title: str | None = None) -> Parsed:
    return next(parse([clean(Report("r", text, date(2019, 3, 15), "field", None, None, title))]))


def told(text: str) -> list[str]:
    return [PIECE[piece.number] for piece in pieces(text, 0, len(text))]


def test_words_are_cut_into_the_longest_known_pieces() -> None:
    assert told("The unsigned résumé: “Non!”") == ["the", "unsigned", "resume", ":", "“", "non", "!", "”"]
    assert told("Zurvanovka") == ["zur", "##van", "##ov", "##ka"]


def test_what_the_vocabulary_lacks_is_one_unknown_piece() -> None:
    assert told("𐍈") == [UNKNOWN]
    assert told("a" * 60) == [UNKNOWN]


@given(st.text(max_size=80))
def test_pieces_stand_in_order_on_the_characters_that_they_stand_for(text: str) -> None:
    found = pieces(text, 0, len(text))
    assert all(0 <= piece.start < piece.end <= len(text) for piece in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = {at for piece in found for at in range(piece.start, piece.end)}
    assert all(at in covered for at, char in enumerate(text) if not char.isspace())


def test_a_long_report_is_read_in_windows_that_open_with_its_title_and_what_stood_before() -> None:
    windows = windows_of(parsed(LONG, "Guild holds out")).windows
    assert len(windows) > 2 and all(len(window.pieces) <= LENGTH for window in windows)
    assert [PIECE[n] for n in windows[1].numbers[1:4]] == ["guild", "holds", "out"]
    assert windows[1].pieces[windows[1].first].start == windows[0].pieces[-2].end + 1  # the next sentence, after the blank


def test_every_word_is_found_in_the_window_that_it_is_of() -> None:
    report = parsed(LONG, "Guild holds out")
    windows = windows_of(report)
    for word in report.words:
        window, at = windows.at(word.start)
        piece = windows.windows[window].pieces[at]
        assert piece.start <= word.start < piece.end and at >= windows.windows[window].first


def test_a_clause_is_read_from_its_first_piece_to_its_last() -> None:
    text = "The guild has three weeks. Tarn Shipping rejected the offer outright."
    windows = windows_of(parsed(text))
    start = text.index("Tarn")
    window, verb, first, end = windows.of(text.index("rejected"), start, len(text) - 1)
    pieces = windows.windows[window].pieces
    assert [PIECE[piece.number] for piece in pieces[first:end]] == ["tar", "##n", "shipping", "rejected", "the", "offer", "outright"]
    assert PIECE[pieces[verb].number] == "rejected"


def test_the_encoder_that_ships_answers_alike_every_time() -> None:
    report = parsed("Tarn Shipping rejected the offer. The guild has three weeks.")
    asked = [Asked(14, 0, 33), Asked(44, 34, 60)]
    sums = np.zeros((2, 27), np.float32)
    one, other = encoder().read(report), encoder().read(report)
    assert np.array_equal(one.judging(asked, sums), other.judging(asked, sums))
    assert one.judging(asked, sums).shape == (2, 27) and one.judging([], sums[:0]).shape == (0, 27)


def test_a_report_without_a_word_has_no_windows() -> None:
    assert windows_of(parsed(" \n ")).windows == ()
