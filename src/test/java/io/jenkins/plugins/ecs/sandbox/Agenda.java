package io.jenkins.plugins.ecs.sandbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;

/** Simulated things by the time of their next step; those of the same instant in the order of their creation. */
final class Agenda {

    /** A thing that changes with time. */
    abstract static class Agent {
        private Instant due = Instant.MAX;
        private long number;

        /** Does what is due. */
        abstract void step(Wake wake);
    }

    private final TreeSet<Agent> agents =
            new TreeSet<>(Comparator.comparing((Agent agent) -> agent.due).thenComparing(agent -> agent.number));
    private long created;

    void add(Agent agent, Instant due) {
        agent.number = ++created;
        agent.due = due;
        agents.add(agent);
    }

    /** Brings a step forward because something was asked of the agent from outside. */
    void poke(Agent agent, Instant due) {
        if (due.isBefore(agent.due)) {
            reschedule(agent, due);
        }
    }

    void remove(Agent agent) {
        agents.remove(agent);
    }

    void advance(Instant to) {
        while (!agents.isEmpty() && !agents.first().due.isAfter(to)) {
            Agent agent = agents.first();
            Wake wake = new Wake(agent.due);
            reschedule(agent, Instant.MAX);
            agent.step(wake);
            if (agents.contains(agent)) {
                poke(agent, wake.next());
            }
        }
    }

    private void reschedule(Agent agent, Instant due) {
        agents.remove(agent);
        agent.due = due;
        agents.add(agent);
    }
}
