package io.azoth.orm;

/** An address of the tutorial. */
class Address {
    Integer addressId;
    String emailAddress;
    final One<User> user = new One<>();

    private Address() {}

    Address(String emailAddress) {
        this.emailAddress = emailAddress;
    }

    @Override
    public String toString() {
        return "Address(" + emailAddress + ")";
    }
}
