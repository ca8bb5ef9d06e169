"""The ledger: what was read, kept for good.  Rows are appended, never changed; what they mean is assembled when it is read."""
