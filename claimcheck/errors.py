"""The errors a user can mend: each says what is wrong, where, and what to do."""


class ClaimcheckError(Exception):
    """Something the user asked for can't be done; the message is one line for people."""


class RuleError(ClaimcheckError):
    """A rule file is wrong; the message names file, entry, key and what is accepted."""


class InputError(ClaimcheckError):
    """A path can't be read at all, or nothing is there."""


class OutputError(ClaimcheckError):
    """A report can't be written where it was asked for."""
