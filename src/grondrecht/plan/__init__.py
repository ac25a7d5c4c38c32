"""What a plan is: codes, forms, periods, money, references, quality. Pure values."""
