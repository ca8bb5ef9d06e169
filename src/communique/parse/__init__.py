"""From mended text to words with syntax: the only place that knows spaCy."""
