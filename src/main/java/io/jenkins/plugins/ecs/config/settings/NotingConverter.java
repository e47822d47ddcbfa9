package io.jenkins.plugins.ecs.config.settings;

import com.thoughtworks.xstream.converters.ConversionException;
import com.thoughtworks.xstream.converters.UnmarshallingContext;
import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.XStream2;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads settings as Jenkins does, and notes what it leaves out: a field that is unknown, or has a value that cannot be
 * read. A rule that is left out must not be taken for one that is not set.
 *
 * @param <T> the settings
 */
public abstract class NotingConverter<T> extends XStream2.PassthruConverter<T> {

    /** Where Jenkins collects the problems of one file. */
    private static final String PROBLEMS = "ReadError";

    private static final int SHOWN = 3;

    public NotingConverter(XStream2 xstream) {
        super(xstream);
    }

    /** @param problems empty if all was read */
    protected abstract void noted(@NonNull T read, @NonNull String problems);

    @Override
    @SuppressWarnings("unchecked")
    public Object unmarshal(HierarchicalStreamReader reader, UnmarshallingContext context) {
        int before = problems(context.get(PROBLEMS)).size();
        Object read = super.unmarshal(reader, context);
        List<?> all = problems(context.get(PROBLEMS));
        noted((T) read, text(all.subList(Math.min(before, all.size()), all.size())));
        return read;
    }

    @Override
    protected void callback(T read, UnmarshallingContext context) {}

    private static List<?> problems(@CheckForNull Object collected) {
        return collected instanceof List<?> list ? new ArrayList<>(list) : List.of();
    }

    /** Each in a few words; the rest of such a message is about XStream. */
    static String text(@NonNull List<?> problems) {
        String first = problems.stream()
                .limit(SHOWN)
                .map(NotingConverter::text)
                .distinct()
                .collect(Collectors.joining("; "));
        return problems.size() > SHOWN ? first + "; and " + (problems.size() - SHOWN) + " more" : first;
    }

    private static String text(Object problem) {
        if (!(problem instanceof Throwable failure)) {
            return PlainText.line(String.valueOf(problem));
        }
        String path = failure instanceof ConversionException conversion ? conversion.get("path") : null;
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String why = String.valueOf(cause.getMessage())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("---"))
                .findFirst()
                .orElse(cause.getClass().getSimpleName());
        return PlainText.line((path == null ? "" : path.substring(path.lastIndexOf('/') + 1) + ": ") + why);
    }
}
