"""The steps of a turn, one file each: `async (TurnState) -> None`. `turn.py` says in which order."""
