"""What the reader sees: values first (briefs, views, rows), then how a terminal draws them."""
