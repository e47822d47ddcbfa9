package io.jenkins.plugins.ecs.build;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.jenkins.plugins.ecs.rollout.request.Goal;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.Test;

/** The rooms of the plugin, and which way imports may point between them. */
public class ArchitectureTest {
    private static final String BASE = "io.jenkins.plugins.ecs.";
    private static final String[] JENKINS = {
        "hudson..", "jenkins..", "org.jenkinsci..", "org.kohsuke..", "com.cloudbees..", "net.sf.json.."
    };

    /** From top to bottom; rooms of one floor may use each other. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("steps"),
            List.of("ui"),
            List.of("notifications", "live"),
            List.of("store", "config", "credentials", "events"),
            List.of("paths", "templates"),
            List.of("history", "verify"),
            List.of("operations"),
            List.of("rollout"),
            List.of("tasks"),
            List.of("schedules", "servicedef", "scaling"),
            List.of("lookups"),
            List.of("taskdef", "diagnosis", "policy"),
            List.of("polling"),
            List.of("aws"),
            List.of("text"));

    private static final int FIRST_FLOOR_WITHOUT_JENKINS = 4;

    /** From top to bottom, in {@code rollout}. What is beside each other knows nothing of each other. */
    private static final List<List<String>> DECISIONS = List.of(
            List.of("decide", "decide.policy"),
            List.of("decide.codedeploy", "decide.after"),
            List.of("decide.update", "decide.follow"),
            List.of("decide.plan"),
            List.of("decide.controller", "decide.iam"),
            List.of("decide.phase"),
            List.of("observe"),
            List.of("state"));

    private static final String[] ENCRYPTED_STATE = {
        BASE + "operations.request..",
        BASE + "operations.state..",
        BASE + "tasks.request..",
        BASE + "tasks.state..",
        BASE + "tasks.logs..",
        BASE + "schedules..",
        BASE + "paths..",
        BASE + "lookups.."
    };

    private static final SliceAssignment ROOMS = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName() + ".";
            return name.startsWith(BASE) && name.length() > BASE.length()
                    ? SliceIdentifier.of(name.substring(BASE.length(), name.indexOf('.', BASE.length())))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "rooms";
        }
    };

    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(BASE)
                    ? SliceIdentifier.of(type.getPackageName().substring(BASE.length()))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    /** What can still be seen at a glance. */
    private static final int MOST_FILES = 55;

    @Test
    public void eachClassIsInARoom() {
        classes().should().resideInAnyPackage(packages(0)).check(PluginClasses.ALL);
    }

    @Test
    public void importsPointDownwardsOnly() {
        for (int floor = 1; floor < FLOORS.size(); floor++) {
            String[] above = FLOORS.subList(0, floor).stream()
                    .flatMap(List::stream)
                    .map(ArchitectureTest::room)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAnyPackage(packages(floor))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .allowEmptyShould(true)
                    .check(PluginClasses.ALL);
        }
    }

    @Test
    public void decisionsAboutADeploymentUseOnlyWhatIsBelowThem() {
        for (int floor = 0; floor < DECISIONS.size(); floor++) {
            for (String name : DECISIONS.get(floor)) {
                String[] others = DECISIONS.subList(0, floor + 1).stream()
                        .flatMap(List::stream)
                        .filter(other -> !other.equals(name))
                        .map(other -> BASE + "rollout." + other)
                        .toArray(String[]::new);
                noClasses()
                        .that()
                        .resideInAPackage(BASE + "rollout." + name)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(others)
                        .check(PluginClasses.ALL);
            }
        }
    }

    @Test
    public void noRoomsUseEachOtherInACircle() {
        slices().assignedFrom(ROOMS).should().beFreeOfCycles().check(PluginClasses.ALL);
    }

    @Test
    public void noPackagesUseEachOtherInACircle() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(PluginClasses.ALL);
    }

    @Test
    public void noPackageHasMoreFilesThanCanBeSeenAtAGlance() {
        Map<String, Long> files = PluginClasses.ALL.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        files.values().removeIf(count -> count <= MOST_FILES);
        assertThat(files, is(Map.of()));
    }

    @Test
    public void decisionsDoNotKnowJenkins() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(FIRST_FLOOR_WITHOUT_JENKINS))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JENKINS)
                .allowEmptyShould(true)
                .check(PluginClasses.ALL);
    }

    /** Its rounds are retried, for ten minutes while something is in progress in AWS, and the watchdog resumes them. */
    @Test
    public void eachStepThatTalksToAwsIsRetriedAndWatched() {
        classes()
                .that()
                .areAssignableTo("io.jenkins.plugins.ecs.steps.execution.ConnectedStepExecution")
                .and()
                .doNotHaveSimpleName("ConnectedStepExecution")
                .should()
                .beAssignableTo("io.jenkins.plugins.ecs.steps.execution.PollingStepExecution")
                .andShould()
                .beAssignableTo("io.jenkins.plugins.ecs.polling.Watchdog$Polled")
                .check(PluginClasses.ALL);
    }

    @Test
    public void onlyTheAwsRoomKnowsTheSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackages(room("aws"), room("credentials"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .allowEmptyShould(true)
                .check(PluginClasses.ALL);
        noClasses()
                .that()
                .resideInAPackage(room("credentials"))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of the SDK, but no credentials",
                        type -> type.getPackageName().startsWith("software.amazon.awssdk.")
                                && !isCredentials(type.getPackageName())))
                .allowEmptyShould(true)
                .check(PluginClasses.ALL);
    }

    /** Pages, badges and API answers are made from what is recorded, and from what the room {@code live} has read. */
    @Test
    public void noPageCanAskAws() {
        noClasses()
                .that()
                .resideInAnyPackage(room("ui"), room("history"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(room("aws"), room("polling"), room("credentials"))
                .check(PluginClasses.ALL);
    }

    @Test
    public void nobodyUsesTheFirstSdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws..")
                .check(PluginClasses.ALL);
    }

    /**
     * Jenkins' XStream writes records but cannot read them back. State that is only ever serialized by Java, encrypted, may
     * hold them: neither XStream nor Pipeline's marshalling sees it.
     */
    @Test
    public void nothingThatIsSavedIsARecord() {
        noClasses()
                .that(DescribedPredicate.describe("are records", JavaClass::isRecord))
                .and()
                .resideOutsideOfPackages(ENCRYPTED_STATE)
                .and()
                .areNotAssignableTo(Goal.class)
                .should()
                .beAssignableTo(Serializable.class)
                .allowEmptyShould(true)
                .check(PluginClasses.ALL);
        fields().that()
                .areDeclaredInClassesThat()
                .areAssignableTo(Serializable.class)
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages(ENCRYPTED_STATE)
                .and()
                .areNotStatic()
                .and()
                .areDeclaredInClassesThat()
                .areNotEnums()
                .should(holdNoRecord())
                .allowEmptyShould(true)
                .check(PluginClasses.ALL);
        // Outcomes are stored in build.xml, whichever package they are in.
        fields().that()
                .areDeclaredInClassesThat()
                .haveNameMatching(".*Outcome(\\$.*)?|.*\\.paths\\.proof\\.Answer")
                .and()
                .areNotStatic()
                .should(holdNoRecord())
                .check(PluginClasses.ALL);
    }

    @Test
    public void nobodySleeps() {
        noClasses()
                .should()
                .callMethodWhere(target(
                                owner(DescribedPredicate.describe("Thread", type -> type.isEquivalentTo(Thread.class))))
                        .and(target(name("sleep"))))
                .check(PluginClasses.ALL);
    }

    private static ArchCondition<JavaField> holdNoRecord() {
        return new ArchCondition<>("hold no record") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                // What is sealed is serialized by Java and encrypted.
                boolean saved = !field.getModifiers().contains(JavaModifier.TRANSIENT)
                        && !field.getRawType().getSimpleName().equals("SealedState");
                boolean record = field.getAllInvolvedRawTypes().stream().anyMatch(JavaClass::isRecord);
                if (saved && record) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " holds a record"));
                }
            }
        };
    }

    private static boolean isCredentials(String name) {
        return name.startsWith("software.amazon.awssdk.auth.credentials");
    }

    private static String[] packages(int fromFloor) {
        return FLOORS.stream()
                .skip(fromFloor)
                .flatMap(List::stream)
                .map(ArchitectureTest::room)
                .toArray(String[]::new);
    }

    private static String room(String name) {
        return BASE + name + "..";
    }
}
