package io.azoth.orm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Changes the objects of a session at random, and in the same way a model of plain maps. Names are unique, so that they stand
 * for objects in the model.
 */
final class RandomGraph {
    /** What the database should hold: passwords of users, users of addresses, parents of nodes, by name. */
    record Model(Map<String, String> users, Map<String, String> addresses, Map<String, String> nodes) {
        Model() {
            this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        }

        Model copy() {
            return new Model(new TreeMap<>(users), new TreeMap<>(addresses), new TreeMap<>(nodes));
        }
    }

    private static final String NOBODY = "-";

    private final Random random;
    private final boolean cascading;
    private final Session session;
    private final List<User> users = new ArrayList<>();
    private final List<Address> addresses = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private Model model;
    private int named;

    RandomGraph(Random random, boolean cascading, Session session, Model model, int firstName) {
        this.random = random;
        this.cascading = cascading;
        this.session = session;
        this.model = model;
        this.named = firstName;
    }

    Session session() {
        return session;
    }

    Model model() {
        return model;
    }

    List<String> steps() {
        return steps;
    }

    int named() {
        return named;
    }

    void load() {
        users.clear();
        addresses.clear();
        nodes.clear();
        users.addAll(session.query(User.class).all().collectList().block(Tutorial.LIMIT));
        if (random.nextBoolean()) {
            addresses.addAll(session.query(Address.class).all().collectList().block(Tutorial.LIMIT));
        }
        nodes.addAll(session.query(Node.class).all().collectList().block(Tutorial.LIMIT));
    }

    /** Forgets what was made since, and what it did to the model. */
    Runnable remember() {
        List<User> knownUsers = List.copyOf(users);
        List<Address> knownAddresses = List.copyOf(addresses);
        List<Node> knownNodes = List.copyOf(nodes);
        Model before = model.copy();
        return () -> {
            users.clear();
            users.addAll(knownUsers);
            addresses.clear();
            addresses.addAll(knownAddresses);
            nodes.clear();
            nodes.addAll(knownNodes);
            model = before;
        };
    }

    void change(int count) {
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(14)) {
                case 0 -> newUser();
                case 1 -> password();
                case 2, 3 -> addAddress();
                case 4 -> removeAddress();
                case 5 -> moveAddress();
                case 6 -> password();
                case 7 -> deleteUser();
                case 8 -> deleteAddress();
                case 9, 10 -> newNode();
                case 11, 12 -> moveNode();
                default -> deleteNode();
            }
        }
    }

    private void newUser() {
        User user = new User("user" + ++named, null);
        step("new " + user.userName);
        boolean early = random.nextBoolean();
        if (early) {
            session.save(user);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            Address address = new Address("address" + ++named);
            if (random.nextBoolean()) {
                user.addresses.add(address);
            } else {
                address.user.set(user);
                session.save(address);
            }
            step("  with " + address.emailAddress);
            addresses.add(address);
            model.addresses.put(address.emailAddress, user.userName);
        }
        session.save(user);
        users.add(user);
        model.users.put(user.userName, NOBODY);
    }

    private void password() {
        if (!users.isEmpty()) {
            User user = any(users);
            user.password = random.nextInt(4) == 0 ? null : "p" + random.nextInt(100);
            step("password of " + user.userName);
            model.users.put(user.userName, user.password == null ? NOBODY : user.password);
        }
    }

    private void addAddress() {
        if (!users.isEmpty()) {
            User user = any(users);
            Address address = new Address("address" + ++named);
            step(address.emailAddress + " to " + user.userName);
            user.addresses.add(address);
            addresses.add(address);
            model.addresses.put(address.emailAddress, user.userName);
        }
    }

    private void removeAddress() {
        if (!addresses.isEmpty()) {
            Address address = any(addresses);
            User user = user(model.addresses.get(address.emailAddress));
            step("take " + address.emailAddress + " from " + user);
            if (user != null) {
                if (random.nextBoolean()) {
                    assertThat(user.addresses.remove(address)).isTrue();
                } else {
                    address.user.set(null);
                }
                orphan(address);
            }
        }
    }

    private void orphan(Address address) {
        if (cascading) {
            addresses.remove(address);
            model.addresses.remove(address.emailAddress);
        } else {
            model.addresses.put(address.emailAddress, NOBODY);
        }
    }

    private void moveAddress() {
        if (!users.isEmpty() && !addresses.isEmpty()) {
            User user = any(users);
            Address address = any(addresses);
            step("move " + address.emailAddress + " to " + user.userName);
            if (random.nextBoolean()) {
                user.addresses.add(address);
            } else {
                address.user.set(user);
            }
            model.addresses.put(address.emailAddress, user.userName);
        }
    }

    /** Loads relations of a user and a node, of one that was loaded or saved before. */
    Mono<Void> loads() {
        Mono<Void> work = Mono.empty();
        if (!users.isEmpty()) {
            User user = any(users);
            step("load addresses of " + user.userName);
            work = user.addresses
                    .load()
                    .doOnNext(found -> found.stream()
                            .filter(address -> !addresses.contains(address))
                            .filter(address -> model.addresses.containsKey(address.emailAddress))
                            .forEach(addresses::add))
                    .then();
        }
        if (!nodes.isEmpty()) {
            Node node = any(nodes);
            step("load children of " + node.label);
            work = work.then(node.children.load()).then();
        }
        return work;
    }

    private void deleteUser() {
        if (!users.isEmpty() && random.nextInt(3) == 0) {
            User user = any(users);
            step("delete " + user.userName);
            if (user.userId == null) {
                return;
            }
            session.delete(user);
            users.remove(user);
            model.users.remove(user.userName);
            Set<String> lost = namesOf(model.addresses, user.userName);
            for (String name : lost) {
                if (cascading) {
                    model.addresses.remove(name);
                    addresses.removeIf(address -> address.emailAddress.equals(name));
                } else {
                    model.addresses.put(name, NOBODY);
                }
            }
        }
    }

    private void deleteAddress() {
        if (!addresses.isEmpty()) {
            Address address = any(addresses);
            step("delete " + address.emailAddress);
            session.delete(address);
            addresses.remove(address);
            model.addresses.remove(address.emailAddress);
        }
    }

    private void newNode() {
        Node node = new Node("node" + ++named);
        Node parent = nodes.isEmpty() || random.nextInt(4) == 0 ? null : any(nodes);
        step("new " + node.label + " below " + parent);
        if (parent != null && random.nextBoolean()) {
            parent.children.add(node);
        } else {
            node.parent.set(parent);
            session.save(node);
        }
        nodes.add(node);
        model.nodes.put(node.label, parent == null ? NOBODY : parent.label);
    }

    private void moveNode() {
        if (!nodes.isEmpty()) {
            Node node = any(nodes);
            Node parent = random.nextInt(4) == 0 ? null : any(nodes);
            step("move " + node.label + " below " + parent);
            if (parent != null && random.nextBoolean()) {
                parent.children.add(node);
            } else {
                node.parent.set(parent);
            }
            model.nodes.put(node.label, parent == null ? NOBODY : parent.label);
        }
    }

    private void deleteNode() {
        if (!nodes.isEmpty() && random.nextInt(2) == 0) {
            Node node = any(nodes);
            if (node.id == 0) {
                return;
            }
            step("delete " + node.label);
            session.delete(node);
            nodes.remove(node);
            model.nodes.remove(node.label);
            namesOf(model.nodes, node.label).forEach(child -> model.nodes.put(child, NOBODY));
        }
    }

    /** What the objects show is what the model says. */
    void verify() {
        boolean all = random.nextInt(3) == 0;
        for (User user : users) {
            assertThat(user.userId).as(user.userName).isNotNull();
            if (all) {
                user.addresses.load().block(Tutorial.LIMIT);
            }
            if (user.addresses.isLoaded()) {
                assertThat(user.addresses.get().stream().map(a -> a.emailAddress))
                        .as("addresses of " + user.userName)
                        .containsExactlyInAnyOrderElementsOf(namesOf(model.addresses, user.userName));
            }
        }
        for (Address address : addresses) {
            User user = all ? address.user.load().block(Tutorial.LIMIT) : null;
            if (address.user.isLoaded()) {
                user = address.user.get();
                assertThat(user == null ? NOBODY : user.userName)
                        .as("user of " + address.emailAddress)
                        .isEqualTo(model.addresses.get(address.emailAddress));
            }
        }
        for (Node node : nodes) {
            if (node.parent.isLoaded()) {
                Node parent = node.parent.get();
                assertThat(parent == null ? NOBODY : parent.label)
                        .as("parent of " + node.label)
                        .isEqualTo(model.nodes.get(node.label));
            }
            if (node.children.isLoaded()) {
                assertThat(node.children.get().stream().map(n -> n.label))
                        .as("children of " + node.label)
                        .containsExactlyInAnyOrderElementsOf(namesOf(model.nodes, node.label));
            }
        }
    }

    private static Set<String> namesOf(Map<String, String> owners, String owner) {
        return owners.entrySet().stream()
                .filter(each -> each.getValue().equals(owner))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private User user(String name) {
        return users.stream()
                .filter(user -> user.userName.equals(name))
                .findFirst()
                .orElse(null);
    }

    private void step(String what) {
        steps.add(what);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
