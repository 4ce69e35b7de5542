"""What can be asked: each question once, every row with its evidence."""
