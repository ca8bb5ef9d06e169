"""What a reader asks of the record: a query language over moves, and finding a report by its id."""
