package io.jenkins.plugins.ecs.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** An append-only file of lines, which is occasionally rewritten as a whole. */
public class RecordFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Path file;
    private boolean endsWithinALine;

    /** @param file its directory is created if necessary */
    public RecordFile(@NonNull Path file) {
        this.file = file.toAbsolutePath();
        this.directory = Objects.requireNonNull(this.file.getParent());
    }

    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /** Invalid bytes, for example after a crash, affect only their own line. */
    public synchronized void read(@NonNull Consumer<String> line) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
            reader.lines().forEach(line);
        }
        endsWithinALine = endsWithinALine();
    }

    private boolean endsWithinALine() throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            return false;
        }
        try (var channel = Files.newByteChannel(file)) {
            channel.position(size - 1);
            var last = java.nio.ByteBuffer.allocate(1);
            channel.read(last);
            return last.get(0) != '\n';
        }
    }

    /** A line as a JSON object; empty for a truncated line, for example the last one after a crash. */
    @NonNull
    public static Optional<JsonNode> object(@NonNull String line) {
        try {
            return Optional.ofNullable(JSON.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException truncated) {
            return Optional.empty();
        }
    }

    public synchronized void append(@NonNull String line) throws IOException {
        Files.createDirectories(directory);
        String text = (endsWithinALine ? "\n" : "") + line + "\n";
        // A failed write may leave a partial line, which must not corrupt the next one.
        endsWithinALine = true;
        write(text.getBytes(StandardCharsets.UTF_8));
        endsWithinALine = false;
    }

    /** Appends to the file. Tests let it fail in the middle, like a full disk. */
    protected void write(@NonNull byte[] text) throws IOException {
        Files.write(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Replaces the file atomically: readers see either the old or the new one. */
    public synchronized void replace(@NonNull List<String> lines) throws IOException {
        Files.createDirectories(directory);
        Path fresh = directory.resolve(file.getFileName() + ".new");
        Files.write(fresh, lines, StandardCharsets.UTF_8);
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
        endsWithinALine = false;
    }
}
