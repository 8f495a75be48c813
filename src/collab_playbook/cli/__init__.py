"""The command line: flags in, exit code out; one module a command."""
