"""From the text of a paragraph to its acts: verbs, parties, deliverables, due terms, rhythm."""
