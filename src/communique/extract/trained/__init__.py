"""What was learnt from annotated reports: whose a clause is, whether it is a move, and which."""
