"""The pages where people work: behind the sign-in, under /werk/."""
