"""The door for a terminal: every command, option, exit status and error."""

import gc
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.main import get_command

from grondrecht import __version__
from grondrecht.cli import app, main
from grondrecht.plan.exchange import from_text
from grondrecht.plan.quality import RULES
from grondrecht.usage import SENTENCES

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "src/grondrecht/examples"
PROGRAM = [sys.executable, "-c", "from grondrecht.cli import main; main()"]
COMMANDS = ("read", "check", "show", "write", "templates")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Every test works in a folder of its own with both examples."""
    shutil.copy(EXAMPLES / "vapa-voorbeeld.txt", tmp_path / "plan.txt")
    shutil.copy(EXAMPLES / "ogp-example.txt", tmp_path / "ogp.txt")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    yield tmp_path
    gc.enable()


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """Run the program in this process: (exit status, standard output, standard error)."""

    def call(*words, given=b""):
        monkeypatch.setattr(sys, "argv", ["grondrecht", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        monkeypatch.setattr(sys, "stdout", os.fdopen(os.dup(1), "w", encoding="utf-8"))
        with sys.stdout, pytest.raises(SystemExit) as ended:
            main()
        out, err = capfdbinary.readouterr()
        return ended.value.code, out.decode(), err.decode()

    return call


@pytest.fixture
def refused(run, folder):
    """Run the program on what it must refuse: its sentence, once nothing else has changed."""

    def call(*words, given=b""):
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        status, out, err = run(*words, given=given)
        assert (status, out) == (2, "")
        assert re.fullmatch(r"[^\n]+[.?]\n", err)
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
        return err.strip()

    return call


def program(words, **options):
    """Run the program as a process of its own."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **options.pop("env", {})}
    return subprocess.run(
        [*PROGRAM, *words], env=environment, capture_output=True, check=False, **options
    )


# Help.


def test_without_a_command_the_help_page_is_shown(run):
    status, out, err = run()
    assert (status, err) == (0, "")
    assert out.startswith("Gebruik: grondrecht COMMANDO [OPTIES]\n")
    assert all(f"\n  {command} " in out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_dutch_and_ends_with_an_example(run, command):
    status, out, _ = run(command, "--help")
    assert status == 0
    assert out.startswith(f"Gebruik: grondrecht {command} ")
    assert f"\nVoorbeeld:\n  grondrecht {command}" in out
    assert not re.search(r"Usage|Options|Show this|default|required|<bool>", out)
    assert max(map(len, out.splitlines())) <= 80


def test_help_names_what_must_be_given_and_what_may(run):
    assert "grondrecht show BESTAND [CODE] [OPTIES]" in run("show", "--help")[1]
    assert "grondrecht templates [OPTIES]" in run("templates", "--help")[1]


def test_help_fits_a_narrow_terminal(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")
    out = run("check", "--help")[1]
    assert max(len(line) for line in out.partition("Voorbeeld")[0].splitlines()) <= 50


def test_version(run):
    assert run("--version") == (0, f"grondrecht {__version__}\n", "")


# Command lines that are wrong.


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("lees plan.txt", "lees is geen commando; zie grondrecht --help."),
        ("chek plan.txt", "chek is geen commando; bedoelt u check?"),
        ("read", "BESTAND ontbreekt; zie grondrecht read --help."),
        ("read plan.txt ogp.txt", "ogp.txt is te veel; zie grondrecht read --help."),
        ("read plan.txt --pdf x", "--pdf is geen optie van grondrecht read; zie"),
        ("check plan.txt --al", "--al bestaat niet; bedoelt u --all"),
        ("--taal", "--taal is geen optie van grondrecht; zie grondrecht --help."),
        ("read plan.txt --json", "Achter --json ontbreekt een waarde; zie grondrecht"),
        ("check plan.txt --all=ja", "Achter --all hoort geen waarde; zie grondrecht"),
        ("check plan.txt --lang fr", "--lang: kies nl of en; zie grondrecht check --help."),
        ("check plan.txt --rule placeholdr", "placeholdr is geen regel, bedoelt u placeholder"),
        ("check plan.txt --rule 0", "0 is geen regel, docs/quality.md noemt ze alle"),
        ("write plan.txt", "Geef --docx, --pdf, --text of --json met een bestandsnaam; zie"),
        ("round prepare", "--plan ontbreekt; zie grondrecht round prepare --help."),
        ("serve --port x", "--port: geef een geheel getal; zie grondrecht serve --help."),
        ("serve --port 0", "--port: geef minstens 1; zie grondrecht serve --help."),
        ("serve --port 70000", "--port: geef ten hoogste 65535; zie grondrecht serve --help."),
    ],
)
def test_usage_errors(refused, words, sentence):
    assert sentence in refused(*words.split())


def commands(command, path=()):
    """Every command with the words that call it."""
    if not hasattr(command, "commands"):
        yield path, command
    for name in getattr(command, "commands", ()):
        yield from commands(command.commands[name], (*path, name))


def test_no_command_speaks_english_of_what_it_lacks_or_of_a_number(refused):
    """Each is called without what it needs, and with a word for a number."""
    told = []
    for path, command in commands(get_command(app)):
        needed = [each for each in command.params if each.required]
        numbers = [
            each.opts[0]
            for each in command.params
            if each.param_type_name == "option" and each.type_descriptor.annotation in (int, float)
        ]
        if needed:
            told.append(refused(*path))
            assert re.match(r"\S+ ontbreekt; zie grondrecht .*--help\.", told[-1])
        for number in numbers:
            told.append(refused(*path, *("1" for _each in needed), number, "x"))
            assert re.match(rf"{number}: geef een (geheel )?getal; zie", told[-1]), told[-1]
    assert len(told) > 20


def test_every_usage_sentence_is_dutch_and_says_what_to_do():
    assert all(re.search(r"zie \{help\}|bedoelt u", template) for _, template in SENTENCES)


# Files that are wrong.


@pytest.mark.parametrize("command", ["read", "check", "show"])
@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("geen.txt", None, "geen.txt kan niet gelezen worden: het bestaat niet"),
        ("leeg.txt", b"  \n", "leeg.txt is leeg"),
        ("brief.txt", b"Beste mevrouw,\n" * 9, "bevat geen enkel formulier"),
        ("junk.pdf", b"%PDF-1.7\nniets", "junk.pdf is een beschadigde of onvolledige PDF"),
        ("stuk.json", b'{"format": ', "stuk.json: Dit is geen geldige JSON"),
        ("ander.json", b'{"format": "x"}', "ander.json: "),
    ],
)
def test_bad_files(refused, folder, command, name, data, sentence):
    if data is not None:
        (folder / name).write_bytes(data)
    assert sentence in refused(command, name)


def test_a_bad_template(refused):
    assert "nergens" in refused("read", "plan.txt", "--template", "nergens")
    assert "geen enkel formulier" in refused("read", "plan.txt", "--template", "ogp")


def test_bad_standard_input(refused):
    assert "standaardinvoer is leeg" in refused("read", "-")
    assert "standaardinvoer" in refused("read", "-", given=b"Beste mevrouw,\n")


# read


def test_read_says_what_the_plan_holds(run):
    status, out, err = run("read", "plan.txt")
    assert (status, err) == (0, "")
    rows = dict(line.split(None, 1) for line in out.splitlines())
    assert rows["sjabloon"] == "vapa"
    assert rows["formulieren"] == "49 met 48 codes"
    assert re.fullmatch(r"\d+ fouten, \d+ waarschuwingen, \d+ opmerkingen .*", rows["bevindingen"])


def test_read_writes_every_output(run, folder):
    assert run("read", "plan.txt", "--json", "a.json", "--csv", "a.csv", "--xlsx", "a.xlsx")[0] == 0
    plan = json.loads((folder / "a.json").read_text())
    assert (plan["format"], len(plan["actions"])) == ("grondrecht-plan/1", 49)
    assert plan["findings"]
    assert (folder / "a.csv").read_text("utf-8-sig").startswith("code;titel;")
    assert load_workbook(folder / "a.xlsx").sheetnames == ["acties", "mijlpalen", "bevindingen"]


def test_read_takes_a_plan_and_standard_input(run, folder):
    _, plan, said = run("read", "plan.txt", "--json", "-")
    assert from_text(plan.encode()).template == "vapa"
    (folder / "plan.json").write_text(plan)
    assert run("read", "plan.json")[1] == said
    assert run("read", "-", given=plan.encode())[1] == said
    assert run("read", "-", given=(folder / "plan.txt").read_bytes())[1] == said


def test_read_with_a_template(run):
    assert "sjabloon     ogp" in run("read", "ogp.txt")[1]
    assert "formulieren  5 met 5 codes" in run("read", "ogp.txt", "--template", "ogp")[1]


# Outputs that cannot be written.


@pytest.mark.parametrize(
    ("outputs", "sentence"),
    [
        ("--json nergens/a.json", "Kan nergens/a.json niet schrijven: de map bestaat niet"),
        ("--json a.json --csv nergens/a.csv", "nergens/a.csv niet schrijven"),
        ("--csv .", "het is een map; geef ook een bestandsnaam"),
        ("--csv plan.txt/a.csv", "de map is een bestand"),
        ("--json plan.txt", "het is het bestand dat gelezen wordt"),
        ("--json ./ogp.txt --csv ogp.txt", "Twee uitvoeren heten"),
        ("--json - --csv -", "Er kan maar één uitvoer naar -"),
    ],
)
def test_outputs_that_are_refused(refused, outputs, sentence):
    assert sentence in refused("read", "plan.txt", *outputs.split())


def test_an_output_that_only_fails_at_the_end_takes_the_others_with_it(run, folder):
    """The kernel refuses names in /proc although the folder seems to be there."""
    if not Path("/proc/self").exists():
        pytest.skip("only Linux has /proc")
    status, out, err = run("read", "plan.txt", "--json", "a.json", "--csv", "/proc/self/a.csv")
    assert (status, out) == (2, "")
    assert err.startswith("Kan /proc/self/a.csv niet schrijven: ")
    assert sorted(path.name for path in folder.iterdir()) == ["ogp.txt", "plan.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write(refused, folder):
    (folder / "dicht").mkdir(mode=0o500)
    assert "u hebt er geen schrijfrecht" in refused("read", "plan.txt", "--json", "dicht/a.json")


def test_an_existing_output_is_replaced_and_keeps_its_permissions(run, folder):
    (folder / "a.json").write_text("oud")
    (folder / "a.json").chmod(0o640)
    assert run("read", "plan.txt", "--json", "a.json")[0] == 0
    assert (folder / "a.json").read_text().startswith("{")
    assert (folder / "a.json").stat().st_mode & 0o777 == 0o640


def test_a_full_disk():
    for words in (["read", "ogp.txt"], ["check", "ogp.txt"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([*PROGRAM, *words], stdout=full, stderr=subprocess.PIPE)
        assert done.returncode == 2
        assert re.fullmatch(r"Kan het antwoord niet schrijven: .+\.\n", done.stderr.decode())


# check


def test_check_shows_errors_first_and_ends_with_status_1(run):
    status, out, err = run("check", "plan.txt")
    assert (status, err) == (1, "")
    levels = re.findall(r"^(fout|waarschuwing|opmerking) +\d+", out, re.MULTILINE)
    order = ["fout", "waarschuwing", "opmerking"]
    assert levels == sorted(levels, key=order.index)
    assert set(levels) == set(order)
    assert "Code tweemaal gebruikt  duplicate-code" in out
    assert re.search(r"\d+ fouten, \d+ waarschuwingen, \d+ opmerkingen\. Alles: --all\.", out)


def test_check_counts_in_the_table_what_it_counts_below(run):
    out = run("check", "plan.txt")[1]
    rows = re.findall(r"^fout +(\d+)", out, re.MULTILINE)
    assert sum(map(int, rows)) == int(re.search(r"(\d+) fouten,", out)[1])


def test_check_shows_three_of_each_rule_or_all(run):
    some, every = run("check", "plan.txt")[1], run("check", "plan.txt", "--all")[1]
    assert "… en nog" in some
    assert "… en nog" not in every
    found = json.loads(run("check", "plan.txt", "--json")[1])
    assert len(re.findall(r"^ +[\w ]+( \(regel \d+\))?: ", every, re.MULTILINE)) >= len(found)


def test_check_in_english(run):
    out = run("check", "plan.txt", "--lang", "en")[1]
    assert "level" in out
    assert "Code used twice  duplicate-code" in out
    assert re.search(r"\(line \d+\): ", out)
    assert "regel" not in out.replace("regelmatig", "").partition("office-contra")[0]


def test_check_as_json(run):
    status, out, _ = run("check", "plan.txt", "--json")
    assert status == 1
    keys = {"rule", "level", "action", "message", "message_en", "line"}
    assert all(set(finding) == keys for finding in json.loads(out))


def test_check_one_rule_explains_it_and_shows_all_of_it(run):
    rule = next(rule for rule in RULES if rule.id == "sequence-gap")
    status, out, _ = run("check", "plan.txt", "--rule", "Sequence-Gap")
    assert status == 0
    assert out.startswith(rule.help[:60])
    assert out.count("In de nummering") == int(re.search(r"opmerking +(\d+)", out)[1])
    assert "… en nog" not in out


def test_the_status_is_that_of_the_findings_asked_for(run):
    assert run("check", "plan.txt", "--rule", "duplicate-code")[0] == 1
    assert run("check", "plan.txt", "--rule", "duplicate-code", "--json")[0] == 1
    assert run("check", "plan.txt", "--rule", "placeholder")[0] == 0


def test_check_without_findings(run):
    status, out, _ = run("check", "ogp.txt", "--rule", "duplicate-code")
    assert (status, out.splitlines()[-1]) == (0, "Geen bevindingen.")
    assert "No findings." in run("check", "ogp.txt", "--rule", "duplicate-code", "--lang", "en")[1]
    assert run("check", "ogp.txt", "--rule", "duplicate-code", "--json")[1] == "[]\n"


@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("200", 120), (None, 100)])
def test_tables_fit_their_width_and_lose_no_word(run, monkeypatch, columns, widest):
    if columns:
        monkeypatch.setenv("COLUMNS", columns)
    table, form = run("check", "plan.txt", "--all")[1], run("show", "ogp.txt", "2")[1]
    assert max(map(len, table.splitlines())) <= widest
    assert max(map(len, form.splitlines())) == widest
    everything = re.sub(r"\s", "", table)
    for finding in json.loads(run("check", "plan.txt", "--json")[1]):
        assert re.sub(r"\s", "", finding["message"]) in everything


# show


@pytest.mark.parametrize(
    "code", [["02_06_01"], ["02-06-01"], ["02.06.01"], ["2_6_1"], ["02", "06", "01"], ["020601"]]
)
def test_show_takes_a_code_in_any_spelling(run, code):
    status, out, err = run("show", "plan.txt", *code)
    assert (status, err) == (0, "")
    assert re.search(r"^ code +02_06_01", out, re.MULTILINE)


def test_show_says_where_values_stood(run):
    out = run("show", "plan.txt", "08_04_01")[1]
    form = json.loads(run("show", "plan.txt", "08_04_01", "--json")[1])[0]
    place = form["places"]["responsible.cabinet"]
    assert form["responsible"]["cabinet"] in out
    assert re.search(rf"^ regel {place['first_line']}\b", out, re.MULTILINE)
    assert "(leeg)" in out


def test_show_a_form_that_is_printed_twice(run):
    assert len(json.loads(run("show", "plan.txt", "03_06_02", "--json")[1])) == 2
    assert len(re.findall(r"^ code ", run("show", "plan.txt", "03_06_02")[1], re.MULTILINE)) == 2


def test_show_without_a_code_lists_all_forms(run):
    lines = run("show", "plan.txt")[1].splitlines()
    assert len(lines) == 49
    assert all(re.match(r"\d\d_\d\d_\d\d  \S", line) for line in lines)
    assert len(json.loads(run("show", "plan.txt", "--json")[1])) == 49


def test_show_leaves_out_fields_that_the_layout_lacks(run):
    out = run("show", "ogp.txt", "2")[1]
    assert "public problem" in out
    assert "budgettair" not in out


def test_show_an_action_that_does_not_exist(refused):
    said = refused("show", "plan.txt", "02_06_99")
    assert said == "Actie 02_06_99 staat niet in plan.txt; kies bijvoorbeeld 02_06_01, 02_06_03."
    assert "kies bijvoorbeeld 00_01_01, " in refused("show", "plan.txt", "99")
    assert "is geen code van een actie" in refused("show", "plan.txt", "%%")


# write


def test_what_is_written_is_the_same_plan(run, folder):
    assert run("read", "ogp.txt", "--json", "plan.json")[0] == 0
    outputs = ["--docx", "a.docx", "--pdf", "a.pdf", "--text", "a.txt", "--json", "a.json"]
    assert run("write", "plan.json", *outputs) == (0, "", "")
    wanted = run("show", "plan.json")[1]
    for name in outputs[1::2]:
        assert run("show", name)[1] == wanted


def test_write_text_to_standard_output(run):
    assert "COMMITMENT 2" in run("write", "ogp.txt", "--text", "-")[1].upper()


def test_write_bytes_to_a_pipe_but_not_to_a_terminal(folder):
    assert program(["write", "ogp.txt", "--pdf", "-"]).stdout.startswith(b"%PDF-")
    reader, writer = os.openpty()
    words = [*PROGRAM, "write", "ogp.txt", "--pdf", "-"]
    done = subprocess.run(words, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    os.close(reader)
    assert done.returncode == 2
    assert "--pdf - toont geen tekst" in done.stderr.decode()


def test_write_with_the_labels_of_another_template(run):
    out = run("write", "ogp.txt", "--text", "-", "--template", "ogp")[1]
    assert "What is the commitment?" in out


# templates


def test_templates(run):
    out = run("templates")[1]
    assert [line.split()[0] for line in out.splitlines()] == ["ogp", "vapa"]
    assert set(json.loads(run("templates", "--json")[1])) == {"ogp", "vapa"}


# What surrounds the program.


def test_a_reader_that_stops_early():
    for words in ("read ogp.txt --json -", "check ogp.txt --all", "show ogp.txt 2"):
        command = " ".join(["exec", f"'{PROGRAM[0]}'", "-c", f"'{PROGRAM[2]}'", words])
        done = subprocess.run(
            ["bash", "-c", f"({command}; echo $? >&2) | head -c 1 >/dev/null"],
            capture_output=True,
            check=False,
        )
        assert b"Traceback" not in done.stderr
        assert b"BrokenPipe" not in done.stderr


def test_closed_streams():
    for words, given in (("read ogp.txt", ">&-"), ("read ogp.txt --json -", ">&-")):
        command = f"'{PROGRAM[0]}' -c '{PROGRAM[2]}' {words} {given}"
        done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


def test_a_terminal_without_our_letters():
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = program(["show", "plan.txt", "02_06_01"], env=env)
    assert done.returncode == 0
    assert b"E?n onthaal" in done.stdout


def test_no_colour_where_output_is_no_terminal_or_none_is_wanted():
    assert b"\x1b[" not in program(["check", "ogp.txt"]).stdout
    env = {"FORCE_COLOR": "1", "NO_COLOR": "1"}
    assert not re.search(rb"\x1b\[3\d", program(["check", "ogp.txt"], env=env).stdout)


def test_reading_loads_no_library_that_it_does_not_need():
    code = (
        "import sys; sys.argv = ['grondrecht', 'read', 'plan.txt', '--json', 'a.json']\n"
        "from grondrecht.cli import main\n"
        "try: main()\n"
        "finally: print([m for m in ('rich', 'openpyxl', 'docx', 'typst') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"


def seen_in_a_terminal(words, slow):
    """What standard error shows in a terminal, where reading is slow after so many seconds."""
    code = (
        f"import grondrecht.cli as cli, grondrecht.given as given; given.SLOW = {slow}; cli.main()"
    )
    reader, writer = os.openpty()
    command = [sys.executable, "-c", code, *words]
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    subprocess.run(command, env=env, stderr=writer, stdout=subprocess.PIPE, check=True)
    os.write(writer, b"END")
    os.close(writer)
    shown = os.read(reader, 100_000).decode()
    os.close(reader)
    return shown.removesuffix("END")


def test_progress_shows_over_slow_work_only():
    assert "Lezen: plan.txt" in seen_in_a_terminal(["read", "plan.txt"], slow=-1)
    assert seen_in_a_terminal(["read", "plan.txt"], slow=60) == ""


def test_progress_stays_away_where_nobody_looks():
    code = "import grondrecht.cli as cli, grondrecht.given as given; given.SLOW = -1; cli.main()"
    done = subprocess.run([sys.executable, "-c", code, "read", "plan.txt"], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interruption_ends_in_silence_with_status_130(folder):
    os.mkfifo(folder / "pijp")
    reading = subprocess.Popen([*PROGRAM, "read", "pijp"], stderr=subprocess.PIPE)
    # Opening waits until the program has opened the other end.
    with open(folder / "pijp", "wb"):
        reading.send_signal(signal.SIGINT)
        assert (reading.communicate()[1], reading.returncode) == (b"", 130)


def test_rtf_is_refused_as_what_it_is(refused, folder):
    (folder / "plan.rtf").write_bytes(b"{\\rtf1\\ansi ACTIE 01_01_01}")
    assert "RTF" in refused("read", "plan.rtf")


def test_a_plan_json_in_utf_16_is_a_plan_json(run, folder):
    run("read", str(EXAMPLES / "vapa-voorbeeld.txt"), "--json", "plan.json")
    path = folder / "plan.json"
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))
    assert run("read", "plan.json")[0] == 0


def test_a_plan_names_no_file_as_its_template(run, refused, folder):
    run("read", str(EXAMPLES / "vapa-voorbeeld.txt"), "--json", "plan.json")
    path = folder / "plan.json"
    named = path.read_text("utf-8").replace('"template": "vapa"', '"template": "/etc/hostname"')
    path.write_text(named, "utf-8")
    assert "--template" in refused("write", "plan.json", "--text", "-")
