package io.jenkins.plugins.ecs.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What a class file declares. Names are internal ones, with slashes. */
final class ClassShape extends ClassVisitor {
    String name;
    int access;
    String superName;
    List<String> interfaces;
    String signature;
    final Map<String, Member> fields = new TreeMap<>();
    final Map<String, Member> methods = new TreeMap<>();
    final Map<String, String> annotations = new TreeMap<>();

    static final class Member {
        final String key;
        final int access;
        final String signature;
        final TreeSet<String> exceptions = new TreeSet<>();
        final Map<String, String> annotations = new LinkedHashMap<>();
        Object constant;

        Member(String key, int access, String signature) {
            this.key = key;
            this.access = access;
            this.signature = signature;
        }

        boolean is(int flag) {
            return (access & flag) != 0;
        }

        /** Whether classes of other packages can see it. */
        boolean isOpen() {
            return is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED) && !is(Opcodes.ACC_SYNTHETIC);
        }
    }

    ClassShape(byte[] bytes) {
        super(Opcodes.ASM9);
        new ClassReader(bytes).accept(this, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    boolean is(int flag) {
        return (access & flag) != 0;
    }

    List<String> supertypes() {
        List<String> all = new ArrayList<>(interfaces);
        if (superName != null) {
            all.add(0, superName);
        }
        return all;
    }

    @Override
    public void visit(int version, int flags, String type, String generics, String parent, String[] parents) {
        name = type;
        access = flags;
        signature = generics;
        superName = parent;
        interfaces = List.of(parents);
    }

    @Override
    public void visitInnerClass(String inner, String outer, String simple, int flags) {
        if (inner.equals(name)) {
            access = flags | access & Opcodes.ACC_DEPRECATED;
        }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return text(descriptor, annotations);
    }

    @Override
    public FieldVisitor visitField(int flags, String field, String descriptor, String generics, Object value) {
        Member member = new Member(field + " " + descriptor, flags, generics);
        member.constant = value;
        fields.put(member.key, member);
        return new FieldVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return text(type, member.annotations);
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(int flags, String method, String descriptor, String generics, String[] thrown) {
        Member member = new Member(method + descriptor, flags, generics);
        member.exceptions.addAll(thrown == null ? List.of() : List.of(thrown));
        methods.put(member.key, member);
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return text(type, member.annotations);
            }

            @Override
            public AnnotationVisitor visitAnnotationDefault() {
                return text("default", member.annotations);
            }
        };
    }

    /** Collects the values of an annotation as one text. */
    private static AnnotationVisitor text(String type, Map<String, String> into) {
        StringBuilder values = new StringBuilder();
        return new AnnotationVisitor(Opcodes.ASM9) {
            @Override
            public void visit(String key, Object value) {
                values.append(key).append('=').append(value).append(' ');
            }

            @Override
            public void visitEnum(String key, String descriptor, String value) {
                values.append(key).append('=').append(value).append(' ');
            }

            @Override
            public AnnotationVisitor visitArray(String key) {
                values.append(key).append(": ");
                return this;
            }

            @Override
            public void visitEnd() {
                into.put(type, values.toString());
            }
        };
    }
}
