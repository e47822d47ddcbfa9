package io.jenkins.plugins.ecs.store;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.XmlFile;
import hudson.model.Run;
import io.jenkins.plugins.ecs.rollout.state.Details;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The {@link Details} of a build's deployments, in a file beside {@code build.xml}. Jenkins reads {@code build.xml} for
 * every list of builds, and this file only for a page about the deployments. It is deleted with the build.
 */
public final class DetailsFile {

    private static final Logger LOGGER = Logger.getLogger(DetailsFile.class.getName());
    static final String NAME = "ecs-deployments.xml";

    private final File directory;
    private LinkedHashMap<String, Details> all;

    /** Does not read the file yet. */
    public DetailsFile(@NonNull File buildDirectory) {
        directory = buildDirectory;
    }

    public synchronized void note(@NonNull String id, @NonNull Details details) {
        all().put(id, details);
    }

    @CheckForNull
    public synchronized Details get(@NonNull String id) {
        return all().get(id);
    }

    public synchronized void save() throws IOException {
        file().write(all());
    }

    private XmlFile file() {
        return new XmlFile(Run.XSTREAM2, new File(directory, NAME));
    }

    private Map<String, Details> all() {
        if (all == null) {
            all = new LinkedHashMap<>();
            try {
                if (file().exists()) {
                    ((Map<?, ?>) file().read()).forEach((id, details) -> all.put((String) id, (Details) details));
                }
            } catch (IOException | ClassCastException e) {
                // The outcome is in build.xml. Only the details are lost.
                LOGGER.log(Level.WARNING, "Could not read " + file().getFile(), e);
            }
        }
        return all;
    }
}
