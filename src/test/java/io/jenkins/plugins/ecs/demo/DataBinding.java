package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.steps.EcsApproveStep;
import io.jenkins.plugins.ecs.steps.EcsBlueGreenGatedStep;
import io.jenkins.plugins.ecs.steps.EcsBlueGreenStep;
import io.jenkins.plugins.ecs.steps.EcsDeleteStep;
import io.jenkins.plugins.ecs.steps.EcsDeployStep;
import io.jenkins.plugins.ecs.steps.EcsImportStep;
import io.jenkins.plugins.ecs.steps.EcsReleaseStep;
import io.jenkins.plugins.ecs.steps.EcsRollbackStep;
import io.jenkins.plugins.ecs.steps.EcsRunTaskStep;
import io.jenkins.plugins.ecs.steps.EcsScaleStep;
import io.jenkins.plugins.ecs.steps.EcsVerifyStep;
import io.jenkins.plugins.ecs.steps.checks.AlarmsSettings;
import io.jenkins.plugins.ecs.steps.checks.CanarySettings;
import io.jenkins.plugins.ecs.steps.checks.DigestSettings;
import io.jenkins.plugins.ecs.steps.checks.DriftSettings;
import io.jenkins.plugins.ecs.steps.checks.HealthSettings;
import io.jenkins.plugins.ecs.steps.checks.HttpSettings;
import io.jenkins.plugins.ecs.steps.checks.LogsSettings;
import io.jenkins.plugins.ecs.steps.checks.MetricSettings;
import io.jenkins.plugins.ecs.steps.checks.SchedulesSettings;
import io.jenkins.plugins.ecs.steps.checks.ServiceSettings;
import io.jenkins.plugins.ecs.steps.checks.StableForSettings;
import io.jenkins.plugins.ecs.steps.checks.TargetsSettings;
import io.jenkins.plugins.ecs.steps.checks.TasksSettings;
import io.jenkins.plugins.ecs.steps.withecs.WithEcsStep;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * From the arguments in a Jenkinsfile to a step, as Jenkins' own data binding does it: what the descriptor makes of
 * them, then the data-bound constructor, then the data-bound setters. Jenkins only warns of what is not a parameter;
 * here it is refused.
 */
final class DataBinding {

    private DataBinding() {}

    /** The checks of {@code ecsVerify} by their symbols. */
    private static final Map<String, Class<? extends CheckSettings>> CHECKS = Map.ofEntries(
            Map.entry("alarms", AlarmsSettings.class),
            Map.entry("digest", DigestSettings.class),
            Map.entry("drift", DriftSettings.class),
            Map.entry("canary", CanarySettings.class),
            Map.entry("schedules", SchedulesSettings.class),
            Map.entry("health", HealthSettings.class),
            Map.entry("http", HttpSettings.class),
            Map.entry("logs", LogsSettings.class),
            Map.entry("metric", MetricSettings.class),
            Map.entry("service", ServiceSettings.class),
            Map.entry("stableFor", StableForSettings.class),
            Map.entry("targets", TargetsSettings.class),
            Map.entry("tasks", TasksSettings.class));

    static EcsDeployStep ecsDeploy(Object arguments) {
        return bind(EcsDeployStep.class, "ecsDeploy", arguments);
    }

    static EcsVerifyStep ecsVerify(Object arguments) {
        return bind(EcsVerifyStep.class, "ecsVerify", arguments);
    }

    static boolean isCheck(String symbol) {
        return CHECKS.containsKey(symbol);
    }

    /** A check of ecsVerify, as its symbol makes it. */
    static CheckSettings check(String symbol, Object arguments) {
        return bind(CHECKS.get(symbol), symbol, arguments);
    }

    static EcsBlueGreenStep ecsBlueGreen(Object arguments) {
        return bind(EcsBlueGreenStep.class, "ecsBlueGreen", arguments);
    }

    static EcsBlueGreenGatedStep ecsBlueGreenGated(Object arguments) {
        return bind(EcsBlueGreenGatedStep.class, "ecsBlueGreenGated", arguments);
    }

    static EcsApproveStep ecsApprove(Object arguments) {
        return bind(EcsApproveStep.class, "ecsApprove", arguments);
    }

    static EcsReleaseStep ecsRelease(Object arguments) {
        return bind(EcsReleaseStep.class, "ecsRelease", arguments);
    }

    static EcsRollbackStep ecsRollback(Object arguments) {
        return bind(EcsRollbackStep.class, "ecsRollback", arguments);
    }

    static EcsRunTaskStep ecsRunTask(Object arguments) {
        return bind(EcsRunTaskStep.class, "ecsRunTask", arguments);
    }

    static EcsImportStep ecsImport(Object arguments) {
        return bind(EcsImportStep.class, "ecsImport", arguments);
    }

    static EcsScaleStep ecsScale(Object arguments) {
        return bind(EcsScaleStep.class, "ecsScale", arguments);
    }

    static EcsDeleteStep ecsDelete(Object arguments) {
        return bind(EcsDeleteStep.class, "ecsDelete", arguments);
    }

    static WithEcsStep withEcs(Object arguments) {
        return bind(WithEcsStep.class, "withEcs", arguments);
    }

    /** The parameters of a step or of what is nested in it, with their types. */
    static Map<String, Type> parameters(Class<?> type) {
        Map<String, Type> parameters = new TreeMap<>();
        Type[] types = constructor(type).getGenericParameterTypes();
        for (int i = 0; i < types.length; i++) {
            parameters.put(constructorNames(type).get(i), types[i]);
        }
        setters(type).forEach((name, setter) -> parameters.put(name, setter.getGenericParameterTypes()[0]));
        return parameters;
    }

    /** @param written a map, or the value of the only constructor parameter */
    private static <T> T bind(Class<T> type, String name, Object written) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (written instanceof Map<?, ?> named) {
            named.forEach((key, value) -> arguments.put(String.valueOf(key), value));
        } else if (constructorNames(type).size() == 1) {
            arguments.put(constructorNames(type).get(0), written);
        } else {
            throw new IllegalArgumentException(name + " takes named parameters, not '" + written + "'");
        }
        Map<String, Object> known = instantiated(type, arguments);
        Map<String, Type> parameters = parameters(type);
        known.keySet().stream()
                .filter(key -> !parameters.containsKey(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException(name + " has no parameter '" + key + "'. There is: "
                            + String.join(", ", parameters.keySet()));
                });
        known.replaceAll((key, value) -> coerce(key, parameters.get(key), value));
        try {
            T made = type.cast(constructor(type)
                    .newInstance(constructorNames(type).stream().map(known::get).toArray()));
            for (Map.Entry<String, Method> setter : setters(type).entrySet()) {
                if (known.containsKey(setter.getKey())) {
                    setter.getValue().invoke(made, known.get(setter.getKey()));
                }
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> instantiated(Class<?> type, Map<String, Object> arguments) {
        try {
            Object descriptor = Class.forName(type.getName() + "$DescriptorImpl")
                    .getConstructor()
                    .newInstance();
            return descriptor instanceof CustomDescribableModel model ? model.customInstantiate(arguments) : arguments;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object coerce(String name, Type type, Object value) {
        if (type instanceof ParameterizedType list && value instanceof List<?> values) {
            List<Object> coerced = new ArrayList<>();
            values.forEach(each -> coerced.add(coerce(name, list.getActualTypeArguments()[0], each)));
            return coerced;
        }
        if (type == Double.class && value instanceof Number number) {
            return number.doubleValue();
        }
        if (type == String.class && value instanceof CharSequence) {
            return value.toString();
        }
        if (type instanceof Class<?> plain && plain.isEnum() && value instanceof CharSequence) {
            return Arrays.stream(plain.getEnumConstants())
                    .filter(constant -> constant.toString().contentEquals((CharSequence) value))
                    .findFirst()
                    .orElseThrow(() -> wrong(name, type, value));
        }
        if (value instanceof Map<?, ?> arguments && type instanceof Class<?> nested && nested != String.class) {
            return bind(nested, name, arguments);
        }
        boolean fits = value == null
                || type == boolean.class && value instanceof Boolean
                || type instanceof Class<?> plain && plain.isInstance(value);
        if (!fits) {
            throw wrong(name, type, value);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String name, Type type, Object value) {
        return new IllegalArgumentException(name + ": '" + value + "' is not a " + type.getTypeName());
    }

    private static Constructor<?> constructor(Class<?> type) {
        return Arrays.stream(type.getConstructors())
                .filter(each -> each.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has no data-bound constructor"));
    }

    /**
     * Written down at compile time by Stapler's annotation processor, or its stand-in. An incremental compilation runs
     * neither, but keeps the names of parameters.
     */
    private static List<String> constructorNames(Class<?> type) {
        Properties names = new Properties();
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".stapler")) {
            if (in != null) {
                names.load(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        List<String> written = Arrays.stream(
                        names.getProperty("constructor", "").split(","))
                .filter(name -> !name.isEmpty())
                .toList();
        Parameter[] parameters = constructor(type).getParameters();
        return written.size() == parameters.length
                ? written
                : Arrays.stream(parameters).map(Parameter::getName).toList();
    }

    private static Map<String, Method> setters(Class<?> type) {
        Map<String, Method> setters = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName().substring("set".length());
                setters.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), method);
            }
        }
        return setters;
    }
}
