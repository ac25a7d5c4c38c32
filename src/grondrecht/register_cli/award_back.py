"""``grondrecht award-back``: pseudonyms become identifiers again, for who has key and list."""

from __future__ import annotations

from functools import partial

import polars as pl

from grondrecht.given import GivenError
from grondrecht.outputs import write_all
from grondrecht.register_cli.award import key_in
from grondrecht.register_cli.award_files import FORMULA
from grondrecht.register_cli.rights_tables import IDENTIFIERS, asked_for, table_in
from grondrecht.rights.awards import plain_ids, pseudonymised
from grondrecht.writing.files import WriteError


def run(file: str, key: str, ids: str, out: str) -> int:
    """Write a file of pseudonyms again, with the identifiers that they stand for."""
    asked_for((file, key, ids), False, csv=out)
    secret, table = key_in(key), table_in(file, as_text=True)
    if "id" not in table.columns:
        raise GivenError(f"{file}: er is geen kolom id; neem een bestand van grondrecht award.")
    found = table.with_columns(_named(table["id"], known(table_in(ids), secret)))
    missing = found["id"].null_count()
    if missing:
        raise GivenError(
            f"{file}: van {missing} van {found.height} rijen staat de id niet in {ids}; geef de"
            " lijst en de sleutel waarmee het bestand gemaakt is."
        )
    write_all({out: partial(_write, found)})
    if out != "-":
        print(f"{found.height} rijen in {out}")
    return 0


def known(ids: pl.DataFrame, secret: bytes) -> pl.DataFrame:
    """Each identifier of a table, of persons and of households, beside its pseudonym."""
    columns = [ids[name] for name in IDENTIFIERS if name in ids.columns]
    if not columns:
        raise GivenError("In de lijst staat geen kolom id; neem de tabel van personen of gezinnen.")
    plain = pl.concat([plain_ids(each).alias("id") for each in columns]).drop_nulls().unique()
    hidden = pseudonymised(plain.to_frame(), secret, ["id"])["id"].alias("pseudonym")
    return pl.DataFrame([hidden, plain])


def _named(pseudonyms: pl.Series, ids: pl.DataFrame) -> pl.Series:
    asked = pseudonyms.alias("pseudonym").to_frame()
    return asked.join(ids, on="pseudonym", how="left", maintain_order="left")["id"]


def _write(found: pl.DataFrame, path: str) -> None:
    guarded = found.with_columns(pl.col("id").str.replace(FORMULA, "'$0"))
    try:
        guarded.write_csv(path, include_bom=True, line_terminator="\r\n")
    except OSError as error:
        raise WriteError(f"Kan {path} niet schrijven: het systeem weigert het.") from error
