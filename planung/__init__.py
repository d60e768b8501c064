"""Date polls, meetings, minutes and tasks: the floor above budget."""
