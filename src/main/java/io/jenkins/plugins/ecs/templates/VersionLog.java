package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digest of every version of a template that was ever configured, in a file: a version never changes, whatever
 * happens to the configuration in between.
 */
public final class VersionLog {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    /** Null until it has been read. */
    private Map<String, String> digests;

    public VersionLog(@NonNull Path file) {
        this.file = file;
    }

    /** By {@link TemplateChecks#key}. */
    @NonNull
    public synchronized Map<String, String> digests() throws IOException {
        if (digests == null) {
            digests = Files.exists(file)
                    ? JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, String>>() {})
                    : new TreeMap<>();
        }
        return Map.copyOf(digests);
    }

    /** Adds versions that are not there yet. When it returns, they are on disk. */
    public synchronized void add(@NonNull List<Template> templates) throws IOException {
        Map<String, String> next = new TreeMap<>(digests());
        templates.forEach(each -> next.putIfAbsent(TemplateChecks.key(each), each.digest()));
        if (next.size() == digests.size()) {
            return;
        }
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path half = Path.of(file + ".tmp");
        JSON.writeValue(half.toFile(), next);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        digests = next;
    }
}
