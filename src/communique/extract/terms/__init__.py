"""Terms: the provisions of drafts, agreements and demands, each with its own words, whom it binds and what it does."""
