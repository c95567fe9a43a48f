"""What officers do to visits and delegations as a whole while they prepare them."""
