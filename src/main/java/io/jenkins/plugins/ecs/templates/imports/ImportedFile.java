package io.jenkins.plugins.ecs.templates.imports;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.DefinitionText;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.templates.Template;
import java.util.List;

/**
 * A manifest of AWS Copilot or a compose file as the first version of a team's file.
 *
 * @param service the name of the service
 * @param spec the text of the team's file
 * @param leftOut what has no place in it, each with its line and column; no values of secrets
 */
public record ImportedFile(
        @NonNull String service,
        @NonNull String spec,
        @NonNull List<String> leftOut) {

    public ImportedFile {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * @param service which of several services of a compose file; null for the only one
     * @param template whose parameters get what was found; null to leave the choice open
     * @throws IllegalArgumentException if the text cannot be read or is of neither tool
     */
    @NonNull
    public static ImportedFile read(
            @NonNull String text, @CheckForNull String service, @CheckForNull Template template) {
        SourceMappedTree tree = DefinitionText.read(text, "File");
        FoundService found;
        if (CopilotManifest.is(tree.root())) {
            found = CopilotManifest.read(tree);
        } else if (ComposeFile.is(tree.root())) {
            found = ComposeFile.read(tree, service);
        } else {
            throw new IllegalArgumentException(ImportedFileMessages.UNKNOWN_FILE);
        }
        return SpecDraft.of(found, template);
    }
}
