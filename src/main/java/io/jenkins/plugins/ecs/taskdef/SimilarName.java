package io.jenkins.plugins.ecs.taskdef;

/** Whether a name is another one with a typing mistake. */
public final class SimilarName {

    private SimilarName() {}

    /** Ignores case, hyphens and underscores; of longer names two letters may differ. */
    public static boolean is(String known, String given) {
        int allowed = known.length() < 6 ? 1 : 2;
        return given.length() < 100
                && (known.equalsIgnoreCase(given.replace("_", "").replace("-", ""))
                        || distance(known, given) <= allowed);
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
