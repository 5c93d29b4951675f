package io.azoth.examples;

import io.azoth.orm.Many;

// tag::user
/** A plain class: fields find columns by name, {@code userName} is {@code user_name}. */
class User {
    Integer userId;
    String userName;
    String password;
    final Many<Address> addresses = new Many<>();

    @Override
    public String toString() {
        return "User(" + userName + ", " + password + ")";
    }
}
// end::user
