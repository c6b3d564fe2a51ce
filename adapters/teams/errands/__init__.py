"""What people want and how it is done: from an activity to the answer in its place."""
