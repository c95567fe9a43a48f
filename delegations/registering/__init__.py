"""What embassies say about their delegations: kept, sent in, compared, accepted."""
