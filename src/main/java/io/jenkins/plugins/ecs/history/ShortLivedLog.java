package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The short-lived services of this controller: in memory, and in a file of lines. It has at most {@value #MOST}, so a new
 * one may be refused. Thread-safe.
 */
public final class ShortLivedLog {

    static final int MOST = 500;

    private final RecordFile file;
    private final List<String> unreadable = new ArrayList<>();
    private Map<String, ShortLivedService> services;

    /** @param file its directory is created if necessary */
    public ShortLivedLog(@NonNull Path file) {
        this.file = new RecordFile(file);
    }

    @NonNull
    public synchronized List<ShortLivedService> all() throws IOException {
        return List.copyOf(loaded().values());
    }

    /** Lines of the file that are kept, although nobody can tell what they say. */
    public synchronized int unreadableLines() throws IOException {
        loaded();
        return unreadable.size();
    }

    /**
     * A release begins. When it returns, the service is in the file.
     *
     * @param branches whether there is, or may be, the branch of a service
     * @return why the release cannot begin; empty if it can
     */
    @NonNull
    public synchronized Optional<String> claim(
            @NonNull ShortLivedService wanted, @NonNull Predicate<ShortLivedService> branches) throws IOException {
        ShortLivedService known = loaded().get(wanted.key());
        if (known != null && !known.job().equals(wanted.job()) && branches.test(known)) {
            return Optional.of(ShortLivedMessages.ofOtherJob(wanted, known.job()));
        }
        if (known == null && services.size() >= MOST) {
            return Optional.of(ShortLivedMessages.tooMany(MOST));
        }
        services.put(wanted.key(), wanted);
        try {
            save();
        } catch (IOException | RuntimeException notSaved) {
            restore(wanted.key(), known);
            throw notSaved;
        }
        return Optional.empty();
    }

    private void restore(String key, ShortLivedService known) {
        if (known == null) {
            services.remove(key);
        } else {
            services.put(key, known);
        }
    }

    /** The same as it is known now; empty if a release has claimed it since. */
    @NonNull
    public synchronized Optional<ShortLivedService> current(@NonNull ShortLivedService seen) throws IOException {
        return Optional.ofNullable(loaded().get(seen.key())).filter(known -> known.isSameRelease(seen));
    }

    /** It no longer exists, unless a release has claimed it since. */
    public synchronized void forget(@NonNull ShortLivedService gone) throws IOException {
        if (current(gone).isPresent()) {
            services.remove(gone.key());
            save();
        }
    }

    /** It could not be deleted. */
    public synchronized void failed(@NonNull ShortLivedService left, @NonNull String problem, long now)
            throws IOException {
        if (current(left).isPresent()) {
            services.computeIfPresent(left.key(), (key, known) -> known.failed(PlainText.line(problem), now));
            save();
        }
    }

    /** A job, or a folder with jobs, has another name. */
    public synchronized void move(@NonNull String from, @NonNull String to) throws IOException {
        if (loaded().values().stream().noneMatch(each -> isIn(each, from))) {
            return;
        }
        UnaryOperator<ShortLivedService> moved =
                each -> isIn(each, from) ? each.ofJob(to + each.job().substring(from.length())) : each;
        services.replaceAll((key, each) -> moved.apply(each));
        save();
    }

    /** A job, or a folder with all of its jobs, was deleted; or it is there again, a folder without them. */
    public synchronized void jobDeleted(@NonNull String place, boolean deleted) throws IOException {
        Predicate<ShortLivedService> concerned =
                each -> (deleted ? isIn(each, place) : each.job().equals(place)) && each.jobDeleted() != deleted;
        if (loaded().values().stream().anyMatch(concerned)) {
            services.replaceAll((key, each) -> concerned.test(each) ? each.jobDeleted(deleted) : each);
            save();
        }
    }

    private static boolean isIn(ShortLivedService each, String place) {
        return each.job().equals(place) || each.job().startsWith(place + "/");
    }

    private Map<String, ShortLivedService> loaded() throws IOException {
        if (services == null) {
            Map<String, ShortLivedService> read = new LinkedHashMap<>();
            unreadable.clear();
            if (file.exists()) {
                file.read(line -> RecordFile.object(line)
                        .flatMap(ShortLivedJson::service)
                        .ifPresentOrElse(each -> read.put(each.key(), each), () -> unreadable.add(line)));
            }
            services = read;
        }
        return services;
    }

    private void save() throws IOException {
        List<String> lines = new ArrayList<>(unreadable);
        services.values().forEach(each -> lines.add(ShortLivedJson.line(each)));
        file.replace(lines);
    }
}
