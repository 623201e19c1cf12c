"""What can go wrong, and with which exit code the command ends.

ArchiveError                    a line that says what to do next; never a traceback
├── UsageError                  2   a wrong name, date, file or option
├── ArchiveDamaged              3   the database or a WARC cannot be trusted
├── NoRoom                      4   no disk space left
├── NoPermission                4   the data directory cannot be read or written
├── LockHeld                    75  another run writes this archive
└── ReadError                   1   a page that cannot be read; carries its failure class
    ├── NotHtml                     the bytes are not a page of text
    ├── EmptyBody                   no article text was found
    └── ReadTimeout                 reading took longer than allowed
"""

from __future__ import annotations

from archive.records import FailureClass


class ArchiveError(Exception):
    """The root: `str(error)` is one line for a person, `exit_code` is what the command ends with."""

    exit_code = 1


class UsageError(ArchiveError):
    exit_code = 2


class ArchiveDamaged(ArchiveError):
    exit_code = 3


class NoRoom(ArchiveError):
    exit_code = 4


class NoPermission(ArchiveError):
    exit_code = 4


class LockHeld(ArchiveError):
    exit_code = 75


class ReadError(ArchiveError):
    """A page that cannot be read. The capture is kept; only the reading failed."""

    failure: FailureClass = "parse_error"


class NotHtml(ReadError):
    failure: FailureClass = "not_html"


class EmptyBody(ReadError):
    failure: FailureClass = "empty_body"


class ReadTimeout(ReadError):
    failure: FailureClass = "read_timeout"
