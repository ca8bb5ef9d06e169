"""According to whom: source, cue and content of every voice, and which voice holds which."""
