"""The page: the record as it is seen in a browser, served from this machine or written as static files."""
