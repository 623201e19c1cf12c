"""The command's front door: which subject each word belongs to, and how every error ends."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import click

from archive.errors import ArchiveError
from crawler.cli.screen import words

COMMANDS = {
    "demo": ("demo", "crawl the bundled sample web over loopback and open it"),
    "crawl": ("crawl", "fetch what is new and file it"),
    "ingest": ("ingest", "file pages or WARCs somebody already has"),
    "extract": ("extract", "read one page, or a batch, and print the record"),
    "links": ("links", "the article links of a list page"),
    "search": ("search", "what the reading room's search finds"),
    "export": ("export", "an extract as CSV, XLSX, JSON lines or WACZ"),
    "sites": ("sites", "the site table"),
    "status": ("status", "what the archive holds and how its sites fare"),
    "verify": ("verify", "check every row against its WARC bytes"),
    "reextract": ("reextract", "read stored pages again with today's rules"),
    "dedup": ("dedup", "which printings are one story: judge again, split, join, undo"),
    "capture": ("capture", "what was received, byte for byte, and its index"),
    "redact": ("redact", "mask names or suppress articles, by a reviewed list"),
    "doctor": ("doctor", "what is wrong with an archive, and its repair"),
    "backup": ("backup", "a whole copy, while a crawl runs"),
    "restore": ("restore", "put a backup back"),
    "schedule": ("schedule", "the line that makes it run by itself"),
    "publish": ("publish", "an immutable copy for readers, and all that serves it"),
    "serve": ("serve", "open the archive in Datasette"),
}


class Subjects(click.Group):
    """Imports a subject only when it is called: `jingwen search` must not wait for Scrapy."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"crawler.cli.{COMMANDS[name][0]}"), "command")  # noqa: B009
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise click.UsageError(f"{error.message} `jingwen --help` lists the commands.", ctx) from error


@click.group(cls=Subjects, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    envvar="JINGWEN_DATA",
    default=Path("data"),
    show_default=True,
    help="The data directory: jingwen.db, warc/, logs/. Also read from JINGWEN_DATA.",
)
@click.version_option(package_name="jingwen", prog_name="jingwen")
@click.pass_context
def command(ctx: click.Context, data: Path) -> None:
    """警闻: crawl, archive and search Chinese public-security news.

    \b
    A first look:  jingwen demo
    For real:      jingwen crawl gansu_zhengfa && jingwen serve
    """
    ctx.obj = data


def main() -> None:
    """Run the command. Exit codes: 0 well, 1 found wrong, 2 usage, 3 damaged, 4 no disk or permission, 75 locked."""
    try:
        ended = command.main(standalone_mode=False)
        code = ended if isinstance(ended, int) else 0
    except click.exceptions.Exit as ended_early:
        code = ended_early.exit_code
    except click.Abort:
        click.echo("jingwen: stopped", err=True)
        code = 130
    except click.ClickException as error:
        click.echo(f"jingwen: {one_line(error)}", err=True)
        code = error.exit_code
    except ArchiveError as error:
        click.echo(f"jingwen: {words(str(error)).plain}", err=True)
        code = error.exit_code
    except BrokenPipeError:
        code = 0  # `| head` closed the pipe: nobody is left to tell
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what the interpreter flushes at its end, too
    sys.exit(code)


def one_line(error: click.ClickException) -> str:
    """What was wrong with the words of a command, and which help says what is right."""
    said = " ".join(error.format_message().split())
    if not isinstance(error, click.UsageError) or error.ctx is None or "--help" in said:
        return said
    return f"{said} `{error.ctx.command_path} --help` says what is possible."


if __name__ == "__main__":
    main()
