"""The command `govsync`: one module per subcommand, and the place where every program is composed."""
