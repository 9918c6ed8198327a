"""Track 3, organisation and governance (organisatie en governance): set-up, policy, insight, people and roles."""
