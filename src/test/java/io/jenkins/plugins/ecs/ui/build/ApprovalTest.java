package io.jenkins.plugins.ecs.ui.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Who is among those that may answer. */
public class ApprovalTest {

    private static final Authentication ALICE = user("alice", "release", "authenticated");

    private static Authentication user(String name, String... groups) {
        List<GrantedAuthority> authorities = new ArrayList<>();
        for (String group : groups) {
            authorities.add(() -> group);
        }
        return (Authentication) Proxy.newProxyInstance(
                ApprovalTest.class.getClassLoader(),
                new Class<?>[] {Authentication.class},
                (proxy, method, arguments) -> method.getName().equals("getName") ? name : authorities);
    }

    @Test
    public void everybodyWithThePermissionWhereNobodyIsNamed() {
        assertThat(Approval.isAmong(List.of(), ALICE), is(true));
    }

    @Test
    public void aUserByIdAndByGroup() {
        assertThat(Approval.isAmong(List.of("bob", "alice"), ALICE), is(true));
        assertThat(Approval.isAmong(List.of("release"), ALICE), is(true));
    }

    @Test
    public void nobodyElse() {
        assertThat(Approval.isAmong(List.of("bob"), ALICE), is(false));
        assertThat(Approval.isAmong(List.of("Alice", "ali", "alice "), ALICE), is(false));
    }
}
