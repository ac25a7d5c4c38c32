"""How the program explains itself: Dutch help pages, and a sentence for a wrong command line."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from typer import TyperException
from typer.core import TyperCommand, TyperGroup

HELP = "Toon deze uitleg en stop."
_VALUE = r"Invalid value for '?(.*?)'?: Input should be (?:an? )?"
# What the command line library says, and how we say it: {0} and {1} are the groups, {command} is
# the command that was given and {help} how to get its help page.
SENTENCES = (
    (r"No such command '(.*)'\. Did you mean '(.+?)'.*", "{0} is geen commando; bedoelt u {1}?"),
    (r"No such command '(.*)'\.", "{0} is geen commando; zie {help}."),
    (r"No such option: (.*) \(Possible options: (.+)\)", "{0} bestaat niet; bedoelt u {1}?"),
    (r"No such option: (.*)", "{0} is geen optie van {command}; zie {help}."),
    (r"Option '(.*)' requires an argument\.", "Achter {0} ontbreekt een waarde; zie {help}."),
    (r"Option '(.*)' does not take a value\.", "Achter {0} hoort geen waarde; zie {help}."),
    (r"Missing command\.", "Achter {command} ontbreekt een commando; zie {help}."),
    (r"Missing (?:argument|option|parameter):? ?'?(.*?)'?\.?", "{0} ontbreekt; zie {help}."),
    (r"Got unexpected extra argument\(s\) \((.*)\)", "{0} is te veel; zie {help}."),
    (_VALUE + "valid integer.*", "{0}: geef een geheel getal; zie {help}."),
    (_VALUE + "valid number.*", "{0}: geef een getal; zie {help}."),
    (_VALUE + "greater than or equal to (.*)", "{0}: geef minstens {1}; zie {help}."),
    (_VALUE + "less than or equal to (.*)", "{0}: geef ten hoogste {1}; zie {help}."),
    (r"Invalid value for '?(.*?)'?: (.*)", "{0}: {1}; zie {help}."),
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


class Later(dict[str, Any]):
    """Commands by name, of which some are loaded only when one of them is asked for.

    ``summaries`` says what those do, by name, for a help page; ``load`` gives one.
    """

    def __init__(
        self,
        commands: Mapping[str, Any],
        summaries: Mapping[str, str],
        load: Callable[[str], Any],
    ) -> None:
        super().__init__(commands)
        self.summaries, self.load = summaries, load
        self.update(dict.fromkeys(summaries))

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 (typer's own types)
        """The command. Raises KeyError."""
        held = super().__getitem__(name)
        if held is None:
            held = self[name] = self.load(name)
        return held

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401
        """The command, or the default."""
        try:
            return self[name]
        except KeyError:
            return default

    def told(self) -> list[tuple[str, str]]:
        """Each name with what it does; nothing is loaded for it."""
        own = {name: _first(command.help) for name, command in self.items() if command}
        return [(name, self.summaries.get(name) or own[name]) for name in self]


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
    commands = _told(command)
    names = ["COMMANDO"] if commands else [_shown(param) for param in arguments]
    formatter.write_usage(ctx.command_path, " ".join([*names, "[OPTIES]"]), "Gebruik: ")
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        formatter.write_paragraph()
        formatter.write_text(" ".join(paragraph.split()))
    _list(formatter, "Commando's", commands)
    _list(formatter, "Argumenten", ((_shown(each), each.help) for each in arguments))
    _list(formatter, "Opties", ((_shown(each), _meaning(each)) for each in options))
    formatter.write("\nVoorbeeld:\n")
    formatter.write("".join(f"  {line}\n" for line in (command.epilog or "").splitlines()))


def _told(command: Any) -> list[tuple[str, str]]:  # noqa: ANN401 (typer's own types)
    """The commands of a group, each with its first sentence."""
    held = command.commands if isinstance(command, Group) else {}
    if isinstance(held, Later):
        return held.told()
    return [(name, _first(each.help)) for name, each in held.items()]


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
