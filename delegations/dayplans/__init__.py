"""Plans of a day in the application: from the database and back."""
