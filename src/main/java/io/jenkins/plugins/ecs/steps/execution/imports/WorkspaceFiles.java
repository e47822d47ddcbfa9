package io.jenkins.plugins.ecs.steps.execution.imports;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import io.jenkins.plugins.ecs.servicedef.ImportMessages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files that a step writes to a folder of the workspace. */
final class WorkspaceFiles {

    private WorkspaceFiles() {}

    /**
     * Nothing is written if one of the files is there and must stay.
     *
     * @param texts by the names of the files
     * @return the files that were written, for display
     * @throws IllegalArgumentException naming the files that are there
     */
    @NonNull
    static List<String> write(
            @NonNull FilePath workspace, @NonNull String dir, @NonNull Map<String, String> texts, boolean overwrites)
            throws IOException, InterruptedException {
        FilePath folder = new FilePath(workspace, dir);
        List<String> names = new ArrayList<>();
        List<String> there = new ArrayList<>();
        for (String name : texts.keySet()) {
            String shown = dir.equals(".") ? name : dir + "/" + name;
            names.add(shown);
            if (!overwrites && new FilePath(folder, name).exists()) {
                there.add(shown);
            }
        }
        if (!there.isEmpty()) {
            throw new IllegalArgumentException(ImportMessages.exists(there));
        }
        folder.mkdirs();
        for (Map.Entry<String, String> file : texts.entrySet()) {
            new FilePath(folder, file.getKey()).write(file.getValue(), "UTF-8");
        }
        return names;
    }
}
