"""The served graph: SPARQL endpoint, query page, reconciliation, entity pages and the explorer pages.

``app.py`` speaks HTTP and holds no data. ``nursery.py`` is a process that loads the graph once and forks
workers, which answer the jobs of ``jobs.py`` under limits that the kernel enforces. ``pool.py`` stands
between the two.
"""
