"""Run one command and turn errors into one sentence and an exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from songngu.arguments import check_texts
from songngu.command_errors import FAILED, INTERRUPTED, CommandError
from songngu.command_line import command_parser
from songngu.environment import Settings
from songngu.output import check_output, discard_output, use_utf8


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; ``arguments`` are ``sys.argv`` if not given."""
    try:
        use_utf8()
        line = list(sys.argv[1:] if arguments is None else arguments)
        args = command_parser(Settings.from_environment()).parse_args(line)
        args.line = ["songngu", *line]
        return _run(args)
    except KeyboardInterrupt:
        print("songngu: interrupted", file=sys.stderr)
        return INTERRUPTED


def _run(args: argparse.Namespace) -> int:
    """Run a parsed command. An error that the user can correct is printed without a traceback."""
    from indexer.index_errors import IndexProblem
    from search.request_errors import BadRequest
    from synonyms.gazetteer_rows import GazetteerError

    try:
        check_output()
        check_texts(vars(args))
        status: int = args.run(args)
        sys.stdout.flush()
    except CommandError as error:
        print(f"songngu: {error}", file=sys.stderr)
        return error.status
    except (IndexProblem, BadRequest, GazetteerError) as error:
        print(f"songngu: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader of our output (head, less) has ended, as it may.
        discard_output()
        return FAILED
    except OSError as error:
        # A file that cannot be read or written, or our own output: the system gives the reason.
        where = f"{error.filename}: " if error.filename else ""
        print(f"songngu: {where}{error.strerror or error}", file=sys.stderr)
        discard_output()
        return FAILED
    return status


if __name__ == "__main__":
    sys.exit(main())
