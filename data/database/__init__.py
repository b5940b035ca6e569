"""How the store reaches its database: engine, migrations, types of columns, plain sentences for what goes wrong."""
