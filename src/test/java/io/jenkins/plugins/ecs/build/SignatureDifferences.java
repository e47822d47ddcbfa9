package io.jenkins.plugins.ecs.build;

import io.jenkins.plugins.ecs.build.ClassShape.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Compares our declarations of Jenkins types with the real ones, as far as a compiler sees a difference. */
final class SignatureDifferences {
    private static final String RESTRICTED = "Lorg/kohsuke/accmod/Restricted;";
    private static final List<String> ANNOTATION_MARKS = List.of(
            "Ljava/lang/annotation/Retention;",
            "Ljava/lang/annotation/Target;",
            "Ljava/lang/annotation/Inherited;",
            "Lnet/java/sezpoz/Indexable;",
            "Lorg/jvnet/hudson/annotation_indexer/Indexed;");

    private final ClassPool ours;
    private final ClassPool real;

    SignatureDifferences(ClassPool ours, ClassPool real) {
        this.ours = ours;
        this.real = real;
    }

    List<String> of(ClassShape our) {
        ClassShape their = real.find(our.name);
        if (their == null) {
            return List.of("is not in Jenkins");
        }
        List<String> found = new ArrayList<>();
        compareType(our, their, found);
        our.fields.values().stream()
                .filter(Member::isOpen)
                .forEach(field -> compareMember(field, their, false, our, found));
        our.methods.values().stream()
                .filter(Member::isOpen)
                .forEach(method -> compareMember(method, their, true, our, found));
        return found;
    }

    private void compareType(ClassShape our, ClassShape their, List<String> found) {
        int flags = Opcodes.ACC_PUBLIC
                | Opcodes.ACC_PROTECTED
                | Opcodes.ACC_STATIC
                | Opcodes.ACC_INTERFACE
                | Opcodes.ACC_ANNOTATION
                | Opcodes.ACC_ENUM
                | Opcodes.ACC_DEPRECATED;
        if (!our.is(Opcodes.ACC_ENUM)) {
            flags |= Opcodes.ACC_ABSTRACT | Opcodes.ACC_FINAL;
        }
        flags("type", our.access, their.access, flags, found);
        Set<String> parents = real.withSupertypes(our.name);
        our.supertypes().stream()
                .filter(parent -> !parents.contains(parent))
                .forEach(parent -> found.add("is no " + parent));
        same("type parameters", parameters(our.signature), parameters(their.signature), found);
        restricted("type", their.annotations, found);
        if (our.is(Opcodes.ACC_ANNOTATION)) {
            ANNOTATION_MARKS.forEach(mark -> same(mark, our.annotations.get(mark), their.annotations.get(mark), found));
        }
    }

    private void compareMember(Member our, ClassShape type, boolean method, ClassShape owner, List<String> found) {
        boolean constructor = our.key.startsWith("<init>");
        Stream<String> places = constructor ? Stream.of(type.name) : real.withSupertypes(type.name).stream();
        ClassShape place = places.map(real::find)
                .filter(shape -> shape != null && (method ? shape.methods : shape.fields).containsKey(our.key))
                .findFirst()
                .orElse(null);
        if (place == null) {
            found.add("has no " + our.key);
            return;
        }
        Member their = (method ? place.methods : place.fields).get(our.key);
        int flags = Opcodes.ACC_PUBLIC
                | Opcodes.ACC_PROTECTED
                | Opcodes.ACC_STATIC
                | Opcodes.ACC_FINAL
                | Opcodes.ACC_DEPRECATED;
        if (method) {
            flags |= Opcodes.ACC_VARARGS;
        }
        if (method && place == type) {
            flags |= Opcodes.ACC_ABSTRACT;
        }
        flags(our.key, our.access, their.access, flags, found);
        same("exceptions of " + our.key, our.exceptions, their.exceptions, found);
        if (place == type) {
            same("generics of " + our.key, our.signature, their.signature, found);
        }
        if (our.constant != null) {
            same("value of " + our.key, our.constant, their.constant, found);
        }
        same("default of " + our.key, our.annotations.get("default"), their.annotations.get("default"), found);
        restricted(our.key, their.annotations, found);
    }

    /** Abstract methods that a subclass would have to implement, but that our declaration does not mention. */
    Set<String> unmentionedDuties(String type) {
        Set<String> duties = new TreeSet<>();
        Set<String> done = new TreeSet<>();
        for (String parent : real.withSupertypes(type)) {
            ClassShape shape = real.find(parent);
            for (Member method : shape == null ? List.<Member>of() : shape.methods.values()) {
                (method.is(Opcodes.ACC_ABSTRACT) ? duties : done).add(method.key);
            }
        }
        duties.removeAll(done);
        for (String parent : ours.withSupertypes(type)) {
            ClassShape shape = ours.find(parent);
            duties.removeAll(shape == null ? Set.of() : shape.methods.keySet());
        }
        return duties;
    }

    /** Methods of a plugin class that the real supertypes forbid although ours do not. */
    List<String> forbiddenOverrides(ClassShape plugin) {
        List<String> found = new ArrayList<>();
        for (Member method : plugin.methods.values()) {
            for (ClassShape parent : parents(plugin)) {
                parent.methods.values().stream()
                        .filter(theirs -> theirs.isOpen() && clash(method, theirs, plugin))
                        .forEach(theirs -> found.add(method.key + " clashes with " + parent.name + "." + theirs.key));
            }
        }
        return found;
    }

    private List<ClassShape> parents(ClassShape type) {
        return real.withSupertypes(type.name).stream()
                .filter(name -> !name.equals(type.name))
                .map(real::find)
                .filter(Objects::nonNull)
                .collect(Collectors.toList());
    }

    private static boolean clash(Member own, Member theirs, ClassShape plugin) {
        boolean sameName = arguments(own.key).equals(arguments(theirs.key));
        if (!sameName || own.key.startsWith("<") || own.is(Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) {
            return false;
        }
        return theirs.is(Opcodes.ACC_FINAL)
                || theirs.is(Opcodes.ACC_STATIC) != own.is(Opcodes.ACC_STATIC)
                || theirs.is(Opcodes.ACC_PUBLIC) && !own.is(Opcodes.ACC_PUBLIC)
                || !plugin.methods.containsKey(theirs.key);
    }

    private static String arguments(String key) {
        return key.substring(0, key.indexOf(')') + 1);
    }

    private static String parameters(String signature) {
        if (signature == null || !signature.startsWith("<")) {
            return "";
        }
        int depth = 0;
        int end = 0;
        do {
            depth += signature.charAt(end) == '<' ? 1 : signature.charAt(end) == '>' ? -1 : 0;
            end++;
        } while (depth > 0);
        return signature.substring(0, end);
    }

    private static void restricted(String what, Map<String, String> annotations, List<String> found) {
        String by = annotations.getOrDefault(RESTRICTED, "");
        if (by.contains("NoExternalUse") || by.contains("DoNotUse")) {
            found.add(what + " is restricted: " + by);
        }
    }

    private static void flags(String what, int our, int their, int which, List<String> found) {
        if ((our & which) != (their & which)) {
            found.add(what + " has flags " + Integer.toHexString(our & which) + ", in Jenkins "
                    + Integer.toHexString(their & which));
        }
    }

    private static void same(String what, Object our, Object their, List<String> found) {
        if (!Objects.equals(our, their)) {
            found.add(what + ": " + text(our) + ", in Jenkins " + text(their));
        }
    }

    private static String text(Object value) {
        return value instanceof Type ? ((Type) value).getClassName() : String.valueOf(value);
    }
}
