package io.jenkins.plugins.ecs.ui.mcp;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a view model exports to the REST API, by the names that Stapler's {@code export.Property} gives it. So a tool
 * and the REST API cannot differ in what they show.
 */
final class ExportedValues {

    private ExportedValues() {}

    static boolean has(@NonNull Object bean) {
        return bean.getClass().isAnnotationPresent(ExportedBean.class);
    }

    /** Its values by name, sorted. A value may be another view model, or a collection or map of them, or null. */
    @NonNull
    static Map<String, Object> of(@NonNull Object bean) {
        Map<String, Method> getters = new TreeMap<>();
        Arrays.stream(bean.getClass().getMethods())
                .filter(method -> !method.isBridge() && method.isAnnotationPresent(Exported.class))
                .forEach(method -> getters.put(name(method), method));
        Map<String, Object> values = new LinkedHashMap<>();
        getters.forEach((name, getter) -> values.put(name, value(bean, getter)));
        return values;
    }

    /** Only these values, in this order. */
    @NonNull
    static Map<String, Object> of(@NonNull Object bean, @NonNull String... names) {
        Map<String, Object> all = of(bean);
        Map<String, Object> some = new LinkedHashMap<>();
        for (String name : names) {
            if (!all.containsKey(name)) {
                throw new IllegalArgumentException(bean.getClass().getName() + " does not export " + name);
            }
            some.put(name, all.get(name));
        }
        return some;
    }

    private static String name(Method getter) {
        String given = getter.getAnnotation(Exported.class).name();
        if (!given.isEmpty()) {
            return given;
        }
        String name = getter.getName().replaceFirst("^(get|is)(?=[A-Z])", "");
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static Object value(Object bean, Method getter) {
        try {
            return getter.invoke(bean);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
