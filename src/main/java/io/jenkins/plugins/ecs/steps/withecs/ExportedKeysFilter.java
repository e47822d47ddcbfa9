package io.jenkins.plugins.ecs.steps.withecs;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.ConsoleLogFilter;
import hudson.console.LineTransformationOutputStream;
import hudson.model.Run;
import hudson.remoting.Channel;
import hudson.util.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Masks the credentials of a block in its log, line by line. On the controller also those that were renewed after a step
 * began; an agent, which may write the log of a step itself, gets the pattern of the moment.
 */
final class ExportedKeysFilter extends ConsoleLogFilter implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Null on an agent. */
    private final ExportedKeys keys;
    /** Null on the controller. */
    private final Secret pattern;

    ExportedKeysFilter(@NonNull ExportedKeys keys) {
        this(keys, null);
    }

    private ExportedKeysFilter(@CheckForNull ExportedKeys keys, @CheckForNull Secret pattern) {
        this.keys = keys;
        this.pattern = pattern;
    }

    @Override
    public OutputStream decorateLogger(Run build, OutputStream logger) {
        Pattern fixed = pattern == null ? null : Pattern.compile(pattern.getPlainText());
        Supplier<Pattern> secrets = keys == null ? () -> fixed : keys::pattern;
        return new LineTransformationOutputStream.Delegating(logger) {
            @Override
            protected void eol(byte[] line, int length) throws IOException {
                // ISO 8859-1 keeps every byte of whatever encoding it is; secrets are ASCII.
                String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
                String masked = secrets.get().matcher(text).replaceAll(ExportedKeys.STARS);
                out.write(masked.getBytes(StandardCharsets.ISO_8859_1));
            }
        };
    }

    /** Patterns can only be made on the controller. Elsewhere than in a call to an agent, such as in program.dat, it stays. */
    private Object writeReplace() {
        return keys == null || Channel.current() == null
                ? this
                : new ExportedKeysFilter(null, Secret.fromString(keys.pattern().pattern()));
    }
}
