"""The root of every named error.

    CommuniqueError
    ├── record.when.BadDate             a string that is no EDTF date of the profile used here
    ├── read.source.BadInput            one input that cannot be recorded: where, what, what to do
    ├── parse.model.ModelMissing        the English model is absent or is not the one whose hashes are known
    ├── extract.voices.modelfile.VoicesModelUnfit
    │                                   a model of voices that is absent, damaged or trained with other features
    ├── endpoint.address.EndpointUnfit  the language model is not named as it must be
    ├── extract.llm.port.Unanswered     a language model gave no answer that could be used (TooLong, client.Exhausted)
    ├── store.ledger.LedgerError        the ledger file cannot be used as asked
    ├── ask.query.BadQuery              a query that does not parse: where, and what was expected
    ├── ask.find.NoSuchReport           a report that the ledger does not hold
    ├── ask.find.NoSuchThread           no thread of that id or with those words in its title
    ├── page.edition.NoSuchPage         nothing is shown at an address
    ├── page.publish.FolderInUse        the folder to write pages into holds other files
    └── judging.BadJudgement            a judgement on what is not there, or that says what cannot be

Each lives beside the code that raises it.  Errors in what a user feeds in are *values* (`read.source.BadInput` is
collected, not raised through the run); exceptions are for misuse.
"""


class CommuniqueError(Exception):
    """Something that the user can mend; its text says what was wrong, where, and what to do."""
