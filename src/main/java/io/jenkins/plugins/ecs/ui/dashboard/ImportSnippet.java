package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.text.PlainText;

/**
 * The lines of a Jenkinsfile that write a service as files. A page has no credentials of a build, so it cannot read the
 * service itself.
 */
final class ImportSnippet {

    private ImportSnippet() {}

    /** @param target of the newest deployment; empty if it named none */
    @NonNull
    static String of(@NonNull ServiceKey key, @NonNull String target) {
        String place = target.isEmpty() ? "region: " + quoted(key.region()) : "target: " + quoted(target);
        return "node {\n"
                + "    ecsImport " + place + ", cluster: " + quoted(key.cluster()) + ", service: "
                + quoted(key.service())
                + ", dir: 'ecs'\n"
                + "    archiveArtifacts 'ecs/*'\n"
                + "}";
    }

    private static String quoted(String value) {
        return "'" + PlainText.line(value).replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
