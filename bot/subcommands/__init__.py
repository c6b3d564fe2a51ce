"""One file per subcommand of ``netlead``, imported only when it is asked for."""
