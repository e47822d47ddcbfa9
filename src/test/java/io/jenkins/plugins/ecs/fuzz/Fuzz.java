package io.jenkins.plugins.ecs.fuzz;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Feeds a parser with texts that are made of good ones by chance. Nothing but the documented exceptions may come of them,
 * and each costs bounded time and memory. Each input has a seed of its own, which a failure names:
 * {@code -Decs.fuzz.seed=<seed>} runs that input alone, {@code -Decs.fuzz.times=10} ten times as many inputs.
 */
public final class Fuzz {

    private static final long MOST_NANOS = 3_000_000_000L;
    private static final long MOST_BYTES = 100_000_000L;
    private static final int LONGEST = 20_000;

    private final String name;
    private final List<String> samples;
    private final List<String> words;
    private final Set<Class<? extends Exception>> documented;
    private final Map<String, Integer> ends = new TreeMap<>();

    /** What is done with an input. */
    public interface Parser {
        void parse(String text, Random random) throws Exception;
    }

    /**
     * @param samples good texts
     * @param words what the grammar is made of, and what breaks it
     * @param documented the exceptions that the parser says it throws
     */
    public Fuzz(String name, List<String> samples, List<String> words, Set<Class<? extends Exception>> documented) {
        this.name = name;
        this.samples = samples;
        this.words = words;
        this.documented = documented;
    }

    /** Gives how often it was parsed, and how often each documented exception came. */
    public Map<String, Integer> run(int inputs, Parser parser) {
        String only = System.getProperty("ecs.fuzz.seed");
        if (only != null) {
            one(Long.parseLong(only), parser);
            return ends;
        }
        int times = Integer.getInteger("ecs.fuzz.times", 1);
        for (long seed = 0; seed < (long) inputs * times; seed++) {
            one(seed, parser);
        }
        return ends;
    }

    private void one(long seed, Parser parser) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + name.hashCode());
        String text = mutated(random);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long bytes = threads.getThreadAllocatedBytes(thread);
        long nanos = threads.getCurrentThreadCpuTime();
        String end = "parsed";
        try {
            parser.parse(text, random);
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            if (documented.stream().noneMatch(kind -> kind.isInstance(e))) {
                throw failure(seed, text, "throws " + e, e);
            }
            if (e.getMessage() == null || e.getMessage().length() > 30_000) {
                throw failure(seed, text, "has a message that nobody can read", e);
            }
            end = e.getClass().getSimpleName();
        }
        nanos = threads.getCurrentThreadCpuTime() - nanos;
        bytes = threads.getThreadAllocatedBytes(thread) - bytes;
        if (nanos > MOST_NANOS || bytes > MOST_BYTES) {
            throw failure(seed, text, "takes " + nanos / 1_000_000 + " ms and " + bytes + " bytes", null);
        }
        ends.merge(end, 1, Integer::sum);
    }

    private AssertionError failure(long seed, String text, String what, Throwable cause) {
        StringBuilder shown = new StringBuilder();
        text.chars()
                .limit(600)
                .forEach(
                        c -> shown.append(c < ' ' || c > '~' ? String.format("\\u%04x", c) : String.valueOf((char) c)));
        return new AssertionError(
                name + " " + what + "; run this input alone with -Decs.fuzz.seed=" + seed + ": " + shown, cause);
    }

    private String mutated(Random random) {
        StringBuilder text = new StringBuilder(pick(samples, random));
        int changes = random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(12));
            switch (random.nextInt(8)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, pick(words, random));
                case 2 -> text.replace(from, to, pick(words, random));
                case 3 -> text.insert(from, anyCharacter(random));
                case 4 -> text.insert(from, text.substring(from, to).repeat(1 + random.nextInt(4)));
                case 5 -> text.setLength(from);
                case 6 -> text.append(pick(samples, random), 0, 1);
                default -> repeated(text, from, random);
            }
        }
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text.toString();
    }

    /** Seldom very often: what grows faster than its text shows there. */
    private void repeated(StringBuilder text, int at, Random random) {
        int most = random.nextInt(50) == 0 ? 2_000 : 20;
        text.insert(at, pick(words, random).repeat(1 + random.nextInt(most)));
    }

    private static String anyCharacter(Random random) {
        int kind = random.nextInt(4);
        return kind == 0
                ? new String(Character.toChars(random.nextInt(Character.MAX_CODE_POINT + 1)))
                : kind == 1
                        ? String.valueOf((char) random.nextInt(Character.MAX_VALUE + 1))
                        : String.valueOf((char) random.nextInt(128));
    }

    public static <T> T pick(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    public static List<String> words(String spaced) {
        return Arrays.asList(spaced.split(" "));
    }
}
