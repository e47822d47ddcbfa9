package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

public final class Result implements Serializable {
    @NonNull
    public static final Result SUCCESS = new Result("SUCCESS", 0);

    @NonNull
    public static final Result UNSTABLE = new Result("UNSTABLE", 1);

    @NonNull
    public static final Result FAILURE = new Result("FAILURE", 2);

    @NonNull
    public static final Result NOT_BUILT = new Result("NOT_BUILT", 3);

    @NonNull
    public static final Result ABORTED = new Result("ABORTED", 4);

    private static final long serialVersionUID = 1L;
    public final int ordinal;
    private final String name;

    private Result(String name, int ordinal) {
        this.name = name;
        this.ordinal = ordinal;
    }

    @NonNull
    @Override
    public String toString() {
        return name;
    }
}
