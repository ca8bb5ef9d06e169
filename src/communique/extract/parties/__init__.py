"""Who: the names of a report, what each is, which are one, whom each speaks for."""
