"""What was done: which clauses are moves, of which act, modality and polarity."""
