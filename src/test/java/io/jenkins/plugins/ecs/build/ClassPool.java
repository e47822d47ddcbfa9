package io.jenkins.plugins.ecs.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Class files in folders and jars, read when asked for. */
final class ClassPool {
    private final URLClassLoader places;
    private final Predicate<String> fromClassPath;
    private final Map<String, Optional<ClassShape>> known = new HashMap<>();

    /** @param fromClassPath which other classes to take from the class path of the tests (the JDK and libraries) */
    ClassPool(Collection<Path> places, Predicate<String> fromClassPath) {
        this.places = new URLClassLoader(places.stream().map(ClassPool::url).toArray(URL[]::new), null);
        this.fromClassPath = fromClassPath;
    }

    /** All classes below a folder. */
    static List<ClassShape> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(ClassPool::read)
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Null where the class is not known. */
    ClassShape find(String name) {
        return known.computeIfAbsent(name, this::load).orElse(null);
    }

    /** The class itself first, then its superclasses and interfaces; unknown ones by name only. */
    Set<String> withSupertypes(String name) {
        Set<String> found = new LinkedHashSet<>();
        collect(name, found);
        return found;
    }

    private void collect(String name, Set<String> found) {
        ClassShape shape = found.add(name) ? find(name) : null;
        if (shape != null) {
            shape.supertypes().forEach(parent -> collect(parent, found));
        }
    }

    private Optional<ClassShape> load(String name) {
        String file = name + ".class";
        URL url = places.getResource(file);
        if (url == null && fromClassPath.test(name)) {
            url = getClass().getClassLoader().getResource(file);
        }
        if (url == null) {
            return Optional.empty();
        }
        try (InputStream in = url.openStream()) {
            return Optional.of(new ClassShape(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassShape read(Path file) {
        try {
            return new ClassShape(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
