package io.jenkins.plugins.ecs.rollout.state;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** A decision changes a copy: nothing of it may be seen in the state that it was made from. */
public class RolloutStateTest {

    private static List<String> shared(Object one, Object other, String path) throws IllegalAccessException {
        List<String> shared = new ArrayList<>();
        for (Field field : one.getClass().getDeclaredFields()) {
            boolean fixed = Modifier.isStatic(field.getModifiers()) || Modifier.isFinal(field.getModifiers());
            if (fixed || field.getType().isPrimitive() || field.getType().isEnum()) {
                continue;
            }
            field.setAccessible(true);
            Object value = field.get(one);
            boolean isGroup = value != null
                    && value.getClass().getPackage().equals(RolloutState.class.getPackage())
                    && hasChangeableFields(value.getClass());
            if (isGroup || value instanceof Collection<?> || value instanceof Map<?, ?>) {
                if (value == field.get(other)) {
                    shared.add(path + field.getName());
                } else if (isGroup) {
                    shared.addAll(shared(value, field.get(other), path + field.getName() + "."));
                }
            }
        }
        return shared;
    }

    private static boolean hasChangeableFields(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isFinal(field.getModifiers()) && Modifier.isPublic(field.getModifiers())) {
                return true;
            }
        }
        return false;
    }

    @Test
    public void aCopySharesNothingThatCanBeChanged() throws IllegalAccessException {
        RolloutState state = RolloutState.begin(RolloutTestCase.request().build(), 1_000);

        assertThat(shared(state, state.copy(), ""), empty());
    }

    @Test
    public void whatIsSharedIsFound() throws IllegalAccessException {
        RolloutState state = RolloutState.begin(RolloutTestCase.request().build(), 1_000);

        assertThat(shared(state, state, "").contains("evidence"), is(true));
    }
}
