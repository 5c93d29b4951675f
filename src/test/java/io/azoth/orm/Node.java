package io.azoth.orm;

/** A node of a tree: a class that refers to itself. */
class Node {
    long id;
    String label;
    final One<Node> parent = new One<>();
    final Many<Node> children = new Many<>();

    Node() {}

    Node(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return "Node(" + label + ")";
    }
}
