"""The only package that touches disk: YAML, the playbook, the workspace, its journal and views."""
