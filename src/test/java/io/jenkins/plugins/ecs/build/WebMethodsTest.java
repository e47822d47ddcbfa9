package io.jenkins.plugins.ecs.build;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.jenkins.plugins.ecs.config.WebMethods;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.Test;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** Each method that an address reaches names its verb, and none is forgotten in the test that tries them all. */
public class WebMethodsTest {

    private static final DescribedPredicate<JavaMember> ARE_REACHED = DescribedPredicate.describe(
            "are reached through an address",
            member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                    && (WebMethods.isOne(member.getName()) || member.isAnnotatedWith(WebMethod.class)));

    @Test
    public void eachNamesItsVerb() {
        methods()
                .that(ARE_REACHED)
                .should()
                .beAnnotatedWith(POST.class)
                .orShould()
                .beAnnotatedWith(GET.class)
                .check(PluginClasses.ALL);
    }

    @Test
    public void formsArePostedTo() {
        methods()
                .that(ARE_REACHED)
                .and()
                .areDeclaredInClassesThat(DescribedPredicate.describe("are descriptors", WebMethodsTest::isOfAForm))
                .should()
                .beAnnotatedWith(POST.class)
                .check(PluginClasses.ALL);
    }

    @Test
    public void thoseOfNoFormAreAllTriedByHand() {
        Set<String> found = PluginClasses.ALL.stream()
                .filter(type -> !isOfAForm(type))
                .flatMap(type -> type.getMethods().stream())
                .filter(ARE_REACHED)
                .map(WebMethodsTest::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found, is(new TreeSet<>(WebMethods.OF_NO_FORM)));
    }

    private static boolean isOfAForm(JavaClass type) {
        return type.isAssignableTo("hudson.model.Descriptor");
    }

    private static String name(JavaMethod method) {
        return method.getOwner().getSimpleName() + "." + method.getName();
    }
}
