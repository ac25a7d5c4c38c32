"""One address of every kind of page, behind the language, in the register with the example plan."""

PLAN = "voorbeeld"
KINDS = {
    "home-site": "",
    "plan": f"{PLAN}/",
    "rights": f"{PLAN}/grondrechten",
    "right": f"{PLAN}/grondrechten/08",
    "offices": f"{PLAN}/ambten",
    "office": f"{PLAN}/ambten/06",
    "parties": f"{PLAN}/partijen",
    "party": f"{PLAN}/partijen/kabinet-onderwijs",
    "action": f"{PLAN}/acties/08_04_01",
    "action-history": f"{PLAN}/acties/08_04_01/geschiedenis",
    "action-card": f"{PLAN}/acties/08_04_01/kaart",
    "search": f"{PLAN}/zoeken?q=wonen",
    "search-all": "zoeken?q=huurder",
    "quality": f"{PLAN}/kwaliteit",
    "compare": f"{PLAN}/vergelijken",
    "changes": f"{PLAN}/wijzigingen",
    "data": f"{PLAN}/data",
    "glossary": "woordenlijst",
    "accessibility": "toegankelijkheid",
    "about": "over",
    "style": "stijl/",
    "not-found": f"{PLAN}/acties/99_99_99",
}
