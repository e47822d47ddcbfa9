package io.jenkins.plugins.ecs.rollout.services;

import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.messages.OutcomeMessages;
import io.jenkins.plugins.ecs.rollout.messages.QueueMessages;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.messages.WavesMessages;
import io.jenkins.plugins.ecs.rollout.request.OnOtherDeployment;
import io.jenkins.plugins.ecs.rollout.request.OnWaveFailure;
import io.jenkins.plugins.ecs.rollout.services.WaveService.Standing;
import io.jenkins.plugins.ecs.rollout.services.WavesState.Stage;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which service is deployed when: facts, a place in the queue and the time in; new facts and lines out. A wave begins once
 * the one before has ended well; after a failure nothing more begins, and what is in progress comes to its end first.
 */
final class Waves {

    private static final long ASK_AGAIN = 1_000;

    /**
     * A decision.
     *
     * @param facts the very same where nothing is to be done now
     * @param lookIn milliseconds until it is worth asking again; 0 where that depends on the rollouts
     */
    record Decision(WavesState facts, List<String> lines, long lookIn) {}

    private final WavesState state;
    private final List<String> lines = new ArrayList<>();
    private final long now;
    private long lookIn;
    private WavesState next;

    private Waves(WavesState state, long now) {
        this.state = state;
        this.next = state;
        this.now = now;
    }

    /**
     * @param place of all services together; null unless they {@linkplain #linesUp line up}
     * @param allowed how many rules allow at once; 0 where they say nothing
     */
    static Decision decide(WavesState state, DeploymentQueue.Place place, int allowed, long now) {
        Waves waves = new Waves(state, now);
        switch (state.stage) {
            case CHECKING -> waves.check();
            case LINING_UP -> waves.lineUp(place, allowed);
            case DEPLOYING -> waves.deploy();
            case GOING_BACK -> waves.goBack();
            case ENDED -> {}
        }
        return new Decision(waves.next, waves.lines, waves.lookIn);
    }

    static boolean linesUp(WavesState state) {
        return state.stage == Stage.LINING_UP && !state.aborted;
    }

    private void check() {
        if (state.aborted) {
            endWithoutChange(abort());
        } else if (none(Standing.CHECKING)) {
            if (state.services().stream().anyMatch(WaveService::hasFailed)) {
                endWithoutChange(WavesMessages.notAll(failed()));
            } else if (state.locked || !state.anyRequest().linesUp()) {
                go(Stage.DEPLOYING);
                announce();
            } else {
                go(Stage.LINING_UP);
            }
        }
    }

    /** Whether a service may still be changed: it is not through, or may have to roll back. */
    static boolean mayTouch(WavesState state, WaveService one) {
        if (one.is(Standing.WENT_BACK) || (one.is(Standing.DONE) && (state.aborted || !one.canGoBack()))) {
            return false;
        }
        if (!one.is(Standing.DONE)) {
            return true;
        }
        return switch (state.onWaveFailure) {
                    case STOP -> false;
                    case ROLLBACK_WAVE -> !state.wave(one.wave()).stream().allMatch(WaveService::isWell);
                    case ROLLBACK_ALL -> true;
                }
                && state.stage != Stage.GOING_BACK;
    }

    /** Nothing more is deployed. */
    static boolean hasFailed(WavesState state) {
        return state.stage == Stage.DEPLOYING
                && !state.aborted
                && state.services().stream().anyMatch(WaveService::hasFailed);
    }

    private void announce() {
        List<Integer> numbers = state.waves();
        for (int i = 0; i < numbers.size() && numbers.size() > 1; i++) {
            say(WavesMessages.wave(i + 1, numbers.size(), names(state.wave(numbers.get(i)))));
        }
        int widest = numbers.stream().mapToInt(n -> state.wave(n).size()).max().orElse(1);
        if (next.atOnce() < widest) {
            say(WavesMessages.limited(next.atOnce(), next.allowed == next.atOnce()));
        }
    }

    private void lineUp(DeploymentQueue.Place place, int allowed) {
        if (state.aborted) {
            endWithoutChange(abort());
            return;
        }
        switch (place.standing()) {
            case FREE -> {
                next = state.copy();
                next.locked = true;
                next.allowed = allowed;
                if (state.hasWaited || state.anyRequest().onOtherDeployment() != OnOtherDeployment.REPLACE) {
                    // Time has passed, or someone else may be deploying: now that they are ours it is looked again.
                    next = next.each(one -> one.standing(Standing.CHECKING));
                    next.stage = Stage.CHECKING;
                } else {
                    next.stage = Stage.DEPLOYING;
                    announce();
                }
            }
            case WAIT -> {
                lookIn = ASK_AGAIN;
                WavesState waiting = state.copy();
                if (waiting.sayOnce("behind " + place.behind())) {
                    next = waiting.each(one -> one.waitsFor(QueueMessages.waitingFor(place.behind())));
                    next.hasWaited = true;
                    say(QueueMessages.oneIsWaiting(place.behind()));
                }
            }
            case BUSY -> endAll(Verdict.REFUSED, QueueMessages.oneIsBusy(place.behind()), QueueMessages.BUSY_ADVICE);
            default -> endAll(Verdict.SUPERSEDED, QueueMessages.superseded(place.behind()), "");
        }
    }

    private void deploy() {
        Optional<WaveService> failed =
                state.services().stream().filter(WaveService::hasFailed).findFirst();
        boolean stops = state.aborted || failed.isPresent();
        if (!stops) {
            begin();
        } else if (none(Standing.DEPLOYING)) {
            leave(state.aborted ? abort() : WavesMessages.another(failed()));
            if (!state.aborted && goesBack()) {
                return;
            }
        }
        if (next.services().stream().allMatch(one -> one.is(Standing.DONE))) {
            go(Stage.ENDED);
        }
    }

    /** As many of the first wave that is not through as may run at once. */
    private void begin() {
        Optional<Integer> current = state.waves().stream()
                .filter(wave -> !state.wave(wave).stream().allMatch(WaveService::isWell))
                .findFirst();
        if (current.isEmpty()) {
            return;
        }
        long free = state.atOnce() - count(Standing.DEPLOYING);
        for (WaveService one : state.wave(current.get())) {
            if (one.is(Standing.WAITING) && free-- > 0) {
                next = next.with(one.begun(now));
            }
        }
        if (next != state) {
            next = next.each(one -> one.is(Standing.WAITING)
                    ? one.waitsFor(
                            one.wave() == current.get()
                                    ? WavesMessages.WAITING_IN_WAVE
                                    : WavesMessages.WAITING_FOR_WAVE)
                    : one);
        }
    }

    private void leave(String cause) {
        if (state.services().stream().anyMatch(one -> one.is(Standing.WAITING))) {
            say(WavesMessages.notDeployed(names(state.services().stream()
                    .filter(one -> one.is(Standing.WAITING))
                    .toList())));
            next = next.each(one -> one.is(Standing.WAITING) ? one.ended(Verdict.NOT_STARTED, cause, "", now) : one);
        }
    }

    /** @return whether anything rolls back */
    private boolean goesBack() {
        if (state.onWaveFailure == OnWaveFailure.STOP) {
            return false;
        }
        int failedWave = state.services().stream()
                .filter(WaveService::hasFailed)
                .mapToInt(WaveService::wave)
                .max()
                .orElseThrow();
        Predicate<WaveService> asked =
                one -> state.onWaveFailure == OnWaveFailure.ROLLBACK_ALL || one.wave() == failedWave;
        next.services().stream()
                .filter(asked.and(WaveService::isIrreversible))
                .forEach(one -> say(WavesMessages.irreversible(one.name())));
        Predicate<WaveService> goes = asked.and(WaveService::canGoBack);
        List<WaveService> all = next.services().stream().filter(goes).toList();
        if (all.isEmpty()) {
            say(WavesMessages.NOTHING_TO_ROLL_BACK);
            return false;
        }
        say(WavesMessages.rollingBack(names(all)));
        next = next.each(one -> goes.test(one) ? one.standing(Standing.TO_GO_BACK) : one);
        go(Stage.GOING_BACK);
        return true;
    }

    /** The last wave first. One that cannot roll back does not keep the others. */
    private void goBack() {
        if (state.aborted) {
            next = state.each(one -> one.is(Standing.TO_GO_BACK) ? one.standing(Standing.DONE) : one);
        } else {
            long free = state.atOnce() - count(Standing.GOING_BACK);
            Optional<Integer> current = state.services().stream()
                    .filter(one -> one.is(Standing.TO_GO_BACK) || one.is(Standing.GOING_BACK))
                    .map(WaveService::wave)
                    .max(Comparator.naturalOrder());
            for (WaveService one : current.map(state::wave).orElse(List.of())) {
                if (one.is(Standing.TO_GO_BACK) && free-- > 0) {
                    next = next.with(one.begunToGoBack(now));
                }
            }
        }
        if (next.services().stream().noneMatch(one -> one.is(Standing.TO_GO_BACK) || one.is(Standing.GOING_BACK))) {
            go(Stage.ENDED);
        }
    }

    /** Nothing was changed: what is not known to be impossible was not begun. */
    private void endWithoutChange(String cause) {
        next = state.each(one -> one.is(Standing.DONE) ? one : one.ended(Verdict.NOT_STARTED, cause, "", now));
        go(Stage.ENDED);
    }

    private void endAll(Verdict verdict, String cause, String advice) {
        next = state.each(one -> one.ended(verdict, cause, advice, now));
        say(WavesMessages.ended(verdict, cause));
        if (!advice.isEmpty()) {
            lines.add(OutcomeMessages.whatToDo(PlainText.line(advice)));
        }
        go(Stage.ENDED);
    }

    private String abort() {
        return state.abortedBy.isEmpty() ? StopMessages.ABORTED : state.abortedBy;
    }

    private String failed() {
        return names(state.services().stream().filter(WaveService::hasFailed).toList());
    }

    private boolean none(Standing standing) {
        return count(standing) == 0;
    }

    private long count(Standing standing) {
        return state.services().stream().filter(one -> one.is(standing)).count();
    }

    private static String names(List<WaveService> services) {
        return services.stream().map(WaveService::name).collect(Collectors.joining(", "));
    }

    private void go(Stage stage) {
        next = next.copy();
        next.stage = stage;
    }

    private void say(String message) {
        lines.add(PlainText.line(message));
    }
}
