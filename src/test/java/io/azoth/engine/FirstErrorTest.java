package io.azoth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.mock.MockDatabase;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The first error that shows its statement may come on an event loop, which must not read a file for it. */
class FirstErrorTest {
    @Test
    void whatPrintingNeedsIsReadWhenAnEngineIsMade() throws Exception {
        Fresh program = new Fresh();
        Class<?> database = program.loadClass(MockDatabase.class.getName());
        assertThat(program.has("io.azoth.sql.Services$Text")).isFalse();

        database.getMethod("engine")
                .invoke(database.getMethod("of", String.class).invoke(null, "h2"));
        assertThat(program.has("io.azoth.sql.Services$Text")).isTrue();
    }

    /** The library as a program finds it that has not used it yet. */
    private static final class Fresh extends ClassLoader {
        Fresh() {
            super(FirstErrorTest.class.getClassLoader());
        }

        boolean has(String name) {
            return findLoadedClass(name) != null;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.azoth.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? define(name) : known;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = file.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
