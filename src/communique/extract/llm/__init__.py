"""The language-model engine, but for the network: what a model is asked, and what of its answer stands up to the report."""
