"""How the program explains itself: Dutch help pages, and a sentence for a wrong command line."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from typing import Any

from typer import TyperException
from typer.core import TyperCommand, TyperGroup

HELP = "Toon deze uitleg en stop."
# What the command line library says, and how we say it: {0} and {1} are the groups, {command} is
# the command that was given and {help} how to get its help page.
SENTENCES = (
    (r"No such command '(.*)'\. Did you mean '(.+?)'.*", "{0} is geen commando; bedoelt u {1}?"),
    (r"No such command '(.*)'\.", "{0} is geen commando; zie {help}."),
    (r"No such option: (.*) \(Possible options: (.+)\)", "{0} bestaat niet; bedoelt u {1}?"),
    (r"No such option: (.*)", "{0} is geen optie van {command}; zie {help}."),
    (r"Option '(.*)' requires an argument\.", "Achter {0} ontbreekt een waarde; zie {help}."),
    (r"Option '(.*)' does not take a value\.", "Achter {0} hoort geen waarde; zie {help}."),
    (r"Missing argument '(.*)'\.", "{0} ontbreekt; zie {help}."),
    (r"Got unexpected extra argument\(s\) \((.*)\)", "{0} is te veel; zie {help}."),
    (r"Invalid value for (.*?): (.*)", "{0}: {1}; zie {help}."),
    (r"Invalid value: (.*)", "{0}; zie {help}."),
)


class Command(TyperCommand):
    """A command whose help page is ours."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 (typer's own types)
        """Write the help page."""
        write_page(self, ctx, formatter)


class Group(TyperGroup):
    """The program, whose help page is ours."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 (typer's own types)
        """Write the help page."""
        write_page(self, ctx, formatter)


def sentence(error: TyperException) -> str:
    """What is wrong with the command line and what to do about it, in one Dutch sentence."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "grondrecht"
    words = " ".join(error.format_message().split())
    for pattern, template in SENTENCES:
        if match := re.fullmatch(pattern, words):
            return template.format(*match.groups(), command=command, help=f"{command} --help")
    return words


def write_page(command: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 (typer's own types)
    """Write a help page: usage, what it does, commands, arguments, options and examples."""
    arguments = [param for param in command.get_params(ctx) if param.param_type_name == "argument"]
    options = [param for param in command.get_params(ctx) if param.param_type_name == "option"]
    commands = command.commands.values() if isinstance(command, Group) else ()
    names = ["COMMANDO"] if commands else [_shown(param) for param in arguments]
    formatter.write_usage(ctx.command_path, " ".join([*names, "[OPTIES]"]), "Gebruik: ")
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        formatter.write_paragraph()
        formatter.write_text(" ".join(paragraph.split()))
    _list(formatter, "Commando's", ((each.name, _first(each.help)) for each in commands))
    _list(formatter, "Argumenten", ((_shown(each), each.help) for each in arguments))
    _list(formatter, "Opties", ((_shown(each), _meaning(each)) for each in options))
    formatter.write("\nVoorbeeld:\n")
    formatter.write("".join(f"  {line}\n" for line in (command.epilog or "").splitlines()))


def _list(formatter: Any, heading: str, rows: Iterable[tuple[Any, Any]]) -> None:  # noqa: ANN401
    listed = list(rows)
    if listed:
        with formatter.section(heading):
            formatter.write_dl(listed)


def _shown(param: Any) -> str:  # noqa: ANN401 (typer's own types)
    """A parameter as one types it: ``BESTAND``, ``--json UIT``, ``--all``."""
    if param.param_type_name == "argument":
        return f"{param.metavar}" if param.required else f"[{param.metavar}]"
    return " ".join([*param.opts, *([param.metavar] if param.metavar else [])])


def _meaning(param: Any) -> str:  # noqa: ANN401 (typer's own types)
    return HELP if param.name == "help" else str(param.help)


def _first(text: str | None) -> str:
    """The first sentence of a help text."""
    return inspect.cleandoc(text or "").partition("\n\n")[0].replace("\n", " ")
