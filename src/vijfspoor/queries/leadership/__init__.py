"""Track 2, leadership and culture (leiderschap en cultuur): board, council, teams, openness."""
