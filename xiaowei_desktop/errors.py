"""Errors that a clerk can do something about."""

from __future__ import annotations


class UserError(Exception):
    """What went wrong, in one Chinese sentence, and what to do about it.

    `message` says what happened and where, `hint` what to do next, `details` lists further lines (one for each
    file, row or missing figure). The command line prints them and exits with 1; the window shows
    them in a message box. Everything else that is raised is a fault of the program.
    """

    def __init__(self, message: str, hint: str = "", details: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details = details

    def lines(self) -> tuple[str, ...]:
        """Message, details and hint in the order in which they are read."""
        return (self.message, *self.details, *((self.hint,) if self.hint else ()))


class UsageError(UserError):
    """The command was called wrongly: an unknown option, a quarter that is none. Exit status 2."""
