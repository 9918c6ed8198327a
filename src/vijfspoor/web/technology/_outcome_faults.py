"""Why a file with outcomes cannot be used, in plain words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vijfspoor.integrations.outcomes import MOST_GROUPS, MOST_LETTERS, UnreadableOutcomes


def fault_sentence(fault: UnreadableOutcomes) -> str:
    """Return what is wrong with the file as a whole."""
    names = ", ".join(fault.names)
    if fault.fault == "rows":
        said = ngettext(
            "%(n)s row is wrong, so nothing was stored. Mend it and send the file again.",
            "%(n)s rows are wrong, so nothing was stored. Mend them and send the file again.",
            fault.count,
        )
        return said % {"n": fault.count}
    sentences = {
        "kind": _("This is no CSV or Parquet file that can be read."),
        "encoding": _("The letters cannot be read. Save the file as CSV UTF-8."),
        "empty": _("There are no rows in this file."),
        "large": _("This file is too large: at most 20 MB and a million rows."),
        "columns": _("The file needs the column gekozen and 1 to 5 columns that begin with groep_, each once."),
        "needless": _("Take these columns out, they are not needed: %(names)s. Send no more data than is measured."),
        "groups": _("%(names)s has more than %(most)s groups. Make the groups larger, so that nobody is singled out."),
    }
    return sentences[fault.fault] % {"names": names, "most": MOST_GROUPS}


def row_sentence(reason: str) -> str:
    """Return what is wrong with one row."""
    return {
        "torn": _("The row has more or fewer columns than the first line."),
        "answer": _("Write ja or nee."),
        "no_group": _("The group is empty."),
        "letters": _("The name of the group holds a letter that cannot be kept."),
        "long": _("The name of the group is longer than %(most)s letters.") % {"most": MOST_LETTERS},
    }[reason]
