package io.azoth.orm;

/** A user of the tutorial. */
class User {
    Integer userId;
    String userName;
    String password;
    final Many<Address> addresses = new Many<>();

    User() {}

    User(String userName, String password) {
        this.userName = userName;
        this.password = password;
    }

    @Override
    public String toString() {
        return "User(" + userName + "," + password + ")";
    }
}
