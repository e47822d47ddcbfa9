package io.jenkins.plugins.ecs.steps.execution.imports;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.servicedef.ImportMessages;
import io.jenkins.plugins.ecs.templates.imports.ImportedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code ecsImport} has made of a file of another tool. */
public final class SpecImport {

    private static final String JENKINSFILE = """
            // Written by ecsImport. Give the image that the build has pushed, with its digest.
            ecsRelease spec: readTrusted('ecs.yaml'), image: "shop/api@${DIGEST}"
            """;

    private final ImportedFile file;
    private final String dir;
    private final boolean overwrite;

    public SpecImport(@NonNull ImportedFile file, @CheckForNull String dir, boolean overwrite) {
        this.file = file;
        this.dir = dir;
        this.overwrite = overwrite;
    }

    /** Where the files are written; null for nowhere. */
    @Nullable
    String dir() {
        return dir;
    }

    boolean overwrites() {
        return overwrite;
    }

    /** By the names of the files. */
    @NonNull
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("ecs.yaml", file.spec());
        texts.put("Jenkinsfile", JENKINSFILE);
        return texts;
    }

    /** Lines for the log. */
    @NonNull
    public List<String> log() {
        List<String> lines = new ArrayList<>();
        lines.add(ImportMessages.importedFile(file.service(), file.leftOut().size()));
        file.leftOut().forEach(each -> lines.add(ImportMessages.leftOut(each)));
        return lines;
    }

    /** What the step returns. */
    @NonNull
    public Map<String, Object> result(@NonNull List<String> written) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("spec", file.spec());
        result.put("jenkinsfile", JENKINSFILE);
        result.put("warnings", new ArrayList<>(file.leftOut()));
        result.put("files", new ArrayList<>(written));
        return result;
    }
}
