"""Outcomes as they come in: what is wrong is named row by row, and the measures are what one calculates by hand."""

import io
import time

import pyarrow as pa
import pytest
from pyarrow import parquet

from vijfspoor.domain.technology.outcome import OutcomeCell, OutcomeCounts
from vijfspoor.integrations.outcomes import UnreadableOutcomes
from vijfspoor.integrations.outcomes.counting import count
from vijfspoor.integrations.outcomes.measures import measure
from vijfspoor.integrations.outcomes.reading import read_csv, read_parquet, read_rows

# Of 100 in north 20 are selected, 15 of them wrongly, and 5 are missed; of 200 in south 20, 10 wrongly, 10 missed.
COUNTS = OutcomeCounts(
    {
        "district": (
            OutcomeCell("north", True, True, 5),
            OutcomeCell("north", True, False, 15),
            OutcomeCell("north", False, True, 5),
            OutcomeCell("north", False, False, 75),
            OutcomeCell("south", True, True, 10),
            OutcomeCell("south", True, False, 10),
            OutcomeCell("south", False, True, 10),
            OutcomeCell("south", False, False, 170),
        )
    }
)


def _fault(content):
    with pytest.raises(UnreadableOutcomes) as error:
        count(read_csv(content))
    return error.value


def test_the_measures_are_what_one_calculates_by_hand():
    found = {(item.group, item.measure): item for item in measure(COUNTS)}

    assert found["north", "selection_rate"].value == pytest.approx(20 / 100)
    assert found["north", "selection_rate_ratio"].value == pytest.approx((20 / 100) / (20 / 200))
    assert found["south", "selection_rate_ratio"].value == pytest.approx((20 / 200) / (20 / 100))
    wrongly = found["north", "false_positive_rate_difference"]
    assert wrongly.value == pytest.approx(15 / 90 - 10 / 180)
    assert wrongly.cases == 90
    missed = found["north", "false_negative_rate_difference"]
    assert missed.value == pytest.approx(5 / 10 - 10 / 20)
    assert missed.cases == 10


def test_drift_is_nothing_without_change_and_grows_with_it():
    same = measure(COUNTS, {"district": {"north": 100, "south": 200}})[-1]
    other = measure(COUNTS, {"district": {"north": 200, "south": 100}})[-1]

    assert (same.group, same.measure) == ("", "population_stability_index")
    assert same.value == pytest.approx(0)
    # By hand: (1/3 - 2/3) * ln(1/2) twice, nearly, because half a case is added to each group.
    assert other.value == pytest.approx(0.462, abs=0.01)


def test_what_cannot_be_calculated_is_left_out():
    cells = (OutcomeCell("a", False, None, 50), OutcomeCell("b", False, None, 50))
    found = {item.measure for item in measure(OutcomeCounts({"x": cells}))}

    assert found == {"selection_rate"}


@pytest.mark.parametrize(
    "content",
    [
        b"gekozen;juist;groep_wijk\nja;nee;Noord\nnee;;Zuid\n",
        b"\xef\xbb\xbfSelected,truth,group_wijk\r\nTrue,0,Noord\r\nno,,Zuid\r\n",
    ],
)
def test_dutch_and_english_files_read_alike(content):
    assert count(read_csv(content)).columns == {
        "wijk": (OutcomeCell("Noord", True, False, 1), OutcomeCell("Zuid", False, None, 1))
    }


def test_parquet_and_rows_read_as_csv_does():
    table = pa.table({"gekozen": [True, False], "juist": [False, None], "groep_wijk": ["Noord", "Zuid"]})
    file = io.BytesIO()
    parquet.write_table(table, file)
    rows = [{"selected": True, "truth": False, "group_wijk": "Noord"}, {"selected": False, "group_wijk": "Zuid"}]

    assert count(read_parquet(file.getvalue())) == count(read_rows(rows))


def test_every_wrong_row_is_reported():
    found = _fault(
        b"gekozen;juist;groep_wijk\nja;ja;Noord\nmisschien;ja;Noord\nnee;x;\nnee;nee;Zuid;te veel\nsoms;nee;Zuid\n"
    )

    assert found.count == 4
    assert [(row.numbers(), row.column, row.reason) for row in found.rows] == [
        ("3, 6", "gekozen", "answer"),
        ("4", "groep_wijk", "no_group"),
        ("4", "juist", "answer"),
        ("5", "", "torn"),
    ]


def test_every_wrong_row_of_half_a_million_is_reported():
    content = (
        b"gekozen;juist;groep_wijk\n" + b"ja;nee;Noord\nmisschien;nee;Zuid\nwie weet;ja;Noord\nja;ja;West\n" * 125_000
    )
    found = _fault(content)

    assert found.count == 250_000
    assert [sum(last - first + 1 for first, last in row.spans) for row in found.rows] == [250_000]
    assert found.rows[0].numbers().startswith("3-4, 7-8, ")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty"),
        (b"gekozen;groep_wijk\n", "empty"),
        (b"gekozen;groep_wijk\nja;Noord;te veel\n", "rows"),
        (b"gekozen\nja\n", "columns"),
        (b"groep_wijk\nNoord\n", "columns"),
        (b"gekozen;groep_wijk;bsn\nja;Noord;123456782\n", "needless"),
        (b"gekozen;Gekozen;groep_wijk\nja;ja;Noord\n", "needless"),
        ("gekozen;groep_wijk\nja;Café\n".encode("latin-1"), "encoding"),
        (b"gekozen;groep_naam\n" + b"".join(b"ja;Persoon %d\n" % n for n in range(31)), "groups"),
        (b"gekozen;groep_wijk\nja;No\x00ord\n", "rows"),
        (b"x" * (20 * 1024 * 1024 + 1), "large"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content, fault):
    assert _fault(content).fault == fault


def test_what_is_no_parquet_is_refused():
    with pytest.raises(UnreadableOutcomes) as error:
        read_parquet(b"PAR1 not really")

    assert error.value.fault == "kind"


def test_half_a_million_outcomes_are_measured_within_a_request():
    content = (
        b"gekozen;juist;groep_wijk\n" + b"ja;nee;Noord\nnee;nee;Zuid\nnee;ja;Noord\nja;ja;West\nnee;;Oost\n" * 100_000
    )
    started = time.perf_counter()
    found = measure(count(read_csv(content)))

    assert sum(item.cases for item in found if item.measure == "selection_rate") == 500_000
    assert time.perf_counter() - started < 30
