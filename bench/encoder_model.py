"""The encoder and its heads as PyTorch trains them, and as they are exported."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from copy import deepcopy
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

SIZE, LAYERS, HEADS = 384, 3, 12
COLUMNS = 2 + len(ACTS) + len(MODALITIES)
SMALL = 10_000  # a matrix with fewer numbers is left as it is


class Linear(nn.Linear):
    """A linear layer; where `small`, it reckons as its graph will: what it is given in 8 bits, its weights in 7.

    Gradients pass as if nothing were rounded (Jacob et al., "Quantization and Training of Neural Networks for Efficient
    Integer-Arithmetic-Only Inference", CVPR 2018).
    """

    small = False

    def forward(self, x: Tensor) -> Tensor:
        """[rows, length, given] -> [rows, length, out]; each row is a window, with a scale of its own."""
        if not self.small:
            return super().forward(x)
        scale = scale_of_columns(self.weight.detach().abs().amax(1, keepdim=True))
        weight = self.weight + ((self.weight / scale).round() * scale - self.weight).detach()
        low, high = x.detach().amin((1, 2), keepdim=True).clamp(max=0), x.detach().amax((1, 2), keepdim=True).clamp(min=0)
        step = ((high - low) / 255).clamp(min=1e-8)
        zero = (-low / step).round()
        given = x + ((((x / step).round() + zero).clamp(0, 255) - zero) * step - x).detach()
        return F.linear(given, weight, self.bias)


def scale_of_columns(largest: Any) -> Any:
    """The step of weights whose largest is given: 7 bits, so that two products fit the 16 bits that AVX2 adds them in."""
    return (largest + 1e-8) / 63


class Layer(nn.Module):
    """A layer of BERT; queries, keys and values come from one matrix."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.o = Linear(SIZE, 3 * SIZE), Linear(SIZE, SIZE)
        self.i, self.f = Linear(SIZE, 4 * SIZE), Linear(4 * SIZE, SIZE)
        self.ln1, self.ln2 = nn.LayerNorm(SIZE, eps=1e-12), nn.LayerNorm(SIZE, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """One step; without a mask all is seen."""
        rows, length, _ = x.shape
        q, k, v = (part.view(rows, length, HEADS, -1).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=2))
        if mask is None:  # as it is exported
            seen = (q @ k.transpose(2, 3) * (HEADS / SIZE) ** 0.5).softmax(3) @ v
        else:
            mask = mask[:, None, None, :]
            seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=0.1 if self.training else 0.0)
        x = self.ln1(x + self.drop(self.o(seen.transpose(1, 2).reshape(rows, length, SIZE))))
        return self.ln2(x + self.drop(self.f(F.gelu(self.i(x)))))


class Bert(nn.Module):
    """The encoder: numbers of pieces [rows, length] -> vectors [rows, length, SIZE]."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places, self.kinds = nn.Embedding(30522, SIZE), nn.Embedding(512, SIZE), nn.Embedding(2, SIZE)
        self.ln, self.drop = nn.LayerNorm(SIZE, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, numbers: Tensor, mask: Tensor | None) -> Tensor:
        """All layers."""
        x = self.words(numbers) + self.places(torch.arange(numbers.shape[1]))[None] + self.kinds.weight[0]
        x = self.drop(self.ln(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def start(self, folder: Path) -> None:
        """Take the lowest layers of a trained model over; its table of pieces stays as it is."""
        held = load_file(folder / "model.safetensors")
        own: dict[str, Tensor] = {}
        outer = {"words": "word_embeddings", "places": "position_embeddings", "kinds": "token_type_embeddings"}
        inner = {
            "o": "attention.output.dense", "ln1": "attention.output.LayerNorm", "i": "intermediate.dense", "f": "output.dense",
            "ln2": "output.LayerNorm",
        }  # fmt: skip
        own |= {f"{mine}.weight": held[f"embeddings.{theirs}.weight"] for mine, theirs in outer.items()}
        for part in ("weight", "bias"):
            own[f"ln.{part}"] = held[f"embeddings.LayerNorm.{part}"]
            for n in range(LAYERS):
                layer = f"encoder.layer.{n}."
                own |= {f"layers.{n}.{mine}.{part}": held[f"{layer}{theirs}.{part}"] for mine, theirs in inner.items()}
                own[f"layers.{n}.qkv.{part}"] = torch.cat(
                    [held[f"{layer}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                )
        self.load_state_dict(own)
        for frozen in (self.words, self.places, self.kinds, self.ln):
            for weights in frozen.parameters():
                weights.requires_grad_(False)

    def small(self, small: bool = True) -> None:
        """From now on reckon as the graph will, or not."""
        for part in self.modules():
            if isinstance(part, Linear):
                part.small = small


def _head(given: int, inner: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(given, inner), nn.GELU("tanh"), nn.Dropout(0.2), nn.Linear(inner, out))


class Reader(nn.Module):
    """Encoder and head; the head begins by adding nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.bert, self.head = Bert(), _head(3 * SIZE + COLUMNS, 256, COLUMNS)
        nn.init.zeros_(self.head[3].weight)
        nn.init.zeros_(self.head[3].bias)

    def forward(self, numbers: Tensor, mask: Tensor, cases: Tensor, lines: Tensor) -> Any:
        """What the head adds: cases are rows of (window, verb, first, last), lines their sums."""
        x = self.bert(numbers, mask)
        row = cases[:, 0]
        running = F.pad(x.cumsum(1), (0, 0, 1, 0))
        mean = (running[row, cases[:, 3]] - running[row, cases[:, 2]]) / (cases[:, 3] - cases[:, 2])[:, None]
        return self.head(torch.cat([x[row, cases[:, 1]], x[row, cases[:, 2]], mean, lines.clamp(-WIDE, WIDE) / 2], 1))


class Whole(nn.Module):
    """The encoder for one window, as it is exported."""

    def __init__(self, bert: Bert) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, numbers: Tensor) -> Tensor:
        """Vectors [1, length, SIZE]."""
        return self.bert(numbers, None)


def _bare(model: onnx.ModelProto) -> onnx.ModelProto:
    """The graph without what the exporter notes beside it: where its code lay, and shapes that are computed anyway."""
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.initializer, *graph.input, *graph.output):
        del part.metadata_props[:]
        part.ClearField("doc_string")
    del graph.value_info[:]
    return model


def graph_of(reader: Reader) -> bytes:
    """The encoder as an ONNX graph: tables of vectors in 8 bits, a scale for each row; matrices in 7, a scale for each column.

    What is multiplied with a matrix is put in 8 bits as it comes (DynamicQuantizeMatMul of ONNX Runtime), so that sums are whole
    numbers, which is two to three times faster; the encoder is trained to reckon so.
    """
    with tempfile.TemporaryDirectory() as folder:
        whole, file = Whole(deepcopy(reader.bert)).eval(), Path(folder) / "whole.onnx"
        whole.bert.small(False)
        example, length = torch.ones(1, 32, dtype=torch.long), torch.export.Dim("length", min=2, max=512)
        torch.onnx.export(
            whole, (example,), file, input_names=["numbers"], output_names=["vectors"], dynamo=True, external_data=False,
            dynamic_shapes={"numbers": {1: length}}, verbose=False,
        )  # fmt: skip
        model = _bare(onnx.load(file))
    graph, kept = model.graph, []
    nodes: list[onnx.NodeProto] = []
    tables = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    small = set()
    for held in graph.initializer:
        matrix = onnx.numpy_helper.to_array(held)
        if matrix.dtype != np.float32 or matrix.ndim != 2 or matrix.size < SMALL:
            kept.append(held)
            continue
        small.add(held.name)
        largest = np.abs(matrix).max(axis=1 if held.name in tables else 0, keepdims=True)
        scale = (largest + 1e-8) / 127 if held.name in tables else scale_of_columns(largest)
        kept.append(onnx.numpy_helper.from_array(np.round(matrix / scale).astype(np.int8), f"{held.name} in bits"))
        scale = scale if held.name in tables else scale.reshape(-1)
        kept.append(onnx.numpy_helper.from_array(scale.astype(np.float32), f"{held.name} scale"))
    for node in graph.node:
        nodes += _looked_up(node) if node.op_type == "Gather" and node.input[0] in small else _in_bits(node, small)
    for field_, values in ((graph.initializer, kept), (graph.node, nodes)):
        del field_[:]
        field_.extend(values)
    model.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))
    return bytes(model.SerializeToString())


def _looked_up(node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
    """A look into a table in 8 bits: the rows asked for, times their scales."""
    table, at, out = node.input[0], node.input[1], node.output[0]
    make = onnx.helper.make_node
    yield make("Gather", [f"{table} in bits", at], [f"{out} in bits"], f"{node.name} rows", axis=0)
    yield make("Cast", [f"{out} in bits"], [f"{out} whole"], f"{node.name} whole", to=onnx.TensorProto.FLOAT)
    yield make("Gather", [f"{table} scale", at], [f"{out} scale"], f"{node.name} scales", axis=0)
    yield make("Mul", [f"{out} whole", f"{out} scale"], [out], f"{node.name} scaled")


def _in_bits(node: onnx.NodeProto, small: set[str]) -> Iterator[onnx.NodeProto]:
    """A product with a matrix in 7 bits; any other node as it is."""
    if node.op_type == "MatMul" and node.input[1] in small:
        names = [node.input[0], f"{node.input[1]} in bits", f"{node.input[1]} scale"]
        node = onnx.helper.make_node("DynamicQuantizeMatMul", names, list(node.output), node.name, domain="com.microsoft")
    yield node


def heads_of(reader: Reader, **facts: Any) -> bytes:
    """The head as it ships, with the scale of confidence."""
    told = {"sums": [], "levels": [0.5], "name": "encoder 2"} | facts
    held: dict[str, Any] = {"facts": np.frombuffer(json.dumps(told, sort_keys=True).encode(), dtype=np.uint8)}
    for n, weights in enumerate((reader.head[0].weight, reader.head[0].bias, reader.head[3].weight, reader.head[3].bias)):
        held[f"head {n}"] = weights.detach().numpy().astype(np.float16)
    out = io.BytesIO()
    np.savez_compressed(out, **held)
    return out.getvalue()
