package io.jenkins.plugins.ecs.paths.proof;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Set;

/**
 * Who is involved in a build, apart from those who approve it.
 *
 * @param starters ids of the users who started it, or a build that led to it
 * @param startersKnown whether these are all
 * @param authors ids and full names of the authors of its changes
 * @param authorsKnown whether these are all, and there is one
 * @param names how names are compared
 */
public record Participants(
        @NonNull Set<String> starters,
        boolean startersKnown,
        @NonNull Set<String> authors,
        boolean authorsKnown,
        @NonNull Names names) {

    /** Of a build that nobody is known to have started or changed. */
    public static final Participants NONE = new Participants(Set.of(), true, Set.of(), false, Names.EXACT);

    /** How the security realm compares names of users and of groups. */
    public interface Names {

        /** Letter by letter. */
        Names EXACT = new Names() {
            @Override
            public boolean isSameUser(@NonNull String one, @NonNull String other) {
                return one.equals(other);
            }

            @Override
            public boolean isSameGroup(@NonNull String one, @NonNull String other) {
                return one.equals(other);
            }
        };

        boolean isSameUser(@NonNull String one, @NonNull String other);

        boolean isSameGroup(@NonNull String one, @NonNull String other);
    }

    boolean isStarter(String user) {
        return starters.stream().anyMatch(each -> names.isSameUser(each, user));
    }

    /** A commit has the name of its author, which need not be an id of Jenkins. */
    boolean isAuthor(String user, String fullName) {
        return authors.stream()
                .anyMatch(each ->
                        names.isSameUser(each, user) || (!fullName.isBlank() && each.equalsIgnoreCase(fullName)));
    }
}
