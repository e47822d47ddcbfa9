package io.jenkins.plugins.ecs.steps.withecs;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.ConsoleLogFilter;
import hudson.console.LineTransformationOutputStream;
import hudson.model.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** Keeps the credentials of a block out of its log, line by line; also on agents, which write logs themselves. */
final class ExportedKeysFilter extends ConsoleLogFilter implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ExportedKeys keys;

    ExportedKeysFilter(@NonNull ExportedKeys keys) {
        this.keys = keys;
    }

    @Override
    public OutputStream decorateLogger(Run build, OutputStream logger) {
        return new LineTransformationOutputStream.Delegating(logger) {
            @Override
            protected void eol(byte[] line, int length) throws IOException {
                // ISO 8859-1 keeps every byte of whatever encoding it is; secrets are ASCII.
                String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
                out.write(keys.mask().apply(text).getBytes(StandardCharsets.ISO_8859_1));
            }
        };
    }
}
