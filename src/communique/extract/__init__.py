"""What one report says: dates, parties, voices, acts.  Pure, at report scope."""
