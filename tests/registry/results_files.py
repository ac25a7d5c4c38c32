"""Files of results as tests write them."""

from __future__ import annotations

import json

CSV_HEAD = (
    "indicator,definition,domain,value,standard_error,lower,upper,unit,n,n_poor,population,flag,"
    "method,period,source"
)
ALL = "Armoederisico,arop@2021,total,14.2,0.5,13.2,15.2,%,6000,870,11000000,,linearised,2022,SILC"
WOMEN = (
    "Armoederisico,arop@2021,sex=female,15.1,0.7,13.8,16.5,%,3050,470,5600000,,linearised,2022,SILC"
)
FEW = "Armoederisico,arop@2021,age=0-17,31.1,9,15,48,%,35,11,90000,few,linearised,2022,SILC"
HIDDEN = "Armoederisico,arop@2021,age=65+,,,,,%,12,,31000,withheld,linearised,2022,SILC"
ESTAT = (
    "DATAFLOW,LAST UPDATE,freq,unit,indic_il,age,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS"
)
RATE = "ESTAT:ILC_LI02(1.0),20/06/26 23:00:00,A,PC,LI_R_MD60,TOTAL"


def csv_of(*rows, head=CSV_HEAD):
    """A CSV table of these lines."""
    return "\n".join((head, *rows, ""))


def estat(*rows):
    """A file of Eurostat with, behind what all share, these ends of lines."""
    return csv_of(*(f"{RATE},{row}" for row in rows), head=ESTAT)


def json_of(*results, **more):
    """JSON as `grondrecht indicators` writes it."""
    return json.dumps(
        {"period": "2022", "source": "SILC", "sha256": "a" * 64, **more} | {"results": results}
    )


def result(**changes):
    """A result as an object."""
    return {
        "indicator": "arop",
        "definition": "arop@2021",
        "domain": "total",
        "value": 14.218167533551,
        "standard_error": 0.475954283218,
        "lower": 13.3,
        "upper": 15.2,
        "unit": "%",
        "n": 14827,
        "n_poor": 2100,
        "population": 8182222.5,
        "flag": "",
        "method": "linearised",
        **changes,
    }
