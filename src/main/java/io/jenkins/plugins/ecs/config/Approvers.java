package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.User;
import hudson.security.SecurityRealm;
import hudson.security.UserMayOrMayNotExistException2;
import io.jenkins.plugins.ecs.paths.plan.Assumptions.Approver;
import jenkins.model.Jenkins;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Who the entries of a list of approvers are, by the security realm: it may ask a directory. */
final class Approvers {

    private Approvers() {}

    @NonNull
    static Approver of(@NonNull String name) {
        if (User.getById(name, false) != null) {
            return Approver.USER;
        }
        SecurityRealm realm = Jenkins.get().getSecurityRealm();
        Approver group = find(() -> realm.loadGroupByGroupname2(name, false), Approver.GROUP);
        if (group == Approver.GROUP) {
            return group;
        }
        Approver user = find(() -> realm.loadUserByUsername2(name), Approver.USER);
        return user == Approver.NOBODY ? group : user;
    }

    private static Approver find(Runnable lookup, Approver found) {
        try {
            lookup.run();
            return found;
        } catch (UserMayOrMayNotExistException2 unknown) {
            return Approver.UNKNOWN;
        } catch (UsernameNotFoundException nobody) {
            return Approver.NOBODY;
        } catch (AuthenticationException | UnsupportedOperationException unknown) {
            return Approver.UNKNOWN;
        }
    }
}
