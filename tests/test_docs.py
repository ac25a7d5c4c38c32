"""Nothing is left unsaid: commands, options, fields and environment variables stand in docs/.

That every quality rule, key of the JSON, key of a template, shipped template, column of a table and
refusal is described is tested in tests/plan, tests/reading and tests/writing, beside their code.
"""

import ast
import re

import documented_commands
import pytest
from documented_commands import PAGES, ROOT, refreshed
from held_registers import begin
from typer.main import get_command

from grondrecht.cli import app
from grondrecht.plan.codes import ActionCode
from grondrecht.plan.exchange import schema
from grondrecht.plan.model import Form, Milestone
from grondrecht.plan.periods import Period
from grondrecht.plan.quality.rules import FIELDS

TELLING = [page for page in PAGES if documented_commands.BLOCK.search(page.read_text("utf-8"))]
DOCS = {page.name: page.read_text("utf-8") for page in PAGES}


def commands_of(group, before=""):
    """Every command by its whole name, those of groups too: ``parties open``."""
    for name in group.commands:
        command = group.commands[name]
        if hasattr(command, "commands"):
            yield from commands_of(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


PROGRAM = get_command(app)
COMMANDS = dict(commands_of(PROGRAM))
GROUPS = {name: PROGRAM.commands[name] for name in ("catalogue", "parties", "lineage", "people")}
# Set by the system for every program, or only passed on to one of ours.
NOT_OURS = {"PYTHONPATH", "PATH"}
# How a variable is asked for with a function of config/env.py.
ASKED = r"^(?:env\.)?(?:text|day|flag|number|names|level|database|mail|scanner)\('([A-Z][A-Z_]+)'"


def section(name):
    """What docs/cli.md says about one command."""
    assert f"\n## {name}\n" in DOCS["cli.md"]
    return re.search(rf"^## {name}\n.*?(?=^## |\Z)", DOCS["cli.md"], re.MULTILINE | re.DOTALL)[0]


def parameters(name):
    command = COMMANDS[name]
    context = command.make_context(name, [], resilient_parsing=True)
    return command.get_params(context)


OPTIONS = [(name, param) for name in COMMANDS for param in parameters(name)]


def test_every_command_has_a_section():
    assert [name for name in COMMANDS if f"\n## {name}\n" not in DOCS["cli.md"]] == []


def test_every_option_and_argument_is_described():
    sections = {name: section(name) for name in COMMANDS}
    missing = [(name, param.name) for name, param in OPTIONS if not told(sections[name], param)]
    assert missing == []


def told(words, param):
    """Whether the section of a command describes an option of it, or the page an argument."""
    if param.param_type_name == "option":
        return all(f"`{option}" in words for option in param.opts)
    return f"`{param.metavar}`" in DOCS["cli.md"]


def test_no_option_is_described_that_does_not_exist():
    known = {option for _, param in OPTIONS for option in param.opts} | {"--version"}
    assert set(re.findall(r"`(--[\w-]+)", DOCS["cli.md"])) <= known


def test_the_program_s_help_page_says_of_each_command_what_its_own_says():
    for name, words in PROGRAM.commands.told():
        first = PROGRAM.commands[name].help.partition("\n\n")[0]
        assert words == " ".join(first.split())


@pytest.mark.parametrize("name", GROUPS)
def test_every_group_explains_itself(name):
    assert GROUPS[name].help
    assert f"grondrecht {name}" in GROUPS[name].epilog


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_page_explains_and_shows_an_example(name):
    command = COMMANDS[name]
    assert command.help
    assert f"grondrecht {name}" in command.epilog
    assert all(param.help for param in command.params)


def test_every_field_of_a_form_is_described():
    milestone = Milestone(Period.parse("2019 (einddoel)"), "klaar")
    form = Form(ActionCode(("1",)), notes=("a",), extra=(("x", "y"),), milestones=(milestone,))
    paths = {re.split(r"\[|extra\.", path)[0] or "extra" for path, _ in form.texts()}
    missing = [path for path in paths | set(FIELDS) if f"`{path}`" not in DOCS["forms.md"]]
    assert missing == []


def test_every_attribute_of_a_form_and_a_milestone_is_described():
    page = DOCS["forms.md"]
    names = {*Form.__dataclass_fields__, *Milestone.__dataclass_fields__}
    assert [name for name in names if f"`{name}" not in page] == []


def test_every_field_in_the_json_of_an_action_is_described():
    action = schema()["$defs"]["action"]["properties"]
    assert [key for key in action if f"`{key}" not in DOCS["forms.md"]] == []


def table_of(page, heading):
    """The variables that the first table under a heading describes."""
    words = DOCS[page].partition(heading)[2]
    table = re.search(r"(?:^\|.*\n)+", words, re.MULTILINE)[0]
    return set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE))


def test_every_environment_variable_is_described():
    described = table_of("cli.md", "**Environment variables**")
    described |= table_of("running.md", "## Settings")
    # rich takes NO_COLOR into account by itself.
    assert described == {*environment_variables(), "NO_COLOR"} - NOT_OURS


def environment_variables():
    """The words in capitals that stand beside os.environ or os.getenv, or that env is asked for."""
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text("utf-8")
        # Writing out every expression of every file takes seconds; most files ask for nothing.
        asks = path.parent.name == "config" or "environ" in text or "getenv" in text
        for node in ast.walk(ast.parse(text)) if asks else ():
            words = ast.unparse(node) if isinstance(node, ast.expr) else ""
            if "os.environ" in words or "os.getenv" in words:
                yield from re.findall(r"'([A-Z][A-Z_]+)'", words)
            elif path.parent.name == "config" and isinstance(node, ast.Call):
                yield from re.findall(ASKED, words)


def test_every_page_is_in_the_index():
    index = (ROOT / "docs/README.md").read_text()
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert {name for name in pages if f"({name})" not in index} == set()


# Pages without commands have nothing to run.
@pytest.mark.parametrize("page", TELLING, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_print_what_the_pages_say(page, django_db_setup):
    words = page.read_text("utf-8")
    assert words == refreshed(words, begin), "see CONTRIBUTING.md, Documentation that does not lie"


def test_a_command_that_prints_something_else_is_noticed():
    page = "Zo:\n\n```console\n$ echo een\ntwee\n```\n"
    assert refreshed(page) == page.replace("twee", "een")


def test_the_pages_hold_commands():
    assert [page.name for page in TELLING] == ["README.md", "cli.md"]
