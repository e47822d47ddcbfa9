package org.jenkinsci.plugins.credentialsbinding.masking;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collection;
import java.util.regex.Pattern;

public class SecretPatterns {

    private SecretPatterns() {}

    @NonNull
    public static Pattern getAggregateSecretPattern(@NonNull Collection<String> inputs) {
        throw new UnsupportedOperationException();
    }
}
