"""What happens next: a playbook and a journal in, states, reasons, questions and new events out."""
