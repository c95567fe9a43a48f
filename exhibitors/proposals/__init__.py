"""What pavilions propose: gathered, compared, published or sent back."""
