"""Whom a move is addressed to: the parties acted on or asked."""
