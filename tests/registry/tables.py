"""Everything that a register holds, to compare two moments or two databases."""

from grondrecht.registry.backup import _held_fulltext, kept_models


def everything():
    """Table -> its rows, in order; the full text of the search among them."""
    found = {
        model._meta.db_table: list(model._base_manager.order_by("pk").values_list())
        for model in kept_models()
    }
    return found | {"fulltext": list(_held_fulltext())}
