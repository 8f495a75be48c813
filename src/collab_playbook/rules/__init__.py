"""What a sound playbook is: rules from a playbook to its problems, each with the place to mend."""
