"""The executive board reads in a real browser how the five tracks stand, and says which level it wants."""


def test_the_board_reads_the_compass_and_adopts_a_wanted_level(step_in):
    board = step_in("Annemarie Koster")
    board.go("/sporen").sees("Niveau").check()
    board.click("Open het kompas", "link").sees("Kompas").sees("Niveau per maand").check()
    board.go("/sporen/organisation").sees("De vijf niveaus").sees("hier staan we").check()

    board.page.select_option("#level", "5")
    board.click("Stel het gewenste niveau vast").sees("Schrijf op waarom je dit niveau wilt")
    assert board.page.locator("#level").input_value() == "5"
    board.page.fill("#reason", "Wij sturen op onze eigen cijfers.")
    board.click("Stel het gewenste niveau vast").sees("Wij sturen op onze eigen cijfers.")

    board.click("O1 Eigenaar bekend", "link").sees("Zo wordt het geteld").check()
    board.click("Bekijk de lijst erachter", "link").sees("AI-toepassingen")


def test_a_track_fits_a_phone_and_keeps_literacy_figures_for_who_reads_them(step_in):
    adviser = step_in("Bart Noordhoek", width=320)
    adviser.go("/sporen/people").sees("Alleen HR, de AI-coördinator en de directie zien dit cijfer").check()
    adviser.go("/sporen/kompas").check()
