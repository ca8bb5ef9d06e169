"""The encoder and its heads as PyTorch trains them, and as they are exported."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn
from train_judge import ACTS, MODALITIES

from communique.extract.trained.encoder import WIDE

SIZE, LAYERS, HEADS, FROZEN = 384, 6, 12, 2
COLUMNS = 2 + len(ACTS) + len(MODALITIES)
SMALL = 10_000  # a matrix with fewer numbers is left as it is


class Layer(nn.Module):
    """A layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(SIZE, SIZE) for _ in range(4))
        self.i, self.f = nn.Linear(SIZE, 4 * SIZE), nn.Linear(4 * SIZE, SIZE)
        self.ln1, self.ln2 = nn.LayerNorm(SIZE, eps=1e-12), nn.LayerNorm(SIZE, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """One step."""
        rows, length, _ = x.shape
        q, k, v = (part(x).view(rows, length, HEADS, -1).transpose(1, 2) for part in (self.q, self.k, self.v))
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :], dropout_p=0.1 if self.training else 0.0)
        x = self.ln1(x + self.drop(self.o(seen.transpose(1, 2).reshape(rows, length, SIZE))))
        return self.ln2(x + self.drop(self.f(F.gelu(self.i(x)))))


class Bert(nn.Module):
    """The encoder: numbers of pieces [rows, length] -> vectors [rows, length, SIZE]."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places, self.kinds = nn.Embedding(30522, SIZE), nn.Embedding(512, SIZE), nn.Embedding(2, SIZE)
        self.ln, self.drop = nn.LayerNorm(SIZE, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """All layers."""
        x = self.words(numbers) + self.places(torch.arange(numbers.shape[1]))[None] + self.kinds.weight[0]
        x = self.drop(self.ln(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def start(self, folder: Path) -> None:
        """Take the weights of a trained model over."""
        held = load_file(folder / "model.safetensors")
        own: dict[str, Tensor] = {}
        outer = {"words": "word_embeddings", "places": "position_embeddings", "kinds": "token_type_embeddings"}
        inner = {
            "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense",
            "ln1": "attention.output.LayerNorm", "i": "intermediate.dense", "f": "output.dense", "ln2": "output.LayerNorm",
        }  # fmt: skip
        own |= {f"{mine}.weight": held[f"embeddings.{theirs}.weight"] for mine, theirs in outer.items()}
        for part in ("weight", "bias"):
            own[f"ln.{part}"] = held[f"embeddings.LayerNorm.{part}"]
            for n in range(LAYERS):
                own |= {f"layers.{n}.{mine}.{part}": held[f"encoder.layer.{n}.{theirs}.{part}"] for mine, theirs in inner.items()}
        self.load_state_dict(own)
        for frozen in (self.words, self.places, self.kinds, self.ln, *list(self.layers)[:FROZEN]):
            for weights in frozen.parameters():
                weights.requires_grad_(False)


def _head(given: int, inner: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(given, inner), nn.GELU("tanh"), nn.Dropout(0.2), nn.Linear(inner, out))


class Reader(nn.Module):
    """Encoder and heads; both heads begin by adding nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = Bert()
        self.nobody = nn.Parameter(torch.zeros(SIZE))
        self.acting, self.judging = _head(3 * SIZE + 1, 128, 1), _head(4 * SIZE + COLUMNS, 256, COLUMNS)
        for head in (self.acting, self.judging):
            nn.init.zeros_(head[3].weight)
            nn.init.zeros_(head[3].bias)

    def forward(self, numbers: Tensor, mask: Tensor, options: Tensor, scores: Tensor, cases: Tensor, lines: Tensor) -> Any:
        """What each head adds: options are rows of (window, verb, mention), cases of (window, verb, first, last, mention)."""
        x = self.bert(numbers, mask)
        verb, mention = x[options[:, 0], options[:, 1]], self._mention(x, options[:, 0], options[:, 2])
        acting = self.acting(torch.cat([verb, mention, verb * mention, scores[:, None].clamp(-WIDE, WIDE) / 2], 1))[:, 0]
        row = cases[:, 0]
        running = F.pad(x.cumsum(1), (0, 0, 1, 0))
        mean = (running[row, cases[:, 3]] - running[row, cases[:, 2]]) / (cases[:, 3] - cases[:, 2])[:, None]
        parts = [x[row, cases[:, 1]], x[row, cases[:, 2]], mean, self._mention(x, row, cases[:, 4]), lines.clamp(-WIDE, WIDE) / 2]
        return acting, self.judging(torch.cat(parts, 1))

    def _mention(self, x: Tensor, row: Tensor, at: Tensor) -> Tensor:
        return torch.where((at >= 0)[:, None], x[row, at.clamp(min=0)], self.nobody)


class Whole(nn.Module):
    """The encoder for one window, as it is exported."""

    def __init__(self, bert: Bert) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, numbers: Tensor) -> Tensor:
        """Vectors [1, length, SIZE]."""
        return self.bert(numbers, torch.ones_like(numbers, dtype=torch.bool))


def _bare(model: onnx.ModelProto) -> onnx.ModelProto:
    """The graph without what the exporter notes beside it: where its code lay, and shapes that are computed anyway."""
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.initializer, *graph.input, *graph.output):
        del part.metadata_props[:]
        part.ClearField("doc_string")
    del graph.value_info[:]
    return model


def graph_of(reader: Reader, small: bool = True) -> bytes:
    """The encoder as an ONNX graph; its matrices in 8 bits where `small`, a scale for each column, or row of a table of vectors.

    The sums themselves are not in 8 bits: that cost a hundredth of every figure and made it no faster to speak of.
    """
    with tempfile.TemporaryDirectory() as folder:
        whole, file = Whole(reader.bert).eval(), Path(folder) / "whole.onnx"
        example, length = torch.ones(1, 32, dtype=torch.long), torch.export.Dim("length", min=2, max=512)
        torch.onnx.export(
            whole, (example,), file, input_names=["numbers"], output_names=["vectors"], dynamo=True, external_data=False,
            dynamic_shapes={"numbers": {1: length}}, verbose=False,
        )  # fmt: skip
        model = _bare(onnx.load(file))
    if not small:
        return bytes(model.SerializeToString())
    graph, kept, steps = model.graph, [], []
    tables = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    for held in graph.initializer:
        matrix = onnx.numpy_helper.to_array(held)
        if matrix.dtype != np.float32 or matrix.ndim != 2 or matrix.size < SMALL:
            kept.append(held)
            continue
        axis = 0 if held.name in tables else 1
        scale = np.maximum(np.abs(matrix).max(axis=1 - axis, keepdims=True), 1e-8) / 127
        kept.append(onnx.numpy_helper.from_array(np.round(matrix / scale).astype(np.int8), f"{held.name} in 8 bits"))
        kept.append(onnx.numpy_helper.from_array(scale.reshape(-1).astype(np.float32), f"{held.name} scale"))
        names = [f"{held.name} in 8 bits", f"{held.name} scale"]
        steps.append(onnx.helper.make_node("DequantizeLinear", names, [held.name], name=f"{held.name} back", axis=axis))
    nodes = [*steps, *graph.node]
    for field_, values in ((graph.initializer, kept), (graph.node, nodes)):
        del field_[:]
        field_.extend(values)
    return bytes(model.SerializeToString())


def heads_of(reader: Reader, **facts: Any) -> bytes:
    """The heads as they ship, with the scale of confidence."""
    told = {"sums": [], "levels": [0.5], "name": "encoder 1"} | facts
    held: dict[str, Any] = {
        "facts": np.frombuffer(json.dumps(told, sort_keys=True).encode(), dtype=np.uint8),
        "nobody": reader.nobody.detach().numpy().astype(np.float16),
    }
    for name in ("acting", "judging"):
        head = getattr(reader, name)
        for n, weights in enumerate((head[0].weight, head[0].bias, head[3].weight, head[3].bias)):
            held[f"{name} {n}"] = weights.detach().numpy().astype(np.float16)
    out = io.BytesIO()
    np.savez_compressed(out, **held)
    return out.getvalue()
