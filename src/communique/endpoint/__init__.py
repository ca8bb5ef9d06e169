"""The one edge at which something leaves the machine, and only when asked to: a language model's endpoint, named by the user."""
