"""The records: immutable values, standard library only.  Nothing here reads a file or knows how it is stored."""
