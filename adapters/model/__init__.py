"""A language model over HTTP, where the operator configured one: asked little, believed less."""
