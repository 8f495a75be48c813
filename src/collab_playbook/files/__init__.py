"""The only package that touches disk: YAML sources, the playbook, the workspace, its journal and views."""
