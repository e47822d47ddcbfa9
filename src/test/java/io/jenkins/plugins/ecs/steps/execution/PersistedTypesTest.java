package io.jenkins.plugins.ecs.steps.execution;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;

import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.verify.VerifyState;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/**
 * What is saved with a Pipeline can be read again: {@link EncryptedState} accepts only classes of this plugin and those of
 * {@code java.lang} and {@code java.util}, and each of them must be serializable.
 */
public class PersistedTypesTest {

    private final Set<Type> known = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private List<String> problemsOf(Class<?>... roots) {
        for (Class<?> root : roots) {
            check(root, root.getSimpleName());
        }
        return problems;
    }

    private void check(Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            check(generic.getRawType(), path);
            for (Type argument : generic.getActualTypeArguments()) {
                check(argument, path);
            }
        } else if (type instanceof Class<?> plain && known.add(plain)) {
            check(plain, path);
        }
    }

    private void check(Class<?> type, String path) {
        if (type.isArray()) {
            check((Type) type.getComponentType(), path);
        } else if (type.getName().startsWith("io.jenkins.plugins.ecs.")) {
            if (!type.isInterface() && !Serializable.class.isAssignableFrom(type)) {
                problems.add(path + ": " + type.getName() + " is not serializable");
            }
            if (!type.isEnum()) {
                fields(type, path);
            }
        } else if (!type.isPrimitive()
                && !type.getPackageName().equals("java.lang")
                && !type.getPackageName().equals("java.util")) {
            problems.add(path + ": " + type.getName() + " is refused when it is read");
        }
    }

    private void fields(Class<?> type, String path) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    check(field.getGenericType(), path + "." + field.getName());
                }
            }
        }
        if (type.isSealed()) {
            for (Class<?> one : type.getPermittedSubclasses()) {
                check((Type) one, path);
            }
        }
    }

    private record Bad(Duration time) implements Serializable {}

    @Test
    public void whatCannotBeReadAgainIsFound() {
        assertThat(problemsOf(Bad.class), hasItem("Bad.time: java.time.Duration is refused when it is read"));
    }

    @Test
    public void theStatesOfAllStepsCanBeReadAgain() {
        assertThat(
                problemsOf(
                        RolloutState.class,
                        WavesState.class,
                        ReleaseState.class,
                        TaskRunState.class,
                        VerifyState.class,
                        EcsSettings.class,
                        SettingsLayer.class),
                empty());
    }
}
