package io.azoth.compile;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;

import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;

/** The tables of the tutorial. */
final class Tutorial {
    final MetaData metadata = new MetaData();
    final Users users = new Users(metadata);
    final Addresses addresses = new Addresses(metadata);

    static final class Users extends Table {
        final Column<Integer> userId = column("user_id", INTEGER, primaryKey());
        final Column<String> userName = column("user_name", varchar(40));
        final Column<String> password = column("password", varchar(10));

        Users(MetaData metadata) {
            super("users", metadata);
        }
    }

    static final class Addresses extends Table {
        final Column<Integer> addressId = column("address_id", INTEGER, primaryKey());
        final Column<String> emailAddress = column("email_address", varchar(100), notNull());
        final Column<Integer> userId = column("user_id", INTEGER, foreignKey("users.user_id"));

        Addresses(MetaData metadata) {
            super("email_addresses", metadata);
        }
    }

    static Table plain(String name) {
        return Table.of(name, new MetaData(), column("id", INTEGER, primaryKey()));
    }
}
