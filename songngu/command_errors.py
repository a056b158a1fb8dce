"""Errors of the command line itself. Each message is safe to show and says what to do."""

from __future__ import annotations

from typing import ClassVar, Final

FAILED: Final = 1
"""Exit status when something is wrong that the user can correct."""

WRONG_USE: Final = 2
"""Exit status when arguments are missing or do not fit together, as argparse has it."""

INTERRUPTED: Final = 130
"""Exit status after Ctrl+C, as of any program that a shell starts."""


class CommandError(Exception):
    """Root of the errors a command raises; ``status`` is the exit status of the command."""

    status: ClassVar[int] = FAILED


class BadFile(CommandError):
    """A file that cannot be read or written as the command needs it."""


class BadOption(CommandError):
    """An option, or a setting of the environment, whose value is not valid."""


class BadText(CommandError):
    """Typed text that is not valid UTF-8."""


class NotInstalled(CommandError):
    """A package that only this command needs."""


class NothingChosen(CommandError):
    """A command that was not told what to work on."""

    status = WRONG_USE
