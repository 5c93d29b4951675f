package io.azoth.examples;

import io.azoth.orm.One;

// tag::address
class Address {
    Integer addressId;
    String emailAddress;
    final One<User> user = new One<>();

    Address() {}

    Address(String emailAddress) {
        this.emailAddress = emailAddress;
    }

    @Override
    public String toString() {
        return "Address(" + emailAddress + ")";
    }
}
// end::address
