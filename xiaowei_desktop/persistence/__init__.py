"""Storage of the office's year in one SQLite file: tables, repositories, migrations, backups, the lock."""
