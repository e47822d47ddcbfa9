package io.jenkins.plugins.ecs.lookups;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collection;
import java.util.Optional;

/** The variables and parameters of a build. */
public interface BuildValues {

    /** Of no build. */
    BuildValues NONE = new BuildValues() {

        @Override
        public Optional<String> variable(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> parameter(String name) {
            return Optional.empty();
        }

        @Override
        public boolean isSecret(String value) {
            return false;
        }
    };

    @NonNull
    Optional<String> variable(@NonNull String name);

    @NonNull
    Optional<String> parameter(@NonNull String name);

    /** Whether a value is, or contains, a secret of the build, such as one of {@code withCredentials}. */
    boolean isSecret(@NonNull String value);

    /** What a build has for these look-ups; those of other sources are left out. */
    @NonNull
    static LookupValues read(@NonNull BuildValues build, @NonNull Collection<Lookup> lookups) {
        LookupValues values = LookupValues.NONE;
        for (Lookup lookup : lookups) {
            if (lookup.source().isOfBuild()) {
                Optional<String> value = (lookup.source() == LookupSource.ENV
                                ? build.variable(lookup.name())
                                : build.parameter(lookup.name()))
                        .filter(text -> !text.isEmpty());
                String problem = LookupMessages.notSet(lookup.source(), lookup.name());
                values = value.isPresent()
                        ? values.with(lookup, FoundValue.of(value.get()))
                        : values.with(lookup, LookupProblem.missing(problem));
            }
        }
        return values;
    }

    /** The same values, without those that are secrets of the build: they would be readable in a definition. */
    @NonNull
    static LookupValues withoutSecrets(@NonNull BuildValues build, @NonNull LookupValues values) {
        return values.refusing(build::isSecret, LookupProblem.of(LookupMessages.IS_SECRET));
    }
}
