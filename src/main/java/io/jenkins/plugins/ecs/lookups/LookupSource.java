package io.jenkins.plugins.ecs.lookups;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a look-up gets its value. */
public enum LookupSource {
    /** A variable of the build's environment. */
    ENV,
    /** A parameter of the build. */
    PARAM,
    /** A parameter of Parameter Store. */
    SSM,
    /** The ARN of a secret of Secrets Manager; never its value. */
    SECRET,
    /** An output of a stack of CloudFormation. */
    CFN,
    /** An output or attribute in a state of Terraform. */
    TFSTATE;

    /** As it is written. */
    @NonNull
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @NonNull
    static Optional<LookupSource> of(@NonNull String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** Whether this Jenkins knows the value itself. */
    public boolean isOfBuild() {
        return this == ENV || this == PARAM;
    }
}
