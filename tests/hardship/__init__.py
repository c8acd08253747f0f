"""Hard times on purpose: lost connections, kill -9, crowds, hours. Each prints what it counted.

python -m tests.hardship cuts | kill9 | accounts | hostile | load | soak [--help]
"""
