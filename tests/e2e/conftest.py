"""What is not collected: a script for the Python of LibreOffice."""

collect_ignore = ["edit_workbook.py"]
