"""`jingwen schedule`: the line that makes the crawl run by itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click

from archive.errors import ArchiveError, UsageError
from crawler.schedule import crontab_line, launchd_plist, systemd_units

MARK = "# jingwen"
