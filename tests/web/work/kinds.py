"""One address of each kind of page of the workplace, behind the language, and who opens it."""

ROUND = "werk/rondes/voorbeeld/voortgang-2019"
KINDS = {
    "work": ("werk/", "chris"),
    "work-rounds": ("werk/rondes", "an"),
    "work-round": (ROUND, "an"),
    "work-round-prepare": ("werk/ronde-voorbereiden/voorbeeld", "an"),
    "work-round-set": (f"{ROUND}/instellen", "an"),
    "work-round-cover": (f"{ROUND}/acties", "an"),
    "work-round-import": (f"{ROUND}/inlezen", "an"),
    "work-round-step": (f"{ROUND}/antwoorden-afsluiten", "an"),
    "work-round-validate": (f"{ROUND}/valideren", "bram"),
    "work-report": ("werk/verslagen/voorbeeld/voortgang-2019/02_06_01", "chris"),
    "work-report-proposed": ("werk/verslagen/voorbeeld/voortgang-2019/02_06_01", "dina"),
    "work-report-frozen": ("werk/verslagen/voorbeeld/voortgang-2017/02_06_01", "gert"),
    "work-actions": ("werk/acties?q=02_06", "an"),
    "work-action": ("werk/acties/voorbeeld/02_06_01", "chris"),
    "work-action-text": ("werk/acties/voorbeeld/02_06_01/veld/summary", "chris"),
    "work-action-plain": ("werk/acties/voorbeeld/02_06_01/gewoon", "chris"),
    "work-action-involve": ("werk/acties/voorbeeld/02_06_01/betrokkenheid", "els"),
    "work-action-contribute": ("werk/acties/voorbeeld/02_06_01/bijdrage", "chris"),
    "work-findings": ("werk/bevindingen", "els"),
    "work-consultations": ("werk/overleg", "an"),
    "work-tests": ("werk/armoedetoetsen", "an"),
    "work-measures": ("werk/maatregelen", "an"),
    "work-people": ("werk/mensen", "an"),
    "work-me": ("werk/ik", "els"),
}
