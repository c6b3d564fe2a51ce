"""What people want and how it is done: from a payload to the answer in its place."""
