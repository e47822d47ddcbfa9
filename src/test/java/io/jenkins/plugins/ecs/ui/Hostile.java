package io.jenkins.plugins.ecs.ui;

/** What an attacker, or an unlucky person, may put where AWS or a Jenkinsfile fills a text. */
public final class Hostile {

    public static final String MARK = "alert(4711)";

    public static final String TEXT = "\"'><script>" + MARK + "</script><img src=x onerror=" + MARK + ">]]>&amp;"
            + "\u202egnp.exe\u202c\u0000\u001b[31m\r\n" + "x".repeat(10_000);

    private Hostile() {}
}
