"""How an article leaves Python: JSON and rows, tables, standards, HTML, plots, a terminal."""
