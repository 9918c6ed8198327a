"""In a real browser: HR asks a group to learn; a colleague gets it wrong, then right, and has a certificate."""

from datetime import date, timedelta

import pytest

from vijfspoor.content.literacy.lessons import lessons_in_force

LESSONS = {item.code: item for item in lessons_in_force(date(2026, 11, 24))}


def _answer(page, lesson, *, right):
    for question in lesson.questions:
        option = next(item.code for item in question.options if item.is_right is right)
        page.locator(f"input[name='{question.code}'][value='{option}']").check()


@pytest.mark.parametrize(
    ("width", "name", "code"), [(1280, "Wietske", "personal-data"), (320, "Samira", "risks-and-bias")]
)
def test_a_colleague_learns_what_was_asked(step_in, width, name, code):
    lesson = LESSONS[code]
    why = f"Voor wie met dossiers werkt ({width})."
    lotte = step_in("Lotte", width=width).go("/leren/opdrachten")
    due = date.today() + timedelta(days=14)
    lotte.choose(lesson.title.nl).page.fill("[name=reason]", why)
    lotte.page.fill("[name=due_on]", f"{due:%d-%m-%Y}")
    lotte.click("Vraag deze groep").sees("Gevraagd.").sees(why)

    colleague = step_in(name, width=width).sees("Om te leren").sees(why)
    colleague.go("/leren").sees("Aan jou gevraagd").go(f"/leren/{code}").sees("Heb je het begrepen?")
    colleague.click("Kijk mijn antwoorden na").sees("Kies een van de antwoorden.")
    _answer(colleague.page, lesson, right=False)
    colleague.click("Kijk mijn antwoorden na").sees("Nog niet genoeg.").sees("niet goed")
    _answer(colleague.page, lesson, right=True)
    colleague.click("Probeer opnieuw").sees("Je begrijpt dit.").sees("Je certificaat")
    colleague.go("/leren").sees("Afgerond")
    with colleague.page.expect_download() as download:
        colleague.go(f"/leren/{code}").page.get_by_role("link", name="PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")
