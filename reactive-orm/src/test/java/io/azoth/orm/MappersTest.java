package io.azoth.orm;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.engine.Engine;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Mappings are resolved without a database; what does not fit is said with its class and field. */
class MappersTest {
    private static final Engine DB = Engine.create("r2dbc:h2:mem:///mappers");

    private final MetaData metadata = new MetaData();
    private final Table owners =
            Table.of("owners", metadata, column("id", INTEGER, primaryKey()), column("full_name", varchar(40)));
    private final Table pets = Table.of(
            "pets",
            metadata,
            column("id", INTEGER, primaryKey()),
            column("owner_id", INTEGER, foreignKey("owners.id")),
            column("sitter_id", INTEGER, foreignKey("owners.id")));
    private final Table keyless = Table.of("keyless", metadata, column("id", INTEGER));
    private final Mappers mappers = new Mappers();

    static class Named {
        String fullName;
    }

    static class Owner extends Named {
        Integer id;
        final Many<Pet> pets = new Many<>();
        Many<Pet> replaceable = new Many<>();
        final Many<Owner> wrongTarget = new Many<>();
    }

    static class Pet {
        int id;
        final One<Owner> owner = new One<>();
        final One<Owner> keeper = new One<>();
    }

    static class Fixed {
        final Integer id;
        String fullName;

        Fixed(Integer id) {
            this.id = id;
        }
    }

    static class Closed {
        Integer id;
        String fullName;

        Closed(Integer id) {
            this.id = id;
        }
    }

    static class WrongType {
        Long id;
        String fullName;
    }

    static class Renamed {
        Integer number;
        String title;
    }

    static class Partial {
        Integer id;
    }

    @AfterAll
    static void close() {
        DB.close().block();
    }

    private Session open() {
        return SessionFactory.of(DB, mappers).open();
    }

    private void refused(ErrorCode code, String message) {
        assertThatThrownBy(this::open)
                .isInstanceOf(OrmException.class)
                .hasMessage(message)
                .extracting(error -> ((AzothException) error).code())
                .isEqualTo(code);
    }

    private void invalid(String message) {
        refused(ErrorCode.INVALID_MAPPING, message);
    }

    @Test
    void theOrderOfDefinitionsDoesNotMatter() {
        mappers.map(Owner.class, owners)
                .hasMany("pets", Pet.class, r -> r.foreignKey("owner_id").backref("owner"));
        mappers.map(Pet.class, pets).belongsTo("keeper", Owner.class, r -> r.foreignKey("sitter_id"));

        Session session = open();
        Owner owner = new Owner();
        Pet pet = new Pet();
        owner.pets.add(pet);
        session.save(owner);

        assertThat(pet.owner.get()).isSameAs(owner);
        assertThat(session.contains(pet)).isTrue();
        assertThat(session.plan()).hasToString("[INSERT Owner, INSERT Pet]");
    }

    @Test
    void bothSidesAreKeptInStep() {
        mappers.map(Pet.class, pets);
        mappers.map(Owner.class, owners)
                .hasMany("pets", Pet.class, r -> r.foreignKey("owner_id").backref("owner"));
        Session session = open();
        Owner a = new Owner();
        Owner b = new Owner();
        Pet pet = new Pet();
        session.save(a);
        session.save(b);

        assertThat(a.pets.add(pet)).isTrue();
        assertThat(a.pets.add(pet)).isFalse();
        assertThat(pet.owner.get()).isSameAs(a);

        pet.owner.set(b);
        assertThat(a.pets.get()).isEmpty();
        assertThat(b.pets.get()).containsExactly(pet);

        assertThat(a.pets.remove(pet)).isFalse();
        assertThat(b.pets.remove(pet)).isTrue();
        assertThat(pet.owner.get()).isNull();
    }

    @Test
    void aListThatWasHandedOutDoesNotChange() {
        Owner owner = new Owner();
        owner.pets.add(new Pet());
        var before = owner.pets.get();
        owner.pets.add(new Pet());

        assertThat(before).hasSize(1);
        assertThat(owner.pets.get()).hasSize(2);
        assertThatThrownBy(() -> before.add(new Pet())).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void overridesExclusionsAndFactoriesAreTaken() {
        mappers.map(Renamed.class, owners).attribute("number", "id").attribute("title", "full_name");
        assertThat(open().query(Renamed.class).by("title", "x"))
                .asString()
                .startsWith("SELECT owners.id, owners.full_name FROM owners WHERE owners.full_name = :full_name");

        mappers.clear();
        mappers.map(Partial.class, owners).exclude("full_name");
        assertThat(open().query(Partial.class)).asString().startsWith("SELECT owners.id FROM owners");

        mappers.clear();
        mappers.map(Closed.class, owners).factory(() -> new Closed(0));
        assertThat(open().query(Closed.class)).isNotNull();
    }

    @Test
    void aClassIsMappedOnce() {
        mappers.map(Partial.class, owners).exclude("full_name");

        assertThatThrownBy(() -> mappers.map(Partial.class, pets))
                .hasMessage("Class Partial is mapped to 'owners' already; clear() forgets all mappings");
    }

    @Test
    void aMappingInUseDoesNotChange() {
        Mapper<Partial> mapper = mappers.map(Partial.class, owners).exclude("full_name");
        assertThat(open().isDirty()).isFalse();

        assertThatThrownBy(() -> mapper.exclude("id"))
                .hasMessage(
                        "The mapping of Partial is in use already and cannot be changed; define it before the first "
                                + "session, or clear() and map anew");
    }

    @Test
    void aColumnWithoutAFieldIsNamed() {
        mappers.map(Partial.class, owners);
        invalid("Class Partial has no field for column 'full_name' of 'owners'; add one, name it with attribute(.., "
                + "\"full_name\"), or leave the column out with exclude(\"full_name\")");
    }

    @Test
    void aFieldOfAnotherClassIsNamed() {
        mappers.map(WrongType.class, owners);
        invalid("Field WrongType.id is Long, but column owners.id is INTEGER and holds Integer");
    }

    @Test
    void aFinalFieldIsNamed() {
        mappers.map(Fixed.class, owners).factory(() -> new Fixed(1));
        invalid("Field Fixed.id is final and cannot be loaded from column owners.id");
    }

    @Test
    void unknownNamesAreNamed() {
        mappers.map(Partial.class, owners).exclude("full_name", "x");
        invalid("Class Partial names a column 'x', which 'owners' does not have; it has [id, full_name]");

        mappers.clear();
        mappers.map(Partial.class, owners).attribute("nr", "id").exclude("full_name");
        invalid("Class Partial has no field 'nr'; it has [id]");
    }

    @Test
    void aClassThatCannotBeMadeIsNamed() {
        mappers.map(Closed.class, owners);
        invalid("Class Closed has no constructor without parameters; add one, of any visibility, or map it with a "
                + "factory(..)");
    }

    @Test
    void aTableWithoutAKeyIsNamed() {
        mappers.map(Partial.class, keyless);
        invalid("Class Partial is mapped to 'keyless', which has no primary key; a session needs one to tell its rows "
                + "apart");
    }

    @Test
    void aRelationNeedsOneForeignKey() {
        mappers.map(Pet.class, pets);
        mappers.map(Owner.class, owners).hasMany("pets", Pet.class);
        invalid(
                "Relation Owner.pets finds 2 foreign keys from 'pets' to 'owners': [owner_id, sitter_id]; choose one with "
                        + "foreignKey(..)");

        mappers.clear();
        mappers.map(Owner.class, owners).hasMany("wrongTarget", Owner.class);
        invalid("Relation Owner.wrongTarget finds no foreign key from 'owners' to 'owners'; declare one on a column");

        mappers.clear();
        mappers.map(Pet.class, pets);
        mappers.map(Owner.class, owners).hasMany("pets", Pet.class, r -> r.foreignKey("id"));
        invalid("Relation Owner.pets finds no foreign key from 'pets' to 'owners' in column 'id'");
    }

    @Test
    void aRelationIsAFinalHolderOfItsTarget() {
        mappers.map(Pet.class, pets);
        mappers.map(Owner.class, owners).hasMany("replaceable", Pet.class, r -> r.foreignKey("owner_id"));
        invalid("Field Owner.replaceable must be final: its Many is the relation itself");

        mappers.clear();
        mappers.map(Pet.class, pets);
        mappers.map(Owner.class, owners).hasMany("fullName", Pet.class, r -> r.foreignKey("owner_id"));
        invalid("Field Owner.fullName is String; a relation of this kind is a field of type Many<Pet>");

        mappers.clear();
        mappers.map(Pet.class, pets);
        mappers.map(Owner.class, owners).hasMany("wrongTarget", Pet.class, r -> r.foreignKey("owner_id"));
        invalid("Field Owner.wrongTarget holds Owner, but the relation is to Pet");
    }

    @Test
    void aRelationToAnUnmappedClassIsNamed() {
        mappers.map(Owner.class, owners).hasMany("pets", Pet.class);
        refused(
                ErrorCode.UNMAPPED_CLASS,
                "Class Pet is not mapped, but Owner.pets is a relation to it; map it with mappers.map(Pet.class, table) "
                        + "before the session is opened");
    }
}
