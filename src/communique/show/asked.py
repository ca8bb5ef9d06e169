"""What asking a language model came to, in the lines that end a reading: calls, tokens, cost, and what was not believed."""

from __future__ import annotations

from communique.endpoint.told import Asked

SHOWN = 6  # ids of reports in one line


def asked_lines(asked: Asked) -> list[str]:
    """Who answered at what cost, what was kept of it and what dropped, each only where there is something to tell."""
    others = [name for name, _ in asked.stated if name != asked.model]
    stated = f" (answered as {', '.join(others)})" if others else ""
    trouble = [f"{asked.again} tried again"] if asked.again else []
    trouble += [f"{asked.failed} without an answer"] if asked.failed else []
    calls = _count(asked.calls, "call") + (f" ({', '.join(trouble)})" if trouble else "")
    tokens = f"{asked.prompt_tokens:,} tokens in, {asked.answer_tokens:,} out"
    if asked.guessed:
        tokens += f" (estimated for {_count(asked.guessed, 'answer')})"
    cost = [f"cost {asked.cost:.4f} at the prices given"] if asked.cost is not None else []
    lines = [f"{asked.model}{stated}: " + ", ".join([calls, tokens, *cost])]
    if not asked.structured:
        lines.append("the endpoint knows no structured output; what it answered was checked all the same")
    if asked.proposed:
        dropped = f"; dropped: {_reasons(asked.dropped)}" if asked.dropped else ""
        lines.append(f"{_count(asked.proposed, 'move')} proposed, {asked.kept} recorded{dropped}")
    if asked.left_out:
        lines.append(f"left out of moves that were recorded: {_reasons(asked.left_out)}")
    if asked.barren:
        more = f" and {len(asked.barren) - SHOWN} more" if len(asked.barren) > SHOWN else ""
        lines.append(f"nothing proposed held for {', '.join(asked.barren[:SHOWN])}{more}: look there, or take another model")
    return lines


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _reasons(counted: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{number} {reason}" for reason, number in counted)
