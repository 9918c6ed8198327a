"""The data analyst in a real browser: thresholds, a file of 500 outcomes, and the concern that follows."""


def _file(wrong=False):
    rows = ["gekozen;juist;groep_wijk"]
    for number in range(500):
        group = ("Noord", "Zuid", "West")[number % 3]
        selected = number // 3 % 10 < (5 if group == "Noord" else 2)
        rows.append(f"{'ja' if selected else 'nee'};nee;{group}")
    if wrong:
        rows[7] = "misschien;nee;Noord"
    return "\n".join(rows).encode()


def _send(person, content):
    person.page.set_input_files("#file", {"name": "uitkomsten.csv", "mimeType": "text/csv", "buffer": content})
    person.page.fill("#starts_on", "01-10-2026")
    person.page.fill("#ends_on", "31-10-2026")
    return person.click("Meten")


def test_a_breached_group_threshold_becomes_a_concern(step_in):
    thomas = step_in("Thomas Kuiper")
    thomas.go("/toepassingen/1/uitkomsten").sees("Klopt het in de praktijk?")
    thomas.click("Drempels instellen", "link").sees("Waarom passen deze grenzen?")
    thomas.page.fill("#lower-selection_rate_ratio", "veel")
    thomas.click("Opslaan").sees("Schrijf een getal")
    thomas.page.fill("#lower-selection_rate_ratio", "0,7")
    thomas.page.fill("#upper-selection_rate_ratio", "1,4")
    thomas.page.fill("#reason", "Afgesproken met de eigenaar.")
    thomas.click("Opslaan").sees("Opgeslagen")

    thomas.click("Voor het eerst meten", "link").sees("De rijen worden geteld en daarna weggegooid")
    _send(thomas, _file(wrong=True)).sees("1 rij is fout").sees("Schrijf ja of nee")
    _send(thomas, _file()).sees("buiten hun drempel").sees("Noord")
    thomas.click("Bekijk het signaal", "link").sees("Een meetwaarde is buiten de drempel")
