"""Plans as pages show them: with names, clock times and places on the floor."""
